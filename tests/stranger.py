"""A second implementation of the Houvast dossier: it reads, verifies and writes one, from docs/format.md alone.

Its author never saw the code of Houvast, and it shares none: one file, the standard library and the package `cryptography`.

How to use this file
--------------------
You were given a dossier folder, or a package (a folder, a zip, or a sealed zip), and want to know whether it is what it says:

    python3 -I tests/stranger.py verify PATH... [--known HEAD|FOLDER|PACKAGE] [--paper-file FILE] [--json]

It prints the numbered steps of section 11, one a line: `ok`, `FAILED` with the files it is about, or why a step was left out
(steps 9 to 12 of a dossier need a key). The last line is the outcome. Exit code: 0 it holds, 1 it does not, 2 wrong use.

* `--known` is an earlier head, `N-ROOT`, which somebody else wrote down, or an earlier copy: only with it can cut-off records show.
* The passphrase comes from HOUVAST_PASSPHRASE, or from the file named in HOUVAST_PASSPHRASE_FILE; a key on paper from --paper-file.
* "ok" says that nothing was changed since the owner signed it. It does not say that what she recorded is true, that her clock was
  right, or that a package leaves nothing out (see the last paragraph of docs/format.md).
* It reads no chat format: that a reading (section 8) says what the chat says, Houvast itself or a human has to compare.

Also: `show PATH` (the entries, as JSON lines), `extract PATH SHA256 OUT` (one original), and, to make dossiers to try a verifier on,
`write PATH [--seed TEXT] [--log-n N]` and `package PATH OUT [--zip]`.

Contents
--------
The numbers are the sections of docs/format.md; each function names the section it follows. To see how a verification goes, begin at
11 (`verify_dossier`, `verify_package`) and look up from there what a step uses.

     1  Conventions: digests and signatures, JSON, forms of values, Merkle trees, age keys, age files
     2  The folder: reading files
     3  A record: its stored header, its sealed body
     4  Control parts, and the spine
     5  Keys
     6  Leaves and entries
     7  Originals
     8  Readings
     9  The fold
    10  The package: its files, its zip
    11  Verification: the report, a dossier without key, with key, a package
     -  The writer, an example, the packer: not needed to verify
     -  The command line
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import csv
import hashlib
import hmac
import io
import itertools
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
    venv = Path(__file__).resolve().parent.parent / ".venv"  # of a checkout of Houvast: it has the package
    if (venv / "bin" / "python").exists() and Path(sys.prefix).resolve() != venv.resolve():
        os.execv(str(venv / "bin" / "python"), [str(venv / "bin" / "python"), "-I", __file__, *sys.argv[1:]])
    sys.exit(sys.stderr.write("stranger needs one package: python3 -m pip install cryptography\n") and 2)

Json = dict[str, Any]  # an object of format 1, once parsed
MIB = 1 << 20
HEADER_MAX, LEAF_MAX, BODY_MAX, KEY_FILE_MAX = 16 * MIB, 16 * MIB, 64 * MIB, MIB  # the limits of format 1
WHOLE_MAX = 1024 * MIB  # where the page has no limit: what this reader holds in memory of one file


class RefusedError(Exception):
    """Something that the format does not allow, in one sentence for the reader of the report."""


class NewerError(RefusedError):
    """Something of a later version of the format."""


class NotForUsError(RefusedError):
    """An age file that none of the keys at hand opens."""


class UsageError(Exception):
    """The program was asked in a way it cannot answer."""


# ==== 1 Conventions: digests and signatures ================================================================================

RECORD_TYPE = "application/vnd.houvast.record.v1+json"
FOLD_TYPE = "application/vnd.houvast.fold.v1+json"
PACKAGE_TYPE = "application/vnd.houvast.package.v1+json"


def sha256(*parts: bytes) -> bytes:
    """SHA-256 over the parts joined (format 1)."""
    return hashlib.sha256(b"".join(parts)).digest()


def hkdf(secret: bytes, info: bytes, salt: bytes = b"") -> bytes:
    """HKDF-SHA256, 32 bytes: one round of expansion (format 1; RFC 5869)."""
    return hmac.digest(hmac.digest(salt or bytes(32), secret, "sha256"), info + b"\x01", "sha256")


def pae(kind: str, body: bytes) -> bytes:
    """DSSE pre-authentication encoding (format 1)."""
    return b"DSSEv1 %d %s %d %s" % (len(kind.encode()), kind.encode(), len(body), body)


def signature_holds(key: str, signature: str, kind: str, body: bytes) -> bool:
    """Whether the Ed25519 signature (hex) by the key (hex) holds over PAE(kind, body) (format 1)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), pae(kind, body))
    except (InvalidSignature, ValueError):
        return False
    return True


def ed25519_public(secret: bytes) -> str:
    """The public key (hex) of an Ed25519 secret (format 1)."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


def x25519_public(secret: bytes) -> bytes:
    """The public key of an X25519 secret (format 1)."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


# ==== 1 Conventions: JSON ==================================================================================================


def canonical(value: object) -> bytes:
    """The RFC 8785 form of a value without floats (format 1)."""
    return json.dumps(_ordered(value, 1), ensure_ascii=False, separators=(",", ":")).encode()


def _ordered(value: object, depth: int) -> object:
    """The value with the members of every object in the order of their UTF-16 code units (format 1; RFC 8785, 3.2.3)."""
    if not isinstance(value, dict | list):
        return value
    if depth > 64:
        raise RefusedError("it is nested more than 64 deep")
    if isinstance(value, list):
        return [_ordered(item, depth + 1) for item in value]
    return {name: _ordered(value[name], depth + 1) for name in sorted(value, key=lambda n: n.encode("utf-16-be"))}


def parse(raw: bytes) -> Json:
    """The object that canonical JSON says (format 1).

    Raises:
        RefusedError: not UTF-8, not JSON, not of format 1, not in canonical form, or no object.
    """
    hooks: dict[str, Any] = {"parse_float": _no_float, "parse_constant": _no_float, "parse_int": _integer}
    try:
        value = json.loads(raw.decode(), object_pairs_hook=_members, **hooks)
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
    if not isinstance(value, dict):
        raise RefusedError("it is JSON, but no object")
    return value


def _no_float(text: str) -> object:
    """Refuse a floating-point number, NaN and Infinity (format 1)."""
    raise RefusedError(f"it holds a floating-point number ({text[:20]})")


def _integer(text: str) -> int:
    """An integer from -(2^53-1) to 2^53-1 (format 1)."""
    if len(text) > 17 or abs(int(text)) > 2**53 - 1:
        raise RefusedError("it holds an integer beyond 2^53-1")
    return int(text)


def _members(pairs: list[tuple[str, object]]) -> Json:
    """The members of an object, no name twice (format 1)."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise RefusedError("it holds a member name twice")
    return members


# ==== 1 Conventions: forms, each says whether a parsed value has one form of the page ======================================

Form = Callable[[object], bool]
Members = dict[str, Form]  # the members that an object has, exactly, and their forms


def members(**forms: Form) -> Members:
    """The members of an object by their names."""
    return forms


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


def require(value: Json, forms: Members, section: str) -> None:
    """Refuse an object that has not exactly these members in these forms."""
    if value.keys() != forms.keys():
        odd = sorted(value.keys() ^ forms.keys())
        raise RefusedError(f"it has not exactly the members of {section}: {', '.join(odd)[:200]}")
    for name, form in forms.items():
        if not form(value[name]):
            raise RefusedError(f"`{name}` has not the form of {section}")


def is_object(value: object, forms: Members) -> bool:
    """Whether a value is an object with exactly these members in these forms."""
    with contextlib.suppress(RefusedError):
        if isinstance(value, dict):
            require(value, forms, "")
            return True
    return False


def is_text(value: object) -> bool:
    """Any text."""
    return isinstance(value, str)


def is_number(value: object) -> bool:
    """An integer from 0; true and false are none."""
    return type(value) is int and value >= 0


is_digest = text_form("[0-9a-f]{64}")
is_id = text_form("[0-9a-f]{32}")
is_head = text_form("(0|[1-9][0-9]{0,15})-[0-9a-f]{64}")


def moment_form(after_minutes: str) -> Form:
    """The form of a moment that the calendar and the clock know, with this pattern for what follows the minutes."""
    looks_right = text_form(rf"\d{{4}}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d{after_minutes}")

    def form(value: object) -> bool:
        with contextlib.suppress(ValueError):
            return looks_right(value) and bool(datetime.fromisoformat(str(value)))
        return False

    return form


is_time = moment_form(r":\d\d\.\d{6}Z")  # *time* of format 1
is_wall_time = moment_form(r"(:\d\d)?([+-]\d\d:\d\d)?")  # `at` of a row of format 8


def is_recipient(value: object) -> bool:
    """`age1…`, an X25519 recipient (format 4.1)."""
    with contextlib.suppress(RefusedError):
        return isinstance(value, str) and len(bech32_decode("age", value)) == 32
    return False


# ==== 1 Conventions: Merkle trees ==========================================================================================


def leaf_hash(stored: bytes) -> bytes:
    """The hash of a Merkle leaf (format 1; RFC 9162, 2.1.1)."""
    return sha256(b"\x00", stored)


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a Merkle node (format 1; RFC 9162, 2.1.1)."""
    return sha256(b"\x01", left, right)


def left_size(count: int) -> int:
    """The leaves on the left side of a tree of 2 leaves or more: the largest power of two below `count` (format 1)."""
    return 1 << (count - 1).bit_length() - 1


