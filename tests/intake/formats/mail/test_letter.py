"""One mail: what its row says, what comes out of it, and what is flagged."""

from __future__ import annotations

import base64
import io

import pytest

from houvast.intake.formats import MOST_NAMED, Answers, mail
from houvast.intake.formats.mail import assemble, dates, fields
from houvast.intake.formats.mail import letter as reader
from intake.formats.mail.mails import DAY, FROM, HEAD, RECEIVED, extract, files, flags, letter, multipart, row

PHOTO = b"\xff\xd8\xff\xe0 een foto"
JPEG = (
    "Content-Type: image/jpeg\nContent-Transfer-Encoding: base64\n"
    'Content-Disposition: attachment; filename="{name}"\n\n' + base64.encodebytes(PHOTO).decode()
)


def test_a_mail_is_one_row_with_its_place_in_the_original() -> None:
    content = letter()
    found = row(content)
    assert found == {
        "at": "2026-03-03T22:10:05+01:00", "flags": None, "head": content.index(b"Neem"), "id": "<1@voorbeeld.example>",
        "kind": "text", "length": len(content), "offset": 0, "sender": "Ruben <ruben@voorbeeld.example>", "subject": "hoi",
        "text": "Neem op.", "to": "Mira <mira@voorbeeld.example>",
    }  # fmt: skip
    assert extract(content).participants == ("Ruben <ruben@voorbeeld.example>",)
    assert extract(content).header["columns"] == ["id", "subject", "to"]


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Tue, 3 Mar 2026 22:10:05 +0100", "2026-03-03T22:10:05+01:00"),
        ("3 Mar 2026 22:10 +0100 (CET)", "2026-03-03T22:10+01:00"),
        ("Tue,  3 Mar 2026 21:10:05 GMT", "2026-03-03T21:10:05+00:00"),
        ("Tue, 3 Mar 2026 21:10:05 -0000", "2026-03-03T21:10:05+00:00"),
        ("Tue, 3 Mar 2026 16:10:05 EST", "2026-03-03T16:10:05-05:00"),
        ("Tue Mar  3 22:10:05 2026 +0100", "2026-03-03T22:10:05+01:00"),
        ("Tue, 3 Mar 26 22:10:05 +0100", "2026-03-03T22:10:05+01:00"),
        ("Tue, 3 March 2026 22:10:05 +0100", "2026-03-03T22:10:05+01:00"),
        ("Tue, 3 Mar 2026 21:10:05 +00:00", "2026-03-03T21:10:05+00:00"),
        ("Tue, 3 Mar 2026 10:10:05 PM +0100", "2026-03-03T22:10:05+01:00"),
        ("Wed, 4 Mar 2026 12:10 am +0300", "2026-03-04T00:10+03:00"),
        ("Tue Mar 3 10:10:05PM +0100 2026", "2026-03-03T22:10:05+01:00"),
    ],
)
def test_a_date_is_its_wall_time_with_the_offset_it_states(date: str, at: str) -> None:
    found = row(letter(head=HEAD.replace("Tue, 3 Mar 2026 22:10:05 +0100", date, 1)))
    assert (found["at"], found["flags"]) == (at, None)


@pytest.mark.parametrize("zone", ["", " CET", " +9900", " +0160", " Q"])
def test_without_a_zone_that_says_something_none_is_made_up(zone: str) -> None:
    found = row(letter(head=HEAD.replace("22:10:05 +0100", f"22:10:05{zone}")))
    assert (found["at"], found["flags"]) == ("2026-03-03T22:10:05", "zone-assumed")


def test_an_hour_that_comes_twice_is_flagged_only_without_an_offset() -> None:
    head = HEAD.replace(RECEIVED, "").replace("Tue, 3 Mar 2026 22:10:05 +0100", "Sun, 26 Oct 2025 02:30:00")
    assert "ambiguous-hour" in flags(letter(head=head))
    assert "ambiguous-hour" not in flags(letter(head=head.replace("02:30:00", "02:30:00 +0100")))


@pytest.mark.parametrize(
    "date",
    [
        "",
        "gisteren",
        "Tue, 31 Feb 2026 22:10:05 +0100",
        "Mon, 30 Jun 3609 15:33:50 +0600",
        "Tue, 3 Mar 2026 22:10 AM +0100",
    ],
)
def test_a_date_that_cannot_be_gives_way_to_the_last_server_and_says_so(date: str) -> None:
    found = row(letter(head=HEAD.replace("Tue, 3 Mar 2026 22:10:05 +0100", date)))
    assert found["at"] == "2026-03-03T22:10:40+01:00"
    assert "date-from-received" in found["flags"].split()


