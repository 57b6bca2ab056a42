"""The dossier on paper, tested on the PDF itself."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from pypdf import PdfReader

from cast import NOW, incident, make_dossier
from houvast.logbook.entry import Correction, Incident, Note
from houvast.logbook.evidence import Evidence
from houvast.logbook.when import When
from houvast.reports import from_vault, pdf
from houvast.reports.choose import choose
from houvast.reports.dossier import About, compose
from houvast.reports.items import items_of
from houvast_run import SOURCE
from paper_cast import placed, squeezed, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

PHOTOS = Path(__file__).parents[1] / "samples" / "photos"
HOSTILE = '#panic("x") *vet* _schuin_ $x^2$ @ref `code` <label> \\ // [a](b) #import "@preview/x:1.0.0" ~ \' " -- ---'


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return make_dossier(tmp_path / "d")[0]


def made(vault: Vault, entries: Sequence[Entry] = (), keeps: Sequence[str] = (), include: Sequence[str] = ()) -> bytes:
    if entries:
        vault.record(entries, NOW, keeps)
    chosen = choose(items_of(vault), include)
    return pdf.render(compose(chosen, About(vault.dossier, vault.head, NOW)), from_vault.pictures_of(vault, chosen))


def test_a_printed_digest_is_that_of_the_file(vault: Vault) -> None:
    file = vault.keep(io.BytesIO(b"een bestand"), "brief.txt")
    content = made(vault, [Evidence(file=file, description="Een brief")], [file.blob])
    assert hashlib.sha256(b"een bestand").hexdigest() in squeezed(text(content))
    assert vault.dossier in squeezed(text(content))


def test_no_private_word_stands_in_it_unless_she_included_it(vault: Vault) -> None:
    private = Incident(
        when=When("2026-03-03"), what="Gebeld", feelings="GEHEIM-A", own_reaction="GEHEIM-B", effects=("fear",)
    )
    content = made(vault, [private, Note(text="GEHEIM-C")])
    assert "Gebeld" in text(content)
    assert "GEHEIM" not in text(content)
    assert "GEHEIM-A" in text(made(vault, include=["1"]))


def test_words_are_never_taken_for_markup(vault: Vault) -> None:
    said = text(made(vault, [Incident(when=When("2026-03-03"), what=HOSTILE, where=HOSTILE, channel=HOSTILE)]))
    assert squeezed(said).count(squeezed(HOSTILE)) >= 1
    unbroken = squeezed(said).replace("-", "").replace("\xad", "")  # a place and a title may be broken with a hyphen
    assert unbroken.count(squeezed(HOSTILE).replace("-", "")) == 3


@pytest.mark.parametrize(
    "words",
    [
        "أنا أعرف أين تسكنين",
        "👨‍👩‍👧 😡 ❤️",
        "\U0001f9ff\u202eomgekeerd\u2066",
        "x" * 10_000,
        "\x00\x1b[2J",
        "漢字",
        "ẞ ĳ € – ‘’ “”",
    ],
)
def test_whatever_somebody_wrote_can_be_set(vault: Vault, words: str) -> None:
    assert made(vault, [Incident(when=When("2026-03-03"), what=words)]).startswith(b"%PDF-")


def test_a_character_no_font_has_is_shown_by_its_number(vault: Vault) -> None:
    assert "[U+6F22]" in text(made(vault, [Incident(when=When("2026-03-03"), what="漢")]))


def test_what_turns_the_reading_direction_is_made_visible() -> None:
    assert pdf.settable("\u202eomgekeerd") == "[U+202E]omgekeerd"


def test_characters_in_a_row_that_no_font_has_stand_in_one_pair_of_brackets() -> None:
    assert pdf.settable("a漢字 字b\x00\x01") == "a[U+6F22 U+5B57] [U+5B57]b[U+0000 U+0001]"


SETTING = """
import os, signal, sys, typst
from houvast.reports import pdf
signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts the tests may have it ignored
def make():
    print("begun", flush=True)
    return typst.compile(b"#let x = 0\\n#for i in range(100000000) { x += i }")
try:
    pdf.interruptible(make)
except KeyboardInterrupt:
    print("heard", flush=True)
