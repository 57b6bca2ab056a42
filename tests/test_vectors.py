"""The program and the stranger say the same of every vector, and each opens what the other writes."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import make_vectors
import stranger
from houvast.errors import NewerVersionError
from houvast.intake.recheck import recheck
from houvast.proof.package import verify_package
from houvast.proof.zipped import ZipFiles
from houvast.seal import age, keys
from houvast.vault import fold, opening
from houvast.vault.files import FolderFiles
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen
from houvast.vault.verify import verify_store
from make_vectors import KEYS, VECTORS, WORDS

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED: dict[str, dict[str, Any]] = json.loads((VECTORS / "expected.json").read_bytes())
WAY = age.Passphrase(keys.passphrase_bytes(WORDS))
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)

# Where the program does not do what docs/format.md says; to be emptied.
KNOWN_DIFFERENCES: dict[str, str] = {}


@dataclass(frozen=True)
class Said:
    """What a verifier says: whether it holds, the first step that does not, the files named there, and whether it is newer."""

    ok: bool
    step: int | None
    files: frozenset[str]
    newer: bool


def program_says(vector: str, into: Path) -> Said:
    """What the program says of a vector."""
    path = VECTORS / vector
    try:
        if vector.startswith("packagezip/"):
            with path.open("rb") as packed:
                verdict, _ = verify_package(ZipFiles(packed))
        elif vector.startswith("package/"):
            verdict, _ = verify_package(FolderFiles(make_vectors.unpack(path, into)))
        else:
            store = FolderStore(make_vectors.unpack(path, into))
            verdict, spine, entries, epochs = verify_store(store, WAY)
            recheck(verdict, spine, store, entries, epochs)
    except NewerVersionError:
        return Said(ok=False, step=None, files=frozenset(), newer=True)
    failed = next((step for step in verdict.steps if step.faults), None)
    faults = failed.faults if failed else []
    newer = any(fault.why.startswith("newer version") for fault in faults)
    return Said(verdict.ok, failed.n if failed else None, frozenset(fault.where for fault in faults), newer)


def stranger_says(vector: str, into: Path) -> Said:
    """What the stranger says of a vector."""
    path = VECTORS / vector
    if not vector.startswith("packagezip/"):
        path = make_vectors.unpack(path, into)
    report = stranger.verify_path(path, KEYS, None)
    failed = next((step for step in report.steps if step.faults), None)
    faults = failed.faults if failed else []
    return Said(report.ok, failed.n if failed else None, frozenset(where for where, _ in faults), report.newer)


def vectors() -> list[Any]:
    """All of them; those that are known to differ may fail."""
    return [
        pytest.param(vector, marks=pytest.mark.xfail(reason=KNOWN_DIFFERENCES[vector], strict=False))
        if vector in KNOWN_DIFFERENCES
        else vector
        for vector in EXPECTED
    ]


@pytest.mark.parametrize("vector", vectors())
def test_the_program_and_the_stranger_say_the_same(vector: str, tmp_path: Path) -> None:
    ours, theirs = program_says(vector, tmp_path / "ours"), stranger_says(vector, tmp_path / "theirs")
    assert (ours.ok, ours.newer) == (theirs.ok, theirs.newer), (ours, theirs)
    if ours.newer and ours.step is None:
        return  # the program stops there
    assert ours.step == theirs.step, (ours, theirs)
    if (file := EXPECTED[vector]["file"]) is not None:
        assert file in ours.files & theirs.files, (ours, theirs)


def test_known_differences_are_about_vectors_that_exist() -> None:
    assert KNOWN_DIFFERENCES.keys() <= EXPECTED.keys()


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The stranger's dossier with a bit of everything."""
    writer = stranger.Writer(stranger.Chance("example"), 10)
    stranger.example_of(writer, WORDS)
    stranger.publish(tmp_path / "dossier", writer.files)
    return tmp_path / "dossier"


def test_the_program_verifies_what_the_stranger_writes(example: Path) -> None:
    store = FolderStore(example)
    verdict, spine, entries, epochs = verify_store(store, WAY)
    recheck(verdict, spine, store, entries, epochs)
    assert verdict.ok, verdict.first_fault()
    assert [step.n for step in verdict.steps if step.ok and step.tried] == list(range(1, 13))
    assert len(entries) == 9
    assert sorted(epochs) == [0, 1]


def test_the_program_reads_in_the_fold_of_the_stranger_what_the_log_says(example: Path) -> None:
    quick = opening.unlock(FolderStore.at(example), WAY, Seen(None))
    content = quick.store.fold()
    assert content is not None
    folded = fold.read(content, quick.store, quick.person)
    assert folded is not None
    (example / "fold").unlink()
    slow = opening.unlock(FolderStore.at(example), WAY, Seen(None))
    assert [(each.id, each.kind, each.start) for each in folded.entries] == [
        (each.id, each.kind, each.start) for each in slow.entries()
    ]
    assert quick.entries() == folded.entries == slow.entries()
    assert quick.spine == slow.spine


def test_the_program_adds_to_what_the_stranger_wrote_and_the_stranger_verifies_that(example: Path) -> None:
    before = stranger.verify_dossier(stranger.FolderFiles(example), KEYS).head
    vault = opening.unlock(FolderStore.at(example), WAY, Seen(None))
    _, _, entries, _ = verify_store(FolderStore(example), WAY)
    vault.record([replace(entries[-1][1], id="ab" * 16)], NOW)
    report = stranger.verify_dossier(stranger.FolderFiles(example), KEYS, before)
    assert report.ok, report.first_fault()
    assert str(report.head).startswith("12-")


def test_the_program_reads_the_chat_of_the_stranger_again_row_by_row(tmp_path: Path) -> None:
    def verdicts(name: str, reading: Any) -> tuple[int | None, bool]:
        writer = make_vectors.Breaker(name)
        writer.started().chat(reading=reading)
        stranger.publish(tmp_path / name, writer.files)
        store = FolderStore(tmp_path / name)
        verdict, spine, entries, epochs = verify_store(store, WAY)
        recheck(verdict, spine, store, entries, epochs)
        failed = next((step.n for step in verdict.steps if step.faults), None)
        return failed, stranger.verify_dossier(make_vectors.Held(writer.files), KEYS).ok

    assert verdicts("as-it-is", None) == (None, True)
    assert verdicts("text", make_vectors.put(b"ga weg", b"kom hier")) == (12, True)
    assert verdicts("sender", make_vectors.put(b'"sender":"Anna"', b'"sender":"Ik"')) == (12, True)
    assert verdicts("head", make_vectors.put(b'"head":23', b'"head":22')) == (12, True)


def test_the_program_verifies_the_packages_of_the_stranger(example: Path, tmp_path: Path) -> None:
    opened = stranger.opened_files(stranger.FolderFiles(example), KEYS)
    for private in ([], sorted(opened.entries)):
        files = stranger.Packer(opened, private).pack()
        packed = tmp_path / "package.zip"
        packed.write_bytes(stranger.zip_of(files, "package"))
        with packed.open("rb") as stream:
            verdict, spine = verify_package(ZipFiles(stream))
        assert verdict.ok, verdict.first_fault()
        assert spine.size == 11
