"""What is asked of every kind, filled in page by page, and the words that make the same entry; what cannot be, and what is said then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from houvast.logbook.when import here

JORIS = "a" * 32
KNOWS = "b" * 32
RECEIPT = "c" * 32
VISIT = "d" * 32
LOCK = "e" * 32
TODAY = here(datetime.now(UTC)).date().isoformat()
DAY = {"when": "day", "when-day": "3", "when-month": "3", "when-year": "2026"}


def later(name: str) -> dict[str, Any]:
    """A day to come, as typed."""
    return {name: "day", f"{name}-day": "1", f"{name}-month": "2", f"{name}-year": "2040"}


@dataclass(frozen=True)
class Case:
    """A task filled in page by page, and the words that make the same entry by `typed`; `stop` leaves the other pages empty."""

    code: str
    pages: tuple[dict[str, Any], ...]
    says: dict[str, Any]
    kind: str
    private: bool = True
    new: tuple[str, ...] = field(default=())
    """Who is new by it."""


CASES = (
    Case(
        "h1",
        ({"text": "Mijn vaste sportavond", "text-points": ["0"]},),
        {"text": "Mijn vaste sportavond\nWaar ik woon, en wie er een sleutel heeft"},
        "knowledge",
    ),
    Case(
        "h2",
        ({"where": "Bij de sporthal", "at_times": "dinsdag, 20 uur", "of": [KNOWS]},),
        {"where": "Bij de sporthal", "at_times": "dinsdag, 20 uur", "of": [KNOWS]},
        "moment",
    ),
    Case("h3", ({"text": "Mij opwachten", "of-numbers": "2"},), {"text": "Mij opwachten", "of": [KNOWS]}, "risk"),
    Case(
        "h4",
        ({"text": "Joris fietst mee"}, {"cents": "12,50", "who": "Joris", **later("review")}),
        {
            "text": "Joris fietst mee",
            "status": "planned",
            "cents": 1250,
            "who": "Joris",
            "review": {"at": "2040-02-01"},
        },
        "measure",
    ),
    Case("h4", ({"measure": "cameras"}, {"status": "done"}), {"measure": "cameras", "status": "done"}, "measure"),
    Case(
        "h5",
        (
            {"part-bag": "Sleutels", "part-bag-points": ["0"]},
            {"part-go-to": "Naar Noor"},
            {},
            {},
            {"made_with": ["police-contact"]},
            later("review"),
        ),
        {
            "when": TODAY,
            "parts": [
                {"part": "bag", "text": "Sleutels\nReservesleutels van huis en auto"},
                {"part": "go-to", "text": "Naar Noor"},
            ],
            "made_with": ["police-contact"],
            "review": {"at": "2040-02-01"},
        },
        "safety-plan",
    ),
    Case(
        "h6",
        (
            {"person": JORIS, "phone": "0600000000"},
            {"calls_police": "1", "tested": "day", "tested-day": "4", "tested-month": "3", "tested-year": "2026"},
        ),
        {"person": JORIS, "phone": "0600000000", "calls_police": True, "tested": {"at": "2026-03-04"}},
        "sos-agreement",
    ),
    Case(
        "k1",
        (
            {"name": "Noor", "roles": ["trusted-person", "witness"]},
            {"phone": "0600000000", "mail": "noor@voorbeeld.nl", "organisation": "Huisartsenpost"},
            {"knows": "Alles"},
        ),
        {
            "name": "Noor",
            "roles": ["trusted-person", "witness"],
            "phone": "0600000000",
            "mail": "noor@voorbeeld.nl",
            "organisation": "Huisartsenpost",
            "knows": "Alles",
        },
        "person",
    ),
    Case(
        "k2",
        (
            DAY,
            {
                "organisation": "Politie",
                "person": "new",
                "person-new": "De wijkagent",
                "where": "Bureau",
                "about": "Aangifte",
            },
            {"goes_along": JORIS, "kept": "yes"},
        ),
        {
            "when": {"at": "2026-03-03"},
            "organisation": "Politie",
            "person": "NEW",
            "where": "Bureau",
            "about": "Aangifte",
            "goes_along": JORIS,
            "kept": "yes",
        },
        "appointment",
        new=("De wijkagent",),
    ),
    Case(
        "k3",
        ({"holder": JORIS, "what": "Een usb-stick", "where": "In de kast"}, {**DAY, "entries-numbers": "4, 3"}),
        {
            "holder": JORIS,
            "what": "Een usb-stick",
            "where": "In de kast",
            "when": {"at": "2026-03-03"},
            "entries": [VISIT, RECEIPT],
        },
        "copy-held",
    ),
    Case(
        "k5",
        (
            {"relation": "ex-partner", "names": "Rik\nrik_88"},
            {"dependent": "no", "children": "yes", "safe_at_home": "no"},
            {"traits": ["was-violent"], "course": ""},
            {"contact_point": JORIS, "informed": "yes"},
            {"municipality": "Utrecht", "region": "utrecht", "photo": [RECEIPT], "words": "Twee jaar samen."},
        ),
        {
            "relation": "ex-partner",
            "names": ["Rik", "rik_88"],
            "dependent": "no",
            "children": "yes",
            "safe_at_home": "no",
            "traits": ["was-violent"],
            "contact_point": JORIS,
            "informed": "yes",
            "municipality": "Utrecht",
            "region": "utrecht",
            "photo": RECEIPT,
            "words": "Twee jaar samen.",
        },
        "case",
        private=False,
    ),
    Case(
        "p1",
        (
            {"effects": ["sleep", "startle"], "words": "Ik slaap bijna niet."},
            {**DAY, "target": "victim"},
            {"severity": "heavy", "seen_by": ["doctor"]},
        ),
        {
            "effects": ["sleep", "startle"],
            "words": "Ik slaap bijna niet.",
            "when": {"at": "2026-03-03"},
            "target": "victim",
            "severity": "heavy",
            "seen_by": ["doctor"],
        },
        "effect",
    ),
    Case(
        "p1",
        ({"words": "Ik durf niet naar buiten."}, {}, {"disclosable": "1"}),
        {"words": "Ik durf niet naar buiten.", "when": TODAY, "private": False},
        "effect",
        private=False,
    ),
    Case(
        "p1",
        ({"effects": ["sleep", "sleeps-badly"]}, {**DAY, "target": "child"}, {}),
        {"effects": ["sleep", "sleeps-badly"], "target": "child", "when": {"at": "2026-03-03"}},
        "effect",
    ),
    Case(
        "l1",
        (
            {"effects": ["sleeps-badly"], "words": "Droomt naar."},
            DAY,
            {"severity": "heavy", "seen_by": ["school-contact"]},
        ),
        {
            "effects": ["sleeps-badly"],
            "words": "Droomt naar.",
            "when": {"at": "2026-03-03"},
            "target": "child",
            "severity": "heavy",
            "seen_by": ["school-contact"],
        },
        "effect",
    ),
    Case(
        "p2",
        (
            {"damage": "belongings"},
            {"what": "Mijn fiets", "cents": "1204,5", **DAY},
            {"evidence": [RECEIPT], "entries-numbers": "4"},
            {"helper": "victim-support", "law": "criminal"},
        ),
        {
            "damage": "belongings",
            "what": "Mijn fiets",
            "cents": 120450,
            "when": {"at": "2026-03-03"},
            "evidence": [RECEIPT],
            "entries": [VISIT],
            "helper": "victim-support",
            "law": "criminal",
        },
        "damage",
        private=False,
    ),
    Case("p2", ({"damage": "care"}, {}, {}, {"private": "1"}), {"damage": "care", "private": True}, "damage"),
    Case(
        "p3",
        ({"cost": "lawyer"}, {"what": "Eerste gesprek", "cents": "90", **DAY, "status": "paid", "evidence": [RECEIPT]}),
        {
            "cost": "lawyer",
            "what": "Eerste gesprek",
            "cents": 9000,
            "when": {"at": "2026-03-03"},
            "status": "paid",
            "evidence": [RECEIPT],
        },
        "cost",
    ),
    Case(
        "p4",
        (
            {"use": "yes"},
            {"form": "written", "reader": "myself", "author": "Met Noor", **later("session")},
            {"text": "Mijn leven werd klein.", **DAY},
        ),
        {
            "event": "written",
            "form": "written",
            "reader": "myself",
            "author": "Met Noor",
            "session": {"at": "2040-02-01"},
            "text": "Mijn leven werd klein.",
            "when": {"at": "2026-03-03"},
        },
        "statement",
    ),
    Case(
        "p4",
        ({"use": "no"}, {"reader": "myself"}, {"text": "Toch niet."}),
        {"event": "not-use", "form": "not-used", "when": TODAY},
        "statement",
    ),
    Case(
        "p5",
        (
            {"event": "ask", **DAY},
            {
                "grounds": ["stalked"],
                "constant_threat": "yes",
                "adult": "yes",
                "same_person": "yes",
                "fear": "Dat R. terugkomt.",
            },
            {"municipality": "Utrecht", "region": "utrecht", "reason": "Nog niets.", **later("until")},
        ),
        {
            "event": "ask",
            "when": {"at": "2026-03-03"},
            "grounds": ["stalked"],
            "constant_threat": "yes",
            "adult": "yes",
            "same_person": "yes",
            "fear": "Dat R. terugkomt.",
            "municipality": "Utrecht",
            "region": "utrecht",
            "reason": "Nog niets.",
            "until": {"at": "2040-02-01"},
        },
        "aware-request",
    ),
    Case(
        "p6",
        ({"event": "ask", **DAY}, {"municipality": "Utrecht", "words": "Sloten."}),
        {
            "event": "ask",
            "when": {"at": "2026-03-03"},
            "municipality": "Utrecht",
            "words": "Sloten.",
            "measures": [LOCK],
            "cents": 4500,
        },
        "funding-request",
    ),
    Case(
        "p6",
        ({"event": "granted", **DAY}, {"granted_cents": "40", "anyway": "1"}),
        {"event": "granted", "when": {"at": "2026-03-03"}, "granted_cents": 4000},
        "funding-request",
    ),
    Case(
        "p7",
        ({"site": "fotos.example", "what": "Mijn foto"}, {"evidence": [RECEIPT]}),
        {"site": "fotos.example", "what": "Mijn foto", "when": TODAY, "evidence": [RECEIPT], "outcome": "waiting"},
        "removal-request",
    ),
)


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("h1", {"text": ""}, "Vul dit in. Dit hebben we nodig."),
    ("h2", {"where": ""}, "Vul dit in. Dit hebben we nodig."),
    ("h3", {"text": "Iets", "of-numbers": "99"}, "99"),
    ("h3", {"text": "Iets", "of-numbers": "4"}, "Notitie 4 kan hier niet bij."),
    ("h3", {"text": "Iets", "of-numbers": "vier"}, "Vul nummers van notities in, met een komma ertussen."),
    ("h4", {"text": ""}, "Schrijf op wat je doet, of kies een maatregel uit de lijst."),
    ("h6", {"person": "new"}, "Vul een naam in."),
    ("k1", {"name": ""}, "Vul dit in. Dit hebben we nodig."),
    (
        "k2",
        {"when": "day", "when-day": "41", "when-month": "2", "when-year": "2040"},
        "Vul een dag in van 1 tot en met 31.",
    ),
    ("k3", {"holder-new": ""}, "Vul dit in. Dit hebben we nodig."),
    ("p1", {"words": ""}, "Kies wat je merkt, of schrijf het in je eigen woorden."),
    ("l1", {"words": ""}, "Kies wat je merkt, of schrijf het in je eigen woorden."),
    ("p2", {"damage": "onzin"}, "onzin"),
    ("p3", {}, "Vul dit in. Dit hebben we nodig."),
    ("p5", {"event": "ask"}, "Vul dit in. Dit hebben we nodig."),
    ("p7", {"site": ""}, "Vul dit in. Dit hebben we nodig."),
)
