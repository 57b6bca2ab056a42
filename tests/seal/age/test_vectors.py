"""The shared test vectors (C2SP/CCTV, age), each through every way of opening."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from houvast.errors import AgeFileError, AgeKeyError
from houvast.seal.age import Identity, Passphrase, open_bytes, open_seekable, open_sequential

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parents[4] / "shared" / "vectors" / "age" / "testdata"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="shared vectors are not beside the checkout")

STRANGER = Identity.from_raw(bytes(range(32)))
REASONS = {"header failure": "header", "HMAC failure": "mac", "no match": "no match", "payload failure": "payload"}
OWN_REASONS = {
    "scrypt_work_factor_23": "work factor",
    "scrypt_work_factor_overflow": "work factor",
    "scrypt_uppercase": "other kind",
    "x25519_lowercase": "other kind",
}
# A hybrid file holds nothing that we open and is refused as such, but these have a plainer fault or another reader.
OWN_HYBRID_REASONS = {
    "hybrid_and_x25519": "no match",
    "hybrid_not_canonical_body": "header",
    "hybrid_uppercase": "other kind",
    "hybrid_x25519_arg": "header",
}


@dataclass(frozen=True)
class Vector:
    """One file of the shared folder: its described lines, key and value, and the sealed bytes."""

    lines: tuple[tuple[str, str], ...]
    sealed: bytes

    def all(self, key: str) -> list[str]:
        return [value for name, value in self.lines if name == key]

    def one(self, key: str) -> str:
        return next(iter(self.all(key)), "")

    @property
    def hybrid(self) -> bool:
        return any(text.startswith("AGE-SECRET-KEY-PQ-") for text in self.all("identity"))

    @property
    def applies(self) -> bool:
        return not self.hybrid and self.one("armored") != "yes"

    @property
    def identities(self) -> list[Identity | Passphrase]:
        keys = [Identity.from_text(text) for text in self.all("identity")]
        return [*keys, *(Passphrase(words.encode()) for words in self.all("passphrase"))]


def read_vector(name: str) -> Vector:
    described, sealed = (FOLDER / name).read_bytes().split(b"\n\n", 1)
    pairs = (line.split(": ", 1) for line in described.decode().split("\n"))
    vector = Vector(tuple((key, value) for key, value in pairs), sealed)
    return Vector(vector.lines, zlib.decompress(sealed)) if vector.one("compressed") == "zlib" else vector


NAMES = sorted(path.name for path in FOLDER.iterdir()) if FOLDER.is_dir() else []
APPLICABLE = [name for name in NAMES if read_vector(name).applies]
FOREIGN = [name for name in NAMES if name not in APPLICABLE]


def by_bytes(vector: Vector) -> Iterator[bytes]:
    yield open_bytes(vector.sealed, vector.identities)


def by_chunk(vector: Vector) -> Iterator[bytes]:
    yield from open_sequential(io.BytesIO(vector.sealed), vector.identities)


def by_read(vector: Vector) -> Iterator[bytes]:
    reader = open_sequential(io.BytesIO(vector.sealed), vector.identities)
    while block := reader.read(100_000):
        yield block
    assert reader.ended


def by_seeking(vector: Vector) -> Iterator[bytes]:
    reader = open_seekable(io.BytesIO(vector.sealed), vector.identities)
    yield reader.readall()


def by_small_steps(vector: Vector) -> Iterator[bytes]:
    reader = io.BufferedReader(open_seekable(io.BytesIO(vector.sealed), vector.identities), 5000)
    while block := reader.read(33_333):
        yield block


WAYS = [by_bytes, by_chunk, by_read, by_seeking, by_small_steps]
SEQUENTIAL = [by_chunk, by_read]


def test_the_folder_holds_92_vectors_that_apply_and_51_that_are_armoured_or_hybrid() -> None:
    assert (len(APPLICABLE), len(FOREIGN)) == (92, 51)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", APPLICABLE)
def test_a_vector_ends_as_it_says_whichever_way_it_is_opened(
    name: str, way: Callable[[Vector], Iterator[bytes]]
) -> None:
    vector = read_vector(name)
    released = hashlib.sha256()
    refusal = None
    try:
        for block in way(vector):
            released.update(block)
    except AgeFileError as fault:
        refusal = fault.reason
    expected = vector.one("expect")
    assert refusal == (None if expected == "success" else OWN_REASONS.get(name, REASONS.get(expected)))
    if expected == "success" or (expected == "payload failure" and way in SEQUENTIAL):
        assert released.hexdigest() == vector.one("payload")
    else:
        known = released.digest() == hashlib.sha256().digest()
        assert known or way is by_small_steps, "nothing is released before a refusal"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FOREIGN)
def test_an_armoured_or_hybrid_vector_is_refused_by_name(name: str, way: Callable[[Vector], Iterator[bytes]]) -> None:
    vector = read_vector(name)
    ours = tuple((key, value) for key, value in vector.lines if key == "identity" and "-PQ-" not in value)
    plain = Vector((*ours, ("identity", STRANGER.text)), vector.sealed)
    with pytest.raises(AgeFileError) as caught:
        list(way(plain))
    armoured = vector.one("armored") == "yes"
    assert caught.value.reason == ("armoured" if armoured else OWN_HYBRID_REASONS.get(name, "hybrid"))


@pytest.mark.parametrize("name", [name for name in FOREIGN if read_vector(name).hybrid])
def test_a_hybrid_key_is_refused_by_name(name: str) -> None:
    [text] = [text for text in read_vector(name).all("identity") if "-PQ-" in text]
    with pytest.raises(AgeKeyError) as caught:
        Identity.from_text(text)
    assert caught.value.reason == "hybrid"
    assert text not in str(caught.value)
