"""A reader, verifier and writer of Houvast dossiers by someone who only had docs/format.md.

It shares no code with the program it checks: the standard library and `cryptography` are all it needs. Each part names the
section of docs/format.md it follows. It cannot read a chat format again (step 12), and it says so; the rest it checks itself.

Who only wants to know how it verifies reads up to "The writer"; what follows writes dossiers and packages to be verified.

    python3 -I tests/stranger.py verify PATH... [--known HEAD|FOLDER|PACKAGE] [--paper-file FILE] [--json]
    python3 -I tests/stranger.py show PATH
    python3 -I tests/stranger.py extract PATH SHA256 OUT
    python3 -I tests/stranger.py write PATH [--seed TEXT] [--log-n N]
    python3 -I tests/stranger.py package PATH OUT [--zip]

The passphrase comes from HOUVAST_PASSPHRASE or from the file named in HOUVAST_PASSPHRASE_FILE. Exit code: 0 it holds, 1 it does
not, 2 wrong use.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import csv
import hashlib
import hmac
import io
import json
import os
import re
import secrets
import stat
import struct
import sys
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Protocol

try:
    from cryptography.exceptions import InvalidSignature, InvalidTag
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
except ModuleNotFoundError:
    if __name__ != "__main__":
        raise
    venv = Path(__file__).resolve().parent.parent / ".venv"
    if (venv / "bin" / "python").exists() and Path(sys.prefix).resolve() != venv.resolve():
        os.execv(str(venv / "bin" / "python"), [str(venv / "bin" / "python"), "-I", __file__, *sys.argv[1:]])
    sys.exit(sys.stderr.write("stranger needs one package: python3 -m pip install cryptography\n") and 2)

Json = dict[str, Any]  # an object of section 1, once parsed
Form = Callable[[object], bool]  # says whether a parsed value has a form of the page

MIB = 1 << 20
HEADER_MAX, LEAF_MAX, BODY_MAX, KEY_FILE_MAX = 16 * MIB, 16 * MIB, 64 * MIB, MIB  # the limits of section 1
WHOLE_MAX = 1024 * MIB  # where the page has no limit: what this reader holds in memory of one file


class RefusedError(Exception):
    """Something that the format does not allow, in one sentence for the reader of the report."""


class NewerError(RefusedError):
    """A record of a later version of the format."""


class NotForUsError(RefusedError):
    """An age file that none of the keys at hand opens."""


class UsageError(Exception):
    """The program was asked in a way it cannot answer."""


# ---- Section 1: conventions -----------------------------------------------------------------------------------------------


def sha256(*parts: bytes) -> bytes:
    """SHA-256 over the parts joined."""
    return hashlib.sha256(b"".join(parts)).digest()


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869), 32 bytes: one round of expansion."""
    return hmac.digest(hmac.digest(salt or bytes(32), secret, "sha256"), info + b"\x01", "sha256")


def pae(kind: str, body: bytes) -> bytes:
    """DSSE pre-authentication encoding."""
    return b"DSSEv1 %d %s %d %s" % (len(kind.encode()), kind.encode(), len(body), body)


RECORD_TYPE = "application/vnd.houvast.record.v1+json"
FOLD_TYPE = "application/vnd.houvast.fold.v1+json"
PACKAGE_TYPE = "application/vnd.houvast.package.v1+json"


def signature_holds(key: str, signature: str, kind: str, body: bytes) -> bool:
    """Whether the Ed25519 signature (hex) by the key (hex) holds over PAE(kind, body)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), pae(kind, body))
    except (InvalidSignature, ValueError):
        return False
    return True


def canonical(value: object) -> bytes:
    """The RFC 8785 form of a value without floats."""
    return json.dumps(_ordered(value, 1), ensure_ascii=False, separators=(",", ":")).encode()


def _ordered(value: object, depth: int) -> object:
    """The value with the members of every object in the order of their UTF-16 code units (RFC 8785, 3.2.3)."""
    if not isinstance(value, dict | list):
        return value
    if depth > 64:
        raise RefusedError("it is nested more than 64 deep")
    if isinstance(value, list):
        return [_ordered(item, depth + 1) for item in value]
    return {name: _ordered(value[name], depth + 1) for name in sorted(value, key=lambda n: n.encode("utf-16-be"))}


def parse(raw: bytes) -> object:
    """The value that canonical JSON says.

    Raises:
        RefusedError: not UTF-8, not JSON, not of section 1, or not in canonical form.
    """
    hooks: dict[str, Any] = {"parse_float": _no_float, "parse_constant": _no_float, "parse_int": _integer}
    try:
        value: object = json.loads(raw.decode(), object_pairs_hook=_members, **hooks)
        again = canonical(value)
    except UnicodeDecodeError:
        raise RefusedError("it is not UTF-8") from None
    except UnicodeEncodeError:
        raise RefusedError("it holds a lone surrogate") from None
    except RecursionError:
        raise RefusedError("it is nested more than 64 deep") from None
    except ValueError:
        raise RefusedError("it is not JSON") from None
    if again != raw:
        raise RefusedError("it is not canonical JSON")
    return value


def parse_object(raw: bytes) -> Json:
    value = parse(raw)
    if not isinstance(value, dict):
        raise RefusedError("it is JSON, but no object")
    return value


def _no_float(text: str) -> object:
    raise RefusedError(f"it holds a floating-point number ({text[:20]})")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > 2**53 - 1:
        raise RefusedError("it holds an integer beyond 2^53-1")
    return int(text)


def _members(pairs: list[tuple[str, object]]) -> Json:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise RefusedError("it holds a member name twice")
    return members


def leaf_hash(stored: bytes) -> bytes:
    """The Merkle leaf (RFC 9162, 2.1.1)."""
    return sha256(b"\x00", stored)


class Frontier:
    """The roots of the perfect subtrees over the leaf hashes added so far, largest first."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.peaks: list[tuple[int, bytes]] = []
        self.size = 0
        for leaf in leaves:
            self.add(leaf)

    def add(self, leaf: bytes) -> None:
        height, self.size = 0, self.size + 1
        while self.peaks and self.peaks[-1][0] == height:
            leaf, height = sha256(b"\x01", self.peaks.pop()[1], leaf), height + 1
        self.peaks.append((height, leaf))

    def hexes(self) -> list[str]:
        return [peak.hex() for _, peak in self.peaks]

    def root(self) -> str:
        """The root, folded from the last peak to the left."""
        if not self.peaks:
            return sha256().hex()
        node = self.peaks[-1][1]
        for _, peak in reversed(self.peaks[:-1]):
            node = sha256(b"\x01", peak, node)
        return node.hex()

    def head(self) -> str:
        return f"{self.size}-{self.root()}"


def path_leads(leaf: bytes, index: int, count: int, path: Sequence[str], root: str) -> bool:
    """Whether an inclusion path leads from a leaf hash to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < count:
        return False
    here, last, node = index, count - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if here % 2 or here == last:
            node = sha256(b"\x01", bytes.fromhex(sibling), node)
            while here % 2 == 0 and here:
                here, last = here >> 1, last >> 1
        else:
            node = sha256(b"\x01", node, bytes.fromhex(sibling))
        here, last = here >> 1, last >> 1
    return last == 0 and node.hex() == root


def paths_of(leaves: Sequence[bytes]) -> list[list[str]]:
    """The inclusion path of every leaf hash: its sibling on each level, where it has one."""
    paths: list[list[str]] = [[] for _ in leaves]
    level, step = list(leaves), 1
    while len(level) > 1:
        for index, path in enumerate(paths):
            if (sibling := (index // step) ^ 1) < len(level):
                path.append(level[sibling].hex())
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level, step = [sha256(b"\x01", *pair) if len(pair) == 2 else pair[0] for pair in pairs], step * 2
    return paths


# ---- Forms: each says whether a parsed value has one form of the page -----------------------------------------------------


def text_form(pattern: str) -> Form:
    """The form of a text that matches the pattern as a whole."""
    match = re.compile(pattern, re.ASCII).fullmatch
    return lambda value: isinstance(value, str) and match(value) is not None


def one_of(*choices: object) -> Form:
    """The form of a value that is one of these, of the same type."""
    return lambda value: any(type(value) is type(choice) and value == choice for choice in choices)


def list_of(form: Form) -> Form:
    """The form of a list whose items all have the form."""
    return lambda value: isinstance(value, list) and all(map(form, value))


def object_of(**members: Form) -> Form:
    """The form of an object with exactly these members."""
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == members.keys()
        and all(members[name](value[name]) for name in members)
    )


def is_text(value: object) -> bool:
    return isinstance(value, str)


def is_number(value: object) -> bool:
    """An integer from 0; true and false are none."""
    return type(value) is int and value >= 0


HOURS = r"([01]\d|2[0-3]):[0-5]\d"
is_digest = text_form("[0-9a-f]{64}")
is_id = text_form("[0-9a-f]{32}")
is_head = text_form("(0|[1-9][0-9]{0,15})-[0-9a-f]{64}")
_looks_like_time = text_form(rf"\d{{4}}-\d\d-\d\dT{HOURS}:\d\d\.\d{{6}}Z")
_looks_like_wall_time = text_form(rf"\d{{4}}-\d\d-\d\dT{HOURS}(:\d\d)?")


def _exists(text: str) -> bool:
    """Whether the calendar and the clock know this moment."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_time(value: object) -> bool:
    """*time* of section 1."""
    return isinstance(value, str) and _looks_like_time(value) and _exists(value)


def is_wall_time(value: object) -> bool:
    """Wall time to the minute or the second, as in a row."""
    return isinstance(value, str) and _looks_like_wall_time(value) and _exists(value)


def is_recipient(value: object) -> bool:
    """`age1…`, an X25519 recipient."""
    try:
        return isinstance(value, str) and len(bech32_decode("age", value)) == 32
    except RefusedError:
        return False


def require(value: Json, forms: dict[str, Form], section: str) -> None:
    """Refuse an object that has not exactly these members in these forms."""
    if value.keys() != forms.keys():
        odd = sorted(value.keys() ^ forms.keys())
        raise RefusedError(f"it has not exactly the members of {section}: {', '.join(odd)[:200]}")
    for name, form in forms.items():
        if not form(value[name]):
            raise RefusedError(f"`{name}` has not the form of {section}")


# ---- age keys as text: Bech32 (BIP 173) -----------------------------------------------------------------------------------

BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def _bech32_checksum(prefix: str, words: Sequence[int]) -> int:
    check = 1
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    for word in [*spread, *words]:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ word
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> bit & 1 else 0
    return check


def bech32_encode(prefix: str, raw: bytes) -> str:
    """The bytes as lower-case Bech32."""
    bits = "".join(f"{byte:08b}" for byte in raw)
    bits += "0" * (-len(bits) % 5)
    words = [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]
    check = _bech32_checksum(prefix, [*words, 0, 0, 0, 0, 0, 0]) ^ 1
    words += [check >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(BECH32[word] for word in words)


def bech32_decode(prefix: str, text: str) -> bytes:
    """The bytes of lower-case Bech32 with this prefix; only the one spelling that encoding gives is taken."""
    head, _, tail = text.rpartition("1")
    if head == prefix and 6 <= len(tail) <= 200 and set(tail) <= set(BECH32):
        bits = "".join(f"{BECH32.index(c):05b}" for c in tail[:-6])
        raw = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) - 7, 8))
        if bech32_encode(prefix, raw) == text:
            return raw
    raise RefusedError("it is no age key in Bech32")


def recipient_of(secret: bytes) -> str:
    """`age1…` of an X25519 secret."""
    return bech32_encode("age", x25519_public(secret))


def x25519_public(secret: bytes) -> bytes:
    """The public key of an X25519 secret."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def ed25519_public(secret: bytes) -> str:
    """The public key (hex) of an Ed25519 secret."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


# ---- age v1 (age-encryption.org/v1), with the limits of section 1 ---------------------------------------------------------

AGE_VERSION = b"age-encryption.org/v1\n"
AGE_HEADER_MAX, AGE_STANZAS_MAX, CHUNK = 64 << 10, 100, 64 << 10


@dataclass(frozen=True)
class Stanza:
    """One way into an age file: X25519 (argument: the share) or scrypt (salt, work factor); others are kept as they are."""

    kind: bytes
    arguments: tuple[bytes, ...]
    body: bytes


@dataclass(frozen=True)
class Keys:
    """What the verifier was given or has found: X25519 secrets and passphrases."""

    secrets: tuple[bytes, ...] = ()
    passphrases: tuple[bytes, ...] = ()


