"""`houvast import`: take in chats and other files; originals are kept first, every file gets a receipt (J05, J85)."""

from __future__ import annotations

import dataclasses
import functools
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.cli.choosing import Offer, ask_choice
from houvast.cli.counting import tell_all_but_me
from houvast.cli.naming import Naming
from houvast.cli.receipts import document, lacking_names, show_open, tell, tell_lacking, tell_together
from houvast.cli.recording import tell_private
from houvast.cli.shell import checked_zone
from houvast.errors import HouvastError, NoFilesError
from houvast.intake.formats import Answers
from houvast.intake.intake import CHATS, MAILS, Taken, Wish, take_in
from houvast.logbook.when import ZONE
from houvast.reports.items import items_of, open_ids
from houvast.reports.titles import one_line
from houvast.words import codes, number, phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from houvast.cli.shell import Shell
    from houvast.vault.vault import Vault


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    helping.dossier(parser)
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="bestanden (exports van chats, mail, foto’s en wat verder bewijs is), of mappen ermee "
        "(wat daarin verborgen is, met een punt vooraan, blijft eruit)",
    )
    helping.names(parser)
    parser.add_argument(
        "--date-order",
        choices=("dmy", "mdy", "ymd"),
        help="volgorde van dag, maand en jaar, waar een bestand dat openlaat",
    )
    parser.add_argument("--private", action="store_true", help="wat nu wordt ingelezen, blijft privé")
    parser.add_argument("--dry-run", action="store_true", help="alleen kijken wat eruit zou komen; niets bewaren")
    helping.zone(parser)
    parser.set_defaults(zone=None)  # so that an answer can be told from the default
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Take in every file; 2 when one of them leaves a question open, 1 when one could not be read at all."""
    zone = checked_zone(args.zone or ZONE)
    files = [found for name in args.paths for found in _files(Path(name), shell)]
    if not files:
        raise NoFilesError(args.paths[0])
    opened = shell.open(args.dossier)
    helping.refuse_both("houvast import", args)
    answers = Answers(
        not_after=shell.now().date(), date_order=args.date_order, zone=zone, me=args.me, by=tuple(dict.fromkeys(args.by)),
        by_nobody=args.by_nobody,
    )  # fmt: skip
    naming = Naming(shell, opened)
    receipts, read, code = [], set[str | None](), 0
    before = open_ids(opened) if args.private else set()
    for path in files:
        try:
            taken = _one(path, opened, answers, args, naming, shell, many=len(files) > 1)
        except (HouvastError, OSError) as error:
            shell.fail(error)
            code = max(code, error.exit_code if isinstance(error, HouvastError) else 1)
            continue
        receipts.append(document(path, taken, opened, shell))
        read |= set() if taken.receipt is None else {taken.receipt.imported}
        if not shell.json:
            tell(path, taken, shell)
        code = max(code, 2 if taken.open is not None else 1 if taken.refused is not None else 0)
    if lacking := lacking_names(answers, receipts):
        tell_lacking(lacking, shell)
        code = max(code, 2)
    if args.me is not None:
        tell_all_but_me(read, opened, items_of(opened), shell)
    since = sorted(before - open_ids(opened)) if before else []
    if shell.json:
        shell.document({"receipts": receipts, "dossier": opened.dossier, "head": opened.head, "became_private": since})
        return code
    if len(files) > 1:
        tell_together(receipts, shell)
    tell_private(len(since), shell)
    if not args.dry_run:
        shell.say(shell.text("Stand van het dossier: {head}").format(head=opened.head))
    return code


def _one(
    path: Path, vault: Vault, answers: Answers, args: argparse.Namespace, naming: Naming, shell: Shell, *, many: bool
) -> Taken:
    """Take in one file; where it leaves its date order open and somebody is there, ask."""
    progress = shell.progress(path.name, path.stat().st_size)
    who = functools.partial(naming.ask, path.name) if shell.interactive and not args.dry_run else None
    wish = Wish(args.private, args.dry_run, zone_said=args.zone is not None, progress=progress, who=who, many=many)
    with path.open("rb") as stream:
        shell.writes = True
        taken = take_in(stream, path.name, vault, shell.now(), answers, wish)
    if taken.open is None or not shell.interactive:
        return taken
    shell.say(one_line(str(path)))
    show_open(taken.open, shell)
    orders = [Offer(f"{each}  {codes.word(codes.ORDERS, each, shell.lang)}", (each,)) for each in taken.open.candidates]
    chosen = ask_choice(
        shell, "Welke volgorde klopt? (nummer of letters; twee keer Enter laat het open)", "date-order", orders
    )
    if not chosen:
        return taken
    order: Any = chosen[0].words[0]  # one of the candidates
    with path.open("rb") as stream:
        return take_in(stream, path.name, vault, shell.now(), dataclasses.replace(answers, date_order=order), wish)


def _files(path: Path, shell: Shell) -> Iterator[Path]:
    """The files below a path, plain files before chats and mails, so that those find their files kept.

    Hidden ones are left out and counted; what is no regular file is named and never opened: a pipe would wait for ever, and a link in
    a folder that somebody sent could bring in a file of her own.
    """
    found, hidden = [path], 0
    if path.is_dir():
        found = []
        for folder, names, members in os.walk(path):
            names.sort()
            inside = any(part.startswith(".") for part in Path(folder).relative_to(path).parts)
            shown = [] if inside else [Path(folder, member) for member in sorted(members) if not member.startswith(".")]
            hidden += len(members) - len(shown)
            found += shown
    if hidden:
        left_out = phrases(shell.lang).many(
            "{count} verborgen bestand is niet ingelezen.", "{count} verborgen bestanden zijn niet ingelezen.", hidden
        )
        shell.note(left_out.format(count=number(hidden, shell.lang)))
    for each in sorted(found, key=lambda each: each.suffix.lower() in (*CHATS, *MAILS)):
        if _is_regular(each, follow=each == path):
            yield each
        else:
            shell.note(shell.text("{path} is geen gewoon bestand en is overgeslagen.").format(path=one_line(str(each))))


def _is_regular(path: Path, *, follow: bool) -> bool:
    """Whether it can be opened without waiting; what is not there is told when it is opened."""
    try:
        return stat.S_ISREG(path.stat(follow_symlinks=follow).st_mode)
    except OSError:
        return True
