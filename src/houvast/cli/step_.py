"""`houvast step`: where you are on each road, what can be next, and what happened (J27, E03-E06, E13, E18).

Life does not follow the chart: what has no place there is told, and recorded all the same when she says that it happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.cli import drawn, roads
from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.roads import DANGER
from houvast.cli.shell import checked_zone
from houvast.cli.step_entries import (
    COMMAND,
    SPELLED,
    ask_more,
    option_of,
    refuse_foreign,
    refuse_unread,
)
from houvast.cli.wordlists import lists
from houvast.errors import AssaultNoteError, BadArgumentsError, NoAnswerError, NoStepNamedError, TakenBackOrderError
from houvast.insight.steps import fitting, road
from houvast.intake.typed import typed
from houvast.logbook.case import Case
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Order
from houvast.reports.choose import find
from houvast.reports.items import items_of
from houvast.reports.walking import NO_REQUEST, NOTE, ORDER, PRIVATE, kind_of, members
from houvast.words import translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.guidance.routes import Event, Route
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry

_MEMBERS = (
    "when", "words", "reference", "officer", "story", "wishes", "topics", "points", "wished", "offences", "request", "filed_by",
    "decisions",
)  # fmt: skip
_TIES = ("evidence", "entries", "orders")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument(
        "route", metavar="WEG", nargs="?", help="een weg, zoals aangifte; zonder: alle wegen waarop je bent"
    )
    parser.add_argument(
        "event", metavar="STAP", nargs="?", help="wat er gebeurde op die weg; zonder: de weg in woorden"
    )
    parser.add_argument("--when", metavar="MOMENT", help="wanneer; vorm als bij houvast add")
    parser.add_argument("--words", metavar="WOORDEN", help="wat je erover kwijt wilt")
    parser.add_argument("--reference", metavar="NUMMER", help="nummer bij de politie of de rechter")
    _many(parser, "evidence", "NUMMER", "notitie met bewijs (mag vaker)")
    _many(parser, "entry", "NUMMER", "notitie die erbij hoort (mag vaker)")
    parser.add_argument("--officer", metavar="WOORDEN", help="met wie je sprak")
    parser.add_argument("--story", metavar="WOORDEN", help="bij een intakegesprek: wat je vertelde")
    parser.add_argument("--wishes", metavar="WOORDEN", help="bij een intakegesprek: wat je wilt")
    _many(parser, "topic", "WOORD", "bij een intakegesprek: waar het over ging (mag vaker)")
    _many(parser, "point", "WOORD", "bij een stopgesprek: wat de politie zei tegen de stalker (mag vaker)")
    helping.answer(parser, "--wished", "bij een stopgesprek: of jij het zelf wilt")
    _many(parser, "offence", "WOORD", "bij een aangifte: wat er nog meer gebeurde (mag vaker)")
    helping.answer(parser, "--request", "bij een aangifte: of je uitdrukkelijk om vervolging vraagt")
    parser.add_argument("--filed-by", metavar="WOORDEN", help="bij een aangifte: wie die deed, als jij het niet was")
    parser.add_argument(
        "--note-read", action="store_true", help="je las wat er bij mishandeling zonder jouw verzoek kan"
    )
    _many(parser, "decision", "WOORD", "wat de officier van justitie of de rechter besliste (mag vaker)")
    _many(parser, "order", "NUMMER", "notitie van een verbod dat erbij hoort (mag vaker)")
    parser.add_argument(
        "--answer", metavar="VRAAG=JA", action="append", default=[],
        help="antwoord op wat nog openstaat, zoals very-serious=nee (mag vaker); dit wordt niet bewaard",
    )  # fmt: skip
    parser.add_argument("--anyway", action="store_true", help="het gebeurde, ook als het niet op de kaart past")
    layer = parser.add_mutually_exclusive_group()
    layer.add_argument("--private", action="store_true", help="de hele notitie blijft privé")
    layer.add_argument(
        "--disclosable", action="store_true", help="mag mee in een rapport, ook als het anders privé zou zijn"
    )
    typed_words.source(parser, "de woorden van --words", entries=False)
    lists(
        parser, topic=("intake-topics",), point=("stopgesprek-points",), offence=("offences",),
        decision=("prosecutor-decisions", "sanctions"),
    )  # fmt: skip
    helping.zone(parser)
    helping.as_json(parser)


def _many(parser: argparse.ArgumentParser, name: str, metavar: str, purpose: str) -> None:
    member = next((member for member, option in SPELLED.items() if option == name), name)
    parser.add_argument(f"--{name}", dest=member, metavar=metavar, action="append", default=[], help=purpose)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Show where she is, or record what happened."""
    zone, now = checked_zone(args.zone), shell.now()
    said = typed_words.given(args, _MEMBERS)
    if args.source:
        said |= typed_words.words_once(args, "words")
    answers = dict(_answer(each) for each in args.answer)
    of = None if args.route is None else roads.route(args.route)
    what = None if of is None or args.event is None else roads.event(of, args.event)
    if of is None or what is None:
        if extra := [*said, *(name for name in _TIES if getattr(args, name))]:
            raise NoStepNamedError(f"--{option_of(extra[0])}", args.route)
        return _show(args, of, answers, shell)
    refuse_foreign(of, what, [*said, *(name for name in _TIES if getattr(args, name))])
    refuse_unread(of, what, said, now, zone, shell.lang)
    if "when" not in said and not shell.interactive:
        raise NoAnswerError("when")
    return _happened(args, of, what, said, shell)


