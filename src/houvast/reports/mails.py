"""The mails that leave, for the log on paper: each by itself, at its own time, with the words it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from houvast.reports.chats import Quote
from houvast.reports.facts import LONGEST_NAME, NL, cut
from houvast.words import clock, codes, full_date, number, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from houvast.logbook.evidence import Doubted
    from houvast.reports.chats import Chat

_LONGEST = 1_200  # characters of a mail; the package holds all of it
_MAILBOX = "mbox"
_DATE_DIFFERS, _SERVER_TIME = "date-differs", "server-time"


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


def mails(chats: Sequence[Chat], labels: Mapping[str, str], doubted: Mapping[str, Sequence[Doubted]]) -> Iterator[Mail]:
    """Every new mail that was imported by itself, and of a mailbox those of whom it counts.

    `doubted` is by the id of an import what its receipt tells to look at twice.
    """
    import polars as pl

    for chat in chats:
        if chat.of.format != "mail" or chat.rows is None:
            continue
        wanted = chat.rows
        server = {each.offset: each for each in doubted.get(chat.of.id, ()) if each.kind == _SERVER_TIME}
        if chat.of.variant == _MAILBOX:
            wanted = wanted.filter(pl.col("sender").is_in(chat.names))
        for row in wanted.iter_rows(named=True):
            yield _mail(row, chat, labels[chat.of.id], server.get(int(row["offset"])))


def _mail(row: Mapping[str, Any], chat: Chat, label: str, server: Doubted | None) -> Mail:
    at = datetime.fromisoformat(str(row["at"]))
    place = f"regel {number(int(row['row'] or 0) + 1, NL)}, byte {number(int(row['offset'] or 0), NL)}"
    text, subject, sender = (
        cut(str(row[name] or "").strip(), most)
        for name, most in (("text", _LONGEST), ("subject", LONGEST_NAME), ("sender", LONGEST_NAME))
    )
    return Mail(
        imported=chat.of.id, order=str(row["order"]), when=f"{full_date(at, NL)[:2]} {short_date(at, NL)}\n{clock(at, NL)}",
        title=f"E-mail: {subject}" if subject else "E-mail zonder onderwerp", sender=sender or "niet genoemd",
        doubts=tuple(_doubts(str(row["flags"] or "").split(), server)),
        evidence=label, quote=Quote("", "", text, place),
    )  # fmt: skip


def _doubts(flags: Sequence[str], server: Doubted | None) -> Iterator[str]:
    """What to look at twice in one mail; where the moment of the server is known, that it differs is said with both moments."""
    for flag in flags:
        if flag == _DATE_DIFFERS and server is not None:
            yield codes.doubt_words(server.kind, cut(server.text), NL)
        else:
            yield codes.doubt_words(flag, "1", NL)
