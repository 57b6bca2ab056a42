"""The log on paper: what shares a row, what stands by itself, and the bursts between the entries."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import NOW, make_dossier
from houvast.insight.reread import placed
from houvast.insight.timeline import timeline
from houvast.intake.formats import Answers
from houvast.intake.intake import Wish, take_in
from houvast.logbook.case import MessageAnswer
from houvast.logbook.entry import Correction, Incident, Note, StopMessage, Witness
from houvast.logbook.evidence import DerivedFrom, Evidence, File, Import, Media, Receipt
from houvast.logbook.recorded import Recorded
from houvast.logbook.steps import Order
from houvast.logbook.when import When
from houvast.proof.folder import blob_path
from houvast.reports import from_vault, log
from houvast.reports.choose import choose
from houvast.reports.dossier import About, compose
from houvast.reports.items import items_of

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.logbook.entry import Entry
    from houvast.logbook.envelope import Answer
    from houvast.reports.dossier import Dossier
    from houvast.vault.vault import Vault

ABOUT = About("d" * 64, f"2-{'0' * 64}", NOW)


def paper(*entries: Entry) -> Dossier:
    """The paper over these entries."""
    items = timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(entries)], timedelta(hours=24))
    return compose(choose(items), ABOUT)


def a_chat_with(*evidence: Evidence) -> Import:
    return Import(format="whatsapp", media=tuple(Media(f"{place}.jpg", each.id) for place, each in enumerate(evidence)))


def of_a_chat() -> Evidence:
    return Evidence(origin="imported", sort="photo", derived_from=DerivedFrom("ab" * 32, "foto.jpg"))


def expanded(numbers: str) -> list[int]:
    found = list[int]()
    for span in numbers.split(", "):
        first, _, last = span.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


@given(st.sets(st.integers(1, 60), min_size=1))
def test_numbers_in_short_are_the_same_numbers(numbers: set[int]) -> None:
    assert expanded(log.spans(numbers)) == sorted(numbers)


def test_two_witnesses_without_a_name_at_one_incident_name_it_once() -> None:
    neighbours = (Witness(kind="neighbour"), Witness(kind="neighbour"))
    made = paper(Incident(when=When("2026-03-03"), witnesses=neighbours))
    assert [each.numbers for each in made.witnesses] == ["1"]


def test_numbers_in_short_are_short() -> None:
    assert log.spans([12, 14, 15, 16, 3]) == "3, 12, 14–16"


def test_a_chat_its_receipt_and_its_files_are_one_row_and_the_files_are_exhibits_of_it() -> None:
    first, second = of_a_chat(), of_a_chat()
    chat = a_chat_with(first, second)
    made = paper(Incident(when=When("2026-03-03")), chat, Receipt(imported=chat.id, messages=9, new=9), first, second)
    assert [row.numbers for row in made.rows] == ["1", "2–5"]
    assert made.rows[1].words == "9 berichten: 0 niet gelezen."
    assert [(each.label, each.within) for each in made.exhibits] == [
        ("B-01", False),
        ("B-01.1", True),
        ("B-01.2", True),
    ]


def test_a_file_of_a_chat_that_was_corrected_stands_by_itself_with_both_readings() -> None:
    photo = of_a_chat()
    chat = a_chat_with(photo)
    made = paper(chat, photo, Correction(entry=photo.id, fields={"description": "de deur"}))
    assert [row.numbers for row in made.rows] == ["1", "2"]
    assert [len(row.versions) for row in made.rows] == [0, 2]
    assert [each.label for each in made.exhibits] == ["B-01", "B-02"]


def test_a_file_whose_chat_stays_behind_has_a_row_of_its_own() -> None:
    photo = of_a_chat()
    assert [row.numbers for row in paper(photo).rows] == ["1"]


def test_a_receipt_that_was_corrected_or_whose_chat_stays_behind_stands_by_itself() -> None:
    chat = a_chat_with()
    receipt = Receipt(imported=chat.id, messages=9, new=9)
    assert [row.numbers for row in paper(chat, receipt).rows] == ["1–2"]
    assert [row.numbers for row in paper(receipt).rows] == ["1"]
    corrected = paper(chat, receipt, Correction(entry=receipt.id, fields={"new": 8}))
    assert [row.numbers for row in corrected.rows] == ["1", "2"]


def test_a_file_of_her_own_that_a_chat_names_stands_by_itself() -> None:
    photo = Evidence(sort="photo", description="van mij")
    assert [row.numbers for row in paper(a_chat_with(photo), photo).rows] == ["1", "2"]


def test_evidence_stands_in_the_order_of_its_numbers_past_a_hundred() -> None:
    pieces = [Evidence(physical=str(number)) for number in range(101)]
    act = Incident(when=When("2026-03-03"), evidence=(pieces[99].id, pieces[98].id, pieces[100].id))
    assert [row.evidence for row in paper(*pieces, act).rows if "," in row.evidence] == ["B-99, B-100, B-101"]


def test_a_correction_says_all_it_changed_and_what_was_taken_back_is_marked() -> None:
    act = Incident(when=When("2026-03-03"), what="eerst", feelings="bang", effects=("slaap",), where="thuis")
    change = Correction(
        entry=act.id, reason="vergist", fields={"what": "later"}, cleared=("where",), private_fields={"feelings": "boos"},
        private_cleared=("effects",),
    )  # fmt: skip
    back = Correction(entry=act.id, retracted=True)
    said: list[Entry] = [act, change, back]
    items = timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(said)], timedelta(hours=24))
    [row] = compose(choose(items, ["1"]), ABOUT).rows
    first, second, third = (each.said for each in row.versions)
    assert "wat: eerst" in first
    assert second == "Verbeterd: vergist; wat: later; gevoelens: boos; waar: leeg; gevolgen: leeg"
    assert (third, row.retracted) == ("Ingetrokken", True)
    [plain] = paper(act).rows
    assert (plain.versions, plain.retracted) == ((), False)


def test_an_answer_about_a_message_of_a_file_that_was_read_again_says_so() -> None:
    first, second = (Import(format="whatsapp", file=File("cd" * 32, "chat.txt", "ab" * 32, 9)) for _ in range(2))
    answer = MessageAnswer(imported=first.id, row=2, taken_for="threat", answer="yes")
    back = Correction(entry=first.id, retracted=True)
    said: list[Entry] = [first, answer, back, second]
    items = timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(said)], timedelta(hours=24))
    for row, versions, evidence in (
        (5, ["Gezegd bij regel 3 van een eerdere lezing van dit bestand"], "B-02, regel 6"), (None, [], "B-01, regel 3"),
    ):  # fmt: skip
        rows = compose(choose(placed(items, {(first.id, 2): row})), ABOUT).rows
        told = next(each for each in rows if each.numbers == "2")
        assert ([each.said for each in told.versions], told.evidence) == (versions, evidence)


def test_a_correction_of_only_what_belongs_to_it_says_what_it_is_of() -> None:
    photo, act = Evidence(physical="brief"), Incident(when=When("2026-03-03"))
    tied = Correction(entry=act.id, fields={"evidence": (photo.id,)})
    alone = Correction(entry=act.id, cleared=("evidence",))
    row = next(each for each in paper(photo, act, tied, alone).rows if each.versions)
    assert [each.said for each in row.versions[1:]] == ["Verbeterd; bewijs: anders", "Verbeterd; bewijs: leeg"]


@pytest.mark.parametrize(("witness", "words"), [("yes", "ja"), ("no", "geen"), ("unknown", "niet bekend"), (None, "")])
def test_that_nobody_saw_it_is_said_only_where_she_said_it(
    witness: Literal["yes", "no", "unknown"] | None, words: str
) -> None:
    assert log.witnesses(Incident(witness=witness)) == words


def test_less_than_a_minute_is_a_length_too() -> None:
    rows = paper(Incident(when=When("2026-03-03"), where="hal", minutes=0)).rows
    assert [row.where for row in rows] == ["hal\n0 minuten"]


def test_who_gave_an_order_is_said_only_where_she_knows() -> None:
    told = [
        paper(Order(when=When("2026-03-03"), order="contact", issuer=who)).rows[0].words
        for who in ("prosecutor", "unknown")
    ]
    assert ["gegeven door" in words for words in told] == [True, False]


def test_how_often_it_was_stands_in_the_title_when_it_was_more_than_once() -> None:
    titles = [
        paper(Incident(when=When("2026-03-03"), behaviours=("calls",), times=times)).rows[0].title for times in (14, 1)
    ]
    assert [title.endswith(" · 14 keer") for title in titles] == [True, False]


def test_a_file_with_one_end_of_its_days_says_no_days() -> None:
    assert [row.when for row in paper(Import(format="mail", first="2026-03-03T22:10")).rows] == [""]


def test_steps_are_rows_of_their_own_kind() -> None:
    made = paper(Incident(when=When("2026-03-03")), StopMessage(when=When("2026-03-04"), words="Stop."))
    assert [row.sort for row in made.rows] == ["entry", "step"]
    assert (made.stops[0].number, made.stops[0].words) == (2, "Stop.")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A dossier with a chat in which R. writes seven messages in a row, one long and one of two lines, and Mira one."""
    vault, _ = make_dossier(tmp_path / "d")
    said = ["een", "twee", "drie", "vier", "vijf", "x" * 500, "eerste regel\ntweede regel"]
    lines = [f"03-03-2026 22:{10 + place} - R.: {words}\n" for place, words in enumerate(said)]
    lines += ["03-03-2026 22:30 - Mira: laat me met rust\n", "05-03-2026 08:00 - R.: los\n"]
    take_in(
        io.BytesIO("".join(lines).encode()),
        "WhatsApp-chat met R..txt",
        vault,
        NOW,
        Answers(not_after=date(2026, 4, 1), me="Mira"),
    )
    return vault


