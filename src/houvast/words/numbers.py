"""Numbers and lists as people of a language write them: 12.345,6 and 12,345.6; "a, b of c" and "a, b or c"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

_OR = {"nl": "of", "en": "or"}
_AND = {"nl": "en", "en": "and"}


def number(value: float | Decimal, lang: str, decimals: int = 0) -> str:
    """Return a number grouped by thousands and rounded to this many decimals."""
    english = f"{value:,.{decimals}f}"
    return english if lang == "en" else english.translate({ord(","): ".", ord("."): ","})


def listed(words: Iterable[str], lang: str, *, choice: bool = False) -> str:
    """Return the words as one enumeration: "a, b en c", or with `choice` "a, b of c"."""
    *most, last = list(words) or [""]
    joint = (_OR if choice else _AND)[lang if lang in _AND else "nl"]
    return f"{', '.join(most)} {joint} {last}" if most else last


def money(cents: int, lang: str) -> str:
    """Return an amount of euro cents as people write it: `€ 1.204,50`, which never breaks."""
    return f"€\N{NO-BREAK SPACE}{number(cents // 100, lang)}{'.' if lang == 'en' else ','}{cents % 100:02d}"
