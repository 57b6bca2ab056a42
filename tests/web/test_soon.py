"""What takes long in a large dossier keeps nobody waiting: the first page comes at once, and what one asks for blocks nobody else."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from cast import make_dossier
from houvast.web.alone import Opened

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from django.test import Client


def test_the_first_page_comes_before_what_takes_long_and_says_so(
    demo_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings

    from houvast.web.dossiers import today

    held = threading.Event()
    with monkeypatch.context() as slow:
        slow.setattr(settings, "PATIENCE", 0.01)
        slow.setattr(today, "worked_out", lambda *_: held.wait(30))
        answer = demo_client.get("/nl/n/")
        assert answer["Refresh"] == "2"
        page = answer.content.decode()
        assert "Dat staat hier zo." in page
        assert 'href="tel:112"' in page
        assert "Hier komen je laatste notities" not in page
        held.set()
    answer = demo_client.get("/nl/n/")
    assert "Refresh" not in answer
    assert "Volgende stap" in answer.content.decode()


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
