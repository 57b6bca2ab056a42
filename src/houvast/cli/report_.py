"""`houvast report`: a PDF to read, or a package that a stranger verifies; only what is disclosable unless she includes more (J07, J15).

First the dossier itself is verified, a break is said and not hidden; what was written is read back; then it is recorded that it left.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli.items import items_of
from houvast.cli.outside import refuse_inside
from houvast.cli.typing import read_words
from houvast.errors import BadArgumentsError, NothingToReportError, PackageNameError, TargetExistsError
from houvast.logbook import codec
from houvast.logbook.entry import Exported
from houvast.reports import bag
from houvast.reports.choose import choose, find
from houvast.words.languages import phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.reports.choose import Chosen
    from houvast.reports.packing import LeftOut
    from houvast.vault.vault import Vault

_WHY = {
    "location": "er staat een plaats op aarde in",
    "perhaps a location": "misschien staat er een plaats op aarde in",
    "withdrawn": "ingetrokken",
    "no rows": "de gelezen regels zijn er niet",
}
_IN_LINES = frozenset(
    {
        "when",
        "obtained",
        "behaviours",
        "channel",
        "place",
        "where",
        "what",
        "words",
        "told",
        "text",
        "description",
        "outcome",
    }
)
READERS = ("police", "lawyer", "self")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    helping.dossier(parser)
    parser.add_argument(
        "out", metavar="OUT", help="OUT.pdf, of een pakket: OUT/ (map), OUT.zip, OUT.zip.age (verzegeld)"
    )
    parser.add_argument(
        "--for", dest="reader", choices=READERS, default="police", help="voor wie: politie, advocaat of jezelf (police)"
    )
    parser.add_argument("--entries", metavar="NUMMER", nargs="+", default=[], help="alleen deze notities")
    parser.add_argument(
        "--include", metavar="NUMMER", nargs="+", default=[], help="deze notities helemaal, ook wat privé is"
    )
    parser.add_argument("--with-locations", action="store_true", help="ook bestanden waarin een plaats op aarde staat")
    parser.add_argument("--seal-to", metavar="AGE1…", help="verzegel het pakket voor deze age-sleutel")
    parser.add_argument(
        "--seal-passphrase-from", metavar="FILE", help="verzegel het pakket met de wachtzin in dit bestand"
    )
    parser.add_argument("--preview", action="store_true", help="alleen laten zien wat erin zou komen")
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Make it."""
    out, now = Path(args.out), shell.now()
    if out.suffix.lower() == ".pdf" and (args.seal_to or args.seal_passphrase_from):
        raise PackageNameError(str(out))
    if args.seal_to and args.seal_passphrase_from:
        raise BadArgumentsError("houvast report", "--seal-to, --seal-passphrase-from")
    refuse_inside(Path(args.dossier), out)
    opened = shell.open(args.dossier)
    items = items_of(opened)
    chosen = choose(items, args.include, args.entries)
    _tell_left_behind(items, chosen, args.entries, shell)
    if args.preview:
        return _preview(items, chosen, shell)
    if not chosen:
        raise NothingToReportError
    _verified(opened, shell)
    if out.suffix.lower() == ".pdf":
        return _pdf(out, opened, chosen, args, shell, now)
    return _package(out, opened, chosen, args, shell, now)


def _verified(vault: Vault, shell: Shell) -> None:
    """Say before anything leaves when the dossier does not verify: what leaves will show it too."""
    from houvast.proof.folder import verify_folder

    verdict = verify_folder(vault.store.files())[0]
    if (first := verdict.first_fault()) is not None:
        step, fault = first
        shell.note(
            shell.text("Let op: stap {n} van het nagaan klopt niet: {where}. Kijk met houvast verify.").format(
                n=step.n, where=fault.where
            )
        )


