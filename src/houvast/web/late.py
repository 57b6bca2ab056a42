"""What takes long, beside the requests: pages that were not ready in time, and what the next pages will need, worked out ahead.

A page that came late is handed over once, to whoever asks for it next: not when something was recorded or sent in since, nor when it
has lain for a while, as a page may tell of this very minute. It is made anew then, of what was worked out by that time.
"""

from __future__ import annotations

import contextlib
import threading
import time
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import get_script_prefix, set_script_prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.http import HttpResponse

_LIES = 20  # seconds that a finished page can be fetched


@dataclass
class Page:
    """A page in the making, and at what state of the dossier it was begun."""

    state: object
    made: Future[HttpResponse] = field(default_factory=Future, repr=False)
    at: float = 0

    def make(self, view: Callable[[], HttpResponse]) -> None:
        """Make it: the answer, or what went wrong."""
        try:
            answer = view()
        except BaseException as error:  # noqa: BLE001 - whoever fetches the page is told
            self.at = time.monotonic()
            self.made.set_exception(error.with_traceback(None))  # its frames hold what was open
        else:
            self.at = time.monotonic()
            self.made.set_result(answer)

    def is_of(self, state: object) -> bool:
        """Whether it tells of this state, and of about now."""
        return self.state == state and (not self.made.done() or time.monotonic() - self.at < _LIES)


def _apart(work: Callable[[], None]) -> None:
    """Do this beside the request that asks for it, with the same prefix of every address: Django keeps that by thread."""
    prefix = get_script_prefix()

    def begun() -> None:
        set_script_prefix(prefix)
        work()

    threading.Thread(target=begun, daemon=True).start()


class Late:
    """What goes on in the background for one open dossier."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}
        self._guard = threading.Lock()
        self._making = 0
        self._idle = threading.Event()
        self._idle.set()
        self._ahead: object = None
        self._ended = False

    def page(
        self, address: str, state: object, view: Callable[[], HttpResponse], seconds: float
    ) -> Callable[[], HttpResponse] | None:
        """What gives this page, or raises what making it raised; None when it is not made within so many seconds."""
        with self._guard:
            page = self._pages.pop(address, None)
        if page is None or not page.is_of(state):
            page = Page(state)
            self._begin(page, view)
        wait([page.made], seconds)
        if page.made.done():
            return page.made.result
        with self._guard:
            if not self._ended:
                self._pages.setdefault(address, page)
        return None

    def is_ready(self, address: str, state: object) -> bool:
        """Whether a page that was late can be fetched now."""
        page = self._pages.get(address)
        return page is not None and page.made.done() and page.is_of(state)

    def _begin(self, page: Page, view: Callable[[], HttpResponse]) -> None:
        def make() -> None:
            with self._asked():
                page.make(view)

        _apart(make)

    @contextlib.contextmanager
    def _asked(self) -> Iterator[None]:
        """While this lasts, nothing new is begun that nobody asked for."""
        with self._guard:
            self._making += 1
            self._idle.clear()
        try:
            yield
        finally:
            with self._guard:
                self._making -= 1
                if not self._making:
                    self._idle.set()

    def ahead(self, state: object, works: Iterable[Callable[[], object]]) -> None:
        """Work these out one after another, once for this state and until there is another; what is asked for goes first."""
        with self._guard:
            if self._ended or self._ahead == state:
                return
            self._ahead = state

        def work() -> None:
            with contextlib.suppress(Exception):  # whoever asks for it is told what is wrong
                for each in works:
                    self._idle.wait()
                    if self._ended or self._ahead != state:
                        return
                    each()

        _apart(work)

    def end(self) -> None:
        """Keep no page, and begin nothing more."""
        with self._guard:
            self._ended = True
            self._pages.clear()
        self._idle.set()