def read(vault: Vault, *, in_full: bool = False) -> Dossier:
    chosen = choose(items_of(vault))
    return compose(chosen, About(vault.dossier, vault.head, NOW, in_full=in_full), from_vault.read(vault, chosen))


def test_a_burst_stands_at_its_time_with_its_first_and_last_messages(vault: Vault) -> None:
    vault.record([Incident(when=When("2026-03-02")), Incident(when=When("2026-03-04"))], NOW)
    made = read(vault)
    assert [(row.sort, row.numbers) for row in made.rows] == [
        ("entry", "1"),
        ("burst", ""),
        ("entry", "2"),
        ("entry", "3–4"),
    ]
    burst = made.rows[1]
    assert (burst.title, burst.words, burst.when) == ("7 berichten", "van R.", "di 3 mrt 2026\nvan 22.10 tot 22.16")
    assert burst.evidence == "B-01, regel 1 tot 7"
    first, second, between, long, last = burst.quotes
    assert [first.text, second.text, between.text] == ["een", "twee", "[…] 3 ertussen"]
    assert (first.at, first.sender, first.place) == ("3 mrt 2026, 22.10", "R.", "regel 1, byte 0")
    assert long.text == "x" * 280 + " […]"
    assert last.text == "eerste regel / tweede regel"


