"""What messages look like by the list of words in guidance (`message-words`): over all texts at once, by Polars; nothing is decided.

A text is looked at closely only when it holds a stem of the list, so a million messages cost one pass. What is found is a
question to her; that nothing is found says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.guidance.stems import stems_of
from houvast.insight.finding import anywhere, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import polars as pl

NEAR = 120
"""So many letters from what was found a word may stand and still make it innocent."""
_LETTER = r"[^\s!-/:-@]"  # what \w stands for: the engine makes ten states of this one, and a thousand of every letter there is
_OPEN_ENDED = _LETTER + "{0,20}"


@dataclass(frozen=True)
class Look:
    """One thing to look for in one language: its item of the list and kind, what finds it, and what near by makes that innocent.

    The pattern matches no text that holds none of `stems`, which are in small letters.
    """

    item: str
    kind: str
    lang: str
    pattern: str
    stems: tuple[str, ...]
    unless: tuple[str, ...]


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

    every, once = list(_stems()), texts.unique().rename("text")
    likely = once.filter(once.str.contains_any(every, ascii_case_insensitive=True))
    stems = likely.str.extract_many(every, ascii_case_insensitive=True, overlapping=True)
    held = pl.DataFrame({"place": pl.Series(range(len(likely)), dtype=pl.UInt32), "stem": stems}).explode("stem")
    held = held.with_columns(pl.col("stem").str.to_lowercase()).unique()
    by_stem = {stem: part["place"] for (stem,), part in held.partition_by("stem", as_dict=True).items()}
    parts = [pl.DataFrame(schema=_columns())]
    for look in looks():
        if places := [by_stem[stem] for stem in look.stems if stem in by_stem]:
            parts += _closely(look, likely.gather(pl.concat(places).unique()))
    return pl.concat(parts).unique(["text", "kind"], keep="first", maintain_order=True)


def _closely(look: Look, texts: pl.Series) -> Iterator[pl.DataFrame]:
    """The texts in which it is found, and not only beside words that make it innocent."""
    told = texts.filter(texts.str.contains(anywhere(look.pattern)))
    told = told.filter(told.str.contains(look.pattern))
    if told.is_empty():
        return
    words = told.str.extract(f"({look.pattern})")
    if look.unless:
        doubted = told.str.contains_any([_stem(word) for word in look.unless], ascii_case_insensitive=True)
        if doubted.any():
            yield _said(look, *_not_innocent(look.pattern, _unless(look.unless), told.filter(doubted)))
        told, words = told.filter(~doubted), words.filter(~doubted)
    yield _said(look, told, words)


def _not_innocent(pattern: str, unless: str, texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Of texts that match: those that do so out of reach of the words that make it innocent, and what matches there."""
    import polars as pl

    beside, text = rf"(?s).{{0,{NEAR}}}(?:{pattern}).{{0,{NEAR}}}", pl.col("text")
    around = pl.when(text.str.len_chars() > NEAR).then(text.str.extract_all(beside)).otherwise(pl.concat_list(text))
    left = texts.to_frame("text").with_columns(around=around).explode("around").drop_nulls("around")
    left = left.filter(~pl.col("around").str.contains(unless)).unique("text", keep="first")
    return left["text"], left["around"].str.extract(f"({pattern})")


def _said(look: Look, texts: pl.Series, words: pl.Series) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame({"text": texts, "words": words}).select(
        "text", item=pl.lit(look.item), kind=pl.lit(look.kind), words="words"
    )


def _looks(item: str, kind: str, own: Mapping[str, Any]) -> Iterator[Look]:
    """The words of one language as one, and each of its patterns: together they would be too large for the engine."""
    unless = own.get("unless", ())
    if words := own.get("words", ()):
        stems = tuple(dict.fromkeys(_stem(word).lower() for word in words))
        yield Look(item, kind, own["lang"], f"(?i:{_whole_words(words)})", stems, unless)
    for pattern in own.get("patterns", ()):
        yield Look(item, kind, own["lang"], f"(?i:{pattern})".replace(r"\w", _LETTER), stems_of(pattern), unless)


@cache
def _unless(words: tuple[str, ...]) -> str:
    return f"(?i:{_whole_words(words)})"


def _stem(word: str) -> str:
    return word.removesuffix("*")


def _whole_words(words: Iterable[str]) -> str:
    """A pattern for these words as whole words, the longest first; one that ends in * may go on, a sign stands anywhere."""
    return "|".join(map(_whole, sorted(words, key=len, reverse=True)))


def _whole(word: str) -> str:
    stem = _stem(word)
    before = r"\b" if stem[0].isalnum() else ""
    after = _OPEN_ENDED if stem != word else r"\b" if stem[-1].isalnum() else ""
    return before + escaped(stem).replace(" ", r"\s") + after


@cache
def _stems() -> tuple[str, ...]:
    """The stems of everything, and as they begin a sentence or shout where ASCII's capitals do not say that."""
    small = {stem for look in looks() for stem in look.stems}
    other = {spelled for stem in small if not stem.isascii() for spelled in (stem.capitalize(), stem.upper())}
    return tuple(sorted(small | other))


def _columns() -> Mapping[str, pl.DataType]:
    import polars as pl

    return {"text": pl.String(), "item": pl.String(), "kind": pl.String(), "words": pl.String()}
