"""A reader, verifier and writer of Houvast dossiers by someone who only had docs/format.md.

It shares no code with the program it checks: the standard library and `cryptography` are all it needs. Each part names the
section of docs/format.md it follows. It cannot read a chat format again (step 12), and it says so; the rest it checks itself.

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
import functools
import hashlib
import hmac
import io
import itertools
import json
import os
import re
import secrets
import shutil
import stat
import struct
import sys
import tempfile
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

try:
    from cryptography.exceptions import InvalidSignature, InvalidTag
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
except ModuleNotFoundError:
    if __name__ != "__main__":
        raise
    venv = Path(__file__).resolve().parent.parent / ".venv"
    if (venv / "bin" / "python").exists() and Path(sys.prefix).resolve() != venv.resolve():
        os.execv(str(venv / "bin" / "python"), [str(venv / "bin" / "python"), "-I", __file__, *sys.argv[1:]])
    sys.exit(sys.stderr.write("stranger needs one package: python3 -m pip install cryptography\n") and 2)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Json = dict[str, Any]  # an object of section 1, once parsed

# What this reader takes at most, so that a hostile dossier cannot fill the memory. The page gives no such limits.
HEADER_MAX = 16 << 20  # bytes of a header line
SPINE_MAX = 1 << 30  # bytes of all headers together
BODY_MAX = 64 << 20  # bytes of a sealed body
LEAF_MAX = 16 << 20  # bytes of a leaf, or of a line in a JSON Lines file
ENTRIES_MAX = 64 << 20  # bytes of entries.json
VALUES_MAX = 4_000_000  # commas and brackets in one piece of JSON
KEY_FILE_MAX = 1 << 20  # bytes of a slot or a grant
FAULTS_MAX = 1000  # faults named one by one in a step
BLOCK = 1 << 20  # bytes read at a time


class RefusedError(Exception):
    """Something that the format does not allow, in one sentence for the reader of the report."""


class UsageError(Exception):
    """The program was asked in a way it cannot answer."""


class NotForUsError(RefusedError):
    """An age file that none of the keys at hand opens."""


# ---- Section 1: conventions -----------------------------------------------------------------------------------------------


def sha256(*parts: bytes) -> bytes:
    """SHA-256 over the parts joined."""
    return hashlib.sha256(b"".join(parts)).digest()


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869), 32 bytes: one round of expansion."""
    prk = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(prk, info + b"\x01", "sha256")


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
    """The value that canonical JSON says; anything else is refused.

    Raises:
        RefusedError: not UTF-8, not JSON, not of section 1, or not in canonical form.
    """
    if sum(map(raw.count, (b",", b"[", b"{"))) > VALUES_MAX:
        raise RefusedError("it holds more values than this reader takes")
    try:
        value = json.loads(
            raw.decode(),
            parse_float=_no_float,
            parse_constant=_no_float,
            parse_int=_integer,
            object_pairs_hook=_members,
        )
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
    """As `parse`, for an object."""
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
    """The roots of the perfect subtrees over the leaves added so far, largest first."""

    def __init__(self) -> None:
        self.peaks: list[tuple[int, bytes]] = []
        self.size = 0

    def add(self, leaf: bytes) -> None:
        """One more leaf hash."""
        height, self.size = 0, self.size + 1
        while self.peaks and self.peaks[-1][0] == height:
            leaf, height = sha256(b"\x01", self.peaks.pop()[1], leaf), height + 1
        self.peaks.append((height, leaf))

    def hexes(self) -> list[str]:
        """As it stands in `past`."""
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
        """N-ROOT."""
        return f"{self.size}-{self.root()}"


def frontier_of(leaves: Iterable[bytes]) -> Frontier:
    """The frontier over leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.add(leaf)
    return frontier


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
            sibling = (index // step) ^ 1
            if sibling < len(level):
                path.append(level[sibling].hex())
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level, step = [sha256(b"\x01", *pair) if len(pair) == 2 else pair[0] for pair in pairs], step * 2
    return paths


# ---- Section 1: forms. Each says whether a parsed value has one form of the page ------------------------------------------


def text_form(pattern: str) -> Callable[[object], bool]:
    """The form of a text that matches the pattern as a whole."""
    match = re.compile(pattern, re.ASCII).fullmatch
    return lambda value: isinstance(value, str) and match(value) is not None


def one_of(*choices: object) -> Callable[[object], bool]:
    """The form of a value that is one of these, of the same type."""
    return lambda value: any(type(value) is type(choice) and value == choice for choice in choices)


def list_of(form: Callable[[object], bool]) -> Callable[[object], bool]:
    """The form of a list whose items all have the form."""
    return lambda value: isinstance(value, list) and all(map(form, value))


def object_of(**members: Callable[[object], bool]) -> Callable[[object], bool]:
    """The form of an object with exactly these members."""
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == members.keys()
        and all(members[name](value[name]) for name in members)
    )


def is_text(value: object) -> bool:
    """Any text."""
    return isinstance(value, str)


def is_number(value: object) -> bool:
    """An integer from 0; true and false are none."""
    return type(value) is int and value >= 0


is_digest = text_form("[0-9a-f]{64}")
is_signature = text_form("[0-9a-f]{128}")
is_id = text_form("[0-9a-f]{32}")
is_head = text_form("(0|[1-9][0-9]{0,15})-[0-9a-f]{64}")
_looks_like_time = text_form(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_looks_like_wall_time = text_form(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")
_looks_like_claim = text_form(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?")


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


def require(value: Json, forms: dict[str, Callable[[object], bool]], section: str) -> None:
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
    """The bytes of lower-case Bech32 with this prefix; only the one spelling that encoding gives is taken.

    Raises:
        RefusedError: anything else.
    """
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
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def ed25519_public(secret: bytes) -> str:
    """The public key (hex) of an Ed25519 secret."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


# ---- age v1 (age-encryption.org/v1), with the limits of section 1 ---------------------------------------------------------

AGE_VERSION = b"age-encryption.org/v1\n"
AGE_HEADER_MAX = 64 << 10
AGE_STANZAS_MAX = 100
CHUNK = 64 << 10


@dataclass(frozen=True)
class Stanza:
    """One way into an age file: X25519 (argument: the ephemeral share) or scrypt (arguments: salt, work factor)."""

    kind: str
    shared: bytes
    work: int
    body: bytes


@dataclass(frozen=True)
class Keys:
    """What the verifier was given or has found: X25519 secrets and passphrases."""

    secrets: tuple[bytes, ...] = ()
    passphrases: tuple[bytes, ...] = ()


def b64(raw: bytes) -> str:
    """Base64 without padding."""
    return base64.b64encode(raw).decode().rstrip("=")


def b64_decode(text: bytes, size: int) -> bytes:
    """The bytes of unpadded, canonical base64 of a value of `size` bytes."""
    try:
        raw = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise RefusedError("its age header holds something that is not base64") from None
    if b64(raw).encode() != text:
        raise RefusedError("its age header holds base64 that is not canonical")
    if len(raw) != size:
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
    if len(stanzas) > 1 and any(stanza.kind == "scrypt" for stanza in stanzas):
        raise RefusedError("its age header has a scrypt stanza that does not stand alone")
    return stanzas, b"".join(held[:-1]) + b"---", b64_decode(words[1], 32)


def _stanza(words: list[bytes], line: Callable[[], bytes]) -> Stanza:
    """One stanza: its arguments and its body of 32 bytes, which is one line of base64 and needs no second."""
    if not words or not all(re.fullmatch(rb"[\x21-\x7e]+", word) for word in words):
        raise RefusedError("its age header has a malformed stanza")
    if words[0] not in (b"X25519", b"scrypt"):
        raise RefusedError("its age header has a stanza that is neither X25519 nor scrypt")
    body = b64_decode(line()[:-1], 32)
    match words:
        case [b"X25519", share]:
            return Stanza("X25519", b64_decode(share, 32), 0, body)
        case [b"scrypt", salt, work]:
            if not re.fullmatch(rb"[1-9][0-9]*", work):
                raise RefusedError("its scrypt work factor is malformed")
            if len(work) > 2 or int(work) > 20:
                raise RefusedError("its scrypt work factor is above 2^20")
            return Stanza("scrypt", b64_decode(salt, 16), int(work), body)
    raise RefusedError("its age header has a stanza with a wrong number of arguments")


def _x25519_wrap_key(secret: bytes, theirs: bytes, share: bytes, recipient: bytes) -> bytes:
    try:
        both = X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        raise RefusedError("its X25519 share gives the all-zero secret") from None
    return hkdf(both, share + recipient, b"age-encryption.org/v1/X25519")


def _scrypt_wrap_key(passphrase: bytes, salt: bytes, work: int) -> bytes:
    return Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=2**work, r=8, p=1).derive(passphrase)


def _file_key(stanzas: list[Stanza], keys: Keys) -> bytes:
    """The file key, by the first key and stanza that fit."""
    for stanza in stanzas:
        wraps: Iterable[bytes] = (_scrypt_wrap_key(text, stanza.shared, stanza.work) for text in keys.passphrases)
        if stanza.kind == "X25519":
            wraps = (_x25519_wrap_key(s, stanza.shared, stanza.shared, x25519_public(s)) for s in keys.secrets)
        for wrap in wraps:
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
            raise RefusedError(
                f"chunk {number} of its age payload is damaged, or the file is cut off or too long"
            ) from None
        if not plain and number:
            raise RefusedError("the last chunk of its age payload is empty")
        yield plain
        if not following:
            return
        chunk, number = following, number + 1


def age_seal(plain: bytes, key: bytes, nonce: bytes, stanza: bytes) -> bytes:
    """An age file with one stanza (its lines, the last line feed included) around `key`."""
    held = AGE_VERSION + stanza + b"---"
    parts = [held, b" ", b64(hmac.digest(hkdf(key, b"", b"header"), held, "sha256")).encode(), b"\n", nonce]
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
    return f"-> X25519 {b64(share)}\n{b64(body)}\n".encode()


def scrypt_stanza(key: bytes, passphrase: bytes, salt: bytes, work: int) -> bytes:
    """The stanza that gives `key` to whoever has the passphrase (already in the form of section 5)."""
    body = ChaCha20Poly1305(_scrypt_wrap_key(passphrase, salt, work)).encrypt(bytes(12), key, None)
    return f"-> scrypt {b64(salt)} {work}\n{b64(body)}\n".encode()


def passphrase_form(text: str) -> bytes:
    """The passphrase as section 5 takes it: NFC, white space outside removed, inside made one space."""
    return " ".join(unicodedata.normalize("NFC", text).split()).encode()


# ---- The report: numbered steps (section 11) ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One step of section 11; `ok` is None when it was left out, wholly or in part."""

    n: int | None
    name: str
    ok: bool | None
    lines: tuple[str, ...]


@dataclass
class Faults:
    """What one step found: faults, what it left out, and what it only remarks."""

    found: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    more: int = 0

    def add(self, where: str, sentence: str) -> None:
        """A fault, by file; beyond a thousand they are only counted."""
        if len(self.found) < FAULTS_MAX:
            self.found.append(f"{where}: {sentence}")
        else:
            self.more += 1

    def skip(self, where: str, sentence: str) -> None:
        """A file that this step cannot try, since an earlier step named it."""
        self.left_out.append(f"{where}: {sentence}")

    @contextlib.contextmanager
    def of(self, where: str) -> Iterator[None]:
        """Whatever is refused within is a fault of this file."""
        try:
            yield
        except RefusedError as why:
            self.add(where, str(why))
        except MemoryError:
            self.add(where, "it takes more memory than there is")
        except OSError as why:
            self.add(where, f"it cannot be read ({why.strerror})")


