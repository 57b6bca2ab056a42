"""Addresses of a dossier: a folder for each part, named by a letter."""

from __future__ import annotations

from django.urls import path

from houvast.web import arrivals, downloads, tasks
from houvast.web.dossiers import (
    asked,
    correcting,
    entry,
    insight_urls,
    leaving,
    menu,
    noting,
    search,
    settings,
    timeline,
    today,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("m/", menu.menu, name="menu"),
    path("a/", timeline.log, name="log"),
    path("b/", noting.note, name="note"),
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
    path("a/<int:number>/", entry.entry, name="entry"),
    path("a/<int:number>/v/", correcting.begin, name="correct"),
    path("a/<int:number>/x/", entry.retract, name="retract"),
    path("a/k/", timeline.choose, name="log-choose"),
    path("a/l/<str:chosen>/", timeline.chosen, name="log-chosen"),
    path("a/l/<str:chosen>/<int:month>/<int:part>/", timeline.chosen, name="log-page"),
    path("a/w/<int:number>/<int:first>/<int:last>/", timeline.words, name="words"),
    path("a/w/<int:number>/<int:first>/<int:last>/<int:part>/", timeline.words, name="words-part"),
    path("a/z/", search.search, name="search"),
    path("b/<int:number>/", noting.noted, name="noted"),
    path("t/<slug:code>/<slug:draft>/v/", correcting.look, name="correct-look"),
    path("g/u/", arrivals.begin, name="arrivals"),
    path("g/u/<slug:id_>/", arrivals.piece, name="arrival"),
    path("t/<slug:code>/", tasks.begin, name="task"),
    path("t/<slug:code>/<slug:draft>/<int:page>/", tasks.page, name="task-page"),
    path("t/<slug:code>/<slug:draft>/x/", tasks.drop, name="task-drop"),
    *insight_urls.urlpatterns,
]

asked.register_all()
