"""The stranger against the vectors, and against every small damage that can be done to a dossier."""

from __future__ import annotations

import contextlib
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

import make_vectors
import stranger
from cast import opened
from houvast.logbook import codec
from houvast.logbook.entry import Incident, Note
from houvast.proof.package import verify_package
from houvast.vault.files import FolderFiles
from make_vectors import KEYS, VECTORS, WORDS, Breaker, Held
from sweeps import bits_swept, flipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

EXPECTED: dict[str, dict[str, Any]] = json.loads((VECTORS / "expected.json").read_bytes())


def report_of(vector: str, into: Path) -> stranger.Report:
    """What the stranger says of a vector, from the disk and with the key."""
    path = VECTORS / vector
    if not vector.startswith("packagezip/"):
        path = make_vectors.unpack(path, into)
    return stranger.verify_path(path, KEYS, None)


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str]:
    """The exit code and the output of the command line."""
    code = stranger.main([str(arg) for arg in args])
    return code, capsys.readouterr().out


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUVAST_PASSPHRASE", WORDS)
    monkeypatch.delenv("HOUVAST_PASSPHRASE_FILE", raising=False)


# ---- the vectors


@pytest.mark.parametrize("vector", EXPECTED)
def test_the_stranger_says_of_a_vector_what_is_expected(vector: str, tmp_path: Path) -> None:
    expected, report = EXPECTED[vector], report_of(vector, tmp_path)
    fault = report.first_fault()
    assert (report.ok, report.newer) == (expected["ok"], expected["newer"]), fault
    assert (fault[0] if fault else None) == expected["step"], fault
    if expected["file"] is not None:
        assert fault is not None
        assert fault[1] == expected["file"], fault


def test_making_the_vectors_again_gives_the_same_bytes() -> None:
    again = make_vectors.written()
    there = {path.relative_to(VECTORS).as_posix() for path in VECTORS.rglob("*") if path.is_file()}
    assert there == set(again)
    assert [name for name in sorted(again) if (VECTORS / name).read_bytes() != again[name]] == []


def test_there_are_vectors_enough_and_they_are_small() -> None:
    counts = {
        kind: sum(1 for path in EXPECTED if path.startswith(kind))
        for kind in (
            "dossier/good",
            "dossier/broken",
            "package/good",
            "package/broken",
            "packagezip/good",
            "packagezip/broken",
        )
    }
    assert counts["dossier/broken"] >= 50
    assert counts["package/broken"] >= 25
    assert counts["packagezip/broken"] >= 8
    assert counts["dossier/good"] >= 8
    assert sum(path.stat().st_size for path in VECTORS.rglob("*.zip")) < 2_000_000


def test_every_step_has_a_vector_that_fails_there() -> None:
    def steps(kind: str) -> set[int]:
        return {said["step"] for path, said in EXPECTED.items() if path.startswith(kind) and said["step"]}

    assert steps("dossier/") == set(range(1, 13))
    assert steps("package/") == set(range(1, 10))


def test_the_example_of_canonical_order_holds_only_in_utf_16() -> None:
    names = ["\U0001f600", "\ufb33"]
    assert stranger.canonical(dict.fromkeys(names, 1)).decode() == '{"\U0001f600":1,"\ufb33":1}'
    assert sorted(names) == names[::-1]


# ---- every small damage


def dossier_files() -> dict[str, bytes]:
    """A small dossier with an original, a withdrawn body and a fold."""
    w = Breaker("damage")
    w.told()
    w.withdraw(bodies=[1])
    w.fold()
    return w.files


FILES = dossier_files()
HEAD = stranger.verify_dossier(Held(FILES)).head
RECORDS = [name for name in FILES if name.startswith("records/")]
KEY_FILES = [name for name in FILES if name.startswith("keys/")]


