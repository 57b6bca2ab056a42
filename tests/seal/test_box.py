"""A record's body opens with its epoch's key and its own header, and with nothing else; a nonce is never used twice."""

from __future__ import annotations

import dataclasses
import hashlib

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

import cast
from houvast.errors import BadEntryError, BadHeaderError, BodyRefusedError
from houvast.logbook import body, canonical, header
from houvast.logbook.header import Header, StoredHeader
from houvast.seal import box, keys
from houvast.seal.keys import Epoch, Person

MIRA, EPOCH = Person(bytes(32)), Epoch(0, bytes(range(32)))
PLAN = Header(
    author="", body="", count=0, dossier="ab" * 32, epoch=0, keeps=(), nonce="", open=(), past=(),
    recorded_at=header.time_text(cast.NOW), root="", seq=4,
)  # fmt: skip
TEXTS = [b'{"een":1}', b"{}", b"x" * 5000]


def sealed(texts: list[bytes] = TEXTS) -> tuple[StoredHeader, bytes]:
    return box.seal_record(PLAN, box.salted(texts), MIRA, EPOCH)


@given(st.lists(st.binary(max_size=200), max_size=6))
def test_what_was_sealed_is_opened(texts: list[bytes]) -> None:
    stored, content = sealed(texts)
    leaves = box.open_record(stored, content, EPOCH)
    assert [leaf.text for leaf in leaves] == texts
    said = header.parse(stored.line)
    assert said == stored.header
    assert (said.author, said.count, said.epoch, said.root) == (MIRA.public, len(texts), 0, body.root(leaves))
    assert said.body == hashlib.sha256(content).hexdigest()
    assert keys.verifies(said.author, header.RECORD_TYPE, stored.line, stored.signature)


def test_it_is_sealed_as_the_page_says() -> None:
    """docs/format.md, 3.2, with the primitives alone."""
    stored, content = sealed()
    line = stored.line
    without = line.replace(b'"body":"' + stored.header.body.encode() + b'",', b"", 1)
    info = b"houvast/1/record" + hashlib.sha256(without).digest()
    key = keys.derive(EPOCH.records_key, info, bytes.fromhex(stored.header.nonce))
    plain = ChaCha20Poly1305(key).decrypt(bytes(12), content, without)
    assert body.unpack(plain, 3) == box.open_record(stored, content, EPOCH)
    with pytest.raises(InvalidTag):
        ChaCha20Poly1305(key).decrypt(bytes(12), content, line)


def test_no_nonce_and_no_salt_is_used_twice() -> None:
    many = [sealed([b"same"]) for _ in range(200)]
    assert len({stored.header.nonce for stored, _ in many}) == 200
    assert len({content for _, content in many}) == 200
    salts = {box.open_record(stored, content, EPOCH)[0].salt for stored, content in many}
    assert len(salts) == 200


def test_a_plan_with_a_nonce_is_sealed_under_a_fresh_one() -> None:
    stored, _ = box.seal_record(dataclasses.replace(PLAN, nonce="ab" * 32), [], MIRA, EPOCH)
    assert stored.header.nonce != "ab" * 32