@dataclass
class Report:
    """The steps taken for one path, and what was learnt on the way."""

    path: str
    steps: list[Step] = field(default_factory=list)
    dossier: str | None = None
    head: str | None = None

    def step(self, n: int | None, name: str, check: Callable[[Faults], str], needs: Sequence[int] = ()) -> None:
        """Take one step, unless a step it needs does not hold."""
        holds = {step.n for step in self.steps if step.ok}
        if missing := [need for need in needs if need not in holds]:
            self.steps.append(Step(n, name, None, (f"left out: step {missing[0]} does not hold",)))
            return
        faults, said = Faults(), ""
        with faults.of(self.path):
            said = check(faults)
        if faults.found:
            lines = [*faults.found, *([f"and {faults.more} more"] if faults.more else [])]
        elif faults.left_out:
            lines = [f"left out in part: {said}", *faults.left_out[:FAULTS_MAX]]
        else:
            lines = [said]
        ok = False if faults.found else None if faults.left_out else True
        self.steps.append(Step(n, name, ok, (*lines, *faults.remarks[:FAULTS_MAX])))

    @property
    def ok(self) -> bool:
        """Whether no step failed."""
        return all(step.ok is not False for step in self.steps)

    def text(self) -> Iterator[str]:
        """One line per step, further faults indented, then the outcome."""
        for step in self.steps:
            name = step.name if step.n is None else f"{step.n} {step.name}"
            word = {True: "ok ", False: "FAILED ", None: ""}[step.ok]
            yield f"{name} {word}{step.lines[0]}"
            yield from (f"    {line}" for line in step.lines[1:])
        failed = next((step for step in self.steps if step.ok is False), None)
        if failed:
            name = failed.name if failed.n is None else f"{failed.n} {failed.name}"
            yield f"FAILED at step {name}: {failed.lines[0]}"
        else:
            yield f"ok dossier {self.dossier} head {self.head}"

    def json(self) -> str:
        """The same for a program."""
        steps = [{"n": s.n, "name": s.name, "ok": s.ok, "detail": "; ".join(filter(None, s.lines))} for s in self.steps]
        return json.dumps({"ok": self.ok, "dossier": self.dossier, "head": self.head, "steps": steps})


# ---- Files: read without following links, never more than asked -----------------------------------------------------------


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
    while block := stream.read(BLOCK):
        yield block


def digest_of(chunks: Iterable[bytes]) -> tuple[str, int]:
    """The digest and the number of bytes."""
    state, size = hashlib.sha256(), 0
    for chunk in chunks:
        state.update(chunk)
        size += len(chunk)
    return state.hexdigest(), size


def lines_of(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of JSON Lines, without their line feeds; the last ends with one too."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        if len(rest) > LEAF_MAX:
            raise RefusedError("it has a line longer than this reader takes")
        yield from whole
    if rest:
        raise RefusedError("its last line does not end with a line feed")


def tree(root: Path) -> Iterator[tuple[str, str, int]]:
    """Everything under a folder as (path, kind, size), kind `file`, `folder`, `link` or `other`; links are not followed."""
    waiting = [""]
    while waiting:
        within = waiting.pop()
        for entry in sorted(os.scandir(root / within), key=lambda e: e.name):
            path, state = within + entry.name, entry.stat(follow_symlinks=False)
            kinds = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}
            kind = kinds.get(stat.S_IFMT(state.st_mode), "other")
            yield path, kind, state.st_size
            if kind == "folder" and path.count("/") < 16:
                waiting.append(path + "/")


# ---- Section 3: a record; section 4: control parts ------------------------------------------------------------------------


@dataclass(frozen=True)
class Stored:
    """A stored header: where it stands, its line without line feed, its signature (hex) and what the line says."""

    name: str
    line: bytes
    signature: str
    header: Json

    @property
    def leaf(self) -> bytes:
        """The leaf hash in the spine (section 3)."""
        return leaf_hash(self.line + b"\n" + self.signature.encode() + b"\n")

    @property
    def without_body(self) -> bytes:
        """The header without body (3.1): `"author":"<64>",` is 75 bytes after `{`, then `"body":"<64>",` is 74."""
        return self.line[:77] + self.line[151:]

    @property
    def length(self) -> int:
        """Bytes of the stored header."""
        return len(self.line) + 1 + 129


HEADER = {
    "author": is_digest,
    "body": is_digest,
    "count": is_number,
    "dossier": is_digest,
    "epoch": is_number,
    "keeps": list_of(is_digest),
    "nonce": is_digest,
    "open": list_of(lambda part: isinstance(part, dict) and is_text(part.get("kind"))),
    "past": list_of(is_digest),
    "recorded_at": is_time,
    "root": is_digest,
    "seq": is_number,
    "v": one_of(1),
}
PARTS: dict[str, dict[str, Callable[[object], bool]]] = {
    "admit": {"key": is_digest, "kind": is_text, "salt": is_digest},
    "epoch": {
        "epoch": is_number,
        "grants": lambda value: list_of(is_digest)(value) and value != [],
        "kind": is_text,
        "letterbox": is_recipient,
        "originals": is_recipient,
    },
    "slot": {"file": is_digest, "kind": is_text, "way": one_of("passphrase", "paper", "pair")},
    "lost": {"head": is_head, "kind": is_text, "seq": is_number},
    "withdraw": {"bodies": list_of(is_number), "files": list_of(is_digest), "kind": is_text},
}


def read_stored(stream: IO[bytes]) -> tuple[bytes, str]:
    """The first two lines of a record, without line feeds."""
    line = stream.readline(HEADER_MAX + 1)
    if not line.endswith(b"\n"):
        raise RefusedError("its header is cut off, or longer than this reader takes")
    signature = stream.readline(130)
    if not re.fullmatch(rb"[0-9a-f]{128}\n", signature):
        raise RefusedError("its second line is not a signature of 128 hex digits and a line feed")
    return line[:-1], signature[:-1].decode()


def parse_header(line: bytes, seq: int) -> Json:
    """The header, in exactly the forms of 3.1 and of section 4."""
    header = parse_object(line)
    version = header.get("v")
    if type(version) is int and version > 1:
        raise RefusedError(f"it is written in format version {version}, newer than this reader")
    require(header, HEADER, "section 3.1")
    if header["seq"] != seq:
        raise RefusedError(f"`seq` is {header['seq']} and not {seq}")
    for part in header["open"]:
        if part["kind"] in PARTS:
            require(part, PARTS[part["kind"]], f"section 4 for `{part['kind']}`"[:60])
            if part["kind"] == "lost" and part["head"].split("-")[0] != str(part["seq"]):
                raise RefusedError("`lost` names a head of another number of records than its `seq`")
    return header


class Spine:
    """The stored headers of all records in order, and what their control parts say together."""

    def __init__(self, records: list[Stored]) -> None:
        self.records = records
        self.kept: dict[str, int] = {}  # digest of a kept file: the record that brought it in
        self.parts = [(record, part) for record in records for part in record.header["open"]]
        for record in records:
            self.kept.update((digest, record.header["seq"]) for digest in record.header["keeps"])
        self.epochs = self._of_kind("epoch")
        self.slots = self._of_kind("slot")
        self.key_files = {digest for part in self.epochs for digest in part["grants"]} | {s["file"] for s in self.slots}
        withdrawals = self._of_kind("withdraw")
        self.gone_bodies = {seq for part in withdrawals for seq in part["bodies"]}
        self.gone_files = {digest for part in withdrawals for digest in part["files"]}

    def _of_kind(self, kind: str) -> list[Json]:
        return [part for _, part in self.parts if part["kind"] == kind]

    @property
    def owner(self) -> str:
        """The author of record 0."""
        return str(self.records[0].header["author"])

    @property
    def dossier(self) -> str:
        """The dossier id of record 0."""
        return str(self.records[0].header["dossier"])

    def place(self, digest: str) -> str:
        """Where a kept file lies (4.1)."""
        return f"keys/{digest}.age" if digest in self.key_files else f"blobs/{digest[:2]}/{digest}.age"

    def head(self, count: int) -> str:
        """The head of the first records."""
        return frontier_of(record.leaf for record in self.records[:count]).head()

    def check_owner(self, faults: Faults) -> str:
        """Step 3: who owns the dossier, and whether epochs, kept files and withdrawals follow their rules."""
        seen: set[str] = set()
        epoch = -1
        for record in self.records:
            with faults.of(record.name):
                self._check_people(record)
                epoch = self._check_epoch(record, epoch)
            with faults.of(record.name):
                _check_keeps(record, seen)
        for record, part in self.parts:
            if part["kind"] not in PARTS:
                faults.remarks.append(f"{record.name}: has a control part of a kind unknown here: {part['kind']!r:.60}")
        return f"{self.owner}, {epoch + 1} epoch(s), {len(seen)} kept file(s)"

    def _check_people(self, record: Stored) -> None:
        header, first = record.header, record is self.records[0]
        admits = [part for part in header["open"] if part["kind"] == "admit"]
        if len(admits) != int(first):
            raise RefusedError("`admit` stands exactly once in record 0, and nowhere else")
        if first:
            if admits[0]["key"] != header["author"]:
                raise RefusedError("`admit` names another key than its author")
            if sha256(bytes.fromhex(admits[0]["key"]), bytes.fromhex(admits[0]["salt"])).hex() != header["dossier"]:
                raise RefusedError("the dossier id does not follow from `admit`")
        if header["author"] != self.owner or header["dossier"] != self.dossier:
            raise RefusedError("its author or dossier is another than that of record 0")

    def _check_epoch(self, record: Stored, epoch: int) -> int:
        begun = [part["epoch"] for part in record.header["open"] if part["kind"] == "epoch"]
        if begun not in ([], [epoch + 1]):
            raise RefusedError(f"it begins epoch {begun[-1]} where {epoch + 1} comes next")
        if record.header["epoch"] != epoch + len(begun):
            raise RefusedError("its epoch is not the newest begun")
        return epoch + len(begun)

    def check_signatures(self, faults: Faults) -> str:
        """Step 4."""
        for record in self.records:
            if not signature_holds(record.header["author"], record.signature, RECORD_TYPE, record.line):
                faults.add(record.name, "its signature is not that of its author over its header")
        return f"{len(self.records)} signature(s)"

    def check_order(self, faults: Faults) -> str:
        """Step 5."""
        past = Frontier()
        for record in self.records:
            if record.header["past"] != past.hexes():
                faults.add(record.name, "its `past` is not the frontier of the records before it")
            past.add(record.leaf)
        return f"head {past.head()}"

    def check_known(self, known: str | None, faults: Faults) -> str:
        """Last: whether an earlier head is that of a prefix."""
        total = len(self.records)
        for record, part in self.parts:
            if part["kind"] == "lost":
                faults.remarks.append(f"{record.name}: its author had seen {part['seq']} records that are not here")
        if known is None:
            return f"no earlier head given: nothing is missing up to {total}; whether more existed is not known"
        count = int(known.split("-")[0])
        if count > total:
            faults.add("earlier head", f"it has {count} records, here are {total}: records are missing")
        elif self.head(count) != known:
            faults.add("earlier head", f"the first {count} records here are not its records")
        return f"the first {count} records are those of the earlier head; nothing is missing up to {total}"