def b64(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def b64_decode(text: bytes, size: int | None = None) -> bytes:
    """The bytes of unpadded, canonical base64, of a value of `size` bytes when that is given."""
    try:
        raw = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise RefusedError("its age header holds something that is not base64") from None
    if b64(raw) != text:
        raise RefusedError("its age header holds base64 that is not canonical")
    if size is not None and len(raw) != size:
        raise RefusedError("its age header holds a value of a wrong length")
    return raw


def age_header(stream: IO[bytes]) -> tuple[list[Stanza], bytes, bytes]:
    """The stanzas of an age file, the bytes under the MAC and the MAC; the stream stands at the payload."""
    held: list[bytes] = []

    def line() -> bytes:
        held.append(stream.readline(AGE_HEADER_MAX + 1))
        if sum(map(len, held)) > AGE_HEADER_MAX:
            raise RefusedError("its age header is longer than 64 KiB")
        if not held[-1].endswith(b"\n"):
            raise RefusedError("its age header is cut off")
        return held[-1]

    if line() != AGE_VERSION:
        raise RefusedError("it is not an age v1 file")
    stanzas: list[Stanza] = []
    while (words := line()[:-1].split(b" "))[0] == b"->":
        if len(stanzas) == AGE_STANZAS_MAX:
            raise RefusedError("its age header has more than 100 stanzas")
        stanzas.append(_stanza(words[1:], line))
    if words[0] != b"---" or len(words) != 2:
        raise RefusedError("its age header has a line that is neither a stanza nor the MAC")
    if not stanzas:
        raise RefusedError("its age header has no stanza")
    if len(stanzas) > 1 and any(stanza.kind == b"scrypt" for stanza in stanzas):
        raise RefusedError("its age header has a scrypt stanza that does not stand alone")
    return stanzas, b"".join(held[:-1]) + b"---", b64_decode(words[1], 32)


def _stanza(words: list[bytes], line: Callable[[], bytes]) -> Stanza:
    """One stanza: its arguments, and its body in lines of 64 columns of which the last is shorter."""
    if not words or not all(re.fullmatch(rb"[\x21-\x7e]+", word) for word in words):
        raise RefusedError("its age header has a malformed stanza")
    body, row = b"", b" " * 64
    while len(row) == 64:
        row = line()[:-1]
        body += b64_decode(row)
    if len(row) > 64:
        raise RefusedError("its age header has a stanza with a line of more than 64 columns")
    match words:
        case [b"X25519", share]:
            b64_decode(share, 32)
        case [b"scrypt", salt, work]:
            b64_decode(salt, 16)
            if not re.fullmatch(rb"[1-9][0-9]*", work):
                raise RefusedError("its scrypt work factor is malformed")
            if len(work) > 2 or int(work) > 20:
                raise RefusedError("its scrypt work factor is above 2^20")
        case [b"X25519" | b"scrypt", *_]:
            raise RefusedError("its age header has a stanza with a wrong number of arguments")
    if words[0] in (b"X25519", b"scrypt") and len(body) != 32:
        raise RefusedError("its age header has a stanza with a body of a wrong length")
    return Stanza(words[0], tuple(words[1:]), body)


def _x25519_wrap_key(secret: bytes, theirs: bytes, share: bytes, recipient: bytes) -> bytes:
    try:
        both = X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        raise RefusedError("its X25519 share gives the all-zero secret") from None
    return hkdf(both, share + recipient, b"age-encryption.org/v1/X25519")


def _scrypt_wrap_key(passphrase: bytes, salt: bytes, work: int) -> bytes:
    return Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=2**work, r=8, p=1).derive(passphrase)


def _wrap_keys(stanza: Stanza, keys: Keys) -> Iterator[bytes]:
    """The keys that may open a stanza; none for a stanza of a kind unknown here."""
    if stanza.kind == b"X25519":
        share = b64_decode(stanza.arguments[0])
        yield from (_x25519_wrap_key(secret, share, share, x25519_public(secret)) for secret in keys.secrets)
    elif stanza.kind == b"scrypt":
        salt, work = b64_decode(stanza.arguments[0]), int(stanza.arguments[1])
        yield from (_scrypt_wrap_key(text, salt, work) for text in keys.passphrases)


def _file_key(stanzas: list[Stanza], keys: Keys) -> bytes:
    """The file key, by the first key and stanza that fit."""
    for stanza in stanzas:
        for wrap in _wrap_keys(stanza, keys):
            with contextlib.suppress(InvalidTag):
                return ChaCha20Poly1305(wrap).decrypt(bytes(12), stanza.body, None)
    raise NotForUsError("no key at hand opens it")


def age_open(stream: IO[bytes], keys: Keys) -> Iterator[bytes]:
    """The plain bytes of an age file, chunk by chunk; the MAC is checked before the first, the end before the last.

    Raises:
        NotForUsError: none of the keys fits. RefusedError: the file is malformed, damaged or cut off.
    """
    stanzas, held, mac = age_header(stream)
    key = _file_key(stanzas, keys)
    if not hmac.compare_digest(hmac.digest(hkdf(key, b"", b"header"), held, "sha256"), mac):
        raise RefusedError("the MAC of its age header is wrong")
    if len(nonce := stream.read(16)) != 16:
        raise RefusedError("it is cut off before the age payload")
    cipher, number = ChaCha20Poly1305(hkdf(key, nonce, b"payload")), 0
    chunk = stream.read(CHUNK + 16)
    while True:
        following = stream.read(CHUNK + 16) if len(chunk) == CHUNK + 16 else b""
        try:
            plain = cipher.decrypt(number.to_bytes(11, "big") + bytes([not following]), chunk, None)
        except InvalidTag:
            raise RefusedError(f"chunk {number} of its age payload is damaged, or it is cut off or too long") from None
        if not plain and number:
            raise RefusedError("the last chunk of its age payload is empty")
        yield plain
        if not following:
            return
        chunk, number = following, number + 1


def age_seal(plain: bytes, key: bytes, nonce: bytes, stanza: bytes) -> bytes:
    """An age file around `key`; its stanzas are given as they stand in the header, the last line feed included."""
    held = AGE_VERSION + stanza + b"---"
    parts = [held, b" ", b64(hmac.digest(hkdf(key, b"", b"header"), held, "sha256")), b"\n", nonce]
    cipher = ChaCha20Poly1305(hkdf(key, nonce, b"payload"))
    starts = range(0, max(len(plain), 1), CHUNK)
    for number, start in enumerate(starts):
        last = bytes([number == len(starts) - 1])
        parts.append(cipher.encrypt(number.to_bytes(11, "big") + last, plain[start : start + CHUNK], None))
    return b"".join(parts)


def x25519_stanza(key: bytes, recipient: str, ephemeral: bytes) -> bytes:
    """The stanza that gives `key` to a recipient `age1…`."""
    theirs, share = bech32_decode("age", recipient), x25519_public(ephemeral)
    body = ChaCha20Poly1305(_x25519_wrap_key(ephemeral, theirs, share, theirs)).encrypt(bytes(12), key, None)
    return b"-> X25519 %s\n%s\n" % (b64(share), b64(body))


def scrypt_stanza(key: bytes, passphrase: bytes, salt: bytes, work: int) -> bytes:
    """The stanza that gives `key` to whoever has the passphrase (already in the form of section 5)."""
    body = ChaCha20Poly1305(_scrypt_wrap_key(passphrase, salt, work)).encrypt(bytes(12), key, None)
    return b"-> scrypt %s %d\n%s\n" % (b64(salt), work, b64(body))


WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # the Unicode property White_Space


def passphrase_form(text: str) -> bytes:
    """The passphrase as section 5 takes it: NFC, white space outside removed, inside made one space."""
    return re.sub(f"[{WHITE_SPACE}]+", " ", unicodedata.normalize("NFC", text)).strip(" ").encode()


# ---- The report: numbered steps (section 11) ------------------------------------------------------------------------------


@dataclass
class Step:
    """One step of section 11: faults by file, what it left out, and what it only remarks."""

    n: int | None
    name: str
    named: set[str]  # the files that this or an earlier step named
    tried: bool = True
    said: str = ""
    newer: bool = False
    faults: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool | None:
        """None when it was left out, wholly or in part."""
        return False if self.faults else None if self.skipped or not self.tried else True

    def add(self, where: str, sentence: str) -> None:
        self.faults.append((where, sentence))
        self.named.add(where)

    def leaves_out(self, where: str) -> bool:
        """Whether an earlier step named this file, so that this one leaves it out."""
        if where in self.named:
            self.skipped.append(f"{where}: named before")
        return where in self.named

    @contextlib.contextmanager
    def of(self, where: str) -> Iterator[None]:
        """Whatever is refused within is a fault of this file."""
        try:
            yield
        except RefusedError as why:
            self.newer = self.newer or isinstance(why, NewerError)
            self.add(where, str(why))
        except MemoryError:
            self.add(where, "it takes more memory than there is")
        except OSError as why:
            self.add(where, f"it cannot be read ({why.strerror})")

    def lines(self) -> list[str]:
        """What it has to say, one line each; at most a thousand of a kind."""
        if self.faults:
            more = [f"and {len(self.faults) - 1000} more"] * (len(self.faults) > 1000)
            lines = [f"{where}: {sentence}" for where, sentence in self.faults[:1000]] + more
        elif self.skipped:
            lines = [f"left out in part: {self.said}", *self.skipped[:1000]]
        else:
            lines = [self.said]
        return lines + self.remarks[:1000]


@dataclass
class Report:
    """The steps taken for one path, and what was learnt on the way; when `brief`, no step is tried after a fault."""

    brief: bool = False
    steps: list[Step] = field(default_factory=list)
    dossier: str | None = None
    head: str | None = None
    named: set[str] = field(default_factory=set)

    def step(self, n: int | None, name: str, check: Callable[[Step], str], *, unless: str = "") -> Step:
        """Take one step, unless it is said why it cannot be tried."""
        step = Step(n, name, self.named)
        if unless or (self.brief and not self.ok):
            step.tried, step.said = False, f"left out: {unless}"
        else:
            with step.of(name):
                step.said = check(step)
        self.steps.append(step)
        return step

    @property
    def ok(self) -> bool:
        """Whether no step failed."""
        return all(step.ok is not False for step in self.steps)

    @property
    def newer(self) -> bool:
        """Whether a record is of a later version of the format."""
        return any(step.newer for step in self.steps)

    def first_fault(self) -> tuple[int | None, str, str] | None:
        """The first step that does not hold, its first file and what is wrong there."""
        return next(((step.n, *step.faults[0]) for step in self.steps if step.faults), None)

    def text(self) -> Iterator[str]:
        """One line per step, further faults indented, then the outcome."""
        failed = ""
        for step in self.steps:
            name = step.name if step.n is None else f"{step.n} {step.name}"
            first, *rest = step.lines()
            yield name + {True: " ok ", False: " FAILED ", None: " "}[step.ok] + first
            yield from (f"    {line}" for line in rest)
            if step.ok is False and not failed:
                failed = f"FAILED at step {name}: {first}"
        yield failed or f"ok dossier {self.dossier} head {self.head}"

    def json(self) -> str:
        steps = [
            {"n": s.n, "name": s.name, "ok": s.ok, "detail": "; ".join(filter(None, s.lines()))} for s in self.steps
        ]
        return json.dumps({"ok": self.ok, "dossier": self.dossier, "head": self.head, "steps": steps})


# ---- Files: read without following links, never more than asked -----------------------------------------------------------


class Files(Protocol):
    """What is to be verified: a folder, a zip, or for a test a table of bytes."""

    sizes: dict[str, int]  # every regular file by its path, with its size
    others: dict[str, str]  # everything else: `folder`, `link` or `other`

    def open(self, name: str) -> IO[bytes]:
        """One of the regular files."""


class FolderFiles:
    """Everything under a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sizes, self.others = {}, {}  # type: dict[str, int], dict[str, str]
        waiting = [""]
        while waiting:
            within = waiting.pop()
            for entry in sorted(os.scandir(root / within), key=lambda e: e.name):
                path, state = within + entry.name, entry.stat(follow_symlinks=False)
                if stat.S_ISREG(state.st_mode):
                    self.sizes[path] = state.st_size
                    continue
                self.others[path] = {stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}.get(
                    stat.S_IFMT(state.st_mode), "other"
                )
                if self.others[path] == "folder" and path.count("/") < 16:
                    waiting.append(path + "/")

    def open(self, name: str) -> IO[bytes]:
        """One of the regular files."""
        if name not in self.sizes:
            raise RefusedError("it is missing")
        return open_file(self.root / name)


def open_file(path: Path) -> io.BufferedReader:
    """A regular file, opened without following a link and without waiting for a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise RefusedError("it is no regular file")
    return os.fdopen(handle, "rb")


def blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The rest of a stream, a block at a time."""
    while block := stream.read(MIB):
        yield block


def digest_of(chunks: Iterable[bytes]) -> tuple[str, int]:
    """The digest and the number of bytes."""
    state, size = hashlib.sha256(), 0
    for chunk in chunks:
        state.update(chunk)
        size += len(chunk)
    return state.hexdigest(), size


def digest_in(files: Files, name: str) -> tuple[str, int]:
    """The digest and the number of bytes of a file."""
    with files.open(name) as stream:
        return digest_of(blocks(stream))


def whole(files: Files, name: str, most: int = WHOLE_MAX) -> bytes:
    """A file in one piece."""
    with files.open(name) as stream:
        raw = stream.read(min(most, files.sizes[name]) + 1)
    if len(raw) > most:
        raise RefusedError(f"it is larger than {most} bytes")
    return raw


def lines_of(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a file, without their line feeds; the last ends with one too."""
    rest = b""
    for chunk in chunks:
        *full, rest = (rest + chunk).split(b"\n")
        if len(rest) > WHOLE_MAX:
            raise RefusedError("it has a line longer than this reader takes")
        yield from full
    if rest:
        raise RefusedError("its last line does not end with a line feed")


# ---- Section 3: a record; section 4: control parts ------------------------------------------------------------------------


