"""Stopped halfway: a closed window or a polite kill ends as Ctrl-C does, nothing half stays, and what cannot be written is said."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

from cast import NOW, PASSPHRASE, incident, make_dossier, paper_way, verified
from houvast.vault import opening
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen
from houvast_run import SOURCE, houvast, printed_code

if TYPE_CHECKING:
    from pathlib import Path

INTERRUPTED = 130


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    vault, _ = make_dossier(tmp_path / "d")
    vault.record([incident("een")], NOW)
    return tmp_path / "d"


def started(*words: object, stdout: int = subprocess.PIPE) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error", "HOUVAST_PASSPHRASE": PASSPHRASE}
    return subprocess.Popen(
        [sys.executable, "-m", "houvast", *map(str, words)],
        env=environment, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def held(dossier: Path) -> dict[str, bytes]:
    return {str(path.relative_to(dossier)): path.read_bytes() for path in dossier.rglob("*") if path.is_file()}


def waiting(pipe: int) -> int:
    """How many bytes of a pipe nobody read yet."""
    told = fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))
    return int.from_bytes(told, sys.byteorder)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_kill_in_the_middle_of_a_file_leaves_nothing_half(dossier: Path, tmp_path: Path, name: str) -> None:
    before = held(dossier)
    os.mkfifo(tmp_path / "film.mp4")
    pipe = os.open(
        tmp_path / "film.mp4", os.O_RDWR
    )  # it never ends, so the program is in the middle for as long as we like
    try:
        os.write(pipe, b"x" * 1000)
        program = started("evidence", dossier, tmp_path / "film.mp4")
        while waiting(pipe):  # what was put in is read: the file it goes to is there, and more is waited for
            assert program.poll() is None
        program.send_signal(getattr(signal, name))
        out, err = program.communicate()
    finally:
        os.close(pipe)
    assert (program.returncode, out) == (INTERRUPTED, "")
    assert err == "Gestopt. Er is niets vastgelegd.\n"
    assert held(dossier) == before
    assert verified(dossier)[0].ok


def test_what_a_killed_report_left_is_swept_by_the_next_and_nothing_else(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    (out / ".houvast-0123456789abcdef.part").mkdir(parents=True)
    (out / ".houvast-0123456789abcdef.part" / "foto.jpg").write_bytes(b"x")
    for name in (".houvast-1123456789abcdef.part", ".houvast-2123456789abcdef.part", ".iets-anders.part"):
        (out / name).write_bytes(b"x")
    long_ago = time.time() - 7200
    for name in (".houvast-0123456789abcdef.part", ".houvast-1123456789abcdef.part", ".iets-anders.part"):
        os.utime(out / name, (long_ago, long_ago))
    assert houvast("report", dossier, out / "pakket").code == 0
    assert {path.name for path in out.iterdir()} == {"pakket", ".houvast-2123456789abcdef.part", ".iets-anders.part"}


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_the_paper_code_is_shown_elsewhere_when_the_terminal_cannot_be_written(
    tmp_path: Path, as_json: list[str]
) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        program = started("new", tmp_path / "d", *as_json, stdout=full.fileno())
        _, err = program.communicate()
    assert program.returncode == 1
    assert "schijf is vol" in err
    assert "Traceback" not in err
    assert "Exception" not in err
    assert opening.unlock(FolderStore.at(tmp_path / "d"), paper_way(printed_code(err)), Seen(None)).spine.size == 1


def test_the_paper_code_is_shown_when_its_file_cannot_be_written(tmp_path: Path) -> None:
    made = houvast("new", tmp_path / "d", "--recovery-to", tmp_path / "weg" / "code.txt")
    assert made.code == 0
    assert "weg/code.txt is er niet" in made.err
    assert opening.unlock(FolderStore.at(tmp_path / "d"), paper_way(printed_code(made.out)), Seen(None)).spine.size == 1


def test_an_answer_that_cannot_be_written_is_one_sentence(dossier: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        program = started("show", dossier, stdout=full.fileno())
        _, err = program.communicate()
    assert program.returncode == 1
    assert err.splitlines()[-1] == "De schijf is vol; maak ruimte en doe het nog een keer."
