"""The one dossier that this process serves, and who has it open: nothing here outlives the process.

A dossier stays open for one session. When the session is locked, its key and all that was read with it are let go; what was half
typed stays behind sealed (`houvast.web.drafts`), for whoever opens the dossier again.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.errors import NoDossierError
from houvast.insight import reread
from houvast.insight.inforce import standing
from houvast.reports.items import items_in
from houvast.reports.rereading import rows_of
from houvast.seal import age, keys
from houvast.vault import aside, folder, opening, recovering, seen
from houvast.web.late import Late
from houvast.web.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from typing import TypeVar

    from houvast.insight.inforce import Standing
    from houvast.insight.timeline import Item
    from houvast.vault.vault import Vault
    from houvast.web.dossiers.making import Made
    from houvast.web.downloads import Waiting

    T = TypeVar("T")


class ClosedError(Exception):
    """No dossier is open for who asks, or not any more; the door is shown."""


@dataclass
class Served:
    """Where the dossier lies and how it is shown."""

    root: Path
    shown: Shown = field(default_factory=Shown)
    seals_to: age.Recipient | None = None
    """To whom is sealed what a page sends in after the lock: the dossier that was open last."""
    forms: deque[str] = field(default_factory=lambda: deque(maxlen=8), repr=False)
    """What tells the forms of the sessions that had it open last from forms of others: it opens nothing."""
    left: bool = False
    """She left. Until somebody comes in by the printed address or through the door no page tells what this is (K01)."""


@dataclass
class Opened:
    """An open dossier: the vault, one lock around all that follows or adds to it, and what was worked out at its present head.

    Once it is closed, whatever still works for it ends at its next step, and nothing that was made of it is kept.
    """

    vault: Vault
    since: datetime
    door: str = ""
    """The session that stood at the door: who pressed twice there comes in once."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    secrets: dict[str, str] = field(default_factory=dict, repr=False)
    downloads: dict[str, Waiting] = field(default_factory=dict, repr=False)
    once_made: dict[str, Made] = field(default_factory=dict, repr=False)
    under_way: dict[str, Any] = field(default_factory=dict, repr=False)
    """What takes more than one request: files that arrive in pieces, files that are being read. Each has `close()`."""
    late: Late = field(default_factory=Late, repr=False)
    sent: int = 0
    """How often something was sent in: what was shown before may not hold any more."""
    sought: dict[str, str] = field(default_factory=dict, repr=False)
    """What she searched for last: who reads something of it comes back to what was found."""
    came: float = 0
    """When bytes of hers last came in, or something she asked for was finished; in seconds, 0 for never."""
    _making: int = 0
    _found: dict[object, Any] = field(default_factory=dict, repr=False)
    _same: dict[str, tuple[Any, Any]] = field(default_factory=dict, repr=False)
    _locks: dict[object, threading.RLock] = field(default_factory=dict, repr=False)
    _guard: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _head: str = ""
    closed: bool = False
    """It was locked: what is still being made for it is thrown away."""

    def follow(self) -> None:
        """Take in what another program added since. Raises: ClosedError."""
        with self.lock:
            self._go_on()
            self.vault.follow()
            if self._head != self.vault.head:
                self._head, self._found = self.vault.head, {}

    def follow_at_once(self) -> None:
        """The same, unless something else holds it just now: whoever makes the page waits for that. Raises: ClosedError."""
        if self.lock.acquire(blocking=False):
            try:
                self.follow()
            finally:
                self.lock.release()

    def once(self, name: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each head of the dossier; only in memory.

        Whoever asks for the same waits for it; whoever asks for something else does not. Raises: ClosedError.
        """
        self._go_on()
        return self._kept(self._found, name, make)

    def _kept(self, found: dict[object, Any], name: object, make: Callable[[], T]) -> T:
        """The same of one head, whose things are `found`: what is finished when another has come is not kept for that."""
        with self._lock_of(name):
            if name not in found:
                made_now = make()
                self._go_on()
                found[name] = made_now
            made: T = found[name]
            return made

    def bytes_came(self) -> None:
        """Something of hers arrived just now: it is not left alone."""
        self.came = time.time()

    @contextlib.contextmanager
    def making(self) -> Iterator[None]:
        """While this lasts, something is made that she waits for: it is not left alone."""
        with self._guard:
            self._making += 1
        try:
            yield
        finally:
            with self._guard:
                self._making -= 1
            self.bytes_came()

    def quiet(self, now: float) -> float:
        """How many seconds nothing came in or was made; none while something is."""
        return 0 if self._making else max(0, now - self.came)

    def _lock_of(self, name: object) -> threading.RLock:
        with self._guard:
            return self._locks.setdefault(name, threading.RLock())

    def _go_on(self) -> None:
        if self.closed:
            raise ClosedError

    def let_go(self) -> None:
        """Let go of all that was worked out, and take away what waits to be downloaded; nothing more may wait."""
        with self._guard:
            self.closed = True
            waiting = list(self.downloads.values())
            self.downloads.clear()
        self.late.end()
        self._found, self._same, self.sought = {}, {}, {}
        for each in waiting:
            each.take_away()

    def wait(self, token: str, waiting: Waiting) -> bool:
        """Let a file wait to be downloaded; not once it was locked."""
        with self._guard:
            if not self.closed:
                self.downloads[token] = waiting
            return not self.closed

    def same(self, name: str, of: object, make: Callable[[], T]) -> T:
        """What `make` gives, made anew only when `of`, all that it is made of, differs: it outlasts a new head. Only in memory.

        Raises: ClosedError.
        """
        self._go_on()
        with self._lock_of(("same", name)):
            if name not in self._same or self._same[name][0] != of:
                made = make()
                self._go_on()
                self._same[name] = (of, made)
            found: T = self._same[name][1]
            return found

    @property
    def items(self) -> list[Item]:
        """Its entries as they read now, numbered. Who holds the lock may ask for them: making them waits for no lock."""
        self._go_on()
        found = self._found
        if (made := found.get("items")) is None:
            with self.lock:  # not while another record is half taken in
                recorded = list(self.vault.entries())
            made = self._kept(found, "items", lambda: self._placed(items_in(recorded)))
        items: list[Item] = made
        return items

    def _placed(self, items: list[Item]) -> list[Item]:
        """Her answers about messages of a file that was read again, where these are in the new reading."""
        if not (asks := reread.asks(items)):
            return items
        return reread.placed(items, self.same("reread", asks, lambda: rows_of(self.vault, asks)))

    @property
    def by_number(self) -> dict[int, Item]:
        """Its entries by the number they are known by."""
        return self.once("by number", lambda: {item.number: item for item in self.items})

    @property
    def by_id(self) -> dict[str, Item]:
        """Its entries by the id with which others name them."""
        return self.once("by id", lambda: {item.entry.id: item for item in self.items})

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each entry, by its id."""
        return self.once("numbers", lambda: {item.entry.id: item.number for item in self.items})

    @property
    def orders(self) -> tuple[Standing, ...]:
        """The orders that stand, with what was recorded of them."""
        return self.once("orders", lambda: standing(self.items))


served = Served(Path())
_open: dict[str, Opened] = {}
_mutex = threading.Lock()
was_closed = threading.Event()
"""Something was let go of since what it held was last looked for in memory."""
at_the_door = threading.RLock()
"""One at a time: a passphrase takes 256 MiB while it is tried, and of two forms that begin a dossier one makes it."""


def exists() -> bool:
    """Whether there is a dossier in the folder yet; in a folder that may not be looked into there is none."""
    with contextlib.suppress(NoDossierError, OSError):
        folder.FolderStore.at(served.root)
        return True
    return False


def unlocked(words: str) -> Vault:
    """The dossier, opened with its passphrase. Raises: as `opening.unlock`."""
    way = age.Passphrase(keys.passphrase_bytes(words))
    with at_the_door:
        return opening.unlock(folder.FolderStore.at(served.root), way, seen.Seen.of_user())


def unlocked_by_code(text: str) -> Vault:
    """The dossier, opened with the code on paper. Raises: as `recovering.by_code`."""
    return recovering.by_code(folder.FolderStore.at(served.root), text, seen.Seen.of_user())


def hold(key: str, vault: Vault, now: datetime, door: str = "") -> Opened:
    """Keep an open dossier for this session, which stood at the `door` under another name."""
    from houvast.web import downloads

    downloads.clear()
    served.left, served.seals_to = False, aside.recipient(vault)
    with _mutex:
        _open[key] = Opened(vault, now, door)
        return _open[key]


def take_over(door: str) -> dict[str, str]:
    """End what is open in this session, or came in from it; what still waits there to be shown to her."""
    waiting: dict[str, str] = {}
    for key, each in list(_open.items()):
        if door and door in (key, each.door):
            waiting |= each.secrets
            close(key)
    return waiting


def opened(key: str | None) -> Opened | None:
    """What this session has open."""
    return None if key is None else _open.get(key)


def close(key: str | None) -> None:
    """Let go of what this session has open; what was under way in it ends."""
    with _mutex:
        opened = None if key is None else _open.pop(key, None)
    if opened is not None:
        opened.let_go()
        for each in list(opened.under_way.values()):
            with contextlib.suppress(Exception):  # whatever the disk or a fault of ours says, she leaves
                each.close()
        opened.under_way.clear()
        was_closed.set()


def close_all() -> None:
    """Let go of everything: the process ends."""
    for key in list(_open):
        close(key)
