"""What leaves is what is disclosable, and nothing that only something private says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cast import NOW
from houvast.insight.timeline import timeline
from houvast.logbook.case import MessageAnswer
from houvast.logbook.entry import Correction, Incident, Note
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.recorded import Recorded
from houvast.logbook.when import When
from houvast.reports.choose import choose
from houvast.reports.whole_chats import without

if TYPE_CHECKING:
    from houvast.logbook.entry import Entry

DAY = timedelta(hours=24)


def test_a_private_correction_stays_behind_with_all_it_says() -> None:
    first = Incident(when=When("2026-03-01"), what="wat er stond")
    other = Incident(when=When("2026-03-02"), what="later")
    hidden = {"what": "geheim", "when": {"at": "2026-04-01", "zone": "Europe/Amsterdam"}}
    secret = Correction(entry=first.id, private=True, private_fields=hidden)
    items = timeline([Recorded(first, 1, NOW), Recorded(other, 2, NOW), Recorded(secret, 3, NOW)], DAY)
    assert [(item.number, item.entry.id) for item in items] == [(2, other.id), (1, first.id)]
    [one, two] = choose(items)
    assert isinstance(one.entry, Incident)
    assert (one.item.number, one.entry.what, one.item.when) == (1, "wat er stond", When("2026-03-01"))
    assert (len(one.versions), two.item.number) == (1, 2)
    [_, whole] = choose(items, include=["1"])
    assert isinstance(whole.entry, Incident)
    assert whole.entry.what == "geheim"


def test_numbers_do_not_tell_of_what_stays() -> None:
    dated: list[Entry] = [
        Incident(when=When("2026-03-01")),
        Note(text="privé", when=When("2026-03-02")),
        Incident(when=When("2026-03-03")),
    ]
    items = timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(dated)], DAY)
    assert [each.item.number for each in choose(items)] == [1, 2]


def test_a_disclosable_correction_goes_along_without_its_private_half() -> None:
    first = Incident(when=When("2026-03-01"), what="drie keer", feelings="bang")
    both = Correction(entry=first.id, fields={"what": "vier keer"}, private_fields={"feelings": "heel bang"})
    items = timeline([Recorded(first, 1, NOW), Recorded(both, 2, NOW)], DAY)
    [chosen] = choose(items)
    assert isinstance(chosen.entry, Incident)
    assert (chosen.entry.what, chosen.entry.feelings, len(chosen.versions)) == ("vier keer", None, 2)
    assert "heel bang" not in str(chosen)


def test_evidence_that_was_tied_to_an_entry_later_goes_along_with_it() -> None:
    first, other = Incident(when=When("2026-03-01"), what="aan de deur"), Incident(when=When("2026-03-02"))
    photo = Evidence(physical="in de la", entries=(first.id,))
    said: list[Entry] = [first, other, photo]
    items = timeline([Recorded(each, seq, NOW) for seq, each in enumerate(said)], DAY)
    assert {each.entry.id for each in choose(items, only=["1"])} == {first.id, photo.id}


def test_what_holds_nothing_private_leaves_as_it_is_and_is_not_copied() -> None:
    plain = [Incident(when=When("2026-03-03"), what=f"nr {n}") for n in range(3)]
    said: list[Entry] = [*plain, Incident(when=When("2026-03-04"), what="vier", feelings="bang")]
    items = timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(said)], DAY)
    chosen = choose(items)
    assert [each.entry is item.entry for each, item in zip(chosen, items, strict=True)] == [True, True, True, False]
    assert [each.item is item for each, item in zip(chosen, items, strict=True)] == [True, True, True, False]
    assert "bang" not in repr(chosen)


def test_a_chat_that_stays_behind_takes_what_she_answered_about_its_messages_with_it() -> None:
    friend, other = Import(), Import()
    said = [MessageAnswer(imported=each.id, row=3, taken_for="threat", answer="yes") for each in (friend, other)]
    told: list[Entry] = [friend, other, *said, Receipt(imported=friend.id)]
    items = timeline([Recorded(entry, seq, NOW) for seq, entry in enumerate(told)], DAY)
    assert {item.entry.id for item in without(items, {friend.id})} == {other.id, said[1].id}
