"""What a story begins with, unless it says otherwise: a dossier in which nothing stands yet, and a folder to import from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cast import make_dossier

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    make_dossier(tmp_path / "d")
    return tmp_path / "d"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "exports").mkdir()
    return tmp_path / "exports"
