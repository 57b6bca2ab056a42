"""Two who write to one dossier at once: both are confirmed, and everything is there."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cast
from houvast.logbook.evidence import Evidence
from houvast.vault import vault as vaults

if TYPE_CHECKING:
    from houvast.vault.vault import Vault

WRITER = Path(__file__).with_name("adding.py")
EACH = 50


def check(path: Path, confirmed: list[dict[int, str]]) -> None:
    """Every confirmed record is there under its number, by itself, and the folder verifies."""
    verdict, spine = cast.verified(path)
    assert verdict.first_fault() is None
    assert verdict.ok
    by_number = {seq: identity for each in confirmed for seq, identity in each.items()}
    assert len(by_number) == sum(map(len, confirmed)), "two were confirmed under one number"
    found = {each.seq: each.entry.id for each in cast.opened(path).entries()}
    assert {seq: found[seq] for seq in by_number} == by_number
    assert spine.size == 1 + len(by_number)


def test_two_processes_that_add_at_once_are_both_confirmed(tmp_path: Path) -> None:
    cast.make_dossier(tmp_path / "d")
    environment = {**os.environ, "PYTHONPATH": str(WRITER.parents[1]), "PYTHONWARNINGS": "error"}
    with ExitStack() as stack:
        writers = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, str(WRITER), str(tmp_path / "d"), name, str(EACH)],
                    env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                )
            )
            for name in ("laptop", "phone")
        ]  # fmt: skip
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("\n")
            writer.stdin.flush()
        answers = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    confirmed = [{int(seq): identity for seq, identity in json.loads(answer).items()} for answer in answers]
    assert [len(each) for each in confirmed] == [EACH, EACH]
    check(tmp_path / "d", confirmed)


@pytest.mark.parametrize("shared", [False, True], ids=["a vault each", "one vault between them"])
def test_two_threads_that_add_at_once_are_both_confirmed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shared: bool,  # noqa: FBT001 - one of two cases
) -> None:
    monkeypatch.setattr(vaults, "FOLD_AFTER", 8)
    cast.make_dossier(tmp_path / "d")
    first = cast.opened(tmp_path / "d")
    both = threading.Barrier(2)

    def add(vault: Vault) -> dict[int, str]:
        both.wait()
        confirmed = {}
        for _ in range(EACH):
            entry = cast.incident()
            confirmed[vault.record([entry], cast.NOW)] = entry.id
        return confirmed

    with ThreadPoolExecutor(2) as pool:
        writers = [first, first if shared else cast.opened(tmp_path / "d")]
        check(tmp_path / "d", list(pool.map(add, writers)))


def test_two_threads_that_keep_originals_at_once_keep_both(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    both = threading.Barrier(2)

    def keep(letter: bytes) -> dict[int, str]:
        both.wait()
        confirmed = {}
        for size in range(10):
            file = vault.keep(io.BytesIO(letter * size * 30_000), f"{size}")
            entry = Evidence(file=file)
            confirmed[vault.record([entry], cast.NOW, [file.blob])] = entry.id
        return confirmed

    with ThreadPoolExecutor(2) as pool:
        check(tmp_path / "d", list(pool.map(keep, (b"a", b"b"))))
    sizes = []
    for each in vault.entries():
        assert isinstance(each.entry, Evidence)
        assert each.entry.file is not None
        with vault.open(each.entry.file) as original:
            sizes.append(len(original.read()))
    assert sorted(sizes) == sorted([size * 30_000 for size in range(10)] * 2)