def found(files: dict[str, bytes], known: str | None = None) -> bool:
    """Whether the stranger finds fault without a key; no step is taken after the first that fails."""
    return not stranger.verify_dossier(Held(files), known=known, brief=True).ok


def flips_not_found(name: str, bits: Iterable[int]) -> list[int]:
    """Those of these bits of a file that can be flipped unseen."""
    raw, unseen, held = FILES[name], [], Held(dict(FILES))
    for bit in bits:
        held.files[name] = flipped(raw, bit)
        if stranger.verify_dossier(held, brief=True).ok:
            unseen.append(bit)
    return unseen


def test_the_small_dossier_holds_before_it_is_damaged() -> None:
    assert stranger.verify_dossier(Held(FILES), KEYS, HEAD).ok
    assert len(RECORDS) == 4


@bits_swept
@pytest.mark.parametrize("name", RECORDS)
def test_every_flipped_bit_of_a_header_is_found(name: str, bits: Callable[[int], list[int]]) -> None:
    assert flips_not_found(name, bits(len(make_vectors.without_body(FILES[name])))) == []


@bits_swept
@pytest.mark.parametrize("name", KEY_FILES)
def test_every_flipped_bit_of_a_slot_or_grant_is_found(name: str, bits: Callable[[int], list[int]]) -> None:
    assert flips_not_found(name, bits(len(FILES[name]))) == []


@pytest.mark.parametrize("name", FILES)
def test_bits_flipped_elsewhere_are_found(name: str) -> None:
    assert flips_not_found(name, range(3, 8 * len(FILES[name]), 23)) == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_off_or_made_longer_is_found(name: str) -> None:
    raw = FILES[name]
    for changed in (raw[:-1], raw[: len(raw) // 2], b"", raw + b"\n", raw + raw, b"\n" + raw):
        assert found(FILES | {name: changed})


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"fold"}))
def test_a_file_removed_is_found(name: str) -> None:
    left = {other: raw for other, raw in FILES.items() if other != name}
    assert found(left, HEAD)
    assert found(left) or name == RECORDS[-1]


def test_a_fold_may_be_removed() -> None:
    assert not found({name: raw for name, raw in FILES.items() if name != "fold"}, HEAD)


def test_newest_records_cut_off_are_found_with_an_earlier_head_only() -> None:
    for kept in range(2, 4):
        left = {name: raw for name, raw in FILES.items() if name not in (*RECORDS[kept:], "fold")}
        report = stranger.verify_dossier(Held(left), known=HEAD)
        assert report.steps[-1].name == "known"
        assert report.steps[-1].ok is False


@pytest.mark.parametrize(
    "name",
    [
        "README",
        "records/00000004.record",
        "records/0000001.record",
        "records/00000001.record.bak",
        "records/sub/00000001.record",
        "blobs/00.age",
        "blobs/" + "0" * 64 + ".age",
        "blobs/00/" + "0" * 64 + ".age",
        "blobs/00/" + "0" * 64,
        "keys/" + "0" * 64 + ".age",
        "keys/" + "0" * 63 + ".age",
        "tmp/" + "0" * 31,
        "tmp/" + "0" * 32 + "/x",
        "lock",
        "fold.bak",
        ".hidden",
    ],
)
def test_a_file_added_is_found(name: str) -> None:
    assert found(FILES | {name: b"added"})


def test_any_two_files_swapped_are_found() -> None:
    for one in FILES:
        for other in FILES:
            if one < other:
                assert found(FILES | {one: FILES[other], other: FILES[one]}), (one, other)


def test_a_file_doubled_over_another_is_found() -> None:
    for one in FILES:
        for other in FILES:
            if one != other:
                assert found(FILES | {one: FILES[other]}), (one, other)
        assert found(FILES | {"records/00000004.record": FILES[one]}), one


