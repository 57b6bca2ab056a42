"""`houvast aware`: whether there is AWARE where she lives, what is asked of her, the request and its answer (J22, B141-B149, E12)."""

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
from houvast.insight.requests import aware_settled, region_of
from houvast.insight.steps import fitting, road
from houvast.intake.typed import read_members, typed
from houvast.reports.items import items_of
from houvast.words import listed, translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from houvast.cli.shell import Shell
    from houvast.guidance import Item as Content

COMMAND = "houvast aware"
_MEMBERS = (
    "when",
    "municipality",
    "region",
    "grounds",
    "constant_threat",
    "adult",
    "same_person",
    "fear",
    "reason",
    "until",
)
_THERE = {
    "yes": "In deze regio is er AWARE.", "no": "In deze regio is er geen AWARE.",
    "unknown": "Of er in jouw regio AWARE is, weten we niet. Vraag het na.",
}  # fmt: skip
ASK = "Vragen over AWARE: politie 0900-8844 of Veilig Thuis 0800-2000. Bij gevaar: 112."
NOT_CHECKED = "nog niet nagekeken"


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument(
        "event",
        metavar="STAP",
        nargs="?",
        help="wat er gebeurde: ask, apply-threat, grant, refuse …; zonder: wat er kan",
    )
    parser.add_argument("--when", metavar="MOMENT", help="wanneer; vorm als bij houvast add")
    parser.add_argument("--municipality", metavar="WOORD", help="je gemeente")
    parser.add_argument("--region", metavar="WOORD", help="je regio; staat die er niet bij, dan: een andere regio")
    parser.add_argument(
        "--ground",
        dest="grounds",
        metavar="WOORD",
        action="append",
        default=[],
        help="waarom je het vraagt (mag vaker)",
    )
    helping.answer(parser, "--constant-threat", "of de dreiging ernstig is en aanhoudt")
    helping.answer(parser, "--adult", "of je 18 jaar of ouder bent; jonger mag je het ook vragen")
    helping.answer(parser, "--same-person", "of je bang bent voor dezelfde persoon")
    parser.add_argument("--fear", metavar="WOORDEN", help="waar je bang voor bent")
    parser.add_argument("--reason", metavar="WOORDEN", help="de reden van de beslissing")
    parser.add_argument("--until", metavar="MOMENT", help="tot en met wanneer je het hebt; met het jaar erbij")
    parser.add_argument("--anyway", action="store_true", help="het gebeurde, ook als het niet op de kaart past")
    typed_words.source(parser, "de woorden van --fear", entries=False)
    lists(parser, ground=("aware-grounds",), region=("regions",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record what happened, or show what there is and where she is."""
    zone, now = checked_zone(args.zone), shell.now()
    said: dict[str, Any] = typed_words.given(args, _MEMBERS)
    if args.source:
        said |= typed_words.words_once(args, "fear")
    read = read_members("aware-request", said, now, zone, lang=shell.lang)
    if args.event is None:
        if extra := sorted(said.keys() - {"region", "municipality"}):
            raise BadArgumentsError(COMMAND, f"--{extra[0].replace('_', '-')}")
        return _show(args, read.get("region"), shell)
    of = routes.load("aware")
    what = roads.event(of, args.event)
    roads.ask_when("aware-request", said, now, zone, shell)
    opened = shell.open(args.dossier)
    items, now = items_of(opened), shell.now()
    before = road(of, items)
    what = fitting(before, what.id)
    roads.allow(
        before, what, roads.facts_for(what, opened, items, now, shell, aware_settled(read)), shell, anyway=args.anyway
    )
    made = typed("aware-request", {**said, "event": what.id}, now, zone, shell.lang)
    return roads.record(opened, made, of, shell)


def _show(args: argparse.Namespace, wished: str | None, shell: Shell) -> int:
    opened, now = shell.open(args.dossier), shell.now()
    items = items_of(opened)
    regions = guidance.load("regions")
    named = wished or region_of(items)
    region = regions.get(named if named is not None and named in regions else "other")
    of, facts = road(routes.load("aware"), items), roads.facts_of(opened, items, now, shell)
    if shell.json:
        shell.document({
            "dossier": opened.dossier, "head": opened.head,
            "region": {
                "id": region.id, "aware": region.own["aware"], "status": region.status, "grounds": list(region.own.get("grounds", ())),
                "conditions": [each["id"] for each in region.own.get("conditions", ())],
                "committee": [each["id"] for each in region.own.get("committee", ())],
                "targets": [each["id"] for each in region.own.get("targets", ())],
            },
            "road": drawn.road_document(of, facts, now),
        })  # fmt: skip
        return 0
    for line in (*_region_lines(region, shell), "", *drawn.road_lines(of, facts, shell)):
        shell.say(line)
    shell.say(shell.text(ASK))
    return 0


def _region_lines(region: Content, shell: Shell) -> Iterator[str]:
    """Whether there is AWARE in a region, on what grounds and conditions, who decides, and who hears the button (B145-B149)."""
    say = translator(shell.lang)
    mark = "" if region.status == "valid" else f" ({shell.text(NOT_CHECKED)})"
    yield f"{say(region.nl)}{mark}"
    yield "  " + shell.text(_THERE[region.own["aware"]])
    yield from (f"  {guidance.filled(say(each))}" for each in region.text)
    grounds = [guidance.load("aware-grounds").label(each, shell.lang) for each in region.own.get("grounds", ())]
    if grounds:
        yield "  " + shell.text("Waarom je het kunt vragen:")
        yield from (f"    - {each}" for each in grounds)
    for heading, name in (("Wat er gevraagd wordt:", "conditions"), ("Wat je krijgt:", "form")):
        if region.own.get(name):
            yield "  " + shell.text(heading)
            yield from (f"    - {say(each['nl'])}" for each in region.own[name])
    for wording, name in (("Wie beslist: {who}.", "committee"), ("Wie het alarm hoort: {who}.", "targets")):
        if region.own.get(name):
            yield "  " + shell.text(wording).format(
                who=listed([say(each["nl"]) for each in region.own[name]], shell.lang)
            )
