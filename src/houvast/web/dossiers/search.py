"""*Zoeken*: words in entries and messages, all of which must stand there; by POST only, so that no address tells what was sought."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from houvast import guidance
from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.insight.bursts import channel_of, new_rows
from houvast.insight.searching import folded, found, searchable
from houvast.insight.timeline import order
from houvast.intake.held import listed
from houvast.logbook import codec, reading
from houvast.logbook.entry import Incident
from houvast.logbook.evidence import Import, Receipt
from houvast.web.access import dossier_of
from houvast.web.dossiers import card_words, cards, rows
from houvast.web.dossiers.sifting import Sift
from houvast.web.dossiers.timeline import period_of
from houvast.web.saying import say
from houvast.words import date_and_time

if TYPE_CHECKING:
    import polars as pl
    from django.http import HttpRequest, HttpResponse

    from houvast.insight.timeline import Item
    from houvast.web.alone import Opened
    from houvast.web.dossiers.cards import Card

MOST = 50
_AROUND = 90  # characters shown on each side of what was found


@dataclass(frozen=True)
class Asked:
    """What is sought: words as they are compared, a means, and days."""

    wanted: tuple[str, ...]
    means: str
    since: str
    until: str

    def holds(self, at: str) -> bool:
        """Whether a moment lies in these days."""
        return (not self.since or at[: len(self.since)] >= self.since) and (
            not self.until or at[: len(self.until)] <= self.until
        )


@dataclass(frozen=True)
class Hit:
    """An entry with the words around what was found."""

    card: Card
    day: str
    around: str


@dataclass(frozen=True)
class Message:
    """A message with the words around what was found, which stay closed until she opens them; `run` leads to those around it."""

    at: str
    sender: str
    around: str
    number: int
    row: int
    run: tuple[int, int, int] | None = None


def search(request: HttpRequest, lang: str) -> HttpResponse:
    """The form, and below it what was found; what she sought last stands there until the dossier is closed."""
    opened = dossier_of(request)
    post = request.POST if request.method == "POST" else opened.sought
    said = {name: post.get(name, "").strip() for name in ("words", "means", "since", "until")}
    wrong: dict[str, str] = {}
    hits, messages, more, damaged = list[Hit](), list[Message](), 0, False
    if post:
        asked, wrong = _asked(said, lang)
        if not wrong and not asked.wanted:  # of a period alone the log shows everything
            return redirect(
                "log-chosen", lang=lang, chosen=Sift(means=asked.means, since=asked.since, until=asked.until).code
            )
        if not wrong:
            opened.sought = said
            hits, more = _entries(opened, asked, lang)
            try:
                messages, left = _messages(opened, asked, lang)
                more += left
            except (AgeFileError, BrokenReadingError, MissingFileError):
                damaged = True
    return render(request, "dossiers/search.html", {
        "said": said, "wrong": wrong, "hits": hits, "messages": messages, "more": more, "damaged": damaged,
        "sought": bool(post) and not wrong, "means": [(each.id, each.nl) for each in guidance.load("channels").offered],
    }, status=400 if wrong else 200)  # fmt: skip


def _asked(said: dict[str, str], lang: str) -> tuple[Asked, dict[str, str]]:
    days, wrong = period_of(said, lang)
    if not any(said.values()):
        wrong["words"] = say("Vul een of meer woorden in.", lang)
    days = {name: days.get(name, "") for name in ("since", "until")}
    means = said["means"] if said["means"] in guidance.load("channels") else ""
    return Asked(tuple(folded(each) for each in said["words"].split()), means, **days), wrong


def _entries(opened: Opened, asked: Asked, lang: str) -> tuple[list[Hit], int]:
    """The entries that hold these words, newest first, and how many more there are."""
    plain = opened.once(
        "plain", lambda: [(item, _plain(item)) for item in opened.items if not isinstance(item.entry, Import | Receipt)]
    )
    held = [item for item, text in plain if all(word in text for word in asked.wanted) and _fits(item, asked)]
    held.sort(key=lambda item: order(item.versions)[0], reverse=True)
    return [_hit(opened, item, asked, lang) for item in held[:MOST]], max(0, len(held) - MOST)


def _plain(item: Item) -> str:
    """All it says, as it is compared: its words, and what its codes are called."""
    return folded(f"{card_words.title_of(item, 'nl')} {json.dumps(codec.members(item.entry), ensure_ascii=False)}")


def _fits(item: Item, asked: Asked) -> bool:
    if asked.means and not (isinstance(item.entry, Incident) and item.entry.channel == asked.means):
        return False
    return asked.holds(order(item.versions)[0])


def _hit(opened: Opened, item: Item, asked: Asked, lang: str) -> Hit:
    row = rows.Row(order(item.versions)[0], "entry", item)
    card, near = cards.card_of(opened, row, lang), around(card_words.words_of(item), asked.wanted)
    return Hit(card, card_words.day_words(row, lang), "" if near.strip("… ") in card.words else near)


def around(text: str, wanted: tuple[str, ...]) -> str:
    """The words on both sides of the first that was sought."""
    plain = folded(text)
    at = min((place for word in wanted if (place := plain.find(word)) >= 0), default=0)
    begin, end = max(0, at - _AROUND), at + _AROUND
    return f"{'… ' if begin else ''}{text[begin:end].strip()}{' …' if end < len(text) else ''}"


def _messages(opened: Opened, asked: Asked, lang: str) -> tuple[list[Message], int]:
    """The messages that hold these words, newest first, and how many more. Raises: as `held.read_reading`."""
    import polars as pl

    shown, count = list[tuple[str, Message]](), 0
    for of, table in _tables(opened):
        if asked.means and channel_of(of) != asked.means:
            continue
        hits = found(table, asked.wanted)
        at = pl.col("order")
        for end, compare in (
            (asked.since, at.str.slice(0, len(asked.since)) >= asked.since),
            (asked.until, at.str.slice(0, len(asked.until)) <= asked.until),
        ):
            hits = hits.filter(compare) if end else hits
        count += hits.height
        number = next(item.number for item in opened.items if item.entry.id == of.id)
        for row in hits.sort("order", descending=True).head(MOST).iter_rows(named=True):
            when = date_and_time(datetime.fromisoformat(row["at"]), lang)
            text = "" if of.id in rows.unseen(opened) else around(row["text"], asked.wanted)
            shown.append((row["order"], Message(when, row["sender"] or "", text, number, row["row"] + 1)))
    shown.sort(key=lambda each: each[0], reverse=True)
    return _with_runs(opened, [each for _, each in shown[:MOST]]), max(0, count - MOST)


def _with_runs(opened: Opened, messages: list[Message]) -> list[Message]:
    """These messages, each with the number and the rows by which the page of its run is found, when it counts in one."""
    chats, sought = rows.chats_of(opened), {each.number for each in messages}
    parts = [
        (part, run.sender, (run.parts[0].number, run.parts[0].first_row, run.parts[0].last_row))
        for run in (*chats.bursts, *chats.loose)
        for part in run.parts
        if part.number in sought and rows.unseen(opened).isdisjoint(each.imported for each in run.parts)
    ]
    return [
        replace(
            of,
            run=next(
                (
                    run for part, sender, run in parts
                    if part.number == of.number and sender == of.sender and part.first_row < of.row <= part.last_row + 1
                ),
                None,
            ),
        )
        for of in messages
    ]  # fmt: skip


def _tables(opened: Opened) -> list[tuple[Import, pl.DataFrame]]:
    """Every message that counts once, made plain to be searched; made anew only when another file was read, or one taken back."""

    def make() -> list[tuple[Import, pl.DataFrame]]:
        reader = rows.reader_of(opened)
        of_all = [each for each in listed(opened.vault) if each.file is not None and each.reading is not None]
        return [(each, searchable(reading.in_zone(new_rows(each, reader(each)), each.zone or ""))) for each in of_all]

    standing = tuple((item.entry.id, item.retracted) for item in opened.items if isinstance(item.entry, Import))
    return opened.same("searchable", standing, make) if standing else []
