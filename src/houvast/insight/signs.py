"""What messages look like by signs that say little alone and much together (`message-signs` in guidance): their grades add up.

A threat is seldom one phrase: it names her sister, a day, a knife. Each sign counts once in a message, whatever number of its words stand
there; those of everyday things count against. From the line of its kind on, a message is a question to her, with the words that were found.
The sum is never shown and says nothing of danger.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import punctuation
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.insight.finding import LETTER, anywhere

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

PIECE = 300
"""A longer message is weighed in pieces of so many letters: the longer a text, the more signs stand in it by chance."""
_APART = "".join(sorted((set(punctuation) | set("…“”„\n\r\t")) - {"'"}))


def weighed(told: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Of texts (text, read) those whose signs reach the line of a kind, and of which nothing else of its tone was `found` (text, kind).

    Columns: text, item (the heaviest sign), kind, words (those that speak for it).
    """
    import polars as pl

    kinds = guidance.load("message-kinds").offered
    tones = {kind.id: kind.own.get("tone", kind.id) for kind in kinds}
    parts = [pl.DataFrame(schema=dict.fromkeys(("text", "item", "kind", "words"), pl.String))]
    for kind in kinds:
        alike = [each for each, tone in tones.items() if tone == tones[kind.id]]
        asked = found.filter(pl.col("kind").is_in(alike)).select("text")
        for signs in _signs(kind.id):
            over = _over_the_line(told.join(asked, on="text", how="anti"), signs, kind.own["line"])
            parts.append(over.select("text", "item", pl.lit(kind.id).alias("kind"), "words"))
    return pl.concat(parts)


@dataclass(frozen=True)
class Sign:
    """One sign: its item of the list, its grade, its words as they stand in a plain text, and its patterns as one, or nothing."""

    item: str
    grade: int
    words: tuple[str, ...]
    pattern: str


@cache
def _signs(kind: str) -> tuple[tuple[Sign, ...], ...]:
    """The signs of a kind, those of one language together; everyday things of `message-contexts` with a grade are signs as well."""
    made: dict[str, list[Sign]] = {}
    for item in guidance.load("message-signs").offered:
        if item.own["kind"] == kind:
            made.setdefault(item.own["lang"], []).append(_sign(item.id, item.own["grade"], item.own))
    for item in guidance.load("message-contexts").offered:
        for each in item.own["found"]:
            if "grade" in item.own and kind in item.own["kinds"] and each["lang"] in made:
                made[each["lang"]].append(_sign(item.id, item.own["grade"], each))
    return tuple(map(tuple, made.values()))


def _sign(item: str, grade: int, own: Mapping[str, Any]) -> Sign:
    either = "|".join(own.get("patterns", ())).replace(r"\w", LETTER)
    return Sign(item, grade, tuple(dict.fromkeys(map(_whole, own.get("words", ())))), either)


def _over_the_line(told: pl.DataFrame, signs: tuple[Sign, ...], line: int) -> pl.DataFrame:
    """The texts whose signs add up to the line, with what was found. Patterns are looked for only where a word of some sign stands."""
    import polars as pl

    table = pl.DataFrame(
        {"sign": [sign.item for sign in signs], "grade": [sign.grade for sign in signs]},
        schema={"sign": pl.String, "grade": pl.Int64},
    )
    pieces = _pieces(told)
    found = _words(pieces["plain"], signs).join(table, on="sign")
    likely = pieces.join(found.select("place").unique(), on="place", how="semi")
    more = _patterns(likely, signs).join(table, on="sign")
    found = pl.concat([found, more]).unique(["place", "sign"], keep="first", maintain_order=True)
    over = found.group_by("place").agg(pl.col("grade").sum()).filter(pl.col("grade") >= line)
    speaking = found.join(over.select("place"), on="place").filter(pl.col("grade") > 0)
    speaking = speaking.sort("place", "grade", descending=[False, True], maintain_order=True)
    named = speaking.group_by("place", maintain_order=True).agg(
        item=pl.col("sign").first(), words=pl.col("word").str.strip_chars().unique(maintain_order=True).str.join(" … ")
    )
    return (
        named.join(pieces, on="place").unique("text", keep="first", maintain_order=True).select("text", "item", "words")
    )


def _pieces(told: pl.DataFrame) -> pl.DataFrame:
    """The texts in pieces (place, text, plain): in small letters, with a blank on both sides of every sign and of the whole."""
    import polars as pl

    read = pl.col("read")
    long = read.str.len_chars() > PIECE
    cut = told.filter(long).with_columns(read.str.extract_all(rf"(?s).{{1,{PIECE}}}(?:\s|$)")).explode("read")
    whole = pl.concat([told.filter(~long), cut.drop_nulls("read")])
    apart = read.str.to_lowercase().str.replace_many(list(_APART), [f" {sign} " for sign in _APART])
    plain = pl.concat_str(pl.lit(" "), apart, pl.lit(" ")).str.replace_all(" {2,}", " ")
    return whole.select("text", plain=plain).with_row_index("place")


def _words(plain: pl.Series, signs: tuple[Sign, ...]) -> pl.DataFrame:
    """Which signs stand where by their words: place, sign, word."""
    import polars as pl

    by_word = [(word, sign.item) for sign in signs for word in sign.words]
    words = pl.DataFrame(by_word, schema={"word": pl.String, "sign": pl.String}, orient="row")
    held = plain.str.extract_many(words["word"].unique().to_list(), overlapping=True)
    places = pl.DataFrame({"place": pl.Series(range(len(plain)), dtype=pl.UInt32), "word": held})
    found = places.explode("word").drop_nulls().join(words, on="word", maintain_order="left")
    return found.unique(["place", "sign"], keep="first", maintain_order=True).select("place", "sign", "word")


def _whole(word: str) -> str:
    """A word as it stands in a plain text: with a blank on both sides, unless it may go on or is no letters."""
    stem = word.removesuffix("*")
    before = " " if stem[0].isalnum() else ""
    after = " " if stem == word and stem[-1].isalnum() else ""
    return f"{before}{stem}{after}"


def _patterns(pieces: pl.DataFrame, signs: tuple[Sign, ...]) -> pl.DataFrame:
    """Which signs stand where by their patterns: place, sign, word."""
    import polars as pl

    parts = [pl.DataFrame(schema={"place": pl.UInt32, "sign": pl.String, "word": pl.String})]
    for sign in (each for each in signs if each.pattern):
        likely = pieces.filter(pl.col("plain").str.contains(anywhere(sign.pattern)))
        word = pl.col("plain").str.extract(f"({sign.pattern})")
        parts.append(likely.select("place", sign=pl.lit(sign.item), word=word).drop_nulls("word"))
    return pl.concat(parts)
