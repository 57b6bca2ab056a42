"""Where a command may write: never inside a dossier, where it would not belong and would break its verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.errors import InsideDossierError

if TYPE_CHECKING:
    from pathlib import Path


def refuse_inside(dossier: Path, target: Path) -> None:
    """Refuse a target inside the dossier. Raises: InsideDossierError."""
    if target.resolve().is_relative_to(dossier.resolve()):
        raise InsideDossierError(str(target))
