"""What the loader refuses, each page named by its fault; the error says which file, line and item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from houvast.errors import ContentRefusedError
from houvast.guidance import Checked, read
from houvast.guidance.checks import REASONS, keeps_pace

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
- id: home
  domain: [C73]
  source: 'S4 "thuis, elders"'
  status: valid
  nl: Thuis
  aliases: [huis]
"""
SETTING = """\
- id: burst-gap
  domain: [C46]
  source: 'own choice, 2026-11-22: it reads well'
  status: valid
  nl: Zo lang
  value: 60
  unit: minutes
"""
BEHAVIOUR = """\
- id: calls
  domain: [C43]
  source: 'S0 "kan u vaak bellen"'
  status: valid
  nl: Bellen
"""
SECOND = GOOD.replace("home", "garden").replace("Thuis", "Tuin").replace("huis", "buiten")

FAULTS = {
    "not-yaml": "- id: [home\n",
    "not-a-list": "id: home\n",
    "key-twice": GOOD + "  nl: Huis\n",
    "unknown-key": GOOD + "  colour: green\n",
    "wrong-id": GOOD.replace("id: home", "id: Home Sweet"),
    "no-label": GOOD.replace("nl: Thuis", "nl: ''"),
    "wrong-text": GOOD + "  hint: 12\n",
    "wrong-aliases": GOOD.replace("[huis]", "[huis, yes]"),
    "no-domain": GOOD.replace("[C73]", "[]"),
    "unknown-domain": GOOD.replace("[C73]", "[Q73]"),
    "no-source": GOOD.replace("  source: 'S4 \"thuis, elders\"'\n", ""),
    "unclear-source": GOOD.replace("'S4 \"thuis, elders\"'", "somebody told me"),
    "unclear-date": GOOD + "  stated: yesterday\n",
    "nobody-checked": GOOD + "  checked: {when: 2026-11-22}\n",
    "unknown-status": GOOD.replace("status: valid", "status: fine"),
    "word-twice": GOOD + SECOND.replace("[buiten]", "[HUIS]"),
    "missing-member": SETTING.replace("  unit: minutes\n", ""),
    "wrong-member": BEHAVIOUR + "  means: pigeon\n",
    "unknown-number": GOOD + "  hint: Na {two-weeks} dagen.\n",
    "wrong-search": GOOD + "  hint: Daarom.\n",
    "runs-away": GOOD + "  patterns: ['(a{1,9}){1,9}']\n",
}
LISTS = {"missing-member": "settings", "wrong-member": "behaviours", "wrong-search": "reveals", "runs-away": "reveals"}


def refused(tmp_path: Path, text: str, name: str = "places.yaml") -> ContentRefusedError:
    page = tmp_path / name
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ContentRefusedError) as caught:
        read(page)
    assert caught.value.path == str(page)
    return caught.value


def test_a_good_page_is_read(tmp_path: Path) -> None:
    page = tmp_path / "places.yaml"
    page.write_text(GOOD + SECOND, encoding="utf-8")
    assert [item.nl for item in read(page)] == ["Thuis", "Tuin"]


def test_every_reason_has_a_page_here() -> None:
    assert set(FAULTS) == set(REASONS)


@pytest.mark.parametrize("reason", REASONS)
def test_a_page_is_refused_for_its_fault(tmp_path: Path, reason: str) -> None:
    error = refused(tmp_path, FAULTS[reason], f"{LISTS.get(reason, 'places')}.yaml")
    assert error.reason == reason
    assert error.line is not None


def test_the_line_and_the_item_of_the_fault_are_named(tmp_path: Path) -> None:
    error = refused(tmp_path, GOOD + SECOND.replace("status: valid", "status: fine"))
    assert (error.line, error.item) == (7, "garden")


@pytest.mark.parametrize("name", ["id", "nl", "aliases"])
def test_one_word_cannot_stand_for_two_items(tmp_path: Path, name: str) -> None:
    twice = {
        "id": SECOND.replace("garden", "home"),
        "nl": SECOND.replace("Tuin", "thuis"),
        "aliases": SECOND.replace("buiten", "home"),
    }
    assert refused(tmp_path, GOOD + twice[name]).reason == "word-twice"


@pytest.mark.parametrize(
    "source",
    [
        'S5 "thuis"',
        'S0 "een twee drie vier vijf zes zeven acht"',
        "derived",
        "own choice: because",
        "https://example.org",
    ],
)
def test_a_source_that_cannot_be_found_again_is_refused(tmp_path: Path, source: str) -> None:
    assert refused(tmp_path, GOOD.replace('S4 "thuis, elders"', source)).reason == "unclear-source"


@pytest.mark.parametrize("source", ['S0 "thuis"', "derived: from C73", "X03", "https://example.org/wet, 2026-11-22"])
def test_a_source_that_can_be_found_again_is_taken(tmp_path: Path, source: str) -> None:
    page = tmp_path / "places.yaml"
    page.write_text(GOOD.replace('S4 "thuis, elders"', source), encoding="utf-8")
    assert len(read(page)) == 1


@pytest.mark.parametrize("value", ["yes", "3.5", "'3'", "null"])
def test_a_setting_without_a_whole_number_is_refused(tmp_path: Path, value: str) -> None:
    assert refused(tmp_path, SETTING.replace("60", value), "settings.yaml").reason == "wrong-member"


def test_a_label_that_yaml_reads_as_yes_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, GOOD.replace("nl: Thuis", "nl: yes")).reason == "no-label"


