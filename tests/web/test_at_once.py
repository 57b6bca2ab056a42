"""Two tabs, two clicks, a disk that refuses: nothing is recorded twice, nothing she typed is lost, nothing she did not change changes."""

from __future__ import annotations

import errno
import gc
import os
import re
import subprocess
import sys
import tempfile
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cast import opened
from houvast.guidance import load
from houvast.insight.check import questions
from houvast.insight.searching import searchable
from houvast.intake.corrections import corrections
from houvast.logbook.case import SetAside
from houvast.logbook.entry import Correction, Incident
from houvast.logbook.evidence import Import
from houvast.vault.vault import Vault
from houvast.web import alone, downloads, drafts, serving
from houvast.web.alone import ClosedError
from houvast.web.dossiers import entry, imports_batch, leaving, making, moving, rows, search
from houvast.web.public import carrying
from houvast.web.session import SessionStore

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from houvast.web.alone import Opened

DAY = {"when": "day", "when-day": "14", "when-month": "3", "when-year": "2026"}


def mine() -> Opened:
    """The dossier that is open."""
    (found,) = alone._open.values()
    return found


def half_typed(client: Client, what: str = "Stond er.") -> str:
    """The address of the page that reads back an incident that was typed."""
    at = client.get("/nl/n/t/1/")["Location"]
    at = client.post(at, DAY)["Location"]
    return client.post(at, {"what": what, "look": "1"})["Location"]


def recorded(root: Path) -> list[object]:
    """What stands in the dossier."""
    return [each.entry for each in opened(root).entries()]


@pytest.mark.covers("J03")
def test_two_clicks_on_keep_record_one_incident_and_both_show_it(client: Client, tmp_path: Path) -> None:
    at = half_typed(client)
    other = client.__class__(SERVER_NAME="127.0.0.1")
    other.cookies = client.cookies
    answers: list[str] = []

    def click(who: Client) -> None:
        answers.append(who.post(at)["Location"])

    threads = [threading.Thread(target=click, args=(who,)) for who in (client, other)]
    with mine().lock:  # both wait at the same door
        for each in threads:
            each.start()
        threads[0].join(0.5)
    for each in threads:
        each.join()
    assert len(recorded(tmp_path / "dossier")) == 1
    assert answers == ["/nl/n/b/1/"] * 2


@pytest.mark.covers("C13")
def test_a_tab_that_stood_open_takes_back_nothing_that_another_corrected(client: Client) -> None:
    client.post(half_typed(client, "Stond er."))
    first, second = (client.get("/nl/n/a/1/v/")["Location"] for _ in range(2))
    looked = client.post(first, {**DAY, "stop": "1"})["Location"]
    other = client.post(f"{second[:-2]}2/", {"what": "Stond er met een mes.", "look": "1"})["Location"]
    client.post(client.get(other)["Location"])
    changed = client.post(first, {**DAY, "when-day": "15", "look": "1"})["Location"]
    at = client.get(changed)["Location"]
    assert looked == changed
    assert "mes" not in client.get(at).content.decode()
    client.post(at)
    mine().follow()
    (item,) = mine().items
    assert isinstance(item.entry, Incident)
    assert (item.entry.what, item.entry.when and item.entry.when.at) == ("Stond er met een mes.", "2026-03-15")


@pytest.mark.covers("C13")
def test_what_was_corrected_since_it_was_shown_is_shown_before_it_is_replaced(client: Client, tmp_path: Path) -> None:
    client.post(half_typed(client, "Stond er."))
    ways = []
    for what in ("Stond er lang.", "Stond er kort."):
        first = client.get("/nl/n/a/1/v/")["Location"]
        look = client.get(client.post(f"{first[:-2]}2/", {"what": what, "look": "1"})["Location"])["Location"]
        seen = re.search(r'name="seen" value="(\d+)"', client.get(look).content.decode())
        assert seen is not None
        ways.append((look, {"seen": seen[1]}))
    assert client.post(*ways[0]).status_code == 302
    again = client.post(*ways[1])
    assert again.status_code == 400
    assert "Stond er lang." in again.content.decode()
    assert len([each for each in recorded(tmp_path / "dossier") if isinstance(each, Correction)]) == 1


