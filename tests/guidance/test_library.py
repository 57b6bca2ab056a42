"""The library as a caller meets it: lists by name, items by id, items by any word a person types."""

from __future__ import annotations

import pytest

from houvast.errors import UnknownContentError, UnknownListError
from houvast.guidance import Catalogue, closest, filled, load, names, setting
from houvast.words import LANGUAGES


def test_every_list_that_others_code_against_is_there() -> None:
    assert set(names()) >= {
        "behaviours", "channels", "effects", "evidence-kinds", "places", "police-channels",
        "police-outcomes", "settings", "targets", "witness-kinds",
    }  # fmt: skip


def test_a_list_is_read_once_per_process() -> None:
    assert load("channels") is load("channels")


def test_a_list_keeps_the_order_of_its_file() -> None:
    assert [item.id for item in load("places")][:3] == ["home", "garden", "shed"]
    assert [item.id for item in load("behaviours")][-1] == "other"


def test_an_item_is_found_by_its_id() -> None:
    item = load("behaviours").get("calls")
    assert (item.nl, item.domain, item.status) == ("Bellen", ("C43",), "valid")


@pytest.mark.parametrize(
    ("listing", "word", "expected"),
    [
        ("behaviours", "calls", "calls"),
        ("behaviours", "BELLEN", "calls"),
        ("behaviours", "appen", "messages"),
        ("behaviours", "  onverwacht   aan de deur ", "visit"),
        ("channels", "whatsapp", "chat"),
        ("channels", "Voicemail", "voicemail"),
        ("places", "op het werk", "work"),
        ("police-channels", "112", "emergency-112"),
        ("targets", "ik", "victim"),
    ],
)
def test_a_word_a_person_types_finds_its_item(listing: str, word: str, expected: str) -> None:
    assert load(listing).find(word).id == expected


def test_a_word_is_not_guessed_but_near_ones_are_named() -> None:
    with pytest.raises(UnknownContentError) as caught:
        load("channels").find("whatsap")
    assert (caught.value.listing, caught.value.word) == ("channels", "whatsap")
    assert "whatsapp" in caught.value.close


def test_a_word_like_nothing_names_no_near_ones() -> None:
    with pytest.raises(UnknownContentError) as caught:
        load("channels").find("qqqqqqqq")
    assert caught.value.close == ()


def test_an_id_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UnknownContentError):
        load("channels").get("pigeon")


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UnknownListError) as caught:
        load("pigeons")
    assert caught.value.name == "pigeons"


def test_a_label_is_shown_in_the_language_of_the_reader() -> None:
    assert load("behaviours").label("calls") == "Bellen"
    assert load("behaviours").label("calls", "en") == "Calling"


def test_an_id_from_a_later_version_is_shown_as_it_is() -> None:
    assert load("behaviours").label("drone", "en") == "drone"


def test_a_withdrawn_item_can_be_shown_but_not_chosen() -> None:
    kept, *rest = load("places")
    withdrawn = type(kept)(**{name: getattr(kept, name) for name in kept.__slots__} | {"status": "withdrawn"})
    catalogue = Catalogue("places", (withdrawn, *rest))
    assert catalogue.get("home").nl == "Thuis"
    assert "home" in catalogue
    assert withdrawn not in catalogue.offered
    with pytest.raises(UnknownContentError):
        catalogue.find("thuis")


def test_a_setting_is_a_number_a_rule_can_use() -> None:
    assert setting("burst-gap") == 60
    assert setting("typed-at-the-time") == 24


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_label_finds_its_own_item_in_every_language(lang: str) -> None:
    lost = [
        f"{name}: {item.id}"
        for name in names()
        for item in load(name).offered
        if load(name).find(load(name).label(item.id, lang)) != item
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("word", "lists", "expected"),
    [
        ("voicemial", ["behaviours", "channels"], "voicemail"),
        ("stond voor mijn deur", ["behaviours"], "aan de deur"),
        ("opwagten", ["behaviours"], "opwachten"),
        ("hij stond in de straat", ["behaviours"], "in de straat"),
        ("waitng for you or spying", ["behaviours"], "waiting for you or spying"),
        ("onderwg", ["places"], "onderweg"),
    ],
)
def test_the_likest_word_is_named_first(word: str, lists: list[str], expected: str) -> None:
    assert closest(word, *map(load, lists))[0] == expected


def test_one_item_is_named_once() -> None:
    found = closest("gehackt acount", load("channels"))
    assert len({load("channels").find(word).id for word in found}) == len(found)


def test_a_number_in_a_text_is_that_of_the_setting() -> None:
    assert filled("Na {two-weeks} dagen.") == "Na 14 dagen."


def test_what_she_said_goes_before_a_setting_and_the_rest_stays_to_be_filled_in() -> None:
    assert (
        filled("{n} keer in {two-weeks} dagen, door {naam}.", {"n": 3, "two-weeks": 20})
        == "3 keer in 20 dagen, door {naam}."
    )