def _check_keeps(record: Stored, seen: set[str]) -> None:
    """The rules of `keeps`, and that control parts name files of this record and withdraw what came before it."""
    header, keeps = record.header, record.header["keeps"]
    for part in header["open"]:
        match part["kind"]:
            case "slot" if part["file"] not in keeps:
                raise RefusedError("its slot is not among its `keeps`")
            case "epoch" if not set(part["grants"]) <= set(keeps):
                raise RefusedError("its grants are not among its `keeps`")
            case "withdraw" if not seen.issuperset(part["files"]):
                raise RefusedError("it withdraws a file that no earlier record keeps")
            case "withdraw" if any(seq >= header["seq"] for seq in part["bodies"]):
                raise RefusedError("it withdraws a body that is not of an earlier record")
    if any(a >= b for a, b in itertools.pairwise(keeps)):
        raise RefusedError("its `keeps` are not ascending")
    if not seen.isdisjoint(keeps):
        raise RefusedError("it keeps a file that an earlier record keeps")
    seen.update(keeps)


# ---- A dossier folder, without key: steps 1 to 8 --------------------------------------------------------------------------

FOLDERS = re.compile(r"records|blobs|blobs/[0-9a-f]{2}|keys|tmp")
FILES = re.compile(
    r"records/[0-9]{8}\.record|blobs/([0-9a-f]{2})/\1[0-9a-f]{62}\.age|keys/[0-9a-f]{64}\.age|tmp/[0-9a-f]{32}|fold|lock"
)
FOLD = {
    "body": is_digest,
    "dossier": is_digest,
    "epoch": is_number,
    "head": is_head,
    "nonce": is_digest,
    "v": one_of(1),
}


