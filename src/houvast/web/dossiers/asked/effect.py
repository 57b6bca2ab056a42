"""What it does to her, or to a child: when, how bad in her own judgement, who saw it (C88-C95, J32). Private unless she says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.intake.typed import typed
from houvast.logbook.when import ZONE, here
from houvast.web.dossiers.asked.filling import several, text
from houvast.web.forms import Asked, Field, Option, WrongError
from houvast.web.saying import say
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened

FOR_A_CHILD = (
    "Maak je je zorgen om je kind? Bel Veilig Thuis, 0800-2000. Dat is gratis en kan dag en nacht, ook als je twijfelt."
)
CHILD, TOO_MUCH = "child", "too-much"
_GROUPS = {
    "feeling": "Wat je voelt",
    "complaint": "Wat je lijf en je hoofd merken",
    "daily-life": "Je dag",
    "always-on-guard": "Steeds op je hoede",
    "privacy": "Je vrijheid en wat van jou alleen is",
    "children": "Bij je kinderen",
    "shame": "Schaamte",
}


def _listed(name: str, *, grouped: bool = True) -> tuple[Option, ...]:
    return tuple(
        Option(item.id, item.nl, item.hint or "", _GROUPS[item.own["group"]] if grouped else "")
        for item in guidance.load(name).offered
    )


def _words_or_effects(raw: Mapping[str, list[str]], name: str) -> str | None:
    """Her own words; there has to be something of the two."""
    own = next(iter(raw.get(name, ())), "").strip()
    if not own and not any(raw.get("effects", ())):
        raise WrongError("Kies wat je merkt, of schrijf het in je eigen woorden.", name)
    return own


_WHEN = Field(
    "when",
    "moment",
    "Wanneer was het, of sinds wanneer?",
    hint="Vul je niets in, dan is het vandaag.",
    unsaid="Vandaag",
)
_WORDS = Field("words", "words", "In je eigen woorden", read=_words_or_effects, fill=text)
_SEE_IT = ("trusted-person", "doctor", "school-contact", "manager-at-work", "victim-support")
_MORE = (
    Field("severity", "one", "Hoe zwaar was het, volgens jou?", listed=("severities",)),
    Field("seen_by", "several", "Wie zag het ook?", listed=("contact-roles",), first=_SEE_IT),
    Field("disclosable", "check", "Dit mag mee in een rapport", hint="Zonder dit blijft het privé.", loose=True),
)


def _made(said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    found = {"when": here(now).date().isoformat(), **said}
    private = not found.pop("disclosable", False)
    return [typed("effect", {**found, "private": private}, now, ZONE, lang)], []


def _make(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    """An effect; nobody is presumed to have it."""
    del opened
    return _made(said, now, lang)


def _make_of_child(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    """An effect on a child."""
    del opened
    return _made({"target": CHILD, **said}, now, lang)


def _mind(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    del opened
    told = [say(each, lang) for each in guidance.load("severities").get(TOO_MUCH).text]
    of_child = said.get("target") == CHILD or any(
        each in guidance.load("effects-children") for each in said.get("effects", ())
    )
    return (told if said.get("severity") == TOO_MUCH else []) + ([say(FOR_A_CHILD, lang)] if of_child else [])


def _mind_child(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    return _mind(opened, {"target": CHILD, **said}, lang)


def _is_of_child(entry: Entry) -> bool:
    """Whether it is about a child, in words for children only."""
    every = guidance.load("effects-children")
    return getattr(entry, "target", None) == CHILD and all(each in every for each in getattr(entry, "effects", ()))


EFFECT = Task(
    code="p1", kind="effect", title="Wat het met je doet", back="effects", make=_make, minding=_mind,
    corrects=lambda entry: not _is_of_child(entry),
    pages=(
        Asked("Wat merk je?", (
            Field("effects", "grouped-several", "Wat je merkt", options=(*_listed("effects"), *_listed("effects-children")), fill=several),
            _WORDS,
        )),
        Asked("Wanneer, en bij wie?", (_WHEN, Field("target", "one", "Bij wie", listed=("targets",)))),
        Asked("Hoe zwaar was het?", _MORE),
    ),
)  # fmt: skip
OF_CHILD = Task(
    code="l1", kind="effect", title="Wat je merkt aan je kind", back="children", make=_make_of_child, minding=_mind_child,
    corrects=_is_of_child,
    pages=(
        Asked("Wat merk je aan je kind?", (
            Field("effects", "several", "Wat je merkt", options=_listed("effects-children", grouped=False)),
            Field(
                "words", "words", "In je eigen woorden, of in de woorden van je kind", read=_words_or_effects, fill=text,
                hint="Heb je meer kinderen? Schrijf erbij wie het is, of noteer het per kind.",
            ),
        )),
        Asked("Wanneer was het, of sinds wanneer?", (_WHEN,)),
        Asked("Hoe zwaar was het, en wie zag het ook?", _MORE),
    ),
)  # fmt: skip

TASKS = (EFFECT, OF_CHILD)
