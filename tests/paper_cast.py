"""Papers to look into: of the demo dossier and of one in which every word is hostile, and what stands where on the pages."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pypdf import PdfReader

from cast import NOW, make_dossier
from houvast.cli.demo_ import SAMPLES
from houvast.intake.formats import Answers
from houvast.intake.intake import take_in
from houvast.logbook.entry import Correction, Incident, Police, PoliceContact, StopMessage, Witness
from houvast.logbook.evidence import Evidence
from houvast.logbook.when import When
from houvast.reports import from_vault, pdf
from houvast.reports.choose import choose
from houvast.reports.dossier import About, compose
from houvast.reports.items import items_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from houvast.logbook.entry import Entry
    from houvast.reports.dossier import Dossier
    from houvast.vault.vault import Vault

NUMBERS = (86, 118)  # points from the left edge between which the column of numbers lies
AWFUL = (
    "أنا أعرف أين تسكنين \u202egnp.exe\u2066 👨\u200d👩\u200d👧 🏴\u200d☠️ 漢字 \U000e0041\ue000\ufdd0 \u0378 "
    + "w" * 300
    + "\r\n\x00\x1b[2J #panic() $x$ <a>"
)
ARABIC = "سارة 😡"


def hostile(path: Path) -> Vault:
    """A dossier whose every text was written to break a page."""
    vault, _ = make_dossier(path)
    photo = (SAMPLES / "photos" / "2026-01-27-briefje.jpg").read_bytes()
    file = vault.keep(io.BytesIO(photo), f"{AWFUL}.jpg")
    first = Incident(
        when=When("2026-03-03T22:10", estimated=True), what=AWFUL * 3, where=AWFUL, channel=AWFUL, duration=AWFUL, changed=AWFUL,
        behaviours=(AWFUL, "following"), witnesses=(Witness(name=AWFUL, kind=AWFUL), Witness(name=ARABIC)),
        police=Police(called=True, reference=AWFUL),
    )  # fmt: skip
    said: list[Entry] = [
        first,
        Evidence(file=file, description=AWFUL, sort=AWFUL, copy_holder=AWFUL, entries=(first.id,)),
        Evidence(physical=AWFUL, obtained=When("2026-03", part="night")),
        StopMessage(when=When("2026-03-04"), words=AWFUL, channels=(AWFUL,)),
        PoliceContact(when=When("2026-03-05"), officer=AWFUL, told=AWFUL, explanation=AWFUL, reference=AWFUL),
        Correction(entry=first.id, reason=AWFUL, fields={"what": AWFUL}),
        Incident(when=When("2026-03-06"), what="# kop\n- punt\n| tabel |"),
    ]
    vault.record(said, NOW, [file.blob])
    words = AWFUL.replace("\r\n", " ").replace("\x00", "")
    lines = [f"03-03-2026 22:{minute:02d} - {ARABIC}: {words}\n" for minute in range(10, 50)]
    lines += [f"03-03-2026 23:0{minute} - Mira: {ARABIC}\n" for minute in range(3)]
    chat = io.BytesIO("".join(lines).encode())
    take_in(chat, f"WhatsApp-chat met {ARABIC}.txt", vault, NOW, Answers(not_after=date(2026, 4, 1), me="Mira"))
    return vault


def many(path: Path, count: int) -> Vault:
    """A dossier of so many incidents."""
    vault, _ = make_dossier(path)
    days = (f"2025-{1 + day // 28 % 12:02d}-{1 + day % 28:02d}T{day % 24:02d}:15" for day in range(count))
    if count:
        vault.record([Incident(when=When(at), what=f"Voorval {at}", witness="no") for at in days], NOW)
    return vault


def composed(vault: Vault, include: Sequence[str] = (), *, in_full: bool = False) -> Dossier:
    """The paper as plain data."""
    chosen = choose(items_of(vault), include)
    return compose(chosen, About(vault.dossier, vault.head, NOW, in_full=in_full), from_vault.read(vault, chosen))


def printed(vault: Vault, include: Sequence[str] = (), *, in_full: bool = False) -> bytes:
    """The PDF."""
    pictures = from_vault.pictures_of(vault, choose(items_of(vault), include))
    return pdf.render(composed(vault, include, in_full=in_full), pictures)


@cache
def pages(content: bytes) -> tuple[str, ...]:
    """The words of each page: read once, as that takes seconds."""
    return tuple(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def text(content: bytes) -> str:
    """All its words, page by page."""
    return "\n".join(pages(content))


def squeezed(words: str) -> str:
    """Words without the white space between them."""
    return re.sub(r"\s+", "", words)


def part(content: bytes, first: str, last: str) -> list[int]:
    """The pages (from 0) from the one with the heading `first` up to that with `last`; the cover, which lists both, is none of them."""
    told = [words.splitlines() for words in pages(content)]
    begin = next(place for place, lines in enumerate(told) if place and first in lines)
    return [*range(begin, next(place for place, lines in enumerate(told) if place >= begin and last in lines))]


def placed(content: bytes) -> list[tuple[int, float, str]]:
    """Every piece of text: its page, how far from the left edge it begins in points, and its words."""
    found: list[tuple[int, float, str]] = []
    for place, page in enumerate(PdfReader(io.BytesIO(content)).pages):

        def seen(words: str, around: list[float], at: list[float], *_: object, place: int = place) -> None:
            left = at[4] * around[0] + at[5] * around[2] + around[4]
            found.append((place, left, words.strip()))

        page.extract_text(visitor_text=seen)
    return [each for each in found if each[2]]


def numbers_in_the_log(content: bytes) -> list[int]:
    """What stands in the first column of the log, from top to bottom; `12–14` is three numbers."""
    pages, found = part(content, "Alle notities", "Stop gezegd"), list[int]()
    for page, left, words in placed(content):
        if page in pages and NUMBERS[0] < left < NUMBERS[1] and re.fullmatch(r"[\d–, ]+", words):
            for span in words.strip(", ").split(", "):
                begin, _, end = span.partition("–")
                found += range(int(begin), int(end or begin) + 1)
    return found
