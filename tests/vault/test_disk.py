"""Writing through `Disk` sets the medium to work early, and nothing depends on it."""

from __future__ import annotations

import errno
import itertools
import os
import sys
from typing import TYPE_CHECKING

import pytest

from houvast.vault.disk import Disk

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1 << 20
CONTENT = os.urandom(MIB) * 50

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux is set to work by advice")


def write(path: Path, piece: int) -> None:
    disk = Disk()
    handle = disk.create(path)
    for begin in range(0, len(CONTENT), piece):
        disk.write(handle, CONTENT[begin : begin + piece])
    disk.sync(handle)
    disk.close(handle)


@pytest.mark.parametrize("piece", [65_552, MIB, 7 * MIB, 16 * MIB, 50 * MIB])
def test_every_16_mebibytes_are_given_to_the_medium_once_they_are_written(
    piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advise, told = os.posix_fadvise, list[tuple[int, int, int]]()

    def advise_and_tell(handle: int, begin: int, size: int, advice: int) -> None:
        told.append((begin, begin + size, os.fstat(handle).st_size))
        advise(handle, begin, size, advice)

    monkeypatch.setattr(os, "posix_fadvise", advise_and_tell)
    write(tmp_path / "file", piece)
    assert (tmp_path / "file").read_bytes() == CONTENT
    assert 1 <= len(told) <= 3
    assert told[0][0] == 0
    assert told[-1][1] >= 48 * MIB
    assert all(one[1] >= two[0] for one, two in itertools.pairwise(told)), "a part was left out"
    assert all(end == written for _, end, written in told)


def test_a_disk_that_takes_no_advice_takes_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(os, "posix_fadvise", refuse)
    write(tmp_path / "file", MIB)
    assert (tmp_path / "file").read_bytes() == CONTENT
