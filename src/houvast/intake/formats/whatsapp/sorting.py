"""Sorting the records of a scan: late senders, kinds, and what they show about the order of dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from houvast.intake.formats.date_order import Evidence
from houvast.intake.formats.whatsapp import kinds
from houvast.logbook import reading

if TYPE_CHECKING:
    import datetime as dt

    from houvast.intake.formats.whatsapp.scan import Scan


def with_kinds(table: pl.DataFrame) -> pl.DataFrame:
    """`kind`, and `said`: the flag that the text itself gives. Only what could be a phrase of WhatsApp's is looked at."""
    text = pl.col("text")
    signs = pl.any_horizontal(text.str.contains(sign, literal=True) for sign in kinds.SIGNS)
    looked_at = signs | text.str.head(kinds.PREFIX).is_in(kinds.PREFIXES)
    rows = table.select("sender", "text").with_row_index("row").filter(pl.col("sender").is_not_null() & looked_at)
    found = [(row, *kinds.classify(text)) for row, text in rows.select("row", "text").iter_rows()]
    kind = table.select(kind=pl.when(pl.col("sender").is_null()).then(pl.lit("system")).otherwise(pl.lit("text")))[
        "kind"
    ]
    said = pl.Series("said", [None], dtype=pl.String).new_from_index(0, len(table))
    if found:
        at = [row for row, *_ in found]
        kind = kind.scatter(at, [kind for _, kind, _ in found])
        said = said.scatter(at, [flag for *_, flag in found])
    return table.with_columns(kind.cast(reading.schema()["kind"]), said)


def with_late_senders(table: pl.DataFrame) -> pl.DataFrame:
    """Lines in which a known sender's colon has no blank behind it are messages of that sender too."""
    silent = table.select("sender", "head", "text").with_row_index("row")
    silent = silent.filter(pl.col("sender").is_null() & pl.col("text").str.contains(":", literal=True))
    senders = set(table["sender"].drop_nulls().unique()) if len(silent) else set()
    found = [
        (row, name, head + len(name.encode()) + 1, text[len(name) + 1 :])
        for row, head, text in silent.select("row", "head", "text").iter_rows()
        if (name := text.partition(":")[0]) in senders
    ]
    if not found:
        return table
    rows, *values = zip(*found, strict=True)
    columns = dict(zip(("sender", "head", "text"), values, strict=True))
    late = table[list(rows)].with_columns(pl.Series(name, told, table.schema[name]) for name, told in columns.items())
    late = with_kinds(late.drop("kind", "said"))
    return table.with_columns(
        table[name].clone().scatter(list(rows), late[name]) for name in ("sender", "head", "text", "kind", "said")
    )


def evidence(scan: Scan, table: pl.DataFrame) -> Evidence:
    """What the stamps of the file's own form show; media names and the run of days are only worked out when asked."""
    own = (
        table.select("day", "kind")
        if not table["other"].any()
        else table.filter(~pl.col("other")).select("day", "kind")
    )
    days = own.group_by("day", maintain_order=True).len()

    def named() -> list[tuple[str, dt.date]]:
        media = table.filter((pl.col("kind") == "media") & ~pl.col("other")).select("day", "text").iter_rows()
        names = ((day, kinds.attached_name(text)) for day, text in media)
        pairs = ((day, kinds.named_date(name)) for day, name in names if name)
        return [(day, date) for day, date in pairs if date]

    def run() -> list[str]:
        later = own[1:].filter(pl.col("kind") != "system")["day"]
        return later.filter(later != later.shift(1)).to_list() if len(later) else []

    form = scan.rules.form if scan.rules else None
    return Evidence(str(form or ""), form.orders if form else (), dict(days.rows()), named, run)
