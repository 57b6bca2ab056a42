"""Writing in any pieces, reading from front to back, and reading anywhere."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import example, given, settings
from hypothesis import strategies as st

from houvast.errors import AgeFileError
from houvast.seal.age import (
    Identity,
    SeekableReader,
    open_bytes,
    open_seekable,
    open_sequential,
    seal,
    seal_bytes,
    stream,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from houvast.seal.age import Writer

ALICE = Identity.from_raw(bytes(range(32)))
CHUNK = 65_536
SEALED_CHUNK = CHUNK + 16
EDGES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 5 * CHUNK, 5 * CHUNK + 7]
PLAIN = os.urandom(20 * CHUNK + 123)
WHOLE = seal_bytes(PLAIN, [ALICE.recipient])
BEGIN = len(WHOLE) - len(PLAIN) - 21 * 16


class Counted(io.BytesIO):
    """A source that remembers where it was read."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.reads: list[tuple[int, int]] = []

    def read(self, size: int | None = -1, /) -> bytes:
        place, block = self.tell(), super().read(size)
        self.reads.append((place, len(block)))
        return block


class Drip(io.BytesIO):
    """A source that gives at most a thousand bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(1000 if size is None or size < 0 else min(size, 1000))


class Full(io.BytesIO):
    """A sink that has room for so many bytes, and then fails as a full disk does."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data: ReadableBuffer, /) -> int:
        if self.tell() + memoryview(data).nbytes > self.room:
            raise OSError("no space left")
        return super().write(data)


class Short(io.BytesIO):
    """A sink that takes less than it is given and says so."""

    def write(self, data: ReadableBuffer, /) -> int:
        return super().write(memoryview(data)[:-1])


class Failing(io.BytesIO):
    """A source that fails once, beyond a place, and then goes on as if nothing were wrong."""

    failed = False

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 3 * SEALED_CHUNK and not self.failed:
            self.failed = True
            raise OSError("the stick was pulled out")
        return super().read(size)


def write_and_stumble(writer: Writer, plain: bytes) -> None:
    with writer:
        writer.write(plain)
        raise KeyError


def write_and_swallow(sink: Full, plain: bytes) -> None:
    with seal(sink, [ALICE.recipient]) as writer:
        with contextlib.suppress(OSError):
            writer.write(plain)
        sink.room = 10**9


def refused_everywhere(sealed: bytes) -> None:
    with pytest.raises(AgeFileError):
        open_bytes(sealed, [ALICE])
    with pytest.raises(AgeFileError):
        list(open_sequential(io.BytesIO(sealed), [ALICE]))
    with pytest.raises(AgeFileError):
        open_seekable(io.BytesIO(sealed), [ALICE]).readall()


