"""Which mails of a new file are already in the dossier.

A mail is known when it is there with the same Message-ID, moment, sender, subject and text, and encloses the same files, and without a
Message-ID when the receivers are the same too: whoever sends a mail writes its Message-ID, and a threat may stand in the subject or
in an enclosed file alone. Within one mailbox too it counts once. A mail is compared with mails only. On its way a text that is
enclosed as it stands may get other line ends, and an mbox puts a `>` before a line of it: that makes no other file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from houvast.intake.formats.mail import NAME, dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import IO

    import polars as pl

    from houvast.intake.formats import Attached, Extract
    from houvast.logbook.evidence import Import

_SAID = ("id", "at", "sender", "subject", "to", "text")
_SAME = (*_SAID, "enclosed")
_QUOTED = re.compile(rb"^>+(?=From )", re.MULTILINE)
_LARGEST_TEXT = 8 << 20
_APART = dt.timedelta(days=2)  # the same moment, written without its zone and taken for that of another, is less apart
_NUMBERED = re.compile(r"(\d+)/")  # before the name of what came out of a mailbox: the number of its mail


def is_mail(table: pl.DataFrame) -> bool:
    """Whether these rows are mails: they have a column for the Message-ID."""
    return "id" in table.columns


def may_share(of: Import, new: Extract, zone: str) -> bool:
    """Whether an earlier import may hold a mail of this file, by what it says of itself: it is of mail, and of the same time."""
    if of.format != NAME:
        return False
    if new.table["at"].null_count():  # a mail without a date is like others without one
        return True
    if of.first is None or of.last is None or new.first is None or new.last is None:
        return False
    first, last = (dates.instant(each, dates.zone_of(of.zone or zone)) for each in (of.first, of.last))
    begin, end = (dates.instant(each, dates.zone_of(zone)) for each in (new.first, new.last))
    return first - end <= _APART and begin - last <= _APART


def with_enclosed(
    table: pl.DataFrame, media: Iterable[Attached], original: IO[bytes]
) -> tuple[pl.DataFrame, dict[str, Attached]]:
    """The mails just read from an original with one column more, `enclosed`: the digests of the files in each; and those files."""
    starts, ends = table["offset"].to_list(), (table["offset"] + table["length"]).to_list()
    found: dict[int, list[str]] = {}
    files: dict[str, Attached] = {}
    for each in media:
        at = each.offset  # type: ignore[attr-defined]  # of a mail each has one
        row = bisect_right(starts, at) - 1
        if row >= 0 and at <= ends[row]:  # else it lies in a mail without a row
            digest = hashlib.sha256()
            for chunk in each.stream(original):
                digest.update(chunk)
            found.setdefault(starts[row], []).append(digest.hexdigest())
            files[digest.hexdigest()] = each
    return _with_digests(table, found), files


def with_kept(table: pl.DataFrame, unread: Iterable[int], kept: Iterable[tuple[str, str]]) -> pl.DataFrame:
    """As `with_enclosed`, of mails read earlier: the offsets of those that were not read, and what came out as (name, digest)."""
    starts = sorted({*table["offset"].to_list(), *unread})
    found: dict[int, list[str]] = {}
    for name, digest in kept:
        numbered = _NUMBERED.match(name)
        number = int(numbered[1]) if numbered else 1
        if 0 < number <= len(starts):
            found.setdefault(starts[number - 1], []).append(digest)
    return _with_digests(table, found)


def _with_digests(table: pl.DataFrame, found: dict[int, list[str]]) -> pl.DataFrame:
    import polars as pl

    said = [" ".join(sorted(found.get(offset, ()))) or None for offset in table["offset"]]
    return table.with_columns(enclosed=pl.Series(said, dtype=pl.String))


def digest_as_text(chunks: Iterable[bytes]) -> str | None:
    """The digest of a text whatever its line ends and whatever a mailbox put before a line; None of what is no text or very long."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if b"\0" in chunk or len(content) > _LARGEST_TEXT:
            return None
    return hashlib.sha256(_QUOTED.sub(b"", content.replace(b"\r\n", b"\n"))).hexdigest()


def known_rows(new: pl.DataFrame, earlier: Iterable[pl.DataFrame], as_text: Callable[[str], str] = str) -> list[int]:
    """The numbers (from 0, ascending) of the rows of `new` that an earlier row of it or an earlier table of mails holds too.

    `as_text` gives for the digest of a file that of it as a text; it is asked only of mails that are otherwise the same.
    """
    import polars as pl

    mine = _told(new).with_row_index("row")
    found = set(mine.filter(~pl.struct(_SAME).is_first_distinct())["row"])
    alike = _as_texts(mine.filter(pl.struct(_SAID).is_duplicated()), as_text)
    found.update(alike.filter(~pl.struct(_SAME).is_first_distinct())["row"])
    for theirs in map(_told, filter(is_mail, earlier)):
        found.update(mine.join(theirs, on=_SAME, how="semi", nulls_equal=True)["row"])
        left = mine.filter(pl.col("enclosed").is_not_null() & ~pl.col("row").is_in(list(found)))
        alike = left.join(theirs, on=_SAID, how="semi", nulls_equal=True)
        if alike.height:
            others = _as_texts(theirs.join(alike, on=_SAID, how="semi", nulls_equal=True), as_text)
            found.update(_as_texts(alike, as_text).join(others, on=_SAME, how="semi", nulls_equal=True)["row"])
    return sorted(found)


def _as_texts(rows: pl.DataFrame, as_text: Callable[[str], str]) -> pl.DataFrame:
    """These rows with the digests of what each encloses as texts."""
    import polars as pl

    said = [" ".join(sorted(map(as_text, (each or "").split()))) or None for each in rows["enclosed"]]
    return rows.with_columns(enclosed=pl.Series(said, dtype=pl.String))


def _told(table: pl.DataFrame) -> pl.DataFrame:
    """What makes each mail the same as another; an mbox may have put a `>` before a line of the text."""
    import polars as pl

    to = pl.when(pl.col("id").is_not_null()).then(None).otherwise(pl.col("to")).alias("to")
    text = pl.col("text").str.replace_all(r"(?m)^>(>*From )", "$1")
    enclosed = pl.col("enclosed") if "enclosed" in table.columns else pl.lit(None, pl.String).alias("enclosed")
    return table.select("id", "at", "sender", "subject", to, text, enclosed).select(_SAME)
