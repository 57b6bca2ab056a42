"""`houvast correct`: what an entry should have said, or that it should not have been there; both stay visible (C13)."""

from __future__ import annotations

import dataclasses
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
    NeededMemberError,
    NothingChangedError,
    UnknownMemberError,
    UnreadLineError,
)
from houvast.intake.moments import refuse_out_of_time
from houvast.intake.names import checked
from houvast.intake.typed import FROM_FILE, HOW, MANY, REQUIRED, Typed, is_empty, names, read_members
from houvast.logbook import codec
from houvast.logbook.case import Case
from houvast.logbook.entry import Correction, Import, kind_of
from houvast.logbook.envelope import new_id
from houvast.logbook.plan import Measure
from houvast.logbook.steps import Aangifte, Order
from houvast.reports.choose import find
from houvast.reports.items import items_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

NAMES = ("me", "by", "by_nobody")
_HOW = frozenset({"behaviours", "channel"})
_LISTS = frozenset({"how", "decisions", *MANY})
_TRUTHS = frozenset({"severe", "explanation_asked", "original_kept", "calls_police"})
_ONE_OF = {"incident": HOW, "evidence": frozenset({"file", "physical"})}
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
        _changed_names(found, named, emptied)
        if isinstance(found, Import)
        else _changes(found, said, emptied, now, zone, shell.lang)
    )
    retracts = args.retract and not item.retracted
    if not (fields or cleared or retracts):
        raise NothingChangedError(args.entry)
    _tell_first(found, fields, args, shell)
    corrections = _corrections(found, fields, cleared, args.reason, retracted=retracts)
    if not shell.json:
        shell.say(item_lines(item, shell)[0])  # she sees which one it was
    write(shell, opened, corrections)
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


def _changes(
    found: Typed,
    said: Mapping[str, Any],
    emptied: set[str],
    now: datetime,
    zone: str,
    lang: str,
) -> tuple[dict[str, Any], frozenset[str]]:
    """The members that get another value, as JSON, and those that lose theirs. What is empty or a `severe` that is not is cleared."""
    known = names(found.KIND)
    said = {_as_held(name, known): _as_word(found.KIND, name, value) for name, value in said.items()}
    emptied = {_as_held(name, known) for name in emptied}
    from_file = FROM_FILE.intersection(codec.member_names(found.KIND))
    if unknown := sorted((said.keys() - set(known)) | (emptied - {*known, *from_file})):
        raise UnknownMemberError(unknown[0], known)
    emptied = emptied | {
        name for name, value in said.items() if is_empty(value) or (name == "severe" and value is False)
    }
    before = codec.members(found)
    read = read_members(
        found.KIND, {name: value for name, value in said.items() if name not in emptied}, now, zone, before, lang
    )
    if "how" in said.keys() | emptied:  # it says both anew
        emptied |= _HOW - read.keys()
    if isinstance(found, Order):
        read = _settled(found, read, emptied)
    refuse_out_of_time(
        found.KIND,
        {name: read.get(name, getattr(found, name)) for name in before.keys() | read.keys() if name not in emptied},
        now,
    )
    fields = {name: codec.plain(value) for name, value in read.items()}
    changed = {name: value for name, value in fields.items() if name not in before or before[name] != value}
    cleared = frozenset(emptied & before.keys())
    _refuse_needed(found.KIND, cleared, (before.keys() - cleared) | fields.keys())
    return changed, cleared


def _as_held(name: str, known: Sequence[str]) -> str:
    """The member by the name of the option that says it, where the two differ."""
    held = _OPTIONS.get(name, name)
    return held if name not in known and held in known else name


def _as_word(kind: str, name: str, value: object) -> object:
    """The value as it is held, of what an option takes in words of its own."""
    if kind == Measure.KIND and name == "status" and isinstance(value, str):
        return STATES.get(" ".join(value.casefold().split()), value)
    if kind == Case.KIND and name in ("name", "names") and isinstance(value, str):
        return [word.strip() for word in value.split(",") if word.strip()]
    return value


def _settled(found: Order, read: Mapping[str, Any], emptied: set[str]) -> dict[str, Any]:
    """The members as an order can have them; what stays as it was is not weighed again. Raises: as `clauses.settled`."""
    from houvast.cli.clauses import settled

    unsaid = {name: getattr(Order(), name) for name in emptied if name in codec.member_names(Order.KIND)}
    kept: dict[str, Any] = {name: () for name in ("clauses", "exemptions") if name not in read}
    if not {"law", "issuer"} & (read.keys() | emptied):
        kept["law"] = None
    made = settled(dataclasses.replace(found, **{**unsaid, **read, **kept}))
    return {name: getattr(made, name) for name in read}


def _changed_names(found: Import, named: Mapping[str, Any], emptied: set[str]) -> tuple[dict[str, Any], frozenset[str]]:
    """What changes of who writes in an import: a new answer takes the place of what was said of the same before.

    Raises: as `names.checked`.
    """
    by, name = {"by", "by_nobody"}, found.file.name if found.file is not None else ""
    me = None if "me" in emptied else named.get("me", found.me)
    others = named.get("by", () if emptied & by or "by_nobody" in named else found.by)
    mine, others = checked(name, found.participants, me, others)
    written = {"me": mine, "by": list(others)}
    named = {member: written.get(member, value) for member, value in named.items()}
    before = codec.members(found)
    fields = {member: value for member, value in named.items() if before.get(member) != value}
    cleared = {"me"} & emptied | (by if by & (emptied | named.keys()) else set())
    return fields, frozenset((cleared - named.keys()) & before.keys())


def _refuse_needed(kind: str, cleared: frozenset[str], left: set[str]) -> None:
    """Refuse to empty what an entry of this kind cannot do without. Raises: NeededMemberError."""
    for name in REQUIRED.get(kind, ()):
        if name in cleared:
            raise NeededMemberError(name)
    one_of = _ONE_OF.get(kind, frozenset())
    if cleared & one_of and not left & one_of:
        raise NeededMemberError("how" if kind == "incident" else "file or physical")


def _corrections(
    found: Typed | Import,
    fields: Mapping[str, Any],
    cleared: frozenset[str],
    reason: str | None,
    *,
    retracted: bool,
) -> list[Correction]:
    """One correction, or two: what others may read, and what only she may. A reason that may tell of the private stays with it."""
    hidden = found.PRIVATE_MEMBERS - found.disclose
    shown_fields = {name: value for name, value in fields.items() if name not in hidden}
    hidden_fields = {name: value for name, value in fields.items() if name in hidden}
    shown_cleared, hidden_cleared = tuple(sorted(cleared - hidden)), tuple(sorted(cleared & hidden))
    private = bool(hidden_fields or hidden_cleared)
    whole = Correction(
        entry=found.id, reason=reason, retracted=retracted, private=found.private, fields=shown_fields,
        cleared=shown_cleared, private_fields=hidden_fields, private_cleared=hidden_cleared,
    )  # fmt: skip
    if found.private or not private:
        return [whole]
    shown = dataclasses.replace(whole, reason=None, private_fields={}, private_cleared=())
    kept = dataclasses.replace(whole, id=new_id(), private=True, retracted=False, fields={}, cleared=())
    return [shown, kept] if retracted or shown_fields or shown_cleared else [kept]


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
    if member == "minutes" and value.isdecimal() and len(value) <= _LONGEST_NUMBER:
        return member, int(value)
    return member, value