def test_an_alias_that_repeats_its_own_id_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, GOOD.replace("[huis]", "[home]")).reason == "word-twice"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    page = tmp_path / "places.yaml"
    page.write_bytes(b"- id: \xff\xfe\n")
    with pytest.raises(ContentRefusedError) as caught:
        read(page)
    assert caught.value.reason == "not-yaml"


@pytest.mark.parametrize(
    "pattern",
    [
        "a+b", "a*b", "(?:ab){1,3}", "a{1,}", "a{1,201}", "a{1,3}?", "a??", "(a)\\1", "(?=a)b", "(?P<x>a)", "a{1,3}{1,3}", "(a",
        "[*]a+", "[]]*", "(?i:a)",
    ],
)  # fmt: skip
def test_a_pattern_that_could_take_longer_on_a_hostile_text_is_refused(pattern: str) -> None:
    assert not keeps_pace(pattern)


@pytest.mark.parametrize("pattern", [r"\+31\*", "[a-z*+{]{1,30}", "(?:a|b{2})?c", "(?-i:A)", r"[^\]+]\(x\)"])
def test_a_pattern_that_keeps_pace_is_taken(pattern: str) -> None:
    assert keeps_pace(pattern)


def test_a_kind_of_reveal_says_how_it_is_found_and_why_it_matters(tmp_path: Path) -> None:
    found = GOOD + "  words: [huis]\n"
    assert refused(tmp_path, found, "reveals.yaml").reason == "wrong-search"
    assert refused(tmp_path, GOOD + "  hint: Daarom.\n  words: huis\n", "reveals.yaml").reason == "wrong-member"
    assert refused(tmp_path, found + "  hint: Daarom.\n  by_itself: 1\n", "reveals.yaml").reason == "wrong-member"
    page = tmp_path / "reveals.yaml"
    page.write_text(found + "  hint: Daarom.\n", encoding="utf-8")
    assert read(page).items[0].own["words"] == ("huis",)


def test_words_that_stand_together_are_of_two_groups_at_least(tmp_path: Path) -> None:
    (tmp_path / "message-kinds.yaml").write_text(GOOD + "  ask: Is dit zo?\n", encoding="utf-8")
    kind = re.search(r"id: (\S+)", GOOD)
    assert kind is not None
    found = GOOD + f"  kind: {kind[1]}\n  found:\n    - {{lang: nl, together: [[zuur], [gezicht]]}}\n"
    assert refused(tmp_path, found.replace("[zuur], ", ""), "message-words.yaml").reason == "wrong-search"
    assert refused(tmp_path, found.replace("[zuur]", "zuur"), "message-words.yaml").reason == "wrong-member"
    page = tmp_path / "message-words.yaml"
    page.write_text(found, encoding="utf-8")
    assert read(page).items[0].own["found"][0]["together"] == (("zuur",), ("gezicht",))


def test_a_sign_of_messages_has_a_grade_and_something_to_look_for(tmp_path: Path) -> None:
    (tmp_path / "message-kinds.yaml").write_text(GOOD + "  ask: Is dit zo?\n", encoding="utf-8")
    kind = re.search(r"id: (\S+)", GOOD)
    assert kind is not None
    sign = GOOD + f"  kind: {kind[1]}\n  lang: nl\n  grade: 2\n"
    assert refused(tmp_path, sign, "message-signs.yaml").reason == "wrong-search"
    assert (
        refused(tmp_path, sign.replace("grade: 2", "grade: 0") + "  words: [mes]\n", "message-signs.yaml").reason
        == "wrong-search"
    )
    assert refused(tmp_path, sign + "  patterns: ['(a{1,9}){1,9}']\n", "message-signs.yaml").reason == "runs-away"
    page = tmp_path / "message-signs.yaml"
    page.write_text(sign + "  words: [mes]\n", encoding="utf-8")
    assert read(page).items[0].own["grade"] == 2


@pytest.mark.parametrize("stated", ["2019", "2021-05", "2024-01-11"])
def test_a_source_carries_a_year_a_month_or_a_day(tmp_path: Path, stated: str) -> None:
    page = tmp_path / "places.yaml"
    page.write_text(GOOD + f"  stated: {stated}\n", encoding="utf-8")
    assert read(page).items[0].stated == stated


def test_who_checked_an_item_is_kept_with_the_day(tmp_path: Path) -> None:
    page = tmp_path / "places.yaml"
    page.write_text(GOOD + "  checked: {when: 2026-12-01, who: A. Jansen}\n", encoding="utf-8")
    assert read(page).items[0].checked == Checked("2026-12-01", "A. Jansen")


@pytest.mark.parametrize(
    "checked", ["2026-12-01", "{who: A. Jansen}", "{when: 2026-12-01, who: ''}", "{when: soon, who: A. Jansen}"]
)
def test_what_nobody_says_to_have_checked_is_refused(tmp_path: Path, checked: str) -> None:
    assert refused(tmp_path, GOOD + f"  checked: {checked}\n").reason == "nobody-checked"


def test_an_id_of_another_list_is_one_that_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "channels.yaml").write_text(GOOD.replace("home", "pigeon"), encoding="utf-8")
    page = tmp_path / "behaviours.yaml"
    page.write_text(BEHAVIOUR + "  means: pigeon\n", encoding="utf-8")
    assert read(page).items[0].own == {"means": "pigeon"}


def test_a_number_in_a_text_is_a_setting(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text(SETTING, encoding="utf-8")
    page = tmp_path / "places.yaml"
    page.write_text(
        GOOD + "  text: [Na {burst-gap} minuten.]\n".replace("[", "['").replace("]", "']"), encoding="utf-8"
    )
    assert read(page).items[0].text == ("Na {burst-gap} minuten.",)
