"""`houvast add`: record an incident (J03-J05); asks for what is missing when somebody can answer."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.asking import Asking
from houvast.cli.recording import read_back, refuse_unreadable, with_file, write
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import BadArgumentsError, NoAnswerError, TakenBackOrderError
from houvast.intake.typed import read_members, typed, with_hours
from houvast.logbook.entry import Incident
from houvast.logbook.envelope import new_id
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Order

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell
    from houvast.insight.orders import Breach
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

_TEXTS = {
    "where": "plaats in woorden", "duration": "hoe lang, in woorden", "changed": "wat er veranderd was",
    "feelings": "wat het met je deed (privé)", "own_reaction": "wat je zelf deed (privé)",
    "coordinates": "coördinaten (privé)", "target": "wie het trof: ikzelf, kind, familie, vriend of collega",
    "place": "soort plek: huis, onderweg, werk, online …",
}  # fmt: skip
MORE = "Meer kan erbij met --evidence, --police, --target, --changed, --effect en --feelings: zie houvast add --help."
_MEMBERS = ("when", "how", "what", "times", "minutes", "witness", "effects", "severe", "disclose", *_TEXTS)
_PRIVATE = tuple(sorted(Incident.PRIVATE_MEMBERS))


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument(
        "--when", metavar="MOMENT",
        help="3 maart 2026 22:10, 3-3-2026, gisteravond, woensdag, rond 22:10, maart 2026, 2026-03-03T22:10, nu; rond of ~ is geschat; "
        "of een tijd: vorige week, afgelopen weekend, begin maart, zomer 2026, rond Kerst, een paar weken geleden, "
        "van 3 tot en met 9 maart",
    )  # fmt: skip
    parser.add_argument(
        "--how",
        metavar="WOORD",
        action="append",
        default=[],
        help="wat er gebeurde of hoe: voicemail, opwachten … (mag vaker)",
    )
    parser.add_argument("--what", metavar="WOORDEN", help="wat er gebeurde, in je eigen woorden")
    typed_words.source(parser, "de woorden van --what")
    parser.add_argument("--times", metavar="N", type=int, help="hoe vaak kort na elkaar, als het meer dan één keer was")
    parser.add_argument("--minutes", metavar="N", type=int, help="hoe lang, in minuten")
    helping.answer(parser, "--witness", "was er een getuige")
    parser.add_argument(
        "--witness-name", metavar="NAAM", action="append", default=[], help="naam van een getuige (mag vaker)"
    )
    parser.add_argument(
        "--effect",
        metavar="WOORD",
        dest="effects",
        action="append",
        default=[],
        help="gevolg voor jou (privé, mag vaker)",
    )
    for name, purpose in _TEXTS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="WOORDEN", help=purpose)
    parser.add_argument("--severe", action="store_true", help="ernstig en bedreigend")
    parser.add_argument(
        "--police", metavar="NUMMER", nargs="?", const="", help="112 of politie gebeld, met het nummer van de melding"
    )
    parser.add_argument(
        "--evidence", metavar="FILE", action="append", default=[], help="bestand als bewijs erbij (mag vaker)"
    )
    parser.add_argument("--order", metavar="NUMMER", help="notitie met het verbod waar dit volgens jou onder valt")
    parser.add_argument("--private", action="store_true", help="de hele notitie blijft privé")
    parser.add_argument(
        "--disclose",
        metavar="VELD",
        action="append",
        default=[],
        choices=_PRIVATE,
        help="dit privéveld mag wel mee naar anderen",
    )
    lists(parser, how=("behaviours", "channels"), place=("places",), target=("targets",), effect=("effects",))
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record it, or all that a file of JSON Lines holds."""
    zone, now = checked_zone(args.zone), shell.now()
    words, lines = typed_words.read_source(args.source) if args.source else (None, [])
    if lines:
        typed_words.alone(args, (*_MEMBERS, "witness_name", "police", "evidence", "order"))
        if args.private:
            lines = [(number, {**said, "private": True}) for number, said in lines]
        lines = [(number, with_hours(said, now, zone, shell.lang)) for number, said in lines]
        found: list[Any] = typed_words.typed_lines("incident", args.source, lines, now, zone, shell.lang)
        return _record(shell, shell.open(args.dossier), list(found), [])
    said = _said(args)
    if words is not None:
        typed_words.refuse_twice(args, "what")
        said["what"] = words
    members = {name: value for name, value in said.items() if name not in {"private", "disclose"}}
    read_members("incident", members, now, zone, lang=shell.lang)
    refuse_unreadable(*args.evidence)
    needed = {"when": {"when"}, "how": {"how", "what"}}
    missing = next((name for name, either in needed.items() if not said.keys() & either), None)
    if missing is not None and not shell.interactive:
        raise NoAnswerError(missing)
    opened = shell.open(args.dossier)  # before a long story is typed
    if args.order:
        said["order"] = _order(opened, args.order)
    if missing is not None:
        if _has_orders(opened):
            from houvast.cli.breaches import ask_if_now

            ask_if_now(opened, now, shell)
        asking = Asking(shell, "incident", said, now, zone)
        _ask(asking, said)
        now = asking.now
        shell.note(shell.text(MORE))
    incident = typed("incident", with_hours(said, now, zone, shell.lang), now, zone, shell.lang)
    beside = Evidence(original_kept=True, entries=(incident.id,), private=incident.private)
    evidence = [with_file(dataclasses.replace(beside, id=new_id()), opened, path, shell) for path in args.evidence]
    assert isinstance(incident, Incident)
    incident = dataclasses.replace(incident, evidence=tuple(each.id for each in evidence))
    return _record(shell, opened, [incident, *evidence], [each.file.blob for each in evidence if each.file is not None])


