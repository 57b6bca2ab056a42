"""Zips named by their fault: each is refused for its own reason, from the file object alone."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.errors import ArchiveRefusedError
from houvast.intake.formats import archive

if TYPE_CHECKING:
    from collections.abc import Callable


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as made:
        for name, data in members:
            made.writestr(name, data)
    return content.getvalue()


def patched(content: bytes, local: int, central: int, value: bytes) -> bytes:
    """The same zip with bytes changed in its first local and first central header."""
    changed = bytearray(content)
    at = content.index(b"PK\x01\x02")
    changed[local : local + len(value)] = value
    changed[at + central : at + central + len(value)] = value
    return bytes(changed)


GOOD = packed(("_chat.txt", b"hoi\n"), ("foto.jpg", b"\xff\xd8"))

FAULTS: dict[str, tuple[bytes, str, str | None]] = {
    "cut off": (GOOD[:-10], "broken", None),
    "no zip behind its first bytes": (b"PK\x03\x04" + b"x" * 100, "broken", None),
    "a member above its folder": (packed(("../../etc/passwd", b"x")), "path", "../../etc/passwd"),
    "a member at the root": (packed(("/etc/passwd", b"x")), "path", "/etc/passwd"),
    "a member on a drive": (packed(("C:/x.txt", b"x")), "path", "C:/x.txt"),
    "a member above by backslashes": (packed(("..\\x.txt", b"x")), "path", "..\\x.txt"),
    "a member without a name": (patched(packed(("a", b"x")), 26, 28, b"\0\0\1\0"), "path", ""),
    "a bomb": (packed(("_chat.txt", b"0" * (4 << 20))), "ratio", "_chat.txt"),
    "many members on the same bytes": (
        patched(packed(*((f"{n}.txt", b"0" * 900_000) for n in range(9))), 0, 0, b"PK"),
        "ratio",
        None,
    ),
    "an encrypted member": (patched(packed(("a.txt", b"x")), 6, 8, b"\x01\x00"), "encrypted", "a.txt"),
    "a method of its own": (patched(packed(("a.txt", b"x")), 8, 10, b"\x0e\x00"), "method", "a.txt"),
}


@pytest.mark.parametrize(("content", "reason", "member"), FAULTS.values(), ids=FAULTS)
def test_a_zip_with_a_fault_is_refused_for_it(content: bytes, reason: str, member: str | None) -> None:
    with pytest.raises(ArchiveRefusedError) as refused:
        archive.members(io.BytesIO(content))
    assert (refused.value.reason, refused.value.member) == (reason, member)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    with pytest.raises(ArchiveRefusedError) as refused:
        archive.members(io.BytesIO(packed(("a.txt", b"1"), ("a.txt", b"2"))))
    assert refused.value.reason == "twice"


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [("MOST_MEMBERS", 1, "members"), ("LARGEST_TOTAL", 5, "size"), ("LARGEST_MEMBER", 3, "size")],
)
def test_a_limit_that_is_hit_is_named(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str) -> None:
    monkeypatch.setattr(archive, limit, value)
    with pytest.raises(ArchiveRefusedError) as refused:
        archive.members(io.BytesIO(GOOD))
    assert refused.value.reason == reason


def test_members_are_listed_in_order_without_folders() -> None:
    content = packed(("map/", b""), ("map/_chat.txt", b"hoi\n"), ("binnen.ZIP", b"x"))
    assert [(each.name, each.size, each.nested) for each in archive.members(io.BytesIO(content))] == [
        ("map/_chat.txt", 4, False),
        ("binnen.ZIP", 1, True),
    ]


def test_a_member_comes_in_chunks_as_it_was_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "CHUNK", 3)
    _, photo = archive.members(io.BytesIO(packed(("a", b"x"), ("b", b"0123456789"))))
    chunks = list(photo.stream(io.BytesIO(packed(("a", b"x"), ("b", b"0123456789")))))
    assert chunks == [b"012", b"345", b"678", b"9"]


def _shorter(content: bytes) -> bytes:
    return patched(content, 22, 24, struct.pack("<I", 2))


def _longer(content: bytes) -> bytes:
    return patched(content, 22, 24, struct.pack("<I", 40))


def _damaged(content: bytes) -> bytes:
    at = content.index(b"hoi\n")
    return content[:at] + b"hai\n" + content[at + 4 :]


@pytest.mark.parametrize("change", [_shorter, _longer, _damaged])
def test_a_member_that_does_not_come_as_stated_is_refused_while_it_streams(change: Callable[[bytes], bytes]) -> None:
    content = io.BytesIO(change(packed(("_chat.txt", b"hoi\n"), method=zipfile.ZIP_STORED)))
    (member,) = archive.members(content)
    with pytest.raises(ArchiveRefusedError) as refused:
        list(member.stream(content))
    assert refused.value.reason in ("broken", "size")


def test_the_file_object_stays_open_and_its_place_does_not_matter() -> None:
    original = io.BytesIO(GOOD)
    original.seek(7)
    assert archive.is_zip(original)
    chat, _ = archive.members(original)
    original.seek(3)
    assert b"".join(chat.stream(original)) == b"hoi\n"
    assert not original.closed


@settings(deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_one_changed_byte_never_gives_anything_but_a_refusal_or_bytes(at: int, byte: int) -> None:
    original = io.BytesIO(GOOD[:at] + bytes([byte]) + GOOD[at + 1 :])
    with contextlib.suppress(ArchiveRefusedError):
        for member in archive.members(original):
            assert sum(map(len, member.stream(original))) == member.size