@dataclass(frozen=True)
class Stored:
    """A stored header: the file it stands in, its line without line feed, its signature (hex) and what the line says."""

    name: str
    line: bytes
    signature: str
    header: Json

    @property
    def lines(self) -> bytes:
        """The first two lines of the file."""
        return self.line + b"\n" + self.signature.encode() + b"\n"

    @property
    def without_body(self) -> bytes:
        """The header without body (3.1): `"author":"<64>",` is 75 bytes after `{`, then `"body":"<64>",` is 74."""
        assert self.line[77:85] == b'"body":"'
        return self.line[:77] + self.line[151:]

    @property
    def what(self) -> str:
        """How a sentence calls it where its file holds more records than one."""
        return f"record {self.header['seq']}: " if self.name == SPINE else ""


SPINE = "data/spine.txt"
HEADER: dict[str, Form] = {
    "author": is_digest,
    "body": is_digest,
    "count": is_number,
    "dossier": is_digest,
    "epoch": is_number,
    "keeps": lambda value: list_of(is_digest)(value) and sorted(set(value)) == value,  # type: ignore[call-overload]
    "nonce": is_digest,
    "open": list_of(lambda part: isinstance(part, dict) and is_text(part.get("kind"))),
    "past": list_of(is_digest),
    "recorded_at": is_time,
    "root": is_digest,
    "seq": is_number,
    "v": one_of(1),
}
PARTS: dict[str, dict[str, Form]] = {
    "admit": {"key": is_digest, "salt": is_digest},
    "epoch": {
        "epoch": is_number,
        "grants": lambda value: list_of(is_digest)(value) and value != [],
        "letterbox": is_recipient,
        "originals": is_recipient,
    },
    "slot": {"file": is_digest, "way": one_of("passphrase", "paper", "pair")},
    "lost": {"head": is_head, "seq": is_number},
    "withdraw": {"bodies": list_of(is_number), "files": list_of(is_digest)},
}


def read_stored(stream: IO[bytes]) -> tuple[bytes, str]:
    """The first two lines of a record, without line feeds."""
    line = stream.readline(HEADER_MAX + 1)
    if not line.endswith(b"\n"):
        raise RefusedError("its header is cut off, or larger than 16 MiB")
    signature = stream.readline(130)
    if not re.fullmatch(rb"[0-9a-f]{128}\n", signature):
        raise RefusedError("its second line is not a signature of 128 hex digits and a line feed")
    return line[:-1], signature[:-1].decode()


def refuse_newer(value: Json) -> None:
    """Refuse what a later version of the format says."""
    version = value.get("v")
    if type(version) is int and version > 1:
        raise NewerError(f"it is written in format version {version}, newer than this reader")


def parse_header(line: bytes, seq: int) -> Json:
    """The header, in exactly the forms of 3.1; the control parts are left to step 3."""
    refuse_newer(header := parse_object(line))
    require(header, HEADER, "section 3.1")
    if header["seq"] != seq:
        raise RefusedError(f"`seq` is {header['seq']} and not {seq}")
    return header


def check_part(part: Json) -> None:
    """The form of a control part of a known kind (section 4)."""
    require(part, PARTS[part["kind"]] | {"kind": is_text}, f"section 4 for `{part['kind']}`")
    if part["kind"] == "lost" and part["head"].split("-")[0] != str(part["seq"]):
        raise RefusedError("`lost` names a head of another number of records than its `seq`")


class Spine:
    """The stored headers of all records in order, and what their control parts say together."""

    def __init__(self, records: list[Stored]) -> None:
        self.records = records
        self.leaves = [leaf_hash(record.lines) for record in records]
        self.kept: dict[str, int] = {}  # digest of a kept file: the record that brought it in
        self.parts: list[tuple[Stored, Json]] = []  # of known kinds and in their forms; the others are for step 3
        for record in records:
            self.kept.update((digest, record.header["seq"]) for digest in record.header["keeps"])
            for part in record.header["open"]:
                with contextlib.suppress(RefusedError, KeyError):
                    check_part(part)
                    self.parts.append((record, part))
        self.epochs = self._of_kind("epoch")
        self.slots = self._of_kind("slot")
        self.grants = {digest for part in self.epochs for digest in part["grants"]}
        self.gone_bodies = {seq for part in self._of_kind("withdraw") for seq in part["bodies"]}
        self.gone_files = {digest for part in self._of_kind("withdraw") for digest in part["files"]}
        self._key_files = self.grants | {part["file"] for part in self.slots}

    def _of_kind(self, kind: str) -> list[Json]:
        return [part for _, part in self.parts if part["kind"] == kind]

    @property
    def owner(self) -> str:
        return str(self.records[0].header["author"])

    @property
    def dossier(self) -> str:
        return str(self.records[0].header["dossier"])

    def place(self, digest: str) -> str:
        """Where a kept file lies (4.1)."""
        return f"keys/{digest}.age" if digest in self._key_files else f"blobs/{digest[:2]}/{digest}.age"

    def head(self, count: int | None = None) -> str:
        """The head of the first records, or of all."""
        return Frontier(self.leaves[:count]).head()

    def keeps_by(self, digest: str, seq: int) -> bool:
        """Whether a record up to this one keeps the file."""
        return self.kept.get(digest, seq + 1) <= seq

    def check_owner(self, step: Step) -> str:
        """Who owns the dossier, and whether control parts, epochs and `keeps` follow their rules."""
        kept: set[str] = set()
        epoch = -1
        for record in self.records:
            with step.of(record.name):
                self._check_people(record)
                epoch = self._check_epoch(record, epoch)
                self._check_references(record, kept)
            kept.update(record.header["keeps"])
            for part in record.header["open"]:
                if part["kind"] not in PARTS:
                    step.remarks.append(
                        f"{record.name}: {record.what}a control part of unknown kind {part['kind']!r:.60}"
                    )
        return f"{self.owner}, {len(self.epochs)} epoch(s), {len(kept)} kept file(s)"

    def _check_people(self, record: Stored) -> None:
        header, first = record.header, record is self.records[0]
        for part in header["open"]:
            if part["kind"] in PARTS:
                check_part(part)
        admits = [part for part in header["open"] if part["kind"] == "admit"]
        if len(admits) != int(first):
            raise RefusedError(f"{record.what}`admit` stands exactly once in record 0, and nowhere else")
        if first:
            if admits[0]["key"] != header["author"]:
                raise RefusedError("`admit` names another key than its author")
            if sha256(bytes.fromhex(admits[0]["key"]), bytes.fromhex(admits[0]["salt"])).hex() != header["dossier"]:
                raise RefusedError("the dossier id does not follow from `admit`")
        if header["author"] != self.owner or header["dossier"] != self.dossier:
            raise RefusedError(f"{record.what}its author or dossier is another than that of record 0")

    def _check_epoch(self, record: Stored, epoch: int) -> int:
        begun = [part["epoch"] for part in record.header["open"] if part["kind"] == "epoch"]
        if begun not in ([], [epoch + 1]):
            raise RefusedError(f"{record.what}it begins epoch {begun[-1]} where {epoch + 1} comes next")
        if epoch + len(begun) < 0 or record.header["epoch"] != epoch + len(begun):
            raise RefusedError(f"{record.what}its epoch is not the newest begun")
        return epoch + len(begun)

    def _check_references(self, record: Stored, kept: set[str]) -> None:
        """The rules of `keeps`; control parts name files of this record and withdraw what came before it, but no grants."""
        header, keeps = record.header, record.header["keeps"]
        if not kept.isdisjoint(keeps):
            raise RefusedError(f"{record.what}it keeps a file that an earlier record keeps")
        for part in header["open"]:
            match part["kind"]:
                case "slot" if part["file"] not in keeps:
                    raise RefusedError(f"{record.what}its slot is not among its `keeps`")
                case "epoch" if not set(part["grants"]) <= set(keeps):
                    raise RefusedError(f"{record.what}its grants are not among its `keeps`")
                case "withdraw" if not kept.issuperset(part["files"]):
                    raise RefusedError(f"{record.what}it withdraws a file that no earlier record keeps")
                case "withdraw" if not self.grants.isdisjoint(part["files"]):
                    raise RefusedError(f"{record.what}it withdraws a grant")
                case "withdraw" if any(seq >= header["seq"] for seq in part["bodies"]):
                    raise RefusedError(f"{record.what}it withdraws a body that is not of an earlier record")

    def check_signatures(self, step: Step) -> str:
        for record in self.records:
            if not signature_holds(record.header["author"], record.signature, RECORD_TYPE, record.line):
                step.add(record.name, f"{record.what}its signature is not that of its author over its header")
        return f"{len(self.records)} signature(s)"

    def check_order(self, step: Step) -> str:
        """Each `past` is the frontier of the records before it."""
        past = Frontier()
        for record, leaf in zip(self.records, self.leaves, strict=True):
            if record.header["past"] != past.hexes():
                step.add(record.name, f"{record.what}its `past` is not the frontier of the records before it")
            past.add(leaf)
        return f"head {past.head()}"

    def check_known(self, known: str | None, step: Step) -> str:
        """Whether an earlier head is that of a prefix; and what the author said was lost (4.2)."""
        total = len(self.records)
        lost = [(record, part["head"]) for record, part in self.parts if part["kind"] == "lost"]
        step.remarks += [
            f"{record.name}: {record.what}its author had seen the head {head}, which this log does not contain: "
            "records were cut off, or an older copy was put back"
            for record, head in lost
        ]
        if known is None:
            said = f"no earlier head given: nothing is missing up to {total}; whether more existed is not known"
            return f"{said}, but for the {len(lost)} head(s) said to be lost" if lost else said
        count = int(known.split("-")[0])
        if count > total:
            step.add("earlier head", f"it has {count} records, here are {total}: records are missing")
        elif self.head(count) != known:
            step.add("earlier head", f"the first {count} records here are not its records")
        return f"the first {count} records are those of the earlier head; nothing is missing up to {total}"


# ---- A dossier folder, without key: steps 1 to 8 --------------------------------------------------------------------------

FOLDERS = re.compile(r"records|blobs|blobs/[0-9a-f]{2}|keys|tmp")
FILES = re.compile(
    r"records/[0-9]{8}\.record|blobs/([0-9a-f]{2})/\1[0-9a-f]{62}\.age|keys/[0-9a-f]{64}\.age|tmp/[0-9a-f]{32}|fold|lock"
)
FOLD: dict[str, Form] = {
    "body": is_digest,
    "dossier": is_digest,
    "epoch": is_number,
    "head": is_head,
    "nonce": is_digest,
    "v": one_of(1),
}


class Dossier:
    """A dossier folder and its spine: the records up to the first that fails step 2."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.spine = Spine([])
        self.complete = False

    def check_files(self, step: Step) -> str:
        """Step 1: every name is one of section 2, and nothing is a link."""
        for name, kind in sorted({**dict.fromkeys(self.files.sizes, "file"), **self.files.others}.items()):
            if kind == "link":
                step.add(name, "it is a symbolic link")
            elif not (kind == "file" and FILES.fullmatch(name)) and not (kind == "folder" and FOLDERS.fullmatch(name)):
                step.add(name, "it does not belong in a dossier")
        if self.files.sizes.get("lock"):
            step.add("lock", "it is not empty")
        return f"{len(self.files.sizes)} file(s)"

    def check_headers(self, step: Step) -> str:
        """Step 2: numbered without a gap, each header in exactly the forms of 3.1."""
        names = [name for name in sorted(self.files.sizes) if re.fullmatch(r"records/\d{8}\.record", name, re.ASCII)]
        last = int(names[-1][8:16]) if names else 0
        records, total = [], 0
        for seq in range(last + 1):
            name = f"records/{seq:08d}.record"
            if step.leaves_out(name):
                break
            with step.of(name), self.files.open(name) as stream:
                line, signature = read_stored(stream)
                if (total := total + len(line)) > WHOLE_MAX:
                    raise RefusedError("the headers together are larger than this reader takes")
                records.append(Stored(name, line, signature, parse_header(line, seq)))
            if step.faults:
                break
        self.spine, self.complete = Spine(records), len(records) == last + 1
        return f"{len(names)} record(s)"

    def body_size(self, record: Stored) -> int:
        """Bytes of the sealed body; 0 when it is absent."""
        return self.files.sizes[record.name] - len(record.lines)

    def check_bodies(self, step: Step) -> str:
        """Step 6: each sealed body has its digest, or was withdrawn."""
        gone = 0
        for record in self.spine.records:
            size = self.body_size(record)
            if size == 0 and record.header["seq"] in self.spine.gone_bodies:
                gone += 1
            elif not step.leaves_out(record.name):
                with step.of(record.name), self.files.open(record.name) as stream:
                    if size == 0:
                        raise RefusedError("its body is missing and was not withdrawn")
                    if size > BODY_MAX:
                        raise RefusedError("its body is larger than 64 MiB")
                    stream.seek(len(record.lines))
                    if digest_of(blocks(stream))[0] != record.header["body"]:
                        raise RefusedError("its body has not the digest in its header")
        return f"{len(self.spine.records) - gone} body(ies), {gone} withdrawn"

    def check_kept(self, step: Step) -> str:
        """Step 7: every kept file is in its place with its digest, or was withdrawn; so are left-over files."""
        places = {self.spine.place(digest): digest for digest in self.spine.kept}
        gone = [name for name in places if name not in self.files.sizes and places[name] in self.spine.gone_files]
        extra = [
            name for name in sorted(self.files.sizes) if name.startswith(("blobs/", "keys/")) and name not in places
        ]
        for name in [*sorted(places.keys() - set(gone)), *extra]:
            if not step.leaves_out(name):
                with step.of(name):
                    if digest_in(self.files, name)[0] != name[-68:-4]:
                        raise RefusedError("its bytes have not the digest in its name")
        step.remarks += [
            f"{name}: no record names it; left over from an interrupted writing, harmless" for name in extra
        ]
        return f"{len(places) - len(gone)} file(s), {len(gone)} withdrawn, {len(extra)} left over"

    def check_fold(self, step: Step) -> str:
        """Step 8: absent, or the owner signed it, its body is right and its head is that of a prefix."""
        if "fold" not in self.files.sizes or step.leaves_out("fold"):
            return "absent"
        with step.of("fold"), self.files.open("fold") as stream:
            line, signature = read_stored(stream)
            fold = parse_object(line)
            require(fold, FOLD, "section 9")
            if not signature_holds(self.spine.owner, signature, FOLD_TYPE, line):
                raise RefusedError("its signature is not the owner's")
            if digest_of(blocks(stream))[0] != fold["body"]:
                raise RefusedError("its body has not the digest in its first line")
            count, total = int(fold["head"].split("-")[0]), len(self.spine.records)
            if count > total and not self.complete:
                step.skipped.append("fold: its head lies beyond the records that can be read")
            elif not 0 < count <= total or self.spine.head(count) != fold["head"]:
                raise RefusedError("its head is not that of a prefix of the spine")
            if fold["dossier"] != self.spine.dossier:
                raise RefusedError("it is of another dossier")
            if self.complete and fold["epoch"] not in [part["epoch"] for part in self.spine.epochs]:
                raise RefusedError("its epoch is not one of the spine")
        return "its head is that of a prefix"


# ---- Section 5: keys ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Person:
    """The two secrets that follow from a seed."""

    x25519: bytes
    ed25519: bytes


def person_of(seed: bytes) -> Person:
    """The secrets of the person with this seed."""
    return Person(hkdf(seed, b"", b"houvast/1/person/x25519"), hkdf(seed, b"", b"houvast/1/person/ed25519"))


@dataclass(frozen=True)
class Epoch:
    """The three keys that follow from an epoch's secret."""

    records: bytes
    originals: bytes
    letterbox: bytes


