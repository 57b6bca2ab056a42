"""The content itself: complete, sourced, in our own words, and about nobody as he or she."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from houvast.guidance import load, names, shown
from houvast.words import phrases

SHARED = Path(__file__).parents[2].parent / "shared"
DOMAIN = SHARED / "design" / "domain.md"
SEEDS = SHARED / "seeds"

ITEMS = [(f"{name}:{item.id}", item) for name in names() for item in load(name)]
TEXTS = [(f"{name}:{item.id}", text) for name in names() for item in load(name) for text in shown(name, item)]


def numbers(first: int, last: int) -> set[str]:
    return {f"C{number:02d}" for number in range(first, last + 1)}


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w’']+", text.casefold())


def runs_of_six(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}


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
        ("effects", {"C88", "C89", "C91"}),
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
        ("police-outcomes", "advice sent-away arrested recorded"),
        ("police-channels", "phone-0900 station emergency-112 online wijkagent"),
    ],
)
def test_ids_that_stand_in_dossiers_stay(listing: str, expected: str) -> None:
    assert [item.id for item in load(listing)] == expected.split()


def test_a_source_can_be_found_in_the_inventory() -> None:
    if not DOMAIN.is_file():
        pytest.skip("shared design is not beside the checkout")
    inventory = DOMAIN.read_text(encoding="utf-8")
    anchors = [(at, re.fullmatch(r'(S\d) "(.+)"', source)) for at, item in ITEMS for source in item.source]
    assert [at for at, found in anchors if found and not is_anchor(inventory, found[1], found[2])] == []
    numbered = set(re.findall(r"^\| (\S+) \|", inventory, re.MULTILINE))
    assert [at for at, item in ITEMS if set(item.domain) - numbered] == []


def is_anchor(inventory: str, seed: str, phrase: str) -> bool:
    return re.search(rf'{seed} "[^"|]*{re.escape(phrase)}', inventory) is not None


def test_no_six_words_in_a_row_come_from_the_seeds() -> None:
    if not SEEDS.is_dir():
        pytest.skip("shared seeds are not beside the checkout")
    seeds = runs_of_six(" ".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))))
    ours = [
        *TEXTS,
        *((at, " ".join(item.aliases)) for at, item in ITEMS),
        *((at, source) for at, item in ITEMS for source in item.source),
    ]
    assert [at for at, text in ours if runs_of_six(text) & seeds] == []


def test_nobody_is_he_or_she() -> None:
    pronouns = {"hij", "zij", "hem", "haar", "zijn", "hen", "hun"}
    assert [at for at, text in TEXTS if pronouns & set(words_of(text))] == []


def test_the_tone_is_calm() -> None:
    unwanted = {"helaas", "slachtoffer", "dader", "u", "uw", "gefeliciteerd"}
    assert [at for at, text in TEXTS if "!" in text or unwanted & set(words_of(text))] == []


def test_sentences_are_short() -> None:
    hints = [item.hint for name in names() for item in load(name) if item.hint]
    lengths = [len(words_of(sentence)) for hint in hints for sentence in re.split(r"[.?:]\s*", hint) if sentence]
    assert sum(lengths) / len(lengths) <= 15
    assert max(lengths) <= 20


def test_a_hint_is_a_sentence_and_a_label_is_not() -> None:
    for name in names():
        for item in load(name):
            assert not item.nl.endswith("."), item.id
            assert item.hint is None or item.hint.endswith("."), item.id


def test_every_text_has_its_english() -> None:
    missing = [at for at, text in TEXTS if not phrases("en").has(text)]
    assert missing == [], "add them to src/houvast/locale/en/LC_MESSAGES/houvast.po"
