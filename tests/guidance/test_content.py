"""The content itself: complete, sourced, in our own words, and about nobody as he or she."""

from __future__ import annotations

import re

import pytest

from houvast.guidance import load, names
from houvast.words import phrases
from proofread import DOMAIN, ITEMS, SOURCED, TEXTS, copied, seeds, sentences, words_of

UNWANTED = {
    "helaas", "gefeliciteerd", "slachtofferrol", "gewoon", "simpelweg", "natuurlijk", "echter", "middels", "teneinde", "indien",
    "betreffende", "omtrent", "desbetreffende", "conform", "derhalve", "doch", "reeds", "tevens", "alsmede", "zulks",
}  # fmt: skip
BROCHURE = "Als u wordt gestalkt"  # its name
FORMAL = ("letters", "stop-message")  # what she hands or sends to somebody who is not to be called *je*


def numbers(first: int, last: int) -> set[str]:
    return {f"C{number:02d}" for number in range(first, last + 1)}


@pytest.mark.parametrize(
    ("listing", "expected"),
    [("behaviours", numbers(40, 71)), ("evidence-kinds", numbers(16, 27))],
)
def test_every_number_of_the_inventory_is_covered_exactly_once(listing: str, expected: set[str]) -> None:
    found = [domain for item in load(listing) for domain in item.domain]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("channels", {"C72"}),
        ("places", {"C73"}),
        ("effects", {"C88", "C89", "C90", "C91", "C92", "C93", "C94", "C95", "A06"}),
        ("targets", {"C08"}),
        ("witness-kinds", {"C06"}),
        ("police-outcomes", {"C101"}),
        ("police-channels", {"C101"}),
    ],
)
def test_a_list_carries_the_numbers_it_is_for(listing: str, expected: set[str]) -> None:
    assert {domain for item in load(listing) for domain in item.domain} == expected


def test_the_means_of_a_behaviour_is_a_channel_we_offer() -> None:
    channels = {item.id for item in load("channels").offered}
    assert {item.own["means"] for item in load("behaviours") if "means" in item.own} <= channels


@pytest.mark.covers("C89", "I-24")
def test_the_nine_complaints_are_nine() -> None:
    assert sum("C89" in item.domain for item in load("effects")) == 9


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        (
            "channels",
            (
                "phone voicemail sms chat email social-media post parcel in-person via-others via-children "
                "internet-orders review-site hacked-account"
            ),
        ),
        ("places", "home garden shed travel work online school supermarket elsewhere"),
        ("targets", "victim child family friend colleague"),
        ("police-outcomes", "advice sent-away arrested recorded follow-up"),
        ("police-channels", "phone-0900 station emergency-112 online wijkagent"),
    ],
)
def test_ids_that_stand_in_dossiers_stay(listing: str, expected: str) -> None:
    assert [item.id for item in load(listing)] == expected.split()


def test_a_source_can_be_found_in_its_seed() -> None:
    plain = {name: " ".join(words_of(text)) for name, text in seeds().items()}
    anchors = [(at, re.fullmatch(r'(S\d) "(.+)"', source)) for at, item in SOURCED for source in item.source]
    assert [at for at, found in anchors if found and " ".join(words_of(found[2])) not in plain[found[1]]] == []


def test_every_domain_id_stands_in_the_inventory() -> None:
    if not DOMAIN.is_file():
        pytest.skip("shared design is not beside the checkout")
    numbered = set(re.findall(r"^\| (\S+) \|", DOMAIN.read_text(encoding="utf-8"), re.MULTILINE))
    assert [at for at, item in SOURCED if not all(each in numbered or each[0] == "E" for each in item.domain)] == []


def test_no_eight_words_in_a_row_come_from_the_seeds() -> None:
    anchors = [(at, source) for at, item in SOURCED for source in item.source]
    assert copied([*TEXTS, *((at, " ".join(item.aliases)) for at, item in ITEMS), *anchors]) == []


def test_a_planted_copy_of_a_seed_is_found() -> None:
    words = seeds()["S0"].split()
    assert copied([("planted", "Zo gaat het: " + " ".join(words[400:410]) + " en verder.")]) != []


@pytest.mark.covers("K06", "I-23")
def test_nobody_is_he_or_she() -> None:
    assert [(at, text) for at, text in TEXTS if {"hij", "hem", "diens"} & set(words_of(text))] == []


@pytest.mark.covers("K08")
def test_the_tone_is_calm() -> None:
    assert [(at, text) for at, text in TEXTS if "!" in text or UNWANTED & set(words_of(text))] == []


@pytest.mark.covers("K05", "I-23", "J67")
def test_only_letters_say_u() -> None:
    plain = [(at, text.replace(BROCHURE, "")) for at, text in TEXTS if at.split(":")[0] not in FORMAL]
    assert [(at, text) for at, text in plain if {"u", "uw"} & set(words_of(text))] == []


@pytest.mark.covers("K07")
def test_sentences_are_short() -> None:
    lengths: dict[str, list[int]] = {}
    for at, text in TEXTS:
        lengths.setdefault(at.split(":")[0], []).extend(sentences(text))
    assert {name: max(each) for name, each in lengths.items() if max(each) > 25} == {}
    assert {name: sum(each) / len(each) for name, each in lengths.items() if sum(each) / len(each) > 15} == {}


def test_a_hint_is_a_sentence_and_a_label_is_not() -> None:
    for name in names():
        for item in load(name):
            assert not item.nl.endswith("."), item.id
            assert item.hint is None or item.hint.endswith((".", "?")), item.id


# The lists of which a person chooses while she writes: these are there in English.
IN_ENGLISH = {
    "behaviours", "channels", "effects", "evidence-kinds", "places", "police-channels", "police-outcomes", "reveals", "settings",
    "targets", "witness-kinds",
}  # fmt: skip


@pytest.mark.covers("K12")
def test_every_text_has_its_english() -> None:
    missing = [at for at, text in TEXTS if at.split(":")[0] in IN_ENGLISH and not phrases("en").has(text)]
    assert missing == [], "add them to src/houvast/locale/en/LC_MESSAGES/houvast.po"