class Frontier:
    """The roots of the perfect subtrees over the leaf hashes added so far, largest first (format 1)."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.peaks: list[bytes] = []
        self.size = 0
        for leaf in leaves:
            self.add(leaf)

    def add(self, leaf: bytes) -> None:
        """One more leaf: it joins the peaks that carry, as the 1 bits of the size do in adding 1."""
        bits = self.size
        while bits & 1:
            leaf, bits = node_hash(self.peaks.pop(), leaf), bits >> 1
        self.peaks.append(leaf)
        self.size += 1

    def hexes(self) -> list[str]:
        """The frontier as a header gives it in `past`."""
        return [peak.hex() for peak in self.peaks]

    def root(self) -> str:
        """The root, folded from the last peak to the left."""
        if not self.peaks:
            return sha256().hex()
        *before, node = self.peaks
        for peak in reversed(before):
            node = node_hash(peak, node)
        return node.hex()

    def head(self) -> str:
        """The head of a spine with these leaves."""
        return f"{self.size}-{self.root()}"


def head_size(head: str) -> int:
    """The number of records of a head (format 1)."""
    return int(head.partition("-")[0])


def path_leads(leaf: bytes, index: int, count: int, path: Sequence[str], root: str) -> bool:
    """Whether an inclusion path leads from the leaf hash at `index` of `count` to the root (format 1; RFC 9162, 2.1.3)."""
    if not 0 <= index < count:
        return False
    rights: list[bool] = []  # from the root down to the leaf: whether the way goes to the right
    while count > 1:
        split = left_size(count)
        rights.append(index >= split)
        index, count = (index - split, count - split) if rights[-1] else (index, split)
    if len(path) != len(rights):
        return False
    node = leaf
    for is_right, sibling in zip(reversed(rights), map(bytes.fromhex, path), strict=True):
        node = node_hash(sibling, node) if is_right else node_hash(node, sibling)
    return node.hex() == root


def paths_of(leaves: Sequence[bytes]) -> list[list[str]]:
    """The inclusion path of every leaf hash (format 1; RFC 9162, 2.1.3)."""
    if len(leaves) < 2:
        return [[] for _ in leaves]
    left, right = leaves[: left_size(len(leaves))], leaves[left_size(len(leaves)) :]
    above_left, above_right = Frontier(right).root(), Frontier(left).root()
    return [[*path, above_left] for path in paths_of(left)] + [[*path, above_right] for path in paths_of(right)]


# ==== 1 Conventions: age keys as text (Bech32, BIP 173) ====================================================================

BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def _bech32_checksum(prefix: str, words: Sequence[int]) -> int:
    """The checksum of BIP 173 over the prefix and the words of five bits."""
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
    """`age1…` of an X25519 secret (format 5)."""
    return bech32_encode("age", x25519_public(secret))


# ==== 1 Conventions: age files (age-encryption.org/v1), within the limits of the page ======================================

AGE_VERSION = b"age-encryption.org/v1\n"
AGE_HEADER_MAX, AGE_STANZAS_MAX, CHUNK = 64 << 10, 100, 64 << 10


@dataclass(frozen=True)
class Stanza:
    """One way into an age file. Of X25519 and scrypt: the share or the salt, the work factor, the sealed file key."""

    kind: bytes
    argument: bytes = b""
    work: int = 0
    body: bytes = b""


@dataclass(frozen=True)
class Keys:
    """What the verifier was given or has found: X25519 secrets, and passphrases in the form of format 5."""

    secrets: tuple[bytes, ...] = ()
    passphrases: tuple[bytes, ...] = ()


def b64(raw: bytes) -> bytes:
    """Base64 without padding."""
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
    """The stanzas of an age file, the bytes under the MAC and the MAC; the stream stands at the payload (format 1)."""
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
    """One stanza: its arguments, and its body in lines of 64 columns of which the last is shorter (format 1)."""
    if not words or not all(re.fullmatch(rb"[\x21-\x7e]+", word) for word in words):
        raise RefusedError("its age header has a malformed stanza")
    body, row = b"", b" " * 64
    while len(row) == 64:
        row = line()[:-1]
        body += b64_decode(row)
    if len(row) > 64:
        raise RefusedError("its age header has a stanza with a line of more than 64 columns")
    match words:
        case [b"X25519" as kind, share]:
            stanza = Stanza(kind, b64_decode(share, 32), 0, body)
        case [b"scrypt" as kind, salt, work]:
            raw = b64_decode(salt, 16)
            if not re.fullmatch(rb"[1-9][0-9]*", work):
                raise RefusedError("its scrypt work factor is malformed")
            if len(work) > 2 or int(work) > 20:
                raise RefusedError("its scrypt work factor is above 2^20")
            stanza = Stanza(kind, raw, int(work), body)
        case [b"X25519" | b"scrypt", *_]:
            raise RefusedError("its age header has a stanza with a wrong number of arguments")
        case _:
            return Stanza(words[0])
    if len(body) != 32:
        raise RefusedError("its age header has a stanza with a body of a wrong length")
    return stanza


def _x25519_wrap_key(secret: bytes, theirs: bytes, share: bytes, recipient: bytes) -> bytes:
    """The key around a file key, of an X25519 stanza (format 1)."""
    try:
        both = X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        raise RefusedError("its X25519 share gives the all-zero secret") from None
    return hkdf(both, b"age-encryption.org/v1/X25519", salt=share + recipient)


def _scrypt_wrap_key(passphrase: bytes, salt: bytes, work: int) -> bytes:
    """The key around a file key, of a scrypt stanza (format 1)."""
    return Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=2**work, r=8, p=1).derive(passphrase)


def _file_key(stanzas: list[Stanza], keys: Keys) -> bytes:
    """The file key, by the first stanza and key that fit; stanzas of other kinds are passed over (format 1)."""
    for stanza in stanzas:
        wraps: Iterator[bytes] = iter(())
        if stanza.kind == b"X25519":
            share = stanza.argument
            wraps = (_x25519_wrap_key(secret, share, share, x25519_public(secret)) for secret in keys.secrets)
        elif stanza.kind == b"scrypt":
            wraps = (_scrypt_wrap_key(text, stanza.argument, stanza.work) for text in keys.passphrases)
        for wrap in wraps:
            with contextlib.suppress(InvalidTag):
                return ChaCha20Poly1305(wrap).decrypt(bytes(12), stanza.body, None)
    raise NotForUsError("no key at hand opens it")


def age_open(stream: IO[bytes], keys: Keys) -> Iterator[bytes]:
    """The plain bytes of an age file, chunk by chunk; the MAC is checked before the first, the end before the last (format 1).

    Raises:
        NotForUsError: none of the keys fits. RefusedError: the file is malformed, damaged or cut off.
    """
    stanzas, held, mac = age_header(stream)
    key = _file_key(stanzas, keys)
    if not hmac.compare_digest(hmac.digest(hkdf(key, b"header"), held, "sha256"), mac):
        raise RefusedError("the MAC of its age header is wrong")
    if len(nonce := stream.read(16)) != 16:
        raise RefusedError("it is cut off before the age payload")
    cipher, number = ChaCha20Poly1305(hkdf(key, b"payload", salt=nonce)), 0
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


# ==== 2 The folder =========================================================================================================

FOLDERS = re.compile(r"records|blobs|blobs/[0-9a-f]{2}|keys|tmp")
FILES = re.compile(
    r"records/[0-9]{8}\.record|blobs/([0-9a-f]{2})/\1[0-9a-f]{62}\.age|keys/[0-9a-f]{64}\.age|tmp/[0-9a-f]{32}|fold|lock"
)


def kept_name(digest: str, *, is_key: bool) -> str:
    """Where a kept file lies (format 2)."""
    return f"keys/{digest}.age" if is_key else f"blobs/{digest[:2]}/{digest}.age"


class Files(Protocol):
    """What is to be verified: a folder, a zip, or for a test a table of bytes."""

    sizes: dict[str, int]  # every regular file by its path, with its size
    others: dict[str, str]  # everything else: `folder`, `link` or `other`

    def open(self, name: str) -> IO[bytes]:
        """One of the regular files."""


class FolderFiles:
    """Everything under a folder; no link is followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sizes, self.others = {}, {}  # type: dict[str, int], dict[str, str]
        waiting = [""]
        while waiting:
            within = waiting.pop()
            for entry in os.scandir(root / within):
                path, state = within + entry.name, entry.stat(follow_symlinks=False)
                if stat.S_ISREG(state.st_mode):
                    self.sizes[path] = state.st_size
                elif stat.S_ISDIR(state.st_mode):
                    self.others[path] = "folder"
                    if path.count("/") < 16:
                        waiting.append(path + "/")
                else:
                    self.others[path] = "link" if stat.S_ISLNK(state.st_mode) else "other"

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
    """The lines of a file, without their line feeds; the last ends with one too (format 8, 10)."""
    rest = b""
    for chunk in chunks:
        *full, rest = (rest + chunk).split(b"\n")
        if len(rest) > WHOLE_MAX:
            raise RefusedError("it has a line longer than this reader takes")
        yield from full
    if rest:
        raise RefusedError("its last line does not end with a line feed")


# ==== 3 A record ===========================================================================================================


HEADER = members(
    author=is_digest,
    body=is_digest,
    count=is_number,
    dossier=is_digest,
    epoch=is_number,
    keeps=lambda value: list_of(is_digest)(value) and sorted(set(value)) == value,  # type: ignore[call-overload]
    nonce=is_digest,
    open=list_of(lambda part: isinstance(part, dict) and is_text(part.get("kind"))),
    past=list_of(is_digest),
    recorded_at=is_time,
    root=is_digest,
    seq=is_number,
    v=one_of(1),
)
SPINE = "data/spine.txt"
RECORD_USE, FOLD_USE = b"houvast/1/record", b"houvast/1/fold"


@dataclass(frozen=True)
class Stored:
    """A stored header: the file it stands in, its line without line feed, its signature (hex) and what the line says (format 3)."""

    name: str
    line: bytes
    signature: str
    header: Json

    @property
    def seq(self) -> int:
        """The number of the record."""
        return int(self.header["seq"])

    @property
    def lines(self) -> bytes:
        """The first two lines of the file (format 3)."""
        return self.line + b"\n" + self.signature.encode() + b"\n"

    @property
    def without_body(self) -> bytes:
        """The header without body (format 3.1): after `{` `"author":"<64>",` is 76 bytes, then `"body":"<64>",` is 74."""
        assert self.line[77:85] == b'"body":"'
        return self.line[:77] + self.line[151:]

    @property
    def what(self) -> str:
        """How a sentence calls it where its file holds more records than one."""
        return f"record {self.seq}: " if self.name == SPINE else ""


def signed_lines(secret: bytes, kind: str, line: bytes) -> bytes:
    """A line and its signature by an Ed25519 secret, each with its line feed (format 3, 9, 10)."""
    return line + b"\n" + Ed25519PrivateKey.from_private_bytes(secret).sign(pae(kind, line)).hex().encode() + b"\n"


def read_signed(stream: IO[bytes]) -> tuple[bytes, str]:
    """The first two lines of a record, a fold or a signature.txt, without line feeds (format 3, 9, 10)."""
    line = stream.readline(HEADER_MAX + 1)
    if not line.endswith(b"\n"):
        raise RefusedError("its header is cut off, or larger than 16 MiB")
    signature = stream.readline(130)
    if not re.fullmatch(rb"[0-9a-f]{128}\n", signature):
        raise RefusedError("its second line is not a signature of 128 hex digits and a line feed")
    return line[:-1], signature[:-1].decode()


def read_stored(stream: IO[bytes], name: str, seq: int) -> Stored:
    """The stored header of record `seq`, in exactly the forms of format 3.1; the control parts are left to step 3."""
    line, signature = read_signed(stream)
    refuse_newer(header := parse(line))
    require(header, HEADER, "section 3.1")
    if header["seq"] != seq:
        raise RefusedError(f"`seq` is {header['seq']} and not {seq}")
    return Stored(name, line, signature, header)


def refuse_newer(value: Json) -> None:
    """Refuse what a later version of the format says (format 11, step 2)."""
    version = value.get("v")
    if type(version) is int and version > 1:
        raise NewerError(f"it is written in format version {version}, newer than this reader")


def body_key(records_key: bytes, nonce: str, use: bytes, without_body: bytes) -> ChaCha20Poly1305:
    """The cipher of a sealed body, of a record or a fold (format 3.2, 9)."""
    return ChaCha20Poly1305(hkdf(records_key, use + sha256(without_body), salt=bytes.fromhex(nonce)))


