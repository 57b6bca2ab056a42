"""The bag around a package: its names, its manifests and the digest of every file (docs/format.md, 10 and step 1 of 11).

Files are hashed by a few threads, the largest first, while the caller reads what the package says.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Self

from houvast.proof.zipped import ZipFiles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future

    from houvast.proof.steps import Files, Step

BAGIT, INFO, MANIFEST, TAGMANIFEST = "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = "signature.txt"
TAGS = (BAGIT, INFO, MANIFEST)
PAGE, SPINE, PROOF, FILES = "data/VERIFY.html", "data/spine.txt", "data/proof.jsonl", "data/files.jsonl"
ENTRIES, ENTRIES_CSV, MESSAGES_CSV = "data/entries.json", "data/entries.csv", "data/messages.csv"
FIXED = (*TAGS, TAGMANIFEST, SIGNATURE, PAGE, SPINE, PROOF, FILES, ENTRIES, ENTRIES_CSV, MESSAGES_CSV)
KEPT = re.compile(r"data/(?:originals|readings)/[0-9][A-Za-z0-9._-]{0,99}")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LARGEST_MANIFEST = 64 << 20
BLOCK = 1 << 20
_LINE = re.compile(rb"([0-9a-f]{64})  ([A-Za-z0-9._/-]+)\n")
_OXUM = re.compile(rb"^Payload-Oxum: ?(\S*)$", re.MULTILINE)
_MOST_THREADS = 8
_LARGE = 32 << 20


@dataclass(frozen=True)
class Hashed:
    """What a file turned out to be; `crc` only within a zip."""

    sha256: str
    size: int
    crc: int | None = None


class Bag:
    """The files of a package, listed once."""

    def __init__(self, files: Files) -> None:
        self.paths = files.paths()
        self.zipped = files if isinstance(files, ZipFiles) else None
        self.plain = {path for path in self.paths if not files.odd(path)}
        self._files = files

    def open(self, path: str) -> BinaryIO:
        """A file's bytes."""
        return self._files.open(path)

    def take(self, path: str, most: int) -> bytes | None:
        """A file as a whole, or None when it is not there or larger than `most` bytes."""
        if path not in self.plain:
            return None
        with self.open(path) as file:
            content = file.read(most + 1)
        return content if len(content) <= most else None


class Hashing:
    """Hashes every plain file, in threads, from here on."""

    def __init__(self, files: Bag) -> None:
        self._files = files
        self._pool = ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1))
        self._work: dict[str, Future[Hashed]] = {
            path: self._pool.submit(self._hash, path) for path in _large_first(files.plain)
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def found(self) -> dict[str, Hashed]:
        """Every file's digest; waits for the last. Raises: what reading a file raises."""
        return {path: work.result() for path, work in self._work.items()}

    def _hash(self, path: str) -> Hashed:
        """Beyond `_LARGE`, this thread reads and another hashes, a block behind; smaller files share the cores as they are."""
        zipped, digest, size, crc = self._files.zipped is not None, hashlib.sha256(), 0, 0
        buffer, spare = memoryview(bytearray(BLOCK)), memoryview(b"")
        with self._files.open(path) as file, contextlib.ExitStack() as stack:
            hashing: Future[None] | None = None
            other: ThreadPoolExecutor | None = None
            while count := file.readinto(buffer):  # type: ignore[attr-defined]  # every binary file has it
                size += count
                crc = zlib.crc32(buffer[:count], crc) if zipped else crc
                if hashing is not None:
                    hashing.result()
                if other is None:
                    digest.update(buffer[:count])
                else:
                    hashing = other.submit(digest.update, buffer[:count])
                    buffer, spare = spare, buffer
                if size >= _LARGE and other is None:
                    other, spare = stack.enter_context(ThreadPoolExecutor(1)), memoryview(bytearray(BLOCK))
        return Hashed(digest.hexdigest(), size, crc if zipped else None)


def check(step: Step, files: Bag, found: dict[str, Hashed]) -> None:
    """Step 1: names, manifests, digests and, in a zip, its rules."""
    step.count = len(files.paths)
    if files.zipped is not None:
        for fault in files.zipped.faults:
            step.fault(fault.where, fault.why)
        for path, hashed in found.items():
            if hashed.crc != files.zipped.crc(path):
                step.fault(path, "zip crc")
    names = set[str]()
    for path in files.paths:
        if path not in files.plain:
            step.fault(path, "odd file")
        elif (path not in FIXED and not KEPT.fullmatch(path)) or path.lower() in names:
            step.fault(path, "foreign file")
        names.add(path.lower())
    for path in FIXED:
        if path not in found:
            step.fault(path, "missing")
    payload = {path: hashed for path, hashed in found.items() if path.startswith("data/")}
    _manifest(step, files, found, MANIFEST, payload)
    _manifest(step, files, found, TAGMANIFEST, {path: found[path] for path in TAGS if path in found})
    _declarations(step, files, found, payload)


def _manifest(step: Step, files: Bag, found: dict[str, Hashed], path: str, expected: dict[str, Hashed]) -> None:
    content = files.take(path, LARGEST_MANIFEST)
    if content is None:
        return step.fault(path, "missing" if path not in found else "too large")
    lines = [(line[2].decode(), line[1].decode()) for line in _LINE.finditer(content)]
    listed = dict(lines)
    if len(listed) != len(lines) or sum(len(name) + len(digest) + 3 for name, digest in lines) != len(content):
        step.fault(path, "manifest form")
    for name, digest in listed.items():
        if name not in expected:
            step.fault(name, "missing" if name not in found else "foreign file")
        elif expected[name].sha256 != digest:
            step.fault(name, "file digest")
    for name in sorted(expected.keys() - listed.keys()):
        step.fault(name, "not listed")
    return None


def _declarations(step: Step, files: Bag, found: dict[str, Hashed], payload: dict[str, Hashed]) -> None:
    if BAGIT in found and files.take(BAGIT, len(DECLARATION)) != DECLARATION:
        step.fault(BAGIT, "bag form")
    expected = b"%d.%d" % (sum(hashed.size for hashed in payload.values()), len(payload))
    for said in _OXUM.findall(files.take(INFO, LARGEST_MANIFEST) or b""):
        if said != expected:
            step.fault(INFO, "bag size")


def _large_first(paths: Iterable[str]) -> list[str]:
    """Kept files before the rest: a single large one should not be the last to begin."""
    return sorted(paths, key=lambda path: (not KEPT.fullmatch(path), path))
