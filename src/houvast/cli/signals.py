"""The signals as they stand, for `houvast answer`: as lines and as JSON; and what they lead to. Nothing is weighed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.reports.signal_words import advice, lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.answers import Given
    from houvast.insight.signals import Advised, Signal

_IN = "  "


def document(
    found: Sequence[Signal], fear: tuple[bool | None, Sequence[str]], led_to: Advised, numbers: Mapping[str, int]
) -> dict[str, Any]:
    """Where she stands, as JSON: entries by their number, rows of chats as [number, first row, last row]."""
    return {
        "signals": [
            {
                "id": each.id, "state": each.state, "plays": each.plays, "asked": each.asked, "stressed": each.stressed,
                "shown": [numbers[entry] for entry in each.shown], "rows": each.rows,
                "messages": [numbers[entry] for entry in each.messages],
                "said": None if each.said is None else _given(each.said), "history": [_given(given) for given in each.given.all],
                "differ_on_one_day": each.given.differ_on_one_day,
            }
            for each in found
        ],
        "fear": {"afraid": fear[0], "entries": [numbers[entry] for entry in fear[1]]},
        "advice": {"call": led_to.call, "because": led_to.because, "signals": led_to.signals},
    }  # fmt: skip


def _given(of: Given) -> dict[str, Any]:
    return {"answer": of.answer, "day": of.day, "number": of.number, "by": of.by, "words": of.words}


def say(found: Sequence[Signal], numbers: Mapping[str, int], shell: Shell) -> None:
    """Every signal that is about her situation, her own fear first."""
    for each in found:
        if each.asked is not False:
            shell.say(guidance.load("signals").label(each.id, shell.lang))
            for line in lines(each, numbers, shell.lang):
                shell.say(f"{_IN}{line}")


def say_advice(of: Advised, shell: Shell) -> None:
    """What to do now: always whom to call, and never that it is not needed (B109, B110)."""
    for line in advice(of, shell.lang):
        shell.say(line)
