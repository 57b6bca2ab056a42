"""What a dossier asks, a file for each family of entries: only data, drawn and recorded by `houvast.web.tasks`."""

from __future__ import annotations

from houvast.web import tasks
from houvast.web.dossiers.asked import (
    effect,
    evidence,
    flight,
    incident,
    money,
    orders,
    people,
    plan,
    police,
    requests,
    signals,
    sos,
    steps,
    stop,
)


def register_all() -> None:
    """Make every task known, once."""
    if not tasks.TASKS:
        tasks.register(*incident.TASKS, *signals.TASKS, *orders.TASKS, *police.TASKS, *stop.TASKS, *steps.TASKS)
        tasks.register(*plan.TASKS, *flight.TASKS, *sos.TASKS, *people.TASKS, *effect.TASKS)
        tasks.register(*money.TASKS, *requests.TASKS)
        tasks.register(*evidence.TASKS, *steps.OTHERWISE)