def test_an_answer_about_a_message_stands_at_that_message_and_says_which_it_is(vault: Vault) -> None:
    chat = next(item.entry for item in items_of(vault) if isinstance(item.entry, Import))
    said: dict[int, Answer] = {8: "yes", 1: "no"}
    made = [MessageAnswer(imported=chat.id, row=row, taken_for="threat", answer=answer) for row, answer in said.items()]
    vault.record([Incident(when=When("2026-03-04")), *made], NOW)
    rows = [row for row in read(vault).rows if row.sort == "entry"]
    denied, _, told, *_ = rows
    assert told.title.endswith("Dreigen · ja")
    assert (told.when, told.evidence) == ("do 5 mrt 2026\n08.00", "B-01, regel 9")
    assert [(quote.text, quote.place[:7]) for quote in told.quotes] == [("los", "regel 9")]
    assert "regel: 9" in told.words
    assert (denied.when, denied.evidence, denied.quotes) == ("di 3 mrt 2026\n22.11", "B-01, regel 2", ())


def test_what_she_answered_first_about_a_message_stands_in_the_row_of_what_she_answered_last(vault: Vault) -> None:
    chat = next(item.entry for item in items_of(vault) if isinstance(item.entry, Import))
    said: tuple[tuple[str, Answer], ...] = (
        ("threat", "no"),
        ("insult", "no"),
        ("threat", "unknown"),
        ("threat", "yes"),
    )
    for kind, answer in said:
        vault.record([MessageAnswer(imported=chat.id, row=8, taken_for=kind, answer=answer)], NOW)
    (about,) = (row for row in read(vault).rows if row.title.endswith("Dreigen · ja"))
    (other,) = (row for row in read(vault).rows if row.title.endswith("· nee"))
    assert [each.said for each in about.versions] == ["Eerst geantwoord: nee", "Eerst geantwoord: niet bekend"]
    first = int(about.numbers.split(",")[0])
    assert about.numbers == f"{first}, {first + 2}–{first + 3}"
    assert (other.numbers, other.versions) == (str(first + 1), ())
    last = next(item.entry for item in items_of(vault) if item.number == first + 3)
    vault.record([Correction(entry=last.id, retracted=True)], NOW)
    assert [row.numbers for row in read(vault).rows if "Dreigen ·" in row.title] == [
        f"{first}, {first + 2}",
        str(first + 3),
    ]


