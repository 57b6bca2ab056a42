"""The mails that leave, for the log on paper: each by itself, at its own time, with the words it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from houvast.reports.chats import Quote
from houvast.reports.facts import LONGEST_NAME, NL, cut
from houvast.words import clock, codes, full_date, number, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from houvast.reports.chats import Chat

_LONGEST = 1_200  # characters of a mail; the package holds all of it
_MAILBOX = "mbox"


@dataclass(frozen=True)
class Mail:
    """One mail: `order` sorts it, `imported` is the import it came in, `doubts` are what to look at twice."""

    imported: str
    order: str
    when: str
    title: str
    sender: str
    doubts: tuple[str, ...]
    evidence: str
    quote: Quote


def mails(chats: Sequence[Chat], labels: Mapping[str, str]) -> Iterator[Mail]:
    """Every new mail that was imported by itself, and of a mailbox those of whom it counts."""
    import polars as pl

    for chat in chats:
        if chat.of.format != "mail" or chat.rows is None:
            continue
        wanted = chat.rows
        if chat.of.variant == _MAILBOX:
            wanted = wanted.filter(pl.col("sender").is_in(chat.names))
        for row in wanted.iter_rows(named=True):
            yield _mail(row, chat, labels[chat.of.id])


def _mail(row: Mapping[str, str | int | None], chat: Chat, label: str) -> Mail:
    at = datetime.fromisoformat(str(row["at"]))
    place = f"regel {number(int(row['row'] or 0) + 1, NL)}, byte {number(int(row['offset'] or 0), NL)}"
    text, subject, sender = (
        cut(str(row[name] or "").strip(), most)
        for name, most in (("text", _LONGEST), ("subject", LONGEST_NAME), ("sender", LONGEST_NAME))
    )
    return Mail(
        imported=chat.of.id, order=str(row["order"]), when=f"{full_date(at, NL)[:2]} {short_date(at, NL)}\n{clock(at, NL)}",
        title=f"E-mail: {subject}" if subject else "E-mail zonder onderwerp", sender=sender or "niet genoemd",
        doubts=tuple(codes.doubt_words(flag, "1", NL) for flag in str(row["flags"] or "").split()),
        evidence=label, quote=Quote("", "", text, place),
    )  # fmt: skip
