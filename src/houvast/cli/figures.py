"""The figures of `houvast show`: as JSON, as a short block for a terminal, and of one week what it rests on. Nothing is counted here."""

from __future__ import annotations

import contextlib
import shlex
from datetime import date
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli.lines import item_lines
from houvast.errors import BadArgumentsError
from houvast.insight.comparison import per_week, rounded
from houvast.reports.charts import sayings
from houvast.words import date_range, full_date, number, short_date, short_weekday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.comparison import Comparison, Window
    from houvast.insight.patterns import Behind, Figures
    from houvast.insight.timeline import Item
    from houvast.reports.figures import Chat, Pattern

_WEEK_FORM = len("2026-W12")
_MOST_WEEKS = 60


def document(of: Pattern) -> dict[str, Any]:
    """The figures as JSON, each with the numbers of the entries behind it and the rows of chats, as [number, first row, last row]."""
    figures = of.figures
    weeks, means = figures.behind("week"), figures.behind("channel")
    hours, days = figures.behind("slot"), figures.behind("day")
    left = figures.left_out
    return {
        "total": figures.total, "in_person": figures.in_person, "messages": figures.messages, "calls": figures.calls,
        "first": _iso(figures.first), "last": _iso(figures.last), "after_stop": figures.after_stop,
        "weeks": [
            {"week": each.name, "from": each.monday.isoformat(), "apart": each.apart, "in_person": each.in_person,
             **_behind(weeks.get(each.monday))}
            for each in figures.weeks
        ],
        "channels": [
            {"channel": each.channel, "count": each.count, "messages": each.messages, "calls": each.calls, "first": _iso(each.first),
             "last": _iso(each.last), **_behind(means.get(each.channel))}
            for each in figures.means
        ],
        "hours": [
            {"weekday": each.weekday + 1, "hour": each.hour, "count": each.count, **_behind(hours.get(8 * each.weekday + each.hour // 3))}
            for each in figures.hours
        ],
        "days": [{"day": each.day.isoformat(), "count": each.count, **_behind(days.get(each.day))} for each in figures.days],
        "before_after": {"why_not": figures.why_not} if figures.comparison is None else _compared(figures, figures.comparison),
        "left_out": {"weeks": left.weeks, "days": left.weeks, "hours": left.hours, "before_after": left.comparison},
        "counted": [
            {"number": chat.number, "by": chat.whose.names, "because": chat.whose.because} for chat in of.chats if chat.whose is not None
        ],
        "not_counted": [{"number": chat.number, "participants": chat.of.participants} for chat in of.not_counted],
    }  # fmt: skip


def _compared(figures: Figures, of: Comparison) -> dict[str, Any]:
    behind = figures.behind("window")
    on_the_day = {"count": of.on_the_day, **_behind(behind.get("on-the-day"))}
    return {
        "stop": of.number, "day": of.day.isoformat(), "days": of.before.days, "before": _window(of.before, behind.get("before")),
        "after": _window(of.after, behind.get("after")), "on_the_day": on_the_day,
    }  # fmt: skip


def _window(of: Window, behind: Behind | None) -> dict[str, Any]:
    averages = {
        "per_week": float(rounded(per_week(of.count, of.days))),
        "in_person_per_week": float(rounded(per_week(of.in_person, of.days))),
    }
    said = {"first": of.first.isoformat(), "last": of.last.isoformat(), "count": of.count, "in_person": of.in_person}
    return said | averages | _behind(behind)


def _behind(of: Behind | None) -> dict[str, Any]:
    """The entries and the rows that a figure rests on."""
    return {"entries": [], "rows": []} if of is None else {"entries": of.entries, "rows": of.rows}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def say(of: Pattern, shell: Shell) -> None:
    """The figures as tables with their numbers at the end of a column, and below them what was not counted."""
    figures = of.figures
    if figures.total == 0:
        shell.say(shell.text("Er staat nog geen contact in om te tellen."))
    else:
        _tables(figures, shell)
    for line in (*sayings.left_out(figures, shell.lang), *sayings.counted(of.chats, shell.lang)):
        shell.say(line)
    tell_not_counted(of.chats, shell)
    if figures.total:
        shell.note(shell.text("Dit telt wat je noteerde en inlas. Het zegt niet wat er gaat gebeuren."))


def tell_not_counted(chats: Sequence[Chat], shell: Shell) -> None:
    """Which chats count for nothing because nobody said who writes in them, and how to say it."""
    open_ = [chat for chat in chats if chat.whose is None]
    for line in sayings.not_counted(open_, shell.lang):
        shell.say(line)
    if open_:
        told = shell.text("Zeg het met: houvast correct {path} {number} --by NAAM, of --by-nobody.")
        shell.say(told.format(path=shlex.quote(shell.opened), number=open_[0].number))


def _tables(figures: Figures, shell: Shell) -> None:
    text, lang = shell.text, shell.lang
    if (
        figures.first is not None and figures.last is not None and not figures.undated
    ):  # else not the days of all of them
        shell.say(text("Contact {days}").format(days=date_range(figures.first, figures.last, lang)))
    _table(shell, ["", ""], [
        [text("Keer contact"), number(figures.total, lang)], [text("daarvan in het echt"), number(figures.in_person, lang)],
        [text("berichten ingelezen"), number(figures.messages, lang)], [text("oproepen ingelezen"), number(figures.calls, lang)],
    ])  # fmt: skip
    _table(shell, [text("Hoe"), text("keer"), text("berichten"), text("oproepen"), text("eerste"), text("laatste")], [
        [guidance.load("channels").label(each.channel, lang) if each.channel else text("niet genoemd"), number(each.count, lang),
         number(each.messages, lang), number(each.calls, lang), _short(each.first, lang), _short(each.last, lang)]
        for each in figures.means
    ])  # fmt: skip
    weeks = figures.weeks[-_MOST_WEEKS:]
    if len(weeks) < len(figures.weeks):
        shell.say(text("De laatste {n} weken; alle weken staan in --json.").format(n=number(len(weeks), lang)))
    _table(shell, [text("Week"), text("van"), text("op afstand"), text("in het echt")], [
        [each.name, _short(each.monday, lang), number(each.apart, lang), number(each.in_person, lang)] for each in weeks
    ])  # fmt: skip
    names = [short_weekday(weekday, lang) for weekday in range(7)]
    counts = {(each.weekday, each.hour): each.count for each in figures.hours}
    _table(shell, [text("Uur"), *names], [
        [f"{hour:02d}–{hour + 3:02d}", *(number(counts[weekday, hour], lang) for weekday in range(7))] for hour in range(0, 24, 3)
    ])  # fmt: skip
    shell.say(sayings.comparison(figures, lang))
    shell.say()


def _table(shell: Shell, head: list[str], rows: list[list[str]]) -> None:
    """A table: the first column starts its lines, the others end at their edge."""
    lines = [head, *rows] if any(head) else rows
    wide = [max(len(line[at]) for line in lines) for at in range(len(head))]
    for line in lines:
        cells = [line[0].ljust(wide[0]), *(cell.rjust(wide[at]) for at, cell in enumerate(line[1:], 1))]
        shell.say("  " + "  ".join(cells).rstrip())
    shell.say()


def _short(day: date | None, lang: str) -> str:
    return "" if day is None else short_date(day, lang)


def monday(text: str) -> date:
    """The Monday of a week as ISO 8601 writes it. Raises: BadArgumentsError."""
    year, mark, week = text[:4], text[4:6].upper(), text[6:]
    if len(text) == _WEEK_FORM and mark == "-W" and f"{year}{week}".isdecimal():
        with contextlib.suppress(ValueError):  # a year has 52 weeks or 53
            return date.fromisocalendar(int(year), int(week), 1)
    raise BadArgumentsError("houvast show", f"--week {text}")


def say_week(of: Pattern, items: Sequence[Item], first: date, shell: Shell) -> None:
    """What the figure of one week rests on: the entries, and the rows of the chats."""
    behind = of.figures.behind("week").get(first)
    shell.say(shell.text("De week van {day}").format(day=full_date(first, shell.lang)))
    if behind is None:
        shell.say(shell.text("In deze week is geen contact geteld."))
        return
    by_number = {item.number: item for item in items}
    for entry in behind.entries:
        for line in item_lines(by_number[entry], shell):
            shell.say(line)
    for line in _rows(behind, by_number, shell):
        shell.say(line)


def _rows(behind: Behind, items: dict[int, Item], shell: Shell) -> Iterator[str]:
    """The rows of each chat, counted from 1 as a person counts them; each range is one time."""
    spans = dict[int, list[str]]()
    for chat, first, last in behind.rows:
        spans.setdefault(chat, []).append(str(first + 1) if first == last else f"{first + 1}–{last + 1}")
    for chat in spans:
        yield item_lines(items[chat], shell)[0]
        yield "      " + shell.text("rijen {rows}").format(rows=", ".join(spans[chat]))