@pytest.mark.parametrize(
    ("date", "reason"), [(None, "no-date"), ("Tue, 31 Feb 2026 22:10:05 +0100", "impossible-date")]
)
def test_without_any_moment_a_mail_is_unread_and_what_is_attached_comes_out(date: str | None, reason: str) -> None:
    content = multipart(JPEG.format(name="foto.jpg")).replace(RECEIVED.encode(), b"")
    line = b"Date: Tue, 3 Mar 2026 22:10:05 +0100\n"
    content = content.replace(line, f"Date: {date}\n".encode() if date else b"")
    found = extract(content)
    assert [(each.offset, each.length, each.line, each.reason) for each in found.unread] == [
        (0, len(content), 1, reason)
    ]
    assert files(content) == {"foto.jpg": PHOTO}


@pytest.mark.parametrize(
    ("old", "new", "flag"),
    [
        ("22:10:05 +0100", "19:10:05 +0100", "date-differs"),
        ("Date: Tue", "Date: Wed", "weekday-differs"),
        ("From: Ruben", "From: Mira <mira@voorbeeld.example>\nFrom: Ruben", "from-twice"),
        ("Message-ID", "Date: Mon, 2 Mar 2026 10:00:00 +0100\nMessage-ID", "date-twice"),
        ("From: Ruben <", 'From: "mira@voorbeeld.example" <', "name-is-address"),
        ("From: Ruben <", "From: =?utf-8?Q?mira=40voorbeeld.example?= <", "name-is-address"),
        ("Subject", "Sender: ander@voorbeeld.example\nSubject", "sender-differs"),
        ("Subject", "Reply-To: <ander@voorbeeld.example>\nSubject", "reply-elsewhere"),
        (RECEIVED, "", "no-received"),
        ("From: Ruben <ruben@voorbeeld.example>\n", "", "no-from"),
        ("Subject", "dit is geen veld\nSubject", "odd-header"),
    ],
)
def test_what_a_reader_should_look_at_twice_is_flagged(old: str, new: str, flag: str) -> None:
    assert flag not in flags(letter())
    content = letter(head=HEAD.replace(old, new, 1))
    assert flag in flags(content)
    assert (flag, "1") in [(each.kind, each.text) for each in extract(content).doubts]


def test_a_date_within_the_hour_of_its_server_is_not_flagged() -> None:
    assert "date-differs" not in flags(letter(head=HEAD.replace("22:10:05", "21:15:00")))
    assert not list(extract(letter(head=HEAD.replace("22:10:05", "21:15:00"))).doubts)


@pytest.mark.parametrize(("at", "differs"), [("21:10:40", 0), ("21:10:39", 1), ("23:10:40", 0), ("23:10:41", 1)])
def test_an_hour_is_within_the_hour_before_and_after(at: str, differs: int) -> None:
    assert len({"date-differs"} & flags(letter(head=HEAD.replace("22:10:05", at)))) == differs


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("1 Jan 49 10:00 +0000", "2049-01-01T10:00+00:00"),
        ("1 Jan 99 10:00 +0000", "1999-01-01T10:00+00:00"),
        ("1 Jan 50 10:00 +0000", None),  # no mail is of 1950
        ("1 Jan 126 10:00 +0000", "2026-01-01T10:00+00:00"),
        ("1 Jan 1971 10:00 +0000", "1971-01-01T10:00+00:00"),
        ("31 Dec 1970 10:00 +0000", None),
        ("1 Jan 2026 10:00 +1400", "2026-01-01T10:00+14:00"),
        ("1 Jan 2026 10:00 +1401", "2026-01-01T10:00"),
    ],
)
def test_years_of_two_figures_the_first_year_and_the_largest_offset(date: str, at: str | None) -> None:
    found = dates.read(date)
    assert (None if found is None else found.at) == at


@pytest.mark.parametrize(("day", "is_read"), [("2 Jun 2026", 1), ("3 Jun 2026", 0)])
def test_a_date_is_at_most_a_day_after_the_file(day: str, is_read: int) -> None:
    head = HEAD.replace(RECEIVED, "").replace("Tue, 3 Mar 2026", day)
    assert len(extract(letter(head=head)).table) == is_read


def test_a_server_in_the_future_says_nothing() -> None:
    late = HEAD.replace("Tue, 3 Mar 2026 22:10:40", "Thu, 3 Jun 2027 22:10:40")
    assert flags(letter(head=late)) == set()
    found = extract(letter(head=late.replace("Date: Tue, 3 Mar 2026 22:10:05 +0100\n", "")))
    assert [each.reason for each in found.unread] == ["no-date"]