class Dossier:
    """A dossier folder: its files, its spine, and which of them earlier steps found broken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, int] = {}
        self.spine = Spine([])
        self.broken: set[str] = set()

    def open(self, name: str) -> IO[bytes]:
        """One of the files found in step 1."""
        if name not in self.files:
            raise RefusedError("it is missing")
        return open_file(self.root / name)

    def check_files(self, faults: Faults) -> str:
        """Step 1: every name is one of section 2, and nothing is a link."""
        for name, kind, size in tree(self.root):
            if kind == "link":
                faults.add(name, "it is a symbolic link")
            elif kind == "folder" and FOLDERS.fullmatch(name):
                pass
            elif kind == "file" and FILES.fullmatch(name):
                self.files[name] = size
            else:
                faults.add(name, "it does not belong in a dossier")
        if self.files.get("lock"):
            faults.add("lock", "it is not empty")
        return f"{len(self.files)} file(s)"

    def check_headers(self, faults: Faults) -> str:
        """Step 2: numbered without a gap, each header in exactly the forms of 3.1."""
        names = sorted(name for name in self.files if name.startswith("records/"))
        records, total = [], 0
        for seq, name in enumerate(names or ["records/00000000.record"]):
            expected = f"records/{seq:08d}.record"
            if name != expected or not names:
                faults.add(expected, "it is missing")
                break
            with faults.of(name), self.open(name) as stream:
                line, signature = read_stored(stream)
                total += len(line)
                if total > SPINE_MAX:
                    raise RefusedError("the headers together are larger than this reader takes")
                records.append(Stored(name, line, signature, parse_header(line, seq)))
        if not faults.found:
            self.spine = Spine(records)
        return f"{len(names)} record(s)"

    def check_bodies(self, faults: Faults) -> str:
        """Step 6: each sealed body has its digest, or was withdrawn."""
        gone = 0
        for record in self.spine.records:
            size = self.files[record.name] - record.length
            if size <= 0 and record.header["seq"] in self.spine.gone_bodies:
                gone += 1
                continue
            with faults.of(record.name):
                if size <= 0:
                    raise RefusedError("its body is missing and was not withdrawn")
                if size > BODY_MAX:
                    raise RefusedError("its body is larger than this reader takes")
                with self.open(record.name) as stream:
                    stream.seek(record.length)
                    if digest_of(blocks(stream))[0] != record.header["body"]:
                        raise RefusedError("its body has not the digest in its header")
                continue
            self.broken.add(record.name)
        return f"{len(self.spine.records) - gone} body(ies), {gone} withdrawn"

    def check_kept(self, faults: Faults) -> str:
        """Step 7: every kept file is in its place with its digest, or was withdrawn; so are left-over files."""
        places = {self.spine.place(digest): digest for digest in self.spine.kept}
        gone = 0
        for name, digest in sorted(places.items()):
            if name not in self.files and digest in self.spine.gone_files:
                gone += 1
                continue
            self._check_digest(name, faults)
        extra = [name for name in sorted(self.files) if name.startswith(("blobs/", "keys/")) and name not in places]
        for name in extra:
            self._check_digest(name, faults)
            faults.remarks.append(f"{name}: no record names it; left over from an interrupted writing, harmless")
        return f"{len(places) - gone} file(s), {gone} withdrawn, {len(extra)} left over"

    def _check_digest(self, name: str, faults: Faults) -> None:
        with faults.of(name), self.open(name) as stream:
            if digest_of(blocks(stream))[0] == name[-68:-4]:
                return
            raise RefusedError("its bytes have not the digest in its name")
        self.broken.add(name)

    def check_fold(self, faults: Faults) -> str:
        """Step 8: absent, or the owner signed it, its body is right and its head is that of a prefix."""
        if "fold" not in self.files:
            return "absent"
        with faults.of("fold"), self.open("fold") as stream:
            line, signature = read_stored(stream)
            fold = parse_object(line)
            require(fold, FOLD, "section 9")
            if not signature_holds(self.spine.owner, signature, FOLD_TYPE, line):
                raise RefusedError("its signature is not the owner's")
            if digest_of(blocks(stream))[0] != fold["body"]:
                raise RefusedError("its body has not the digest in its first line")
            count = int(fold["head"].split("-")[0])
            if not 0 < count <= len(self.spine.records) or self.spine.head(count) != fold["head"]:
                raise RefusedError("its head is not that of a prefix of the spine")
            if fold["dossier"] != self.spine.dossier:
                raise RefusedError("it is of another dossier")
            if fold["epoch"] != self.spine.records[count - 1].header["epoch"]:
                raise RefusedError("its epoch is not the newest begun at its head")
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
        self.dossier = dossier
        self.keys = keys
        self.person: Person | None = None
        self.epochs: dict[int, Epoch] = {}
        self.entries = Entries()

    def check_keys(self, faults: Faults) -> str:
        """Step 9: every slot that can be opened gives the owner's seed; the owner's grants fit their epochs."""
        opened = sum(self._try_slot(slot, faults) for slot in self.dossier.spine.slots)
        if self.person is None:
            if not faults.found:
                faults.add("keys", "no slot opens with what was given")
            return ""
        for part in self.dossier.spine.epochs:
            self._find_epoch(part, faults)
        return f"{opened} of {len(self.dossier.spine.slots)} slot(s) opened, {len(self.epochs)} epoch(s)"

    def _try_slot(self, slot: Json, faults: Faults) -> bool:
        name = self.dossier.spine.place(slot["file"])
        if slot["way"] == "pair" or slot["file"] in self.dossier.spine.gone_files:
            return False
        if name in self.dossier.broken:
            faults.skip(name, "see step 7")
            return False
        with faults.of(name), contextlib.suppress(NotForUsError):
            wanted = "scrypt" if slot["way"] == "passphrase" else "X25519"
            seed = self._small(name, self.keys, wanted)
            person = person_of(seed)
            if ed25519_public(person.ed25519) != self.dossier.spine.owner:
                raise RefusedError("it opens, but gives a seed that is not the owner's")
            self.person = person
            return True
        return False

    def _small(self, name: str, keys: Keys, wanted: str | None = None) -> bytes:
        """The 32 bytes in a slot or a grant; a slot has one stanza, of the kind its way says."""
        if self.dossier.files.get(name, 0) > KEY_FILE_MAX:
            raise RefusedError("it is larger than a slot or a grant can be")
        with self.dossier.open(name) as stream:
            kinds = [stanza.kind for stanza in age_header(stream)[0]]
            if wanted and kinds != [wanted]:
                raise RefusedError(f"it has not the one {wanted} stanza of its way")
            stream.seek(0)
            plain = b"".join(age_open(stream, keys))
        if len(plain) != 32:
            raise RefusedError("it opens, but does not hold 32 bytes")
        return plain

    def _find_epoch(self, part: Json, faults: Faults) -> None:
        assert self.person is not None
        spine = self.dossier.spine
        for digest in part["grants"]:
            name = spine.place(digest)
            if name in self.dossier.broken:
                faults.skip(name, "see step 7")
            elif name in self.dossier.files:
                with faults.of(name), contextlib.suppress(NotForUsError):
                    epoch = epoch_of(self._small(name, Keys((self.person.x25519,))))
                    if (recipient_of(epoch.originals), recipient_of(epoch.letterbox)) != (
                        part["originals"],
                        part["letterbox"],
                    ):
                        raise RefusedError(f"it opens, but does not fit epoch {part['epoch']}")
                    self.epochs[part["epoch"]] = epoch
        given = any(
            spine.place(digest) in self.dossier.broken or digest in spine.gone_files for digest in part["grants"]
        )
        if part["epoch"] not in self.epochs and not given:
            faults.add("keys", f"no grant of epoch {part['epoch']} is the owner's")


# ---- Section 6: leaves and entries ----------------------------------------------------------------------------------------


def is_moment(value: object) -> bool:
    """A moment as claimed."""
    if not isinstance(value, dict) or not _looks_like_claim(value.get("at")) or not is_text(value.get("zone")):
        return False
    at = value["at"]
    if "part" in value and not (
        one_of("morning", "afternoon", "evening", "night")(value["part"]) and len(at) in (7, 10)
    ):
        return False
    return _exists(at + "0001-01-01"[len(at) :]) and one_of(True)(value.get("estimated", True))  # noqa: FBT003 a choice


is_texts, is_ids = list_of(is_text), list_of(is_id)
is_file = object_of(blob=is_digest, name=is_text, sha256=is_digest, size=is_number)
is_rows = object_of(count=is_number, root=is_digest)
KINDS: dict[str, dict[str, Callable[[object], bool]]] = {  # what the table of section 6 says of a member's form
    "incident": {
        "when": is_moment,
        "behaviours": is_texts,
        "witness": one_of("yes", "no", "unknown"),
        "evidence": is_ids,
    },
    "evidence": {"obtained": is_moment, "file": is_file, "entries": is_ids},
    "import": {"file": is_file, "reading": is_file, "rows": is_rows, "rows_seed": is_digest},
    "receipt": {"imported": is_id},
    "stop-message": {"when": is_moment, "channels": is_texts, "evidence": is_ids},
    "police-contact": {"when": is_moment, "entries": is_ids},
    "note": {"when": is_moment, "text": is_text},
    "correction": {
        "entry": is_id,
        "retracted": one_of(True),  # noqa: FBT003 a choice
        "fields": lambda value: isinstance(value, dict),
        "cleared": is_texts,
        "private_fields": lambda value: isinstance(value, dict),
        "private_cleared": is_texts,
    },
    "exported": {"form": one_of("pdf", "package"), "head": is_head, "entries": is_ids, "sha256": is_digest},
}
ALWAYS_PRIVATE = {"import": {"rows_seed"}, "correction": {"private_fields", "private_cleared"}}
COMMON = {"id", "kind", "layer", "origin"}


def parse_leaf(raw: bytes) -> Json:
    """A well-formed leaf; unknown members and kinds are let through."""
    if len(raw) > LEAF_MAX:
        raise RefusedError("a leaf is larger than this reader takes")
    try:
        leaf = parse_object(raw)
    except RefusedError as why:
        raise RefusedError(f"a leaf is refused: {why}") from None
    if not (
        is_id(leaf.get("id")) and is_text(leaf.get("kind")) and one_of("disclosable", "private")(leaf.get("layer"))
    ):
        raise RefusedError("a leaf has not the `id`, `kind` and `layer` of section 6")
    where = f"the {leaf['layer']} leaf of entry {leaf['id']}"
    if not one_of("typed", "imported", "captured")(leaf.get("origin", "typed")):
        raise RefusedError(f"{where} has an unknown origin")
    if _says_nothing(leaf):
        raise RefusedError(f"{where} holds a null or an empty list")
    for name, form in KINDS.get(leaf["kind"], {}).items():
        if name in leaf and not form(leaf[name]):
            raise RefusedError(f"{where}: `{name}` has not the form of section 6")
    if leaf["layer"] == "disclosable" and ALWAYS_PRIVATE.get(leaf["kind"], set()) & leaf.keys():
        raise RefusedError(f"{where} holds a member that is private always")
    return leaf


def _says_nothing(value: object) -> bool:
    """Whether a null or an empty list stands anywhere in it."""
    if isinstance(value, dict):
        return any(map(_says_nothing, value.values()))
    if isinstance(value, list):
        return not value or any(map(_says_nothing, value))
    return value is None


def entries_of(leaves: Sequence[Json]) -> Iterator[tuple[Json, ...]]:
    """The entries in a record: one leaf, or a disclosable and a private one with the same id and kind."""
    index = 0
    while index < len(leaves):
        pair = tuple(leaves[index : index + 2])
        if len(pair) == 2 and pair[0]["id"] != pair[1]["id"]:
            pair = pair[:1]
        if len(pair) == 2:
            if pair[0]["kind"] != pair[1]["kind"] or [leaf["layer"] for leaf in pair] != ["disclosable", "private"]:
                raise RefusedError(
                    f"the two leaves of entry {pair[0]['id']} are not its disclosable and private halves"
                )
            if (pair[0].keys() & pair[1].keys()) - COMMON:
                raise RefusedError(f"the two leaves of entry {pair[0]['id']} say the same member twice")
        yield pair
        index += len(pair)


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


def body_leaf(salt: bytes, raw: bytes) -> bytes:
    """The Merkle leaf of a leaf in a body (3.2)."""
    return leaf_hash(salt + raw)


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
    """The files a leaf names: `import.file`, `import.reading`, `evidence.file`, also where a correction puts them."""
    names = {"import": ("file", "reading"), "evidence": ("file",)}.get(leaf["kind"], ())
    yield from (leaf[name] for name in names if name in leaf)
    if leaf["kind"] == "correction":
        for changed in (leaf.get("fields", {}), leaf.get("private_fields", {})):
            yield from (changed[name] for name in ("file", "reading") if is_file(changed.get(name)))


@dataclass
class Entries:
    """What step 10 collects for the steps after it."""

    ids: set[str] = field(default_factory=set)
    files: list[FileUse] = field(default_factory=list)
    imports: list[tuple[Stored, Json]] = field(default_factory=list)

    def take(self, record: Stored, leaves: Sequence[Json]) -> None:
        """The entries of one record."""
        for entry in entries_of(leaves):
            if entry[0]["id"] in self.ids:
                raise RefusedError(f"entry {entry[0]['id']} stands in the dossier twice")
            self.ids.add(entry[0]["id"])
            self.files += [FileUse(record, leaf["id"], file) for leaf in entry for file in files_in(leaf)]
            if entry[0]["kind"] == "import":
                self.imports.append((record, {name: leaf[name] for leaf in entry for name in leaf}))


# ---- Section 8: readings --------------------------------------------------------------------------------------------------

ABOUT = {"decisions", "format", "member", "original", "reader", "v", "variant", "zone"}
_are_words = text_form("[^ ]+( [^ ]+)*")
ROW = {
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

    def root(self) -> str:
        """The root; nothing can be added after it."""
        if self._block:
            self._close()
        return self._blocks.root()


def check_reading(lines: Iterator[bytes], imported: Json, seed: str) -> int:
    """The number of rows of a reading that has the form, the rows and the root its import gives."""
    about = parse_object(next(lines, b""))
    if not {"format", "original", "v"} <= about.keys() <= ABOUT or not one_of(1)(about["v"]):
        raise RefusedError("its first line is not about a reading of version 1")
    if about["original"] != imported["file"]["sha256"]:
        raise RefusedError("it is a reading of another original")
    if any(about.get(n) != imported[n] for n in ("format", "variant", "zone", "member") if n in imported):
        raise RefusedError("its first line does not say what its import says")
    rows = RowsRoot(seed)
    for number, line in enumerate(lines, 1):
        try:
            row = parse_object(line)
            require(row, ROW, "section 8")
            beyond = "member" not in imported and row["offset"] + row["length"] > imported["file"]["size"]
            if row["head"] > row["length"] or beyond:
                raise RefusedError("it lies outside the original")  # noqa: TRY301 one way to name the row
        except RefusedError as why:
            raise RefusedError(f"row {number}: {why}") from None
        rows.add(line)
    if {"count": rows.count, "root": rows.root()} != imported["rows"]:
        raise RefusedError("it has not the rows and the root its import gives")
    return rows.count


# ---- A dossier folder, with key: steps 10 to 12 ---------------------------------------------------------------------------


def opened_leaves(opened: Opened, record: Stored) -> list[tuple[bytes, bytes]]:
    """The (salt, leaf bytes) of a record, opened and held against `count` and `root` (3.2)."""
    header = record.header
    with opened.dossier.open(record.name) as stream:
        stream.seek(record.length)
        sealed = stream.read(BODY_MAX + 1)
    if len(sealed) > BODY_MAX:
        raise RefusedError("its body is larger than this reader takes")
    if header["epoch"] not in opened.epochs:
        raise RefusedError(f"no key of epoch {header['epoch']} is at hand")
    cipher = body_key(opened.epochs[header["epoch"]].records, header["nonce"], RECORD_USE, record.without_body)
    try:
        plain = cipher.decrypt(bytes(12), sealed, record.without_body)
    except InvalidTag:
        raise RefusedError("its body does not open") from None
    found = split_plaintext(plain)
    if len(found) != header["count"]:
        raise RefusedError(f"its body has {len(found)} leaves and not {header['count']}")
    if frontier_of(body_leaf(salt, raw) for salt, raw in found).root() != header["root"]:
        raise RefusedError("its leaves have not the root in its header")
    return found


def is_withdrawn(dossier: Dossier, record: Stored) -> bool:
    """Whether the body of a record is absent."""
    return dossier.files[record.name] <= record.length


def check_entries(opened: Opened, faults: Faults) -> str:
    """Step 10: every body opens, has its leaves and root, and every leaf is well-formed."""
    leaves = gone = 0
    for record in opened.dossier.spine.records:
        if record.name in opened.dossier.broken:
            faults.skip(record.name, "see step 6")
        elif is_withdrawn(opened.dossier, record):
            gone += 1
        else:
            with faults.of(record.name):
                found = opened_leaves(opened, record)
                opened.entries.take(record, [parse_leaf(raw) for _, raw in found])
                leaves += len(found)
    return f"{leaves} leaves, {len(opened.entries.ids)} entries, {gone} body(ies) withdrawn"


def plain_chunks(opened: Opened, use: FileUse, stream: IO[bytes]) -> Iterator[bytes]:
    """The plain bytes of a kept original or reading, by the key of the epoch of the record that keeps it."""
    spine = opened.dossier.spine
    epoch = spine.records[spine.kept[use.blob]].header["epoch"]
    if epoch not in opened.epochs:
        raise RefusedError(f"no key of epoch {epoch} is at hand")
    return age_open(stream, Keys((opened.epochs[epoch].originals,)))


def state_of(opened: Opened, use: FileUse) -> str:
    """`here`, `broken` (named in step 7) or `withdrawn`; refused when no record up to that of the entry keeps the file."""
    spine, name = opened.dossier.spine, opened.dossier.spine.place(use.blob)
    if spine.kept.get(use.blob, len(spine.records)) > use.record.header["seq"]:
        raise RefusedError(f"entry {use.entry} names it, but no record up to {use.record.header['seq']} keeps it")
    if name not in opened.dossier.files and use.blob in spine.gone_files:
        return "withdrawn"
    return "broken" if name in opened.dossier.broken else "here"


def check_originals(opened: Opened, faults: Faults) -> str:
    """Step 11: every file named by an entry opens and has the digest and size the entry gives."""
    found: dict[str, tuple[str, int]] = {}
    gone: set[str] = set()
    for use in opened.entries.files:
        name = opened.dossier.spine.place(use.blob)
        with faults.of(name):
            state = state_of(opened, use)
            if state == "withdrawn":
                gone.add(name)
            elif state == "broken":
                faults.skip(name, "see step 7")
            else:
                if name not in found:
                    with opened.dossier.open(name) as stream:
                        found[name] = digest_of(plain_chunks(opened, use, stream))
                if found[name] != (use.file["sha256"], use.file["size"]):
                    raise RefusedError(f"it opens, but has not the digest and size that entry {use.entry} gives")
    return f"{len(found)} file(s) opened, {len(gone)} withdrawn"


def check_readings(opened: Opened, faults: Faults) -> str:
    """Step 12: every reading has the rows and root its import gives; reading the format again is beyond this verifier."""
    readings = rows = 0
    for record, imported in opened.entries.imports:
        if "reading" not in imported:
            continue
        use = FileUse(record, imported["id"], imported["reading"])
        name = opened.dossier.spine.place(use.blob)
        with faults.of(name):
            state = state_of(opened, use)
            if state == "broken":
                faults.skip(name, "see step 7")
            if state != "here":
                continue
            if not {"file", "rows", "rows_seed"} <= imported.keys():
                raise RefusedError(f"entry {use.entry} names it without `file`, `rows` and `rows_seed`")
            with opened.dossier.open(name) as stream:
                lines = lines_of(plain_chunks(opened, use, stream))
                rows += check_reading(lines, imported, imported["rows_seed"])
            readings += 1
    return f"{readings} reading(s), {rows} row(s); this verifier does not read the originals again"


def verify_folder(path: Path, keys: Keys | None, known: str | None) -> Report:
    """Section 11 over a dossier folder, with key when there is one."""
    report, dossier = Report(str(path)), Dossier(path)
    report.step(1, "files", dossier.check_files)
    report.step(2, "headers", dossier.check_headers)
    spine = dossier.spine
    if spine.records:
        report.dossier, report.head = spine.dossier, spine.head(len(spine.records))
    report.step(3, "owner", spine.check_owner, needs=[2])
    report.step(4, "signatures", spine.check_signatures, needs=[2])
    report.step(5, "order", spine.check_order, needs=[2])
    report.step(6, "bodies", dossier.check_bodies, needs=[2])
    report.step(7, "kept files", dossier.check_kept, needs=[2])
    report.step(8, "fold", dossier.check_fold, needs=[2])
    if keys is not None:
        opened = Opened(dossier, keys)
        report.step(9, "keys", opened.check_keys, needs=[2])
        needs = [2] if opened.person else [9]
        report.step(10, "entries", functools.partial(check_entries, opened), needs)
        report.step(11, "originals", functools.partial(check_originals, opened), needs)
        report.step(12, "readings", functools.partial(check_readings, opened), needs)
    report.step(None, "known", functools.partial(spine.check_known, known), needs=[2])
    return report


# ---- Section 10: the package, as a folder or a zip ------------------------------------------------------------------------

TAG_FILES = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
DATA_FILES = ("VERIFY.html", "spine.txt", "proof.jsonl", "files.jsonl", "entries.json", "entries.csv", "messages.csv")
PACKAGE_FILES = {*TAG_FILES, "tagmanifest-sha256.txt", "signature.txt", *(f"data/{name}" for name in DATA_FILES)}
MANIFEST_MAX = 64 << 20
SIGNED = {"dossier": is_digest, "head": is_head, "key": is_digest, "tagmanifest": is_digest, "v": one_of(1)}
PROOF = {
    "index": is_number,
    "leaf": is_text,
    "path": list_of(is_digest),
    "salt": is_digest,
    "seq": is_number,
}
SHOWN = {"blob": is_digest, "entry": is_id, "path": is_text, "sha256": is_digest, "size": is_number}
READ = SHOWN | {"seed": is_digest}


def is_inner_path(name: str) -> bool:
    """Whether a name stays within its folder, on every system."""
    parts = name.split("/")
    return not any(part in ("", ".", "..") for part in parts) and not re.search(r"[\\\x00-\x1f\x7f]", name)


def _is_entry(value: object) -> bool:
    return isinstance(value, dict) and is_id(value.get("id"))


class FolderBag:
    """The files of a package folder."""

    def __init__(self, root: Path, faults: Faults) -> None:
        self.root = root
        self.sizes: dict[str, int] = {}
        for name, kind, size in tree(root):
            if kind == "file":
                self.sizes[name] = size
            elif kind != "folder" or not re.fullmatch("data(/(originals|readings)(/.*)?)?", name):
                faults.add(name, "it does not belong in a package")

    def open(self, name: str) -> io.BufferedReader:
        """One of its files."""
        if name not in self.sizes:
            raise RefusedError("it is missing")
        return open_file(self.root / name)


class Window(io.RawIOBase):
    """A part of a file, read on its own."""

    def __init__(self, base: IO[bytes], start: int, size: int) -> None:
        self._base, self._at, self._end = base, start, start + size

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes, at most as many as are left."""
        self._base.seek(self._at)
        found = self._base.read(min(len(buffer), self._end - self._at))
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


