"""Where a text comes from, in words for a reader, and how old it is (K24, K25): named, never quoted."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from houvast.guidance import load, names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.guidance import Item

SEEDS = {
    "S0": "Politie, brochure ‘Als u wordt gestalkt’",
    "S1": "Veilig Thuis, pagina over stalking",
    "S2": "Politie, tekst over melden en aangifte doen, mei 2021",
    "S3": "Veilig Thuis Utrecht, pagina over stalking",
    "S4": "Regio Hart van Brabant, pagina over stalking",
}
OUTSIDE = "Openbare bronnen buiten de brochures, zoals de wet, een ministerie of een onderzoek"
OURS = "Eigen tekst of keuze van Houvast, nog door niemand nagekeken"
_DAY = re.compile(r"\b(20\d\d-\d\d-\d\d)\b")


def named(items: Iterable[Item]) -> tuple[str, ...]:
    """The sources of these texts, each once, ours last."""
    found = {_name(each) for item in items for each in _each(item.source)}
    order = (*SEEDS.values(), OUTSIDE)
    sites = sorted(found.difference(order, (OURS,)))
    return (*(each for each in order if each in found), *sites, *((OURS,) if OURS in found else ()))


@cache
def newest() -> str:
    """The last day that stands at any source: the texts are of no later than this (ISO 8601)."""
    days = (day for name in names() for item in load(name) for each in _each(item.source) for day in _DAY.findall(each))
    return max(days, default="")


def _each(source: str | tuple[str, ...]) -> tuple[str, ...]:
    return (source,) if isinstance(source, str) else source


def _name(source: str) -> str:
    if source[:2] in SEEDS:
        return SEEDS[source[:2]]
    if source.startswith("https://"):
        return urlsplit(source.split(",", maxsplit=1)[0]).netloc.removeprefix("www.")
    return OUTSIDE if re.match(r"X\d\d", source) else OURS
