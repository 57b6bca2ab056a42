"""Whatever is changed in a dossier, verification without a key finds it and names the file and the step."""

from __future__ import annotations

import itertools
import os
import random
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

import cast
from houvast.logbook.evidence import Evidence
from houvast.proof import folder as folders
from houvast.proof.folder import blob_path, key_path, record_path, verify_folder
from houvast.seal import keys
from houvast.vault import slots
from houvast.vault import vault as vaults
from sweeps import bits_swept, flipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from houvast.proof.spine import Spine

FILES, HEADERS, OWNER, SIGNATURES, ORDER, BODIES, KEPT, FOLD = range(1, 9)
LAST = 3


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> cast.HeldFiles:
    """Four records: the first, one with an original, one with an incident, and one with a slot that replaced another; a fold."""
    path = tmp_path_factory.mktemp("proof") / "d"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vaults, "FOLD_AFTER", 3)
        patch.setenv("HOUVAST_SEEN", "")
        vault, _ = cast.make_dossier(path)
        file = vault.keep(BytesIO(b"een briefje" * 100), "briefje.txt")
        vault.record([Evidence(file=file)], cast.NOW, [file.blob])
        vault.record([cast.incident()], cast.NOW)
        slots.add(vault, keys.passphrase_slot(vault.person, cast.OTHER_PASSPHRASE, 2), "passphrase", cast.NOW)
    return cast.HeldFiles.of(path)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> cast.HeldFiles:
    """Two records and nothing else: small enough to try every bit."""
    path = tmp_path_factory.mktemp("proof") / "d"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUVAST_SEEN", "")
        vault, _ = cast.make_dossier(path)
        vault.record([cast.incident()], cast.NOW)
    return cast.HeldFiles.of(path)


def faults(files: cast.HeldFiles) -> list[tuple[int, str, str]]:
    """Every fault as step, file, word."""
    verdict, _ = verify_folder(files)
    found = [(step.n, fault.where, fault.why) for step in verdict.steps for fault in step.faults]
    assert verdict.ok == (not found and all(step.tried for step in verdict.steps))
    return found


def header_size(content: bytes) -> int:
    """How many bytes of a record are its stored header."""
    return sum(map(len, content.splitlines(keepends=True)[:2]))


def of_kind(files: cast.HeldFiles, start: str) -> list[str]:
    return [path for path in files.paths() if path.startswith(start)]


def spine_of(files: cast.HeldFiles) -> Spine:
    return verify_folder(files)[1]


def test_an_untouched_dossier_holds_in_every_step(dossier: cast.HeldFiles) -> None:
    verdict, spine = verify_folder(dossier)
    assert verdict.ok
    assert [(step.n, step.tried, step.count) for step in verdict.steps] == [
        (FILES, True, 4 + 4 - 1 + 1 + 1),
        (HEADERS, True, 4),
        (OWNER, True, 4),
        (SIGNATURES, True, 4),
        (ORDER, True, 4),
        (BODIES, True, 4),
        (KEPT, True, 4),
        (FOLD, True, 1),
    ]
    assert verdict.notes == []
    assert verdict.head == spine.head
    assert verdict.dossier == spine.dossier


@bits_swept
@pytest.mark.parametrize("seq", [0, 1])
def test_every_flipped_bit_of_a_header_is_found_in_its_record(
    tiny: cast.HeldFiles, seq: int, bits: Callable[[int], list[int]]
) -> None:
    path = record_path(seq)
    content = tiny.content[path]
    version = content.index(b'"v":1}') * 8
    files, newer = tiny.but({} if seq else {record_path(1): None}), 0
    for bit in {*bits(header_size(content)), *range(version, version + 48)}:
        [(step, where, why), *_] = faults(files.but({path: flipped(content, bit)}))
        newer += why.startswith("newer version")
        assert not why.startswith("newer version") or version <= bit < version + 48
        assert where == path, bit
        assert step in (HEADERS, OWNER, SIGNATURES, ORDER), bit
    assert newer == 3  # 1 becomes 3, 5 or 9: told as newer


@bits_swept
def test_every_flipped_bit_of_a_slot_or_grant_is_found(tiny: cast.HeldFiles, bits: Callable[[int], list[int]]) -> None:
    paths = of_kind(tiny, "keys/")
    assert len(paths) == 3
    files = tiny.but({record_path(1): None})
    for path in paths:
        content = tiny.content[path]
        for bit in bits(len(content)):
            assert faults(files.but({path: flipped(content, bit)})) == [(KEPT, path, "file digest")]


def test_five_hundred_flipped_bits_elsewhere_are_found(dossier: cast.HeldFiles) -> None:
    places = [
        (path, bit)
        for path, content in dossier.content.items()
        if not path.startswith("keys/")
        for bit in range(header_size(content) * 8 if path.startswith("records/") else 0, len(content) * 8)
    ]
    expected = {"r": BODIES, "b": KEPT, "f": FOLD}
    for path, bit in random.sample(places, 500):
        [(step, where, _), *_] = faults(dossier.but({path: flipped(dossier.content[path], bit)}))
        assert (step, where) == (expected[path[0]], path), bit


