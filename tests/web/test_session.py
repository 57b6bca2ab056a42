"""Sessions in memory end when they are due, asked for or not, and what was ended stays ended (web-safety 7)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cast import make_dossier
from houvast.web import alone, session
from houvast.web.session import SEEN, SessionStore

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client


@pytest.fixture
def store(client: Client) -> SessionStore:
    """The session that has the dossier of `client` open."""
    return SessionStore(client.cookies["n"].value)


@pytest.mark.covers("K21")
@pytest.mark.parametrize(("minutes", "hours", "open_"), [(29, 0, True), (31, 0, False), (0, 7, True), (0, 9, False)])
def test_a_dossier_left_alone_is_locked_though_nobody_asks_again(
    store: SessionStore, minutes: int, hours: int, *, open_: bool
) -> None:
    key = store.session_key
    opened = alone.opened(key)
    assert opened is not None
    store[SEEN] = (timezone.now() - timedelta(minutes=minutes)).timestamp()
    store.save()
    opened.since = timezone.now() - timedelta(hours=hours)
    store.clear_expired()
    assert (alone.opened(key) is not None) is open_
    assert store.exists(key or "") is open_


@pytest.mark.covers("K21")
@pytest.mark.parametrize(("quiet", "hours", "open_"), [(1, 0, True), (29, 7, True), (31, 0, False), (0, 9, False)])
def test_while_bytes_come_in_it_is_not_left_alone_but_never_for_longer_than_one_opening(
    store: SessionStore, quiet: int, hours: int, *, open_: bool
) -> None:
    key, opened = left_alone(store, hours)
    opened.came = (timezone.now() - timedelta(minutes=quiet)).timestamp()
    store.clear_expired()
    assert (alone.opened(key) is not None) is open_


@pytest.mark.covers("K21")
@pytest.mark.parametrize(("hours", "open_"), [(1, True), (9, False)])
def test_while_something_is_made_for_her_it_is_not_left_alone_and_after_it_she_has_her_half_hour(
    store: SessionStore, hours: int, *, open_: bool
) -> None:
    key, opened = left_alone(store, hours)
    with opened.making():
        store.clear_expired()
        assert (alone.opened(key) is not None) is open_
    store.clear_expired()
    assert (alone.opened(key) is not None) is open_


def test_every_piece_of_a_file_counts_and_the_page_is_told_how_long_nothing_came(client: Client) -> None:
    opened = alone.opened(client.cookies["n"].value)
    assert opened is not None
    assert int(client.post("/nl/z/")["X-Quiet"]) > 10**9  # never
    said = {"page": "/p", "name": "a", "size": 3, "changed": 0}
    id_ = client.post("/nl/n/g/u/", said, content_type="application/json").json()["id"]
    opened.came = 0
    client.post(f"/nl/n/g/u/{id_}/", b"ab", content_type="application/octet-stream", headers={"X-Offset": "0"})
    assert int(client.post("/nl/z/")["X-Quiet"]) < 600
    opened.came = 0
    client.post("/nl/n/g/i/", {"file": SimpleUploadedFile("a.txt", b"in one go")})
    assert int(client.post("/nl/z/")["X-Quiet"]) < 600
    with opened.making():
        opened.came = 0
        assert client.post("/nl/z/")["X-Quiet"] == "0"
        client.post("/nl/x/")  # she leaves: at once, whatever is under way
        assert alone.opened(client.cookies["n"].value) is None
        assert opened.closed
        assert "X-Quiet" not in client.post("/nl/z/").headers


def left_alone(store: SessionStore, hours: int) -> tuple[str | None, alone.Opened]:
    """A dossier that was opened so long ago, of which nobody asked anything for an hour."""
    opened = alone.opened(store.session_key)
    assert opened is not None
    store[SEEN] = (timezone.now() - timedelta(hours=1)).timestamp()
    store.save()
    opened.since = timezone.now() - timedelta(hours=hours)
    return store.session_key, opened


def test_what_another_tab_ended_is_not_begun_again_by_an_answer_that_comes_later(
    client: Client, store: SessionStore
) -> None:
    store["something"] = "half way"
    client.get("/nl/x/")
    store.save()
    assert not store.exists(store.session_key or "")
    assert client.get("/nl/n/")["Location"].endswith("/nl/o/")


def test_a_session_that_ends_while_its_page_is_made_gets_no_cookie(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from houvast.web.saying import direction

    key = client.cookies["n"].value

    def slow(lang: str) -> str:
        SessionStore(key).delete()
        return direction(lang)

    monkeypatch.setattr("houvast.web.page.direction", slow)
    answer = client.get("/nl/n/m/")
    assert answer.cookies["n"].value == ""


def test_forms_of_the_door_do_not_pile_up(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_dossier(tmp_path / "other")
    monkeypatch.setattr(session, "_MOST_IDLE", 3)
    for _ in range(5):
        session.SessionStore().create()
    session.SessionStore.clear_expired()
    assert len([key for key in session._rows if alone.opened(key) is None]) == 3
    assert client.get("/nl/n/").status_code == 200
