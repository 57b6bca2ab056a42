"""Exports and fixtures of other projects, beside the checkout: what is in them was counted by hand and by a dumber method."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from houvast.intake.formats import Extract, OpenDateOrder
from intake.formats.whatsapp.chats import SHARED, assert_tiled, extract, needs_samples, read, rows

SAMPLES = SHARED / "samples"
DUMB = re.compile(
    r"^[\u200e\ufeff]*\[?\d{1,4}[-./]\d{1,2}[-./]\d{1,4},? \d{1,2}[:.]\d\d[^\]]*?(?:\]| - | – )", re.MULTILINE
)


class Expected(NamedTuple):
    messages: int
    system: int
    media: int
    unread: int
    order: str
    decided_by: str
    dumb: int  # lines that a simple pattern takes for headers


R, S, W = (
    "rodrigogs--whats-reader/examples",
    "sodascience--port-whatsapp-datadonation/data_extractor/tests/data",
    "starkdmi--whats_json/test/data/languages",
)
L, J, C, G = (
    "lucasrodes--whatstk/chats/whatsapp",
    "joweich--chat-miner/test/whatsapp",
    "MasterScrat--Chatistics/tests/test_data/whatsapp",
    "gesiscss--WhatsR/inst",
)

TABLE = {
    f"{R}/chats/android-group-chat/WhatsApp Chat with Family Group 👨‍👩‍👧‍👦.txt": Expected(
        42, 8, 4, 0, "dmy", "media-names", 50
    ),
    f"{R}/chats/android-private-chat/WhatsApp Chat with Alice.txt": Expected(43, 2, 4, 0, "dmy", "media-names", 45),
    f"{R}/parser-tests/ios-format-test.txt": Expected(4, 1, 0, 0, "dmy", "impossible-dates", 5),
    f"{S}/_chat.txt": Expected(9, 1, 0, 0, "dmy", "impossible-dates", 10),
    f"{S}/_chat_file1.txt": Expected(9, 1, 0, 0, "dmy", "impossible-dates", 10),
    f"{S}/_chat_file2.txt": Expected(9, 1, 0, 0, "mdy", "impossible-dates", 10),
    f"{S}/_chat_file3.txt": Expected(9, 1, 0, 0, "dmy", "impossible-dates", 10),
    f"{W}/deutch_android_media.txt": Expected(40, 1, 21, 0, "dmy", "impossible-dates", 41),
    f"{W}/deutch_ios.txt": Expected(22, 1, 14, 0, "mdy", "impossible-dates", 23),
    f"{W}/english_android.txt": Expected(59, 1, 29, 0, "dmy", "impossible-dates", 60),
    f"{W}/english_android_media.txt": Expected(59, 1, 29, 0, "dmy", "impossible-dates", 60),
    f"{W}/english_ios.txt": Expected(22, 1, 14, 0, "mdy", "impossible-dates", 23),
    f"{W}/english_ios_media.txt": Expected(22, 3, 14, 0, "mdy", "impossible-dates", 25),
    f"{W}/french_ios.txt": Expected(22, 1, 13, 0, "mdy", "impossible-dates", 23),
    f"{W}/hindi_ios.txt": Expected(22, 1, 14, 0, "mdy", "impossible-dates", 23),
    f"{W}/indonesian_ios.txt": Expected(22, 1, 14, 0, "mdy", "impossible-dates", 23),
    f"{W}/italian_ios.txt": Expected(22, 1, 13, 0, "mdy", "impossible-dates", 23),
    f"{W}/russian_android.txt": Expected(59, 1, 29, 0, "dmy", "impossible-dates", 60),
    f"{W}/russian_ios.txt": Expected(22, 1, 14, 0, "mdy", "impossible-dates", 23),
    f"{W}/spanish_ios.txt": Expected(22, 1, 14, 0, "mdy", "impossible-dates", 23),
    f"{L}/lorem-2000.txt": Expected(2000, 0, 0, 0, "ymd", "only-one-form", 2000),
    f"{L}/lorem.txt": Expected(500, 0, 0, 0, "dmy", "impossible-dates", 500),
    f"{L}/lorem-merge-part1.txt": Expected(300, 0, 0, 0, "ymd", "only-one-form", 300),
    f"{L}/lorem-merge-part2.txt": Expected(300, 0, 0, 0, "ymd", "only-one-form", 300),
    f"{L}/pokemon.txt": Expected(18, 2, 0, 0, "dmy", "impossible-dates", 20),
    f"{J}/test_[mmddyy]_24hrs.txt": Expected(7, 2, 0, 0, "mdy", "impossible-dates", 9),
    f"{J}/test_ddmmyy_24hrs.txt": Expected(7, 2, 0, 0, "dmy", "impossible-dates", 9),
    f"{J}/test_mmddyy_24hrs.txt": Expected(7, 2, 0, 0, "mdy", "impossible-dates", 9),
    f"{J}/test_mmddyyyy_12hrs.txt": Expected(7, 2, 0, 0, "mdy", "impossible-dates", 9),
    f"{J}/test_yyyymmdd_24hrs.txt": Expected(7, 2, 0, 0, "ymd", "only-one-form", 9),
    f"{C}/_chat.txt": Expected(20, 1, 0, 0, "dmy", "impossible-dates", 22),  # one header of another form stays text
    f"{C}/_chat 2.txt": Expected(4, 0, 0, 0, "dmy", "impossible-dates", 5),  # as above
    f"{C}/_chat 4.txt": Expected(3, 0, 0, 0, "mdy", "impossible-dates", 3),
    "timelinize--timelinize/datasources/whatsapp/testdata/fixtures/_chat.txt": Expected(
        17, 2, 3, 1, "ymd", "only-one-form", 19
    ),
    f"{G}/englishandroid24h.txt": Expected(42, 8, 2, 0, "mdy", "impossible-dates", 50),
    f"{G}/englishandroidampm.txt": Expected(42, 8, 2, 0, "mdy", "impossible-dates", 50),
    f"{G}/englishios24h.txt": Expected(42, 8, 2, 0, "mdy", "impossible-dates", 50),
    f"{G}/englishiosampm.txt": Expected(42, 8, 2, 0, "mdy", "impossible-dates", 50),
}

OPEN = {  # every date is possible both ways, and nothing else in the file tells
    f"{R}/parser-tests/dash-format-test.txt": 5,
    f"{R}/parser-tests/french-format-test.txt": 6,
    f"{R}/parser-tests/german-format-test.txt": 6,
    f"{R}/parser-tests/spanish-format-test.txt": 6,
    f"{C}/_chat 3.txt": 9,  # and two system lines
}


@needs_samples
@pytest.mark.parametrize("path", TABLE)
def test_a_chat_of_another_project_is_read_to_the_last_byte(path: str) -> None:
    chat, expected = (SAMPLES / path).read_bytes(), TABLE[path]
    found = extract(chat, name=path.rsplit("/", 1)[-1])
    assert (found.counts.messages, found.counts.system, found.counts.media) == expected[:3]
    assert len(found.unread) == expected.unread
    assert found.date_order is not None
    assert (found.date_order.order, found.date_order.decided_by) == (expected.order, expected.decided_by)
    assert_tiled(found, chat)


@needs_samples
@pytest.mark.parametrize("path", TABLE)
def test_a_simple_count_of_headers_finds_no_message_more(path: str) -> None:
    chat = (SAMPLES / path).read_bytes()
    found = extract(chat, name=path.rsplit("/", 1)[-1])
    kept_as_text = sum(len(DUMB.findall("\n" + row["text"])) for row in rows(found))
    counted = len(DUMB.findall(chat.decode()))
    assert counted == TABLE[path].dumb
    assert counted == len(found.table) + len(found.unread) + kept_as_text


@needs_samples
@pytest.mark.parametrize("path", OPEN)
def test_a_chat_that_leaves_its_dates_open_is_asked_about_and_then_read(path: str) -> None:
    chat = (SAMPLES / path).read_bytes()
    question = read(chat)
    assert isinstance(question, OpenDateOrder)
    assert (question.candidates, question.preselected) == (("dmy", "mdy"), "dmy")
    assert question.examples
    for example in question.examples:
        assert chat[example.offset :].startswith(example.header.encode())
        assert len({at for _, at in example.readings}) == 2
    for order in question.candidates:
        found = extract(chat, date_order=order)
        assert found.date_order is not None
        assert (found.date_order.order, found.date_order.decided_by) == (order, "asked")
        assert found.counts.messages == OPEN[path]
        assert_tiled(found, chat)


@needs_samples
def test_every_text_file_of_the_samples_is_read_without_an_exception() -> None:
    for path in sorted(SAMPLES.rglob("*.txt")):
        chat = path.read_bytes()
        found = read(chat, name=path.name)
        if isinstance(found, Extract):
            assert_tiled(found, chat)


@needs_samples
def test_the_same_chat_in_four_forms_says_the_same() -> None:
    texts = []
    for name in ("_chat.txt", "_chat_file1.txt", "_chat_file2.txt", "_chat_file3.txt"):
        found = extract((SAMPLES / S / name).read_bytes())
        texts.append([(row["at"][:16], row["sender"], re.sub(r"\s+", " ", row["text"])) for row in rows(found)])
    assert texts[0] == texts[1] == texts[2] == texts[3]
