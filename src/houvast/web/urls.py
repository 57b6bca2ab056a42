"""Every address. They are short and say nothing, as a browser keeps them in its history; the language stands first."""

from __future__ import annotations

from django.urls import include, path, re_path

from houvast.web.door import views as door
from houvast.web.saying import OFFERED, TRIAL

LANG = "|".join((*OFFERED, TRIAL))

handler400 = "houvast.web.failures.wrong"
handler404 = "houvast.web.failures.missing"
handler500 = "houvast.web.failures.broken"

urlpatterns = [
    path("", door.start, name="start"),
    re_path(rf"^(?P<lang>{LANG})/", include("houvast.web.public.urls")),
    re_path(rf"^(?P<lang>{LANG})/n/", include("houvast.web.dossiers.urls")),
    re_path(rf"^(?P<lang>{LANG})/o/$", door.door, name="door"),
    re_path(rf"^(?P<lang>{LANG})/o/1/$", door.device, name="device"),
    re_path(rf"^(?P<lang>{LANG})/o/2/$", door.begin, name="begin"),
    re_path(rf"^(?P<lang>{LANG})/o/3/$", door.paper, name="paper"),
    re_path(rf"^(?P<lang>{LANG})/o/4/$", door.lost, name="lost"),
    re_path(rf"^(?P<lang>{LANG})/o/5/$", door.new_words, name="new-words"),
    re_path(rf"^(?P<lang>{LANG})/x/$", door.leave, name="leave"),
    re_path(rf"^(?P<lang>{LANG})/x/1/$", door.left, name="left"),
    re_path(rf"^(?P<lang>{LANG})/y/$", door.lock, name="lock"),
    re_path(rf"^(?P<lang>{LANG})/z/$", door.alive, name="alive"),
]
