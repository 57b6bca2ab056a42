"""The dossier on paper: PDF/A-3a and PDF/UA-1 in one, set by Typst with our own fonts; the same dossier gives the same bytes.

Words go in as JSON, never as markup: the stalker may have written them. A character no font of ours has is shown as its number.
"""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.logbook.entry import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from houvast.reports.choose import Chosen
    from houvast.reports.dossier import Dossier
    from houvast.reports.pictures import Picture
    from houvast.vault.vault import Vault

FONTS = Path(__file__).with_name("fonts")
TEMPLATE = Path(__file__).with_name("typst") / "dossier.typ"
STANDARDS = ("a-3a", "ua-1")
# Characters that only steer how others look or join: left out, as no font draws them.
_SILENT = {0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, *range(0xFE00, 0xFE10)}
_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n"}


def render(dossier: Dossier, pictures: Mapping[str, Picture]) -> bytes:
    """The PDF; `pictures` are scaled copies without metadata, by the id of their entry."""
    import typst

    said = dataclasses.asdict(dossier) | {"made_at": dossier.made_at.strftime("%Y-%m-%d")}
    files = {"main": TEMPLATE.read_bytes()}
    shown = {}
    for entry, picture in pictures.items():
        name = f"{entry}.svg"
        files[name] = _wrapped(picture)
        shown[entry] = {"name": name, "wide": picture.width * 92 >= picture.height * 162}
    files["dossier.json"] = json.dumps({**_settable(said), "pictures": shown}, ensure_ascii=False).encode()
    made: bytes = typst.compile(  # type: ignore[call-overload]  # its stubs do not know files in memory yet
        files, font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=list(STANDARDS), timestamp=int(dossier.made_at.timestamp()),
    )  # fmt: skip
    return made


def pictures_of(vault: Vault, chosen: Sequence[Chosen]) -> dict[str, Picture]:
    """The scaled copies of every chosen exhibit that is a picture."""
    from houvast.reports.pictures import scaled

    found = {}
    for each in chosen:
        if isinstance(each.entry, Evidence) and each.entry.file is not None:
            with vault.open(each.entry.file) as stream:
                picture = scaled(stream)
            if picture is not None:
                found[each.entry.id] = picture
    return found


def _wrapped(picture: Picture) -> bytes:
    """A picture as text: Typst's Python binding takes only UTF-8 files from memory, and nothing of ours touches a disk."""
    import base64

    kind = "jpeg" if picture.suffix == "jpg" else "png"
    size = f'width="{picture.width}" height="{picture.height}"'
    held = base64.b64encode(picture.content).decode()
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/{kind};base64,{held}"/></svg>'.encode()


def settable(text: str) -> str:
    """A text with every character our fonts have; another is shown as `[U+1F9FF]`, one that draws nothing is left out."""
    for end, line_feed in _LINE_ENDS.items():
        text = text.replace(end, line_feed)
    known = _coverage()
    return "".join(
        each
        if ord(each) in known or each == "\n"
        else ""
        if ord(each) in _SILENT
        else " "
        if each == "\t"
        else f"[U+{ord(each):04X}]"
        for each in text
    )


def _settable(value: Any) -> Any:
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, dict):
        return {name: _settable(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_settable(member) for member in value]
    return value


@cache
def _coverage() -> frozenset[int]:
    """The characters our fonts draw, from the list made with them."""
    ranges = json.loads((FONTS / "coverage.json").read_text(encoding="ascii"))
    return frozenset(code for first, last in ranges for code in range(first, last + 1))
