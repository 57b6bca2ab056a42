"""Which rows of a new export are already in the dossier: a longer export of the same chat, an overlap, the same file (importers.md, 4).

Two exports are of the same chat when their participants are equal or those of one are among the other's, and in the span both
cover at least half of the shorter one's messages and at least 5 stand in the other, word for word, at the same moment, from
the same sender; or when their participants are equal and the other holds the whole shorter one. What another phone kept of
the same chat, with other names and no seconds, is `phones`'s to see; of mail `mails` knows. A chat is compared with chats
only. A file that was left out of one export stands for the file of the same sender, moment and caption that came along with
the other. Anything else is new: the same threat in a private and in a group chat counts twice. Known rows stay in the new
reading; they only do not count twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.intake import mails, phones

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    import polars as pl

_KEY = ("at", "sender", "kind", "text")
_PLACE = ("at", "sender", "caption", "named")
_MARKS = " \u200e\u200f"
_OWN_WORDS = ("call", "deleted")  # the two phones of a chat word these otherwise
_ENOUGH = 0.5
_LEAST = 5


def known_rows(
    new: pl.DataFrame,
    participants: Collection[str],
    earlier: Iterable[tuple[pl.DataFrame, Collection[str]]],
    as_text: Callable[[str], str] = str,
) -> list[int]:
    """The numbers (from 0, ascending) of the rows of `new` that an earlier reading of the same chat, or of mail, holds too.

    `earlier` are readings with their participants; `as_text` is for `mails.known_rows`.
    The same words in a chat twice in one minute count twice: a row is known when the earlier reading holds as many.
    """
    if mails.is_mail(new):
        return mails.known_rows(new, (table for table, _ in earlier), as_text)
    people, found = set(participants), set[int]()
    for table, others in earlier:
        if mails.is_mail(table):
            continue
        rows = _rows_on_this_phone(new, people, table, set(others))
        found.update(rows or phones.rows_on_another_phone(new, people, table, set(others)))
    return sorted(found)


def _rows_on_this_phone(
    new: pl.DataFrame, my_people: set[str], table: pl.DataFrame, their_people: set[str]
) -> list[int]:
    import polars as pl

    if not (my_people <= their_people or their_people <= my_people) or (span := _span(new, table)) is None:
        return []
    messages = pl.col("kind") != "system"
    mine, theirs = _numbered(new, span), _numbered(table, span)
    common = mine.join(theirs.select(*_KEY, "nth"), on=[*_KEY, "nth"], how="inner", nulls_equal=True)
    common = pl.concat([common, _media_named_in_one(mine, theirs)])
    shorter = min(mine.filter(messages).height, theirs.filter(messages).height)
    whole = min(each.select(messages.sum()).item() for each in (new, table))
    same = common.filter(messages).height
    overlaps = same >= _LEAST and same >= _ENOUGH * shorter
    return common["row"].to_list() if overlaps or (my_people == their_people and 0 < whole == same) else []


def messages_among(table: pl.DataFrame, rows: Sequence[int]) -> int:
    """How many of these rows are messages and no system lines."""
    import polars as pl

    return table.with_row_index("row").filter(pl.col("row").is_in(rows) & (pl.col("kind") != "system")).height


def ranges(rows: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Ascending row numbers as [first, last] ranges."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return tuple(spans)


def _numbered(table: pl.DataFrame, span: tuple[str, str]) -> pl.DataFrame:
    """The rows of this span with their number in the table and which of several equal ones they are."""
    import polars as pl

    kind = pl.col("kind").cast(pl.String)
    said = pl.when(kind.is_in(_OWN_WORDS)).then(pl.lit("")).otherwise("text")
    rows = table.select(pl.col("at"), pl.col("sender"), kind, said.alias("text"))
    rows = rows.with_row_index("row").filter(pl.col("at").is_between(pl.lit(span[0]), pl.lit(span[1])))
    return rows.with_columns(pl.int_range(pl.len()).over(*_KEY).alias("nth"))


def _media_named_in_one(mine: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """The rows of `mine` that are a file left out, where theirs came along, or the other way round: as many as theirs has."""
    import polars as pl

    keys = [*_KEY, "nth"]
    mine, theirs = mine.filter(pl.col("kind") == "media"), theirs.filter(pl.col("kind") == "media")
    alone = _placed(mine.join(theirs, on=keys, how="anti", nulls_equal=True))
    others = _placed(theirs.join(mine, on=keys, how="anti", nulls_equal=True)).with_columns(~pl.col("named"))
    place = [*_PLACE, "which"]
    return alone.join(others.select(place), on=place, how="semi", nulls_equal=True).select(mine.columns)


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    """These rows of media with their caption, whether they name a file, and which of several alike they are."""
    import polars as pl

    from houvast.intake.formats.whatsapp.kinds import attached_name

    texts = rows["text"].to_list()
    media = rows.with_columns(
        caption=pl.Series([_caption(text) for text in texts], dtype=pl.String),
        named=pl.Series([attached_name(text) is not None for text in texts], dtype=pl.Boolean),
    )
    return media.with_columns(which=pl.int_range(pl.len()).over(*_PLACE))


def _caption(text: str) -> str:
    """What the sender wrote with a file: before the mark of the program, and on the lines after it."""
    line, _, rest = text.partition("\n")
    before = line[: max(line.rfind("<"), line.rfind("\u200e"), 0)].strip(_MARKS)
    return f"{before}\n{rest.rstrip()}"


def _span(mine: pl.DataFrame, theirs: pl.DataFrame) -> tuple[str, str] | None:
    """The first and last moment that both cover; equal rows stand in it, as they have the same moment."""
    if not mine.height or not theirs.height:
        return None
    first = max(str(mine["at"].min()), str(theirs["at"].min()))
    last = min(str(mine["at"].max()), str(theirs["at"].max()))
    return (first, last) if first <= last else None
