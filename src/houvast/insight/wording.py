"""What messages look like by the list of words in guidance (`message-words`): over all texts at once, by Polars; nothing is decided.

A text is looked at closely only when it holds a stem of the list, so a million messages cost one pass. What is found is a
question to her; that nothing is found says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.finding import anywhere, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import polars as pl

NEAR = 120
"""So many letters from what was found a word may stand and still make it innocent."""
_LETTER = r"[^\s!-/:-@]"  # what \w stands for: the engine makes ten states of this one, and a thousand of every letter there is
_OPEN_ENDED = _LETTER + "{0,20}"


@dataclass(frozen=True)
class Look:
    """One thing to look for in one language: the item of the list, its kind, what finds it, what makes that innocent, and its stems."""

    item: str
    kind: str
    lang: str
    pattern: str
    unless: str | None
    stems: tuple[str, ...]


@cache
def looks() -> tuple[Look, ...]:
    """Everything the list looks for, in the order of the kinds and then of the list."""
    order = {kind.id: place for place, kind in enumerate(guidance.load("message-kinds").offered)}
    items = [item for item in guidance.load("message-words").offered if item.own["kind"] in order]
    found = [look for item in items for each in item.own["found"] for look in _looks(item.id, item.own["kind"], each)]
    return tuple(sorted(found, key=lambda each: order[each.kind]))


def found_in(texts: pl.Series) -> pl.DataFrame:
    """What these texts look like: text, item, kind, words (the first that were found), each text once for every kind.

    The texts may repeat. Of two items of one kind the first of the list is named.
    """
    import polars as pl

    every = _stems()
    likely = texts.filter(texts.str.contains_any(list(every), ascii_case_insensitive=True)).unique().rename("text")
    held = pl.DataFrame(
        {"text": likely, "stem": likely.str.extract_many(list(every), ascii_case_insensitive=True, overlapping=True)}
    )
    held = held.explode("stem").with_columns(pl.col("stem").str.to_lowercase()).unique()
    by_stem = held.partition_by("stem", as_dict=True, include_key=False)
    parts = [
        _closely(look, [by_stem[key] for key in ((stem,) for stem in look.stems) if key in by_stem]) for look in looks()
    ]
    whole = pl.concat([part for part in parts if part is not None] or [pl.DataFrame(schema=_columns())])
    return whole.unique(["text", "kind"], keep="first", maintain_order=True)


def _closely(look: Look, texts: Sequence[pl.DataFrame]) -> pl.DataFrame | None:
    """The texts in which it is found, and not only beside words that make it innocent."""
    import polars as pl

    if not texts:
        return None
    told = pl.concat(texts).unique()
    text = pl.col("text")
    told = told.filter(text.str.contains(anywhere(look.pattern))).filter(text.str.contains(look.pattern))
    if look.unless is not None and told.height:
        long = text.str.len_chars() > NEAR
        beside = rf"(?s).{{0,{NEAR}}}(?:{look.pattern}).{{0,{NEAR}}}"
        told = told.with_columns(
            around=pl.when(long).then(text.str.extract_all(beside)).otherwise(pl.concat_list(text))
        )
        told = told.explode("around").filter(~pl.col("around").str.contains(look.unless))
        told = told.select("text", words=pl.col("around").str.extract(f"({look.pattern})")).unique("text", keep="first")
    else:
        told = told.with_columns(words=text.str.extract(f"({look.pattern})"))
    return told.select("text", item=pl.lit(look.item), kind=pl.lit(look.kind), words="words")


def _looks(item: str, kind: str, own: Mapping[str, Sequence[str]]) -> Iterator[Look]:
    """The words of one language as one, and each of its patterns: together they would be too large for the engine."""
    words, lang = own.get("words", ()), str(own["lang"])
    unless = f"(?i:{whole_words(own['unless'])})" if "unless" in own else None
    if words:
        yield Look(item, kind, lang, f"(?i:{whole_words(words)})", unless, _lower(words))
    for pattern in own.get("patterns", ()):
        yield Look(item, kind, lang, f"(?i:{pattern})".replace(r"\w", _LETTER), unless, _lower(own["stems"]))


def _lower(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.removesuffix("*").lower() for word in words)


def whole_words(words: Iterable[str]) -> str:
    """A pattern for these words as whole words, the longest first; one that ends in * may go on, a sign stands anywhere."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(_whole, longest_first))


def _whole(word: str) -> str:
    stem = word.removesuffix("*")
    before = r"\b" if stem[0].isalnum() else ""
    after = _OPEN_ENDED if stem != word else r"\b" if stem[-1].isalnum() else ""
    return before + escaped(stem).replace(" ", r"\s") + after


@cache
def _stems() -> tuple[str, ...]:
    """The stems of everything, and as they begin a sentence where ASCII's capitals do not say that."""
    stems = {stem for look in looks() for stem in look.stems}
    return tuple(
        sorted(
            stems
            | {stem.capitalize() for stem in stems if not stem[0].isascii()}
            | {stem.upper() for stem in stems if not stem.isascii()}
        )
    )


def _columns() -> Mapping[str, pl.DataType]:
    import polars as pl

    return {"text": pl.String(), "item": pl.String(), "kind": pl.String(), "words": pl.String()}
