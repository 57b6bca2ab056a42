"""Why an advice or a figure stands there, in words: each fact with how it is known, the numbers behind it, whether it happens more often.

For both shells; nothing is decided here, and words of others stand nowhere.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.guidance import filled
from houvast.words import date_range, full_date, listed, number, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from houvast.insight.changes import Gap, New
    from houvast.insight.fact import Fact
    from houvast.insight.growth import Growth
    from houvast.insight.patterns import Behind

GROWTH = {
    "more-often": "Het gebeurt vaker: {after} keer van {from_day} tot en met {to_day}, {before} keer in even veel dagen daarvoor.",
    "less-often": "Het gebeurt minder vaak: {after} keer van {from_day} tot en met {to_day}, {before} keer in even veel dagen daarvoor. "
    "Dat zegt niet dat het voorbij is.",
    "no-clear-change": "Of het vaker of minder vaak wordt, is niet te zien: {after} keer van {from_day} tot en met {to_day}, {before} "
    "keer in even veel dagen daarvoor.",
    "too-little": "Van {from_day} tot en met {to_day} staat er te weinig in om te zeggen of het de laatste tijd vaker "
    "of minder vaak gebeurt.",
}  # fmt: skip
BECAUSE = {
    "entries": "dat staat in je notities", "answer": "dat zei je zelf", "both": "dat staat in je notities en dat zei je zelf",
    "against-answer": "dat staat in je notities, al zei je zelf van niet", "step": "dat vertelde je als stap", "count": "dat is geteld",
    "days": "dat volgt uit de dagen", "unsure": "dat is niet zeker", "not-known": "dat is nog niet bekend",
}  # fmt: skip
SOURCES = {
    "S0": "Brochure “Als u wordt gestalkt”, politie", "S1": "Veilig Thuis", "S2": "Politie, over aangifte", "S3": "Veilig Thuis",
    "S4": "Pagina voor hulpverleners", "derived": "afgeleid uit de andere bronnen", "own": "eigen tekst van Houvast",
    "X": "openbare bronnen buiten de brochures",
}  # fmt: skip
_OUTSIDE = re.compile(r"^X\d\d$")
FEELINGS = ("afraid", "fears-for-life", "fear-of-violence")
_SHOWN = ("entries", "answer", "both", "against-answer", "step", "count", "days")
_MOST_NUMBERS = 5


def fact_words(of: Fact, lang: str) -> str:
    """A fact as it is: what it says when it is so, why it is not, or that it is not known."""
    item, say = guidance.load("facts").get(of.id), phrases(lang).one
    if of.value is None:
        return say("nog niet bekend: {what}").format(what=say(item.nl))
    if of.value is False:
        return (
            filled(say(item.own["if_not"])).rstrip(".")
            if "if_not" in item.own
            else say("niet: {what}").format(what=say(item.nl))
        )
    if of.value is True:
        return say(item.nl)
    value = full_date(of.value, lang) if isinstance(of.value, date) else number(of.value, lang)
    return f"{say(item.nl)}: {value}"


def fact_line(of: Fact, numbers: Mapping[str, int], lang: str) -> str:
    """A fact with the numbers of the entries behind it."""
    behind = entry_words(numbers_of(of, numbers), lang)
    return f"{fact_words(of, lang)} ({behind})" if behind else fact_words(of, lang)


def numbers_of(of: Fact, numbers: Mapping[str, int]) -> list[int]:
    """The numbers of the entries and of the imports behind a fact."""
    return sorted({*(numbers[each] for each in of.entries if each in numbers), *(row[0] for row in of.rows)})


def entry_words(found: Sequence[int], lang: str) -> str:
    """`notities 3, 5 en 8`; of many the last ones."""
    if not found:
        return ""
    last = [str(each) for each in found[-_MOST_NUMBERS:]]
    many = phrases(lang).many("notitie {which}", "notities {which}", len(last)).format(which=listed(last, lang))
    left = len(found) - len(last)
    if not left:
        return many
    return phrases(lang).one("{last}, en {more} eerder").format(last=many, more=number(left, lang))


def shown_facts(of: Iterable[Fact]) -> list[Fact]:
    """The facts that are so: what she feels first (B110), the others in the order of the list."""
    found = {each.id: each for each in of if each.value is True and each.because in _SHOWN}
    return [
        found[each]
        for each in (*FEELINGS, *(item.id for item in guidance.load("facts") if item.id not in FEELINGS))
        if each in found
    ]


def growth_line(of: Growth, lang: str) -> str:
    """Whether it became more frequent, with both counts and both spans."""
    both = of.answer == "too-little" and of.before.days  # what is too little is all that was looked at
    return phrases(lang).one(GROWTH[of.answer]).format(
        after=number(of.after.count, lang), before=number(of.before.count, lang),
        from_day=full_date((of.before if both else of.after).first, lang), to_day=full_date(of.after.last, lang),
    )  # fmt: skip


def times_line(counted: int, first: object, last: object, lang: str) -> str:
    """How often something happened, and from when until when."""
    told = phrases(lang).many("{count} keer is er iets gebeurd", "{count} keer gebeurde er iets", counted)
    said = told.format(count=number(counted, lang))
    if isinstance(first, date) and isinstance(last, date) and first != last:
        return f"{said}, {date_range(first, last, lang)}"
    return said


def new_words(of: New, lang: str) -> str:
    """What was there for the first time."""
    if of.what == "night":
        return phrases(lang).one("contact in de nacht")
    return guidance.load({"behaviour": "behaviours", "channel": "channels", "place": "places"}[of.what]).label(
        of.id, lang
    )


def gap_line(of: Gap, lang: str) -> str:
    """How long it was quiet; and that this says nothing."""
    told = phrases(lang).many(
        "{count} dag geen contact genoteerd of ingelezen, {span}. Stilte zegt niet dat het voorbij is.",
        "{count} dagen geen contact genoteerd of ingelezen, {span}. Stilte zegt niet dat het voorbij is.", of.days,
    )  # fmt: skip
    return told.format(count=number(of.days, lang), span=date_range(of.first, of.last, lang))


def behind_numbers(of: Behind) -> list[int]:
    """The entries and imports that a figure rests on, by number."""
    return sorted({*of.entries, *(row[0] for row in of.rows)})


def source_names(of: Iterable[str], lang: str) -> list[str]:
    """Where content comes from, each source once and by its name; an address as it stands, what we call X01 never by that."""
    say, found = phrases(lang).one, list[str]()
    for each in of:
        code = _OUTSIDE.sub("X", each.replace(":", " ").split()[0])
        found.append(each if each.startswith("https") else say(SOURCES[code]) if code in SOURCES else each)
    return list(dict.fromkeys(found))