@pytest.mark.covers("C13")
def test_what_is_corrected_in_the_moment_between_a_look_and_the_record_is_shown_first(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(half_typed(client, "Stond er."))
    first = client.get("/nl/n/a/1/v/")["Location"]
    look = client.get(client.post(f"{first[:-2]}2/", {"what": "Stond er kort.", "look": "1"})["Location"])["Location"]
    other = Correction(entry=mine().items[0].entry.id, fields={"what": "Stond er lang."})

    def meanwhile(*_: object) -> bool:
        monkeypatch.undo()
        mine().vault.record([other], timezone.now())
        return False

    monkeypatch.setattr(moving, "moves", meanwhile)
    again = client.post(look, {"seen": "1"})
    assert again.status_code == 400
    assert "Stond er lang." in again.content.decode()
    assert [each for each in recorded(tmp_path / "dossier") if isinstance(each, Correction)] == [other]
    assert client.post(look, {"seen": "2"}).status_code == 302


@pytest.mark.covers("C13")
def test_what_another_tab_takes_back_in_the_moment_before_the_record_is_taken_back_once(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(half_typed(client, "Stond er."))
    other = Correction(entry=mine().items[0].entry.id, retracted=True)

    def meanwhile(*said: Any, **how: Any) -> list[Correction]:
        monkeypatch.undo()
        mine().vault.record([other], timezone.now())
        return corrections(*said, **how)

    monkeypatch.setattr(entry, "corrections", meanwhile)
    answer = client.post("/nl/n/a/1/x/", {"reason": "Het was iemand anders."})
    assert (answer.status_code, answer["Location"]) == (302, "/nl/n/a/1/")
    assert [each for each in recorded(tmp_path / "dossier") if isinstance(each, Correction)] == [other]


def test_two_clicks_on_not_now_set_an_advice_aside_once(client: Client, tmp_path: Path) -> None:
    named = re.search(r'name="advice" value="([a-z-]+)"', client.get("/nl/n/").content.decode())
    assert named is not None
    for _ in range(2):
        assert "Dit komt terug na" in client.post("/nl/n/d/0/", {"advice": named[1]}).content.decode()
    assert len(recorded(tmp_path / "dossier")) == 1
    client.post("/nl/n/d/0/", {"advice": named[1], "never": "1"})
    assert len(recorded(tmp_path / "dossier")) == 2
    client.post("/nl/n/d/00/", {"advice": named[1]})
    assert f'value="{named[1]}"' in client.get("/nl/n/").content.decode()
    client.post("/nl/n/d/0/", {"advice": named[1]})
    assert [type(each) for each in recorded(tmp_path / "dossier")] == [SetAside] * 2 + [Correction] * 2 + [SetAside]


def test_what_was_half_typed_outlives_forty_openings_of_the_form(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    client.post(at, {"when": "day", "when-day": "14", "keep": "1"})
    for _ in range(drafts.MOST + 5):
        client.get("/nl/n/t/1/")
    assert 'value="14"' in client.get(at).content.decode()
    assert len(drafts.names(mine().vault)) <= drafts.MOST


def test_a_tab_that_locks_itself_does_not_empty_what_another_tab_typed(client: Client) -> None:
    at = client.get("/nl/n/t/1/")["Location"]
    second = client.post(at, DAY)["Location"]
    shown = re.search(r'name="shown" value="(\w+)"', client.get(second).content.decode())
    assert shown is not None
    client.post(second, {"what": "Stond er met een mes."})  # in another tab
    client.post(second, {"what": "", "behaviours": ["calls"], "keep": "1", "shown": shown[1]})
    page = client.get(second).content.decode()
    assert "Stond er met een mes." in page
    assert re.search(r'value="calls"[^>]* checked', page)
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown is not None
    client.post(second, {"what": "", "keep": "1", "shown": shown[1]})  # she emptied it herself
    assert "Stond er met een mes." not in client.get(second).content.decode()


def test_thousands_of_entries_can_be_ticked_at_once(client: Client) -> None:
    client.post(half_typed(client))
    asked = client.post("/nl/n/i/1/", {"reader": "police", "form": "pdf", "some": "1"})["Location"]
    answer = client.post(asked, {"only": [str(nth) for nth in range(1, 10_001)]})
    assert answer.status_code == 302


@pytest.mark.covers("J39")
def test_answers_taken_along_stay_when_the_disk_refuses(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    carrying.keep(mine(), {each.id: "yes" for each in questions(load("self-check"))})
    waiting = carrying.waiting(mine())
    client.raise_request_exception = False
    with monkeypatch.context() as full:
        full.setattr(Vault, "record", refused)
        assert client.post("/nl/n/y/", {"keep": "yes"}).status_code >= 400
    assert carrying.waiting(mine()) == waiting
    assert client.post("/nl/n/y/", {"keep": "yes"}).status_code == 302


@pytest.mark.parametrize("where", ["n/", "n/a/", "n/t/1/", "n/i/"])
def test_a_dossier_that_was_moved_away_is_told_as_that(client: Client, tmp_path: Path, where: str) -> None:
    (tmp_path / "dossier").rename(tmp_path / "elsewhere")
    client.raise_request_exception = False
    answer = client.get(f"/nl/{where}")
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "mis" not in said.split("<h1")[1]


@pytest.mark.parametrize(("path", "said"), [
    ("n/t/1/", {"when": "day", "when-day": "9" * 5000, "when-month": "3", "when-year": "2026"}),
    ("n/t/p5/", {"cents": "9" * 5000}),
    ("n/j/1/", {"minutes": "9" * 5000}),
])  # fmt: skip
def test_a_number_that_is_too_long_is_told_at_its_field(client: Client, path: str, said: dict[str, str]) -> None:
    client.raise_request_exception = False
    at = client.get(f"/nl/{path}")
    assert client.post(at["Location"] if at.status_code == 302 else f"/nl/{path}", said).status_code < 500


def refused(*_: object, **__: object) -> None:
    """The disk is full."""
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.usefixtures("client")
def test_a_file_that_is_made_while_she_locks_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "waiting").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "waiting"))
    held = mine()
    alone.close_all()
    with pytest.raises(ClosedError):
        downloads.put(held, b"half a letter", ".txt", "een brief")
    assert list((tmp_path / "waiting").iterdir()) == []


def test_a_file_that_could_not_be_recorded_as_left_does_not_wait_to_be_fetched(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(half_typed(client))
    (tmp_path / "waiting").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "waiting"))
    mine().follow()
    chosen = leaving.chosen_of(mine(), leaving.Wanted(form="package"))
    monkeypatch.setattr(Vault, "record", refused)
    with pytest.raises(OSError, match="No space"):
        making.make(mine(), chosen, leaving.Wanted(form="package"), 1, "", timezone.now())
    assert list((tmp_path / "waiting").iterdir()) == []
    assert mine().downloads == {}


