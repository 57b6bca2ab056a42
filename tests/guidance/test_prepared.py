"""A prepared list stands in for exactly one file of YAML, and for no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from houvast.guidance import library, names, prepared, read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", names())
def test_what_is_prepared_is_what_the_yaml_says(name: str) -> None:
    page = library.CONTENT / f"{name}.yaml"
    held = prepared.prepared_items(page)
    assert held is not None, "content has changed: run `python -m houvast.guidance` and commit content/prepared"
    assert tuple(map(library._item, held)) == read(page).items


def test_nothing_is_prepared_that_has_no_yaml() -> None:
    assert {path.stem for path in prepared.PREPARED.glob("*.json")} == set(names())


def test_a_changed_page_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "places.yaml"
    page.write_bytes((library.CONTENT / "places.yaml").read_bytes().replace(b"nl: Thuis", b"nl: Bij mij"))
    assert prepared.prepared_items(page) is None
    monkeypatch.setattr(library, "CONTENT", tmp_path)
    assert library.load.__wrapped__("places").get("home").nl == "Bij mij"


def test_a_page_that_was_never_prepared_is_read(tmp_path: Path) -> None:
    page = tmp_path / "gardens.yaml"
    page.write_bytes((library.CONTENT / "places.yaml").read_bytes())
    assert prepared.prepared_items(page) is None


def test_the_prepared_form_is_one_item_a_line() -> None:
    text = prepared.prepare(library.CONTENT / "targets.yaml")
    assert len(text.splitlines()) == len(json.loads(text)["items"]) + 2
