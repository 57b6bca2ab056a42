"""For each fact: entries that make it true, the nearest that do not with what it is then, and entries with which it is not known."""

from __future__ import annotations

import datetime as dt
from typing import Any

from figuring import incident, stop
from houvast import guidance
from houvast.logbook.case import Case, Fear, Person, SignalAnswer
from houvast.logbook.entry import Incident, Police, PoliceContact
from houvast.logbook.evidence import Evidence
from houvast.logbook.plan import CopyHeld, Knowledge, Measure, Risk, SafetyPlan, SosAgreement
from houvast.logbook.steps import (
    Aangifte,
    AwareRequest,
    Clause,
    Damage,
    Decision,
    Exemption,
    FundingRequest,
    Intake,
    Order,
    Step,
    Stopgesprek,
)  # fmt: skip
from houvast.logbook.when import When


def at(day: str, *behaviours: str, **said: Any) -> Incident:
    return incident(day, behaviours=behaviours or ("calls",), **said)


def step(route: str, event: str, day: str = "2026-05-01", **said: Any) -> Step:
    return Step(route=route, event=event, when=When(day), **said)


def says(signal: str, answer: Any) -> SignalAnswer:
    return SignalAnswer(signal=signal, answer=answer, when=When("2026-05-01"))


def order(first: str | None, last: str | None = None, **said: Any) -> Order:
    return Order(when=When(first) if first else None, ends=When(last) if last else None, **said)


DAY = dt.date(2026, 5, 1)
PLAN = SafetyPlan(when=When("2026-05-01"))
TALK = Stopgesprek(event="hold", when=When("2026-05-01"))
FIVE = ("unwanted", "must-stop", "punishable", "consequences", "help")
EX = Case(relation="ex-partner")

