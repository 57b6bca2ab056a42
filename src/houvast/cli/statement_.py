"""`houvast statement`: her right to tell the court what it does to her life: whether, how, who reads it, and a draft (J19, B105-B107, E15).

To use it or not is her free choice: nothing is preset. The text comes from a file or stdin, never from an argument, and stays private.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import drawn, roads
from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import BadArgumentsError
from houvast.guidance import routes
from houvast.insight.plan import merged
from houvast.insight.requests import statement_event
from houvast.insight.steps import fitting, road
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.steps import Statement
from houvast.reports.items import items_of
from houvast.reports.taken import value_words
from houvast.words import codes, translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item

COMMAND = "houvast statement"
_MEMBERS = ("when", "form", "author", "reader", "session")
_SHOWN = ("form", "reader", "author", "session")
_USE = {"ja": True, "yes": True, "nee": False, "no": False}


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    helping.dossier(parser)
    parser.add_argument(
        "--use", choices=tuple(_USE), help="of je van dit recht gebruik wilt maken; jij kiest, en je mag je bedenken"
    )
    parser.add_argument("--form", metavar="WOORD", help="schriftelijk of mondeling")
    parser.add_argument(
        "--reader", metavar="WOORD", help="wie het voorleest: ikzelf, Slachtofferhulp, mijn advocaat, niemand"
    )
    parser.add_argument("--author", metavar="WOORDEN", help="wie het schreef, als jij het niet alleen deed")
    parser.add_argument(
        "--session", metavar="MOMENT", help="wanneer de zitting is; met het jaar erbij, of: begin januari"
    )
    parser.add_argument("--when", metavar="MOMENT", help="wanneer je dit koos of schreef; vorm als bij houvast add")
    parser.add_argument("--text", action="store_true", help="je tekst helemaal laten zien")
    typed_words.source(parser, "je tekst", entries=False)
    lists(parser, form=("statement-forms",), reader=("statement-readers",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record a choice or a draft, or show where she is."""
    zone, now = checked_zone(args.zone), shell.now()
    said: dict[str, Any] = typed_words.given(args, _MEMBERS)
    if args.source:
        said["text"] = typed_words.read_words(args.source)
    read = read_members("statement", said, now, zone, lang=shell.lang)
    use = None if args.use is None else _USE[args.use]
    if not said and use is None:
        return _show(args, shell)
    if use is not False and read.get("form") == "not-used":
        use = False
    if use is False and (said.keys() & {"text", "reader"} or read.get("form") not in (None, "not-used")):
        raise BadArgumentsError(COMMAND, "--use nee")
    opened = shell.open(args.dossier)
    before = road(routes.load("statement"), items_of(opened))
    event = statement_event(read, use=use)
    if event is not None:
        said["event"] = fitting(before, event).id
    if use is False:
        said["form"] = "not-used"
    made = typed("statement", said, shell.now(), zone, shell.lang)
    code = roads.record(opened, made, before.route, shell)
    if not shell.json and "form" in read:
        for line in guidance.load("statement-forms").get(read["form"]).text:
            shell.note(translator(shell.lang)(line))
    return code


def now_said(items: Sequence[Item]) -> dict[str, Any]:
    """What her statement says now: of each member what she said last."""
    found = merged(items, Statement)
    return (
        {}
        if found is None
        else {name: said for name, said in codec.members(found).items() if name not in ("event", "when")}
    )


def _show(args: argparse.Namespace, shell: Shell) -> int:
    opened, now = shell.open(args.dossier), shell.now()
    items = items_of(opened)
    facts = roads.facts_of(opened, items, now, shell)
    of, said = road(routes.load("statement"), items), now_said(items)
    if shell.json:
        shell.document({
            "dossier": opened.dossier, "head": opened.head, "statement": said, "road": drawn.road_document(of, facts, now),
        })  # fmt: skip
        return 0
    for line in drawn.road_lines(of, facts, shell):
        shell.say(line)
    for name in _SHOWN:
        if name in said:
            shell.say(
                f"  {codes.member('statement', name, shell.lang)}: {value_words('statement', name, said[name], shell.lang)}"
            )
    text = said.get("text")
    if text and args.text:
        shell.say()
        shell.say(text)
    elif text:
        shell.say("  " + shell.text("Er ligt een tekst klaar. Je leest die met --text."))
    shell.say(shell.text("Je tekst blijft privé tot jij kiest. Wat je inlevert, kan de stalker lezen of horen."))
    return 0