LOCAL = struct.Struct(
    "<4s5H3L2H"
)  # APPNOTE 4.3.7: mark, needed, flags, method, time, date, crc, packed, size, name, extra
CENTRAL = struct.Struct(
    "<4s6H3L5H2L"
)  # 4.3.12: mark, made by, then as above, comment, disk, internal, external, offset
ENDING = struct.Struct("<4s4H2LH")  # 4.3.16: mark, disks, members here, members, size and start of the list, comment


class ZipBag:
    """The members of a package zip, whose every byte is where section 10 says it is."""

    def __init__(self, stream: IO[bytes], faults: Faults) -> None:
        self.stream = stream
        self.folder = ""
        self.sizes: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        crcs: dict[str, int] = {}
        end = stream.seek(0, io.SEEK_END)
        listed, start, members = self._ending(end)
        at = here = 0
        while at < len(listed):
            raw, crc, size, length = self._member(listed, at, here)
            name = self._inner(raw, crcs)
            crcs[name], self.sizes[name], self._starts[name] = crc, size, here + LOCAL.size + len(raw)
            at, here = at + length, here + LOCAL.size + len(raw) + size
        if here != start or len(crcs) != members:
            raise RefusedError("the zip has a gap before its list of members, or lists another number of them")
        for name, crc in crcs.items():
            with self.open(name) as member:
                if functools.reduce(lambda state, block: zlib.crc32(block, state), blocks(member), 0) != crc:
                    faults.add(name, "its CRC in the zip is wrong")

    def _ending(self, end: int) -> tuple[bytes, int, int]:
        """The list of members, where it starts and how many it should hold."""
        self.stream.seek(max(0, end - ENDING.size))
        raw = self.stream.read(ENDING.size)
        if len(raw) != ENDING.size or not raw.startswith(b"PK\5\6"):
            raise RefusedError("it is no zip, or something follows the end of the zip")
        _, disk, first, here, members, size, start, comment = ENDING.unpack(raw)
        if disk or first or comment or here != members or start + size + ENDING.size != end or size > MANIFEST_MAX:
            raise RefusedError("the end of the zip is not that of one plain file without comment")
        self.stream.seek(start)
        listed = self.stream.read(size)
        return listed, start, members

    def _member(self, listed: bytes, at: int, here: int) -> tuple[bytes, int, int, int]:
        """Name, CRC, size and length in the list of the member that the list names at `at`, and that must begin at `here`."""
        if len(listed) - at < CENTRAL.size:
            raise RefusedError("the list of members of the zip is cut off")
        mark, made, *both, name, extra, comment, disk, internal, mode, offset = CENTRAL.unpack_from(listed, at)
        raw = listed[at + CENTRAL.size : at + CENTRAL.size + name]
        shown = raw.decode("utf-8", "replace")
        self.stream.seek(here)
        local = self.stream.read(LOCAL.size + name)
        if local != LOCAL.pack(b"PK\3\4", *both, name, 0) + raw or offset != here:
            raise RefusedError(f"{shown}: the zip has a gap, or the list and the member say different things")
        needed, flags, method, time, date, crc, packed, size = both
        if mark != b"PK\1\2" or extra or comment or disk or needed not in (10, 20) or flags not in (0, 0x800):
            raise RefusedError(f"{shown}: the zip member has flags, extra fields or a comment")
        if method or packed != size:
            raise RefusedError(f"{shown}: the zip member is compressed")
        if (time, date) != (0, 0x21):
            raise RefusedError(f"{shown}: the zip member is not dated 1980-01-01 00:00:00")
        if made not in (0x30A, 0x314) or internal or mode >> 16 not in (0o644, 0o100644) or mode & 0xFFFF:
            raise RefusedError(f"{shown}: the zip member has not the Unix mode 0644")
        if not flags and not raw.isascii():
            raise RefusedError(f"{shown}: the zip member has a name that is not said to be UTF-8")
        return raw, crc, size, CENTRAL.size + name

    def _inner(self, raw: bytes, seen: dict[str, int]) -> str:
        """The name of a member within the one folder of the zip."""
        try:
            folder, _, name = raw.decode().partition("/")
        except UnicodeDecodeError:
            raise RefusedError("the zip has a name that is not UTF-8") from None
        self.folder = self.folder if seen else folder
        if not is_inner_path(f"{folder}/{name}"):
            raise RefusedError(f"{folder}/{name}: the zip has a name that leads elsewhere")
        if folder != self.folder:
            raise RefusedError(f"{folder}/{name}: it does not lie in the one folder of the zip")
        if name in seen:
            raise RefusedError(f"{name}: it stands in the zip twice")
        return name

    def open(self, name: str) -> io.BufferedReader:
        """One of its members."""
        if name not in self.sizes:
            raise RefusedError("it is missing")
        return io.BufferedReader(Window(self.stream, self._starts[name], self.sizes[name]), BLOCK)


def open_bag(path: Path, keys: Keys | None, stack: contextlib.ExitStack, faults: Faults) -> FolderBag | ZipBag:
    """The bag in a folder, a zip or a sealed zip; the last is opened into a file without a name."""
    if path.is_dir():
        return FolderBag(path, faults)
    stream = stack.enter_context(open_file(path))
    if not stream.peek(20).startswith(b"age-encryption.org/"):
        return ZipBag(stream, faults)
    if keys is None:
        raise UsageError(f"{path} is sealed: give HOUVAST_PASSPHRASE, HOUVAST_PASSPHRASE_FILE or --paper-file")
    plain = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 the stack closes it
    for chunk in age_open(stream, keys):
        plain.write(chunk)
    return ZipBag(plain, faults)


