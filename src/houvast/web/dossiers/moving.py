"""A piece of evidence that becomes private, or that others may read after all: recorded anew, and the first taken back (ADR 0016).

No byte of the log changes: from then on the first reads as private too, when the piece that took its place is (`insight.timeline`).
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast.intake.corrections import corrections
from houvast.logbook import codec
from houvast.logbook.envelope import new_id
from houvast.logbook.evidence import Evidence
from houvast.web.dossiers.evidence_shown import tied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.logbook.entry import Entry
    from houvast.web.alone import Opened

Changes = tuple["Mapping[str, Any]", frozenset[str]]


def moves(entry: Entry, private: object) -> bool:
    """Whether a piece goes to the other side: `private` is what she says now, if she was asked."""
    return isinstance(entry, Evidence) and private is not None and private != entry.private


def moved(
    opened: Opened, entry: Evidence, found: Changes, reason: str | None, gone: frozenset[str] = frozenset()
) -> list[Entry]:
    """What records it: the first taken back with what is said of it now, and the piece anew, with all that it belongs to, but `gone`."""
    fields, cleared = found
    changed = codec.change(entry, fields, cleared)
    assert isinstance(changed, Evidence)
    by_number = {each.number: each.entry.id for each in opened.items}
    others = (by_number[each] for each in sorted(tied(opened).get(entry.id, ())))
    ties = dict.fromkeys((*changed.entries, *(each for each in others if each not in entry.entries)))
    anew = dataclasses.replace(
        changed, id=new_id(), private=not entry.private, entries=tuple(each for each in ties if each not in gone)
    )
    return [*corrections(entry, fields, cleared, reason, retracted=True), anew]
