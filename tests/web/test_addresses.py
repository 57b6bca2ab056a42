"""Every address leads to one page: no two routes share one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import get_resolver, resolve, reverse

if TYPE_CHECKING:
    from collections.abc import Iterator

TREE = "houvast.web.urls"
SAMPLES = {"IntConverter": (1, 23), "SlugConverter": ("Zx8-_qLm0aBc",), "StringConverter": ("Zx8-_qLm0aBc",)}
"""What a route is asked with, by the kind of what it takes; names of drafts look like this."""


def routes() -> dict[str, dict[str, str]]:
    """Every named route, with the kinds of what it takes."""

    def below(resolver: object, taken: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
        for each in resolver.url_patterns:  # type: ignore[attr-defined]  # Django's own tree
            takes = taken | {name: type(kind).__name__ for name, kind in each.pattern.converters.items()}
            if hasattr(each, "url_patterns"):
                yield from below(each, takes)
            elif each.name:
                yield each.name, takes

    return dict(below(get_resolver(TREE), {}))


@pytest.mark.usefixtures("client")  # Django is set up
@pytest.mark.parametrize("nth", [0, 1])
def test_no_two_routes_share_an_address(nth: int) -> None:
    known = routes()
    assert len(known) > 100
    found: dict[str, str] = {}
    for name, takes in known.items():
        said = {each: SAMPLES[kind][min(nth, len(SAMPLES[kind]) - 1)] for each, kind in takes.items()}
        address = reverse(name, TREE, kwargs=said if name == "start" else {"lang": "nl", **said})
        assert found.setdefault(address, name) == name, address
        assert resolve(address, TREE).url_name == name, address
