"""An original that comes piece by piece is the same as one that is read from a stream, and goes when nobody records it."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from cast import NOW, make_dossier, verified
from houvast.logbook.evidence import Evidence

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("step", [1 << 16, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (4 << 20) + 7])
def test_pieces_of_any_size_make_the_same_original(tmp_path: Path, size: int, step: int) -> None:
    vault, _ = make_dossier(tmp_path / "dossier")
    content = os.urandom(size)
    with vault.arriving("film.mp4") as arriving:
        for start in range(0, size, step):
            arriving.write(content[start : start + step])
        file = arriving.keep()
    assert (file.size, file.sha256) == (size, hashlib.sha256(content).hexdigest())
    with vault.open(file) as original:
        assert original.read() == content


def test_what_was_not_kept_leaves_nothing(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "dossier")
    with vault.arriving("film.mp4") as arriving:
        arriving.write(os.urandom(3 << 20))
    arriving.close()
    assert not list((tmp_path / "dossier" / "tmp").iterdir())
    assert not list((tmp_path / "dossier" / "blobs").rglob("*.age"))


def test_only_what_no_record_names_is_let_go(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "dossier")
    files = []
    for name in ("een", "twee"):
        with vault.arriving(name) as arriving:
            arriving.write(name.encode())
            files.append(arriving.keep())
    vault.record([Evidence(file=files[0])], NOW, [files[0].blob])
    for each in files:
        vault.let_go(each)
    assert [each.stem for each in (tmp_path / "dossier" / "blobs").rglob("*.age")] == [files[0].blob]
    assert verified(tmp_path / "dossier")[0].ok
