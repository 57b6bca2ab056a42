"""What stands on the cards of `houvast report --sheet cards`: by options, from a file, or by questions (J46, J47). No command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.cli import typing as typed_words
from houvast.cli.parts import EMPTY
from houvast.cli.wordlists import own_words
from houvast.errors import BadArgumentsError, UnreadLineError
from houvast.reports.sheets import cards
from houvast.words import translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from houvast.cli.shell import Shell
    from houvast.guidance import Item as Content
    from houvast.insight.timeline import Item


def wanted(args: argparse.Namespace) -> list[Content]:
    """The cards that are asked for; all of them when none is named."""
    every = guidance.load("cards")
    return [every.find(word) for word in args.card] or list(every.offered)


def answers(args: argparse.Namespace) -> dict[tuple[str, str], str]:
    """What is filled in, by card and field; a field that several cards have is the same on each.

    Raises: BadArgumentsError; UnreadLineError.
    """
    said = dict(_pair(each) for each in args.field) | (_object(args.fill) if args.fill else {})
    found, chosen = dict[tuple[str, str], str](), wanted(args)
    for name, words in said.items():
        fields = [(card.id, name) for card in chosen for field in card.own["fields"] if field["id"] == name]
        if not fields:
            raise BadArgumentsError("houvast report", f"--field {name}")
        found |= dict.fromkeys(fields, words)
    return found


def _pair(text: str) -> tuple[str, str]:
    name, equals, words = text.partition("=")
    if not equals:
        raise BadArgumentsError("houvast report", f"--field {text}")
    return name.strip(), words.strip()


def _object(path: str) -> dict[str, str]:
    words, lines = typed_words.read_source(path)
    named = "stdin" if path == "-" else path
    if words is not None or len(lines) != 1 or not all(isinstance(said, str) for said in lines[0][1].values()):
        raise UnreadLineError(named, 1, "json")
    return lines[0][1]


def asked(
    chosen: Sequence[Content], given: dict[tuple[str, str], str], items: Sequence[Item], shell: Shell
) -> dict[tuple[str, str], str]:
    """The answers, with those to the questions at a terminal; before each card what must not stand on it. Enter leaves room to write."""
    for card in chosen:  # what cannot stand there is told before anything else
        for field in card.own["fields"]:
            cards.refuse(card, field["id"], given.get((card.id, field["id"]), ""), items)
    found, said = dict(given), dict[str, str]()
    say = translator(shell.lang)
    for card in chosen:
        shell.note(say(card.nl))
        for text in card.text:
            shell.note("  " + say(text))
        shell.note(
            "  "
            + shell.text("Zet hier niet op: {never}.").format(never="; ".join(say(each) for each in card.own["never"]))
        )
        for field in card.own["fields"] if shell.interactive and not given else ():
            found[card.id, field["id"]] = said.setdefault(field["id"], _written(card, field, items, shell))
    return found


def _written(card: Content, field: dict[str, str], items: Sequence[Item], shell: Shell) -> str:
    def read(answer: str) -> str:
        cards.refuse(card, field["id"], answer, items)
        return answer

    shell.note("  " + translator(shell.lang)(field["nl"]))
    found: str = shell.ask(
        "Wat zet je daar neer? (Enter: leeg, om met de pen in te vullen)",
        field["id"],
        needed=False,
        read=own_words(shell, read),
    )
    return "" if found == EMPTY else found