def open_body(record: Stored, sealed: bytes, records_key: bytes) -> list[tuple[bytes, bytes]]:
    """The (salt, leaf bytes) of a record, held against `count` and `root` (format 3.2)."""
    header, without = record.header, record.without_body
    try:
        plain = body_key(records_key, header["nonce"], RECORD_USE, without).decrypt(bytes(12), sealed, without)
    except InvalidTag:
        raise RefusedError("its body does not open") from None
    found = split_plaintext(plain)
    if len(found) != header["count"]:
        raise RefusedError(f"its body has {len(found)} leaves and not {header['count']}")
    if Frontier(leaf_hash(salt + raw) for salt, raw in found).root() != header["root"]:
        raise RefusedError("its leaves have not the root in its header")
    return found


def split_plaintext(plain: bytes) -> list[tuple[bytes, bytes]]:
    """The (salt, leaf bytes) in an opened body (format 3.2)."""
    found, at = [], 0
    while at < len(plain):
        start = at + 36
        end = start + int.from_bytes(plain[at + 32 : start], "big")
        if start > len(plain) or end > len(plain):
            raise RefusedError("its opened body is cut off within a leaf")
        found.append((plain[at : at + 32], plain[start:end]))
        at = end
    return found


# ==== 4 Control parts, and the spine =======================================================================================

PARTS = {
    "admit": members(key=is_digest, salt=is_digest),
    "epoch": members(
        epoch=is_number,
        grants=lambda value: list_of(is_digest)(value) and value != [],
        letterbox=is_recipient,
        originals=is_recipient,
    ),
    "slot": members(file=is_digest, way=one_of("passphrase", "paper", "pair")),
    "lost": members(head=is_head, seq=is_number),
    "withdraw": members(bodies=list_of(is_number), files=list_of(is_digest)),
}


def check_part(part: Json) -> None:
    """The form of a control part of a known kind (format 4)."""
    require(part, PARTS[part["kind"]] | {"kind": is_text}, f"section 4 for `{part['kind']}`")
    if part["kind"] == "lost" and head_size(part["head"]) != part["seq"]:
        raise RefusedError("`lost` names a head of another number of records than its `seq`")


class Spine:
    """The stored headers of all records in order, and what their control parts say together (format 4)."""

    def __init__(self, records: list[Stored]) -> None:
        self.records = records
        self.leaves = [leaf_hash(record.lines) for record in records]
        self.kept: dict[str, int] = {}  # digest of a kept file: the record that brought it in
        self.parts: list[tuple[Stored, Json]] = []  # of known kinds and in their forms
        self.malformed: dict[int, RefusedError] = {}  # what is wrong with the first part of a record that is not
        for record in records:
            self.kept.update((digest, record.seq) for digest in record.header["keeps"])
            for part in record.header["open"]:
                if part["kind"] in PARTS:
                    try:
                        check_part(part)
                        self.parts.append((record, part))
                    except RefusedError as why:
                        self.malformed.setdefault(record.seq, why)
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
        """The public key of the owner (format 4.1)."""
        return str(self.records[0].header["author"])

    @property
    def dossier(self) -> str:
        """The id of the dossier (format 3.1)."""
        return str(self.records[0].header["dossier"])

    def place(self, digest: str) -> str:
        """Where a kept file lies (format 4.1)."""
        return kept_name(digest, is_key=digest in self._key_files)

    def head(self, count: int | None = None) -> str:
        """The head of the first records, or of all (format 1)."""
        return Frontier(self.leaves[:count]).head()

    def keeps_by(self, digest: str, seq: int) -> bool:
        """Whether a record up to this one keeps the file (format 6)."""
        return self.kept.get(digest, seq + 1) <= seq


# ==== 5 Keys ===============================================================================================================

WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # the Unicode property White_Space


def passphrase_form(text: str) -> bytes:
    """The passphrase: NFC, white space outside removed, inside made one space (format 5)."""
    return re.sub(f"[{WHITE_SPACE}]+", " ", unicodedata.normalize("NFC", text)).strip(" ").encode()


class Person:
    """The two secrets that follow from a person's seed (format 5)."""

    def __init__(self, seed: bytes) -> None:
        self.x25519 = hkdf(seed, b"houvast/1/person/x25519")
        self.ed25519 = hkdf(seed, b"houvast/1/person/ed25519")


class Epoch:
    """The three keys that follow from an epoch's secret (format 5)."""

    def __init__(self, secret: bytes) -> None:
        self.records = hkdf(secret, b"houvast/1/epoch/records")
        self.originals = hkdf(secret, b"houvast/1/epoch/originals")
        self.letterbox = hkdf(secret, b"houvast/1/epoch/letterbox")


def open_slot(sealed: bytes, way: str, keys: Keys, owner: str) -> Person:
    """The owner, by a slot; it opens in its own way only: one scrypt stanza, or one X25519 stanza (format 5)."""
    kinds = [stanza.kind for stanza in age_header(io.BytesIO(sealed))[0]]
    if way == "pair":
        raise NotForUsError("it takes two persons")
    if kinds.count(b"scrypt" if way == "passphrase" else b"X25519") != 1:
        raise NotForUsError(f"it has not the one stanza of a slot for `{way}`")
    seed = b"".join(age_open(io.BytesIO(sealed), keys))
    person = Person(seed)
    if len(seed) != 32 or ed25519_public(person.ed25519) != owner:
        raise RefusedError("it opens, but does not give the owner's seed")
    return person


def open_grant(sealed: bytes, person: Person, part: Json) -> Epoch:
    """The keys of the epoch that a control part begins, by a grant of it (format 5)."""
    secret = b"".join(age_open(io.BytesIO(sealed), Keys((person.x25519,))))
    epoch = Epoch(secret)
    recipients = (recipient_of(epoch.letterbox), recipient_of(epoch.originals))
    if len(secret) != 32 or recipients != (part["letterbox"], part["originals"]):
        raise RefusedError(f"it opens, but does not fit epoch {part['epoch']}")
    return epoch


# ==== 6 Leaves and entries =================================================================================================

FILE = members(blob=is_digest, name=is_text, sha256=is_digest, size=is_number)
RESERVED = {"number", "recorded_at", "seq"}
is_layer = one_of("disclosable", "private")


def parse_leaf(raw: bytes) -> Json:
    """A well-formed leaf; what its other members hold is not looked at (format 6)."""
    if len(raw) > LEAF_MAX:
        raise RefusedError("a leaf is larger than 16 MiB")
    try:
        leaf = parse(raw)
    except RefusedError as why:
        raise RefusedError(f"a leaf is refused: {why}") from None
    if not (is_id(leaf.get("id")) and is_text(leaf.get("kind")) and is_layer(leaf.get("layer"))):
        raise RefusedError("a leaf has not the `id`, `kind` and `layer` of section 6")
    if taken := RESERVED & leaf.keys():
        raise RefusedError(f"the {leaf['layer']} leaf of entry {leaf['id']} has a member `{min(taken)}`")
    return leaf


def entries_of(leaves: Iterable[Json]) -> list[tuple[Json, ...]]:
    """The entries in a record: one leaf, or two with the same id next to each other, which are its halves (format 6)."""
    entries: list[tuple[Json, ...]] = []
    for leaf in leaves:
        if entries and len(entries[-1]) == 1 and entries[-1][0]["id"] == leaf["id"]:
            check_halves(entries[-1][0], leaf)
            entries[-1] += (leaf,)
        else:
            entries.append((leaf,))
    return entries


def check_halves(first: Json, second: Json) -> None:
    """Refuse two leaves with one id that are not the halves of an entry (format 6)."""
    if first["kind"] != second["kind"] or (first["layer"], second["layer"]) != ("disclosable", "private"):
        raise RefusedError(f"the two leaves of entry {first['id']} are not its disclosable and private halves")
    if shared := (first.keys() & second.keys()) - {"id", "kind", "layer", "origin"}:
        raise RefusedError(f"the two leaves of entry {first['id']} share a member: {min(shared)!r}")


# ==== 7 Originals ==========================================================================================================


def files_in(leaf: Json) -> list[Json]:
    """The files a leaf names: `import.file`, `import.reading`, `evidence.file` (format 7)."""
    names = {"evidence": ("file",), "import": ("file", "reading")}.get(leaf["kind"], ())
    return [leaf[name] for name in names if is_object(leaf.get(name), FILE)]


# ==== 8 Readings ===========================================================================================================

_are_words = text_form("[^ ]+( [^ ]+)*")
ROW_MEMBERS: Members = {
    "at": is_wall_time,
    "flags": lambda value: value is None or _are_words(value),
    "head": is_number,
    "kind": one_of("text", "media", "call", "system", "deleted"),
    "length": is_number,
    "offset": is_number,
    "sender": lambda value: value is None or is_text(value),
    "text": is_text,
}
ROWS = members(count=is_number, root=is_digest)


class RowsRoot:
    """The root over the rows of a reading, with salts from the seed, in blocks of 64 (format 8)."""

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


def row_form(about: Json) -> Members:
    """The members of a row: those every reading has, and the further columns its first line names (format 8)."""
    more = about.get("columns", [])
    if "columns" in about and not (isinstance(more, list) and more and all(map(text_form("[a-z]{1,20}"), more))):
        raise RefusedError("its first line names columns that are none")
    if more != sorted(set(more) - ROW_MEMBERS.keys()):
        raise RefusedError("its first line names columns twice, out of order, or that every reading has")
    return ROW_MEMBERS | dict.fromkeys(more, lambda value: value is None or is_text(value))


def check_reading(chunks: Iterable[bytes], leaves: Iterable[Json], seed: object) -> int:
    """The number of rows of a reading that has the form, the rows and the root its import, in these leaves, gives (format 8)."""
    imported = {name: leaf[name] for leaf in leaves for name in leaf}
    if not (is_object(imported.get("file"), FILE) and is_object(imported.get("rows"), ROWS) and is_digest(seed)):
        raise RefusedError("its import has not `file`, `rows` and, in its private leaf, `rows_seed`")
    lines = lines_of(chunks)
    about = parse(next(lines, b""))
    if not is_text(about.get("format")) or not one_of(1)(about.get("v")):
        raise RefusedError("its first line is not about a reading of version 1")
    if about.get("original") != imported["file"]["sha256"]:
        raise RefusedError("it is a reading of another original")
    rows, form = RowsRoot(str(seed)), row_form(about)
    for number, line in enumerate(lines, 1):
        try:
            require(row := parse(line), form, "section 8")
        except RefusedError as why:
            raise RefusedError(f"row {number}: {why}") from None
        beyond = "member" not in imported and row["offset"] + row["length"] > imported["file"]["size"]
        if row["head"] > row["length"] or beyond:
            raise RefusedError(f"row {number}: it lies outside the original")
        rows.add(line)
    if rows.rows() != imported["rows"]:
        raise RefusedError("it has not the rows and the root its import gives")
    return rows.count


# ==== 9 The fold ===========================================================================================================

FOLD = members(body=is_digest, dossier=is_digest, epoch=is_number, head=is_head, nonce=is_digest, v=one_of(1))


# ==== 10 The package =======================================================================================================

