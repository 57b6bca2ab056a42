"""Persons, epochs, slots and grants: derived as docs/format.md, 5 says, opened by whom they are for, silent about themselves."""

from __future__ import annotations

import hmac
import unicodedata
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import AgeFileError, BadSecretError, WeakPassphraseError
from houvast.seal import age, keys
from houvast.seal.keys import Epoch, Person

if TYPE_CHECKING:
    from collections.abc import Callable

MIRA, EPOCH = Person(bytes(range(32))), Epoch(3, bytes(range(32, 64)))
WORDS = "zes woorden die niemand raadt"


def hkdf(secret: bytes, info: bytes, salt: bytes = b"") -> bytes:
    """RFC 5869 for 32 bytes, by hand."""
    pseudorandom = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(pseudorandom, info + b"\x01", "sha256")


def way(words: str) -> age.Passphrase:
    return age.Passphrase(keys.passphrase_bytes(words), 2)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=40), st.binary(max_size=40))
def test_deriving_is_hkdf(secret: bytes, info: bytes, salt: bytes) -> None:
    assert keys.derive(secret, info, salt) == hkdf(secret, info, salt)


def test_everything_follows_from_the_seed_and_the_secret_as_the_page_says() -> None:
    assert MIRA.identity.raw == hkdf(MIRA.seed, b"houvast/1/person/x25519")
    signing = Ed25519PrivateKey.from_private_bytes(hkdf(MIRA.seed, b"houvast/1/person/ed25519"))
    assert MIRA.public == signing.public_key().public_bytes_raw().hex()
    assert EPOCH.records_key == hkdf(EPOCH.secret, b"houvast/1/epoch/records")
    assert EPOCH.originals.raw == hkdf(EPOCH.secret, b"houvast/1/epoch/originals")
    assert EPOCH.letterbox.raw == hkdf(EPOCH.secret, b"houvast/1/epoch/letterbox")
    found = {MIRA.identity.raw, EPOCH.records_key, EPOCH.originals.raw, EPOCH.letterbox.raw}
    assert len(found) == 4


def test_what_is_signed_is_the_kind_and_the_bytes() -> None:
    """DSSE, protocol.md: PAE."""
    assert keys.pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )
    signature = MIRA.sign("kind", b"content")
    assert keys.verifies(MIRA.public, "kind", b"content", signature)
    assert not keys.verifies(MIRA.public, "kin", b"dcontent", signature)
    assert not keys.verifies(MIRA.public, "kind", b"content ", signature)
    assert not keys.verifies(Person(bytes(32)).public, "kind", b"content", signature)
    assert not keys.verifies(MIRA.public, "kind", b"content", signature[:-1])
    assert not keys.verifies(MIRA.public, "kind", b"content", bytes(64))
    for key in ("", "00", "xy" * 32, MIRA.public[:-2]):
        assert not keys.verifies(key, "kind", b"content", signature)


@given(st.integers(0, 511))
def test_no_flipped_bit_of_a_signature_passes(bit: int) -> None:
    changed = bytearray(MIRA.sign("kind", b"content"))
    changed[bit // 8] ^= 1 << bit % 8
    assert not keys.verifies(MIRA.public, "kind", b"content", bytes(changed))


@pytest.mark.parametrize(
    "show", [repr, str, "{}".format, lambda value: repr([value]), lambda value: repr(vars(value).keys())]
)
def test_no_secret_shows_in_a_repr_or_str(show: Callable[[object], str]) -> None:
    person, epoch = Person.new(), Epoch.new(0)
    hidden = [
        person.seed, person.identity.raw, epoch.secret, epoch.records_key, epoch.originals.raw, epoch.letterbox.raw,
    ]  # fmt: skip
    assert person.public  # the cached properties are filled by now
    person.sign("kind", b"x")
    shown = [person, epoch, person.identity, epoch.originals, epoch.letterbox, way(WORDS)]
    for value in shown:
        text = show(value)
        for secret in hidden:
            assert repr(secret)[2:-1] not in text
            assert secret.hex() not in text.lower()
        assert person.identity.text not in text
        assert "woorden" not in text


def test_new_secrets_are_new() -> None:
    assert len({Person.new().seed for _ in range(50)} | {Epoch.new(0).secret for _ in range(50)}) == 100


# Passphrases


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        f"  {WORDS}\n",
        WORDS.replace(" ", "   "),
        WORDS.replace(" ", "\t"),
        WORDS.replace(" ", "\u00a0"),
        WORDS.replace(" ", "\u3000"),
    ],
)
def test_white_space_is_evened_out(words: str) -> None:
    assert keys.passphrase_bytes(words) == WORDS.encode()


