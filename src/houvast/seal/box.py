"""Seal and open the bodies of records and of the fold, and sign what carries them (docs/format.md, 3 and 9).

A fresh nonce at every attempt: a record that must be written again is sealed again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from houvast.errors import BadHeaderError, BodyRefusedError
from houvast.logbook import body as bodies
from houvast.logbook import canonical, header
from houvast.logbook.header import Header, StoredHeader
from houvast.seal.keys import derive

if TYPE_CHECKING:
    from houvast.seal.keys import Epoch, Person

_NONCE = bytes(12)
_EMPTY = "0" * 64
_RECORD = b"houvast/1/record"
_FOLD = b"houvast/1/fold"
FOLD_TYPE = "application/vnd.houvast.fold.v1+json"
FOLD_MEMBERS = ("body", "dossier", "epoch", "head", "nonce", "v")
_AUTHOR_MEMBER = len('{"author":"') + 64 + len('",')


def salted(leaves: list[bytes]) -> list[bodies.Leaf]:
    """Leaves with 32 fresh random bytes of salt each."""
    return [bodies.Leaf(secrets.token_bytes(bodies.SALT), text) for text in leaves]


def seal_record(plan: Header, leaves: list[bodies.Leaf], person: Person, epoch: Epoch) -> tuple[StoredHeader, bytes]:
    """The stored header and sealed body of a record. Of `plan`, `author`, `body`, `count`, `epoch`, `nonce` and `root` are set here."""
    planned = dataclasses.replace(
        plan,
        author=person.public,
        body=_EMPTY,
        count=len(leaves),
        epoch=epoch.number,
        nonce=secrets.token_hex(32),
        root=bodies.root(leaves),
    )
    associated = header.without_body(planned.encode(), _EMPTY, _AUTHOR_MEMBER)
    sealed = _cipher(epoch, planned.nonce, _RECORD, associated).encrypt(_NONCE, bodies.pack(leaves), associated)
    made = dataclasses.replace(planned, body=hashlib.sha256(sealed).hexdigest())
    line = made.encode()
    return StoredHeader(line, person.sign(header.RECORD_TYPE, line), made), sealed


def open_record(stored: StoredHeader, sealed: bytes, epoch: Epoch) -> list[bodies.Leaf]:
    """The leaves of a record, their count and root checked.

    Raises: BodyRefusedError when the body does not open; BadEntryError when it holds something else than its header says.
    """
    associated = header.without_body(stored.line, stored.header.body, _AUTHOR_MEMBER)
    try:
        plain = _cipher(epoch, stored.header.nonce, _RECORD, associated).decrypt(_NONCE, sealed, associated)
    except InvalidTag:
        raise BodyRefusedError(stored.header.seq) from None
    leaves = bodies.unpack(plain, stored.header.count)
    if bodies.root(leaves) != stored.header.root:
        raise BodyRefusedError(stored.header.seq)
    return leaves


def seal_fold(dossier: str, head: str, plain: bytes, person: Person, epoch: Epoch) -> bytes:
    """A fold file over the prefix of the spine that ends at `head`."""
    said: dict[str, Any] = {
        "body": _EMPTY, "dossier": dossier, "epoch": epoch.number, "head": head, "nonce": secrets.token_hex(32),
        "v": header.VERSION,
    }  # fmt: skip
    associated = header.without_body(canonical.encode(said), _EMPTY, 1)
    sealed = _cipher(epoch, said["nonce"], _FOLD, associated).encrypt(_NONCE, plain, associated)
    line = canonical.encode({**said, "body": hashlib.sha256(sealed).hexdigest()})
    return line + b"\n" + person.sign(FOLD_TYPE, line).hex().encode() + b"\n" + sealed


def open_fold(content: bytes, epoch: Epoch) -> bytes:
    """The plaintext of a fold file whose signature was verified.

    Raises: BadHeaderError; BodyRefusedError.
    """
    line, _, sealed = header.split_lines(content)
    said = canonical.decode(line)
    associated = header.without_body(line, str(said["body"]), 1)
    if said["epoch"] != epoch.number or hashlib.sha256(sealed).hexdigest() != said["body"]:
        raise BadHeaderError("fold")
    try:
        return _cipher(epoch, str(said["nonce"]), _FOLD, associated).decrypt(_NONCE, sealed, associated)
    except InvalidTag:
        raise BodyRefusedError(-1) from None


def _cipher(epoch: Epoch, nonce: str, info: bytes, associated: bytes) -> ChaCha20Poly1305:
    bound = info + hashlib.sha256(associated).digest()
    return ChaCha20Poly1305(derive(epoch.records_key, bound, bytes.fromhex(nonce)))
