"""When this machine remembers a head: never one that a power cut could still take away, never an older one over a newer."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

import cast
from houvast.logbook import header
from houvast.proof.folder import record_path
from houvast.vault import opening
from houvast.vault.disk import Disk
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen

if TYPE_CHECKING:
    from pathlib import Path


class TellingDisk(Disk):
    """The real disk; it notes which directories it synced."""

    def __init__(self, told: list[str]) -> None:
        self._told = told

    def sync_dir(self, path: Path) -> None:
        super().sync_dir(path)
        self._told.append(f"synced {path.name}")


class TellingSeen(Seen):
    """The real thing; it notes when it keeps a head, and whether somebody held the dossier's lock then."""

    def __init__(self, folder: Path, dossier: Path, told: list[str]) -> None:
        super().__init__(folder)
        self._path, self._told = dossier, told

    def keep(self, dossier: str, head: str) -> None:
        handle = os.open(self._path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._told.append("kept under the lock")
        else:
            self._told.append("kept")
        finally:
            os.close(handle)
        super().keep(dossier, head)


def test_a_head_that_was_only_read_is_remembered_once_a_power_cut_cannot_take_it(tmp_path: Path) -> None:
    told = list[str]()
    cast.make_dossier(tmp_path / "d")
    store = FolderStore.at(tmp_path / "d", TellingDisk(told))
    seen = TellingSeen(tmp_path / "seen", tmp_path / "d", told)
    opening.unlock(store, cast.way(), seen)
    assert told == ["synced records", "kept"]
    opening.unlock(store, cast.way(), seen)  # what is remembered already is not written again
    assert told == ["synced records", "kept"]


def test_a_writer_remembers_its_head_before_another_can_record(tmp_path: Path) -> None:
    told = list[str]()
    cast.make_dossier(tmp_path / "d")
    seen = TellingSeen(tmp_path / "seen", tmp_path / "d", told)
    vault = cast.opened(tmp_path / "d", seen=seen)
    told.clear()
    vault.record([cast.incident()], cast.NOW)
    assert told == ["kept under the lock"]
    assert seen.head(vault.dossier) == vault.head


def test_what_was_lost_is_no_longer_called_so_once_it_is_there_again(tmp_path: Path) -> None:
    seen, path = Seen(tmp_path / "seen"), tmp_path / "d"
    cast.make_dossier(path)
    cast.opened(path, seen=seen).record([cast.incident("een")], cast.NOW)
    (path / record_path(1)).rename(tmp_path / "weg")
    vault = cast.opened(path, seen=seen)
    assert vault.lost is not None
    (tmp_path / "weg").rename(path / record_path(1))  # the other program, or the stick, was late
    vault.record([cast.incident("twee")], cast.NOW)
    assert vault.lost is None
    assert header.split(vault.store.record(2))[0].header.parts("lost") == []
    again = cast.opened(path, seen=seen)
    assert (again.lost, again.spine.lost, again.spine.size) == (None, [], 3)


def test_a_remembered_head_that_was_damaged_locks_nobody_out(tmp_path: Path) -> None:
    made, _ = cast.make_dossier(tmp_path / "d")
    seen = Seen(tmp_path / "seen")
    seen.keep(made.dossier, made.head)
    (tmp_path / "seen" / made.dossier).write_bytes(b"\xff\xfe")
    assert seen.head(made.dossier) is None
    opened = opening.unlock(FolderStore.at(tmp_path / "d"), cast.way(), seen)
    assert (opened.lost, seen.head(made.dossier)) == (None, opened.head)
