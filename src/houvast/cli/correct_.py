"""`houvast correct`: what an entry should have said, or that it should not have been there; both stay visible (C13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.cli import typing as typed_words
from houvast.cli.amounts import cents
from houvast.cli.counting import change_lines
from houvast.cli.lines import item_lines
from houvast.cli.plan_ import STATES
from houvast.cli.recording import write
from houvast.cli.shell import checked_zone
from houvast.cli.step_ import tell_of_assault
from houvast.cli.wordlists import OF_FIELDS, lists_of_entry, of_kind, show_lists
from houvast.errors import (
    BadArgumentsError,
    MissingMemberError,
    NamesElsewhereError,
    NothingChangedError,
    UnreadLineError,
)
from houvast.insight.settled import settled
from houvast.intake.asked import MANY
from houvast.intake.corrections import changed_names, changes, corrections
from houvast.intake.typed import Typed, names
from houvast.logbook.case import Case
from houvast.logbook.entry import kind_of
from houvast.logbook.evidence import Import
from houvast.logbook.plan import Measure
from houvast.logbook.steps import Aangifte
from houvast.reports.choose import find
from houvast.reports.items import items_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

NAMES = ("me", "by", "by_nobody")
_LISTS = frozenset({"how", "decisions", *MANY})
_TRUTHS = frozenset({"severe", "explanation_asked", "original_kept", "calls_police"})
_LONGEST_NUMBER = 15
# Options that are called otherwise than the member they say.
_OPTIONS = {"until": "ends", "name": "names", "words": "text", "kind": "order", "with": "person", "along": "goes_along"}
# Amounts are typed in euro, as everywhere, and kept in cents.
AMOUNTS_IN_EURO = {"euro": "cents", "paid": "paid_cents", "granted": "granted_cents"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    positionals = (
        helping.dossier(parser),
        parser.add_argument("entry", metavar="NUMMER", help="nummer uit houvast show, of het begin van de id"),
    )
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
    parser.add_argument(
        "--note-read", action="store_true", help="je las wat er bij mishandeling zonder jouw verzoek kan"
    )
    helping.names(parser)
    parser.add_argument("--reason", metavar="WOORDEN", help="waarom")
    parser.add_argument(
        "--from",
        dest="source",
        metavar="FILE",
        help="een JSON-object met nieuwe waarden uit een bestand, of met - van stdin",
    )
    lists_of_entry(parser, positionals)
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record the correction, or show the words it can take."""
    return _show_lists(args, shell) if args.lists else _correct(args, shell)


def _correct(args: argparse.Namespace, shell: Shell) -> int:
    zone, now = checked_zone(args.zone), shell.now()
    said = dict(_pair(text) for text in args.set)
    if args.source:
        said |= _object(args.source)
    emptied = {_member(name) for name in args.clear}
    if both := sorted(emptied & said.keys()):
        raise BadArgumentsError("houvast correct", f"--set {both[0]}, --clear {both[0]}")
    helping.refuse_both("houvast correct", args)
    named = {name: value for name in NAMES if (value := getattr(args, name))}
    if not (said or emptied or named or args.retract):
        raise MissingMemberError("set, clear or retract")
    opened = shell.open(args.dossier)
    items = items_of(opened)
    item = find(items, args.entry)
    found = item.entry
    if named and not isinstance(found, Import):
        raise NamesElsewhereError(args.entry, kind_of(found), _named_imports(items))
    if isinstance(found, Import) and (said or emptied - set(NAMES)):
        raise BadArgumentsError("houvast correct", "--retract, --me, --by")
    if not isinstance(found, Typed | Import):
        raise BadArgumentsError("houvast correct", args.entry)
    fields, cleared = (
        changed_names(found, named, emptied)
        if isinstance(found, Import)
        else changes(found, *_as_held(found.KIND, said, emptied), now, zone, shell.lang, settled)
    )
    retracts = args.retract and not item.retracted
    if not (fields or cleared or retracts):
        raise NothingChangedError(args.entry)
    _tell_first(found, fields, args, shell)
    made = corrections(found, fields, cleared, args.reason, retracted=retracts)
    if not shell.json:
        shell.say(item_lines(item, shell)[0])  # she sees which one it was
    write(shell, opened, made)
    if not shell.json:
        mended = "Verbeterd. Wat er eerst stond, blijft zichtbaar. Nu staat er:"
        shell.say(shell.text("Ingetrokken. Wat er stond, blijft zichtbaar.") if retracts else shell.text(mended))
        _show_now(opened, found, shell, names_changed=not retracts)
    return 0


