"""What both shells say of advice, signals, roads and the stop message has its English, as the command line has one (J70)."""

from __future__ import annotations

import ast
import inspect

import pytest

from houvast.reports import because, signal_words, stopping, walking
from houvast.words import phrases

ADD = "add it to src/houvast/locale/en/LC_MESSAGES/houvast.po"
TABLES = [
    *because.GROWTH.values(),
    *because.BECAUSE.values(),
    *because.SOURCES.values(),
    stopping.SENT_SO,
    stopping.DONE,
    walking.NOTE,
]


@pytest.mark.parametrize("module", [because, signal_words, walking])
def test_every_sentence_has_its_english(module: object) -> None:
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]  # a module
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = {"say", "one", "many"}
    said = {
        argument.value
        for call in calls
        if (call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")) in named
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert said
    assert sorted(text for text in said if not phrases("en").has(text)) == [], ADD


def test_every_table_has_its_english() -> None:
    same = {"Veilig Thuis"}
    assert [text for text in TABLES if text not in same and not phrases("en").has(text)] == [], ADD


def test_sources_are_named_once_an_address_stays_and_none_is_a_code() -> None:
    found = because.source_names(
        ['S0 "a"', 'S0 "b"', "https://example.org/x", "X09 elders", "X10", "derived: so"], "nl"
    )
    assert found == [
        "Brochure “Als u wordt gestalkt”, politie",
        "https://example.org/x",
        "openbare bronnen buiten de brochures",
        "afgeleid uit de andere bronnen",
    ]
