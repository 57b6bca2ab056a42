"""What a report could tell the other: what is found and what only looks like it, what was known, nothing private unless it leaves."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import NOW
from houvast.guidance import load
from houvast.insight import finding
from houvast.insight.reveals import (
    MOST_OF_A_CHAT,
    Chat,
    Found,
    Part,
    Reveal,
    Source,
    Told,
    ToldToAll,
    names_in,
    reveals,
    same,
    told_members,
)
from houvast.insight.timeline import timeline
from houvast.logbook.case import Case
from houvast.logbook.entry import Correction, Incident, Note, Police, PoliceContact, StopMessage, Witness  # fmt: skip
from houvast.logbook.evidence import Evidence, File, Import  # fmt: skip
from houvast.logbook.recorded import Recorded
from houvast.logbook.when import When
from houvast.reports.choose import choose
from houvast.reports.revealed_lines import by_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.logbook.entry import Entry

DAY = timedelta(hours=24)
KINDS = [item.id for item in load("reveals")]


def said(text: str) -> list[Part]:
    return [Part(1, (Incident(what=text),))]


def kinds(found: Found) -> list[tuple[str, str]]:
    return [(each.kind, each.words) for each in found.listed]


def chat(*rows: tuple[str, str], number: int = 2) -> Chat:
    table = pl.DataFrame(
        {
            "at": ["2026-03-01T10:00"] * len(rows),
            "sender": [who for who, _ in rows],
            "text": [text for _, text in rows],
        },
        schema={"at": pl.String, "sender": pl.String, "text": pl.String},
    )
    return Chat(number, tuple(dict.fromkeys(who for who, _ in rows)), table.with_row_index("row"))


FOUND = {
    "address": [
        ("Ik woon nu op Lindelaan 12b, boven.", "Lindelaan 12b"), ("kerkstraat 4", "kerkstraat 4"), ("in de Kerkstraat", "Kerkstraat"),
        ("Stationsweg 3", "Stationsweg 3"), ("Laan van de Vrede 200", "Laan van de Vrede 200"), ("1234 AB", "1234 AB"),
        ("1234ab Veldermeer", "1234ab"), ("12 Baker Street", "12 Baker Street"),
    ],
    "map": [
        ("53.7500, 3.9000", "53.7500, 3.9000"), ("zie https://maps.google.com/?q=53,3 hier", "maps.google.com/?q=53,3"),
        ("///tafel.appel.stoel", "///tafel.appel.stoel"), ("52°22'N", "52°22'"), ("geo:53.75,3.9", "geo:53.75,3.9"),
    ],
    "whereabouts": [("naar de sportschool", "sportschool"), ("ik logeer bij mijn zus", "logeer"), ("Station Zuid", "Station")],
    "work-school": [("na mijn werk", "mijn werk"), ("mijn collega’s", "collega’s"), ("de nieuwe School", "School")],
    "children": [("mijn dochter was erbij", "dochter"), ("de crèche belde", "crèche")],
    "reachable": [
        ("bel 06-00000001", "06-00000001"), ("+31 6 00000001", "+31 6 00000001"), ("010-000 00 00", "010-000 00 00"),
        ("mail a.b@example.org.", "a.b@example.org"),
    ],
    "helpers": [("mijn advocaat zei", "advocaat"), ("Veilig Thuis belde", "Veilig Thuis")],
    "plans": [("Ik ga in mei verhuizen. Echt.", "Ik ga in mei verhuizen"), ("een nieuwe baan", "nieuwe baan")],
    "habits": [("elke dinsdagavond", "elke dinsdagavond"), ("op maandag", "op maandag"), ("dinsdags", "dinsdags")],
    "evidence-places": [("in de kluis", "kluis")],
    "measures": [("nieuwe camera’s", "camera’s"), ("er zit een nieuw slot op", "nieuw slot")],
    "knowledge": [("R. woont bij het water.", "woont bij het water"), ("Ik weet dat R liegt.", "Ik weet dat R liegt")],
    "health": [("naar de huisarts", "huisarts"), ("slaaptabletten", "slaaptabletten")],
    "numbers": [
        ("een auto met 12-abc-3", "12-abc-3"), ("12ABC3", "12ABC3"), ("NL00 DEMO 0000 0000 00", "NL00 DEMO 0000 0000 00"),
        ("BSN: 000000000", "BSN: 000000000"),
    ],
}  # fmt: skip
NEAR = [
    "Ik was onderweg 3 uur.", "Goedemorgen allemaal.", "in 2026 en 2027", "1234 euro",
    "Bel 112 of 0800-2000 of 0900-8844.", "3 maart 22:10",
    "04-03-2026 22:10", "versie 1.2, 3.4", "5.10, 3.20 euro", "een persoon in de keuken", "een kindvriendelijke film", "schooling",
    "het alarmeerde iemand niet", "een @-teken", "DEMO-0900-0218", "IMG-20260213-WA0001.jpg", "straat", "huisartsenij",
    "Weg nu. Ik zag 35 man",
    "https://example.org:8080/a?b=c", "12:30", "een dinsdag", "wegwerken", "bewoonte",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "words"), [(kind, *pair) for kind, pairs in FOUND.items() for pair in pairs])
def test_a_kind_is_found_in_what_she_wrote_and_in_a_chat(kind: str, text: str, words: str) -> None:
    assert (kind, words) in kinds(reveals(said(text), []))
    assert (kind, words) in kinds(reveals([], [chat(("Tess", text))]))


def test_every_kind_with_words_or_patterns_has_an_example_here() -> None:
    assert set(FOUND) == {item.id for item in load("reveals") if {"words", "patterns"} & item.own.keys()}


@pytest.mark.parametrize("text", NEAR)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert kinds(reveals(said(text), [])) == []
    assert kinds(reveals([], [chat(("Tess", text))])) == []


def test_members_that_say_such_a_thing_are_always_named() -> None:
    incident = Incident(
        where="bij de molen", witnesses=(Witness(name="Joris", kind="colleague"),), police=Police(called=True, reference="DEMO-1"),
        coordinates="plek 7", feelings="leeg", own_reaction="niets gezegd", effects=("sleep",),
    )  # fmt: skip
    evidence = Evidence(physical="in de la", copy_holder="Anouk")
    contact = PoliceContact(officer="brigadier De Boer", reference="DEMO-2")
    found = reveals([Part(1, (incident,)), Part(2, (evidence,)), Part(3, (contact,))], [])
    assert kinds(found) == [
        ("map", "plek 7"), ("whereabouts", "bij de molen"), ("helpers", "Joris"), ("helpers", "Anouk"), ("helpers", "brigadier De Boer"),
        ("evidence-places", "in de la"), ("evidence-places", "Anouk"), ("health", "sleep"), ("health", "leeg"), ("health", "niets gezegd"),
        ("numbers", "DEMO-1"),
        ("numbers", "DEMO-2"),
    ]  # fmt: skip
    assert [each.member for each in found.listed][2] == "witnesses.0.name"


@pytest.mark.covers("C113")
def test_what_is_known_of_the_other_is_named_in_words_and_once_also_where_it_was_corrected() -> None:
    case = Case(names=("Ruben",), relation="ex-partner", motives=("break-up",), course="careful-start", children="no")
    correction = Correction(entry=case.id, fields={"motives": ["break-up"], "traits": ["was-jealous"]})
    found = reveals([Part(15, (case, correction))], [], told=Told(["Ruben"]))
    assert kinds(found) == [
        ("knowledge", "ex-partner"), ("knowledge", "break-up"), ("knowledge", "careful-start"), ("knowledge", "was-jealous"),
    ]  # fmt: skip
    lines = [line.words for line in by_kind(found.new)["knowledge"].values()]
    assert lines[0] == "Ex-partner"
    assert not {"break-up", "careful-start", "was-jealous"}.intersection(lines)


def test_the_order_is_the_order_of_danger() -> None:
    parts = said("huisarts, advocaat, Ik ga weg, kerkstraat 4, 12-abc-3")
    assert [kind for kind, _ in kinds(reveals(parts, []))] == ["address", "helpers", "plans", "health", "numbers"]
    assert KINDS[:4] == ["watched", "address", "map", "whereabouts"]


def test_names_of_people_who_help_are_searched_in_all_other_text() -> None:
    entries: list[Entry] = [
        Incident(witnesses=(Witness(name="Tess de Boer"), Witness(name="mijn leidinggevende"), Witness(name="Bo"), Witness(name="Ruben"))),
        Evidence(copy_holder="R\\b(?:x"),
    ]  # fmt: skip
    names = names_in(entries, ["ruben"])
    assert names == ["Tess de Boer", "Tess", "Boer", "mijn leidinggevende", "Bo", "R\\b(?:x"]
    found = reveals(said("tess zag het, mijn leidinggevende ook. bo niet, Bo wel. Tessa en Ruben niet."), [], names)
    assert [words for kind, words in kinds(found) if kind == "helpers"] == ["tess", "mijn leidinggevende", "Bo"]
    assert kinds(reveals([], [chat(("Mira", "vraag R\\b(?:x maar"))], names)) == [("helpers", "R\\b(?:x")]


def test_words_of_her_own_come_first() -> None:
    found = reveals(said("De huisarts in Zeeveld."), [chat(("Mira", "ZEEVELD is mooi"))], (), ["Zeeveld"])
    assert kinds(found) == [("watched", "Zeeveld"), ("watched", "ZEEVELD"), ("health", "huisarts")]


def test_every_version_that_leaves_is_read_and_the_same_words_are_named_once() -> None:
    first = Incident(what="kerkstraat 4, de huisarts")
    correction = Correction(entry=first.id, fields={"what": "Kerkstraat 4"}, reason="stond er 06-00000001")
    found = reveals([Part(7, (first, correction))], [])
    assert kinds(found) == [("address", "kerkstraat 4"), ("reachable", "06-00000001"), ("health", "huisarts")]
    assert {each.number for each in found.listed} == {7}
    assert [each.member for each in found.listed] == ["what", "reason", "what"]


def test_a_corrected_member_is_named_by_the_kind_it_corrects() -> None:
    first = Incident(where="thuis")
    correction = Correction(entry=first.id, fields={"where": "elders"})
    assert kinds(reveals([Part(1, (first, correction))], [])) == [("whereabouts", "thuis"), ("whereabouts", "elders")]


def test_names_of_files_are_read_too() -> None:
    file = File(blob="b" * 64, name="kerkstraat 4.jpg", sha256="c" * 64, size=1)
    [one] = reveals([Part(1, (Import(file=file, participants=("+31 6 00000001",)),))], []).listed[:1]
    assert (one.kind, one.member, one.words) == ("address", "file.name", "kerkstraat 4")


SECRET = "Lindelaan 99"


@pytest.mark.covers("J07")
def test_what_is_private_is_never_named_unless_it_leaves() -> None:
    first = Incident(when=When("2026-03-01"), what="bij de deur", feelings=SECRET, coordinates=SECRET)
    hidden = Correction(entry=first.id, private=True, private_fields={"what": SECRET})
    entries: list[Entry] = [first, Note(text=SECRET), hidden]
    items = timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(entries)], DAY)

    def leaving(include: Sequence[str]) -> str:
        chosen = choose(items, include)
        return str(
            reveals([Part(each.item.number, tuple(v.entry for v in each.versions)) for each in chosen], []).listed
        )

    assert SECRET not in leaving([])
    assert leaving(["1"]).count(f"words='{SECRET}'") >= 3
    assert SECRET in leaving(["2"])


def test_what_stood_in_a_chat_with_the_other_is_listed_after_what_is_new() -> None:
    with_other = chat(("Ruben", "Kom je naar Kerkstraat 4?"), ("Mira", "Bel mijn advocaat"), number=2)
    with_tess = chat(("Tess", "Kerkstraat 4? En Lindelaan 99!"), ("Mira", "mijn advocaat"), number=3)
    told = Told(["ruben "])
    told.read(with_other)
    found = reveals(said("kerkstraat 4, advocaat"), [with_other, with_tess], (), (), told)
    assert [(each.words, each.number, each.known) for each in found.listed] == [
        ("Lindelaan 99", 3, None), ("advocaat", 1, None), ("advocaat", 3, None),
        ("kerkstraat 4", 1, Source(2, 0)), ("Kerkstraat 4", 2, Source(2, 0)), ("Kerkstraat 4", 3, Source(2, 0)),
        ("advocaat", 2, Source(2, 1)),
    ]  # fmt: skip
    assert {each.words for each in found.new} == {"Lindelaan 99", "advocaat"}


def test_of_a_group_only_what_the_other_wrote_is_known() -> None:
    group = chat(("Ruben", "kerkstraat 4"), ("Tess", "lindelaan 99"), ("Mira", "ja"))
    told = Told(["Ruben"])
    told.read(group)
    found = reveals([], [group], (), (), told)
    assert [(each.words, each.known) for each in found.listed] == [
        ("lindelaan 99", None),
        ("kerkstraat 4", Source(2, 0)),
    ]


def test_of_a_mailbox_only_what_the_other_wrote_is_known_her_mail_may_have_gone_to_anybody() -> None:
    with_both = chat(("Ruben <r@x.example>", "kerkstraat 4"), ("Mira <m@x.example>", "lindelaan 99"))
    box = Chat(2, with_both.participants, with_both.rows.with_columns(to=pl.lit("tess")))
    told = Told(["Ruben <r@x.example>"])
    told.read(box)
    new = {each.words for each in reveals([], [box], (), (), told).new}
    assert "lindelaan 99" in new
    assert "kerkstraat 4" not in new


def test_of_two_people_only_what_both_were_told_is_known() -> None:
    with_ruben = chat(("Ruben", "kerkstraat 4"), ("Mira", "lindelaan 99"), number=2)
    with_henk = chat(("Henk", "kerkstraat 4"), ("Mira", "eikenlaan 1"), number=3)
    told = ToldToAll([Told(["Ruben"]), Told(["Henk"])])
    for each in (with_ruben, with_henk):
        told.read(each)
    found = reveals(said("kerkstraat 4"), [with_ruben, with_henk], (), (), told)
    assert {each.words for each in found.new} == {"lindelaan 99", "eikenlaan 1"}
    assert {each.words for each in found.listed if each.known} == {"kerkstraat 4"}


def test_of_a_group_with_both_nothing_is_known_to_both_and_the_address_of_one_is_news() -> None:
    group = chat(("Ruben", "kerkstraat 4"), ("Henk", "lindelaan 99"), ("Mira", "ja"))
    told = ToldToAll([Told(["Ruben", "ruben@post.example"]), Told(["Henk"])])
    told.read(group)
    found = reveals(said("mail van ruben@post.example"), [group], (), (), told)
    assert {each.words for each in found.new} == {"kerkstraat 4", "lindelaan 99", "ruben@post.example"}


def test_what_she_wrote_comes_before_what_stands_in_chats_only() -> None:
    later = Part(5, (Incident(what="lindelaan 99"),))
    in_chat = Reveal("address", 2, "text", 0, 12, "kerkstraat 4", row=0)
    found = reveals([later], [], located=[in_chat])
    assert [each.row for each in found.listed] == [None, 0]


def test_of_a_stop_message_that_was_sent_twice_the_first_is_named() -> None:
    told = Told((), [(4, "Stop, bel mijn advocaat."), (9, "Stop, bel mijn advocaat.")])
    assert told.source("helpers", "advocaat", "Stop, bel mijn advocaat.") == Source(4)


def test_marks_that_cannot_be_seen_make_no_other_person() -> None:
    told = Told(["Ru\u200eben"])
    assert told.is_own(" ruben")
    assert not told.is_own("rubben")


def test_nobody_is_the_other_unless_she_says_so() -> None:
    found = reveals([], [chat(("Ruben", "kerkstraat 4"), ("Mira", "ja"))], (), (), Told())
    assert [each.known for each in found.listed] == [None]


def test_the_name_and_the_address_of_the_other_reveal_nothing() -> None:
    other = "Ruben <ruben@post.example>"
    found = reveals(said("mail van ruben@post.example en van tess@post.example"), [], (), (), Told([other]))
    assert [each.words for each in found.listed] == ["tess@post.example"]


def test_the_stop_message_was_sent_so_it_is_not_new() -> None:
    words = "Stop. Mijn nummer is 06-00000001, bel mijn advocaat."
    stop = Part(4, (StopMessage(words=words),))
    found = reveals([stop, *said("Ik gaf +31 6 00000001 en de advocaat door")], [], (), (), Told((), [(4, words)]))
    assert [(each.words, each.number, each.known) for each in found.listed] == [
        ("advocaat", 1, None), ("06-00000001", 4, Source(4)), ("+31 6 00000001", 1, Source(4)), ("advocaat", 4, Source(4)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "number", ["06-00000001", "06 0000 0001", "+31 6 00000001", "0031 600000001", "+31 (0)6 00000001"]
)
def test_one_number_is_one_however_it_is_written(number: str) -> None:
    assert same(number) == "0600000001"


def test_messages_that_say_the_same_are_counted_and_the_first_is_named() -> None:
    rows = [
        ("Tess", "niets"),
        ("Tess", "kerkstraat 4"),
        ("Tess", "Kerkstraat 4 en kerkstraat 4"),
        ("Tess", "kerkstraat 4"),
    ]
    [one] = reveals([], [chat(*rows)]).listed
    assert (one.row, one.words, one.times, one.member) == (1, "kerkstraat 4", 3, "text")


def test_every_column_of_text_is_searched() -> None:
    rows = chat(("Tess", "hoi")).rows.with_columns(subject=pl.lit("kerkstraat 4"), to=pl.lit("a@example.org"))
    found = reveals([], [Chat(2, ("Tess",), rows)])
    assert {(each.member, each.words) for each in found.listed} == {
        ("subject", "kerkstraat 4"),
        ("to", "a@example.org"),
    }


def test_of_a_chat_with_very_many_the_rest_is_counted() -> None:
    rows = [("Tess", f"06-{number:08}") for number in range(MOST_OF_A_CHAT + 5)]
    found = reveals([], [chat(*rows)])
    assert (len(found.listed), dict(found.unlisted)) == (MOST_OF_A_CHAT, {"reachable": 5})
    known = reveals([], [chat(*rows)], (), (), Told(["Tess"]))
    assert (len(known.listed), known.new, dict(known.unlisted)) == (MOST_OF_A_CHAT, (), {})


HOSTILE = st.text() | st.text(alphabet="aA1 06+-.@,°'é’/:\n\u200e\u202f😀", max_size=200)


@settings(max_examples=40)
@given(HOSTILE, HOSTILE)
def test_whatever_the_text_nothing_fails_and_each_place_holds_its_words(one: str, other: str) -> None:
    incident = Incident(what=one, where=other, witnesses=(Witness(name=other),))
    talk = chat((other, one), ("Mira", other))
    members = dict(told_members(incident))
    names = names_in([incident])
    before = talk.rows.clone()
    for each in reveals(
        [Part(1, (incident,))], [talk], names, [one[:20], other] if one[:20].strip() and other.strip() else []
    ).listed:
        text = members[each.member] if each.row is None else str(talk.rows[each.member][each.row])
        assert text[each.start : each.end] == each.words
        assert each.words
    assert talk.rows.equals(before)


@pytest.mark.parametrize(
    "bait",
    ["a" * 60, "1-", "0 ", "06 ", "a@", "a.a@a.", "elke ", "Laan van ", "ik ga ", "-1.1", "///aa.", "é", "(" * 9],
)
def test_a_hostile_text_takes_no_longer_than_its_length(bait: str) -> None:
    def seconds(size: int) -> float:
        parts, best = said((bait * size)[:size]), 9.0
        for _ in range(3):
            begin = time.process_time()
            reveals(parts, [])
            best = min(best, time.process_time() - begin)
        return best

    short, long = seconds(2_000), seconds(16_000)
    assert long < 40 * short + 0.5, (short, long)


def test_both_engines_read_every_pattern() -> None:
    names = ("R\\b(?:x", "a.b", "+31 6", "é", "[x]")
    for item in load("reveals"):
        for pattern in finding.patterns_of(item, names):
            assert finding.hits(chat(("a", "x")).rows.select("row", "text", times=1), pattern) == []


def test_names_of_ten_thousand_letters_are_searched_too() -> None:
    names = [f"{at:04}" + "é(a" * 3_333 for at in range(250)]
    begin = time.process_time()
    found = reveals(said(f"zie {names[7]} hier"), [chat(("Tess", names[249]))], names)
    assert [(each.kind, each.words) for each in found.listed] == [("helpers", names[at][:100]) for at in (7, 249)]
    assert time.process_time() - begin < 30
