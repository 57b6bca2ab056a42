"""The one message that said stop: when, by which means, and her words; a second one is refused, unless it came before (B035-B046, J08)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.intake.typed import typed
from houvast.logbook.entry import StopMessage
from houvast.logbook.evidence import Evidence
from houvast.logbook.when import ZONE
from houvast.reports import stopping
from houvast.web.dossiers.asked.choosing import from_dossier
from houvast.web.forms import Asked, Field, Option
from houvast.web.saying import say
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from datetime import datetime

    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened


def _made(opened: Opened, said: dict[str, Any], now: datetime, lang: str) -> tuple[list[Entry], list[str]]:
    """The message. Raises: SecondStopError; as `typed`."""
    one = typed("stop-message", said, now, ZONE, lang)
    if isinstance(one, StopMessage) and one.when is not None:
        stopping.refuse_second(opened.items, one.when)
    return [one], []


def _mind(opened: Opened, said: dict[str, Any], lang: str) -> list[str]:
    """What in her words may be read as an opening: it was said, so there is nothing to send after it."""
    del opened
    return [say(stopping.SENT_SO, lang)] if stopping.openings(said.get("words", "")) else []


CHANNELS = (
    Option("chat", "Chat-app", "Zoals WhatsApp, Signal, Telegram of Messenger."),
    Option("sms", "Sms"),
    Option("email", "Mail"),
    Option("post", "Post", "Een brief, ook een aangetekende."),
    Option("phone", "Telefoon"),
    Option("voicemail", "Voicemail"),
    Option("social-media", "Sociale media", "Een bericht op of via een profiel."),
    Option("in-person", "In levende lijve", "Je zei het zelf, toen jullie elkaar zagen."),
    Option("via-others", "Via anderen", "Iemand bracht het voor je over, zoals een advocaat."),
)
"""The channels by which she can say something herself, told from her side; the words are those of the list."""

SENT = Task(
    code="q1",
    kind="stop-message",
    title="Je stopbericht vastleggen",
    pages=(
        Asked("Wanneer stuurde je het?", (Field("when", "moment", "Wanneer", needed=True),)),
        Asked("Hoe zei je het?", (Field("channels", "several", "Hoe zei je het?", listed=("channels",), options=CHANNELS),)),
        Asked("Wat schreef of zei je precies?", (
            Field("words", "words", "Letterlijk", needed=True),
            Field("evidence", "pick", "Welk bewijs hoort erbij?", afterwards=True, folded=True),
        )),
    ),
    done="stop",
    back="stop",
    make=_made,
    minding=_mind,
    fields_of=from_dossier({"evidence": (Evidence,)}),
)  # fmt: skip

TASKS = (SENT,)
