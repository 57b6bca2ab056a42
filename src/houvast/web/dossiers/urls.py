"""Addresses of a dossier: a folder for each part, named by a letter."""

from __future__ import annotations

from django.urls import path

from houvast.web import downloads, tasks
from houvast.web.dossiers import asked, carried, leaving, settings, today

urlpatterns = [
    path("", today.today, name="today"),
    path("m/", today.today, name="menu"),
    path("a/", today.today, name="log"),
    path("b/", today.today, name="note"),
    path("c/", today.today, name="pattern"),
    path("d/", today.today, name="steps"),
    path("e/", today.today, name="signals"),
    path("f/", today.today, name="orders"),
    path("g/", today.today, name="evidence"),
    path("h/", today.today, name="plan"),
    path("i/", leaving.take_along, name="take-along"),
    path("i/7/", leaving.take_all, name="take-all"),
    path("i/1/", leaving.ask, name="leave-ask"),
    path("i/2/<slug:draft>/", leaving.choose_entries, name="leave-choose"),
    path("i/3/<slug:draft>/", leaving.read_as_other, name="leave-read"),
    path("i/4/<slug:draft>/", leaving.make, name="leave-make"),
    path("i/5/<slug:token>/", leaving.done, name="leave-done"),
    path("i/6/<slug:token>/", downloads.download, name="download"),
    path("j/", settings.settings_, name="settings"),
    path("j/1/", settings.show, name="settings-show"),
    path("j/2/", settings.words, name="settings-words"),
    path("j/3/", settings.code, name="settings-code"),
    path("j/4/", settings.delete, name="settings-delete"),
    path("a/<int:number>/", today.today, name="entry"),
    path("t/<slug:code>/", tasks.begin, name="task"),
    path("t/<slug:code>/<slug:draft>/<int:page>/", tasks.page, name="task-page"),
    path("t/<slug:code>/<slug:draft>/x/", tasks.drop, name="task-drop"),
    path("y/", carried.carried, name="carried"),
    path("y/<int:seq>/", carried.done, name="carried-done"),
]

asked.register_all()