def _pdf(
    out: Path, vault: Vault, chosen: Sequence[Chosen], args: argparse.Namespace, shell: Shell, now: datetime
) -> int:
    from houvast.reports import pdf
    from houvast.reports.dossier import About, compose

    if out.exists():
        raise TargetExistsError(str(out))
    about = About(dossier=vault.dossier, head=vault.head, made_at=now, reader=args.reader)
    content = pdf.render(compose(chosen, about), pdf.pictures_of(vault, chosen))
    with bag.beside(out) as hidden, bag.new_file(hidden) as file:
        file.write(content)
    digest = hashlib.sha256(content).hexdigest()
    _record(vault, chosen, "pdf", args.reader, digest, now)
    return _done(shell, out, "pdf", digest, len(chosen), vault, ())


def _package(
    out: Path, vault: Vault, chosen: Sequence[Chosen], args: argparse.Namespace, shell: Shell, now: datetime
) -> int:
    from houvast.reports import package
    from houvast.seal import age, keys

    seal_to: age.Recipient | age.Passphrase | None = None
    if args.seal_to:
        seal_to = age.Recipient.from_text(args.seal_to)
    elif args.seal_passphrase_from:
        words = read_words(args.seal_passphrase_from)
        keys.refuse_weak(words)
        seal_to = age.Passphrase(keys.passphrase_bytes(words))
    written = package.write(vault, chosen, out, now, seal_to=seal_to, with_locations=args.with_locations)
    _record(vault, chosen, "package", args.reader, written.sha256, now)
    return _done(shell, out, "package", written.sha256, written.entries, vault, written.left_out)


def _record(vault: Vault, chosen: Sequence[Chosen], form: str, reader: str, digest: str, now: datetime) -> None:
    ids = tuple(each.entry.id for each in chosen)
    vault.record([Exported(to=reader, form=form, head=vault.head, entries=ids, sha256=digest)], now)


def _done(
    shell: Shell, out: Path, form: str, digest: str, count: int, vault: Vault, left_out: Sequence[LeftOut]
) -> int:
    if shell.json:
        shell.document({
            "path": str(out), "form": form, "sha256": digest, "entries": count, "dossier": vault.dossier, "head": vault.head,
            "left_out": [vars(each) for each in left_out],
        })  # fmt: skip
        return 0
    ready = phrases(shell.lang).many(
        "{path} is klaar, met {count} notitie.", "{path} is klaar, met {count} notities.", count
    )
    shell.say(ready.format(path=out, count=count))
    shell.say(shell.text("SHA-256 {digest}").format(digest=digest))
    for each in left_out:
        shell.say(shell.text("Niet mee: {name} ({why})").format(name=each.name, why=shell.text(_WHY[each.why])))
    if any("location" in each.why for each in left_out):
        shell.say(shell.text("Met --with-locations gaan bestanden met een plaats op aarde wel mee."))
    if form == "package":
        shell.say(shell.text("Wie het krijgt, gaat het na met: houvast verify {path}").format(path=out))
    return 0


def _tell_left_behind(items: Sequence[Item], chosen: Sequence[Chosen], named: Sequence[str], shell: Shell) -> None:
    """Say which entries she named and stay behind all the same."""
    leaving = {each.entry.id for each in chosen}
    for name in named:
        item = find(items, name)
        if item.entry.id not in leaving:
            shell.note(
                shell.text("Notitie {n} is privé en gaat niet mee. Met --include {n} gaat die wel mee.").format(
                    n=item.number
                )
            )


def _preview(items: Sequence[Item], chosen: Sequence[Chosen], shell: Shell) -> int:
    """What would leave, in full and with the numbers of the dossier: read it as the other may read it in the case file."""
    from houvast.cli.lines import item_lines

    numbers = {item.entry.id: item.number for item in items}
    for each in chosen:
        shown = dataclasses.replace(each.item, number=numbers[each.entry.id])
        for line in item_lines(shown, shell):
            shell.say(line)
        for name, value in codec.members(each.entry).items():
            if name not in _IN_LINES:
                shell.say(f"      {name}: {json.dumps(value, ensure_ascii=False)}")
        if each.whole:
            shell.say("      " + shell.text("ook wat privé is"))
    would = phrases(shell.lang).many(
        "{count} notitie zou meegaan. Er is niets gemaakt.",
        "{count} notities zouden meegaan. Er is niets gemaakt.",
        len(chosen),
    )
    shell.note(would.format(count=len(chosen)))
    return 0