class Package:
    """A package: its bag, its spine, and the leaves it shows."""

    def __init__(self, path: Path, keys: Keys | None, stack: contextlib.ExitStack) -> None:
        self.opener = functools.partial(open_bag, path, keys, stack)
        self.bag: FolderBag | ZipBag | None = None
        self.spine = Spine([])
        self.leaves: dict[str, tuple[Stored, Json]] = {}
        self.readings: list[tuple[str, Json, str]] = []

    def open(self, name: str) -> io.BufferedReader:
        """A file of the bag."""
        assert self.bag is not None
        return self.bag.open(name)

    def whole(self, name: str, most: int) -> bytes:
        """A file of the bag in one piece, if it is not too large."""
        with self.open(name) as stream:
            raw = stream.read(most + 1)
        if len(raw) > most:
            raise RefusedError("it is larger than this reader takes")
        return raw

    def check_bag(self, faults: Faults) -> str:
        """Step 1: the rules of a zip, the names, and the two manifests."""
        self.bag = self.opener(faults)
        names = set(self.bag.sizes)
        for name in sorted(PACKAGE_FILES - names):
            faults.add(name, "it is missing")
        for name in sorted(names - PACKAGE_FILES):
            if not re.fullmatch("data/(originals|readings)/.+", name, re.DOTALL) or not is_inner_path(name):
                faults.add(name, "it does not belong in a package")
        with faults.of("bagit.txt"):
            if self.whole("bagit.txt", 1000) != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
                raise RefusedError("it is not that of BagIt 1.0")
        self._check_manifest("manifest-sha256.txt", {name for name in names if name.startswith("data/")}, faults)
        self._check_manifest("tagmanifest-sha256.txt", set(TAG_FILES), faults)
        return f"{len(names)} file(s)"

    def _check_manifest(self, manifest: str, names: set[str], faults: Faults) -> None:
        listed: dict[str, str] = {}
        with faults.of(manifest):
            for line in lines_of([self.whole(manifest, MANIFEST_MAX)]):
                found = re.fullmatch(rb"([0-9a-f]{64})[ \t]+([^ \t].*)", line)
                if not found:
                    raise RefusedError("it has a line that is no digest and path")
                name = re.sub(b"%(0A|0D|25)", lambda m: bytes.fromhex(m[1].decode()), found[2]).decode(
                    "utf-8", "replace"
                )
                if name in listed:
                    raise RefusedError(f"it lists {name} twice")
                listed[name] = found[1].decode()
        for name in sorted(listed.keys() ^ names):
            faults.add(
                name, f"it is not in {manifest}" if name in names else f"{manifest} lists it, it does not belong there"
            )
        for name in sorted(listed.keys() & names):
            with faults.of(name), self.open(name) as stream:
                if digest_of(blocks(stream))[0] != listed[name]:
                    raise RefusedError(f"its bytes have not the digest in {manifest}")

    def read_spine(self, faults: Faults) -> str:
        """Step 3: as step 2 of a folder, over spine.txt."""
        records: list[Stored] = []
        if self.bag and self.bag.sizes.get("data/spine.txt", 0) > SPINE_MAX:
            raise RefusedError("data/spine.txt is larger than this reader takes")
        with faults.of("data/spine.txt"), self.open("data/spine.txt") as stream:
            while stream.peek(1) or not records:
                name = f"data/spine.txt: record {len(records)}"
                with faults.of(name):
                    line, signature = read_stored(stream)
                    records.append(Stored(name, line, signature, parse_header(line, len(records))))
                if faults.found:
                    return ""
        self.spine = Spine(records)
        return f"{len(records)} record(s)"

    def check_signature(self, faults: Faults) -> str:
        """Step 2: the owner signed the tag manifest, for this spine."""
        with faults.of("signature.txt"):
            stream = io.BytesIO(self.whole("signature.txt", 10_000))
            line, signature = read_stored(stream)
            if stream.read(1):
                raise RefusedError("it has more than two lines")
            signed = parse_object(line)
            require(signed, SIGNED, "section 10")
            if not signature_holds(signed["key"], signature, PACKAGE_TYPE, line):
                raise RefusedError("the signature does not verify")
            with self.open("tagmanifest-sha256.txt") as tags:
                if digest_of(blocks(tags))[0] != signed["tagmanifest"]:
                    raise RefusedError("it signs another tagmanifest-sha256.txt")
            if not self.spine.records:
                faults.skip("data/spine.txt", "see step 3")
                return "the signature verifies"
            if (signed["key"], signed["dossier"]) != (self.spine.owner, self.spine.dossier):
                raise RefusedError("its `key` or `dossier` is not that of the spine")
            if signed["head"] != self.spine.head(len(self.spine.records)):
                raise RefusedError("its `head` is not that of the spine")
        return "the owner signed it"

    def check_entries(self, faults: Faults) -> str:
        """Step 7: each leaf leads to the root of its record and is well-formed; entries.json says the same."""
        before = (-1, -1)
        with faults.of("data/proof.jsonl"), self.open("data/proof.jsonl") as stream:
            for number, line in enumerate(lines_of(blocks(stream)), 1):
                with faults.of(f"data/proof.jsonl: line {number}"):
                    proof = parse_object(line)
                    require(proof, PROOF, "section 10")
                    if (proof["seq"], proof["index"]) <= before:
                        raise RefusedError("it does not follow the line before it in order")
                    before = (proof["seq"], proof["index"])
                    self._take_leaf(proof)
        with faults.of("data/entries.json"):
            self._check_entries_json()
        return f"{len(self.leaves)} leaves"

    def _take_leaf(self, proof: Json) -> None:
        if proof["seq"] >= len(self.spine.records):
            raise RefusedError("it is of a record that the spine has not")
        record, raw = self.spine.records[proof["seq"]], proof["leaf"].encode()
        leaf = parse_leaf(raw)
        hashed = body_leaf(bytes.fromhex(proof["salt"]), raw)
        if not path_leads(hashed, proof["index"], record.header["count"], proof["path"], record.header["root"]):
            raise RefusedError(f"its path does not lead to the root of record {proof['seq']}")
        if leaf["layer"] != "disclosable":
            raise RefusedError("its leaf is private")
        if leaf["id"] in self.leaves:
            raise RefusedError("its entry is shown twice")
        self.leaves[leaf["id"]] = (record, leaf)

    def _check_entries_json(self) -> None:
        raw = self.whole("data/entries.json", ENTRIES_MAX)
        said = parse_object(raw.removesuffix(b"\n"))
        require(said, {"dossier": is_digest, "entries": list_of(_is_entry), "head": is_head}, "section 10")
        if (said["dossier"], said["head"]) != (self.spine.dossier, self.spine.head(len(self.spine.records))):
            raise RefusedError("its `dossier` or `head` is not that of the spine")
        if len(said["entries"]) != len(self.leaves) or {e["id"] for e in said["entries"]} != set(self.leaves):
            raise RefusedError("it has not the entries of proof.jsonl, each once")
        for number, entry in enumerate(said["entries"], 1):
            record, leaf = self.leaves[entry["id"]]
            added = {"number": number, "recorded_at": record.header["recorded_at"], "seq": record.header["seq"]}
            if added.keys() & leaf.keys() or canonical(entry) != canonical(leaf | added):
                raise RefusedError(f"entry {entry['id']} does not say exactly what its leaf says")

    def check_originals(self, faults: Faults) -> str:
        """Step 8: each file has the digest and size its entry gives, and a record up to that of the entry keeps it."""
        assert self.bag is not None
        listed: set[str] = set()
        with faults.of("data/files.jsonl"), self.open("data/files.jsonl") as stream:
            for number, line in enumerate(lines_of(blocks(stream)), 1):
                with faults.of(f"data/files.jsonl: line {number}"):
                    shown = parse_object(line)
                    require(shown, READ if "seed" in shown else SHOWN, "section 10")
                    listed.add(f"data/{shown['path']}")
                    with faults.of(f"data/{shown['path']}"):
                        self._check_shown(shown)
        kept = {name for name in self.bag.sizes if name.startswith(("data/originals/", "data/readings/"))}
        for name in sorted(kept - listed):
            faults.add(name, "files.jsonl does not name it")
        return f"{len(listed)} file(s)"

    def _check_shown(self, shown: Json) -> None:
        folder = "readings/" if "seed" in shown else "originals/"
        wanted = [shown[name] for name in ("blob", "sha256", "size")]
        if not shown["path"].startswith(folder) or not is_inner_path(shown["path"]):
            raise RefusedError(f"files.jsonl gives it a path that is not in {folder}")
        if shown["entry"] not in self.leaves:
            raise RefusedError("files.jsonl gives it to an entry that is not shown")
        record, leaf = self.leaves[shown["entry"]]
        reading = leaf.get("reading") if leaf["kind"] == "import" else None
        named = [file for file in files_in(leaf) if (file == reading) is ("seed" in shown)]
        if wanted not in [[file[name] for name in ("blob", "sha256", "size")] for file in named]:
            raise RefusedError("its entry does not name a file with this blob, digest and size")
        if self.spine.kept.get(shown["blob"], record.header["seq"] + 1) > record.header["seq"]:
            raise RefusedError("its blob is not in `keeps` of the record of its entry or an earlier one")
        with self.open(f"data/{shown['path']}") as stream:
            if digest_of(blocks(stream)) != (shown["sha256"], shown["size"]):
                raise RefusedError("it has not the digest and size its entry gives")
        if "seed" in shown:
            self.readings.append((f"data/{shown['path']}", leaf, shown["seed"]))

    def check_readings(self, faults: Faults) -> str:
        """Step 9: rows and root as in section 8."""
        rows = 0
        for name, leaf, seed in self.readings:
            with faults.of(name):
                if not {"file", "reading", "rows"} <= leaf.keys():
                    raise RefusedError("its entry gives no `file`, `reading` and `rows`")
                with self.open(name) as stream:
                    rows += check_reading(lines_of(blocks(stream)), leaf, seed)
        return f"{len(self.readings)} reading(s), {rows} row(s); this verifier does not read the originals again"


def verify_package(path: Path, keys: Keys | None, known: str | None) -> Report:
    """Section 11 over a package."""
    with contextlib.ExitStack() as stack:
        return package_steps(path, Package(path, keys, stack), known)


def package_steps(path: Path, package: Package, known: str | None) -> Report:
    """The steps over a package that is open."""
    report = Report(str(path))
    report.step(1, "bag", package.check_bag)
    needs = [] if package.bag else [1]
    report.step(3, "headers", package.read_spine, needs)
    report.step(2, "signature", package.check_signature, needs)  # it speaks of the spine, so that is read before it
    report.steps.sort(key=lambda step: step.n or 0)
    spine = package.spine
    if spine.records:
        report.dossier, report.head = spine.dossier, spine.head(len(spine.records))
    report.step(4, "owner", spine.check_owner, [3])
    report.step(5, "signatures", spine.check_signatures, [3])
    report.step(6, "order", spine.check_order, [3])
    report.step(7, "entries", package.check_entries, [3])
    report.step(8, "originals", package.check_originals, [3])
    report.step(9, "readings", package.check_readings, [3])
    report.step(None, "known", functools.partial(spine.check_known, known), [3])
    return report


# ---- The writer -----------------------------------------------------------------------------------------------------------


class Chance:
    """Randomness: the system's, or for test vectors a stream of SHAKE-256 over a seed and a counter."""

    def __init__(self, seed: str | None = None) -> None:
        self._seed, self._count = seed, 0

    def take(self, size: int) -> bytes:
        """The next bytes."""
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
    """A sealed file that a record brings in: its bytes, and `blobs` or `keys`."""

    sealed: bytes
    place: str = "blobs"

    @property
    def digest(self) -> str:
        """The digest of the sealed bytes."""
        return sha256(self.sealed).hex()

    @property
    def path(self) -> str:
        """Where it lies in the folder."""
        return f"keys/{self.digest}.age" if self.place == "keys" else f"blobs/{self.digest[:2]}/{self.digest}.age"


@dataclass(frozen=True)
class Damage:
    """For test vectors: what to do to one thing, everything after it being made to fit. None leaves it as it is."""

    plain: Callable[[bytes], bytes] | None = None  # the plaintext of the body, before it is sealed
    body: Callable[[bytes], bytes] | None = None  # the sealed body, before its digest goes into the header
    line: Callable[[bytes], bytes] | None = None  # the header line, before it is signed
    signature: Callable[[str], str] | None = None  # the signature (hex)
    stored: Callable[[bytes], bytes] | None = (
        None  # the bytes of the record file; the spine keeps what it would have been
    )


DERIVED = object()  # stands for the digest of the body, which is not known yet when `tweak` sees the header


def applied(change: Callable[[Any], Any] | None, value: Any) -> Any:
    """The value, changed when there is a change."""
    return value if change is None else change(value)


def publish(root: Path, name: str, raw: bytes, *, replace: bool = False) -> None:
    """Give a file its final name in the way of section 2: tmp, fsync, a name without replacing anything, fsync."""
    (root / "tmp").mkdir(exist_ok=True, parents=True)
    (root / name).parent.mkdir(exist_ok=True, parents=True)
    passing = root / "tmp" / secrets.token_hex(16)
    with passing.open("xb") as stream:
        stream.write(raw)
        stream.flush()
        os.fsync(stream.fileno())
    if replace:
        passing.replace(root / name)
    else:
        os.link(passing, root / name)
        passing.unlink()
    for folder in {(root / name).parent, (root / name).parent.parent}:
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


