"""How many records there are: counted once by all their names, then only onwards; what is gone is found at the next opening."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

import cast
from houvast.errors import BrokenDossierError
from houvast.proof.folder import record_path

if TYPE_CHECKING:
    from pathlib import Path


def test_the_records_are_listed_at_opening_and_not_for_each_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.make_dossier(tmp_path / "d")
    listed, really = [0], os.listdir

    def listing(path: Any) -> list[str]:
        listed[0] += os.fspath(path).endswith("records")
        return really(path)

    monkeypatch.setattr(os, "listdir", listing)
    vault, other = cast.opened(tmp_path / "d"), cast.opened(tmp_path / "d")
    assert listed == [2]
    for writer in (vault, other, vault):
        writer.record([cast.incident()], cast.NOW)
    assert listed == [2]
    assert vault.spine.size == 4


def test_a_record_gone_from_the_middle_is_found_at_opening_and_by_verify(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    for _ in range(3):
        vault.record([cast.incident()], cast.NOW)
    (tmp_path / "d" / record_path(1)).unlink()
    with pytest.raises(BrokenDossierError):
        cast.opened(tmp_path / "d")
    assert not cast.verified(tmp_path / "d")[0].ok


def test_a_record_cut_off_while_it_is_open_is_found_at_the_next_record(tmp_path: Path) -> None:
    vault, _ = cast.make_dossier(tmp_path / "d")
    vault.record([cast.incident()], cast.NOW)
    (tmp_path / "d" / record_path(1)).unlink()
    with pytest.raises(BrokenDossierError):
        vault.record([cast.incident()], cast.NOW)
    assert not (tmp_path / "d" / record_path(1)).exists()