def test_a_line_between_with_a_moment_in_the_future_dates_nothing() -> None:
    bare = letter(head=HEAD.replace(RECEIVED, "").replace("Date: Tue, 3 Mar 2026 22:10:05 +0100\n", ""))
    found = extract(b"From 179@xxx Thu Jun 03 21:10:05 +0000 2027\n" + bare + b"\n", "post.mbox")
    assert [each.reason for each in found.unread] == ["no-date"]


def test_a_sender_without_an_address_differs_from_nobody() -> None:
    head = HEAD.replace("From: Ruben <ruben@voorbeeld.example>", "From: Ruben\nSender: ander@voorbeeld.example")
    assert flags(letter(head=head)) == set()
    coded = HEAD.replace("Ruben <ruben@voorbeeld.example>", "=?utf-8?Q?mira=40voorbeeld.example?=")
    assert "name-is-address" not in flags(letter(head=coded))


def test_everybody_it_went_to_is_named_also_who_others_do_not_see() -> None:
    head = HEAD.replace("Subject", "Cc: b@x.example\nBcc: c@x.example\nSubject")
    assert row(letter(head=head))["to"] == "Mira <mira@voorbeeld.example>, b@x.example, c@x.example"


def test_an_empty_file_with_a_name_comes_out_and_one_without_does_not() -> None:
    named = "Content-Disposition: attachment; filename=leeg.txt\n\n"
    assert files(multipart(named, "Content-Type: image/png\n\n")) == {"leeg.txt": b""}


def test_a_text_that_has_a_name_is_a_file_and_no_words() -> None:
    content = multipart("\nhoi", "Content-Type: text/plain; name=brief.txt\n\nin de bijlage")
    assert (row(content)["text"], files(content)) == ("hoi", {"brief.txt": b"in de bijlage"})


def test_a_page_that_says_less_than_the_plain_text_is_not_flagged() -> None:
    content = multipart(
        "Content-Type: text/plain\n\nNeem nu op", "Content-Type: text/html\n\n<p>Neem op</p>", kind="alternative"
    )
    assert (row(content)["text"], flags(content)) == ("Neem nu op", set())


def test_a_boundary_inside_a_line_is_text() -> None:
    assert row(multipart("\nja --grens\nnee"))["text"] == "ja --grens\nnee"


def test_text_beyond_what_is_shown_comes_out_as_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST_TEXT", 5)
    assert (row(letter("12345"))["text"], files(letter("12345"))) == ("12345", {})
    assert (row(letter("123456"))["text"], flags(letter("123456"))) == ("", {"text-too-long"})
    assert files(letter("123456")) == {"1.txt": b"123456"}


def test_of_very_many_files_the_first_come_out_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assemble, "MOST_ATTACHMENTS", 2)
    two, three = ([JPEG.format(name=f"{number}.jpg") for number in range(count)] for count in (2, 3))
    assert (len(files(multipart(*two))), flags(multipart(*two))) == (2, set())
    assert (len(files(multipart(*three))), flags(multipart(*three))) == (2, {"too-many-parts"})


def test_of_a_field_a_hundred_times_over_the_first_hundred_are_kept() -> None:
    content = b"".join(b"X: %d\n" % number for number in range(101)) + b"\n"
    assert fields.section(content, 0, len(content)).fields["x"][-1] == b" 99"


def test_what_the_server_says_stands_beside_a_date_that_differs() -> None:
    head = HEAD.replace("Date: Tue, 3 Mar 2026 22:10:05", "Date: Sun, 1 Mar 2026 08:00:00")
    many = (FROM.encode() + letter(head=head) + b"\n") * (MOST_NAMED + 1)
    found = [
        each for each in extract(FROM.encode() + letter() + b"\n" + many, "a.mbox").doubts if each.kind == "server-time"
    ]
    assert {each.text for each in found} == {"2026-03-01T08:00:00+01:00 / 2026-03-03T22:10:40+01:00"}
    assert len({each.offset for each in found}) == MOST_NAMED
    assert found[0].offset == len(FROM.encode() * 2 + letter() + b"\n")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("=?utf-8?Q?Ik_mis_je_=E2=9D=A4?=", "Ik mis je ❤"),
        ("=?utf-8?B?SWsg?= =?utf-8?B?bWlzIGpl?=", "Ik mis je"),
        ("=?utf-8?Q?caf=C3?=\n =?utf-8?Q?=A9?=", "café"),
        ("=?iso-8859-1?Q?ge=EFnteresseerd?= en =?utf-8?Q?meer?=", "geïnteresseerd en meer"),
        ("lang\n  onderwerp", "lang onderwerp"),
        ("=?bestaat-niet?Q?hoi?=", "hoi"),
        ("=?utf-8?Q?a=0Ab?=", "a b"),
        ("gewoon ünicode", "gewoon ünicode"),
    ],
)
def test_a_subject_is_read_in_words(raw: str, words: str) -> None:
    assert row(letter(head=HEAD.replace("Subject: hoi", f"Subject: {raw}")))["subject"] == words


