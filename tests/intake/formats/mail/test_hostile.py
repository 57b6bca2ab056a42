"""Mails named by what is wrong with them: each is read or unread, never an error, in bounded time and with every byte told."""

from __future__ import annotations

import contextlib
import email
import email.policy
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.intake.formats import Answers, mail
from houvast.intake.formats.mail import assemble, dates, fields, letters, markup, parts
from houvast.intake.formats.mail import letter as reader
from intake.formats.mail.mails import DAY, FROM, HEAD, assert_tiled, extract, flags, letter, multipart, row

TEXT = "Content-Type: text/plain\n\nhoi"
NESTED = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5000))

HOSTILE: dict[str, tuple[bytes, str | None]] = {
    "5,000 parts beside each other": (multipart(*[TEXT] * 5000), "too-many-parts"),
    "5,000 parts inside each other": (
        letter(NESTED.partition("\n\n")[2] + TEXT, more=NESTED.partition("\n\n")[0] + "\n"),
        "too-deep",
    ),
    "a subject of 10,000 letters": (letter(head=HEAD.replace("hoi", "é" * 10_000)), None),
    "a field folded 64 KiB far": (letter(head=HEAD.replace("hoi", "hoi" + "\n x" * 22_000)), None),
    "100,000 fields": (letter(more="X-A: b\n" * 100_000), None),
    "100,000 lines that are no fields, fields between": (letter(more="rommel\nX-A: b\n" * 50_000), "odd-header"),
    "100,000 dates": (letter(more="Date: Tue, 3 Mar 2026 22:10:05 +0100\n" * 100_000), "date-twice"),
    "quotes that never close": (letter(head=HEAD.replace("From: Ruben", 'From: "' + '\\"' * 30_000)), None),
    "parameters that never close": (letter(more='Content-Type: text/plain; a="' + '\\"' * 30_000 + "\n"), None),
    "no last boundary": (multipart(TEXT, end=False), "parts-open"),
    "no boundary at all": (letter(more="Content-Type: multipart/mixed\n"), "parts-open"),
    "a boundary that is nowhere": (letter(more="Content-Type: multipart/mixed; boundary=x\n"), "parts-open"),
    "a boundary used again inside": (
        multipart('Content-Type: multipart/mixed; boundary="grens"\n\n--grens\n' + TEXT),
        None,
    ),
    "a boundary that is a pattern": (multipart(TEXT, boundary="(a+)+$[*"), None),
    "no empty line behind the header": (HEAD.encode() + b"Neem op.\n", None),
    "a header only": (HEAD.encode(), None),
    "NUL in every place": (letter("a\0b", head=HEAD.replace("hoi", "h\0oi").replace("Ruben", "Ru\0ben")), None),
    "lone returns": (letter("a\rb\rFrom c\r"), None),
    "UTF-16 that says nothing of it": (letter() + "hoi".encode("utf-16"), "replaced-bytes"),
    "a set nobody knows": (letter("é", more="Content-Type: text/plain; charset=klingon\n"), "other-charset"),
    "base64 of nothing": (letter("====\n", more="Content-Transfer-Encoding: base64\n"), "part-broken"),
    "an encoding nobody knows": (letter("M", more="Content-Transfer-Encoding: x-uuencode\n"), "part-broken"),
    "tags that never close": (letter("<a " * 100_000, more="Content-Type: text/html\n"), None),
    "tags with half a quote": (letter("<a '" * 99_999, more="Content-Type: text/html\n"), None),
    "one quote that never closes behind many tags": (
        letter('<a ">" ' * 50_000 + '"', more="Content-Type: text/html\n"),
        None,
    ),
    "a sender of a million letters": (
        letter(head=HEAD.replace("Ruben <ruben@voorbeeld.example>", "a" * 1_000_000)),
        None,
    ),
    "comments that never close": (letter("<!-- " * 100_000, more="Content-Type: text/html\n"), None),
    "100,000 links": (letter("<a href=x>y" * 100_000, more="Content-Type: text/html\n"), None),
    "a surrogate in UTF-7": (letter("+2AA-", more="Content-Type: text/plain; charset=utf-7\n"), None),
    "a date of 100,000 brackets": (
        letter(head=HEAD.replace("Date: Tue", "Date: " + "(" * 100_000)),
        "date-from-received",
    ),
    "From lines without end": (letter("\n" + "From " * 100_000), None),
}


