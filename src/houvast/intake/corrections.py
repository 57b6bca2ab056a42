"""What an entry should have said, as corrections: both stay visible (C13). What is typed is checked as when an entry is made."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast.errors import NeededMemberError, UnknownMemberError
from houvast.intake.asked import FROM_FILE, HOW, REQUIRED
from houvast.intake.moments import refuse_out_of_time
from houvast.intake.names import checked
from houvast.intake.typed import Typed, is_empty, names, read_members
from houvast.logbook import codec
from houvast.logbook.entry import Correction
from houvast.logbook.envelope import new_id
from houvast.logbook.steps import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from houvast.logbook.evidence import Import

_HOW = frozenset({"behaviours", "channel"})
_ONE_OF = {"incident": HOW, "evidence": frozenset({"file", "physical"})}


def changes(
    found: Typed,
    said: Mapping[str, Any],
    emptied: AbstractSet[str],
    now: datetime,
    zone: str,
    lang: str,
    settle: Callable[[Order], Order],
) -> tuple[dict[str, Any], frozenset[str]]:
    """The members that get another value, as JSON, and those that lose theirs. What is empty or a `severe` that is not is cleared.

    `settle` makes an order whole (`insight.settled`). Raises: UnknownMemberError; NeededMemberError; as `typed` and `settle`.
    """
    known = names(found.KIND)
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
        read = _settled(found, read, emptied, settle)
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


def changed_names(
    found: Import, named: Mapping[str, Any], emptied: AbstractSet[str]
) -> tuple[dict[str, Any], frozenset[str]]:
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


def corrections(
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


def _refuse_needed(kind: str, cleared: frozenset[str], left: AbstractSet[str]) -> None:
    """Refuse to empty what an entry of this kind cannot do without. Raises: NeededMemberError."""
    for name in REQUIRED.get(kind, ()):
        if name in cleared:
            raise NeededMemberError(name)
    one_of = _ONE_OF.get(kind, frozenset())
    if cleared & one_of and not left & one_of:
        raise NeededMemberError("how" if kind == "incident" else "file or physical")


def _settled(
    found: Order, read: Mapping[str, Any], emptied: AbstractSet[str], settle: Callable[[Order], Order]
) -> dict[str, Any]:
    """The members as an order can have them; what stays as it was is not weighed again. Raises: as `settle`."""
    unsaid = {name: getattr(Order(), name) for name in emptied if name in codec.member_names(Order.KIND)}
    kept: dict[str, Any] = {name: () for name in ("clauses", "exemptions") if name not in read}
    if not {"law", "issuer"} & (read.keys() | emptied):
        kept["law"] = None
    made = settle(dataclasses.replace(found, **{**unsaid, **read, **kept}))
    return {name: getattr(made, name) for name in read}
