"""Whom to call: 112 on top, by relation, need, hour, language, without hearing; nobody gets an empty answer."""

from __future__ import annotations

import itertools

import pytest

from houvast import guidance
from houvast.insight.directory import Asked, places

DIRECTORY = tuple(guidance.load("directory"))
NEEDS = [None, *(item.id for item in guidance.load("needs"))]
LANGUAGES = [None, "nl", "en", "fr", "pl", "tr", "ar"]


def ids(asked: Asked) -> list[str]:
    return [each.of.id for each in places(DIRECTORY, asked)]


@pytest.mark.covers("B053", "K11", "J77", "J80", "B140")
@pytest.mark.parametrize("need", NEEDS)
def test_112_comes_first_and_both_numbers_are_always_there(need: str | None) -> None:
    for language, deaf, hour in itertools.product(LANGUAGES, (False, True), (3, 14)):
        found = ids(Asked(need=need, language=language, deaf=deaf, hour=hour))
        assert found[0] == "emergency"
        assert {"police", "veilig-thuis"} <= set(found)
        assert len(set(found)) == len(found)


@pytest.mark.covers("B115", "I-14", "J80")
def test_the_police_comes_first_for_a_stranger_and_veilig_thuis_for_whom_it_is() -> None:
    def order(scope: set[str]) -> list[str]:
        return [
            each
            for each in ids(Asked(need="danger", scope=frozenset(scope), hour=14))
            if each in ("police", "veilig-thuis")
        ]

    assert order(set()) == ["police", "veilig-thuis"]
    assert order({"family"}) == ["police", "veilig-thuis"]
    assert order({"ex-partner"}) == ["veilig-thuis", "police"]
    assert order({"dependent"}) == ["veilig-thuis", "police"]


@pytest.mark.covers("J26", "K13", "F02", "F04", "X17")
def test_who_cannot_hear_gets_what_reaches_help_without_a_voice() -> None:
    deaf, hearing = ids(Asked(deaf=True, hour=14)), ids(Asked(hour=14))
    assert set(deaf[:3]) == {"emergency", "emergency-deaf", "app-112nl"}
    assert "police-deaf" in deaf
    assert "police-deaf" not in hearing
    shown = {each.of.id: [one.id for one in each.instead] for each in places(DIRECTORY, Asked())}
    assert shown["emergency"] == ["emergency-deaf", "app-112nl"]
    assert shown["police"] == ["police-deaf"]


@pytest.mark.covers("J26", "K12")
def test_a_language_keeps_who_speaks_it() -> None:
    found = ids(Asked(need="danger", language="ar"))
    assert "app-112nl" in found
    assert "emergency-deaf" not in found
    assert "slachtofferhulp" not in ids(Asked(need="practical", language="tr"))


@pytest.mark.covers("J80")
def test_at_night_who_is_there_comes_before_who_is_perhaps_not() -> None:
    by_night, by_day = (ids(Asked(need="talk", hour=hour)) for hour in (3, 14))
    assert by_night.index("luisterlijn") < by_night.index("slachtofferhulp")
    assert by_day.index("slachtofferhulp") < by_day.index("luisterlijn")


@pytest.mark.covers("B115", "J80", "K11")
@pytest.mark.parametrize("hour", range(24))
def test_whatever_the_hour_the_police_and_veilig_thuis_come_right_after_112(hour: int) -> None:
    assert ids(Asked(hour=hour))[:3] == ["emergency", "police", "veilig-thuis"]
    assert ids(Asked(scope=frozenset({"ex-partner"}), hour=hour))[:3] == ["emergency", "veilig-thuis", "police"]


@pytest.mark.parametrize(("hour", "night"), [(22, False), (23, True), (0, True), (5, True), (6, False), (None, False)])
def test_when_it_is_night(hour: int | None, *, night: bool) -> None:
    assert Asked(hour=hour).is_night is night


@pytest.mark.covers("B140", "F08")
def test_an_organisation_of_a_region_is_only_for_who_lives_there() -> None:
    assert "veilig-thuis-utrecht" in ids(Asked(region="utrecht"))
    assert "veilig-thuis-utrecht" not in ids(Asked())
    assert "veilig-thuis-utrecht" not in ids(Asked(region="hart-van-brabant"))


@pytest.mark.covers("I-40", "I-41", "I-44", "J65", "E21")
def test_a_doubtful_number_is_marked_and_a_sure_one_is_not() -> None:
    marked = {phone.number: phone.doubtful for each in places(DIRECTORY, Asked(need="legal")) for phone in each.phones}
    assert marked["112"] is False
    assert marked["0800-2000"] is False
    assert marked["0800-8020"] is True


def test_what_is_not_known_of_hours_is_not_said_to_be_always() -> None:
    always = {phone.number: phone.always for each in places(DIRECTORY, Asked(need="talk")) for phone in each.phones}
    assert always["0800-2000"] is True
    assert always["0900-0101"] is None


def test_nobody_is_sent_to_who_is_not_for_her() -> None:
    assert "kindertelefoon" not in ids(Asked(need="talk"))
    assert "reclassering" not in ids(Asked(need="who-stalks-help"))
    assert "reclassering" in ids(Asked(need="who-stalks-help", reader="who-stalks"))
