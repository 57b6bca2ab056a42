"""Words found in messages, without capitals and accents: a text is made plain once, and then searched as often as she likes (P4)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

_PLAIN = "folded"


def searchable(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with one column more, for `found`: sender, subject, receivers and text without capitals and accents.

    Only what is not all ASCII has accents to take off, which costs ten times as much as the rest.
    """
    import polars as pl

    said = [pl.col(name).fill_null("") for name in ("sender", "subject", "to") if name in rows.columns]
    whole = rows.select(text=pl.concat_str([*said, pl.col("text")], separator=" "))["text"]
    accented = whole.str.len_bytes() != whole.str.len_chars()
    other = whole.filter(accented).str.normalize("NFKD").str.replace_all(r"\p{Mn}", "")
    places = accented.arg_true()
    return rows.with_columns(whole.scatter(places, other).str.to_lowercase().alias(_PLAIN))


def found(rows: pl.DataFrame, wanted: Sequence[str]) -> pl.DataFrame:
    """Of `searchable` rows those that hold every one of these `folded` words, the longest looked for first."""
    texts, places = rows[_PLAIN], None
    for word in sorted(wanted, key=len, reverse=True):
        held = texts.str.contains(word, literal=True).arg_true()
        places = held if places is None else places.gather(held)
        texts = texts.gather(held)
    hits = rows if places is None else rows[places]
    return hits.drop(_PLAIN)  # only now: to take a column away from all rows takes as long as a word


def folded(text: str) -> str:
    """A text without capitals and accents: for comparing only."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if unicodedata.category(character) != "Mn").lower()
