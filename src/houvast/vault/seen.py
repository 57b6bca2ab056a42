"""The newest head of each dossier that this machine saw, kept outside the dossier: so that an older copy put back is noticed.

It holds a dossier id and a head, nothing else. `HOUVAST_SEEN` names another folder; empty, it keeps nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.proof.spine import is_head

if TYPE_CHECKING:
    from collections.abc import Mapping


class Seen:
    """Heads by dossier, one small file each."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def of_user(cls, environment: Mapping[str, str] = os.environ) -> Seen:
        """Where this user's heads lie."""
        named = environment.get("HOUVAST_SEEN")
        if named is not None:
            return cls(Path(named) if named else None)
        import platformdirs

        return cls(platformdirs.user_state_path("houvast") / "seen")

    def head(self, dossier: str) -> str | None:
        """The newest head seen of this dossier, if there is one."""
        if self._folder is None:
            return None
        try:
            text = (self._folder / dossier).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):  # a file that was damaged says nothing, and locks nobody out
            return None
        return text if is_head(text) else None

    def keep(self, dossier: str, head: str) -> None:
        """Remember this head. A machine that cannot keep it loses this one check, nothing else."""
        if self._folder is None or self.head(dossier) == head:
            return
        target = self._folder / dossier
        fresh = target.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123 - only os.open sets the mode
                file.write(head + "\n")
            fresh.replace(target)
        except OSError:
            return