@pytest.mark.usefixtures("client")
def test_whatever_goes_wrong_with_one_dossier_the_others_are_locked_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    told = threading.Event()

    def fails() -> None:
        if told.is_set():
            ended.set()
        told.set()
        raise RuntimeError

    ended = threading.Event()
    monkeypatch.setattr(SessionStore, "clear_expired", fails)
    serving.lock_what_is_due(ended, 0.001)
    assert told.is_set()


def test_no_memory_of_the_server_can_be_dumped_by_another_program_or_by_its_own_fault() -> None:
    asks = (
        "import ctypes, resource; from houvast.web import serving; serving.keep_memory_inside();"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))"  # 3: PR_GET_DUMPABLE
    )
    assert (
        subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True).stdout == "0 (0, 0)\n"
    )


def test_before_it_serves_the_passphrase_is_out_of_its_environment_and_its_threads_and_memory_are_hushed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(of: threading.ExceptHookArgs) -> None:
        raise AssertionError(of)

    monkeypatch.setattr(threading, "excepthook", fails)
    monkeypatch.setattr(serving, "keep_memory_inside", lambda: told.append("memory"))
    monkeypatch.setattr(serving, "_serve", lambda _: told.append("serves"))
    monkeypatch.setattr(gc, "disable", lambda: None)
    told: list[str] = []
    for name in ("HOUVAST_PASSPHRASE", "HOUVAST_PASSPHRASE_FILE"):
        monkeypatch.setenv(name, "haar wachtzin")
    serving.main(["map"])
    assert told == ["memory", "serves"]
    assert "haar wachtzin" not in os.environ.values()
    assert threading.excepthook is not fails


def test_a_thread_that_fails_prints_nothing_of_what_it_held(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    serving.hush_threads()

    def fails() -> None:
        raise ValueError("haar woorden")

    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    assert "haar woorden" not in capfd.readouterr().err


def test_a_fault_of_ours_in_a_file_is_told_and_the_page_does_not_wait_for_ever(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("haar woorden")

    monkeypatch.setattr(imports_batch, "take_kept", fails)
    at = client.post("/nl/n/g/i/", {"file": SimpleUploadedFile("a.txt", b"x")})["Location"]
    said = client.get(at, follow=True).content.decode()
    assert "haar woorden" not in said
    assert "Hier ging iets mis" in said


@pytest.mark.usefixtures("client")
def test_the_newest_messages_are_found_first_also_in_the_second_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    import polars as pl

    def table(*moments: str) -> pl.DataFrame:
        rows = [
            {"at": at, "order": at, "sender": "Ruben", "text": f"bloemen {at}", "row": nth}
            for nth, at in enumerate(moments)
        ]
        return searchable(pl.DataFrame(rows))

    old, new = Import(format="whatsapp"), Import(format="whatsapp")
    tables = [(old, table("2026-01-01T10:00:00", "2026-01-02T10:00:00")), (new, table("2026-02-01T10:00:00"))]
    monkeypatch.setattr(search, "MOST", 2)
    monkeypatch.setattr(search, "_tables", lambda _: tables)
    monkeypatch.setattr(rows, "unseen", lambda _: frozenset())
    monkeypatch.setattr(search, "_with_runs", lambda _, found: found)
    held = SimpleNamespace(items=[SimpleNamespace(entry=each, number=nth) for nth, each in enumerate((old, new), 1)])
    shown, more = search._messages(held, search.Asked(("bloemen",), "", "", ""), "nl")  # type: ignore[arg-type]
    assert [each.number for each in shown] == [2, 1]
    assert more == 1
