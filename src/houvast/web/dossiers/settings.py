"""Instellingen: the passphrase, the paper code, how the pages show themselves, and taking the whole dossier away (J01, J29, K21)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone

from houvast.errors import HouvastError
from houvast.seal import keys
from houvast.vault import erasing, folder, opening, passphrase, slots
from houvast.web import alone, shown
from houvast.web.access import dossier_of
from houvast.web.door import beginning
from houvast.web.saying import say
from houvast.words import disk_sentence, sentence

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from houvast.web.alone import Opened

_AGAIN = "Dit is niet je wachtzin. Typ hem nog een keer."


def settings_(request: HttpRequest, lang: str) -> HttpResponse:
    """What can be set."""
    del lang
    vault = dossier_of(request).vault
    return render(request, "dossiers/settings.html", {"dossier": vault.dossier, "head": vault.head})


def show(request: HttpRequest, lang: str) -> HttpResponse:
    """Name, icon, minutes, and where leaving goes."""
    dossier_of(request)
    now = shown.read()
    if request.method == "POST":
        said = request.POST
        chosen = shown.Shown(
            name=said.get("own-name", "").strip() or said.get("name", now.name),
            icon=said.get("icon", now.icon),
            minutes=next((each for each in shown.MINUTES if str(each) == said.get("minutes")), now.minutes),
            leave_to=said.get("own-place", "").strip() or said.get("leave_to", now.leave_to),
        )
        wrong = (
            {}
            if chosen.checked().leave_to == chosen.leave_to
            else {"own-place": say("Vul een adres in dat begint met https.", lang)}
        )
        if not wrong:
            shown.keep(chosen)
            alone.served.shown = shown.read()
            return redirect("settings", lang=lang)
        return render(request, "dossiers/settings_show.html", _choices(chosen, wrong), status=400)
    return render(request, "dossiers/settings_show.html", _choices(now, {}))


def words(request: HttpRequest, lang: str) -> HttpResponse:
    """A new passphrase; the old one opens this folder no more."""
    opened = dossier_of(request)
    names = passphrase.names_here()
    if request.method != "POST":
        return render(request, "dossiers/settings_words.html", {"offered": passphrase.offered(names)})
    said = beginning.read(request.POST, names, lang)
    wrong = said.wrong
    if not opening.is_passphrase(opened.vault, request.POST.get("now", "")):
        wrong = {"now": say(_AGAIN, lang), **wrong}
    elif not wrong and passphrase.same(said.words, request.POST.get("now", "")):
        wrong = {"own": say("Dit is de wachtzin die je nu hebt. Kies een andere.", lang)}
    if wrong:
        return render(
            request, "dossiers/settings_words.html", {"offered": said.offered, "said": said, "wrong": wrong}, status=400
        )
    with opened.lock:
        slots.add(opened.vault, keys.passphrase_slot(opened.vault.person, said.words), "passphrase", timezone.now())
    return render(request, "dossiers/settings_words_done.html")


def code(request: HttpRequest, lang: str) -> HttpResponse:
    """A new code on paper, shown once and asked back; the old one opens this folder no more."""
    opened = dossier_of(request)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        if opening.is_passphrase(opened.vault, request.POST.get("now", "")):
            paper, slot = keys.paper_slot(opened.vault.person)
            with opened.lock:
                slots.add(opened.vault, slot, "paper", timezone.now())
            beginning.show_once(opened, paper)
            return redirect("paper", lang=lang)
        wrong = {"now": say(_AGAIN, lang)}
    return render(request, "dossiers/settings_code.html", {"wrong": wrong}, status=400 if wrong else 200)


def delete(request: HttpRequest, lang: str) -> HttpResponse:
    """Take the dossier away: after what it may set off was said, a word typed, and the passphrase again."""
    opened = dossier_of(request)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _refused(opened, request, lang)
        if not wrong:
            store = folder.FolderStore.at(alone.served.root)
            request.session.flush()
            try:
                erasing.erase(store)
            except OSError as error:
                return render(request, "failure.html", {"sentence": disk_sentence(error, lang)}, status=409)
            return render(request, "door/erased.html")
    return render(
        request,
        "dossiers/settings_delete.html",
        {"wrong": wrong, "word": say("weg", lang)},
        status=400 if wrong else 200,
    )


def _refused(opened: Opened, request: HttpRequest, lang: str) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if request.POST.get("word", "").strip().casefold() != say("weg", lang):
        wrong["word"] = say("Typ het woord “{word}”, of ga terug.", lang).format(word=say("weg", lang))
    try:
        if not opening.is_passphrase(opened.vault, request.POST.get("now", "")):
            wrong["now"] = say(_AGAIN, lang)
    except HouvastError as error:
        wrong["now"] = sentence(error, lang)
    return wrong


def _choices(chosen: shown.Shown, wrong: dict[str, str]) -> dict[str, object]:
    return {
        "chosen": dataclasses.asdict(chosen), "wrong": wrong, "names": shown.NAMES, "icons": shown.ICONS, "minutes": shown.MINUTES,
        "places": shown.PLACES.items(), "own_name": "" if chosen.name in shown.NAMES else chosen.name,
        "own_place": "" if chosen.leave_to in shown.PLACES else chosen.leave_to,
    }  # fmt: skip
