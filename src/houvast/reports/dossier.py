"""What the dossier on paper says, as plain data: cover, log, sections, exhibits, messages in full (look.md, "Paper").

Our Dutch words for the paper are here, in the modules it arranges (`log`, `said`, `chats`, `sections`, `exhibits`) and, where they are
the same in every report, in `typst/`. It judges nothing and never says that something proves (J07, J15, B080).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from houvast.logbook import reading
from houvast.logbook.entry import Exported
from houvast.logbook.evidence import Evidence, Import
from houvast.logbook.when import here
from houvast.reports import chats as quoting
from houvast.reports import log, sections, walked
from houvast.reports.charts import sayings
from houvast.reports.exhibits import Exhibit, exhibit
from houvast.reports.facts import NL, counted
from houvast.reports.signalling import Signalled, signalled
from houvast.reports.summary import Summary, summary
from houvast.words import date_and_time, full_date, listed, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from houvast.reports.chats import Chat, InFull, Tally
    from houvast.reports.choose import Chosen
    from houvast.reports.figures import Pattern
    from houvast.reports.from_vault import Read
    from houvast.reports.log import Row
    from houvast.reports.sections import Broken, Contact, Forbidden, Seen, Stop
    from houvast.reports.walked import Decided, Taken

READERS = {"police": "Politie", "lawyer": "Advocaat", "self": "Eigen gebruik"}
_BY = "de eigenaar van dit dossier; een naam staat hier niet"


@dataclass(frozen=True)
class About:
    """What the report is: of which dossier, at which head, made when, for whom, by whom; `in_full`: with every message of every burst.

    `out_of` is how many entries there would be had she left nothing out by choice; what is private does not count in it.
    """

    dossier: str
    head: str
    made_at: datetime
    reader: str = "police"
    by: str | None = None
    in_full: bool = False
    out_of: int | None = None


@dataclass(frozen=True)
class Dossier:
    """The whole paper. Every text is ready to be set; nothing in it is markup."""

    title: str
    number: str
    period: str
    pairs: tuple[tuple[str, str], ...]
    origins: tuple[tuple[str, str, str], ...]
    summary: Summary | None
    rows: tuple[Row, ...]
    stops: tuple[Stop, ...]
    orders: tuple[Forbidden, ...]
    breaches: tuple[Broken, ...]
    taken: tuple[Taken, ...]
    decided: tuple[Decided, ...]
    stacked: tuple[str, ...]
    contacts: tuple[Contact, ...]
    signals: tuple[Signalled, ...]
    witnesses: tuple[Seen, ...]
    exhibits: tuple[Exhibit, ...]
    tallies: tuple[Tally, ...]
    counted: tuple[str, ...]
    bursts: int
    in_full: tuple[InFull, ...]
    dossier: str
    head: str
    made_at: datetime


def compose(chosen: Sequence[Chosen], about: About, read: Read | None = None) -> Dossier:
    """The paper over what was chosen, in the order of the timeline; without `read` there are no chats and no summary in it."""
    chats, bursts = (read.chats, read.pattern.bursts) if read is not None else ((), ())
    labels, ties = _labels(chosen), _ties(chosen)
    numbers = {each.entry.id: each.item.number for each in chosen}
    by_id = {each.entry.id: each for each in chosen}
    fresh, selection = quoting.fresh_in(chats), _selection(about, len(chosen))
    exhibits = tuple(exhibit(by_id[id_], labels, numbers, ties, chosen, fresh) for id_ in labels)
    tallies = quoting.tallies(chats, bursts, labels)
    return Dossier(
        title="Logboek en bewijs",
        number=about.dossier[:8],
        period=_period(chosen, about.made_at),
        pairs=_pairs(about, len(chosen), len(exhibits), _messages(chats, tallies, len(bursts), labels), selection),
        origins=sections.origins(chosen),
        summary=None if read is None else summary(read.pattern, selection),
        rows=log.rows(chosen, labels, ties, chats, bursts),
        stops=sections.stops(chosen, labels, ties),
        orders=() if read is None else sections.orders(read.held, chosen, about.made_at),
        breaches=() if read is None else sections.breaches(read.held, chosen, labels),
        taken=walked.steps(chosen),
        decided=walked.decisions(chosen),
        stacked=walked.stacked(chosen),
        contacts=sections.contacts(chosen),
        signals=signalled(chosen, None if read is None else read.pattern, about.made_at),
        witnesses=sections.witnesses(chosen),
        exhibits=exhibits,
        tallies=tallies,
        counted=() if read is None else _whose(read.pattern),
        bursts=len(bursts),
        in_full=quoting.in_full(chats, bursts, labels) if about.in_full else (),
        dossier=about.dossier,
        head=about.head,
        made_at=about.made_at,
    )


def _selection(about: About, entries: int) -> str:
    """That it is a part, when she left something out."""
    if about.out_of is None or entries >= about.out_of:
        return ""
    return f"Dit is een keuze: {number(entries, NL)} van {counted(about.out_of, 'notitie', 'notities')}."


def _pairs(
    about: About, entries: int, exhibits: int, messages: str, selection: str = ""
) -> tuple[tuple[str, str], ...]:
    """What stands on the first page: who made it, when, for whom, and how much is in it."""
    return (
        *([("Een keuze", f"{selection} De andere zitten niet in dit stuk.")] if selection else []),
        ("Gemaakt door", about.by or _BY),
        ("Gemaakt op", f"{date_and_time(here(about.made_at), NL)} uur, Nederlandse tijd"),
        ("Voor", READERS[about.reader]),
        ("Notities", f"{number(entries, NL)}, in volgorde van tijd"),
        ("Bewijsstukken", number(exhibits, NL)),
        ("Ingelezen berichten", messages),
    )


def _whose(of: Pattern) -> tuple[str, ...]:
    """Whose messages count as contact in each chat and why, and which chats count for nothing."""
    return (*sayings.counted(of.chats, NL), *sayings.not_counted(of.chats, NL))


def _messages(chats: Sequence[Chat], tallies: Sequence[Tally], bursts: int, labels: Mapping[str, str]) -> str:
    """How many messages count, of how many files, and which files could not be read any more."""
    if not chats:
        return "geen"
    total = number(sum(each.all for each in tallies), NL)
    lost = listed([labels[chat.of.id] for chat in chats if chat.rows is None], NL)
    said = f"{total}, uit {counted(len(chats), 'bestand', 'bestanden')}, met {counted(bursts, 'reeks', 'reeksen')}"
    return f"{said}; niet te lezen: de berichten van {lost}" if lost else said


def _labels(chosen: Sequence[Chosen]) -> dict[str, str]:
    """The exhibits by entry id, in their order: every piece of evidence and every file that was read, with what came along in it."""
    media = log.media_of(chosen)
    within: defaultdict[str, list[str]] = defaultdict(list)
    for each in chosen:
        if each.entry.id in media:
            within[media[each.entry.id]].append(each.entry.id)
    found: dict[str, str] = {}
    main = [
        each.entry.id for each in chosen if isinstance(each.entry, Evidence | Import) and each.entry.id not in media
    ]
    for place, id_ in enumerate(main, 1):
        found[id_] = f"B-{place:02d}"
        found |= {inner: f"B-{place:02d}.{nth}" for nth, inner in enumerate(within[id_], 1)}
    return found


def _ties(chosen: Sequence[Chosen]) -> dict[str, set[str]]:
    """Which entries and exhibits belong together, by id and both ways: either may name the other."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in chosen:
        if not isinstance(each.entry, Exported):
            for other in (*getattr(each.entry, "evidence", ()), *getattr(each.entry, "entries", ())):
                found[each.entry.id].add(other)
                found[other].add(each.entry.id)
    return found


def _period(chosen: Sequence[Chosen], made_at: datetime) -> str:
    """From the first to the last day that an entry or a chat tells of; a vague claim reaches no further than the day it is made."""
    claims = [each.item.when for each in chosen if each.item.when is not None]
    files = [each.entry for each in chosen if isinstance(each.entry, Import) and not each.item.retracted]
    ends = [(at, each.zone or "") for each in files for at in (each.first, each.last) if at is not None]
    stated = [datetime.fromisoformat(reading.on_clock(at, zone)) for at, zone in ends]
    if not claims and not stated:
        return "Zonder datum"
    first = min([*(each.start for each in claims), *stated])
    last = max([*(each.end - timedelta(seconds=1) for each in claims), *stated])
    today = here(made_at).replace(tzinfo=None)
    first, last = min(first, today), min(last, today)
    return f"{full_date(first, NL)} tot en met {full_date(last, NL)}"