def _show_lists(args: argparse.Namespace, shell: Shell) -> int:
    """The words that the fields of this entry take, without an entry those of most."""
    if args.entry is None:
        show_lists(OF_FIELDS, shell)
        return 0
    item = find(items_of(shell.open(args.dossier)), args.entry)
    found = of_kind(kind_of(item.entry)) if isinstance(item.entry, Typed) else {}
    shell.say(item_lines(item, shell)[0])
    if not found:
        shell.say(shell.text("Voor deze notitie hoef je uit geen lijst te kiezen."))
    show_lists(found, shell)
    return 0


def _tell_first(found: Typed | Import, fields: Mapping[str, Any], args: argparse.Namespace, shell: Shell) -> None:
    """What she has to know before this is saved (B026). Raises: as `tell_of_assault`."""
    if isinstance(found, Aangifte) and fields.get("request") == "no":
        tell_of_assault(shell, note_read=args.note_read)


def _show_now(vault: Vault, before: Entry, shell: Shell, *, names_changed: bool) -> None:
    """The entry as it stands there now; of an import also what it changes of who counts."""
    item = find(items_of(vault), before.id)
    shell.say(item_lines(item, shell)[0])
    if names_changed and isinstance(before, Import) and isinstance(item.entry, Import):
        for line in change_lines(vault, before, item.entry, shell):
            shell.say(f"      {line}")


def _named_imports(items: Sequence[Item]) -> tuple[str, ...]:
    """The imports that stand, each by its number and the name of its file."""
    return tuple(
        f"{each.number} ({'' if each.entry.file is None else each.entry.file.name})"
        for each in items
        if isinstance(each.entry, Import) and not each.retracted
    )


def _as_held(kind: str, said: Mapping[str, object], emptied: set[str]) -> tuple[dict[str, object], set[str]]:
    """Both with the names of members, where options are called otherwise, and the words of options as they are held."""
    known = names(kind)

    def held(name: str) -> str:
        other = _OPTIONS.get(name, name)
        return other if name not in known and other in known else name

    return {held(name): _as_word(kind, held(name), value) for name, value in said.items()}, {
        held(name) for name in emptied
    }


def _as_word(kind: str, name: str, value: object) -> object:
    """The value as it is held, of what an option takes in words of its own."""
    if kind == Measure.KIND and name == "status" and isinstance(value, str):
        return STATES.get(" ".join(value.casefold().split()), value)
    if kind == Case.KIND and name in ("name", "names") and isinstance(value, str):
        return [word.strip() for word in value.split(",") if word.strip()]
    return value


def _object(path: str) -> dict[str, Any]:
    words, lines = typed_words.read_source(path)
    if words is not None:
        raise UnreadLineError("stdin" if path == "-" else path, 1, "json")
    return {name: value for _, line in lines for name, value in line.items()}


def _member(name: str) -> str:
    return name.strip().replace("-", "_")


def _pair(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadArgumentsError("houvast correct", text)
    member = _member(name)
    if member in _TRUTHS and value in ("true", "false"):
        return member, value == "true"
    if member in _LISTS:
        return member, [word.strip() for word in value.split(",") if word.strip()]
    if member in AMOUNTS_IN_EURO:
        return AMOUNTS_IN_EURO[member], cents(value) if value else ""
    if member in ("times", "minutes") and value.isdecimal() and len(value) <= _LONGEST_NUMBER:
        return member, int(value)
    return member, value