def epoch_of(secret: bytes) -> Epoch:
    """The keys of the epoch with this secret."""
    return Epoch(*(hkdf(secret, b"", b"houvast/1/epoch/" + use) for use in (b"records", b"originals", b"letterbox")))


def body_key(records_key: bytes, nonce: str, use: bytes, without_body: bytes) -> ChaCha20Poly1305:
    """The cipher of a sealed body (3.2, 9)."""
    return ChaCha20Poly1305(hkdf(records_key, bytes.fromhex(nonce), use + sha256(without_body)))


RECORD_USE, FOLD_USE = b"houvast/1/record", b"houvast/1/fold"


class Opened:
    """A dossier with the keys that step 9 found in it: `person` and the `epochs` by number."""

    def __init__(self, dossier: Dossier, keys: Keys) -> None:
        self.dossier, self.spine, self.keys = dossier, dossier.spine, keys
        self.person: Person | None = None
        self.epochs: dict[int, Epoch] = {}
        self.entries = Entries()

    def check_keys(self, step: Step) -> str:
        """Step 9: every slot that can be opened gives the owner's seed, one can; the owner's grants fit their epochs."""
        slots = [slot for slot in self.spine.slots if slot["file"] not in self.spine.gone_files]
        opened = sum(self._try_slot(slot, step) for slot in slots)
        if not opened and not step.faults:
            step.add("keys", "no slot opens with what was given")
        if self.person:
            for part in self.spine.epochs:
                self._find_epoch(self.person, part, step)
        return f"{opened} of {len(slots)} slot(s) opened, {len(self.epochs)} epoch(s)"

    def _try_slot(self, slot: Json, step: Step) -> bool:
        name = self.spine.place(slot["file"])
        if step.leaves_out(name):
            return False
        with step.of(name):
            try:
                seed = self._secret(name, self.keys, slot["way"])
            except NotForUsError as why:
                step.remarks.append(f"{name}: {why}")
                return False
            if len(seed) != 32 or ed25519_public(person_of(seed).ed25519) != self.spine.owner:
                raise RefusedError("it opens, but does not give the owner's seed")
            self.person = person_of(seed)
            return True
        return False

    def _secret(self, name: str, keys: Keys, way: str) -> bytes:
        """What a slot or a grant holds; a slot opens in its own way only: one scrypt stanza, or one X25519 stanza."""
        sealed = whole(self.dossier.files, name, KEY_FILE_MAX)
        kinds = [stanza.kind for stanza in age_header(io.BytesIO(sealed))[0]]
        wanted = {"passphrase": b"scrypt", "paper": b"X25519"}.get(way)
        if way == "pair" or (wanted and kinds.count(wanted) != 1):
            raise NotForUsError(
                f"it has not the one stanza of a slot for `{way}`" if wanted else "it takes two persons"
            )
        return b"".join(age_open(io.BytesIO(sealed), keys))

    def _find_epoch(self, person: Person, part: Json, step: Step) -> None:
        names = [self.spine.place(digest) for digest in part["grants"]]
        before = len(step.faults)
        for name in [name for name in names if not step.leaves_out(name)]:
            with step.of(name), contextlib.suppress(NotForUsError):
                epoch = epoch_of(secret := self._secret(name, Keys((person.x25519,)), "grant"))
                recipients = (recipient_of(epoch.letterbox), recipient_of(epoch.originals))
                if len(secret) != 32 or recipients != (part["letterbox"], part["originals"]):
                    raise RefusedError(f"it opens, but does not fit epoch {part['epoch']}")
                self.epochs[part["epoch"]] = epoch
        if part["epoch"] not in self.epochs and len(step.faults) == before and step.named.isdisjoint(names):
            step.add("keys", f"no grant of epoch {part['epoch']} is the owner's")


# ---- Section 6: leaves and entries ----------------------------------------------------------------------------------------

is_file = object_of(blob=is_digest, name=is_text, sha256=is_digest, size=is_number)
is_rows = object_of(count=is_number, root=is_digest)
RESERVED = {"number", "recorded_at", "seq"}


def parse_leaf(raw: bytes) -> Json:
    """A well-formed leaf; what its other members hold is not looked at."""
    if len(raw) > LEAF_MAX:
        raise RefusedError("a leaf is larger than 16 MiB")
    try:
        leaf = parse_object(raw)
    except RefusedError as why:
        raise RefusedError(f"a leaf is refused: {why}") from None
    layers = one_of("disclosable", "private")
    if not (is_id(leaf.get("id")) and is_text(leaf.get("kind")) and layers(leaf.get("layer"))):
        raise RefusedError("a leaf has not the `id`, `kind` and `layer` of section 6")
    if taken := RESERVED & leaf.keys():
        raise RefusedError(f"the {leaf['layer']} leaf of entry {leaf['id']} has a member `{min(taken)}`")
    return leaf


def entries_of(leaves: Sequence[Json]) -> Iterator[tuple[Json, ...]]:
    """The entries in a record: one leaf, or a disclosable and then a private one with the same id and kind."""
    index = 0
    while index < len(leaves):
        entry = tuple(leaves[index : index + 2])
        if entry[0]["id"] != entry[-1]["id"]:
            entry = entry[:1]
        if len(entry) == 2:
            check_halves(*entry)
        yield entry
        index += len(entry)


def check_halves(first: Json, second: Json) -> None:
    """Refuse two leaves with one id that are not the halves of an entry."""
    if first["kind"] != second["kind"] or (first["layer"], second["layer"]) != ("disclosable", "private"):
        raise RefusedError(f"the two leaves of entry {first['id']} are not its disclosable and private halves")
    if shared := (first.keys() & second.keys()) - {"id", "kind", "layer", "origin"}:
        raise RefusedError(f"the two leaves of entry {first['id']} share a member: {min(shared)!r}")


def split_plaintext(plain: bytes) -> list[tuple[bytes, bytes]]:
    """The (salt, leaf bytes) in an opened body (3.2)."""
    found, at = [], 0
    while at < len(plain):
        start = at + 36
        end = start + int.from_bytes(plain[at + 32 : start], "big")
        if start > len(plain) or end > len(plain):
            raise RefusedError("its opened body is cut off within a leaf")
        found.append((plain[at : at + 32], plain[start:end]))
        at = end
    return found


@dataclass(frozen=True)
class FileUse:
    """A file that an entry names."""

    record: Stored
    entry: str
    file: Json

    @property
    def blob(self) -> str:
        """The digest of its sealed bytes."""
        return str(self.file["blob"])


def files_in(leaf: Json) -> Iterator[Json]:
    """The files a leaf names (section 7): `import.file`, `import.reading`, `evidence.file`."""
    names = {"evidence": ("file",), "import": ("file", "reading")}.get(leaf["kind"], ())
    yield from (leaf[name] for name in names if is_file(leaf.get(name)))


@dataclass
class Entries:
    """What step 10 collects for the steps after it."""

    ids: set[str] = field(default_factory=set)
    files: list[FileUse] = field(default_factory=list)
    imports: list[tuple[Stored, tuple[Json, ...]]] = field(default_factory=list)

    def take(self, record: Stored, leaves: Sequence[Json]) -> None:
        for entry in entries_of(leaves):
            if entry[0]["id"] in self.ids:
                raise RefusedError(f"the id {entry[0]['id']} stands for two entries")
            self.ids.add(entry[0]["id"])
            self.files += [FileUse(record, leaf["id"], file) for leaf in entry for file in files_in(leaf)]
            if entry[0]["kind"] == "import":
                self.imports.append((record, entry))


# ---- Section 8: readings --------------------------------------------------------------------------------------------------

_are_words = text_form("[^ ]+( [^ ]+)*")
ROW: dict[str, Form] = {
    "at": is_wall_time,
    "flags": lambda value: value is None or _are_words(value),
    "head": is_number,
    "kind": one_of("text", "media", "call", "system", "deleted"),
    "length": is_number,
    "offset": is_number,
    "sender": lambda value: value is None or is_text(value),
    "text": is_text,
}


class RowsRoot:
    """The root over the rows of a reading, with salts from the seed, in blocks of 64."""

    def __init__(self, seed: str) -> None:
        self._salts = Cipher(ChaCha20(bytes.fromhex(seed), bytes(16)), None).encryptor()
        self._block: list[bytes] = []
        self._blocks = Frontier()
        self.count = 0

    def add(self, line: bytes) -> None:
        """One row, its line feed left out."""
        self.count += 1
        self._block.append(sha256(b"\x02", self._salts.update(bytes(32)), line))
        if len(self._block) == 64:
            self._close()

    def _close(self) -> None:
        self._blocks.add(leaf_hash(b"".join(self._block)))
        self._block = []

    def rows(self) -> Json:
        """`rows` as an import gives it; nothing can be added after it."""
        if self._block:
            self._close()
        return {"count": self.count, "root": self._blocks.root()}


def check_reading(chunks: Iterable[bytes], imported: Json, seed: object) -> int:
    """The number of rows of a reading that has the form, the rows and the root its import gives."""
    if not (is_file(imported.get("file")) and is_rows(imported.get("rows")) and is_digest(seed)):
        raise RefusedError("its import has not `file`, `rows` and, in its private leaf, `rows_seed`")
    lines = lines_of(chunks)
    about = parse_object(next(lines, b""))
    if not is_text(about.get("format")) or not one_of(1)(about.get("v")):
        raise RefusedError("its first line is not about a reading of version 1")
    if about.get("original") != imported["file"]["sha256"]:
        raise RefusedError("it is a reading of another original")
    rows = RowsRoot(str(seed))
    for number, line in enumerate(lines, 1):
        try:
            require(row := parse_object(line), ROW, "section 8")
        except RefusedError as why:
            raise RefusedError(f"row {number}: {why}") from None
        beyond = "member" not in imported and row["offset"] + row["length"] > imported["file"]["size"]
        if row["head"] > row["length"] or beyond:
            raise RefusedError(f"row {number}: it lies outside the original")
        rows.add(line)
    if rows.rows() != imported["rows"]:
        raise RefusedError("it has not the rows and the root its import gives")
    return rows.count


# ---- A dossier folder, with key: steps 10 to 12 ---------------------------------------------------------------------------


def opened_leaves(opened: Opened, record: Stored) -> list[tuple[bytes, bytes]]:
    """The (salt, leaf bytes) of a record, opened and held against `count` and `root` (3.2)."""
    header, without = record.header, record.without_body
    with opened.dossier.files.open(record.name) as stream:
        stream.seek(len(record.lines))
        sealed = stream.read(BODY_MAX + 1)
    try:
        cipher = body_key(opened.epochs[header["epoch"]].records, header["nonce"], RECORD_USE, without)
        found = split_plaintext(cipher.decrypt(bytes(12), sealed, without))
    except InvalidTag:
        raise RefusedError("its body does not open") from None
    if len(found) != header["count"]:
        raise RefusedError(f"its body has {len(found)} leaves and not {header['count']}")
    if Frontier(leaf_hash(salt + raw) for salt, raw in found).root() != header["root"]:
        raise RefusedError("its leaves have not the root in its header")
    return found


