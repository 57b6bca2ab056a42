"""How chat is read: letters that are drawn out are shortened, and short forms and common slips are written out by a list in guidance.

Only what is looked for is read like this (`houvast.insight.wording`); a message itself is never changed.
"""

from __future__ import annotations

import re
from functools import cache
from string import ascii_lowercase
from typing import TYPE_CHECKING

from houvast import guidance

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

# Within a word two of these vowels may be meant (haaaat); of any other letter, and of all at the end of a word, one is.
_TWICE, _ONCE = re.compile(r"([aeou])\1{2,}(?=\w)", re.IGNORECASE), re.compile(r"([a-z])\1{2,}", re.IGNORECASE)


def read(texts: pl.Series) -> pl.Series:
    """These texts as they are read, in the same order; no text may be missing."""
    drawn = texts.str.contains_any([letter * 3 for letter in ascii_lowercase], ascii_case_insensitive=True)
    odd = (drawn | texts.str.contains(_likely())).arg_true()
    return texts.clone().scatter(odd, [spelled_out(text) for text in texts.gather(odd)])


def spelled_out(text: str) -> str:
    """One text as it is read: `kga je slaaaan` is `ik ga je slaan`."""
    shortened = _ONCE.sub(r"\1", _TWICE.sub(r"\1\1", text))
    return _written().sub(lambda found: _out()[found[0].lower()], shortened)


@cache
def _out() -> Mapping[str, str]:
    """What each spelling stands for. Of two that are spelled alike the first of the list counts."""
    spellings = [each for item in guidance.load("message-spellings").offered for each in item.own["spelled"]]
    return {written: each["out"] for each in reversed(spellings) for written in each["written"]}


@cache
def _written() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’])(?:{_either()})(?![\w'’])", re.IGNORECASE)


@cache
def _likely() -> str:
    """A quick look for the same: by the word boundaries of ASCII, which cost Polars nothing, so it finds some too many."""
    return rf"(?i-u:\b)(?i:{_either()})(?i-u:\b)"


def _either() -> str:
    return "|".join(re.escape(written) for written in sorted(_out(), key=len, reverse=True))
