"""Numbers and lists in the habit of the language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from houvast import words


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (12345, 0, "12.345", "12,345"),
        (-1234567, 0, "-1.234.567", "-1,234,567"),
        (1234.56, 1, "1.234,6", "1,234.6"),
        (Decimal("0.5"), 2, "0,50", "0.50"),
    ],
)
def test_a_number_is_grouped_as_its_language_does(value: float | Decimal, decimals: int, nl: str, en: str) -> None:
    assert words.number(value, "nl", decimals) == nl
    assert words.number(value, "en", decimals) == en


def test_a_list_ends_with_and_or_or() -> None:
    assert words.listed(["a", "b", "c"], "nl") == "a, b en c"
    assert words.listed(["a", "b", "c"], "en", choice=True) == "a, b or c"
    assert words.listed(["a", "b"], "nl", choice=True) == "a of b"


def test_a_list_of_one_or_none_needs_no_joint() -> None:
    assert words.listed(["a"], "nl") == "a"
    assert words.listed([], "nl") == ""