# Fact: entries that make it true; the nearest that do not, with what it is then; entries with which it is not known.
CASES: dict[str, tuple[list[Any], list[Any], Any, list[Any]]] = {
    "unwanted": ([stop("2026-05-01")], [at("2026-05-01")], None, []),
    "repeated": ([at("2026-05-01"), at("2026-05-01")], [at("2026-05-01")], False, []),
    "longer-than-two-weeks": ([at("2026-05-01"), at("2026-05-16")], [at("2026-05-01"), at("2026-05-15")], False, []),
    "severe-at-once": ([at("2026-05-01", severe=True)], [at("2026-05-01")], None, [Case(course="careful-start")]),
    "threatened": ([at("2026-05-01", "threat")], [at("2026-05-01", "intimidation")], None, [says("threatens-violence", "no")]),
    "private-videos": ([at("2026-05-01", "private-videos")], [at("2026-05-01", "threat")], None, []),
    "violence": ([at("2026-05-01", "violence")], [at("2026-05-01", "threat")], None, [says("earlier-violence", "unknown")]),
    "intimidated": ([at("2026-05-01", "intimidation")], [at("2026-05-01", "waiting")], None, []),
    "entered-home": ([at("2026-05-01", "trying-to-enter")], [at("2026-05-01", "visit")], None, [says("seeks-out-or-enters", "yes")]),
    "destroyed": ([at("2026-05-01", "damage")], [at("2026-05-01", "stealing-post")], None, []),
    "love-and-insults": ([at("2026-05-01", "love-and-insults")], [at("2026-05-01", "gifts")], None, []),
    "more-and-fiercer": (
        [at("2026-01-01"), *(at(f"2026-05-{day}") for day in range(10, 20))],
        [at("2026-01-01"), *(at(f"2026-04-{day}") for day in range(10, 20))], None, [at("2026-05-20")],
    ),
    "weapon": ([says("weapon", "yes")], [says("weapon", "no")], False, [says("weapon", "unknown")]),
    "jealous": ([EX, says("jealous-ex", "yes")], [Case(relation="colleague"), says("jealous-ex", "yes")], None, [EX]),
    "troubled": ([says("troubles", "yes")], [says("troubles", "no")], False, []),
    "several-signals": (
        [at("2026-05-01", "threat"), says("weapon", "yes")],
        [at("2026-05-01", "threat"), *(says(each.id, "no") for each in guidance.load("signals") if each.id != "threatens-violence")],
        False, [at("2026-05-01", "threat")],
    ),
    "new-signal": (
        [PLAN, at("2026-05-02", "threat")], [PLAN, at("2026-04-30", "threat"), at("2026-05-02", "threat")], None,
        [at("2026-05-02", "threat")],
    ),
    "afraid": ([Fear(afraid="yes")], [Fear(afraid="no")], False, [Fear(afraid="unknown")]),
    "fear-of-violence": ([Fear(of_violence="yes")], [Fear(of_violence="no")], False, [Fear(afraid="yes")]),
    "fears-for-life": ([says("fear-of-serious-harm", "yes")], [says("fear-of-serious-harm", "no")], False, [Fear(afraid="yes")]),
    "new-incident": ([TALK, at("2026-05-02")], [TALK, at("2026-04-30")], False, [at("2026-05-02")]),
    "again-after-talk": ([TALK, at("2026-05-02")], [TALK, at("2026-04-30")], False, [at("2026-05-02")]),
    "several-incidents": (
        [PoliceContact(when=When("2026-05-01")), at("2026-05-03", police=Police(called=True))],
        [PoliceContact(when=When("2026-05-01"))], False, [at("2026-05-03")],
    ),
    "ex-partner": ([EX], [Case(relation="colleague")], False, [Case(relation="parent-of-children")]),
    "partner": ([Case(relation="partner")], [EX], False, [Case(relation="other")]),
    "family": ([Case(relation="family")], [Case(relation="neighbour")], False, [EX]),
    "housemate": ([Case(relation="housemate")], [Case(relation="colleague")], False, [EX]),
    "dependent": ([Case(dependent="yes")], [Case(dependent="no")], False, [Case(dependent="unknown")]),
    "children": ([Case(children="yes")], [Case(children="no")], False, [EX]),
    "adult": ([AwareRequest(adult="yes")], [AwareRequest(adult="no")], False, [AwareRequest()]),
    "stop-sent": ([stop("2026-05-01")], [step("stop-message", "draft")], None, []),
    "contact-advised-against": ([step("stop-message", "skip-advised")], [step("stop-message", "skip-afraid")], None, []),
    "discussed-with-police": ([step("stop-message", "plan-contact")], [step("stop-message", "ask-police")], None, []),
    "through-third-person": ([Person(roles=("go-between",))], [Person(roles=("trusted-person",))], None, []),
    "first-report": (
        [step("police-report", "first-time")], [step("police-report", "first-time"), Intake(), PoliceContact()], False, [PoliceContact()],
    ),
    "wants-stopgesprek": (
        [Stopgesprek(wished="yes")], [step("stopgesprek", "agree"), step("stopgesprek", "change-mind", "2026-05-02")], False, [TALK],
    ),
    "no-point-in-talk": ([step("stopgesprek", "reject-no-point")], [step("stopgesprek", "reject-threat")], None, []),
    "aangifte-advised": ([at("2026-05-01", "violence")], [at("2026-05-01", "intimidation")], None, []),
    "five-points-told": (
        [Stopgesprek(event="hold", points=FIVE)], [Stopgesprek(event="hold", points=FIVE[:4])], False, [TALK],
    ),
    "observation-over": (
        [Stopgesprek(event="hold", when=When("2026-03-02"))], [Stopgesprek(event="hold", when=When("2026-03-03"))], False,
        [Stopgesprek(event="hold", when=When("2026-03"))],
    ),
    "wants-aangifte": ([step("police-report", "file")], [step("police-report", "neither")], False, []),
    "logbook-kept": ([at("2026-05-01")], [], False, []),
    "evidence-listed": ([Evidence(physical="in de la")], [at("2026-05-01")], False, []),
    "offences-looked-at": ([Aangifte(offences=("threat",))], [Aangifte()], None, []),
    "asks-prosecution": ([Aangifte(request="yes")], [Aangifte(request="no")], False, [Aangifte(request="unknown")]),
    "assault": ([Aangifte(offences=("assault",))], [Aangifte(offences=("threat",))], None, [at("2026-05-01", "violence")]),
    "request-term-over": (
        [Aangifte(request="yes", when=When("2026-05-23"))], [Aangifte(request="yes", when=When("2026-05-24"))], False,
        [Aangifte(request="no")],
    ),
    "still-behind": (
        [step("aangifte", "confirm")], [step("aangifte", "confirm"), step("aangifte", "withdraw", "2026-05-02")], False,
        [Aangifte(request="yes")],
    ),
    "wants-news": ([Case(informed="yes")], [Case(informed="no")], False, []),
    "order-kind-named": ([order("2026-05-01", order="contact")], [order("2026-05-01")], False, []),
    "order-scope-named": ([order("2026-05-01", clauses=(Clause("contact"),))], [order("2026-05-01")], False, []),
    "order-active": ([order("2026-05-01")], [order("2026-07-01")], False, [order(None)]),
    "order-perhaps-active": ([order(None)], [order("2026-07-01")], False, []),
    "order-end-near": ([order("2026-05-01", "2026-06-29")], [order("2026-05-01", "2026-06-30")], False, [order("2026-05-01")]),
    "order-end-past": ([order("2026-05-01", "2026-05-31")], [order("2026-05-01", "2026-06-01")], False, [order("2026-05-01")]),
    "breach-logged": ([at("2026-05-02", order="o" * 32)], [step("order", "break")], False, [at("2026-05-02")]),
    "order-broken": ([at("2026-05-02", order="o" * 32)], [order("2026-05-01"), at("2026-05-02")], None, []),
    "police-reference": ([PoliceContact(reference="PL-1")], [PoliceContact()], False, [at("2026-05-01")]),
    "released": ([step("release", "free")], [step("release", "free"), step("release", "serve", "2026-05-02")], False, []),
    "enough-evidence": (
        [PoliceContact(outcome="arrested")], [PoliceContact(outcome="sent-away")], False, [PoliceContact(outcome="advice")],
    ),
    "feels-not-helped": ([step("emergency", "ask-why")], [step("emergency", "not-enough")], None, []),
    "safe-at-home": ([Case(safe_at_home="yes")], [Case(safe_at_home="no")], False, [Case()]),
    "needs-professional-help": ([step("vt-advice", "helped")], [step("vt-advice", "self-help")], False, [step("vt-advice", "advised")]),
    "wants-to-report": ([step("vt-advice", "report")], [step("vt-advice", "close")], None, []),
    "aware-in-municipality": ([step("aware", "grant")], [step("aware", "no-aware")], False, [step("aware", "ask")]),
    "constant-serious-threat": ([AwareRequest(constant_threat="yes")], [AwareRequest(constant_threat="no")], False, [AwareRequest()]),
    "aware-ground": ([AwareRequest(grounds=("stalked",))], [AwareRequest(grounds=("constant-serious-threat",))], None, []),
    "real-fear": ([AwareRequest(fear="dat het weer gebeurt")], [AwareRequest()], None, [Fear(afraid="yes")]),
    "same-person": ([AwareRequest(same_person="yes")], [AwareRequest(same_person="no")], False, [AwareRequest()]),
    "threat-over": ([step("aware", "return-threat-over")], [step("aware", "return-period")], None, []),
    "aware-period-over": ([AwareRequest(until=When("2026-05-31"))], [AwareRequest(until=When("2026-06-01"))], False, [AwareRequest()]),
    "order-difference-seen": ([step("civil", "inform")], [step("civil", "lawyer")], None, []),
    "has-lawyer": ([Person(roles=("lawyer",))], [Person(roles=("witness",))], None, []),
    "cannot-pay-lawyer": ([step("civil", "costs-help")], [step("civil", "costs-own")], None, []),
    "damage": ([at("2026-05-01", "damage")], [at("2026-05-01", "entering")], None, []),
    "damage-proof": ([Damage(evidence=("e" * 32,))], [Damage()], False, []),
    "court-case": (
        [step("prosecution", "summon")], [step("prosecution", "summon"), Decision(event="no-prosecution", when=When("2026-05-02"))], False,
        [step("prosecution", "arrest")],
    ),
    "wants-to-speak": ([step("statement", "use")], [step("statement", "not-use")], False, [step("statement", "informed")]),
    "measure-costs": ([Measure(cents=2500)], [Measure(cents=2500, status="not-for-me")], False, []),
    "cannot-pay": ([FundingRequest()], [Measure(cents=2500)], None, []),
    "copy-held": ([CopyHeld(holder="Tess")], [CopyHeld(holder="Tess", ended=When("2026-05-02"))], False, []),
    "happening-now": (
        [at("2026-06-01T13:30", "threat")], [at("2026-06-01T12:30", "threat"), at("2026-06", "waiting")], None, [at("2026-06-01T13:30")],
    ),
    "plan-made": ([PLAN], [step("safety-plan", "think")], False, []),
    "stop-proof-kept": ([stop("2026-05-01", evidence=("e" * 32,))], [stop("2026-05-01")], False, []),
    "demands-made": ([at("2026-05-01", "demands")], [at("2026-05-01", "messages")], None, []),
    "children-used": ([at("2026-05-01", "through-children")], [at("2026-05-01", "through-others")], None, []),
    "police-contacted": ([at("2026-05-01", police=Police(called=True))], [at("2026-05-01", police=Police(called=False))], None, []),
    "stopgesprek-held": ([TALK], [Stopgesprek(event="agree", when=When("2026-05-01"))], None, []),
    "fixed-police-contact": ([Person(roles=("neighbourhood-officer",))], [Person(roles=("witness",))], False, []),
    "someone-knows": ([Person(roles=("trusted-person",))], [Person(roles=("witness",))], False, []),
    "thought-ahead": ([Knowledge(text="waar ik werk")], [Risk(text="wachten")], False, []),
    "measures-chosen": ([Measure(status="planned")], [Measure(status="not-for-me")], False, []),
    "sos-agreed": ([SosAgreement(person="Tess", calls_police=True)], [SosAgreement(person="Tess")], False, []),
    "moved": (
        [Case(municipality="Utrecht"), Case(municipality="Zeist")], [Case(municipality="Utrecht"), Case(municipality="utrecht")], None, [],
    ),
}  # fmt: skip
CASES["order-broken-now"] = ([], [], None, [])  # rests on what breaks an order: tested by itself
CASES["replied-after-stop"] = ([], [], None, [])  # rests on chats: tested by itself
NEVER_UNKNOWN = {
    "logbook-kept",
    "evidence-listed",
    "damage-proof",
    "measure-costs",
    "copy-held",
    "plan-made",
    "stop-proof-kept",
    "fixed-police-contact",
    "someone-knows",
    "thought-ahead",
    "measures-chosen",
    "sos-agreed",
}  # they count what stands here
CASES["shared-belongings"] = (
    [Order(exemptions=(Exemption("belongings-with-police"),))], [Order(exemptions=(Exemption("child-handover"),))], None, [],
)  # fmt: skip
CASES["order-exception-now"] = ([], [], None, [])  # and on what an exception of it may allow
BY_ITSELF = {"replied-after-stop", "order-broken-now", "order-exception-now"}
MARKS = {
    "repeated": ("B005", "B007"), "longer-than-two-weeks": ("B006", "H16", "I-03"), "severe-at-once": ("B006", "C14", "I-03"),
    "threatened": ("C56", "C57", "B029", "B074"), "private-videos": ("C66", "B029"), "violence": ("C58", "B074"), "intimidated": ("C59",),
    "entered-home": ("C54", "C55"), "destroyed": ("C60",), "love-and-insults": ("C62", "B075"), "more-and-fiercer": ("G2",),
    "weapon": ("G7",),
    "jealous": ("G8",), "troubled": ("G9",), "several-signals": ("B108", "B109"), "new-signal": ("B108", "B101"),
    "afraid": ("B110", "I-21"),
    "fear-of-violence": ("B112", "I-21"), "fears-for-life": ("G10",), "new-incident": ("B073",), "several-incidents": ("B087",),
    "ex-partner": ("C28", "B113"), "dependent": ("C39",), "children": ("C37",),
    "shared-belongings": ("B048",), "stop-sent": ("B036",), "aangifte-advised": ("B074",),
    "order-perhaps-active": ("C100", "B055"),
    "order-active": ("C100",), "order-end-near": ("C100",), "order-end-past": ("C100",), "order-broken": ("C15",), "released": ("B101",),
    "five-points-told": ("B069", "B070"), "asks-prosecution": ("B023",), "request-term-over": ("B024",), "real-fear": ("B144", "I-21"),
    "happening-now": ("B054",), "plan-made": ("B112",), "stop-proof-kept": ("B041",), "demands-made": ("C70", "B043"),
    "children-used": ("C64", "B051"), "stopgesprek-held": ("B073",), "fixed-police-contact": ("A26", "B083"),
    "someone-knows": ("B064", "A07"),
    "thought-ahead": ("C113", "B160"), "sos-agreed": ("C112", "B057"), "moved": ("E16", "J28"),
    "assault": ("B026",), "police-reference": ("B086", "C101"), "copy-held": ("B158", "C26"), "wants-news": ("B082",),
}  # fmt: skip
