"""Every byte of a chat belongs to exactly one row, unread line or mark, and both ways of reading give the same bytes: whatever
somebody did to real lines."""

from __future__ import annotations

import zipfile
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from houvast.errors import ChatRefusedError
from houvast.intake.formats import Extract
from houvast.intake.formats.whatsapp import fast, general
from houvast.logbook import reading
from intake.formats.whatsapp.chats import assert_tiled, read
from intake.formats.whatsapp.test_fast import ODD, PIECES, chats
from make_samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES_OF_BYTES = [
    *(b"\n", b"\r", b"\r\n", b"\r\r\n", b"\n\n", b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xe2\x80\x8e"),
    *(b"\xe2\x80\xa8", b"\xc2\x85", b"\x0b", b"\x1c", b" ", b": ", b":", b" - ", b"] ", b"[", b"\xe2\x80\xaf", b"0", b"9", b"/"),
    *(b"\n31-12-2025 23:59 - Ruben: kom", b"\r\n[31-12-2025 23:59:59] Tess: kom", b"\n13/14/26, 11:59\xe2\x80\xafPM - x: y"),
    *(b"\r\n[31-13-2025 23:59:59] Tess: kom", b"\n31-12-2025 25:61 - Ruben: kom", b"\n1-1-26 1:01 - Ruben: ", b"00000012-PHOTO-"),
]  # fmt: skip


@cache
def real() -> tuple[bytes, ...]:
    """The three chats of the demo case: two phones, two programs."""
    found = [(SAMPLES / "phones/tess-android/WhatsApp-chat met Ruben.txt").read_bytes()]
    for path in sorted(SAMPLES.rglob("*.zip")):
        with zipfile.ZipFile(path) as packed:
            found += [packed.read(name) for name in packed.namelist() if name.endswith(".txt")]
    return tuple(found)


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """Some lines of a real chat, of which some are moved, said again, cut, or hold something else somewhere."""
    lines = draw(st.sampled_from(real())).splitlines(keepends=True)
    begin = draw(st.integers(0, len(lines) - 1))
    lines = lines[begin : begin + draw(st.integers(1, 12))]
    if draw(st.booleans()):
        lines = draw(st.permutations(lines + lines[: draw(st.integers(0, 2))]))
    chat = b"".join(lines)
    for _ in range(draw(st.integers(0, 4))):
        at, gone = draw(st.integers(0, len(chat))), draw(st.integers(0, 6))
        put = draw(st.one_of(st.sampled_from(PIECES_OF_BYTES), st.binary(max_size=3), st.just(b"")))
        chat = chat[:at] + put + chat[at + gone :]
    return chat


def extracts(chat: bytes) -> list[Extract]:
    """What the chat says; in every order of its dates where it leaves that open."""
    found = read(chat)
    if isinstance(found, Extract):
        return [found]
    answered = [read(chat, date_order=order) for order in found.candidates]
    return [each for each in answered if isinstance(each, Extract)]


def said(found: Extract) -> tuple[bytes, tuple[object, ...]]:
    """The bytes of the reading, and everything beside it."""
    beside = (found.unread, found.doubts, found.marks, found.counts, found.participants, found.first, found.last)
    return b"".join(reading.lines(found.header, found.table)), (*beside, found.date_order, found.variant)


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "BLOCK", 200)
    monkeypatch.setattr(general, "ROWS_AT_ONCE", 3)


def check(chat: bytes) -> None:
    try:
        quick = extracts(chat)
    except ChatRefusedError:  # saved anew by another program: tested by itself
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast, "scan", lambda *_: None)
        slow = extracts(chat)
    assert quick
    for found in quick:
        assert_tiled(found, chat)
        assert found.counts.messages + found.counts.system == len(found.table) + len(found.unread)
    assert [said(found) for found in quick] == [said(found) for found in slow]


@settings(deadline=None, max_examples=40)
@given(mangled())
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\n\n13-02-2026 08:00 - Ruben: hallo")
def test_mangled_real_lines_lose_no_byte_and_read_the_same_both_ways(chat: bytes) -> None:
    check(chat)


@settings(deadline=None, max_examples=30)
@given(chats(PIECES + ODD))
def test_generated_chats_lose_no_byte_and_read_the_same_both_ways(chat: bytes) -> None:
    check(chat)


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=200).filter(lambda content: not content.startswith(b"PK\x03\x04")))
def test_any_bytes_are_all_accounted_for(chat: bytes) -> None:
    check(chat)


@pytest.mark.soak(seconds=600)
@pytest.mark.parametrize("chats_of", [mangled, lambda: chats(PIECES + ODD)], ids=["mangled", "generated"])
def test_very_many_chats_lose_no_byte_and_read_the_same_both_ways(
    chats_of: Callable[[], st.SearchStrategy[bytes]],
) -> None:
    settings(deadline=None, max_examples=1_000)(given(chats_of())(check))()
