"""What `houvast step` records for each event: which kind of entry, with which members, and what it asks at a terminal (C102-C105)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.cli.asking import Asking
from houvast.errors import UnfitOptionError
from houvast.intake.typed import read_members
from houvast.logbook import codec
from houvast.reports.walking import kind_of, members

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.guidance.routes import Event, Route

COMMAND = "houvast step"
SPELLED = {
    "topics": "topic",
    "points": "point",
    "offences": "offence",
    "decisions": "decision",
    "entries": "entry",
    "orders": "order",
}


def option_of(member: str) -> str:
    """How the option of a member is spelled."""
    return SPELLED.get(member, member).replace("_", "-")


def refuse_foreign(of: Route, what: Event, names: Sequence[str]) -> None:
    """Refuse an option that this step cannot hold. Raises: UnfitOptionError."""
    kind = kind_of(of, what)
    known = {*codec.member_names(kind), *({"words"} if kind == "intake" else ())}
    for name in names:
        if name not in known:
            raise UnfitOptionError(f"--{option_of(name)}", f"houvast step {of.id} {what.id}")


def refuse_unread(of: Route, what: Event, said: Mapping[str, Any], now: datetime, zone: str, lang: str) -> None:
    """Refuse what cannot be read, before the passphrase is asked. Raises: as `read_members`."""
    kind = kind_of(of, what)
    read_members(kind, members(kind, of, what, said), now, zone, lang=lang)


def ask_more(kind: str, what: Event, said: dict[str, Any], now: datetime, zone: str, shell: Shell) -> datetime:
    """Ask what was not said; only the moment and, at an aangifte, her request have to be there. When the moment was answered."""
    asking = Asking(shell, kind, said, now, zone)
    asking.ask_moment("when", "Wanneer was het? (gisteravond, 3 maart 22:10 …)")
    match kind:
        case "intake":
            asking.ask_words("officer", "Met wie sprak je?")
            asking.ask_words("story", "Wat vertelde je?")
            asking.ask_listed("topics", "Waar ging het over? (veiligheid, bewijs, stopgesprek, aangifte, hulp)")
            asking.ask_words("wishes", "Wat wil jij? Ook een wens die nu niet kan, mag je noemen.")
        case "stopgesprek" if what.id in ("plan", "hold"):
            asking.ask_answer("wished", "Wilde jij dit gesprek zelf? (ja, nee, onbekend)")
            asking.ask_words("officer", "Wie van de politie doet of deed het gesprek?")
            if what.id == "hold":
                asking.ask_listed("points", "Wat zei de politie? (met ? zie je de vijf punten)")
        case "aangifte" if what.id == "third-files":
            asking.ask_words("filed_by", "Wie deed de aangifte?")
        case "aangifte":
            asking.ask_listed("offences", "Wat gebeurde er nog meer? (bedreiging, vernieling, mishandeling …)")
            asking.ask_answer("request", "Vraag je uitdrukkelijk om vervolging? (ja, nee, of: nog niet)", needed=True)
        case "decision":
            asking.ask_words("words", "Wat werd er beslist, in je eigen woorden?")
        case _:
            pass
    if kind in ("aangifte", "decision", "stopgesprek", "intake", "step"):
        asking.ask_words("reference", "Welk nummer hoort erbij?")
    return asking.now
