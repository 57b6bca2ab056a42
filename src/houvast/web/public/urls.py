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
    path("8/0/", talking.calling, name="calling"),
    path("8/<int:number>/", talking.organisation, name="organisation"),
    path("9/", checking.check, name="self-check"),
    path("9/1/", carrying.carry, name="carry"),
    path("10/", reading.learn, name="learn"),
    path("10/<int:number>/", reading.topic, name="topic"),
    path("11/", reading.signals, name="signals"),
    path("12/", reading.effects, name="effects"),
    path("13/", reading.children, name="children"),
    path("14/", reading.glossary, name="glossary"),
    path("15/", reading.figures, name="figures"),
    path("16/", helping.helps, name="helps"),
    path("17/", helping.stop, name="stop"),
    path("18/", helping.measures, name="measures"),
    path("18/<int:number>/", helping.place, name="place"),
    path("19/", helping.cards, name="cards"),
    path("20/", helping.letters, name="letters"),
    path("21/", roads.way, name="way"),
    path("21/<int:number>/", roads.road, name="road"),
    path("22/", roads.choices, name="choices"),
    path("23/", reading.orders, name="orders"),
    path("24/", reading.alarm, name="alarm"),
    path("25/", reading.money, name="money"),
    path("26/", reading.damage, name="damage"),
    path("27/", asking.faq, name="faq"),
    path("28/", reading.bystander, name="bystander"),
    path("29/", reading.professional, name="professional"),
    path("30/", apart.apart, name="apart"),
    path("31/", views.privacy, name="privacy"),
    path("32/", views.verify, name="verify"),
    path("33/", views.security, name="security"),
]
