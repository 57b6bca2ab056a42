"""`houvast report --sheet`: a sheet to print for one use (J12-J14, J19, J20, J32, J46, J47). Its name asks for what it is made of."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.cli import cards as filling
from houvast.cli import reveals
from houvast.cli import typing as typed_words
from houvast.cli.outside import refuse_inside
from houvast.errors import BadArgumentsError, EmptySheetError, OutNameError, TargetExistsError
from houvast.insight.measures import hers, situation
from houvast.insight.plan import latest
from houvast.insight.reveals import Part, names_in
from houvast.insight.reveals import reveals as revealing
from houvast.logbook.case import Case
from houvast.logbook.entry import Exported, Note
from houvast.logbook.when import here
from houvast.reports import bag
from houvast.reports.choose import choose
from houvast.reports.items import items_of
from houvast.reports.revealed_lines import with_names
from houvast.reports.sheets import cards, flight, texts
from houvast.words import phrases, translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.reveals import Found
    from houvast.insight.timeline import Item
    from houvast.reports.revealing import Asked
    from houvast.reports.sheets import Sheet
    from houvast.vault.vault import Vault

SHEETS = ("intake", "flight", "cards", "damages", "statement", "measures", "effects")
_ONLY = {
    "card": ("cards",), "field": ("cards",), "fill": ("cards",), "place": ("measures",), "mine": ("measures",), "relation": ("measures",),
    "with_signals": ("intake",), "include": ("intake", "damages", "statement", "effects"), "entries": ("intake", "damages", "effects"),
}  # fmt: skip
_NEVER_HERE = ("with_locations", "seal_to", "seal_passphrase_from", "name", "bursts_in_full")
_TELLING = re.compile(
    r"stalk|politie|police|aangifte|vlucht|flight|slachtoffer|veilig|bewijs|dossier|112|plan", re.IGNORECASE
)
_NEUTRAL = "notities"
_MOST_OPEN = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the sheets and what belongs to them."""
    parser.add_argument(
        "--sheet", choices=SHEETS,
        help="één blad om te printen: gesprek met de politie, vluchtplan, kaarten, schade, verklaring, maatregelen, gevolgen",
    )  # fmt: skip
    parser.add_argument(
        "--card", metavar="WOORD", action="append", default=[], help="welke kaart, bij cards (mag vaker); zonder: alle"
    )
    parser.add_argument(
        "--field",
        metavar="VELD=WOORDEN",
        action="append",
        default=[],
        help="wat er op een kaart staat, zoals my-phone=… (mag vaker)",
    )
    parser.add_argument(
        "--fill", metavar="FILE", help="alles op de kaarten als één JSON-object {veld: woorden}, of met - van stdin"
    )
    parser.add_argument("--place", metavar="WOORD", help="alleen maatregelen op deze plek, bij measures")
    parser.add_argument("--mine", action="store_true", help="alleen wat jij koos of zelf bedacht, bij measures")
    parser.add_argument(
        "--relation",
        metavar="WOORD",
        action="append",
        default=[],
        help="alleen wat past bij: ex-partner, buren …, bij measures",
    )


