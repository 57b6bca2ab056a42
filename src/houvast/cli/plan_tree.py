"""What stands in her plan, as a tree: what the stalker knows, where, what can happen, and below it what she does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import kept, measures
from houvast.insight.plan import standing, tree
from houvast.logbook import codec
from houvast.logbook.entry import kind_of
from houvast.logbook.plan import Measure, Moment
from houvast.reports.items import items_of
from houvast.reports.titles import one_line
from houvast.words import claim_words, codes, money

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.plan import Branch
    from houvast.insight.timeline import Item

NOTHING_YET = "Hier staat nog niets. Begin met houvast plan DOSSIER --new, of kijk eerst naar een voorbeeld: --example."


def show(args: argparse.Namespace, shell: Shell) -> int:
    """All of it, and what is to be looked at again by now; or that nothing stands there yet."""
    opened = shell.open(args.dossier)
    items = items_of(opened)
    if args.json:
        said = [_document(branch) for branch in tree(items)]
        shell.document({"dossier": opened.dossier, "head": opened.head, "ahead": said})
        return 0
    found = tree(items)
    if not found:
        shell.say(shell.text(NOTHING_YET))
        return 0
    for branch in found:
        for line in _branch_lines(branch, shell, 0):
            shell.say(line)
    _tell_reviews(items, shell)
    return 0


def _tell_reviews(items: Sequence[Item], shell: Shell) -> None:
    """Which of her measures are to be looked at again by now."""
    today = kept.today(shell.now())
    for item in standing(items, Measure):
        entry = item.entry
        if isinstance(entry, Measure) and entry.review is not None and entry.review.at <= today:
            told = shell.text("Notitie {number} wilde je op {day} weer bekijken.")
            shell.note(told.format(number=item.number, day=claim_words(entry.review, shell.lang)))


def _branch_lines(branch: Branch, shell: Shell, depth: int) -> Iterator[str]:
    yield "   " * depth + line(branch.item, shell)
    for each in branch.under:
        yield from _branch_lines(each, shell, depth + 1)


def line(item: Item, shell: Shell) -> str:
    """One thing: its number, what it is, her words, and of a measure where it stands."""
    entry = item.entry
    called = codes.word(codes.KINDS_OF_PLAN, kind_of(entry), shell.lang)
    if isinstance(entry, Measure):
        label = guidance.load("measures").label(entry.measure, shell.lang) if entry.measure else ""
        parts = [
            one_line(" – ".join(each for each in (label, entry.text) if each)), measures.state_words(entry, shell),
            money(entry.cents, shell.lang) if entry.cents is not None else "", entry.who or "",
            shell.text("weer bekijken: {day}").format(day=claim_words(entry.review, shell.lang)) if entry.review else "",
        ]  # fmt: skip
    elif isinstance(entry, Moment):
        parts = [one_line(entry.where or ""), one_line(entry.at_times or "")]
    else:
        parts = [one_line(getattr(entry, "text", None) or "")]
    return f"{item.number:>4}  {called}: " + " · ".join(part for part in parts if part)


def _document(branch: Branch) -> dict[str, Any]:
    entry = branch.item.entry
    return {
        "number": branch.item.number, "id": entry.id, "kind": kind_of(entry), "says": codec.members(entry),
        "under": [_document(each) for each in branch.under],
    }  # fmt: skip
