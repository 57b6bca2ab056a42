"""What is fuzzed: for each parser one function that takes any bytes and fails when a promise is broken.

No exception but ours may come out of a parser. A new parser gets its function, its line in TARGETS and its seeds in `seeds`; what
fuzzing found stands in `found/NAME/`, named by its fault, and is tried in every test run.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.errors import ArchiveRefusedError, ChatRefusedError
from houvast.intake.formats import Answers, Extract, OpenDateOrder, mail, photo, whatsapp
from houvast.intake.formats import archive as archives
from houvast.intake.formats import date_order as dates
from houvast.intake.formats.whatsapp import fast, kinds
from houvast.intake.formats.whatsapp.header import read_stamp
from houvast.logbook import reading
from intake.formats.mail.mails import assert_tiled as assert_mail_tiled
from intake.formats.whatsapp.chats import SHARED, TODAY, assert_tiled, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
LONGEST = 4096  # of one seed: many small chats find more than a large one
OTHERS = {"mail": (".eml", ".mbox"), "photo": (".jpg", ".jpeg", ".png", ".heic")}
SMALL_BLOCK = 300  # so that the fast way cuts even these into pieces


def chat(content: bytes) -> None:
    """Every byte is accounted for, and the fast way says what the general way says."""
    if content.startswith(archives.MAGIC):
        return
    read_fast, fast.BLOCK = fast.scan, SMALL_BLOCK
    try:
        quick = _extracts(content)
    except ChatRefusedError:
        return
    fast.scan = lambda *_: None
    try:
        slow = _extracts(content)
    finally:
        fast.scan = read_fast
    assert [_said(found) for found in quick] == [_said(found) for found in slow]
    for found in quick:
        assert_tiled(found, content)
        assert found.counts.messages + found.counts.system == len(found.table) + len(found.unread)


def archive(content: bytes) -> None:
    """A zip is refused by our own error, or every member comes out as long as stated and stays inside."""
    original = io.BytesIO(content)
    with contextlib.suppress(ArchiveRefusedError):
        if archives.is_zip(original):
            for member in archives.members(original):
                assert ".." not in member.name.replace("\\", "/").split("/")
                with contextlib.suppress(ArchiveRefusedError):
                    assert sum(map(len, member.stream(original))) == member.size
    whatsapp.recognise(original, "WhatsApp Chat.zip")
    with contextlib.suppress(ArchiveRefusedError, ChatRefusedError):
        whatsapp.extract(original, "WhatsApp Chat.zip", Answers(not_after=TODAY))


def date_order(content: bytes) -> None:
    """Lines with headers and names of media: a decision fits every header it does not call unread, and an answer never turns it."""
    evidence = _evidence(content.decode("utf-8", "replace").splitlines())
    asking = Answers(not_after=TODAY)
    verdict = dates.decide(evidence, asking)
    assert set(verdict.left) <= {*dates.ORDERS}
    if verdict.decision is None:
        assert len(verdict.left) > 1
        assert dates.preselect(evidence, verdict.left, asking)[0] in verdict.left
    for order in dates.ORDERS:
        told = dates.decide(evidence, Answers(not_after=TODAY, date_order=order))
        if verdict.decision is not None:
            assert told.decision == verdict.decision
        elif order in verdict.left:
            assert told.decision is not None
            assert (told.decision.order, told.decision.decided_by) == (order, "asked")
    if verdict.decision is not None and not verdict.doubts and verdict.decision.decided_by != "nothing-dated":
        for day in evidence.days:
            read_ = {order: dates.read_day(day, order, TODAY) for order in dates.ORDERS}
            assert read_[verdict.decision.order] or not any(read_[order] for order in evidence.by_shape)


def letters(content: bytes) -> None:
    """Every byte of a mail or a mailbox is accounted for, and every file in it comes out."""
    original = io.BytesIO(content)
    for name in ("mail.eml", "mails.mbox"):
        mail.recognise(original, name)
        found = mail.extract(original, name, Answers(not_after=TODAY))
        assert_mail_tiled(found, content)
        assert found.counts.messages == len(found.table) + len(found.unread)
        for each in found.media:
            assert not {*each.name} & {"/", "\\", "\0"} or each.name.partition("/")[0].isdecimal()
            for _ in each.stream(original):
                pass


def picture(content: bytes) -> None:
    """What a picture says is a moment and a place that can be, or nothing."""
    original = io.BytesIO(content)
    found = photo.read(original, TODAY)
    if found is not None and found.stated is not None:
        assert dt.datetime.fromisoformat(found.stated.at).year >= 1990
    list(photo.holds_place(original))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "chat": chat, "archive": archive, "date-order": date_order, "mail": letters, "photo": picture,
}  # fmt: skip


def seeds(name: str) -> Iterator[bytes]:
    """What fuzzing begins with: real files, and what it found before."""
    for path in sorted((HERE / "found" / name).glob("*")):
        yield path.read_bytes()
    if name in OTHERS:
        found = (path for folder in (SAMPLES, SHARED / "samples") for path in sorted(folder.rglob("*")))
        yield from (path.read_bytes()[:LONGEST] for path in found if path.suffix.lower() in OTHERS[name])
        return
    chats = [(SAMPLES / "phones/tess-android/WhatsApp-chat met Ruben.txt").read_bytes()]
    packed = sorted(SAMPLES.rglob("*.zip"))
    for path in packed:
        with zipfile.ZipFile(path) as opened:
            chats += [opened.read(each) for each in opened.namelist() if each.endswith(".txt")]
    if name == "archive":
        for each in chats:
            for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                made = io.BytesIO()
                with zipfile.ZipFile(made, "w", method) as zipped:
                    zipped.writestr("_chat.txt", each[:600])
                    zipped.writestr("foto.jpg", b"\xff\xd8\xff")
                yield made.getvalue()
        return
    shared = (SHARED / "samples").rglob("*.txt")
    for each in [*chats, *(path.read_bytes() for path in sorted(shared))]:
        yield each[:LONGEST]


def _extracts(content: bytes) -> list[Extract]:
    found = read(content)
    if isinstance(found, Extract):
        return [found]
    answered = [read(content, date_order=order) for order in found.candidates]
    assert not any(isinstance(each, OpenDateOrder) for each in answered)
    return [each for each in answered if isinstance(each, Extract)]


def _said(found: Extract) -> tuple[object, ...]:
    told = b"".join(reading.lines(found.header, found.table))
    return told, found.unread, found.doubts, found.marks, found.counts, found.participants, found.first, found.last


def _evidence(lines: list[str]) -> dates.Evidence:
    stamps = [(stamp, line[stamp.size :]) for line in lines if (stamp := read_stamp(line))]
    form = stamps[0][0].form if stamps else None
    own = [(stamp.day, rest) for stamp, rest in stamps if stamp.form == form]
    named: list[tuple[str, dt.date]] = []
    for day, rest in own:
        name = kinds.attached_name(rest.partition(": ")[2])
        date = kinds.named_date(name) if name else None
        named += [(day, date)] if date else []
    days = Counter(day for day, _ in own)
    return dates.Evidence(
        str(form), form.orders if form else (), days, lambda: named, lambda: [day for day, _ in own][1:]
    )
