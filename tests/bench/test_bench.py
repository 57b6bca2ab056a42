"""The small run of the bench: it ends well, has every row with every field, and its numbers add up. Speed is not asked here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from houvast.bench import chats
from houvast.bench.inputs import SIZES
from houvast.bench.measures import MEASURES
from houvast.bench.peers import RECIPIENT, Peers
from houvast.bench.rows import Bar, Row, beyond, table
from houvast.bench.running import NOT_INSTALLED, Absent, Ran, in_turn, interleaved, run
from houvast.cli import bench_
from houvast.seal import age

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.bench.running import Outcome

SMALL = SIZES["small"]
FIELDS = {"work", "seconds", "ratio", "against", "bar", "met", "bars", "floor", "peak_mb", "peers"}
PARSERS = {"whatsapp-chat-parser", "whatstk", "chat-miner"}
PEERS = {
    "P1": PARSERS, "P2": {"parse alone", "age + whatsapp-chat-parser"}, "P3": {"age", "sha256sum + age + sync", "borg", "restic"},
    "P4": {"SQLite FTS5", "DuckDB", "ripgrep"}, "P5": set(), "P5b": set(), "P6": set(), "P7": {"WeasyPrint"},
    "P8": {"bagit.py", "bagit.py --processes 2"}, "P9": {"git --version", "borg --help"},
}  # fmt: skip


def bench(folder: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "houvast", "bench", "--size", "small", "--work", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **env}, check=False)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bench works, with no peers beside it: they are looked for in an empty folder."""
    folder = tmp_path_factory.mktemp("bench")
    (folder / "peers").mkdir()
    return folder


@pytest.fixture(scope="module")
def rows(work: Path) -> dict[str, Any]:
    ended = bench(work, "--json", HOUVAST_BENCH_PEERS=str(work / "peers"), PATH=str(work / "peers"))
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout))


@pytest.mark.soak
def test_every_row_is_there_with_every_field(rows: dict[str, Any]) -> None:
    assert tuple(rows) == tuple(MEASURES) == bench_.ROWS
    for name, row in rows.items():
        assert row.keys() >= FIELDS, name
        assert row["seconds"] >= 0, name
        assert row["peak_mb"] > 1, name
        assert row["peers"].keys() == PEERS[name], name


@pytest.mark.soak
def test_what_was_counted_is_what_was_made(rows: dict[str, Any], work: Path) -> None:
    assert set(rows["P1"]["exact"].values()) == {True}
    assert rows["P1"]["exact"].keys() >= {"android", "ios"}
    records = list((work / "small" / "dossier" / "records").iterdir())
    assert len(records) == SMALL.records + SMALL.newer
    assert (work / "small" / "original.bin").stat().st_size == SMALL.original
    assert rows["P1"]["counted"] <= SMALL.messages
    assert rows["P4"]["rows"] == rows["P4"]["peers"]["SQLite FTS5"]["rows"] > 0
    assert rows["P6"]["contacts"] > SMALL.records
    assert 0 < rows["P6"]["messages"] <= SMALL.messages
    for name in ("bursts", "windows", "breaches", "signals", "roads", "advice"):
        assert rows["P6"][name] > 0, name
    assert rows["P5"]["items"] == SMALL.records + SMALL.newer - 1
    assert rows["P5b"]["records"] == SMALL.records + SMALL.newer


@pytest.mark.soak
def test_a_ratio_is_its_seconds_by_those_it_is_against(rows: dict[str, Any]) -> None:
    for name, row in rows.items():
        other = row["floor"] if row["against"] == "floor" else row["peers"].get(row["against"], {}).get("seconds")
        assert row["ratio"] == (pytest.approx(row["seconds"] / other) if other else None), name


@pytest.mark.soak
def test_a_row_is_met_when_all_its_bars_are(rows: dict[str, Any]) -> None:
    for name, row in rows.items():
        for bar in row["bars"]:
            figure, limit = bar["figure"], bar["limit"]
            right = None if figure is None else figure >= limit if bar["at_least"] else figure <= limit
            assert bar["met"] is right, name
        met = [bar["met"] for bar in row["bars"]]
        assert row["met"] is (False if False in met else None if None in met else True), name


@pytest.mark.soak
def test_a_peer_that_is_not_there_is_named_and_no_crash(rows: dict[str, Any]) -> None:
    absent = {name: outcome for row in rows.values() for name, outcome in row["peers"].items() if "absent" in outcome}
    assert absent.keys() >= {
        *PARSERS,
        "age",
        "borg",
        "restic",
        "bagit.py",
        "git --version",
        "WeasyPrint",
        "DuckDB",
        "ripgrep",
    }
    assert {outcome["absent"] for outcome in absent.values()} == {"not installed"}
    assert rows["P1"]["against"] == ""
    assert rows["P8"]["ratio"] is None


def test_one_row_alone_as_a_table(work: Path) -> None:
    ended = bench(work, "--only", "P5,P9")
    assert ended.returncode == 0, ended.stderr
    first = [line.split(" ")[0] for line in ended.stdout.splitlines()]
    assert [name for name in first if name] == ["P5", "P9"]


