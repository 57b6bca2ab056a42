"""What a proofreader would look for in every text, looked for each time: copies, length, tone, numbers that age, what points nowhere."""

from __future__ import annotations

import re

import pytest

from houvast.guidance import load, names, routes, shown
from houvast.guidance.shapes import FILLED
from proofread import SEEDS, TEXTS, copied, seeds, sentences, words_of

ITEMS = [(f"{name}/{item.id}", name, item) for name in names() for item in load(name)]
# Members that name items of another list, or of their own; the loader refuses what is not there.
POINTERS = {
    "see": ("explanations", "faq"),
    "help": ("directory",),
    "first": ("measures",),
    "accessible": ("directory",),
    "measures": ("measures",),
}
SURE = {"112", "0800-2000", "0900-8844"}


@pytest.mark.parametrize("seed", ["S0", "S1", "S2", "S3", "S4"])
def test_a_copy_of_any_seed_is_found_whatever_its_case_and_marks(seed: str) -> None:
    words = words_of(seeds()[seed])
    middle = len(words) // 2
    planted = ", ".join(words[middle : middle + 8]).upper() + "."
    assert copied([("planted", f"Let op: {planted}")]) != []
    assert copied([("planted", ", ".join(words[middle : middle + 7]) + " iets anders")]) == []


def test_an_anchor_is_a_phrase_and_no_sentence() -> None:
    anchors = [(at, re.fullmatch(r'S\d "(.+)"', source)) for at, _, item in ITEMS for source in item.source]
    assert [at for at, found in anchors if found and len(words_of(found[1])) > 7] == []


def test_no_text_is_hard_to_read() -> None:
    """Each text by itself, of two sentences or more: fifteen words a sentence at most, on average."""
    lengths = {at: [each for text in shown(name, item) for each in sentences(text)] for at, name, item in ITEMS}
    assert {at: each for at, each in lengths.items() if len(each) > 1 and sum(each) / len(each) > 15} == {}


def test_the_stalker_is_neither_he_nor_she_nor_both() -> None:
    """*Zij* may be several people: only before a verb of one, or beside *hij*, is it the stalker."""
    found = re.compile(
        r"\b(hij|hem|diens|haar|hij/zij|zijn/haar|zij (is|was|heeft|had|wil|kan|zegt|doet|komt))\b", re.IGNORECASE
    )
    assert [(at, text) for at, text in TEXTS if found.search(text)] == []


def test_no_text_says_dient_te_nor_shouts() -> None:
    assert [(at, text) for at, text in TEXTS if re.search(r"\bdient\b.*\bte\b", text)] == []
    shouted = re.compile(r"\b[A-ZÀ-Þ]{4,}\b")
    names_of_things = {"AWARE", "MIND", "LANGZS", "PKVW"}
    assert [(at, text) for at, text in TEXTS if set(shouted.findall(text)) - names_of_things] == []


def test_what_stands_in_braces_is_a_setting_a_field_or_filled_in() -> None:
    settings = {item.id for item in load("settings")}
    for at, name, item in ITEMS:
        fields = {each["id"] for each in item.own.get("fields", ())}
        known = settings | fields | set(FILLED.get(name, ()))
        assert {each for text in shown(name, item) for each in re.findall(r"\{([^}]*)\}", text)} <= known, at
    for road in routes.names():
        used = {each for text in routes.shown(routes.load(road)) for each in re.findall(r"\{([^}]*)\}", text)}
        assert used <= settings, road


def test_a_term_is_never_written_in_a_text() -> None:
    """Days, weeks and amounts that may change are settings or figures; a figure, an age and an example are not."""
    term = re.compile(
        r"\b(\d+|twee|drie|vier|vijf|zes|acht|tien|veertien|negentig) (dagen|weken|maanden|euro)\b", re.IGNORECASE
    )
    elsewhere = [
        (at, text) for at, text in TEXTS if not at.startswith(("figures", "settings")) and "bijvoorbeeld" not in text
    ]
    assert [(at, text) for at, text in elsewhere if term.search(text)] == []


def test_what_a_text_points_to_is_offered_and_something_else() -> None:
    for at, name, item in ITEMS:
        for member, lists in POINTERS.items():
            for each in item.own.get(member, ()):
                offered = [one.id for listing in lists for one in load(listing).offered]
                assert each in offered, (at, member, each)
                assert (name not in lists) or each != item.id, at


def independent(item_sources: tuple[str, ...]) -> set[str]:
    """The seeds and outside facts among these sources; what we derived or chose is none."""
    return {found[1] for each in item_sources if (found := re.match(r"(S\d|X\d\d)\b", each))}


@pytest.mark.covers("J65", "I-44")
def test_a_number_is_sure_only_when_it_is_one_of_three_or_two_sources_agree() -> None:
    phones = [(item, phone) for _, name, item in ITEMS if name == "directory" for phone in item.own.get("phones", ())]
    assert {phone["number"] for _, phone in phones if phone["status"] == "valid"} >= SURE
    for item, phone in phones:
        sure = phone["number"] in SURE or len(independent((*item.source, phone["source"]))) > 1
        assert phone["status"] == "doubtful" or sure, item.id


@pytest.mark.covers("J65", "J69")
@pytest.mark.parametrize("listing", ["directory", "figures"])
def test_what_ages_is_doubtful_unless_two_sources_agree(listing: str) -> None:
    aging = [item for item in load(listing) if {"site", "mail", "phones", "year"} & set(item.own)]
    assert aging
    assert [item.id for item in aging if item.status == "valid" and len(independent(item.source)) < 2] == []


@pytest.mark.covers("J65", "E21")
def test_nothing_we_ship_is_said_to_be_checked() -> None:
    assert [at for at, _, item in ITEMS if item.checked is not None] == []


@pytest.mark.covers("H12", "H13", "A48")
def test_what_is_hard_to_read_says_so_before_it_opens() -> None:
    heavy = [(at, item) for at, _, item in ITEMS if {"H12", "H13", "A48"} & set(item.domain)]
    assert len(heavy) >= 3
    assert [at for at, item in heavy if not (item.own.get("warning") and item.own.get("heads_up"))] == []


def test_the_seeds_are_read_when_they_are_there() -> None:
    if not SEEDS.is_dir():
        pytest.skip("shared seeds are not beside the checkout")
    assert {"S0", "S1", "S2", "S3", "S4"} <= set(seeds())
