"""A mailbox: where its mails lie, byte for byte, and what may not split one."""

from __future__ import annotations

import base64
import contextlib
import io
import mailbox
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.intake.formats import mail
from houvast.intake.formats.mail import boxes
from houvast_run import SOURCE
from intake.formats.mail.mails import FROM, HEAD, RECEIVED, extract, files, letter, multipart

if TYPE_CHECKING:
    from pathlib import Path

MAIL = letter().decode()


def mbox(*mails: str, separator: str = FROM) -> bytes:
    return "".join(f"{separator}{each}\n" for each in mails).encode()


def texts(content: bytes) -> list[str]:
    return extract(content, "post.mbox").table["text"].to_list()


@pytest.mark.parametrize(
    "separator",
    [
        FROM,
        "From - Tue Mar 03 22:10:05 2026\n",
        "From 1790000000000000000@xxx Tue Mar 03 21:10:05 +0000 2026\n",
        "From MAILER-DAEMON Tue Mar  3 22:10:05 CET 2026\n",
        "From a@b Tue, 3 Mar 2026 22:10:05 +0100\n",
        "From a b Tue Mar  3 22:10 2026 remote from c\n",
        "From \n",
        "From - \n",
    ],
)
def test_every_known_form_of_the_line_between_begins_a_mail(separator: str) -> None:
    content = mbox(MAIL, letter("Twee.\n").decode(), separator=separator)
    found = extract(content, "post.mbox")
    assert found.variant == "mbox"
    assert found.table["text"].to_list() == ["Neem op.", "Twee."]
    one = found.table.row(0, named=True)
    assert content[one["offset"] : one["offset"] + one["length"]] == MAIL.encode()
    assert extract(content.replace(b"\n", b"\r\n"), "post.mbox").table["text"].to_list() == ["Neem op.", "Twee."]


@pytest.mark.parametrize(
    "body",
    [
        "Hoi\n\nFrom now on bel ik elke dag.\n",
        "Hoi\nFrom ruben@voorbeeld.example Tue Mar  3 21:10:05 2026\nSubject: x\n",
        "Hoi\n\nFrom ruben@voorbeeld.example Tue Mar  3 21:10:05 2026\ngewone regel\n",
        "Hoi\n\nFrom mij: ik weet het op Tue Mar 3\nSubject: x\n",
        "Hoi\n\nFrom \nSubject: x\n",
    ],
)
def test_a_line_in_a_text_does_not_split_a_mail(body: str) -> None:
    content = mbox(letter(body).decode(), MAIL)
    found = extract(content, "post.mbox")
    assert found.table["text"].to_list() == [body.strip("\n"), "Neem op."]
    assert found.table["flags"].to_list() == ["from-in-text", None]


def test_a_quoted_line_stays_as_it_is() -> None:
    assert texts(mbox(letter("a\n\n>From mij\n>>From jou\n").decode())) == ["a\n\n>From mij\n>>From jou"]


def test_a_length_in_the_header_is_not_believed() -> None:
    swallowing = letter(more="Content-Length: 100000\n").decode()
    assert len(texts(mbox(swallowing, MAIL, MAIL))) == 3


def test_names_begin_with_the_number_of_their_mail() -> None:
    photo = "Content-Disposition: attachment; filename=foto.jpg\n\nx"
    content = mbox(MAIL, multipart(photo).decode(), multipart(photo.replace("x", "y")).decode())
    assert files(content, "post.mbox") == {"2/foto.jpg": b"x", "3/foto.jpg": b"y"}


def test_a_separator_with_an_offset_dates_a_mail_that_has_no_date_and_one_without_does_not() -> None:
    bare = MAIL.replace(RECEIVED, "").replace("Date: Tue, 3 Mar 2026 22:10:05 +0100\n", "")
    found = extract(mbox(bare, separator="From 179@xxx Tue Mar 03 21:10:05 +0000 2026\n"), "post.mbox")
    assert found.table.select("at", "flags").rows() == [
        ("2026-03-03T21:10:05+00:00", "date-from-separator no-received")
    ]
    unread = extract(mbox(MAIL, bare), "post.mbox").unread
    assert [(each.line, each.reason) for each in unread] == [(MAIL.count("\n") + 4, "no-date")]


