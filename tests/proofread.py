"""The texts of content and the seeds they were written from, as a proofreader holds them beside each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from houvast.guidance import Item, load, names, routes, shown

SHARED = Path(__file__).parents[1].parent / "shared"
DOMAIN = SHARED / "design" / "domain.md"
SEEDS = SHARED / "seeds"

ITEMS = [(f"{name}:{item.id}", item) for name in names() for item in load(name)]
ROUTES = [(f"routes/{name}", routes.load(name)) for name in routes.names()]
SOURCED: list[tuple[str, Item | routes.Route | routes.Event]] = [
    *ITEMS,
    *ROUTES,
    *((f"{at}:{event.id}", event) for at, route in ROUTES for event in route.events),
]
TEXTS = [
    *((f"{name}:{item.id}", text) for name in names() for item in load(name) for text in shown(name, item)),
    *((at, text) for at, route in ROUTES for text in routes.shown(route)),
]


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w’']+", text.casefold())


def seeds() -> dict[str, str]:
    if not SEEDS.is_dir():
        pytest.skip("shared seeds are not beside the checkout")
    return {path.name[:2]: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("S*.txt"))}


def runs_of_eight(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}


def copied(texts: list[tuple[str, str]]) -> list[str]:
    said = {run for text in seeds().values() for run in runs_of_eight(text)}
    return [f"{at}: {text}" for at, text in texts if runs_of_eight(text) & said]


def sentences(text: str) -> list[int]:
    return [len(words_of(each)) for each in re.split(r"(?<=[.?:…])\s+|\n", text) if words_of(each)]
