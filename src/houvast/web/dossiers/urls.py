"""Addresses of a dossier: a folder for each part, named by a letter."""

from __future__ import annotations

from django.urls import path

from houvast.web import arrivals, tasks
from houvast.web.dossiers import asked, evidence, evidence_new, imports, receipts, today

urlpatterns = [
    path("", today.today, name="today"),
    path("m/", today.today, name="menu"),
    path("a/", today.today, name="log"),
    path("b/", today.today, name="note"),
    path("c/", today.today, name="pattern"),
    path("d/", today.today, name="steps"),
    path("e/", today.today, name="signals"),
    path("f/", today.today, name="orders"),
    path("g/", evidence.evidence, name="evidence"),
    path("h/", today.today, name="plan"),
    path("i/", today.today, name="take-along"),
    path("j/", today.today, name="settings"),
    path("a/<int:number>/", today.today, name="entry"),
    path("g/p/<int:page>/", evidence.evidence, name="evidence-page"),
    path("g/n/", evidence_new.evidence_new, name="evidence-new"),
    path("g/n/<int:number>/", evidence_new.evidence_new, name="evidence-for"),
    path("g/i/", imports.import_, name="import"),
    path("g/i/<slug:id_>/", imports.batch, name="import-batch"),
    path("g/i/<slug:id_>/x/", imports.drop, name="import-drop"),
    path("g/i/<slug:id_>/<int:at>/", imports.order, name="import-order"),
    path("g/o/", receipts.receipts, name="receipts"),
    path("g/<int:number>/", evidence.piece, name="piece"),
    path("g/<int:number>/k/", evidence.piece, {"looking": True}, name="piece-look"),
    path("g/<int:number>/p/", evidence.picture, name="piece-picture"),
    path("g/<int:number>/d/", evidence.download, name="piece-download"),
    path("g/<int:number>/i/", imports.again, name="import-again"),
    path("g/<int:number>/o/", receipts.receipt, name="receipt"),
    path("g/<int:number>/o/r/", receipts.lines, name="receipt-lines"),
    path("g/u/", arrivals.begin, name="arrivals"),
    path("g/u/<slug:id_>/", arrivals.piece, name="arrival"),
    path("t/<slug:code>/", tasks.begin, name="task"),
    path("t/<slug:code>/<slug:draft>/<int:page>/", tasks.page, name="task-page"),
    path("t/<slug:code>/<slug:draft>/x/", tasks.drop, name="task-drop"),
]

asked.register_all()
