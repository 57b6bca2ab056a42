"""The package that leaves: what is in it, what never is, and that it has its name only when it is whole."""

from __future__ import annotations

import csv
import io
import itertools
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

import bagit
import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import NOW, make_dossier, way
from houvast.errors import (
    DamagedOriginalError,
    PackageBrokenError,
    PackageNameError,
    PackageTooLargeError,
    TargetExistsError,
)
from houvast.insight.timeline import timeline
from houvast.intake.formats import Answers
from houvast.intake.intake import Wish, take_in
from houvast.logbook.evidence import Evidence
from houvast.proof import zipped
from houvast.proof.package import verify_package
from houvast.proof.zipped import ZipFiles
from houvast.reports import bag, package, packing, tables
from houvast.reports.choose import choose
from houvast.seal import age
from houvast.seal import package as seal_package
from houvast.vault.files import FolderFiles
from package_cast import PHOTO, PRIVATE_SEED, SECRETS, SEED, files_below, keep, locates, sample, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from houvast.proof.steps import Verdict
    from houvast.vault.vault import Vault

STRANGER = Path(__file__).parent.parent / "stranger.py"
WITHIN = timedelta(hours=24)
RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10))}


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUVAST_SEEN", "")
        return sample(tmp_path_factory.mktemp("dossier"))