TAG_FILES = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
DATA_FILES = ("VERIFY.html", "spine.txt", "proof.jsonl", "files.jsonl", "entries.json", "entries.csv", "messages.csv")
PACKAGE_FILES = {*TAG_FILES, "tagmanifest-sha256.txt", "signature.txt", *(f"data/{name}" for name in DATA_FILES)}
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
is_shown_path = text_form(r"(originals|readings)/[0-9][A-Za-z0-9._-]{0,99}")
SIGNED = members(dossier=is_digest, head=is_head, key=is_digest, tagmanifest=is_digest, v=one_of(1))
PROOF = members(index=is_number, leaf=is_text, path=list_of(is_digest), salt=is_digest, seq=is_number)
SHOWN = members(blob=is_digest, entry=is_id, path=is_shown_path, sha256=is_digest, size=is_number)
ENTRIES = members(
    dossier=is_digest,
    entries=list_of(
        lambda value: isinstance(value, dict) and is_id(value.get("id")) and is_number(value.get("number"))
    ),
    head=is_head,
)


def roots_of(leaves: Sequence[Json]) -> dict[str, str]:
    """For the id of every entry shown: itself, or what it corrects in the end, as far as that is shown (format 10)."""
    up = {leaf["id"]: str(leaf["id"]) for leaf in leaves}
    for leaf in leaves:
        if leaf["kind"] == "correction" and isinstance(above := leaf.get("entry"), str) and above in up:
            up[leaf["id"]] = above
    roots = {}
    for start in up:
        here, seen = start, {start}
        while up[here] not in seen:
            here = up[here]
            seen.add(here)
        roots[start] = here
    return roots


# ==== 10 The package: its zip ==============================================================================================

# The three structures of a zip (APPNOTE): 4.3.7 mark, needed, flags, method, time, date, crc, packed, size, name, extra;
# 4.3.12 mark, made by, as before, comment, disk, internal, external, offset; 4.3.16 mark, disks, members, size, start, comment.
LOCAL, CENTRAL, ENDING = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")


class Window(io.RawIOBase):
    """A part of a file, read on its own."""

    def __init__(self, base: IO[bytes], start: int, size: int) -> None:
        self._base, self._at, self._end = base, start, start + size

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes, at most as many as are left."""
        self._base.seek(self._at)
        found = self._base.read(min(len(buffer), self._end - self._at))
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


class ZipFiles:
    """The members of a package zip, whose every byte is where the page says it is (format 10)."""

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
        _, disk, first, here, count, size, start, comment = ENDING.unpack(raw)
        if disk or first or comment or here != count or count > 65534 or start + size + ENDING.size != end:
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
        if reached != start or len(self.sizes) != count:
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
        """One of the members."""
        if name not in self.sizes:
            raise RefusedError("it is missing")
        return io.BufferedReader(Window(self.stream, self._starts[name], self.sizes[name]), 64 << 10)


# ==== 11 Verification: the report ==========================================================================================


@dataclass
class Step:
    """One numbered step: faults by file, what it left out, and what it only remarks (format 11)."""

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
        """A fault of a file."""
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
            lines = [f"{where}: {sentence}" for where, sentence in self.faults[:1000]]
            lines += [f"and {len(self.faults) - 1000} more"] if len(self.faults) > 1000 else []
        else:
            lines = [f"left out in part: {self.said}" if self.skipped else self.said, *self.skipped[:1000]]
        return lines + self.remarks[:1000]


@dataclass
class Report:
    """The steps taken for one path, and what was learnt on the way (format 11).

    When `brief`, no step is tried after a fault; when `only` names steps, no other is taken.
    """

    brief: bool = False
    only: Sequence[int] = ()
    steps: list[Step] = field(default_factory=list)
    dossier: str | None = None
    head: str | None = None
    named: set[str] = field(default_factory=set)

    def step(self, n: int | None, name: str, check: Callable[..., str], *subject: object, unless: str = "") -> None:
        """Take one step, `check(step, *subject)`, unless it is said why it cannot be tried."""
        if self.only and n not in self.only:
            return
        step = Step(n, name, self.named)
        if unless or (self.brief and not self.ok):
            step.tried, step.said = False, f"left out: {unless}"
        else:
            with step.of(name):
                step.said = check(step, *subject)
        self.steps.append(step)

    @property
    def ok(self) -> bool:
        """Whether no step failed."""
        return all(step.ok is not False for step in self.steps)

    @property
    def newer(self) -> bool:
        """Whether something is of a later version of the format."""
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
        """The same in one line of JSON."""
        steps = [
            {"n": s.n, "name": s.name, "ok": s.ok, "detail": "; ".join(filter(None, s.lines()))} for s in self.steps
        ]
        return json.dumps({"ok": self.ok, "dossier": self.dossier, "head": self.head, "steps": steps})


# ==== 11 Verification: a dossier folder ====================================================================================


class Dossier:
    """A dossier folder and what the steps have learnt of it (format 11)."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.spine = Spine([])  # the records up to the first that fails step 2
        self.complete = False  # whether those are all its records
        self.person: Person | None = None  # from step 9, as are the epochs by number
        self.epochs: dict[int, Epoch] = {}
        self.entries: dict[str, tuple[Stored, tuple[Json, ...]]] = {}  # from step 10, by id: the record and the leaves

    def body_size(self, record: Stored) -> int:
        """Bytes of the sealed body; 0 when it is absent (format 3)."""
        return self.files.sizes[record.name] - len(record.lines)

    def has_withdrawn(self, record: Stored) -> bool:
        """Whether the body is absent because it was withdrawn (format 4.3)."""
        return self.body_size(record) == 0 and record.seq in self.spine.gone_bodies

    def leaves_of(self, record: Stored) -> list[tuple[bytes, bytes]]:
        """The (salt, leaf bytes) of a record (format 3.2)."""
        with self.files.open(record.name) as stream:
            stream.seek(len(record.lines))
            sealed = stream.read(BODY_MAX + 1)
        return open_body(record, sealed, self.epochs[record.header["epoch"]].records)

    def files_named(self) -> Iterator[tuple[Stored, Json, Json]]:
        """Every file an entry names: the record, the leaf, the file (format 7)."""
        for record, entry in self.entries.values():
            yield from ((record, leaf, file) for leaf in entry for file in files_in(leaf))

    def epoch_of_file(self, blob: str) -> int:
        """The number of the epoch to which a kept original or reading is sealed (format 7)."""
        return int(self.spine.records[self.spine.kept[blob]].header["epoch"])

    def plain_of(self, blob: str) -> Iterator[bytes]:
        """The plain bytes of a kept original or reading (format 7)."""
        with self.files.open(self.spine.place(blob)) as stream:
            yield from age_open(stream, Keys((self.epochs[self.epoch_of_file(blob)].originals,)))


def verify_dossier(files: Files, keys: Keys | None = None, known: str | None = None, *, brief: bool = False) -> Report:
    """A dossier folder, verified, with key when there is one (format 11)."""
    report = Report(brief)
    verify_steps(report, Dossier(files), keys, known)
    return report


def verify_steps(report: Report, dossier: Dossier, keys: Keys | None, known: str | None) -> None:
    """The steps of a dossier folder: 1 to 8 without key, 9 to 12 with key, and `known` (format 11)."""
    report.step(1, "files", check_files, dossier)
    report.step(2, "headers", check_headers, dossier)
    spine = dossier.spine
    unread = "" if spine.records else "record 0 cannot be read"
    if dossier.complete:
        report.dossier, report.head = spine.dossier, spine.head()
    report.step(3, "owner", check_owner, spine, unless=unread)
    report.step(4, "signatures", check_signatures, spine, unless=unread)
    report.step(5, "order", check_order, spine, unless=unread)
    report.step(6, "bodies", check_bodies, dossier, unless=unread)
    report.step(7, "kept files", check_kept, dossier, unless=unread)
    report.step(8, "fold", check_fold, dossier, unless=unread)
    if keys is not None:
        report.step(9, "keys", check_keys, dossier, keys, unless=unread)
        unopened = "" if dossier.person else "no key opens"
        report.step(10, "entries", check_entries, dossier, unless=unopened)
        report.step(11, "originals", check_originals, dossier, unless=unopened)
        report.step(12, "readings", check_readings, dossier, unless=unopened)
    cut = "" if dossier.complete else "not all headers can be read"
    report.step(None, "known", check_known, spine, known, unless=cut)


def check_files(step: Step, dossier: Dossier) -> str:
    """Step 1: every name is one of section 2, and nothing is a link (format 2, 11)."""
    sizes, others = dossier.files.sizes, dossier.files.others
    for name, kind in sorted({**dict.fromkeys(sizes, "file"), **others}.items()):
        if kind == "link":
            step.add(name, "it is a symbolic link")
        elif not (kind == "file" and FILES.fullmatch(name)) and not (kind == "folder" and FOLDERS.fullmatch(name)):
            step.add(name, "it does not belong in a dossier")
    if sizes.get("lock"):
        step.add("lock", "it is not empty")
    return f"{len(sizes)} file(s)"


def check_headers(step: Step, dossier: Dossier) -> str:
    """Step 2: numbered without a gap, each header in exactly the forms of 3.1 (format 3.1, 11)."""
    names = sorted(name for name in dossier.files.sizes if FILES.fullmatch(name) and name.startswith("records/"))
    last = int(names[-1][8:16]) if names else 0
    records, total = [], 0
    for seq in range(last + 1):
        name = f"records/{seq:08d}.record"
        if step.leaves_out(name):
            break
        with step.of(name), dossier.files.open(name) as stream:
            record = read_stored(stream, name, seq)
            if (total := total + len(record.line)) > WHOLE_MAX:
                raise RefusedError("the headers together are larger than this reader takes")
            records.append(record)
        if step.faults:
            break
    dossier.spine, dossier.complete = Spine(records), len(records) == last + 1
    return f"{len(names)} record(s)"


def check_owner(step: Step, spine: Spine) -> str:
    """Step 3: who owns the dossier, and whether control parts, epochs and `keeps` follow their rules (format 4, 11)."""
    kept: set[str] = set()
    epoch = -1
    for record in spine.records:
        keeps, parts = record.header["keeps"], record.header["open"]
        with step.of(record.name):
            check_people(spine, record)
            epoch = check_epoch(record, epoch)
            check_references(spine, record, kept)
        kept.update(keeps)
        odd = [part["kind"] for part in parts if part["kind"] not in PARTS]
        step.remarks += [f"{record.name}: {record.what}a control part of unknown kind {kind!r:.60}" for kind in odd]
    return f"{spine.owner}, {len(spine.epochs)} epoch(s), {len(kept)} kept file(s)"


def check_people(spine: Spine, record: Stored) -> None:
    """Control parts have their forms, record 0 admits its author, and all are of that author and dossier (format 4.1)."""
    header, is_first = record.header, record is spine.records[0]
    if why := spine.malformed.get(record.seq):
        raise why
    admits = [part for part in header["open"] if part["kind"] == "admit"]
    if len(admits) != int(is_first):
        raise RefusedError(f"{record.what}`admit` stands exactly once in record 0, and nowhere else")
    if is_first:
        if admits[0]["key"] != header["author"]:
            raise RefusedError("`admit` names another key than its author")
        if sha256(bytes.fromhex(admits[0]["key"]), bytes.fromhex(admits[0]["salt"])).hex() != header["dossier"]:
            raise RefusedError("the dossier id does not follow from `admit`")
    if header["author"] != spine.owner or header["dossier"] != spine.dossier:
        raise RefusedError(f"{record.what}its author or dossier is another than that of record 0")


