"""What is taken in again: damaged members, other answers, what was retracted, and originals that are gone."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from cast import NOW, make_dossier, recorded, way
from houvast.cli.messages_ import tables
from houvast.errors import AlreadyReadError, HouvastError, ManySendersError, UnknownSenderError
from houvast.intake import held
from houvast.intake.formats import Answers, whatsapp
from houvast.intake.formats.whatsapp import assemble, general
from houvast.intake.formats.whatsapp.general import scan
from houvast.intake.formats.whatsapp.header import read_stamp
from houvast.intake.held import imports
from houvast.intake.intake import Taken, Wish, take_in
from houvast.intake.recheck import recheck
from houvast.intake.sorts import sort_of
from houvast.logbook.entry import Correction
from houvast.logbook.evidence import Evidence, Import
from houvast.proof.folder import blob_path
from houvast.reports.items import bursts_of
from houvast.vault.folder import FolderStore
from houvast.vault.verify import verify_store

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.vault.vault import Vault

NAME = "WhatsApp-chat met Ruben.txt"
OPEN = "01-02-2026 22:01 - Ruben: a\n03-02-2026 22:02 - Ruben: b\n"
PHOTO = b"\xff\xd8\xff" + b"een foto" * 50
PLAIN = Wish()
CHAT = "".join(f"13-02-2026 08:0{n} - Ruben: bericht {n}\n" for n in range(6))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return make_dossier(tmp_path / "d")[0]


def take(vault: Vault, content: str | bytes, name: str = NAME, *, wish: Wish = PLAIN, **answers: Any) -> Taken:
    content = content.encode() if isinstance(content, str) else content
    return take_in(io.BytesIO(content), name, vault, NOW, Answers(dt.date(2026, 4, 1), **answers), wish)


def retract(vault: Vault, taken: Import | Evidence) -> None:
    vault.record([Correction(entry=taken.id, retracted=True)], NOW)


def evidence(vault: Vault) -> list[Evidence]:
    return [each for each in recorded(vault) if isinstance(each, Evidence)]


def texts(vault: Vault) -> list[str]:
    """What `houvast messages` lists."""
    return sorted(row["text"] for _, rows in tables(vault, None, known=False) for row in rows.iter_rows(named=True))


def export(*, damaged: bool) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(NAME, CHAT + "13-02-2026 09:00 - Ruben: IMG-20260213-WA0001.jpg (bestand bijgevoegd)\n")
        archive.writestr("IMG-20260213-WA0001.jpg", PHOTO)
        archive.writestr("IMG-20260213-WA0002.jpg", b"\xff\xd8\xff een andere")
    return made.getvalue().replace(PHOTO, PHOTO[:-3] + b"xxx") if damaged else made.getvalue()


def spoil(vault: Vault, tmp_path: Path, blob: str, how: str) -> None:
    path = tmp_path / "d" / blob_path(blob)
    if how == "missing":
        path.unlink()
    elif how == "damaged":
        path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    else:
        vault.record((), NOW, (), [{"kind": "withdraw", "bodies": [], "files": [blob]}])


def test_a_damaged_picture_does_not_cost_the_chat(vault: Vault) -> None:
    taken = take(vault, export(damaged=True), "WhatsApp-chat met Ruben.zip")
    assert taken.receipt is not None
    assert taken.receipt.new == 7
    assert [(each.kind, each.text) for each in taken.receipt.doubts if each.kind == "media-broken"] == [
        ("media-broken", "IMG-20260213-WA0001.jpg")
    ]
    [made] = imports(vault)
    [other] = evidence(vault)
    assert {each.name: each.evidence for each in made.media} == {
        "IMG-20260213-WA0001.jpg": None,
        "IMG-20260213-WA0002.jpg": other.id,
    }


def test_a_whole_export_has_no_such_doubt(vault: Vault) -> None:
    taken = take(vault, export(damaged=False), "WhatsApp-chat met Ruben.zip")
    assert taken.receipt is not None
    assert "media-broken" not in {each.kind for each in taken.receipt.doubts}
    assert len(evidence(vault)) == 2


def test_a_name_that_is_no_utf_8_is_kept_with_a_mark(vault: Vault) -> None:
    assert take(vault, b"x", "foto\udce9.jpg").file.name == "foto\ufffd.jpg"
    assert take(vault, CHAT, "chat\udce9.txt").recorded
    assert [each.file.name for each in imports(vault) if each.file] == ["chat\ufffd.txt"]


@pytest.mark.parametrize(
    ("first", "then", "wish", "member"),
    [
        ({"date_order": "dmy"}, {"date_order": "mdy"}, Wish(), "date-order"),
        ({"date_order": "dmy"}, {"me": "Ruben"}, Wish(), "me"),
        ({"date_order": "dmy", "by": ("Ruben",)}, {"me": "Ruben"}, Wish(), "me"),
        ({"date_order": "dmy"}, {"by": ("Ruben",)}, Wish(), "by"),
        ({"date_order": "dmy", "by": ("Ruben",)}, {"by_nobody": True}, Wish(), "by"),
        ({"date_order": "dmy"}, {"zone": "America/Aruba"}, Wish(zone_said=True), "zone"),
        ({"date_order": "dmy"}, {}, Wish(private=True), "private"),
    ],
)
def test_another_answer_is_told_as_not_taken(
    vault: Vault, first: dict[str, Any], then: dict[str, Any], wish: Wish, member: str
) -> None:
    take(vault, OPEN, **first)
    head = vault.head
    for each in (wish, Wish(wish.private, dry=True, zone_said=wish.zone_said)):
        with pytest.raises(AlreadyReadError) as told:
            take(vault, OPEN, wish=each, **then)
        assert (told.value.name, told.value.member) == (NAME, member)
    assert vault.head == head


def test_of_many_files_a_name_counts_in_those_in_which_it_stands(vault: Vault) -> None:
    with pytest.raises(UnknownSenderError):
        take(vault, OPEN, date_order="dmy", me="Sanne")
    for _ in range(2):
        take(vault, OPEN, wish=Wish(many=True), date_order="dmy", me="Sanne", by=("Ruben", "Joris"))
    assert [(each.me, each.by) for each in imports(vault)] == [(None, ("Ruben",))]


def test_of_a_mail_the_address_or_the_name_before_it_says_who(vault: Vault) -> None:
    mail = b"From: R. de Wit <r@x.example>\nTo: m@x.example\nDate: Thu, 5 Mar 2026 07:15:00 +0100\nSubject: a\n\nb\n"
    take(vault, mail, "a.eml", by=("R@X.example",))
    assert [each.by for each in imports(vault)] == [("R. de Wit <r@x.example>",)]


def test_an_address_that_stands_where_a_name_stands_is_not_its_owner(vault: Vault) -> None:
    mail = 'From: "{}" <{}>\nTo: m@x.example\nDate: Thu, 5 Mar 2026 07:15:00 +0100\nSubject: a\n\nb\n\n'
    box = "".join(
        f"From - Thu Mar  5 07:15:00 2026\n{mail.format(*each)}"
        for each in (("Ruben", "r@x.example"), ("r@x.example", "bank@x.example"))
    )
    take(vault, box, "a.mbox", by=("r@x.example",))
    assert [each.by for each in imports(vault)] == [('"Ruben" <r@x.example>',)]


def test_a_name_before_two_addresses_says_nothing_of_who_is_meant(vault: Vault) -> None:
    mail = "From: Ruben <{}>\nTo: m@x.example\nDate: Thu, 5 Mar 2026 07:15:00 +0100\nSubject: a\n\nb\n\n"
    box = "".join(
        f"From - Thu Mar  5 07:15:00 2026\n{mail.format(each)}" for each in ("r@x.example", "vriend@y.example")
    )
    with pytest.raises(ManySendersError):
        take(vault, box, "a.mbox", by=("Ruben",))
    take(vault, box, "a.mbox", by=("Ruben", "r@x.example"))  # as she says it of chats and mails at once
    assert [each.by for each in imports(vault)] == [("Ruben <r@x.example>",)]


@pytest.mark.parametrize("before", ["Ruben <3 Mira", "R (x) [y]", "</b>", "Ruben, de echte", '"R', "R: ;"])
def test_no_name_before_an_address_hides_who_writes(vault: Vault, before: str) -> None:
    mail = f"From: {before} <r@x.example>\nTo: m@x.example\nDate: Thu, 5 Mar 2026 07:15:00 +0100\nSubject: a\n\nb\n"
    take(vault, mail, "a.eml", by=("r@x.example",))
    assert [each.by for each in imports(vault)] == [(f"{before} <r@x.example>",)]


@pytest.mark.parametrize("name", ["", " "])
def test_no_name_is_nobodys(vault: Vault, name: str) -> None:
    mail = "From: bank@x.example\nTo: m@x.example\nDate: Thu, 5 Mar 2026 07:15:00 +0100\nSubject: a\n\nb\n"
    with pytest.raises(UnknownSenderError):
        take(vault, mail, "a.eml", by=(name,))


def test_a_file_read_before_midnight_and_recorded_after_reads_the_same_again(tmp_path: Path) -> None:
    """A mail of two days ahead cannot be on the one day, and can on the next."""
    vault, _ = make_dossier(tmp_path / "d")
    ahead = NOW.date() + dt.timedelta(days=1)
    mail = f"From: r@x.example\nTo: m@x.example\nDate: {ahead:%a, %d %b %Y} 07:15:00 +0100\nSubject: a\n\nb\n"
    answers = Answers(NOW.date() - dt.timedelta(days=1))
    taken = take_in(io.BytesIO(mail.encode()), "a.eml", vault, NOW, answers)
    assert taken.receipt is not None
    assert len(taken.receipt.unread) == 1
    store = FolderStore(tmp_path / "d")
    verdict, spine, entries, epochs = verify_store(store, way())
    recheck(verdict, spine, store, entries, epochs)
    assert verdict.ok


NOT_MINE = "dat zei ik niet"
LONE_RETURN = CHAT.replace("bericht 2", f"bericht 2\r14-02-2026 09:00 - Mira: {NOT_MINE}")


@pytest.mark.parametrize(("content", "now_refused"), [(LONE_RETURN, False), (CHAT.replace("\n", "\r"), True)])
def test_a_chat_that_the_first_reader_read_otherwise_is_a_note_with_both_versions(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str,
    now_refused: bool,  # noqa: FBT001 -- a case
) -> None:
    """Version 1 flagged no header behind a lone return, and read a chat that ends its lines so."""
    vault, _ = make_dossier(tmp_path / "d")
    with monkeypatch.context() as then:
        then.setattr(assemble, "READER", 1)
        then.setattr(whatsapp, "check_as_written", lambda _: None)
        then.setattr(
            general,
            "read_stamp",
            lambda line: None if line.endswith(NOT_MINE) and "\r" not in line else read_stamp(line),
        )
        assert take(vault, content).recorded
    assert (take(make_dossier(tmp_path / "new")[0], content).refused is not None) == now_refused
    store = FolderStore(tmp_path / "d")
    verdict, spine, entries, epochs = verify_store(store, way())
    recheck(verdict, spine, store, entries, epochs)
    assert verdict.ok
    assert [note.why for note in verdict.notes] == [f"older reader 1 {whatsapp.READER}"]


def test_an_older_reader_does_not_excuse_what_every_version_reads_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = make_dossier(tmp_path / "d")
    with monkeypatch.context() as then:
        then.setattr(assemble, "READER", 1)
        then.setattr(
            general,
            "scan",
            lambda chunks, names: scan(lambda: iter([b"".join(chunks()).replace(b"bericht 1", b"vericht 1")]), names),
        )
        assert take(vault, LONE_RETURN).recorded
    store = FolderStore(tmp_path / "d")
    verdict, spine, entries, epochs = verify_store(store, way())
    recheck(verdict, spine, store, entries, epochs)
    assert [fault.why for step in verdict.steps for fault in step.faults] == ["reading differs"]
    assert not verdict.notes


def test_the_same_answers_or_none_are_no_other_answer(vault: Vault) -> None:
    take(vault, OPEN, date_order="dmy", me="Ruben", zone="America/Aruba", wish=Wish(private=True))
    assert not take(vault, OPEN).recorded
    again = take(
        vault, OPEN, date_order="dmy", me="Ruben", zone="America/Aruba", wish=Wish(private=True, zone_said=True)
    )
    assert (again.recorded, again.receipt and again.receipt.known) == (False, 2)


def test_an_order_that_the_file_itself_refuses_is_told_in_the_receipt_as_it_was_the_first_time(vault: Vault) -> None:
    take(vault, CHAT)
    again = take(vault, CHAT, date_order="mdy")
    assert again.receipt is not None
    assert [(each.kind, each.text) for each in again.receipt.doubts] == [("date-order-answer", "mdy")]


def test_plain_evidence_that_should_have_been_private_is_told(vault: Vault) -> None:
    take(vault, PHOTO, "foto.jpg")
    with pytest.raises(AlreadyReadError):
        take(vault, PHOTO, "foto.jpg", wish=Wish(private=True))
    retract(vault, evidence(vault)[0])
    assert take(vault, PHOTO, "foto.jpg", wish=Wish(private=True)).recorded
    assert [each.private for each in evidence(vault)] == [False, True]


def test_what_was_retracted_is_read_anew_with_the_other_answer(vault: Vault) -> None:
    take(vault, OPEN, date_order="dmy")
    [first] = imports(vault)
    retract(vault, first)
    taken = take(vault, OPEN, date_order="mdy")
    assert taken.receipt is not None
    assert (taken.recorded, taken.kept, taken.receipt.new, taken.receipt.known) == (True, False, 2, 0)
    [second] = imports(vault)
    assert second.id != first.id
    assert second.file == first.file
    assert second.date_order is not None
    assert (second.date_order.order, second.date_order.decided_by) == ("mdy", "asked")
    assert take(vault, OPEN, date_order="mdy").recorded is False


def test_a_new_reading_and_the_end_of_the_first_are_one_record(vault: Vault) -> None:
    take(vault, OPEN, date_order="dmy")
    [first] = imports(vault)
    before = vault.spine.size
    taken = take(vault, OPEN, date_order="mdy", wish=Wish(instead=first.id))
    assert (taken.recorded, vault.spine.size) == (True, before + 1)
    [second] = imports(vault)
    assert second.date_order is not None
    assert (second.date_order.order, second.date_order.decided_by) == ("mdy", "asked")
    assert texts(vault) == ["a", "b"]
    assert [each.entry for each in recorded(vault) if isinstance(each, Correction)] == [first.id]
    again = take(
        vault, OPEN, date_order="mdy", wish=Wish(instead=first.id)
    )  # the same wish once more: it no longer stands
    assert (again.recorded, vault.spine.size) == (False, before + 1)


def test_looking_at_a_new_reading_first_says_what_it_would_bring(vault: Vault) -> None:
    take(vault, OPEN, date_order="dmy")
    [first] = imports(vault)
    looked = take(vault, OPEN, date_order="mdy", wish=Wish(instead=first.id, dry=True))
    assert looked.extract is not None
    assert (looked.extract.first or "")[:10] == "2026-01-02"
    assert imports(vault) == [first]


@pytest.mark.parametrize("why", ["open", "refused", "disk"])
def test_the_first_reading_stands_where_the_new_one_fails(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    take(vault, OPEN, date_order="dmy")
    [first] = imports(vault)
    size = vault.spine.size

    def refuse(*_: object) -> None:
        raise HouvastError if why == "refused" else OSError

    if why == "refused":
        monkeypatch.setattr(whatsapp, "extract", refuse)
    if why == "disk":
        monkeypatch.setattr(vault, "record", refuse)
    with contextlib.suppress(OSError):
        taken = take(vault, OPEN, date_order=None if why == "open" else "mdy", wish=Wish(instead=first.id))
        assert (taken.recorded, taken.open is None) == (False, why != "open")
    assert imports(vault) == [first]
    assert vault.spine.size == size
    assert texts(vault) == ["a", "b"]


def test_rows_are_listed_once_whatever_was_retracted_or_lost(vault: Vault, tmp_path: Path) -> None:
    short = take(vault, CHAT)
    take(vault, CHAT + "13-02-2026 10:00 - Ruben: nog een\n", "langer.txt")
    assert texts(vault) == [*(f"bericht {n}" for n in range(6)), "nog een"]
    retract(vault, imports(vault)[0])  # what the longer export called known stands nowhere else now
    assert texts(vault) == [*(f"bericht {n}" for n in range(6)), "nog een"]
    again = take(vault, CHAT)
    assert (again.receipt and again.receipt.known) == 6
    assert texts(vault) == [*(f"bericht {n}" for n in range(6)), "nog een"]
    spoil(vault, tmp_path, short.file.blob, "missing")
    assert take(vault, CHAT).kept
    assert texts(vault) == [*(f"bericht {n}" for n in range(6)), "nog een"]


@pytest.mark.parametrize("how", ["missing", "damaged", "withdrawn"])
@pytest.mark.parametrize("lost", ["original", "reading"])
def test_what_was_lost_and_taken_in_anew_is_listed_once(vault: Vault, tmp_path: Path, lost: str, how: str) -> None:
    first = take(vault, CHAT, by=("Ruben",))
    reading = imports(vault)[0].reading
    assert reading is not None
    spoil(vault, tmp_path, first.file.blob if lost == "original" else reading.blob, how)
    take(vault, CHAT, by=("Ruben",))
    assert texts(vault) == [f"bericht {n}" for n in range(6)]
    assert sum(burst.messages for burst in bursts_of(vault)) == 6


def test_a_longer_export_knows_the_rows_of_one_whose_original_is_gone(vault: Vault, tmp_path: Path) -> None:
    spoil(vault, tmp_path, take(vault, CHAT).file.blob, "missing")
    longer = take(vault, CHAT + "13-02-2026 10:00 - Ruben: nog een\n")
    assert (longer.receipt and (longer.receipt.new, longer.receipt.known)) == (1, 6)
    assert texts(vault) == [*(f"bericht {n}" for n in range(6)), "nog een"]


def test_a_chat_without_and_later_with_its_media_counts_each_message_once(vault: Vault) -> None:
    short = "13-02-2026 09:00 - Ruben: "
    without = CHAT + short + "<Media weggelaten>\n" + short + "<Media weggelaten>\nmet woorden erbij\n"
    named = "\u200eIMG-20260213-WA000{}.jpg (bestand bijgevoegd)\n"
    along = CHAT + short + named.format(1) + short + named.format(2) + "met woorden erbij\n" + short + named.format(3)
    for first, then, new in ((without, along, 1), (along, without, 0)):
        take(vault, first)
        taken = take(vault, then)
        assert taken.receipt is not None
        assert (taken.receipt.new, taken.receipt.known) == (new, 8)
        for each in imports(vault):
            retract(vault, each)


def test_every_member_comes_from_an_archive_that_is_opened_once_to_look_and_once_to_read(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, opened, really = io.BytesIO(), [0], zipfile.ZipFile
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(NAME, CHAT)
        for number in range(20):
            archive.writestr(f"IMG-20260213-WA{number:04}.jpg", b"foto %d" % number)

    def counted(*arguments: Any) -> zipfile.ZipFile:
        opened[0] += 1
        return really(*arguments)

    monkeypatch.setattr(zipfile, "ZipFile", counted)
    take(vault, made.getvalue(), "WhatsApp-chat met Ruben.zip")
    assert len(evidence(vault)) == 20
    assert opened == [2]


def test_the_rows_of_a_retracted_import_are_not_known(vault: Vault) -> None:
    take(vault, CHAT)
    longer = CHAT + "13-02-2026 10:00 - Ruben: nog een\n"
    retract(vault, imports(vault)[0])
    taken = take(vault, longer)
    assert taken.receipt is not None
    assert (taken.receipt.new, taken.receipt.known) == (7, 0)


def test_what_was_kept_private_while_its_order_was_open_stays_private(vault: Vault) -> None:
    assert take(vault, OPEN, wish=Wish(private=True)).open is not None
    taken = take(vault, OPEN, date_order="dmy")
    assert taken.receipt is not None
    assert taken.receipt.private
    assert [each.private for each in imports(vault)] == [True]


@pytest.mark.parametrize("how", ["missing", "damaged", "withdrawn"])
def test_an_original_that_is_gone_is_kept_anew(vault: Vault, tmp_path: Path, how: str) -> None:
    first = take(vault, CHAT)
    photo = take(vault, PHOTO, "foto.jpg")
    spoil(vault, tmp_path, first.file.blob, how)
    spoil(vault, tmp_path, photo.file.blob, how)
    again, photo_again = take(vault, CHAT), take(vault, PHOTO, "foto.jpg")
    assert again.receipt is not None
    assert (again.kept, again.recorded, again.receipt.new, again.receipt.known) == (True, True, 6, 0)
    assert (photo_again.kept, photo_again.recorded) == (True, True)
    assert {again.file.blob, photo_again.file.blob} & {first.file.blob, photo.file.blob} == set()
    with vault.open(again.file) as kept:
        assert kept.read() == CHAT.encode()
    assert [each.file for each in imports(vault)] == [again.file]
    assert len(evidence(vault)) == 2
    third = take(vault, CHAT)
    assert (third.kept, third.recorded, third.receipt and third.receipt.known) == (False, False, 6)
    assert not take(vault, PHOTO, "foto.jpg").recorded


@pytest.mark.parametrize("how", ["missing", "damaged", "withdrawn"])
def test_a_reading_that_is_gone_is_made_anew_from_the_same_original(vault: Vault, tmp_path: Path, how: str) -> None:
    first = take(vault, CHAT)
    reading = imports(vault)[0].reading
    assert reading is not None
    spoil(vault, tmp_path, reading.blob, how)
    again = take(vault, CHAT)
    assert (again.kept, again.recorded, again.file.blob) == (False, True, first.file.blob)
    assert take(vault, CHAT + "13-02-2026 10:00 - Ruben: nog een\n").recorded
    assert not take(vault, CHAT).recorded


def test_a_picture_whose_evidence_was_retracted_is_evidence_anew_with_the_chat_it_came_in(vault: Vault) -> None:
    take(vault, PHOTO, "foto.jpg")
    [photo] = evidence(vault)
    retract(vault, photo)
    take(vault, export(damaged=False), "WhatsApp-chat met Ruben.zip")
    [media] = [each for each in imports(vault)[0].media if each.name.endswith("0001.jpg")]
    assert media.evidence in {each.id for each in evidence(vault)} - {photo.id}


@pytest.mark.parametrize("how", ["missing", "damaged", "withdrawn"])
def test_a_picture_that_is_gone_comes_back_with_a_longer_export(vault: Vault, tmp_path: Path, how: str) -> None:
    photo = take(vault, PHOTO, "foto.jpg")
    spoil(vault, tmp_path, photo.file.blob, how)
    take(vault, export(damaged=False), "WhatsApp-chat met Ruben.zip")
    made = {each.id: each for each in evidence(vault)}
    [media] = [each for each in imports(vault)[0].media if each.name.endswith("0001.jpg")]
    assert media.evidence is not None
    file = made[media.evidence].file
    assert file is not None
    assert file.blob != photo.file.blob


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("IMG-20260214-WA0005.jpg", "photo"), ("PTT-20260216-WA0000.opus", "voicemail"), ("gesprek.WAV", "call-recording"),
        ("brief.eml", "email"), ("deurbel.mp4", "camera"), ("iets.bin", None), ("zonder", None),
    ],
)  # fmt: skip
def test_a_name_suggests_a_kind_of_evidence_and_what_was_spoken_in_a_chat_is_no_call(
    name: str, sort: str | None
) -> None:
    assert sort_of(name) == sort


def test_of_earlier_mails_only_those_of_the_same_days_are_opened(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = mock.Mock(side_effect=held.read_reading)
    monkeypatch.setattr(held, "read_reading", opened)
    mail = "From: r@x.example\nTo: m@x.example\nDate: {} Mar 2026 07:15:00 +0100\nSubject: a\n\nb{}\n"
    for day in (5, 12, 19, 26):
        take(vault, mail.format(day, ""), f"{day}.eml")
    take(vault, CHAT)
    assert opened.call_count == 0
    again = take(vault, mail.format(19, "\n"), "again.eml")
    assert (again.recorded, again.receipt and again.receipt.known) == (True, 1)
    assert opened.call_count == 1
