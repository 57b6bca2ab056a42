"""Walking through a task without a browser, in a dossier with a few things in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cast import opened
from houvast.logbook.case import Person
from houvast.logbook.entry import Incident
from houvast.logbook.evidence import Evidence
from houvast.logbook.plan import Knowledge, Measure
from houvast.logbook.when import When
from houvast.reports.items import items_of
from web.kinds import JORIS, KNOWS, LOCK, RECEIPT, VISIT

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from houvast.insight.timeline import Item
    from houvast.vault.vault import Vault


def begun_with(tmp_path: Path) -> Vault:
    """Mira's dossier with somebody, something R. knows, a receipt, a visit and a lock that costs money, numbered 1 to 5."""
    found = opened(tmp_path / "dossier")
    found.record(
        [
            Person(id=JORIS, name="Joris"),
            Knowledge(id=KNOWS, text="Waar ik werk"),
            Evidence(id=RECEIPT, description="De bon", physical="In de map"),
            Incident(id=VISIT, when=When("2026-03-03T22:10"), what="Bij de deur."),
            Measure(id=LOCK, measure="solid-front-door", status="planned", cents=4500),
        ],
        datetime.now(UTC),
    )
    return found


def added(tmp_path: Path) -> list[Item]:
    """What stands in the dossier besides what was there."""
    return [
        item
        for item in items_of(opened(tmp_path / "dossier"))
        if item.entry.id not in {JORIS, KNOWS, RECEIPT, VISIT, LOCK}
    ]


def begun(client: Client, code: str) -> str:
    """The first page of a task."""
    at: str = client.get(f"/nl/n/t/{code}/")["Location"]
    return at


def walked(client: Client, code: str, pages: tuple[dict[str, Any], ...]) -> str:
    """The page that reads back what was filled in on these pages."""
    at = begun(client, code)
    for place, said in enumerate(pages, 1):
        assert client.get(at).status_code == 200
        more = {} if place < len(pages) else {"look": "1"}
        answer = client.post(at, {**said, **more})
        assert answer.status_code == 302, answer.content.decode()
        at = answer["Location"]
    assert at.endswith("/0/")
    return at
