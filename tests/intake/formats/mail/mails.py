"""Mails as bytes and what is read of them, for the tests of this folder."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from houvast.intake.formats import Answers, Extract, mail

DAY = dt.date(2026, 6, 1)
RECEIVED = "Received: from a by mx.veldermeer.example; Tue, 3 Mar 2026 22:10:40 +0100\n"
HEAD = (
    RECEIVED
    + "From: Ruben <ruben@voorbeeld.example>\nTo: Mira <mira@voorbeeld.example>\nSubject: hoi\n"
    + "Date: Tue, 3 Mar 2026 22:10:05 +0100\nMessage-ID: <1@voorbeeld.example>\nMIME-Version: 1.0\n"
)
FROM = "From ruben@voorbeeld.example Tue Mar  3 21:10:05 2026\n"


def letter(body: str = "Neem op.\n", head: str = HEAD, more: str = "") -> bytes:
    """A mail with this body; `more` are further header lines."""
    return f"{head}{more}\n{body}".encode()


def multipart(*parts: str, kind: str = "mixed", boundary: str = "grens", end: bool = True) -> bytes:
    """A mail of parts, each with its own header lines, an empty line and its content."""
    body = "".join(f"--{boundary}\n{part}\n" for part in parts) + (f"--{boundary}--\n" if end else "")
    return letter(body, more=f'Content-Type: multipart/{kind}; boundary="{boundary}"\n')


def extract(content: bytes, name: str = "mail.eml", zone: str = "Europe/Amsterdam") -> Extract:
    """What is read of a file, with every rule that must always hold checked."""
    assert mail.recognise(io.BytesIO(content), name)
    found = mail.extract(io.BytesIO(content), name, Answers(not_after=DAY, zone=zone))
    assert_tiled(found, content)
    assert found.counts.messages == len(found.table) + len(found.unread)
    names = [each.name for each in found.media]
    assert len(set(names)) == len(names)
    return found


def assert_tiled(found: Extract, content: bytes) -> None:
    """Every byte belongs to exactly one mail, unread mail or mark."""
    spans = sorted([
        *found.table.select("offset", "length").rows(), *((each.offset, each.length) for each in found.unread), *found.marks,
    ])  # fmt: skip
    at = 0
    for offset, length in spans:
        assert offset == at
        assert length > 0
        at += length
    assert at == len(content)


def row(content: bytes, name: str = "mail.eml", **more: Any) -> dict[str, Any]:
    """The one row of a file."""
    (found,) = extract(content, name, **more).table.iter_rows(named=True)
    return found


def flags(content: bytes, name: str = "mail.eml") -> set[str]:
    """The flags of the one row of a file."""
    return set((row(content, name)["flags"] or "").split())


def files(content: bytes, name: str = "mail.eml") -> dict[str, bytes]:
    """What comes out of a file, by name."""
    return {each.name: b"".join(each.stream(io.BytesIO(content))) for each in extract(content, name).media}