def check_entries(opened: Opened, step: Step) -> str:
    """Step 10: every body opens, has its leaves and root, and every leaf is well-formed."""
    leaves = gone = 0
    for record in opened.spine.records:
        if opened.dossier.body_size(record) == 0 and record.header["seq"] in opened.spine.gone_bodies:
            gone += 1
        elif record.header["epoch"] not in opened.epochs:
            step.skipped.append(f"{record.name}: no key of epoch {record.header['epoch']}")
        elif not step.leaves_out(record.name):
            with step.of(record.name):
                found = opened_leaves(opened, record)
                opened.entries.take(record, [parse_leaf(raw) for _, raw in found])
                leaves += len(found)
    return f"{leaves} leaves, {len(opened.entries.ids)} entries, {gone} body(ies) withdrawn"


def plain_chunks(opened: Opened, blob: str) -> Iterator[bytes]:
    """The plain bytes of a kept original or reading, by the key of the epoch of the record that keeps it."""
    epoch = opened.spine.records[opened.spine.kept[blob]].header["epoch"]
    with opened.dossier.files.open(opened.spine.place(blob)) as stream:
        yield from age_open(stream, Keys((opened.epochs[epoch].originals,)))


def is_here(opened: Opened, blob: str, step: Step) -> bool:
    """Whether a file can be opened: it was not withdrawn, not named before, and its epoch has a key."""
    name = opened.spine.place(blob)
    if (name not in opened.dossier.files.sizes and blob in opened.spine.gone_files) or step.leaves_out(name):
        return False
    epoch = opened.spine.records[opened.spine.kept[blob]].header["epoch"]
    if epoch not in opened.epochs:
        step.skipped.append(f"{name}: no key of epoch {epoch}")
    return epoch in opened.epochs


def check_originals(opened: Opened, step: Step) -> str:
    """Step 11: every file named by an entry stands in `keeps` in time, opens, and has the digest and size the entry gives."""
    found: dict[str, tuple[str, int]] = {}
    for use in opened.entries.files:
        if not opened.spine.keeps_by(use.blob, use.record.header["seq"]):
            step.add(use.record.name, f"entry {use.entry} names {use.blob}, which no record up to this one keeps")
        elif is_here(opened, use.blob, step):
            with step.of(opened.spine.place(use.blob)):
                if use.blob not in found:
                    found[use.blob] = digest_of(plain_chunks(opened, use.blob))
                if found[use.blob] != (use.file["sha256"], use.file["size"]):
                    raise RefusedError(f"it opens, but has not the digest and size that entry {use.entry} gives")
    return f"{len(found)} file(s) opened"


def check_readings(opened: Opened, step: Step) -> str:
    """Step 12: every reading has the rows and root its import gives; reading the format again is beyond this verifier."""
    readings = rows = 0
    for record, entry in opened.entries.imports:
        imported = {name: leaf[name] for leaf in entry for name in leaf}
        seed = next((leaf.get("rows_seed") for leaf in entry if leaf["layer"] == "private"), None)
        blob = imported["reading"]["blob"] if is_file(imported.get("reading")) else None
        if blob and opened.spine.keeps_by(blob, record.header["seq"]) and is_here(opened, blob, step):
            with step.of(opened.spine.place(blob)):
                rows += check_reading(plain_chunks(opened, blob), imported, seed)
                readings += 1
    return f"{readings} reading(s), {rows} row(s); this verifier does not read the originals again"


def verify_dossier(files: Files, keys: Keys | None = None, known: str | None = None, *, brief: bool = False) -> Report:
    """Section 11 over a dossier folder, with key when there is one."""
    report, dossier = Report(brief), Dossier(files)
    report.step(1, "files", dossier.check_files)
    report.step(2, "headers", dossier.check_headers)
    spine = dossier.spine
    unread = "" if spine.records else "record 0 cannot be read"
    if dossier.complete:
        report.dossier, report.head = spine.dossier, spine.head()
    report.step(3, "owner", spine.check_owner, unless=unread)
    report.step(4, "signatures", spine.check_signatures, unless=unread)
    report.step(5, "order", spine.check_order, unless=unread)
    report.step(6, "bodies", dossier.check_bodies, unless=unread)
    report.step(7, "kept files", dossier.check_kept, unless=unread)
    report.step(8, "fold", dossier.check_fold, unless=unread)
    if keys is not None:
        opened = Opened(dossier, keys)
        report.step(9, "keys", opened.check_keys, unless=unread)
        unopened = "" if opened.person else "no key opens"
        report.step(10, "entries", lambda step: check_entries(opened, step), unless=unopened)
        report.step(11, "originals", lambda step: check_originals(opened, step), unless=unopened)
        report.step(12, "readings", lambda step: check_readings(opened, step), unless=unopened)
    cut = "" if dossier.complete else "not all headers can be read"
    report.step(None, "known", lambda step: spine.check_known(known, step), unless=cut)
    return report


# ---- Section 10: a zip as files -------------------------------------------------------------------------------------------

LOCAL = struct.Struct(
    "<4s5H3L2H"
)  # APPNOTE 4.3.7: mark, needed, flags, method, time, date, crc, packed, size, name, extra
CENTRAL = struct.Struct("<4s6H3L5H2L")  # 4.3.12: mark, made by, as above, comment, disk, internal, external, offset
ENDING = struct.Struct("<4s4H2LH")  # 4.3.16: mark, disks, members here, members, size and start of the list, comment
ZIP = "the zip"


class Window(io.RawIOBase):
    """A part of a file, read on its own."""

    def __init__(self, base: IO[bytes], start: int, size: int) -> None:
        self._base, self._at, self._end = base, start, start + size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes, at most as many as are left."""
        self._base.seek(self._at)
        found = self._base.read(min(len(buffer), self._end - self._at))
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


class ZipFiles:
    """The members of a package zip, whose every byte is where section 10 says it is."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.sizes, self.others = {}, {}  # type: dict[str, int], dict[str, str]
        self._starts: dict[str, int] = {}
        self._folder: str | None = None

    def check(self) -> list[str]:
        """Go through the list of members and hold every member against it; what is wrong with those that can be read."""
        wrong: list[str] = []
        end = self.stream.seek(0, io.SEEK_END)
        self.stream.seek(max(0, end - ENDING.size))
        raw = self.stream.read(ENDING.size)
        if len(raw) != ENDING.size or not raw.startswith(b"PK\5\6"):
            raise RefusedError("it is no zip, or something follows its end")
        _, disk, first, here, members, size, start, comment = ENDING.unpack(raw)
        if disk or first or comment or here != members or members > 65534 or start + size + ENDING.size != end:
            raise RefusedError("its end is not that of one plain zip without comment")
        self.stream.seek(start)
        listed = self.stream.read(size)
        at = reached = 0
        while at < len(listed):
            raw, crc, size = self._member(listed, at, reached, wrong)
            name, begins = self._inner(raw), reached + LOCAL.size + len(raw)
            self.sizes[name], self._starts[name] = size, begins
            at, reached = at + CENTRAL.size + len(raw), begins + size
            state = 0
            with self.open(name) as member:
                for block in blocks(member):
                    state = zlib.crc32(block, state)
            if state != crc:
                wrong.append(f"the CRC of {name} is wrong")
        if reached != start or len(self.sizes) != members:
            raise RefusedError("it has a gap before its list of members, or lists another number of them")
        return wrong

    def _member(self, listed: bytes, at: int, here: int, wrong: list[str]) -> tuple[bytes, int, int]:
        """Name, CRC and size of the member that the list names at `at`, and that must begin at `here`."""
        if len(listed) - at < CENTRAL.size:
            raise RefusedError("its list of members is cut off")
        mark, made, *both, name, extra, comment, disk, internal, external, offset = CENTRAL.unpack_from(listed, at)
        raw = listed[at + CENTRAL.size : at + CENTRAL.size + name]
        shown = raw.decode("ascii", "replace")
        self.stream.seek(here)
        local = self.stream.read(LOCAL.size + name)
        if local != LOCAL.pack(b"PK\3\4", *both, name, 0) + raw or offset != here:
            raise RefusedError(f"it has a gap before {shown}, or the list and the member say different things")
        needed, flags, method, time, date, crc, packed, size = both
        if mark != b"PK\1\2" or extra or comment or disk or flags or internal:
            raise RefusedError(f"{shown} has flags, attributes, extra fields or a comment")
        if method or packed != size:
            raise RefusedError(f"{shown} is compressed")
        if (time, date) != (0, 0x21):
            wrong.append(f"{shown} is not dated 1980-01-01 00:00:00")
        if (made, needed, external) != (0x314, 20, 0x81A40000):
            wrong.append(f"{shown} has not the versions and the Unix mode of section 10")
        return raw, crc, size

    def _inner(self, raw: bytes) -> str:
        """The name of a member within the one folder of the zip."""
        if not re.fullmatch(rb"(?!\.\.?/)[A-Za-z0-9._-]+(/(?!\.\.?(/|$))[A-Za-z0-9._-]+)+", raw):
            raise RefusedError(f"it has a member with a name of other letters: {raw!r}")
        folder, _, name = raw.decode().partition("/")
        if folder != (self._folder or folder):
            raise RefusedError(f"{folder}/{name} does not lie in its one folder")
        if name in self.sizes:
            raise RefusedError(f"{name} stands in it twice")
        self._folder = folder
        return name

    def open(self, name: str) -> IO[bytes]:
        if name not in self.sizes:
            raise RefusedError("it is missing")
        return io.BufferedReader(Window(self.stream, self._starts[name], self.sizes[name]), 64 << 10)


# ---- Section 10: the package ----------------------------------------------------------------------------------------------

TAG_FILES = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
DATA_FILES = ("VERIFY.html", "spine.txt", "proof.jsonl", "files.jsonl", "entries.json", "entries.csv", "messages.csv")
PACKAGE_FILES = {*TAG_FILES, "tagmanifest-sha256.txt", "signature.txt", *(f"data/{name}" for name in DATA_FILES)}
SIGNED: dict[str, Form] = {
    "dossier": is_digest,
    "head": is_head,
    "key": is_digest,
    "tagmanifest": is_digest,
    "v": one_of(1),
}
PROOF: dict[str, Form] = {
    "index": is_number,
    "leaf": is_text,
    "path": list_of(is_digest),
    "salt": is_digest,
    "seq": is_number,
}
is_shown_path = text_form(r"(originals|readings)/[0-9][A-Za-z0-9._-]{0,99}")
SHOWN: dict[str, Form] = {
    "blob": is_digest,
    "entry": is_id,
    "path": is_shown_path,
    "sha256": is_digest,
    "size": is_number,
}


