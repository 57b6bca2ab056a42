"""At the door when something is wrong: pressed twice, two tabs, a folder that cannot be it, and Back after leaving (J01, K01)."""

from __future__ import annotations

import errno
import os
import threading
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from cast import PASSPHRASE, STRANGER, make_dossier, verified
from houvast.errors import WrongKeyError
from houvast.vault import folder, opening
from houvast.web import alone
from houvast.web.door import beginning
from web.browser import LEAVE_TO, Visitor
from web.test_public import visitor_of
from web.test_self_check import fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client
    from playwright.sync_api import Browser

    from web.browser import Site

START = "Naar het begin"
LEFT = ("/nl/", "/nl/1/", "/nl/7/", "/nl/8/7/", "/nl/9/", "/nl/18/1/", "/nl/30/", "/nl/o/1/", "/nl/o/2/", "/zz/8/")


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """What was opened here is closed again."""
    yield
    alone.close_all()


def both(*clients: Client, path: str, form: dict[str, str]) -> list[HttpResponse]:
    """The same form from each of these at once."""
    answers: list[HttpResponse] = []
    threads = [threading.Thread(target=lambda each=each: answers.append(each.post(path, form))) for each in clients]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return answers


def the_same(client: Client) -> Client:
    """The same browser, whose first request was not answered yet."""
    from django.test import Client

    twin = Client(SERVER_NAME="127.0.0.1")
    twin.cookies["n"] = client.cookies["n"].value
    return twin


def meeting(real: Callable[..., Any]) -> Callable[..., Any]:
    """The same, but both are in before either goes on."""
    barrier = threading.Barrier(2, timeout=30)

    def both_in(*said: Any) -> Any:
        barrier.wait()
        return real(*said)

    return both_in


@pytest.mark.covers("J01")
def test_who_presses_twice_begins_one_dossier_and_sees_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = visitor_of(tmp_path / "new")
    form = fields(once.get("/nl/o/2/"))
    twice = the_same(once)
    monkeypatch.setattr(beginning, "read", meeting(beginning.read))
    said = {**form, "choice": "offered", "again": form["offered"]}
    answers = both(once, twice, path="/nl/o/2/", form=said)
    assert [each.headers.get("Location") for each in answers] == ["/nl/o/3/"] * 2
    codes = [beginning.code_of(each) for each in alone._open.values()]
    assert len(codes) == 1
    assert codes[0]
    assert verified(tmp_path / "new")[0].ok


@pytest.mark.covers("J01")
def test_who_presses_twice_to_open_is_in_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_dossier(tmp_path / "dossier")
    once = visitor_of(tmp_path / "dossier")
    form = fields(once.get("/nl/o/"))
    twice = the_same(once)
    monkeypatch.setattr(alone, "unlocked", meeting(alone.unlocked))
    answers = both(once, twice, path="/nl/o/", form={**form, "words": PASSPHRASE})
    assert [each.headers.get("Location") for each in answers] == ["/nl/n/"] * 2
    assert len(alone._open) == 1


def test_passphrases_are_tried_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_dossier(tmp_path / "dossier")
    browsers = [visitor_of(tmp_path / "dossier") for _ in range(4)]
    busy = threading.Semaphore(1)

    def tried(*_: object) -> None:
        assert busy.acquire(blocking=False), "two at a time: each takes 256 MiB"
        busy.release()
        raise WrongKeyError

    monkeypatch.setattr(opening, "unlock", tried)
    answers = both(*browsers, path="/nl/o/", form={"words": STRANGER})
    assert [each.status_code for each in answers] == [403] * 4


def test_a_wrong_passphrase_in_a_second_tab_leaves_the_first_open(client: Client) -> None:
    assert client.post("/nl/o/", {"words": STRANGER}).status_code == 403
    assert client.get("/nl/n/").status_code == 200


@pytest.mark.covers("J01")
def test_who_opens_again_in_a_second_tab_still_finds_the_code_to_write_down(client: Client) -> None:
    opened = alone.opened(client.cookies["n"].value)
    assert opened is not None
    beginning.show_once(opened, "AGE-SECRET-KEY-1ABCD")
    assert client.post("/nl/o/", {"words": PASSPHRASE})["Location"] == "/nl/n/"
    assert "ABCD" in client.get("/nl/o/3/").content.decode()
    assert len(alone._open) == 1


@pytest.mark.parametrize("path", ["/nl/o/", "/nl/o/4/"])
def test_a_form_of_the_door_that_stood_open_too_long_is_the_door_again(tmp_path: Path, path: str) -> None:
    from django.test import Client

    make_dossier(tmp_path / "dossier")
    visitor_of(tmp_path / "dossier")
    late = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1").post(path, {"words": PASSPHRASE, "code": "x"})
    page = late.content.decode()
    assert late.status_code == 403
    assert "Deze pagina stond te lang open. Probeer het nog een keer." in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert PASSPHRASE not in page


