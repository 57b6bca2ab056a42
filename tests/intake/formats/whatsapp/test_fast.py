"""The fast way gives the same records as the general way, or none."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from houvast.intake.formats.whatsapp import fast, general
from houvast.intake.formats.whatsapp.fast import scan as scan_fast
from houvast.intake.formats.whatsapp.general import scan as scan_general
from intake.formats.whatsapp.chats import chunked

STAMPS = {  # how each export writes a stamp, and how it ends its records
    "android-nl": ("{d:02}-{m:02}-20{y} {h:02}:{n:02} - ", "\n"),
    "android-gb": ("{d:02}/{m:02}/20{y}, {h:02}:{n:02} - ", "\n"),
    "android-us": ("{m}/{d}/{y}, {h12}:{n:02}\u202f{half} - ", "\n"),
    "android-es": ("{d}/{m}/{y}, {h12}:{n:02} {dots} - ", "\n"),
    "android-iso": ("20{y}-{m:02}-{d:02}, {h:02}:{n:02} - ", "\n"),
    "ios-nl": ("[{d:02}-{m:02}-20{y} {h:02}:{n:02}:{s:02}] ", "\r\n"),
    "ios-us": ("[{m}/{d}/{y}, {h12}:{n:02}:{s:02}\u202f{half}] ", "\r\n"),
    "ios-de": ("[{d:02}.{m:02}.{y}, {h:02}:{n:02}:{s:02}] ", "\r\n"),
    "ios-id": ("[{d:02}/{m:02}/{y} {h:02}.{n:02}.{s:02}] ", "\r\n"),
    "ios-fi": ("[{d}.{m}.20{y} klo {h:02}.{n:02}.{s:02}] ", "\r\n"),
}
NAMES = [
    "Bram",
    "Kees - werk",
    "Mam ❤️",
    "\u202a+31 6 12345678\u202c",
    "a:b",
    "Dr. O'Neill: praktijk",
    "\u200eBram",
    "é",
    "[x]",
]
PIECES = [
    *(
        "hoi",
        " ",
        ": ",
        ":",
        "\n",
        "\n\n",
        "\t",
        "é",
        "e\u0301",
        "😀",
        "\u200e",
        "\u200f",
        "\ufeff",
        "\u2028",
        "\x00",
        "\ufffd",
    ),
    *(
        "Dit bericht is verwijderd",
        "<Media weggelaten>",
        "IMG-20260313-WA0001.jpg (bestand bijgevoegd)",
        "Gemiste spraakoproep",
    ),
    *(
        "\n12/31/23, 11:59 PM - Mira: kom",
        "\n[31-12-2023 23:59:59] Mira: kom",
        "\n31-12-2023 23:59 - Mira: kom",
        "\n12:30 - x",
    ),
    *(
        "<Dit bericht is bewerkt>",
        "\u200e<bijgevoegd: 00000035-PHOTO-2022-03-27-21-41-55.jpg>",
        " changed the subject: ",
        "(",
        "1-2-23",
    ),
]
ODD = [
    "\r",
    "\r\n",
    "\n\r\n",
    "\r\r\n",
    "\udcff",
    "\n31-12-2023 25:00 - Mira: kom",
    "\n\u0663\u0661/\u0661\u0662/\u0662\u0663, 23:59 - x: y",
]

numbers = st.fixed_dictionaries(
    {"d": st.integers(1, 28), "m": st.integers(1, 12), "y": st.integers(10, 25), "h": st.integers(0, 23)}
    | {"n": st.integers(0, 59), "s": st.integers(0, 59)}
)


def stamped(stamp: str, at: dict[str, int]) -> str:
    half = "AM" if at["h"] < 12 else "PM"
    return stamp.format(**at, h12=at["h"] % 12 or 12, half=half, dots=f"{half[0].lower()}.\u00a0m.")


@st.composite
def chats(draw: st.DrawFn, pieces: list[str]) -> bytes:
    stamp, end = STAMPS[draw(st.sampled_from(sorted(STAMPS)))]
    records = []
    for _ in range(draw(st.integers(1, 8))):
        mark = draw(st.sampled_from(["", "", "", "\u200e", "\ufeff"]))
        who = draw(st.sampled_from([*(f"{name}: " for name in NAMES), "", "Bram:", "\u200e"]))
        text = "".join(draw(st.lists(st.sampled_from(pieces), max_size=5)))
        records.append(mark + stamped(stamp, draw(numbers)) + who + text)
    before = draw(st.sampled_from(["", "", "", "\n", "geen kop\r\n"]))
    whole = before + end.join(records) + draw(st.sampled_from([end, end, "", "\n"]))
    return whole.encode("utf-8", "surrogateescape")


def assert_same(chat: bytes, size: int) -> bool:
    """Whether the fast way said anything; if so, it is what the general way says."""
    reference = scan_general(chunked(chat, size), ())
    found = scan_fast(chunked(chat, size), ())
    if found is None:
        return False
    assert (found.rules, found.begins, found.size) == (reference.rules, reference.begins, reference.size)
    assert_frame_equal(pl.concat(found.parts), pl.concat(reference.parts))
    return True


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "BLOCK", 120)
    monkeypatch.setattr(general, "ROWS_AT_ONCE", 3)


@settings(deadline=None, max_examples=60)
@given(chats(PIECES), st.integers(7, 200))
def test_usual_chats_are_the_same_both_ways(chat: bytes, size: int) -> None:
    assert_same(chat, size)


@pytest.mark.soak
@pytest.mark.parametrize("pieces", [PIECES, PIECES + ODD], ids=["usual", "odd"])
def test_very_many_chats_are_the_same_both_ways(pieces: list[str]) -> None:
    @settings(deadline=None, max_examples=2_000)
    @given(chats(pieces), st.integers(7, 200))
    def check(chat: bytes, size: int) -> None:
        assert_same(chat, size)

    check()


@settings(deadline=None, max_examples=75)
@given(chats(PIECES + ODD), st.integers(7, 200))
@example(b"31-12-2023 23:59 - Bram: hoi\r\n", 9)
@example(b"[31-12-2023 23:59:59] Bram:\r\n[31-12-2023 23:59:59] Bram: x\n\n", 9)
def test_odd_chats_are_the_same_both_ways_or_left_to_the_general_way(chat: bytes, size: int) -> None:
    assert_same(chat, size)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=80), st.integers(0, 60))
def test_any_bytes_inside_a_chat_are_the_same_both_ways(noise: bytes, at: int) -> None:
    page = b"31-12-2023 23:59 - Bram: hoi\n31-12-2023 23:59 - Mira: nee\n01-01-2024 00:00 - Bram: ja\n"
    assert_same(page[:at] + noise + page[at:], 50)


@pytest.mark.parametrize("style", sorted(set(STAMPS) - {"ios-fi"}))
def test_the_fast_way_is_taken_for_every_usual_form(style: str) -> None:
    stamp, end = STAMPS[style]
    at = {"d": 13, "m": 3, "y": 24, "h": 22, "n": 5, "s": 9}
    lines = [stamped(stamp, at | {"d": day}) + f"Bram: dag {day}\nen meer" for day in range(1, 29)]
    assert assert_same((end.join(lines) + end).encode(), 64)


@pytest.mark.parametrize(
    "chat",
    [
        b"31-12-2023 23:59 - Bram: hoi\r\n31-12-2023 23:59 - Bram: ja\n31-12-2023 23:59 - Bram: ja\n",
        b"31-12-2023 23:59 - Bram: \xff\n",
        b"31-12-2023 23:59 - Bram: hoi\n31-12-2023 24:00 - Bram: ja\n",
        "٣١/١٢/٢٠٢٣, ١١:٥٩ م - بدر: نعم\n".encode(),
        b"geen chat\n",
        b"",
    ],
)
def test_what_it_cannot_promise_is_left_to_the_general_way(chat: bytes) -> None:
    assert not assert_same(chat, 1 << 20)


def test_a_name_with_a_colon_is_left_to_the_general_way() -> None:
    chat = chunked(b"31-12-2023 23:59 - Dr. X: praktijk: hoi\n", 1 << 20)
    assert scan_fast(chat, ("Dr. X: praktijk",)) is None
    assert scan_general(chat, ("Dr. X: praktijk",)).parts[0]["sender"].to_list() == ["Dr. X: praktijk"]