def _answer(text: str) -> tuple[str, bool]:
    """One answer to an open question of a guard. Raises: BadArgumentsError; UnknownContentError."""
    from houvast import guidance

    name, _, value = text.partition("=")
    if value not in ("ja", "nee", "yes", "no"):
        raise BadArgumentsError(COMMAND, f"--answer {text}")
    return guidance.load("facts").get(name).id, value in ("ja", "yes")


# Where she is


def _show(args: argparse.Namespace, of: Route | None, answers: Mapping[str, bool], shell: Shell) -> int:
    opened, now = shell.open(args.dossier), shell.now()
    items = items_of(opened)
    facts = roads.facts_of(opened, items, now, shell, answers)
    found = roads.hers(items) if of is None else [road(of, items)]
    if shell.json:
        shell.document({
            "dossier": opened.dossier, "head": opened.head,
            "roads": [drawn.road_document(each, facts, now) for each in found],
        })  # fmt: skip
        return 0
    for each in found:
        if of is None:
            shell.say(f"{translator(shell.lang)(each.route.nl)} ({each.route.id})")
            lines = [*drawn.walked_lines(each, shell), *drawn.state_lines(each, shell)]
            lines += drawn.next_lines(each, facts, shell, every=False)
        else:
            lines = list(drawn.road_lines(each, facts, shell))
        for line in (*lines, *drawn.task_lines(each, now, shell)):
            shell.say(line)
        shell.say()
    if of is None:
        _others(found, shell)
    shell.say(shell.text(DANGER))
    return 0


def _others(found: Sequence[Any], shell: Shell) -> None:
    """The roads she is not on; none of them is one she has to walk."""
    on = {each.route.id for each in found}
    if not on:
        shell.say(shell.text("Je bent nog op geen enkele weg. Dat hoeft ook niet; kijk rond wanneer je wilt."))
    shell.say(shell.text("Andere wegen, te bekijken met houvast step DOSSIER WEG:"))
    for each in ORDER:
        if each not in on:
            shell.say(f"  {each:<16} {translator(shell.lang)(roads.route(each).nl)}")


# What happened


def _happened(args: argparse.Namespace, of: Route, what: Event, said: dict[str, Any], shell: Shell) -> int:
    opened = shell.open(args.dossier)
    items, now, zone = items_of(opened), shell.now(), args.zone
    before = road(of, items)
    what = fitting(before, what.id)
    kind = kind_of(of, what)
    answers = dict(_answer(each) for each in args.answer)
    facts = roads.facts_for(what, opened, items, now, shell, answers)
    allowed = roads.allow(before, what, facts, shell, anyway=args.anyway)
    if shell.interactive:
        now = ask_more(kind, what, said, now, zone, shell)
    if kind == "aangifte" and what.id != "third-files" and "request" not in said:
        raise NoAnswerError("request")
    if said.get("request") in ("no", "nee") or what.id in NO_REQUEST:
        tell_of_assault(shell, note_read=args.note_read)
    told = members(kind, of, what, said) | _tied(args, items)
    private = args.private or (of.id in PRIVATE and not args.disclosable)
    made: Entry = typed(kind, {**told, "private": private}, now, zone, shell.lang)
    if allowed and not args.anyway:
        roads.allow_then(of, what, made, items, shell)
    code = roads.record(opened, made, of, shell)
    if kind == "aangifte" and not shell.json:
        _tell_of_wishes(items, shell)
    return code


def _tell_of_wishes(items: Sequence[Item], shell: Shell) -> None:
    """What she may ask the police for once she filed, as far as it is not noted yet (B082, B083, J78)."""
    cases = {item.number: item.entry for item in items if isinstance(item.entry, Case) and not item.retracted}
    current = cases[max(cases)] if cases else Case()
    if current.police_contact is None:
        shell.say(
            shell.text("Je mag vragen om één vaste contactpersoon; houvast letters ask-fixed-contact helpt daarbij.")
        )
    if current.informed is None:
        shell.say(shell.text("Zeg bij de politie of je bericht wilt over je zaak. Alleen dan hoor je hoe het gaat."))


def tell_of_assault(shell: Shell, *, note_read: bool) -> None:
    """Before no request is saved, she knows what holds for assault (B026, J75). Raises: AssaultNoteError when nobody could read it."""
    if note_read:
        return
    if not shell.interactive:
        raise AssaultNoteError
    shell.note(shell.text(NOTE))
    if not shell.ask(
        "Wil je vastleggen dat je nu niet om vervolging vraagt? (ja, nee)", "request", read=roads.yes_or_no(shell)
    )[0]:
        raise NoAnswerError("request")


def _tied(args: argparse.Namespace, items: Sequence[Item]) -> dict[str, list[str]]:
    """The entries it names, by id.

    Raises: UnknownEntryError; BadArgumentsError for one of another kind than the option says; TakenBackOrderError.
    """
    kinds: Mapping[str, type] = {"evidence": Evidence, "orders": Order}
    found = {}
    for member in _TIES:
        named = [(name, find(items, name)) for name in getattr(args, member)]
        for name, each in named:
            if member in kinds and not isinstance(each.entry, kinds[member]):
                raise BadArgumentsError(COMMAND, f"--{option_of(member)} {name}")
            if member == "orders" and each.retracted:
                raise TakenBackOrderError(name)
        if named:
            found[member] = [each.entry.id for _, each in named]
    return found
