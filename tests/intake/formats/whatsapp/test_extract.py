from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

from houvast.errors import ArchiveRefusedError
from houvast.intake.formats import whatsapp
from houvast.logbook import reading
from intake.formats.whatsapp.chats import assert_tiled, extract, read, rows, seen

PAGE = """\
13-03-2026 10:00 - Berichten en oproepen zijn end-to-end versleuteld. Niemand buiten deze chat kan ze lezen.
13-03-2026 10:00 - Bram - werk: waar ben je
13-03-2026 10:01 - Bram - werk: <Media weggelaten>
kijk dan
13-03-2026 10:02 - \u202a+31 6 12345678\u202c: Gemiste spraakoproep
13-03-2026 10:03 - Mam ❤️: Dit bericht is verwijderd
13-03-2026 10:04 - a:b: nee: echt niet <Dit bericht is bewerkt>
13-03-2026 10:05 - Mam ❤️:
13-03-2026 10:06 - Mam ❤️: met\tmarks\u200f en NFD e\u0301

"""


def test_a_page_is_read_to_the_letter() -> None:
    found = extract(PAGE)
    assert [(row["sender"], row["kind"], row["flags"], row["text"]) for row in rows(found)] == [
        (
            None,
            "system",
            None,
            "Berichten en oproepen zijn end-to-end versleuteld. Niemand buiten deze chat kan ze lezen.",
        ),
        ("Bram - werk", "text", None, "waar ben je"),
        ("Bram - werk", "media", None, "<Media weggelaten>\nkijk dan"),
        ("\u202a+31 6 12345678\u202c", "call", "new-sender", "Gemiste spraakoproep"),
        ("Mam ❤️", "deleted", "deleted", "Dit bericht is verwijderd"),
        ("a:b", "text", "edited new-sender", "nee: echt niet <Dit bericht is bewerkt>"),
        ("Mam ❤️", "text", None, ""),
        ("Mam ❤️", "text", None, "met\tmarks\u200f en NFD e\u0301\n"),
    ]
    assert_tiled(found, PAGE.encode())
    assert (found.counts.messages, found.counts.system, found.counts.media) == (7, 1, 1)
    assert (found.first, found.last) == ("2026-03-13T10:00", "2026-03-13T10:06")
    assert found.participants == ("Bram - werk", "\u202a+31 6 12345678\u202c", "Mam ❤️", "a:b")
    assert found.variant == "android"


def test_the_header_says_from_what_and_how_it_was_read() -> None:
    found = extract(PAGE, zone="Europe/Brussels")
    assert found.header == {
        "decisions": {
            "date_order": {"decided_by": "impossible-dates", "order": "dmy"},
            "form": "0-00-Y 0:0 - ".replace("0-00", "00-00"),
            "line_ends": {"certain": False, "crlf": False},
            "zone": "assumed",
        },
        "format": "whatsapp",
        "member": None,
        "original": hashlib.sha256(PAGE.encode()).hexdigest(),
        "reader": 2,
        "v": 1,
        "variant": "android",
        "zone": "Europe/Brussels",
    }


def test_the_reading_of_a_chat_is_written_and_read_back() -> None:
    found = extract(PAGE)
    header, table = reading.read(b"".join(reading.lines(found.header, found.table)))
    assert header == found.header
    assert table.equals(found.table)


def test_a_name_with_a_colon_is_whole_where_it_is_known() -> None:
    chat = "13-03-2026 10:00 - Dr. O'Neill: praktijk: bel ons\n13-03-2026 10:01 - Mira: M: dag\n"
    assert seen(extract(chat))[0][1] == "Dr. O'Neill"
    found = extract(chat, me="Mira: M", name="WhatsApp-chat met Dr. O'Neill: praktijk.txt")
    assert [row["sender"] for row in rows(found)] == ["Dr. O'Neill: praktijk", "Mira: M"]
    assert_tiled(found, chat.encode())


def test_a_notice_with_a_colon_is_a_system_line() -> None:
    chat = '13-03-2026 10:00 - Bram changed the group name from "a: b" to "c"\n13-03-2026 10:01 - Bram: dag\n'
    assert [row["kind"] for row in rows(extract(chat))] == ["system", "text"]


def test_a_colon_without_a_blank_belongs_to_a_sender_who_is_known_elsewhere() -> None:
    chat = "13-03-2026 10:00 - Bram: dag\n13-03-2026 10:01 - Bram:.\n13-03-2026 10:02 - Kees:.\n"
    found = extract(chat)
    assert [(row["sender"], row["text"], row["kind"]) for row in rows(found)] == [
        ("Bram", "dag", "text"),
        ("Bram", ".", "text"),
        (None, "Kees:.", "system"),
    ]
    assert_tiled(found, chat.encode())


def test_bytes_that_are_no_utf8_are_shown_as_such_and_flagged() -> None:
    chat = b"13-03-2026 10:00 - Bram: een \xff\xed\xa0\x80 twee\n13-03-2026 10:01 - B\xe9n: hoi\n13-03-2026 10:02 - Bram: \xef\xbf\xbd\n"
    found = extract(chat)
    assert [(row["sender"], row["text"], row["flags"]) for row in rows(found)] == [
        ("Bram", "een \ufffd\ufffd\ufffd\ufffd twee", "replaced-bytes"),
        ("B\ufffdn", "hoi", "replaced-bytes"),
        ("Bram", "\ufffd", None),
    ]
    assert_tiled(found, chat)


