"""What a program kept and never recorded goes once it is gone; what anybody still needs stays (docs/format.md, 2)."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cast
from houvast.logbook.evidence import Evidence
from houvast.vault import unnamed
from houvast.vault.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator

KEEPING = Path(__file__).with_name("keeping.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier in which a program keeps things."""
    cast.make_dossier(tmp_path / "dossier")
    return tmp_path / "dossier"


@contextlib.contextmanager
def program(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A program that lives, with the digest of what it recorded and of what it only kept."""
    environment = {**os.environ, "PYTHONPATH": str(KEEPING.parents[1])}
    with subprocess.Popen(
        [sys.executable, str(KEEPING), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as running:  # fmt: skip
        assert running.stdout is not None
        recorded, kept = json.loads(running.stdout.readline())
        try:
            yield running, recorded, kept
        finally:
            running.kill()


def blobs(folder: Path) -> set[str]:
    """The digests of what is kept."""
    return {each.stem for each in (folder / "blobs").rglob("*.age")}


@pytest.mark.covers("J05")
def test_what_a_killed_program_left_goes_when_the_dossier_is_opened_and_what_it_recorded_stays(folder: Path) -> None:
    with program(folder) as (running, recorded, kept):
        running.kill()
        running.wait()
    assert blobs(folder) == {recorded, kept}
    vault = cast.opened(folder)
    assert blobs(folder) == {recorded}
    assert list((folder / "tmp").iterdir()) == []
    (entry,) = [each.entry for each in vault.entries()]
    assert isinstance(entry, Evidence)
    assert entry.file is not None
    assert vault.open(entry.file).read() == b"een" * 1000
    verdict, _ = cast.verified(folder)
    assert (verdict.ok, verdict.notes) == (True, [])


def test_what_a_living_program_is_about_to_record_is_left_alone(folder: Path) -> None:
    with program(folder) as (running, recorded, kept):
        vault = cast.opened(folder)
        mine = vault.keep(io.BytesIO(b"drie"), "drie.jpg")
        vault.record([Evidence(file=mine)], cast.NOW, [mine.blob])
        cast.opened(folder)
        assert blobs(folder) == {recorded, kept, mine.blob}
        assert running.stdin is not None
        running.stdin.write("\n")
        running.stdin.close()
        assert running.wait() == 0
    assert len(cast.opened(folder).entries()) == 3
    assert list((folder / "tmp").iterdir()) == []
    assert cast.verified(folder)[0].ok


def test_a_copy_of_the_folder_loses_nothing_as_its_record_may_be_on_its_way(folder: Path, tmp_path: Path) -> None:
    with program(folder) as (running, recorded, kept):
        shutil.copytree(folder, tmp_path / "copy")
        running.kill()
        running.wait()
    cast.opened(tmp_path / "copy", seen=Seen(None))
    assert blobs(tmp_path / "copy") == {recorded, kept}


def test_nothing_goes_while_records_are_missing_here(folder: Path, tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen")
    with program(folder) as (running, recorded, kept):
        running.kill()
        running.wait()
        list_ = next((folder / "tmp").iterdir())
        content = list_.read_bytes()
    vault = cast.opened(folder, seen=seen)
    vault.record([cast.incident("later")], cast.NOW)
    vault.store.root.joinpath("records", max(each.name for each in (folder / "records").iterdir())).unlink()  # type: ignore[attr-defined]
    list_.write_bytes(content)
    again = cast.opened(folder, seen=seen)
    assert again.lost is not None
    assert list_.exists()
    assert recorded in blobs(folder)
    assert kept not in blobs(folder)


def test_what_no_list_names_is_never_touched(folder: Path) -> None:
    digest = "ab" * 32
    path = folder / "blobs" / digest[:2] / f"{digest}.age"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"of somebody else")
    (folder / "tmp").mkdir(exist_ok=True)
    (folder / "tmp" / ("0" * 32)).write_bytes(b"half of something")
    cast.opened(folder)
    assert path.exists()


def test_a_list_is_as_short_as_what_is_not_recorded_yet(folder: Path) -> None:
    vault = cast.opened(folder)
    one, two = (vault.keep(io.BytesIO(each), "a") for each in (b"1", b"2"))
    (list_,) = (folder / "tmp").iterdir()
    assert unnamed.is_list(list_)
    assert list_.read_text().split("\n")[1:-1] == [one.blob, two.blob]
    vault.record([Evidence(file=one)], cast.NOW, [one.blob])
    (list_,) = (folder / "tmp").iterdir()
    assert list_.read_text().split("\n")[1:-1] == [two.blob]
    vault.let_go(two)
    assert list((folder / "tmp").iterdir()) == []
    assert blobs(folder) == {one.blob}
