"""One row of the table: our figure, the peers' beside it, the floor below it, and whether every bar is met. No measuring here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from houvast.bench.running import Absent, Outcome, Ran

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADINGS = ("", "seconden", "tegen", "verhouding", "vloer", "piek MB", "gehaald", "lat")


@dataclass(frozen=True)
class Bar:
    """One thing asked of a row: `figure` at most `limit`, or at least; None where there was nothing to compare with."""

    what: str
    figure: float | None
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether it is met; None when nobody knows."""
        if self.figure is None:
            return None
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit

    def __str__(self) -> str:
        figure = "?" if self.figure is None else f"{self.figure:.2f}"
        return f"{self.what} {'>=' if self.at_least else '<='} {self.limit:g}: {figure}"


@dataclass(frozen=True)
class Row:
    """A measured row: `against` names whom `ratio` divides by; `more` are figures of ours beside the one that counts."""

    work: str
    ours: Outcome
    against: str
    peers: Mapping[str, Outcome]
    floor: Outcome
    bars: Sequence[Bar]
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """Our seconds in those of `against`."""
        return ratio(self.ours, {**self.peers, "floor": self.floor}.get(self.against))

    @property
    def met(self) -> bool | None:
        """Whether every bar is met; None when one cannot be known and none is missed."""
        found = [bar.met for bar in self.bars]
        if False in found or isinstance(self.ours, Absent):
            return False
        return None if None in found else True

    def document(self) -> dict[str, Any]:
        """The row as JSON."""
        return {
            "work": self.work, "seconds": seconds(self.ours), "ratio": self.ratio, "against": self.against,
            "bar": "; ".join(map(str, self.bars)), "met": self.met,
            "bars": [{"what": bar.what, "figure": bar.figure, "limit": bar.limit, "at_least": bar.at_least, "met": bar.met}
                     for bar in self.bars],
            "floor": seconds(self.floor), "peak_mb": self.ours.peak_mb if isinstance(self.ours, Ran) else None,
            "peers": {name: _peer(outcome) for name, outcome in self.peers.items()}, **self.more,
            **({"failed": self.ours.why} if isinstance(self.ours, Absent) else {}),
        }  # fmt: skip


def seconds(outcome: Outcome | None) -> float | None:
    """The seconds, where there are any."""
    return outcome.seconds if isinstance(outcome, Ran) else None


def ratio(ours: Outcome | None, theirs: Outcome | None) -> float | None:
    """How many times theirs ours is."""
    mine, other = seconds(ours), seconds(theirs)
    return mine / other if mine is not None and other else None


def beyond(outcome: Outcome, *less: Outcome | None) -> Outcome:
    """A figure without what others took of it."""
    if isinstance(outcome, Absent):
        return outcome
    rest = outcome.seconds - sum(seconds(each) or 0.0 for each in less)
    return Ran(max(rest, 0.0), outcome.peak_mb, outcome.said)


def table(rows: Mapping[str, Row]) -> str:
    """All rows as text, the peers of each below it."""
    lines = [HEADINGS]
    for name, row in rows.items():
        peak = f"{row.ours.peak_mb:.0f}" if isinstance(row.ours, Ran) else ""
        state = {True: "ja", False: "NEE", None: "?"}[row.met]
        bars = [str(bar) for bar in row.bars] or [""]
        lines.append((
            f"{name} {row.work}", _shown(row.ours), row.against, _number(row.ratio), _shown(row.floor), peak, state, bars[0],
        ))  # fmt: skip
        below = [(f"   {peer}", _shown(outcome)) for peer, outcome in row.peers.items()]
        below += [(f"   ({what})", _number(value)) for what, value in row.more.items() if isinstance(value, float)]
        below += [("", "")] * (len(bars) - 1 - len(below))
        bars += [""] * (len(below) + 1 - len(bars))
        lines += [(peer, shown, "", "", "", "", "", bar) for (peer, shown), bar in zip(below, bars[1:], strict=True)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _peer(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Absent):
        return {"absent": outcome.why}
    return {**outcome.said, "seconds": outcome.seconds, "peak_mb": outcome.peak_mb}


def _shown(outcome: Outcome) -> str:
    return outcome.why[:60] if isinstance(outcome, Absent) else _number(outcome.seconds)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
