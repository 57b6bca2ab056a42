"""What goes into a package: the leaves that may be shown, the files they name under neutral names, and what stays behind and why.

Plain data from an open dossier; nothing is written here. An original goes along only when a leaf that is shown names it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

from houvast.errors import AgeFileError, BrokenReadingError, DamagedOriginalError
from houvast.intake import held
from houvast.logbook import codec, merkle
from houvast.logbook.evidence import Evidence, File, Import
from houvast.proof.shown import named_files
from houvast.reports.items import items_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from houvast.logbook.canonical import JsonObject
    from houvast.logbook.entry import Entry
    from houvast.reports.choose import Chosen
    from houvast.vault.vault import Vault

    Locates = Callable[[BinaryIO], Literal["yes", "no", "unknown"]]

Why = Literal["location", "perhaps a location", "withdrawn", "no rows", "private"]
_LONGEST_STEM = 48
# What cannot start anything on the receiver's computer, and so keeps its ending.
_QUIET = frozenset({
    "3gp", "aac", "amr", "avi", "bmp", "csv", "db", "eml", "flac", "gif", "heic", "heif", "jpeg", "jpg", "json", "jsonl", "m4a",
    "mbox", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "oga", "ogg", "opus", "pdf", "png", "sqlite", "tif", "tiff", "txt", "vcf",
    "wav", "webm", "webp", "wma", "wmv", "zip",
})  # fmt: skip


@dataclass(frozen=True)
class Proved:
    """A leaf that is shown, with all that leads from it to the spine; `number` counts the entries that leave."""

    number: int
    seq: int
    index: int
    recorded_at: str
    text: bytes
    leaf: JsonObject
    salt: bytes
    path: tuple[bytes, ...]
    whole: bool


@dataclass(frozen=True)
class Kept:
    """A file that goes along; `path` is where below `data/`, `named_by` the leaf, `seed` only that of a reading."""

    path: str
    file: File
    named_by: Proved
    seed: str | None


@dataclass(frozen=True)
class LeftOut:
    """A file that stays behind although an entry that is shown names it; `why` says the reason, `name` is its own name."""

    number: int
    entry: str
    name: str
    sha256: str
    why: Why


@dataclass(frozen=True)
class Plan:
    """A package before it is written. `shown` is in the order of the log."""

    dossier: str
    head: str
    shown: tuple[Proved, ...]
    kept: tuple[Kept, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def entries(self) -> int:
        """How many entries, corrections not counted."""
        return len({each.number for each in self.shown})


def plan(vault: Vault, chosen: Sequence[Chosen], holds_location: Locates | None) -> Plan:
    """What these entries bring along; without `holds_location` files go along wherever they were made.

    Raises: DamagedOriginalError; MissingFileError.
    """
    shown, seeds = _shown(vault, chosen)
    around = _around_private(vault, chosen)
    kept, left_out = list[Kept](), list[LeftOut]()
    for folder, file, namer in _named(shown):
        seed = seeds.get(namer.leaf["id"]) if folder == "readings" else None
        hides = file.sha256 in around and not namer.whole
        why: Why | None = "private" if hides else _why_not(vault, folder, file, namer, seed, holds_location)
        if why is not None:
            left_out.append(LeftOut(namer.number, namer.leaf["id"], file.name, file.sha256, why))
            continue
        place = sum(each.path.startswith(folder) for each in kept) + 1
        kept.append(Kept(f"{folder}/{neutral(place, file.name)}", file, namer, seed))
    return Plan(vault.dossier, vault.head, tuple(shown), tuple(kept), tuple(left_out))


def blocks_of(vault: Vault, kept: Kept, size: int) -> Iterator[bytes]:
    """The plain bytes of a file. Raises: DamagedOriginalError; MissingFileError."""
    try:
        with vault.open(kept.file) as stream:
            while block := stream.read(size):
                yield block
    except AgeFileError:
        raise damaged(kept.file, kept.named_by) from None


def lines_of(vault: Vault, reading: Kept) -> Iterator[bytes]:
    """The rows of a reading, without its first line. Raises: DamagedOriginalError; MissingFileError."""
    try:
        with vault.open(reading.file) as stream:
            stream.readline()
            yield from stream
    except AgeFileError:
        raise damaged(reading.file, reading.named_by) from None


def known_in(vault: Vault, readings: Sequence[Kept]) -> dict[str, tuple[tuple[int, int], ...]]:
    """By the id of each import the rows that an earlier of these readings has too: of what stays behind nothing is said.

    Raises: DamagedOriginalError; MissingFileError.
    """
    by_id = {each.named_by.leaf["id"]: each for each in readings}
    try:
        return {of.id: of.known for of in held.listed(vault, by_id.keys())} if by_id else {}
    except (AgeFileError, BrokenReadingError):
        return {}  # its lines are read next, and say which of them is damaged


def damaged(file: File, namer: Proved) -> DamagedOriginalError:
    """That this file is not what its entry says."""
    return DamagedOriginalError(file.name, namer.leaf["id"], file.blob)


def neutral(place: int, name: str) -> str:
    """A name that is safe on every system: `0001-naam.ext`, ASCII, short; what could start something ends in `.bin`."""
    last = re.split(r"[/\\]", name)[-1]
    ascii_only = unicodedata.normalize("NFKD", last[:1000]).encode("ascii", "ignore").decode()
    stem, _, ending = ascii_only.rpartition(".")
    ending = re.sub(r"[^a-z0-9]", "", ending.lower()) if stem else ""
    if ending not in _QUIET:
        stem, ending = ascii_only, "bin"
    clean = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:_LONGEST_STEM].strip("-")
    return f"{place:04d}-{clean or 'bestand'}.{ending}"


def _shown(vault: Vault, chosen: Sequence[Chosen]) -> tuple[list[Proved], dict[str, str]]:
    """The leaves that may be shown, and the seed of every import among them."""
    wanted = {version.entry.id: each for each in chosen for version in each.versions}
    shown, seeds = list[Proved](), dict[str, str]()
    for seq in sorted({version.seq for each in chosen for version in each.versions}):
        stored, leaves = vault.leaves(seq)
        paths = _paths([leaf.hash for leaf in leaves])
        for index, leaf in enumerate(leaves):
            said = codec.read_leaf(leaf.text)
            of = wanted.get(said["id"])
            if of is None:
                continue
            if isinstance(said.get("rows_seed"), str):
                seeds[said["id"]] = said["rows_seed"]
            if said["layer"] == "disclosable" or of.whole:
                shown.append(
                    Proved(of.item.number, seq, index, stored.header.recorded_at, leaf.text, said, leaf.salt, paths[index], of.whole)
                )  # fmt: skip
    return shown, seeds


def _paths(hashes: Sequence[bytes]) -> list[tuple[bytes, ...]]:
    """The inclusion path of every leaf, all at once (RFC 9162, 2.1.3)."""
    paths: list[list[bytes]] = [[] for _ in hashes]
    level, width = list(hashes), 1
    while len(level) > 1:
        for index, path in enumerate(paths):
            if (sibling := (index // width) ^ 1) < len(level):
                path.append(level[sibling])
        pairs = [merkle.node(*level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level, width = pairs + level[len(pairs) * 2 :], width * 2
    return [tuple(path) for path in paths]


def _named(shown: Sequence[Proved]) -> Iterator[tuple[str, File, Proved]]:
    """Every file once: named by the first entry included whole, else by the first."""
    seen = set[str]()
    for each in sorted(shown, key=lambda each: (not each.whole, each.number, each.seq, each.index)):
        for folder, said in named_files(each.leaf):
            file = File(**said)
            if file.blob not in seen:
                seen.add(file.blob)
                yield folder, file, each


def _around_private(vault: Vault, chosen: Sequence[Chosen]) -> set[str]:
    """The originals, by digest, in which a piece came along that is private now: whoever gets one has that piece (J07).

    Also a later export that had the same piece, and an original that holds such an original. Not the piece that leaves itself, because
    she included it, and not one whose bytes others may read elsewhere.
    """
    leaving, items = {each.entry.id for each in chosen}, items_of(vault)
    pieces = {
        item.entry.id: (item, item.entry.file.sha256)
        for item in items
        if isinstance(item.entry, Evidence) and item.entry.file is not None
    }
    shown = {
        digest for id_, (item, digest) in pieces.items() if id_ in leaving or not (item.entry.private or item.retracted)
    }
    came_in = set(_came_in([item.entry for item in items], {id_: digest for id_, (_, digest) in pieces.items()}))
    found = set[str]()
    inner = {digest for item, digest in pieces.values() if item.entry.private} - shown
    while inner:
        inner = {original for piece, original in came_in if piece in inner} - found
        found |= inner
    return found


def _came_in(entries: Iterable[Entry], digests: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each piece that came along in an original, and that original, by digest."""
    for of in entries:
        if isinstance(of, Evidence) and of.derived_from is not None and of.id in digests:
            yield digests[of.id], of.derived_from.sha256
        if isinstance(of, Import) and of.file is not None:
            for media in of.media:
                if media.evidence is not None and media.evidence in digests:
                    yield digests[media.evidence], of.file.sha256


def _why_not(
    vault: Vault, folder: str, file: File, namer: Proved, seed: str | None, holds_location: Locates | None
) -> Why | None:
    if file.blob in vault.spine.withdrawn_files:
        return "withdrawn"
    if folder == "readings":
        return None if seed is not None and "rows" in namer.leaf else "no rows"
    if holds_location is None or namer.whole:
        return None
    try:
        with vault.open(file) as stream:
            answer = holds_location(stream)
    except AgeFileError:
        raise damaged(file, namer) from None
    return None if answer == "no" else "location" if answer == "yes" else "perhaps a location"
