"""Our own work, one kind per process, each printing its seconds as JSON: `python -m houvast.bench.ours KIND PATH…`.

The clock runs around the work itself; importing counts in the rows that measure whole programs, not here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from houvast import guidance
from houvast.bench import cases, printing
from houvast.bench.chats import Truth, row_bytes
from houvast.bench.inputs import LOG_N, PASSPHRASE
from houvast.insight import searching
from houvast.insight.suggestions import alternations, answers, seek, suggestions
from houvast.insight.timeline import timeline
from houvast.intake.formats import Answers, Extract, whatsapp
from houvast.intake.held import imports, reader
from houvast.logbook import header
from houvast.reports.figures import pattern, readings_of
from houvast.reports.insight import look
from houvast.seal import age, keys
from houvast.vault import opening
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen
from houvast.vault.verify import verify_store

if TYPE_CHECKING:
    import polars as pl

    from houvast.vault.vault import Vault

_LATER = dt.date(2100, 1, 1)
_BLOCK = 1 << 20
_TIMES = 5  # a search is repeated: the first brings the texts into memory


class _Clock:
    """Seconds on the wall and of the processor that the work within took."""

    def __enter__(self) -> Self:
        self._begin, self._before = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds, self.worked = time.perf_counter() - self._begin, time.process_time() - self._before


def parse(chat: Path) -> dict[str, Any]:
    """A chat into a reading: hashed, split, dated, counted."""
    _import_the_parser()
    begin = time.perf_counter()
    with chat.open("rb") as file:
        found = whatsapp.extract(file, chat.name, Answers(not_after=_LATER))
    seconds = time.perf_counter() - begin
    assert isinstance(found, Extract)
    return {"seconds": seconds, "messages": found.counts.messages, "unread": len(found.unread)}


def exact(chat: Path) -> dict[str, Any]:
    """Whether every moment, sender and text of a chat came out as it was written."""
    with chat.open("rb") as file:
        found = whatsapp.extract(file, chat.name, Answers(not_after=_LATER))
    assert isinstance(found, Extract)
    rows = found.table.select("at", "sender", "text").iter_rows()
    shared = chat.with_name(f"{chat.name}.truth.json")
    if shared.is_file():
        digest, count = json.loads(shared.read_bytes())["stream_sha256"], len(found.table)
        rows = (
            (at if len(at) == len("2026-03-03T22:10:05") else f"{at}:00", sender, text) for at, sender, text in rows
        )
        return {"exact": _digest(row_bytes(*row) for row in rows) == digest, "rows": count}
    truth = Truth.beside(chat)
    return {"exact": Truth(len(found.table), _digest(row_bytes(*row) for row in rows)) == truth, "rows": truth.rows}


def read_and_hash(*paths: Path) -> dict[str, Any]:
    """The floor: the bytes, once, through SHA-256."""
    begin = time.perf_counter()
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb", buffering=0) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return {"seconds": time.perf_counter() - begin}


def keep(dossier: Path, original: Path) -> dict[str, Any]:
    """Keep an original: hashed, sealed, written, synced and named."""
    vault = _opened(dossier)
    begin = time.perf_counter()
    with original.open("rb") as stream:
        vault.keep(stream, original.name)
    seconds = time.perf_counter() - begin
    shutil.rmtree(dossier / "blobs")
    return {"seconds": seconds}


def unlock_empty(dossier: Path) -> dict[str, Any]:
    """Unlocking a dossier that holds nothing."""
    _opened(dossier)
    begin = time.perf_counter()
    _opened(dossier)
    return {"seconds": time.perf_counter() - begin}


def unlock(dossier: Path) -> dict[str, Any]:
    """Open a dossier from its fold, take in what is newer, build the timeline."""
    within = dt.timedelta(hours=guidance.setting("typed-at-the-time"))
    begin, worked = time.perf_counter(), time.process_time()
    opened = _opened(dossier)
    unlocked = time.perf_counter()
    items = timeline(opened.entries(), within)
    end, worked = time.perf_counter(), time.process_time() - worked
    return {"seconds": end - begin, "timeline": end - unlocked, "processor": worked, "items": len(items)}


def verify(dossier: Path) -> dict[str, Any]:
    """Verify a dossier from nothing, without a key."""
    return _verified(dossier, None)


def verify_with_key(dossier: Path) -> dict[str, Any]:
    """Verify a dossier from nothing, with its key."""
    return _verified(dossier, _way())


def _verified(dossier: Path, way: age.Passphrase | None) -> dict[str, Any]:
    begin, worked = time.perf_counter(), time.process_time()
    verdict, spine, _, _ = verify_store(FolderStore(dossier), way)
    seconds, worked = time.perf_counter() - begin, time.process_time() - worked
    assert verdict.ok, verdict.first_fault()
    return {"seconds": seconds, "processor": worked, "records": spine.size}


def signatures(dossier: Path) -> dict[str, Any]:
    """The floor of a verification: read every record and verify its signature."""
    begin = time.perf_counter()
    for path in sorted((dossier / "records").iterdir()):
        line, signature, _ = header.split_lines(path.read_bytes())
        key = line[len('{"author":"') :][:64].decode()
        assert keys.verifies(key, header.RECORD_TYPE, line, signature)
    return {"seconds": time.perf_counter() - begin}


def paper(dossier: Path, target: Path) -> dict[str, Any]:
    """A report of a whole dossier, as a PDF."""
    import typst  # noqa: F401 - importing does not count

    return printing.paper(_opened(dossier), target)


def search(chat: Path, *words: Path) -> dict[str, Any]:
    """Search the messages of a chat that was read and made plain; that is done once, when a dossier is opened, and told apart."""
    table = _read(chat)
    begin = time.perf_counter()
    ready = searching.searchable(table)
    prepared = time.perf_counter() - begin
    wanted = [searching.folded(str(word)) for word in words]
    best, worked, rows = 60.0, 60.0, 0
    for _ in range(_TIMES):
        begin, before = time.perf_counter(), time.process_time()
        rows = searching.found(ready, wanted).height
        best, worked = min(best, time.perf_counter() - begin), min(worked, time.process_time() - before)
    return {"seconds": best, "processor": worked, "prepare": prepared, "rows": rows}


def plain(chat: Path, target: Path) -> dict[str, Any]:
    """The same plain texts as lines of a file, for programs that search files; a message is one line."""
    texts = searching.searchable(_read(chat))["folded"]
    target.write_text("\n".join(" ".join(text.split()) for text in texts) + "\n", encoding="utf-8")
    return {"rows": len(texts)}


def insight(case: Path) -> dict[str, Any]:
    """What a large case shows, by the two functions that the commands and the paper call, from the entries of an unlocked dossier on.

    The seconds are those of `look`, all that `houvast insight` tells: growth and changes, signals, what may break an order, facts, roads
    and advice. Beside it `pattern`: the figures and bursts of `houvast show --figures` and of a report, which counts the contacts anew.
    Decoding every entry is in the first. Reading the sealed chat, which happens once, is told apart, and so are the questions about its
    messages, which neither of them asks.
    """
    import polars  # noqa: F401, ICN001 - importing does not count

    vault = _opened(case)
    with _Clock() as reading:
        read = reader(vault)
        for each in imports(vault):
            read(each)
    with _Clock() as looking:
        items = timeline(vault.entries(), dt.timedelta(hours=guidance.setting("typed-at-the-time")))
        seen = look(vault, items, cases.NOW, read=read)
    with _Clock() as counting:
        shown = pattern(vault, items, read=read)
    with _Clock() as asking:
        asked = suggestions(seek(readings_of(vault, shown.chats, read)), answers(items))
        alternations(asked, guidance.setting("alternation-window"))
    return {
        "seconds": looking.seconds, "processor": looking.worked, "figures": counting.seconds, "figures processor": counting.worked,
        "reading": reading.seconds, "asking": asking.seconds, "asking processor": asking.worked,
        "messages": shown.figures.messages + shown.figures.calls, "contacts": shown.figures.total, "bursts": len(shown.bursts),
        "windows": len(seen.changes.windows), "breaches": len(seen.breaches), "signals": sum(each.plays for each in seen.signals),
        "roads": len(seen.roads),
        "advice": len(seen.advised.first) + len(seen.advised.rest), "questions": asked.table.height,
    }  # fmt: skip


def _read(chat: Path) -> pl.DataFrame:
    with chat.open("rb") as file:
        found = whatsapp.extract(file, chat.name, Answers(not_after=_LATER))
    assert isinstance(found, Extract)
    return found.table


def _import_the_parser() -> None:
    import houvast.intake.formats.whatsapp.assemble  # noqa: F401 - importing does not count


def _digest(parts: Any) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _way() -> age.Passphrase:

    return age.Passphrase(keys.passphrase_bytes(PASSPHRASE), LOG_N)


def _opened(dossier: Path) -> Vault:

    return opening.unlock(FolderStore.at(dossier), _way(), Seen.of_user())


WORKS = {
    "parse": parse, "exact": exact, "hash": read_and_hash, "keep": keep, "paper": paper, "unlock-empty": unlock_empty, "unlock": unlock,
    "search": search, "plain": plain, "insight": insight, "signatures": signatures, "verify": verify, "verify-with-key": verify_with_key,
}  # fmt: skip

if __name__ == "__main__":
    print(json.dumps(WORKS[sys.argv[1]](*map(Path, sys.argv[2:]))))  # type: ignore[operator]  # each takes its own paths