def _order(vault: Vault, name: str) -> str:
    """The id of the order in this entry. Raises: UnknownEntryError; BadArgumentsError when it is none; TakenBackOrderError."""
    from houvast.reports.choose import find
    from houvast.reports.items import items_of

    found = find(items_of(vault), name)
    if not isinstance(found.entry, Order):
        raise BadArgumentsError("houvast add", f"--order {name}")
    if found.retracted:
        raise TakenBackOrderError(name)
    return found.entry.id


def _said(args: argparse.Namespace) -> dict[str, Any]:
    said = typed_words.given(args, (*_MEMBERS, "private"))
    if args.witness_name:
        said["witnesses"] = [{"name": name} for name in args.witness_name]
        said.setdefault("witness", "yes")
    if args.police is not None:
        said["police"] = {"called": True, **({"reference": args.police} if args.police else {})}
    return said


def _ask(asking: Asking, said: dict[str, Any]) -> None:
    """Ask what was not said; only the moment, and what or how, have to be there (J03)."""
    asking.ask_moment("when", "Wanneer was het? (gisteravond, 3 maart 22:10, vorige week, zomer 2026, nu)")
    asking.ask_how("Hoe? (voicemail, appen, opwachten, volgen …)")
    asking.ask_words("what", "Wat gebeurde er, in je eigen woorden?", needed="how" not in said)
    asking.ask_where("Waar was het? (thuis, werk, onderweg, of in je eigen woorden)")
    asking.ask_long("Hoe lang duurde het? (in minuten, of in woorden)")
    asking.ask_witness("Was er een getuige? (ja, nee, onbekend)", "Hoe heet de getuige?")


def _record(shell: Shell, vault: Vault, entries: list[Entry], keeps: list[str]) -> int:
    write(shell, vault, entries, keeps)
    if shell.json:
        return 0
    from houvast.insight.acute import is_acute, is_dangerous, may_go_on
    from houvast.words.languages import phrases

    incidents = [each for each in entries if isinstance(each, Incident)]
    now, found = shell.now(), _broken(vault, incidents, shell)
    on = [
        each
        for each in incidents
        if each.when is not None and is_acute(each) and may_go_on(each.when, each.minutes, now)
    ]
    told = {each.entry for each in found if each.unfinished}  # for these 112 is said with the order
    if any(is_dangerous(each) or each.id not in told for each in on):
        shell.say(shell.text("Is het nog bezig? Bel 112."))
    many = phrases(shell.lang).many("Genoteerd: {count} voorval.", "Genoteerd: {count} voorvallen.", len(incidents))
    shell.say(many.format(count=len(incidents)))
    read_back(shell, entries)
    if found:
        from houvast.cli.breaches import tell

        tell(vault, found, shell)
    if not (on or told) and any(map(is_dangerous, incidents)):
        shell.say(shell.text("Is het nu niet veilig? Bel 112."))
    return 0


def _has_orders(vault: Vault) -> bool:
    return any(each.kind == Order.KIND for each in vault.entries())


def _broken(vault: Vault, incidents: list[Incident], shell: Shell) -> tuple[Breach, ...]:
    """What an order may forbid of these (B055)."""
    if not _has_orders(vault):
        return ()
    from houvast.cli.breaches import just_found

    return just_found(vault, incidents, shell.now())
