"""Programs that copy a folder to other machines, by the names and marks they leave: a dossier in one is seen by who shares it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SYNCED = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive", "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud", "icloud drive": "iCloud", "icloud": "iCloud",
    "nextcloud": "Nextcloud", "owncloud": "ownCloud", "syncthing": "Syncthing",
    "sync": "Sync", "mega": "MEGA", "pcloud": "pCloud", "proton drive": "Proton Drive", "stack": "STACK",
}  # fmt: skip
_MARKS = {".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".sync": "Resilio Sync",
          ".owncloudsync.log": "ownCloud", ".nextcloudsync.log": "Nextcloud"}  # fmt: skip


def sync_program(root: Path) -> str | None:
    """The program that is known to copy this folder elsewhere, if one is."""
    for folder_ in (root.absolute(), *root.absolute().parents):
        name = folder_.name.lower()
        found = _SYNCED.get(name) or next(
            (program for start, program in _SYNCED.items() if name.startswith(f"{start} - ")), None
        )
        if found is not None:
            return found
        for mark, program in _MARKS.items():
            if os.path.exists(folder_ / mark):  # noqa: PTH110 - a Path fails on a folder that may not be looked into
                return program
    return None
