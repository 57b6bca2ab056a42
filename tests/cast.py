"""The cast of the tests: one passphrase, one moment, and dossiers made quickly.

Mira owns a dossier. Whoever holds `STRANGER` holds nothing of hers. Heads are kept where HOUVAST_SEEN points, which
`conftest.py` makes a fresh folder for every test.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from houvast.logbook.entry import Incident, Note
from houvast.logbook.when import When
from houvast.proof.folder import verify_folder
from houvast.seal import age, keys
from houvast.vault import opening
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen

if TYPE_CHECKING:
    from pathlib import Path

    from houvast.logbook.entry import Entry
    from houvast.proof.spine import Spine
    from houvast.proof.steps import Verdict
    from houvast.vault.disk import Disk
    from houvast.vault.vault import Vault

PASSPHRASE = "zes woorden die niemand raadt"
OTHER_PASSPHRASE = "andere woorden voor later"
STRANGER = "woorden van een vreemde man"
NOW = datetime(2026, 4, 1, 9, 30, 0, 123456, tzinfo=UTC)
QUICK = 10  # a work factor for tests: 2^10 takes a few milliseconds, 2^18 about a second


def way(words: str = PASSPHRASE) -> age.Passphrase:
    """A passphrase as `unlock` takes it."""
    return age.Passphrase(keys.passphrase_bytes(words), QUICK)


def paper_way(code: str) -> age.Identity:
    """A paper code as `unlock` takes it."""
    return age.Identity.from_text(code)


def make_dossier(path: Path, log_n: int = QUICK, disk: Disk | None = None) -> tuple[Vault, str]:
    """A new dossier in this folder that opens with PASSPHRASE, and its paper code."""
    return opening.create(FolderStore.make(path, disk), PASSPHRASE, Seen.of_user(), NOW, log_n)


def opened(path: Path, words: str = PASSPHRASE, seen: Seen | None = None) -> Vault:
    """The dossier in this folder, opened anew."""
    return opening.unlock(FolderStore.at(path), way(words), Seen.of_user() if seen is None else seen)


def verified(path: Path) -> tuple[Verdict, Spine]:
    """What a verification without a key says of this folder."""

    return verify_folder(FolderStore(path).files())


def incident(what: str = "Hij stond weer voor de deur.", at: str = "2026-03-03T22:10") -> Incident:
    """One incident, with a private half."""
    return Incident(when=When(at), what=what, feelings="bang")


def recorded(vault: Vault) -> list[Entry]:
    """The entries of a vault, without where they stand."""
    return [each.entry for each in vault.entries()]


def note(text: str) -> Note:
    """A private note."""
    return Note(text=text)


class HeldFiles:
    """Files to verify that are held in memory: what lies in a folder, and whatever a test makes of it."""

    def __init__(self, content: dict[str, bytes], odd: frozenset[str] = frozenset()) -> None:
        self.content, self._odd = content, odd

    @classmethod
    def of(cls, path: Path) -> HeldFiles:
        """All files below a folder."""
        return cls({str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()})

    def paths(self) -> list[str]:
        return sorted({*self.content, *self._odd})

    def odd(self, path: str) -> bool:
        return path in self._odd

    def open(self, path: str) -> BinaryIO:
        return io.BytesIO(self.content[path])

    def but(self, changes: dict[str, bytes | None]) -> HeldFiles:
        """The same with some files changed, added, or (None) taken away."""
        changed = {**self.content, **changes}
        return HeldFiles({path: content for path, content in changed.items() if content is not None}, self._odd)