def test_first_and_last_are_moments_and_not_texts() -> None:
    early = MAIL.replace(RECEIVED, "").replace("22:10:05 +0100", "23:00:00 +0900")
    late = MAIL.replace(RECEIVED, "").replace("22:10:05 +0100", "20:00:00 -0800")
    found = extract(mbox(late, MAIL, early), "post.mbox")
    assert (found.first, found.last) == ("2026-03-03T23:00:00+09:00", "2026-03-03T20:00:00-08:00")


pieces = st.sampled_from(
    [
        FROM,
        "From nu af\n",
        "\n",
        "\r\n",
        "hoi\n",
        ">From x\n",
        "Subject: x\n",
        HEAD,
        "\n" + FROM + HEAD,
        "a" * 40,
        "\x00\r",
        FROM[:-1],
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(pieces, max_size=14), st.sampled_from([64, 300, 5000, 1 << 22]), st.sampled_from([600, 2048]))
def test_every_byte_of_a_mailbox_belongs_to_exactly_one_thing_however_it_is_cut(
    found: list[str], chunk: int, ahead: int
) -> None:
    content = (FROM + HEAD + "\n" + "".join(found)).encode()
    whole = extract(content, "post.mbox")
    usual = boxes.CHUNK, boxes._AHEAD
    try:
        boxes.CHUNK, boxes._AHEAD = chunk, ahead
        cut = extract(content, "post.mbox")
    finally:
        boxes.CHUNK, boxes._AHEAD = usual
    assert cut.table.equals(whole.table)
    assert (cut.unread, cut.marks, cut.header) == (whole.unread, whole.marks, whole.header)


def test_a_sound_mailbox_has_the_mails_that_the_standard_library_finds(tmp_path: Path) -> None:
    made = mailbox.mbox(tmp_path / "post.mbox")
    for number in range(50):
        made.add(letter(f"Bericht {number}\n\nFrom nu af\n"))
    made.close()
    content = (tmp_path / "post.mbox").read_bytes()
    assert mail.recognise(io.BytesIO(content), "post.mbox")
    with contextlib.closing(mailbox.mbox(tmp_path / "post.mbox")) as opened:
        theirs = [each.get_payload() for each in opened]
    assert texts(content) == [str(each).rstrip("\n") for each in theirs]


def large(path: Path, mails: int, attached: int) -> int:
    """A mailbox of so many mails with so many bytes attached to each; its size."""
    photo = base64.encodebytes(bytes(range(256)) * (attached // 256)).decode()
    part = f"Content-Type: image/jpeg; name=foto.jpg\nContent-Transfer-Encoding: base64\n\n{photo}"
    content = mbox(multipart("\n" + "ik weet waar je woont " * 20, part).decode())
    with path.open("wb") as stream:
        for number in range(mails):
            stream.write(content.replace(b"<1@", b"<%d@" % number))
    return path.stat().st_size


def taken_by(path: Path) -> tuple[int, int, int]:
    """Mails and files read from a mailbox by a process of its own, and the most memory it took, in MB."""
    code = (
        "import datetime, re, sys; from houvast.intake.formats import Answers, mail\n"
        "found = mail.extract(open(sys.argv[1], 'rb'), 'post.mbox', Answers(not_after=datetime.date(2026, 6, 1)))\n"
        "most = re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())\n"  # ru_maxrss counts who started it too
        "print(len(found.table), len(found.media), int(most[1]) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True, env=environment()
    )
    mails, files_there, most = map(int, done.stdout.split())
    return mails, files_there, most


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE)}


def test_a_mailbox_takes_no_more_memory_than_its_texts(tmp_path: Path) -> None:
    assert large(tmp_path / "small.mbox", 10, 80_000) > 1_000_000
    assert large(tmp_path / "large.mbox", 600, 80_000) > 60_000_000
    small, more = taken_by(tmp_path / "small.mbox"), taken_by(tmp_path / "large.mbox")
    assert (small[:2], more[:2]) == ((10, 10), (600, 600))
    assert more[2] - small[2] < 40  # MB, of 60 in the file


@pytest.mark.soak
def test_a_mailbox_of_1_gb_is_a_stream(tmp_path: Path) -> None:
    assert large(tmp_path / "huge.mbox", 10_000, 80_000) > 1_000_000_000
    mails, attached, most = taken_by(tmp_path / "huge.mbox")
    sys.stdout.write(f"\n    1 GB of mail: {most} MB in memory")
    assert (mails, attached) == (10_000, 10_000)
    assert most < 400
