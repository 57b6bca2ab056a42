"""Measures of the list as lines: by place, with what they cost, what comes first, and what to mind (D01-D78, B065, J12). No command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.insight.measures import COSTS, ONLY, chosen, hers, situation
from houvast.insight.plan import before, latest, marked, suits
from houvast.logbook.case import Case
from houvast.logbook.plan import Measure
from houvast.reports.items import items_of
from houvast.words import codes, listed, phrases, translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.guidance import Item as Content
    from houvast.insight.timeline import Item

MARKS = {"planned": "[.]", "done": "[x]", "not-for-me": "[-]"}
_IN = "      "


def list_lines(found: Sequence[Content], marks: Mapping[str, Item], case: Case, shell: Shell) -> Iterator[str]:
    """Measures under the heading of their place, each with her mark; those that are surely for another situation are left out."""
    say = translator(shell.lang)
    for place in guidance.load("measure-places"):
        here = [
            item
            for item in found
            if item.own["place"] == place.id and suits(item.own.get("only_for", ()), case) is not False
        ]
        if not here:
            continue
        yield ""
        yield say(place.nl)
        for item in here:
            yield f"  {_mark(item.id, marks)} {item.id:<28} {_label(item, case, shell)}"


def _label(item: Content, case: Case, shell: Shell) -> str:
    parts = [translator(shell.lang)(item.nl)]
    if (cost := COSTS.get(item.own["cost"])) is not None:
        parts.append(shell.text(cost))
    if suits(item.own.get("only_for", ()), case) is None:
        parts += [shell.text(ONLY[each]) for each in item.own["only_for"]]
    return " · ".join(parts)


def _mark(measure: str, marks: Mapping[str, Item]) -> str:
    item = marks.get(measure)
    status = item.entry.status if item is not None and isinstance(item.entry, Measure) else None
    return MARKS.get(status or "", "[ ]")


def explained(item: Content, marks: Mapping[str, Item], shell: Shell) -> Iterator[str]:
    """One measure: what it is, how, why, what to mind, and what comes first."""
    say = translator(shell.lang)
    yield say(item.nl)
    for text in (item.hint, *item.text):
        if text:
            yield _IN + guidance.filled(say(text))
    yield _IN + shell.text("Waarom: {reason}").format(reason=guidance.filled(say(item.own["reason"])))
    yield from minding(item, marks, shell)


def minding(item: Content, marks: Mapping[str, Item], shell: Shell) -> Iterator[str]:
    """What she has to know before she plans it: what to mind, and which measures come first (I-18, I-19, B159)."""
    say = translator(shell.lang)
    if "warning" in item.own:
        yield _IN + shell.text("Let op: {warning}").format(warning=guidance.filled(say(item.own["warning"])))
    measures = guidance.load("measures")
    first = before(item, marks, measures.get)
    if first:
        names = listed([f"“{measures.label(each, shell.lang)}” ({each})" for each in first], shell.lang)
        told = phrases(shell.lang).many(
            "Doe dit eerst: {names}.", "Doe deze eerst, in deze volgorde: {names}.", len(first)
        )
        yield _IN + told.format(names=names)


def state_words(entry: Measure, shell: Shell) -> str:
    """Where a measure stands, in words; nothing when she said nothing of it."""
    return "" if entry.status is None else codes.word(codes.MEASURE_STATES, entry.status, shell.lang)


def document(found: Sequence[Content], items: Sequence[Item], case: Case, lang: str) -> list[dict[str, Any]]:
    """The measures for programs."""
    marks, say = marked(items), translator(lang)
    return [
        {
            "id": item.id, "place": item.own["place"], "label": say(item.nl), "cost": item.own["cost"],
            "only_for": list(item.own.get("only_for", ())), "suits": suits(item.own.get("only_for", ()), case),
            "warning": say(item.own["warning"]) if "warning" in item.own else None,
            "before": list(before(item, marks, guidance.load("measures").get)),
            "status": _status(marks.get(item.id)), "number": marks[item.id].number if item.id in marks else None,
        } for item in found
    ]  # fmt: skip


def _status(item: Item | None) -> str | None:
    return item.entry.status if item is not None and isinstance(item.entry, Measure) else None


def show(args: argparse.Namespace, shell: Shell) -> int:
    """The list, by place, with what she chose of it; exit code 0."""
    place = guidance.load("measure-places").find(args.place).id if args.place else None
    found = chosen(hers(place), free=args.free, search=args.search, lang=shell.lang)
    opened = shell.open(args.dossier)
    items = items_of(opened)
    case = situation(latest(items, Case), args.relation)
    if args.json:
        said = document(found, items, case, shell.lang)
        shell.document({"dossier": opened.dossier, "head": opened.head, "measures": said})
        return 0
    if not found:
        shell.say(
            shell.text(
                "Er past geen maatregel bij wat je vroeg. Zonder --place, --search en --free zie je ze allemaal."
            )
        )
        return 0
    shell.note(shell.text("Niet alles past bij jou. Kies zelf. [x] gedaan, [.] gepland, [-] niets voor mij."))
    for line in list_lines(found, marked(items), case, shell):
        shell.say(line)
    shell.note(shell.text("Meer over één maatregel: --explain WOORD. Kiezen: --do WOORD."))
    return 0


def explain(args: argparse.Namespace, shell: Shell) -> int:
    """All of one measure; exit code 0."""
    item = guidance.load("measures").find(args.explain)
    opened = shell.open(args.dossier)
    for line in explained(item, marked(items_of(opened)), shell):
        shell.say(line)
    return 0


def show_example(shell: Shell) -> int:
    """The flower shop: it stands beside her own list, never in it (C118, I-20)."""
    say, every = translator(shell.lang), guidance.load("example-plan")
    if shell.json:
        shell.document({"example": [
            {"id": item.id, "kind": item.own["kind"], "of": item.own.get("of"), "label": say(item.nl)} for item in every
        ]})  # fmt: skip
        return 0
    shell.say(shell.text("Een voorbeeld. Het staat niet in jouw lijst."))

    def below(of: str | None, depth: int) -> None:
        for item in every:
            if item.own.get("of") == of:
                called = codes.word(codes.KINDS_OF_PLAN, item.own["kind"], shell.lang)
                shell.say("   " * depth + f"{called}: {say(item.nl)}")
                below(item.id, depth + 1)

    below(None, 0)
    return 0
