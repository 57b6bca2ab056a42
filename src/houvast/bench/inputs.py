"""What the rows are measured on: chats, originals of random bytes, dossiers of many records, a package. The same for the same seed.

Made once per work folder, each by a child process, so that the process that measures stays small. Dossiers open with a work factor
of 2^10: deriving a key at 2^18 takes a second, and its noise alone is more than some bars allow.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.bench import chats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from houvast.logbook.entry import Incident
    from houvast.vault.vault import Vault

PASSPHRASE = "zes woorden die niemand raadt"
LOG_N = 10
NOW = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
SHARED = Path(__file__).parents[4] / "shared" / "tools" / "gen_whatsapp.py"
_MEBIBYTE = 1 << 20
_FILES = 16
_WORDS = "hij stond weer voor de deur en belde aan ik deed niet open daarna appte hij dat hij wist waar ik was"


@dataclass(frozen=True)
class Size:
    """How much there is to do; `original` and `package` in bytes, `printed` as entries, photos among them, their width in pixels."""

    messages: int
    original: int
    records: int
    newer: int
    package: int
    printed: tuple[int, int, int]
    rounds: int
    starts: int


SIZES = {
    "full": Size(1_000_000, 1 << 30, 10_000, 100, 1 << 30, (500, 100, 4000), 3, 15),
    "small": Size(2_000, 4 << 20, 60, 10, 2 << 20, (20, 3, 800), 1, 1),
}


class Inputs:
    """The inputs in one work folder, made when they are first asked for."""

    def __init__(self, folder: Path, size: Size, env: Mapping[str, str]) -> None:
        self.folder, self.size, self._env = folder, size, env

    def chat(self, style: str, *, traps: bool = True) -> Path:
        """A chat of our own."""
        return self._made(f"chat-{style}{'' if traps else '-plain'}.txt", "chat", style, self.size.messages, int(traps))

    def shared_chat(self, style: str) -> Path | None:
        """A chat by the project's other generator, where it lies beside the checkout; its truth is another JSON."""
        if not SHARED.is_file():
            return None
        target = self.folder / f"shared-{style}.txt"
        if not target.is_file():
            command = [sys.executable, str(SHARED), str(target), "--style", style, "--n", str(self.size.messages)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(self._env))
        return target

    def original(self) -> Path:
        """A file that cannot be packed smaller."""
        return self._made("original.bin", "original", self.size.original)

    def dossier(self) -> Path:
        """A dossier of many records, folded but for the newest."""
        return self._made("dossier", "dossier", self.size.records, self.size.newer)

    def case(self) -> Path:
        """A dossier of as many incidents of every sort, folded, and beside them the chat, orders, steps and answers."""
        return self._made("case", "case", self.size.records, self.chat("android"))

    def package(self) -> Path:
        """A package as a folder; beside it the same as a zip."""
        return self._made("package", "package", self.size.package)

    def printed(self) -> Path:
        """A folder with a dossier of incidents and photos, the photos, and a page of the same."""
        return self._made("printed", "printed", *self.size.printed)

    def empty(self, name: str = "empty") -> Path:
        """A new dossier without entries."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return self._made(name, "empty")

    def _made(self, name: str, kind: str, *details: object) -> Path:
        target = self.folder / name
        if not target.exists():
            half = target.with_name(f"half-{name}")
            shutil.rmtree(half, ignore_errors=True)
            command = [sys.executable, "-m", "houvast.bench.inputs", kind, str(half), *map(str, details)]
            subprocess.run(command, check=True, env=dict(self._env))
            for made in self.folder.glob(f"half-{half.stem.removeprefix('half-')}*"):
                made.rename(made.with_name(made.name.removeprefix("half-")))
        return target


def make_chat(path: Path, style: str, messages: str, traps: str) -> None:
    """A chat and its truth."""
    chats.write(path, int(messages), "ios" if style == "ios" else "android", traps=traps == "1")


def make_original(path: Path, size: str, seed: int = chats.SEED) -> None:
    """Random bytes."""
    random_ = random.Random(seed)
    with path.open("wb") as file:
        for _ in range(-(-int(size) // _MEBIBYTE)):
            file.write(random_.randbytes(_MEBIBYTE))


def make_empty(path: Path) -> Vault:
    """A new dossier."""
    from houvast.vault import opening
    from houvast.vault.folder import FolderStore
    from houvast.vault.seen import Seen

    return opening.create(FolderStore.make(path), PASSPHRASE, Seen.of_user(), NOW, LOG_N)[0]


def make_dossier(path: Path, records: str, newer: str, said: Callable[[random.Random], Incident] | None = None) -> None:
    """A dossier of `records` incidents and a fold over them, and then `newer` more: as `Vault.record` writes it, without its syncs.

    `said` makes each incident; without it they are alike.
    """
    from houvast.logbook import codec
    from houvast.proof.folder import record_path
    from houvast.seal import box
    from houvast.vault import fold

    vault, random_ = make_empty(path), random.Random(chats.SEED)
    lines = [*fold.lines(*_texts(vault, 0))]
    epoch, folded = vault.epochs[0], int(records)
    for number in range(1, folded + int(newer)):
        if number == folded:
            content = box.seal_fold(vault.dossier, vault.head, fold.write(lines), vault.person, epoch)
            (path / "fold").write_bytes(content)
        leaves, plan = box.salted(codec.encode((said or _incident)(random_))), _plan(vault, number)
        stored, sealed = box.seal_record(plan, leaves, vault.person, epoch)
        if vault.spine.add(stored):
            raise AssertionError("the bench writes a spine that does not verify")
        (path / record_path(number)).write_bytes(stored.stored + sealed)
        lines += fold.lines(stored, [leaf.text for leaf in leaves])


def make_case(path: Path, records: str, chat: str) -> None:
    """What insight is measured on."""
    from houvast.bench import cases
    from houvast.seal import age, keys
    from houvast.vault import opening
    from houvast.vault.folder import FolderStore
    from houvast.vault.seen import Seen

    make_dossier(path, records, "1", cases.incident)
    way = age.Passphrase(keys.passphrase_bytes(PASSPHRASE), LOG_N)
    cases.record(opening.unlock(FolderStore.at(path), way, Seen.of_user()), Path(chat))


def make_package(path: Path, size: str) -> None:
    """A dossier with this much evidence and one incident, packed as a folder and as a zip; the dossier is thrown away."""
    from houvast.insight.timeline import timeline
    from houvast.logbook.evidence import Evidence
    from houvast.reports import package
    from houvast.reports.choose import choose

    beside, source = path.with_name("half-evidence"), path.with_name("half-evidence.bin")
    shutil.rmtree(beside, ignore_errors=True)
    vault = make_empty(beside)
    for number in range(_FILES):
        make_original(source, str(int(size) // _FILES), chats.SEED + number)
        with source.open("rb") as stream:
            file = vault.keep(stream, f"opname-{number}.wav")
        vault.record([Evidence(file=file, sort="voicemail")], NOW, [file.blob])
    source.unlink()
    chosen = choose(timeline(vault.entries(), timedelta(hours=24)))
    for target in (path, path.with_name(f"{path.name}.zip")):
        target.unlink(missing_ok=True) if target.suffix else None
        package.write(vault, chosen, target, NOW)
    shutil.rmtree(beside)


def make_printed(path: Path, entries: str, photos: str, width: str) -> None:
    """What a report is made of."""
    from houvast.bench import printing

    path.mkdir()
    printing.make(make_empty(path / "dossier"), path, int(entries), int(photos), int(width))


def _incident(random_: random.Random) -> Incident:
    from houvast.logbook.entry import Incident
    from houvast.logbook.when import When

    at = f"2025-{random_.randint(1, 12):02d}-{random_.randint(1, 28):02d}T{random_.randint(0, 23):02d}:{random_.randint(0, 59):02d}"
    words = " ".join(random_.choices(_WORDS.split(), k=30))
    return Incident(
        when=When(at),
        what=words,
        behaviours=("loitering",),
        channel="whatsapp",
        minutes=20,
        witness="yes",
        feelings="bang",
    )


def _texts(vault: Vault, seq: int) -> tuple[StoredHeader, list[bytes]]:
    stored, leaves = vault.leaves(seq)
    return stored, [leaf.text for leaf in leaves]


def _plan(vault: Vault, number: int) -> Header:
    from houvast.logbook import header

    empty, at = "0" * 64, NOW + timedelta(minutes=number)
    return header.Header(
        author=vault.person.public, body=empty, count=0, dossier=vault.dossier, epoch=0, keeps=(), nonce=empty, open=(),
        past=tuple(peak.hex() for peak in vault.spine.frontier), recorded_at=header.time_text(at), root=empty, seq=number,
    )  # fmt: skip


if TYPE_CHECKING:
    from houvast.logbook.header import Header, StoredHeader

if __name__ == "__main__":
    MAKERS = {
        "chat": make_chat, "original": make_original, "dossier": make_dossier, "package": make_package, "printed": make_printed,
        "empty": make_empty, "case": make_case,
    }  # fmt: skip
    MAKERS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])  # type: ignore[operator]  # each takes its own details
