"""Each number of the rules stands twice: as a setting, and here by the ids that ask for it. A slip of one is seen by the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from houvast.guidance import load, setting

SAID = [
    line.split()
    for line in Path(__file__).with_name("settings.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
EACH = [
    pytest.param(name, int(value), unit, id=name, marks=pytest.mark.covers(*ids)) for name, value, unit, *ids in SAID
]


@pytest.mark.parametrize(("name", "value", "unit"), EACH)
def test_a_number_is_what_the_inventory_asks(name: str, value: int, unit: str) -> None:
    assert (setting(name), load("settings").get(name).own["unit"]) == (value, unit)


def test_every_setting_stands_here() -> None:
    assert [name for name, *_ in SAID] == [item.id for item in load("settings")]
