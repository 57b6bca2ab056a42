"""What `houvast verify` says when something is missing, changed, older or elsewhere."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pyrage
import pytest

from cast import NOW, incident, make_dossier
from houvast_run import houvast

if TYPE_CHECKING:
    from pathlib import Path

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
