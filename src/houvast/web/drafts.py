"""What is half typed, between the pages of a form: sealed to the dossier, in the memory of the process, never on disk.

It survives a lock, as whoever opens the dossier again can go on; it ends with the process, and when it was recorded.
"""

from __future__ import annotations

import contextlib
import functools
import json
import secrets
import threading
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect

from houvast.errors import AgeFileError, HouvastError
from houvast.logbook.evidence import File
from houvast.vault import aside
from houvast.web.access import dossier_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from houvast.vault.vault import Vault

Draft = dict[str, Any]
MOST = 40
"""Of one process: the oldest goes first, of those in which nothing was typed since they began, and then of all; its files go with it."""

_sealed: dict[str, bytes] = {}
_begun: set[str] = set()  # in which nothing was typed yet
_led_to: dict[str, str] = {}  # by the name of a draft that was recorded
_mutex = threading.Lock()
_turns = tuple(threading.RLock() for _ in range(64))


def new() -> str:
    """The name of a fresh draft, which nobody can guess."""
    return secrets.token_urlsafe(9)


def put(vault: Vault, name: str, said: Draft, *, hers: bool = False) -> None:
    """Keep what was said so far; `hers` when that holds something of her from the start."""
    sealed = aside.seal(vault, json.dumps(said).encode())
    with _mutex:
        (_begun.discard if hers or name in _sealed else _begun.add)(name)
        _sealed.pop(name, None)
        _sealed[name] = sealed
        gone = []
        while len(_sealed) > MOST:
            oldest = next((each for each in _sealed if each in _begun and each != name), next(iter(_sealed)))
            gone.append(_sealed.pop(oldest))
            _begun.discard(oldest)
    for each in gone:
        for file in _opened(vault, each).get("files", ()):
            with contextlib.suppress(HouvastError, OSError):  # whatever the disk says, she goes on
                vault.let_go(File(**file))


def leave(sealed: bytes) -> bool:
    """Keep what came while the dossier was locked, sealed to it; whether there was room, as it takes no other's place."""
    with _mutex:
        if len(_sealed) >= MOST:
            return False
        _sealed[new()] = sealed
    return True


def take(vault: Vault, name: str) -> Draft:
    """What was said so far; nothing when there is no such draft, or when it is another dossier's."""
    sealed = _sealed.get(name)
    if sealed is None:
        return {}
    return _opened(vault, sealed)


def _opened(vault: Vault, sealed: bytes) -> Draft:
    """What a sealed draft says; nothing when it is another dossier's."""
    try:
        said: Draft = json.loads(aside.open_bytes(vault, sealed))
    except AgeFileError:
        return {}
    return said


def drop(name: str, led_to: str = "") -> None:
    """Forget it: it was recorded, which led to this address, or she let it go."""
    with _mutex:
        _sealed.pop(name, None)
        _begun.discard(name)
        if led_to:
            _led_to[name] = led_to
        while len(_led_to) > MOST:
            del _led_to[next(iter(_led_to))]


def in_turn(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of a draft, for one request after the other: two tabs lose nothing, and two clicks record once and both show what."""

    @functools.wraps(view)
    def waiting(request: HttpRequest, *args: Any, draft: str, **kwargs: Any) -> HttpResponse:
        with _turns[hash(draft) % len(_turns)]:
            if draft in _led_to:
                dossier_of(request)
                return redirect(_led_to[draft])
            return view(request, *args, draft=draft, **kwargs)

    return waiting


def names(vault: Vault) -> list[str]:
    """Those of this dossier, the newest last."""
    return [name for name in list(_sealed) if take(vault, name)]
