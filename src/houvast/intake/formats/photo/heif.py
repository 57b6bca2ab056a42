"""The items of a HEIF or AVIF file that say something beside its pixels: EXIF, and whether there is more than that.

ISO/IEC 14496-12, 8.11 (`meta`, `iinf`, `iloc`) and 23008-12, A.2.1 (the Exif item). Written out here and not asked of a decoder: the
decoders of this format are large, and this runs over every file that somebody sends her.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast.intake.formats.photo.block import Block, TornError, of

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIANTS = ("heic", "heif", "avif")
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF = frozenset({b"avif", b"avis"})
_HEIF = frozenset({b"mif1", b"mif2", b"msf1"})
UNDERSTOOD = frozenset({
    b"hvc1", b"av01", b"jpeg", b"grid", b"iden", b"iovl", b"tmap", b"Exif", b"mime",
})  # fmt: skip
"""Items that are pictures, parts of pictures, EXIF, or text of a known packing."""
_MOST_BOXES = 1_000
_MOST_META = 2**20
_MOST_EXIF = 2**20
_MOST_EXIF_ITEMS = 16
_IN_FILE, _IN_IDAT = 0, 1


@dataclass(frozen=True)
class Item:
    """One item that is no picture: its number, its type, and how it is packed (empty: not at all)."""

    number: int
    kind: bytes
    packed: bytes


def variant_of(head: bytes) -> str | None:
    """Which of `VARIANTS` a file is by its brands; None of anything else, films included."""
    if head[4:8] != b"ftyp":
        return None
    size = int.from_bytes(head[:4])
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head)), 4))]
    if brands[0] in _HEIF:
        brands = [each for each in brands if each in _HEIC | _AVIF] or brands
    known = ((_HEIC, "heic"), (_AVIF, "avif"), (_HEIF, "heif"))
    return next((variant for names, variant in known if brands[0] in names), None)


def exif_items(picture: Block) -> Iterator[Block]:
    """The TIFF structure of every Exif item, in the order of the file. Raises: TornError; OSError."""
    boxes = _children(_meta(picture))
    wanted = [item for item in _described(boxes) if item.kind == b"Exif"]
    for item in wanted[:_MOST_EXIF_ITEMS]:
        found = _content(picture, boxes, item.number)
        yield found.part(4 + int.from_bytes(found.read(0, 4)), found.size)
    if len(wanted) > _MOST_EXIF_ITEMS:
        raise TornError


def items(picture: Block) -> list[Item]:
    """Every item that is described. Raises: TornError; OSError."""
    return _described(_children(_meta(picture)))


def sizes(picture: Block) -> Iterator[tuple[int, int]]:
    """The width and height of every picture and part of one that is described (`ispe`). Raises: TornError; OSError."""
    meta = _first(picture, b"meta")
    for kind, content in _walk(_first(_first(meta.part(4, meta.size), b"iprp"), b"ipco")):
        if kind == b"ispe":
            said = content.read(4, 8)
            yield int.from_bytes(said[:4]), int.from_bytes(said[4:])


def _first(block: Block, wanted: bytes) -> Block:
    found = next((content for kind, content in _walk(block) if kind == wanted), None)
    if found is None:
        raise TornError
    return found


def _walk(block: Block) -> Iterator[tuple[bytes, Block]]:
    """The boxes that lie in this block, each with its content, of which nothing is read."""
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 8 > block.size:
            return
        head = block.read(at, 8)
        size, first = int.from_bytes(head[:4]) or block.size - at, 8
        if size == 1:
            size, first = int.from_bytes(block.read(at + 8, 8)), 16
        if size < first:
            raise TornError
        yield head[4:], block.part(at + first, size - first)
        at += size


def _meta(picture: Block) -> bytes:
    at = 0
    for _ in range(_MOST_BOXES):
        head = picture.read(at, 8)
        size, kind, first = int.from_bytes(head[:4]) or picture.size - at, head[4:], 8
        if size == 1:
            size, first = int.from_bytes(picture.read(at + 8, 8)), 16
        if size < first:
            raise TornError
        if kind == b"meta":
            if size > _MOST_META:
                raise TornError
            return picture.read(at + first, size - first)[4:]  # after version and flags
        at += size
    raise TornError


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(content):
        size = int.from_bytes(content[at : at + 4]) or len(content) - at
        if size < 8 or at + size > len(content):
            raise TornError
        yield content[at + 4 : at + 8], content[at + 8 : at + size]
        at += size


def _children(meta: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for kind, content in _boxes(meta):
        found.setdefault(kind, content)
    return found


def _described(boxes: dict[bytes, bytes]) -> list[Item]:
    said = boxes.get(b"iinf")
    if said is None:
        raise TornError
    start = 6 if said[:1] == b"\0" else 8
    found = []
    for kind, content in _boxes(said[start:]):
        wide = {2: 2, 3: 4}.get(content[0] if content else 0)
        if kind != b"infe" or wide is None:
            continue
        after = 4 + wide + 2  # version and flags, number, protection
        names = content[after + 4 :].split(b"\0")  # name, and of a mime item its type and how it is packed
        found.append(Item(int.from_bytes(content[4 : 4 + wide]), content[after : after + 4], b"".join(names[2:3])))
    return found


def _content(picture: Block, boxes: dict[bytes, bytes], number: int) -> Block:
    method, extents = _located(boxes.get(b"iloc", b""), number)
    if method == _IN_IDAT:
        source = of(boxes.get(b"idat", b""))
    elif method == _IN_FILE:
        source = picture
    else:
        raise TornError
    if sum(size for _, size in extents) > _MOST_EXIF:
        raise TornError
    if len(extents) == 1:
        at, size = extents[0]
        source.read(at + size - 1, 1)  # it lies inside
        return source.part(at, size)
    return of(b"".join(source.read(at, size) for at, size in extents))


def _located(iloc: bytes, number: int) -> tuple[int, list[tuple[int, int]]]:
    """How and where an item lies: pairs of place and size."""
    said = _Fields(iloc)
    version = said.number(4) >> 24
    sizes = said.number(2)
    offset, length, base, index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15
    wide = 2 if version < 2 else 4
    for _ in range(said.number(wide)):
        at_item, method = said.number(wide), said.number(2) & 15 if version else 0
        said.number(2)  # another file
        start, count = said.number(base), said.number(2)
        each = (index if version else 0) + offset + length
        if at_item != number:
            said.skip(count * each)
            continue
        if not length:
            raise TornError
        extents = []
        for _ in range(count):
            said.skip(index if version else 0)
            extents.append((start + said.number(offset), said.number(length)))
        return method, [extent for extent in extents if extent[1]]
    raise TornError


class _Fields:
    """Numbers of a box, one after another."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def skip(self, count: int) -> None:
        """Raises: TornError at the end of the box."""
        self._at += count
        if self._at > len(self._content):
            raise TornError

    def number(self, size: int) -> int:
        """Raises: TornError at the end of the box."""
        self.skip(size)
        return int.from_bytes(self._content[self._at - size : self._at])
