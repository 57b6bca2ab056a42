"""The keys of an age file: X25519 and scrypt, how each wraps the 16-byte file key, and what is derived from that key.

Reads and writes no file and no header text: it takes stanzas and gives stanzas (age specification, "Native recipient
types").
"""

from __future__ import annotations

import hmac
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from houvast.errors import AgeFileError, AgeKeyError
from houvast.seal.age import bech32
from houvast.seal.age.header import MAX_STANZAS, Header, Stanza, decode64, encode64

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE_KEY_SIZE = 16
MAX_LOG_N = 20

_KEY_SIZE = 32
_SALT_SIZE = 16
_BODY_SIZE = FILE_KEY_SIZE + 16
_ZERO_NONCE = bytes(12)
_X25519 = "X25519"
_SCRYPT = "scrypt"
_HYBRID = frozenset({"mlkem768x25519", "mlkem768p256tag"})
_X25519_INFO = b"age-encryption.org/v1/X25519"
_SCRYPT_SALT = b"age-encryption.org/v1/scrypt"
_NUMBER = re.compile(r"[1-9][0-9]*")


@dataclass(frozen=True)
class Recipient:
    """Whom a file is sealed to: an X25519 public key of 32 bytes.

    Raises: AgeKeyError "length".
    """

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != _KEY_SIZE:
            raise AgeKeyError("length")

    @classmethod
    def from_text(cls, text: str) -> Recipient:
        """Read `age1…`. Raises: AgeKeyError, "hybrid" for `age1pq1…`."""
        return cls(_decode("age", text))

    @cached_property
    def text(self) -> str:
        """The key as `age1…`."""
        return bech32.encode("age", self.raw)


@dataclass(frozen=True)
class Identity:
    """Who opens a file: an X25519 secret of 32 bytes, which no repr shows.

    Raises: AgeKeyError "length".
    """

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != _KEY_SIZE:
            raise AgeKeyError("length")

    @classmethod
    def from_raw(cls, raw: bytes) -> Identity:
        """Take 32 secret bytes. Raises: AgeKeyError "length"."""
        return cls(bytes(raw))

    @classmethod
    def from_text(cls, text: str) -> Identity:
        """Read `AGE-SECRET-KEY-1…`. Raises: AgeKeyError, "hybrid" for `AGE-SECRET-KEY-PQ-1…`."""
        return cls(_decode("age-secret-key-", text))

    @property
    def text(self) -> str:
        """The secret as `AGE-SECRET-KEY-1…`, to be printed or kept, never to be logged."""
        return bech32.encode("age-secret-key-", self.raw).upper()

    @cached_property
    def recipient(self) -> Recipient:
        """The public half."""
        return Recipient(X25519PrivateKey.from_private_bytes(self.raw).public_key().public_bytes_raw())


@dataclass(frozen=True)
class Passphrase:
    """A passphrase as recipient and as identity: its bytes, which no repr shows, and the cost 2^log_n for sealing.

    Sealing takes 2^log_n KiB of memory; opening takes what the file says, at most 2^20 KiB.
    Raises: ValueError for a `log_n` outside 1 to 20.
    """

    words: bytes = field(repr=False)
    log_n: int = 18

    def __post_init__(self) -> None:
        if not 1 <= self.log_n <= MAX_LOG_N:
            raise ValueError("log_n is outside 1 to 20")


@dataclass(frozen=True)
class _X25519Stanza:
    share: bytes
    body: bytes


@dataclass(frozen=True)
class _ScryptStanza:
    salt: bytes
    log_n: int
    body: bytes


def wrap(file_key: bytes, recipients: Sequence[Recipient | Passphrase]) -> tuple[Stanza, ...]:
    """Wrap a file key once for each recipient, with a fresh share or salt each.

    Raises: ValueError for no or more than 100 recipients and for a passphrase beside another; AgeKeyError "zero".
    """
    if not 1 <= len(recipients) <= MAX_STANZAS:
        raise ValueError("a file has 1 to 100 recipients")
    if len(recipients) > 1 and any(isinstance(recipient, Passphrase) for recipient in recipients):
        raise ValueError("a passphrase is the only recipient of its file")
    return tuple(
        _wrap_scrypt(file_key, recipient) if isinstance(recipient, Passphrase) else _wrap_x25519(file_key, recipient)
        for recipient in recipients
    )


def unwrap(header: Header, identities: Sequence[Identity | Passphrase]) -> bytes:
    """Give the file key (16 bytes) of a header that one of the identities opens and whose MAC is right.

    Raises: AgeFileError "header", "work factor", "no match", "hybrid" or "other kind" (no stanza is of a kind we read),
    "mac".
    """
    # 1. Every stanza of a kind we read has the right shape; scrypt stands alone and within its bound.
    known = [shaped for stanza in header.stanzas if (shaped := _shape(stanza)) is not None]
    if len(header.stanzas) > 1 and any(isinstance(shaped, _ScryptStanza) for shaped in known):
        raise AgeFileError("header", "scrypt not alone")
    # 2. One identity opens one stanza; kinds we do not read are passed over.
    file_key = _first_opened(known, identities)
    if file_key is None:
        raise AgeFileError("no match" if known else _foreign(header))
    # 3. The MAC holds under that key. No other stanza is tried after it failed.
    if not hmac.compare_digest(header_mac(file_key, header.covered), header.mac):
        raise AgeFileError("mac")
    return file_key


