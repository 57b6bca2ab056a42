"""`houvast import`: take in chats and other files; originals are kept first, every file gets a receipt (J05, J85)."""

from __future__ import annotations

import dataclasses
import os
import stat
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.cli.items import open_ids
from houvast.cli.lines import one_line
from houvast.cli.recording import tell_private
from houvast.cli.shell import checked_zone
from houvast.cli.whole import trouble_lines
from houvast.errors import HouvastError, NoFilesError
from houvast.intake.formats import Answers
from houvast.intake.intake import Taken, Wish, take_in
from houvast.logbook import reading
from houvast.logbook.entry import Import
from houvast.logbook.when import ZONE
from houvast.words import codes, date_and_time, listed, number, phrases, sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from houvast.cli.shell import Shell
    from houvast.intake.formats import Extract, OpenDateOrder
    from houvast.logbook.entry import Receipt
    from houvast.vault.vault import Vault

_CHATS = (".txt", ".zip")
_MAILS = (".eml", ".emlx", ".mbox")
_MOST_SHOWN, _MOST_EXAMPLES, _FIRST_WORDS = 5, 3, 60
_NO_CHAT = {
    "empty": "Dit bestand is leeg. Is het een export, maak die dan nog eens.",
    "no mail": "Het heet als e-mail, maar er is geen e-mail in te lezen. Bewaar de mail nog eens als bestand, als dat kan.",
    "no chat": "Het heet als een export van WhatsApp, maar er is geen chat in te lezen; maak de export nog eens.",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    helping.dossier(parser)
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="bestanden, of mappen met bestanden (wat daarin verborgen is, met een punt vooraan, blijft eruit)",
    )
    parser.add_argument("--me", metavar="NAAM", help="hoe jij zelf in de chat heet")
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
    answers = Answers(not_after=shell.now().date(), date_order=args.date_order, zone=zone, me=args.me)
    receipts, code = [], 0
    before = open_ids(opened) if args.private else set()
    for path in files:
        try:
            taken = _one(path, opened, answers, args, shell)
        except (HouvastError, OSError) as error:
            shell.fail(error)
            code = max(code, error.exit_code if isinstance(error, HouvastError) else 1)
            continue
        receipts.append(_receipt(path, taken, opened, shell))
        if not shell.json:
            _say(path, taken, shell)
        code = max(code, 2 if taken.open is not None else 1 if taken.refused is not None else 0)
    since = sorted(before - open_ids(opened)) if before else []
    if shell.json:
        shell.document({"receipts": receipts, "dossier": opened.dossier, "head": opened.head, "became_private": since})
        return code
    tell_private(len(since), shell)
    if not args.dry_run:
        shell.say(shell.text("Stand van het dossier: {head}").format(head=opened.head))
    return code


def _one(path: Path, vault: Vault, answers: Answers, args: argparse.Namespace, shell: Shell) -> Taken:
    """Take in one file; where it leaves its date order open and somebody is there, ask."""
    progress = shell.progress(path.name, path.stat().st_size)
    wish = Wish(private=args.private, dry=args.dry_run, zone_said=args.zone is not None, progress=progress)
    with path.open("rb") as stream:
        shell.writes = True
        taken = take_in(stream, path.name, vault, shell.now(), answers, wish)
    if taken.open is None or not shell.interactive:
        return taken
    shell.say(one_line(str(path)))
    _show_open(taken.open, shell)

    def read(answer: str) -> str | None:
        if answer.lower() in candidates:
            return answer.lower()
        shell.note(shell.text("Typ {orders}, of Enter om het open te laten.").format(orders=", ".join(candidates)))
        return None

    candidates = taken.open.candidates
    question = "Welke volgorde klopt? (dmy, mdy, ymd; leeg laat het open)"
    answer = shell.ask(question, "date-order", needed=False, read=read)
    if not answer:
        return taken
    with path.open("rb") as stream:
        return take_in(stream, path.name, vault, shell.now(), dataclasses.replace(answers, date_order=answer), wish)


def _files(path: Path, shell: Shell) -> Iterator[Path]:
    """The files below a path, plain files before chats and mails, so that those find their files kept.

    Hidden ones are left out and counted; what is no regular file is named and never opened: a pipe would wait for ever.
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
    for each in sorted(found, key=lambda each: each.suffix.lower() in (*_CHATS, *_MAILS)):
        if _is_regular(each):
            yield each
        else:
            shell.note(shell.text("{path} is geen gewoon bestand en is overgeslagen.").format(path=one_line(str(each))))


def _is_regular(path: Path) -> bool:
    """Whether it can be opened without waiting; what is not there is told when it is opened."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _receipt(path: Path, taken: Taken, vault: Vault, shell: Shell) -> dict[str, Any]:
    """The JSON of one receipt, as the contract in the architecture names it."""
    receipt, found = taken.receipt, taken.extract
    decided = None if found is None else found.date_order
    order = None if decided is None else {"order": decided.order, "decided_by": decided.decided_by}
    name = os.fsencode(path).decode("utf-8", "replace")
    base: dict[str, Any] = {
        "path": name, "sha256": taken.file.sha256, "size": taken.file.size, "kept": taken.kept, "recorded": taken.recorded,
        "format": None if receipt is None or found is None else found.header["format"], "variant": None if found is None else found.variant,
        "messages": 0, "new": 0, "known": 0, "unread": [], "media": 0, "system": 0, "date_order": order, "zone": None,
        "doubts": [], "first": None if found is None else found.first, "last": None if found is None else found.last,
        "participants": [] if found is None else list(found.participants),
    }  # fmt: skip
    if taken.open is not None:
        base["open"] = {"candidates": list(taken.open.candidates), "preselected": taken.open.preselected}
    if (why := _why_no_chat(taken)) is not None:
        base["no_chat"] = why
    if taken.refused is not None:
        base["refused"] = sentence(taken.refused, shell.lang)
    if receipt is None:
        return base
    base |= _of_import(vault, receipt.imported) if found is None else {"zone": found.header["zone"]}
    counts = {name: getattr(receipt, name) for name in ("messages", "new", "known", "media", "system")}
    unread = [dataclasses.asdict(each) for each in receipt.unread]
    return base | counts | {"unread": unread, "doubts": [dataclasses.asdict(each) for each in receipt.doubts]}


