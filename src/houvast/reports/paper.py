"""The sheet with the paper code, as text and as a page of A5 to print.

It may be found by anyone: it names no program and no person, and says nothing of what the notes are about.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

GROUP = 8
TITLE = "Code op papier"
WORDS = (
    "Met deze code gaan je notities open als je je wachtzin kwijt bent.",
    "Bewaar dit blad op een plek waar alleen jij bij kunt.",
)
FONTS = Path(__file__).with_name("fonts")
TEMPLATE = Path(__file__).with_name("typst") / "paper.typ"


def groups(code: str) -> list[str]:
    """The code in groups of `GROUP` characters, the last one shorter."""
    return [code[at : at + GROUP] for at in range(0, len(code), GROUP)]


def text(code: str) -> bytes:
    """The sheet as UTF-8 text: the code in groups, four to a line, and in one line; the same bytes for the same code."""
    lines = [" ".join(groups(code)[at : at + 4]) for at in range(0, len(groups(code)), 4)]
    shown = "\n".join(f"    {line}" for line in lines)
    return f"{TITLE}\n\n{WORDS[0]}\n{WORDS[1]}\n\n{shown}\n\nDezelfde code op één regel:\n\n{code}\n".encode()


def pdf(code: str) -> bytes:
    """The sheet as one page of A5, with the code also as a QR code; the same bytes for the same code.

    The code goes to Typst as data, never as source, and no date is in the file.
    """
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    said = {"title": TITLE, "opens": WORDS[0], "keep": WORDS[1], "groups": "\n".join(groups(code)), "qr": _qr(code)}
    compiler: Any = typst.Compiler(TEMPLATE.read_bytes(), font_paths=fonts, ignore_system_fonts=True, sys_inputs=said)
    made: bytes = compiler.compile(format="pdf")
    return made


def _qr(code: str) -> str:
    import segno

    target = io.BytesIO()
    segno.make(code, error="m", micro=False, boost_error=False).save(
        target, kind="svg", border=0, xmldecl=False, nl=False
    )
    return target.getvalue().decode("utf-8")