def test_a_bit_more_or_less_at_the_end_of_any_file_is_found(dossier: cast.HeldFiles) -> None:
    for path, content in dossier.content.items():
        for changed in (content + b"\0", content[:-1], b""):
            assert path in {where for _, where, _ in faults(dossier.but({path: changed}))}


def test_any_file_that_was_removed_is_named(dossier: cast.HeldFiles) -> None:
    """But the newest record (only an earlier head shows that) and the fold (it may be deleted)."""
    for path in dossier.paths():
        found = faults(dossier.but({path: None}))
        if path in ("fold", record_path(LAST)):
            continue
        step = HEADERS if path.startswith("records/") else KEPT
        assert (step, path, "missing") in found
    assert faults(dossier.but({"fold": None})) == []


def test_the_newest_record_removed_is_found_by_the_fold_that_had_seen_it(dossier: cast.HeldFiles) -> None:
    without: dict[str, bytes | None] = {record_path(seq): None for seq in (LAST - 1, LAST)}
    assert (FOLD, "fold", "fold head") in faults(dossier.but(without))


def test_all_records_removed_leaves_the_steps_untried(dossier: cast.HeldFiles) -> None:
    files = dossier.but(dict.fromkeys(of_kind(dossier, "records/")))
    verdict, _ = verify_folder(files)
    assert not verdict.ok
    assert (verdict.dossier, verdict.head) == (None, None)
    assert [step.n for step in verdict.steps if not step.tried] == [OWNER, SIGNATURES, ORDER, BODIES, KEPT, FOLD]
    assert (HEADERS, record_path(0), "missing") in faults(files)


@pytest.mark.parametrize(
    "path",
    [
        "foto.jpg",
        "records/notitie.txt",
        "records/0000004.record",
        "blobs/x.age",
        "blobs/ab/x.age",
        f"blobs/ab/{'c' * 64}.age",
        f"blobs/{'ab' * 32}.age",
        f"keys/{'A' * 64}.age",
        f"keys/ab/{'ab' * 32}.age",
        "tmp/leftover",
        f"tmp/{'0' * 33}",
        "fold.bak",
        "lock",
        "Fold",
        "records (conflicted copy)/00000000.record",
    ],
)
def test_a_foreign_file_is_named(dossier: cast.HeldFiles, path: str) -> None:
    assert (FILES, path, "foreign file") in faults(dossier.but({path: b"x"}))


@pytest.mark.parametrize(
    "path",
    [
        "records/00000002 (conflicted copy).record",
        "records/00000002.sync-conflict-20260303.record",
        "records/00000002.record.bak",
        "records/000000004.record",
        "records/٠٠٠٠٠٠٠٤.record",
    ],
)
def test_what_looks_like_a_second_copy_of_a_record_is_named(dossier: cast.HeldFiles, path: str) -> None:
    """Whatever it is called: a record has one name."""
    for content in (b"x", dossier.content[record_path(2)]):
        [(step, where, why)] = faults(dossier.but({path: content}))
        assert (step, where) == (FILES, path)
        assert why in ("conflict copy", "foreign file")


def test_a_record_under_another_spelling_of_its_number_is_no_record(dossier: cast.HeldFiles) -> None:
    for path in ("records/000000001.record", "records/٠٠٠٠٠٠٠١.record"):
        found = faults(dossier.but({record_path(1): None, path: dossier.content[record_path(1)]}))
        assert (HEADERS, record_path(1), "missing") in found
        assert path in {where for _, where, _ in found}


