"""The shared samples of mail, each beside what the standard library says of it; every difference is named here."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import email.utils
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import pytest

from houvast.intake.formats import mail
from intake.formats.mail.mails import extract
from intake.formats.whatsapp.chats import SHARED, needs_samples

SAMPLES = SHARED / "samples"
RUBY = SAMPLES / "mikel--mail/spec/fixtures/emails"
TIKA = (
    SAMPLES / "apache--tika/tika-parsers/tika-parsers-standard/tika-parsers-standard-modules/tika-parser-mail-module"
    "/src/test/resources/test-documents"
)
UNREAD = {
    "bad_encoded_subject.eml": "no-date", "japanese.eml": "no-date", "japanese_iso_2022.eml": "no-date",
    "example04.eml": "impossible-date", "example10.eml": "impossible-date",  # of 1969
}  # fmt: skip
FROM_RECEIVED = {
    "bad_date_header.eml", "bad_date_header2.eml", "raw_email_bad_time.eml", "raw_email_with_bad_date.eml",
    "content_transfer_encoding_empty.eml",
}  # fmt: skip
OTHER_SUBJECT = {  # bytes of UTF-8 in the header, which the standard library reads as unknown
    "attachment_pdf.eml", "attachment_pdf_lf.eml", "attachment_pdf_non_ascii.eml", "attachment_pdf_non_ascii_lf.eml",
    "content_transfer_encoding_empty.eml",
}  # fmt: skip


def sample(path: Path) -> tuple[bytes, dict[str, Any] | None, str | None]:
    """The bytes of a file of one mail with its row, or why it is unread."""
    content = path.read_bytes()
    found = extract(content, path.name)
    assert found.counts.messages == 1, path
    rows = list(found.table.iter_rows(named=True))
    return content, rows[0] if rows else None, found.unread[0].reason if found.unread else None


# A line that is no field stands above the date, or blanks before each colon: the standard library reads no header from there on.
NO_HEADER_THERE = {"raw_email_incorrect_header.eml", "example13.eml"}


@needs_samples
def test_every_mail_of_the_ruby_library_has_the_moment_and_subject_the_standard_library_finds() -> None:
    unread, from_received, other_subject, seen = dict[str, str](), set[str](), set[str](), 0
    for path in sorted(RUBY.rglob("*.eml")):
        content, row, reason = sample(path)
        seen += 1
        if row is None:
            unread[path.name] = str(reason)
            continue
        theirs = email.message_from_bytes(content, policy=email.policy.compat32)
        if "date-from-received" in (row["flags"] or ""):
            from_received.add(path.name)
        elif path.name not in NO_HEADER_THERE:
            assert dt.datetime.fromisoformat(row["at"]) == email.utils.parsedate_to_datetime(str(theirs["date"])), (
                path.name
            )
        try:
            subject = " ".join(str(make_header(decode_header(str(theirs["subject"] or "")))).split())
        except (LookupError, UnicodeError):
            subject = "\0"
        if subject != (row["subject"] or "") and path.name not in NO_HEADER_THERE:
            other_subject.add(path.name)
    assert seen == 86
    assert unread == UNREAD
    assert from_received == FROM_RECEIVED
    assert other_subject == OTHER_SUBJECT


@needs_samples
@pytest.mark.parametrize(
    ("name", "rows", "reasons"),
    [
        ("headers.mbox", ["2009-06-09T23:58:45-04:00"], []),
        ("single_mail.mbox", [], ["no-date"]),
        ("multiline.mbox", [], ["no-date"]),
        ("multiline2.mbox", [], ["no-date"]),
    ],
)
def test_the_mailboxes_of_tika(name: str, rows: list[str], reasons: list[str]) -> None:
    found = extract((TIKA / name).read_bytes(), name)
    assert (found.table["at"].to_list(), [each.reason for each in found.unread]) == (rows, reasons)


@needs_samples
@pytest.mark.parametrize("name", ["simple.mbox", "quoted.mbox"])
def test_a_mailbox_of_mails_without_any_header_is_not_mail(name: str) -> None:
    with (TIKA / name).open("rb") as stream:
        assert not mail.recognise(stream, name)


def test_the_mails_of_the_demo_case() -> None:
    folder = Path(__file__).parents[3] / "samples/mail"
    found = {path.name: extract(path.read_bytes(), path.name, "Europe/Amsterdam") for path in sorted(folder.iterdir())}
    assert {name: each.table["flags"].to_list() for name, each in found.items()} == {
        "2026-02-15-foto.eml": [None],
        "2026-02-18-terug.eml": ["date-differs"],
        "2026-03-12-balie.eml": [None],
        "Ruben.mbox": ["date-differs", None, None],
    }
    assert [each.name for each in found["2026-02-15-foto.eml"].media] == ["bloemen.jpg"]
    assert "mijn kant <https://dagboek.example/ruben/veldermeer>" in found["2026-03-12-balie.eml"].table["text"][0]
