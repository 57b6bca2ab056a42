"""Bytes beside a dossier that only it opens: a draft, a package that waits. Whoever asks keeps them; no record names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from houvast.seal import age

if TYPE_CHECKING:
    from houvast.vault.vault import Vault


def recipient(vault: Vault) -> age.Recipient:
    """To whom they are sealed: the originals' recipient of the newest epoch."""
    return vault.epochs[max(vault.epochs)].originals.recipient


def seal(vault: Vault, plain: bytes) -> bytes:
    """These bytes, sealed."""
    return age.seal_bytes(plain, [recipient(vault)])


def seal_to(to: age.Recipient, plain: bytes) -> bytes:
    """These bytes, sealed to a `recipient` while the dossier itself is locked."""
    return age.seal_bytes(plain, [to])


def open_bytes(vault: Vault, sealed: bytes) -> bytes:
    """What `seal` sealed. Raises: AgeFileError when it is not this dossier's."""
    return age.open_bytes(sealed, _identities(vault))


def open_file(vault: Vault, sealed: BinaryIO) -> BinaryIO:
    """The plain bytes of a file sealed to `recipient`, read-only and seekable; closing them closes it. Raises: AgeFileError."""
    from houvast.vault import keeping  # brings in threads, which only files need

    return keeping.open_sealed(sealed, _identities(vault))


def _identities(vault: Vault) -> list[age.Identity]:
    return [each.originals for each in vault.epochs.values()]
