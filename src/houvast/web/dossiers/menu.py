"""*Menu*: a page of links to everything in a dossier, by group; no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from houvast.web.access import dossier_of
from houvast.web.saying import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

GROUPS = (
    ("Wat er gebeurt", (
        ("note", "plus", "Noteer wat er gebeurde"), ("log", "log", "Logboek"), ("search", "eye", "Zoeken"),
        ("evidence", "inbox", "Bewijs en inlezen"), ("pattern", "pattern", "Patroon"),
    )),
    ("Wat je kunt doen", (
        ("steps", "steps", "Stappen"), ("advice", "today", "Wat nu kan"), ("stop", "chat", "Stop zeggen"), ("police", "phone", "Politie"),
        ("signals", "alert", "Signalen"), ("orders", "law", "Verboden"),
    )),
    ("Veiliger leven", (
        ("plan", "house", "Veiliger leven"), ("measures", "check", "Maatregelen per plek"), ("safety", "leave", "Plan als je weg moet"),
        ("sos", "phone", "SOS-afspraak"), ("cards", "file", "Kaartjes om te geven"),
    )),
    ("Jij en wie je lief zijn", (
        ("people", "people", "Mensen"), ("children", "person", "Kinderen"), ("effects", "leaf", "Gevolgen"),
        ("appointments", "clock", "Afspraken"),
        ("damage", "hash", "Schade en kosten"), ("statement", "pen", "Slachtofferverklaring"),
        ("funding", "house", "Hulp van de gemeente"),
        ("aware", "device", "AWARE-knop"), ("removal", "globe", "Laten weghalen"),
        ("letters", "pen", "Brieven"), ("case", "info", "Over R."),
    )),
    ("Meenemen en instellen", (
        ("take-along", "share", "Meenemen"), ("copies", "share", "Wie heeft wat"), ("settings", "gear", "Instellingen"),
    )),
)  # fmt: skip


def menu(request: HttpRequest, lang: str) -> HttpResponse:
    """Every page there is."""
    dossier_of(request)
    groups = [
        (say(name, lang), [(url, icon, say(words, lang)) for route, icon, words in links if (url := _url(route, lang))])
        for name, links in GROUPS
    ]
    return render(request, "dossiers/menu.html", {"groups": [pair for pair in groups if pair[1]]})


def _url(route: str, lang: str) -> str:
    """Where a page is; nothing where there is no such page."""
    try:
        return reverse(route, kwargs={"lang": lang})
    except NoReverseMatch:
        return ""