@pytest.mark.parametrize("codec", ["hex", "rot13", "zip", "unicode_escape", "punycode", "idna", "x" * 100])
def test_what_is_no_set_of_characters_is_never_run(codec: str) -> None:
    assert row(letter("68656c6c6f\n", more=f"Content-Type: text/plain; charset={codec}\n"))["text"] == "68656c6c6f"


@pytest.mark.parametrize(
    ("charset", "raw", "text", "flag"),
    [
        ("iso-8859-1", b"ge\xefnteresseerd \x93ja\x94", "geïnteresseerd “ja”", None),
        ("us-ascii", "café".encode(), "café", None),
        ("us-ascii", b"caf\xe9", "caf\ufffd", "replaced-bytes"),
        ("iso-2022-jp", "café".encode(), "café", "other-charset"),
        ("utf-16-le", "hoi".encode("utf-16-le"), "hoi", None),
        ("utf-8", b"a\x00b\rc", "a\x00b\rc", None),
    ],
)
def test_a_text_in_another_set_is_read_or_said_to_be_broken(
    charset: str, raw: bytes, text: str, flag: str | None
) -> None:
    content = letter("", more=f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n")
    found = row(content + base64.encodebytes(raw))
    assert (found["text"], found["flags"]) == (text, flag)


def test_of_a_choice_the_plain_text_is_read() -> None:
    content = multipart(
        "Content-Type: text/plain\n\nNeem op", "Content-Type: text/html\n\n<p>Neem <b>op</b></p>", kind="alternative"
    )
    assert (row(content)["text"], row(content)["flags"]) == ("Neem op", None)


def test_words_that_stand_in_the_page_alone_are_not_hidden() -> None:
    content = multipart(
        "Content-Type: text/plain\n\nGroetjes",
        "Content-Type: text/html\n\n<p>Ik weet je te vinden</p>",
        kind="alternative",
    )
    assert row(content)["text"] == "Groetjes\n\nIk weet je te vinden"
    assert flags(content) == {"html-differs"}


def test_a_quote_that_never_closes_hides_no_link_behind_it() -> None:
    page = '<p title="x>hoi</p><a href="https://kwaad.example">bank</a><p title="">' + '"' * 2
    for more in ("", "'", "<b title='"):
        found = row(letter(f"<i a='>{page}{more}", more="Content-Type: text/html\n"))
        assert "kwaad.example" in found["text"]


def test_a_page_is_text_and_a_link_shows_where_it_goes() -> None:
    page = (
        "<html><head><title>t</title><style>p{}</style><script>alert('x')</script></head><body><!-- stil -->"
        '<p>Hoi&nbsp;Mira &lt;3</p><div style="display:none">verborgen</div>'
        '<a href="https://kwaad.example/?a=1&amp;b=2">https://bank.example</a><br><img src="http://spoor.example/x.gif" alt="roos">'
        "</body></html>"
    )
    found = row(letter(page, more="Content-Type: text/html; charset=utf-8\n"))
    assert found["text"] == ("Hoi\xa0Mira <3\n\nverborgen\nhttps://bank.example <https://kwaad.example/?a=1&b=2>\nroos")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("foto.jpg", "foto.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..\\\\..\\\\x.jpg", "x.jpg"),
        ("..", "1.jpg"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("a\x00b\x07.jpg", "ab.jpg"),
        ("é" * 10_000 + ".jpg", "é" * 116 + ".jpg"),
        ("=?utf-8?Q?ro=C3=B6s.jpg?=", "roös.jpg"),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(name: str, kept: str) -> None:
    assert files(multipart(JPEG.format(name=name))) == {kept: PHOTO}


def test_a_name_that_is_too_long_is_told_with_its_begin() -> None:
    content = multipart(JPEG.format(name="é" * 10_000 + ".jpg"), JPEG.format(name="b" * 120))
    assert [(each.kind, each.text) for each in extract(content).doubts if each.kind == "name-too-long"] == [
        ("name-too-long", "é" * 60)
    ]


def test_a_name_in_pieces_is_put_together() -> None:
    part = (
        "Content-Type: image/jpeg\nContent-Disposition: attachment; filename*0*=utf-8''ro%C3%B6; filename*1=s.jpg\n\nx"
    )
    assert files(multipart(part)) == {"roös.jpg": b"x"}


def test_two_parts_of_one_name_have_two_names_and_one_without_has_its_number() -> None:
    nameless = "Content-Type: image/png\n\nx"
    assert list(files(multipart(JPEG.format(name="a.jpg"), JPEG.format(name="A.jpg"), nameless))) == [
        "a.jpg",
        "A (2).jpg",
        "3.png",
    ]


def test_a_mail_inside_a_mail_comes_out_whole_and_is_not_read() -> None:
    inner = letter("Binnenin.\n").decode()
    content = multipart(f"Content-Type: message/rfc822\n\n{inner}")
    assert row(content)["text"] == ""
    assert files(content) == {"1.eml": inner.encode()}


def test_an_archive_is_named_and_never_opened() -> None:
    content = multipart("Content-Disposition: attachment; filename=alles.zip\n\nPK")
    assert ("archive-inside", "alles.zip") in [(each.kind, each.text) for each in extract(content).doubts]
    assert files(content) == {"alles.zip": b"PK"}


@pytest.mark.parametrize("raw", ["dit is geen base64!", "QUJD*", "QUJDRA=A", "QUJDR"])
def test_what_cannot_be_decoded_is_kept_as_it_stands(raw: str) -> None:
    part = f"Content-Disposition: attachment; filename=a.bin\nContent-Transfer-Encoding: base64\n\n{raw}"
    assert files(multipart(part)) == {"a.bin": raw.encode()}
    assert flags(multipart(part)) == {"part-broken"}


def test_quoted_printable_and_large_base64_come_out_in_small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "CHUNK", 7)
    quoted = "Content-Disposition: attachment; filename=q.txt\nContent-Transfer-Encoding: Quoted-Printable\n\n"
    content = multipart(JPEG.format(name="foto.jpg"), quoted + "caf=C3=A9 is lang =\nverder\nen=3Dnog")
    assert files(content) == {"foto.jpg": PHOTO, "q.txt": "café is lang verder\nen=nog".encode()}


def test_the_same_file_is_read_the_same_twice() -> None:
    content = multipart(JPEG.format(name="foto.jpg"), "\ntekst")
    assert extract(content).table.equals(extract(content).table)


def test_apples_file_is_read_between_its_length_and_its_list() -> None:
    inner = letter()
    content = f"{len(inner):<10}\n".encode() + inner + b'<?xml version="1.0"?><plist></plist>\n'
    found = extract(content, "1.emlx")
    assert (found.variant, found.table["offset"].to_list(), found.table["length"].to_list()) == (
        "emlx",
        [11],
        [len(inner)],
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.eml"),
        (b"Hoi Mira,\n\nhoe gaat het?\n", "mail.eml"),
        (b"From: Mira\nTo: Ruben\nSubject: x\n\nhoi\n", "overgetypt.txt"),
        (b"03-03-2026 22:10 - Ruben: Neem op\n", "WhatsApp-chat met Ruben.txt"),
        (letter().decode().encode("utf-16"), "mail.eml"),
        (letter().replace(b"\n", b"\r"), "mail.txt"),
        (b"Note: morgen\nDate: 3 maart\n\nniets\n", "lijst.txt"),
        (b"\x89PNG\r\n\x1a\n", "plaatje.eml"),
        (b"PK\x03\x04", "post.mbox"),
        (b"From mij aan jou\n\nhoi\n", "brief.mbox"),
        (b"Received: vandaag\nNote: bloemen\n\nniets\n", "lijst.txt"),
    ],
)
def test_what_is_no_mail_is_not_taken_for_one(content: bytes, name: str) -> None:
    assert not mail.recognise(io.BytesIO(content), name)


def test_a_mail_is_known_by_what_stands_in_it_whatever_its_name() -> None:
    assert mail.recognise(io.BytesIO(letter()), "bewijs.dat")
    assert extract(letter("12-03-2026 22:10 - Ruben: hoi\n"), "WhatsApp-chat met Ruben.txt").variant == "eml"


def test_the_zone_given_is_the_one_assumed() -> None:
    head = HEAD.replace("22:10:05 +0100", "16:10:05")
    answers = Answers(not_after=DAY, zone="America/New_York")
    (flagged,) = mail.extract(io.BytesIO(letter(head=head)), "a.eml", answers).table["flags"]
    assert flagged == "zone-assumed"
    assert flags(letter(head=head)) == {"zone-assumed", "date-differs"}
