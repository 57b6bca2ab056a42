"""`houvast correct`: what an entry should have said, or that it should not have been there; both stay visible (C13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.items import items_of
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.errors import BadArgumentsError, MissingMemberError
from houvast.intake.typed import typed
from houvast.logbook import codec
from houvast.logbook.entry import KINDS, Correction, Evidence, Incident, Note, PoliceContact, StopMessage
from houvast.reports.choose import find

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell

_TYPED = (Incident, Evidence, StopMessage, PoliceContact, Note)


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.HISTORY
    helping.dossier(parser)
    parser.add_argument("entry", metavar="NUMMER", help="nummer uit houvast show, of het begin van de id")
    parser.add_argument(
        "--set",
        metavar="VELD=WAARDE",
        action="append",
        default=[],
        help="nieuwe waarde, zoals when=2026-03-04 (mag vaker)",
    )
    parser.add_argument("--clear", metavar="VELD", action="append", default=[], help="dit veld leegmaken (mag vaker)")
    parser.add_argument(
        "--retract", action="store_true", help="de notitie intrekken; ze blijft zichtbaar als ingetrokken"
    )
    parser.add_argument("--reason", metavar="WOORDEN", help="waarom")
    parser.add_argument(
        "--from",
        dest="source",
        metavar="FILE",
        help="een JSON-object met nieuwe waarden uit een bestand, of met - van stdin",
    )
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record the correction."""
    zone, now = checked_zone(args.zone), shell.now()
    said = dict(_pair(text) for text in args.set)
    if args.source:
        said |= {name: value for _, line in typed_words.read_source(args.source)[1] for name, value in line.items()}
    if not (said or args.clear or args.retract):
        raise MissingMemberError("set, clear or retract")
    opened = shell.open(args.dossier)
    found = find(items_of(opened), args.entry).entry
    if not isinstance(found, _TYPED) or {"private", "disclose"} & (said.keys() | set(args.clear)):
        raise BadArgumentsError("houvast correct", args.entry)
    kind = found.KIND
    # what she says goes through the same reading as when it was typed; required members may be left out here
    made = codec.members(typed(kind, {**_least(found), **said}, now, zone))
    names = said.keys() | ({"behaviours", "channel"} if "how" in said else set())
    fields = {name: value for name, value in made.items() if name in names}
    hidden = KINDS[kind].PRIVATE_MEMBERS - found.disclose
    made_correction = Correction(
        entry=found.id, reason=args.reason, retracted=args.retract, private=found.private,
        fields={name: value for name, value in fields.items() if name not in hidden},
        private_fields={name: value for name, value in fields.items() if name in hidden},
        cleared=tuple(name for name in args.clear if name not in hidden),
        private_cleared=tuple(name for name in args.clear if name in hidden),
    )  # fmt: skip
    codec.change(found, fields, args.clear)
    return record(shell, opened, [made_correction], now, done="Verbeterd. Wat er eerst stond, blijft zichtbaar.")


def _least(found: Incident | Evidence | StopMessage | PoliceContact | Note) -> dict[str, object]:
    """The members `typed` asks of this kind, from the entry itself, where she does not change them."""
    members = codec.members(found)
    return {
        name: members[name] for name in ("when", "what", "behaviours", "words", "text", "channel") if name in members
    }


def _pair(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadArgumentsError("houvast correct", text)
    member = name.strip().replace("-", "_")
    if value in ("true", "false"):
        return member, value == "true"
    many = member in {"how", "behaviours", "effects", "channels"}
    return member, [word.strip() for word in value.split(",")] if many else int(
        value
    ) if member == "minutes" and value.isdecimal() else value
