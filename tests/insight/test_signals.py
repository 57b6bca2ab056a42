"""Signals: what entries show, what she says and what is not known stay three things; her fear comes first (G1-G10, B108-B114)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from figuring import GAP, MEANS, incident, items
from houvast import guidance
from houvast.insight.answers import answers
from houvast.insight.bursts import runs
from houvast.insight.contacts import contacts
from houvast.insight.growth import Growth, Window
from houvast.insight.signals import DEADLY, DEFINITE_RELATIONS, FEARS, Advised, Signal, advised, fear, signals
from houvast.logbook.case import Case, Effect, Fear, MessageAnswer, SignalAnswer
from houvast.logbook.entry import Correction
from houvast.logbook.evidence import Import
from houvast.logbook.when import When
from houvast.reports.known import grown

if TYPE_CHECKING:
    from houvast.logbook.entry import Entry

LIST = guidance.load("signals")
SEVERAL = guidance.setting("several-signals")
BY_G = {name: item.id for item in LIST for name in item.domain if name.startswith("G")}


def answer(signal: str, said: Any, day: str = "2026-03-03", **more: Any) -> SignalAnswer:
    return SignalAnswer(signal=signal, answer=said, when=When(day), **more)


def afraid(said: Any, day: str = "2026-03-03", **more: Any) -> Fear:
    return Fear(afraid=said, when=When(day), **more)


def act(*behaviours: str, day: str = "2026-03-03", **more: Any) -> Entry:
    return incident(day, behaviours=behaviours, **more)


def found(*entries: Entry, growth: Growth | None = None) -> dict[str, Signal]:
    return {each.id: each for each in signals(items(entries), LIST, growth)}


def leads_to(*entries: Entry) -> Advised:
    shown = items(entries)
    return advised(signals(shown, LIST), answers(shown), SEVERAL)


# The list


@pytest.mark.covers("G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "B110")
def test_there_are_ten_signals_and_her_own_fear_stands_before_them() -> None:
    ids = [each.id for each in signals([], reversed(LIST.items))]
    assert ids[0] == "own-fear"
    assert sorted(ids[1:]) == sorted(BY_G[f"G{n}"] for n in range(1, 11))


def test_the_ids_in_the_code_are_those_of_guidance() -> None:
    assert set(FEARS) <= {item.id for item in guidance.load("effects")}
    assert {item.id for item in guidance.load("behaviours")} >= DEADLY
    open_ = {item.id for item in guidance.load("relations")} - DEFINITE_RELATIONS
    assert open_ == {"other", "unknown", "parent-of-children"}


# What entries show


@pytest.mark.parametrize(
    ("signal", "shows", "does_not"),
    [
        pytest.param("G1", "violence", "intimidation", marks=pytest.mark.covers("G1", "C58")),
        pytest.param("G3", "intimidation", "threat", marks=pytest.mark.covers("G3", "C59")),
        pytest.param("G4", "threat", "intimidation", marks=pytest.mark.covers("G4", "C56")),
        pytest.param("G4", "death-threat", "never-leave", marks=pytest.mark.covers("G4", "C57")),
        pytest.param("G5", "visit", "around-home", marks=pytest.mark.covers("G5", "C52")),
        pytest.param("G5", "entering", "letterbox", marks=pytest.mark.covers("G5", "C54")),
        pytest.param("G5", "trying-to-enter", "waiting", marks=pytest.mark.covers("G5", "C55")),
        pytest.param("G6", "damage", "stealing-post", marks=pytest.mark.covers("G6", "C60")),
    ],
)
def test_a_behaviour_shows_its_signal_and_the_nearest_other_does_not(signal: str, shows: str, does_not: str) -> None:
    entry = act("calls", shows)
    shown = found(entry, act(does_not))[BY_G[signal]]
    assert (shown.shown, shown.state, shown.plays) == ((entry.id,), "shown", True)
    assert shown.said is None  # an entry never gives an answer
    assert found(act(does_not))[BY_G[signal]].state == "not-known"


@pytest.mark.covers("G7", "G9")
@pytest.mark.parametrize("signal", ["G7", "G9"])
def test_what_no_entry_can_show_is_only_hers_to_say(signal: str) -> None:
    every = [act(item.id) for item in guidance.load("behaviours")]
    assert found(*every)[BY_G[signal]].state == "not-known"
    assert found(answer(BY_G[signal], "yes"))[BY_G[signal]].state == "said"


@pytest.mark.covers("G2", "B108")
def test_growth_shows_more_and_fiercer_and_no_clear_change_does_not() -> None:
    entries = [incident("2026-01-01"), *(incident(f"2026-11-{day:02d}") for day in range(10, 20))]
    shown = items(entries)
    every = contacts(shown, runs([], GAP), MEANS)
    told = grown(every, shown[0].recorded_at)
    assert set(found(*entries, growth=told)["more-and-fiercer"].shown) == {each.id for each in entries[1:]}
    for other in ("less-often", "no-clear-change", "too-little"):
        quiet = Growth(other, told.before, told.after)
        assert found(*entries, growth=quiet)["more-and-fiercer"].state == "not-known"


def test_growth_in_chats_alone_shows_it_by_its_rows() -> None:
    window = Window(*2 * (items([incident("2026-11-01")])[0].when.start.date(),), count=9, rows=((4, 0, 90),))  # type: ignore[union-attr]
    signal = found(growth=Growth("more-often", window, window))["more-and-fiercer"]
    assert (signal.shown, signal.rows, signal.plays) == ((), ((4, 0, 90),), True)


@pytest.mark.covers("G4", "B075")
def test_a_message_she_called_a_threat_shows_it_until_she_says_otherwise() -> None:
    def about(said: Any, row: int = 3, kind: str = "threat") -> Entry:
        return MessageAnswer(imported="1" * 32, row=row, taken_for=kind, answer=said)

    yes, other = about("yes"), about("yes", row=4)
    one = found(yes, other, about("yes", kind="insult"))["threatens-violence"]
    assert (one.messages, one.shown, one.state, one.plays) == ((yes.id, other.id), (), "shown", True)
    assert [each.id for each in found(yes).values() if each.plays] == ["threatens-violence"]
    assert found(yes, about("no"))["threatens-violence"].state == "not-known"
    assert found(yes, Correction(entry=yes.id, retracted=True))["threatens-violence"].state == "not-known"
    assert found(yes, answer("threatens-violence", "no"))["threatens-violence"].state == "contradicted"
    assert "threatens-violence" in leads_to(yes).signals


@pytest.mark.covers("B075")
def test_what_she_said_last_of_a_message_counts_also_where_numbers_are_by_another_order() -> None:
    first, last = items(
        [MessageAnswer(imported="1" * 32, row=3, taken_for="threat", answer=said) for said in ("yes", "no")]
    )
    leaving = [replace(first, number=last.number), replace(last, number=first.number)]
    assert [each.id for each in signals(leaving, LIST) if each.plays] == []


@pytest.mark.covers("G4", "B075")
def test_of_a_chat_that_was_read_again_each_message_counts_once() -> None:
    first, again = Import(), Import()
    before, after = (
        MessageAnswer(imported=each.id, row=3, taken_for="threat", answer="yes") for each in (first, again)
    )
    read = (first, before, again, Correction(entry=first.id, retracted=True), after)
    assert found(*read)["threatens-violence"].messages == (after.id,)


@pytest.mark.covers("B110", "C88")
def test_what_she_wrote_of_fear_shows_her_fear_and_other_feelings_do_not() -> None:
    noted, felt = act("calls", effects=("afraid",)), Effect(effects=("fear",), when=When("2026-03-05"))
    child = Effect(effects=("fear",), target="child", when=When("2026-03-06"))
    assert found(noted, felt, child, act("calls", effects=("angry",)))["own-fear"].shown == (noted.id, felt.id)


def test_what_was_retracted_does_not_count_and_what_was_corrected_counts_as_it_reads_now() -> None:
    gone, mended = act("violence"), act("calls")
    said = found(
        gone, mended, Correction(entry=gone.id, retracted=True), Correction(entry=mended.id, fields={"behaviours": ["damage"]})
    )  # fmt: skip
    assert (said["earlier-violence"].state, said["destroys-belongings"].shown) == ("not-known", (mended.id,))


def test_what_is_private_counts_for_her() -> None:
    assert found(act("violence", private=True))["earlier-violence"].plays


# What she says


@pytest.mark.parametrize(
    ("said", "state", "plays"), [("yes", "said", True), ("no", "denied", False), ("unknown", "not-known", False)]
)
def test_her_answer_is_yes_no_or_not_known(said: str, state: str, plays: bool) -> None:  # noqa: FBT001
    signal = found(answer("weapon", said))["weapon"]
    assert (signal.state, signal.plays) == (state, plays)


@pytest.mark.covers("B111", "G4")
def test_what_entries_show_and_she_denies_is_both() -> None:
    entry, said = act("threat"), answer("threatens-violence", "no")
    signal = found(entry, said)["threatens-violence"]
    assert (signal.state, signal.plays, signal.shown) == ("contradicted", True, (entry.id,))
    assert signal.said is not None
    assert signal.said.entry == said.id
    assert found(entry, answer("threatens-violence", "yes"))["threatens-violence"].state == "shown-and-said"


def test_the_latest_answer_counts_and_every_earlier_one_stays() -> None:
    later, first = answer("weapon", "yes", "2026-04-01"), answer("weapon", "no", "2026-02-01")
    signal = found(later, first)["weapon"]
    assert signal.state == "said"
    assert [(each.day, each.answer) for each in signal.given.all] == [("2026-02-01", "no"), ("2026-04-01", "yes")]
    assert not signal.given.differ_on_one_day


def test_of_two_answers_on_one_day_the_later_counts_and_both_stay() -> None:
    signal = found(answer("weapon", "yes", "2026-03-03T10:00"), answer("weapon", "no", "2026-03-03T09:00"))["weapon"]
    assert (signal.state, len(signal.given.all), signal.given.differ_on_one_day) == ("denied", 2, True)
    same = found(answer("weapon", "yes"), answer("weapon", "yes"))["weapon"]
    assert not same.given.differ_on_one_day


@pytest.mark.covers("B111", "J82")
def test_somebody_else_adds_a_view_and_never_takes_hers_away() -> None:
    denied = answer("weapon", "no", "2026-04-01", by="wijkagent")
    assert found(answer("weapon", "yes"), denied)["weapon"].state == "said"
    assert found(denied)["weapon"].state == "not-known"
    assert found(answer("weapon", "yes", by="wijkagent"))["weapon"].state == "said"
    assert (
        found(answer("weapon", "no"), answer("weapon", "yes", "2026-04-01", by="wijkagent"))["weapon"].state == "denied"
    )


@pytest.mark.covers("B111", "B110", "J82")
def test_nobody_else_answers_for_her_fear() -> None:
    for signal in ("own-fear", "fear-of-serious-harm"):
        assert found(answer(signal, "yes", by="arts"))[signal].state == "not-known"
        assert found(answer(signal, "yes"), answer(signal, "no", "2026-05-01", by="arts"))[signal].state == "said"


@pytest.mark.covers("G8", "B113", "C28")
@pytest.mark.parametrize(
    ("relation", "asked"),
    [
        ("ex-partner", True),
        ("colleague", False),
        ("partner", False),
        ("other", None),
        ("parent-of-children", None),
        ("a word of a later version", None),
        (None, None),
    ],
)
def test_jealousy_in_the_relation_is_asked_of_a_former_partner_only(relation: str | None, asked: bool | None) -> None:  # noqa: FBT001
    signal = found(Case(relation=relation), answer("jealous-ex", "yes"))["jealous-ex"]
    assert (signal.asked, signal.plays) == (asked, asked is not False)


@pytest.mark.covers("B113", "B114")
def test_violence_and_death_threats_weigh_more_with_a_former_partner() -> None:
    ex, other = Case(relation="ex-partner"), Case(relation="neighbour")
    stressed = [each.id for each in found(ex, act("death-threat")).values() if each.stressed]
    assert stressed == ["earlier-violence", "threatens-violence"]
    assert not any(each.stressed for each in found(other, act("death-threat")).values())
    assert not any(each.stressed for each in found(ex, act("threat")).values())


# What it leads to


def test_nothing_known_is_never_nothing_to_do() -> None:
    assert leads_to() == Advised(call=False, because=("not-known",), signals=())
    every_no = [answer(item.id, "no") for item in LIST]
    assert leads_to(*every_no).because == ("not-known",)


@pytest.mark.covers("B109", "B108")
def test_two_signals_are_several_and_one_still_shows_the_way() -> None:
    one, two = leads_to(act("damage")), leads_to(act("damage"), answer("weapon", "yes"))
    assert (one.call, one.because, one.signals) == (False, ("one",), ("destroys-belongings",))
    assert (two.call, two.because, two.signals) == (True, ("several",), ("destroys-belongings", "weapon"))


@pytest.mark.covers("B109", "B110", "I-21")
def test_fear_alone_is_enough() -> None:
    assert leads_to(afraid("yes")) == Advised(call=True, because=("fear",), signals=("own-fear",))
    assert not leads_to(afraid("no")).call


@pytest.mark.covers("G10", "B112")
@pytest.mark.parametrize(
    "said",
    [
        answer("fear-of-serious-harm", "yes"),
        Fear(of_violence="yes"),
        answer("own-fear", "yes"),
    ],
)
def test_every_way_to_say_it_counts_as_fear(said: Entry) -> None:
    assert "fear" in leads_to(said).because


@pytest.mark.covers("B110")
def test_fear_she_wrote_down_counts_until_she_takes_it_back() -> None:
    noted = act("calls", effects=("afraid",))
    assert leads_to(noted) == Advised(call=True, because=("fear-noted",), signals=("own-fear",))
    assert leads_to(noted, afraid("yes")).because == ("fear",)
    assert not leads_to(noted, afraid("no")).call
    assert found(noted, afraid("no"))["own-fear"].state == "contradicted"
    for said in (afraid("yes"), noted):
        shown = items([said, afraid("no", "2026-04-01")])
        assert fear(signals(shown, LIST), answers(shown))[0] is False


@pytest.mark.covers("B108")
def test_no_figure_of_danger_comes_out() -> None:
    said = leads_to(act("violence"), act("threat"), afraid("yes"))
    assert not any(isinstance(value, int | float) and not isinstance(value, bool) for value in vars(said).values())


def test_an_answer_about_a_stretch_over_new_year_is_of_its_first_day_and_not_of_the_day_it_was_recorded() -> None:
    about = SignalAnswer(signal="weapon", answer="yes", when=When("2025-12", until="2026-01"))
    [given] = answers(items([about]))["weapon"].all
    assert given.day == "2025-12"
