"""Open, begin, lock and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from houvast.errors import HouvastError, WrongKeyError
from houvast.vault import passphrase, recovering
from houvast.web import alone
from houvast.web.access import dossier_of
from houvast.web.door import beginning
from houvast.web.door.beginning import told
from houvast.web.dossiers import patient
from houvast.web.page import lang_of
from houvast.web.public import carrying
from houvast.web.session import SEEN
from houvast.words import SOURCE

if TYPE_CHECKING:
    from django.http import HttpRequest

    from houvast.vault.vault import Vault
    from houvast.web.alone import Opened


def start(request: HttpRequest) -> HttpResponse:
    """The printed address: whoever comes in by it may see what this is, also after leaving."""
    del request
    alone.served.left = False
    return redirect("home", lang=SOURCE)


def door(request: HttpRequest, lang: str) -> HttpResponse:
    """One field; where there is no dossier yet, the way to begin one."""
    if not alone.exists():
        return redirect("device", lang=lang)
    if request.method != "POST":
        return render(request, "door/door.html")
    along = carrying.along(request)
    try:
        vault = alone.unlocked(request.POST.get("words", ""))
    except WrongKeyError:
        return render(request, "door/door.html", {"wrong": True, "along": along}, status=403)
    except (HouvastError, OSError) as error:
        return render(request, "door/door.html", {"sentence": told(error, lang), "along": along}, status=409)
    opened = _enter(request, vault)
    carrying.keep(opened, along)
    return redirect(carrying.after_door(opened), lang=lang)


def device(request: HttpRequest, lang: str) -> HttpResponse:
    """Before anything is made: what a watched device shows (K21, D50)."""
    if alone.exists():
        return redirect("door", lang=lang)
    return render(request, "door/device.html", beginning.of_folder(lang))


def begin(request: HttpRequest, lang: str) -> HttpResponse:
    """Six words are offered; an own passphrase is the other choice. Typed once more, then the dossier is made."""
    if alone.exists():
        return redirect("door", lang=lang)
    along = carrying.along(request)
    if request.method != "POST" or "choice" not in request.POST:
        return _offer(request, lang, along)
    said = beginning.read(request.POST, passphrase.names_here(), lang)
    again = {"offered": said.offered, "said": said, "along": along}
    if said.wrong:
        return render(request, "door/begin.html", {**again, "wrong": said.wrong}, status=400)
    with alone.at_the_door:  # of two presses the second finds what the first made, and its code
        try:
            made, code = beginning.make(said.words)
        except (HouvastError, OSError) as error:
            return render(request, "door/begin.html", {**again, "wrong": {"words": told(error, lang)}}, status=409)
        opened = _enter(request, made)
        carrying.keep(opened, along)
        if code is not None:
            beginning.show_once(opened, code)
    return redirect("paper", lang=lang)


def _offer(request: HttpRequest, lang: str, along: dict[str, str]) -> HttpResponse:
    if beginning.unfit(lang):
        return redirect("device", lang=lang)
    request.session["begin"] = True  # so that the form has a session to be of
    return render(request, "door/begin.html", {"offered": passphrase.offered(passphrase.names_here()), "along": along})


def paper(request: HttpRequest, lang: str) -> HttpResponse:
    """The code on paper, until it was typed back."""
    opened = dossier_of(request)
    code = beginning.code_of(opened)
    if code is None:
        return redirect(carrying.after_door(opened), lang=lang)
    if "later" in request.POST:  # it stays where it is while the dossier is open, and Vandaag says so
        return redirect(carrying.after_door(opened), lang=lang)
    if request.method == "POST":
        if beginning.is_same(code, request.POST.get("code", "")):
            beginning.shown(opened)
            return redirect(carrying.after_door(opened), lang=lang)
        return render(request, "door/paper.html", {"groups": beginning.groups(code), "wrong": True}, status=400)
    return render(request, "door/paper.html", {"groups": beginning.groups(code)})


def lost(request: HttpRequest, lang: str) -> HttpResponse:
    """The passphrase is lost: the code on paper opens the dossier. What is wrong is told as at the door."""
    if not alone.exists():
        return redirect("device", lang=lang)
    if request.method != "POST":
        return render(request, "door/lost.html")
    try:
        vault = alone.unlocked_by_code(request.POST.get("code", ""))
    except WrongKeyError:
        return render(request, "door/lost.html", {"wrong": True}, status=403)
    except (HouvastError, OSError) as error:
        return render(request, "door/lost.html", {"sentence": told(error, lang)}, status=409)
    beginning.by_code(_enter(request, vault))
    return redirect("new-words", lang=lang)


def new_words(request: HttpRequest, lang: str) -> HttpResponse:
    """A new passphrase, after the code on paper opened it; the old one opens this folder no more."""
    opened, names = dossier_of(request), passphrase.names_here()
    if not beginning.is_by_code(opened):
        return redirect("settings-words", lang=lang)
    if request.method != "POST":
        return render(request, "door/new_words.html", {"offered": passphrase.offered(names)})
    said = beginning.read(request.POST, names, lang)
    wrong = said.wrong
    if not wrong:
        try:
            with opened.lock:
                recovering.refuse(opened.vault, said.words)
                recovering.choose(opened.vault, said.words, timezone.now())
        except (HouvastError, OSError) as error:
            wrong = {"own": told(error, lang)}
    if wrong:
        again = {"offered": said.offered, "said": said, "wrong": wrong}
        return render(request, "door/new_words.html", again, status=400)
    beginning.chosen(opened)
    return render(request, "dossiers/settings_words_done.html", {"by_code": True})


def lock(request: HttpRequest, lang: str) -> HttpResponse:
    """Let go of the dossier; the door is next. By a link too: a page that nobody touches comes here without script."""
    request.session.flush()
    return redirect("door", lang=lang)


@csrf_exempt  # to be made to leave harms nobody, and it must always work
def leave(request: HttpRequest, lang: str) -> HttpResponse:
    """Lock, and let the browser forget what it may. Works signed in or not; without script by way of two empty pages."""
    request.session.flush()
    alone.served.left = True
    return _empty(reverse("left", args=[lang])) if request.method == "GET" else _empty()


def left(request: HttpRequest, lang: str) -> HttpResponse:
    """The second: only when she is off her page has the browser kept that whole, to show it again, and can be told to forget it."""
    del request, lang
    return _empty(alone.served.shown.leave_to)


def _empty(to: str = "") -> HttpResponse:
    response = HttpResponse(status=200 if to else 204)
    if to:
        response["Refresh"] = f"0;url={to}"
    response["Clear-Site-Data"] = '"cache", "cookies"'  # never "storage": what was not sent yet lies there
    response["Referrer-Policy"] = "no-referrer"
    return response


@csrf_exempt  # it only says that somebody is there
@require_POST
def alive(request: HttpRequest, lang: str) -> HttpResponse:
    """Somebody touched a page that lies open, or it asks before it locks itself: the session has seen it, nothing else happens.

    Of an open dossier it tells how many seconds nothing of hers came in or was made.
    """
    del lang
    response, opened = HttpResponse(status=204), alone.opened(request.session.session_key)
    if opened is not None:
        response["X-Quiet"] = str(int(opened.quiet(timezone.now().timestamp())))
    return response


def _enter(request: HttpRequest, vault: Vault) -> Opened:
    """Open it for this session, under a fresh key; who was in, or pressed twice, is in once and finds what waited there."""
    now, door = timezone.now(), request.session.session_key or ""
    with alone.at_the_door:
        waiting = alone.take_over(door)
        request.session.cycle_key()
        request.session[SEEN] = now.timestamp()
        request.session.save()
        opened = alone.hold(request.session.session_key or "", vault, now, door)
        opened.secrets.update(waiting)
    patient.begin(opened, lang_of(request))  # what the first page shows is begun at once
    return opened
