"""`houvast show`: entries and bursts, oldest first (J06). The words of the other stay closed unless asked for (J25)."""

from __future__ import annotations

import dataclasses
import shlex
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli.lines import burst_line, item_lines
from houvast.cli.whole import receipt_of, whole_lines
from houvast.cli.wordlists import lists
from houvast.errors import (
    AgeFileError,
    BadArgumentsError,
    BrokenReadingError,
    MissingFileError,
    NoSuchWindowError,
    Reading,
)
from houvast.insight.contacts import Choice
from houvast.insight.timeline import order, recorded_here
from houvast.logbook import codec, header
from houvast.logbook.entry import Exported, Incident, kind_of
from houvast.logbook.evidence import Import, Receipt
from houvast.logbook.recorded import moment
from houvast.reports.choose import find
from houvast.reports.items import bursts_of, items_of
from houvast.words import listed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import date

    from houvast.cli.shell import Shell
    from houvast.insight.bursts import Burst
    from houvast.insight.timeline import Item
    from houvast.logbook.recorded import Recorded
    from houvast.vault.vault import Vault


NOTHING_YET = "Hier staat nog niets. Noteer iets met houvast add, of lees een chat in met houvast import."
NOTHING_HERE = "Binnen wat je vroeg, staat niets. Zonder die keuze zie je alles."


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.NUMBERS
    helping.dossier(parser)
    parser.add_argument("number", metavar="NUMMER", nargs="?", help="alles van deze ene notitie, met elke versie ervan")
    parser.add_argument(
        "--since", metavar="DATUM", help="vanaf deze dag (3 maart, gisteren, 2026-03-03) of maand (maart 2026)"
    )
    parser.add_argument("--until", metavar="DATUM", help="tot en met deze dag of maand")
    parser.add_argument("--how", metavar="WOORD", help="alleen dit gedrag")
    parser.add_argument("--channel", metavar="WOORD", help="alleen dit middel")
    parser.add_argument("--all", action="store_true", help="ook wat je inlas, uitgaf en de ontvangstbewijzen")
    parser.add_argument("--figures", action="store_true", help="hoe vaak, wanneer en hoe, in cijfers")
    parser.add_argument("--week", metavar="WEEK", help="waar het cijfer van deze week op rust (2026-W12)")
    lists(parser, how=("behaviours",), channel=("channels",))
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Show them, or one of them whole."""
    if args.number is not None:
        return _one(args, shell)
    since, until = window(args, shell)
    behaviour = guidance.load("behaviours").find(args.how).id if args.how else None
    channel = guidance.load("channels").find(args.channel).id if args.channel else None
    week = None if args.week is None else _week(args.week)
    opened = shell.open(args.dossier)
    every = items_of(opened)
    items = [item for item in every if _fits(item, since, until, behaviour, channel)]
    choice = Choice(since, until, behaviour, channel)
    if args.figures or week is not None:
        return _figures(opened, every, choice, week, shell)
    wanted = behaviour in (None, "messages", "calls") and channel in (None, "chat")
    found, code = _bursts(opened, shell) if wanted else ([], 0)
    runs = [burst for burst in found if _holds(burst, since, until, behaviour)]
    if args.json:
        shell.document({
            "dossier": opened.dossier, "head": opened.head, "entries": [_json(item) for item in items],
            "bursts": [_burst(burst) for burst in runs], "figures": _figures_document(opened, every, choice) if code == 0 else None,
        })  # fmt: skip
        return code
    shown = [item for item in items if args.all or not isinstance(item.entry, Import | Receipt | Exported)]
    narrowed = args.since or args.until or args.how or args.channel
    chats = wanted and any(isinstance(item.entry, Import) for item in items)
    if not shown and not runs and (narrowed or not chats):
        shell.say(shell.text(NOTHING_HERE if narrowed else NOTHING_YET))
        if args.how or args.channel:
            _say_words(opened, shell)
        return code
    _timeline(shown, runs, shell)
    if chats:
        alone = "Van chats staan hier alleen reeksen. Elk bericht, ook wat los kwam: houvast messages {path}"
        shell.note(shell.text(alone).format(path=shlex.quote(args.dossier)))
        _tell_not_counted(every, shell)
    shell.note(shell.text("Stand van het dossier: {head}").format(head=opened.head))
    return code


def _timeline(items: Sequence[Item], runs: Sequence[Burst], shell: Shell) -> None:
    """Entries and bursts in one order of time."""
    lines: list[tuple[str, list[str]]] = [(order(item.versions)[0], item_lines(item, shell)) for item in items]
    lines += [(burst.order, [burst_line(burst, shell)]) for burst in runs]
    for _, block in sorted(lines, key=lambda pair: pair[0]):
        for line in block:
            shell.say(line)


def _figures(vault: Vault, items: Sequence[Item], choice: Choice, week: date | None, shell: Shell) -> int:
    """The figures, or what that of one week rests on; 1 where a reading is lost or damaged: half a count is none."""
    from houvast.cli.figures import document, say, say_week
    from houvast.reports.figures import pattern

    try:
        found = pattern(vault, items, choice=choice)
    except (AgeFileError, BrokenReadingError, MissingFileError) as error:
        shell.fail(error)
        return 1
    if shell.json:
        shell.document({"dossier": vault.dossier, "head": vault.head, "figures": document(found)})
    elif week is not None:
        say_week(found, items, week, shell)
    else:
        say(found, shell)
    return 0


def _figures_document(vault: Vault, items: Sequence[Item], choice: Choice) -> dict[str, Any]:
    from houvast.cli.figures import document
    from houvast.reports.figures import pattern

    return document(pattern(vault, items, choice=choice))


def _tell_not_counted(items: Sequence[Item], shell: Shell) -> None:
    from houvast.cli.figures import tell_not_counted
    from houvast.reports.figures import chats_of

    tell_not_counted(chats_of(items), shell)


def _week(text: str) -> date:
    from houvast.cli.figures import monday

    return monday(text)


def _bursts(vault: Vault, shell: Shell) -> tuple[Sequence[Burst], int]:
    """The bursts, and exit code 0; where a reading is lost or damaged none, with why and 1: what she noted is shown all the same."""
    try:
        return bursts_of(vault), 0
    except (AgeFileError, BrokenReadingError, MissingFileError) as error:
        shell.fail(error)
        return [], 1


def _one(args: argparse.Namespace, shell: Shell) -> int:
    """Everything of one entry."""
    if chosen := [
        f"--{name}" for name in ("since", "until", "how", "channel", "all", "figures", "week") if getattr(args, name)
    ]:
        raise BadArgumentsError("houvast show", f"{args.number}, {', '.join(chosen)}")
    opened = shell.open(args.dossier)
    items = items_of(opened)
    item = find(items, args.number)
    if args.json:
        said = _json(item) | {"versions": [_version(each) for each in item.versions], "receipt": _receipt(item, items)}
        shell.document({"dossier": opened.dossier, "head": opened.head, "entries": [said], "bursts": []})
        return 0
    for line in (item_lines(item, shell)[0], *whole_lines(item, items, shell)):
        shell.say(line)
    shell.note(shell.text("Stand van het dossier: {head}").format(head=opened.head))
    return 0


def _say_words(vault: Vault, shell: Shell) -> None:
    """Which manners and means there are to ask for."""
    incidents = [item.entry for item in items_of(vault) if isinstance(item.entry, Incident)]
    runs, _ = _bursts(vault, shell)
    chats = [kind for kind in ("messages", "calls") if any(getattr(burst, kind) for burst in runs)]
    manners = dict.fromkeys([*(each for entry in incidents for each in entry.behaviours), *chats])
    means = dict.fromkeys([*(entry.channel for entry in incidents if entry.channel), *(["chat"] if runs else [])])
    for ids, listing, sentence in (
        (manners, "behaviours", "Met --how kun je hier vragen naar: {words}."),
        (means, "channels", "Met --channel kun je hier vragen naar: {words}."),
    ):
        labels = [guidance.load(listing).label(each, shell.lang) for each in ids]
        if labels:
            shell.say(shell.text(sentence).format(words=listed(labels, shell.lang, choice=True)))


def _fits(item: Item, since: str, until: str, behaviour: str | None, channel: str | None) -> bool:
    at = item.when.at if item.when is not None else recorded_here(item.versions[0])
    last = item.when.until if item.when is not None else None
    if not (_between(last or at, since, "") and _between(at, "", until)):
        return False
    if behaviour is None and channel is None:
        return True
    if not isinstance(item.entry, Incident):
        return False
    return (behaviour is None or behaviour in item.entry.behaviours) and channel in (None, item.entry.channel)


def _holds(burst: Burst, since: str, until: str, behaviour: str | None) -> bool:
    """Whether a burst lies there, and holds what she asks for: messages, calls, or whatever it is."""
    rows = {"messages": burst.messages, "calls": burst.calls}
    return _between(burst.first, since, until) and (behaviour is None or rows[behaviour] > 0)


def _between(at: str, since: str, until: str) -> bool:
    return (not since or at[: len(since)] >= since[: len(at)]) and (not until or at[: len(until)] <= until[: len(at)])


def window(args: argparse.Namespace, shell: Shell) -> tuple[str, str]:
    """The days that `--since` and `--until` say. Raises: NoSuchWindowError when the last lies before the first."""
    since, until = _day(args.since, shell), _day(args.until, shell, last=True)
    exact = min(len(since), len(until))
    if until[:exact] < since[:exact]:
        raise NoSuchWindowError(Reading(since), Reading(until))
    return since, until


def _day(text: str | None, shell: Shell, *, last: bool = False) -> str:
    """The year, month, day or minute these words say, of a period its first or `last` day; only a date in our own form may lie ahead."""
    from houvast.logbook import spoken
    from houvast.logbook.when import is_when

    if text is None or is_when(text):
        return text or ""
    claim = spoken.read(text, shell.now(), lang=shell.lang)
    return (claim.until if last else None) or claim.at


def _json(item: Item) -> dict[str, Any]:
    claimed = moment(item.entry)
    return {
        "number": item.number, "id": item.entry.id, "seq": item.seq, "kind": kind_of(item.entry),
        "when": None if claimed is None else codec.plain(claimed), "recorded_at": header.time_text(item.recorded_at), "origin": item.origin,
        "private": item.entry.private, "retracted": item.retracted,
        "corrections": [version.entry.id for version in item.versions[1:]], "says": codec.members(item.entry),
    }  # fmt: skip


def _version(version: Recorded) -> dict[str, Any]:
    return {
        "id": version.entry.id, "seq": version.seq, "recorded_at": header.time_text(version.recorded_at),
        "private": version.entry.private, "says": codec.members(version.entry),
    }  # fmt: skip


def _receipt(item: Item, items: Sequence[Item]) -> dict[str, Any] | None:
    found = receipt_of(item.entry, items) if isinstance(item.entry, Import) else None
    return None if found is None else codec.members(found)


def _burst(burst: Burst) -> dict[str, Any]:
    return {
        "kind": "burst", "import": burst.imported, "sender": burst.sender, "first": burst.first, "last": burst.last,
        "messages": burst.messages, "calls": burst.calls, "rows": [burst.parts[0].first_row, burst.parts[0].last_row],
        "parts": [dataclasses.asdict(part) for part in burst.parts],
    }  # fmt: skip
