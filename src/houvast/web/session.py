"""Sessions in memory end half an hour after something last came in, after some hours, at the exit, with the process.

A row holds a random key and codes for messages; no name, no word and no key of a dossier.
"""

from __future__ import annotations

import secrets
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.middleware.csrf import CSRF_SESSION_KEY
from django.utils import timezone

from houvast.web import alone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from houvast.web.alone import Opened

_rows: dict[str, dict[str, Any]] = {}
_mutex = threading.Lock()
_MOST_IDLE = 1_000  # sessions that opened nothing: forms of the door
SEEN = "seen"  # when the person last did something, in seconds


class SessionStore(SessionBase):
    """Django's sessions, in memory."""

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return session_key in _rows

    def create(self) -> None:
        """Begin one under a fresh key, with what it holds."""
        held = dict(self.items())
        self._session_key = secrets.token_urlsafe(32)
        self.modified = True
        with _mutex:
            _rows[self._session_key] = held

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - the name and place are Django's
        """Keep what it holds. A session that was ended meanwhile, by another tab or the exit, stays ended."""
        if must_create or self.session_key is None:
            self.create()
            return
        held = dict(self.items())
        with _mutex:
            if self.session_key in _rows:
                _rows[self.session_key] = held

    def delete(self, session_key: str | None = None) -> None:
        """End it, and let go of the dossier it has open."""
        key = session_key or self.session_key
        if key is not None:
            alone.close(key)
            with _mutex:
                row = _rows.pop(key, {})
            if SEEN in row and CSRF_SESSION_KEY in row:  # it had a dossier open
                alone.served.forms.append(row[CSRF_SESSION_KEY])

    def load(self) -> dict[str, Any]:
        """What it holds; a key of no session begins anew."""
        row = _rows.get(self.session_key or "")
        if row is None:
            self._session_key = None
            return {}
        return dict(row)

    @classmethod
    def clear_expired(cls) -> None:
        """End every session that is due, whether or not anybody asks again; of those that opened nothing the newest stay."""
        now = timezone.now()
        for key, row in list(_rows.items()):
            opened = alone.opened(key)
            if opened is not None and is_due(opened, row.get(SEEN, 0), now):
                cls(key).delete()
        with _mutex:
            idle = [key for key in _rows if alone.opened(key) is None]
            for key in idle[:-_MOST_IDLE]:
                del _rows[key]


def is_due(opened: Opened, seen: float, now: datetime) -> bool:
    """Whether an open dossier was left alone too long since it was `seen` (seconds), or has been open too long.

    While something of hers comes in or is made it is not left alone; however long that takes, `LONGEST_HOURS` ends it.
    """
    alone_for = min(now.timestamp() - seen, opened.quiet(now.timestamp()))
    return alone_for > 60 * settings.SLIDING_MINUTES or now - opened.since > timedelta(hours=settings.LONGEST_HOURS)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request its session; set the cookie only when something was kept in it, and take it away with the session."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        _end_when_due(request)
        response = get_response(request)
        _set_cookie(request, response)
        return response

    return handle


def _end_when_due(request: HttpRequest) -> None:
    """Lock what is due; else it was seen now."""
    opened, now = alone.opened(request.session.session_key), timezone.now()
    if opened is None:
        return
    if is_due(opened, request.session.get(SEEN, 0), now):
        request.session.flush()
    else:
        request.session[SEEN] = now.timestamp()


def _set_cookie(request: HttpRequest, response: HttpResponse) -> None:
    path = f"{request.META['SCRIPT_NAME']}/"
    name = settings.SESSION_COOKIE_NAME
    if request.session.is_empty():
        if name in request.COOKIES:
            response.delete_cookie(name, path=path, samesite="Strict")
        return
    if request.session.modified or request.session.session_key != request.COOKIES.get(name):
        request.session.save()
        if not request.session.exists(request.session.session_key or ""):  # ended while this was answered
            response.delete_cookie(name, path=path, samesite="Strict")
            return
        response.set_cookie(name, request.session.session_key or "", path=path, httponly=True, samesite="Strict")