@pytest.fixture(scope="module")
def folder(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("packages") / "map"
    write(vault, target, WITHIN)
    return target


def verdict_on(path: Path) -> Verdict:
    if path.is_dir():
        return verify_package(FolderFiles(path))[0]
    with path.open("rb") as stream:
        return verify_package(ZipFiles(stream))[0]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / "data" / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


# -- what is in it


@pytest.mark.parametrize("name", ["map", "pakket.zip"])
def test_a_package_holds_in_every_step(vault: Vault, tmp_path: Path, name: str) -> None:
    written = write(vault, tmp_path / name, WITHIN)
    verdict = verdict_on(tmp_path / name)
    assert verdict.ok, verdict.first_fault()
    assert [step.n for step in verdict.steps] == list(range(1, 10))
    assert (verdict.dossier, verdict.head) == (vault.dossier, vault.head)
    # one incident, three pieces of evidence, an import and its receipt; two photos' worth of files, the chat and its reading
    assert (written.entries, written.files) == (6, 4)


def test_bagit_accepts_the_folder(folder: Path) -> None:
    assert bagit.Bag(str(folder)).validate()


@pytest.mark.parametrize("include", [[], ["1", "2"]])
def test_a_stranger_who_read_only_the_page_accepts_it(vault: Vault, tmp_path: Path, include: list[str]) -> None:
    for name in ("map", "pakket.zip"):
        write(vault, tmp_path / name, WITHIN, include=include)
        asked = [sys.executable, "-I", str(STRANGER), "verify", str(tmp_path / name)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_zip_is_an_ordinary_one_and_holds_what_the_folder_holds(vault: Vault, folder: Path, tmp_path: Path) -> None:
    write(vault, tmp_path / "pakket.zip", WITHIN)
    with zipfile.ZipFile(tmp_path / "pakket.zip") as found:
        assert found.testzip() is None
        content = {name.partition("/")[2]: found.read(name) for name in found.namelist()}
    assert content == files_below(folder)


def test_a_sealed_package_is_the_zip_and_opens_with_another_age(vault: Vault, tmp_path: Path) -> None:
    write(vault, tmp_path / "pakket.zip", WITHIN)
    identity = pyrage.x25519.Identity.generate()
    chosen = choose(timeline(vault.entries(), WITHIN))
    receiver = age.Recipient.from_text(str(identity.to_public()))
    package.write(vault, chosen, tmp_path / "p.zip.age", NOW, seal_to=receiver, holds_location=locates)
    plain = pyrage.decrypt((tmp_path / "p.zip.age").read_bytes(), [identity])
    assert plain == (tmp_path / "pakket.zip").read_bytes()


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
def test_the_age_program_opens_a_sealed_package(vault: Vault, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    receiver = age.Recipient.from_text(str(identity.to_public()))
    chosen = choose(timeline(vault.entries(), WITHIN))
    package.write(vault, chosen, tmp_path / "p.zip.age", NOW, seal_to=receiver, holds_location=locates)
    write(vault, tmp_path / "p.zip", WITHIN)
    (tmp_path / "key").write_text(f"{identity}\n")
    opened = subprocess.run(["age", "-d", "-i", "key", "p.zip.age"], cwd=tmp_path, capture_output=True, check=True)
    assert opened.stdout == (tmp_path / "p.zip").read_bytes()


def test_a_package_sealed_with_a_passphrase_is_read_back_through_it(vault: Vault, tmp_path: Path) -> None:
    words = way("woorden voor de advocaat")
    chosen = choose(timeline(vault.entries(), WITHIN))
    package.write(vault, chosen, tmp_path / "p.zip.age", NOW, seal_to=words, holds_location=locates)
    with (tmp_path / "p.zip.age").open("rb") as sealed:
        assert verify_package(ZipFiles(io.BytesIO(age.open_bytes(sealed.read(), [words]))))[0].ok


def test_the_same_dossier_and_moment_give_the_same_bytes(vault: Vault, tmp_path: Path) -> None:
    for name in ("een", "twee"):
        write(vault, tmp_path / name, WITHIN)
        write(vault, tmp_path / f"{name}.zip", WITHIN)
    assert files_below(tmp_path / "een") == files_below(tmp_path / "twee")
    assert (tmp_path / "een.zip").read_bytes() == (tmp_path / "twee.zip").read_bytes()


def test_entries_say_what_was_recorded_with_number_record_and_time(folder: Path) -> None:
    said = json.loads((folder / "data/entries.json").read_bytes())
    assert [each["kind"] for each in said["entries"]][:2] == ["incident", "correction"]
    incident, correction = said["entries"][:2]
    assert (incident["number"], correction["number"]) == (1, 1)
    assert incident["what"] == "Hij stond voor de deur."
    assert correction["fields"] == {"minutes": 20}
    assert incident["recorded_at"] == "2026-04-01T09:30:00.123456Z"


def test_a_reading_goes_along_with_its_seed(folder: Path) -> None:
    lines = [json.loads(line) for line in (folder / "data/files.jsonl").read_bytes().splitlines()]
    assert [line["seed"] for line in lines if line["path"].startswith("readings/")] == [SEED]


def test_which_rows_were_known_is_said_of_files_that_leave_and_of_no_other(tmp_path: Path) -> None:
    vault = make_dossier(tmp_path / "d")[0]
    lines = [f"03-03-2026 22:{minute:02d} - R.: bericht {minute}\n" for minute in range(10, 30)]
    answers = Answers(not_after=date(2026, 4, 1), date_order="dmy")
    for count, private in ((8, True), (12, False), (20, False)):
        chat = io.BytesIO("".join(lines[:count]).encode())
        take_in(chat, f"{count}.txt", vault, NOW, answers, Wish(private=private))
    write(vault, tmp_path / "uit", WITHIN)
    said = [row["eerder_ingelezen"] for row in table(tmp_path / "uit", "messages.csv")]
    assert said == [""] * 12 + ["ja"] * 12 + [""] * 8
    imports = [
        each
        for each in json.loads((tmp_path / "uit/data/entries.json").read_bytes())["entries"]
        if each["kind"] == "import"
    ]
    assert [each["file"]["name"] for each in imports] == ["12.txt", "20.txt"]
    assert not [each for each in imports if "known" in each]
    assert b'known\\":[[' not in (tmp_path / "uit/data/proof.jsonl").read_bytes()


def test_tables_open_in_a_dutch_spreadsheet_and_run_nothing(folder: Path) -> None:
    assert (folder / "data/entries.csv").read_bytes().startswith(b"\xef\xbb\xbfnummer;soort;")
    messages = table(folder, "messages.csv")
    assert [row["tekst"] for row in messages] == ["'=waar ben je", "ga weg"]
    assert [row["eerder_ingelezen"] for row in messages] == ["ja", ""]
    entries = table(folder, "entries.csv")
    assert {row["tekst"] for row in entries if row["soort"] == "bewijs"} == {"'=1+1"}
    assert not [cell for row in messages + entries for cell in row.values() if cell.startswith(tables.FORMULA)]


@given(st.lists(st.one_of(st.none(), st.integers(), st.text(alphabet=st.characters(codec="utf-8"))), min_size=1))
def test_a_cell_never_begins_a_formula_and_nothing_else_changes(cells: list[str | int | None]) -> None:
    for cell in cells:
        shown = tables.safe(cell)
        assert not shown.startswith(tables.FORMULA)
        assert shown.removeprefix("'") in (str(cell), str(cell).removeprefix("'")) or cell is None


def test_the_page_explains_in_dutch_and_english_and_asks_nothing_of_the_network(folder: Path) -> None:
    page = (folder / "data/VERIFY.html").read_text(encoding="utf-8")
    assert page.index("Dit pakket nagaan") < page.index("Verify this package</h1>")
    for said in (
        "houvast verify MAP",
        "sha256sum -c manifest-sha256.txt",
        "apostrof",
        "apostrophe",
        "default-src 'none'",
    ):
        assert said in page
    for never in ("http://", "https://", "<script", "src=", "url(", "@import", "bewijst", "proves"):
        assert never not in page


# -- what never is


@pytest.mark.parametrize("what", SECRETS)
def test_nothing_private_stands_in_any_byte(folder: Path, vault: Vault, tmp_path: Path, what: str) -> None:
    write(vault, tmp_path / "p.zip", WITHIN)
    for content in (*files_below(folder).values(), (tmp_path / "p.zip").read_bytes()):
        assert SECRETS[what].encode() not in content


def test_the_seed_of_an_import_that_is_not_shown_stands_nowhere(folder: Path) -> None:
    for content in files_below(folder).values():
        assert PRIVATE_SEED.encode() not in content
        assert bytes.fromhex(PRIVATE_SEED) not in content


def test_an_entry_included_whole_brings_its_private_half(vault: Vault, tmp_path: Path) -> None:
    write(vault, tmp_path / "p", WITHIN, include=["1"])
    shown = (tmp_path / "p/data/entries.json").read_text()
    assert verdict_on(tmp_path / "p").ok
    for what in ("feelings", "own reaction", "a private correction", "the private half of a correction"):
        assert SECRETS[what] in shown
    assert SECRETS["a private note"] not in shown


def test_a_file_with_a_location_stays_behind_and_its_digest_does_not(vault: Vault, tmp_path: Path) -> None:
    written = write(vault, tmp_path / "p", WITHIN)
    (left,) = written.left_out
    assert (left.name, left.why) == ("thuis.jpg", "location")
    assert left.sha256 in (tmp_path / "p/data/entries.json").read_text()
    assert not [path for path, content in files_below(tmp_path / "p").items() if b"GPSGPS" in content]


def test_a_file_with_a_location_goes_along_when_she_says_so(vault: Vault, tmp_path: Path) -> None:
    assert write(vault, tmp_path / "a", WITHIN, with_locations=True).left_out == ()
    number = next(
        str(item.number)
        for item in timeline(vault.entries(), WITHIN)
        if isinstance(item.entry, Evidence) and item.entry.file and item.entry.file.name == "thuis.jpg"
    )
    assert write(vault, tmp_path / "b", WITHIN, include=[number]).left_out == ()


def test_a_picture_nobody_can_look_into_stays_behind(vault: Vault, tmp_path: Path) -> None:
    chosen = choose(timeline(vault.entries(), WITHIN))
    written = package.write(vault, chosen, tmp_path / "p", NOW)
    why = {left.name: left.why for left in written.left_out}
    assert why == {"../../CON.jpg": "perhaps a location", "thuis.jpg": "perhaps a location"}


def test_numbers_have_no_gap_that_tells_of_what_stays(folder: Path) -> None:
    said = json.loads((folder / "data/entries.json").read_bytes())
    assert sorted({each["number"] for each in said["entries"]}) == list(range(1, 7))


# -- names


@given(
    st.text(max_size=300) | st.sampled_from(["../x", "CON", "con.txt", "😀", "a" * 10_000, "..", "", "/", "a\\b.JPG"])
)
def test_a_name_inside_is_safe_whatever_the_file_was_called(name: str) -> None:
    made = packing.neutral(7, name)
    assert made.startswith("0007-")
    assert made.isascii()
    assert len(made) <= 80
    assert PurePosixPath(made).name == PureWindowsPath(made).name == made
    assert PureWindowsPath(made).stem.lower() not in RESERVED
    assert not made.endswith((".", " ", ".exe", ".lnk", ".html", ".scf"))
    assert zipped._NAME.fullmatch(f"top/data/originals/{made}".encode())


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("../../CON.jpg", "0001-CON.jpg"),
        ("foto\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe", "0001-fotogpj-exe.bin"),
        ("Café 😀.PDF", "0001-Cafe.pdf"),
        ("rekening.html", "0001-rekening-html.bin"),
        ("", "0001-bestand.bin"),
    ],
)
def test_names_keep_what_is_harmless(name: str, made: str) -> None:
    assert packing.neutral(1, name) == made


# -- nothing gets its name before it is whole


def test_a_name_that_is_taken_stays_as_it_is(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/mine").write_text("x")
    (tmp_path / "p.zip").write_text("x")
    for name in ("p", "p.zip"):
        with pytest.raises(TargetExistsError):
            write(vault, tmp_path / name, WITHIN)
    assert files_below(tmp_path) == {"p/mine": b"x", "p.zip": b"x"}


def test_an_empty_folder_may_take_it(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    write(vault, tmp_path / "p", WITHIN)
    assert verdict_on(tmp_path / "p").ok


@pytest.mark.parametrize("name", ["p", "p.zip"])
def test_an_interruption_anywhere_leaves_nothing(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    add: Callable[..., Any]
    tree: type[Any] = bag.FolderTree if name == "p" else bag.ZipTree
    add = tree.add
    for moment in itertools.count(1):
        left = iter([None] * moment)

        def broken(*given: Any, left: Any = left) -> Any:
            if next(left, "now") == "now":
                raise KeyboardInterrupt
            return add(*given)

        monkeypatch.setattr(tree, "add", broken)
        try:
            write(vault, tmp_path / name, WITHIN)
        except KeyboardInterrupt:
            assert list(tmp_path.iterdir()) == []
        else:
            break
    assert moment > 10
    assert verdict_on(tmp_path / name).ok


@pytest.mark.parametrize("name", ["p", "p.zip"])
def test_what_does_not_read_back_gets_no_name(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(package, "sign", lambda *said: seal_package.sign(said[0], said[1], said[2], "0" * 64))
    with pytest.raises(PackageBrokenError) as caught:
        write(vault, tmp_path / name, WITHIN)
    assert (caught.value.step, caught.value.path) == (2, "tagmanifest-sha256.txt")
    assert list(tmp_path.iterdir()) == []


def test_an_original_that_is_not_what_its_entry_says_stops_it(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    file = keep(vault, PHOTO, "deur.jpg")
    wrong = type(file)(blob=file.blob, name=file.name, sha256="0" * 64, size=file.size)
    vault.record([Evidence(file=wrong)], NOW, [file.blob])
    with pytest.raises(DamagedOriginalError):
        write(vault, tmp_path / "p", WITHIN)
    assert not (tmp_path / "p").exists()


def test_a_sealed_name_and_a_receiver_go_together(vault: Vault, tmp_path: Path) -> None:
    chosen = choose(timeline(vault.entries(), WITHIN))
    for name, to in (("p.zip.age", None), ("p.zip", way()), ("p", way())):
        with pytest.raises(PackageNameError):
            package.write(vault, chosen, tmp_path / name, NOW, seal_to=to)


def test_more_than_a_zip_can_hold_is_refused(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "LARGEST", 4000)
    with pytest.raises(PackageTooLargeError):
        write(vault, tmp_path / "p.zip", WITHIN)
    assert list(tmp_path.iterdir()) == []
