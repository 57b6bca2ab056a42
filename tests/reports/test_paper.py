"""The sheet with the paper code: it opens the notes, and says nothing else to who finds it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from houvast.reports import paper
from houvast.seal import age
from houvast.vault import recovering

CODE = age.Identity.from_raw(bytes(range(32))).text
TELLING = ("houvast", "stalk", "dossier", "politie", "bewijs", "belag", "aangifte")


def seen(code: str) -> str:
    """The words on the page, without their spaces."""
    return "".join(PdfReader(io.BytesIO(paper.pdf(code))).pages[0].extract_text().split())


def test_the_text_holds_the_code_in_one_line_and_in_groups_of_eight() -> None:
    lines = paper.text(CODE).decode("utf-8").splitlines()
    assert CODE in lines
    assert "    AGE-SECR ET-KEY-1 QQQSYQCY Q5RQWZQF" in lines
    assert "".join(paper.groups(CODE)) == CODE
    assert {len(each) for each in paper.groups(CODE)[:-1]} == {8}


@given(st.binary(min_size=32, max_size=32))
def test_recover_reads_the_code_from_the_text_from_its_groups_and_from_its_line(secret: bytes) -> None:
    code = age.Identity.from_raw(secret).text
    assert recovering.code_in(paper.text(code).decode("utf-8")) == code
    assert recovering.code_in(" ".join(paper.groups(code))) == code
    assert age.Identity.from_text(code).text == code


@pytest.mark.parametrize("word", TELLING)
def test_the_sheet_has_no_word_that_tells_what_it_is_part_of(word: str) -> None:
    assert word not in paper.text(CODE).decode("utf-8").lower()
    assert word not in " ".join((paper.TITLE, *paper.WORDS)).lower()
    assert word not in seen(CODE).lower()
    assert word not in paper.pdf(CODE).decode("latin-1").lower()  # its names and properties


def test_the_sheet_says_what_it_opens_and_where_to_keep_it() -> None:
    said = paper.text(CODE).decode("utf-8")
    assert "gaan je notities open als je je wachtzin kwijt bent" in said
    assert "waar alleen jij bij kunt" in said


def test_the_page_says_the_same_and_shows_the_whole_code() -> None:
    said = seen(CODE)
    assert all(sentence.replace(" ", "") in said for sentence in paper.WORDS)
    assert recovering.code_in(said) == CODE


def test_the_page_is_one_sheet_of_a5_in_our_fonts_without_a_date() -> None:
    content = paper.pdf(CODE)
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type/Page/") == 1
    box = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert box is not None
    assert [round(float(side)) for side in box.groups()] == [420, 595]
    fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z-]+)", content))
    assert fonts == {b"NotoSans-Regular", b"NotoSans-SemiBold", b"NotoSansMono-Regular"}
    assert b"CreationDate" not in content
    assert b"xmp:CreateDate" not in content


def test_the_same_code_gives_the_same_bytes_in_another_process_and_a_second_later() -> None:
    program = f"import sys; from houvast.reports import paper; sys.stdout.buffer.write(paper.pdf({CODE!r}))"
    first = paper.pdf(CODE)
    time.sleep(1.1)
    again = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert again.stdout == first
    assert paper.text(CODE) == paper.text(CODE)


def test_another_code_gives_another_page() -> None:
    assert paper.pdf(CODE) != paper.pdf(age.Identity.from_raw(bytes(32)).text)


@pytest.mark.parametrize("code", ['#panic("no")', '#read("/etc/passwd")', "$x$ *b* _i_ \\ ]", '"); #panic("no'])
def test_a_code_is_never_read_as_source(code: str) -> None:
    assert code.replace(" ", "") in seen(code)


@settings(max_examples=10, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=80))
def test_every_printable_code_makes_a_page(code: str) -> None:
    assert paper.pdf(code).startswith(b"%PDF-")
