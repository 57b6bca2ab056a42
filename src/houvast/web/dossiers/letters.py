"""Letters she can copy, filled in with her words: nothing is sent and nothing is kept of what she typed (A47, B148, B157, J78)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from houvast import guidance
from houvast.insight.requests import costly
from houvast.logbook.plan import Measure
from houvast.reports.titles import called
from houvast.web import downloads, half_typed, numbered
from houvast.web.access import dossier_of
from houvast.words import money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from houvast.web.alone import Opened


@dataclass(frozen=True)
class Letter:
    """A letter as it reads now; in Dutch and in *u* whatever the language of the page, as it goes to a Dutch desk."""

    to: str
    subject: str
    text: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def plain(self) -> str:
        """All of it, to keep as a file."""
        return "\n\n".join((self.to, f"Onderwerp: {self.subject}", *self.text)) + "\n"


def letters(request: HttpRequest, lang: str) -> HttpResponse:
    """Which there are."""
    del lang
    dossier_of(request)
    return render(request, "dossiers/letters.html", {"letters": numbered.listed("letters")})


@half_typed.kept
def letter(request: HttpRequest, lang: str, nth: int) -> HttpResponse:
    """One, with its gaps to fill in; shown filled in, to copy, print or download."""
    opened = dossier_of(request)
    of = numbered.item("letters", nth)
    post = request.POST if request.method == "POST" else None
    known = _known(opened, of.id, lang)
    said = known if post is None else {each["id"]: post.get(each["id"], "").strip() for each in of.own["fields"]}
    found = filled(of, said)
    if post is not None and "file" in post:
        return redirect("download", lang=lang, token=downloads.put(opened, found.plain.encode(), ".txt", "een brief"))
    fields = [(each["id"], each["nl"], said.get(each["id"], "")) for each in of.own["fields"]]
    context = {
        "of": of,
        "nth": nth,
        "fields": fields,
        "letter": found,
        "filled": post is not None,
        "known": bool(known),
    }
    return render(request, "dossiers/letter.html", context)


def filled(of: guidance.Item, said: Mapping[str, str]) -> Letter:
    """The letter with these words; what is not filled in stays as a gap with its question, so that no half letter goes out unseen."""
    asked = {each["id"]: each["nl"] for each in of.own["fields"]}
    words = {name: said.get(name) or f"[{question}]" for name, question in asked.items()}
    return Letter(
        guidance.filled(of.own["to"], words), guidance.filled(of.own["subject"], words),
        tuple(guidance.filled(each, words) for each in of.text), tuple(name for name in asked if not said.get(name)),
    )  # fmt: skip


def _known(opened: Opened, id_: str, lang: str) -> dict[str, str]:
    """What the dossier can fill in already: the measures and what they cost."""
    if id_ != "ask-municipality-money" or not (found := costly(opened.items)).items:
        return {}
    named = [
        f"{guidance.load('measures').label(item.entry.measure) if item.entry.measure else called(item.entry, lang)} "
        f"({money(item.entry.cents or 0, lang)})"
        for item in found.items
        if isinstance(item.entry, Measure)
    ]
    return {"measures": ", ".join(named), "amount": money(found.cents, lang)}
