"""Which mails of a new file are already in the dossier.

A mail is known when it is there with the same Message-ID, moment, sender, subject and text, and without a Message-ID when the
receivers are the same too: whoever sends a mail writes its Message-ID, and a threat may stand in the subject alone. Within one
mailbox too it counts once. A mail is compared with mails only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

_SAME = ("id", "at", "sender", "subject", "to", "text")


def is_mail(table: pl.DataFrame) -> bool:
    """Whether these rows are mails: they have a column for the Message-ID."""
    return "id" in table.columns


def known_rows(new: pl.DataFrame, earlier: Iterable[pl.DataFrame]) -> list[int]:
    """The numbers (from 0, ascending) of the rows of `new` that an earlier row of it or an earlier table of mails holds too."""
    import polars as pl

    mine = _told(new).with_row_index("row")
    found = set(mine.filter(~pl.struct(_SAME).is_first_distinct())["row"])
    for table in filter(is_mail, earlier):
        found.update(mine.join(_told(table), on=_SAME, how="semi", nulls_equal=True)["row"])
    return sorted(found)


def _told(table: pl.DataFrame) -> pl.DataFrame:
    """What makes each mail the same as another; an mbox may have put a `>` before a line of the text."""
    import polars as pl

    to = pl.when(pl.col("id").is_not_null()).then(None).otherwise(pl.col("to")).alias("to")
    text = pl.col("text").str.replace_all(r"(?m)^>(>*From )", "$1")
    return table.select("id", "at", "sender", "subject", to, text).select(_SAME)
