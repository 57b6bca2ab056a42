"""Sorting the records of a scan: late senders, kinds, and what they show about the order of dates."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from houvast.intake.formats.date_order import Evidence
from houvast.intake.formats.whatsapp import kinds
from houvast.intake.formats.whatsapp.header import FIGURE_OF
from houvast.intake.formats.whatsapp.runs import runs
from houvast.intake.formats.whatsapp.scan import WORDS
from houvast.logbook import reading

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from houvast.intake.formats.whatsapp.header import Form
    from houvast.intake.formats.whatsapp.scan import Scan

_SIGNS = f"[{''.join(kinds.SIGNS)}]"


def with_kinds(table: pl.DataFrame) -> pl.DataFrame:
    """`kind`, and in `words` what the text itself says. Only what could be a phrase of WhatsApp's is looked at."""
    text, row = pl.col("text"), pl.int_range(pl.len(), dtype=pl.Int64)
    signed = table.select(row.filter(text.str.contains(_SIGNS))).to_series()
    begun = table.select(row.filter(text.str.head(kinds.PREFIX).is_in(kinds.PREFIXES))).to_series()
    silent = table.select(row.filter(pl.col("sender").is_null())).to_series()
    rows = pl.concat([signed.rename("row"), begun.rename("row")]).unique()
    told = [kinds.classify(found) for found in table["text"].gather(rows).to_list()]
    codes = {kind: number for number, kind in enumerate(reading.KINDS)}
    none = pl.zeros(len(table), dtype=pl.UInt8, eager=True)
    kind = none.clone().scatter(rows, [codes[kind] for kind, _ in told]).scatter(silent, codes["system"])
    said = none.scatter(rows, [WORDS.get(flag or "", 0) for _, flag in told]).scatter(silent, 0)
    return table.with_columns(kind=kind.cat.to(reading.schema()["kind"]), words=pl.col("words") | said)


def with_late_senders(part: pl.DataFrame, senders: Collection[str]) -> pl.DataFrame:
    """Lines in which a known sender's colon has no blank behind it are messages of that sender too."""
    silent = part.select("sender", "head", "text").with_row_index("row").filter(pl.col("sender").is_null())
    silent = silent.filter(pl.col("text").str.contains(":", literal=True))
    found = [
        (row, name, head + len(name.encode()) + 1, text[len(name) + 1 :])
        for row, head, text in silent.select("row", "head", "text").iter_rows()
        if (name := text.partition(":")[0]) in senders
    ]
    if not found:
        return part
    rows, *values = zip(*found, strict=True)
    columns = dict(zip(("sender", "head", "text"), values, strict=True))
    late = part[list(rows)].with_columns(pl.Series(name, told, part.schema[name]) for name, told in columns.items())
    late = with_kinds(late.drop("kind"))
    return part.with_columns(
        part[name].clone().scatter(list(rows), late[name]) for name in ("sender", "head", "text", "kind", "words")
    )


def evidence(scan: Scan) -> Evidence:
    """What the stamps of the file's own form show; media names and the run of days are only worked out when asked."""
    days: Counter[str] = Counter()
    for part in scan.parts:
        for day, _, rows in runs(part.select("day", "other").filter(~pl.col("other"))["day"]):
            days[day] += rows

    def named() -> list[tuple[str, dt.date]]:
        media = (part.filter((pl.col("kind") == "media") & ~pl.col("other")) for part in scan.parts)
        pairs = (pair for part in media for pair in part.select("day", "text").iter_rows())
        dated = ((day, kinds.named_date(name)) for day, text in pairs if (name := kinds.attached_name(text)))
        return [(day, date) for day, date in dated if date]

    def in_order() -> list[str]:
        found: list[str] = []
        for number, part in enumerate(scan.parts):
            later = part.select("day", "kind", "other")[0 if number else 1 :]
            seen = later.filter((pl.col("kind") != "system") & ~pl.col("other"))["day"]
            found += seen.filter((seen != seen.shift(1)).fill_null(value=True)).to_list()
        return found

    form = scan.rules.form if scan.rules else None
    return Evidence(_with_zeros(form, days) if form else "", form.orders if form else (), days, named, in_order)


def _with_zeros(form: Form, days: Iterable[str]) -> str:
    """The form as text, with 00 for numbers that are filled up with a zero: another country's habit is another form."""
    filled = any(re.search(r"(?<!\d)0\d", day.translate(FIGURE_OF)) for day in days)
    return str(replace(form, day=form.day.replace("0", "00"))) if filled else str(form)
