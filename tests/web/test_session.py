"""Sessions in memory end when they are due, asked for or not, and what was ended stays ended (web-safety 7)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cast import make_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from houvast.web.session import SessionStore


@pytest.fixture
def store(client: Client) -> SessionStore:
    """The session that has the dossier of `client` open."""
    from houvast.web.session import SessionStore

    return SessionStore(client.cookies["n"].value)


@pytest.mark.covers("K21")
@pytest.mark.parametrize(("minutes", "hours", "open_"), [(29, 0, True), (31, 0, False), (0, 7, True), (0, 9, False)])
def test_a_dossier_left_alone_is_locked_though_nobody_asks_again(
    store: SessionStore, minutes: int, hours: int, *, open_: bool
) -> None:
    from django.utils import timezone

    from houvast.web import alone
    from houvast.web.session import SEEN

    key = store.session_key
    opened = alone.opened(key)
    assert opened is not None
    store[SEEN] = (timezone.now() - timedelta(minutes=minutes)).timestamp()
    store.save()
    opened.since = timezone.now() - timedelta(hours=hours)
    store.clear_expired()
    assert (alone.opened(key) is not None) is open_
    assert store.exists(key or "") is open_


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
    from houvast.web.session import SessionStore

    key = client.cookies["n"].value

    def slow(lang: str) -> str:
        SessionStore(key).delete()
        return direction(lang)

    monkeypatch.setattr("houvast.web.page.direction", slow)
    answer = client.get("/nl/n/m/")
    assert answer.cookies["n"].value == ""


def test_forms_of_the_door_do_not_pile_up(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from houvast.web import alone, session

    make_dossier(tmp_path / "other")
    monkeypatch.setattr(session, "_MOST_IDLE", 3)
    for _ in range(5):
        session.SessionStore().create()
    session.SessionStore.clear_expired()
    assert len([key for key in session._rows if alone.opened(key) is None]) == 3
    assert client.get("/nl/n/").status_code == 200
