"""A call or a talk with the police, and an appointment: what came of it, its number, whether she asked to be told (C101, J30, A11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.web.dossiers.asked.choosing import NAMED, from_dossier
from houvast.web.forms import Asked, Field
from houvast.web.saying import say
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from houvast.web.alone import Opened

ASK_WHY = "Je mag om uitleg vragen, ook later. Blijf bellen: wat bij elkaar is vastgelegd, kan later helpen."


def _mind(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    """Who was sent away may ask why (J30)."""
    del opened
    return [say(ASK_WHY, lang)] if said.get("outcome") == "sent-away" and not said.get("explanation_asked") else []


CONTACT = Task(
    code="r1",
    kind="police-contact",
    title="Contact met de politie",
    pages=(
        Asked("Wanneer sprak je de politie?", (Field("when", "moment", "Wanneer", needed=True),), danger=True),
        Asked("Hoe, en met wie?", (
            Field("channel", "one", "Hoe", listed=("police-channels",)),
            Field("officer", "line", "Met wie sprak je?"),
        )),
        Asked("Wat vertelde je, en wat werd er gezegd?", (
            Field("told", "words", "In je eigen woorden"),
            Field("reference", "line", "Welk nummer kreeg de melding?"),
        )),
        Asked("Wat kwam eruit?", (
            Field("outcome", "one", "Wat kwam eruit?", listed=("police-outcomes",)),
            Field("explanation_asked", "check", "Ik vroeg waarom er wel of niet iets gebeurt"),
            Field("explanation", "words", "Wat was het antwoord?"),
            Field("entries", "pick", "Waar ging het over?", folded=True),
        )),
    ),
    done="police",
    back="police",
    minding=_mind,
    fields_of=from_dossier({"entries": NAMED}),
)  # fmt: skip

TASKS = (CONTACT,)
