"""The plan for a sudden flight (C112-C122)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.insight.plan import latest, plan_said, questions
from houvast.intake.moments import refuse_past
from houvast.intake.typed import typed
from houvast.logbook.plan import SafetyPlan
from houvast.logbook.when import ZONE, here
from houvast.web.dossiers.asked.filling import of_entry, text
from houvast.web.dossiers.asked.plan import with_examples
from houvast.web.forms import Asked, Field, Option
from houvast.web.saying import say
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from datetime import datetime

    from houvast import guidance
    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Raw

TOGETHER = "Ben je bang voor geweld? Maak dit plan dan samen met de politie (0900-8844) of Veilig Thuis (0800-2000)."
WITH_HELP = frozenset({"police-contact", "neighbourhood-officer", "veilig-thuis-worker"})
_HELPS = ("trusted-person", "police-contact", "veilig-thuis-worker", "victim-support", "lawyer")
_GROUPS = (
    ("lay-ready", "Wat leg je klaar?"),
    ("flight", "Hoe kom je weg, en waarheen?"),
    ("home", "Als er iemand komt terwijl je thuis bent"),
    ("people", "Wie helpt, en wie belt 112?"),
    ("made-with", "Met wie maak je dit plan?"),
    ("review", "Wanneer kijk je er weer naar?"),
)


_BESIDE = {"made-with-whom": "Wie is dat, en wat spraken jullie af?", "review-when": "Waarna kijk je er ook weer naar?"}
"""What is asked of a part of which a list or a day on the same page asks the rest."""


def _part(item: guidance.Item) -> Field:
    beside = _BESIDE.get(item.id)
    return Field(
        f"part-{item.id}", "examples", beside or item.nl, hint="" if beside else item.own["ask"],
        read=with_examples(item.points), loose=True, fill=text,
        options=tuple(Option(str(place), each) for place, each in enumerate(item.points)),
    )  # fmt: skip


def _plan_page(group: str, question: str) -> Asked:
    fields = tuple(_part(item) for item in questions() if item.own["part"] == group)
    if group == "made-with":
        fields = (Field("made_with", "several", "Gemaakt met", listed=("contact-roles",), first=_HELPS), *fields)
    if group == "review":
        fields = (Field("review", "moment", "Op welke dag?", ahead=True, later=True), *fields)
    return Asked(question, fields, hint="Je mag stoppen en later verdergaan. Wat je leeg laat, staat niet in je plan.")


def _plan_now(opened: Opened) -> Raw:
    """What stands in her plan."""
    plan = latest(opened.items, SafetyPlan)
    if plan is None:
        return {}
    return {
        **of_entry(plan, PLAN.pages),
        **{f"part-{each.part}": [each.text] for each in plan.parts},
    }


def _make_plan(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    """The plan anew: what was emptied is empty, the earlier one stays visible."""
    written = {item.id: said.pop(f"part-{item.id}", "") for item in questions()}
    more = {"made_with": [], "review": None, **said}
    made = typed("safety-plan", plan_said(opened.items, written, more, here(now).date().isoformat()), now, ZONE, lang)
    assert isinstance(made, SafetyPlan)
    refuse_past(made.review, now)
    return [made], []


def _parts_of(entry: Entry) -> dict[str, Any]:
    """What stands in a plan, by its questions."""
    return {f"part-{each.part}": each.text for each in entry.parts} if isinstance(entry, SafetyPlan) else {}


def _as_parts(said: dict[str, Any]) -> dict[str, Any]:
    """The answers to its questions as the parts of a plan."""
    parts = [{"part": item.id, "text": said[name]} for item in questions() if (name := f"part-{item.id}") in said]
    return {name: value for name, value in said.items() if not name.startswith("part-")} | {"parts": parts}


def _mind_plan(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    del opened
    return [] if WITH_HELP & set(said.get("made_with", ())) else [say(TOGETHER, lang)]


PLAN = Task(
    code="h5", kind="safety-plan", title="Als je ineens weg moet", done="safety", back="safety",
    pages=tuple(_plan_page(group, question) for group, question in _GROUPS),
    told_by=_parts_of, members=_as_parts, filled=_plan_now, make=_make_plan, minding=_mind_plan,
)  # fmt: skip

TASKS = (PLAN,)
