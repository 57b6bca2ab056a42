"""Take a whole dossier away from a folder: its keys first, so that whatever stays behind opens for nobody.

What left earlier stays readable to who can open it, and a disk may keep traces: whoever asks for this says so first.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from houvast.vault.files import DIRS

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.vault.folder import FolderStore

_ALONE = ("fold", "lock")


def erase(store: FolderStore) -> None:
    """Destroy the dossier in this folder; a file that is not of a dossier stays. Raises: OSError, and what is gone is gone."""
    with store.lock():
        for folder in ("keys", *(each for each in DIRS if each != "keys")):
            _empty(store, store.root / folder)
        for name in _ALONE[:1]:
            (store.root / name).unlink(missing_ok=True)
        store.disk.sync_dir(store.root)
    (store.root / _ALONE[1]).unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # what is hers beside it stays
        store.root.rmdir()


def _empty(store: FolderStore, folder: Path) -> None:
    """Unlink every file below, then the folders, deepest first."""
    if not folder.is_dir():
        return
    below = sorted(folder.rglob("*"), key=lambda path: len(path.parts), reverse=True)
    for path in below:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    folder.rmdir()
    store.disk.sync_dir(store.root)
