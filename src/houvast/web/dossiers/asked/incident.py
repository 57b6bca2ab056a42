"""An incident: under a minute, and only the day and what happened have to be there (J03, J04)."""

from __future__ import annotations

from houvast.web.forms import Asked, Field
from houvast.web.tasks import Task

INCIDENT = Task(
    code="1",
    kind="incident",
    title="Noteer wat er gebeurde",
    pages=(
        Asked("Wanneer was het?", (Field("when", "moment", "Wanneer", needed=True),), danger=True),
        Asked("Wat gebeurde er?", (
            Field("how", "several", "Hoe", listed=("behaviours", "channels")),
            Field("what", "words", "In je eigen woorden", hint="Schrijf op wat je zag en hoorde. Zo letterlijk als je kunt."),
        )),
        Asked("Waar was het, en wie was erbij?", (
            Field("where", "line", "Waar"),
            Field("place", "one", "Wat voor plek", listed=("places",)),
            Field("minutes", "number", "Hoe lang duurde het, in minuten"),
            Field("witness", "answer", "Was er een getuige?"),
            Field("witnesses", "names", "Hoe heet die getuige?", hint="Een naam per regel."),
        )),
    ),
)  # fmt: skip

TASKS = (INCIDENT,)
