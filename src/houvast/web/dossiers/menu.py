"""*Menu*: a page of links to everything in a dossier, by group; no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse

from houvast.web.access import dossier_of
from houvast.web.saying import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

GROUPS = (
    ("Wat er gebeurt", (
        ("note", "plus", "Noteer wat er gebeurde"), ("log", "log", "Logboek"), ("search", "search", "Zoeken"),
        ("evidence", "photo", "Bewijs"), ("import", "inbox", "Berichten inlezen"), ("receipts", "check", "Ontvangstbewijzen"),
        ("pattern", "pattern", "Patroon"),
    )),
    ("Wat je kunt doen", (
        ("steps", "steps", "Stappen"), ("choices", "law", "Keuzes naast elkaar"), ("stop", "chat", "Stop zeggen"),
        ("police", "phone", "Politie"), ("signals", "alert", "Signalen"), ("orders", "law", "Verboden"),
    )),
    ("Veiliger leven", (
        ("plan", "house", "Wat weet R., en wat doe je"), ("measures", "check", "Maatregelen per plek"),
        ("safety", "leave", "Plan als je weg moet"), ("sos", "phone", "SOS-afspraak"), ("cards", "file", "Kaartjes om te geven"),
    )),
    ("Jij en de mensen om je heen", (
        ("people", "people", "Mensen"), ("appointments", "clock", "Afspraken"), ("children", "person", "Kinderen"),
        ("effects", "leaf", "Gevolgen"), ("damage", "hash", "Schade en kosten"), ("statement", "pen", "Slachtofferverklaring"),
        ("aware", "device", "AWARE"), ("funding", "house", "Geld van de gemeente"), ("removal", "globe", "Laten weghalen"),
        ("letters", "file", "Brieven"), ("case", "info", "Wie is R.?"),
    )),
    ("Meenemen en instellen", (
        ("take-along", "share", "Meenemen"), ("copies", "people", "Kopie bij iemand anders"), ("settings", "gear", "Instellingen"),
    )),
)  # fmt: skip


def menu(request: HttpRequest, lang: str) -> HttpResponse:
    """Every page there is."""
    dossier_of(request)
    groups = [
        (
            say(name, lang),
            [(reverse(route, kwargs={"lang": lang}), icon, say(words, lang)) for route, icon, words in links],
        )
        for name, links in GROUPS
    ]
    return render(request, "dossiers/menu.html", {"groups": groups})