def header_mac(file_key: bytes, covered: bytes) -> bytes:
    """Give the MAC (32 bytes) over a header's bytes up to and including `---`."""
    return hmac.digest(_hkdf(file_key, None, b"header"), covered, "sha256")


def payload_key(file_key: bytes, nonce: bytes) -> bytes:
    """Give the key (32 bytes) of a payload that begins with `nonce` (16 bytes)."""
    return _hkdf(file_key, nonce, b"payload")


def _decode(expected: str, text: str) -> bytes:
    prefix, raw = bech32.decode(text)
    if prefix in {"age1pq", "age-secret-key-pq-", "age1tagpq"}:
        raise AgeKeyError("hybrid")
    if prefix != expected:
        raise AgeKeyError("kind")
    return raw


def _foreign(header: Header) -> str:
    return "hybrid" if any(stanza.kind in _HYBRID for stanza in header.stanzas) else "other kind"


def _shape(stanza: Stanza) -> _X25519Stanza | _ScryptStanza | None:
    """Give a stanza's parts, or None for a kind we do not read; sizes are checked before anything is opened."""
    match stanza.arguments:
        case ("X25519", share) if len(stanza.body) == _BODY_SIZE:
            return _X25519Stanza(_sized(share, _KEY_SIZE), stanza.body)
        case ("scrypt", salt, log_n) if len(stanza.body) == _BODY_SIZE:
            return _ScryptStanza(_sized(salt, _SALT_SIZE), _work_factor(log_n), stanza.body)
        case ("X25519" | "scrypt", *_):
            raise AgeFileError("header", "stanza shape")
    return None


def _sized(text: str, size: int) -> bytes:
    data = decode64(text.encode("ascii"))
    if len(data) != size:
        raise AgeFileError("header", "stanza shape")
    return data


def _work_factor(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise AgeFileError("header", "stanza shape")
    if len(text) > 2 or int(text) > MAX_LOG_N:
        raise AgeFileError("work factor")
    return int(text)


def _first_opened(
    stanzas: Sequence[_X25519Stanza | _ScryptStanza], identities: Sequence[Identity | Passphrase]
) -> bytes | None:
    for identity in identities:
        for stanza in stanzas:
            match identity, stanza:
                case Identity(), _X25519Stanza():
                    key = _x25519_key(identity, stanza.share)
                case Passphrase(), _ScryptStanza():
                    key = _scrypt_key(identity, stanza.salt, stanza.log_n)
                case _:
                    continue
            try:
                return ChaCha20Poly1305(key).decrypt(_ZERO_NONCE, stanza.body, None)
            except InvalidTag:
                continue
    return None


def _x25519_key(identity: Identity, share: bytes) -> bytes:
    secret = X25519PrivateKey.from_private_bytes(identity.raw)
    try:
        shared = secret.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:  # cryptography refuses the all-zero secret of a low-order share (RFC 7748, section 6.1)
        raise AgeFileError("header", "zero share") from None
    return _hkdf(shared, share + identity.recipient.raw, _X25519_INFO)


def _scrypt_key(passphrase: Passphrase, salt: bytes, log_n: int) -> bytes:
    return Scrypt(salt=_SCRYPT_SALT + salt, length=_KEY_SIZE, n=1 << log_n, r=8, p=1).derive(passphrase.words)


def _wrap_x25519(file_key: bytes, recipient: Recipient) -> Stanza:
    secret = X25519PrivateKey.from_private_bytes(os.urandom(_KEY_SIZE))
    share = secret.public_key().public_bytes_raw()
    try:
        shared = secret.exchange(X25519PublicKey.from_public_bytes(recipient.raw))
    except ValueError:  # as in `_x25519_key`
        raise AgeKeyError("zero") from None
    key = _hkdf(shared, share + recipient.raw, _X25519_INFO)
    return Stanza((_X25519, encode64(share).decode("ascii")), _sealed(key, file_key))


def _wrap_scrypt(file_key: bytes, passphrase: Passphrase) -> Stanza:
    salt = os.urandom(_SALT_SIZE)
    key = _scrypt_key(passphrase, salt, passphrase.log_n)
    return Stanza((_SCRYPT, encode64(salt).decode("ascii"), str(passphrase.log_n)), _sealed(key, file_key))


def _sealed(key: bytes, file_key: bytes) -> bytes:
    return ChaCha20Poly1305(key).encrypt(_ZERO_NONCE, file_key, None)


def _hkdf(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_SIZE, salt=salt, info=info).derive(key)
