"""Messages that look like a threat, an insult, a declaration of love …, as questions to her; and where love and harsh words alternate.

The words that were found are a reason to ask (B075, C62), never a finding: until she said yes nothing counts as a threat, and what
she denied is not asked again. Only messages of who counts in a chat are looked at. It says no cause and no risk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.bursts import counted_rows
from houvast.insight.confirmed import latest
from houvast.insight.wording import found_in
from houvast.logbook.case import MessageAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from houvast.insight.bursts import Reading
    from houvast.insight.confirmed import About
    from houvast.insight.timeline import Item
    from houvast.logbook.envelope import Answer

AFFECTION = "affection"
HARSH = ("threat", "insult")


def answered(imported: str, row: int, kind: str, answer: Answer, *, chat_is_private: bool) -> MessageAnswer:
    """Her answer about one message, to be recorded; it is as private as its chat.

    That she does not know is private: it says nothing to others, and a log for the police is not filled with it.
    """
    private = chat_is_private or answer == "unknown"
    return MessageAnswer(imported=imported, row=row, taken_for=kind, answer=answer, private=private)


@dataclass(frozen=True)
class Suggestion:
    """One question: whether row `row` (from 0) of the import with this number is what its words look like; and her answer, if she gave one.

    `item` is what of the list was found, `words` what stands there; both None when she named the kind herself.
    """

    number: int
    imported: str
    row: int
    at: str
    sender: str
    kind: str
    item: str | None
    words: str | None
    answer: Answer | None


@dataclass(frozen=True)
class Alternation:
    """From `first` to `last` one sender's messages went from words of love to harsh ones or back, `turns` times, each within the window.

    `messages` are all of either tone in it, in order of time. `confirmed` only when she said yes to love and to harsh words among them.
    """

    sender: str
    first: str
    last: str
    turns: int
    confirmed: bool
    messages: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Sought:
    """The messages of who counts, and those in which the list found something, by kind: whatever she answers, this stays the same."""

    rows: pl.DataFrame
    found: pl.DataFrame


@dataclass(frozen=True)
class Suggestions:
    """Every question, in order of time; `table` has a row for each: its members and `chat` and `moment`, by which they are put in order."""

    table: pl.DataFrame

    def of(self, kind: str | None = None, *, unanswered: bool = False) -> list[Suggestion]:
        """Those of one kind, or all; of what she answered, `unanswered` leaves out all."""
        import polars as pl

        table = self.table if kind is None else self.table.filter(pl.col("kind") == kind)
        table = table.filter(pl.col("answer").is_null()) if unanswered else table
        return _listed(table)

    def answered(self) -> list[Suggestion]:
        """Those that she answered."""
        import polars as pl

        return _listed(self.table.filter(pl.col("answer").is_not_null()))

    def confirmed(self, kind: str) -> list[Suggestion]:
        """The messages of which she said that they are of this kind: these alone are facts."""
        import polars as pl

        return _listed(self.table.filter((pl.col("kind") == kind) & (pl.col("answer") == "yes")))


def answers(items: Iterable[Item]) -> dict[About, Answer]:
    """What she answered, the latest for each message and kind; what she retracted is not answered."""
    return {about: entry.answer for about, entry in latest(items).items() if entry.answer is not None}


def seek(readings: Sequence[Reading]) -> Sought:
    """Look in these chats; a message that was also in an earlier export is looked at once."""
    import polars as pl

    imports = pl.DataFrame(
        {"number": [each.number for each in readings], "imported": [each.of.id for each in readings]},
        schema={"number": pl.Int64, "imported": pl.String},
    )
    rows = counted_rows(readings).filter(~pl.col("call")).join(imports, on="number", how="left")
    return Sought(rows, rows.join(found_in(rows["text"]), on="text", how="inner"))


def suggestions(of: Sought, answered: Mapping[About, Answer]) -> Suggestions:
    """The questions about what was looked at, with her answers."""
    import polars as pl

    hers = _answered(answered)
    told = of.found.join(hers, on=["imported", "row", "kind"], how="left")
    own = hers.join(told, on=["imported", "row", "kind"], how="anti").filter(pl.col("answer") == "yes")
    own = of.rows.join(own, on=["imported", "row"]).with_columns(
        item=pl.lit(None, pl.String), words=pl.lit(None, pl.String)
    )
    columns = ["number", "imported", "row", "chat", "at", "moment", "sender", "kind", "item", "words", "answer"]
    order = {kind.id: place for place, kind in enumerate(guidance.load("message-kinds"))}
    every = pl.concat([told.select(columns), own.select(columns)])
    every = every.with_columns(rank=pl.col("kind").replace_strict(order, default=len(order), return_dtype=pl.Int64))
    return Suggestions(every.sort("moment", "number", "row", "rank").drop("rank"))


def _answered(by: Mapping[About, Answer]) -> pl.DataFrame:
    import polars as pl

    rows = [(*about, answer) for about, answer in by.items()]
    columns = {"imported": pl.String, "row": pl.Int64, "kind": pl.String, "answer": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


def alternations(found: Suggestions, window_hours: int) -> list[Alternation]:
    """Where one sender's messages in a chat turn from love to harsh words or back within so many hours, oldest first.

    Turns that follow each other within the window are one. What she denied is left out; what she has not answered is not confirmed.
    """
    import polars as pl

    tones = {kind.id: kind.own["tone"] for kind in guidance.load("message-kinds") if "tone" in kind.own}
    toned = found.table.filter(
        pl.col("kind").is_in(list(tones)) & (pl.col("answer").is_null() | (pl.col("answer") == "yes"))
    )
    love = pl.col("kind").replace_strict(tones, default=None, return_dtype=pl.String) == AFFECTION
    toned = toned.with_columns(love=love).sort("chat", "sender", "moment", "number", "row").with_row_index("place")
    same, window = ["chat", "sender"], pl.duration(hours=window_hours)
    near = (pl.col("moment").diff() <= window).over(same).fill_null(value=False)
    turned = (pl.col("love") != pl.col("love").shift()).over(same).fill_null(value=False)
    turns = toned.with_columns(turned=near & turned, begin=pl.col("moment").shift().over(same)).filter("turned")
    apart = (pl.col("begin") - pl.col("moment").shift() > window).over(same).fill_null(value=True)
    periods = turns.with_columns(period=apart.cum_sum()).group_by("period", maintain_order=True).agg(
        first=pl.col("place").min().cast(pl.Int64) - 1, last=pl.col("place").max().cast(pl.Int64), turns=pl.len(),
    )  # fmt: skip
    made = [_alternation(toned[first : last + 1], count) for _, first, last, count in periods.iter_rows()]
    return sorted(made, key=lambda each: each.first)


def _alternation(messages: pl.DataFrame, turns: int) -> Alternation:
    sure = {love for love, answer in messages.select("love", "answer").iter_rows() if answer == "yes"}
    listed = tuple(_listed(messages))
    return Alternation(listed[0].sender, listed[0].at, listed[-1].at, turns, sure == {True, False}, listed)


def _listed(table: pl.DataFrame) -> list[Suggestion]:
    rows = table.select("number", "imported", "row", "at", "sender", "kind", "item", "words", "answer")
    return [Suggestion(*row) for row in rows.iter_rows()]
