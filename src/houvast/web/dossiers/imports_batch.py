"""Files on their way into the dossier: looked at first, asked about, then recorded one by one, in a thread of their own.

Leaving the page stops nothing. A lock does: what was not recorded by then is not recorded, and waits sealed in memory (`left_behind`)
until the dossier is opened again.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import secrets
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from django.utils import timezone

from houvast.errors import AgeFileError
from houvast.insight.whose import whose
from houvast.intake.formats import Answers
from houvast.intake.held import imports
from houvast.intake.intake import CHATS, MAILS, Wish, take_kept, why_no_chat
from houvast.intake.names import by_person, checked, remembered
from houvast.logbook.evidence import File, Import
from houvast.logbook.when import ZONE
from houvast.reports.items import open_ids
from houvast.vault import aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from houvast.intake.formats import DateOrder
    from houvast.intake.intake import Taken
    from houvast.vault.vault import Vault
    from houvast.web.alone import Opened

State = Literal["waiting", "looking", "looked", "recording", "done"]
KIND = "reading "

_left: dict[str, list[bytes]] = {}
ONE_AT_A_TIME = threading.Lock()


class StoppedError(Exception):
    """The dossier was locked: nothing more is recorded."""


@dataclass
class One:
    """One file of a batch: what she answered about it, and what came of it. `instead` is the import that it takes the place of."""

    file: File
    order: DateOrder | None = None
    me: str | None = None
    by: tuple[str, ...] = ()
    by_nobody: bool = False
    instead: str | None = None
    taken: Taken | None = None
    fault: Exception | None = None

    @property
    def kind(self) -> str:
        """What it turned out to be: `open` when its date order has to be asked, `chat`, `again`, `refused`, `fault`, else `piece`."""
        taken = self.taken
        if self.fault is not None or taken is None:
            return "fault"
        if taken.open is not None:
            return "open"
        if taken.refused is not None:
            return "refused"
        if taken.receipt is not None:
            return "chat" if taken.extract is not None else "again"
        return "piece"

    @property
    def no_chat(self) -> str | None:
        """Why it was not read as the chat or mail it is called."""
        return None if self.taken is None else why_no_chat(self.taken)

    @property
    def people(self) -> tuple[tuple[str, ...], ...]:
        """Who write in it, each with every spelling; none when there is nothing to ask."""
        found = None if self.taken is None else self.taken.extract
        people = () if found is None else by_person(found.participants)
        return people if len(people) > 1 else ()

    def named(self, me: str | None, by: tuple[str, ...], *, nobody: bool) -> None:
        """What she says of the names. Her own alone is not kept where it would make all others count. Raises: as `names.checked`."""
        assert self.taken is not None
        assert self.taken.extract is not None
        found = self.taken.extract
        me, by = checked(self.file.name, found.participants, me, () if nobody else by)
        of = Import(format=str(found.header["format"]), me=me, by=by, by_nobody=nobody, participants=found.participants)
        counting = whose([of]).get(of.id)
        if counting is not None and counting.because == "all-but-me":
            me = None
        self.me, self.by, self.by_nobody = me, by, nobody


@dataclass
class Batch:
    """The files of one form, and how she wants them taken in."""

    opened: Opened
    ones: list[One]
    private: bool = False
    unseen: bool = False
    zone: str = ZONE
    state: State = "waiting"
    at: int = 0
    became_private: int = 0
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    stopped: bool = False
    thread: threading.Thread | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def vault(self) -> Vault:
        """The dossier it goes into."""
        return self.opened.vault

    def look(self) -> None:
        """See what would come of the files, recording nothing."""
        self._begin("looking", "looked", self._look)

    def look_at(self, one: One) -> None:
        """See what would come of one file, now that she answered about it; the others stay as they were."""
        self._begin("looking", "looked", lambda: self._look([one]))

    def record(self) -> None:
        """Take the files in."""
        self._begin("recording", "done", self._record)

    def wait(self, seconds: float) -> None:
        """Wait so long at most for what it is doing."""
        if self.thread is not None:
            self.thread.join(seconds)

    def let_go(self) -> None:
        """She does not want them after all."""
        self.stopped = True
        self.opened.under_way.pop(KIND + self.id, None)
        for one in self.ones:
            self.vault.let_go(one.file)

    def close(self) -> None:
        """The dossier is locked: what was not recorded waits, sealed."""
        self.stopped = True
        if self.state == "done":
            return
        ones = [
            {
                "file": dataclasses.asdict(one.file),
                "order": one.order,
                "instead": one.instead,
                "me": one.me,
                "by": one.by,
                "by_nobody": one.by_nobody,
            }
            for one in self.ones[self.at if self.state == "recording" else 0 :]
        ]
        said = {"ones": ones, "private": self.private, "unseen": self.unseen, "zone": self.zone}
        _left.setdefault(self.vault.dossier, []).append(aside.seal(self.vault, json.dumps(said).encode()))

    def _begin(self, during: State, after: State, work: Callable[[], None]) -> None:
        with self._guard:
            if self.state not in ("waiting", "looked"):  # another click began it
                return
            self.state, self.at = during, 0

        def run() -> None:
            with contextlib.suppress(StoppedError), ONE_AT_A_TIME:
                try:
                    work()
                finally:  # also after a fault of ours, or the page would wait for ever
                    if not self.stopped:
                        self.state = after

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()

    def _each(self, only: list[One] | None = None) -> Iterator[One]:
        for at, one in enumerate(self.ones if only is None else only):
            if self.stopped:
                raise StoppedError
            self.at = at
            yield one

    def _look(self, only: list[One] | None = None) -> None:
        earlier = imports(self.vault)
        for one in self._each(only):
            self._take(one, dry=True)
            _remember(one, earlier)

    def _record(self) -> None:
        before = open_ids(self.vault) if self.private else set()
        for one in self._each():
            self._take(one, dry=False)
        self.became_private = len(before - open_ids(self.vault)) if before else 0

    def _take(self, one: One, *, dry: bool) -> None:
        now = timezone.now()
        answers = Answers(
            not_after=now.date(), date_order=one.order, zone=self.zone, me=one.me, by=one.by, by_nobody=one.by_nobody
        )
        wish = Wish(
            private=self.private, unseen=self.unseen, dry=dry, zone_said=self.zone != ZONE, many=len(self.ones) > 1,
            instead=one.instead, hold=self._hold,
        )  # fmt: skip
        one.taken, one.fault = None, None
        try:
            one.taken = _figures_of(take_kept(one.file, self.vault, now, answers, wish))
        except StoppedError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours too: the other files still come in
            one.fault = error

    @contextlib.contextmanager
    def _hold(self) -> Iterator[None]:
        """The dossier's lock, while something is recorded; refused once the dossier was locked."""
        with self.opened.lock:
            if self.stopped:
                raise StoppedError
            yield