def test_an_answer_about_a_message_of_a_chat_that_stays_behind_says_nothing_of_that_chat(vault: Vault) -> None:
    chat = next(item.entry for item in items_of(vault) if isinstance(item.entry, Import))
    answer = MessageAnswer(imported=chat.id, row=8, taken_for="threat", answer="yes")
    vault.record([answer], NOW)
    chosen = [each for each in choose(items_of(vault)) if each.entry.id == answer.id]
    made = compose(chosen, About(vault.dossier, vault.head, NOW), from_vault.read(vault, chosen))
    ((quotes, evidence),) = ((row.quotes, row.evidence) for row in made.rows)
    assert (quotes, evidence) == ((), "")


MAIL = (
    "From: R. <r@voorbeeld.example>\nTo: mira@voorbeeld.example\nDate: Thu, 5 Mar 2026 07:15:00 +0000\nMessage-ID: <1@x>\n"
    "Received: from a by b; Thu, 5 Mar 2026 12:15:00 +0000\nSubject: Nog iets\n\nIk weet waar je bent.\n"
)


def test_a_mail_stands_at_its_own_time_in_the_zone_of_the_import_with_its_words_and_doubts(vault: Vault) -> None:
    answers = Answers(not_after=date(2026, 4, 1))
    take_in(io.BytesIO(MAIL.encode()), "mail.eml", vault, NOW, answers)
    [row] = [row for row in read(vault).rows if row.title == "E-mail: Nog iets"]
    doubt, quote = row.quotes
    assert (row.when, quote.text, row.words) == (
        "do 5 mrt 2026\n08.15",
        "Ik weet waar je bent.",
        "van R.\n<r@voorbeeld.example>",
    )
    assert doubt.text == (
        "Let op: een mail heeft een andere datum dan de server die hem ontving (datum / ontvangen: "
        "donderdag 5 maart 2026 om 07.15 (+00:00) / donderdag 5 maart 2026 om 12.15 (+00:00))"
    )


