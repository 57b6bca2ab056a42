"""Addresses of a dossier: a folder for each part, named by a letter."""

from __future__ import annotations

from django.urls import path

from houvast.web import arrivals, tasks
from houvast.web.dossiers import asked, today

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
    path("i/", today.today, name="take-along"),
    path("j/", today.today, name="settings"),
    path("a/<int:number>/", today.today, name="entry"),
    path("g/u/", arrivals.begin, name="arrivals"),
    path("g/u/<slug:id_>/", arrivals.piece, name="arrival"),
    path("t/<slug:code>/", tasks.begin, name="task"),
    path("t/<slug:code>/<slug:draft>/<int:page>/", tasks.page, name="task-page"),
    path("t/<slug:code>/<slug:draft>/x/", tasks.drop, name="task-drop"),
]

asked.register_all()
