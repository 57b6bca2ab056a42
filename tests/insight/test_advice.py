"""Advice: each rule with a case that fires and the nearest that does not; 112 above all; at most three; "not now" and back; whom to call.

A case is written in facts: `threatened` is known to be so, `no:threatened` known not to be; what is not named is not known.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from figuring import incident, items
from houvast import guidance
from houvast.insight.advice import Advised, advise, fire
from houvast.insight.arranged import of_now
from houvast.insight.fact import Fact
from houvast.insight.standing import Standing
from houvast.logbook.case import SetAside
from houvast.logbook.entry import Correction
from houvast.logbook.evidence import Import
from houvast.logbook.when import When

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from houvast.insight.advice import Advice
    from houvast.logbook.entry import Entry

RULES = {item.id: item for item in guidance.load("rules")}
NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)

# By rule: a case in which it fires, and the nearest in which it does not.
CASES: dict[str, tuple[str, str]] = {
    "danger-now": ("danger-now", "no:danger-now threatened"),
    "happening-now": ("happening-now", "threatened"),
    "order-broken-now": ("order-broken-now", "order-broken"),
    "order-exception-danger": ("order-exception-now afraid", "order-exception-now"),
    "order-exception-now": ("order-exception-now", "order-exception-now threatened"),
    "not-safe-at-home": ("no:safe-at-home", "afraid"),
    "broken-order": ("order-broken", "order-active"),
    "private-images": ("private-videos", "threatened"),
    "threatened": ("threatened", "threatened private-videos"),
    "ex-partner-danger": ("ex-partner love-and-insults", "no:ex-partner love-and-insults"),
    "file-at-once": ("aangifte-advised", "aangifte-advised asks-prosecution"),
    "discuss-signals": ("afraid", "threatened no:afraid no:several-signals"),
    "plan-with-help": ("fear-of-violence", "fear-of-violence plan-made"),
    "weapon": ("weapon", "no:weapon"),
    "ask-for-aware": ("threatened several-signals", "threatened several-signals aware-in-municipality"),
    "no-aware-here": ("no:aware-in-municipality threatened", "threatened"),
    "sos-agreement": ("afraid", "afraid sos-agreed"),
    "severe-at-once": ("severe-at-once", "severe-at-once police-contacted"),
    "one-signal": ("jealous", "jealous several-signals"),
    "answer-signals": ("logbook-kept", "logbook-kept no:afraid"),
    "write-down": ("no:logbook-kept", "no:logbook-kept repeated"),
    "talk-to-someone": ("logbook-kept no:someone-knows", "logbook-kept someone-knows"),
    "say-stop-once": ("logbook-kept", "logbook-kept afraid"),
    "ask-before-stop": ("afraid", "afraid stop-sent"),
    "keep-proof-of-stop": ("stop-sent no:stop-proof-kept", "stop-sent stop-proof-kept"),
    "no-reaction": ("replied-after-stop", "stop-sent"),
    "no-deals": ("demands-made", "threatened"),
    "keep-recording": ("logbook-kept no:longer-than-two-weeks", "logbook-kept longer-than-two-weeks"),
    "in-doubt": ("logbook-kept no:longer-than-two-weeks", "logbook-kept no:longer-than-two-weeks police-contacted"),
    "report-the-pattern": ("longer-than-two-weeks", "longer-than-two-weeks police-contacted"),
    "after-stopgesprek": ("stopgesprek-held new-incident", "stopgesprek-held no:new-incident"),
    "tell-police-what-is-new": ("police-contacted new-incident", "police-contacted no:new-incident"),
    "ask-why-sent-away": ("no:enough-evidence", "enough-evidence"),
    "not-helped": ("feels-not-helped", "police-contacted"),
    "fixed-contact": ("police-contacted no:fixed-police-contact", "police-contacted fixed-police-contact"),
    "kept-informed": ("asks-prosecution", "asks-prosecution no:wants-news"),
    "prepare-aangifte": ("wants-aangifte", "wants-aangifte no:asks-prosecution"),
    "request-needed": ("no:asks-prosecution", "wants-aangifte"),
    "assault-own-accord": ("no:asks-prosecution assault", "no:asks-prosecution"),
    "confirm-request": ("asks-prosecution request-term-over", "asks-prosecution no:request-term-over"),
    "ask-for-order": ("asks-prosecution", "asks-prosecution order-active"),
    "order-ends-soon": ("order-end-near", "order-active no:order-end-near"),
    "order-is-over": ("order-end-past", "order-end-past order-active"),
    "released": ("released", "no:released"),
    "quiet-after-talk": ("observation-over no:again-after-talk", "observation-over again-after-talk"),
    "contact-through-others": ("children", "children through-third-person"),
    "advice-for-children": ("children", "no:children"),
    "children-questioned": ("children-used", "children"),
    "home-measures": ("entered-home", "destroyed"),
    "think-ahead": ("longer-than-two-weeks", "longer-than-two-weeks thought-ahead"),
    "look-at-measures": ("police-contacted", "police-contacted measures-chosen"),
    "copies": ("evidence-listed", "evidence-listed copy-held"),
    "keep-old-number": ("stop-sent", "logbook-kept"),
    "shared-accounts-with-ex": ("ex-partner", "no:ex-partner family"),
    "municipal-money": ("measure-costs", "measure-costs cannot-pay"),
    "list-damage": ("damage", "damage damage-proof"),
    "right-to-speak": ("court-case", "court-case wants-to-speak"),
    "lawyer-costs": ("cannot-pay-lawyer", "has-lawyer"),
}  # fmt: skip


def facts(said: str, entries: Sequence[str] = ()) -> dict[str, Fact]:
    """Every fact of the list: known as said, the others not."""
    found = {item.id: Fact(item.id, None) for item in guidance.load("facts")}
    for word in said.split():
        name = word.removeprefix("no:")
        assert name in found, name
        found[name] = Fact(name, not word.startswith("no:"), tuple(entries), because="entries")
    return found


def advised(said: str | Mapping[str, Fact], *entries: Entry, most: int = 3, now: dt.datetime = NOW) -> Advised:
    known = facts(said, [each.id for each in entries if isinstance(each, Incident)]) if isinstance(said, str) else said
    return advise(RULES.values(), known, items(entries), now, most, guidance.setting)


def ids(of: Sequence[Advice]) -> list[str]:
    return [each.rule.id for each in of]


Incident = type(incident("2026-05-01"))


def each_rule() -> list[Any]:
    return [
        pytest.param(rule, *case, id=rule, marks=pytest.mark.covers(*RULES[rule].domain))
        for rule, case in CASES.items()
        if rule in RULES
    ]


def test_every_rule_has_its_case() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize(("rule", "case", "nearest"), each_rule())
def test_a_rule_fires_in_its_case_and_not_in_the_nearest_other(rule: str, case: str, nearest: str) -> None:
    entry = incident("2026-05-01")
    found = fire(RULES[rule], facts(case, [entry.id]))
    assert found is not None
    assert set(case.removeprefix("no:").replace(" no:", " ").split()) & {each.id for each in found.facts}
    assert fire(RULES[rule], facts(nearest)) is None


@pytest.mark.parametrize("rule", RULES)
def test_nothing_known_gives_no_advice_but_what_is_counted_or_asked(rule: str) -> None:
    assert fire(RULES[rule], facts("")) is None


@pytest.mark.parametrize("rule", RULES)
def test_each_condition_of_a_rule_counts(rule: str) -> None:
    """Whatever makes it fire: turn one fact round that it needs, and it no longer does; of `any` all have to go."""
    when = RULES[rule].own["when"]
    needed = [*when.get("all", ()), *when.get("any", ()), *(f"no:{each}" for each in when.get("denied", ()))]
    assert fire(RULES[rule], facts(" ".join(needed))) is not None
    for each in (*when.get("all", ()), *when.get("denied", ())):
        left = [word for word in needed if word.removeprefix("no:") != each]
        assert fire(RULES[rule], facts(" ".join(left))) is None, each
    for each in (*when.get("none", ()), *when.get("open", ())):
        assert fire(RULES[rule], facts(" ".join([*needed, each]))) is None, each
    if "any" in when:
        left = [word for word in needed if word not in when["any"]]
        assert fire(RULES[rule], facts(" ".join(left))) is None
        for each in when["any"]:
            assert fire(RULES[rule], facts(" ".join([*left, each]))) is not None, each


# Order


@pytest.mark.covers("B053", "B055")
@pytest.mark.parametrize("urgent", ["danger-now", "happening-now", "order-broken-now"])
def test_112_outranks_all_else(urgent: str) -> None:
    found = advised(f"{urgent} threatened private-videos afraid several-signals order-broken no:safe-at-home")
    assert found.first[0].urgent
    assert found.first[0].call == ("emergency",)
    assert [each.urgent for each in found.first] == [True, False, False]


def test_at_most_three_stand_first_and_the_others_are_not_lost() -> None:
    found = advised("threatened aangifte-advised afraid several-signals fear-of-violence weapon")
    assert len(found.first) == 3
    every = advised("threatened aangifte-advised afraid several-signals fear-of-violence weapon", most=99)
    assert ids((*found.first, *found.rest)) == ids(every.first)
    assert found.rest


def test_all_that_is_about_112_stands_first_also_when_it_is_more() -> None:
    found = advised("danger-now happening-now order-broken-now threatened", most=2)
    assert ids(found.first) == ["danger-now", "happening-now", "order-broken-now"]


def test_rules_of_112_are_urgent_and_never_set_aside() -> None:
    urgent = {name for name, rule in RULES.items() if rule.own.get("urgent")}
    assert urgent == {"danger-now", "happening-now", "order-broken-now", "order-exception-danger"}
    assert {name for name, rule in RULES.items() if rule.own["set_aside"] == "never"} == urgent
    assert max(RULES[name].own["rank"] for name in urgent) < min(
        rule.own["rank"] for name, rule in RULES.items() if name not in urgent
    )


def test_of_one_rank_what_rests_on_newer_entries_comes_first() -> None:
    old, new = incident("2026-05-01"), incident("2026-05-20")
    known = facts("")
    known["demands-made"] = Fact("demands-made", value=True, entries=(old.id,), because="entries")
    known["weapon"] = Fact("weapon", value=True, entries=(new.id,), because="entries")
    import dataclasses

    level = [dataclasses.replace(RULES[each], own={**RULES[each].own, "rank": 50}) for each in ("no-deals", "weapon")]
    found = advise(level, known, items([old, new]), NOW, 3, guidance.setting)
    assert ids(found.first) == ["weapon", "no-deals"]


def test_an_advice_names_its_facts_their_entries_and_its_source() -> None:
    one, other = incident("2026-05-01"), incident("2026-05-20")
    found = advised("threatened", one, other).first[0]
    assert [each.id for each in found.facts] == ["threatened"]
    assert found.entries == (one.id, other.id)
    assert found.newest == 2
    assert found.rule.source


def test_a_withdrawn_rule_gives_no_advice() -> None:
    import dataclasses

    assert fire(dataclasses.replace(RULES["weapon"], status="withdrawn"), facts("weapon")) is None


# Not now


def aside(rule: str, at: str = "2026-05-31", until: str | None = None) -> SetAside:
    return SetAside(advice=rule, when=When(at), until=When(until) if until else None)


@pytest.mark.covers("J74", "B065")
def test_not_now_is_remembered_until_its_days_are_over() -> None:
    days = guidance.setting(RULES["no-deals"].own["set_aside"])
    last = dt.date(2026, 6, 1) - dt.timedelta(days=days)
    entry = incident("2026-05-01")
    still = advised("demands-made", entry, aside("no-deals", last.isoformat()))
    over = advised("demands-made", entry, aside("no-deals", (last - dt.timedelta(days=1)).isoformat()))
    assert ids([each.advice for each in still.aside]) == ["no-deals"]
    assert still.aside[0].until == dt.date(2026, 6, 1)
    assert "no-deals" not in ids(still.first)
    assert ids(over.first)[0] == "no-deals"
    assert over.aside == ()


def test_what_was_set_aside_until_a_day_stays_away_through_that_day() -> None:
    entry = incident("2026-05-01")
    assert advised("demands-made", entry, aside("no-deals", until="2026-06-01")).aside
    assert not advised("demands-made", entry, aside("no-deals", until="2026-05-31")).aside


@pytest.mark.parametrize("newer", [False, True])
def test_a_newer_entry_behind_it_brings_it_back(*, newer: bool) -> None:
    one, said, other = incident("2026-05-01"), aside("no-deals"), incident("2026-05-01")
    known = facts("demands-made", [one.id, other.id] if newer else [one.id])
    assert bool(advised(known, one, said, other).aside) is not newer


def test_a_newer_chat_behind_it_brings_it_back() -> None:
    said, chat = aside("no-deals"), Import()
    known = facts("")
    for number, back in ((1, False), (2, True)):
        known["demands-made"] = Fact("demands-made", value=True, rows=((number, 0, 3),), because="entries")
        assert bool(advised(known, said, chat).aside) is not back


def test_a_set_aside_that_was_retracted_sets_nothing_aside() -> None:
    said = aside("no-deals")
    assert advised("demands-made", said, Correction(entry=said.id, retracted=True)).aside == ()


@pytest.mark.covers("B053")
def test_advice_about_112_cannot_be_set_aside() -> None:
    found = advised("danger-now", aside("danger-now", until="2026-12-31"))
    assert ids(found.first) == ["danger-now"]


# Whom to call


@pytest.mark.covers("B115", "B116", "B117", "I-14", "J80", "A03", "A04")
@pytest.mark.parametrize(
    ("relation", "first"),
    [
        ("", "police"), ("no:ex-partner", "police"), ("family", "police"), ("no:dependent", "police"), ("ex-partner", "veilig-thuis"),
        ("dependent", "veilig-thuis"), ("partner", "veilig-thuis"), ("family dependent", "veilig-thuis"),
    ],
)  # fmt: skip
def test_who_comes_first_goes_by_relation_and_both_are_always_there(relation: str, first: str) -> None:
    found = fire(RULES["discuss-signals"], facts(f"afraid {relation}"))
    assert found is not None
    assert found.call[0] == first
    assert set(found.call) == {"police", "veilig-thuis"}


def test_every_advice_to_call_names_somebody_who_can_be_reached() -> None:
    directory = guidance.load("directory")
    for name, rule in RULES.items():
        called = [directory.get(each) for each in rule.own.get("call", ()) if rule.own.get("call") != "by-relation"]
        assert all(each.status != "withdrawn" for each in called), name
        reached = any(each.own.get("phones") or each.own.get("site") for each in called)
        assert not called or reached or name == "municipal-money", name


# What may still go on


@pytest.mark.covers("B054", "B055")
@pytest.mark.parametrize("unfinished", [True, False])
def test_an_order_may_be_broken_now_only_while_it_may_still_go_on(*, unfinished: bool) -> None:
    class Found:
        entry, sure, parts, excepted = "e" * 32, False, (), False

    Found.unfinished = unfinished  # type: ignore[attr-defined]
    fact = of_now(Standing((), ()), [Found()], NOW)[1]  # type: ignore[list-item]
    assert fact.id == "order-broken-now"
    assert (fact.value, fact.entries) == ((True, ("e" * 32,)) if unfinished else (None, ()))