@given(st.data())
def test_a_changed_body_or_header_or_another_key_does_not_open(data: st.DataObject) -> None:
    stored, content = sealed()
    at = data.draw(st.integers(0, len(content) * 8 - 1))
    changed = bytearray(content)
    changed[at // 8] ^= 1 << at % 8
    said = stored.header
    other = data.draw(
        st.sampled_from([
            dataclasses.replace(said, seq=5),
            dataclasses.replace(said, nonce="cd" * 32),
            dataclasses.replace(said, recorded_at=header.time_text(cast.NOW.replace(year=2025))),
            dataclasses.replace(said, count=2),
            dataclasses.replace(said, root="cd" * 32),
            dataclasses.replace(said, dossier="cd" * 32),
        ])
    )  # fmt: skip
    foreign = StoredHeader(other.encode(), stored.signature, other)
    for headed, bytes_, epoch in (
        (stored, bytes(changed), EPOCH),
        (stored, content[:-1], EPOCH),
        (stored, b"", EPOCH),
        (stored, content, Epoch(0, bytes(32))),
        (foreign, content, EPOCH),
    ):
        with pytest.raises(BodyRefusedError) as refused:
            box.open_record(headed, bytes_, epoch)
        assert refused.value.seq == headed.header.seq


def resealed(count: int, root: str, leaves: list[body.Leaf]) -> tuple[StoredHeader, bytes]:
    """A record whose author lied about count or root: well sealed and well signed."""
    stored, _ = box.seal_record(PLAN, leaves, MIRA, EPOCH)
    said = dataclasses.replace(stored.header, count=count, root=root)
    without = header.without_body(said.encode(), said.body, len('{"author":"') + 64 + 2)
    key = keys.derive(
        EPOCH.records_key, b"houvast/1/record" + hashlib.sha256(without).digest(), bytes.fromhex(said.nonce)
    )
    content = ChaCha20Poly1305(key).encrypt(bytes(12), body.pack(leaves), without)
    made = dataclasses.replace(said, body=hashlib.sha256(content).hexdigest())
    return StoredHeader(made.encode(), MIRA.sign(header.RECORD_TYPE, made.encode()), made), content


def test_a_count_or_root_that_is_not_that_of_the_body_is_refused() -> None:
    leaves = box.salted(TEXTS)
    stored, content = resealed(3, body.root(leaves), leaves)
    assert box.open_record(stored, content, EPOCH) == leaves
    with pytest.raises(BodyRefusedError):
        box.open_record(*resealed(3, body.root(leaves[:2]), leaves), EPOCH)
    with pytest.raises(BadEntryError):
        box.open_record(*resealed(2, body.root(leaves[:2]), leaves), EPOCH)
    with pytest.raises(BadEntryError):
        box.open_record(*resealed(4, body.root(leaves), leaves), EPOCH)


# The fold


def folded(plain: bytes = b"lines") -> bytes:
    return box.seal_fold("ab" * 32, f"3-{'cd' * 32}", plain, MIRA, EPOCH)


@given(st.binary(max_size=100))
def test_a_fold_opens_to_what_it_was_made_of(plain: bytes) -> None:
    content = folded(plain)
    assert box.open_fold(content, EPOCH) == plain
    line, signature, _ = header.split_lines(content)
    assert keys.verifies(MIRA.public, box.FOLD_TYPE, line, signature)
    assert not keys.verifies(MIRA.public, header.RECORD_TYPE, line, signature)
    assert tuple(sorted(canonical.decode(line))) == box.FOLD_MEMBERS


def test_no_two_folds_share_a_nonce() -> None:
    assert len({canonical.decode(header.split_lines(folded())[0])["nonce"] for _ in range(100)}) == 100


def test_a_fold_of_another_key_epoch_or_body_does_not_open() -> None:
    content = folded()
    with pytest.raises(BodyRefusedError):
        box.open_fold(content, Epoch(0, bytes(32)))
    with pytest.raises(BadHeaderError):
        box.open_fold(content, Epoch(1, EPOCH.secret))
    with pytest.raises(BadHeaderError):
        box.open_fold(content[:-1], EPOCH)
    with pytest.raises(BadHeaderError):
        box.open_fold(b"", EPOCH)


def test_the_body_of_a_record_does_not_pass_for_a_fold() -> None:
    """The two are sealed for different purposes, even under one nonce."""
    stored, content = sealed()
    line = canonical.encode({
        "body": hashlib.sha256(content).hexdigest(), "dossier": "ab" * 32, "epoch": 0, "head": "x",
        "nonce": stored.header.nonce, "v": 1,
    })  # fmt: skip
    with pytest.raises(BodyRefusedError):
        box.open_fold(line + b"\n" + b"0" * 128 + b"\n" + content, EPOCH)
