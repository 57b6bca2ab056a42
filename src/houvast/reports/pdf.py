"""The dossier on paper: PDF/A-3a and PDF/UA-1 in one, set by Typst with our own fonts only; the same dossier gives the same bytes.

Words go in as JSON, never as markup: the stalker may have written them. What no font of ours draws, and what would turn the reading
direction, is shown by its number, as `[U+202E]`, and several in a row as `[U+6F22 U+5B57]`; nothing somebody wrote stops the report.
"""

from __future__ import annotations

import dataclasses
import json
import threading
import unicodedata
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from houvast.reports.dossier import Dossier
    from houvast.reports.pictures import Picture

FONTS = Path(__file__).with_name("fonts")
TEMPLATES = Path(__file__).with_name("typst")
_MAIN = "dossier.typ"
_PARTS = (
    "look.typ",
    "summary.typ",
    "log.typ",
    "steps.typ",
    "walked.typ",
    "orders.typ",
    "exhibits.typ",
    "messages.typ",
    "closing.typ",
)
STANDARDS = ("a-3a", "ua-1")
_ZWNJ, _ZWJ, _KEYCAP = "\u200c", "\u200d", "\u20e3"
# Characters that only steer how others look: left out, as no font draws them. The two joiners stay where they belong.
_SILENT = frozenset({0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)})
_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_OPEN, _CLOSE = "\x00", "\x01"  # around a mark while it is made: no text keeps these, as no font draws them
_LETTERS = frozenset({"LATIN", "GREEK", "CYRILLIC"})


def render(dossier: Dossier, pictures: Mapping[str, Picture]) -> bytes:
    """The PDF; `pictures` are scaled copies without metadata, by the id of their entry."""
    import typst

    try:
        return _set(dossier, pictures, settable)
    except typst.TypstError:
        # A combination of characters that no one font draws; plain letters always can be set, and nothing is left out.
        return _set(dossier, pictures, plainly)


def _set(dossier: Dossier, pictures: Mapping[str, Picture], clean: Callable[[str], str]) -> bytes:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    files = {name: (TEMPLATES / name).read_bytes() for name in _PARTS} | {"main": (TEMPLATES / _MAIN).read_bytes()}
    shown, within = {}, {each.entry for each in dossier.exhibits if each.within}
    for entry, picture in pictures.items():
        files[f"{entry}.svg"] = _wrapped(picture)
        room = (46, 50) if entry in within else (162, 92)  # mm
        shown[entry] = {"name": f"{entry}.svg", "wide": picture.width * room[1] >= picture.height * room[0]}
    said = dataclasses.asdict(dossier) | {"made_at": dossier.made_at.strftime("%Y-%m-%d"), "pictures": shown}
    files |= _charts(said["summary"] or {})
    files["dossier.json"] = json.dumps(cleaned(said, clean), ensure_ascii=False).encode()
    return interruptible(lambda: typst.compile(  # type: ignore[call-overload]  # its stubs do not know files in memory yet
        files, font_paths=fonts, ignore_system_fonts=True, pdf_standards=list(STANDARDS), timestamp=int(dossier.made_at.timestamp()),
    ))  # fmt: skip


def interruptible(make: Callable[[], bytes]) -> bytes:
    """What `make` gives or raises; it runs beside, because Typst hears no signal until it is done and a report can take minutes."""
    ready: Future[bytes] = Future()

    def run() -> None:
        try:
            ready.set_result(make())
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            ready.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return ready.result()


def _charts(summary: dict[str, Any]) -> dict[str, bytes]:
    """The charts as files; in the summary the name of each takes its place."""
    found = {}
    for name, chart in summary.items():
        if isinstance(chart, dict) and "svg" in chart:
            found[f"{name}.svg"] = chart["svg"].encode()
            chart["svg"] = f"{name}.svg"
    return found


def _wrapped(picture: Picture) -> bytes:
    """A picture as text: Typst's Python binding takes only UTF-8 files from memory, and nothing of ours touches a disk."""
    import base64

    kind = "jpeg" if picture.suffix == "jpg" else "png"
    size = f'width="{picture.width}" height="{picture.height}"'
    held = base64.b64encode(picture.content).decode()
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/{kind};base64,{held}"/></svg>'.encode()


def settable(text: str) -> str:
    """A text our fonts can draw. Another character, and a mark that stands on a letter of another script, is shown as `[U+1F9FF]`;
    one that draws nothing is left out; every kind of line end is one.
    """  # noqa: D205 - one sentence
    if text.isascii() and text.isprintable():
        return text
    for end, line_feed in _LINE_ENDS.items():
        text = text.replace(end, line_feed)
    shown, base, known = list[str](), "", _coverage()
    for each in text:
        if each in (_ZWNJ, _ZWJ):
            shown.append(each if _script(base) == "ARABIC" or (each == _ZWJ and _script(base) == "") else "")
        elif ord(each) in _SILENT:
            continue
        elif each in "\n\t":
            shown.append("\n" if each == "\n" else " ")
            base = ""
        elif ord(each) not in known or (unicodedata.category(each)[0] == "M" and not _stands_on(each, base)):
            shown.append(_mark(each))
            base = ""
        else:
            shown.append(each)
            base = base if unicodedata.category(each)[0] == "M" else each
    return _bracketed(shown)


def plainly(text: str) -> str:
    """A text in letters that always can be set; every other by its number."""
    return _bracketed(
        each
        if each == "\n" or 0x20 <= ord(each) < 0x7F or (0xA0 < ord(each) < 0x180 and each != "\xad")
        else _mark(each)
        for each in text
    )


def _mark(each: str) -> str:
    return f"{_OPEN}U+{ord(each):04X}{_CLOSE}"


def _bracketed(pieces: Iterable[str]) -> str:
    """The pieces as one text, marks in a row in one pair of brackets: so a line can end between them, and setting them is not slow."""
    return "".join(pieces).replace(_CLOSE + _OPEN, " ").replace(_OPEN, "[").replace(_CLOSE, "]")


@cache
def _script(base: str) -> str:
    """The script of a character by its Unicode name; empty for a sign that is no letter, such as an emoji, and for none."""
    if not base or unicodedata.category(base)[0] not in "LN":
        return "" if base and unicodedata.category(base)[0] == "S" else "-"
    word = unicodedata.name(base, "-").split()[0]
    return "LETTERS" if word in _LETTERS else word


def _stands_on(mark: str, base: str) -> bool:
    """Whether one font of ours draws this mark on this character; else setting them would fail."""
    if mark == _KEYCAP:
        return False
    if ord(mark) < 0x370:
        return _script(base) == "LETTERS"
    return _script(base) == "ARABIC" and unicodedata.name(mark, "-").startswith("ARABIC")


def cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    """Every text in it through `clean`."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: cleaned(member, clean) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(member, clean) for member in value]
    return value


@cache
def _coverage() -> frozenset[int]:
    """The characters our fonts draw, from the list made with them, without the private ones: PDF/A refuses those."""
    ranges = json.loads((FONTS / "coverage.json").read_text(encoding="ascii"))
    return frozenset(
        code for first, last in ranges for code in range(first, last + 1) if unicodedata.category(chr(code)) != "Co"
    )
