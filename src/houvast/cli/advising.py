"""Insight as lines for a terminal: advice with why and whom to call, what the dossier shows, what to look at again, choices side by side.

Nothing is decided here. Entries are named by their number, as in `houvast show`; words of others stand nowhere.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.cli.breaches import breach_lines
from houvast.cli.calling import instead_line, place_line
from houvast.cli.reading import titles
from houvast.guidance import filled
from houvast.insight.choices import CRIMINAL_OR_CIVIL, STOP_OR_FILE
from houvast.words import date_range, full_date, listed, number, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.advice import Advice, Aside
    from houvast.insight.changes import Changes, New
    from houvast.insight.choices import Column
    from houvast.insight.directory import Place
    from houvast.insight.fact import Fact
    from houvast.insight.growth import Growth
    from houvast.insight.patterns import Behind
    from houvast.insight.reviews import Review
    from houvast.reports.insight import Insight

GROWTH = {
    "more-often": "Het gebeurt vaker: {after} keer van {from_day} tot en met {to_day}, {before} keer in even veel dagen daarvoor.",
    "less-often": "Het gebeurt minder vaak: {after} keer van {from_day} tot en met {to_day}, {before} keer in even veel dagen daarvoor. "
    "Dat zegt niet dat het voorbij is.",
    "no-clear-change": "Of het vaker of minder vaak wordt, is niet te zien: {after} keer van {from_day} tot en met {to_day}, {before} "
    "keer in even veel dagen daarvoor.",
    "too-little": "Over vaker of minder vaak is nog te weinig te zeggen.",
}  # fmt: skip
BECAUSE = {
    "entries": "dat staat in je notities", "answer": "dat zei je zelf", "both": "dat staat in je notities en dat zei je zelf",
    "against-answer": "dat staat in je notities, al zei je zelf van niet", "step": "dat vertelde je als stap", "count": "dat is geteld",
    "days": "dat volgt uit de dagen", "unsure": "dat is niet zeker", "not-known": "dat is nog niet bekend",
}  # fmt: skip
SETS = {
    STOP_OR_FILE: "Een stopgesprek, aangifte, of nu nog niets",
    CRIMINAL_OR_CIVIL: "Strafrecht of de burgerlijke rechter",
}
CAN = {True: "Dit kan nu.", False: "Dit past nu niet: {why}", None: "Eerst moet je dit weten: {why}"}
_IN = "   "
_MOST_NUMBERS = 5
_ON_ONE_SCREEN = 8
_FEELINGS = ("afraid", "fears-for-life", "fear-of-violence")
_SHOWN = ("entries", "answer", "both", "against-answer", "step", "count", "days")


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
        facts="; ".join(fact_line(each, numbers, shell) for each in of.facts)
    )


def why_lines(of: Advice, call: Mapping[str, Place], shell: Shell) -> Iterator[str]:
    """All that stands behind an advice: how each fact is known, the rule and its sources, what there is to read and to do."""
    say = phrases(shell.lang).one
    for each in of.facts:
        yield f"{_IN}- {fact_words(each, shell)}: {shell.text(BECAUSE[each.because])}"
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


def fact_words(of: Fact, shell: Shell) -> str:
    """A fact as it is: what it says when it is so, why it is not, or that it is not known."""
    item, say = guidance.load("facts").get(of.id), phrases(shell.lang).one
    if of.value is None:
        return shell.text("nog niet bekend: {what}").format(what=say(item.nl))
    if of.value is False:
        return (
            filled(say(item.own["if_not"])).rstrip(".")
            if "if_not" in item.own
            else shell.text("niet: {what}").format(what=say(item.nl))
        )
    if of.value is True:
        return say(item.nl)
    value = full_date(of.value, shell.lang) if isinstance(of.value, date) else number(of.value, shell.lang)
    return f"{say(item.nl)}: {value}"


def fact_line(of: Fact, numbers: Mapping[str, int], shell: Shell) -> str:
    """A fact with the numbers of the entries behind it."""
    behind = entry_words(numbers_of(of, numbers), shell)
    return f"{fact_words(of, shell)} ({behind})" if behind else fact_words(of, shell)


def numbers_of(of: Fact, numbers: Mapping[str, int]) -> list[int]:
    """The numbers of the entries and of the imports behind a fact."""
    return sorted({*(numbers[each] for each in of.entries if each in numbers), *(row[0] for row in of.rows)})


def entry_words(found: Sequence[int], shell: Shell) -> str:
    """`notities 3, 5 en 8`; of many the last ones."""
    if not found:
        return ""
    last = [str(each) for each in found[-_MOST_NUMBERS:]]
    many = (
        phrases(shell.lang)
        .many("notitie {which}", "notities {which}", len(last))
        .format(which=listed(last, shell.lang))
    )
    left = len(found) - len(last)
    return many if not left else shell.text("{last}, en {more} eerder").format(last=many, more=number(left, shell.lang))


def shown_facts(of: Iterable[Fact]) -> list[Fact]:
    """The facts that are so: what she feels first (B110), the others in the order of the list."""
    found = {each.id: each for each in of if each.value is True and each.because in _SHOWN}
    return [
        found[each]
        for each in (*_FEELINGS, *(item.id for item in guidance.load("facts") if item.id not in _FEELINGS))
        if each in found
    ]


def picture_lines(of: Insight, numbers: Mapping[str, int], shell: Shell, *, whole: bool) -> Iterator[str]:
    """What the dossier shows: how often and since when, the facts with their entries, whether it grows, what may break an order."""
    counted, first, last = (of.facts[each].value for each in ("incident-count", "first-incident", "last-incident"))
    if isinstance(counted, int) and counted:
        yield _IN + _times(counted, first, last, shell)
    found = shown_facts(of.facts.values())
    for each in found if whole else found[:_ON_ONE_SCREEN]:
        yield f"{_IN}{fact_line(each, numbers, shell)}"
    if not whole and len(found) > _ON_ONE_SCREEN:
        more = len(found) - _ON_ONE_SCREEN
        yield _IN + phrases(shell.lang).many("en nog {count} ding", "en nog {count} dingen", more).format(count=more)
    if counted:
        yield _IN + growth_line(of.growth, shell)
        yield from (_IN + line for line in change_lines(of.changes, shell, whole=whole))
    if of.breaches:
        told = "Wat tegen een verbod kan ingaan: {n} keer. Dit was het laatste:"
        every = "Wat tegen een verbod kan ingaan: {n} keer."
        yield _IN + shell.text(every if whole else told).format(n=number(len(of.breaches), shell.lang))
    for breach in of.breaches if whole else of.breaches[-1:]:
        yield from (_IN + line for line in breach_lines(breach, shell))


def growth_line(of: Growth, shell: Shell) -> str:
    """Whether it became more frequent, with both counts and both spans."""
    return shell.text(GROWTH[of.answer]).format(
        after=number(of.after.count, shell.lang), before=number(of.before.count, shell.lang),
        from_day=full_date(of.after.first, shell.lang), to_day=full_date(of.after.last, shell.lang),
    )  # fmt: skip


def change_lines(of: Changes, shell: Shell, *, whole: bool) -> Iterator[str]:
    """What was new and how long it was quiet; else only the newest of what shows a signal, and the last silence."""
    for day, found in groupby(of.new if whole else of.fiercer[-1:], key=lambda each: each.day):
        new = [f"{_new_words(each, shell)} ({entry_words(_numbers(each.behind), shell)})" for each in found]
        yield shell.text("Nieuw in je dossier op {day}: {what}").format(
            day=full_date(day, shell.lang), what=" · ".join(new)
        )
    for gap in of.gaps if whole else of.gaps[-1:]:
        told = phrases(shell.lang).many(
            "{count} dag niets genoteerd of ingelezen, {span}. Stilte zegt niet dat het voorbij is.",
            "{count} dagen niets genoteerd of ingelezen, {span}. Stilte zegt niet dat het voorbij is.", gap.days,
        )  # fmt: skip
        yield told.format(count=number(gap.days, shell.lang), span=date_range(gap.first, gap.last, shell.lang))


def _new_words(of: New, shell: Shell) -> str:
    if of.what == "night":
        return shell.text("contact in de nacht")
    return guidance.load({"behaviour": "behaviours", "channel": "channels", "place": "places"}[of.what]).label(
        of.id, shell.lang
    )


def _numbers(of: Behind) -> list[int]:
    return sorted({*of.entries, *(row[0] for row in of.rows)})


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


def choice_lines(which: str, of: Sequence[Column], shell: Shell) -> Iterator[str]:
    """The choices of one set, under each other by question, so that they can be compared; none stands out."""
    say = phrases(shell.lang).one
    yield shell.text(SETS[which])
    yield shell.text("Niets is voor je gekozen. Je mag later van gedachten veranderen.")
    for each in of:
        yield ""
        yield f"{_IN}{say(each.choice.nl)}"
        why = " ".join(filled(say(sentence)) for sentence in each.sentences)
        yield _IN + _IN + shell.text(CAN[each.can]).format(why=why)
        for aspect, title in (
            ("aim", "Bedoeld voor"), ("asks", "Wat het vraagt"), ("gives", "Wat het kan geven"), ("costs", "Wat het kost"),
            ("note", "Let op"),
        ):  # fmt: skip
            yield f"{_IN}{_IN}{shell.text(title)}: {filled(say(each.choice.own[aspect]))}"


def _times(counted: int, first: object, last: object, shell: Shell) -> str:
    told = phrases(shell.lang).many("{count} keer is er iets gebeurd", "{count} keer gebeurde er iets", counted)
    said = told.format(count=number(counted, shell.lang))
    if isinstance(first, date) and isinstance(last, date) and first != last:
        return f"{said}, {date_range(first, last, shell.lang)}"
    return said
