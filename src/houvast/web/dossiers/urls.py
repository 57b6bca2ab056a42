"""Addresses of a dossier: a folder for each part, named by a letter."""

from __future__ import annotations

from django.urls import path

from houvast.web import tasks
from houvast.web.dossiers import advice, asked, today

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
    path("t/<slug:code>/", tasks.begin, name="task"),
    path("t/<slug:code>/<slug:draft>/<int:page>/", tasks.page, name="task-page"),
    path("t/<slug:code>/<slug:draft>/x/", tasks.drop, name="task-drop"),
    path("d/0/", advice.aside, name="aside"),
    path("d/00/", advice.back, name="aside-back"),
    path("d/1/<int:number>/", advice.page, name="advice"),
    path("d/2/<int:road>/<int:event>/", today.today, name="step"),
    path("f/<int:number>/", today.today, name="order"),
    path("q/", today.today, name="stop"),
]

asked.register_all()
