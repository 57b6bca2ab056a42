"""Write the package that leaves: what was chosen with its proofs, the originals it names, signed as a whole (docs/format.md, 10).

As a folder, a zip or a sealed zip, each in one pass beside its name; it is read back and verified before it gets that name. Recording
`Exported` is the caller's.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from houvast.errors import PackageBrokenError, PackageNameError
from houvast.logbook import canonical
from houvast.proof import bag as parts
from houvast.proof.package import BAG, ENTRIES, ORIGINALS, verify_package
from houvast.proof.zipped import ZipFiles
from houvast.reports import bag, orders, packing, places, tables
from houvast.reports.packing import LeftOut
from houvast.reports.verify_page import page
from houvast.seal import age
from houvast.seal.package import sign
from houvast.vault import aside, keeping
from houvast.vault.files import FolderFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from houvast.logbook.canonical import JsonObject
    from houvast.proof.steps import Files
    from houvast.reports.bag import Blocks, Digests, Tree
    from houvast.reports.choose import Chosen
    from houvast.reports.packing import Locates, Plan
    from houvast.vault.vault import Vault

__all__ = ["LeftOut", "Written", "write"]
_SEALED, _ZIP = ".zip.age", ".zip"
_AGENT = "Houvast, package format 1"


@dataclass(frozen=True)
class Written:
    """What left: `sha256` is that of the tag manifest, which the signature covers; `entries` without corrections."""

    sha256: str
    entries: int
    files: int
    left_out: tuple[LeftOut, ...]


def write(
    vault: Vault,
    chosen: Sequence[Chosen],
    target: Path,
    now: datetime,
    *,
    seal_to: age.Recipient | age.Passphrase | None = None,
    with_locations: bool = False,
    holds_location: Locates = places.holds_location,
) -> Written:
    """Write the package to `target`: sealed as `….zip.age`, else as `….zip`, else as a folder that is not there or empty.

    Raises: TargetExistsError; PackageNameError when name and `seal_to` do not fit; PackageTooLargeError of a zip;
    DamagedOriginalError; MissingFileError; PackageBrokenError when it does not read back; OSError. The name stays free then.
    """
    name = target.name.lower()
    if name.endswith(_SEALED) != (seal_to is not None):
        raise PackageNameError(str(target))
    bag.refuse_taken(target)
    plan = packing.plan(vault, chosen, None if with_locations else holds_location)
    writer = _Writer(vault, plan, now, orders.cells(orders.held_against(vault, [each.item for each in chosen])))
    with bag.beside(target) as hidden:
        if seal_to is not None:
            digest = writer.sealed(hidden, seal_to)
        elif name.endswith(_ZIP):
            digest = writer.zipped(hidden)
        else:
            digest = writer.folder(hidden)
    return Written(digest, plan.entries, len(plan.kept), plan.left_out)


def write_aside(
    vault: Vault, chosen: Sequence[Chosen], target: Path, now: datetime, *, with_locations: bool = False
) -> Written:
    """Write the package as a zip that only this dossier opens, read back: no plain byte of it lies anywhere until it is fetched.

    `vault.aside.open_file` gives the zip. Raises: as `write`.
    """
    bag.refuse_taken(target)
    plan = packing.plan(vault, chosen, None if with_locations else places.holds_location)
    writer = _Writer(vault, plan, now, orders.cells(orders.held_against(vault, [each.item for each in chosen])))
    with bag.beside(target) as hidden:
        digest = writer.aside(hidden)
    return Written(digest, plan.entries, len(plan.kept), plan.left_out)


class _Writer:
    """One plan on its way out."""

    def __init__(self, vault: Vault, plan: Plan, now: datetime, orders: Mapping[str, str]) -> None:
        self._vault, self._plan, self._now, self._orders = vault, plan, now, orders
        self._named = {f"data/{each.path}": each for each in plan.kept}

    def folder(self, hidden: Path) -> str:
        """As a folder; the digest of its tag manifest, as in all three."""
        hidden.mkdir(mode=0o700)
        tree = bag.FolderTree(hidden)
        digest = self._write(tree)
        tree.close()
        self._read_back(FolderFiles(hidden), digest)
        return digest

    def zipped(self, hidden: Path) -> str:
        """As a zip."""
        with bag.new_file(hidden) as sink:
            tree = bag.ZipTree(sink, self._top, seekable=True)
            digest = self._write(tree)
            tree.close()
        with hidden.open("rb") as source:
            self._read_back(ZipFiles(source), digest)
        return digest

    def sealed(self, hidden: Path, to: age.Recipient | age.Passphrase) -> str:
        """As a zip, sealed as it is written. Only a passphrase opens it again here; else the sealed bytes are compared."""
        with (
            bag.new_file(hidden) as sink,
            bag.Digests(crc=False) as sealed,
            age.seal(cast("BinaryIO", _Both(sink, sealed)), [to]) as writer,
        ):
            tree = bag.ZipTree(cast("BinaryIO", writer), self._top, seekable=False)
            digest = self._write(tree)
            tree.close()
        if isinstance(to, age.Passphrase):
            with keeping.open_sealed(hidden.open("rb"), [to]) as plain:
                self._read_back(ZipFiles(plain), digest)
        with hidden.open("rb") as source, bag.Digests(crc=False) as again:
            while block := source.read(bag.BLOCK):
                again.add(block)
        if again.sha256 != sealed.sha256:
            raise PackageBrokenError(BAG, hidden.name, "file digest")
        return digest

    def aside(self, hidden: Path) -> str:
        """As a zip, sealed to the dossier itself, and opened again to be read back."""
        digest = self.sealed(hidden, aside.recipient(self._vault))
        with aside.open_file(self._vault, hidden.open("rb")) as plain:
            self._read_back(ZipFiles(plain), digest)
        return digest

    @property
    def _top(self) -> str:
        return f"houvast-{self._plan.dossier[:8]}"

    def _write(self, tree: Tree) -> str:
        date, plan = f"{self._now:%Y-%m-%d}", self._plan
        info = [("Bag-Software-Agent", _AGENT), ("Bagging-Date", date), ("External-Identifier", plan.dossier)]

        def signed(digest: str) -> bytes:
            return sign(self._vault.person, plan.dossier, plan.head, digest)

        return bag.write(tree, self._members(), info, signed, self._check)

    def _check(self, path: str, written: Digests) -> None:
        """An original is what its entry says, or nothing leaves."""
        kept = self._named.get(path)
        if kept is not None and (written.sha256, written.size) != (kept.file.sha256, kept.file.size):
            raise packing.damaged(kept.file, kept.named_by)

    def _members(self) -> Iterator[tuple[str, Blocks]]:
        plan, vault = self._plan, self._vault
        about = page(plan.dossier, plan.head, vault.person.public, plan.entries, len(plan.kept), self._now)
        yield parts.PAGE, lambda: [about]
        yield parts.SPINE, vault.stored_headers
        yield parts.PROOF, self._proof
        yield parts.FILES, self._files
        yield parts.ENTRIES, self._entries
        yield parts.ENTRIES_CSV, self._entries_table
        yield parts.MESSAGES_CSV, self._messages_table
        for kept in plan.kept:
            yield f"data/{kept.path}", lambda kept=kept: packing.blocks_of(vault, kept, bag.BLOCK)  # type: ignore[misc]  # bound now

    def _proof(self) -> Iterator[bytes]:
        for each in self._plan.shown:
            path = [sibling.hex() for sibling in each.path]
            said = {
                "index": each.index,
                "leaf": each.text.decode(),
                "path": path,
                "salt": each.salt.hex(),
                "seq": each.seq,
            }
            yield canonical.encode(said) + b"\n"

    def _files(self) -> Iterator[bytes]:
        for each in self._plan.kept:
            said = {
                "blob": each.file.blob, "entry": each.named_by.leaf["id"], "path": each.path, "sha256": each.file.sha256,
                "size": each.file.size,
            }  # fmt: skip
            yield canonical.encode(said if each.seed is None else {**said, "seed": each.seed}) + b"\n"

    def _entries(self) -> Iterator[bytes]:
        entries: list[JsonObject] = [
            {**each.leaf, "number": each.number, "recorded_at": each.recorded_at, "seq": each.seq}
            for each in self._by_number()
        ]
        yield canonical.encode({"dossier": self._plan.dossier, "entries": entries, "head": self._plan.head}) + b"\n"

    def _entries_table(self) -> Iterator[bytes]:
        rows = ((each.number, each.seq, each.recorded_at, each.leaf) for each in self._by_number())
        return tables.entry_blocks(rows, {kept.file.blob: kept.path for kept in self._plan.kept}, self._orders)

    def _messages_table(self) -> Iterator[bytes]:
        readings = [each for each in self._plan.kept if each.seed is not None]
        known = packing.known_in(self._vault, readings)
        return tables.message_blocks(
            (
                each.named_by.number,
                each.path,
                each.named_by.leaf,
                known.get(each.named_by.leaf["id"], ()),
                packing.lines_of(self._vault, each),
            )
            for each in readings
        )

    def _by_number(self) -> list[packing.Proved]:
        return sorted(self._plan.shown, key=lambda each: (each.number, each.seq, each.index))

    def _read_back(self, files: Files, digest: str) -> None:
        """Verify all of it from the bytes on the medium, and that it is this package. Raises: PackageBrokenError."""
        verdict, _ = verify_package(files)
        if (first := verdict.first_fault()) is not None:
            raise PackageBrokenError(first[0].n, first[1].where, first[1].why)
        counts = {step.n: step.count for step in verdict.steps}
        if (verdict.head, counts[ENTRIES], counts[ORIGINALS]) != (
            self._plan.head, len(self._plan.shown), len(self._plan.kept),
        ):  # fmt: skip
            raise PackageBrokenError(ENTRIES, parts.ENTRIES, "other entries")
        with files.open(parts.TAGMANIFEST) as file, contextlib.closing(file):
            if bag.digest_of(file.read()) != digest:
                raise PackageBrokenError(BAG, parts.TAGMANIFEST, "file digest")


class _Both:
    """A sink whose bytes are hashed as well."""

    def __init__(self, sink: BinaryIO, digests: Digests) -> None:
        self._sink, self._digests = sink, digests

    def write(self, data: bytes) -> int:
        block = bytes(data)
        self._digests.add(block)
        return self._sink.write(block)
