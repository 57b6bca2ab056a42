"""What a sender can type, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake.formats.whatsapp.chats import assert_tiled, extract, rows, seen

if TYPE_CHECKING:
    from houvast.intake.formats import Extract

CERTAIN = (
    "[01-03-2026 10:00:00] Bram: dag\r\n"
    "[13-03-2026 10:01:00] Bram: kijk wat ze zei:\n[14-03-2026 09:00:00] Mira: kom maar\r\n"
    "[13-03-2026 10:02:00] Mira: nee\r\n"
)
OTHERS = ("Bram", "Mira")


def flags(found: Extract) -> list[str | None]:
    return [row["flags"] for row in rows(found)]


def test_where_lines_end_by_crlf_a_typed_header_stays_text_and_is_flagged() -> None:
    found = extract(CERTAIN)
    assert seen(found) == [
        ("2026-03-01T10:00:00", "Bram", "dag"),
        ("2026-03-13T10:01:00", "Bram", "kijk wat ze zei:\n[14-03-2026 09:00:00] Mira: kom maar"),
        ("2026-03-13T10:02:00", "Mira", "nee"),
    ]
    assert flags(found) == [None, "header-in-text", None]
    assert [(doubt.kind, doubt.text) for doubt in found.doubts] == [("header-in-text", "1")]
    assert found.header["decisions"]["line_ends"] == {"certain": True, "crlf": True}
    assert_tiled(found, CERTAIN.encode())


def test_many_typed_headers_do_not_turn_the_line_ends_of_a_file() -> None:
    typed = "".join(f"\n[14-03-2026 09:00:{second:02}] Mira: kom maar" for second in range(15))
    chat = CERTAIN + "[13-03-2026 10:03:00] Bram: lees" + typed + "\r\n"
    found = extract(chat)
    assert found.counts.messages == 4
    assert flags(found) == [None, "header-in-text", None, "header-in-text"]


def test_a_typed_crlf_does_not_turn_an_android_file() -> None:
    chat = "13-03-2026 10:01 - Bram: een\r\n13-03-2026 10:02 - Mira: twee\n13-03-2026 10:03 - Bram: drie\n13-03-2026 10:04 - Bram: vier\n"
    found = extract(chat)
    assert [text for *_, text in seen(found)] == ["een\r", "twee", "drie", "vier"]
    assert ("mixed-line-ends", "1") in [(doubt.kind, doubt.text) for doubt in found.doubts]
    assert_tiled(found, chat.encode())


def test_in_a_crlf_file_a_header_of_another_form_is_a_flagged_row() -> None:
    chat = CERTAIN + "[2026/03/15, 10:00] Bram: andere vorm\r\n"
    found = extract(chat)
    assert seen(found)[-1] == ("2026-03-15T10:00", "Bram", "andere vorm")
    assert flags(found)[-1] == "other-header"


def test_in_a_crlf_file_a_header_of_another_form_with_an_open_date_is_unread() -> None:
    chat = CERTAIN + "[1/2/26, 10:00] Bram: welke dag?\r\n"
    found = extract(chat, date_order="dmy")
    assert seen(found)[-1] == ("2026-02-01T10:00", "Bram", "welke dag?")
    year_first = "[2026-03-01 10:00:00] Bram: dag\r\n[2026-03-01 10:00:01] Mira: ja\nja\r\n[1/2/2026, 10:00] Bram: welke dag?\r\n"
    found = extract(year_first)
    assert [(each.reason, each.line) for each in found.unread] == [("date-open", 4)]
    assert found.counts.messages == 3
    assert_tiled(found, year_first.encode())


ANDROID = "".join(f"{day:02}-03-2026 10:00 - {OTHERS[day % 2]}: dag {day}\n" for day in range(10, 20))


def test_in_an_android_file_a_header_of_another_form_is_text_and_flagged() -> None:
    chat = ANDROID + "20-03-2026 10:00 - Bram: zij schreef\n[14-03-2026, 09:00:00] Mira: kom maar\nwas het niet?\n"
    found = extract(chat)
    assert seen(found)[-1][2] == "zij schreef\n[14-03-2026, 09:00:00] Mira: kom maar\nwas het niet?"
    assert flags(found)[-1] == "other-header"
    assert_tiled(found, chat.encode())


def test_in_an_android_file_a_header_far_back_in_time_is_kept_and_flagged() -> None:
    chat = ANDROID + "18-03-2026 09:59 - Mira: ik hou van je\n19-03-2026 10:05 - Mira: stop\n"
    found = extract(chat)
    assert seen(found)[-2] == ("2026-03-18T09:59", "Mira", "ik hou van je")
    assert flags(found)[-2:] == ["back-in-time", None]


def test_several_headers_far_back_in_time_are_all_flagged() -> None:
    chat = (
        "01-03-2026 10:00 - Mira: hoi\n"
        "19-03-2026 10:00 - Bram: zie je\n" + "05-03-2026 09:59 - Mira: ik hou van je\n" * 3
    )
    chat += "19-03-2026 10:05 - Mira: stop\n" + "20-03-2026 10:05 - Bram: nee\n"
    assert flags(extract(chat)) == [None, None, *["back-in-time"] * 3, None, None]


def test_a_message_that_comes_a_day_late_is_normal() -> None:
    chat = ANDROID + "18-03-2026 10:00 - Mira: laat\n19-03-2026 10:05 - Mira: stop\n"
    assert not any(flags(extract(chat)))


def test_a_first_line_or_one_wrong_clock_in_the_future_flags_nothing_behind_it() -> None:
    first = "25-03-2026 10:00 - Berichten zijn versleuteld\n" + ANDROID
    assert not any(flags(extract(first)))
    one = (
        ANDROID
        + "30-06-2026 10:00 - Bram: klok verkeerd\n20-03-2026 10:00 - Bram: klok goed\n20-03-2026 10:01 - Mira: ja\n"
    )
    assert not any(flags(extract(one)))


def test_a_sender_nobody_introduced_is_flagged_in_the_first_rows() -> None:
    chat = ANDROID + "".join(f"20-03-2026 10:0{minute} - Politie: u bent gewaarschuwd\n" for minute in range(5))
    assert flags(extract(chat))[-5:] == ["new-sender"] * 3 + [None] * 2


def test_a_sender_whom_a_system_line_names_is_not_new() -> None:
    chat = ANDROID + "20-03-2026 09:00 - Bram heeft Kees toegevoegd\n20-03-2026 10:00 - Kees: hoi\n"
    assert not any(flags(extract(chat)))


def test_the_owner_and_the_name_of_the_chat_are_known_however_little_they_wrote() -> None:
    chat = "".join(f"{day:02}-03-2026 10:00 - {('Bram', 'Iemand')[day % 2]}: dag {day}\n" for day in range(10, 20))
    chat += "20-03-2026 10:00 - Mira: stop\n"
    assert flags(extract(chat))[-1] == "new-sender"
    found = extract(chat, name="WhatsApp-chat met Bram.txt", me="Mira")
    assert flags(found)[-1] is None
    assert flags(found)[1] == "new-sender"


def test_certain_line_ends_need_no_flags_for_time_and_sender() -> None:
    chat = ANDROID.replace("\n", "\r\n") + "12-03-2026 10:00 - Kees: laat\nen lang\r\n"
    assert not any(flags(extract(chat)))
    assert flags(extract(chat.replace("laat\nen", "laat en")))[-1] == "back-in-time new-sender"


def test_a_date_that_cannot_be_is_unread_and_not_another_date() -> None:
    chat = ANDROID * 3 + "03-25-2026 10:00 - Mira: andersom\nen verder\n20-03-2026 10:00 - Bram: ja\n"
    found = extract(chat)
    assert found.date_order is not None
    assert found.date_order.order == "dmy"
    assert ("mixed-dates", "1") in [(doubt.kind, doubt.text) for doubt in found.doubts]
    assert [(each.reason, each.line) for each in found.unread] == [("impossible-date", 31)]
    assert found.counts.messages == 32
    assert_tiled(found, chat.encode())


def test_a_time_that_cannot_be_is_unread() -> None:
    chat = ANDROID + "20-03-2026 25:10 - Mira: laat\n20-03-2026 10:00 - Bram: ja\n"
    found = extract(chat)
    assert [each.reason for each in found.unread] == ["no-such-time"]
    assert_tiled(found, chat.encode())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_header_behind_a_lone_return_is_text_and_flagged(end: str) -> None:
    chat = f"[13-03-2026 10:01:00] Bram: zie\r[13-03-2026 10:02:00] Mira: kom{end}[13-03-2026 10:03:00] Mira: nee{end}"
    found = extract(chat)
    assert [text for *_, text in seen(found)] == ["zie\r[13-03-2026 10:02:00] Mira: kom", "nee"]
    assert flags(found) == ["header-in-text", None]
    assert_tiled(found, chat.encode())


def test_lone_returns_without_a_header_are_plain_text() -> None:
    chat = "[13-03-2026 10:01:00] Bram: een\rtwee\r\n[13-03-2026 10:03:00] Mira: nee\r\r\n"
    found = extract(chat)
    assert [text for *_, text in seen(found)] == ["een\rtwee", "nee\r"]
    assert flags(found) == [None, None]
    assert_tiled(found, chat.encode())
