"""A chat that is read again after she answered about it: what she said, and what she tied to it, stands at the new reading (B075, C13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from houvast.logbook.case import MessageAnswer
from houvast.logbook.entry import Incident
from houvast.logbook.evidence import Import
from houvast.proof.folder import blob_path
from web.test_imports import chosen, page
from web.test_uploads import opened

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from houvast.insight.timeline import Item

CHAT = (
    "2/3/26, 17:55 - R.: Ik hou van je\n2/3/26, 17:56 - Mira: Laat me met rust\n4/3/26, 08:02 - R.: Ik maak je kapot\n"
)
FIRST = "/nl/n/c/0/0/"


def of_kind(client: Client, kind: type[object]) -> list[Item]:
    """What is recorded of a kind, in order."""
    opened(client).follow()
    return sorted((each for each in opened(client).items if isinstance(each.entry, kind)), key=lambda each: each.number)


@pytest.fixture
def read_again(client: Client, tmp_path: Path) -> Client:
    """She answered about a message and tied the chat to an incident; then it was read with the dates the other way round."""
    file = tmp_path / "WhatsApp-chat met R.txt"
    file.write_text(CHAT, encoding="utf-8")
    at = chosen(client, file)
    client.post(f"{at}0/", {"order": "dmy"})
    page(client, at)
    client.post(at, {"me-0": "1", "by-0": "0"})
    assert "Je bestand is bewaard" in page(client, at)
    said = page(client, FIRST)
    assert "Is dit een dreigement?" in said
    asked = {name: re.findall(rf'name="{name}" value="([^"]*)"', said)[0] for name in ("chat", "row", "kind")}
    client.post(FIRST, {**asked, "answer": "yes"})
    (chat,) = of_kind(client, Import)
    opened(client).vault.record([Incident(what="Bij de deur.", evidence=(chat.entry.id,))], timezone.now())
    answer = client.post(f"/nl/n/g/{chat.number}/i/", {"order": "mdy"})
    assert "Je bestand is bewaard" in page(client, answer["Location"])
    return client


@pytest.mark.covers("B075", "C13")
def test_what_she_answered_is_not_asked_again_and_counts_at_the_new_reading(read_again: Client) -> None:
    old, new = of_kind(read_again, Import)
    assert (old.retracted, new.retracted) == (True, False)
    said = page(read_again, FIRST)
    assert "Is dit een dreigement?" not in said
    assert "Staat hier een liefdesverklaring?" in said
    (answer,) = of_kind(read_again, MessageAnswer)
    assert isinstance(answer.entry, MessageAnswer)
    assert (answer.entry.imported, answer.entry.row) == (new.entry.id, 2)
    told = page(read_again, f"/nl/n/a/{answer.number}/")
    assert (
        f"Dit zei je bij regel 3 van notitie {old.number}. "
        f"Dat bestand is opnieuw gelezen: het is nu regel 3 van notitie {new.number}." in told
    )


@pytest.mark.covers("C13")
def test_what_belongs_to_the_chat_leads_to_the_reading_that_stands(read_again: Client) -> None:
    old, new = of_kind(read_again, Import)
    (act,) = of_kind(read_again, Incident)
    told = page(read_again, f"/nl/n/a/{act.number}/")
    assert f"/{new.number}/" in told.split("<main")[1]
    assert f"/a/{old.number}/" not in told
    assert f"/g/{old.number}/" not in told
    again = page(read_again, f"/nl/n/a/{old.number}/")
    assert f"Dit bestand is opnieuw gelezen: dat is notitie {new.number}." in again
    assert f'<a href="/nl/n/a/{new.number}/">Naar notitie {new.number}</a>' in again
    assert "opnieuw gelezen" not in page(read_again, f"/nl/n/a/{new.number}/")


def test_a_reading_that_is_lost_stops_no_page(read_again: Client, tmp_path: Path) -> None:
    old, _ = of_kind(read_again, Import)
    assert isinstance(old.entry, Import)
    assert old.entry.reading is not None
    (answer,) = of_kind(read_again, MessageAnswer)
    held = opened(read_again)
    (tmp_path / "dossier" / blob_path(old.entry.reading.blob)).unlink()
    held._same.clear()
    held.vault.record([Incident(what="Stond er.")], timezone.now())
    assert "vonden we dit bericht niet" in page(read_again, f"/nl/n/a/{answer.number}/")
    assert "Is dit een dreigement?" in page(read_again, FIRST)
