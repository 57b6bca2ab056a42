"""From the records of a scan to an extract: kinds, the order of the dates, wall times, flags, doubts and counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from houvast.intake.formats import Answers, Counts, Decision, Doubt, Extract, OpenDateOrder, OpenExample, Unread
from houvast.intake.formats import date_order as dates
from houvast.intake.formats.whatsapp import fast, flags, general, kinds
from houvast.logbook import reading

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from houvast.intake.formats import DateOrder
    from houvast.intake.formats.date_order import Evidence, Verdict
    from houvast.intake.formats.whatsapp.scan import Scan
    from houvast.intake.formats.whatsapp.source import Source

BOM = b"\xef\xbb\xbf"
NEARLY_CUT, NEARLY_CUT_WITH_MEDIA = 39_900, 9_900  # one export holds 40,000 messages, 10,000 with media


def assemble(source: Source, answers: Answers, sha256: str) -> Extract | OpenDateOrder:
    """Scan, classify, decide, and hand over."""
    known = tuple(name for name in (answers.me, source.title()) if name)
    colons = tuple(name for name in known if ": " in name)
    scan = fast.scan(source.chunks, colons) or general.scan(source.chunks, colons)
    table = _with_kinds(_with_late_senders(scan.table))
    evidence = _evidence(scan, table)
    verdict = dates.decide(evidence, answers)
    if verdict.decision is None:
        return _open(source, table, evidence, verdict, answers)
    days = _Days(table, verdict.decision.order, answers.not_after)
    rows = table.with_columns(at=days.at(table))
    return _Assembly(source, answers, scan, rows, verdict.decision, known, days).extract(verdict, sha256)
