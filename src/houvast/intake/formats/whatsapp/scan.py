"""What both ways of splitting an export agree on: the columns they give, and the rules for what begins and ends a record.

**Forged headers.** A sender can type a line that looks like another person's message. The form of the file is that of its
first stamp, which the program wrote, unless fewer than one in twenty stamps has it: then it is the commonest.

* *Ends by CRLF* (iOS): the stamps of that form stand after CRLF. Only CRLF ends a record. A stamp after a bare line feed is
  text of the message it stands in, which is flagged `header-in-text`. A stamp after CRLF in another form is a row of its own,
  flagged `other-header`. Where a file holds both CRLF and bare line feeds, ends of records are *certain*.
* *Ends by line feed* (Android): a stamp of that form begins a row. A stamp in another form is text of the message it stands
  in, which is flagged `other-header`. Ends are not certain: a row more than a day older than rows before it is flagged
  `back-in-time`, and the first rows of a sender nobody introduced `new-sender` (in `flags`).
* CRLF outweighs line feeds when it stands before more stamps, or before one in twenty while the file itself ends with
  CRLF: many forged lines do not turn an iOS file, and a typed CRLF does not turn an Android file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from houvast.intake.formats.whatsapp.header import LEADING, Form
from houvast.intake.formats.whatsapp.kinds import is_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import polars as pl

    Chunks = Callable[[], Iterator[bytes]]

OUTWEIGHED = 20
WORDS = {"deleted": 1, "edited": 2, "header-in-text": 4, "other-header": 8, "replaced-bytes": 16}


@dataclass(frozen=True)
class Rules:
    """What begins and what ends a record in one file."""

    form: Form
    crlf: bool
    certain: bool


@dataclass
class Census:
    """What was counted over a whole file: stamps by form, what stood before them, and the ends of its lines."""

    first: Form | None = None
    forms: Counter[Form] = field(default_factory=Counter)
    after_crlf: Counter[Form] = field(default_factory=Counter)
    after_lf: Counter[Form] = field(default_factory=Counter)
    bare_lf: bool = False
    ends_with_crlf: bool = False

    def add(self, later: Census) -> None:
        """Count what a later piece of the same file holds."""
        self.forms += later.forms
        self.after_crlf += later.after_crlf
        self.after_lf += later.after_lf
        self.bare_lf |= later.bare_lf
        self.ends_with_crlf = later.ends_with_crlf

    def rules(self) -> Rules | None:
        """The rules these counts lead to; None for a file without any stamp."""
        if not self.first:
            return None
        form = self.first
        if self.forms[form] * OUTWEIGHED < self.forms.total():
            form = self.forms.most_common(1)[0][0]
        after_crlf, after_lf = self.after_crlf[form], self.after_lf[form]
        if after_crlf == after_lf == 0:
            crlf = self.ends_with_crlf
        else:
            enough = after_crlf * OUTWEIGHED >= after_lf if self.ends_with_crlf else after_crlf > after_lf
            crlf = after_crlf > 0 and enough
        return Rules(form, crlf, crlf and self.bare_lf)


@dataclass(frozen=True)
class Scan:
    """A file split into records, in `parts` so that a large one is worked on piece by piece.

    Before `begins` stand file marks, blank lines and what belongs to no message. A record: `offset`, `head`, `length` in
    bytes, `day` as written, `clock` as in Stamp, `sender`, `text`, `words` its flags so far (the sum of WORDS), `other`
    whether its stamp has another form than the file.
    """

    rules: Rules | None
    census: Census
    parts: list[pl.DataFrame]
    begins: int
    size: int


def columns() -> pl.Schema:
    """The columns of a scan."""
    import polars as pl

    numbers = dict.fromkeys(("offset", "head", "length"), pl.Int64())
    texts = dict.fromkeys(("day", "clock", "sender", "text"), pl.String())
    return pl.Schema({**numbers, **texts, "words": pl.UInt8(), "other": pl.Boolean()})


def split_sender(rest: str, names: Sequence[str]) -> tuple[str | None, int]:
    """Who a line is from and how many letters of it stand before the text; `rest` is the line behind its stamp.

    A name ends at the first colon and blank, or at a colon at the end of the line. `names` are names known to hold a colon
    and blank themselves. A line without a sender is a system line.
    """
    plain = rest.lstrip(LEADING)
    lead = len(rest) - len(plain)
    for name in names:
        if plain.startswith(f"{name}: "):
            return name, lead + len(name) + 2
    end = plain.find(": ")
    if end > 0 and is_name(plain[:end]):
        return plain[:end], lead + end + 2
    if end < 0 and len(plain) > 1 and plain.endswith(":"):
        return plain[:-1], len(rest)
    return None, 0


def raw_lines(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of every line, its line feed included."""
    offset, rest = 0, b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield offset, line + b"\n"
            offset += len(line) + 1
    if rest:
        yield offset, rest
