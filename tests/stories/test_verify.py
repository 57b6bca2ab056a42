"""What `houvast verify` says when something is missing, changed, older or elsewhere."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pyrage
import pytest

from cast import NOW, incident, make_dossier
from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path

    from houvast_run import Said

STEPS = ["files", "headers", "owner", "signatures", "order", "bodies", "kept files", "fold"]
WITH_KEY = [*STEPS, "keys", "entries", "originals", "readings"]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    vault, _ = make_dossier(tmp_path / "d")
    vault.record([incident("een")], NOW)
    vault.record([incident("twee")], NOW)
    return tmp_path / "d"


def test_without_key_eight_steps_and_with_key_twelve(dossier: Path) -> None:
    bare = houvast("verify", dossier, "--json", passphrase=None, HOUVAST_SEEN="")
    full = houvast("verify", dossier, "--json", HOUVAST_SEEN="")
    assert [step["name"] for step in bare.json["steps"]] == STEPS
    assert [step["name"] for step in full.json["steps"]] == WITH_KEY
    assert [step["n"] for step in full.json["steps"]] == list(range(1, 13))
    assert (bare.code, full.code, bare.json["ok"], full.json["ok"]) == (0, 0, True, True)


def test_without_an_earlier_head_it_says_what_is_not_known(dossier: Path) -> None:
    said = houvast("verify", dossier, HOUVAST_SEEN="").out
    assert "Er ontbreekt niets tot en met stuk 3. Of er ooit meer was, is niet bekend." in said


@pytest.mark.covers("J05")
@pytest.mark.parametrize("passphrase", [None, "zes woorden die niemand raadt"])
def test_one_more_byte_in_any_file_is_found_and_named(dossier: Path, passphrase: str | None) -> None:
    for path in sorted(each for each in dossier.rglob("*") if each.is_file()):
        before = path.read_bytes()
        path.write_bytes(before + b"x")
        said = houvast("verify", dossier, passphrase=passphrase, HOUVAST_SEEN="")
        assert said.code == 1
        assert path.relative_to(dossier).as_posix() in said.out
        path.write_bytes(before)


def test_cut_off_records_are_found_by_what_this_machine_saw(dossier: Path) -> None:
    head = houvast("show", dossier, "--json").json["head"]
    (dossier / "records" / "00000002.record").unlink()
    said = houvast("verify", dossier, "--json")
    assert said.code == 1
    assert said.json["steps"][-1]["name"] == "known"
    assert not said.json["steps"][-1]["ok"]
    assert houvast("verify", dossier, HOUVAST_SEEN="").code == 0
    assert houvast("verify", dossier, "--known", head, HOUVAST_SEEN="").code == 1


def test_last_weeks_copy_is_noticed_and_the_next_record_says_so(dossier: Path, tmp_path: Path) -> None:
    shutil.copytree(dossier, tmp_path / "kopie")
    houvast("add", dossier, "--when", "2026-03-05", "--how", "bellen")
    shutil.rmtree(dossier)
    shutil.copytree(tmp_path / "kopie", dossier)
    assert "nieuwere stand" in houvast("show", dossier).err
    assert houvast("add", dossier, "--when", "2026-03-06", "--how", "bellen").code == 0
    assert b'"kind":"lost"' in (dossier / "records" / "00000003.record").read_bytes()
    assert "nieuwere stand" not in houvast("show", dossier).err


def test_two_copies_that_each_went_on_part_at_a_named_record(dossier: Path, tmp_path: Path) -> None:
    shutil.copytree(dossier, tmp_path / "kopie")
    houvast("add", dossier, "--when", "2026-03-05", "--how", "bellen", HOUVAST_SEEN="")
    houvast("add", tmp_path / "kopie", "--when", "2026-03-06", "--how", "appen", HOUVAST_SEEN="")
    said = houvast("verify", dossier, tmp_path / "kopie", "--json", HOUVAST_SEEN="")
    assert said.code == 1
    assert said.json["partings"] == [{"kind": "fork", "seq": 3}]


def test_a_copy_that_is_only_behind_is_no_fork(dossier: Path, tmp_path: Path) -> None:
    shutil.copytree(dossier, tmp_path / "kopie")
    houvast("add", dossier, "--when", "2026-03-05", "--how", "bellen", HOUVAST_SEEN="")
    said = houvast("verify", dossier, tmp_path / "kopie", "--json", HOUVAST_SEEN="")
    assert (said.code, said.json["partings"]) == (0, [{"kind": "prefix", "seq": 3}])


def test_a_known_dossier_or_package_counts_as_its_head(dossier: Path, tmp_path: Path) -> None:
    shutil.copytree(dossier, tmp_path / "kopie")
    houvast("add", dossier, "--when", "2026-03-05", "--how", "bellen", HOUVAST_SEEN="")
    assert houvast("verify", dossier, "--known", tmp_path / "kopie", HOUVAST_SEEN="").code == 0
    assert houvast("verify", tmp_path / "kopie", "--known", dossier, HOUVAST_SEEN="").code == 1


def test_after_a_broken_record_nothing_behind_it_is_called_harmless_or_whole(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    (tmp_path / "foto.jpg").write_bytes(b"een foto")
    vault.record([incident("een")], NOW)
    assert houvast("evidence", tmp_path / "d", tmp_path / "foto.jpg").code == 0
    path = tmp_path / "d" / "records" / "00000001.record"
    content = bytearray(path.read_bytes())
    content[100] = ord("X")
    path.write_bytes(content)
    said = houvast("verify", tmp_path / "d", passphrase=None, HOUVAST_SEEN="")
    assert said.code == 1
    assert "onschuldig" not in said.out
    assert "alleen nagegaan tot stuk 1" in said.out


def test_a_log_that_says_itself_that_records_are_gone_is_not_called_whole(dossier: Path, tmp_path: Path) -> None:
    shutil.copytree(dossier, tmp_path / "kopie")
    houvast("add", dossier, "--when", "2026-03-05", "--how", "bellen")
    shutil.rmtree(dossier)
    shutil.copytree(tmp_path / "kopie", dossier)
    houvast("add", dossier, "--when", "2026-03-06", "--how", "bellen")
    said = houvast("verify", dossier)
    assert "Alles wat is nagegaan, klopt" not in said.out
    assert "er zijn stukken weg" in said.out


def test_what_is_given_and_what_this_machine_saw_are_both_looked_for(dossier: Path, tmp_path: Path) -> None:
    shutil.copytree(dossier, tmp_path / "kopie")
    earlier = houvast("verify", dossier, "--json", HOUVAST_SEEN="").json["head"]
    houvast("add", dossier, "--when", "2026-03-05", "--how", "bellen")
    (dossier / "records" / "00000003.record").unlink()
    assert houvast("verify", dossier, "--known", earlier, HOUVAST_SEEN="").code == 0
    assert houvast("verify", dossier, "--known", earlier).code == 1  # what this machine saw says more
    houvast("add", tmp_path / "kopie", "--when", "2026-03-06", "--how", "appen", HOUVAST_SEEN="")
    other = houvast("verify", tmp_path / "kopie", "--json", HOUVAST_SEEN="").json["head"]
    houvast("add", dossier, "--when", "2026-03-07", "--how", "bellen")
    assert houvast("verify", dossier, "--json").json["steps"][-1]["ok"]
    assert houvast("verify", dossier, "--known", other).code == 1  # what is given says more


@pytest.mark.parametrize("what", ["dossier", "package"])
def test_something_broken_is_no_measure_for_another(dossier: Path, tmp_path: Path, what: str) -> None:
    if what == "dossier":
        shutil.copytree(dossier, tmp_path / "eerder")
        broken = tmp_path / "eerder" / "records" / "00000001.record"
    else:
        assert houvast("report", dossier, tmp_path / "eerder").code == 0
        broken = tmp_path / "eerder" / "data" / "spine.txt"
    assert houvast("verify", dossier, "--known", tmp_path / "eerder").code == 0
    broken.write_bytes(broken.read_bytes()[:-1] + b"x")
    said = houvast("verify", dossier, "--known", tmp_path / "eerder")
    assert f"{tmp_path / 'eerder'} klopt zelf niet" in said.refused(said.code)
    assert said.code in {1, 2}


def test_an_older_package_beside_a_newer_dossier_is_called_older_not_foreign(dossier: Path, tmp_path: Path) -> None:
    assert houvast("report", dossier, tmp_path / "oud.zip").code == 0
    houvast("add", dossier, "--when", "2026-03-05", "--how", "bellen")
    said = houvast("verify", tmp_path / "oud.zip", "--known", dossier)
    assert said.code == 1
    assert "dit is een oudere stand" in said.out
    assert "een ander dossier" not in said.out
    make_dossier(tmp_path / "ander")
    assert "of dit is een ander dossier" in houvast("verify", tmp_path / "oud.zip", "--known", tmp_path / "ander").out


def test_a_key_that_does_not_fit_is_told_from_no_key(dossier: Path, tmp_path: Path) -> None:
    hers, other = (pyrage.x25519.Identity.generate() for _ in range(2))
    (tmp_path / "other.txt").write_text(f"{other}\n")
    sealed = tmp_path / "p.zip.age"
    assert houvast("report", dossier, sealed, "--seal-to", hers.to_public()).code == 0
    assert "--key" in houvast("verify", sealed).refused()
    said = houvast("verify", sealed, "--key", tmp_path / "other.txt").refused()
    assert "Deze sleutel past niet" in said
    assert "--key" not in said


@pytest.fixture
def packaged(tmp_path: Path) -> Path:
    """A package of a chat and seven incidents, as a folder."""
    vault, _ = make_dossier(tmp_path / "chat")
    (tmp_path / "WhatsApp-chat met Alex.txt").write_text("03-03-2026 22:10 - Alex: waar ben je\n", encoding="utf-8")
    for number in range(7):
        vault.record([incident(f"keer {number}")], NOW)
    chat = tmp_path / "WhatsApp-chat met Alex.txt"
    assert houvast("import", tmp_path / "chat", chat, "--date-order", "dmy", HOUVAST_SEEN="").code == 0
    assert houvast("report", tmp_path / "chat", tmp_path / "map", HOUVAST_SEEN="").code == 0
    return tmp_path / "map"


def lines_of(said: Said, n: int) -> list[str]:
    """What is said of a step: its own line and those below it."""
    lines = said.out.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"  {n:>2}  "))
    below = next((at for at, line in enumerate(lines[start + 1 :], start + 1) if not line.startswith("        ")))
    return [line.strip() for line in lines[start:below]]


def test_a_reading_whose_original_was_changed_is_not_said_to_hold(packaged: Path) -> None:
    (original,) = (packaged / "data" / "originals").iterdir()
    content = bytearray(original.read_bytes())
    content[-3] ^= 1
    original.write_bytes(content)
    said = houvast("verify", packaged, passphrase=None)
    assert said.code == 1
    (reading,) = (packaged / "data" / "readings").iterdir()
    first, left = lines_of(said, 9)
    assert "niet gedaan" in first
    assert left.startswith(f"data/readings/{reading.name}: niet nagegaan")
    step = houvast("verify", packaged, "--json", passphrase=None).json["steps"][8]
    assert (step["ok"], step["tried"], step["skipped"]) == (False, False, [f"data/readings/{reading.name}"])


def test_a_damaged_spine_is_told_briefly_and_accuses_nobody(packaged: Path) -> None:
    spine = packaged / "data" / "spine.txt"
    content = bytearray(spine.read_bytes())
    content[content.index(b'"past":["', content.index(b"\n", 2000)) + 1] ^= 1
    spine.write_bytes(content)
    said = houvast("verify", packaged, passphrase=None)
    assert said.code == 1
    assert "ander dossier" not in said.out
    assert "hoort bij geen enkele notitie" not in said.out
    assert all(len(lines_of(said, n)) <= 7 for n in range(1, 10))
    _, placed, *_, more = lines_of(said, 7)
    assert "niet te plaatsen" in placed
    assert more.startswith("en nog ")
    for n in (2, 4, 5, 6):
        assert lines_of(said, n)[1].startswith("alleen nagegaan tot stuk ")
    assert "niet gedaan" in lines_of(said, 9)[0]


def test_of_many_files_five_are_named_and_the_rest_is_counted(packaged: Path) -> None:
    for number in range(8):
        (packaged / "data" / f"vreemd{number}").write_bytes(b"x")
    said = houvast("verify", packaged, passphrase=None)
    faults = lines_of(said, 1)[1:]
    assert faults[0] == "data/vreemd0: dit hoort er niet bij"
    assert sum(line.endswith(": dit hoort er niet bij") for line in faults) == 1
    assert len(faults) == 6
    assert re.fullmatch("en nog [0-9]+ fouten", faults[-1])
    assert len(houvast("verify", packaged, "--json", passphrase=None).json["steps"][0]["faults"]) > 8