class Writer:
    """Writes a dossier record by record, from nothing.

    `begin` writes record 0, `record` every next one. Both take `tweak` (changes the header before it is signed) and `damage`.
    Slots, epochs and originals are made first and then given to the record that brings them in. Attributes may be changed
    between records: that is how a vector maker gets a dossier that is wrong in one way only.
    """

    def __init__(self, root: Path, chance: Chance, log_n: int = 18) -> None:
        self.root, self.chance, self.log_n = root, chance, log_n
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

    def passphrase_slot(self, passphrase: str, seed: bytes | None = None) -> tuple[Kept, Json]:
        """A slot for a passphrase, and its control part."""
        key, nonce, salt = self.chance.take(16), self.chance.take(16), self.chance.take(16)
        stanza = scrypt_stanza(key, passphrase_form(passphrase), salt, self.log_n)
        kept = Kept(age_seal(self.seed if seed is None else seed, key, nonce, stanza), "keys")
        return kept, {"file": kept.digest, "kind": "slot", "way": "passphrase"}

    def paper_slot(self) -> tuple[Kept, Json, str]:
        """A slot for a key on paper, its control part, and what is to be printed."""
        secret = self.chance.take(32)
        kept = Kept(self.sealed_to(recipient_of(secret), self.seed), "keys")
        part = {"file": kept.digest, "kind": "slot", "way": "paper"}
        return kept, part, bech32_encode("age-secret-key-", secret).upper()

    def next_epoch(self) -> tuple[Kept, Json]:
        """A new epoch, under which the next record is already sealed: the owner's grant and the control part."""
        secret = self.chance.take(32)
        self.epoch_number, self.epoch = self.epoch_number + 1, epoch_of(secret)
        kept = Kept(self.sealed_to(recipient_of(self.person.x25519), secret), "keys")
        part = {
            "epoch": self.epoch_number,
            "grants": [kept.digest],
            "kind": "epoch",
            "letterbox": recipient_of(self.epoch.letterbox),
            "originals": recipient_of(self.epoch.originals),
        }
        return kept, part

    # what goes in

    def original(self, plain: bytes, name: str) -> tuple[Kept, Json]:
        """An original or a reading, sealed, and the `file` an entry names it by."""
        kept = Kept(self.sealed_to(recipient_of(self.epoch.originals), plain))
        return kept, {"blob": kept.digest, "name": name, "sha256": sha256(plain).hex(), "size": len(plain)}

    def new_id(self) -> str:
        """The id of a new entry."""
        return self.chance.take(16).hex()

    def begin(
        self, passphrase: str, *, tweak: Callable[[Json], object] | None = None, damage: Damage | None = None
    ) -> int:
        """Record 0: the owner, epoch 0 and a first slot."""
        grant, epoch = self.next_epoch()
        slot, way = self.passphrase_slot(passphrase)
        admit = {"key": self.author, "kind": "admit", "salt": self.admit_salt.hex()}
        return self.record([], keeps=[grant, slot], parts=[admit, epoch, way], tweak=tweak, damage=damage)

    def record(
        self,
        leaves: Sequence[Json | bytes],
        *,
        keeps: Sequence[Kept] = (),
        parts: Sequence[Json] = (),
        tweak: Callable[[Json], object] | None = None,
        damage: Damage | None = None,
    ) -> int:
        """One more record, kept files first; its number. A leaf given as bytes goes in as it is."""
        damage = damage or Damage()
        raws = [leaf if isinstance(leaf, bytes) else canonical(leaf) for leaf in leaves]
        salted = [(self.chance.take(32), raw) for raw in raws]
        header = self._header(salted, keeps, parts)
        applied(tweak, header)
        chosen = header.pop("body", DERIVED)
        without = canonical(header)
        plain = b"".join(salt + struct.pack(">I", len(raw)) + raw for salt, raw in salted)
        nonce = header["nonce"] if is_digest(header.get("nonce")) else "00" * 32
        cipher = body_key(self.epoch.records, nonce, RECORD_USE, without)
        body = applied(damage.body, cipher.encrypt(bytes(12), applied(damage.plain, plain), without))
        header["body"] = sha256(body).hex() if chosen is DERIVED else chosen
        stored = self._signed(header, damage)
        for kept in keeps:
            publish(self.root, kept.path, kept.sealed)
        seq = self.past.size
        self.past.add(leaf_hash(stored))
        self.folded.append(
            {
                "at": header.get("recorded_at"),
                "keeps": header.get("keeps"),
                "leaf": leaf_hash(stored).hex(),
                "leaves": [raw.decode("utf-8", "replace") for raw in raws],
                "open": header.get("open"),
                "seq": seq,
            }
        )
        publish(self.root, f"records/{seq:08d}.record", applied(damage.stored, stored + body))
        return seq

    def _header(self, salted: list[tuple[bytes, bytes]], keeps: Sequence[Kept], parts: Sequence[Json]) -> Json:
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
            "root": frontier_of(body_leaf(salt, raw) for salt, raw in salted).root(),
            "seq": self.past.size,
            "v": 1,
        }

    def _signed(self, header: Json, damage: Damage) -> bytes:
        """The stored header."""
        line = applied(damage.line, canonical(header))
        return bytes(line + b"\n" + applied(damage.signature, self.sign(RECORD_TYPE, line)).encode() + b"\n")

    def sign(self, kind: str, line: bytes) -> str:
        """The owner's signature (hex)."""
        return Ed25519PrivateKey.from_private_bytes(self.person.ed25519).sign(pae(kind, line)).hex()

    def withdraw(
        self, bodies: Sequence[int] = (), files: Sequence[Kept] = (), keeps: Sequence[Kept] = (), **more: Any
    ) -> int:
        """A record that withdraws; then the bodies and the files are taken away. `parts`, `tweak`, `damage` as in `record`."""
        part = {"bodies": sorted(bodies), "files": sorted(kept.digest for kept in files), "kind": "withdraw"}
        seq = self.record([], keeps=keeps, **(more | {"parts": [*more.get("parts", []), part]}))
        for body in bodies:
            name = f"records/{body:08d}.record"
            lines = (self.root / name).read_bytes().split(b"\n", 2)
            publish(self.root, name, b"\n".join([*lines[:2], b""]), replace=True)
            self.folded[body]["leaves"] = []
        for kept in files:
            (self.root / kept.path).unlink()
        return seq

    def fold(self, *, tweak: Callable[[Json], object] | None = None, damage: Damage | None = None) -> None:
        """Write the fold over all records so far (section 9)."""
        damage, nonce = damage or Damage(), self.chance.take(32).hex()
        header: Json = {
            "dossier": self.dossier,
            "epoch": self.epoch_number,
            "head": self.past.head(),
            "nonce": nonce,
            "v": 1,
        }
        applied(tweak, header)
        without = canonical(header)
        plain = b"".join(canonical(record) + b"\n" for record in self.folded)
        cipher = body_key(self.epoch.records, nonce, FOLD_USE, without)
        body = applied(damage.body, cipher.encrypt(bytes(12), applied(damage.plain, plain), without))
        line = applied(damage.line, canonical(header | {"body": sha256(body).hex()}))
        signature = applied(damage.signature, self.sign(FOLD_TYPE, line))
        publish(
            self.root, "fold", applied(damage.stored, line + b"\n" + signature.encode() + b"\n" + body), replace=True
        )


# ---- write: a small dossier with a bit of everything ----------------------------------------------------------------------

CHAT = b"03-03-2026 22:10 - Anna: ik sta voor je deur\n03-03-2026 22:11 - Ik: ga weg\n"
ZONE = "Europe/Amsterdam"


def leaf_pair(writer: Writer, kind: str, disclosable: Json, private: Json | None = None) -> tuple[str, list[Json]]:
    """The id and the leaves of a new entry."""
    common = {"id": writer.new_id(), "kind": kind}
    leaves = [common | {"layer": "disclosable"} | disclosable]
    if private:
        leaves.append(common | {"layer": "private"} | private)
    return common["id"], leaves


def read_chat(plain: bytes) -> bytes:
    """The reading of a chat in the Android form, made by hand: every line a message, the header up to the first `: `."""
    about: Json = {
        "format": "whatsapp",
        "original": sha256(plain).hex(),
        "reader": "stranger",
        "v": 1,
        "variant": "android",
    }
    lines, offset = [canonical(about | {"zone": ZONE})], 0
    for raw in plain.splitlines(keepends=True):
        head = raw.index(b": ") + 2
        moment = datetime.strptime(raw[:16].decode(), "%d-%m-%Y %H:%M")
        row: Json = {
            "at": moment.strftime("%Y-%m-%dT%H:%M"),
            "flags": None,
            "head": head,
            "kind": "text",
            "length": len(raw),
        }
        row |= {"offset": offset, "sender": raw[19 : head - 2].decode(), "text": raw[head:].rstrip(b"\n").decode()}
        lines.append(canonical(row))
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
    said = {
        "origin": "imported",
        "file": original,
        "format": "whatsapp",
        "variant": "android",
        "zone": ZONE,
        "date_order": {"order": "dmy", "decided_by": "the user"},
        "reading": read,
        "rows": {"count": rows.count, "root": rows.root()},
        "participants": ["Anna", "Ik"],
        "me": "Ik",
        "first": json.loads(lines[0])["at"],
        "last": json.loads(lines[-1])["at"],
    }
    imported, leaves = leaf_pair(writer, "import", said, {"rows_seed": seed})
    counts = {"messages": rows.count, "new": rows.count, "known": 0, "system": 0, "media": 0}
    _, receipt = leaf_pair(writer, "receipt", {"imported": imported} | counts)
    return [original_kept, reading_kept], leaves + receipt


def incident_of(writer: Writer, at: str, what: str, feelings: str, **more: object) -> tuple[str, list[Json]]:
    """An incident with a private half."""
    said = {"when": {"at": at, "zone": ZONE}, "what": what, "behaviours": ["following"], "witness": "no"} | more
    return leaf_pair(writer, "incident", said, {"feelings": feelings, "own_reaction": "door locked"})


def write_example(root: Path, passphrase: str, seed: str | None, log_n: int) -> str:
    """A small dossier with a bit of everything; what is to be printed on paper."""
    writer = Writer(root, Chance(seed), log_n)
    old, old_way = writer.passphrase_slot(passphrase + " of before")
    grant, epoch = writer.next_epoch()
    admit = {"key": writer.author, "kind": "admit", "salt": writer.admit_salt.hex()}
    writer.record([], keeps=[grant, old], parts=[admit, epoch, old_way])
    first, leaves = incident_of(writer, "2026-03-03T22:10", "He stood before the door.", "afraid")
    _, note = leaf_pair(
        writer, "note", {"when": {"at": "2026-03", "zone": ZONE, "part": "evening"}, "text": "It began in March."}
    )
    writer.record(leaves + note)
    photo, file = writer.original(b"\x89PNG\r\n\x1a\n" + writer.chance.take(70_000), "door.png")
    said = {"sort": "photo", "description": "The door", "file": file, "entries": [first], "original_kept": "yes"}
    _, evidence = leaf_pair(writer, "evidence", said, {"coordinates": "52.0,4.3"})
    writer.record(evidence, keeps=[photo])
    kept, chat = import_of(writer, CHAT, "WhatsApp-chat met Anna.txt")
    writer.record(chat, keeps=kept)
    change = {"entry": first, "reason": "I looked it up", "fields": {"minutes": 20}, "cleared": ["witness"]}
    _, correction = leaf_pair(writer, "correction", change, {"private_fields": {"feelings": "very afraid"}})
    writer.record(correction)
    slot, way = writer.passphrase_slot(passphrase)
    paper, paper_way, printed = writer.paper_slot()
    writer.withdraw(files=[old], keeps=[slot, paper], parts=[way, paper_way])
    mistake = writer.record(leaf_pair(writer, "note", {"text": "Typed into the wrong dossier."})[1])
    writer.withdraw(bodies=[mistake])
    grant, epoch = writer.next_epoch()
    writer.record(
        incident_of(writer, "2026-04-01", "A letter.", "tired", channel="letter")[1], keeps=[grant], parts=[epoch]
    )
    lost = {"head": f"40-{sha256(b'a head seen before').hex()}", "kind": "lost", "seq": 40}
    writer.record([], parts=[lost])
    writer.fold()
    return printed


# ---- package: what is disclosable, for others -----------------------------------------------------------------------------

VERIFY_HTML = """<!DOCTYPE html>
<html lang="nl"><meta charset="utf-8"><title>Controleren / Verify</title>
<h1>Controleren</h1><p>Dit pakket is een BagIt-map met ondertekende stukken uit een Houvast-dossier. Wie het wil controleren, volgt
de stappen van hoofdstuk 11 van docs/format.md, of start: <code>python3 -I stranger.py verify PAKKET</code>.</p>
<h1 lang="en">Verify</h1><p lang="en">This package is a BagIt folder with signed parts of a Houvast dossier. To verify it, go through
section 11 of docs/format.md, or run: <code>python3 -I stranger.py verify PACKAGE</code>.</p></html>
"""


def claimed_time(leaf: Json, recorded_at: str) -> str:
    """What an entry is ordered by: its claimed time, or when it was recorded."""
    for name in ("when", "obtained"):
        if is_moment(leaf.get(name)):
            return str(leaf[name]["at"])
    return str(leaf["first"]) if is_text(leaf.get("first")) else recorded_at


