"""The pages for what went wrong: a way back into the open dossier, and nothing that was half typed is lost."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houvast.vault.vault import Vault
from houvast.web.dossiers import statement
from houvast.web.dossiers.asked.money import STATEMENT
from web.test_at_once import half_typed

if TYPE_CHECKING:
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


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (errno.ENOSPC, "De schijf is vol. Maak ruimte"), (errno.EROFS, "Op deze schijf kan nu niets worden geschreven."),
        (errno.EIO, "De schijf weigert."),
    ],
)  # fmt: skip
def test_a_disk_that_refuses_is_told_in_the_same_words_wherever_something_is_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch, why: int, told: str
) -> None:
    client.post(half_typed(client))
    look, take_back = half_typed(client), "/nl/n/a/1/x/"
    begun = client.get("/nl/n/a/1/v/")["Location"].removesuffix("1/")
    client.post(f"{begun}2/", {"what": "anders"})
    change = client.get(f"{begun}0/")["Location"]
    with_file = client.get("/nl/n/t/1/")["Location"].removesuffix("1/") + "5/"

    def refuse(*_: object, **__: object) -> None:
        raise OSError(why, "refused", "/home/haar/map")

    monkeypatch.setattr(Vault, "record", refuse)
    monkeypatch.setattr(Vault, "arriving", refuse)
    file = SimpleUploadedFile("a.txt", b"een")
    for answer in (*map(client.post, (look, take_back, change)), client.post(with_file, {"file": file})):
        said = answer.content.decode()
        assert answer.status_code == 400
        assert told in said
        assert "Wat al bewaard was, is bewaard." in said
        assert "/home/haar" not in said
