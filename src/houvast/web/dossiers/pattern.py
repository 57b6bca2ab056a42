"""*Patroon*: how often, when and by which means, before and after each step, what is new; each figure with the entries it rests on.

It counts what was noted and read in, and says no cause and no verdict. What a message may be is a question to her, its words closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from houvast import guidance
from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.insight.suggestions import alternations, answered
from houvast.logbook.evidence import Import
from houvast.reports import because, charts, figures, stopping
from houvast.reports.charts import sayings
from houvast.reports.questions import row_of
from houvast.web.access import dossier_of
from houvast.web.dossiers import card_words, figured, marking, resting, rows
from houvast.web.dossiers.advice import seen, stand
from houvast.web.dossiers.asked.stop import SENT
from houvast.web.saying import say
from houvast.words import date_and_time, date_range, full_date, weekday_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest, HttpResponse

    from houvast.insight.changes import Changes
    from houvast.insight.patterns import Axis, Behind, Figures
    from houvast.reports.figures import Pattern
    from houvast.web.alone import Opened

AXES: dict[int, Axis] = {1: "week", 2: "channel", 3: "slot", 4: "day"}
PLACES, NEW = 5, 6
_MOST_MESSAGES = 200


@dataclass(frozen=True)
class Found:
    """The pattern and what changed; `damaged` says that no chat counts, as one could not be read."""

    of: Pattern
    changes: Changes
    damaged: bool

    @property
    def figures(self) -> Figures:
        """Its figures."""
        return self.of.figures


def found(opened: Opened) -> Found:
    """Everything that is counted, once for each head."""
    return opened.once("pattern", lambda: _found(opened))


def worked_out(opened: Opened) -> None:
    """What the page needs."""
    _private(opened, found(opened))


def _found(opened: Opened) -> Found:
    items, damaged = opened.items, False
    every = frozenset(item.entry.id for item in items)
    try:
        of = figures.pattern(opened.vault, items, every, read=rows.reader_of(opened))
    except (AgeFileError, BrokenReadingError, MissingFileError):
        of, damaged = (
            figures.pattern(opened.vault, [each for each in items if not isinstance(each.entry, Import)], every),
            True,
        )
    return Found(of, figures.changes_of(of, items), damaged)


def pattern(request: HttpRequest, lang: str) -> HttpResponse:
    """The page: the answer first, then each figure with its table."""
    opened, now = dossier_of(request), timezone.now()
    told = opened.once(("told", stand(opened, now), lang), lambda: _told(opened, now, lang))
    return render(request, "dossiers/pattern.html", told)


def _told(opened: Opened, now: datetime, lang: str) -> dict[str, Any]:
    """All that the page tells."""
    one = found(opened)
    of, marks = one.figures, charts.markers(one.figures)
    insight = seen(opened, now)
    shown = {"weeks": charts.weeks(of, marks, lang), "days": charts.days(of, lang), "hours": charts.hours(of, lang)}
    return {
        "of": of, "damaged": one.damaged, "begin": full_date(of.first, lang) if of.first else "",
        "marks": [sayings.mark(each, lang).partition(": ")[2] for each in marks],
        "charts": {name: _drawn(drawn) for name, drawn in shown.items()},
        "weeks": list(figured.weeks(of, lang)), "means": list(figured.means(of, lang)), "days": list(figured.days(of, lang)),
        "days_left": max(len(of.days) - figured.MOST_DAYS, 0), "hours": list(figured.hours(of, lang)),
        "weekdays": list(figured.weekdays(lang)),
        "comparison": sayings.comparison(of, lang), "around": [figured.around(each, lang) for each in one.changes.around],
        "growth": because.growth_line(insight.growth, lang), "read_until": _read_until(one, lang),
        "new": list(figured.new(one.changes, lang)),
        "gaps": [because.gap_line(each, lang) for each in one.changes.gaps[::-1]], "places": figured.places(opened.items, lang),
        "left_out": [*sayings.left_out(of, lang), *sayings.counted(one.of.chats, lang), *sayings.not_counted(one.of.chats, lang)],
        "asks": any(each.whose is not None for each in one.of.chats), "private": len(_private(opened, one)),
        "stop_said": bool(stopping.said(opened.items)), "stop_code": SENT.code,
    }  # fmt: skip


def _read_until(one: Found, lang: str) -> str:
    """Up to which day messages were read in: what came after does not count, so that few of them is not less; empty without chats."""
    days = [each.of.last[: len("2026-03-03")] for each in one.of.chats if each.of.last]
    return full_date(date.fromisoformat(max(days)), lang) if days else ""


def _private(opened: Opened, one: Found) -> list[int]:
    """The private entries and chats that count here; on what others read they do not."""

    def make() -> list[int]:
        counted = {each for rests in one.figures.behind("day").values() for each in because.behind_numbers(rests)}
        return sorted(item.number for item in opened.items if item.number in counted and item.entry.private)

    return opened.once("private counted", make)


def behind(request: HttpRequest, lang: str, axis: int, place: int) -> HttpResponse:
    """What one figure rests on: the entries, and of chats the rows, with their words closed."""
    opened = dossier_of(request)
    title, rests = _rests_on(opened, axis, place, lang)
    spans: dict[int, list[tuple[int, int]]] = {}
    for chat, first, last in rests.rows:
        spans.setdefault(chat, []).append((first, last))
    return render(request, "dossiers/behind.html", {
        "title": title, "axis": axis, "place": place,
        "items": [opened.by_number[each] for each in rests.entries if each in opened.by_number],
        "chats": [
            (opened.by_number[each.number], resting.moments(opened, each, spans[each.number], lang), len(spans[each.number]) - resting.MOST)
            for each in found(opened).of.chats if each.number in spans and each.number in opened.by_number
        ],
    })  # fmt: skip


def words(request: HttpRequest, lang: str, axis: int, place: int, number: int) -> HttpResponse:
    """The messages of one chat that a figure rests on: she chose to open them (K19)."""
    opened = dossier_of(request)
    title, rests = _rests_on(opened, axis, place, lang)
    item = next((each for each in opened.items if each.number == number and isinstance(each.entry, Import)), None)
    spans = [(first, last) for chat, first, last in rests.rows if chat == number]
    if item is None or not spans:
        raise Http404
    table = figures.readings_of(opened.vault, [each for each in found(opened).of.chats if each.number == number])[
        0
    ].table
    every = [row for first, last in spans for row in table[first : last + 1].iter_rows(named=True)]
    messages = [{**row, "at": date_and_time(datetime.fromisoformat(row["at"]), lang)} for row in every[:_MOST_MESSAGES]]
    return render(request, "dossiers/behind_words.html", {
        "title": title, "item": item, "rows": messages, "left": len(every) - len(messages), "axis": axis, "place": place,
    })  # fmt: skip


def ask(request: HttpRequest, lang: str, place: int = 0) -> HttpResponse:
    """One question about one message at a time, its words closed; what she answers is recorded at once, skipping records nothing."""
    opened = dossier_of(request)
    open_ = marking.open_questions(opened)
    if request.method == "POST":
        return _answered(request, opened, lang, place)
    question = open_[place] if place < len(open_) else None
    one = question.of if question is not None else None
    kind = guidance.load("message-kinds").get(one.kind) if one is not None else None
    return render(request, "dossiers/message_question.html", {
        "alternations": _alternations(opened, lang) if place == 0 else [], "one": one, "kind": kind, "left": len(open_) - place,
        "place": place, "next": place + 1, "same": len(question.same) if question is not None else 0,
        "told": marking.told(opened, lang),
        "row": row_of(one, marking.asked(opened)[0]) if one is not None else None,
        "at": date_and_time(datetime.fromisoformat(one.at), lang) if one is not None else "",
    })  # fmt: skip


def _answered(request: HttpRequest, opened: Opened, lang: str, place: int) -> HttpResponse:
    """Record her answer about the message that the form names, and those with the same words."""
    named = tuple(request.POST.get(each, "") for each in ("chat", "row", "kind"))
    questions = marking.open_questions(opened)
    found = next((each for each in questions if (str(each.of.number), str(each.of.row), each.of.kind) == named), None)
    answer: Any = request.POST.get("answer")
    if found is not None and answer in ("yes", "no", "unknown"):
        private = {each.number: each.of.private for each in marking.asked(opened)[0]}
        made = [
            answered(each.imported, each.row, each.kind, answer, chat_is_private=private[each.number])
            for each in found.same
        ]
        with opened.lock:
            opened.vault.record(made, timezone.now())
    return redirect("message-question", lang=lang, place=place)


def _alternations(opened: Opened, lang: str) -> list[tuple[str, bool]]:
    """Where words of love and harsh ones alternate, by their days; a question as long as she confirmed neither."""
    _, asked = marking.asked(opened)
    if asked is None:
        return []
    said = []
    for each in alternations(asked, guidance.setting("alternation-window")):
        text = (
            "Lieve en harde berichten wisselen elkaar af, {days}."
            if each.confirmed
            else "Misschien wisselen lieve en harde berichten elkaar af, {days}."
        )
        days = date_range(_day(each.first), _day(each.last), lang)
        said.append((say(text, lang).format(days=days), each.confirmed))
    return said


def _day(at: str) -> date:
    return date.fromisoformat(at[:10])


def _rests_on(opened: Opened, axis: int, place: int, lang: str) -> tuple[str, Behind]:
    """What a figure is called and what it rests on; 404 where there is none."""
    from houvast.insight.patterns import Behind

    one = found(opened)
    if axis == PLACES:
        order = list(guidance.load("places"))
        if not 0 < place <= len(order):
            raise Http404
        numbers = tuple(sorted(item.number for item in opened.items if figured.place_of(item) == order[place - 1].id))
        return guidance.load("places").label(order[place - 1].id, lang), Behind(numbers)
    if axis == NEW:
        if place >= len(one.changes.new):
            raise Http404
        new = one.changes.new[place]
        return f"{because.new_words(new, lang)}, {full_date(new.day, lang)}", new.behind
    if axis not in AXES:
        raise Http404
    key, title = _key(one.figures, AXES[axis], place, lang)
    rests: Mapping[Any, Behind] = opened.once(("behind", axis), lambda: one.figures.behind(AXES[axis]))
    return title, rests.get(key, Behind())


def _key(
    of: Figures, axis: Literal["week", "channel", "slot", "day", "window"], place: int, lang: str
) -> tuple[Any, str]:
    """The key of a figure by its place, and what it is called."""
    rows: Sequence[Any] = {"week": of.weeks, "channel": of.means, "day": of.days, "slot": of.hours}[axis]
    if place >= len(rows):
        raise Http404
    each = rows[place]
    match axis:
        case "week":
            return each.monday, say("De week van {day}", lang).format(day=full_date(each.monday, lang))
        case "channel":
            name = (
                guidance.load("channels").label(each.channel, lang)
                if each.channel
                else card_words.capital(say("hoe het kwam, staat er niet bij", lang))
            )
            return each.channel, name
        case "slot":
            day = weekday_name(place // 8, lang)
            hour = place % 8 * 3
            return place, say("{day}, van {first} tot {last} uur", lang).format(
                day=day, first=hour, last=hour + 3
            ).capitalize()
        case _:
            return each.day, full_date(each.day, lang)


def _drawn(svg: str) -> SafeString:
    """A chart of ours: whatever came in was escaped where it was drawn (`reports.charts.svg`)."""
    return mark_safe(svg)  # noqa: S308
