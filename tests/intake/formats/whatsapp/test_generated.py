"""Large synthetic chats with known truth: every message comes out exactly as it was written."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from houvast.bench.running import Ran
from houvast.intake.formats.whatsapp import fast, general
from houvast_run import SOURCE
from intake.formats.whatsapp.chats import SHARED, assert_tiled, extract, needs_tools

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.intake.formats import Extract

GENERATOR = SHARED / "tools" / "gen_whatsapp.py"
ORDERS = {"android-nl": "dmy", "ios-nl": "dmy", "android-us": "mdy", "ios-us": "mdy"}
MOST_MEMORY = 400  # megabytes, for the whole process; the chat itself is 81 to 87

SMALL = """
import dataclasses, json, os, sys
from houvast.bench.running import run
print(json.dumps(dataclasses.asdict(run(sys.argv[1:], os.environ))))
"""


def written(folder: Path, style: str, seed: int, n: int) -> tuple[Path, dict[str, Any]]:
    out = folder / "chat.txt"
    subprocess.run(
        [sys.executable, GENERATOR, out, "--n", str(n), "--style", style, "--seed", str(seed)],
        check=True,
        capture_output=True,
    )
    return out, json.loads((folder / "chat.txt.truth.json").read_text())


def generated(folder: Path, style: str, seed: int, n: int) -> tuple[bytes, dict[str, Any]]:
    out, truth = written(folder, style, seed, n)
    return out.read_bytes(), truth


def stream_sha256(found: Extract) -> str:
    """As the generator computes it, from the rows alone."""
    digest = hashlib.sha256()
    for at, sender, text in found.table.select("at", "sender", "text").iter_rows():
        seconds = at if len(at) == len("2026-03-03T22:10:05") else at + ":00"
        digest.update(f"{seconds}\x1f{sender or ''}\x1f{text}\x1e".encode())
    return digest.hexdigest()


def check(found: Extract, chat: bytes, truth: dict[str, Any], style: str) -> None:
    assert stream_sha256(found) == truth["stream_sha256"]
    assert (len(found.table), found.unread) == (truth["n_records"], ())
    assert (found.counts.messages, found.counts.system) == (truth["n_user"], truth["n_system"])
    kinds = dict(found.table["kind"].value_counts().rows())
    assert (kinds["media"], kinds["deleted"]) == (truth["n_media"], truth["n_deleted"])
    assert found.date_order is not None
    assert (found.date_order.order, found.variant) == (ORDERS[style], style.split("-", maxsplit=1)[0])
    assert_tiled(found, chat)


@needs_tools
@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in (2, 3))])
@pytest.mark.parametrize("style", ORDERS)
def test_a_generated_chat_comes_out_exactly(tmp_path: Path, style: str, seed: int) -> None:
    chat, truth = generated(tmp_path, style, seed, 20_000)
    check(extract(chat), chat, truth, style)


@needs_tools
@pytest.mark.parametrize("style", ORDERS)
def test_a_generated_chat_comes_out_exactly_the_general_way(
    tmp_path: Path, style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, truth = generated(tmp_path, style, 4, 5_000)
    quick = extract(chat)
    monkeypatch.setattr(fast, "scan", lambda *_: None)
    slow = extract(chat)
    check(slow, chat, truth, style)
    assert slow.table.equals(quick.table)
    assert slow == type(slow)(**{**vars(quick), "table": slow.table})


@needs_tools
@pytest.mark.parametrize("style", ORDERS)
def test_a_generated_chat_needs_no_general_way(tmp_path: Path, style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the general way was taken")

    chat, _ = generated(tmp_path, style, 5, 2_000)
    monkeypatch.setattr(general, "scan", never)
    assert len(extract(chat).table) == 2_000


@pytest.mark.soak
@needs_tools
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("style", ORDERS)
def test_a_million_messages_come_out_exactly_in_bounded_memory(tmp_path: Path, style: str, seed: int) -> None:
    chat, truth = written(tmp_path, style, seed, 1_000_000)
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}

    def alone(work: str) -> Ran:
        """In a process of its own, started by one that stays small: a child counts what its parent held when it began."""
        command = [sys.executable, "-c", SMALL, sys.executable, "-m", "houvast.bench.ours", work, str(chat)]
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        return Ran(**json.loads(said))

    parsed, exact = alone("parse"), alone("exact")
    assert (parsed.said["messages"], parsed.said["unread"]) == (truth["n_user"], 0)
    assert (exact.said["exact"], exact.said["rows"]) == (
        True,
        truth["n_records"],
    )  # the digest of moment, sender and text
    sys.stdout.write(f"\n    a million messages: {parsed.seconds:.2f} s, {parsed.peak_mb:.0f} MB in memory")
    assert parsed.peak_mb < MOST_MEMORY
