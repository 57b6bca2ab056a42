"""The seam between a dossier and the place where its sealed bytes lie. A store sees no key and no plain byte.

There is no update and no delete of a record: what a store can take away is a body or a kept file that a later record withdrew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Container
    from contextlib import AbstractContextManager

    from houvast.proof.steps import Files


class Staged(Protocol):
    """A file being written, not yet part of the dossier. Leaving the context unpublished throws it away."""

    def write(self, data: bytes | bytearray) -> int:
        """Append."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...


class Store(Protocol):
    """Where one dossier lies. What is published is durable when the call returns; a kept file, when the next record is published."""

    def refuse_taken(self) -> None:
        """Refuse to begin a dossier where something lies already; the caller holds the lock. Raises: WrongUseError."""

    def size(self) -> int:
        """How many records there are."""

    def record(self, seq: int) -> bytes:
        """A record file. Raises: MissingFileError."""

    def blob(self, digest: str) -> BinaryIO:
        """A kept file, seekable. Raises: MissingFileError."""

    def key_files(self) -> dict[str, bytes]:
        """Every slot and grant by digest."""

    def fold(self) -> bytes | None:
        """The fold, if there is one."""

    def stage(self) -> Staged:
        """A new file to write to."""

    def keep(self, staged: Staged, digest: str) -> None:
        """Publish a staged file as the blob of this digest."""

    def keep_key(self, content: bytes, digest: str) -> None:
        """Publish a slot or a grant."""

    def publish(self, seq: int, content: bytes) -> None:
        """Publish a record. Raises: SeqTakenError when there is one already."""

    def clear(self, named: Container[str]) -> None:
        """Take away what programs that are gone kept and none of the records names; never what one that lives is about to record."""

    def settle(self) -> None:
        """Make every record that can be read outlast a power cut, where that can be asked for."""

    def put_fold(self, content: bytes) -> None:
        """Replace the fold."""

    def drop_body(self, seq: int) -> None:
        """Take away the body of a record that a later one withdrew; its stored header stays."""

    def drop_file(self, digest: str) -> None:
        """Take away a kept file that a record withdrew."""

    def lock(self) -> AbstractContextManager[None]:
        """Hold off every other writer; who holds it may take it again."""

    def files(self) -> Files:
        """The bytes as a verifier reads them."""
