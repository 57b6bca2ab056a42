"""All facts of `guidance/content/facts.yaml`, exactly these: what her entries, her answers and counting say of each.

Nothing here decides what to do: rules and routes do, with these facts. Retracted entries do not count, corrected ones count as they read
now, and private ones count for her: the caller chooses which items come in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from houvast.insight import arranged, counts, dangers, holdings, terms
from houvast.insight.fact import Fact, answered, shown, unknown
from houvast.insight.standing import Standing
from houvast.insight.tellings import EVENTS, OF_RELATION, by_telling, tellings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from houvast.insight.bursts import Reading
    from houvast.insight.contacts import Contacts
    from houvast.insight.signals import Signal
    from houvast.insight.terms import Broken
    from houvast.insight.timeline import Item

# What only a question of the moment can settle: nothing that is recorded says it.
ASKED = (
    "danger-now", "words-clear", "very-serious", "long-going-on", "escalated", "names-written", "professional",
    "wants-anonymous", "safety-reason", "vt-agrees", "safety-secured", "traceable", "pros-cons-discussed", "reporter-decides",
    "three-answers", "unsafety", "regional-extras", "committee-complete", "reviewed-together", "ordered-by-judge", "device-shared",
    "checked-by-name",
)  # fmt: skip
# What she tells, beside the steps of `tellings.EVENTS`.
TOLD = (
    "unwanted", *OF_RELATION, "dependent", "children", "shared-belongings", "safe-at-home", "offences-looked-at", "constant-serious-threat",
    "adult", "same-person", "aware-ground", "real-fear",
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """The numbers of guidance: days, and how many signals are several."""

    two_weeks: int
    several_signals: int
    order_reminder: int
    observation: int
    confirm_request: int


@dataclass(frozen=True)
class Known:
    """What facts are made of: the entries, the contacts in them, the signals, the readings of chats and what broke an order."""

    items: Sequence[Item]
    contacts: Contacts
    signals: Sequence[Signal]
    readings: Sequence[Reading] = ()
    breaches: Sequence[Broken] = ()
    now_said: Mapping[str, bool] = field(default_factory=dict)


def facts(of: Known, now: datetime, limits: Limits) -> Mapping[str, Fact]:
    """Every fact by its id; `of.now_said` are her answers to the questions of facts at this moment, which nobody records.

    `now` has a zone. What her entries show outweighs a no, and both stay visible.
    """
    standing = Standing.of(of.items)
    items, told = standing.others, tellings(standing.others)
    counting = counts.Counting(of.contacts, {item.number: entry.id for item, entry in standing.incidents})
    found = {fact_id: by_telling(fact_id, told) for fact_id in (*TOLD, *EVENTS)} | {
        each: unknown(each) for each in ASKED
    }
    for each in (
        *counts.of_contacts(counting, limits.two_weeks), *counts.again(counting, items), counts.replies(items, of.readings),
        *dangers.of_behaviours(standing, of.signals), *dangers.of_signals(standing, of.signals, limits.several_signals),
        *holdings.of_lists(standing), *holdings.of_police(standing), *holdings.of_stop(items),
        *terms.of_orders(standing, of.breaches, now, limits.order_reminder),
        *arranged.of_now(standing, of.breaches, now), *arranged.of_acts(standing), *arranged.of_arrangements(standing),
        *terms.of_terms(items, now, limits.observation, limits.confirm_request), terms.of_release(items, found["released"]),
    ):  # fmt: skip
        found[each.id] = each
    found["children"] = _children(standing, found["children"])
    found["first-report"] = _first_report(found["first-report"], found["several-incidents"])
    for fact_id, answer in of.now_said.items():
        found[fact_id] = answered(found[fact_id], answer=answer)
    found["aangifte-advised"] = _advised(found)
    return found


def _children(standing: Standing, told: Fact) -> Fact:
    """Children have to do with it when she says so, or noted that one was sought or asked (C08, C64)."""
    sought = [entry.id for _, entry in standing.incidents if entry.target == "child"]
    noted = tuple(dict.fromkeys([*sought, *standing.showing(("through-children",))]))
    return shown(told.id, noted, told.value if isinstance(told.value, bool) else None, told.entries)


def _first_report(told: Fact, several: Fact) -> Fact:
    """It is no first report when she spoke to the police more than once (B076)."""
    if several.value is not True:
        return told
    return Fact(told.id, value=False, entries=several.entries, because="count")


def _advised(found: Mapping[str, Fact]) -> Fact:
    """To file at once is advised after a threat, after violence, or when the police expects nothing of a talk (B074)."""
    causes = [found[each] for each in ("threatened", "violence", "no-point-in-talk")]
    yes = [each for each in causes if each.value is True]
    if not yes:
        return found.get("aangifte-advised", unknown("aangifte-advised"))
    entries = tuple(dict.fromkeys(entry for each in yes for entry in each.entries))
    return Fact(
        "aangifte-advised",
        value=True,
        entries=entries,
        rows=tuple(row for each in yes for row in each.rows),
        because=yes[0].because,
    )