class Package:
    """A package: its files, its spine, and the leaves it shows by record and index."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.spine = Spine([])
        self.leaves: dict[tuple[int, int], Json] = {}
        self.readings: list[tuple[str, Json, str]] = []

    def check_bag(self, step: Step) -> str:
        """Step 1: the rules of a zip, the names, and the two manifests."""
        if isinstance(self.files, ZipFiles):
            try:
                step.faults += [(ZIP, wrong) for wrong in self.files.check()]
            except RefusedError as why:
                self.files.sizes.clear()
                step.add(ZIP, str(why))
                return ""
        names = set(self.files.sizes)
        for name in sorted(PACKAGE_FILES - names):
            step.add(name, "it is missing")
        seen: set[str] = set()
        for name in sorted(names - PACKAGE_FILES):
            if not name.startswith("data/") or not is_shown_path(name.removeprefix("data/")):
                step.add(name, "it does not belong in a package")
            elif name.lower() in seen:
                step.add(name, "another name is like it but for case")
            seen.add(name.lower())
        for name, kind in sorted(self.files.others.items()):
            if kind != "folder" or name not in ("data", "data/originals", "data/readings"):
                step.add(name, "it does not belong in a package")
        with step.of("bagit.txt"):
            if whole(self.files, "bagit.txt") != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
                raise RefusedError("it is not that of BagIt 1.0")
        self._check_manifest("manifest-sha256.txt", {name for name in names if name.startswith("data/")}, step)
        self._check_manifest("tagmanifest-sha256.txt", set(TAG_FILES), step)
        return f"{len(names)} file(s)"

    def _check_manifest(self, manifest: str, names: set[str], step: Step) -> None:
        listed: dict[str, str] = {}
        if manifest not in self.files.sizes:
            return
        with step.of(manifest):
            for line in lines_of([whole(self.files, manifest)]):
                if not (found := re.fullmatch(rb"([0-9a-f]{64})  (.+)", line)):
                    raise RefusedError("it has a line that is no digest, two spaces and a path")
                name = found[2].decode("utf-8", "backslashreplace")
                if name in listed:
                    raise RefusedError(f"it lists {name} twice")
                listed[name] = found[1].decode()
            for name in sorted(listed.keys() ^ names):
                step.add(name, f"it is not in {manifest}" if name in names else f"{manifest} lists it, wrongly")
            for name in sorted(listed.keys() & names & self.files.sizes.keys()):
                with step.of(name):
                    if digest_in(self.files, name)[0] != listed[name]:
                        raise RefusedError(f"its bytes have not the digest in {manifest}")

    def check_signature(self, step: Step) -> str:
        """Step 2: the owner signed the tag manifest, for this spine."""
        if step.leaves_out("signature.txt"):
            return ""
        with step.of("signature.txt"), self.files.open("signature.txt") as stream:
            line, signature = read_stored(stream)
            if stream.read(1):
                raise RefusedError("it has more than two lines")
            refuse_newer(signed := parse_object(line))
            require(signed, SIGNED, "section 10")
            if not signature_holds(signed["key"], signature, PACKAGE_TYPE, line):
                raise RefusedError("the signature does not verify")
            if digest_in(self.files, "tagmanifest-sha256.txt")[0] != signed["tagmanifest"]:
                raise RefusedError("it signs another tagmanifest-sha256.txt")
            if not self.spine.records:
                step.skipped.append(f"{SPINE}: cannot be read")
            elif (signed["key"], signed["dossier"]) != (self.spine.owner, self.spine.dossier):
                raise RefusedError("its `key` or `dossier` is not that of the spine")
            elif signed["head"] != self.spine.head():
                raise RefusedError("its `head` is not that of the spine")
        return "the owner signed it"

    def read_spine(self, step: Step) -> str:
        """Step 3: as step 2 of a folder, over spine.txt."""
        records: list[Stored] = []
        if step.leaves_out(SPINE):
            return ""
        with step.of(SPINE):
            stream = io.BytesIO(whole(self.files, SPINE))
            while stream.tell() < self.files.sizes[SPINE] or not records:
                try:
                    line, signature = read_stored(stream)
                    records.append(Stored(SPINE, line, signature, parse_header(line, len(records))))
                except RefusedError as why:
                    raise type(why)(f"record {len(records)}: {why}") from None
            self.spine = Spine(records)
        return f"{len(records)} record(s)"

    def check_entries(self, step: Step) -> str:
        """Step 7: each leaf leads to the root of its record and is well-formed; entries.json says the same."""
        if not step.leaves_out("data/proof.jsonl"):
            with step.of("data/proof.jsonl"), self.files.open("data/proof.jsonl") as stream:
                for number, line in enumerate(lines_of(blocks(stream)), 1):
                    try:
                        self._take_leaf(parse_object(line))
                    except RefusedError as why:
                        raise RefusedError(f"line {number}: {why}") from None
                self._check_ids()
        if not step.leaves_out("data/entries.json") and not step.leaves_out("data/proof.jsonl"):
            with step.of("data/entries.json"):
                self._check_entries_json()
        return f"{len(self.leaves)} leaves"

    def _take_leaf(self, proof: Json) -> None:
        require(proof, PROOF, "section 10")
        place = (proof["seq"], proof["index"])
        if place <= max(self.leaves, default=(-1, -1)):
            raise RefusedError("it does not follow the line before it in order")
        if proof["seq"] >= len(self.spine.records):
            raise RefusedError("it is of a record that the spine has not")
        header, raw = self.spine.records[proof["seq"]].header, proof["leaf"].encode()
        hashed = leaf_hash(bytes.fromhex(proof["salt"]) + raw)
        if not path_leads(hashed, proof["index"], header["count"], proof["path"], header["root"]):
            raise RefusedError(f"its path does not lead to the root of record {proof['seq']}")
        self.leaves[place] = parse_leaf(raw)

    def _check_ids(self) -> None:
        """No id stands for two entries: leaves with one id are halves, next to each other in one record."""
        seen: dict[str, tuple[int, int]] = {}
        for (seq, index), leaf in self.leaves.items():
            before = seen.get(leaf["id"])
            if before is not None and before != (seq, index - 1):
                raise RefusedError(f"the id {leaf['id']} stands for two entries")
            if before is not None:
                check_halves(self.leaves[before], leaf)
            seen[leaf["id"]] = (seq, index)

    def _check_entries_json(self) -> None:
        line, *more = lines_of([whole(self.files, "data/entries.json")])
        said = parse_object(line)
        require(said, {"dossier": is_digest, "entries": list_of(is_entry), "head": is_head}, "section 10")
        if more or (said["dossier"], said["head"]) != (self.spine.dossier, self.spine.head()):
            raise RefusedError("its `dossier` or `head` is not that of the spine, or it has a second line")
        if len(said["entries"]) != len(self.leaves):
            raise RefusedError("it has not one object for each leaf in proof.jsonl")
        shown, root = self._by_place(), roots_of(self.leaves.values())
        numbers: dict[str, int] = {}
        for entry in said["entries"]:
            leaf, place = shown.pop((entry["id"], entry.get("layer")), ({}, (0, 0)))
            recorded_at = self.spine.records[place[0]].header["recorded_at"]
            added = {"number": entry["number"], "recorded_at": recorded_at, "seq": place[0]}
            if canonical(entry) != canonical(leaf | added):
                raise RefusedError(f"entry {entry['id']} does not say exactly what its leaf says")
            if numbers.setdefault(root[entry["id"]], entry["number"]) != entry["number"]:
                raise RefusedError(f"entry {entry['id']} has another number than the rest of its entry")
        if sorted(numbers.values()) != list(range(1, len(numbers) + 1)):
            raise RefusedError("the numbers do not count its entries from 1")
        places = {(leaf["id"], leaf["layer"]): place for place, leaf in self.leaves.items()}
        order = [(entry["number"], places[entry["id"], entry["layer"]]) for entry in said["entries"]]
        if order != sorted(order):
            raise RefusedError("its objects do not stand in the order of `number`, `seq`, `index`")

    def _by_place(self) -> dict[tuple[str, object], tuple[Json, tuple[int, int]]]:
        return {(leaf["id"], leaf["layer"]): (leaf, place) for place, leaf in self.leaves.items()}

    def check_originals(self, step: Step) -> str:
        """Step 8: each file has the digest and size its entry gives, and a record up to that of the entry keeps it."""
        listed: set[str] = set()
        if step.leaves_out("data/files.jsonl"):
            return ""
        with step.of("data/files.jsonl"), self.files.open("data/files.jsonl") as stream:
            for number, line in enumerate(lines_of(blocks(stream)), 1):
                shown = parse_object(line)
                try:
                    require(shown, SHOWN | ({"seed": is_digest} if "seed" in shown else {}), "section 10")
                    name = f"data/{shown['path']}"
                    record, leaf = self._naming(shown, listed)
                    listed.add(name)
                except RefusedError as why:
                    raise RefusedError(f"line {number}: {why}") from None
                if not step.leaves_out(name):
                    with step.of(name):
                        self._check_shown(shown, name, record, leaf)
            kept = {name for name in self.files.sizes if name.startswith(("data/originals/", "data/readings/"))}
            for name in sorted(kept - listed):
                step.add(name, "files.jsonl does not name it")
        return f"{len(listed)} file(s)"

    def _naming(self, shown: Json, listed: set[str]) -> tuple[Stored, Json]:
        """The leaf shown that names this file, as an original or, with a seed, as a reading."""
        if f"data/{shown['path']}" in listed:
            raise RefusedError(f"it names {shown['path']} twice")
        wanted = [shown[name] for name in ("blob", "sha256", "size")]
        for (seq, _), leaf in self.leaves.items():
            reading = leaf.get("reading") if leaf["kind"] == "import" else None
            corrected = leaf.get("fields") if leaf["kind"] == "correction" else None
            named = [file for file in files_in(leaf) if (file == reading) is ("seed" in shown)]
            if isinstance(corrected, dict) and is_file(corrected.get("file")):
                named.append(corrected["file"])
            if leaf["id"] == shown["entry"] and wanted in [
                [file[n] for n in ("blob", "sha256", "size")] for file in named
            ]:
                return self.spine.records[seq], leaf
        raise RefusedError("no leaf of its entry names a file with this blob, digest and size")

    def _check_shown(self, shown: Json, name: str, record: Stored, leaf: Json) -> None:
        if not shown["path"].startswith("readings/" if "seed" in shown else "originals/"):
            raise RefusedError("it lies among the originals or the readings and is not one")
        if not self.spine.keeps_by(shown["blob"], record.header["seq"]):
            raise RefusedError("its blob is not in `keeps` of the record of its entry or an earlier one")
        if digest_in(self.files, name) != (shown["sha256"], shown["size"]):
            raise RefusedError("it has not the digest and size its entry gives")
        if "seed" in shown:
            self.readings.append((name, leaf, shown["seed"]))

    def check_readings(self, step: Step) -> str:
        """Step 9: rows and root as in section 8."""
        rows = 0
        for name, leaf, seed in self.readings:
            halves = [other for other in self.leaves.values() if other["id"] == leaf["id"]]
            with step.of(name), self.files.open(name) as stream:
                rows += check_reading(blocks(stream), {n: half[n] for half in halves for n in half}, seed)
        return f"{len(self.readings)} reading(s), {rows} row(s); this verifier does not read the originals again"


def is_entry(value: object) -> bool:
    """An object of entries.json, as far as it takes to find its leaf."""
    return isinstance(value, dict) and is_id(value.get("id")) and is_number(value.get("number"))


def roots_of(leaves: Iterable[Json]) -> dict[str, str]:
    """For the id of every entry shown: itself, or what it corrects in the end, as far as that is shown."""
    up: dict[str, object] = {}
    for leaf in leaves:
        corrected = leaf.get("entry") if leaf["kind"] == "correction" else None
        up[leaf["id"]] = up.get(leaf["id"]) or corrected
    roots = {}
    for start in up:
        here, seen = start, {start}
        while isinstance(above := up[here], str) and above in up and above not in seen:
            here = above
            seen.add(here)
        roots[start] = here
    return roots


def verify_package(files: Files, known: str | None = None) -> Report:
    report, package = Report(), Package(files)
    report.step(1, "bag", package.check_bag)
    closed = "" if files.sizes else "the zip cannot be read"
    report.step(3, "headers", package.read_spine, unless=closed)
    report.step(
        2, "signature", package.check_signature, unless=closed
    )  # it speaks of the spine, which is read before it
    report.steps.sort(key=lambda step: step.n or 0)
    spine = package.spine
    unread = "" if spine.records else "the spine cannot be read"
    if not unread:
        report.dossier, report.head = spine.dossier, spine.head()
    report.step(4, "owner", spine.check_owner, unless=unread)
    report.step(5, "signatures", spine.check_signatures, unless=unread)
    report.step(6, "order", spine.check_order, unless=unread)
    report.step(7, "entries", package.check_entries, unless=unread)
    report.step(8, "originals", package.check_originals, unless=unread)
    report.step(9, "readings", package.check_readings, unless=unread)
    report.step(None, "known", lambda step: spine.check_known(known, step), unless=unread)
    return report


# ---- The writer -----------------------------------------------------------------------------------------------------------


class Chance:
    """Randomness: the system's, or for test vectors a stream of SHAKE-256 over a seed and a counter."""

    def __init__(self, seed: str | None = None) -> None:
        self._seed, self._count = seed, 0

    def take(self, size: int) -> bytes:
        if self._seed is None:
            return secrets.token_bytes(size)
        self._count += 1
        return hashlib.shake_256(f"{self._seed}/{self._count}".encode()).digest(size)

    def now(self, seq: int) -> str:
        """The clock: fixed, a minute later for every record, when there is a seed."""
        fixed = datetime(2026, 3, 3, 21, 10, tzinfo=UTC) + timedelta(minutes=seq)
        moment = fixed if self._seed is not None else datetime.now(UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True)
class Kept:
    """A sealed file that a record brings in: its bytes, and whether it lies in `keys/`."""

    sealed: bytes
    is_key: bool = False

    @property
    def digest(self) -> str:
        return sha256(self.sealed).hex()

    @property
    def path(self) -> str:
        return f"keys/{self.digest}.age" if self.is_key else f"blobs/{self.digest[:2]}/{self.digest}.age"


def publish(root: Path, files: dict[str, bytes]) -> None:
    """Give files their final names in the way of section 2: kept files first, the records, the fold."""
    (root / "records").mkdir(parents=True)
    (root / "tmp").mkdir()
    for name in sorted(files, key=lambda name: (name == "fold", name.startswith("records/"), name)):
        final, passing = root / name, root / "tmp" / secrets.token_hex(16)
        final.parent.mkdir(parents=True, exist_ok=True)
        with passing.open("xb") as stream:
            stream.write(files[name])
            stream.flush()
            os.fsync(stream.fileno())
        os.link(passing, final)
        passing.unlink()
        for folder in {final.parent, final.parent.parent, root}:
            handle = os.open(folder, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)


