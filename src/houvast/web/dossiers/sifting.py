"""What of the log she wants to see, as an address that says nothing: a few numbers, no words and no query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.web.dossiers import rows

if TYPE_CHECKING:
    from houvast.web.alone import Opened
    from houvast.web.dossiers.rows import Row

SIDES = ("", "far", "near")
KINDS = (
    "", "k-incident", "k-burst", "k-police-contact", "k-order", "k-evidence", "k-note", "k-stop-message", "k-aangifte", "k-effect",
    "k-appointment", "k-loose",
)  # fmt: skip
KIND_NAMES = {
    "k-incident": "wat er gebeurde", "k-burst": "berichten achter elkaar", "k-loose": "losse berichten",
    "k-police-contact": "politie", "k-order": "verboden",
    "k-evidence": "bewijs", "k-note": "notities voor jezelf", "k-stop-message": "stop gezegd", "k-aangifte": "aangifte",
    "k-effect": "wat het doet", "k-appointment": "afspraken",
}  # fmt: skip


@dataclass(frozen=True)
class Sift:
    """What is shown: nothing in it is everything. `since` and `until` are a year, a month or a day (`2026-03`), both counted in."""

    side: str = ""
    means: str = ""
    behaviour: str = ""
    place: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    proof: bool = False
    order: bool = False

    @property
    def code(self) -> str:
        """As it stands in an address; `0` is everything."""
        if self == Sift():
            return "0"
        figures = (
            SIDES.index(self.side), _place("channels", self.means), _place("behaviours", self.behaviour), _place("places", self.place),
            KINDS.index(self.kind), self.since.replace("-", "") or 0, self.until.replace("-", "") or 0, int(self.proof), int(self.order),
        )  # fmt: skip
        return "-".join(str(each) for each in figures)

    @property
    def needed(self) -> frozenset[str]:
        """What a row has to be found by."""
        said = (
            self.side, self.means and f"m-{self.means}", self.behaviour and f"b-{self.behaviour}", self.place and f"p-{self.place}",
            self.kind, "proof" if self.proof else "", "order" if self.order else "",
        )  # fmt: skip
        return frozenset(each for each in said if each)

    def holds(self, row: Row) -> bool:
        """Whether a row lies in its days."""
        at = row.day
        return (not self.since or at[: len(self.since)] >= self.since) and (
            not self.until or at[: len(self.until)] <= self.until
        )


def read(code: str) -> Sift:
    """What an address asks for. Raises: ValueError."""
    if code == "0":
        return Sift()
    side, means, behaviour, place, kind, since, until, proof, order = code.split("-")
    return Sift(
        SIDES[int(side)], _id("channels", int(means)), _id("behaviours", int(behaviour)), _id("places", int(place)), KINDS[int(kind)],
        _moment(since), _moment(until), proof=proof == "1", order=order == "1",
    )  # fmt: skip


def sifted(opened: Opened, by: Sift) -> list[Row]:
    """The rows that are shown, newest first."""
    every = rows.rows_of(opened)
    if by == Sift():
        return every
    needed = by.needed
    return opened.once(
        ("sifted", by),
        lambda: [
            row for row, facet in zip(every, rows.facets(opened), strict=True) if needed <= facet and by.holds(row)
        ],
    )


def _place(listing: str, content_id: str) -> int:
    return [each.id for each in guidance.load(listing)].index(content_id) + 1 if content_id else 0


def _id(listing: str, place: int) -> str:
    return [each.id for each in guidance.load(listing)][place - 1] if place > 0 else ""


def _moment(figures: str) -> str:
    """`202603` as `2026-03`. Raises: ValueError."""
    if figures == "0":
        return ""
    if not (figures.isascii() and figures.isdecimal() and len(figures) in (4, 6, 8)):
        raise ValueError(figures)
    return "-".join(part for part in (figures[:4], figures[4:6], figures[6:8]) if part)
