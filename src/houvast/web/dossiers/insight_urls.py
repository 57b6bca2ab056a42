"""Addresses of the pattern (c), the steps (d), the signals (e), the orders (f), saying stop (s) and the police (r)."""

from __future__ import annotations

from django.urls import path

from houvast.web.dossiers import advice, marking, orders, pattern, police, signals, steps, stop

urlpatterns = [
    path("c/", pattern.pattern, name="pattern"),
    path("c/0/<int:place>/", pattern.ask, name="message-question"),
    path("c/00/<int:number>/<int:line>/", marking.mark, name="message-mark"),
    path("c/<int:axis>/<int:place>/", pattern.behind, name="behind"),
    path("c/<int:axis>/<int:place>/<int:number>/", pattern.words, name="behind-words"),
    path("d/", steps.steps, name="steps"),
    path("d/0/", advice.aside, name="aside"),
    path("d/00/", advice.back, name="aside-back"),
    path("d/1/<int:number>/", advice.page, name="advice"),
    path("d/4/<int:number>/", steps.walked, name="walked"),
    path("d/3/", steps.choices, name="choices"),
    path("d/2/<int:road>/", steps.road, name="road"),
    path("d/2/<int:road>/<int:event>/", steps.step, name="step"),
    path("e/", signals.signals, name="signals"),
    path("e/<int:place>/", signals.signal, name="signal"),
    path("f/", orders.orders, name="orders"),
    path("f/<int:number>/", orders.order, name="order"),
    path("f/<int:number>/0/", orders.listed, name="order-list"),
    path("f/<int:number>/1/", orders.drawn, name="order-map"),
    path("f/<int:number>/2/<int:month>/<int:part>/", orders.order, name="order-page"),
    path("s/", stop.stop, name="stop"),
    path("s/1/", stop.proof, name="stop-proof"),
    path("r/", police.police, name="police"),
]