def test_a_lost_head_is_noted(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    head = f"7-{'0' * 64}"
    vault.record((), cast.NOW, (), [{"kind": "lost", "head": head, "seq": 7}])
    verdict, _ = cast.verified(tmp_path / "d")
    assert verdict.ok
    assert [(note.where, note.why) for note in verdict.notes] == [(head, "lost")]


def test_an_empty_lock_and_an_interrupted_writing_are_no_fault(dossier: cast.HeldFiles) -> None:
    verdict, _ = verify_folder(dossier.but({"lock": b"", f"tmp/{'0a' * 16}": b"half"}))
    assert verdict.ok
    assert [(note.where, note.why) for note in verdict.notes] == [(f"tmp/{'0a' * 16}", "leftover")]


@pytest.mark.parametrize("path", [key_path("ab" * 32), blob_path("ab" * 32)])
def test_an_added_kept_file_whose_name_is_not_its_digest_is_named(dossier: cast.HeldFiles, path: str) -> None:
    assert faults(dossier.but({path: b"x"})) == [(KEPT, path, "file digest")]


def test_an_added_kept_file_with_its_digest_is_noted_as_unused(dossier: cast.HeldFiles) -> None:
    digest = folders.digest_of(BytesIO(b"x"))
    for path in (key_path(digest), blob_path(digest)):
        verdict, _ = verify_folder(dossier.but({path: b"x"}))
        assert verdict.ok
        assert [(note.where, note.why) for note in verdict.notes] == [(path, "unused")]


def test_any_two_files_that_were_swapped_are_found(dossier: cast.HeldFiles) -> None:
    for one, other in itertools.combinations(dossier.paths(), 2):
        found = faults(dossier.but({one: dossier.content[other], other: dossier.content[one]}))
        assert {one, other} & {where for _, where, _ in found}


def test_any_file_that_was_doubled_is_found(dossier: cast.HeldFiles) -> None:
    """As the next record, under another digest, or under a name that is none."""
    for path, content in dossier.content.items():
        for double in (record_path(LAST + 1), key_path("ab" * 32), blob_path("ab" * 32), f"{path} (1)"):
            assert double in {where for _, where, _ in faults(dossier.but({double: content}))}


def test_a_slot_that_was_doubled_among_the_originals_is_noted(dossier: cast.HeldFiles) -> None:
    for path in of_kind(dossier, "keys/"):
        digest = path.removeprefix("keys/").removesuffix(".age")
        verdict, _ = verify_folder(dossier.but({blob_path(digest): dossier.content[path]}))
        assert [(note.where, note.why) for note in verdict.notes] == [(blob_path(digest), "unused")]
        moved = dossier.but({blob_path(digest): dossier.content[path], path: None})
        assert faults(moved) == [(KEPT, path, "missing")]


def test_an_old_slot_put_back_is_no_fault_and_changed_it_is(dossier: cast.HeldFiles) -> None:
    """It was withdrawn, so it may be gone; bytes that are there must be right."""
    spine = spine_of(dossier)
    [withdrawn] = spine.withdrawn_files
    assert key_path(withdrawn) not in dossier.content
    assert faults(dossier.but({key_path(withdrawn): b"not those bytes"})) == [
        (KEPT, key_path(withdrawn), "file digest")
    ]


def test_a_record_of_another_dossier_is_found(dossier: cast.HeldFiles, tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "other")
    for _ in range(LAST):
        vault.record([cast.incident()], cast.NOW)
    other = cast.HeldFiles.of(tmp_path / "other")
    for seq in range(1, LAST + 1):
        path = record_path(seq)
        assert path in {where for _, where, _ in faults(dossier.but({path: other.content[path]}))}
    first = faults(dossier.but({record_path(0): other.content[record_path(0)]}))
    assert {record_path(seq) for seq in range(1, LAST + 1)} <= {where for _, where, _ in first}


def test_a_body_that_is_gone_is_found_unless_it_was_withdrawn(dossier: cast.HeldFiles, tmp_path: Path) -> None:
    path = record_path(2)
    content = dossier.content[path]
    assert faults(dossier.but({path: content[: header_size(content)]})) == [(BODIES, path, "body gone")]
    vault, _ = cast.make_dossier(tmp_path / "d")
    vault.record([cast.incident()], cast.NOW)
    vault.record((), cast.NOW, (), [{"kind": "withdraw", "bodies": [1], "files": []}])
    vault.store.drop_body(1)
    assert cast.verified(tmp_path / "d")[0].ok
    record = tmp_path / "d" / record_path(1)
    assert len(record.read_bytes()) == header_size(record.read_bytes())
    record.write_bytes(record.read_bytes() + b"other bytes")
    [(step, where, _)] = faults(cast.HeldFiles.of(tmp_path / "d"))
    assert (step, where) == (BODIES, record_path(1))


@pytest.mark.parametrize("path", [record_path(2), "fold", "keys", "blobs", "records", "holiday"])
def test_what_is_no_plain_file_is_named(dossier: cast.HeldFiles, path: str) -> None:
    content = {name: held for name, held in dossier.content.items() if name != path and not name.startswith(path + "/")}
    assert (FILES, path, "odd file") in faults(cast.HeldFiles(content, frozenset({path})))


def link(path: Path) -> None:
    path.symlink_to(path.parent)


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_empty(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [link, make_fifo, make_empty])
@pytest.mark.parametrize("place", ["thing", "records/thing", "keys/thing", "tmp/thing"])
def test_a_link_a_pipe_or_a_foreign_directory_in_a_real_folder_is_named(
    make: Callable[[Path], None], place: str, tmp_path: Path
) -> None:
    cast.make_dossier(tmp_path / "d")
    make(tmp_path / "d" / place)
    verdict, _ = cast.verified(tmp_path / "d")
    first = verdict.first_fault()
    assert first is not None
    assert (first[0].n, first[1].where, first[1].why) == (FILES, place, "odd file")


def test_of_very_many_faults_only_the_first_fifty_are_kept(dossier: cast.HeldFiles) -> None:
    found = faults(dossier.but({f"{number:03}": b"x" for number in range(80)}))
    assert [where for _, where, _ in found] == [f"{number:03}" for number in range(50)]