def test_a_file_mark_and_lines_before_the_first_header_are_accounted_for() -> None:
    chat = b"\xef\xbb\xbf\r\n \n13-03-2026 10:00 - Bram: dag\n"
    found = extract(chat)
    assert found.marks == ((0, 3), (3, 4))
    assert_tiled(found, chat)
    cut = b"\xef\xbb\xbfde rest van een bericht\n13-03-2026 10:00 - Bram: dag\n"
    found = extract(cut)
    assert found.marks == ((0, 3),)
    assert [(each.offset, each.length, each.line, each.reason) for each in found.unread] == [(3, 24, 1, "no-header")]
    assert found.counts.messages == 2
    assert_tiled(found, cut)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"geen chat\n", b"\xff\xfe\x00", b"PK nee"])
def test_a_file_that_is_no_chat_is_not_recognised_and_still_breaks_nothing(content: bytes) -> None:
    assert not whatsapp.recognise(io.BytesIO(content), "iets.txt")
    found = extract(content)
    assert len(found.table) == 0
    assert_tiled(found, content)


def test_the_hour_that_comes_twice_is_ambiguous_and_the_skipped_one_does_not_exist() -> None:
    chat = (
        "29-03-2026 02:30 - Bram: bestaat niet\n29-03-2026 03:00 - Bram: wel\n"
        "25-10-2026 01:59 - Bram: ervoor\n25-10-2026 02:00 - Bram: welke\n25-10-2026 03:00 - Bram: erna\n"
    )
    marks = ["no-such-hour", None, None, "ambiguous-hour", None]
    assert [row["flags"] for row in rows(extract(chat))] == marks
    assert not any(row["flags"] for row in rows(extract(chat, zone="Asia/Tokyo")))
    assert not any(row["flags"] for row in rows(extract(chat, zone="Europe/Nergens")))


@pytest.mark.parametrize(
    ("messages", "text", "doubts"),
    [
        (39_899, "hoi", []),
        (39_900, "hoi", [("possibly-cut-off", "39900")]),
        (9_899, "IMG-20260313-WA0001.jpg (bestand bijgevoegd)", []),
        (9_900, "IMG-20260313-WA0001.jpg (bestand bijgevoegd)", [("possibly-cut-off", "9900")]),
        (9_900, "<Media weggelaten>", []),
    ],
)
def test_an_export_near_the_limit_is_possibly_cut_off(messages: int, text: str, doubts: list[tuple[str, str]]) -> None:
    chat = f"13-03-2026 10:00 - Bram: {text}\n" * messages
    assert [(doubt.kind, doubt.text) for doubt in extract(chat).doubts] == doubts


def zipped(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def test_a_zip_gives_its_chat_and_its_media() -> None:
    plain = PAGE.encode()
    packed = zipped(
        {"WhatsApp-chat met Bram.txt": plain, "IMG-20260313-WA0001.jpg": b"\xff\xd8beeld", "notes.txt": b"los"}
    )
    assert whatsapp.recognise(io.BytesIO(packed), "WhatsApp-chat met Bram.zip")
    found = extract(packed, name="WhatsApp-chat met Bram.zip")
    assert found.table.equals(extract(plain, name="WhatsApp-chat met Bram.txt").table)
    assert (found.header["member"], found.header["original"]) == (
        "WhatsApp-chat met Bram.txt",
        hashlib.sha256(packed).hexdigest(),
    )
    assert [member.name for member in found.media] == ["IMG-20260313-WA0001.jpg", "notes.txt"]
    assert b"".join(found.media[0].stream(io.BytesIO(packed))) == b"\xff\xd8beeld"
    assert_tiled(found, plain)


def test_the_chat_of_a_zip_is_found_by_its_content_when_it_has_another_name() -> None:
    packed = zipped({"chat.txt": PAGE.encode(), "boodschappen.txt": b"melk\n"})
    assert extract(packed, name="x.zip").header["member"] == "chat.txt"


@pytest.mark.parametrize("members", [{"foto.jpg": b"x"}, {"_chat.txt": PAGE.encode(), "b/_chat.txt": PAGE.encode()}])
def test_a_zip_without_exactly_one_chat_is_refused(members: dict[str, bytes]) -> None:
    with pytest.raises(ArchiveRefusedError) as refused:
        read(zipped(members), name="x.zip")
    assert (refused.value.reason, refused.value.figure) == ("no chat", len(members) - 1 if len(members) == 1 else 2)
    assert not whatsapp.recognise(io.BytesIO(zipped(members)), "x.zip")
    assert whatsapp.recognise(io.BytesIO(zipped(members)), "WhatsApp Chat - Bram.zip")


def test_a_name_in_the_zip_that_is_too_long_to_show_is_told_with_its_begin_and_kept() -> None:
    long = "é" * 10_000 + ".jpg"
    found = extract(zipped({"_chat.txt": PAGE.encode(), long: b"x", "b" * 200: b"y"}), name="x.zip")
    assert [(each.kind, each.text) for each in found.doubts if each.kind == "name-too-long"] == [
        ("name-too-long", "é" * 60)
    ]
    assert long in [each.name for each in found.media]


def test_an_archive_inside_the_zip_is_named_and_not_opened() -> None:
    packed = zipped({"_chat.txt": PAGE.encode(), "meer.zip": b"PK\x03\x04"})
    found = extract(packed, name="x.zip")
    assert ("archive-inside", "meer.zip") in [(doubt.kind, doubt.text) for doubt in found.doubts]
