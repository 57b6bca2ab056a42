"""Where a new dossier may begin: never over another's keys, never two in one folder, again after an interruption."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

import cast
from houvast.errors import FolderTakenError, HouvastError, KeysLeftError
from houvast.vault import opening
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen
from houvast_run import SOURCE, houvast

if TYPE_CHECKING:
    from pathlib import Path

LEFT = "0123456789abcdef" * 2


def held(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def begin(store: FolderStore, words: str) -> None:
    opening.create(store, words, Seen(None), cast.NOW, cast.QUICK)


def test_keys_without_a_dossier_are_never_taken_away(tmp_path: Path) -> None:
    cast.make_dossier(tmp_path / "d")
    keys = held(tmp_path / "d" / "keys")
    (tmp_path / "terug").mkdir()
    (tmp_path / "d" / "keys").rename(tmp_path / "terug" / "keys")
    with pytest.raises(KeysLeftError):
        FolderStore.make(tmp_path / "terug")
    assert "openen misschien een kopie" in houvast("new", tmp_path / "terug").refused()
    assert held(tmp_path / "terug" / "keys") == keys


def test_of_two_that_found_the_same_folder_empty_one_begins_and_the_other_touches_nothing(tmp_path: Path) -> None:
    first, second = FolderStore.make(tmp_path / "d"), FolderStore.make(tmp_path / "d")
    begin(first, cast.PASSPHRASE)
    before = held(tmp_path / "d")
    with pytest.raises(FolderTakenError):
        begin(second, cast.OTHER_PASSPHRASE)
    assert held(tmp_path / "d") == before
    assert cast.verified(tmp_path / "d")[0].ok


def test_of_two_threads_that_begin_at_once_one_does(tmp_path: Path) -> None:
    both = Barrier(2)

    def attempt(words: str) -> str | None:
        both.wait()
        try:
            begin(FolderStore.make(tmp_path / "d"), words)
        except HouvastError as error:
            return type(error).__name__
        return None

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(attempt, (cast.PASSPHRASE, cast.OTHER_PASSPHRASE)))
    assert sorted(said, key=str) == ["FolderTakenError", None]
    winner = (cast.PASSPHRASE, cast.OTHER_PASSPHRASE)[said.index(None)]
    assert cast.opened(tmp_path / "d", winner, Seen(None)).spine.size == 1
    assert [note.why for note in cast.verified(tmp_path / "d")[0].notes] == []


def test_of_two_programs_that_begin_at_once_one_wins_and_the_other_says_why(tmp_path: Path) -> None:
    words = [cast.PASSPHRASE, cast.OTHER_PASSPHRASE]
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "houvast", "new", str(tmp_path / "d")],
            env={"PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error", "HOUVAST_SEEN": "", "HOUVAST_PASSPHRASE": each},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for each in words
    ]  # fmt: skip
    said = [program.communicate() for program in programs]
    codes = [program.returncode for program in programs]
    assert sorted(codes) == [0, 2], said
    assert said[codes.index(2)][0] == ""
    assert "staat al iets" in said[codes.index(2)][1]
    assert len(said[codes.index(2)][1].splitlines()) == 1
    assert houvast("show", tmp_path / "d", passphrase=words[codes.index(0)]).code == 0
    assert houvast("verify", tmp_path / "d", "--json", passphrase=None).json["notes"] == []


@pytest.mark.parametrize("stops", [OSError, KeyboardInterrupt])
def test_a_new_that_failed_leaves_no_key_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stops: type[BaseException]
) -> None:
    def fail(*_: object) -> None:
        raise stops

    with monkeypatch.context() as patch:
        patch.setattr(FolderStore, "publish", fail)
        with pytest.raises(stops):
            cast.make_dossier(tmp_path / "d")
    assert held(tmp_path / "d") == {}
    cast.make_dossier(tmp_path / "d")
    assert cast.verified(tmp_path / "d")[0].ok


def test_what_was_half_written_does_not_stand_in_the_way_but_what_is_hers_does(tmp_path: Path) -> None:
    (tmp_path / "d" / "tmp").mkdir(parents=True)
    (tmp_path / "d" / "tmp" / LEFT).write_bytes(b"half")
    cast.make_dossier(tmp_path / "d")
    assert cast.verified(tmp_path / "d")[0].ok
    (tmp_path / "e" / "tmp").mkdir(parents=True)
    (tmp_path / "e" / "tmp" / "brief.txt").write_text("van mij")
    with pytest.raises(FolderTakenError):
        cast.make_dossier(tmp_path / "e")
    assert held(tmp_path / "e") == {"tmp/brief.txt": b"van mij"}
