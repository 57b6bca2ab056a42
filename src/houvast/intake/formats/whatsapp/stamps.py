"""One form of stamp, in plain figures, as patterns that work on whole columns; everything else is left to `header`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from houvast.intake.formats.whatsapp.header import MARKS, SPACES, read_clock
from houvast.intake.formats.whatsapp.runs import replaced

if TYPE_CHECKING:
    from houvast.intake.formats.whatsapp.header import Form

LONGEST = 200
_ENDS = ("] ", " - ", " – ")
_PLAIN_DAY = re.compile(r"[0Y][-/.] ?0[-/.] ?[0Y]\.?")
_PLAIN_CLOCK = re.compile(rf"0(?P<colon>[:.])0(?P<seconds>(?P=colon)0)?(?:(?P<gap>[{SPACES}]?)h)?")
_HALF = rf"[AaPp](?:[Mm]|\.[{SPACES}]?[Mm]\.)"
_MARK_LETTERS = "".join(re.findall(f"[{MARKS}]", "".join(map(chr, range(0x10000)))))


class OddError(Exception):
    """Something stands here that only the general way reads right."""


class Stamps:
    """One form as a pattern: where numbers always have two figures (`fixed`), its parts stand at the same places."""

    def __init__(self, form: Form, *, crlf: bool, fixed: bool) -> None:
        clock = _PLAIN_CLOCK.fullmatch(form.clock)
        if not (clock and form.day_first and _PLAIN_DAY.fullmatch(form.day) and form.end in _ENDS):
            raise OddError
        if fixed and clock["gap"] is not None:
            raise OddError
        self.form, self.crlf, self.fixed = form, crlf, fixed
        self._separator, self._halves = clock["colon"], clock["gap"] is not None
        number, hour = ("[0-9]{2}", "(?:[01][0-9]|2[0-3])") if fixed else ("[0-9]{1,2}", "[0-9]{1,2}")
        places = {"0": number, "Y": "[0-9]{4}"}
        day = "".join(places.get(letter, re.escape(letter)) for letter in form.day)
        minutes = re.escape(self._separator).join(["[0-5][0-9]"] * (2 if clock["seconds"] else 1))
        half = f"{clock['gap']}({_HALF})" if self._halves else "()"
        between = re.escape(form.join)
        text = f"({day}){between}({hour}){re.escape(self._separator)}({minutes}){half}{re.escape(form.end)}"
        self.pattern = f"^([{MARKS}]*{re.escape(form.opening)}{text})"
        self._pattern = re.compile(self.pattern)
        self._day_size = sum({"0": 2, "Y": 4}.get(letter, 1) for letter in form.day)
        self._clock_size = len("22:10:05" if clock["seconds"] else "22:10")

    def last(self, data: bytes) -> int:
        """Where the last record of this piece begins, 0 if nowhere behind its beginning."""
        end = len(data)
        while (end := data.rfind(b"\n", 0, end)) >= 0:
            after_end = not self.crlf or data[end - 1 : end] == b"\r"
            if after_end and self._pattern.match(data[end + 1 : end + 1 + LONGEST].decode("utf-8", "replace")):
                return end + 1
        return 0

    def taken_apart(self, heads: pl.DataFrame) -> pl.DataFrame:
        """Lines with this stamp, with `size` in bytes, `day` as written and `clock` as in header.Stamp."""
        return self._at_places(heads) if self.fixed else self._by_groups(heads)

    def _at_places(self, heads: pl.DataFrame) -> pl.DataFrame:
        form, line, bare = self.form, pl.col("line"), pl.col("bare")
        day_at = len(form.opening)
        clock_at = day_at + self._day_size + len(form.join)
        size = len((form.opening + form.join + form.end).encode()) + self._day_size + self._clock_size
        heads = heads.with_columns(bare=line.str.strip_chars_start(_MARK_LETTERS))
        days = heads.select(day=bare.str.slice(day_at, self._day_size))["day"]
        return heads.with_columns(
            replaced(days),  # a copy: a slice keeps all lines
            size=(line.str.len_bytes() - bare.str.len_bytes()).cast(pl.Int64) + size,
            clock=self._with_colons(pl.lit("T") + bare.str.slice(clock_at, self._clock_size)),
        )

    def _by_groups(self, heads: pl.DataFrame) -> pl.DataFrame:
        groups = pl.col("line").str.extract_groups(self.pattern)
        names = ("stamp", "day", "hour", "minutes", "half")
        heads = heads.with_columns(groups.struct.rename_fields(names).struct.unnest())
        told = {
            hour + half: read_clock(f"{hour}:00", half) for hour, half in heads.select("hour", "half").unique().rows()
        }
        if None in told.values():
            raise OddError
        if self._halves:
            starts = {key: clock[:4] for key, clock in told.items() if clock}
            hour = (pl.col("hour") + pl.col("half")).replace_strict(starts, return_dtype=pl.String)
        else:
            hour = pl.concat_str(pl.lit("T"), pl.col("hour").str.zfill(2), pl.lit(":"))
        clock = self._with_colons(pl.concat_str(hour, "minutes"))
        return heads.with_columns(size=pl.col("stamp").str.len_bytes().cast(pl.Int64), clock=clock)

    def _with_colons(self, clock: pl.Expr) -> pl.Expr:
        return clock if self._separator == ":" else clock.str.replace_all(self._separator, ":", literal=True)
