"""A small server for test_kill.py: it forks children that record in a loop, and kills them at random moments.

It runs as a program of its own, with one thread, so that a fork is cheap and safe. A child unlocks once and then records;
over a pipe it says `b` as soon as the first byte of a record was written, `k` for an original, and `c` with the entry when
a record is confirmed. The kill comes a random time after a `b` or a `k`: mostly below a millisecond, sometimes much later.
Then the folder is verified and opened, and every record that was ever confirmed must be there, whole.

    killing.py FOLDER KILLS SEED      prints one JSON line for each kill
"""

from __future__ import annotations

import io
import itertools
import json
import os
import random
import select
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import cast
from houvast.logbook.evidence import Evidence
from houvast.proof.folder import verify_folder
from houvast.vault import opening
from houvast.vault import vault as vaults
from houvast.vault.disk import Disk
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen

if TYPE_CHECKING:
    from houvast.logbook.entry import Entry

PER_DOSSIER = 20
ORIGINAL_EVERY = 4
FOLD_AFTER = 16  # small, so that folds are being written while the kills come
LONGEST = 10.0  # seconds without a word from the child: then it failed, and its traceback is on stderr


class TellingDisk(Disk):
    """The real disk; it says so when the first byte of what is called `doing` was written."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self.doing = b""

    def write(self, handle: int, data: bytes | bytearray) -> None:
        if self.doing:
            letter, self.doing = self.doing, b""
            super().write(handle, data[:1])
            os.write(self._pipe, letter)
            super().write(handle, data[1:])
        else:
            super().write(handle, data)


@dataclass
class Run:
    """One dossier that is killed again and again: what was confirmed in it, entry ids by what they say."""

    path: Path
    confirmed: dict[str, str] = field(default_factory=dict)
    attempts: itertools.count[int] = field(default_factory=itertools.count)


def content(said: str) -> bytes:
    """The original that goes with an entry: a few chunks, other bytes for each."""
    return said.encode() * 20_000


def child(path: Path, attempt: int, pipe: int) -> NoReturn:
    """Record until killed. Never returns into the server's own life."""
    try:
        disk = TellingDisk(pipe)
        vault = opening.unlock(FolderStore.at(path, disk), cast.way(), Seen(None))
        for number in itertools.count():
            said = f"{attempt}-{number}"
            if number % ORIGINAL_EVERY == 1:
                disk.doing = b"k\n"
                file = vault.keep(io.BytesIO(content(said)), said)
                entry: Entry = Evidence(file=file, description=said)
                keeps = [file.blob]
            else:
                entry, keeps = cast.incident(said), []
            disk.doing = b"b\n"
            vault.record([entry], cast.NOW, keeps)
            os.write(pipe, f"c {said}={entry.id}\n".encode())
    except BaseException:  # noqa: BLE001 - whatever it is, it must not run on as a second server
        traceback.print_exc()
    finally:
        os._exit(1)


def spin(seconds: float) -> None:
    """Let a time far below what a sleep can do pass."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def hear(pipe: int) -> list[str]:
    """The next words of the child; a pipe gives short lines whole or not at all."""
    ready, _, _ = select.select([pipe], [], [], LONGEST)
    said = os.read(pipe, 1 << 16) if ready else b""
    if not said:
        raise SystemExit("the child ended by itself, or hangs")
    return said.decode().splitlines()


def kill_once(run: Run, chance: random.Random) -> bool:
    """One child and its end; whether it was killed between the first byte of a record and its confirmation."""
    pipe, theirs = os.pipe()
    attempt = next(run.attempts)
    pid = os.fork()
    if not pid:
        os.close(pipe)
        child(run.path, attempt, theirs)
    os.close(theirs)
    said: list[str] = []
    try:
        draw = chance.random()
        begin, times = ("b", chance.randint(1, 5)) if draw < 0.8 else ("k", 1)
        while said.count(begin) < times:
            said += hear(pipe)
        spin(chance.uniform(0, 0.0009 if draw < 0.9 else 0.02))
    finally:
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit("the child ended by itself")
    with os.fdopen(pipe) as rest:
        said += rest.read().splitlines()
    for word, _, told in (line.partition(" ") for line in said):
        if word == "c":
            what, _, identity = told.partition("=")
            run.confirmed[identity] = what
    return said[-1] == "b"


def faults(run: Run) -> list[str]:
    """What is wrong with the dossier after a kill: nothing, one hopes."""
    verdict, _ = verify_folder(FolderStore.at(run.path).files())
    found = [f"{fault.where}: {fault.why}" for step in verdict.steps for fault in step.faults]
    if not verdict.ok:
        found.append("does not verify")
    vault = opening.unlock(FolderStore.at(run.path), cast.way(), Seen(None))
    present = {}
    for each in vault.entries():
        entry = each.entry
        if isinstance(entry, Evidence) and entry.file is not None and entry.description is not None:
            with vault.open(entry.file) as original:
                if original.read() != content(entry.description):
                    found.append(f"{entry.description}: the original is not whole")
            present[entry.id] = entry.description
        else:
            present[entry.id] = getattr(entry, "what", "")
    found += [
        f"{what}: confirmed and gone" for identity, what in run.confirmed.items() if present.get(identity) != what
    ]
    kept = [Path(path).stem for path in FolderStore.at(run.path).files().paths() if path.startswith("blobs/")]
    found += [f"{digest}: left behind" for digest in kept if digest not in vault.spine.keeps]
    if len(present) != len(vault.entries()) or len(set(present.values())) != len(present):
        found.append("something stands there twice")
    return found


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill as often as asked; a JSON line for each."""
    vaults.FOLD_AFTER = FOLD_AFTER
    chance = random.Random(seed)
    run = Run(folder)
    for number in range(kills):
        if number % PER_DOSSIER == 0:
            run = Run(folder / str(number))
            cast.make_dossier(run.path)
        inside = kill_once(run, chance)
        print(json.dumps({"inside": inside, "faults": faults(run), "confirmed": len(run.confirmed)}), flush=True)  # noqa: T201 - that is what it is for


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
