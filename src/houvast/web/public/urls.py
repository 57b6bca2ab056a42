"""Addresses of the public part: numbers, as a history list is read over a shoulder."""

from __future__ import annotations

from django.urls import path

from houvast.web.public import apart, asking, carrying, checking, helping, reading, roads, talking, views

urlpatterns = [
    path("", views.home, name="home"),
    path("1/", views.contents, name="contents"),
    path("2/", reading.device, name="device-safety"),
    path("3/", talking.deaf, name="deaf"),
    path("4/", reading.about, name="about"),
    path("5/", views.accessibility, name="accessibility"),
    path("6/", views.sources, name="sources"),
    path("7/", talking.danger, name="danger"),
    path("8/", talking.talk, name="talk"),
    path("8/0/", talking.calling, name="public-calling"),
    path("8/<int:at>/", talking.organisation, name="public-organisation"),
    path("9/", checking.check, name="self-check"),
    path("9/1/", carrying.carry, name="carry"),
    path("10/", reading.learn, name="public-learn"),
    path("10/<int:number>/", reading.topic, name="public-topic"),
    path("11/", reading.signals, name="public-signals"),
    path("12/", reading.effects, name="public-effects"),
    path("13/", reading.children, name="public-children"),
    path("14/", reading.glossary, name="public-glossary"),
    path("15/", reading.figures, name="public-figures"),
    path("16/", helping.helps, name="public-helps"),
    path("17/", helping.stop, name="public-stop"),
    path("18/", helping.measures, name="public-measures"),
    path("18/<int:number>/", helping.place, name="public-place"),
    path("19/", helping.cards, name="public-cards"),
    path("20/", helping.letters, name="public-letters"),
    path("21/", roads.way, name="public-way"),
    path("21/<int:number>/", roads.road, name="public-road"),
    path("22/", roads.choices, name="public-choices"),
    path("23/", reading.orders, name="public-orders"),
    path("24/", reading.alarm, name="public-alarm"),
    path("25/", reading.money, name="public-money"),
    path("26/", reading.damage, name="public-damage"),
    path("27/", asking.faq, name="public-faq"),
    path("28/", reading.bystander, name="public-bystander"),
    path("29/", reading.professional, name="public-professional"),
    path("30/", apart.apart, name="public-apart"),
    path("31/", views.privacy, name="public-privacy"),
    path("32/", views.verify, name="public-verify"),
    path("33/", views.security, name="public-security"),
]
