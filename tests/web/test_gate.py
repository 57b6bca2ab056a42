"""A stranger without the secret path gets 404 everywhere, and every answer carries its headers (J01)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from web.browser import Site

STRANGE = ["", "nl/", "nl/n/", "nl/o/", "s/", "favicon.ico", "robots.txt", "x" * 24 + "/nl/", "%2e%2e/nl/"]


@pytest.mark.parametrize("path", STRANGE)
def test_a_stranger_gets_404_everywhere(demo_site: Site, path: str) -> None:
    parts = urlsplit(demo_site.address)
    for host in (None, "notities.example"):
        asked = Request(f"http://{parts.netloc}/{path}", headers={} if host is None else {"Host": host})
        with pytest.raises(HTTPError) as refused:
            urlopen(asked, timeout=10)
        with refused.value as answer:
            assert (answer.code, answer.read()) == (404, b"")
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_name_that_points_at_us_gets_404_even_with_the_secret(demo_site: Site) -> None:
    with pytest.raises(HTTPError) as refused:
        demo_site.get("nl/", {"Host": "notities.example"})
    with refused.value as answer:
        assert answer.code == 404


def test_a_page_is_kept_nowhere_and_is_framed_nowhere(demo_site: Site) -> None:
    with demo_site.get("nl/") as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"
        policy = dict(each.split(" ", 1) for each in answer.headers["Content-Security-Policy"].split("; "))
        ours = {"script-src", "style-src", "font-src", "connect-src", "manifest-src", "worker-src", "form-action"}
        assert {name for name, said in policy.items() if said == "'self'"} == ours
        assert {name for name, said in policy.items() if said == "'none'"} == {
            "default-src",
            "base-uri",
            "frame-ancestors",
        }
        assert policy.keys() - ours - {"default-src", "base-uri", "frame-ancestors"} == {"img-src"}
        assert "set-cookie" not in answer.headers
        assert "Server" not in answer.headers or not answer.headers["Server"]


def test_the_cookie_of_a_session_is_read_by_no_script_and_sent_from_no_other_site(demo_site: Site) -> None:
    with demo_site.get("nl/o/") as answer:
        said = answer.headers["set-cookie"].split("; ")
    assert said[0].startswith("n=")
    assert {"HttpOnly", "SameSite=Strict", f"Path={urlsplit(demo_site.address).path.rstrip('/')}/"} <= set(said)


def test_the_pages_of_an_open_dossier_are_asked_for_without_a_browser(demo_client: Client) -> None:
    assert demo_client.get("/nl/n/").status_code == 200
