"""The fields of an EXIF block: three directories, each read once, and of each only the fields that are asked for.

TIFF 6.0, section 2, and EXIF 2.32, 4.6. Directories are never followed further, so none can lead in a circle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from houvast.intake.formats.photo.block import TornError

if TYPE_CHECKING:
    from houvast.intake.formats.photo.block import Block

Order = Literal["little", "big"]

TEXT, RATIONAL = 2, 5
_LONG, _IFD = 4, 13
_SIZES = {1: 1, TEXT: 1, 3: 2, _LONG: 4, RATIONAL: 8, 7: 1}
_MOST_ENTRIES = 4_096
_MOST_BYTES = 1_024  # of one field
_EXIF, _GPS = 0x8769, 0x8825
_WIDTH, _HEIGHT = 0x0100, 0x0101
_TIMES = (0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012)
_PLACES = (0x01, 0x02, 0x03, 0x04, 0x07, 0x12, 0x14, 0x16, 0x1C, 0x1D, 0x1F)


@dataclass(frozen=True)
class Field:
    """One field as it stands: its type, its bytes, and the order of bytes in a number."""

    kind: int
    content: bytes
    order: Order

    @property
    def number(self) -> int:
        """The first number of a field of whole numbers."""
        return int.from_bytes(self.content[: _SIZES[self.kind]], self.order)

    @property
    def text(self) -> str:
        """Text to its first NUL, without white space around it; what is no ASCII shows as `?`."""
        shown = self.content.split(b"\0")[0].decode("ascii", "replace").replace("\ufffd", "?")
        return "".join(each if each.isprintable() else "?" for each in shown).strip()

    @property
    def rationals(self) -> list[Fraction] | None:
        """Fractions; None when it holds none, or one of them divides by zero."""
        if self.kind != RATIONAL:
            return None
        words = [int.from_bytes(self.content[at : at + 4], self.order) for at in range(0, len(self.content), 4)]
        pairs = list(zip(words[::2], words[1::2], strict=False))
        return None if any(not below for _, below in pairs) else [Fraction(*pair) for pair in pairs]

    @property
    def last_below(self) -> int:
        """The divisor of the last fraction: how finely the field is counted."""
        return int.from_bytes(self.content[-4:], self.order)


@dataclass
class Fields:
    """What was asked for and found, by tag; `damaged` when something that the block names is not there, or stands twice."""

    times: dict[int, Field] = field(default_factory=dict)
    places: dict[int, Field] = field(default_factory=dict)
    damaged: bool = False


def fields(block: Block) -> Fields:
    """The fields that say when and where. Raises: OSError of the file itself."""
    found = Fields()
    try:
        order = _order(block)
        first = _directory(block, order, int.from_bytes(block.read(4, 4), order), (*_TIMES, _EXIF, _GPS), found)
    except TornError:
        found.damaged = True
        return found
    inner = _pointed(block, order, first.get(_EXIF), (*_TIMES, _GPS), found)
    found.times = {tag: said for tag, said in (first | inner).items() if tag in _TIMES}
    found.places = _pointed(block, order, (first | inner).get(_GPS), _PLACES, found)
    return found


def size(block: Block) -> tuple[int, int] | None:
    """The width and height that the first directory states; None when it states none. Raises: TornError; OSError."""
    order = _order(block)
    said = _directory(block, order, int.from_bytes(block.read(4, 4), order), (_WIDTH, _HEIGHT), Fields())
    return (said[_WIDTH].number, said[_HEIGHT].number) if _WIDTH in said and _HEIGHT in said else None


def _order(block: Block) -> Order:
    head = block.read(0, 4)
    if head not in {b"II*\0", b"MM\0*"}:
        raise TornError
    return "little" if head[:1] == b"I" else "big"


def _pointed(
    block: Block, order: Order, pointer: Field | None, wanted: tuple[int, ...], found: Fields
) -> dict[int, Field]:
    if pointer is None:
        return {}
    try:
        return _directory(block, order, pointer.number, wanted, found)
    except TornError:
        found.damaged = True
        return {}


def _directory(block: Block, order: Order, at: int, wanted: tuple[int, ...], found: Fields) -> dict[int, Field]:
    """The wanted fields of one directory; of a tag that stands twice the first. Raises: TornError when it is not there."""
    said = int.from_bytes(block.read(at, 2), order)
    count = min(said, _MOST_ENTRIES, (block.size - at - 2) // 12)
    found.damaged |= count < said
    entries = block.read(at + 2, 12 * count)
    fields: dict[int, Field] = {}
    for start in range(0, len(entries), 12):
        tag = int.from_bytes(entries[start : start + 2], order)
        if tag not in wanted:
            continue
        entry = entries[start + 2 : start + 12]
        try:
            made = _pointer(order, entry, found) if tag in (_EXIF, _GPS) else _field(block, order, entry)
        except TornError:
            found.damaged = True
            continue
        found.damaged |= fields.setdefault(tag, made) != made
    return fields


def _pointer(order: Order, said: bytes, found: Fields) -> Field:
    """Where a directory lies: that stands in the entry itself, whatever type the file says it has."""
    kind, count = int.from_bytes(said[:2], order), int.from_bytes(said[2:6], order)
    found.damaged |= kind not in {_LONG, _IFD} or count != 1
    return Field(_LONG, said[6:10], order)


def _field(block: Block, order: Order, said: bytes) -> Field:
    kind, count = int.from_bytes(said[:2], order), int.from_bytes(said[2:6], order)
    size = _SIZES.get(kind, 0) * count
    if not 0 < size <= _MOST_BYTES:
        raise TornError
    content = said[6 : 6 + size] if size <= 4 else block.read(int.from_bytes(said[6:10], order), size)
    return Field(kind, content, order)
