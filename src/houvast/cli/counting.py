"""Whose messages of a chat count, in words: read back before it is recorded, and before and after a correction."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from houvast.errors import AgeFileError, BrokenReadingError, MissingFileError
from houvast.insight.whose import whose
from houvast.intake.held import imports, read_reading
from houvast.intake.names import written_as
from houvast.reports.titles import one_line
from houvast.words import listed, number, phrases

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.logbook.evidence import Import
    from houvast.vault.vault import Vault

_MOST_SHOWN = 8


def who_counts(of: Import, shell: Shell) -> str:
    """Whose messages of this import count, and whose do not."""
    found = whose([of]).get(of.id)
    if found is None:
        return shell.text("Nog niemand telt mee, want er is niet gezegd wie je lastigvalt.")
    if not found.names:
        return shell.text("Niemand telt mee: dit bestand is alleen bewijs.")
    said = phrases(shell.lang).many(
        "{names} telt mee als wie je lastigvalt.", "{names} tellen mee als wie je lastigvalt.", len(found.names)
    )
    told = said.format(names=names_in_words(found.names, shell))
    hers = () if of.me is None else written_as(of.me, of.participants)  # in mail her address under each name
    others = [name for name in of.participants if name not in {*found.names, *hers}]
    if others:
        told += " " + shell.text("Niet: {names}.").format(names=names_in_words(others, shell))
    if found.because == "all-but-me":
        told += " " + shell.text("Dat is iedereen behalve jij.")
    return told


def names_in_words(names: Sequence[str], shell: Shell) -> str:
    """Names on one line; of many the first, and how many more."""
    shown = [one_line(name) for name in names[:_MOST_SHOWN]]
    if more := len(names[_MOST_SHOWN:]):
        shown.append(shell.text("nog {n}").format(n=number(more, shell.lang)))
    return listed(shown, shell.lang)


def change_lines(vault: Vault, before: Import, after: Import, shell: Shell) -> list[str]:
    """Who counted before, who counts now, and for how many messages that makes a difference."""
    lines = [
        shell.text("Eerst: {who}").format(who=who_counts(before, shell)),
        shell.text("Nu: {who}").format(who=who_counts(after, shell)),
    ]
    try:
        rows = _messages(vault, after)
    except (AgeFileError, BrokenReadingError, MissingFileError):
        return [*lines, shell.text("Hoeveel berichten dat scheelt, konden we niet nagaan.")]
    then, now = _names(before), _names(after)
    counts = [sum(rows.get(name, 0) for name in names) for names in (then ^ now, then, now)]
    said = phrases(shell.lang).many(
        "Dat scheelt {count} bericht in dit bestand: eerst telden er {then} mee, nu {now}.",
        "Dat scheelt {count} berichten in dit bestand: eerst telden er {then} mee, nu {now}.",
        counts[0],
    )
    count, first, last = (number(each, shell.lang) for each in counts)
    return [*lines, said.format(count=count, then=first, now=last)]


def tell_all_but_me(ids: Collection[str | None], vault: Vault, items: Sequence[Item], shell: Shell) -> None:
    """Say of each of these imports in which all others count that it is so, and how to say who bothers her."""
    numbers = {item.entry.id: item.number for item in items}
    for each in imports(vault):
        found = whose([each]).get(each.id)
        if each.id in ids and found is not None and found.because == "all-but-me" and each.file is not None:
            shell.note(f"{one_line(each.file.name)}: {who_counts(each, shell)}")
            mend = shell.text("Valt niet iedereen van hen je lastig, zeg dan wie: {command}")
            command = f"houvast correct {shlex.quote(shell.opened)} {numbers[each.id]} --by NAAM"
            shell.note("  " + mend.format(command=command))


def _names(of: Import) -> frozenset[str]:
    found = whose([of]).get(of.id)
    return frozenset() if found is None else frozenset(found.names)


def _messages(vault: Vault, of: Import) -> dict[str, int]:
    """How many messages and calls there are of each sender. Raises: as `read_reading`."""
    import polars as pl

    rows = read_reading(vault, of)[1].filter(pl.col("kind") != "system")
    return dict(rows["sender"].drop_nulls().value_counts().iter_rows())