class Packer:
    """Makes a package of all disclosable leaves of an opened dossier."""

    def __init__(self, opened: Opened, out: Path) -> None:
        self.opened, self.out = opened, out
        self.proofs: list[Json] = []
        self.shown: list[Json] = []
        self.entries: list[Json] = []
        self.messages: list[list[object]] = []

    def put(self, name: str, raw: bytes) -> None:
        """One file of the package."""
        (self.out / name).parent.mkdir(parents=True, exist_ok=True)
        (self.out / name).write_bytes(raw)

    def choose(self) -> None:
        """The disclosable leaves with their paths."""
        for record in self.opened.dossier.spine.records:
            if is_withdrawn(self.opened.dossier, record):
                continue
            found = opened_leaves(self.opened, record)
            paths = paths_of([body_leaf(salt, raw) for salt, raw in found])
            for index, ((salt, raw), path) in enumerate(zip(found, paths, strict=True)):
                leaf = parse_leaf(raw)
                if leaf["layer"] == "disclosable":
                    seq = record.header["seq"]
                    proof = {"index": index, "leaf": raw.decode(), "path": path, "salt": salt.hex(), "seq": seq}
                    self.proofs.append(proof)
                    self.entries.append(leaf | {"recorded_at": record.header["recorded_at"], "seq": seq})
        self.entries.sort(key=lambda entry: claimed_time(entry, entry["recorded_at"]))
        self.entries = [entry | {"number": number} for number, entry in enumerate(self.entries, 1)]

    def put_files(self) -> None:
        """Originals and readings of the entries shown, plain."""
        seeds = {leaf["id"]: leaf.get("rows_seed") for _, leaf in self.opened.entries.imports}
        shown = {proof["id"]: proof for proof in self.entries}
        for use in self.opened.entries.files:
            name = self.opened.dossier.spine.place(use.blob)
            leaf = shown.get(use.entry)
            if leaf is None or use.file not in list(files_in(leaf)) or state_of(self.opened, use) != "here":
                continue
            seed = seeds.get(use.entry) if use.file == leaf.get("reading") else None
            path = f"{'readings' if seed else 'originals'}/{use.file['sha256']}"
            with self.opened.dossier.open(name) as stream:
                self.put(f"data/{path}", b"".join(plain_chunks(self.opened, use, stream)))
            line = {
                "blob": use.blob,
                "entry": use.entry,
                "path": path,
                "sha256": use.file["sha256"],
                "size": use.file["size"],
            }
            self.shown.append(line | ({"seed": seed} if seed else {}))
            if seed:
                self._take_messages(use.entry, (self.out / "data" / path).read_bytes())

    def _take_messages(self, entry: str, reading: bytes) -> None:
        for number, line in enumerate(reading.split(b"\n")[1:-1]):
            row = parse_object(line)
            self.messages.append([entry, number, row["at"], row["kind"], row["sender"] or "", row["text"]])

    def put_data(self, head: str) -> None:
        """Everything in data/ but the originals and readings."""
        spine = self.opened.dossier.spine
        said = {"dossier": spine.dossier, "entries": self.entries, "head": head}
        lines = (record.line + b"\n" + record.signature.encode() + b"\n" for record in spine.records)
        self.put("data/VERIFY.html", VERIFY_HTML.encode())
        self.put("data/spine.txt", b"".join(lines))
        self.put("data/proof.jsonl", b"".join(canonical(proof) + b"\n" for proof in self.proofs))
        self.put("data/files.jsonl", b"".join(canonical(line) + b"\n" for line in self.shown))
        self.put("data/entries.json", canonical(said) + b"\n")
        rows = [
            [e["number"], e["seq"], e["recorded_at"], e["kind"], e["id"], canonical(e).decode()] for e in self.entries
        ]
        self.put("data/entries.csv", csv_of(["number", "seq", "recorded_at", "kind", "id", "entry"], rows))
        self.put("data/messages.csv", csv_of(["entry", "row", "at", "kind", "sender", "text"], self.messages))

    def put_tags(self, head: str) -> None:
        """The manifests and the signature."""
        person, spine = self.opened.person, self.opened.dossier.spine
        assert person is not None
        self.put("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        self.put(
            "bag-info.txt", f"External-Identifier: {spine.dossier}\nInternal-Sender-Description: head {head}\n".encode()
        )
        self.put(
            "manifest-sha256.txt", self._manifest(name for name, kind, _ in tree(self.out / "data") if kind == "file")
        )
        tags = b"".join(
            f"{sha256((self.out / name).read_bytes()).hex()}  {name}\n".encode() for name in sorted(TAG_FILES)
        )
        self.put("tagmanifest-sha256.txt", tags)
        signed = {"dossier": spine.dossier, "head": head, "key": spine.owner, "tagmanifest": sha256(tags).hex(), "v": 1}
        signature = (
            Ed25519PrivateKey.from_private_bytes(person.ed25519).sign(pae(PACKAGE_TYPE, canonical(signed))).hex()
        )
        self.put("signature.txt", canonical(signed) + f"\n{signature}\n".encode())

    def _manifest(self, names: Iterable[str]) -> bytes:
        lines = []
        for name in sorted(names):
            with (self.out / "data" / name).open("rb") as stream:
                lines.append(f"{digest_of(blocks(stream))[0]}  data/{name}\n")
        return "".join(lines).encode()


def csv_of(names: list[str], rows: Iterable[list[Any]]) -> bytes:
    """A table for a spreadsheet."""
    out = io.StringIO()
    csv.writer(out).writerows([names, *rows])
    return out.getvalue().encode()


def write_package(opened: Opened, out: Path) -> None:
    """A package folder of the disclosable leaves."""
    packer = Packer(opened, out)
    head = opened.dossier.spine.head(len(opened.dossier.spine.records))
    packer.choose()
    packer.put_files()
    packer.put_data(head)
    packer.put_tags(head)


def write_zip(folder: Path, out: Path) -> None:
    """A package folder as the zip of section 10."""
    with zipfile.ZipFile(out, "x", zipfile.ZIP_STORED, allowZip64=False) as packed:
        for name in sorted(name for name, kind, _ in tree(folder) if kind == "file"):
            member = zipfile.ZipInfo(f"{out.stem}/{name}", (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o100644 << 16
            member.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as plain, packed.open(member, "w") as stream:
                shutil.copyfileobj(plain, stream)


# ---- The command line -----------------------------------------------------------------------------------------------------


def say(text: str) -> None:
    """One line; what a terminal would obey is written as in JSON."""
    obeyed = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    sys.stdout.write(re.sub(obeyed, lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def given_passphrase() -> str | None:
    """The passphrase in the environment."""
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


def known_head(text: str, keys: Keys | None) -> str:
    """The earlier head: as given, or that of the folder or package given."""
    if is_head(text):
        return text
    path, faults = Path(text), Faults()
    if not path.exists():
        raise UsageError(f"--known: {text} is no head, and no folder or package")
    try:
        with contextlib.ExitStack() as stack:
            if is_package(path):
                package = Package(path, keys, stack)
                package.bag, spine = package.opener(faults), None
                package.read_spine(faults)
                spine = package.spine
            else:
                dossier = Dossier(path)
                dossier.check_files(faults)
                dossier.check_headers(faults)
                spine = dossier.spine
    except (RefusedError, OSError) as why:
        raise UsageError(f"--known: {text} cannot be read: {why}") from None
    if not spine.records:
        raise UsageError(f"--known: {text} has no headers that can be read")
    return spine.head(len(spine.records))


def opened_dossier(path: Path) -> Opened:
    """A dossier with its keys and entries; refused unless the steps that this takes hold."""
    keys = given_keys(None)
    if keys is None:
        raise UsageError("give the passphrase in HOUVAST_PASSPHRASE or HOUVAST_PASSPHRASE_FILE")
    if not path.is_dir():
        raise UsageError(f"{path} is no folder")
    report, dossier = Report(str(path)), Dossier(path)
    opened = Opened(dossier, keys)
    report.step(1, "files", dossier.check_files)
    report.step(2, "headers", dossier.check_headers)
    for n, name, check in (
        (3, "owner", dossier.spine.check_owner),
        (4, "signatures", dossier.spine.check_signatures),
        (5, "order", dossier.spine.check_order),
        (7, "kept files", dossier.check_kept),
        (9, "keys", opened.check_keys),
        (10, "entries", functools.partial(check_entries, opened)),
    ):
        report.step(n, name, check, [2])
    failed = [step for step in report.steps if step.ok is False and step.n != 7]
    if failed:
        raise RefusedError(f"step {failed[0].n} {failed[0].name}: {failed[0].lines[0]}")
    return opened


def do_verify(args: argparse.Namespace) -> int:
    """Every path, a report each."""
    keys = given_keys(args.paper_file)
    known = known_head(args.known, keys) if args.known else None
    good = True
    for text in args.path:
        path = Path(text)
        if not os.path.lexists(path):
            raise UsageError(f"{text} is not there")
        report = verify_package(path, keys, known) if is_package(path) else verify_folder(path, keys, known)
        good = good and report.ok
        for line in [report.json()] if args.json else report.text():
            say(line)
    return 0 if good else 1


def do_show(args: argparse.Namespace) -> int:
    """The entries as JSON lines."""
    opened = opened_dossier(Path(args.path))
    for record in opened.dossier.spine.records:
        if not is_withdrawn(opened.dossier, record):
            leaves = [parse_leaf(raw) for _, raw in opened_leaves(opened, record)]
            for entry in entries_of(leaves):
                halves = {leaf["layer"]: leaf for leaf in entry}
                seen = {"recorded_at": record.header["recorded_at"], "seq": record.header["seq"]}
                say(canonical(halves | seen).decode())
    return 0


def do_extract(args: argparse.Namespace) -> int:
    """The plain bytes of a kept original or reading."""
    opened = opened_dossier(Path(args.path))
    use = next((use for use in opened.entries.files if use.file["sha256"] == args.sha256), None)
    if use is None:
        raise RefusedError(f"no entry names a file with the digest {args.sha256}")
    if (state := state_of(opened, use)) != "here":
        raise RefusedError(f"the file is {state}")
    out, name = Path(args.out), opened.dossier.spine.place(use.blob)
    with opened.dossier.open(name) as stream, out.open("xb") as plain:
        try:
            for chunk in plain_chunks(opened, use, stream):
                plain.write(chunk)
        except RefusedError as why:
            out.unlink()
            raise RefusedError(f"{name}: {why}") from None
    with out.open("rb") as plain:
        if digest_of(blocks(plain)) == (use.file["sha256"], use.file["size"]):
            return 0
    out.unlink()
    raise RefusedError(f"{name}: it opens, but has not the digest and size its entry gives")


def do_write(args: argparse.Namespace) -> int:
    """A small dossier; the paper key goes to the output and is kept nowhere."""
    passphrase = given_passphrase()
    if not passphrase or not passphrase.strip():
        raise UsageError("give the passphrase in HOUVAST_PASSPHRASE")
    if Path(args.path).exists():
        raise UsageError(f"{args.path} is there already")
    say(write_example(Path(args.path), passphrase, args.seed, args.log_n))
    return 0


def do_package(args: argparse.Namespace) -> int:
    """A package of the disclosable leaves, as a folder or a zip."""
    opened, out = opened_dossier(Path(args.path)), Path(args.out)
    if out.exists():
        raise UsageError(f"{args.out} is there already")
    if not args.zip:
        write_package(opened, out)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write_package(opened, Path(folder))
        write_zip(Path(folder), out)
    return 0


def arguments() -> argparse.ArgumentParser:
    """What can be asked."""
    parser = argparse.ArgumentParser(prog="stranger.py", description="Reads, verifies and writes Houvast dossiers.")
    commands = parser.add_subparsers(required=True)
    verify = commands.add_parser("verify", help="go through section 11 of docs/format.md")
    verify.add_argument("path", nargs="+")
    verify.add_argument("--known", metavar="HEAD|FOLDER|PACKAGE")
    verify.add_argument("--paper-file", metavar="FILE")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=do_verify)
    for name, run, names in (
        ("show", do_show, ["path"]),
        ("extract", do_extract, ["path", "sha256", "out"]),
        ("write", do_write, ["path"]),
        ("package", do_package, ["path", "out"]),
    ):
        command = commands.add_parser(name, help=(run.__doc__ or "").lower())
        for argument in names:
            command.add_argument(argument)
        command.set_defaults(run=run)
        if name == "write":
            command.add_argument("--seed", metavar="TEXT", help="for test vectors: the same bytes every time")
            command.add_argument("--log-n", type=int, choices=range(1, 21), default=18)
        if name == "package":
            command.add_argument("--zip", action="store_true")
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
