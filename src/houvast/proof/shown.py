"""What a package shows of the log: leaves with their way to the spine, and `entries.json`, which must say the same (step 7).

`docs/format.md`, 10 and 11. It knows neither the bag around them nor the files that entries name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from houvast.errors import BadEntryError, NotCanonicalError
from houvast.logbook import canonical, codec, header, merkle
from houvast.logbook.body import Leaf
from houvast.logbook.header import is_digest
from houvast.proof import bag
from houvast.proof.spine import Spine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houvast.logbook.canonical import JsonObject
    from houvast.proof.bag import Bag
    from houvast.proof.steps import Step

LONGEST_LINE = header.LONGEST
LARGEST_ENTRIES = 256 << 20
_PROOF_MEMBERS = {"index", "leaf", "path", "salt", "seq"}
_FILE_MEMBERS = {"blob", "name", "sha256", "size"}


@dataclass
class Log:
    """The spine of a package, and of each record what a leaf is proved against: its number of leaves and their root."""

    spine: Spine = field(default_factory=Spine)
    roots: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """One leaf of a package and where it stands in the log."""

    seq: int
    index: int
    leaf: JsonObject


def lines(files: Bag, path: str) -> Iterator[JsonObject]:
    """The objects of a JSON Lines file. Raises: NotCanonicalError."""
    with files.open(path) as file:
        while line := file.readline(LONGEST_LINE):
            if not line.endswith(b"\n"):
                raise NotCanonicalError("a line without end")
            yield canonical.decode(line[:-1])


def read_shown(step: Step, files: Bag, log: Log) -> list[Shown]:
    """Step 7: the leaves that hold, in the order of the log; what does not hold is named."""
    found = _leaves(step, files, log)
    step.count = len(found)
    records: dict[int, list[JsonObject]] = {}
    home: dict[str, int] = {}
    for each in found:
        records.setdefault(each.seq, []).append(each.leaf)
        if home.setdefault(each.leaf["id"], each.seq) != each.seq:
            step.fault(bag.PROOF, "id twice")
    for leaves in records.values():
        try:
            codec.group(leaves)
        except BadEntryError:
            step.fault(bag.PROOF, "leaf halves")
    content = files.take(bag.ENTRIES, LARGEST_ENTRIES)
    if content is None:
        step.fault(bag.ENTRIES, "missing")
    elif (why := _entries_fault(content, found, log.spine)) is not None:
        step.fault(bag.ENTRIES, why)
    return found


def named_files(leaf: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """The files a leaf names, each with the folder of a package it would lie in."""
    match leaf["kind"]:
        case "evidence":
            named = [("originals", leaf.get("file"))]
        case "import":
            named = [("originals", leaf.get("file")), ("readings", leaf.get("reading"))]
        case _:
            named = []
    for folder, file in named:
        if isinstance(file, dict) and file.keys() == _FILE_MEMBERS and _is_file(file):
            yield folder, file


def _is_file(file: JsonObject) -> bool:
    texts = is_digest(file["blob"]) and is_digest(file["sha256"]) and isinstance(file["name"], str)
    return texts and type(file["size"]) is int and file["size"] >= 0


def _leaves(step: Step, files: Bag, log: Log) -> list[Shown]:
    found: list[Shown] = []
    if bag.PROOF not in files.plain:
        step.fault(bag.PROOF, "missing")
        return found
    last = (-1, -1)
    try:
        for said in lines(files, bag.PROOF):
            why, shown = _leaf(said, log)
            if shown is not None and (shown.seq, shown.index) <= last:
                why = "leaf order"
            if why is not None:
                step.fault(bag.PROOF, why)
            elif shown is not None:
                found.append(shown)
                last = shown.seq, shown.index
    except NotCanonicalError:
        step.fault(bag.PROOF, "form")
    return found


def _leaf(said: JsonObject, log: Log) -> tuple[str | None, Shown | None]:
    if said.keys() != _PROOF_MEMBERS or not _is_proof(said):
        return "form", None
    seq, index = said["seq"], said["index"]
    if seq >= len(log.roots):
        return "leaf record", None
    try:
        text = said["leaf"].encode()
        leaf = codec.read_leaf(text)
    except (BadEntryError, UnicodeEncodeError):
        return "leaf form", None
    size, root = log.roots[seq]
    reached = merkle.root_by_path(
        Leaf(bytes.fromhex(said["salt"]), text).hash, index, size, [bytes.fromhex(each) for each in said["path"]]
    )
    if reached is None or reached.hex() != root:
        return "leaf path", None
    return None, Shown(seq, index, leaf)


def _is_proof(said: JsonObject) -> bool:
    numbers = all(type(said[name]) is int and said[name] >= 0 for name in ("index", "seq"))
    path = isinstance(said["path"], list) and all(map(is_digest, said["path"]))
    return numbers and path and is_digest(said["salt"]) and isinstance(said["leaf"], str)


def _entries_fault(content: bytes, found: list[Shown], spine: Spine) -> str | None:
    try:
        said = canonical.decode(content.removesuffix(b"\n"))
    except NotCanonicalError:
        return "form"
    entries = said.get("entries")
    if said.keys() != {"dossier", "entries", "head"} or not content.endswith(b"\n") or not isinstance(entries, list):
        return "form"
    if (said["dossier"], said["head"]) != (spine.dossier, spine.head):
        return "other dossier"
    given = {_place(each): each for each in entries}
    places = {_place(shown.leaf): shown.index for shown in found}
    numbers: dict[str, int] = {}
    for shown in found:
        each = given.pop(_place(shown.leaf), {})
        number = each.get("number")
        if type(number) is not int or number < 1 or numbers.setdefault(shown.leaf["id"], number) != number:
            return "other entries"
        expected = {**shown.leaf, "number": number, "recorded_at": spine.recorded[shown.seq], "seq": shown.seq}
        if _plainly(each) != _plainly(expected):
            return "other entries"
    order = [(each["number"], each["seq"], places[_place(each)]) for each in entries if _place(each) in places]
    corrected = _corrected(found)
    told = all(numbers[by] == numbers[entry] for by, entry in corrected.items() if entry in numbers)
    own = sorted(number for id_, number in numbers.items() if corrected.get(id_) not in numbers)
    right = told and order == sorted(order) and own == list(range(1, len(own) + 1))
    return None if right and not given and len(entries) == len(found) else "other entries"


def _corrected(found: list[Shown]) -> dict[str, str]:
    """Of each correction among these leaves, the entry it corrects."""
    leaves = (shown.leaf for shown in found)
    return {
        leaf["id"]: leaf["entry"]
        for leaf in leaves
        if leaf["kind"] == "correction" and isinstance(leaf.get("entry"), str)
    }


def _place(said: Any) -> tuple[str, str]:
    """What tells the leaves of a package apart."""
    known = said if isinstance(said, dict) else {}
    return str(known.get("id")), str(known.get("layer"))


def _plainly(said: JsonObject) -> str:
    """Text to compare by: to Python, true equals 1."""
    return json.dumps(said, sort_keys=True)
