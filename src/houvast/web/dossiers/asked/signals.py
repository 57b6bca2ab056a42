"""Her answer to each signal and about her fear, one task for each; earlier answers stay (J10, G1-G10, B108-B112)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.insight.answers import OF_VIOLENCE, OWN_FEAR, Answers, answers
from houvast.reports import signal_words
from houvast.web.forms import Asked, Field
from houvast.web.tasks import Task

if TYPE_CHECKING:
    from houvast.guidance import Item as Content
    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened
    from houvast.web.forms import Raw

FOR_LIFE = "fear-of-serious-harm"
ORDER = (OWN_FEAR, OF_VIOLENCE, *(each.id for each in guidance.load("signals") if each.id != OWN_FEAR))
"""The questions in the order in which they stand; the number of a signal in an address is its place here, from 1."""
_OF_FEAR = {OWN_FEAR: "afraid", OF_VIOLENCE: "of_violence"}


def content(signal: str) -> Content:
    """What guidance says of a question."""
    return guidance.load("facts" if signal == OF_VIOLENCE else "signals").get(signal)


def code(signal: str) -> str:
    """The code of its task."""
    return f"e{ORDER.index(signal) + 1}"


def _task(signal: str) -> Task:
    item, of_fear = content(signal), signal in _OF_FEAR
    who = () if of_fear else (
        Field("by", "line", "Zegt iemand anders dit? Schrijf dan wie", hint="Laat dit leeg als het jouw eigen antwoord is."),
    )  # fmt: skip

    def fixed(opened: Opened, raw: Raw) -> dict[str, Any]:
        del opened
        said: dict[str, Any] = {} if of_fear else {"signal": signal}
        return said if raw.get("when") else {**said, "when": "nu"}

    def corrects(entry: Entry) -> bool:
        return (
            getattr(entry, _OF_FEAR[signal], None) is not None if of_fear else getattr(entry, "signal", None) == signal
        )

    def said_before(opened: Opened, lang: str) -> dict[str, Any]:
        given = answers(opened.items).get(signal, Answers()).latest
        return {"said_before": "" if given is None else signal_words.latest(given, lang)}

    return Task(
        code=code(signal),
        kind="fear" if of_fear else "signal-answer",
        title=item.nl,
        pages=(
            Asked(
                item.own["ask"],
                (
                    Field(_OF_FEAR.get(signal, "answer"), "answer", item.own["ask"], needed=True),
                    Field("words", "words", "Wil je er iets bij zeggen?"),
                ),
                hint=item.hint or "",
                danger=of_fear or signal == FOR_LIFE,
            ),
            Asked(
                "Over welke dag gaat dit?",
                (Field("when", "moment", "Wanneer", unsaid="Nu"), *who),
                hint="Sla over als het over nu gaat.",
            ),
        ),
        done="signals",
        knows=said_before,
        back="signals",
        fixed=fixed,
        corrects=corrects,
    )


SET_ASIDE = Task(
    code="e0", kind="set-aside", title="Nu niet", back="steps", only_corrects=True,
    pages=(
        Asked("Tot en met wanneer wil je deze raad niet zien?", (
            Field("until", "moment", "Tot en met", ahead=True),
            Field("words", "words", "Wil je er iets bij zeggen?"),
        )),
    ),
)  # fmt: skip

TASKS = (*map(_task, ORDER), SET_ASIDE)
