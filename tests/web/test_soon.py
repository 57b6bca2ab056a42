"""What takes long in a large dossier keeps nobody waiting: the first page comes at once, and what one asks for blocks nobody else."""

from __future__ import annotations

import gc
import re
import threading
import weakref
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from cast import NOW, make_dossier
from houvast.web import alone, drafts, serving
from houvast.web.alone import Opened
from houvast.web.late import Late
from houvast.web.session import SessionStore
from houvast.web.tasks import TASKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client

    from houvast.vault.vault import Vault


WAITS = "data-waiting"


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Python's collector does not run by itself."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


def slow(monkeypatch: pytest.MonkeyPatch, held: threading.Event) -> None:
    """All insight takes until this is set."""
    from django.conf import settings

    from houvast.web.dossiers import advice

    quick = advice.seen
    monkeypatch.setattr(settings, "PATIENCE", 0.01)
    monkeypatch.setattr(advice, "seen", lambda *each: held.wait(30) and quick(*each))


def soon(client: Client, address: str) -> str:
    """The page, once it is ready."""
    for _ in range(1000):
        page = client.get(address).content.decode()
        if WAITS not in page:
            return page
    raise AssertionError(address)


def test_the_first_page_comes_before_what_takes_long_and_says_so(
    demo_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    slow(monkeypatch, held)
    page = demo_client.get("/nl/n/").content.decode()
    assert WAITS in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert "Dat staat hier zo." in page
    assert 'href="tel:112"' in page
    assert "Noteer wat er gebeurde" in page
    assert "Hier komen je laatste notities" not in page
    held.set()
    assert "Volgende stap" in soon(demo_client, "/nl/n/")


@pytest.mark.parametrize("address", ["/nl/n/", "/nl/n/d/"])
def test_a_page_is_calm_while_something_else_holds_the_dossier_as_a_long_copy_does(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    held, let_go = threading.Event(), threading.Event()
    slow(monkeypatch, let_go)
    (opened,) = alone._open.values()
    for task in TASKS.values():
        drafts.put(opened.vault, drafts.new(), {"task": task.code, "raw": {"what": ["Stond er."]}})

    def hold() -> None:
        with opened.lock:
            held.set()
            let_go.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(30)
    page = client.get(address).content.decode()
    came_meanwhile = holder.is_alive()
    let_go.set()
    holder.join()
    assert came_meanwhile
    assert WAITS in page


@pytest.mark.parametrize(("address", "name"), [("/nl/n/d/", "Stappen"), ("/nl/n/d/2/4/", "Dit komt zo")])
def test_every_other_page_too_is_calm_and_keeps_the_bar_the_exit_and_the_menu(
    demo_client: Client, monkeypatch: pytest.MonkeyPatch, address: str, name: str
) -> None:
    held = threading.Event()
    slow(monkeypatch, held)
    page = demo_client.get(address).content.decode()
    assert f"<h1>{name}</h1>" in page
    assert f'{WAITS} role="status"' in page
    assert all(
        each in page for each in ('href="tel:112"', 'href="/nl/x/"', 'href="/nl/n/m/"', "Noteer wat er gebeurde")
    )
    assert demo_client.get(address, headers={"X-Waiting": "1"}).status_code == 200
    held.set()
    assert f"<h1>{name}</h1>" not in (page := soon(demo_client, address)) or name == "Stappen"
    assert "<h1>" in page


def test_every_address_in_a_page_begins_as_the_site_does(demo_client: Client) -> None:
    from django.urls import set_script_prefix

    set_script_prefix("/secret/")
    try:
        for address in ("/nl/n/m/", "/nl/n/a/"):
            page = demo_client.get(address).content.decode()
            assert 'href="/secret/nl/n/' in page
            assert 'href="/nl/n/' not in page
    finally:
        set_script_prefix("/")


def test_a_script_that_asks_whether_it_is_ready_takes_nothing_away(
    demo_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    slow(monkeypatch, held)
    assert WAITS in demo_client.get("/nl/n/d/").content.decode()
    held.set()
    asking = {"X-Waiting": "1"}
    while demo_client.get("/nl/n/d/", headers=asking).status_code == 200:
        pass
    assert demo_client.get("/nl/n/d/", headers=asking).status_code == 204
    assert WAITS not in demo_client.get("/nl/n/d/").content.decode()


def test_a_page_that_came_late_is_not_shown_after_something_was_sent_in_or_recorded() -> None:
    from django.http import HttpResponse

    late, held = Late(), threading.Event()

    def old() -> HttpResponse:
        held.wait(30)
        return HttpResponse("old")

    assert late.page("a", ("head", 0), old, 0.01) is None
    assert not late.is_ready("a", ("head", 0))
    held.set()
    while not late.is_ready("a", ("head", 0)):
        pass
    assert not late.is_ready("a", ("head", 1))
    fetch = late.page("a", ("head", 1), lambda: HttpResponse("new"), 30)
    assert fetch is not None
    assert fetch().content == b"new"


def test_a_page_that_was_fetched_is_made_anew_and_what_was_wrong_with_it_is_told() -> None:
    from django.http import Http404, HttpResponse

    late, held = Late(), threading.Event()

    def missing() -> HttpResponse:
        held.wait(30)
        raise Http404

    assert late.page("a", 0, missing, 0.01) is None
    held.set()
    fetch = late.page("a", 0, missing, 30)
    assert fetch is not None
    with pytest.raises(Http404):
        fetch()
    fetch = late.page("a", 0, lambda: HttpResponse("new"), 30)
    assert fetch is not None
    assert fetch().content == b"new"


def test_what_is_worked_out_ahead_waits_for_what_is_asked_and_ends_with_the_opening() -> None:
    from django.http import HttpResponse

    late, held, done, begun = Late(), threading.Event(), list[str](), threading.Event()

    def first() -> None:
        done.append("first")
        begun.set()

    assert late.page("a", 0, lambda: HttpResponse(str(held.wait(30))), 0.01) is None
    late.ahead(0, [first, lambda: done.append("second")])
    assert done == []
    late.end()
    held.set()
    assert done == []
    late = Late()
    late.ahead(0, [first, late.end, lambda: done.append("never")])
    late.ahead(0, [lambda: done.append("never")])
    assert begun.wait(30)
    assert late.page("a", 0, HttpResponse, 30) is not None
    assert done == ["first"]


@pytest.mark.usefixtures("uncollected")
def test_a_lock_ends_what_is_worked_out_and_nothing_of_it_stays(
    demo_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    slow(monkeypatch, held)
    others = set(threading.enumerate())
    assert WAITS in demo_client.get("/nl/n/d/").content.decode()
    (opened,) = alone._open.values()
    gone = weakref.ref(opened)
    working = set(threading.enumerate()) - others
    demo_client.get("/nl/y/")
    with pytest.raises(alone.ClosedError):
        opened.once("anything", lambda: None)
    assert (opened._found, opened._same) == ({}, {})
    del opened
    held.set()
    for each in working:
        each.join(30)
    assert gone() is None


@pytest.mark.usefixtures("uncollected")
def test_what_was_read_is_out_of_memory_at_once_after_a_lock_whatever_page_was_open(
    demo_client: Client,
) -> None:
    menu = demo_client.get("/nl/n/m/").content.decode()
    pages = sorted(set(re.findall(r'href="(/nl/n/[^"#]*)"', menu)))
    assert len(pages) > 20
    for page in pages:
        assert demo_client.get(page, follow=True).status_code == HTTPStatus.OK, page
    (gone,) = map(weakref.ref, alone._open.values())
    demo_client.get("/nl/y/")
    assert gone() is None


class Knot:
    """What only the collector frees."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("closed", [True, False])
def test_memory_is_looked_through_while_nobody_waits_for_a_page(
    *, closed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, asked, ended = weakref.ref(Knot()), list[bool](), threading.Event()

    def is_idle() -> bool:
        asked.append(gone() is None)
        return len(asked) > 2

    gc.freeze()
    (alone.was_closed.set if closed else alone.was_closed.clear)()
    newer = weakref.ref(Knot())
    monkeypatch.setattr(SessionStore, "clear_expired", lambda: ended.set() if newer() is None else None)
    monkeypatch.setattr(serving, "_GLANCE", 0.001)
    serving.lock_what_is_due(ended, 0.01, is_idle)
    assert asked[:3] == [False] * 3
    assert (gone() is None) is closed
    assert not alone.was_closed.is_set()


@pytest.mark.usefixtures("uncollected")
def test_memory_is_looked_through_even_when_somebody_always_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    gone, ended = weakref.ref(Knot()), threading.Event()
    monkeypatch.setattr(SessionStore, "clear_expired", lambda: ended.set() if gone() is None else None)
    serving.lock_what_is_due(ended, 0.001, lambda: False)
    assert gone() is None


def test_recording_waits_for_nothing_that_is_worked_out(demo: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone

    begun, held = threading.Event(), threading.Event()

    def long(_: object) -> list[object]:
        begun.set()
        held.wait(30)
        return []

    monkeypatch.setattr(alone, "items_in", long)
    opened = Opened(demo, timezone.now())
    working = threading.Thread(target=lambda: opened.items)
    working.start()
    assert begun.wait(30)
    assert opened.lock.acquire(timeout=10)
    opened.lock.release()
    held.set()
    working.join()


def test_who_records_and_looks_what_stands_there_waits_for_nobody_who_reads(tmp_path: Path) -> None:
    opened = Opened(make_dossier(tmp_path / "d")[0], NOW)
    opened.follow()
    waits, looked = threading.Event(), threading.Event()

    class Lock:
        """The lock of the dossier, which says when another thread than the one that holds it waits for it."""

        def __init__(self) -> None:
            self.lock = threading.RLock()

        def __enter__(self) -> None:
            if not self.lock.acquire(blocking=False):
                waits.set()
                self.lock.acquire()

        def __exit__(self, *_: object) -> None:
            self.lock.release()

    opened.lock = Lock()  # type: ignore[assignment]

    def record() -> None:
        with opened.lock:
            threading.Thread(target=lambda: opened.items, daemon=True).start()
            assert waits.wait(30)
            assert opened.items == []
        looked.set()

    threading.Thread(target=record, daemon=True).start()
    assert looked.wait(10)


def test_who_asks_for_something_else_does_not_wait_and_what_is_made_is_made_once(tmp_path: Path) -> None:
    from django.utils import timezone

    opened = Opened(make_dossier(tmp_path / "d")[0], timezone.now())
    begun, may_end, made = threading.Event(), threading.Event(), list[str]()

    def long() -> str:
        begun.set()
        may_end.wait(30)
        made.append("long")
        return "long"

    first, second = (threading.Thread(target=lambda: opened.once("long", long)) for _ in range(2))
    first.start()
    second.start()
    assert begun.wait(30)
    assert opened.once("short", lambda: "short") == "short"
    opened.follow()
    may_end.set()
    for each in (first, second):
        each.join()
    assert made == ["long"]


def test_what_is_finished_after_something_was_recorded_is_not_kept_for_the_new_head(tmp_path: Path) -> None:
    from django.utils import timezone

    from houvast.logbook.entry import Note

    opened = Opened(make_dossier(tmp_path / "d")[0], timezone.now())
    opened.follow()

    def slow() -> int:
        if not opened.vault.entries():
            opened.vault.record([Note(text="nieuw")], timezone.now())
            opened.follow()
            return 0
        return len(opened.items)

    assert opened.once("count", slow) == 0
    assert opened.once("count", slow) == 1


def test_what_the_next_pages_need_is_begun_once_with_the_first_page(
    demo_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings

    from houvast.web.dossiers import ahead

    done, begun = threading.Event(), []
    monkeypatch.setattr(settings, "WORKS_AHEAD", True)
    monkeypatch.setattr(ahead, "works", lambda *_: [lambda: begun.append("work"), done.set])
    for _ in range(2):
        demo_client.get("/nl/n/menu/")
        demo_client.get("/nl/n/m/")
    assert done.wait(30)
    assert begun == ["work"]
