"""Insight as lines for a terminal: advice with why and whom to call, what the dossier shows, what to look at again, choices side by side.

Nothing is decided here. Entries are named by their number, as in `houvast show`; words of others stand nowhere.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.cli.breaches import breach_lines
from houvast.cli.calling import instead_line, place_line
from houvast.cli.reading import titles
from houvast.guidance import filled
from houvast.insight.choices import CRIMINAL_OR_CIVIL, STOP_OR_FILE, taken
from houvast.reports import because
from houvast.reports.because import BECAUSE, entry_words, fact_line, fact_words, shown_facts
from houvast.words import full_date, number, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.advice import Advice, Aside
    from houvast.insight.changes import Changes
    from houvast.insight.choices import Column
    from houvast.insight.directory import Place
    from houvast.insight.reviews import Review
    from houvast.insight.steps import Road
    from houvast.reports.insight import Insight

SETS = {
    STOP_OR_FILE: "Een stopgesprek, aangifte, of nu nog niets",
    CRIMINAL_OR_CIVIL: "Strafrecht of de burgerlijke rechter",
}
CAN = {True: "Dit kan nu.", False: "Dit past nu niet: {why}", None: "Eerst moet je dit weten: {why}"}
DONE = "Dit deed je al (notitie {number})."
CHOSE = "Dit koos je al (notitie {number})."
_IN = "   "
_ON_ONE_SCREEN = 8


def advice_lines(
    at: int, of: Advice, call: Mapping[str, Place], numbers: Mapping[str, int], shell: Shell
) -> Iterator[str]:
    """One advice: what to do, whom to call, and by what."""
    say = phrases(shell.lang).one
    yield f"{at}. {filled(say(of.rule.nl))}"
    for text in of.rule.text:
        yield _IN + filled(say(text))
    if places := [call[each] for each in of.call if each in call]:
        yield _IN + shell.text("Bel: {places}").format(
            places=" · ".join(place_line(each, shell, short=True) for each in places)
        )
    yield _IN + shell.text("Waarom: {facts}").format(
        facts="; ".join(fact_line(each, numbers, shell.lang) for each in of.facts)
    )


def why_lines(of: Advice, call: Mapping[str, Place], shell: Shell) -> Iterator[str]:
    """All that stands behind an advice: how each fact is known, the rule and its sources, what there is to read and to do."""
    say = phrases(shell.lang).one
    for each in of.facts:
        yield f"{_IN}- {fact_words(each, shell.lang)}: {shell.text(BECAUSE[each.because])}"
    for place in (call[each] for each in of.call if each in call):
        if line := instead_line(place, shell):
            yield f"{_IN}{say(place.of.nl)}: {line}"
    own = of.rule.own
    if see := own.get("see", ()):
        yield _IN + shell.text("Meer lezen: {what}").format(what=titles(see, shell))
    if ids := own.get("measures", ()):
        what = " · ".join(say(guidance.load("measures").get(each).nl) for each in ids)
        yield _IN + shell.text("Wat je kunt doen: {what}").format(what=what)
    sources = "; ".join(of.rule.source)
    yield _IN + shell.text("Regel {rule} ({ids}). Bron: {sources}").format(
        rule=of.rule.id, ids=", ".join(of.rule.domain), sources=sources
    )


def picture_lines(of: Insight, numbers: Mapping[str, int], shell: Shell, *, whole: bool) -> Iterator[str]:
    """What the dossier shows: how often and since when, the facts with their entries, whether it grows, what may break an order."""
    counted, first, last = (of.facts[each].value for each in ("incident-count", "first-incident", "last-incident"))
    if isinstance(counted, int) and counted:
        yield _IN + because.times_line(counted, first, last, shell.lang)
    found = shown_facts(of.facts.values())
    for each in found if whole else found[:_ON_ONE_SCREEN]:
        yield f"{_IN}{fact_line(each, numbers, shell.lang)}"
    if not whole and len(found) > _ON_ONE_SCREEN:
        more = len(found) - _ON_ONE_SCREEN
        yield _IN + phrases(shell.lang).many("en nog {count} ding", "en nog {count} dingen", more).format(count=more)
    if counted:
        yield _IN + because.growth_line(of.growth, shell.lang)
        yield from (_IN + line for line in change_lines(of.changes, shell, whole=whole))
    if of.breaches:
        told = "Wat tegen een verbod kan ingaan: {n} keer. Dit was het laatste:"
        every = "Wat tegen een verbod kan ingaan: {n} keer."
        yield _IN + shell.text(every if whole else told).format(n=number(len(of.breaches), shell.lang))
    for breach in of.breaches if whole else of.breaches[-1:]:
        yield from (_IN + line for line in breach_lines(breach, shell))


def change_lines(of: Changes, shell: Shell, *, whole: bool) -> Iterator[str]:
    """What was new and how long it was quiet; else only the newest of what shows a signal, and the last silence."""
    for day, found in groupby(of.new if whole else of.fiercer[-1:], key=lambda each: each.day):
        new = [
            f"{because.new_words(each, shell.lang)} ({entry_words(because.behind_numbers(each.behind), shell.lang)})"
            for each in found
        ]
        yield shell.text("Voor het eerst in je logboek op {day}: {what}").format(
            day=full_date(day, shell.lang), what=" · ".join(new)
        )
    for gap in of.gaps if whole else of.gaps[-1:]:
        yield because.gap_line(gap, shell.lang)


def review_lines(of: Review, shell: Shell) -> Iterator[str]:
    """One task: what happened, and the four things to look at."""
    say = phrases(shell.lang).one
    day = f" ({full_date(of.day, shell.lang)})" if of.day is not None else ""
    yield f"{_IN}{say(of.task.nl)}{day}"
    for each in of.task.own["looks"]:
        yield f"{_IN}  - {say(each['nl'])}"


def aside_line(of: Aside, shell: Shell) -> str:
    """An advice that stays away, and until when."""
    told = shell.text("{what} (weg tot en met {day})")
    return _IN + told.format(what=phrases(shell.lang).one(of.advice.rule.nl), day=full_date(of.until, shell.lang))


def choice_lines(which: str, of: Sequence[Column], roads: Sequence[Road], shell: Shell) -> Iterator[str]:
    """The choices of one set, under each other by question, so that they can be compared; none stands out."""
    say = phrases(shell.lang).one
    yield shell.text(SETS[which])
    yield shell.text("Niets is voor je gekozen. Je mag later van gedachten veranderen.")
    for each in of:
        yield ""
        yield f"{_IN}{say(each.choice.nl)}"
        why = " ".join(filled(say(sentence)) for sentence in each.sentences)
        if (last := taken(each.choice, roads)) is not None:
            done = CHOSE if each.choice.own["route"].startswith("police-report/") else DONE
            yield _IN + _IN + shell.text(done).format(number=last.number)
        else:
            yield _IN + _IN + shell.text(CAN[each.can]).format(why=why)
        for aspect, title in (
            ("aim", "Bedoeld voor"), ("asks", "Wat het vraagt"), ("gives", "Wat het kan geven"), ("costs", "Wat het kost"),
            ("note", "Let op"),
        ):  # fmt: skip
            yield f"{_IN}{_IN}{shell.text(title)}: {filled(say(each.choice.own[aspect]))}"