def check_epoch(record: Stored, epoch: int) -> int:
    """The newest epoch begun, which is that of the record (format 4.1)."""
    begun = [part["epoch"] for part in record.header["open"] if part["kind"] == "epoch"]
    if begun not in ([], [epoch + 1]):
        raise RefusedError(f"{record.what}it begins epoch {begun[-1]} where {epoch + 1} comes next")
    newest = epoch + len(begun)
    if newest < 0 or record.header["epoch"] != newest:
        raise RefusedError(f"{record.what}its epoch is not the newest begun")
    return newest


def check_references(spine: Spine, record: Stored, kept: set[str]) -> None:
    """Parts name files of this record; they withdraw what came before it, but no grants (format 3.1, 4.1, 4.3)."""
    keeps = record.header["keeps"]
    if not kept.isdisjoint(keeps):
        raise RefusedError(f"{record.what}it keeps a file that an earlier record keeps")
    for part in record.header["open"]:
        match part["kind"]:
            case "slot" if part["file"] not in keeps:
                raise RefusedError(f"{record.what}its slot is not among its `keeps`")
            case "epoch" if not set(part["grants"]) <= set(keeps):
                raise RefusedError(f"{record.what}its grants are not among its `keeps`")
            case "withdraw" if not kept.issuperset(part["files"]):
                raise RefusedError(f"{record.what}it withdraws a file that no earlier record keeps")
            case "withdraw" if not spine.grants.isdisjoint(part["files"]):
                raise RefusedError(f"{record.what}it withdraws a grant")
            case "withdraw" if any(seq >= record.seq for seq in part["bodies"]):
                raise RefusedError(f"{record.what}it withdraws a body that is not of an earlier record")


def check_signatures(step: Step, spine: Spine) -> str:
    """Step 4: each header's signature verifies (format 3, 11)."""
    for record in spine.records:
        if not signature_holds(record.header["author"], record.signature, RECORD_TYPE, record.line):
            step.add(record.name, f"{record.what}its signature is not that of its author over its header")
    return f"{len(spine.records)} signature(s)"


def check_order(step: Step, spine: Spine) -> str:
    """Step 5: each `past` is the frontier of the records before it (format 3.1, 11)."""
    past = Frontier()
    for record, leaf in zip(spine.records, spine.leaves, strict=True):
        if record.header["past"] != past.hexes():
            step.add(record.name, f"{record.what}its `past` is not the frontier of the records before it")
        past.add(leaf)
    return f"head {past.head()}"


def check_bodies(step: Step, dossier: Dossier) -> str:
    """Step 6: each sealed body has its digest, or was withdrawn (format 3, 4.3, 11)."""
    gone = 0
    for record in dossier.spine.records:
        size = dossier.body_size(record)
        if dossier.has_withdrawn(record):
            gone += 1
        elif not step.leaves_out(record.name):
            with step.of(record.name), dossier.files.open(record.name) as stream:
                if size == 0:
                    raise RefusedError("its body is missing and was not withdrawn")
                if size > BODY_MAX:
                    raise RefusedError("its body is larger than 64 MiB")
                stream.seek(len(record.lines))
                if digest_of(blocks(stream))[0] != record.header["body"]:
                    raise RefusedError("its body has not the digest in its header")
    return f"{len(dossier.spine.records) - gone} body(ies), {gone} withdrawn"


def check_kept(step: Step, dossier: Dossier) -> str:
    """Step 7: every kept file is in its place with its digest, or was withdrawn; so are left-over files (format 2, 4, 11)."""
    spine, sizes = dossier.spine, dossier.files.sizes
    places = {spine.place(digest): digest for digest in spine.kept}
    gone = [name for name in places if name not in sizes and places[name] in spine.gone_files]
    extra = [name for name in sorted(sizes) if name.startswith(("blobs/", "keys/")) and name not in places]
    for name in [*sorted(places.keys() - set(gone)), *extra]:
        if not step.leaves_out(name):
            with step.of(name):
                if digest_in(dossier.files, name)[0] != name[-68:-4]:
                    raise RefusedError("its bytes have not the digest in its name")
    step.remarks += [f"{name}: no record names it; left over from an interrupted writing, harmless" for name in extra]
    return f"{len(places) - len(gone)} file(s), {len(gone)} withdrawn, {len(extra)} left over"


def check_fold(step: Step, dossier: Dossier) -> str:
    """Step 8: absent, or the owner signed it, its body is right and its head is that of a prefix (format 9, 11)."""
    spine, total = dossier.spine, len(dossier.spine.records)
    if "fold" not in dossier.files.sizes or step.leaves_out("fold"):
        return "absent"
    with step.of("fold"), dossier.files.open("fold") as stream:
        line, signature = read_signed(stream)
        require(fold := parse(line), FOLD, "section 9")
        if not signature_holds(spine.owner, signature, FOLD_TYPE, line):
            raise RefusedError("its signature is not the owner's")
        if digest_of(blocks(stream))[0] != fold["body"]:
            raise RefusedError("its body has not the digest in its first line")
        count = head_size(fold["head"])
        if count > total and not dossier.complete:
            step.skipped.append("fold: its head lies beyond the records that can be read")
        elif not 0 < count <= total or spine.head(count) != fold["head"]:
            raise RefusedError("its head is not that of a prefix of the spine")
        if fold["dossier"] != spine.dossier:
            raise RefusedError("it is of another dossier")
        if dossier.complete and fold["epoch"] not in [part["epoch"] for part in spine.epochs]:
            raise RefusedError("its epoch is not one of the spine")
    return "its head is that of a prefix"


def check_known(step: Step, spine: Spine, known: str | None) -> str:
    """Last: whether an earlier head is that of a prefix; and what the author said was lost (format 4.2, 11)."""
    total = len(spine.records)
    lost = [(record, part["head"]) for record, part in spine.parts if part["kind"] == "lost"]
    step.remarks += [
        f"{record.name}: {record.what}its author had seen the head {head}, which this log does not contain: "
        "records were cut off, or an older copy was put back"
        for record, head in lost
    ]
    if known is None:
        said = f"no earlier head given: nothing is missing up to {total}; whether more existed is not known"
        return f"{said}, but for the {len(lost)} head(s) said to be lost" if lost else said
    count = head_size(known)
    if count > total:
        step.add("earlier head", f"it has {count} records, here are {total}: records are missing")
    elif spine.head(count) != known:
        step.add("earlier head", f"the first {count} records here are not its records")
    return f"the first {count} records are those of the earlier head; nothing is missing up to {total}"


# ==== 11 Verification: a dossier folder, with key ==========================================================================


def check_keys(step: Step, dossier: Dossier, keys: Keys) -> str:
    """Step 9: every slot that can be opened gives the owner's seed, one can; the owner's grants fit (format 5, 11)."""
    spine = dossier.spine
    slots = [slot for slot in spine.slots if slot["file"] not in spine.gone_files]
    opened = 0
    for slot in slots:
        name = spine.place(slot["file"])
        if not step.leaves_out(name):
            with step.of(name):
                try:
                    dossier.person = open_slot(whole(dossier.files, name, KEY_FILE_MAX), slot["way"], keys, spine.owner)
                    opened += 1
                except NotForUsError as why:
                    step.remarks.append(f"{name}: {why}")
    if not opened and not step.faults:
        step.add("keys", "no slot opens with what was given")
    if dossier.person:
        for part in spine.epochs:
            check_grants(step, dossier, dossier.person, part)
    return f"{opened} of {len(slots)} slot(s) opened, {len(dossier.epochs)} epoch(s)"


def check_grants(step: Step, dossier: Dossier, person: Person, part: Json) -> None:
    """The grants of one epoch: the owner's opens and fits; those of others do not open (format 5)."""
    names = [dossier.spine.place(digest) for digest in part["grants"]]
    before = len(step.faults)
    for name in [name for name in names if not step.leaves_out(name)]:
        with step.of(name), contextlib.suppress(NotForUsError):
            dossier.epochs[part["epoch"]] = open_grant(whole(dossier.files, name, KEY_FILE_MAX), person, part)
    if part["epoch"] not in dossier.epochs and len(step.faults) == before and step.named.isdisjoint(names):
        step.add("keys", f"no grant of epoch {part['epoch']} is the owner's")


def check_entries(step: Step, dossier: Dossier) -> str:
    """Step 10: every body opens, has its leaves and root, and every leaf is well-formed (format 3.2, 6, 11)."""
    leaves = gone = 0
    for record in dossier.spine.records:
        epoch = record.header["epoch"]
        if dossier.has_withdrawn(record):
            gone += 1
        elif epoch not in dossier.epochs:
            step.skipped.append(f"{record.name}: no key of epoch {epoch}")
        elif not step.leaves_out(record.name):
            with step.of(record.name):
                found = dossier.leaves_of(record)
                for entry in entries_of([parse_leaf(raw) for _, raw in found]):
                    if entry[0]["id"] in dossier.entries:
                        raise RefusedError(f"the id {entry[0]['id']} stands for two entries")
                    dossier.entries[entry[0]["id"]] = (record, entry)
                leaves += len(found)
    return f"{leaves} leaves, {len(dossier.entries)} entries, {gone} body(ies) withdrawn"


def can_open(step: Step, dossier: Dossier, blob: str) -> bool:
    """Whether a kept file can be opened: it was not withdrawn, not named before, and its epoch has a key (format 11)."""
    name, epoch = dossier.spine.place(blob), dossier.epoch_of_file(blob)
    if (name not in dossier.files.sizes and blob in dossier.spine.gone_files) or step.leaves_out(name):
        return False
    if epoch not in dossier.epochs:
        step.skipped.append(f"{name}: no key of epoch {epoch}")
    return epoch in dossier.epochs


def check_originals(step: Step, dossier: Dossier) -> str:
    """Step 11: each file of an entry is kept in time, opens, and has the digest and size the entry gives (format 7, 11)."""
    found: dict[str, tuple[str, int]] = {}
    for record, leaf, file in dossier.files_named():
        blob = file["blob"]
        if not dossier.spine.keeps_by(blob, record.seq):
            step.add(record.name, f"entry {leaf['id']} names {blob}, which no record up to this one keeps")
        elif can_open(step, dossier, blob):
            with step.of(dossier.spine.place(blob)):
                if blob not in found:
                    found[blob] = digest_of(dossier.plain_of(blob))
                if found[blob] != (file["sha256"], file["size"]):
                    raise RefusedError(f"it opens, but has not the digest and size that entry {leaf['id']} gives")
    return f"{len(found)} file(s) opened"


def check_readings(step: Step, dossier: Dossier) -> str:
    """Step 12: every reading has the rows and root its import gives; no original is read again here (format 8, 11)."""
    readings = rows = 0
    for record, entry in dossier.entries.values():
        file: Json = next((leaf["reading"] for leaf in entry if "reading" in leaf), {})
        blob = file["blob"] if entry[0]["kind"] == "import" and is_object(file, FILE) else ""
        seed = next((leaf.get("rows_seed") for leaf in entry if leaf["layer"] == "private"), None)
        if dossier.spine.keeps_by(blob, record.seq) and can_open(step, dossier, blob):
            with step.of(dossier.spine.place(blob)):
                rows += check_reading(dossier.plain_of(blob), entry, seed)
                readings += 1
    return f"{readings} reading(s), {rows} row(s); this verifier does not read the originals again"


