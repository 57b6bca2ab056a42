"""Every address of a dossier asked in every odd way: numbers that are none, fields missing, repeated or foreign. Never a fault of ours."""

from __future__ import annotations

import re
import shutil
import threading
import traceback
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.urls import URLResolver, get_resolver

from cast import NOW, opened
from houvast.logbook.entry import Correction
from houvast.logbook.plan import CopyHeld, RemovalRequest
from houvast.logbook.steps import Statement
from houvast.logbook.when import When
from houvast.web import alone
from web.conftest import _inside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client

    from houvast.vault.vault import Vault

ODD = "\x00\u202e\U0001f98b'\"<&{{%\\" + "9" * 60
NUMBERS = ("1", "0", "99999", "9" * 30, "9" * 5000)
REAL = ("6", "4", "14", "49", "60", "100", *NUMBERS)
LAST = frozenset({"leave", "lock", "settings-delete"})
"""After these nothing is open any more."""


def addresses(of: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Every pattern below this, with its name."""
    for each in of.url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each, before + str(each.pattern))
        else:
            yield before + str(each.pattern), each.name or ""


def in_dossier() -> list[tuple[str, str]]:
    """Those of a dossier, as a visitor asks for them."""
    found = [
        (re.sub(r"\^?\(\?P<lang>[^)]*\)|\$$", "nl", each, count=1), name) for each, name in addresses(get_resolver())
    ]
    return [(f"/{path}", name) for path, name in found if path.startswith("nl/n/") and name not in LAST]


class Hammered:
    """A client that keeps every fault of ours, with the address, what was sent, and where it came from."""

    def __init__(self, client: Client) -> None:
        self.client, self.faults, self.asked = client, list[str](), 0
        client.raise_request_exception = False
        self._doing = ""
        got_request_exception.connect(self._fell, weak=False)

    def _fell(self, **_: Any) -> None:
        self.faults.append(f"{self._doing}\n{''.join(traceback.format_exc().splitlines(keepends=True)[-7:])}")

    def close(self) -> None:
        """Listen no more."""
        got_request_exception.disconnect(self._fell)

    def ask(self, method: str, path: str, data: Any = None, kind: str = "") -> Any:
        """One request; its answer."""
        self._doing, self.asked = f"{method} {path[:120]} {kind} {str(data)[:300]}", self.asked + 1
        send = getattr(self.client, method.lower())
        before = len(self.faults)
        if kind:
            answer: Any = self.client.generic(method, path, data, content_type=kind)
        else:
            answer = send(path, data) if data is not None else send(path)
        if answer.status_code >= 500 and len(self.faults) == before:
            self.faults.append(f"{self._doing}: {answer.status_code}")
        if getattr(answer, "streaming", False):
            answer.close()
        return answer


@pytest.fixture
def hammered(demo: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hammered]:
    """A copy of the demo, with an entry that was taken back, in which every request is watched; the passphrase is known at once."""
    shutil.copytree(demo.store.root, tmp_path / "dossier")  # type: ignore[attr-defined]  # a folder
    monkeypatch.setattr("houvast.vault.opening.is_passphrase", lambda _, words: words == "goed")
    from houvast.vault.passphrase import DEMO_WORDS

    vault = opened(tmp_path / "dossier", DEMO_WORDS)
    vault.record([Statement(when=When("2026-05-01"), text="Mijn leven werd klein.")], NOW)
    vault.record([Correction(entry=vault.entries()[3].id, retracted=True)], NOW)
    vault.record([RemovalRequest(site="fotos.example", outcome="waiting"), CopyHeld(what="Een usb-stick")], NOW)
    for client in _inside(vault, tmp_path / "dossier"):
        found = Hammered(client)
        yield found
        found.close()
        alone.close_all()


def filled(path: str, given: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """The addresses of a pattern: every value in turn in each of its places, the first elsewhere; of a draft also with its own task."""
    places = re.findall(r"<\w+:(\w+)>", path)
    values = {name: given.get(name, NUMBERS) for name in places}
    turns = [
        {name: values[name][0] for name in places} | {turn: value} for turn in places for value in values[turn]
    ] or [{}]
    if {"code", "draft"} <= values.keys():
        turns += [
            {**turns[0], "code": code, "draft": draft}
            for code, draft in zip(given["code"], given["draft"], strict=False)
        ]
        turns += [{**each, "page": page} for each in turns for page in ("0", "2", "3")] if "page" in values else []
    for each in turns:
        at = path
        for name, value in each.items():
            at = re.sub(rf"<\w+:{name}>", value.replace("\\", ""), at)
        yield at


def names_in(page: bytes) -> list[str]:
    """The names of the inputs of a page."""
    return sorted(
        set(re.findall(r'name="([^"]+)"', page.decode(errors="replace"))) - {"viewport", "csrfmiddlewaretoken"}
    )


def bodies(names: list[str]) -> Iterator[tuple[Any, str]]:
    """What no browser of hers would send: nothing, foreign fields, each odd, each twice, a file everywhere, other types of content."""
    yield {}, ""
    yield dict.fromkeys(names, ODD), ""
    yield dict.fromkeys(names, "1"), ""
    yield {name: ["1", ODD, ""] for name in names}, ""
    yield (
        {
            **{f"{name}-{part}": "9" * 30 for name in names for part in ("day", "numbers", "kind-1", "said-²")},
            "vreemd": ODD,
        },
        "",
    )
    yield {name: SimpleUploadedFile("x\u202e.geojson", b"[]") for name in (*names[:3], "file")}, ""
    yield "[" * 3000, "application/json"
    yield b"\xff\xfe\x00", "text/plain; charset=utf-16"
    yield b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"
    yield b"a=1&" * 3000, "application/x-www-form-urlencoded; charset=onbekend"


def given_in(of: Hammered) -> dict[str, tuple[str, ...]]:
    """What stands in the places of addresses: a draft of each sort, what waits, and what is none of these."""
    codes = ("1", "f1", "g1", "p4", "p8", "k4")
    begun = [of.ask("GET", f"/nl/n/t/{each}/").get("Location", "/nl/n/t/x/x/1/") for each in codes]
    begun[2] = of.ask("GET", "/nl/n/a/6/v/").get("Location", begun[0])
    for place in (4, 5):  # these begin at an entry of the list they lead to
        at = re.search(rf'"({begun[place]}\d+/)"', of.ask("GET", begun[place]).content.decode())
        begun[place] = of.ask("GET", at[1])["Location"] if at else begun[0]
    leaving = of.ask("POST", "/nl/n/i/1/", {"reader": "police", "form": "pdf"})["Location"].split("/")[-2]
    token = of.ask("POST", "/nl/n/f/52/1/").get("Location", "/nl/n/i/6/x/").split("/")[-2]
    arrival = of.ask("POST", "/nl/n/g/u/", '{"page": "/p", "name": "a", "size": 9}', "application/json").json()["id"]
    drafts = (*(each.split("/")[-3] for each in begun), leaving, "x")
    return {
        "code": (*codes, "x" * 80), "draft": drafts, "token": (token, leaving, "x"), "id_": (arrival, leaving, "x"), "number": REAL,
        "chosen": ("1-x", "x" * 80, "0" * 12, "\u202e"),
    }  # fmt: skip


def hammer(of: Hammered, every: list[tuple[str, str]]) -> None:
    """Ask all of it."""
    for path, name in every:
        for at in dict.fromkeys(filled(path, given_in(of) if "<" in path else {})):
            page = of.ask("GET", at)
            of.ask("HEAD", at)
            names = names_in(page.content) if page.status_code == 200 and not page.streaming else ["words", "draft"]
            if page.status_code == 404 and "9" * 20 in at:
                continue
            for data, kind in bodies(names):
                of.ask("POST", at, data, kind)
            of.ask("PUT", at, b"x", "text/plain")
            of.ask("DELETE", at)
        assert alone._open, name


def refused(of: Hammered) -> None:
    """Nothing fell; the first of each fault is told."""
    first = {each.strip().splitlines()[-1]: each for each in reversed(of.faults)}
    assert not first, "\n".join(first.values())


@pytest.mark.soak(seconds=300)
def test_no_address_of_a_dossier_falls_when_it_is_only_asked_for_oddly(hammered: Hammered) -> None:
    for path, _ in in_dossier():
        for at in dict.fromkeys(
            filled(path, given_in(hammered) if "<slug" in path else {"number": REAL, "chosen": ("1-x", "x" * 80)})
        ):
            hammered.ask("GET", at)
            hammered.ask("POST", at, {})
    refused(hammered)


@pytest.mark.soak(seconds=900)
def test_no_address_of_a_dossier_falls_whatever_is_sent_to_it(hammered: Hammered) -> None:
    hammer(hammered, in_dossier())
    refused(hammered)


def test_what_begins_at_an_entry_begins_nothing_without_one(hammered: Hammered) -> None:
    for code, of in (("k4", "k/2"), ("p8", "p/5")):
        assert hammered.ask("GET", f"/nl/n/t/{code}/")["Location"] == f"/nl/n/{of}/"
    refused(hammered)


def test_two_tabs_and_an_entry_taken_back_meanwhile_fall_nowhere(hammered: Hammered) -> None:
    """One draft ended in one tab and gone on with in another; an entry corrected that was taken back meanwhile."""
    at = hammered.ask("GET", "/nl/n/t/p4/")["Location"]
    hammered.ask("POST", at, {"look": "1"})
    drop = re.sub(r"1/$", "x/", at)
    hammered.ask("POST", drop, {})
    assert hammered.ask("POST", at, {"use": "yes"}).status_code == 404
    assert hammered.ask("POST", drop, {}).status_code == 302
    at = hammered.ask("GET", "/nl/n/a/6/v/")["Location"]
    hammered.ask("POST", "/nl/n/a/6/x/", {})
    for page in ("1", "2", "0", "v"):
        hammered.ask("GET", re.sub(r"1/$", f"{page}/", at))
        hammered.ask("POST", re.sub(r"1/$", f"{page}/", at), {"what": "Anders"})
    (held,) = alone._open.values()
    statement = next(each.number for each in held.items if isinstance(each.entry, Statement))
    for _ in range(2):
        assert hammered.ask("GET", "/nl/n/p/2/").status_code == 200
        hammered.ask("POST", f"/nl/n/a/{statement}/x/", {})
    refused(hammered)


def test_pages_asked_while_something_is_recorded_fall_nowhere(hammered: Hammered) -> None:
    """Several threads ask for pages that are worked out anew at each head, while one records and another makes what leaves."""
    (held,) = alone._open.values()
    cookies, faults = hammered.client.cookies, list[str]()

    def ask(paths: tuple[str, ...]) -> None:
        client = type(hammered.client)(SERVER_NAME="127.0.0.1", raise_request_exception=False)
        client.cookies = cookies
        for path in paths:
            if client.get(path).status_code != 200:
                faults.append(path)

    pages = ("/nl/n/p/2/", "/nl/n/", "/nl/n/f/", "/nl/n/a/", "/nl/n/d/", "/nl/n/g/", "/nl/n/a/6/", "/nl/n/i/")
    threads = [threading.Thread(target=ask, args=(pages[nth:] + pages[:nth],)) for nth in range(3)]
    for each in threads:
        each.start()
    while any(each.is_alive() for each in threads):
        with held.lock:
            held.vault.record([Statement(when=When("2026-05-02"), text="Nog iets.")], NOW)
        hammered.ask("POST", "/nl/n/f/52/1/", {})
        threads[0].join(0.05)
    for each in threads:
        each.join()
    assert faults == []
    refused(hammered)