@pytest.mark.parametrize("size", EDGES)
def test_every_size_comes_back_and_takes_16_bytes_a_chunk(size: int) -> None:
    plain = PLAIN[:size]
    sealed = seal_bytes(plain, [ALICE.recipient])
    assert open_bytes(sealed, [ALICE]) == plain
    assert open_seekable(io.BytesIO(sealed), [ALICE]).readall() == plain
    assert b"".join(open_sequential(io.BytesIO(sealed), [ALICE])) == plain
    assert len(sealed) == BEGIN + size + 16 * max(1, -(-size // CHUNK))


@given(st.lists(st.one_of(st.integers(0, 50), st.sampled_from(EDGES), st.integers(0, 200_000)), max_size=8))
@settings(max_examples=60, deadline=None)
@example([1, CHUNK - 1])
@example([CHUNK - 1, 1, 0])
@example([1, 2 * CHUNK - 1])
@example([CHUNK, CHUNK, 1])
def test_it_does_not_matter_in_which_pieces_it_was_written(sizes: list[int]) -> None:
    sink, place = io.BytesIO(), 0
    with seal(sink, [ALICE.recipient]) as writer:
        for size in sizes:
            assert writer.write(memoryview(PLAIN)[place : place + size]) == len(PLAIN[place : place + size])
            place += size
    written = PLAIN[:place]
    assert open_bytes(sink.getvalue(), [ALICE]) == written
    assert len(sink.getvalue()) == BEGIN + len(written) + 16 * max(1, -(-len(written) // CHUNK))


class Older:
    """The cipher as `cryptography` 46 has it."""

    def __init__(self, key: bytes) -> None:
        self._cipher = ChaCha20Poly1305(key)

    def encrypt(self, nonce: bytes, plain: bytes, associated: None) -> bytes:
        return self._cipher.encrypt(nonce, plain, associated)


@pytest.mark.parametrize("cipher", [ChaCha20Poly1305, Older])
@pytest.mark.parametrize("before", [0, 1, CHUNK])
@pytest.mark.parametrize("chunks", [16, 17, 32, 33])
def test_many_chunks_written_at_once_are_those_written_one_by_one(
    chunks: int, before: int, cipher: type[ChaCha20Poly1305 | Older], monkeypatch: pytest.MonkeyPatch
) -> None:
    key, plain = bytes(range(32)), PLAIN[:before] + (PLAIN * 2)[: chunks * CHUNK]
    at_once, one_by_one = io.BytesIO(), io.BytesIO()
    with stream.Writer(one_by_one, key, b"") as writer:
        for begin in range(0, len(plain), CHUNK):
            writer.write(plain[begin : begin + CHUNK])
    monkeypatch.setattr(stream, "ChaCha20Poly1305", cipher)
    with stream.Writer(at_once, key, b"") as writer:
        writer.write(plain[:before])
        writer.write(plain[before:])
    assert at_once.getvalue() == one_by_one.getvalue()


def test_a_writer_keeps_nothing_of_the_callers_buffer() -> None:
    sink, buffer = io.BytesIO(), bytearray(100_000)
    with seal(sink, [ALICE.recipient]) as writer:
        writer.write(buffer)
        buffer[:] = b"x" * len(buffer)
        buffer.clear()
    assert open_bytes(sink.getvalue(), [ALICE]) == bytes(100_000)


def test_the_header_is_written_at_once_and_the_sink_stays_open() -> None:
    sink = io.BytesIO()
    writer = seal(sink, [ALICE.recipient])
    assert sink.tell() == BEGIN
    writer.close()
    writer.close()
    assert sink.tell() == BEGIN + 16
    with pytest.raises(ValueError, match="closed"):
        writer.write(b"late")
    assert open_bytes(sink.getvalue(), [ALICE]) == b""


@pytest.mark.parametrize("size", EDGES)
def test_an_exception_leaves_the_file_unfinished_and_refused(size: int) -> None:
    sink = io.BytesIO()
    writer = seal(sink, [ALICE.recipient])
    with pytest.raises(KeyError):
        write_and_stumble(writer, PLAIN[:size])
    refused_everywhere(sink.getvalue())
    with pytest.raises(ValueError, match="given up"):
        writer.close()


def test_after_the_sink_failed_nothing_more_is_written_or_ended() -> None:
    sink = Full(3 * SEALED_CHUNK)
    writer = seal(sink, [ALICE.recipient])
    with pytest.raises(OSError, match="no space left"):
        writer.write(PLAIN)
    held = sink.getvalue()
    sink.room = 10**9
    for attempt in (writer.close, lambda: writer.write(b"more")):
        with pytest.raises(ValueError, match="given up"):
            attempt()
    assert sink.getvalue() == held
    refused_everywhere(held)


def test_a_sink_failure_that_was_swallowed_does_not_end_the_file() -> None:
    sink = Full(3 * SEALED_CHUNK)
    with pytest.raises(ValueError, match="given up"):
        write_and_swallow(sink, PLAIN)
    refused_everywhere(sink.getvalue())


def test_a_sink_that_takes_less_than_it_is_given_is_noticed() -> None:
    with pytest.raises(OSError, match="took less"):
        seal(Short(), [ALICE.recipient])


@pytest.mark.parametrize("source", [io.BytesIO, Drip])
@pytest.mark.parametrize("step", [999, CHUNK - 1, CHUNK, CHUNK + 1, 1 << 20, 1 << 22])
def test_sequential_reads_are_full_until_the_end(source: type[io.BytesIO], step: int) -> None:
    reader = open_sequential(source(WHOLE), [ALICE])
    blocks = []
    while block := reader.read(step):
        blocks.append(block)
    assert b"".join(blocks) == PLAIN
    assert all(len(block) == step for block in blocks[:-1])
    assert reader.ended
    assert reader.read(step) == reader.read() == b""


def test_chunks_go_on_where_a_read_stopped() -> None:
    reader = open_sequential(io.BytesIO(WHOLE), [ALICE])
    assert reader.read(10) == PLAIN[:10]
    assert next(reader) == PLAIN[10:CHUNK]
    assert next(reader) == PLAIN[CHUNK : 2 * CHUNK]
    assert reader.read(0) == b""
    assert not reader.ended
    assert reader.read() == PLAIN[2 * CHUNK :]
    assert list(reader) == []


@pytest.mark.parametrize("cut", [SEALED_CHUNK * 4, SEALED_CHUNK * 4 + 5])
def test_a_refused_file_never_looks_like_an_ended_one(cut: int) -> None:
    reader = open_sequential(io.BytesIO(WHOLE[: BEGIN + cut]), [ALICE])
    assert reader.read(10**7) == PLAIN[: 4 * CHUNK]
    for _ in range(3):
        with pytest.raises(AgeFileError) as caught:
            reader.read(1)
        assert caught.value.reason == "payload"
        with pytest.raises(AgeFileError):
            next(reader)
    assert not reader.ended


def test_reading_everything_of_a_cut_off_file_gives_nothing() -> None:
    reader = open_sequential(io.BytesIO(WHOLE[: BEGIN + 4 * SEALED_CHUNK]), [ALICE])
    with pytest.raises(AgeFileError) as caught:
        reader.read()
    assert (caught.value.reason, caught.value.rule) == ("payload", "cut off")


def test_a_source_that_failed_leaves_no_hole() -> None:
    reader = open_sequential(Failing(WHOLE), [ALICE])
    with pytest.raises(OSError, match="pulled out"):
        reader.read()
    for _ in range(2):
        with pytest.raises(OSError, match="pulled out"):
            reader.read(10)
    assert not reader.ended


@pytest.mark.parametrize("size", [size for size in EDGES if size])
def test_a_byte_after_the_end_is_refused_from_the_start_and_from_anywhere(size: int) -> None:
    sealed = seal_bytes(PLAIN[:size], [ALICE.recipient])
    for tail in (b"\0", bytes(16), bytes(17), bytes(SEALED_CHUNK), sealed[-SEALED_CHUNK:]):
        refused_everywhere(sealed + tail)
        with pytest.raises(AgeFileError):
            open_seekable(io.BytesIO(sealed + tail), [ALICE])


def test_chunks_in_another_order_are_refused() -> None:
    first, second = (WHOLE[BEGIN + place * SEALED_CHUNK :][:SEALED_CHUNK] for place in (0, 1))
    refused_everywhere(WHOLE[:BEGIN] + second + first + WHOLE[BEGIN + 2 * SEALED_CHUNK :])
    refused_everywhere(WHOLE[:BEGIN] + WHOLE[BEGIN + SEALED_CHUNK :])


def test_every_part_beside_the_edge_of_every_chunk_is_what_was_sealed() -> None:
    reader = open_seekable(io.BytesIO(WHOLE), [ALICE])
    assert reader.size == len(PLAIN)
    edges = [*range(0, len(PLAIN), CHUNK), len(PLAIN)]
    for edge in edges:
        for place in range(max(edge - 2, 0), edge + 3):
            for size in (0, 1, 2, 3, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 1):
                assert reader.seek(place) == reader.tell() == place
                assert reader.read(size) == PLAIN[place : place + size]
                assert reader.tell() == max(place, min(place + size, len(PLAIN)))


STEPS = st.lists(
    st.tuples(st.sampled_from(["start", "here", "end"]), st.integers(0, len(PLAIN) + 10), st.integers(0, 3 * CHUNK)),
    max_size=12,
)


@given(STEPS, st.sampled_from(["raw", "buffered"]))
@settings(max_examples=60, deadline=None)
def test_it_reads_and_seeks_as_a_plain_file_does(steps: list[tuple[str, int, int]], kind: str) -> None:
    raw = open_seekable(io.BytesIO(WHOLE), [ALICE])
    reader, plain = io.BufferedReader(raw) if kind == "buffered" else raw, io.BytesIO(PLAIN)
    for base, offset, size in steps:
        match base:
            case "start":
                assert reader.seek(offset) == plain.seek(offset)
            case "end":
                assert reader.seek(-min(offset, len(PLAIN)), 2) == plain.seek(-min(offset, len(PLAIN)), 2)
            case _:
                assert reader.seek(offset % 7, 1) == plain.seek(offset % 7, 1)
        assert reader.read(size) == plain.read(size)
        assert reader.tell() == plain.tell()


def test_a_seekable_reader_takes_the_last_chunk_first_and_then_only_what_is_asked() -> None:
    source = Counted(WHOLE)
    reader = open_seekable(source, [ALICE])
    assert source.reads == [(0, 4096), (BEGIN + 20 * SEALED_CHUNK, 123 + 16)]
    source.reads.clear()
    reader.seek(7 * CHUNK - 1)
    assert reader.read(2) == PLAIN[7 * CHUNK - 1 : 7 * CHUNK + 1]
    reader.seek(6 * CHUNK)
    assert reader.read(CHUNK) == PLAIN[6 * CHUNK : 7 * CHUNK]
    assert source.reads == [(BEGIN + place * SEALED_CHUNK, SEALED_CHUNK) for place in (6, 7)]


def test_a_seekable_reader_keeps_16_chunks_and_no_more() -> None:
    source = Counted(WHOLE)
    reader = open_seekable(source, [ALICE])
    assert reader.readall() == PLAIN
    source.reads.clear()
    for chunk in range(20, 4, -1):
        reader.seek(chunk * CHUNK)
        reader.read(1)
    assert source.reads == []
    reader.seek(4 * CHUNK)
    reader.read(1)
    assert source.reads == [(BEGIN + 4 * SEALED_CHUNK, SEALED_CHUNK)]


def test_a_changed_chunk_is_refused_when_it_is_read_and_only_then() -> None:
    changed = bytearray(WHOLE)
    changed[BEGIN + 3 * SEALED_CHUNK + 100] ^= 1
    reader = open_seekable(io.BytesIO(changed), [ALICE])
    assert reader.read(3 * CHUNK) == PLAIN[: 3 * CHUNK]
    for _ in range(2):
        with pytest.raises(AgeFileError) as caught:
            reader.read(1)
        assert caught.value.reason == "payload"
        assert reader.tell() == 3 * CHUNK
    reader.seek(4 * CHUNK)
    assert reader.read(1) == PLAIN[4 * CHUNK : 4 * CHUNK + 1]


def test_a_sealed_file_may_begin_where_the_source_stands() -> None:
    source = io.BytesIO(b"before" + WHOLE)
    source.seek(6)
    assert open_seekable(source, [ALICE]).readall() == PLAIN
    source.seek(6)
    assert open_sequential(source, [ALICE]).read() == PLAIN


def test_a_zip_is_read_through_a_seekable_reader() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("first", PLAIN[:200_000])
        writing.writestr("second", "hallo")
    sealed = io.BytesIO(seal_bytes(archive.getvalue(), [ALICE.recipient]))
    with io.BufferedReader(open_seekable(sealed, [ALICE])) as plain, zipfile.ZipFile(plain) as reading:
        assert reading.read("second") == b"hallo"
        assert reading.read("first") == PLAIN[:200_000]
    assert not sealed.closed


def test_a_closed_reader_reads_nothing_and_no_place_lies_below_zero() -> None:
    reader: SeekableReader = open_seekable(io.BytesIO(WHOLE), [ALICE])
    assert (reader.readable(), reader.seekable(), reader.writable()) == (True, True, False)
    for offset, whence in ((-1, 0), (-1, 1), (-len(PLAIN) - 1, 2), (0, 3)):
        with pytest.raises(ValueError, match="position"):
            reader.seek(offset, whence)
    reader.close()
    for attempt in (reader.tell, reader.readall, lambda: reader.seek(0), lambda: reader.read(1)):
        with pytest.raises(ValueError, match="closed"):
            attempt()
