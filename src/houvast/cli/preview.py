"""What would leave and what would stay, before anything is made: with the numbers of the dossier, which `--include` takes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast.cli import reveals
from houvast.cli.lines import item_lines
from houvast.cli.whole import file_lines, member_lines, trouble_lines, version_lines
from houvast.logbook import codec
from houvast.logbook.entry import Exported, kind_of
from houvast.logbook.evidence import Receipt
from houvast.reports.choose import find
from houvast.reports.titles import one_line
from houvast.reports.whole_chats import named, whole_chats
from houvast.words import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.reveals import Found
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.reports.choose import Chosen
    from houvast.reports.packing import LeftOut
    from houvast.reports.revealing import Asked

_WHY = {
    "location": "er staat een plaats op aarde in",
    "perhaps a location": "misschien staat er een plaats op aarde in",
    "withdrawn": "ingetrokken",
    "no rows": "de gelezen regels zijn er niet",
    "private": "er zit iets in wat privé is",
}


def tell_left_behind(items: Sequence[Item], chosen: Sequence[Chosen], named: Sequence[str], shell: Shell) -> None:
    """Say which entries stay behind because they are private: of those she named each, else all at once."""
    leaving = {each.entry.id for each in chosen}
    for name in named:
        item = find(items, name)
        if item.entry.id not in leaving:
            shell.note(
                shell.text("Notitie {n} is privé en gaat niet mee. Met --include {n} gaat die wel mee.").format(
                    n=item.number
                )
            )
    staying = [item for item in items if item.entry.id not in leaving and not isinstance(item.entry, Exported)]
    if named or not staying:
        return
    numbers = " ".join(str(number) for number in sorted(item.number for item in staying))
    said = phrases(shell.lang).many(
        "{count} privénotitie gaat niet mee. Met --include {numbers} gaat die wel mee.",
        "{count} privénotities gaan niet mee. Met --include {numbers} gaan ze wel mee.",
        len(staying),
    )
    shell.note(said.format(count=len(staying), numbers=numbers))


def tell_private_halves(items: Sequence[Item], chosen: Sequence[Chosen], shell: Shell) -> None:
    """For a report to herself: say of which entries something stays behind that is private in them."""
    leaving = {each.entry.id: each for each in chosen if not each.whole}
    halves = [
        item.number for item in items
        if item.entry.id in leaving and _said(item.entry) - _said(leaving[item.entry.id].entry) - {"new", "known", "rows_seed"}
    ]  # fmt: skip
    if halves:
        numbers = " ".join(map(str, sorted(halves)))
        said = shell.text("Wat privé is in notitie {numbers}, gaat niet mee. Met --include {numbers} gaat het wel mee.")
        shell.note(said.format(numbers=numbers))


def tell_whole_chats(items: Sequence[Item], chosen: Sequence[Chosen], shell: Shell) -> None:
    """Say which whole chats go along in which the other does not write."""
    for each in whole_chats(items, {one.entry.id for one in chosen}):
        if not each.with_other:
            said = shell.text("Dit gaat mee, en R. schrijft er niet in mee. {what} (notitie {n}).")
            shell.note(said.format(what=named(each, shell.lang), n=each.number))


def _said(entry: Entry) -> set[str]:
    return set(codec.members(entry))


def left_out_lines(left_out: Sequence[LeftOut], shell: Shell) -> Iterator[str]:
    """Which files stay behind, and why."""
    for each in left_out:
        yield shell.text("Niet mee: {name} ({why})").format(name=one_line(each.name), why=shell.text(_WHY[each.why]))
    if any("location" in each.why for each in left_out):
        yield shell.text(
            "Met --with-locations gaan bestanden waarin een plaats op aarde staat of misschien staat wel mee."
        )


def preview(
    items: Sequence[Item],
    chosen: Sequence[Chosen],
    left_out: Sequence[LeftOut],
    told: tuple[Found, Asked],
    shell: Shell,
) -> int:
    """What would leave: first what it could tell the other, by whom that may be, then all of it. Exit code 0."""
    numbers = {item.entry.id: item.number for item in items}
    if shell.json:
        shell.document({
            "entries": [_json(each, numbers[each.entry.id]) for each in chosen],
            "left_out": [vars(each) | {"number": numbers.get(each.entry)} for each in left_out],
            **reveals.as_json(*told),
        })  # fmt: skip
        return 0
    for line in reveals.reveal_lines(*told, shell):
        shell.say(line)
    for each in chosen:
        for line in item_lines(dataclasses.replace(each.item, number=numbers[each.entry.id]), shell)[:1]:
            shell.say(line)
        troubles = trouble_lines(each.entry, shell) if isinstance(each.entry, Receipt) else ()
        for line in (*member_lines(each.entry, shell), *file_lines(each.entry, shell), *troubles):
            shell.say(line)
        if len(each.versions) > 1:
            for line in version_lines(each.versions, shell):
                shell.say(line)
        if each.whole:
            shell.say("      " + shell.text("ook wat privé is"))
    for line in left_out_lines(left_out, shell):
        shell.say(line)
    said = phrases(shell.lang).many(
        "{count} notitie zou meegaan. Er is niets gemaakt.",
        "{count} notities zouden meegaan. Er is niets gemaakt.",
        len(chosen),
    )
    shell.note(said.format(count=len(chosen)))
    return 0


def _json(each: Chosen, number: int) -> dict[str, Any]:
    return {
        "number": number, "id": each.entry.id, "kind": kind_of(each.entry), "whole": each.whole,
        "says": codec.members(each.entry),
    }  # fmt: skip