@pytest.mark.parametrize("wrong", ["P10", "P1,", ""])
def test_a_row_that_does_not_exist_is_wrong_use(tmp_path: Path, wrong: str) -> None:
    ended = bench(tmp_path, "--only", wrong)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1


# the parts


@pytest.mark.parametrize("style", ["android", "ios"])
def test_a_chat_is_the_same_for_the_same_seed(tmp_path: Path, style: chats.Style) -> None:
    for name in ("one.txt", "two.txt"):
        chats.write(tmp_path / name, 500, style)
    assert (tmp_path / "one.txt").read_bytes() == (tmp_path / "two.txt").read_bytes()
    assert chats.Truth.beside(tmp_path / "one.txt") == chats.Truth.beside(tmp_path / "two.txt")


def test_a_chat_has_the_mix_it_promises(tmp_path: Path) -> None:
    count = 20_000
    chats.write(tmp_path / "chat.txt", count, "android")
    lines = (tmp_path / "chat.txt").read_text(encoding="utf-8").split("\n")
    shares = {
        "bestand bijgevoegd|Media weggelaten": 0.05, "Dit bericht is verwijderd": 0.01, "Gemiste spraakoproep": 0.01,
        "<Dit bericht is bewerkt>": 0.01, "beveiligingscode": 0.01,
    }  # fmt: skip
    for marks, share in shares.items():
        found = sum(any(mark in line for mark in marks.split("|")) for line in lines)
        assert found / count == pytest.approx(share, rel=0.25), marks
    assert any(line in lines for line in ("[belangrijk] tel: 112", "09:15 - tandarts"))
    chats.write(tmp_path / "plain.txt", 2000, "android", traps=False)
    assert "tandarts" not in (tmp_path / "plain.txt").read_text(encoding="utf-8")


def test_the_recipient_of_the_peers_is_a_real_one() -> None:
    assert age.Recipient.from_text(RECIPIENT).text == RECIPIENT


def test_a_program_says_its_own_seconds_or_is_timed_from_outside() -> None:
    env = dict(os.environ)
    own = run([sys.executable, "-c", "print('x'); print('{\"seconds\": 5, \"n\": 3}')"], env)
    assert isinstance(own, Ran)
    assert (own.seconds, own.said["n"]) == (5.0, 3)
    outside = run([sys.executable, "-c", "print('{no json'); b = bytearray(64 << 20)"], env)
    assert isinstance(outside, Ran)
    assert 0 < outside.seconds < 60
    assert outside.peak_mb > 64


def test_a_program_that_fails_or_is_not_there_is_a_value() -> None:
    failed = run([sys.executable, "-c", "import sys; sys.exit('kapot')"], dict(os.environ))
    assert failed == Absent("exit 1: kapot")
    assert run(["/nowhere/at-all"], {}) == NOT_INSTALLED
    assert in_turn([[sys.executable, "-c", "pass"], ["/nowhere/at-all"]], dict(os.environ)) == NOT_INSTALLED


def test_the_fastest_round_counts_with_the_highest_peak() -> None:
    answers: dict[str, list[Outcome]] = {
        "a": [Ran(3, 10), Ran(1, 5), Ran(2, 7)],
        "b": [Ran(30, 1)],
        "c": [NOT_INSTALLED],
    }
    works = {name: partial(answers[name].pop, 0) for name in answers}
    assert interleaved(works, 3) == {"a": Ran(1, 10), "b": Ran(30, 1), "c": NOT_INSTALLED}


def test_a_bar_without_figure_is_neither_met_nor_missed() -> None:
    unknown, met, missed = Bar("x", None, 1), Bar("x", 1, 1), Bar("x", 0.5, 1, at_least=True)
    assert [bar.met for bar in (unknown, met, missed)] == [None, True, False]

    def row(*bars: Bar) -> Row:
        return Row("w", Ran(2, 1), "floor", {}, Ran(4, 1), bars)

    assert [row(*bars).met for bars in ((unknown, met), (unknown, missed), (met, met))] == [None, False, True]
    assert row(met).ratio == 0.5
    assert "NEE" in table({"P0": row(missed)})


def test_what_others_took_comes_off() -> None:
    assert beyond(Ran(3, 9), Ran(1, 1), NOT_INSTALLED) == Ran(2, 9)
    assert beyond(Ran(1, 9), Ran(3, 1)) == Ran(0, 9)
    assert beyond(NOT_INSTALLED, Ran(1, 1)) == NOT_INSTALLED


def test_peers_of_the_system_are_found_on_the_path_alone(tmp_path: Path) -> None:
    assert Peers({"PATH": str(tmp_path)}).program("git") is None
    (tmp_path / "git").write_text("#!/bin/sh\n")
    (tmp_path / "git").chmod(0o755)
    assert Peers({"PATH": str(tmp_path)}).program("git", "--version") == [str(tmp_path / "git"), "--version"]