def test_of_a_mailbox_each_mail_says_what_its_own_server_says(vault: Vault) -> None:
    late = MAIL.replace("<1@x>", "<2@x>").replace("12:15:00", "14:15:00").replace("Nog iets", "Later")
    fits = MAIL.replace("<1@x>", "<3@x>").replace("12:15:00", "07:15:30").replace("Nog iets", "Meteen")
    box = "".join(f"From x Thu Mar  5 07:15:00 2026\n{each}\n" for each in (MAIL, late, fits))
    answers = Answers(not_after=date(2026, 4, 1), by=("r@voorbeeld.example",))
    take_in(io.BytesIO(box.encode()), "alles.mbox", vault, NOW, answers)
    said = {row.title: [each.text for each in row.quotes[:-1]] for row in read(vault).rows if "E-mail" in row.title}
    assert [len(each) for each in said.values()] == [1, 1, 0]
    assert (
        "ontvangen: donderdag 5 maart 2026 om 07.15 (+00:00) / donderdag 5 maart 2026 om 12.15"
        in said["E-mail: Nog iets"][0]
    )
    assert "om 14.15 (+00:00))" in said["E-mail: Later"][0]


def test_mails_in_the_hour_that_comes_twice_stand_in_the_order_in_which_they_were_sent(vault: Vault) -> None:
    for subject, at in (("Tweede", "02:10:00 +0100"), ("Eerste", "02:50:00 +0200"), ("Derde", "03:00:00 +0100")):
        mail = (
            f"From: R. <r@x.example>\nDate: Sun, 26 Oct 2025 {at}\nMessage-ID: <{subject}@x>\nSubject: {subject}\n\nx\n"
        )
        take_in(io.BytesIO(mail.encode()), f"{subject}.eml", vault, NOW, Answers(not_after=date(2026, 4, 1)))
    said = [row.title.removeprefix("E-mail: ") for row in read(vault).rows if row.title.startswith("E-mail")]
    assert said == ["Eerste", "Tweede", "Derde"]


def test_what_claims_no_moment_stands_in_the_order_in_which_it_was_recorded_in_that_hour_too() -> None:
    at = [datetime(2025, 10, 26, 0, 50, tzinfo=UTC), datetime(2025, 10, 26, 1, 10, tzinfo=UTC)]
    said = [Recorded(Note(text=f"{each:%H.%M}"), seq, each) for seq, each in enumerate(at)]
    assert [item.number for item in timeline(said[::-1], timedelta(hours=24))] == [2, 1]
    assert [item.number for item in timeline(said, timedelta(hours=24))] == [1, 2]


def test_what_is_endless_in_a_mail_is_cut_on_paper(vault: Vault) -> None:
    endless = MAIL.replace("Nog iets", "a" * 300_000).replace("R. <r@", f"{'r' * 9_000} <r@")
    take_in(io.BytesIO(endless.encode()), "mail.eml", vault, NOW, Answers(not_after=date(2026, 4, 1)))
    made = read(vault)
    [row] = [row for row in made.rows if row.title.startswith("E-mail: a")]
    assert len(row.title) < 250
    assert len(row.words) < 250
    assert all(len(value) < 500 for each in made.exhibits for _, value in each.pairs)


def test_of_a_mailbox_only_the_mails_of_who_counts_stand_in_the_log(vault: Vault) -> None:
    other = MAIL.replace("R. <r@", "Winkel <w@").replace("<1@x>", "<2@x>").replace("Nog iets", "Aanbieding")
    box = "".join(f"From x Thu Mar  5 07:15:00 2026\n{each}\n" for each in (MAIL, other))
    answers = Answers(not_after=date(2026, 4, 1), by=("r@voorbeeld.example",))
    take_in(io.BytesIO(box.encode()), "alles.mbox", vault, NOW, answers)
    assert [row.title for row in read(vault).rows if "E-mail" in row.title] == ["E-mail: Nog iets"]


def test_in_full_every_message_of_a_burst_is_there_as_it_was_written(vault: Vault) -> None:
    assert read(vault).in_full == ()
    [burst] = read(vault, in_full=True).in_full
    assert [len(each.text) for each in burst.messages] == [3, 4, 4, 4, 4, 500, 25]
    assert burst.messages[-1].text == "eerste regel\ntweede regel"


