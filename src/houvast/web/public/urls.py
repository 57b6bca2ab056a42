"""Addresses of the public part: numbers, as a history list is read over a shoulder."""

from __future__ import annotations

from django.urls import path

from houvast.web.public import views

urlpatterns = [
    path("", views.home, name="home"),
    path("1/", views.home, name="contents"),
    path("2/", views.home, name="device-safety"),
    path("3/", views.home, name="deaf"),
    path("4/", views.home, name="about"),
    path("5/", views.home, name="accessibility"),
    path("6/", views.home, name="sources"),
    path("7/", views.home, name="danger"),
    path("8/", views.home, name="talk"),
    path("9/", views.home, name="self-check"),
]