# ==== 11 Verification: a package ===========================================================================================


class Package:
    """A package and what the steps have learnt of it (format 11)."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.spine = Spine([])
        self.leaves: dict[tuple[int, int], Json] = {}  # the leaves shown, by record and index, from step 7
        self.entries: dict[str, list[tuple[Stored, Json]]] = {}  # the same by id, each with its record
        self.readings: list[tuple[str, str, str]] = []  # file, id of the entry and seed, from step 8


def verify_package(files: Files, known: str | None = None) -> Report:
    """A package, verified: steps 1 to 9, and `known` (format 11)."""
    report, package = Report(), Package(files)
    report.step(1, "bag", check_bag, package)
    closed = "" if files.sizes else "the zip cannot be read"
    report.step(3, "headers", read_spine, package, unless=closed)  # before step 2, which speaks of the spine
    report.step(2, "signature", check_signature, package, unless=closed)
    report.steps.sort(key=lambda step: step.n or 0)
    spine = package.spine
    unread = "" if spine.records else "the spine cannot be read"
    if not unread:
        report.dossier, report.head = spine.dossier, spine.head()
    report.step(4, "owner", check_owner, spine, unless=unread)
    report.step(5, "signatures", check_signatures, spine, unless=unread)
    report.step(6, "order", check_order, spine, unless=unread)
    report.step(7, "entries", check_shown_entries, package, unless=unread)
    report.step(8, "originals", check_shown_files, package, unless=unread)
    report.step(9, "readings", check_shown_readings, package, unless=unread)
    report.step(None, "known", check_known, spine, known, unless=unread)
    return report


def check_bag(step: Step, package: Package) -> str:
    """Step 1: the rules of a zip, the names, and the two manifests (format 10, 11)."""
    files = package.files
    if isinstance(files, ZipFiles):
        try:
            step.faults += [("the zip", wrong) for wrong in files.check()]
        except RefusedError as why:
            files.sizes.clear()
            step.add("the zip", str(why))
            return ""
    names = set(files.sizes)
    for name in sorted(PACKAGE_FILES - names):
        step.add(name, "it is missing")
    seen: set[str] = set()
    for name in sorted(names - PACKAGE_FILES):
        if not name.startswith("data/") or not is_shown_path(name.removeprefix("data/")):
            step.add(name, "it does not belong in a package")
        elif name.lower() in seen:
            step.add(name, "another name is like it but for case")
        seen.add(name.lower())
    for name, kind in sorted(files.others.items()):
        if kind != "folder" or name not in ("data", "data/originals", "data/readings"):
            step.add(name, "it does not belong in a package")
    with step.of("bagit.txt"):
        if whole(files, "bagit.txt") != BAGIT:
            raise RefusedError("it is not that of BagIt 1.0")
    check_manifest(step, files, "manifest-sha256.txt", {name for name in names if name.startswith("data/")})
    check_manifest(step, files, "tagmanifest-sha256.txt", set(TAG_FILES))
    return f"{len(names)} file(s)"


def check_manifest(step: Step, files: Files, manifest: str, names: set[str]) -> None:
    """A manifest lists exactly these names, each once, with their digests (format 10)."""
    listed: dict[str, str] = {}
    if manifest not in files.sizes:
        return
    with step.of(manifest):
        for line in lines_of([whole(files, manifest)]):
            if not (found := re.fullmatch(rb"([0-9a-f]{64})  (.+)", line)):
                raise RefusedError("it has a line that is no digest, two spaces and a path")
            name = found[2].decode("utf-8", "backslashreplace")
            if name in listed:
                raise RefusedError(f"it lists {name} twice")
            listed[name] = found[1].decode()
        for name in sorted(listed.keys() ^ names):
            step.add(name, f"it is not in {manifest}" if name in names else f"{manifest} lists it, wrongly")
        for name in sorted(listed.keys() & names & files.sizes.keys()):
            with step.of(name):
                if digest_in(files, name)[0] != listed[name]:
                    raise RefusedError(f"its bytes have not the digest in {manifest}")


def check_signature(step: Step, package: Package) -> str:
    """Step 2: the owner signed the tag manifest, for this spine (format 10, 11)."""
    spine = package.spine
    if step.leaves_out("signature.txt"):
        return ""
    with step.of("signature.txt"), package.files.open("signature.txt") as stream:
        line, signature = read_signed(stream)
        if stream.read(1):
            raise RefusedError("it has more than two lines")
        refuse_newer(signed := parse(line))
        require(signed, SIGNED, "section 10")
        if not signature_holds(signed["key"], signature, PACKAGE_TYPE, line):
            raise RefusedError("the signature does not verify")
        if digest_in(package.files, "tagmanifest-sha256.txt")[0] != signed["tagmanifest"]:
            raise RefusedError("it signs another tagmanifest-sha256.txt")
        if not spine.records:
            step.skipped.append(f"{SPINE}: cannot be read")
        elif (signed["key"], signed["dossier"]) != (spine.owner, spine.dossier):
            raise RefusedError("its `key` or `dossier` is not that of the spine")
        elif signed["head"] != spine.head():
            raise RefusedError("its `head` is not that of the spine")
    return "the owner signed it"


def read_spine(step: Step, package: Package) -> str:
    """Step 3: as step 2 of a folder, over spine.txt (format 3.1, 10, 11)."""
    records: list[Stored] = []
    if step.leaves_out(SPINE):
        return ""
    with step.of(SPINE):
        stream = io.BytesIO(whole(package.files, SPINE))
        while stream.tell() < package.files.sizes[SPINE] or not records:
            try:
                records.append(read_stored(stream, SPINE, len(records)))
            except RefusedError as why:
                raise type(why)(f"record {len(records)}: {why}") from None
        package.spine = Spine(records)
    return f"{len(records)} record(s)"


def check_shown_entries(step: Step, package: Package) -> str:
    """Step 7: each leaf leads to the root of its record and is well-formed; entries.json says the same (format 10, 11)."""
    if not step.leaves_out("data/proof.jsonl"):
        with step.of("data/proof.jsonl"), package.files.open("data/proof.jsonl") as stream:
            for number, line in enumerate(lines_of(blocks(stream)), 1):
                try:
                    take_leaf(package, parse(line))
                except RefusedError as why:
                    raise RefusedError(f"line {number}: {why}") from None
            check_shown_ids(package)
    if not step.leaves_out("data/entries.json") and not step.leaves_out("data/proof.jsonl"):
        with step.of("data/entries.json"):
            check_entries_json(package)
    return f"{len(package.leaves)} leaves"


def take_leaf(package: Package, proof: Json) -> None:
    """One line of proof.jsonl: its leaf leads by its path to the root of its record (format 10)."""
    require(proof, PROOF, "section 10")
    place = (proof["seq"], proof["index"])
    if place <= next(reversed(package.leaves), (-1, -1)):
        raise RefusedError("it does not follow the line before it in order")
    if proof["seq"] >= len(package.spine.records):
        raise RefusedError("it is of a record that the spine has not")
    record, raw = package.spine.records[proof["seq"]], proof["leaf"].encode()
    hashed = leaf_hash(bytes.fromhex(proof["salt"]) + raw)
    if not path_leads(hashed, proof["index"], record.header["count"], proof["path"], record.header["root"]):
        raise RefusedError(f"its path does not lead to the root of record {proof['seq']}")
    package.leaves[place] = leaf = parse_leaf(raw)
    package.entries.setdefault(leaf["id"], []).append((record, leaf))


def check_shown_ids(package: Package) -> None:
    """No id stands for two entries: leaves with one id are halves, next to each other in one record (format 6)."""
    seen: dict[str, tuple[int, int]] = {}
    for (seq, index), leaf in package.leaves.items():
        before = seen.get(leaf["id"])
        if before is not None:
            if before != (seq, index - 1):
                raise RefusedError(f"the id {leaf['id']} stands for two entries")
            check_halves(package.leaves[before], leaf)
        seen[leaf["id"]] = (seq, index)


def check_entries_json(package: Package) -> None:
    """entries.json says exactly what the leaves say, numbered and in order (format 10)."""
    spine = package.spine
    line, *more = list(lines_of([whole(package.files, "data/entries.json")])) or [b""]
    require(said := parse(line), ENTRIES, "section 10")
    if more or (said["dossier"], said["head"]) != (spine.dossier, spine.head()):
        raise RefusedError("its `dossier` or `head` is not that of the spine, or it has a second line")
    if len(said["entries"]) != len(package.leaves):
        raise RefusedError("it has not one object for each leaf in proof.jsonl")
    shown = {(leaf["id"], leaf["layer"]): (place, leaf) for place, leaf in package.leaves.items()}
    root = roots_of(list(package.leaves.values()))
    numbers: dict[str, int] = {}
    order = []
    for entry in said["entries"]:
        place, leaf = shown.pop((entry["id"], str(entry.get("layer"))), ((0, 0), {}))
        recorded_at = spine.records[place[0]].header["recorded_at"]
        added = {"number": entry["number"], "recorded_at": recorded_at, "seq": place[0]}
        if canonical(entry) != canonical(leaf | added):
            raise RefusedError(f"entry {entry['id']} does not say exactly what its leaf says")
        if numbers.setdefault(root[entry["id"]], entry["number"]) != entry["number"]:
            raise RefusedError(f"entry {entry['id']} has another number than the rest of its entry")
        order.append((entry["number"], place))
    if sorted(numbers.values()) != list(range(1, len(numbers) + 1)):
        raise RefusedError("the numbers do not count its entries from 1")
    if order != sorted(order):
        raise RefusedError("its objects do not stand in the order of `number`, `seq`, `index`")


def check_shown_files(step: Step, package: Package) -> str:
    """Step 8: each file has the digest and size its entry gives, and was kept by the record of the entry (format 10, 11)."""
    listed: set[str] = set()
    if step.leaves_out("data/files.jsonl"):
        return ""
    with step.of("data/files.jsonl"), package.files.open("data/files.jsonl") as stream:
        for number, line in enumerate(lines_of(blocks(stream)), 1):
            shown = parse(line)
            try:
                record = naming(package, shown, listed)
            except RefusedError as why:
                raise RefusedError(f"line {number}: {why}") from None
            listed.add(name := f"data/{shown['path']}")
            if not step.leaves_out(name):
                with step.of(name):
                    check_shown_file(package, shown, record)
        kept = {name for name in package.files.sizes if name.startswith(("data/originals/", "data/readings/"))}
        for name in sorted(kept - listed):
            step.add(name, "files.jsonl does not name it")
    return f"{len(listed)} file(s)"


def naming(package: Package, shown: Json, listed: set[str]) -> Stored:
    """The record whose leaf names this file, as an original or, with a seed, as a reading; none is listed twice (format 10)."""
    require(shown, SHOWN | ({"seed": is_digest} if "seed" in shown else {}), "section 10")
    if f"data/{shown['path']}" in listed:
        raise RefusedError(f"it names {shown['path']} twice")
    for record, leaf in package.entries.get(shown["entry"], []):
        for file in files_in(leaf):
            is_reading = leaf["kind"] == "import" and file == leaf.get("reading")
            same = all(file[name] == shown[name] for name in ("blob", "sha256", "size"))
            if same and is_reading is ("seed" in shown):
                return record
    raise RefusedError("no leaf of its entry names a file with this blob, digest and size")


def check_shown_file(package: Package, shown: Json, record: Stored) -> None:
    """A file shown lies in its place, was kept in time, and has the digest and size its entry gives (format 10)."""
    name = f"data/{shown['path']}"
    if not shown["path"].startswith("readings/" if "seed" in shown else "originals/"):
        raise RefusedError("it lies among the originals or the readings and is not one")
    if not package.spine.keeps_by(shown["blob"], record.seq):
        raise RefusedError("its blob is not in `keeps` of the record of its entry or an earlier one")
    if digest_in(package.files, name) != (shown["sha256"], shown["size"]):
        raise RefusedError("it has not the digest and size its entry gives")
    if "seed" in shown:
        package.readings.append((name, shown["entry"], shown["seed"]))


def check_shown_readings(step: Step, package: Package) -> str:
    """Step 9: rows and root as in section 8 (format 8, 11)."""
    rows = 0
    for name, entry_id, seed in package.readings:
        with step.of(name), package.files.open(name) as stream:
            rows += check_reading(blocks(stream), [leaf for _, leaf in package.entries[entry_id]], seed)
    return f"{len(package.readings)} reading(s), {rows} row(s); this verifier does not read the originals again"


# ==== The writer ===========================================================================================================


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
    """A sealed file that a record brings in: its bytes, and whether it lies in `keys/` (format 2)."""

    sealed: bytes
    is_key: bool = False

    @property
    def digest(self) -> str:
        """Its name."""
        return sha256(self.sealed).hex()

    @property
    def path(self) -> str:
        """Its place."""
        return kept_name(self.digest, is_key=self.is_key)


def age_seal(plain: bytes, key: bytes, nonce: bytes, stanza: bytes) -> bytes:
    """An age file around `key`; its stanzas are given as they stand in the header, the last line feed included (format 1)."""
    held = AGE_VERSION + stanza + b"---"
    parts = [held, b" ", b64(hmac.digest(hkdf(key, b"header"), held, "sha256")), b"\n", nonce]
    cipher = ChaCha20Poly1305(hkdf(key, b"payload", salt=nonce))
    starts = range(0, max(len(plain), 1), CHUNK)
    for number, start in enumerate(starts):
        last = bytes([number == len(starts) - 1])
        parts.append(cipher.encrypt(number.to_bytes(11, "big") + last, plain[start : start + CHUNK], None))
    return b"".join(parts)


def x25519_stanza(key: bytes, recipient: str, ephemeral: bytes) -> bytes:
    """The stanza that gives `key` to a recipient `age1…` (format 1)."""
    theirs, share = bech32_decode("age", recipient), x25519_public(ephemeral)
    body = ChaCha20Poly1305(_x25519_wrap_key(ephemeral, theirs, share, theirs)).encrypt(bytes(12), key, None)
    return b"-> X25519 %s\n%s\n" % (b64(share), b64(body))


def scrypt_stanza(key: bytes, passphrase: bytes, salt: bytes, work: int) -> bytes:
    """The stanza that gives `key` to whoever has the passphrase, already in the form of format 5 (format 1)."""
    body = ChaCha20Poly1305(_scrypt_wrap_key(passphrase, salt, work)).encrypt(bytes(12), key, None)
    return b"-> scrypt %s %d\n%s\n" % (b64(salt), work, b64(body))


def publish(root: Path, files: dict[str, bytes]) -> None:
    """Give files their final names: kept files first, the records, the fold (format 2)."""
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
        self.person = Person(self.seed)
        self.author = ed25519_public(self.person.ed25519)
        self.admit_salt = chance.take(32)
        self.dossier = sha256(bytes.fromhex(self.author), self.admit_salt).hex()
        self.epoch_number = -1
        self.epoch = Epoch(b"")
        self.past = Frontier()
        self.folded: list[Json] = []

    def sealed_to(self, recipient: str, plain: bytes) -> bytes:
        """An age file to an X25519 recipient (format 1)."""
        key, nonce, ephemeral = self.chance.take(16), self.chance.take(16), self.chance.take(32)
        return age_seal(plain, key, nonce, x25519_stanza(key, recipient, ephemeral))

    def passphrase_slot(self, passphrase: str) -> tuple[Kept, Json]:
        """A slot for a passphrase, and its control part (format 4.1, 5)."""
        key, nonce, salt = self.chance.take(16), self.chance.take(16), self.chance.take(16)
        stanza = scrypt_stanza(key, passphrase_form(passphrase), salt, self.log_n)
        kept = Kept(age_seal(self.seed, key, nonce, stanza), is_key=True)
        return kept, {"file": kept.digest, "kind": "slot", "way": "passphrase"}

    def paper_slot(self) -> tuple[Kept, Json, str]:
        """A slot for a key on paper, its control part, and what is to be printed (format 4.1, 5)."""
        secret = self.chance.take(32)
        kept = Kept(self.sealed_to(recipient_of(secret), self.seed), is_key=True)
        part = {"file": kept.digest, "kind": "slot", "way": "paper"}
        return kept, part, bech32_encode("age-secret-key-", secret).upper()

    def next_epoch(self) -> tuple[Kept, Json]:
        """A new epoch, under which the next record is already sealed: the owner's grant, the control part (format 4.1, 5)."""
        secret = self.chance.take(32)
        self.epoch_number, self.epoch = self.epoch_number + 1, Epoch(secret)
        kept = Kept(self.sealed_to(recipient_of(self.person.x25519), secret), is_key=True)
        letterbox, originals = recipient_of(self.epoch.letterbox), recipient_of(self.epoch.originals)
        part = {"epoch": self.epoch_number, "grants": [kept.digest], "letterbox": letterbox, "originals": originals}
        return kept, {"kind": "epoch"} | part

    def original(self, plain: bytes, name: str) -> tuple[Kept, Json]:
        """An original or a reading, sealed, and the `file` an entry names it by (format 6, 7)."""
        kept = Kept(self.sealed_to(recipient_of(self.epoch.originals), plain))
        return kept, {"blob": kept.digest, "name": name, "sha256": sha256(plain).hex(), "size": len(plain)}

    def begin(self, passphrase: str) -> Kept:
        """Record 0: the owner, epoch 0 and a first slot, which it gives back (format 4.1)."""
        grant, epoch = self.next_epoch()
        slot, way = self.passphrase_slot(passphrase)
        admit = {"key": self.author, "kind": "admit", "salt": self.admit_salt.hex()}
        self.record([], keeps=[grant, slot], parts=[admit, epoch, way])
        return slot

    def record(self, leaves: Sequence[Json | bytes], keeps: Sequence[Kept] = (), parts: Sequence[Json] = ()) -> int:
        """One more record; its number. A leaf given as bytes goes in as it is (format 3)."""
        seq, raws = self.past.size, [leaf if isinstance(leaf, bytes) else canonical(leaf) for leaf in leaves]
        salted = [(self.chance.take(32), raw) for raw in raws]
        header = {
            "author": self.author,
            "count": len(salted),
            "dossier": self.dossier,
            "epoch": self.epoch_number,
            "keeps": sorted(kept.digest for kept in keeps),
            "nonce": self.chance.take(32).hex(),
            "open": list(parts),
            "past": self.past.hexes(),
            "recorded_at": self.chance.now(seq),
            "root": Frontier(leaf_hash(salt + raw) for salt, raw in salted).root(),
            "seq": seq,
            "v": 1,
        }
        plain = b"".join(salt + struct.pack(">I", len(raw)) + raw for salt, raw in salted)
        stored, body = self.sealed(header, plain, RECORD_TYPE, self.epoch.records)
        self.files.update((kept.path, kept.sealed) for kept in keeps)
        self.files[f"records/{seq:08d}.record"] = stored + body
        self.past.add(leaf_hash(stored))
        of_header = {"at": header.get("recorded_at"), "keeps": header.get("keeps"), "open": header.get("open")}
        texts = [raw.decode("utf-8", "replace") for raw in raws]
        self.folded.append(of_header | {"leaf": leaf_hash(stored).hex(), "leaves": texts, "seq": seq})
        return seq

    def sealed(self, header: Json, plain: bytes, kind: str, key: bytes) -> tuple[bytes, bytes]:
        """The two signed lines and the sealed body of a record or a fold, by its header without body (format 3, 9)."""
        without = canonical(header)
        use = RECORD_USE if kind == RECORD_TYPE else FOLD_USE
        body = body_key(key, header["nonce"], use, without).encrypt(bytes(12), plain, without)
        return self.signed(kind, canonical(header | {"body": sha256(body).hex()})), body

    def signed(self, kind: str, line: bytes) -> bytes:
        """A line and the owner's signature below it (format 3)."""
        return signed_lines(self.person.ed25519, kind, line)

    def withdraw(
        self,
        bodies: Sequence[int] = (),
        files: Sequence[Kept] = (),
        keeps: Sequence[Kept] = (),
        parts: Sequence[Json] = (),
    ) -> int:
        """A record that withdraws; then the bodies and the files are taken away (format 4.3)."""
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
        """The fold over all records so far (format 9)."""
        header: Json = {"dossier": self.dossier, "epoch": self.epoch_number, "head": self.past.head()}
        header |= {"nonce": self.chance.take(32).hex(), "v": 1}
        plain = b"".join(folded_record(record) for record in self.folded)
        self.files["fold"] = b"".join(self.sealed(header, plain, FOLD_TYPE, self.epoch.records))


