"""Dutch addresses as people type them: what is the same, what is not, and what cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.insight import addresses
from houvast.insight.addresses import Address, Match, Words, compared, read, street


def same_address(ordered: str, said: str) -> Match:
    return compared(read(ordered, is_street=True), Words(said))


def on_street(ordered: str, said: str) -> Match:
    return compared(street(ordered), Words(said))


def names(area: str, said: str) -> Match:
    return addresses.names(area, Words(said))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kerkstraat 12", Address("kerkstraat", "12")),
        ("kerkstr. 12-a", Address("kerkstraat", "12", "a")),
        ("KERKSTRAAT 12A", Address("kerkstraat", "12", "a")),
        ("Kerkstraat 12, 3511 AB Utrecht", Address("kerkstraat", "12", None, "3511ab", "utrecht")),
        ("Kerkstraat 12 3511ab Utrecht", Address("kerkstraat", "12", None, "3511ab", "utrecht")),
        ("Kerkstraat 12 Utrecht", Address("kerkstraat", "12", None, None, "utrecht")),
        ("Plein 1944 12", Address("plein1944", "12")),
        ("1e van Swindenstraat 10 hs, Amsterdam", Address("1evanswindenstraat", "10", "hs", None, "amsterdam")),
        ("Kerkstraat 12bis", Address("kerkstraat", "12", "bis")),
        ("Van Swindenstraat 10", Address("vanswindenstraat", "10")),
        ("St. Jansstraat 3", Address("sintjansstraat", "3")),
        ("op de Kerkstraat", Address("kerkstraat")),
        ("Kerkstraat 12, 's-Gravenhage", Address("kerkstraat", "12", None, None, "den haag")),
        ("hoek Kerkstraat en Dorpsweg", None),
        ("bij de bushalte", None),
        ("tegenover Kerkstraat 12", None),
        ("", None),
    ],
)
def test_an_address_is_read_into_its_parts(text: str, found: Address | None) -> None:
    assert read(text) == found


@pytest.mark.covers("B098", "C99")
@pytest.mark.parametrize(
    ("ordered", "said", "found"),
    [
        ("Kerkstraat 12", "kerkstr. 12", "yes"),
        ("Kerkstraat 12", "op Kerkstraat 12", "yes"),
        ("Kerkstraat 12-a", "Kerk straat 12 A", "yes"),
        ("Kerkstraat 12, 3511 AB Utrecht", "kerkstr 12 3511ab", "yes"),
        ("Kerkstraat 12, Utrecht", "Kerkstraat 12, utrecht", "yes"),
        ("Kerkstraat 12", "Kerkstraat 14", "no"),
        ("Kerkstraat 12, Utrecht", "Kerkstraat 12, Zeist", "no"),
        ("Kerkstraat 12, 3511 AB", "Kerkstraat 12, 1017 GC Amsterdam", "no"),
        ("Kerkstraat 12-a", "Kerkstraat 12-b", "no"),
        ("Kerkstraat 12", "Dorpsweg 12", "no"),
        ("Kerkstraat 12, Utrecht", "Kerkstraat 12", "town"),
        ("Kerkstraat 12", "Kerkstraat 12, Utrecht", "town"),
        ("Kerkstraat 12", "kerkstr. 12-a", "number"),
        ("Kerkstraat 12", "in de Kerkstraat", "number"),
        ("Kerkstraat 12", "Kerstraat 12", "spelling"),
        ("Kerkstraat 12, Utrecht", "Kerkstraat 12, Utrect", "spelling"),
        ("Kerkstraat 12, 3511 AB", "Kerklaan 12, 3511 AB", "spelling"),
        ("Kerkstraat 12", "tegenover Kerkstraat 12", "named"),
        ("Kerkstraat 12", "bij de bushalte", "place"),
        ("Kerkstraat 12", "Kerkstraat nummer 12", "yes"),
        ("Kerkstraat 12", "Kerkstraat 10-14", "number"),
        ("Kerkstraat 10-14", "Kerkstraat 12", "number"),
        ("Kerkstraat 12", "Kerkstraat 8-10", "no"),
    ],
)
def test_an_address_is_compared_by_its_parts(ordered: str, said: str, found: str) -> None:
    assert same_address(ordered, said) == found


@pytest.mark.covers("B097")
@pytest.mark.parametrize(
    ("ordered", "said", "found"),
    [
        ("Kerkstraat", "kerkstraat 5", "yes"),
        ("Kerkstraat", "Kerkstraat", "yes"),
        ("Kerkstraat, 3511 AB", "Kerkstraat 99, 3511 CD", "yes"),
        ("Kerkstraat, Utrecht", "Kerkstraat 5, Utrecht", "yes"),
        ("Kerkstraat, Utrecht", "Kerkstraat 5, Zeist", "no"),
        ("Kerkstraat", "Kerkstraat 5, Zeist", "town"),
        ("Kerkstraat", "hoek Kerkstraat en Dorpsweg", "named"),
        ("Kerkstraat", "Dorpsweg 3", "no"),
        ("Kerkstraat", "in de bus", "place"),
    ],
)
def test_a_street_holds_its_numbers_and_two_towns_can_have_one(ordered: str, said: str, found: str) -> None:
    assert on_street(ordered, said) == found


@pytest.mark.covers("B097")
@pytest.mark.parametrize(
    ("area", "said", "found"),
    [
        ("Utrecht", "Kerkstraat 5, Utrecht", "yes"),
        ("gemeente Utrecht", "in Utrecht", "yes"),
        ("Noord-Holland", "ergens in noord-holland", "yes"),
        ("Utrecht", "Utrechtseweg 3, Zeist", "place"),
        ("Utrecht", "trein naar Utrecht", "named"),
        ("Utrecht", "Kerkstraat 5", "place"),
        ("", "Utrecht", "place"),
    ],
)
def test_a_larger_area_is_known_by_its_name_alone(area: str, said: str, found: str) -> None:
    assert names(area, said) == found


@pytest.mark.covers("B097", "B098")
@pytest.mark.parametrize(
    "said",
    [
        "op het plein", "in het park", "thuis op het erf", "ons pad", "in onze straat", "mijn straat", "achterpad", "oprit 1",
        "voordeur van nummer 12", "buurman van 14", "de flat aan het singel", "mijn voortuin bij de dam", "supermarkt", "nummer 12",
    ],
)  # fmt: skip
def test_what_can_be_in_any_street_is_never_somewhere_else(said: str) -> None:
    assert same_address("Kerkstraat 12", said) == on_street("Kerkstraat", said) == "place"


@pytest.mark.parametrize(
    "said", ["Grote Markt", "Dorpsweg 3", "Damrak 3, Amsterdam", "Markt 5, Delft", "Laan van Meerdervoort 3, Den Haag"]
)
def test_another_street_is_somewhere_else(said: str) -> None:
    assert same_address("Kerkstraat 12", said) == on_street("Kerkstraat", said) == "no"


@given(st.text(), st.text())
def test_whatever_was_typed_can_be_compared(ordered: str, said: str) -> None:
    for compare in (same_address, on_street, names):
        assert compare(ordered, said) in {"yes", "no", "town", "number", "spelling", "named", "place"}


@given(st.sampled_from(["straat", "laan", "weg"]), st.integers(1, 99998), st.sampled_from(["", "-b", " bis", "c"]))
def test_an_address_is_the_same_as_itself_however_it_is_spaced(kind: str, number: int, addition: str) -> None:
    said = f"Molen{kind} {number}{addition}"
    assert same_address(said, f"  {said.upper()} ".replace(" ", "  ")) == "yes"
    assert same_address(said, f"Molen{kind} {number + 1}{addition}") == "no"


def test_a_long_text_costs_no_more_than_a_short_one() -> None:
    assert same_address("Kerkstraat 12", "a " * 1_000_000 + "Kerkstraat 12") == "place"
