"""`houvast report`: a PDF to read, or a package that a stranger verifies; only what is disclosable unless she includes more (J07, J15).

First the dossier itself is verified, a break is said and not hidden; what was written is read back; then it is recorded that it left.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import reveals, sheets
from houvast.cli.outside import refuse_inside
from houvast.cli.preview import left_out_lines, preview, tell_left_behind, tell_private_halves, tell_whole_chats
from houvast.cli.typing import read_words
from houvast.errors import BadArgumentsError, NothingToReportError, OutNameError, PackageNameError, TargetExistsError
from houvast.logbook.case import Fear, SignalAnswer
from houvast.logbook.entry import Exported
from houvast.reports import bag
from houvast.reports.choose import choose
from houvast.reports.items import items_of
from houvast.reports.revealed_lines import with_names
from houvast.reports.revealing import revealed
from houvast.words.languages import SOURCE, phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.reports.choose import Chosen
    from houvast.reports.packing import LeftOut
    from houvast.vault.vault import Vault

READERS = ("police", "lawyer", "self")
_ENDINGS = (".pdf", ".zip", ".zip.age")


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.NUMBERS
    helping.dossier(parser)
    parser.add_argument(
        "out", metavar="OUT", help="OUT.pdf, of een pakket: OUT/ (map), OUT.zip, OUT.zip.age (verzegeld)"
    )
    parser.add_argument(
        "--for", dest="reader", choices=READERS, default="police", help="voor wie: politie, advocaat of jezelf (police)"
    )
    parser.add_argument(
        "--entries", metavar="NUMMER", nargs="+", default=[], help="alleen deze notities, en hun bewijs"
    )
    parser.add_argument(
        "--include", metavar="NUMMER", nargs="+", default=[], help="deze notities helemaal, ook wat privé is"
    )
    parser.add_argument(
        "--with-signals",
        action="store_true",
        help="ook je antwoorden op de signalen en over je eigen gevoel; zonder dit blijven die hier",
    )
    parser.add_argument(
        "--with-locations",
        action="store_true",
        help="ook bestanden waarin een plaats op aarde staat of misschien staat",
    )
    parser.add_argument("--seal-to", metavar="AGE1…", help="verzegel het pakket voor deze age-sleutel")
    parser.add_argument(
        "--seal-passphrase-from", metavar="FILE", help="verzegel het pakket met de wachtzin in dit bestand"
    )
    parser.add_argument(
        "--name", metavar="NAAM", help="jouw naam op het voorblad van de PDF; zonder staat er geen naam"
    )
    parser.add_argument(
        "--bursts-in-full", action="store_true", help="in de PDF ook elk bericht van elke reeks, achterin"
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help="alleen laten zien wat een ander eruit kan leren, wat erin zou komen, en wat niet",
    )
    reveals.configure(parser)
    sheets.configure(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Make it."""
    sheets.refuse_without(args)
    if args.sheet:
        return sheets.run(args, shell)
    out, now = Path(args.out), shell.now()
    _refuse_ending(args.out)
    if out.suffix.lower() == ".pdf" and (args.seal_to or args.seal_passphrase_from):
        raise PackageNameError(str(out))
    if out.suffix.lower() != ".pdf" and (args.name or args.bursts_in_full):
        raise BadArgumentsError("houvast report", f"--name, --bursts-in-full: {out.name}")
    if args.seal_to and args.seal_passphrase_from:
        raise BadArgumentsError("houvast report", "--seal-to, --seal-passphrase-from")
    refuse_inside(Path(args.dossier), out)
    if not out.absolute().parent.is_dir():  # else the hidden name it is first written under would be told
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(out.parent))
    wanted = reveals.asked(args)
    opened = shell.open(args.dossier)
    items = items_of(opened)
    wanted = with_names(reveals.as_written(wanted, items, shell, apart=args.apart), items, apart=args.apart)
    include = [*args.include, *(_signals(items) if args.with_signals else ())]
    chosen = choose(items, include, args.entries)
    tell_left_behind(items, chosen, args.entries, shell)
    tell_whole_chats(items, chosen, shell)
    if args.reader == "self":
        tell_private_halves(items, chosen, shell)
    if args.preview:
        left_out = () if out.suffix.lower() == ".pdf" else _left_out(opened, chosen, args)
        told = revealed(opened, items, chosen, wanted), wanted
        return preview(items, chosen, left_out, told, shell)
    if not chosen:
        raise NothingToReportError
    reveals.tell_count(opened, items, chosen, wanted, shell)
    _verified(opened, shell)
    if out.suffix.lower() == ".pdf":
        return _pdf(out, opened, chosen, len(choose(items, include)), args, shell, now)
    return _package(out, opened, chosen, args, shell, now)


def _signals(items: Sequence[Item]) -> list[str]:
    """Her answers to the signals and about her fear, as `--include` names them."""
    return [item.entry.id for item in items if isinstance(item.entry, SignalAnswer | Fear)]


def _refuse_ending(name: str) -> None:
    """Refuse a name that promises something else than we make. Raises: OutNameError."""
    is_folder = name.endswith(("/", os.sep)) or Path(name).is_dir() or not Path(name).suffix
    if not (is_folder or name.lower().endswith(_ENDINGS)):
        raise OutNameError(name)


def _left_out(vault: Vault, chosen: Sequence[Chosen], args: argparse.Namespace) -> Sequence[LeftOut]:
    """The files a package would leave behind."""
    from houvast.reports import packing, places

    return packing.plan(vault, chosen, None if args.with_locations else places.holds_location).left_out


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
    out: Path,
    vault: Vault,
    chosen: Sequence[Chosen],
    out_of: int,
    args: argparse.Namespace,
    shell: Shell,
    now: datetime,
) -> int:
    from houvast.reports import from_vault, pdf
    from houvast.reports.dossier import About, compose

    if out.exists():
        raise TargetExistsError(str(out))
    about = About(vault.dossier, vault.head, now, args.reader, by=args.name, in_full=args.bursts_in_full, out_of=out_of)
    paper = compose(chosen, about, from_vault.read(vault, chosen))
    content = pdf.render(paper, from_vault.pictures_of(vault, chosen))
    with bag.beside(out) as hidden, bag.new_file(hidden) as file:
        file.write(content)
    digest = hashlib.sha256(content).hexdigest()
    _record(vault, chosen, "pdf", args.reader, digest, now)
    code = _done(shell, out, "pdf", digest, len(chosen), vault, ())
    if shell.lang != SOURCE:
        shell.note(shell.text("De PDF is in het Nederlands."))
    return code


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
    code = _done(shell, out, "package", written.sha256, written.entries, vault, written.left_out)
    if not shell.json:
        check = f"houvast verify {shlex.quote(str(out))}{' --key FILE' if args.seal_to else ''}"
        shell.say(shell.text("Wie het krijgt, gaat het na met: {check}").format(check=check))
    return code


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
    for line in left_out_lines(left_out, shell):
        shell.say(line)
    return 0
