"""No kind of entry about the situation and the plan, and no member of it, is shown as a code or an id."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any, get_args

import pytest

from cast import NOW, make_dossier
from houvast import guidance
from houvast.cli.shell import Shell
from houvast.cli.whole import whole_lines
from houvast.intake.asked import EITHER, LISTS, MOMENTS
from houvast.logbook import case, plan
from houvast.logbook.entry import KINDS
from houvast.logbook.envelope import Answer, Said
from houvast.logbook.when import When
from houvast.reports.members import member_words
from houvast.reports.planned import REFERS, title
from houvast.reports.said import said
from houvast.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OURS = [
    each for module in (case, plan) for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, Said) and each is not Said
]  # fmt: skip
ENVELOPE = {field.name for field in dataclasses.fields(Said)}
# An id of ours is English in small letters with hyphens; the words in which we speak are Dutch.
STATES: tuple[str, ...] = get_args(plan.MeasureStatus)
ANSWERS: tuple[str, ...] = get_args(Answer)
OWN = {
    "text",
    "words",
    "name",
    "names",
    "organisation",
    "phone",
    "mail",
    "knows",
    "where",
    "at_times",
    "who",
    "what",
    "site",
    "about",
}
ONLY_FOR_PROGRAMS = {"imported", "entries", "evidence", *REFERS}


def members(kind: type[Said]) -> Iterator[str]:
    """What an entry of this kind can say."""
    return (field.name for field in dataclasses.fields(kind) if field.name not in ENVELOPE)


def pairs() -> list[tuple[str, str]]:
    return [(each.KIND, name) for each in OURS for name in members(each)]  # type: ignore[attr-defined]


def test_every_kind_of_these_is_looked_at() -> None:
    assert {each.KIND for each in OURS} == codes.KINDS_OF_PLAN.keys()  # type: ignore[attr-defined]
    assert set(OURS) <= set(KINDS.values())


@pytest.mark.parametrize(("kind", "name"), pairs())
def test_every_member_has_a_name_in_words(kind: str, name: str) -> None:
    assert name in codes.MEMBERS or f"{kind}.{name}" in codes.MEMBERS or name in {"entries", "evidence"}
    assert not re.search(r"[_-]", codes.member(kind, name).replace("SOS-", "").replace("e-mail", "")), codes.member(
        kind, name
    )


def values(kind: str, name: str) -> list[Any]:
    """Every code that can stand there; none of a member that holds her words, a moment, or another entry."""
    if (listing := LISTS.get((kind, name))) is not None:
        return [item.id for item in guidance.load(listing)]
    if (kind, name) in EITHER:
        return [item.id for each in EITHER[kind, name] for item in guidance.load(each)]
    if (kind, name) == ("measure", "status"):
        return list(STATES)
    if (kind, name) == ("safety-plan", "parts"):
        return [{"part": item.id, "text": "x"} for item in guidance.load("plan-parts")]
    if name in {"dependent", "children", "informed", "safe_at_home", "answer", "afraid", "of_violence", "kept"}:
        return list(ANSWERS)
    return [True] if name == "calls_police" else [1250] if name == "cents" else []


# Their lists come with advice and with suggestions, and so do their tests.
ELSEWHERE = {("set-aside", "advice"), ("message-answer", "taken_for")}


@pytest.mark.parametrize(("kind", "name"), [pair for pair in pairs() if pair not in ELSEWHERE])
def test_every_value_is_said_in_words(kind: str, name: str) -> None:
    known = name in OWN | ONLY_FOR_PROGRAMS | set(MOMENTS) | {"row", "municipality", "by"}
    assert known or values(kind, name), "a member of which nobody knows what stands in it"
    for value in values(kind, name):
        many = isinstance(value, str) and name in {
            "motives",
            "traits",
            "roles",
            "effects",
            "seen_by",
            "made_with",
            "parts",
        }
        shown = member_words(kind, name, [value] if many or isinstance(value, dict) else value, "nl")
        raw = value["part"] if isinstance(value, dict) else str(value)
        assert shown
        assert shown != raw
        assert raw not in shown.split(": ")[0].split(", ")


def test_what_was_set_aside_and_what_a_message_was_taken_for_are_said_in_words() -> None:
    assert member_words("set-aside", "advice", "threatened", "nl") == "Vertel de politie over de bedreiging"
    assert member_words("set-aside", "advice", "after-release", "nl") not in {"after-release", ""}
    assert member_words("message-answer", "taken_for", "threat", "nl") == "Dreigen"


EVERYTHING: list[Said] = [
    plan.Knowledge(text="Waar ik werk"),
    plan.Moment(of=("0" * 32,), where="bij de winkel", at_times="vrijdag om zes uur"),
    plan.Risk(of=("0" * 32,), text="opwachten"),
    plan.Measure(of=("0" * 32,), measure="cameras", status="not-for-me", cents=1250, who="Noor", review=When("2026-09-01")),
    plan.SafetyPlan(when=When("2026-03-01"), parts=(plan.PlanPart("bag", "bij Noor"),), made_with=("police-contact",),
                    review=When("2026-09")),
    plan.SosAgreement(person="0" * 32, phone="06-00000001", calls_police=True, tested=When("2026-03-02")),
    plan.CopyHeld(when=When("2026-03-02"), holder="0" * 32, where="kluis", what="usb-stick", ended=When("2026-03-03")),
    plan.RemovalRequest(when=When("2026-03-02"), site="voorbeeld.nl", what="foto", outcome="partly", answered=When("2026-03-05")),
    plan.Appointment(when=When("2026-03-09T10:00"), organisation="politie", person="0" * 32, about="intake",
                     goes_along="0" * 32, kept="yes"),
    case.Case(names=("R.",), relation="ex-partner", dependent="no", children="unknown", motives=("revenge",), traits=("has-weapon",),
              course="on-and-off", contact_point="0" * 32, informed="yes", safe_at_home="no", municipality="Utrecht",
              region="utrecht", words="w"),
    case.Person(name="Noor", roles=("sos-contact", "witness"), organisation="x", phone="06", mail="n@x.nl", knows="alles"),
    case.Effect(when=When("2026-03"), target="child", effects=("school-behaviour", "sleep"), severity="very-heavy", seen_by=("doctor",),
                words="stil"),
    case.SignalAnswer(when=When("2026-03-01"), signal="weapon", answer="yes", by="Noor", words="w"),
    case.Fear(when=When("2026-03-01"), afraid="yes", of_violence="no", words="w"),
    case.MessageAnswer(imported="0" * 32, row=3, taken_for="dreiging", answer="no"),
    case.SetAside(when=When("2026-03-01"), advice="bel", until=When("2026-04-01"), words="later"),
]  # fmt: skip
CODE = re.compile(r"\b(?:0{32}|[a-z]+(?:[-_][a-z]+)+)\b")
HYPHENED = {"usb-stick", "e-mail", "ex-partner"}


def codes_in(text: str) -> set[str]:
    return set(CODE.findall(text)) - HYPHENED


@pytest.mark.parametrize("entry", EVERYTHING, ids=lambda each: each.KIND)
def test_neither_screen_nor_paper_shows_a_code(entry: Any) -> None:
    heading, words = said(entry)
    assert heading != "Een soort die deze versie niet kent"
    assert codes_in(f"{heading}\n{words}") == set()
    assert title(entry, "nl").startswith(codes.KINDS_OF_PLAN[entry.KIND])


def test_show_prints_each_of_them_without_a_code(tmp_path: Path) -> None:
    from houvast.cli.lines import item_lines
    from houvast.reports.items import items_of

    vault, _ = make_dossier(tmp_path / "d")
    friend = case.Person(name="Tess")
    vault.record([friend, *(_tied(each, friend.id) for each in EVERYTHING)], NOW)
    shell, items = Shell("nl"), items_of(vault)
    for item in items:
        shown = "\n".join(
            [*item_lines(item, shell), *(line for line in whole_lines(item, items, shell) if " · id " not in line)]
        )
        assert codes_in(shown) == set(), shown
        assert any(f"{item.number:>4}  " in line for line in shown.splitlines())
    whole = ["\n".join(whole_lines(item, items, shell)) for item in items]
    assert sum("(Tess)" in each for each in whole) == sum(
        any(getattr(each, name, None) for name in REFERS) for each in EVERYTHING
    )


def _tied(entry: Any, other: str) -> Any:
    """The entry with `other` in the place of every entry it names."""
    named = {
        name: (other,) if isinstance(said, tuple) else other
        for name in REFERS if (said := getattr(entry, name, None))
    }  # fmt: skip
    return dataclasses.replace(entry, **named)