@pytest.mark.parametrize(("content", "flag"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_mail_is_read_in_bounded_time(content: bytes, flag: str | None) -> None:
    begin = time.process_time()
    assert flag is None or flag in flags(content)
    found = extract(content)
    assert len(found.table) == 1
    for each in found.media[:50]:
        list(each.stream(io.BytesIO(content)))
    assert time.process_time() - begin < 5  # seconds; each takes less than one


def test_a_limit_that_is_hit_leaves_the_mail_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST_TEXT", 3)
    assert [each.name for each in extract(letter("lang")).media] == ["1.txt"]
    assert flags(letter("lang")) == {"text-too-long"}
    monkeypatch.setattr(reader, "LARGEST_MAIL", len(HEAD) + 3)
    assert (row(letter("lang"))["text"], row(letter("lang"))["length"]) == ("la", len(letter("lang")))
    assert "mail-too-large" in flags(letter("lang"))
    monkeypatch.undo()
    monkeypatch.setattr(assemble, "MOST_ATTACHMENTS", 2)
    content = multipart(*["Content-Disposition: attachment; filename=a\n\nx"] * 5)
    assert len(extract(content).media) == 2
    assert flags(content) == {"too-many-parts"}


def test_too_many_parts_are_not_taken_out_and_too_deep_ones_come_out_as_they_stand() -> None:
    assert row(HOSTILE["5,000 parts beside each other"][0])["text"].count("hoi") <= parts.MOST_PARTS
    (deep,) = extract(HOSTILE["5,000 parts inside each other"][0]).media
    assert deep.name == "1.bin"


PIECES = [
    *HEAD.splitlines(keepends=True), FROM, "\n", "\r", "\0", "--grens\n", "--grens--", "=?utf-8?B?", "; name*0*=''", "<p>",
    'Content-Type: multipart/mixed; boundary="grens"\n', "Content-Transfer-Encoding: base64\n",
]  # fmt: skip
any_bytes = st.one_of(
    st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map(lambda found: "".join(found).encode())
)


@settings(deadline=None, max_examples=300)
@given(any_bytes, st.sampled_from(["eml", "mbox", "emlx"]))
def test_no_bytes_raise_anything(found: bytes, variant: str) -> None:
    head = {"eml": HEAD, "mbox": FROM + HEAD, "emlx": "200\n" + HEAD}[variant].encode()
    content = head + found
    told = mail.extract(io.BytesIO(content), f"a.{variant}", Answers(not_after=DAY))
    assert_tiled(told, content)
    for each in told.media:
        list(each.stream(io.BytesIO(content)))


@settings(deadline=None)
@given(st.binary(max_size=80), st.text(max_size=60))
def test_the_parts_of_the_reader_raise_nothing(raw: bytes, text: str) -> None:
    fields.section(raw, 0, len(raw))
    fields.text_of(raw)[0].encode()
    fields.parameters(text)
    fields.addresses_in_names(text, text)
    dates.read(text)
    markup.text_of(text).encode()
    letters.decoded(raw, text)[0].encode()


bodies = st.text(st.characters(codec="utf-8", exclude_characters="\r\x85\u2028\u2029\v\f\x1c\x1d\x1e"), max_size=200)
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs")), min_size=1, max_size=30
)


@settings(deadline=None, max_examples=100)
@given(words, bodies, st.binary(max_size=300))
def test_what_the_standard_library_writes_is_read_as_it_was_meant(subject: str, body: str, photo: bytes) -> None:
    made = email.message.EmailMessage(email.policy.SMTP)
    made["From"], made["Date"] = "ruben@voorbeeld.example", "Tue, 03 Mar 2026 22:10:05 +0100"
    with contextlib.suppress(ValueError):
        made["Subject"] = subject
    made.set_content(body)
    made.add_attachment(photo, "image", "jpeg", filename="foto.jpg")
    content = made.as_bytes()
    found = row(content)
    assert found["subject"] in (subject, None)
    assert found["text"] == body.strip("\n").rstrip()
    (attached,) = extract(content).media
    assert b"".join(attached.stream(io.BytesIO(content))) == photo