@given(st.text())
def test_a_passphrase_is_the_same_however_its_accents_were_typed(words: str) -> None:
    composed, apart = (unicodedata.normalize(form, words) for form in ("NFC", "NFD"))
    assert keys.passphrase_bytes(composed) == keys.passphrase_bytes(apart) == keys.passphrase_bytes(words)
    assert keys.passphrase_bytes(f" {words} ") == keys.passphrase_bytes(words)


def test_capitals_and_accents_matter() -> None:
    assert len({keys.passphrase_bytes(words) for words in ("cafe cafe cafe", "café café café", "Cafe cafe cafe")}) == 3


def test_a_short_passphrase_is_refused_by_what_counts_of_it() -> None:
    keys.refuse_weak("veertien teken")
    keys.refuse_weak("é" * 14)
    for words in ("", "dertien teken", " " * 20, "a" + " " * 20 + "b", "e\u0301" * 13):
        with pytest.raises(WeakPassphraseError) as refused:
            keys.refuse_weak(words)
        assert refused.value.shortest == 14


# Slots and grants


def test_a_slot_opens_for_its_passphrase_and_its_paper_code_alone() -> None:
    paper, paper_slot = keys.paper_slot(MIRA)
    slot = keys.passphrase_slot(MIRA, WORDS, 2)
    other, _ = keys.paper_slot(MIRA)
    assert keys.open_slot(slot, way(f" {WORDS} ")) == MIRA
    assert keys.open_slot(paper_slot, age.Identity.from_text(paper)) == MIRA
    for content, opener in (
        (slot, way(WORDS.upper())),
        (slot, age.Identity.from_text(paper)),
        (paper_slot, way(WORDS)),
        (paper_slot, age.Identity.from_text(other)),
    ):
        with pytest.raises(AgeFileError) as refused:
            keys.open_slot(content, opener)
        assert refused.value.reason == "no match"


def test_a_grant_opens_for_its_person_alone() -> None:
    grant = keys.grant(EPOCH, MIRA.identity.recipient)
    assert keys.open_grant(grant, 3, MIRA) == EPOCH
    with pytest.raises(AgeFileError):
        keys.open_grant(grant, 3, Person(bytes(32)))


def test_no_two_slots_or_grants_have_a_line_in_common() -> None:
    """Fresh salts, shares, file keys and nonces: nothing tells that two hold the same."""
    slots = [keys.passphrase_slot(MIRA, WORDS, 2) for _ in range(5)]
    papers = [keys.paper_slot(MIRA)[1] for _ in range(5)]
    grants = [keys.grant(EPOCH, MIRA.identity.recipient) for _ in range(5)]
    for alike in (slots, papers, grants):
        common = set.intersection(*(set(sealed.split(b"\n")) for sealed in alike))
        assert common <= {b"age-encryption.org/v1"}


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_a_slot_or_grant_that_holds_something_else_is_refused_by_size(size: int) -> None:
    sealed = age.seal_bytes(bytes(size), [MIRA.identity.recipient])
    for call in (lambda: keys.open_slot(sealed, MIRA.identity), lambda: keys.open_grant(sealed, 0, MIRA)):
        with pytest.raises(BadSecretError) as refused:
            call()
        assert refused.value.size == size


def test_a_slot_is_written_with_two_to_the_eighteen() -> None:
    """Read from its header; opening it would take a second."""
    slot = keys.passphrase_slot(MIRA, WORDS)
    first = slot.split(b"\n")[1].split(b" ")
    assert (first[1], first[-1]) == (b"scrypt", b"18")
