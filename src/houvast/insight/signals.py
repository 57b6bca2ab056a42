"""The ten signals and her own fear before them: what her entries show, what she said, and what is not known (G1-G10, B108-B114).

What entries show never becomes her answer, and what she denies is still shown beside it. Nothing here says that a signal is absent;
there is no score and no chance, and no number of signals means safe.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from houvast.insight.answers import OF_VIOLENCE, OWN_FEAR, Answers, Given, answers
from houvast.insight.confirmed import confirmed
from houvast.insight.standing import Standing
from houvast.insight.timeline import order
from houvast.logbook.case import Case, Effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from houvast.guidance import Item as Content
    from houvast.insight.growth import Growth
    from houvast.insight.patterns import Rows
    from houvast.insight.timeline import Item

State = Literal["shown", "said", "shown-and-said", "contradicted", "denied", "not-known"]
Reason = Literal["fear", "fear-noted", "several", "one", "not-known"]
EX_PARTNER = "ex-partner"
FEARS = frozenset({"afraid", "fear"})  # what she can note of an incident that says she was afraid (C88, C89)
DEADLY = frozenset({"violence", "death-threat"})  # with a former partner these weigh more (B113)
# Who is that, and no former partner beside it; any other word, and none, leaves it open.
DEFINITE_RELATIONS = frozenset({
    EX_PARTNER, "partner", "family", "housemate", "friend", "acquaintance", "neighbour", "colleague", "manager", "not-well-known",
})  # fmt: skip


@dataclass(frozen=True)
class Signal:
    """One signal: the entries that show it, oldest first, the rows of chats that do, and her answers.

    `messages` are her answers that say that a message shows it (B075).
    `asked` is False where it is not about her situation, None where that is not known. `stressed` says that it weighs more with a former
    partner (B113).
    """

    id: str
    shown: tuple[str, ...] = ()
    rows: tuple[Rows, ...] = ()
    messages: tuple[str, ...] = ()
    given: Answers = field(default_factory=Answers)
    counts_as_fear: bool = False
    asked: bool | None = True
    stressed: bool = False

    @property
    def said(self) -> Given | None:
        """Her answer that counts; where she gave none, a yes of somebody else, but never about her fear."""
        if self.given.latest is not None or self.counts_as_fear:
            return self.given.latest
        return next((each for each in reversed(self.given.all) if each.answer == "yes"), None)

    @property
    def said_by_another(self) -> bool:
        """Whether the answer that counts is that of somebody else."""
        return self.said is not None and self.said.by is not None

    @property
    def is_shown(self) -> bool:
        """Whether entries show it."""
        return bool(self.shown or self.rows or self.messages)

    @property
    def plays(self) -> bool:
        """Whether entries show it or she said so."""
        return self.asked is not False and (self.is_shown or self._says("yes"))

    @property
    def state(self) -> State:
        """What is known of it."""
        if self._says("no"):
            return "contradicted" if self.is_shown else "denied"
        if self._says("yes"):
            return "shown-and-said" if self.is_shown else "said"
        return "shown" if self.is_shown else "not-known"

    def _says(self, answer: str) -> bool:
        return self.said is not None and self.said.answer == answer


@dataclass(frozen=True)
class Advised:
    """What the signals lead to (B108-B110): `call` says always to discuss it with the police or Veilig Thuis; otherwise she may.

    `because` says why, her fear first: said by her, or `fear-noted` with what happened; `signals` are the ids behind it.
    """

    call: bool
    because: tuple[Reason, ...]
    signals: tuple[str, ...]


def signals(items: Sequence[Item], catalogue: Iterable[Content], grown: Growth | None = None) -> tuple[Signal, ...]:
    """Every signal of the list, her own fear first; `grown` shows the one about more and fiercer.

    What she retracted is not here. Which private entries are among `items` is for the caller to choose.
    """
    standing = Standing.of(items)
    given, relation = answers(standing.others), relation_of(standing.others)
    stressed = relation == EX_PARTNER and bool(standing.showing(DEADLY))
    found = []
    for content in catalogue:
        own, acts = content.own, frozenset(content.own.get("behaviours", ()))
        entries = standing.showing(acts)
        rows: tuple[Rows, ...] = ()
        if own.get("suggests") == "fear":
            entries = _fears(standing)
        if own.get("suggests") == "trend":
            entries, rows = _trend(grown, standing)
        messages = tuple(each.id for each in confirmed(standing.answered, own.get("messages", ())))
        found.append(Signal(
            content.id, entries, rows, messages, given.get(content.id, Answers()), own.get("counts_as_fear", False),
            _asked(own.get("only_for", ()), relation), stressed and bool(acts & DEADLY),
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda each: each.id != OWN_FEAR))


def fear(of: Iterable[Signal], given: Mapping[str, Answers]) -> tuple[bool | None, tuple[str, ...]]:
    """Whether she is afraid, and the entries that say so (B110).

    True when she says so of one question about fear, or wrote it down and did not take it back; False when she denies her own fear and
    says yes to none; else not known.
    """
    said, written = _afraid(of, given)
    if said or written:
        return True, tuple(dict.fromkeys([*said, *written]))
    own = next((each for each in of if each.id == OWN_FEAR), None)
    if own is not None and own.state in ("denied", "contradicted"):
        return False, (own.said.entry,) if own.said is not None else ()
    return None, ()


def _afraid(of: Iterable[Signal], given: Mapping[str, Answers]) -> tuple[list[str], list[str]]:
    """The entries in which she says that she is afraid, and those in which she wrote it with what happened and did not take it back."""
    about = [each for each in of if each.counts_as_fear and each.asked is not False]
    said = [each.said for each in about] + [given.get(OF_VIOLENCE, Answers()).latest]
    written = [entry for each in about if each.state == "shown" for entry in each.shown]
    return [each.entry for each in said if each is not None and each.answer == "yes"], written


def advised(of: Sequence[Signal], given: Mapping[str, Answers], several: int) -> Advised:
    """What to do with these signals: fear alone is enough, and so are several, however sure she is that they mean nothing (B109, B110)."""
    said, written = _afraid(of, given)
    playing = [each.id for each in of if each.plays and each.id != OWN_FEAR]
    own = [OWN_FEAR] if said or written else []
    reasons: list[Reason] = ["fear"] if said else ["fear-noted"] if written else []
    reasons += ["several"] if len(playing) >= several else []
    if reasons:
        return Advised(call=True, because=tuple(reasons), signals=(*own, *playing))
    return Advised(call=False, because=("one",) if playing else ("not-known",), signals=tuple(playing))


def relation_of(items: Iterable[Item]) -> str | None:
    """Who the other is to her, by the latest she said of it."""
    cases = [item for item in items if isinstance(item.entry, Case) and not item.retracted]
    latest = max(cases, key=lambda item: item.number, default=None)
    return latest.entry.relation if latest is not None and isinstance(latest.entry, Case) else None


def _asked(only_for: Sequence[str], relation: str | None) -> bool | None:
    """Whether a question is for her: one about a former partner only when it is one, and not known while that was left open."""
    if not only_for:
        return True
    return relation in only_for if relation in DEFINITE_RELATIONS else None


def _fears(standing: Standing) -> tuple[str, ...]:
    """The entries in which she wrote that she was afraid, oldest first; what a child felt is not hers."""
    wrote = [(item, entry) for item, entry in standing.incidents if not FEARS.isdisjoint(entry.effects)]
    felt = [(item, item.entry) for item in standing.others if isinstance(item.entry, Effect)]
    wrote_too = [
        (item, each) for item, each in felt if each.target in (None, "victim") and not FEARS.isdisjoint(each.effects)
    ]
    return tuple(each.id for _, each in sorted([*wrote, *wrote_too], key=lambda pair: order(pair[0].versions)))


def _trend(grown: Growth | None, standing: Standing) -> tuple[tuple[str, ...], tuple[Rows, ...]]:
    if grown is None or grown.answer != "more-often":
        return (), ()
    behind = frozenset(grown.after.entries)
    return tuple(entry.id for item, entry in standing.incidents if item.number in behind), grown.after.rows
