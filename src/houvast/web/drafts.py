"""What is half typed, between the pages of a form: sealed to the dossier, in the memory of the process, never on disk.

It survives a lock, as whoever opens the dossier again can go on; it ends with the process, and when it was recorded.
"""

from __future__ import annotations

import json
import secrets
import threading
from typing import TYPE_CHECKING, Any

from houvast.errors import AgeFileError
from houvast.logbook.entry import File
from houvast.vault import aside

if TYPE_CHECKING:
    from houvast.vault.vault import Vault

Draft = dict[str, Any]
MOST = 40  # of one process: the oldest goes first, and the files it holds with it

_sealed: dict[str, bytes] = {}
_mutex = threading.Lock()


def new() -> str:
    """The name of a fresh draft, which nobody can guess."""
    return secrets.token_urlsafe(9)


def put(vault: Vault, name: str, said: Draft) -> None:
    """Keep what was said so far."""
    sealed = aside.seal(vault, json.dumps(said).encode())
    with _mutex:
        _sealed.pop(name, None)
        _sealed[name] = sealed
        oldest = [_sealed.pop(each) for each in list(_sealed)[:-MOST]]
    for each in oldest:
        for file in _opened(vault, each).get("files", ()):
            vault.let_go(File(**file))


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


def drop(name: str) -> None:
    """Forget it: it was recorded, or she let it go."""
    with _mutex:
        _sealed.pop(name, None)


def names(vault: Vault) -> list[str]:
    """Those of this dossier, the newest last."""
    return [name for name in list(_sealed) if take(vault, name)]
