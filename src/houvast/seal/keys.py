"""The two secrets and what follows from them: a person's seed and an epoch's secret (docs/format.md, 5).

Slots and grants are age files that hold one of the two. Nothing here touches a disk, and no secret shows in a repr.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from houvast.errors import BadSecretError, PassphraseNamesHerError, WeakPassphraseError
from houvast.seal import age

if TYPE_CHECKING:
    from collections.abc import Iterable

SECRET = 32
SHORTEST_PASSPHRASE = 14
# The Unicode property White_Space: Python's own idea of it has four characters more.
_WHITE_SPACE = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


def derive(secret: bytes, info: bytes, salt: bytes = b"") -> bytes:
    """32 bytes by HKDF-SHA256 (RFC 5869)."""
    return HKDF(SHA256(), 32, salt, info).derive(secret)


def pae(kind: str, content: bytes) -> bytes:
    """DSSE's pre-authentication encoding: what is really signed."""
    named = kind.encode()
    return b"DSSEv1 %d %b %d %b" % (len(named), named, len(content), content)


def verifies(key: str, kind: str, content: bytes, signature: bytes) -> bool:
    """Whether `signature` is Ed25519 by the hex public key over this content as this kind of thing."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, pae(kind, content))
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True)
class Person:
    """Somebody who can sign and open: a seed of 32 bytes and the two key pairs that follow from it."""

    seed: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Person:
        """A person with a fresh random seed."""
        return cls(secrets.token_bytes(SECRET))

    @cached_property
    def identity(self) -> age.Identity:
        """What opens the person's grants."""
        return age.Identity.from_raw(derive(self.seed, b"houvast/1/person/x25519"))

    @cached_property
    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(derive(self.seed, b"houvast/1/person/ed25519"))

    @cached_property
    def public(self) -> str:
        """The public signing key, hex."""
        return self._signing.public_key().public_bytes_raw().hex()

    def sign(self, kind: str, content: bytes) -> bytes:
        """The 64-byte signature over content as this kind of thing."""
        return self._signing.sign(pae(kind, content))


@dataclass(frozen=True)
class Epoch:
    """One epoch's secret of 32 bytes and what follows from it: who has it reads what was recorded under it."""

    number: int
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls, number: int) -> Epoch:
        """An epoch with a fresh random secret."""
        return cls(number, secrets.token_bytes(SECRET))

    @cached_property
    def records_key(self) -> bytes:
        """What the keys of records are derived from."""
        return derive(self.secret, b"houvast/1/epoch/records")

    @cached_property
    def originals(self) -> age.Identity:
        """What opens kept files."""
        return age.Identity.from_raw(derive(self.secret, b"houvast/1/epoch/originals"))

    @cached_property
    def letterbox(self) -> age.Identity:
        """What opens letters from others."""
        return age.Identity.from_raw(derive(self.secret, b"houvast/1/epoch/letterbox"))


def passphrase_bytes(words: str) -> bytes:
    """A passphrase as it is sealed: NFC, outer white space off, inner runs of it one space."""
    return (
        re.sub(f"[{_WHITE_SPACE}]+", " ", unicodedata.normalize("NFC", words))
        .strip(" ")
        .encode("utf-8", "surrogateescape")
    )


def refuse_weak(words: str, names: Iterable[str] = ()) -> None:
    """Refuse a passphrase that is too short to hold, or that holds one of her names.

    Raises: WeakPassphraseError; PassphraseNamesHerError.
    """
    said = passphrase_bytes(words).decode("utf-8", "replace").casefold()
    if len(said) < SHORTEST_PASSPHRASE:
        raise WeakPassphraseError(SHORTEST_PASSPHRASE)
    if any(name.casefold() in said.split() for name in names if name):
        raise PassphraseNamesHerError


def passphrase_slot(person: Person, words: str, log_n: int = 18) -> bytes:
    """A slot that opens with this passphrase."""
    return age.seal_bytes(person.seed, [age.Passphrase(passphrase_bytes(words), log_n)])


def paper_slot(person: Person) -> tuple[str, bytes]:
    """A fresh paper code (`AGE-SECRET-KEY-1…`) and the slot it opens."""
    paper = age.Identity.from_raw(secrets.token_bytes(SECRET))
    return paper.text, age.seal_bytes(person.seed, [paper.recipient])


def open_slot(slot: bytes, way: age.Passphrase | age.Identity) -> Person:
    """The person a slot holds.

    Raises: the refusals of `seal.age`; BadSecretError when it holds something else.
    """
    return Person(_secret(age.open_bytes(slot, [way])))


def grant(epoch: Epoch, recipient: age.Recipient) -> bytes:
    """An epoch's secret, sealed to a person."""
    return age.seal_bytes(epoch.secret, [recipient])


def open_grant(sealed: bytes, number: int, person: Person) -> Epoch:
    """The epoch a grant holds.

    Raises: the refusals of `seal.age`; BadSecretError when it holds something else.
    """
    return Epoch(number, _secret(age.open_bytes(sealed, [person.identity])))


def _secret(plain: bytes) -> bytes:
    if len(plain) != SECRET:
        raise BadSecretError(len(plain))
    return plain
