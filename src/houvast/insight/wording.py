"""What messages look like by the list of words in guidance (`message-words`): over all texts at once, by Polars; nothing is decided.

A text is looked at closely only when it holds a stem of the list, so a million messages cost one pass. It is read with its short
forms written out (`houvast.insight.spelling`). What is found is a question to her; that nothing is found says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.guidance.stems import TELLING, every_stem_of
from houvast.insight.finding import LETTER, anywhere, escaped
from houvast.insight.signs import weighed
from houvast.insight.spelling import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import polars as pl

NEAR = 120
"""So many letters from what was found a word may stand and still make it innocent."""
REACH = 60
"""So many letters of the same sentence lie at most between the first of the words that must stand together and each other."""
_OPEN_ENDED = LETTER + "{0,20}"


@dataclass(frozen=True)
class Look:
    """One thing to look for in one language: its item of the list and kind, what finds it, and what near by makes that innocent.

    Of each group of `stems`, which are in small letters, one stands in every text it finds. Around the pattern each of `beside` must
    match too, a pattern and its stems. What makes it innocent is of its own (`unless`) or `everyday`, which is one for a kind.
    """

    item: str
    kind: str
    lang: str
    pattern: str
    stems: tuple[tuple[str, ...], ...]
    beside: tuple[tuple[str, tuple[str, ...]], ...]
    unless: tuple[str, ...]
    everyday: tuple[str, ...]


@cache
def looks() -> tuple[Look, ...]:
    """Everything the list looks for, in the order of the kinds and then of the list."""
    order = {kind.id: place for place, kind in enumerate(guidance.load("message-kinds").offered)}
    items = [item for item in guidance.load("message-words").offered if item.own["kind"] in order]
    found = [look for item in items for each in item.own["found"] for look in _looks(item.id, item.own["kind"], each)]
    return tuple(sorted(found, key=lambda each: order[each.kind]))


def found_in(texts: pl.Series) -> pl.DataFrame:
    """What these texts look like: text, item, kind, words (those that were found, as they are read), each text once for every kind.

    The texts may repeat. Of two items of one kind the first of the list is named.
    """
    import polars as pl

    every, once = list(_stems()), texts.cast(pl.String).drop_nulls().unique().rename("text")
    told = pl.DataFrame({"text": once, "read": read(once)})
    likely = told.filter(pl.col("read").str.contains_any(every, ascii_case_insensitive=True))
    stems = likely["read"].str.extract_many(every, ascii_case_insensitive=True, overlapping=True)
    held = pl.DataFrame({"place": pl.Series(range(len(likely)), dtype=pl.UInt32), "stem": stems}).explode("stem")
    held = held.with_columns(pl.col("stem").str.to_lowercase()).unique()
    by_stem = {stem: part["place"] for (stem,), part in held.partition_by("stem", as_dict=True).items()}
    near = ((look, _near(look, by_stem)) for look in looks())
    parts = [_closely(look, likely[places]) for look, places in near if places is not None]
    found = pl.concat([pl.DataFrame(schema=_columns()), *parts])
    found = found.unique(["text", "kind"], keep="first", maintain_order=True)
    return pl.concat([found, weighed(told, found)])


def _near(look: Look, by_stem: Mapping[str, pl.Series]) -> pl.Series | None:
    """The places of the texts that hold a stem of each group; None when there is none."""
    import polars as pl

    held = [[by_stem[stem] for stem in group if stem in by_stem] for group in look.stems]
    if not all(held):
        return None
    first, *rest = sorted(held, key=lambda each: sum(map(len, each)))
    places = pl.concat(first).unique()
    for each in rest:
        places = places.filter(places.is_in(pl.concat(each).implode()))
    return None if places.is_empty() else places


def _closely(look: Look, texts: pl.DataFrame) -> pl.DataFrame:
    """The texts (text, read) in which it is found, and not only beside words that make it innocent."""
    import polars as pl

    around = pl.col("around")
    quick = [
        around.str.contains_any(list(stems), ascii_case_insensitive=True)
        for _, stems in look.beside
        if stems not in look.stems
    ]
    told = texts.rename({"read": "around"})
    for each in (*quick, around.str.contains(anywhere(look.pattern)), around.str.contains(look.pattern)):
        if told.is_empty():
            return pl.DataFrame(schema=_columns())
        told = told.filter(each)
    innocent = [_stem(word) for word in (*look.unless, *look.everyday)]
    if innocent:
        doubted = told["around"].str.contains_any(innocent, ascii_case_insensitive=True)
        if doubted.any():
            told = pl.concat([told.filter(~doubted), _not_innocent(look, told.filter(doubted))])
    if look.beside:
        told = told.with_columns(
            around.str.extract_all(rf"[^.!?\n]{{0,{REACH}}}(?:{look.pattern})[^.!?\n]{{0,{REACH}}}")
        )
        told = told.explode("around").filter(around.str.contains(pattern) for pattern, _ in look.beside)
    words = [around.str.extract(f"({pattern})") for pattern in (look.pattern, *(each for each, _ in look.beside))]
    told = told.unique("text", keep="first", maintain_order=True)
    return told.select(
        "text", item=pl.lit(look.item), kind=pl.lit(look.kind), words=pl.concat_str(words, separator=" … ")
    )


def _not_innocent(look: Look, texts: pl.DataFrame) -> pl.DataFrame:
    """Of texts that match: what is out of reach of the words that make it innocent."""
    import polars as pl

    beside, text = rf"(?s).{{0,{NEAR}}}(?:{look.pattern}).{{0,{NEAR}}}", pl.col("around")
    short = text.str.len_chars() <= NEAR  # all of it is near; to cut out what is costs much more than the rest
    cut = texts.filter(~short).with_columns(text.str.extract_all(beside)).explode("around").drop_nulls("around")
    left = pl.concat([texts.filter(short), cut])
    return left.filter(~text.str.contains(_unless(words)) for words in (look.unless, look.everyday) if words)


def _looks(item: str, kind: str, own: Mapping[str, Any]) -> Iterator[Look]:
    """The words of one language as one, those that stand together, and each pattern: all as one would be too large for the engine."""
    lang, everyday = own["lang"], () if own.get("always") else _innocent(kind, own["lang"])
    unless = tuple(own.get("unless", ()))
    if words := own.get("words", ()):
        yield Look(item, kind, lang, f"(?i:{_whole_words(words)})", (_stems_of_words(words),), (), unless, everyday)
    if groups := own.get("together", ()):
        (first, stems), *beside = ((f"(?i:{_whole_words(group)})", _stems_of_words(group)) for group in groups)
        telling = (each for _, each in beside if min(map(len, each)) >= TELLING)
        yield Look(item, kind, lang, first, (stems, *telling), tuple(beside), unless, everyday)
    for pattern in own.get("patterns", ()):
        found = f"(?i:{pattern})".replace(r"\w", LETTER)
        yield Look(item, kind, lang, found, every_stem_of(pattern), (), unless, everyday)


def _stems_of_words(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_stem(word).lower() for word in words))


@cache
def _innocent(kind: str, lang: str) -> tuple[str, ...]:
    """The words of everyday things that make whatever looks like this kind innocent."""
    contexts = [item.own for item in guidance.load("message-contexts").offered if kind in item.own["kinds"]]
    found = (each for own in contexts for each in own["found"] if each["lang"] == lang)
    return tuple(dict.fromkeys(word for each in found for word in each["words"]))


@cache
def _unless(words: tuple[str, ...]) -> str:
    r"""A pattern that says whether one of these words is there, as `_whole_words` has them, and not where.

    What stands beside a word is said once for all and not by `\b`, which costs two hundred times as much where not all is ASCII.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for word in words:
        stem = _stem(word)
        before = r"(?:^|\W)" if stem[0].isalnum() else ""
        after = r"(?:\W|$)" if stem == word and stem[-1].isalnum() else ""
        groups.setdefault((before, after), []).append(escaped(stem).replace(" ", r"\s"))
    return "(?i:" + "|".join(f"{before}(?:{'|'.join(of)}){after}" for (before, after), of in groups.items()) + ")"


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
    small = {stem for look in looks() for group in look.stems for stem in group}
    other = {spelled for stem in small if not stem.isascii() for spelled in (stem.capitalize(), stem.upper())}
    return tuple(sorted(small | other))


def _columns() -> Mapping[str, pl.DataType]:
    import polars as pl

    return {"text": pl.String(), "item": pl.String(), "kind": pl.String(), "words": pl.String()}
