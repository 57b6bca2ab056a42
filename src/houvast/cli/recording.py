"""What commands that record typed entries share: files tried and kept, and how they end: record, say so, read back what was said."""

from __future__ import annotations

import dataclasses
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.intake.photos import look, with_said
from houvast.intake.sorts import sort_of
from houvast.logbook import codec
from houvast.logbook.entry import Incident
from houvast.logbook.recorded import moment
from houvast.words import claim_words, listed, number, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.cli.shell import Shell
    from houvast.logbook.entry import Entry
    from houvast.logbook.evidence import Evidence
    from houvast.vault.vault import Vault

_MOST_READ_BACK = 20


def record(
    shell: Shell,
    vault: Vault,
    entries: Sequence[Entry],
    keeps: Sequence[str] = (),
    done: str = "Genoteerd.",
) -> int:
    """Record the entries, say so and read the moments back; exit code 0."""
    write(shell, vault, entries, keeps)
    if not shell.json:
        shell.say(shell.text(done))
    read_back(shell, entries)
    return 0


def write(shell: Shell, vault: Vault, entries: Sequence[Entry], keeps: Sequence[str] = ()) -> None:
    """Record the entries, at this moment: not when the command began, as a story takes time to type.

    With `--json` the document says where, and which moments they claim.
    """
    shell.writes = True
    seq = vault.record(entries, shell.now(), keeps)
    if shell.json:
        shell.document(recorded_document(vault, seq, entries))


def recorded_document(vault: Vault, seq: int, entries: Sequence[Entry]) -> dict[str, Any]:
    """What `--json` says of entries that were recorded."""
    claims = [moment(each) for each in entries]
    return {
        "dossier": vault.dossier, "head": vault.head, "seq": seq, "entries": [each.id for each in entries],
        "when": [None if claim is None else codec.plain(claim) for claim in claims],
    }  # fmt: skip


def read_back(shell: Shell, entries: Sequence[Entry]) -> None:
    """What happened and every moment as it was read, with how to mend it: a wrong reading is seen at once. Of many, where to look."""
    claims = [(each, claim) for each in entries if (claim := moment(each)) is not None]
    if shell.json or not claims:
        return
    for each in entries[:_MOST_READ_BACK]:
        if isinstance(each, Incident) and each.behaviours:
            named = [guidance.load("behaviours").label(behaviour, shell.lang) for behaviour in each.behaviours]
            shell.note(shell.text("Wat er gebeurde: {how}.").format(how=listed(named, shell.lang)))
    if len(claims) > _MOST_READ_BACK:
        shell.note(shell.text("Kijk met houvast show na of de momenten kloppen."))
        return
    for entry, claim in claims:
        shown = claim_words(claim, shell.lang)
        shell.note(shell.text("Moment van {entry}: {at}.").format(entry=entry.id[:8], at=shown))
    first = claims[0][0]
    member = "when" if hasattr(first, "when") else "obtained"
    command = f'houvast correct {shlex.quote(shell.opened)} {first.id[:8]} --set "{member}=…"'
    shell.note(shell.text("Klopt een moment niet: {command}").format(command=command))


def refuse_unreadable(*paths: str) -> None:
    """Try every file, so that one that cannot be read is told before the passphrase is asked. Raises: OSError."""
    for path in paths:
        with Path(path).open("rb"):
            pass


def with_file(entry: Evidence, vault: Vault, path: str, shell: Shell) -> Evidence:
    """The entry with this file, kept, and with what the file says of itself when it is a photo; a large one is counted on a line.

    Raises: OSError.
    """
    named = Path(path)
    with named.open("rb") as stream:
        file = vault.keep(stream, named.name, shell.progress(named.name, named.stat().st_size))
    with vault.open(file) as original:
        photo = look(original, shell.now())
    made = dataclasses.replace(entry, file=file, origin="imported", sort=entry.sort or sort_of(file.name))
    return with_said(made, photo)


def tell_private(count: int, shell: Shell) -> None:
    """Say how many earlier entries became private by what was just taken in."""
    if count:
        told = phrases(shell.lang).many(
            "{count} eerdere notitie is nu ook privé.", "{count} eerdere notities zijn nu ook privé.", count
        )
        shell.say(told.format(count=number(count, shell.lang)))