def taken(root: Path) -> None:
    """Something of somebody else is in it."""
    root.mkdir()
    (root / "brief.txt").write_text("x")


def only_keys(root: Path) -> None:
    """It was killed between the keys and the first record."""
    (root / "keys").mkdir(parents=True)
    (root / "keys" / f"{'a' * 64}.age").write_text("x")


def a_file(root: Path) -> None:
    """It is no folder."""
    root.write_text("x")


def nowhere(root: Path) -> None:
    """The folder it would stand in is not there."""
    root.parent.rmdir()


@pytest.mark.covers("J01")
@pytest.mark.parametrize(
    ("make", "why"),
    [
        (taken, "staat al iets"),
        (only_keys, "sleutels zonder dossier"),
        (a_file, "staat al iets"),
        (nowhere, "is er niet"),
        ("closed", "mogen we niet"),
        ("read-only", "mogen we niet"),
    ],
)
def test_where_no_dossier_can_begin_it_is_said_before_a_passphrase_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None] | str, why: str
) -> None:
    root = tmp_path / "in" / "dossier"
    root.parent.mkdir()
    stranger = visitor_of(root)
    if callable(make):
        make(root)
    elif make == "closed":  # whoever runs the tests may be let into everything

        def refuse(*_: object) -> None:
            raise PermissionError(errno.EACCES, "closed", str(root))

        monkeypatch.setattr(folder.FolderStore, "at", refuse)
        monkeypatch.setattr(folder.FolderStore, "refuse_taken", refuse)
    else:
        monkeypatch.setattr(os, "access", lambda *_: False)
    assert stranger.get("/nl/").status_code == 200
    page = stranger.get("/nl/o/", follow=True).content.decode()
    assert why in page
    assert "Ik begin op dit toestel" not in page
    assert stranger.get("/nl/o/2/")["Location"] == "/nl/o/1/"


def test_a_disk_that_is_full_keeps_her_choice_and_another_try_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = visitor_of(tmp_path / "new")
    form = fields(stranger.get("/nl/o/2/"))
    said = {**form, "choice": "offered", "again": form["offered"]}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full", "x")

    with monkeypatch.context() as patched:
        patched.setattr(folder.FolderStore, "publish", full)
        refused = stranger.post("/nl/o/2/", said)
    assert "De schijf is vol" in refused.content.decode()
    assert form["offered"] in refused.content.decode()
    assert stranger.post("/nl/o/2/", said)["Location"] == "/nl/o/3/"
    assert verified(tmp_path / "new")[0].ok


@pytest.mark.covers("K01")
def test_after_leaving_no_page_tells_what_this_is_until_the_printed_address_or_the_door(tmp_path: Path) -> None:
    make_dossier(tmp_path / "dossier")
    stranger = visitor_of(tmp_path / "dossier")
    assert START not in stranger.get("/nl/7/").content.decode()
    stranger.post("/nl/x/")
    for path in LEFT:
        page = stranger.get(path).content.decode()
        assert START in page, path
        assert 'href="tel:112"' in page
        assert not any(each in page for each in ("Houvast", "stalk", "veilig", "gevaar", "Menu")), path
    assert 'name="words"' in stranger.get("/nl/n/", follow=True).content.decode()
    assert stranger.get("/")["Location"] == "/nl/"
    assert START not in stranger.get("/nl/7/").content.decode()
    stranger.get("/nl/x/")
    assert stranger.post("/nl/o/", {"words": PASSPHRASE})["Location"] == "/nl/n/"
    assert START not in stranger.get("/nl/7/").content.decode()


@pytest.mark.covers("K01")
@pytest.mark.parametrize("script", [True, False])
def test_after_leaving_pages_for_all_back_shows_nothing_of_them(
    browser: Browser,
    site: Site,
    script: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    somebody = Visitor.arrive(browser, site, java_script_enabled=script)
    page = somebody.page("nl/")
    page.goto(site.url("nl/7/"))
    page.goto(site.url("nl/8/"))
    page.locator("#leave").click()
    page.wait_for_url(LEAVE_TO)
    for _ in range(2):
        page.go_back()
        page.get_by_role("link", name=START).wait_for()
        assert "Veilig Thuis" not in page.inner_text("body")
    somebody.context.close()
    assert somebody.strayed == []


@pytest.mark.parametrize("words", ["", "x", STRANGER, "x" * 5_000, PASSPHRASE[:-1]])
def test_every_wrong_passphrase_costs_one_whole_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    make_dossier(tmp_path / "dossier")
    stranger = visitor_of(tmp_path / "dossier")
    tries: list[int] = []
    monkeypatch.setattr("houvast.seal.age.stanza.Scrypt", counted(Scrypt, tries))
    assert stranger.post("/nl/o/", {"words": words}).status_code == 403
    assert len(tries) == 1


def counted(real: Callable[..., Any], tries: list[int]) -> Callable[..., Any]:
    """The same, and counts."""

    def make(*args: Any, **named: Any) -> Any:
        tries.append(1)
        return real(*args, **named)

    return make
