"""One dossier with everything a package can meet, and packages of it: for the tests of writing and of verifying."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, BinaryIO, Literal

from cast import NOW, make_dossier
from houvast.insight.timeline import timeline
from houvast.logbook import canonical
from houvast.logbook.entry import Correction, Incident, Note
from houvast.logbook.evidence import Evidence, File, Import, Receipt, Rows
from houvast.logbook.when import When
from houvast.reports import package
from houvast.reports.choose import choose
from houvast.seal.rows import rows_root

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta
    from pathlib import Path

    from houvast.reports.package import Written
    from houvast.vault.vault import Vault

# Words that stand only in what is private: no byte of a package may hold one, unless its entry was included whole.
SECRETS = {
    "a private note": "geheimnotitie",
    "feelings": "geheimgevoel",
    "effects": "geheimgevolg",
    "own reaction": "geheimreactie",
    "coordinates": "52.000001,4.999991",
    "a private correction": "geheimverbetering",
    "the private half of a correction": "geheimhalf",
    "a private piece of evidence": "geheimbewijs",
    "the file of a private piece of evidence": "geheimbestand",
    "a private import": "geheimchat",
}
SEED, PRIVATE_SEED = "5eed" * 16, "bad5" * 16
CHAT = b"03-03-2026 22:10 - Anna: =waar ben je\n03-03-2026 22:11 - Ik: ga weg\n"
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20
PLACED = b"\xff\xd8\xff\xe1" + b"GPS" * 700
RTL = "foto\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe"


def when(at: str) -> When:
    return When(at, zone="Europe/Brussels")


def locates(stream: BinaryIO) -> Literal["yes", "no", "unknown"]:
    """Stands in for a look into the picture."""
    return "yes" if b"GPS" in stream.read() else "no"


def keep(vault: Vault, content: bytes, name: str) -> File:
    return vault.keep(io.BytesIO(content), name)


def reading(chat: bytes) -> tuple[bytes, list[bytes]]:
    """A reading made by hand, and its rows."""
    rows, offset = [], 0
    for line in chat.splitlines(keepends=True):
        head = line.index(b": ") + 2
        rows.append(
            canonical.encode({
                "at": "2026-03-03T22:10", "flags": None, "head": head, "kind": "text", "length": len(line), "offset": offset,
                "sender": line[19 : head - 2].decode(), "text": line[head:].decode().strip(),
            })
        )  # fmt: skip
        offset += len(line)
    about = canonical.encode({"format": "whatsapp", "original": hashlib.sha256(chat).hexdigest(), "v": 1})
    return b"".join(line + b"\n" for line in (about, *rows)), rows


def chat_import(vault: Vault, chat: bytes, seed: str, *, private: bool = False) -> None:
    content, rows = reading(chat)
    count, root = rows_root(rows, bytes.fromhex(seed))
    file, read = keep(vault, chat, "WhatsApp-chat met Anna.txt"), keep(vault, content, "lezing.jsonl")
    made = Import(
        file=file,
        reading=read,
        format="whatsapp",
        rows=Rows(count, root),
        rows_seed=seed,
        known=((0, 0),),
        private=private,
    )
    receipt = Receipt(imported=made.id, messages=2, new=1, known=1, private=private)
    vault.record([made, receipt], NOW, [file.blob, read.blob])


def sample(path: Path) -> Vault:
    """The dossier."""
    vault, _ = make_dossier(path)
    first = Incident(
        when=when("2026-03-03T22:10"), what="Hij stond voor de deur.", behaviours=("following",), feelings=SECRETS["feelings"],
        effects=(SECRETS["effects"],), own_reaction=SECRETS["own reaction"], coordinates=SECRETS["coordinates"],
    )  # fmt: skip
    vault.record([first, Note(text=SECRETS["a private note"])], NOW)
    for content, name in ((PHOTO, "../../CON.jpg"), (PLACED, "thuis.jpg"), (b"MZ", RTL)):
        file = keep(vault, content, name)
        vault.record([Evidence(file=file, description="=1+1", coordinates=SECRETS["coordinates"])], NOW, [file.blob])
    hidden = keep(vault, SECRETS["the file of a private piece of evidence"].encode(), "x.txt")
    vault.record(
        [Evidence(file=hidden, private=True, description=SECRETS["a private piece of evidence"])], NOW, [hidden.blob]
    )
    chat_import(vault, CHAT, SEED)
    chat_import(vault, f"03-03-2026 22:10 - Anna: {SECRETS['a private import']}\n".encode(), PRIVATE_SEED, private=True)
    half = {"feelings": SECRETS["the private half of a correction"]}
    vault.record([Correction(entry=first.id, fields={"minutes": 20}, private_fields=half)], NOW)
    vault.record([Correction(entry=first.id, private=True, fields={"what": SECRETS["a private correction"]})], NOW)
    return vault


def write(
    vault: Vault, target: Path, within: timedelta, *, include: Iterable[str] = (), with_locations: bool = False
) -> Written:
    """A package of all that is disclosable."""
    chosen = choose(timeline(vault.entries(), within), include)
    return package.write(vault, chosen, target, NOW, with_locations=with_locations, holds_location=locates)


def files_below(root: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


class MemoryFiles:
    """A package in memory."""

    def __init__(self, content: dict[str, bytes]) -> None:
        self.content = content

    def paths(self) -> list[str]:
        return sorted(self.content)

    def odd(self, path: str) -> bool:
        return path not in self.content

    def open(self, path: str) -> BinaryIO:
        return io.BytesIO(self.content[path])
