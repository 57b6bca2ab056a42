"""Words and patterns of the list in guidance, found in texts: in a few, with exact places; in a million rows of a reading, by Polars.

Nothing here takes longer on a hostile text: the engine of Polars is linear, and the loader of guidance refuses every pattern that is
not for the other one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from houvast.guidance import Item

_SPECIAL = re.compile(r"[.*+?^${}()|\[\]\\]")  # escaped alike in both engines; a hyphen means nothing outside a class
_ENDING = "[a-zà-ÿ]{0,20}"
LETTER = r"[^\s!-/:-@]"
"""What a letter is in patterns over a million messages: the engine makes ten states of it, and a thousand of every letter there is."""
_SHORT_NAME = 3
_NAMES_AT_ONCE, _LONGEST_NAME = 100, 100  # letters: of a longer one so many are looked for


@dataclass(frozen=True)
class Hit:
    """Words in a column: the first row that holds them, the whole text there, where in it, and how many rows hold them."""

    words: str
    row: int
    text: str
    start: int
    end: int
    times: int


@lru_cache(maxsize=64)
def patterns_of(item: Item, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """How a kind is found: its words, its patterns and these names; a name of three letters or less only as it is written."""
    words = [escaped(word).replace(" ", r"\s") for word in sorted(item.own.get("words", ()), key=len, reverse=True)]
    plain = [word for word in words if not word.endswith(r"\*")]
    open_ended = [word.removesuffix(r"\*") for word in words if word.endswith(r"\*")]
    parts = [rf"\b(?:{'|'.join(plain)})\b"] if plain else []
    parts += [rf"\b(?:{'|'.join(open_ended)}){_ENDING}\b"] if open_ended else []
    parts += item.own.get("patterns", ())
    found = [f"(?i){'|'.join(parts)}"] if parts else []
    longest_first = sorted(names, key=len, reverse=True)
    chunks = [longest_first[at : at + _NAMES_AT_ONCE] for at in range(0, len(names), _NAMES_AT_ONCE)]
    return (*found, *(f"(?i){'|'.join(map(_name, chunk))}" for chunk in chunks))


def spans(text: str, patterns: Sequence[str]) -> list[tuple[int, int]]:
    """Where these stand in a text, in order, none within another."""
    found = sorted(
        {match.span() for each in patterns for match in _compiled(each).finditer(text)}, key=lambda at: (at[0], -at[1])
    )
    kept = list[tuple[int, int]]()
    for start, end in found:
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def near(texts: Sequence[str], patterns: Sequence[str]) -> list[bool]:
    """Of each text whether one of these can stand in it: a quick look, before `spans` looks closely."""
    import polars as pl

    told = pl.Series("text", texts, dtype=pl.String)
    found = [told.str.contains(anywhere(pattern)) for pattern in patterns]
    return [any(each) for each in zip(*found, strict=True)] if found else [False] * len(texts)


def distinct(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """The texts of a column, each once, with the first row it stands in (`row`) and how many it stands in (`times`)."""
    import polars as pl

    said = rows.select("row", text=pl.col(column)).drop_nulls("text")
    return said.group_by("text").agg(pl.col("row").min(), times=pl.len())


def hits(texts: pl.DataFrame, pattern: str) -> list[Hit]:
    """The words that match in these texts, each once whatever its capitals, by the first row they stand in."""
    import polars as pl

    likely = texts.filter(pl.col("text").str.contains(anywhere(pattern)))
    holding = likely.filter(pl.col("text").str.contains(pattern)).sort("row")
    each = holding.with_columns(words=pl.col("text").str.extract_all(pattern)).explode("words").drop_nulls("words")
    each = each.with_columns(same=pl.col("words").str.to_lowercase()).unique(
        ["text", "same"], keep="first", maintain_order=True
    )
    once = each.group_by("same", maintain_order=True).agg(pl.col("words", "row", "text").first(), pl.col("times").sum())
    return [_hit(pattern, **row) for row in once.drop("same").iter_rows(named=True)]


def _hit(pattern: str, words: str, row: int, text: str, times: int) -> Hit:
    starts = [match.start() for match in _compiled(pattern).finditer(text) if match[0] == words]
    start = starts[0] if starts else text.find(words)  # the engines may differ on a rare letter: the words stand there
    return Hit(words, row, text, start, start + len(words), times)


def anywhere(pattern: str) -> str:
    """The pattern inside words too: word boundaries cost Polars fifty times as much in a text that is not all ASCII."""
    return pattern.replace(r"\b", "")


def _name(name: str) -> str:
    """A name as a whole word."""
    before, after = (r"\b" if name[at].isalnum() else "" for at in (0, -1))
    after = after if len(name) <= _LONGEST_NAME else ""
    name = name[:_LONGEST_NAME]
    pattern = f"{before}{escaped(name)}{after}"
    return f"(?-i:{pattern})" if len(name) <= _SHORT_NAME else pattern


def escaped(word: str) -> str:
    """A word as a pattern for both engines; its own backslash cannot be taken for that of a word boundary."""
    return _SPECIAL.sub(lambda found: r"\x5c" if found[0] == "\\" else f"\\{found[0]}", word)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
