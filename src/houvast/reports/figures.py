"""The figures of a dossier: its entries and readings through `insight`, with the settings and lists that guidance gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.insight.whose import Whose, whose
from houvast.logbook.evidence import Import

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import polars as pl

    from houvast.insight.bursts import Burst, Reading, Runs
    from houvast.insight.changes import Changes
    from houvast.insight.comparison import Steps
    from houvast.insight.contacts import Choice, Contacts
    from houvast.insight.patterns import Figures
    from houvast.insight.timeline import Item
    from houvast.vault.vault import Vault


@dataclass(frozen=True)
class Chat:
    """A chat that was read: the number of its entry, the import as it reads now, and whose messages count; None when that is not known."""

    number: int
    of: Import
    whose: Whose | None


@dataclass(frozen=True)
class Pattern:
    """What the entries and chats of a dossier show: the figures, the bursts, and of every chat whose messages count."""

    figures: Figures
    bursts: tuple[Burst, ...]
    chats: tuple[Chat, ...]

    @property
    def not_counted(self) -> tuple[Chat, ...]:
        """The chats of which nothing counts, because nobody said who writes in them."""
        return tuple(chat for chat in self.chats if chat.whose is None)


def pattern(
    vault: Vault,
    items: Sequence[Item],
    chosen: Collection[str] = frozenset(),
    choice: Choice | None = None,
    read: Callable[[Import], pl.DataFrame] | None = None,
) -> Pattern:
    """The pattern in these entries; of private ones in those whose id is `chosen`. A `choice` narrows the figures, not the bursts.

    `read` is a `held.reader`. Raises: BrokenReadingError; AgeFileError; MissingFileError.
    """
    from houvast.insight.comparison import steps
    from houvast.insight.contacts import contacts, narrowed
    from houvast.insight.patterns import figures

    chats = chats_of(items, chosen)
    found = runs_of(vault, chats, read)
    counted = contacts(items, found, means_of_behaviours(), chosen)
    counted = counted if choice is None else narrowed(counted, choice)
    made = figures(counted, steps(items, chosen), guidance.setting("comparison-minimum"))
    return Pattern(made, _bursts(found), chats)


def bursts_of(vault: Vault, items: Sequence[Item]) -> tuple[Burst, ...]:
    """The bursts she sees herself, in private chats too. Raises: as `pattern`."""
    every = frozenset(item.entry.id for item in items)
    return _bursts(runs_of(vault, chats_of(items, every)))


def bursts_in(
    vault: Vault, items: Sequence[Item], chosen: Collection[str], read: Callable[[Import], pl.DataFrame]
) -> tuple[Burst, ...]:
    """The bursts of the `pattern` in these entries, without its figures. Raises: as `pattern`."""
    return _bursts(runs_of(vault, chats_of(items, chosen), read))


def chats_of(items: Sequence[Item], chosen: Collection[str] = frozenset()) -> tuple[Chat, ...]:
    """The chats among these entries that stand; of the same file taken in anew only the newest, and of private ones those `chosen`."""
    imports = {item.entry.id: item for item in items if isinstance(item.entry, Import) and not item.retracted}
    said = [item.entry for item in imports.values() if isinstance(item.entry, Import)]
    counting = whose(said)
    last = sorted(said, key=lambda each: imports[each.id].number)
    newest = {each.file.sha256: each.id for each in last if each.file is not None}
    return tuple(
        Chat(imports[each.id].number, each, counting.get(each.id))
        for each in last
        if each.reading is not None and (each.file is None or newest[each.file.sha256] == each.id)
        and (not each.private or each.id in chosen)
    )  # fmt: skip


def runs_of(vault: Vault, chats: Sequence[Chat], read: Callable[[Import], pl.DataFrame] | None = None) -> Runs:
    """The runs in these chats; `read` is a `held.reader`. Raises: as `pattern`."""
    from houvast.insight.bursts import runs

    return runs(readings_of(vault, chats, read), guidance.setting("burst-gap"))


def readings_of(
    vault: Vault, chats: Sequence[Chat], read: Callable[[Import], pl.DataFrame] | None = None
) -> list[Reading]:
    """The readings of those of these chats in which somebody's messages count; `read` is a `held.reader`. Raises: as `pattern`."""
    import dataclasses

    from houvast.insight.bursts import Reading
    from houvast.intake.held import listed, reader

    read = read or reader(vault)
    counting = {chat.of.id: chat for chat in chats if chat.whose is not None and chat.whose.names}
    known = {each.id: each.known for each in listed(vault, counting.keys())} if counting else {}
    return [
        Reading(dataclasses.replace(chat.of, known=known[id_]), chat.number, chat.whose.names, read(chat.of))
        for id_, chat in counting.items()
        if chat.whose is not None and id_ in known
    ]  # fmt: skip


def changes_of(of: Pattern, items: Sequence[Item]) -> Changes:
    """What changed over time in the contacts of a pattern."""
    return changes_in(of.figures.contacts, of.figures.steps, items)


def changes_in(found: Contacts, steps: Steps, items: Sequence[Item]) -> Changes:
    """What changed over time in these contacts, and around these steps."""
    from houvast.insight.changes import Limits, changes

    limits = Limits(
        gap_days=guidance.setting("gap-minimum"),
        night_from=guidance.setting("night-from"),
        night_until=guidance.setting("night-until"),
        window_days=guidance.setting("growth-window"),
        least_days=guidance.setting("comparison-minimum"),
    )
    shown: dict[str, tuple[str, ...]] = {}
    for signal in guidance.load("signals").offered:
        for behaviour in signal.own.get("behaviours", ()):
            shown[behaviour] = (*shown.get(behaviour, ()), signal.id)
    return changes(found, items, steps, shown, limits)


def means_of_behaviours() -> dict[str, str]:
    """The channel that a behaviour cannot do without, by its id."""
    return {item.id: item.own["means"] for item in guidance.load("behaviours") if "means" in item.own}


def _bursts(found: Runs) -> tuple[Burst, ...]:
    from houvast.insight.bursts import bursts

    return tuple(bursts(found, guidance.setting("burst-minimum")))
