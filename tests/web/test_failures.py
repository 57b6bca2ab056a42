"""The pages for what went wrong: a way back into the open dossier, and nothing that was half typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.web.dossiers import statement
from houvast.web.dossiers.asked.money import STATEMENT

if TYPE_CHECKING:
    import pytest
    from django.test import Client

BACK = 'href="/nl/n/"'


def test_a_fault_of_ours_leads_back_to_today_where_the_draft_still_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/nl/n/t/p4/")["Location"]
    at = f"{first.rsplit('/', 2)[0]}/{len(STATEMENT.pages)}/"
    assert client.post(at, {"text": "Half af", "keep": "1"}).status_code == 204
    monkeypatch.setattr(statement, "merged", None)  # any fault would do
    client.raise_request_exception = False
    failed = client.get("/nl/n/p/2/")
    said = failed.content.decode()
    assert failed.status_code == 500
    assert BACK in said
    assert "Dat staat nog op Vandaag" in said
    assert "Half af" in client.get(at).content.decode()


def test_who_has_nothing_open_is_not_told_of_a_dossier(client: Client) -> None:
    assert BACK in client.get("/nl/n/9/9/9/").content.decode()
    client.cookies.clear()
    assert BACK not in client.get("/nl/n/9/9/9/").content.decode()