class Writer:
    """Writes a dossier record by record into `files`, from nothing.

    `begin` writes record 0, `record` every next one. Slots, epochs and originals are made first and then given to the record
    that brings them in.
    """

    def __init__(self, chance: Chance, log_n: int = 18) -> None:
        self.files: dict[str, bytes] = {}
        self.chance, self.log_n = chance, log_n
        self.seed = chance.take(32)
        self.person = person_of(self.seed)
        self.author = ed25519_public(self.person.ed25519)
        self.admit_salt = chance.take(32)
        self.dossier = sha256(bytes.fromhex(self.author), self.admit_salt).hex()
        self.epoch_number = -1
        self.epoch = Epoch(b"", b"", b"")
        self.past = Frontier()
        self.folded: list[Json] = []

    # ways in

    def sealed_to(self, recipient: str, plain: bytes) -> bytes:
        """An age file to an X25519 recipient."""
        key, nonce, ephemeral = self.chance.take(16), self.chance.take(16), self.chance.take(32)
        return age_seal(plain, key, nonce, x25519_stanza(key, recipient, ephemeral))

    def passphrase_slot(self, passphrase: str) -> tuple[Kept, Json]:
        """A slot for a passphrase, and its control part."""
        key, nonce, salt = self.chance.take(16), self.chance.take(16), self.chance.take(16)
        stanza = scrypt_stanza(key, passphrase_form(passphrase), salt, self.log_n)
        kept = Kept(age_seal(self.seed, key, nonce, stanza), is_key=True)
        return kept, {"file": kept.digest, "kind": "slot", "way": "passphrase"}

    def paper_slot(self) -> tuple[Kept, Json, str]:
        """A slot for a key on paper, its control part, and what is to be printed."""
        secret = self.chance.take(32)
        kept = Kept(self.sealed_to(recipient_of(secret), self.seed), is_key=True)
        part = {"file": kept.digest, "kind": "slot", "way": "paper"}
        return kept, part, bech32_encode("age-secret-key-", secret).upper()

    def next_epoch(self) -> tuple[Kept, Json]:
        """A new epoch, under which the next record is already sealed: the owner's grant and the control part."""
        secret = self.chance.take(32)
        self.epoch_number, self.epoch = self.epoch_number + 1, epoch_of(secret)
        kept = Kept(self.sealed_to(recipient_of(self.person.x25519), secret), is_key=True)
        letterbox, originals = recipient_of(self.epoch.letterbox), recipient_of(self.epoch.originals)
        part = {"epoch": self.epoch_number, "grants": [kept.digest], "letterbox": letterbox, "originals": originals}
        return kept, {"kind": "epoch"} | part

    # what goes in

    def original(self, plain: bytes, name: str) -> tuple[Kept, Json]:
        """An original or a reading, sealed, and the `file` an entry names it by."""
        kept = Kept(self.sealed_to(recipient_of(self.epoch.originals), plain))
        return kept, {"blob": kept.digest, "name": name, "sha256": sha256(plain).hex(), "size": len(plain)}

    def new_id(self) -> str:
        return self.chance.take(16).hex()

    def begin(self, passphrase: str) -> int:
        """Record 0: the owner, epoch 0 and a first slot."""
        grant, epoch = self.next_epoch()
        slot, way = self.passphrase_slot(passphrase)
        admit = {"key": self.author, "kind": "admit", "salt": self.admit_salt.hex()}
        return self.record([], keeps=[grant, slot], parts=[admit, epoch, way])

    def record(self, leaves: Sequence[Json | bytes], keeps: Sequence[Kept] = (), parts: Sequence[Json] = ()) -> int:
        """One more record; its number. A leaf given as bytes goes in as it is."""
        raws = [leaf if isinstance(leaf, bytes) else canonical(leaf) for leaf in leaves]
        salted = [(self.chance.take(32), raw) for raw in raws]
        header = self.header(salted, keeps, parts)
        stored, body = self.sealed(header, self.plaintext(salted), RECORD_TYPE, self.epoch.records)
        self.files.update((kept.path, kept.sealed) for kept in keeps)
        seq = self.past.size
        self.files[f"records/{seq:08d}.record"] = stored + body
        self.past.add(leaf_hash(stored))
        of_header = {"at": header.get("recorded_at"), "keeps": header.get("keeps"), "open": header.get("open")}
        texts = [raw.decode("utf-8", "replace") for raw in raws]
        self.folded.append(of_header | {"leaf": leaf_hash(stored).hex(), "leaves": texts, "seq": seq})
        return seq

    def header(self, salted: list[tuple[bytes, bytes]], keeps: Sequence[Kept], parts: Sequence[Json]) -> Json:
        """The header without body."""
        return {
            "author": self.author,
            "count": len(salted),
            "dossier": self.dossier,
            "epoch": self.epoch_number,
            "keeps": sorted(kept.digest for kept in keeps),
            "nonce": self.chance.take(32).hex(),
            "open": list(parts),
            "past": self.past.hexes(),
            "recorded_at": self.chance.now(self.past.size),
            "root": Frontier(leaf_hash(salt + raw) for salt, raw in salted).root(),
            "seq": self.past.size,
            "v": 1,
        }

    def plaintext(self, salted: list[tuple[bytes, bytes]]) -> bytes:
        return b"".join(salt + struct.pack(">I", len(raw)) + raw for salt, raw in salted)

    def sealed(self, header: Json, plain: bytes, kind: str, key: bytes) -> tuple[bytes, bytes]:
        """The two signed lines and the sealed body of a record or a fold."""
        without = canonical(header)
        use = RECORD_USE if kind == RECORD_TYPE else FOLD_USE
        body = body_key(key, header["nonce"], use, without).encrypt(bytes(12), plain, without)
        return self.signed(kind, canonical(header | {"body": sha256(body).hex()})), body

    def signed(self, kind: str, line: bytes) -> bytes:
        """A line and the owner's signature below it."""
        signature = Ed25519PrivateKey.from_private_bytes(self.person.ed25519).sign(pae(kind, line))
        return line + b"\n" + signature.hex().encode() + b"\n"

    def withdraw(
        self,
        bodies: Sequence[int] = (),
        files: Sequence[Kept] = (),
        keeps: Sequence[Kept] = (),
        parts: Sequence[Json] = (),
    ) -> int:
        """A record that withdraws; then the bodies and the files are taken away."""
        part = {"bodies": sorted(bodies), "files": sorted(kept.digest for kept in files), "kind": "withdraw"}
        seq = self.record([], keeps, [*parts, part])
        for body in bodies:
            name = f"records/{body:08d}.record"
            self.files[name] = b"\n".join([*self.files[name].split(b"\n", 2)[:2], b""])
            self.folded[body]["leaves"] = []
        for kept in files:
            del self.files[kept.path]
        return seq

    def fold(self) -> None:
        """The fold over all records so far (section 9)."""
        header: Json = {"dossier": self.dossier, "epoch": self.epoch_number, "head": self.past.head()}
        header |= {"nonce": self.chance.take(32).hex(), "v": 1}
        plain = b"".join(canonical(record) + b"\n" for record in self.folded)
        self.files["fold"] = b"".join(self.sealed(header, plain, FOLD_TYPE, self.epoch.records))


# ---- write: a small dossier with a bit of everything ----------------------------------------------------------------------

CHAT = b"03-03-2026 22:10 - Anna: ik sta voor je deur\n03-03-2026 22:11 - Ik: ga weg\n"
ZONE = "Europe/Amsterdam"


def leaf_pair(writer: Writer, kind: str, disclosable: Json, private: Json | None = None) -> tuple[str, list[Json]]:
    """The id and the leaves of a new entry."""
    common = {"id": writer.new_id(), "kind": kind}
    leaves = [common | {"layer": "disclosable"} | disclosable]
    return common["id"], leaves + ([common | {"layer": "private"} | private] if private else [])


def read_chat(plain: bytes) -> bytes:
    """The reading of a chat in the Android form, made by hand: every line a message, the header up to the first `: `."""
    about: Json = {"format": "whatsapp", "original": sha256(plain).hex(), "reader": 1, "v": 1}
    lines, offset = [canonical(about | {"variant": "android", "zone": ZONE})], 0
    for raw in plain.splitlines(keepends=True):
        head = raw.index(b": ") + 2
        moment = datetime.strptime(raw[:16].decode(), "%d-%m-%Y %H:%M")
        row: Json = {"at": moment.strftime("%Y-%m-%dT%H:%M"), "flags": None, "head": head, "kind": "text"}
        row |= {"length": len(raw), "offset": offset, "sender": raw[19 : head - 2].decode()}
        lines.append(canonical(row | {"text": raw[head:].rstrip(b"\n").decode()}))
        offset += len(raw)
    return b"".join(line + b"\n" for line in lines)


def import_of(writer: Writer, plain: bytes, name: str) -> tuple[list[Kept], list[Json]]:
    """A chat as an import with its reading and a receipt: what is kept, and the leaves."""
    reading = read_chat(plain)
    original_kept, original = writer.original(plain, name)
    reading_kept, read = writer.original(reading, "reading.jsonl")
    seed = writer.chance.take(32).hex()
    rows = RowsRoot(seed)
    lines = reading.splitlines()[1:]
    for line in lines:
        rows.add(line)
    said: Json = {"origin": "imported", "file": original, "format": "whatsapp", "variant": "android", "zone": ZONE}
    said |= {"date_order": {"order": "dmy", "decided_by": "the user"}, "reading": read, "rows": rows.rows()}
    said |= {"participants": ["Anna", "Ik"], "me": "Ik"}
    said |= {"first": json.loads(lines[0])["at"], "last": json.loads(lines[-1])["at"]}
    imported, leaves = leaf_pair(writer, "import", said, {"rows_seed": seed})
    counts = {"messages": rows.count, "new": rows.count, "known": 0, "system": 0, "media": 0}
    _, receipt = leaf_pair(writer, "receipt", {"imported": imported} | counts)
    return [original_kept, reading_kept], leaves + receipt


def incident_of(writer: Writer, at: str, what: str, feelings: str, **more: object) -> tuple[str, list[Json]]:
    """An incident with a private half."""
    said = {"when": {"at": at, "zone": ZONE}, "what": what, "behaviours": ["following"], "witness": "no"} | more
    return leaf_pair(writer, "incident", said, {"feelings": feelings, "own_reaction": "door locked"})


def example_of(writer: Writer, passphrase: str) -> str:
    """A small dossier with a bit of everything; what is to be printed on paper."""
    old, old_way = writer.passphrase_slot(passphrase + " of before")
    grant, epoch = writer.next_epoch()
    admit = {"key": writer.author, "kind": "admit", "salt": writer.admit_salt.hex()}
    writer.record([], keeps=[grant, old], parts=[admit, epoch, old_way])
    first, leaves = incident_of(writer, "2026-03-03T22:10", "He stood before the door.", "afraid")
    when = {"at": "2026-03", "zone": ZONE, "part": "evening"}
    writer.record(leaves + leaf_pair(writer, "note", {"when": when, "text": "It began in March."})[1])
    photo, file = writer.original(b"\x89PNG\r\n\x1a\n" + writer.chance.take(70_000), "door.png")
    said = {"sort": "photo", "description": "The door", "file": file, "entries": [first], "original_kept": "yes"}
    writer.record(leaf_pair(writer, "evidence", said, {"coordinates": "52.0,4.3"})[1], keeps=[photo])
    kept, chat = import_of(writer, CHAT, "WhatsApp-chat met Anna.txt")
    writer.record(chat, keeps=kept)
    change = {"entry": first, "reason": "I looked it up", "fields": {"minutes": 20}, "cleared": ["witness"]}
    writer.record(leaf_pair(writer, "correction", change, {"private_fields": {"feelings": "very afraid"}})[1])
    slot, way = writer.passphrase_slot(passphrase)
    paper, paper_way, printed = writer.paper_slot()
    writer.withdraw(files=[old], keeps=[slot, paper], parts=[way, paper_way])
    mistake = writer.record(leaf_pair(writer, "note", {"text": "Typed into the wrong dossier."})[1])
    writer.withdraw(bodies=[mistake])
    grant, epoch = writer.next_epoch()
    _, letter = incident_of(writer, "2026-04-01", "A letter.", "tired", channel="letter")
    writer.record(letter, keeps=[grant], parts=[epoch])
    lost = {"head": f"40-{sha256(b'a head seen before').hex()}", "kind": "lost", "seq": 40}
    writer.record([], parts=[lost])
    writer.fold()
    return printed


# ---- package: what is disclosable, for others -----------------------------------------------------------------------------

VERIFY_HTML = """<!DOCTYPE html>
<html lang="nl"><meta charset="utf-8"><title>Controleren / Verify</title>
<p>Ondertekende stukken uit een Houvast-dossier. Controleren: <code>python3 -I stranger.py verify PAKKET</code>.</p>
<p lang="en">Signed parts of a Houvast dossier. To verify: <code>python3 -I stranger.py verify PACKAGE</code>.</p></html>
"""


def claimed_time(leaf: Json, recorded_at: str) -> str:
    """What an entry is ordered by: its claimed time, or when it was recorded."""
    for name in ("when", "obtained"):
        if isinstance(moment := leaf.get(name), dict) and is_text(moment.get("at")):
            return str(moment["at"])
    return str(leaf["first"]) if is_text(leaf.get("first")) else recorded_at


