"""What may break an order: each rule with the nearest case that does not fire. A day in these stories is one of 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from figuring import GAP, incident, items, reading
from houvast.errors import AreaRefusedError, EndsBeforeItBeginsError
from houvast.insight import orders
from houvast.insight.bursts import runs
from houvast.insight.inforce import checked, days_left, ends_soon, standing, state
from houvast.insight.orders import Breach, Heard
from houvast.logbook.entry import Correction, Incident
from houvast.logbook.evidence import Import
from houvast.logbook.steps import Circle, Clause, Exemption, Order
from houvast.logbook.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.insight.bursts import Reading
    from houvast.logbook.entry import Entry

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
SQUARE = ("52.0,5.0", "52.0,5.2", "52.2,5.2", "52.2,5.0")


def contact(**said: Any) -> Clause:
    return Clause(kind="contact", **said)


def order(*clauses: Clause, start: str | None = "2026-05-03", until: str | None = "2026-08-01", **said: Any) -> Order:
    when, ends = (None if at is None else When(at) for at in (start, until))
    return Order(order=said.pop("order", "contact"), when=when, ends=ends, clauses=clauses or (contact(),), **said)


def found(
    *entries: Entry, chats: Sequence[Reading] = (), unknown: Sequence[Reading] = (), now: datetime = NOW
) -> tuple[Breach, ...]:
    shown = items(entries)
    stand = standing(shown)
    heard = [
        Heard(runs(some, GAP, orders.bounds(stand)), {each.number: each.of.id for each in some}, sender_is_known=known)
        for some, known in ((chats, True), (unknown, False)) if some
    ]  # fmt: skip
    return orders.breaches(stand, shown, heard, now)


def why(*entries: Entry, **more: Any) -> list[tuple[str, ...]]:
    return [each.because for each in found(*entries, **more)]


def call(at: str = "2026-05-10T22:10", **said: Any) -> Incident:
    return incident(at, **said)


def seen(at: str = "2026-05-10T22:10", **said: Any) -> Incident:
    return Incident(when=When(at), behaviours=("waiting",), **said)


# When an order is in force


@pytest.mark.covers("C100", "E07", "B096")
@pytest.mark.parametrize(
    ("at", "because"),
    [
        ("2026-05-02T23:59", None),
        ("2026-05-02", None),
        ("2026-04", None),
        ("2026-05-03", ("start",)),
        ("2026-05-03T10:00", ("start",)),
        ("2026-05", ("start",)),
        ("2026-05-04T00:00", ()),
        ("2026-05-04", ()),
        ("2026-06", ()),
        ("2026-07-31T23:59", ()),
        ("2026-08-01", ()),
        ("2026-08-01T00:00", ()),
        ("2026-08-01T23:59", ()),
        ("2026-08", ("end",)),
        ("2026-08-02T00:00", None),
        ("2026", ("start",)),
    ],
)
def test_a_call_counts_from_the_day_an_order_began_until_the_end_of_its_last(at: str, because: Any) -> None:
    assert why(order(), call(at)) == ([] if because is None else [because])


@pytest.mark.covers("C100")
@pytest.mark.parametrize(
    ("at", "because"),
    [
        ("2026-05-03T13:59", None), ("2026-05-03T14:01", ()), ("2026-05-03T14:00", ("start",)), ("2026-05-03", ("start",)),
        ("2026-08-01T08:59", ()), ("2026-08-01T09:01", None), ("2026-08-01", ("end",)),
    ],
)  # fmt: skip
def test_an_order_that_names_its_hours_tells_more_of_its_first_and_last_day(at: str, because: Any) -> None:
    of = order(start="2026-05-03T14:00", until="2026-08-01T09:00")
    assert why(of, call(at)) == ([] if because is None else [because])


@pytest.mark.covers("C100")
@pytest.mark.parametrize(
    ("start", "until", "at", "because"),
    [
        ("2026-05-01", None, "2026-05", ()), ("2026-05-02", None, "2026-05", ("start",)), ("2026-05", None, "2026-05", ("start",)),
        ("2026-05-01", None, "2026-05-01", ("start",)), ("2026-05-01T14:00", None, "2026-05", ("start",)),
        ("2026-04-01", "2026-05-31", "2026-05", ()), ("2026-04-01", "2026-05-30", "2026-05", ("end",)),
        ("2026-04-01", "2026-05-31", "2026-05-31", ()), ("2026-04-01", "2026-05", "2026-05-31T12:00", ("end",)),
        ("2026-05-01", "2026-05-31", "2026-05", ()),
    ],
)  # fmt: skip
def test_a_month_lies_in_an_order_from_its_first_day_until_its_last(
    start: str, until: str | None, at: str, because: Any
) -> None:
    assert why(order(start=start, until=until), call(at)) == [because]


@pytest.mark.covers("C100")
def test_an_estimated_end_settles_nothing_and_an_estimate_of_the_last_day_lies_in_it() -> None:
    around = replace(order(), ends=When("2026-08-01", estimated=True))
    assert why(around, call("2026-08-01T14:00")) == [("end",)]
    late = Incident(when=When("2026-08-01T23:30", estimated=True), behaviours=("calls",))
    assert why(order(), late) == [()]
    evening = replace(order(), ends=When("2026-08-01", part="evening"))
    assert why(evening, call("2026-08-01T20:00")) == [("end",)]


@pytest.mark.covers("C100")
def test_messages_on_the_last_day_fall_in_the_order_and_those_after_it_do_not() -> None:
    chat = reading(4, [("2026-08-01T23:59", "Ruben", "text"), ("2026-08-02T00:00", "Ruben", "text")])
    assert [(each.because, each.moment, each.messages) for each in found(order(), chats=[chat])] == [
        ((), "2026-08-01T23:59", 1)
    ]


def test_without_an_end_an_order_goes_on_and_without_a_start_nothing_is_sure() -> None:
    assert why(order(until=None), call("2030-01-01T10:00")) == [()]
    assert why(order(start=None), call("2020-01-01T10:00")) == [("no-start",)]
    assert why(order(start=None), call("2026-09-01T10:00")) == []


def test_an_estimate_is_not_told_from_the_rest_of_its_day() -> None:
    of, near = order(start="2026-05-03T14:00"), When("2026-05-03T15:00", estimated=True)
    assert why(of, Incident(when=near, behaviours=("calls",))) == [("start",)]
    assert why(of, call("2026-05-03T15:00")) == [()]


def test_what_began_before_an_order_and_lasted_into_it_is_not_sure() -> None:
    of = order(contact(), start="2026-05-03T14:00")
    assert why(of, call("2026-05-03T13:30", minutes=45)) == [("start",)]
    assert why(of, call("2026-05-03T13:30", minutes=10)) == []


def test_a_claim_from_another_zone_is_compared_by_the_same_clock() -> None:
    of = order(start="2026-05-03T14:00")
    for at, because in (("2026-05-03T12:30", [()]), ("2026-05-03T11:30", [])):
        assert why(of, Incident(when=When(at, zone="UTC"), behaviours=("calls",))) == because


@pytest.mark.covers("C100")
@pytest.mark.parametrize(
    ("start", "until", "now", "expected"),
    [
        ("2026-05-03", None, "2026-05-02T21:59", "announced"),
        ("2026-05-03", None, "2026-05-02T22:00", "in-force"),  # midnight in the Netherlands
        ("2026-05-03", "2026-08-01", "2026-08-01T21:59", "in-force"),
        ("2026-05-03", "2026-08-01", "2026-08-01T22:00", "ended"),
        (None, "2026-08-01", "2026-07-01T12:00", "unknown"),
        (None, "2026-08-01", "2026-09-01T12:00", "ended"),
        (None, None, "2026-09-01T12:00", "unknown"),
    ],
)
def test_an_order_is_announced_in_force_ended_or_unknown(
    start: str | None, until: str | None, now: str, expected: str
) -> None:
    assert state(order(start=start, until=until), datetime.fromisoformat(now).replace(tzinfo=UTC)) == expected


@pytest.mark.covers("C100", "E07")
def test_days_are_counted_to_the_last_and_the_end_is_told_in_time() -> None:
    of = order()
    assert [days_left(of, datetime(2026, 7, day, 12, tzinfo=UTC)) for day in (4, 31)] == [28, 1]
    assert days_left(order(until=None), NOW) is None
    assert [ends_soon(of, datetime(2026, 7, day, 12, tzinfo=UTC), 28) for day in (3, 4)] == [False, True]
    assert not ends_soon(of, datetime(2026, 8, 2, 12, tzinfo=UTC), 28)
    assert not ends_soon(order(start="2026-07-20"), datetime(2026, 7, 10, 12, tzinfo=UTC), 28)


def test_an_order_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(EndsBeforeItBeginsError):
        checked(order(start="2026-05-03", until="2026-05-02"))
    one_day = order(start="2026-05-03", until="2026-05-03")
    assert checked(one_day) == one_day
    with pytest.raises(AreaRefusedError) as refused:
        checked(order(contact(), Clause(kind="area", polygon=SQUARE[:2])))
    assert refused.value.clause == 2


def test_a_corrected_order_counts_as_corrected_and_a_retracted_one_not_at_all() -> None:
    of, act = order(), call("2026-05-10T22:10")
    later = Correction(entry=of.id, fields={"when": {"at": "2026-06-01", "zone": "Europe/Amsterdam"}})
    assert why(of, act, later) == []
    assert why(of, act, Correction(entry=of.id, retracted=True)) == []
    assert why(of, act, Correction(entry=act.id, retracted=True)) == []
    assert why(of, act, Correction(entry=of.id, fields={"issuer": "prosecutor"})) == [()]


# Contact


@pytest.mark.covers("B096")
@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"behaviours": ("calls",)}, ()),
        ({"behaviours": ("through-others",)}, ()),
        ({"channel": "via-children", "target": "child"}, ("person",)),
        ({"channel": "chat"}, ()),
        ({"behaviours": ("waiting",)}, ("contact",)),
        ({"channel": "in-person"}, ("contact",)),
        ({"what": "Er lag iets."}, ("contact",)),
        ({"behaviours": ("calls",), "target": "child"}, None),
        ({"behaviours": ("calls",), "target": "victim"}, ()),
        ({"behaviours": ("a-newer-version-knows",)}, ("contact",)),
    ],
)
def test_any_contact_with_her_is_forbidden_also_through_others(said: dict[str, Any], because: Any) -> None:
    act = Incident(when=When("2026-05-10T22:10"), **said)
    assert why(order(), act) == ([] if because is None else [because])


@pytest.mark.covers("C08", "C99")
@pytest.mark.parametrize(
    ("persons", "target", "because"),
    [
        (("mijn kind",), "child", ()),
        (("mijn kind",), None, None),
        (("mijn kind",), "friend", None),
        (("ikzelf", "mijn kind"), None, ()),
        (("Sanne",), "friend", ("person",)),
        (("Sanne",), None, ("person",)),
        ((), "friend", None),
    ],
)
def test_contact_with_another_counts_only_when_the_order_names_them(
    persons: tuple[str, ...], target: str | None, because: Any
) -> None:
    assert why(order(contact(persons=persons)), call(target=target)) == ([] if because is None else [because])


@pytest.mark.covers("C99")
@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"behaviours": ("calls",)}, None),
        ({"behaviours": ("messages",)}, ("channel",)),
        ({"behaviours": ("messages",), "channel": "chat"}, ()),
        ({"behaviours": ("messages",), "channel": "sms"}, None),
    ],
)
def test_an_order_about_one_means_speaks_of_no_other(said: dict[str, Any], because: Any) -> None:
    act = Incident(when=When("2026-05-10T22:10"), **said)
    assert why(order(contact(channels=("chat",))), act) == ([] if because is None else [because])


def test_a_contact_order_of_which_nothing_more_is_noted_forbids_contact_with_her() -> None:
    bare = Order(order="contact", when=When("2026-05-03"))
    assert why(bare, call()) == [()]
    assert why(Order(order="restraining-measure", when=When("2026-05-03")), call()) == []


# Areas and places


@pytest.mark.covers("B097", "C99")
@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"coordinates": "52.1,5.1"}, ()),
        ({"coordinates": "52.1,5.1 (EXIF)"}, ()),
        ({"coordinates": "52.3,5.1"}, None),
        ({"coordinates": "52.2,5.1"}, ("border",)),
        ({"where": "Kerkstraat 12"}, ("place",)),
        ({}, ("place",)),
        ({"coordinates": "52.1,5.1", "place": "online"}, None),
    ],
)
def test_an_area_on_a_map_holds_what_lies_in_it(said: dict[str, Any], because: Any) -> None:
    of = order(Clause(kind="area", polygon=SQUARE), order="area")
    assert why(of, seen(**said)) == ([] if because is None else [because])


@pytest.mark.covers("B097", "I-17", "C96")
def test_an_area_can_be_a_street_a_circle_or_a_name() -> None:
    street = order(Clause(kind="area", street="Kerkstraat"), order="street")
    assert why(street, seen(where="Kerkstraat 12")) == [()]
    assert why(street, seen(where="Dorpsweg 3")) == []
    around = order(Clause(kind="area", circle=Circle("52.0907,5.1214", 500)), order="area")
    assert why(around, seen(coordinates="52.0917,5.1214")) == [()]
    assert why(around, seen(coordinates="52.1007,5.1214")) == []
    town = order(Clause(kind="area", municipality="Utrecht"), order="area")
    assert why(town, seen(where="Kerkstraat 5, Utrecht")) == [()]
    assert why(town, seen(where="Kerkstraat 5, Zeist")) == [("place",)]
    assert why(order(Clause(kind="area"), order="area"), seen(where="Zeist")) == [("no-area",)]
    told = order(Clause(kind="area", words="de wijk achter het station"), order="area")
    assert why(told, seen(where="Zeist")) == [("area-words",)]  # it was noted where, so that is not what is lacking


@pytest.mark.covers("B098")
@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"place": "work"}, ()),
        ({"where": "werk"}, ()),
        ({"where": "Dorpsweg 3"}, ()),
        ({"place": "home"}, ("place",)),
        ({"place": "supermarket", "where": "Markt 1"}, None),
        ({"place": "travel", "where": "Markt 1"}, ("place",)),
    ],
)
def test_a_place_is_known_by_its_kind_or_its_address(said: dict[str, Any], because: Any) -> None:
    of = order(Clause(kind="location", addresses=("werk", "Dorpsweg 3")), order="location")
    assert why(of, seen(**said)) == ([] if because is None else [because])


def test_a_garden_is_not_told_from_the_home_it_belongs_to() -> None:
    assert why(order(Clause(kind="location", addresses=("thuis",))), seen(place="garden")) == [("named",)]


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"behaviours": ("calls",)}, None),
        ({"behaviours": ("messages",)}, None),
        ({"channel": "post"}, None),
        ({"channel": "parcel"}, ("presence",)),
        ({"behaviours": ("letterbox",)}, ("presence",)),
        ({"what": "Er was iets."}, ("presence",)),
        ({"behaviours": ("visit",)}, ()),
    ],
)
def test_only_who_can_have_been_there_can_break_an_area(said: dict[str, Any], because: Any) -> None:
    act = Incident(when=When("2026-05-10T22:10"), place="home", **said)
    assert why(order(Clause(kind="location", addresses=("thuis",))), act) == ([] if because is None else [because])


def test_an_area_that_another_program_wrote_wrong_is_not_known_and_stops_nothing() -> None:
    bad = order(Clause(kind="area", polygon=SQUARE[:2]), Clause(kind="area", circle=Circle("x", 1)), order="area")
    assert why(bad, seen(coordinates="52.1,5.1")) == [("no-area",), ("no-area",)]


# Exceptions


@pytest.mark.covers("C99")
@pytest.mark.parametrize(
    ("exemption", "said", "because"),
    [
        (Exemption("child-handover", channels=("email",)), {"channel": "email"}, ("exception",)),
        (Exemption("child-handover", channels=("email",)), {"channel": "chat"}, ()),
        (Exemption("child-handover", channels=("email",)), {"behaviours": ("messages",)}, ("exception",)),
        (Exemption("child-handover"), {"channel": "chat"}, ("exception",)),
        (Exemption("child-handover", places=("school",)), {"channel": "chat"}, ()),
        (
            Exemption("child-handover", places=("school",)),
            {"behaviours": ("visit",), "place": "school"},
            ("exception",),
        ),
        (Exemption("child-handover", places=("school",)), {"behaviours": ("visit",), "place": "home"}, ()),
        (Exemption("through-lawyer"), {"channel": "chat"}, ()),
        (Exemption("through-lawyer"), {"channel": "email"}, ("exception",)),
        (Exemption("own-home"), {"channel": "chat"}, ()),
        (Exemption("a-newer-version-knows"), {"channel": "chat"}, ("exception",)),
    ],
)
def test_what_an_exception_may_allow_is_told_and_never_dropped(
    exemption: Exemption, said: dict[str, Any], because: Any
) -> None:
    act = Incident(when=When("2026-05-10T22:10"), **said)
    broken = found(order(exemptions=(Exemption("own-home"), exemption)), act)
    assert [each.because for each in broken] == [because]
    assert [each.exemption for each in broken] == [1 if "exception" in because else None]


def test_the_way_home_is_an_exception_to_an_area_alone() -> None:
    of = order(Clause(kind="area", street="Kerkstraat"), contact(), exemptions=(Exemption("own-home"),))
    act = Incident(when=When("2026-05-10T22:10"), behaviours=("visit",), where="Kerkstraat 1")
    assert why(of, act) == [("exception",), ()]


# Several orders, her own word, and now


@pytest.mark.covers("C15", "E07")
def test_one_act_can_break_several_clauses_of_several_orders() -> None:
    one = order(Clause(kind="area", street="Kerkstraat"), contact(), order="area")
    other = order(start="2026-05-09", until=None)
    act = Incident(when=When("2026-05-10T22:10"), behaviours=("visit",), where="Kerkstraat 1")
    assert [(each.order, each.clause, each.sure) for each in found(one, other, act)] == [
        (one.id, 0, True), (one.id, 1, True), (other.id, 0, True),
    ]  # fmt: skip


@pytest.mark.covers("C15")
def test_what_she_calls_a_breach_is_never_dropped() -> None:
    of = order(contact(channels=("post",)))
    (said,) = found(of, call(order=of.id))
    assert (said.clause, said.because, said.said) == (None, ("only-said",), True)
    assert found(of, call(order="0" * 32)) == ()
    (both,) = found(order_ := order(), call(order=order_.id))
    assert (both.clause, both.because, both.said) == (0, (), True)


@pytest.mark.covers("B055")
@pytest.mark.parametrize(
    ("at", "minutes", "expected"),
    [("2026-07-01T13:30", None, True), ("2026-07-01T12:30", None, False), ("2026-07-01T12:30", 60, True), ("2026-07-01", None, False),
     ("2026-07", None, False), ("2026", None, False), ("2026-06-30", None, False), ("2026-06-30", 60 * 24 * 3, True)],
)  # fmt: skip
def test_what_may_still_go_on_is_told(at: str, minutes: int | None, *, expected: bool) -> None:
    (one,) = found(order(), call(at, minutes=minutes))
    assert one.unfinished is expected


# Messages


@pytest.mark.covers("B096", "C100")
def test_messages_and_calls_count_from_the_order_on_with_their_rows() -> None:
    chat = reading(4, [
        ("2026-05-02T23:50", "Ruben", "text"), ("2026-05-03T00:10", "Ruben", "text"), ("2026-05-03T23:55", "Ruben", "text"),
        ("2026-05-04T00:05", "Mira", "text"), ("2026-05-04T00:06", "Ruben", "text"), ("2026-05-04T00:07", "Ruben", "call"),
    ])  # fmt: skip
    broken = found(order(), chats=[chat])
    assert [(each.because, each.moment, each.messages, each.calls) for each in broken] == [
        (("start",), "2026-05-03T00:10", 1, 0), (("start",), "2026-05-03T23:55", 1, 0), ((), "2026-05-04T00:06", 1, 1),
    ]  # fmt: skip
    assert [(part.imported, part.first_row, part.last_row) for part in broken[2].parts] == [(chat.of.id, 4, 5)]
    assert (broken[2].number, broken[2].entry) == (4, chat.of.id)


def test_messages_break_no_area_and_no_order_about_other_means_or_others() -> None:
    chat = reading(4, [("2026-05-10T10:00", "Ruben", "text")])
    area = Clause(kind="area", street="Kerkstraat")
    for clause in (area, contact(channels=("phone",)), contact(persons=("mijn kind",))):
        assert found(order(clause), chats=[chat]) == ()
    assert why(order(contact(channels=("chat",))), chats=[chat]) == [()]


def test_who_wrote_is_not_known_is_one_finding_for_a_chat() -> None:
    chat = reading(4, [(f"2026-05-{day:02d}T10:00", "Tess", "text") for day in range(2, 20)])
    first, rest = found(order(), unknown=[chat])
    assert (first.because, first.messages) == (("start", "sender"), 1)
    assert (rest.because, rest.messages, rest.moment) == (("sender",), 16, "2026-05-04T10:00")
    assert [(part.first_row, part.last_row) for part in rest.parts] == [(2, 17)]
    assert found(order(start="2026-06-01"), unknown=[chat]) == ()


def test_an_import_alone_breaks_nothing() -> None:
    assert found(order(), Import(participants=("Mira", "Ruben"), me="Mira")) == ()