def test_who_wrote_how_many_adds_up_to_the_receipt(vault: Vault) -> None:
    made = read(vault)
    tallies = made.tallies
    assert made.counted == ("Geteld uit WhatsApp-chat met R..txt (notitie 1): R.; ieder behalve Mira.",)
    assert [(each.sender, each.all, each.in_bursts, each.loose) for each in tallies] == [
        ("R.", 8, 7, 1),
        ("Mira", 1, 0, 1),
    ]
    [receipt] = [item.entry for item in items_of(vault) if isinstance(item.entry, Receipt)]
    assert sum(each.all for each in tallies) == receipt.new == 9


def test_a_receipt_on_paper_says_nothing_of_what_stays_behind_and_counts_what_this_paper_holds(vault: Vault) -> None:
    lines = [f"03-03-2026 22:{minute:02d} - R.: bericht {minute}\n" for minute in range(10, 30)]
    answers = Answers(not_after=date(2026, 4, 1), date_order="dmy", by=("R.",))
    for count, private in ((8, True), (12, False), (20, False)):
        take_in(io.BytesIO("".join(lines[:count]).encode()), f"{count}.txt", vault, NOW, answers, Wish(private=private))
    made = read(vault)
    shorter = "12 berichten: 12 voor het eerst, 0 niet gelezen"
    longer = "20 berichten: 8 voor het eerst, 12 ook in een eerder bestand in dit stuk, 0 niet gelezen"
    words = {row.title: row.words for row in made.rows}
    assert (words["Ingelezen: 12.txt"], words["Ingelezen: 20.txt"]) == (f"{shorter}.", f"{longer}.")
    assert "Ingelezen: 8.txt" not in words
    told = {each.name: dict(each.pairs).get("Inhoud") for each in made.exhibits}
    assert (told["12.txt"], told["20.txt"]) == (shorter, longer)


def test_a_file_that_was_read_says_of_which_days_it_is(vault: Vault) -> None:
    chat = "03-03-2026 22:10 - R.: a\n05-03-2026 22:10 - R.: b\n"
    take_in(io.BytesIO(chat.encode()), "c.txt", vault, NOW, Answers(not_after=date(2026, 4, 1), date_order="dmy"))
    assert [row.when for row in read(vault).rows if row.title == "Ingelezen: c.txt"] == ["3 mrt 2026 tot\n5 mrt 2026"]


def test_what_who_is_counted_wrote_at_that_moment_stands_with_an_incident_that_names_the_chat(vault: Vault) -> None:
    [chat] = [item.entry for item in items_of(vault) if isinstance(item.entry, Import)]
    moments = ("2026-03-03T22:12", "2026-03-05", "2026-03", "2026-03-03T22:30")
    vault.record([Incident(when=When(at), what=at, evidence=(chat.id,)) for at in moments], NOW)
    evening = When("2026-03", part="evening")  # of some day in that month
    vault.record([Incident(when=evening, what="avond", evidence=(chat.id,))], NOW)
    quoted = {row.words: [each.text for each in row.quotes] for row in read(vault).rows}
    assert quoted["avond"] == []
    assert [quoted[at] for at in moments] == [["drie"], ["los"], [], []]


def test_a_chat_that_is_lost_takes_no_page_and_does_not_stop_the_report(vault: Vault, tmp_path: Path) -> None:
    [chat] = [item.entry for item in items_of(vault) if isinstance(item.entry, Import)]
    assert chat.reading is not None
    (tmp_path / "d" / blob_path(chat.reading.blob)).unlink()
    made = read(vault)
    assert (
        dict(made.pairs)["Ingelezen berichten"]
        == "0, uit 1 bestand, met 0 reeksen; niet te lezen: de berichten van B-01"
    )
    assert (made.tallies, [row.sort for row in made.rows]) == ((), ["entry"])
