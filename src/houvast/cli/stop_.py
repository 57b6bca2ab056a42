"""`houvast stop`: the one message that said stop, with its proof; with `--draft` a text to begin from (B035-B046, J08, J76).

A second one is not recorded, unless the first was retracted. One that was sent earlier and is found later is: then that is the first,
and both stay visible.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.asking import Asking
from houvast.cli.recording import record, refuse_unreadable, with_file
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import BadArgumentsError, NoAnswerError, SecondStopError
from houvast.intake.typed import read_members, typed
from houvast.logbook.entry import StopMessage
from houvast.logbook.evidence import Evidence
from houvast.reports import stopping
from houvast.reports.items import items_of
from houvast.reports.stopping import DONE, SENT_SO, of_kind, openings, refuse_second, texts
from houvast.words import translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.guidance import Item as Content
    from houvast.insight.openings import Hint

_NEEDED = ("when", "words")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument("--when", metavar="MOMENT", help="wanneer je het stuurde; vorm als bij houvast add")
    parser.add_argument(
        "--channel", dest="channels", metavar="WOORD", action="append", default=[], help="hoe: chat, post … (mag vaker)"
    )
    parser.add_argument("--words", metavar="WOORDEN", help="wat je precies schreef of zei")
    parser.add_argument(
        "--proof",
        metavar="FILE",
        action="append",
        default=[],
        help="bewijs, zoals het bewijs van een aangetekende brief",
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help="een voorbeeld om over te nemen, en waar je op let; er wordt niets genoteerd",
    )
    parser.add_argument(
        "--for", dest="relation", metavar="WOORD", help="bij --draft: voor wie het is, zoals ex-partner of collega"
    )
    typed_words.source(parser, "de woorden van --words", entries=False)
    lists(parser, channel=("channels",), **{"for": ("relations",)})
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record it, once."""
    zone, now = checked_zone(args.zone), shell.now()
    said = typed_words.given(args, ("when", "channels", "words"))
    if args.source:
        said |= typed_words.words_once(args, "words")
    read_members("stop-message", said, now, zone, lang=shell.lang)
    if args.draft:
        return _draft(args, said, shell)
    if args.relation is not None:
        raise BadArgumentsError("houvast stop", "--for")
    missing = [member for member in _NEEDED if member not in said]
    if missing and not shell.interactive:
        raise NoAnswerError(missing[0])
    refuse_unreadable(*args.proof)
    opened = shell.open(args.dossier)
    proofs = list(args.proof)
    if missing:
        asking = Asking(shell, "stop-message", said, now, zone)
        asking.ask_moment("when", "Wanneer stuurde je het? (gisteravond, 3 maart 22:10 …)")
        now = asking.now
        refuse_second(
            items_of(opened), read_members("stop-message", {"when": said["when"]}, now, zone, lang=shell.lang)["when"]
        )
        asking.ask_listed("channels", "Hoe zei je het? (chat, post …)")
        asking.ask_words("words", "Wat schreef je precies?", needed=True)
        if not proofs and (found := asking.ask_file("Heb je er bewijs van? Noem dan het bestand:")):
            proofs.append(found)
    made = typed("stop-message", said, now, zone, shell.lang)
    assert isinstance(made, StopMessage)
    assert made.when is not None
    refuse_second(items_of(opened), made.when)
    evidence = [
        with_file(Evidence(sort="stop-proof", original_kept=True, entries=(made.id,)), opened, path, shell)
        for path in proofs
    ]
    made = dataclasses.replace(made, evidence=tuple(each.id for each in evidence))
    code = record(
        shell, opened, [made, *evidence], [each.file.blob for each in evidence if each.file is not None],
        DONE,
    )  # fmt: skip
    if not shell.json and openings(made.words or ""):
        shell.note(shell.text(SENT_SO))
    return code


def _draft(args: argparse.Namespace, said: dict[str, Any], shell: Shell) -> int:
    """A text for this relation, what to mind, and what in her own words may be read as an opening; nothing is recorded or sent."""
    if args.proof or said.keys() - {"words"}:
        raise BadArgumentsError("houvast stop", "--draft")
    relation = None if args.relation is None else guidance.load("relations").find(args.relation).id
    items = items_of(shell.open(args.dossier))
    for item in stopping.said(items):
        when = item.when
        raise SecondStopError(None if when is None else when.reading)
    fitting = texts(relation or stopping.relation_of(items))
    found = openings(said.get("words", ""))
    if shell.json:
        shell.document({
            "texts": [{"id": each.id, "text": list(each.text), "note": each.own.get("note")} for each in fitting],
            "rules": [each.id for each in of_kind("rule")],
            "hints": [{"id": each.item.id, "words": list(each.words), "why": each.item.own["why"]} for each in found],
        })  # fmt: skip
        return 0
    for line in (*_rule_lines(shell), *_text_lines(fitting, shell), *_hint_lines(found, said, shell)):
        shell.say(line)
    shell.note(
        shell.text(
            "Houvast verstuurt niets. Stuurde je het, leg het dan vast met houvast stop DOSSIER --proof BESTAND."
        )
    )
    return 0


def _rule_lines(shell: Shell) -> Iterator[str]:
    say = translator(shell.lang)
    for each in of_kind("rule"):
        yield say(each.nl)
        yield from (f"  {guidance.filled(say(line))}" for line in each.text)
    yield ""


def _text_lines(texts: Sequence[Content], shell: Shell) -> Iterator[str]:
    """The texts themselves stay Dutch: they are for the other person to read."""
    for each in texts:
        yield f"{translator(shell.lang)(each.nl)}:"
        yield from (f"    {line}" for line in stopping.lines(each))
        if each.own.get("note"):
            yield f"  {translator(shell.lang)(each.own['note'])}"


def _hint_lines(found: Sequence[Hint], said: Mapping[str, Any], shell: Shell) -> Iterator[str]:
    if "words" not in said:
        return
    yield ""
    if not found:
        yield shell.text("In je tekst vonden we geen woorden van onze lijst. Lees hem nog eens rustig over.")
        return
    yield shell.text("Deze woorden kan de ander lezen als een opening. Jij kiest of ze blijven:")
    for each in found:
        yield f"  {', '.join(each.words)}: {translator(shell.lang)(each.item.own['why'])}"