def refuse_without(args: argparse.Namespace) -> None:
    """Options of a sheet belong to a sheet. Raises: BadArgumentsError."""
    own = [
        name for name, sheets in _ONLY.items() if typed_words.is_said(getattr(args, name)) and args.sheet not in sheets
    ]
    wrong = own if args.sheet else [name for name in own if name not in ("include", "entries", "with_signals")]
    wrong += [name for name in _NEVER_HERE if args.sheet and typed_words.is_said(getattr(args, name))]
    if wrong:
        raise BadArgumentsError(
            "houvast report",
            ", ".join(f"--{name.replace('_', '-')}" for name in (*wrong, *(["sheet"] if args.sheet else []))),
        )


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Make it, or only show what would stand on it."""
    now = shell.now()
    out = _target(args.out, now)
    refuse_inside(Path(args.dossier), out)
    if out.exists() and not args.preview:
        raise TargetExistsError(str(out))
    answers = filling.answers(args) if args.sheet == "cards" else {}
    opened = shell.open(args.dossier)
    items = items_of(opened)
    wanted = with_names(reveals.asked(args), items, apart=args.apart)
    sheet = _composed(args, opened, items, answers, shell)
    if not sheet.boxes:
        _tell_left(sheet, shell)
        raise EmptySheetError(args.sheet)
    told = _told(sheet, items, wanted)
    if args.preview:
        return _preview(sheet, told, wanted, shell)
    _tell_before(sheet, told, out, args, shell)
    content = _printed(sheet, out, now)
    digest = hashlib.sha256(content).hexdigest()
    opened.record([Exported(to="self", form="pdf", head=opened.head, entries=sheet.used, sha256=digest)], now)
    if shell.json:
        shell.document({
            "path": str(out), "form": "pdf", "sheet": args.sheet, "sha256": digest, "entries": list(sheet.used), "left": sheet.left,
            "dossier": opened.dossier, "head": opened.head,
        })  # fmt: skip
        return 0
    shell.say(shell.text("{path} is klaar.").format(path=out))
    if args.sheet == "flight":
        _tell_flight(items, shell)
    return 0


def _target(name: str, now: datetime) -> Path:
    """The file to write; in a folder one with a neutral name (K22). Raises: OutNameError."""
    out = Path(name)
    if out.is_dir():
        return out / f"{_NEUTRAL}-{here(now):%Y-%m-%d}.pdf"
    if out.suffix.lower() != ".pdf":
        raise OutNameError(name)
    return out


def _printed(sheet: Sheet, out: Path, now: datetime) -> bytes:
    from houvast.reports.sheets.printing import render

    content = render(sheet, now)
    with bag.beside(out) as hidden, bag.new_file(hidden) as file:
        file.write(content)
    return content


def _composed(
    args: argparse.Namespace, vault: Vault, items: Sequence[Item], answers: dict[tuple[str, str], str], shell: Shell
) -> Sheet:
    from houvast.reports import from_vault, known
    from houvast.reports.sheets import doing, intake, life, money

    match args.sheet:
        case "flight":
            return flight.flight(items)
        case "cards":
            wanted = filling.wanted(args)
            return cards.cards(wanted, filling.asked(wanted, answers, items, shell), items)
        case "measures":
            place = guidance.load("measure-places").find(args.place).id if args.place else None
            case = situation(latest(items, Case), args.relation)
            return doing.measures(hers(place), items, case, mine=args.mine)
    chosen = choose(items, args.include, args.entries)
    if args.sheet == "damages":
        return money.damages(chosen, items)
    if args.sheet == "effects":
        return life.effects(items, chosen)
    if args.sheet == "statement":
        return life.statement(items, chosen)
    signals = known.signals_leaving(items, chosen) if args.with_signals else ()
    return intake.intake(chosen, from_vault.bursts(vault, chosen), signals, items)


# Before it leaves


def _told(sheet: Sheet, items: Sequence[Item], wanted: Asked) -> Found:
    """What the very words on the sheet could tell, by the list of what may be new to the other."""
    parts = [Part(0, (Note(text=text),)) for text in texts(sheet)]
    names = names_in((item.entry for item in items), [name for names in wanted.people for name in names])
    return revealing(parts, (), names, wanted.watched)


def _lines(told: Found, shell: Shell) -> Iterator[str]:
    kinds = guidance.load("reveals")
    for kind in dict.fromkeys(each.kind for each in told.listed):
        words = dict.fromkeys(each.words for each in told.listed if each.kind == kind)
        yield f"  {kinds.label(kind, shell.lang)}: {' · '.join(words)}"


def _preview(sheet: Sheet, told: Found, wanted: Asked, shell: Shell) -> int:
    if shell.json:
        shell.document({"sheet": list(texts(sheet)), "left": sheet.left, **reveals.as_json(told, wanted)})
        return 0
    if told.listed:
        shell.say(shell.text("Wie dit blad vindt, kan hieruit leren:"))
    for line in _lines(told, shell):
        shell.say(line)
    shell.say()
    for text in texts(sheet):
        shell.say(text)
    _tell_left(sheet, shell)
    shell.note(shell.text("Er is niets gemaakt."))
    return 0


def _tell_before(sheet: Sheet, told: Found, out: Path, args: argparse.Namespace, shell: Shell) -> None:
    """What to mind before it leaves: what it tells, what stays behind, and a name of the file that tells by itself."""
    if told.listed:
        shell.note(shell.text("Let op: hierop staat iets wat een ander niet hoeft te weten. Bekijk het met --preview."))
    _tell_left(sheet, shell)
    if _TELLING.search(out.name):
        neutral = out.with_name(f"{_NEUTRAL}.pdf").name
        shell.note(
            shell.text("De naam van dit bestand zegt waar het over gaat. {neutral} zegt niets.").format(neutral=neutral)
        )
    if args.sheet in ("flight", "cards"):
        shell.note(shell.text("Print het niet op een apparaat dat je deelt, en bewaar het waar de stalker niet komt."))


def _tell_left(sheet: Sheet, shell: Shell) -> None:
    if sheet.left > 0:
        said = phrases(shell.lang).many(
            "{count} notitie die erbij hoort, gaat niet mee. Kies met --include of --entries.",
            "{count} notities die erbij horen, gaan niet mee. Kies met --include of --entries.", sheet.left,
        )  # fmt: skip
        shell.note(said.format(count=sheet.left))


def _tell_flight(items: Sequence[Item], shell: Shell) -> None:
    if any(flight.code_words(items)):
        shell.note(shell.text("Je codewoord staat er niet op. Dat onthoud je zelf."))
    if empty := flight.open_parts(items):
        names = [translator(shell.lang)(each) for each in empty[:_MOST_OPEN]]
        names += [shell.text("en meer")] if empty[_MOST_OPEN:] else []
        shell.note(shell.text("Nog leeg in je plan: {parts}.").format(parts=", ".join(names)))