def folded_record(record: Json) -> bytes:
    """The two lines of a record in the fold (format 9)."""
    leaves = [json.loads(text) for text in record["leaves"]]
    entries = [folded_entry(list(halves)) for _, halves in itertools.groupby(leaves, lambda leaf: leaf["id"])]
    first = {name: record[name] for name in ("at", "keeps", "leaf", "open")}
    return canonical(first | {"entries": entries}) + f"\n[{','.join(record['leaves'])}]\n".encode()


def folded_entry(halves: list[Json]) -> list[Any]:
    """An entry in the first line of its record: its id, kind, number of leaves and the start of its claim (format 9)."""
    start = None
    for claim in (leaf[name] for leaf in halves for name in ("when", "obtained") if name in leaf):
        start = claim["at"] + "0000-01-01T00:00:00"[len(claim["at"]) :]
        if "part" in claim:
            start = f"{start[:11]}{FIRST_HOURS[claim['part']]:02d}:00:00"
    return [halves[0]["id"], halves[0]["kind"], len(halves), start]


# ==== An example: a small dossier with a bit of everything =================================================================

FIRST_HOURS = {"night": 0, "morning": 6, "afternoon": 12, "evening": 18}
CHAT = b"03-03-2026 22:10 - Anna: ik sta voor je deur\n03-03-2026 22:11 - Ik: ga weg\n"
ZONE = "Europe/Amsterdam"


