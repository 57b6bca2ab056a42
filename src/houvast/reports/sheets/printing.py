"""A sheet as PDF: PDF/A-3a and PDF/UA-1 in one, our own fonts only; the title in the file says nothing of what it is about (K22)."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from houvast.reports.pdf import FONTS, STANDARDS, TEMPLATES, cleaned, plainly, settable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from houvast.reports.sheets.parts import Sheet

NEUTRAL = "Notities"


def render(sheet: Sheet, made_at: datetime) -> bytes:
    """The PDF; the same sheet at the same moment gives the same bytes."""
    import typst

    try:
        return _set(sheet, made_at, settable)
    except typst.TypstError:  # as for the dossier: plain letters always can be set
        return _set(sheet, made_at, plainly)


def _set(sheet: Sheet, made_at: datetime, clean: Callable[[str], str]) -> bytes:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    said = dataclasses.asdict(sheet) | {"made_at": made_at.strftime("%Y-%m-%d"), "metadata": NEUTRAL}
    files = {
        "main": (TEMPLATES / "sheet.typ").read_bytes(), "look.typ": (TEMPLATES / "look.typ").read_bytes(),
        "sheet.json": json.dumps(cleaned(said, clean), ensure_ascii=False).encode(),
    }  # fmt: skip
    made: bytes = typst.compile(  # type: ignore[call-overload]  # its stubs do not know files in memory yet
        files, font_paths=fonts, ignore_system_fonts=True, pdf_standards=list(STANDARDS), timestamp=int(made_at.timestamp()),
    )  # fmt: skip
    return made
