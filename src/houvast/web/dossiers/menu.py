"""*Menu*: a page of links to everything in a dossier: what is used daily on top, the rest in groups that open; no script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.shortcuts import render
from django.urls import reverse

from houvast.web.access import dossier_of
from houvast.web.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

DAILY = (
    ("note", "plus", "Noteer wat er gebeurde"), ("evidence-new", "photo", "Foto of bestand toevoegen"), ("log", "log", "Logboek"),
    ("search", "search", "Zoeken"), ("steps", "steps", "Stappen"), ("take-along", "share", "Meenemen"),
)  # fmt: skip
GROUPS = (
    ("Bewijs en patroon", (
        ("evidence", "photo", "Bewijs"), ("import", "inbox", "Berichten inlezen"), ("receipts", "check", "Ontvangstbewijzen"),
        ("pattern", "pattern", "Patroon"), ("signals", "alert", "Signalen"),
    )),
    ("Politie en rechter", (
        ("choices", "law", "Keuzes naast elkaar"), ("stop", "chat", "Stop zeggen"), ("police", "phone", "Politie"),
        ("orders", "law", "Verboden"), ("letters", "file", "Brieven"), ("statement", "pen", "Slachtofferverklaring"),
    )),
    ("Veiliger leven", (
        ("plan", "house", "Wat weet R., en wat doe je"), ("measures", "check", "Maatregelen per plek"),
        ("safety", "leave", "Plan als je weg moet"), ("sos", "phone", "SOS-afspraak"), ("cards", "file", "Kaartjes om te geven"),
    )),
    ("Jij en de mensen om je heen", (
        ("people", "people", "Mensen"), ("appointments", "clock", "Afspraken"), ("children", "person", "Kinderen"),
        ("effects", "leaf", "Gevolgen"), ("case", "info", "Wie is R.?"),
    )),
    ("Geld en hulp", (
        ("damage", "hash", "Schade en kosten"), ("aware", "device", "AWARE"), ("funding", "house", "Geld van de gemeente"),
        ("removal", "globe", "Laten weghalen"),
    )),
    ("Bewaren en instellen", (
        ("copies", "people", "Kopie bij iemand anders"), ("settings", "gear", "Instellingen"),
    )),
)  # fmt: skip
NAMES = {route: words for _, links in (("", DAILY), *GROUPS) for route, _, words in links}


def menu(request: HttpRequest, lang: str) -> HttpResponse:
    """Every page there is; the group of the page she came from stands open."""
    dossier_of(request)
    at = urlsplit(request.headers.get("Referer", "")).path
    addresses = {
        route: reverse(route, kwargs={"lang": lang}) for _, links in (("", DAILY), *GROUPS) for route, *_ in links
    }
    # The longest address that the page lies below: a letter and a number, so that one is never the beginning of another's.
    here = max((each for each in addresses.values() if at.startswith(each)), key=len, default="")

    def drawn(links: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str, bool]]:
        return [(addresses[route], icon, say(words, lang), addresses[route] == here) for route, icon, words in links]

    groups = [
        (say(name, lang), found, any(each[3] for each in found)) for name, links in GROUPS if (found := drawn(links))
    ]
    return render(request, "dossiers/menu.html", {"daily": drawn(DAILY), "groups": groups})
