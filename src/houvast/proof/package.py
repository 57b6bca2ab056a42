"""Verify a package from its bytes: steps 1 to 9 of "A package" in docs/format.md, 11, with the numbers of that page.

Works on a folder and on a zip alike, and needs no key. A step that an earlier fault made impossible is not tried.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from houvast.errors import BadHeaderError, BrokenReadingError, NewerVersionError, NotCanonicalError
from houvast.logbook import header, reading
from houvast.logbook.header import is_digest
from houvast.proof import bag
from houvast.proof.shown import LONGEST_LINE, Log, Shown, lines, named_files, read_shown
from houvast.proof.steps import Verdict
from houvast.seal import package as signature
from houvast.seal.rows import RowsRoot

if TYPE_CHECKING:
    from houvast.logbook.canonical import JsonObject
    from houvast.proof.bag import Bag, Hashed
    from houvast.proof.spine import Spine
    from houvast.proof.steps import Files, Step

NAMES = ("bag", "signature", "headers", "owner", "signatures", "order", "entries", "originals", "readings")
BAG, SIGNATURE, HEADERS, OWNER, SIGNATURES, ORDER, ENTRIES, ORIGINALS, READINGS = range(1, 10)
_LONGEST_SIGNATURE = 1 << 12
_ROWS_AT_ONCE = 1 << 12
_READINGS_FOLDER = "data/readings/"
_UNPLACED = {"leaf record", "other dossier", "file of no entry"}
_KEPT_MEMBERS = {"blob", "entry", "path", "sha256", "size"}


def verify_package(files: Files) -> tuple[Verdict, Spine]:
    """The verdict on a package, and the spine as far as it could be followed.

    Raises: NewerVersionError for a package that is whole and newer than this; AgeFileError of a sealed file; OSError.
    """
    verdict, package = Verdict(), bag.Bag(files)
    steps = {number: verdict.begin(number, name) for number, name in enumerate(NAMES, BAG)}
    with bag.Hashing(package) as hashing:
        log, newer = _spine(steps, package)
        shown = read_shown(steps[ENTRIES], package, log) if log.roots else []
        hashed = hashing.found()
    bag.check(steps[BAG], package, hashed)
    if newer is not None and steps[BAG].ok:
        raise newer
    for number in range(OWNER, READINGS + 1):
        steps[number].tried = bool(log.roots)
    if log.roots:
        kept, unread = _originals(steps[ORIGINALS], package, hashed, log, shown)
        _readings(steps[READINGS], package, kept, unread)
        _unplace(steps)
        verdict.dossier, verdict.head = log.spine.dossier, log.spine.head
    _signature(steps[SIGNATURE], steps[HEADERS], package, hashed, log)
    return verdict, log.spine


def _unplace(steps: dict[int, Step]) -> None:
    """With a damaged spine nothing can be said of where a piece belongs: no fault may claim that it is from elsewhere."""
    if any(steps[number].faults for number in (HEADERS, SIGNATURES, ORDER)):
        for step in (steps[ENTRIES], steps[ORIGINALS]):
            step.faults = [replace(each, why="unplaced") if each.why in _UNPLACED else each for each in step.faults]


def _signature(step: Step, headers: Step, files: Bag, hashed: dict[str, Hashed], log: Log) -> None:
    content = files.take(bag.SIGNATURE, _LONGEST_SIGNATURE)
    if content is None:
        return step.fault(bag.SIGNATURE, "missing")
    step.count = 1
    try:
        signed = signature.read(content)
    except BadHeaderError:
        return step.fault(bag.SIGNATURE, "signature")
    listed = hashed.get(bag.TAGMANIFEST)
    if listed is None or listed.sha256 != signed.tagmanifest:
        step.fault(bag.TAGMANIFEST, "signature of another")
    read_whole = not headers.faults  # else who owns the spine is for the steps after this one
    if read_whole and (signed.key, signed.dossier, signed.head) != (log.spine.owner, log.spine.dossier, log.spine.head):
        step.fault(bag.SPINE, "signature of another")
    return None


def _spine(steps: dict[int, Step], files: Bag) -> tuple[Log, NewerVersionError | None]:
    log, newer = Log(), None
    if bag.SPINE not in files.plain:
        steps[HEADERS].fault(bag.SPINE, "missing")
        return log, newer
    with files.open(bag.SPINE) as file:
        for seq in itertools.count():
            line = file.readline(LONGEST_LINE)
            if not line and seq:
                break
            try:
                stored, rest = header.split(line + file.readline(130))
            except BadHeaderError as error:
                steps[HEADERS].fault(bag.SPINE, f"header {error.why}")
                break
            except NewerVersionError as error:
                steps[HEADERS].fault(bag.SPINE, "header v")
                newer = error
                break
            if rest is not None or stored.header.seq != seq:
                steps[HEADERS].fault(bag.SPINE, "header seq")
                break
            for number, why in log.spine.add(stored):
                steps[number + 1].fault(bag.SPINE, why)
            log.roots.append((stored.header.count, stored.header.root))
    for number in (HEADERS, OWNER, SIGNATURES, ORDER):
        steps[number].count = log.spine.size
    return log, newer


def _originals(
    step: Step, files: Bag, hashed: dict[str, Hashed], log: Log, shown: list[Shown]
) -> tuple[dict[str, tuple[JsonObject, str]], list[str]]:
    """Step 8; the readings that step 9 can look at, by path: the leaf that names each, and its seed; and those it cannot."""
    named = {
        (each.leaf["id"], file["blob"]): (each, folder, file)
        for each in shown
        for folder, file in named_files(each.leaf)
    }
    listed: set[str] = set()
    broken: set[str] = set()
    readings: dict[str, tuple[JsonObject, str]] = {}
    try:
        for said in lines(files, bag.FILES) if bag.FILES in files.plain else ():
            path, found = f"data/{said.get('path')}", named.get((_text(said.get("entry")), _text(said.get("blob"))))
            step.count += 1
            if found is None or not _is_kept(said, found[1]) or path in listed:
                step.fault(bag.FILES, "file form" if found else "file of no entry")
            elif (why := _file_fault(said, found[2], hashed.get(path), log.spine, found[0].seq)) is not None:
                step.fault(path, why)
                broken.add(found[0].leaf["id"])
            elif found[1] == "readings":
                readings[path] = found[0].leaf, said["seed"]
            listed.add(path)
    except NotCanonicalError:
        step.fault(bag.FILES, "form")
    for path in sorted(hashed.keys() - listed):
        if bag.KEPT.fullmatch(path):
            step.fault(path, "file of no entry")
    sound = {path: (leaf, seed) for path, (leaf, seed) in readings.items() if leaf["id"] not in broken}
    there = {path for path in hashed.keys() | listed if path.startswith(_READINGS_FOLDER)}
    return sound, sorted(there - sound.keys())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _is_kept(said: JsonObject, folder: str) -> bool:
    members = _KEPT_MEMBERS | ({"seed"} if folder == "readings" else set())
    named = isinstance(said.get("path"), str) and said["path"].startswith(f"{folder}/")
    return said.keys() == members and named and (folder != "readings" or is_digest(said["seed"]))


def _file_fault(said: JsonObject, file: JsonObject, hashed: Hashed | None, spine: Spine, seq: int) -> str | None:
    if hashed is None:
        return "missing"
    if (said["sha256"], said["size"]) != (file["sha256"], file["size"]):
        return "file of no entry"
    if (hashed.sha256, hashed.size) != (file["sha256"], file["size"]):
        return "file digest"
    if spine.keeps.get(file["blob"], spine.size) > seq or file["blob"] in spine.key_files:
        return "file not kept"
    return None


def _readings(step: Step, files: Bag, kept: dict[str, tuple[JsonObject, str]], unread: list[str]) -> None:
    """Step 9: the rows of each reading that goes along lead to the root its import gives."""
    step.tried, step.count, step.skipped = bool(kept) or not unread, len(kept), unread
    for path, (leaf, seed) in kept.items():
        rows = leaf.get("rows")
        if not isinstance(rows, dict) or rows != _rows(files, path, seed, _original(leaf)):
            step.fault(path, "rows")


def _original(leaf: JsonObject) -> object:
    file = leaf.get("file")
    return file.get("sha256") if isinstance(file, dict) else None


def _rows(files: Bag, path: str, seed: str, original: object) -> JsonObject | None:
    rows = RowsRoot(bytes.fromhex(seed))
    try:
        with files.open(path) as file:
            said, _ = reading.read(file)
    except BrokenReadingError:
        return None
    if said.get("original") != original:
        return None
    with files.open(path) as file:
        file.readline(LONGEST_LINE)
        while batch := list(itertools.islice(iter(lambda: file.readline(LONGEST_LINE), b""), _ROWS_AT_ONCE)):
            if not all(line.endswith(b"\n") for line in batch):
                return None
            rows.add([line[:-1] for line in batch])
    return {"count": rows.count, "root": rows.digest()}