def test_every_link_in_place_of_a_file_is_found(tmp_path: Path) -> None:
    stranger.publish(tmp_path / "dossier", FILES)
    for name in FILES:
        path = tmp_path / "dossier" / name
        path.rename(tmp_path / "away")
        path.symlink_to(tmp_path / "away")
        report = stranger.verify_dossier(stranger.FolderFiles(tmp_path / "dossier"))
        assert (report.first_fault() or (0, ""))[:2] == (1, name)
        path.unlink()
        (tmp_path / "away").rename(path)


def package_files() -> dict[str, bytes]:
    """A small package with an original."""
    bag = make_vectors.bag_of("damage", Breaker.told)
    bag.close()
    return bag.files


PACKAGE = package_files()


@pytest.mark.parametrize("name", PACKAGE)
def test_a_file_of_a_package_that_was_changed_or_removed_is_found(name: str) -> None:
    raw = PACKAGE[name]
    assert stranger.verify_package(Held(PACKAGE)).ok
    for bit in range(5, 8 * len(raw), 8 * len(raw) // 40 + 1):
        assert not stranger.verify_package(Held(PACKAGE | {name: flipped(raw, bit)})).ok
    assert not stranger.verify_package(Held(PACKAGE | {name: raw + b"\n"})).ok
    assert not stranger.verify_package(Held({other: PACKAGE[other] for other in PACKAGE.keys() - {name}})).ok


@pytest.mark.parametrize("layer", [None, [], {}, 3])
def test_a_layer_that_is_no_text_in_entries_json_fails_step_7(layer: object) -> None:
    bag = make_vectors.bag_of("damage", Breaker.told)
    said = json.loads(bag.files["data/entries.json"])
    said["entries"][0]["layer"] = layer
    bag.put_lines("data/entries.json", [said])
    bag.close()
    assert (stranger.verify_package(Held(bag.files)).first_fault() or ())[:2] == (7, "data/entries.json")


def test_an_empty_entries_json_fails_step_7() -> None:
    bag = make_vectors.bag_of("damage", Breaker.told)
    bag.files["data/entries.json"] = b""
    bag.close()
    assert (stranger.verify_package(Held(bag.files)).first_fault() or ())[:2] == (7, "data/entries.json")


def test_every_byte_of_a_package_zip_counts() -> None:
    raw = stranger.zip_of(PACKAGE, "package")
    assert stranger.verify_package(stranger.ZipFiles(io.BytesIO(raw))).ok
    for bit in range(1, 8 * len(raw), 167):
        assert not stranger.verify_package(stranger.ZipFiles(io.BytesIO(flipped(raw, bit)))).ok, bit
    for cut in (1, 22, len(raw) // 2, len(raw) - 1, len(raw)):
        assert not stranger.verify_package(stranger.ZipFiles(io.BytesIO(raw[:-cut]))).ok


# ---- the steps on their own


def test_after_a_broken_header_the_records_before_it_are_still_judged() -> None:
    body = make_vectors.flipped(FILES[RECORDS[0]])
    report = stranger.verify_dossier(Held(FILES | {RECORDS[2]: b"{}\n", RECORDS[0]: body}))
    assert [step.n for step in report.steps if step.ok is False] == [2, 6]
    assert report.head is None


def test_a_lost_part_is_said_in_step_known_and_is_no_fault() -> None:
    w = Breaker("lost")
    w.started()
    w.record([], parts=[make_vectors.LOST])
    report = stranger.verify_dossier(Held(w.files), KEYS)
    assert report.ok
    assert (
        f"records/00000001.record: its author had seen the head {make_vectors.LOST['head']}"
        in report.steps[-1].remarks[0]
    )


def test_the_passphrase_is_taken_with_any_white_space_and_in_any_composition() -> None:
    said = "\u3000caf\u00e9 \t aan\u2028de \x85gracht\n"
    assert stranger.passphrase_form(said) == "caf\u00e9 aan de gracht".encode()
    assert stranger.passphrase_form("cafe\u0301 aan de gracht") == stranger.passphrase_form(said)
    assert stranger.passphrase_form("a\u200bb\x1cc") == "a\u200bb\x1cc".encode()


def test_a_paper_key_opens_what_the_passphrase_opens(tmp_path: Path) -> None:
    w = Breaker("paper")
    w.started()
    kept, part, printed = w.paper_slot()
    w.record([], keeps=[kept], parts=[part])
    (tmp_path / "paper").write_text(printed + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("HOUVAST_PASSPHRASE", raising=False)
        keys = stranger.given_keys(str(tmp_path / "paper"))
    assert keys is not None
    report = stranger.verify_dossier(Held(w.files), keys)
    assert report.ok
    assert report.steps[9].ok


@pytest.mark.parametrize("line", ["hallo", "AGE-SECRET-KEY-1QQQQ", "age1qqqq"])
def test_a_paper_file_with_one_line_that_is_no_key_is_wrong_use(line: str, tmp_path: Path) -> None:
    printed = Breaker("paper").paper_slot()[2]
    (tmp_path / "paper").write_text(f"# on paper\n{printed}\n{line}\n")
    with pytest.raises(stranger.UsageError, match="no AGE-SECRET-KEY-1"):
        stranger.given_keys(str(tmp_path / "paper"))


@pytest.mark.usefixtures("words")
def test_a_damaged_original_is_named_and_not_taken_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "write", tmp_path / "dossier", "--seed", "a", "--log-n", 10)
    said = run(capsys, "show", tmp_path / "dossier")[1].splitlines()[4]
    file = json.loads(said)["disclosable"]["file"]
    blob = tmp_path / "dossier" / "blobs" / file["blob"][:2] / f"{file['blob']}.age"
    blob.write_bytes(blob.read_bytes()[:-1] + b"x")
    assert stranger.main(["extract", str(tmp_path / "dossier"), file["sha256"], str(tmp_path / "out")]) == 1
    assert blob.name in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_inclusion_paths_lead_to_the_root_and_to_no_other_place() -> None:
    for count in range(1, 20):
        leaves = [stranger.leaf_hash(bytes([index])) for index in range(count)]
        root = stranger.Frontier(leaves).root()
        for index, path in enumerate(stranger.paths_of(leaves)):
            leads = [at for at in range(count) if stranger.path_leads(leaves[index], at, count, path, root)]
            assert leads == [index]


# ---- write, verify, package, verify


@pytest.mark.usefixtures("words")
def test_what_the_stranger_writes_it_verifies_packs_and_verifies_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, folder, packed = tmp_path / "dossier", tmp_path / "package", tmp_path / "package.zip"
    code, paper = run(capsys, "write", dossier, "--seed", "a", "--log-n", 10)
    assert code == 0
    assert paper.startswith("AGE-SECRET-KEY-1")
    (tmp_path / "paper").write_text(paper)
    code, said = run(capsys, "verify", dossier, "--paper-file", tmp_path / "paper")
    assert code == 0
    assert "9 keys ok 2 of 2 slot(s) opened, 2 epoch(s)" in said
    assert run(capsys, "package", dossier, folder)[0] == 0
    assert run(capsys, "package", dossier, packed, "--zip")[0] == 0
    code, said = run(capsys, "verify", folder, packed, "--known", dossier, "--json")
    assert code == 0
    reports = [json.loads(line) for line in said.splitlines()]
    assert [report["ok"] for report in reports] == [True, True]
    assert len({report["head"] for report in reports}) == 1
    assert run(capsys, "verify", dossier, "--known", packed)[0] == 0
    assert run(capsys, "verify", dossier, "--known", "9-" + "ab" * 32)[0] == 1


@pytest.mark.usefixtures("words")
def test_writing_twice_from_a_seed_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "ab":
        assert run(capsys, "write", tmp_path / name, "--seed", "s", "--log-n", 10)[0] == 0
    one, two = ({p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*.*")} for n in "ab")
    assert one == two


@pytest.mark.usefixtures("words")
def test_a_sealed_package_opens_with_the_passphrase_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = b"sixteen bytes !!"
    stanza = stranger.scrypt_stanza(key, stranger.passphrase_form(WORDS), bytes(16), 10)
    sealed = stranger.age_seal(stranger.zip_of(PACKAGE, "package"), key, bytes(16), stanza)
    (tmp_path / "package.zip.age").write_bytes(sealed)
    assert run(capsys, "verify", tmp_path / "package.zip.age")[0] == 0
    monkeypatch.setenv("HOUVAST_PASSPHRASE", "iets anders")
    assert run(capsys, "verify", tmp_path / "package.zip.age")[0] == 1
    monkeypatch.delenv("HOUVAST_PASSPHRASE")
    assert run(capsys, "verify", tmp_path / "package.zip.age")[0] == 2


@pytest.mark.usefixtures("words")
def test_the_stranger_shows_entries_and_takes_out_an_original(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "write", tmp_path / "dossier", "--seed", "a", "--log-n", 10)
    code, said = run(capsys, "show", tmp_path / "dossier")
    assert code == 0
    entries = [json.loads(line) for line in said.splitlines()]
    assert [entry["disclosable"]["kind"] for entry in entries] == [
        "incident",
        "note",
        "note",
        "note",
        "evidence",
        "import",
        "receipt",
        "correction",
        "incident",
    ]
    wanted = entries[5]["disclosable"]["file"]["sha256"]
    assert run(capsys, "extract", tmp_path / "dossier", wanted, tmp_path / "chat.txt")[0] == 0
    assert (tmp_path / "chat.txt").read_bytes() == stranger.CHAT
    assert run(capsys, "extract", tmp_path / "dossier", "0" * 64, tmp_path / "none")[0] == 1


@pytest.mark.usefixtures("words")
def test_a_claim_of_a_stretch_is_the_same_for_the_stranger_and_for_us(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "write", tmp_path / "dossier", "--seed", "a", "--log-n", 10)
    lines = run(capsys, "show", tmp_path / "dossier")[1].splitlines()
    theirs = [said["when"] for line in lines if "when" in (said := json.loads(line)["disclosable"])]
    ours = [
        found.entry.when
        for found in opened(tmp_path / "dossier", WORDS).entries()
        if isinstance(found.entry, Incident | Note)
    ]
    assert [codec.plain(each) for each in ours if each is not None] == theirs
    assert [each.until for each in ours if each is not None and each.until] == ["2026-02", "2026-03-16"]
    assert run(capsys, "verify", tmp_path / "dossier")[0] == 0
    assert run(capsys, "package", tmp_path / "dossier", tmp_path / "package")[0] == 0
    assert run(capsys, "verify", tmp_path / "package")[0] == 0
    assert verify_package(FolderFiles(tmp_path / "package"))[0].ok


@pytest.mark.usefixtures("words")
def test_nothing_is_shown_of_a_dossier_whose_first_record_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "write", tmp_path / "dossier", "--seed", "a", "--log-n", 10)
    (tmp_path / "dossier" / "records" / "00000000.record").unlink()
    assert run(capsys, "show", tmp_path / "dossier") == (1, "")


@pytest.mark.usefixtures("words")
def test_wrong_use_is_told_apart_from_a_broken_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text").write_text("hallo")
    assert run(capsys, "verify", tmp_path / "empty")[0] == 1
    assert run(capsys, "verify", tmp_path / "text")[0] == 1
    assert run(capsys, "verify", tmp_path / "nowhere")[0] == 2
    assert run(capsys, "verify", tmp_path / "empty", "--known", "x")[0] == 2
    assert run(capsys, "write", tmp_path / "empty")[0] == 2
    with contextlib.suppress(SystemExit):
        assert run(capsys, "verify")[0] == 2
