"""A large case, invented: incidents of every sort through the years, one long chat, orders, steps and answers. The same for the same seed.

What is quick for one dossier can be slow for another, so nothing here is all alike: incidents differ in what happened, by which means,
where, how exact their moment is and whether an order speaks of them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from houvast.bench import chats
from houvast.intake.formats import Answers
from houvast.intake.intake import Wish, take_in
from houvast.logbook.case import Case, Fear, MessageAnswer, SignalAnswer
from houvast.logbook.entry import Correction, Incident, Police, PoliceContact, StopMessage
from houvast.logbook.steps import Aangifte, Circle, Clause, Exemption, Order, Step, Stopgesprek
from houvast.logbook.when import When

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

FIRST, LAST = dt.datetime(2019, 1, 1), dt.datetime(2026, 3, 31)  # noqa: DTZ001 - claims are wall time
RECORDED = dt.datetime(2026, 4, 20, 9, 30, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 4, 21, 9, 30, tzinfo=dt.UTC)
_ACTS = (
    ("following", None), ("waiting", "in-person"), ("around-home", None), ("calls", "phone"), ("messages", "chat"), ("letters", "post"),
    ("visit", "in-person"), ("gossip", "via-others"), ("threat", "chat"), ("threat", None), ("intimidation", "in-person"),
    ("entering", "in-person"), ("gifts", "parcel"), ("social-media", "social-media"), ("damage", None),
    ("through-children", "via-children"),
)  # fmt: skip
_OFTEN = (8, 8, 8, 8, 8, 3, 3, 3, 1, 1, 2, 1, 2, 3, 1, 1)
_PLACES = (None, "home", "garden", "work", "travel", "online", "supermarket", "school", "elsewhere")
_WORDS = "hij stond weer voor de deur en belde aan ik deed niet open daarna appte hij dat hij wist waar ik was"
_STREETS = (
    "Kerkstraat {}",
    "Kerkstraat {}, Veldermeer",
    "Dorpsstraat {}",
    "op het plein bij de winkel",
    "Stationsweg {} Veldermeer",
    "thuis",
)
_CENTRE = (52.0907, 5.1214)
_SHARES = (0.80, 0.92, 0.97)  # of claims: to the minute, to the day, a part of a day; the rest is a month


def incident(random_: random.Random) -> Incident:
    """One incident."""
    acts = random_.choices(_ACTS, _OFTEN, k=1 if random_.random() < 0.8 else 2)
    place, share = random_.choice(_PLACES), random_.random()
    return Incident(
        when=_when(random_), what=" ".join(random_.choices(_WORDS.split(), k=30)), behaviours=tuple(dict.fromkeys(act for act, _ in acts)),
        channel=acts[0][1] if share < 0.7 else None, place=place,
        where=random_.choice(_STREETS).format(random_.randint(1, 400)) if random_.random() < 0.5 else None,
        coordinates=_near_by(random_) if random_.random() < 0.3 else None,
        minutes=random_.choice((None, None, 5, 20, 90)), witness=random_.choice((None, "yes", "no")), feelings="bang",
        target=random_.choice((None, None, None, "victim", "child", "family")), severe=share < 0.01,
        effects=("afraid",) if share < 0.05 else (), police=Police(called=True) if share < 0.02 else None,
    )  # fmt: skip


def _when(random_: random.Random) -> When:
    at = FIRST + dt.timedelta(minutes=random_.randrange(int((LAST - FIRST) / dt.timedelta(minutes=1))))
    share = random_.random()
    if share < _SHARES[0]:
        return When(f"{at:%Y-%m-%dT%H:%M}", estimated=share < 0.1)
    if share < _SHARES[2]:
        return When(f"{at:%Y-%m-%d}", part="evening" if share > _SHARES[1] else None)
    return When(f"{at:%Y-%m}")


def _near_by(random_: random.Random) -> str:
    latitude, longitude = (each + random_.uniform(-0.02, 0.02) for each in _CENTRE)
    return f"{latitude:.5f},{longitude:.5f}"


def record(vault: Vault, chat: Path) -> None:
    """What else is in the dossier: the chat, who writes in it, and what was told, answered and ordered."""
    me, *others = sorted(chats.NAMES)
    with chat.open("rb") as stream:
        taken = take_in(
            stream, chat.name, vault, RECORDED, Answers(not_after=RECORDED.date(), me=me, by=tuple(others)), Wish()
        )
    assert taken.receipt is not None
    vault.record([*_told(), *_ordered(), *_answered(taken.receipt.imported)], RECORDED)
    vault.record(list(_corrections(vault)), RECORDED)


def _told() -> Iterator[Entry]:
    yield Case(relation="ex-partner", children="yes", course="gradually", region="utrecht")
    yield StopMessage(
        when=When("2021-05-03T12:00"), channels=("chat",), words="Laat me met rust, dit is de laatste keer."
    )
    yield from (
        PoliceContact(when=When(f"{year}-06-0{day}"), channel="phone") for year in (2021, 2022, 2024) for day in (2, 7)
    )
    yield Stopgesprek(when=When("2022-02-10"), wished="yes", points=("unwanted", "must-stop"))
    yield Aangifte(when=When("2023-03-14"), offences=("threat",), request="yes")
    yield Step(when=When("2023-05-01"), route="police-report", event="neither")
    yield Step(when=When("2025-11-04"), route="release", event="free")


def _ordered() -> Iterator[Order]:
    """Of contact, of an area on a map and by name, of places, and one that is over; with what each allows."""
    around = tuple(
        f"{_CENTRE[0] + north:.4f},{_CENTRE[1] + east:.4f}"
        for north, east in ((0.01, -0.01), (0.012, 0.01), (-0.01, 0.008), (-0.008, -0.012))
    )
    handover = Exemption(kind="child-handover", places=("school",))
    contact, of_child = Clause(kind="contact"), Clause(kind="contact", persons=("child",), channels=("chat", "phone"))
    yield Order(when=When("2021-09-01"), ends=When("2022-08-31"), order="contact", law="criminal", clauses=(contact,))
    yield Order(
        when=When("2022-10-15T17:00"), ends=When("2027-10-14"), order="civil-order", law="civil", issuer="civil-judge",
        exemptions=(handover,), clauses=(
            contact, of_child, Clause(kind="area", polygon=around), Clause(kind="area", street="Kerkstraat", municipality="Veldermeer"),
            Clause(kind="location", addresses=("Dorpsstraat 12, Veldermeer", "werk")),
        ),
    )  # fmt: skip
    circle = Circle(",".join(map(str, _CENTRE)), 800)
    yield Order(
        when=When("2024-02"), order="special-condition", law="criminal", exemptions=(Exemption(kind="through-lawyer"),),
        clauses=(Clause(kind="area", circle=circle), Clause(kind="contact", channels=("phone", "in-person"))),
    )  # fmt: skip


def _answered(imported: str | None) -> Iterator[Entry]:
    yield Fear(when=When("2025-12-01"), afraid="yes", of_violence="unknown")
    for signal, answer in (
        ("jealous-ex", "yes"),
        ("earlier-violence", "no"),
        ("weapon", "unknown"),
        ("troubles", "yes"),
    ):
        yield SignalAnswer(when=When("2025-12-01"), signal=signal, answer=answer)  # type: ignore[arg-type]  # one of the three
    for row in range(200):
        yield MessageAnswer(
            imported=imported,
            row=5 * row,
            taken_for=("threat", "insult", "affection")[row % 3],
            answer="no" if row % 4 else "yes",
        )


def _corrections(vault: Vault) -> Iterator[Correction]:
    """Every hundredth incident was corrected since, some of those taken back, and some linked to the second order."""
    order = [each.id for each in vault.entries() if each.kind == Order.KIND][1]
    incidents = [each.id for each in vault.entries() if each.kind == Incident.KIND]
    for nth, id_ in enumerate(incidents[::100]):
        if nth % 10 == 9:
            yield Correction(entry=id_, retracted=True)
        else:
            yield Correction(entry=id_, fields={"order": order} if nth % 10 == 4 else {"minutes": 15})
