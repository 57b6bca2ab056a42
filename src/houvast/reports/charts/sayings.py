"""The charts and figures in sentences: what each chart shows, what changed at her stop message, what was left out, which chats count.

For the one who cannot see the chart, the page beside it and the terminal alike. They state what was counted; never a cause or a verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.comparison import per_week, rounded
from houvast.reports.facts import cut
from houvast.words import date_range, full_date, listed, number, phrases, weekday_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from houvast.insight.comparison import Comparison, Window
    from houvast.insight.patterns import Figures
    from houvast.insight.whose import Whose
    from houvast.logbook.evidence import Import
    from houvast.reports.charts.span import Marker
    from houvast.reports.figures import Chat

_MOST_NUMBERS = 12


def times(count: int, lang: str) -> str:
    """How often: *1 keer*, *12 keer*."""
    return phrases(lang).many("{count} keer", "{count} keer", count).format(count=number(count, lang))


def nothing(lang: str) -> str:
    """That there is nothing to draw."""
    return phrases(lang).one("Er staat nog geen contact met een dag in.")


def earlier(count: int, before: date, lang: str) -> str:
    """What a chart leaves out because it lies too far back."""
    say = phrases(lang).one
    return say("Voor {day}: {times}, niet getekend.").format(day=full_date(before, lang), times=times(count, lang))


def weeks_title(figures: Figures, lang: str) -> str:
    """The name of the chart of weeks."""
    say = phrases(lang).one
    if figures.first is None or figures.last is None:
        return say("Contact per week")
    return say("Contact per week, {days}").format(days=date_range(figures.first, figures.last, lang))


def weeks_alt(figures: Figures, markers: Sequence[Marker], lang: str) -> str:
    """The chart of weeks in words."""
    say, counts = phrases(lang).one, [(week.apart + week.in_person, week) for week in figures.weeks]
    if not counts:
        return nothing(lang)
    most, busiest = max(counts, key=lambda pair: pair[0])
    quiet = sum(count == 0 for count, _ in counts)
    found = [
        say("In {weeks} was er {total} contact, waarvan {near} in het echt.").format(
            weeks=_weeks(len(counts), lang), total=times(sum(count for count, _ in counts), lang),
            near=times(sum(week.in_person for _, week in counts), lang),
        ),
        say("De meeste contacten in één week: {times}, in de week van {day}.").format(
            times=number(most, lang), day=full_date(busiest.monday, lang)
        ),
    ]  # fmt: skip
    if quiet:
        found.append(say("In {weeks} staat niets.").format(weeks=_weeks(quiet, lang)))
    if markers:
        found.append(say("Gemerkt: {marks}.").format(marks=listed([mark(each, lang) for each in markers], lang)))
    return " ".join(found)


def _weeks(count: int, lang: str) -> str:
    return phrases(lang).many("{count} week", "{count} weken", count).format(count=number(count, lang))


def _days(count: int, lang: str) -> str:
    return phrases(lang).many("{count} dag", "{count} dagen", count).format(count=number(count, lang))


def days_title(lang: str) -> str:
    """The name of the chart of days."""
    return phrases(lang).one("Contact per dag")


def days_alt(figures: Figures, lang: str) -> str:
    """The chart of days in words."""
    say = phrases(lang).one
    if not figures.days:
        return nothing(lang)
    most = max(figures.days, key=lambda each: each.count)
    return " ".join([
        say("Elke stip is een dag, elke kolom een week van maandag tot en met zondag. Hoe groter de stip, hoe vaker er contact was."),
        say("Op {days} was er contact; de meeste keren op {day}: {times}.").format(
            days=_days(len(figures.days), lang), day=full_date(most.day, lang), times=times(most.count, lang)
        ),
    ])  # fmt: skip


def hours_title(lang: str) -> str:
    """The name of the chart of hours."""
    return phrases(lang).one("Contact per uur van de week")


def hours_alt(figures: Figures, lang: str) -> str:
    """The chart of hours in words."""
    say = phrases(lang).one
    most = max(figures.hours, key=lambda each: each.count)
    if not most.count:
        return say("Er staat nog geen contact met een tijd in.")
    found = [
        say("Elke stip is drie uur van een weekdag; hoe groter, hoe vaker er contact was."),
        say("De meeste keren, {times}, op {weekday} tussen {first} en {last} uur.").format(
            times=number(most.count, lang),
            weekday=weekday_name(most.weekday, lang),
            first=most.hour,
            last=most.hour + 3,
        ),
    ]
    if figures.left_out.hours:
        found.append(_untimed(len(figures.left_out.hours), lang))
    return " ".join(found)


def _untimed(count: int, lang: str) -> str:
    said = phrases(lang).many(
        "{count} notitie zonder precieze tijd telt hier niet mee.",
        "{count} notities zonder precieze tijd tellen hier niet mee.",
        count,
    )
    return said.format(count=number(count, lang))


_STEPS = {
    "stop": "stop gezegd",
    "police": "politie",
    "stopgesprek": "stopgesprek",
    "aangifte": "aangifte",
    "order": "verbod",
    "release": "de stalker kwam vrij",
}


def mark(of: Marker, lang: str) -> str:
    """A marker in words: *1: stop gezegd, vrijdag 4 september 2026*."""
    say, step = phrases(lang).one, of.step
    outcome = guidance.load("police-outcomes").label(step.outcome, lang) if step.outcome else ""
    what = say(_STEPS[step.kind]) + (f" ({outcome[0].lower()}{outcome[1:]})" if outcome else "")
    return f"{of.number}: {what}, {full_date(step.day, lang)}"


def compared_title(lang: str) -> str:
    """The name of the chart of before and after."""
    return phrases(lang).one("Contact per week, voor en na “stop”")


def sides(lang: str) -> tuple[str, str]:
    """What the two sides of the stop message are called."""
    say = phrases(lang).one
    return say("Ervoor"), say("Erna")


def comparison(figures: Figures, lang: str) -> str:
    """What changed at the stop message, or why that is not said."""
    say = phrases(lang).one
    if figures.comparison is not None:
        return compared(figures.comparison, lang)
    if figures.why_not == "no-stop":
        return say("Er is niet vastgelegd dat er stop is gezegd; daarom staat hier geen voor en na.")
    if figures.why_not == "vague-stop":
        return say("Van het stopbericht is de dag niet bekend; daarom staat hier geen voor en na.")
    return say("Voor of na het stopbericht zijn te weinig dagen vastgelegd om te vergelijken.")


def compared(of: Comparison, lang: str) -> str:
    """What changed at the stop message, over windows of the same length; never why."""
    say = phrases(lang).one
    return say(
        "In de {days} voor het stopbericht van {day} was er gemiddeld {before} keer per week contact ({count_before} in totaal, waarvan "
        "{near_before} in het echt), in de {days} erna gemiddeld {after} keer ({count_after} in totaal, waarvan {near_after} in het echt). "
        "De dag zelf telt niet mee."
    ).format(
        days=_days(of.before.days, lang), day=full_date(of.day, lang), before=_average(of.before, lang),
        count_before=number(of.before.count, lang), near_before=number(of.before.in_person, lang), after=_average(of.after, lang),
        count_after=number(of.after.count, lang), near_after=number(of.after.in_person, lang),
    )  # fmt: skip


def _average(window: Window, lang: str) -> str:
    return number(rounded(per_week(window.count, window.days)), lang, 1)


def left_out(figures: Figures, lang: str) -> Iterator[str]:
    """Which entries a figure leaves out because their moment is not exact enough for it."""
    say, left = phrases(lang).one, figures.left_out
    for numbers, sentence in (
        (left.weeks, say("Niet bij een week of dag, omdat de dag niet bekend is: {entries}.")),
        (left.hours, say("Niet bij een uur, omdat de tijd niet precies bekend is: {entries}.")),
        (left.comparison, say("Niet bij voor en na, omdat de dag niet bekend is: {entries}.")),
    ):
        if numbers:
            yield sentence.format(entries=entries(numbers, lang))


def entries(numbers: Sequence[int], lang: str) -> str:
    """Entries by number: *notitie 3*, *notities 3, 5 en 8*; of many the first, and how many more."""
    shown = [str(each) for each in numbers[:_MOST_NUMBERS]]
    if len(numbers) > _MOST_NUMBERS:
        shown.append(phrases(lang).one("nog {count}").format(count=number(len(numbers) - _MOST_NUMBERS, lang)))
    return (
        phrases(lang).many("notitie {numbers}", "notities {numbers}", len(numbers)).format(numbers=listed(shown, lang))
    )


def not_counted(chats: Iterable[Chat], lang: str) -> Iterator[str]:
    """Which chats count for nothing, because it is not known who of those who write in them bothers her."""
    say = phrases(lang).one
    for chat in chats:
        if chat.whose is None:
            yield say("Niet geteld: {name} (notitie {number}). Er is niet gezegd wie daarin lastigvalt.").format(
                name=_name(chat), number=chat.number
            )


def counted(chats: Iterable[Chat], lang: str) -> Iterator[str]:
    """Of the chats that count: whose messages, and why those."""
    say = phrases(lang).one
    for chat in chats:
        if chat.whose is None:
            continue
        names = [_one_line(name) for name in chat.whose.names]
        if names:
            yield say("Geteld uit {name} (notitie {number}): {names}; {why}.").format(
                name=_name(chat), number=chat.number, names=listed(names, lang), why=_why(chat.whose, chat.of, lang)
            )
        else:
            yield say("Alleen bewijs: {name} (notitie {number}); daaruit telt niets mee.").format(
                name=_name(chat), number=chat.number
            )


def _why(of: Whose, imported: Import, lang: str) -> str:
    say = phrases(lang).one
    match of.because:
        case "said":
            return say("zo aangegeven")
        case "all-but-me":
            return say("ieder behalve {me}").format(me=_one_line(imported.me or ""))


def _name(chat: Chat) -> str:
    return _one_line(chat.of.file.name if chat.of.file is not None else "")


def _one_line(text: str) -> str:
    return cut(" ".join(text.split()))