def begun(opened: Opened, files: list[File], **how: Any) -> Batch:
    """A batch of these files: plain ones before chats and mails, so that those find their files kept."""
    ordered = sorted(files, key=lambda each: each.name.lower().endswith((*CHATS, *MAILS)))
    batch = Batch(opened, [One(each) for each in ordered], **how)
    opened.under_way[KIND + batch.id] = batch
    return batch


def one(opened: Opened, id_: str) -> Batch | None:
    """The batch of this name."""
    found: Batch | None = opened.under_way.get(KIND + id_)
    return found


def under_way(opened: Opened) -> list[Batch]:
    """Every batch that is not recorded yet, with those that a lock left behind."""
    for sealed in _left.pop(opened.vault.dossier, []):
        with contextlib.suppress(AgeFileError):
            said = json.loads(aside.open_bytes(opened.vault, sealed))
            ones = [One(File(**each.pop("file")), by=tuple(each.pop("by")), **each) for each in said.pop("ones")]
            if ones:
                batch = Batch(opened, ones, **said)
                opened.under_way[KIND + batch.id] = batch
    return [each for each in list(opened.under_way.values()) if isinstance(each, Batch) and each.state != "done"]


def _figures_of(taken: Taken) -> Taken:
    """What became of a file, without its rows: those of a large chat would stay in memory."""
    found = taken.extract
    if found is None:
        return taken
    return dataclasses.replace(taken, extract=dataclasses.replace(found, table=found.table.clear(), media=(), marks=()))


def _remember(one: One, earlier: list[Import]) -> None:
    """The names she gave before, of who writes in this file too."""
    if one.taken is None or one.taken.extract is None or one.me is not None or one.by:
        return
    people = one.taken.extract.participants
    hers = remembered((each.me for each in earlier if each.me is not None), people)
    by = remembered((name for each in earlier for name in each.by), people)
    me = hers[0] if len(by_person(hers)) == 1 else None
    if me not in by:
        one.me, one.by = me, by
