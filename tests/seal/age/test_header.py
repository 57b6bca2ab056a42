"""The header's text: there and back, its limits, and nothing but one refusal for whatever else comes in."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from houvast.errors import AgeFileError
from houvast.seal.age import header
from houvast.seal.age.header import Header, Stanza

ARGUMENT = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)
STANZA = st.builds(
    Stanza,
    st.lists(ARGUMENT, min_size=1, max_size=4).map(tuple),
    st.binary(max_size=200) | st.sampled_from([bytes(48), bytes(96), bytes(47), bytes(49)]),
)
MAC = st.binary(min_size=32, max_size=32)
GREASE = Stanza(("example.org/x", "!~"), b"")


def written(stanzas: list[Stanza], mac: bytes = bytes(32)) -> bytes:
    return header.write_header(header.write_stanzas(stanzas), mac)


class Drip(io.BytesIO):
    """A source that gives three bytes at a time, as a slow line does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(3 if size is None else min(size, 3))


@given(st.lists(STANZA, min_size=1, max_size=5), MAC)
def test_a_written_header_reads_back(stanzas: list[Stanza], mac: bytes) -> None:
    data = written(stanzas, mac)
    assert header.parse(data) == Header(tuple(stanzas), header.write_stanzas(stanzas), mac)


@given(st.lists(STANZA, min_size=1, max_size=5), MAC)
def test_a_header_that_parses_has_only_this_one_spelling(stanzas: list[Stanza], mac: bytes) -> None:
    read = header.parse(written(stanzas, mac))
    assert header.write_header(header.write_stanzas(read.stanzas), read.mac) == written(stanzas, mac)


@given(st.binary(max_size=300))
@example(b"")
@example(b"age-encryption.org/v1\n")
@example(b"age-encryption.org/v1\n---\n")
@example(b"age-encryption.org/v1\n-> X\n")
@example(b"age-encryption.org/v1\n-> X")
@example(b"\n")
def test_what_is_no_header_is_refused_and_nothing_else_happens(data: bytes) -> None:
    for begin in (b"", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n-> X\n"):
        with pytest.raises(AgeFileError):
            header.parse(begin + data)
        with pytest.raises(AgeFileError):
            header.read_header(io.BytesIO(begin + data))


@given(st.lists(STANZA, min_size=1, max_size=3), st.data())
def test_one_changed_byte_never_reads_as_the_same_header(stanzas: list[Stanza], draw: st.DataObject) -> None:
    data = bytearray(written(stanzas))
    place = draw.draw(st.integers(0, len(data) - 1))
    data[place] ^= draw.draw(st.integers(1, 255))
    try:
        changed = header.parse(bytes(data))
    except AgeFileError:
        return
    assert changed != header.parse(written(stanzas))
    assert header.write_header(changed.covered, changed.mac) == bytes(data)


@pytest.mark.parametrize("after", [b"\n", b"x\n", b"x", b"--- " + b"A" * 43 + b"\n", b"-> X\n\n"])
def test_nothing_follows_the_line_with_the_mac(after: bytes) -> None:
    with pytest.raises(AgeFileError) as caught:
        header.parse(written([GREASE]) + after)
    assert caught.value.reason == "header"


def test_a_hundred_stanzas_are_read_and_one_more_is_refused() -> None:
    assert len(header.parse(written([GREASE] * 100)).stanzas) == 100
    with pytest.raises(AgeFileError) as caught:
        header.parse(written([GREASE] * 101))
    assert (caught.value.reason, caught.value.rule) == ("header", "stanzas")


def test_a_header_of_64_kib_is_read_and_one_of_a_byte_more_is_refused() -> None:
    spare = 64 * 1024 - len(written([Stanza(("a",), b"")]))
    largest = written([Stanza(("a" * (1 + spare),), b"")])
    assert len(largest) == 64 * 1024
    assert header.read_header(io.BytesIO(largest))[0].stanzas[0].kind == "a" * (1 + spare)
    with pytest.raises(AgeFileError) as caught:
        header.read_header(io.BytesIO(written([Stanza(("a" * (2 + spare),), b"")])))
    assert (caught.value.reason, caught.value.rule) == ("header", "size")


def test_a_header_without_end_is_given_up_before_more_than_72_kib_were_taken() -> None:
    source = io.BytesIO(b"age-encryption.org/v1\n-> a\n" + b"A" * 10_000_000)
    with pytest.raises(AgeFileError) as caught:
        header.read_header(source)
    assert (caught.value.reason, caught.value.rule) == ("header", "no end")
    assert source.tell() <= 72 * 1024


def test_what_is_no_age_file_is_refused_after_its_first_block() -> None:
    source = io.BytesIO(b"PK\x03\x04" + bytes(10_000_000))
    with pytest.raises(AgeFileError) as caught:
        header.read_header(source)
    assert (caught.value.reason, caught.value.rule) == ("header", "version")
    assert source.tell() <= 4096


@pytest.mark.parametrize("source", [io.BytesIO, Drip])
def test_armour_is_named_also_after_white_space(source: type[io.BytesIO]) -> None:
    with pytest.raises(AgeFileError) as caught:
        header.read_header(
            source(b"\r\n  \n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n")
        )
    assert caught.value.reason == "armoured"


@pytest.mark.parametrize("payload", [b"", b"p", b"\n--- \n" * 3000])
def test_a_header_that_drips_in_gives_back_what_lies_beyond_it(payload: bytes) -> None:
    data = written([GREASE, GREASE])
    for kind in (io.BytesIO, Drip):
        source = kind(data + payload)
        read, beyond = header.read_header(source)
        assert read == header.parse(data)
        assert beyond + io.BytesIO.read(source) == payload


@pytest.mark.parametrize(
    "text", [b"AA==", b"AA=", b"A", b"AB", b"AAB", b"A A", b"AA\n", b"A-_A", b"AAAAA", b"\xff\xff"]
)
def test_base64_with_another_spelling_is_refused(text: bytes) -> None:
    with pytest.raises(AgeFileError):
        header.decode64(text)