os._exit(0)  # what is still being set ends here
"""


def test_a_signal_is_heard_while_a_page_is_being_set() -> None:
    """Typst itself hears none: what it sets here takes most of a minute."""
    with subprocess.Popen(
        [sys.executable, "-c", SETTING],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        program.send_signal(signal.SIGINT)
        assert program.stdout.readline() == "heard\n"


def test_the_same_dossier_gives_the_same_bytes(vault: Vault) -> None:
    first = made(vault, [incident()])
    assert made(vault) == first


def test_a_corrected_entry_shows_what_it_said_before(vault: Vault) -> None:
    first = incident("Drie keer gebeld")
    vault.record([first], NOW)
    said = text(
        made(vault, [Correction(entry=first.id, fields={"what": "Vier keer gebeld"}, reason="verkeerd geteld")])
    )
    assert "Vier keer gebeld" in said
    assert "Drie keer gebeld" in said
    assert "verkeerd geteld" in said


def test_nothing_chosen_is_still_a_page(vault: Vault) -> None:
    assert "Er staan geen notities" in text(made(vault))


def test_it_says_that_it_is_accessible_and_for_the_archive(vault: Vault) -> None:
    content = made(vault, [incident()])
    assert b"pdfaid:part" in content
    assert b"pdfuaid:part" in content
    assert str(PdfReader(io.BytesIO(content)).root_object["/Lang"]) == "nl"


def test_a_picture_stands_in_it_without_the_place_where_it_was_taken(vault: Vault) -> None:
    content = (PHOTOS / "2026-01-27-briefje.jpg").read_bytes()
    assert b"Exif\0\0" in content
    file = vault.keep(io.BytesIO(content), "briefje.jpg")
    paper = made(vault, [Evidence(file=file)], [file.blob])
    [picture] = [each for page in PdfReader(io.BytesIO(paper)).pages for each in page.images]
    assert b"Exif\0\0" not in picture.data
    assert b"Exif\0\0" not in paper


def test_a_word_without_spaces_stays_on_the_paper(vault: Vault) -> None:
    content = made(vault, [Incident(when=When("2026-03-03"), what="w" * 3000, where="q" * 300)])
    assert squeezed(text(content)).count("w") >= 3000
    longest = max(len(words) for _, _, words in placed(content) if set(words) <= {"w", "q"})
    assert longest < 40  # what fits a column; in one piece it would run off the page


@pytest.mark.parametrize("words", ["\U000fe4e5", "x\u0651", "ع\u0301", "1\ufe0f\u20e3", "➙\u06e8", "\u0301", "\ue000"])
def test_no_single_character_stops_the_report(vault: Vault, words: str) -> None:
    assert made(vault, [Incident(when=When("2026-03-03"), what=words)]).startswith(b"%PDF-")


def test_joiners_that_change_how_a_word_is_read_stay() -> None:
    assert pdf.settable("می\u200cخواهم") == "می\u200cخواهم"
    assert pdf.settable("a\u200cb") == "ab"


def _fonts_of(page: Any) -> set[str]:
    """The families of the fonts a page uses."""
    found = page["/Resources"].get_object()["/Font"].values()
    return {str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0] for font in found}


def test_only_our_own_fonts_are_in_it(vault: Vault) -> None:
    content = made(vault, [Incident(when=When("2026-03-03"), what="ß ➙\u06e8 أنا 😡 ⅔ ∞ ★ 漢")])
    fonts = {name for page in PdfReader(io.BytesIO(content)).pages for name in _fonts_of(page)}
    assert fonts
    assert all(name.startswith("Noto") for name in fonts), fonts


def test_a_photo_goes_in_no_larger_than_it_is_printed(vault: Vault) -> None:
    target = io.BytesIO()
    Image.effect_noise((3000, 4000), 20).convert("RGB").save(target, "JPEG")
    file = vault.keep(io.BytesIO(target.getvalue()), "foto.jpg")
    content = made(vault, [Evidence(file=file)], [file.blob])
    [picture] = [each for page in PdfReader(io.BytesIO(content)).pages for each in page.images]
    assert picture.image is not None
    assert picture.image.size == (548, 730)


@pytest.mark.parametrize("words", ["\u0378", "\ufdd0", "\U000e0041", "漢", "\u202e"])
def test_what_no_font_of_ours_draws_is_marked_with_its_number(vault: Vault, words: str) -> None:
    said = squeezed(text(made(vault, [Incident(when=When("2026-03-03"), what=f"voor{words}na")])))
    assert f"voor[U+{ord(words):04X}]na" in said


@pytest.mark.parametrize("words", ["👨\u200d👩\u200d👧", "🏴\u200d☠️", "أنا أعرف", "می\u200cخواهم"])
def test_what_our_fonts_draw_is_not_marked(vault: Vault, words: str) -> None:
    assert "[U+" not in text(made(vault, [Incident(when=When("2026-03-03"), what=words)]))
