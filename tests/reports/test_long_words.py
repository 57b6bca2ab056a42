"""However long a text is and however its lines break: every line of it stands on the paper, or a mark says that there is more."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from cast import NOW, make_dossier
from houvast.intake.formats import Answers
from houvast.intake.intake import take_in
from houvast.logbook.entry import Correction, Incident, Note, PoliceContact, StopMessage, Witness
from houvast.logbook.evidence import DerivedFrom, Evidence, Import
from houvast.logbook.when import When
from paper_cast import pages, printed, squeezed, text

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.logbook.entry import Entry

COUNT = 70
MARGIN = 50  # points above the lower edge
MAIL = (
    "From: Mark <mark@a.nl>\nTo: an@x.nl\nDate: Tue, 03 Mar 2026 22:10:00 +0100\nMessage-ID: <1@a>\nSubject: lang\n\n"
)
MARCH = When("2026-03-03T22:10")


def many_lines(count: int = COUNT, end: str = "\n\n") -> str:
    """Short paragraphs, which take far more paper than their characters tell."""
    return end.join(f"regel{place}" for place in range(1, count + 1))


def lines_of(content: bytes) -> list[int]:
    """Which of those lines stand on the paper, in their order."""
    return [int(place) for place in re.findall(r"regel(\d+)\b", text(content))]


def test_every_line_of_a_mail_of_many_short_paragraphs_is_on_paper(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    mail = io.BytesIO((MAIL + many_lines()).encode())
    take_in(mail, "lang.eml", vault, NOW, Answers(not_after=NOW.date()))
    content = printed(vault)
    assert lines_of(content) == list(range(1, COUNT + 1))
    assert_within_the_paper(content)


@pytest.mark.parametrize(
    "entry",
    [
        Incident(when=MARCH, what=many_lines()),
        Incident(when=MARCH, what="kort", where=many_lines()),
        Incident(when=MARCH, what="kort", witnesses=(Witness(name="regel1"), Witness(name=many_lines(end="\n")))),
        Incident(
            when=MARCH, what="\ufdfd" * 80 + many_lines(end=" "), witnesses=(Witness(name="\ufdfd" * 79 + " regel1"),)
        ),
        Evidence(physical="doos", description=many_lines()),
        Evidence(physical=many_lines()),
        StopMessage(when=MARCH, words=many_lines()),
        PoliceContact(when=MARCH, told=many_lines(), explanation="kort"),
        Note(text=many_lines(), disclose=frozenset({"text"})),
    ],
    ids=lambda entry: f"{entry.KIND}",
)
def test_every_line_of_a_long_entry_is_on_paper(tmp_path: Path, entry: Entry) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    vault.record([entry], NOW)
    content = printed(vault, [entry.id])
    assert set(lines_of(content)) == set(range(1, COUNT + 1))
    assert_within_the_paper(content)


def test_every_line_of_what_was_corrected_is_on_paper(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    first = Incident(when=MARCH, what="kort")
    vault.record([first, Correction(entry=first.id, fields={"what": many_lines()})], NOW)
    content = printed(vault)
    assert set(lines_of(content)) == set(range(1, COUNT + 1))
    assert_within_the_paper(content)


def test_every_line_of_a_long_chat_message_is_on_paper_in_full_and_marked_where_it_is_quoted(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    rest = "".join(f"03-03-2026 22:{11 + place} - R.: kort\n" for place in range(8))
    chat = f"03-03-2026 22:10 - R.: {many_lines(end=chr(10))}\n{rest}03-03-2026 23:00 - Mira: stop\n"
    take_in(io.BytesIO(chat.encode()), "WhatsApp-chat met R.txt", vault, NOW, Answers(not_after=NOW.date(), me="Mira"))
    assert "[…]" in text(printed(vault))
    content = printed(vault, in_full=True)
    assert set(lines_of(content)) == set(range(1, COUNT + 1))
    assert_within_the_paper(content)


def test_a_name_that_has_no_end_is_marked_wherever_it_stands_and_floods_no_page(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    name = "Xy" * 5_000
    chat = (
        "".join(f"03-03-2026 22:{10 + place} - {name}: kort\n" for place in range(9)) + "03-03-2026 23:00 - Mira: nee\n"
    )
    answers = Answers(not_after=NOW.date(), me="Mira")
    take_in(io.BytesIO(chat.encode()), f"WhatsApp-chat met {name}.txt", vault, NOW, answers)
    take_in(io.BytesIO(MAIL.replace("Mark", name).encode()), f"{name}.eml", vault, NOW, Answers(not_after=NOW.date()))
    file = vault.keep(io.BytesIO(b"%PDF-1.7"), f"{name}.pdf")
    proof = Evidence(file=file, derived_from=DerivedFrom(file.sha256, name))
    imported = next(each.entry for each in vault.entries() if isinstance(each.entry, Import))
    change = Correction(entry=imported.id, fields={"by": [name]})
    vault.record([proof, StopMessage(when=MARCH, words="stop", evidence=(proof.id,)), change], NOW, [file.blob])
    content = printed(vault, in_full=True)
    said = squeezed(text(content))
    assert said.count("Xy" * 90) > 10
    assert "Xy" * 101 not in said
    assert "Xy" * 90 + "Xy" * 10 + "[…]" in said
    assert len(pages(content)) < 15


def assert_within_the_paper(content: bytes) -> None:
    """No line stands below the margin, where the foot of the page is."""
    found = list[float]()

    def seen(words: str, around: list[float], at: list[float], *_: object) -> None:
        if "regel" in words:
            found.append(at[4] * around[1] + at[5] * around[3] + around[5])

    for page in PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=seen)
    assert min(found) > MARGIN