class Packer:
    """Makes a package of the disclosable leaves of an opened dossier, and of the private ones of the entries named."""

    def __init__(self, opened: Opened, private: Sequence[str] = ()) -> None:
        self.opened, self.private = opened, private
        self.files: dict[str, bytes] = {}
        self.leaves: list[tuple[Json, Json]] = []  # each line of proof.jsonl with its leaf
        self.shown: list[Json] = []

    def pack(self) -> dict[str, bytes]:
        self.choose()
        self.put_files()
        self.put_data()
        self.put_tags()
        return self.files

    def choose(self) -> None:
        for record in self.opened.spine.records:
            if self.opened.dossier.body_size(record) == 0:
                continue
            found = opened_leaves(self.opened, record)
            paths = paths_of([leaf_hash(salt + raw) for salt, raw in found])
            for index, ((salt, raw), path) in enumerate(zip(found, paths, strict=True)):
                leaf = parse_leaf(raw)
                if leaf["layer"] == "disclosable" or leaf["id"] in self.private:
                    proof = {"index": index, "leaf": raw.decode(), "path": path, "salt": salt.hex()}
                    self.leaves.append((proof | {"seq": record.header["seq"]}, leaf))

    def numbered(self) -> list[Json]:
        """The objects of entries.json: entries by their claimed time, with their corrections."""
        root, records = roots_of(leaf for _, leaf in self.leaves), self.opened.spine.records
        times: dict[str, str] = {}
        for proof, leaf in self.leaves:
            if root[leaf["id"]] == leaf["id"]:
                times.setdefault(leaf["id"], claimed_time(leaf, records[proof["seq"]].header["recorded_at"]))
        numbers = {start: number for number, start in enumerate(sorted(times, key=lambda start: times[start]), 1)}
        entries = []
        for proof, leaf in self.leaves:
            added = {"recorded_at": records[proof["seq"]].header["recorded_at"], "seq": proof["seq"]}
            entries.append(leaf | added | {"number": numbers[root[leaf["id"]]]})
        return sorted(entries, key=lambda entry: int(entry["number"]))

    def put_files(self) -> None:
        """Originals and readings of the leaves shown, plain, each once."""
        seeds = {entry[0]["id"]: entry[-1].get("rows_seed") for _, entry in self.opened.entries.imports}
        for _, leaf in self.leaves:
            for file in files_in(leaf):
                blob, seed = file["blob"], seeds.get(leaf["id"]) if file == leaf.get("reading") else None
                path = f"{'readings' if seed else 'originals'}/{len(self.shown) + 1}-{file['sha256'][:16]}"
                gone = self.opened.spine.place(blob) not in self.opened.dossier.files.sizes
                if not gone and blob not in [line["blob"] for line in self.shown]:
                    self.files[f"data/{path}"] = b"".join(plain_chunks(self.opened, blob))
                    line = {
                        "blob": blob,
                        "entry": leaf["id"],
                        "path": path,
                        "sha256": file["sha256"],
                        "size": file["size"],
                    }
                    self.shown.append(line | ({"seed": seed} if seed else {}))

    def put_data(self) -> None:
        """Everything in data/ but the originals and readings."""
        spine, entries = self.opened.spine, self.numbered()
        said = {"dossier": spine.dossier, "entries": entries, "head": spine.head()}
        self.files["data/VERIFY.html"] = VERIFY_HTML.encode()
        self.files[SPINE] = b"".join(record.lines for record in spine.records)
        self.files["data/proof.jsonl"] = b"".join(canonical(proof) + b"\n" for proof, _ in self.leaves)
        self.files["data/files.jsonl"] = b"".join(canonical(line) + b"\n" for line in self.shown)
        self.files["data/entries.json"] = canonical(said) + b"\n"
        columns = ["number", "seq", "recorded_at", "kind", "id"]
        self.files["data/entries.csv"] = csv_of(columns, [[entry[name] for name in columns] for entry in entries])
        columns = ["at", "kind", "sender", "text"]
        readings = [(line["entry"], self.files[f"data/{line['path']}"]) for line in self.shown if "seed" in line]
        rows = [(entry, json.loads(row)) for entry, raw in readings for row in raw.split(b"\n")[1:-1]]
        messages = [[entry, *(row[name] for name in columns)] for entry, row in rows]
        self.files["data/messages.csv"] = csv_of(["entry", *columns], messages)

    def put_tags(self) -> None:
        person, spine = self.opened.person, self.opened.spine
        assert person is not None
        about = f"External-Identifier: {spine.dossier}\nInternal-Sender-Description: head {spine.head()}\n"
        self.files["bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        self.files["bag-info.txt"] = about.encode()
        self.files["manifest-sha256.txt"] = self.manifest(name for name in self.files if name.startswith("data/"))
        self.files["tagmanifest-sha256.txt"] = tags = self.manifest(TAG_FILES)
        signed = {"dossier": spine.dossier, "head": spine.head(), "key": spine.owner, "tagmanifest": sha256(tags).hex()}
        line = canonical(signed | {"v": 1})
        signature = Ed25519PrivateKey.from_private_bytes(person.ed25519).sign(pae(PACKAGE_TYPE, line)).hex()
        self.files["signature.txt"] = line + f"\n{signature}\n".encode()

    def manifest(self, names: Iterable[str]) -> bytes:
        return "".join(f"{sha256(self.files[name]).hex()}  {name}\n" for name in sorted(names)).encode()


def csv_of(names: list[str], rows: Iterable[list[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([names, *rows])
    return out.getvalue().encode()


def zip_of(files: dict[str, bytes], folder: str) -> bytes:
    """The files as the zip of section 10."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "x", zipfile.ZIP_STORED, allowZip64=False) as packed:
        for name in sorted(files):
            member = zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o100644 << 16
            packed.writestr(member, files[name])
    return out.getvalue()


# ---- The command line -----------------------------------------------------------------------------------------------------


def say(text: str) -> None:
    """One line; what a terminal would obey is written as in JSON."""
    obeyed = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    sys.stdout.write(re.sub(obeyed, lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def given_passphrase() -> str | None:
    if "HOUVAST_PASSPHRASE" in os.environ:
        return os.environ["HOUVAST_PASSPHRASE"]
    if "HOUVAST_PASSPHRASE_FILE" in os.environ:
        return Path(os.environ["HOUVAST_PASSPHRASE_FILE"]).read_text(encoding="utf-8")
    return None


def given_keys(paper_file: str | None) -> Keys | None:
    """The keys in the environment and on paper, None when there are none."""
    passphrase, held = given_passphrase(), []
    if paper_file is not None:
        lines = Path(paper_file).read_text(encoding="utf-8").split("\n")
        held = [line.strip().lower() for line in lines if line.strip() and not line.startswith("#")]
    try:
        secret = tuple(bech32_decode("age-secret-key-", text) for text in held)
    except RefusedError:
        raise UsageError(f"{paper_file} holds no AGE-SECRET-KEY-1…") from None
    if any(len(key) != 32 for key in secret):
        raise UsageError(f"{paper_file} holds no AGE-SECRET-KEY-1…")
    if passphrase is None and not secret:
        return None
    return Keys(secret, () if passphrase is None else (passphrase_form(passphrase),))


def is_package(path: Path) -> bool:
    """Whether a path is to be verified as a package: a file, or a folder with what a bag has and a dossier has not."""
    if not path.is_dir():
        return True
    return not (path / "records").is_dir() and any(os.path.lexists(path / name) for name in (*TAG_FILES, "data"))


@contextlib.contextmanager
def package_files(path: Path, keys: Keys | None) -> Iterator[Files]:
    """The files of a package in a folder, a zip or a sealed zip; the last is opened into a file without a name."""
    if path.is_dir():
        yield FolderFiles(path)
        return
    with open_file(path) as stream, tempfile.TemporaryFile() as plain:
        if not stream.peek(20).startswith(b"age-encryption.org/"):
            yield ZipFiles(stream)
            return
        if keys is None:
            raise UsageError(f"{path} is sealed: give HOUVAST_PASSPHRASE, HOUVAST_PASSPHRASE_FILE or --paper-file")
        for chunk in age_open(stream, keys):
            plain.write(chunk)
        yield ZipFiles(plain)


def verify_path(path: Path, keys: Keys | None, known: str | None) -> Report:
    if not is_package(path):
        return verify_dossier(FolderFiles(path), keys, known)
    try:
        with package_files(path, keys) as files:
            return verify_package(files, known)
    except (RefusedError, OSError) as why:
        step = Step(1, "bag", set(), faults=[(str(path), str(why))])
        return Report(steps=[step])


def known_head(text: str, keys: Keys | None) -> str:
    """The earlier head: as given, or that of the folder or package given."""
    if is_head(text):
        return text
    if not Path(text).exists():
        raise UsageError(f"--known: {text} is no head, and no folder or package")
    head = verify_path(Path(text), keys if is_package(Path(text)) else None, None).head
    if head is None:
        raise UsageError(f"--known: {text} has no headers that can be read")
    return head


def opened_dossier(path: Path) -> Opened:
    """A dossier with its keys and entries; refused unless the steps that this takes hold."""
    keys = given_keys(None)
    if keys is None:
        raise UsageError("give the passphrase in HOUVAST_PASSPHRASE or HOUVAST_PASSPHRASE_FILE")
    if not path.is_dir():
        raise UsageError(f"{path} is no folder")
    return opened_files(FolderFiles(path), keys)


def opened_files(files: Files, keys: Keys, *, trusting: bool = False) -> Opened:
    """The same, over files; when `trusting`, faults are let pass as long as it opens."""
    report, dossier = Report(), Dossier(files)
    report.step(1, "files", dossier.check_files)
    report.step(2, "headers", dossier.check_headers)
    opened, spine = Opened(dossier, keys), dossier.spine
    report.step(3, "owner", spine.check_owner)
    report.step(4, "signatures", spine.check_signatures)
    report.step(5, "order", spine.check_order)
    report.step(9, "keys", opened.check_keys)
    report.step(10, "entries", lambda step: check_entries(opened, step))
    if (fault := report.first_fault()) and not trusting:
        raise RefusedError(f"step {fault[0]}: {fault[1]}: {fault[2]}")
    return opened


def do_verify(args: argparse.Namespace) -> int:
    keys = given_keys(args.paper_file)
    known = known_head(args.known, keys) if args.known else None
    good = True
    for text in args.path:
        if not os.path.lexists(text):
            raise UsageError(f"{text} is not there")
        report = verify_path(Path(text), keys, known)
        good = good and report.ok
        for line in [report.json()] if args.json else report.text():
            say(line)
    return 0 if good else 1


def do_show(args: argparse.Namespace) -> int:
    """The entries as JSON lines."""
    opened = opened_dossier(Path(args.path))
    for record in opened.spine.records:
        if opened.dossier.body_size(record):
            for entry in entries_of([parse_leaf(raw) for _, raw in opened_leaves(opened, record)]):
                seen = {"recorded_at": record.header["recorded_at"], "seq": record.header["seq"]}
                say(canonical({leaf["layer"]: leaf for leaf in entry} | seen).decode())
    return 0


def do_extract(args: argparse.Namespace) -> int:
    """The plain bytes of a kept original or reading."""
    opened = opened_dossier(Path(args.path))
    use = next((use for use in opened.entries.files if use.file["sha256"] == args.sha256), None)
    if use is None or not opened.spine.keeps_by(use.blob, use.record.header["seq"]):
        raise RefusedError(f"no entry names a kept file with the digest {args.sha256}")
    state, out, name = hashlib.sha256(), Path(args.out), opened.spine.place(use.blob)
    try:
        with out.open("xb") as plain:
            for chunk in plain_chunks(opened, use.blob):
                state.update(chunk)
                plain.write(chunk)
    except RefusedError as why:
        out.unlink()
        raise RefusedError(f"{name}: {why}") from None
    if state.hexdigest() != args.sha256:
        out.unlink()
        raise RefusedError(f"{name}: it opens, but has not the digest its entry gives")
    return 0


def do_write(args: argparse.Namespace) -> int:
    """A small dossier; the paper key goes to the output and is kept nowhere."""
    passphrase = given_passphrase()
    if not passphrase or not passphrase.strip():
        raise UsageError("give the passphrase in HOUVAST_PASSPHRASE")
    if Path(args.path).exists():
        raise UsageError(f"{args.path} is there already")
    writer = Writer(Chance(args.seed), args.log_n)
    printed = example_of(writer, passphrase)
    publish(Path(args.path), writer.files)
    say(printed)
    return 0


def do_package(args: argparse.Namespace) -> int:
    """A package of the disclosable leaves, as a folder or a zip."""
    out = Path(args.out)
    if out.exists():
        raise UsageError(f"{args.out} is there already")
    files = Packer(opened_dossier(Path(args.path))).pack()
    if args.zip:
        out.write_bytes(zip_of(files, "package"))
        return 0
    for name, raw in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(raw)
    return 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="stranger.py", description="Reads, verifies and writes Houvast dossiers.")
    commands = parser.add_subparsers(required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], *names: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=(run.__doc__ or "").lower())
        for argument in names:
            made.add_argument(argument)
        made.set_defaults(run=run)
        return made

    verify = command("verify", do_verify)
    verify.add_argument("path", nargs="+")
    verify.add_argument("--known", metavar="HEAD|FOLDER|PACKAGE")
    verify.add_argument("--paper-file", metavar="FILE")
    verify.add_argument("--json", action="store_true")
    command("show", do_show, "path")
    command("extract", do_extract, "path", "sha256", "out")
    write = command("write", do_write, "path")
    write.add_argument("--seed", metavar="TEXT", help="for test vectors: the same bytes every time")
    write.add_argument("--log-n", type=int, choices=range(1, 21), default=18)
    command("package", do_package, "path", "out").add_argument("--zip", action="store_true")
    return parser


def main(argv: list[str] | None = None) -> int:
    """The exit code: 0 it holds, 1 it does not, 2 wrong use."""
    try:
        args = arguments().parse_args(argv)
        return int(args.run(args))
    except RefusedError as why:
        sys.stderr.write(f"stranger: {why}\n")
        return 1
    except (UsageError, OSError, UnicodeError) as why:
        sys.stderr.write(f"stranger: {why}\n")
        return 2


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # it is a text stream here
    sys.exit(main())