def leaf_pair(writer: Writer, kind: str, disclosable: Json, private: Json | None = None) -> tuple[str, list[Json]]:
    """The id and the leaves of a new entry (format 6)."""
    common = {"id": writer.chance.take(16).hex(), "kind": kind}
    leaves = [common | {"layer": "disclosable"} | disclosable]
    return common["id"], leaves + ([common | {"layer": "private"} | private] if private else [])


def read_chat(plain: bytes) -> bytes:
    """The reading of CHAT, made by hand: every line a message, its raw header up to the first `: ` (format 8)."""
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
    """A chat as an import with its reading and a receipt: what is kept, and the leaves (format 6, 8)."""
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
    """An incident with a private half (format 6)."""
    said = {"when": {"at": at, "zone": ZONE}, "what": what, "behaviours": ["following"], "witness": "no"} | more
    return leaf_pair(writer, "incident", said, {"feelings": feelings, "own_reaction": "door locked"})


def example_of(writer: Writer, passphrase: str) -> str:
    """A small dossier with a bit of everything; what is to be printed on paper."""
    old = writer.begin(passphrase + " of before")
    first, leaves = incident_of(writer, "2026-03-03T22:10", "He stood before the door.", "afraid")
    when = {"at": "2026-03", "zone": ZONE, "part": "evening"}
    writer.record(leaves + leaf_pair(writer, "note", {"when": when, "text": "It began in March."})[1])
    stretches: list[Json] = [
        {"at": "2026-01", "zone": ZONE, "estimated": True, "until": "2026-02"},
        {"at": "2026-03-09", "zone": ZONE, "part": "night", "until": "2026-03-16"},
    ]
    writer.record(
        [
            half
            for each in stretches
            for half in leaf_pair(writer, "note", {"when": each, "text": "Somewhere in these days."})[1]
        ]
    )
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


# ==== The packer: what is disclosable, for others ==========================================================================

VERIFY_HTML = """<!DOCTYPE html>
<html lang="nl"><meta charset="utf-8"><title>Controleren / Verify</title>
<p>Ondertekende stukken uit een Houvast-dossier. Controleren: <code>python3 -I stranger.py verify PAKKET</code>.</p>
<p lang="en">Signed parts of a Houvast dossier. To verify: <code>python3 -I stranger.py verify PACKAGE</code>.</p></html>
"""


def claimed_time(leaf: Json, recorded_at: str) -> str:
    """What an entry is ordered by: its claimed time, or when it was recorded (format 10)."""
    for name in ("when", "obtained"):
        if isinstance(moment := leaf.get(name), dict) and is_text(moment.get("at")):
            return str(moment["at"])
    return str(leaf["first"]) if is_text(leaf.get("first")) else recorded_at


class Packer:
    """Makes a package of the disclosable leaves of an opened dossier, and of the private ones of the entries named (format 10)."""

    def __init__(self, opened: Dossier, private: Sequence[str] = ()) -> None:
        self.opened, self.spine, self.private = opened, opened.spine, private
        self.files: dict[str, bytes] = {}
        self.leaves: list[tuple[Json, Json]] = []  # each line of proof.jsonl with its leaf
        self.shown: list[Json] = []  # the lines of files.jsonl

    def pack(self) -> dict[str, bytes]:
        """The files of the package by their names."""
        self.choose()
        self.put_files()
        self.put_data()
        self.put_tags()
        return self.files

    def choose(self) -> None:
        """The leaves that go in, with their proofs."""
        for record in self.spine.records:
            found = self.opened.leaves_of(record) if self.opened.body_size(record) else []
            paths = paths_of([leaf_hash(salt + raw) for salt, raw in found])
            for index, ((salt, raw), path) in enumerate(zip(found, paths, strict=True)):
                leaf = parse_leaf(raw)
                if leaf["layer"] == "disclosable" or leaf["id"] in self.private:
                    proof = {"index": index, "leaf": raw.decode(), "path": path, "salt": salt.hex()}
                    self.leaves.append((proof | {"seq": record.seq}, leaf))

    def numbered(self) -> list[Json]:
        """The objects of entries.json: entries by their claimed time, with their corrections."""
        root = roots_of([leaf for _, leaf in self.leaves])
        entries, times = [], dict[str, str]()
        for proof, leaf in self.leaves:
            recorded_at = str(self.spine.records[proof["seq"]].header["recorded_at"])
            entries.append(leaf | {"recorded_at": recorded_at, "seq": proof["seq"]})
            if root[leaf["id"]] == leaf["id"]:
                times.setdefault(leaf["id"], claimed_time(leaf, recorded_at))
        numbers = {start: number for number, start in enumerate(sorted(times, key=lambda start: times[start]), 1)}
        entries = [entry | {"number": numbers[root[entry["id"]]]} for entry in entries]
        return sorted(entries, key=lambda entry: int(entry["number"]))

    def put_files(self) -> None:
        """Originals and readings of the leaves shown, plain, each once."""
        for leaf, file in [(shown, file) for _, shown in self.leaves for file in files_in(shown)]:
            blob, seed = file["blob"], None
            if file == leaf.get("reading"):
                seed = self.opened.entries[leaf["id"]][1][-1].get("rows_seed")
            is_gone = self.spine.place(blob) not in self.opened.files.sizes
            if not is_gone and blob not in [line["blob"] for line in self.shown]:
                path = f"{'readings' if seed else 'originals'}/{len(self.shown) + 1}-{file['sha256'][:16]}"
                self.files[f"data/{path}"] = b"".join(self.opened.plain_of(blob))
                line = {"blob": blob, "entry": leaf["id"], "path": path, "sha256": file["sha256"], "size": file["size"]}
                self.shown.append(line | ({"seed": seed} if seed else {}))

    def put_data(self) -> None:
        """Everything in data/ but the originals and readings."""
        entries = self.numbered()
        said = {"dossier": self.spine.dossier, "entries": entries, "head": self.spine.head()}
        self.files["data/VERIFY.html"] = VERIFY_HTML.encode()
        self.files[SPINE] = b"".join(record.lines for record in self.spine.records)
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
        """Everything beside data/."""
        person, spine = self.opened.person, self.spine
        assert person is not None
        about = f"External-Identifier: {spine.dossier}\nInternal-Sender-Description: head {spine.head()}\n"
        self.files["bagit.txt"] = BAGIT
        self.files["bag-info.txt"] = about.encode()
        self.files["manifest-sha256.txt"] = self.manifest(name for name in self.files if name.startswith("data/"))
        self.files["tagmanifest-sha256.txt"] = tags = self.manifest(TAG_FILES)
        signed = {"dossier": spine.dossier, "head": spine.head(), "key": spine.owner, "tagmanifest": sha256(tags).hex()}
        self.files["signature.txt"] = signed_lines(person.ed25519, PACKAGE_TYPE, canonical(signed | {"v": 1}))

    def manifest(self, names: Iterable[str]) -> bytes:
        """A manifest of these files."""
        return "".join(f"{sha256(self.files[name]).hex()}  {name}\n" for name in sorted(names)).encode()


def csv_of(names: list[str], rows: Iterable[list[Any]]) -> bytes:
    """A table as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([names, *rows])
    return out.getvalue().encode()


def zip_of(files: dict[str, bytes], folder: str) -> bytes:
    """The files as a zip (format 10)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "x", zipfile.ZIP_STORED, allowZip64=False) as packed:
        for name in sorted(files):
            member = zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o100644 << 16
            packed.writestr(member, files[name])
    return out.getvalue()


# ==== The command line =====================================================================================================

OPENING = (1, 2, 3, 4, 5, 9, 10)  # the steps that must hold before anything is shown, taken out or packed


def say(text: str) -> None:
    """One line; what a terminal would obey is written as in JSON."""
    obeyed = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    sys.stdout.write(re.sub(obeyed, lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def given_passphrase() -> str | None:
    """The passphrase in the environment, or in the file named there."""
    if "HOUVAST_PASSPHRASE" in os.environ:
        return os.environ["HOUVAST_PASSPHRASE"]
    if "HOUVAST_PASSPHRASE_FILE" in os.environ:
        return Path(os.environ["HOUVAST_PASSPHRASE_FILE"]).read_text(encoding="utf-8")
    return None


def given_keys(paper_file: str | None) -> Keys | None:
    """The keys in the environment and on paper, None when there are none."""
    passphrase, lines = given_passphrase(), list[str]()
    if paper_file is not None:
        lines = Path(paper_file).read_text(encoding="utf-8").split("\n")
    held = [line.strip().lower() for line in lines if line.strip() and not line.startswith("#")]
    try:
        secret = tuple(bech32_decode("age-secret-key-", text) for text in held)
    except RefusedError:
        secret = (b"",)
    if any(len(key) != 32 for key in secret):
        raise UsageError(f"{paper_file} holds a line that is no AGE-SECRET-KEY-1…")
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
    """The files of a package in a folder, a zip or a sealed zip; the last is opened into a file without a name (format 10)."""
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
    """A dossier or a package, verified."""
    if not is_package(path):
        return verify_dossier(FolderFiles(path), keys, known)
    try:
        with package_files(path, keys) as files:
            return verify_package(files, known)
    except (RefusedError, OSError) as why:
        return Report(steps=[Step(1, "bag", set(), faults=[(str(path), str(why))])])


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


def opened_files(files: Files, keys: Keys, *, trusting: bool = False) -> Dossier:
    """A dossier with its keys and entries; refused unless the steps that this takes hold, when not `trusting`."""
    report, dossier = Report(only=OPENING), Dossier(files)
    verify_steps(report, dossier, keys, None)
    if (fault := report.first_fault()) and not trusting:
        raise RefusedError(f"step {fault[0]}: {fault[1]}: {fault[2]}")
    return dossier


def opened_dossier(path: Path) -> Dossier:
    """The same, of a folder, with the passphrase given."""
    keys = given_keys(None)
    if keys is None:
        raise UsageError("give the passphrase in HOUVAST_PASSPHRASE or HOUVAST_PASSPHRASE_FILE")
    if not path.is_dir():
        raise UsageError(f"{path} is no folder")
    return opened_files(FolderFiles(path), keys)


def do_verify(args: argparse.Namespace) -> int:
    """The steps of each path and whether they hold."""
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
    for record, entry in opened_dossier(Path(args.path)).entries.values():
        seen = {"recorded_at": record.header["recorded_at"], "seq": record.seq}
        say(canonical({leaf["layer"]: leaf for leaf in entry} | seen).decode())
    return 0


def do_extract(args: argparse.Namespace) -> int:
    """The plain bytes of a kept original or reading."""
    dossier = opened_dossier(Path(args.path))
    for record, _, file in dossier.files_named():
        if file["sha256"] == args.sha256 and dossier.spine.keeps_by(file["blob"], record.seq):
            step = Step(11, "originals", set())
            with step.of(dossier.spine.place(file["blob"])):
                if digest_of(dossier.plain_of(file["blob"]))[0] != args.sha256:
                    raise RefusedError("it opens, but has not the digest its entry gives")
            if step.faults:
                raise RefusedError(": ".join(step.faults[0]))
            with Path(args.out).open("xb") as plain:
                plain.writelines(dossier.plain_of(file["blob"]))
            return 0
    raise RefusedError(f"no entry names a kept file with the digest {args.sha256}")


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
    """The commands and their arguments."""
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