def _of_import(vault: Vault, imported: str | None) -> dict[str, Any]:
    from houvast.intake.held import imports

    of = next((each for each in imports(vault) if each.id == imported), Import())
    order = None if of.date_order is None else dataclasses.asdict(of.date_order)
    return {
        "format": of.format, "variant": of.variant, "date_order": order, "zone": of.zone, "first": of.first, "last": of.last,
        "participants": list(of.participants),
    }  # fmt: skip


def _say(path: Path, taken: Taken, shell: Shell) -> None:
    """What became of a file, below its name."""
    say = shell.say
    say(one_line(str(path)))
    if taken.refused is not None:
        say(f"  {sentence(taken.refused, shell.lang)} " + shell.text("Het bestand zelf is bewaard."))
    elif taken.open is not None:
        if not shell.interactive:  # else they were shown with the question
            _show_open(taken.open, shell)
        kept = "Bewaard, nog niet gelezen." if taken.file.blob else "Zou bewaard worden, maar nog niet gelezen."
        say(f"  {shell.text(kept)} " + shell.text("Geef dezelfde opdracht met --date-order dmy, mdy of ymd."))
    elif taken.receipt is not None:
        say("  " + _counts(taken.receipt, shell))
        if taken.extract is not None:
            say("  " + _read_as(taken.extract, shell))
        for line in trouble_lines(taken.receipt, shell, _MOST_SHOWN):
            say(f"  {line}")
    elif taken.recorded:
        say("  " + shell.text("Bewaard als bewijs."))
    else:
        again = not taken.kept and taken.file.blob
        say("  " + (shell.text("Was al bewaard.") if again else shell.text("Zou als bewijs worden bewaard.")))
    if (reason := _why_no_chat(taken)) is not None:
        say("  " + shell.text(_NO_CHAT[reason]))


def _counts(receipt: Receipt, shell: Shell) -> str:
    """How many messages there were, and what became of them."""
    texts = [shell.text(each) for each in ("{n} nieuw", "{n} al bekend", "{n} niet gelezen")]
    figures = (receipt.new, receipt.known, len(receipt.unread))
    parts = [text.format(n=number(n, shell.lang)) for text, n in zip(texts, figures, strict=True)]
    messages = phrases(shell.lang).many("{count} bericht", "{count} berichten", receipt.messages)
    return f"{messages.format(count=number(receipt.messages, shell.lang))}: {listed(parts, shell.lang)}"


def _why_no_chat(taken: Taken) -> str | None:
    """Why a file that one would take for a chat was not read as one; None when nobody would, or the reason was told already."""
    if taken.receipt is not None or taken.open is not None or taken.refused is not None:
        return None
    if taken.file.size == 0:
        return "empty"
    name = taken.file.name.lower()
    if name.endswith(_MAILS):
        return "no mail"
    if name.endswith(_CHATS) and ("whatsapp" in name or name.endswith("_chat.txt")):
        return "no chat"
    return None


def _read_as(found: Extract, shell: Shell) -> str:
    """From when to when the messages are, and how their dates were read."""
    order, zone = found.date_order, found.header["zone"]
    because = codes.word(codes.BECAUSE, order.decided_by if order else "nothing-dated", shell.lang)
    if found.first is None or found.last is None:
        return shell.text("geen bericht met een datum, want {because}").format(because=because)
    walls = (datetime.fromisoformat(reading.on_clock(at, zone)) for at in (found.first, found.last))
    first, last = (date_and_time(wall, shell.lang) for wall in walls)
    if order is None and first == last:
        return first
    if order is None:
        return shell.text("van {first} tot {last}").format(first=first, last=last)
    read_as = shell.text("van {first} tot {last}; datums gelezen als {order}, want {because}")
    return read_as.format(
        first=first, last=last, order=codes.word(codes.ORDERS, order.order, shell.lang), because=because
    )


def _show_open(question: OpenDateOrder, shell: Shell) -> None:
    shell.say("  " + shell.text("De volgorde van dag en maand blijkt niet uit dit bestand. Voorbeelden:"))
    for example in question.examples[:_MOST_EXAMPLES]:
        words = " ".join(example.text.split())
        shown = words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS]}…"
        shell.say(f"    {example.header.strip()} {shown}")
        for order, at in example.readings:
            moment = date_and_time(datetime.fromisoformat(at), shell.lang)
            shell.say(f"      {order} ({codes.word(codes.ORDERS, order, shell.lang)}): {moment}")
