"""Writes tests/vectors: dossiers and packages that hold, and as many that have one fault each and are named by it.

Everything comes from `stranger` and a fixed seed, never from the program under test, so a run writes the same bytes. What is
expected of a vector stands here, beside its making, and goes to vectors/expected.json.

    python3 tests/make_vectors.py [FOLDER]
"""

from __future__ import annotations

import base64
import io
import json
import stat
import struct
import sys
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import stranger
from stranger import Chance, Dossier, Json, Kept, Packer, RefusedError, Writer, canonical, sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

WORDS = "zes woorden die niemand raadt"
LOG_N = 10
VECTORS = Path(__file__).resolve().parent / "vectors"
LINK = b"\0link to "  # how a symbolic link stands among the bytes of the files


@dataclass(frozen=True)
class Vector:
    """What a vector unpacks to (for a package zip, the one file), and what a verifier must say of it."""

    kind: str
    name: str
    files: dict[str, bytes]
    step: int | None = None
    file: str | None = None
    newer: bool = False

    @property
    def path(self) -> str:
        """Below the folder of vectors."""
        return f"{self.kind}/{'broken' if self.step else 'good'}/{self.name}.zip"

    @property
    def expected(self) -> Json:
        """As it stands in expected.json."""
        return {"file": self.file, "newer": self.newer, "ok": self.step is None, "step": self.step}

    def packed(self) -> bytes:
        """The bytes of the vector."""
        if self.kind == "packagezip":
            return self.files[""]
        within = "package/" if self.kind == "package" else ""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "x") as container:
            for name, raw in sorted(self.files.items()):
                member = zipfile.ZipInfo(within + name, (1980, 1, 1, 0, 0, 0))
                is_link, is_folder = raw.startswith(LINK), name.endswith("/")
                kind = stat.S_IFLNK | 0o777 if is_link else stat.S_IFDIR | 0o755 if is_folder else stat.S_IFREG | 0o644
                member.create_system, member.external_attr = 3, kind << 16
                container.writestr(member, raw.removeprefix(LINK))
        return out.getvalue()


def unpack(vector: Path, into: Path) -> Path:
    """Unpack a container of a dossier or a package, symbolic links as links; the folder to verify."""
    with zipfile.ZipFile(vector) as container:
        for member in container.infolist():
            path, raw = into / member.filename, container.read(member)
            path.parent.mkdir(parents=True, exist_ok=True)
            if stat.S_ISLNK(member.external_attr >> 16):
                path.symlink_to(raw.decode())
            elif member.is_dir():
                path.mkdir(exist_ok=True)
            else:
                path.write_bytes(raw)
    return into / "package" if vector.parts[-3] == "package" else into


# ---- A writer that can be wrong in one place ------------------------------------------------------------------------------


@dataclass
class Wrong:
    """What to change in the next record or fold; everything after each change is made to fit."""

    header: Callable[[Json], object] | None = None  # in place, before anything is made of it
    plain: Callable[[bytes], bytes] | None = None  # the plaintext of the body
    line: Callable[[bytes], bytes] | None = None  # the signed line; the body digest in it is still to come
    body: Callable[[bytes], bytes] | None = None  # the sealed body, before its digest is taken
    stored: Callable[[bytes], bytes] | None = None  # the two lines with the signature


def changed(change: Callable[[Any], Any] | None, value: Any) -> Any:
    """The value, changed when there is a change."""
    return value if change is None else change(value)


class Breaker(Writer):
    """A writer whose next record or fold is wrong as `wrong` says."""

    def __init__(self, name: str) -> None:
        super().__init__(Chance(f"houvast vectors/{name}"), LOG_N)
        self.wrong = Wrong()
        self.seal_key: bytes | None = None
        self.first = self.person

    def sealed(self, header: Json, plain: bytes, kind: str, key: bytes) -> tuple[bytes, bytes]:
        wrong, self.wrong = self.wrong, Wrong()
        changed(wrong.header, header)
        line = changed(wrong.line, canonical({"body": "0" * 64} | header))
        at = line.index(b'"body":"')
        without = line[:at] + line[at + 74 :]
        use = stranger.RECORD_USE if kind == stranger.RECORD_TYPE else stranger.FOLD_USE
        cipher = stranger.body_key(self.seal_key or key, header.get("nonce", "00"), use, without)
        body = changed(wrong.body, cipher.encrypt(bytes(12), changed(wrong.plain, plain), without))
        line = line.replace(b"0" * 64, sha256(body).hex().encode(), 1)
        return changed(wrong.stored, self.signed(kind, line)), body

    def wrongly(self, **changes: Any) -> Breaker:
        """The same writer, with something wrong in what it writes next."""
        self.wrong = Wrong(**changes)
        return self

    # the shortest stories

    def started(self) -> Breaker:
        """Record 0 is written."""
        self.begin(WORDS)
        return self

    def told(self) -> Breaker:
        """Records 0 to 2 are written: the owner, an incident in two halves with a note, a photograph."""
        self.started()
        self.incident()
        self.photograph()
        return self

    def pictured(self) -> None:
        """Records 0 and 1 are written: the owner, a photograph."""
        self.started().photograph()

    def incident(self) -> int:
        """A record with an incident in two halves and a note."""
        _, leaves = stranger.incident_of(self, "2026-03-03T22:10", "Hij stond voor de deur.", "bang")
        return self.record(leaves + self.note())

    def note(self, **more: Any) -> list[Json]:
        """The leaf of a note."""
        return stranger.leaf_pair(self, "note", {"text": "Het begon in maart."} | more)[1]

    def photograph(self, keep: Sequence[Kept] | None = None, **wrong: Any) -> Kept:
        """A record with an original; what is `wrong` goes into its `file`."""
        kept, file = self.original(b"\x89PNG\r\n\x1a\n" + self.chance.take(100), "deur.png")
        self.record(self.evidence(file | wrong), keeps=[kept] if keep is None else keep)
        return kept

    def evidence(self, file: Any) -> list[Json]:
        """The leaf of a piece of evidence."""
        return stranger.leaf_pair(self, "evidence", {"sort": "photo", "file": file})[1]

    def chat(
        self,
        *,
        reading: Callable[[bytes], bytes] | None = None,
        said: Callable[[list[Json]], object] | None = None,
        recount: bool = True,
    ) -> list[Kept]:
        """A record with an import and its reading, which `reading` changes before it is sealed and counted, `said` after."""
        original, file = self.original(stranger.CHAT, "WhatsApp-chat met Anna.txt")
        plain = changed(reading, stranger.read_chat(stranger.CHAT))
        about = {"format": "whatsapp", "variant": "android", "me": "Ik"}
        return self.imported(original, file, plain, about, said, recount=recount)

    def mail(self, reading: Callable[[bytes], bytes] | None = None) -> list[Kept]:
        """The same of a mail."""
        original, file = self.original(MAIL, "mail.eml")
        return self.imported(original, file, changed(reading, read_mail()), {"format": "mail", "variant": "eml"})

    def imported(
        self,
        original: Kept,
        file: Json,
        plain: bytes,
        about: dict[str, Any],
        said: Callable[[list[Json]], object] | None = None,
        *,
        recount: bool = True,
    ) -> list[Kept]:
        """A record with an import of this original, which `about` describes, and this reading."""
        read, read_file = self.original(plain, "reading.jsonl")
        seed = self.chance.take(32).hex()
        rows = stranger.RowsRoot(seed)
        for line in plain.split(b"\n")[1:-1] if recount else []:
            rows.add(line)
        about = {"origin": "imported", "file": file, "zone": stranger.ZONE} | about
        about |= {"reading": read_file, "rows": rows.rows()}
        _, leaves = stranger.leaf_pair(self, "import", about, {"rows_seed": seed})
        changed(said, leaves)
        self.record(leaves, keeps=[original, read])
        return [original, read]


def record(seq: int) -> str:
    """The file of a record."""
    return f"records/{seq:08d}.record"


def flipped(raw: bytes, at: int = -1) -> bytes:
    """The bytes with one bit flipped."""
    at %= len(raw)
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def put(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """A change that puts `new` where `old` stands once."""

    def change(raw: bytes) -> bytes:
        assert raw.count(old) == 1, (old, raw)
        return raw.replace(old, new)

    return change


def sets(**members: Any) -> Callable[[Json], object]:
    """A change of an object that sets these members."""
    return lambda header: header.update(members)


def nested(depth: int) -> list[Any]:
    """A list that is nested so deep."""
    return [] if depth == 1 else [nested(depth - 1)]


def grant_secret(w: Breaker, grant: Kept) -> bytes:
    """What a grant to the owner holds."""
    return b"".join(stranger.age_open(io.BytesIO(grant.sealed), stranger.Keys((w.person.x25519,))))


def greasy(w: Breaker, recipient: str, plain: bytes) -> bytes:
    """An age file with stanzas of unknown kinds around the one for the recipient."""
    key = w.chance.take(16)
    grease = b"-> wvg-grease 7 %s\n%s\n%s\n" % (b"x" * 30, stranger.b64(bytes(48)), stranger.b64(bytes(5)))
    stanza = stranger.x25519_stanza(key, recipient, w.chance.take(32))
    return stranger.age_seal(plain, key, w.chance.take(16), grease + stanza + b"-> ssh-ed25519 abc\n\n")


def misspell(header: Json) -> None:
    """A letterbox of which one letter is another."""
    part = next(part for part in header["open"] if part["kind"] == "epoch")
    part["letterbox"] = part["letterbox"][:-1] + ("q" if part["letterbox"][-1] != "q" else "p")


def apart(w: Breaker) -> list[Json]:
    """An entry with another between its halves."""
    one, two = stranger.incident_of(w, "2026-03-03", "Hij stond voor de deur.", "bang")[1]
    return [one, *w.note(), two]


def three(w: Breaker) -> list[Json]:
    """An entry with two private halves."""
    one, two = stranger.incident_of(w, "2026-03-03", "Hij stond voor de deur.", "bang")[1]
    return [one, two, {name: two[name] for name in ("id", "kind", "layer")}]


def hidden(w: Breaker) -> Json:
    """A private leaf."""
    return w.note()[0] | {"layer": "private"}


def kept_later(w: Breaker) -> None:
    """An entry names a file that the next record keeps."""
    kept = w.started().photograph(keep=[])
    w.record(w.note(), keeps=[kept])


MAKERS: list[Callable[[], Vector]] = []


def dossier(
    name: str, step: int | None = None, *, newer: bool = False
) -> Callable[[Callable[[Breaker], object]], None]:
    """A dossier vector, made by a function that gets a writer and returns the path of the file that is at fault."""

    def takes(make: Callable[[Breaker], object]) -> None:
        def made() -> Vector:
            writer = Breaker(name)
            file = make(writer)
            return Vector("dossier", name, writer.files, step, str(file) if step and file else None, newer)

        MAKERS.append(made)

    return takes


# ---- Dossiers that hold ---------------------------------------------------------------------------------------------------


@dossier("plain")
def _(w: Breaker) -> None:
    w.told()


@dossier("one-record")
def _(w: Breaker) -> None:
    w.started()


@dossier("nine-records")
def _(w: Breaker) -> None:
    w.started()
    for _ in range(8):
        w.record(w.note())


@dossier("reading")
def _(w: Breaker) -> None:
    w.started()
    w.chat()


MAIL = (
    b"From: Bram <bram@voorbeeld.example>\nTo: ik@voorbeeld.example\nSubject: stop\nDate: Tue, 7 Jan 2020 22:10:05 +0100\n"
    b"Message-ID: <1@voorbeeld.example>\n\nga weg\n"
)


def read_mail() -> bytes:
    """The reading of MAIL, made by hand: a reading with columns of its own and a moment with an offset (format 8)."""
    about: Any = {
        "columns": ["id", "subject", "to"],
        "format": "mail",
        "original": sha256(MAIL).hex(),
        "reader": 1,
        "v": 1,
    }
    row: Any = {
        "at": "2020-01-07T22:10:05+01:00", "flags": "no-received", "head": MAIL.index(b"ga weg"), "id": "<1@voorbeeld.example>",
        "kind": "text", "length": len(MAIL), "offset": 0, "sender": "Bram <bram@voorbeeld.example>", "subject": "stop",
        "text": "ga weg", "to": "ik@voorbeeld.example",
    }  # fmt: skip
    return b"".join(canonical(line) + b"\n" for line in (about | {"variant": "eml", "zone": stranger.ZONE}, row))


@dossier("reading-of-mail")
def _(w: Breaker) -> None:
    w.started().mail()


@dossier("fold")
def _(w: Breaker) -> None:
    w.told()
    w.fold()


@dossier("fold-of-a-prefix")
def _(w: Breaker) -> None:
    w.started()
    w.fold()
    w.record(w.note())


@dossier("two-epochs")
def _(w: Breaker) -> None:
    w.started()
    grant, part = w.next_epoch()
    w.record(w.note(), keeps=[grant], parts=[part])
    w.photograph()


@dossier("withdrawn-body")
def _(w: Breaker) -> None:
    w.told()
    w.withdraw(bodies=[1])


@dossier("withdrawn-but-still-there")
def _(w: Breaker) -> None:
    w.told()
    files = dict(w.files)
    w.withdraw(bodies=[1])
    w.files |= files


@dossier("withdrawn-original")
def _(w: Breaker) -> None:
    w.started()
    w.withdraw(files=[w.photograph()])


@dossier("withdrawn-slot")
def _(w: Breaker) -> None:
    old, way = w.passphrase_slot("vijf woorden van eerder")
    w.started()
    w.record([], keeps=[old], parts=[way])
    w.withdraw(files=[old])


@dossier("slot-of-another-passphrase-beside")
def _(w: Breaker) -> None:
    w.started()
    other, way = w.passphrase_slot("nog een stel van zes woorden")
    w.record([], keeps=[other], parts=[way])


@dossier("paper-slot")
def _(w: Breaker) -> None:
    w.started()
    paper, way, _ = w.paper_slot()
    w.record([], keeps=[paper], parts=[way])


@dossier("unknown-kind-and-member")
def _(w: Breaker) -> None:
    w.started()
    _, leaves = stranger.leaf_pair(w, "weather", {"wind": 7, "words": ["koud", None, {}, []]})
    w.record(leaves + w.note(colour="blauw", nothing=None, none=[]))


@dossier("members-of-another-shape")
def _(w: Breaker) -> None:
    w.started()
    _, odd = stranger.leaf_pair(w, "import", {"file": "a.txt", "reading": 3, "rows": [], "origin": "guessed"})
    _, worse = stranger.leaf_pair(w, "correction", {"entry": 1, "fields": ["text"], "retracted": "yes"})
    w.record(odd + worse + w.evidence({"name": "a.png"}) + w.note(when="maart"))


@dossier("unknown-control-part")
def _(w: Breaker) -> None:
    w.started()
    w.record(w.note(), parts=[{"kind": "stamp", "token": ["x", 1, None]}, {"kind": "dismiss"}])


@dossier("unused-blob-left-over")
def _(w: Breaker) -> None:
    w.started()
    for kept in (w.original(b"nooit vermeld", "x")[0], w.passphrase_slot("nooit gebruikt")[0]):
        w.files[kept.path] = kept.sealed


@dossier("left-over-in-tmp")
def _(w: Breaker) -> None:
    w.started()
    w.files["tmp/" + w.chance.take(16).hex()] = b"half geschre"


@dossier("lock-file")
def _(w: Breaker) -> None:
    w.started()
    w.files["lock"] = b""


@dossier("lost-part")
def _(w: Breaker) -> None:
    w.started()
    head = f"40-{sha256(b'seen before').hex()}"
    w.record([], parts=[{"head": head, "kind": "lost", "seq": 40}])


@dossier("astral-member-names-by-utf-16")
def _(w: Breaker) -> None:
    w.started()
    names = {"\U0001f600": "astral", "\ufb33": "after it in code points, before it nowhere", "\u20ac": 1, "é": 2}
    w.record(w.note(**names), parts=[{"kind": "stamp"} | names])


@dossier("nested-64-deep")
def _(w: Breaker) -> None:
    w.started()
    w.record([], parts=[{"deep": nested(61), "kind": "stamp"}])


@dossier("integer-2-53-less-1")
def _(w: Breaker) -> None:
    w.started()
    w.record(w.note(large=2**53 - 1, small=1 - 2**53))


@dossier("private-leaf-alone")
def _(w: Breaker) -> None:
    w.started()
    w.record([leaf | {"layer": "private"} for leaf in w.note()])


@dossier("recorded-at-goes-back")
def _(w: Breaker) -> None:
    w.started()
    w.wrongly(header=sets(recorded_at="2020-01-01T00:00:00.000000Z")).record(w.note())


@dossier("greased-grant-and-original")
def _(w: Breaker) -> None:
    grant, part = w.next_epoch()
    greased = Kept(greasy(w, stranger.recipient_of(w.person.x25519), grant_secret(w, grant)), is_key=True)
    slot, way = w.passphrase_slot(WORDS)
    admit = {"key": w.author, "kind": "admit", "salt": w.admit_salt.hex()}
    w.record([], keeps=[greased, slot], parts=[admit, part | {"grants": [greased.digest]}, way])
    plain = b"een brief"
    letter = Kept(greasy(w, stranger.recipient_of(w.epoch.originals), plain))
    file = {"blob": letter.digest, "name": "brief.txt", "sha256": sha256(plain).hex(), "size": len(plain)}
    w.record(w.evidence(file), keeps=[letter])


@dossier("same-original-in-two-entries")
def _(w: Breaker) -> None:
    w.started()
    kept, file = w.original(b"een foto", "foto.png")
    w.record(w.evidence(file), keeps=[kept])
    w.record(w.evidence(file | {"name": "nog eens.png"}))


@dossier("empty-original")
def _(w: Breaker) -> None:
    w.started()
    kept, file = w.original(b"", "leeg.txt")
    w.record(w.evidence(file), keeps=[kept])


# ---- Step 1: files --------------------------------------------------------------------------------------------------------


@dossier("file-added", 1)
def _(w: Breaker) -> str:
    w.started().files["notes.txt"] = b"hallo"
    return "notes.txt"


@dossier("folder-added", 1)
def _(w: Breaker) -> str:
    w.started().files["letters/"] = b""
    return "letters"


@dossier("symlink-among-records", 1)
def _(w: Breaker) -> str:
    w.told().files[record(3)] = LINK + b"00000002.record"
    return record(3)


@dossier("blobs-is-a-symlink", 1)
def _(w: Breaker) -> str:
    w.started().files["blobs"] = LINK + b"keys"
    return "blobs"


@dossier("left-over-in-another-folder", 1)
def _(w: Breaker) -> str:
    kept = w.started().original(b"nooit vermeld", "x")[0]
    place = f"blobs/{(int(kept.digest[:2], 16) ^ 255):02x}/{kept.digest}.age"
    w.files[place] = kept.sealed
    return place


@dossier("left-over-in-upper-case", 1)
def _(w: Breaker) -> str:
    kept = w.started().passphrase_slot("nooit gebruikt")[0]
    place = f"keys/{kept.digest.upper()}.age"
    w.files[place] = kept.sealed
    return place


@dossier("lock-not-empty", 1)
def _(w: Breaker) -> str:
    w.started().files["lock"] = b"1234"
    return "lock"


@dossier("record-with-nine-digits", 1)
def _(w: Breaker) -> str:
    w.told()
    w.files["records/000000003.record"] = w.files[record(2)]
    return "records/000000003.record"


# ---- Step 2: headers. Each is the header of record 1, unless it says otherwise --------------------------------------------


def header_fault(name: str, *, newer: bool = False, parts: Sequence[Json] = (), **changes: Any) -> None:
    """A dossier of two records of which the second has a header with one fault."""

    @dossier(name, 2, newer=newer)
    def _(w: Breaker) -> str:
        w.started().wrongly(**changes).record(w.note(), parts=parts)
        return record(1)


def with_part(part: bytes) -> Callable[[bytes], bytes]:
    """A change of the line that gives it a control part as it is."""
    return put(b'"open":[]', b'"open":[' + part + b"]")


header_fault("header-float", line=put(b'"count":1,', b'"count":1.0,'))
header_fault("header-member-twice", line=put(b'"count":1,', b'"count":1,"count":1,'))
header_fault("header-not-canonical", line=put(b'"count":1,', b'"count": 1,'))
header_fault(
    "header-members-out-of-order",
    line=put(b'"kind":"stamp","n":1', b'"n":1,"kind":"stamp"'),
    parts=[{"kind": "stamp", "n": 1}],
)
header_fault("header-member-unknown", header=sets(colour="blauw"))
header_fault("header-member-missing", header=lambda header: header.pop("recorded_at"))
header_fault("header-escape-not-needed", line=with_part(b'{"kind":"st\\u0061mp"}'))
header_fault("header-lone-surrogate", line=with_part(b'{"kind":"stamp","text":"\\ud800"}'))
header_fault("header-not-utf-8", line=with_part(b'{"kind":"stamp","text":"\xff"}'))
header_fault("astral-member-names-by-code-point", line=with_part('{"kind":"stamp","\ufb33":1,"\U0001f600":2}'.encode()))
header_fault("integer-beyond-2-53", line=with_part(b'{"kind":"stamp","n":9007199254740992}'))
header_fault("minus-zero", line=with_part(b'{"kind":"stamp","n":-0}'))
header_fault("nested-65-deep", line=with_part(b'{"deep":' + b"[" * 62 + b"]" * 62 + b',"kind":"stamp"}'))
header_fault("open-holds-a-text", header=sets(open=["stamp"]))
header_fault("control-part-without-kind", header=sets(open=[{"seq": 1}]))
header_fault("newer-version", header=sets(v=2), newer=True)
header_fault("version-zero", header=sets(v=0))
header_fault("count-is-true", header=sets(count=True))
header_fault("epoch-below-zero", header=sets(epoch=-1))
header_fault("seq-of-another-record", header=sets(seq=2))
header_fault("time-without-decimals", header=sets(recorded_at="2026-03-03T21:11:00Z"))
header_fault("time-with-second-60", header=sets(recorded_at="2026-12-31T23:59:60.000000Z"))
header_fault("time-on-february-30", header=sets(recorded_at="2026-02-30T21:11:00.000000Z"))
header_fault("time-in-another-zone", header=sets(recorded_at="2026-03-03T21:11:00.000000+01:00"))
header_fault("digest-in-upper-case", header=lambda header: header.update(nonce=header["nonce"].upper()))
header_fault("digest-too-short", header=lambda header: header.update(nonce=header["nonce"][2:]))
header_fault("carriage-return-in-header", stored=lambda stored: stored.replace(b"\n", b"\r\n", 1))
header_fault("signature-in-upper-case", stored=lambda stored: stored[:-129] + stored[-129:].upper())
header_fault("signature-too-short", stored=lambda stored: stored[:-3] + b"\n")
header_fault("header-without-line-feed", stored=lambda stored: stored.split(b"\n")[0])


@dossier("keeps-not-ascending", 2)
def _(w: Breaker) -> str:
    first, second = w.started().original(b"een", "1")[0], w.original(b"twee", "2")[0]
    w.wrongly(header=lambda header: header["keeps"].reverse()).record([], keeps=[first, second])
    return record(1)


@dossier("keeps-one-twice", 2)
def _(w: Breaker) -> str:
    kept = w.started().original(b"een", "1")[0]
    w.record([], keeps=[kept, kept])
    return record(1)


@dossier("record-0-missing", 2)
def _(w: Breaker) -> str:
    del w.told().files[record(0)]
    return record(0)


@dossier("record-1-missing", 2)
def _(w: Breaker) -> str:
    del w.told().files[record(1)]
    return record(1)


@dossier("record-doubled", 2)
def _(w: Breaker) -> str:
    w.told()
    w.files[record(3)] = w.files[record(2)]
    return record(3)


@dossier("records-swapped", 2)
def _(w: Breaker) -> str:
    w.told().files |= {record(1): w.files[record(2)], record(2): w.files[record(1)]}
    return record(1)


@dossier("record-empty", 2)
def _(w: Breaker) -> str:
    w.told().files[record(2)] = b""
    return record(2)


# ---- Step 3: owner, epochs, keeps, control parts --------------------------------------------------------------------------


def owner_fault(name: str, step: int = 3, *, seq: int = 1, **changes: Any) -> None:
    """A dossier in which one record breaks a rule of sections 3 and 4."""

    @dossier(name, step)
    def _(w: Breaker) -> str:
        if seq == 0:
            w.wrongly(**changes).begin(WORDS)
        else:
            w.started().wrongly(**changes).record(w.note())
        return record(seq)


def of_part(kind: str, **members: Any) -> Callable[[Json], object]:
    """A change of the header that sets members of its control part of a kind."""
    return lambda header: next(part for part in header["open"] if part["kind"] == kind).update(members)


def without_part(kind: str) -> Callable[[Json], object]:
    """A change of the header that leaves out a control part."""
    return lambda header: header.update(open=[part for part in header["open"] if part["kind"] != kind])


def adds_part(**part: Any) -> Callable[[Json], object]:
    """A change of the header that adds a control part."""
    return lambda header: header["open"].append(part)


owner_fault("dossier-id-not-certified", seq=0, header=of_part("admit", salt="ab" * 32))
owner_fault("admit-missing", seq=0, header=without_part("admit"))
owner_fault("two-admits", seq=0, header=lambda header: header["open"].append(header["open"][0]))
owner_fault("admit-in-record-1", header=adds_part(kind="admit", key="ab" * 32, salt="ab" * 32))
owner_fault("admit-of-another-key", seq=0, header=of_part("admit", key="ab" * 32))
owner_fault("dossier-changed-after-first", header=sets(dossier="ab" * 32))
owner_fault("record-0-begins-epoch-1", seq=0, header=lambda h: (of_part("epoch", epoch=1)(h), sets(epoch=1)(h)))
owner_fault("record-0-begins-no-epoch", seq=0, header=without_part("epoch"))
owner_fault("grants-empty", seq=0, header=of_part("epoch", grants=[]))
owner_fault("grant-not-kept", seq=0, header=of_part("epoch", grants=["ab" * 32]))
owner_fault("slot-not-kept", seq=0, header=of_part("slot", file="ab" * 32))
owner_fault("slot-in-an-unknown-way", seq=0, header=of_part("slot", way="fingerprint"))
owner_fault("slot-with-another-member", seq=0, header=of_part("slot", note="nieuw"))
owner_fault("recipient-misspelt", seq=0, header=misspell)
owner_fault("epoch-ahead-of-the-newest", header=sets(epoch=1))
owner_fault("lost-seq-differs", header=adds_part(kind="lost", head="40-" + "ab" * 32, seq=41))
owner_fault("lost-head-without-root", header=adds_part(kind="lost", head="40", seq=40))
owner_fault("withdraws-a-later-body", header=adds_part(kind="withdraw", bodies=[2], files=[]))
owner_fault("withdraws-its-own-body", header=adds_part(kind="withdraw", bodies=[1], files=[]))
owner_fault("withdraws-an-unknown-file", header=adds_part(kind="withdraw", bodies=[], files=["ab" * 32]))
owner_fault("withdraw-without-files", header=adds_part(kind="withdraw", bodies=[0]))


@dossier("author-changed-after-first", 3)
def _(w: Breaker) -> str:
    w.started()
    w.person = stranger.Person(w.chance.take(32))
    w.author = stranger.ed25519_public(w.person.ed25519)
    w.record(w.note())
    return record(1)


@dossier("withdraws-a-grant", 3)
def _(w: Breaker) -> str:
    w.started()
    grant, part = w.next_epoch()
    w.record([], keeps=[grant], parts=[part])
    w.record([], parts=[{"bodies": [], "files": [grant.digest], "kind": "withdraw"}])
    return record(2)


@dossier("epoch-skips-one", 3)
def _(w: Breaker) -> str:
    w.started().epoch_number += 1
    grant, part = w.next_epoch()
    w.record([], keeps=[grant], parts=[part])
    return record(1)


@dossier("epoch-begun-twice", 3)
def _(w: Breaker) -> str:
    w.started().epoch_number -= 1
    grant, part = w.next_epoch()
    w.record([], keeps=[grant], parts=[part])
    return record(1)


@dossier("two-epochs-in-one-record", 3)
def _(w: Breaker) -> str:
    first, one = w.started().next_epoch()
    second, two = w.next_epoch()
    w.record([], keeps=[first, second], parts=[one, two])
    return record(1)


@dossier("epoch-before-the-newest", 3)
def _(w: Breaker) -> str:
    w.started()
    old = w.epoch
    grant, part = w.next_epoch()
    w.record([], keeps=[grant], parts=[part])
    w.epoch, w.epoch_number = old, 0
    w.record(w.note())
    return record(2)


@dossier("keeps-named-twice", 3)
def _(w: Breaker) -> str:
    kept = w.started().photograph()
    w.record(w.note(), keeps=[kept])
    return record(2)


@dossier("slot-kept-by-another-record", 3)
def _(w: Breaker) -> str:
    slot, way = w.started().passphrase_slot("nog een stel woorden")
    w.record([], keeps=[slot], parts=[way])
    w.record([], parts=[way])
    return record(2)


# ---- Step 4: signatures; step 5: order ------------------------------------------------------------------------------------


def by_other(stored: bytes, kind: str = stranger.RECORD_TYPE) -> bytes:
    """The line signed by somebody else."""
    line = stored.split(b"\n")[0]
    signer = Ed25519PrivateKey.from_private_bytes(b"somebody else's secret: 32 bytes")
    return line + b"\n" + signer.sign(stranger.pae(kind, line)).hex().encode() + b"\n"


def other_digit(stored: bytes) -> bytes:
    """The signature with another last digit but one."""
    digit = b"0" if stored[-3:-2] != b"0" else b"1"
    return stored[:-3] + digit + stored[-2:]


owner_fault("signature-by-other-key", 4, stored=by_other)
owner_fault("signature-changed", 4, stored=other_digit)
owner_fault("signature-by-other-key-in-record-0", 4, seq=0, stored=by_other)


@dossier("signature-of-another-type", 4)
def _(w: Breaker) -> str:
    w.started().wrongly(stored=lambda stored: w.signed(stranger.FOLD_TYPE, stored.split(b"\n")[0])).record(w.note())
    return record(1)


@dossier("signature-of-another-header", 4)
def _(w: Breaker) -> str:
    old = w.told().files[record(1)].split(b"\n")[1]
    w.wrongly(stored=lambda stored: stored.split(b"\n")[0] + b"\n" + old + b"\n").record(w.note())
    return record(3)


def order_fault(name: str, change: Callable[[list[str]], list[str]]) -> None:
    """A dossier in which record 3 names another past."""

    @dossier(name, 5)
    def _(w: Breaker) -> str:
        w.told().wrongly(header=lambda header: header.update(past=change(header["past"]))).record(w.note())
        return record(3)


order_fault("past-misses-one-peak", lambda past: past[:-1])
order_fault("past-in-reverse", lambda past: past[::-1])
order_fault("past-empty", lambda _: [])
order_fault("past-of-another-log", lambda past: [*past[:-1], "ab" * 32])
order_fault("past-says-more", lambda past: [*past, "ab" * 32])


# ---- Step 6: bodies; step 7: kept files -----------------------------------------------------------------------------------


def without_body(raw: bytes) -> bytes:
    """The stored header of a record."""
    return b"\n".join([*raw.split(b"\n", 2)[:2], b""])


def body_of(raw: bytes) -> bytes:
    """The sealed body of a record."""
    return raw.split(b"\n", 2)[2]


@dossier("body-of-another-record", 6)
def _(w: Breaker) -> str:
    w.told()
    w.files[record(2)] = without_body(w.files[record(2)]) + body_of(w.files[record(1)])
    return record(2)


@dossier("bytes-after-the-body", 6)
def _(w: Breaker) -> str:
    w.told().files[record(1)] += b"\n"
    return record(1)


@dossier("body-cut-off", 6)
def _(w: Breaker) -> str:
    w.told()
    w.files[record(1)] = w.files[record(1)][:-1]
    return record(1)


@dossier("body-bit-flipped", 6)
def _(w: Breaker) -> str:
    w.told()
    w.files[record(1)] = flipped(w.files[record(1)])
    return record(1)


@dossier("body-missing", 6)
def _(w: Breaker) -> str:
    w.told()
    w.files[record(1)] = without_body(w.files[record(1)])
    return record(1)


@dossier("body-missing-another-withdrawn", 6)
def _(w: Breaker) -> str:
    w.told().withdraw(bodies=[1])
    w.files[record(2)] = without_body(w.files[record(2)])
    return record(2)


@dossier("withdrawn-but-still-wrong", 6)
def _(w: Breaker) -> str:
    raw = w.told().files[record(1)]
    w.withdraw(bodies=[1])
    w.files[record(1)] = flipped(raw)
    return record(1)


@dossier("blob-missing", 7)
def _(w: Breaker) -> str:
    kept = w.started().photograph()
    del w.files[kept.path]
    return kept.path


@dossier("blob-bit-flipped", 7)
def _(w: Breaker) -> str:
    kept = w.started().photograph()
    w.files[kept.path] = flipped(kept.sealed)
    return kept.path


@dossier("blob-empty", 7)
def _(w: Breaker) -> str:
    kept = w.started().photograph()
    w.files[kept.path] = b""
    return kept.path


@dossier("blob-swapped", 7)
def _(w: Breaker) -> str:
    one, two = w.started().photograph(), w.photograph()
    w.files |= {one.path: two.sealed, two.path: one.sealed}
    return min(one.path, two.path)


@dossier("blob-replaced", 7)
def _(w: Breaker) -> str:
    one, two = w.started().photograph(), w.photograph()
    w.files[one.path] = two.sealed
    return one.path


@dossier("blob-among-the-keys", 7)
def _(w: Breaker) -> str:
    kept = w.started().photograph()
    w.files[f"keys/{kept.digest}.age"] = w.files.pop(kept.path)
    return kept.path


def slot_fault(name: str, change: Callable[[dict[str, bytes], Kept], object]) -> None:
    """A dossier of which the file of the first slot is not what it was."""

    @dossier(name, 7)
    def _(w: Breaker) -> str:
        w.started()
        kept = slot_of(w)
        change(w.files, kept)
        return kept.path


def slot_of(w: Breaker) -> Kept:
    """The first slot."""
    digest = next(part["file"] for part in w.folded[0]["open"] if part["kind"] == "slot")
    return Kept(w.files[f"keys/{digest}.age"], is_key=True)


def grant_of(w: Breaker, seq: int = 0) -> Kept:
    """The grant of the epoch that a record begins."""
    digest = next(part["grants"][0] for part in w.folded[seq]["open"] if part["kind"] == "epoch")
    return Kept(w.files[f"keys/{digest}.age"], is_key=True)


slot_fault("slot-bit-flipped", lambda files, slot: files.update({slot.path: flipped(slot.sealed, 40)}))
slot_fault("slot-missing", lambda files, slot: files.pop(slot.path))
slot_fault(
    "slot-among-the-blobs",
    lambda files, slot: files.update({f"blobs/{slot.digest[:2]}/{slot.digest}.age": files.pop(slot.path)}),
)


@dossier("grant-missing", 7)
def _(w: Breaker) -> str:
    kept = grant_of(w.started())
    del w.files[kept.path]
    return kept.path


@dossier("left-over-with-another-digest", 7)
def _(w: Breaker) -> str:
    kept = w.started().original(b"nooit vermeld", "x")[0]
    w.files[kept.path] = flipped(kept.sealed)
    return kept.path


@dossier("withdrawn-original-still-wrong", 7)
def _(w: Breaker) -> str:
    kept = w.started().photograph()
    w.withdraw(files=[kept])
    w.files[kept.path] = flipped(kept.sealed)
    return kept.path


# ---- Step 8: the fold -----------------------------------------------------------------------------------------------------


def fold_fault(name: str, **changes: Any) -> None:
    """A dossier with a fold that is wrong."""

    @dossier(name, 8)
    def _(w: Breaker) -> str:
        w.started().wrongly(**changes).fold()
        return "fold"


fold_fault("fold-head-unknown", header=sets(head="1-" + "ab" * 32))
fold_fault("fold-head-beyond-the-spine", header=sets(head="9-" + "ab" * 32))
fold_fault("fold-of-empty-prefix", header=sets(head=stranger.Frontier().head()))
fold_fault("fold-of-another-dossier", header=sets(dossier="ab" * 32))
fold_fault("fold-of-an-unknown-epoch", header=sets(epoch=1))
fold_fault("fold-with-another-member", header=sets(at="2026-03-03T21:10:00.000000Z"))
fold_fault("fold-of-version-2", header=sets(v=2))
fold_fault("fold-not-canonical", line=put(b'"epoch":0', b'"epoch": 0'))
fold_fault("fold-signature-wrong", stored=other_digit)
fold_fault("fold-signed-by-another", stored=lambda stored: by_other(stored, stranger.FOLD_TYPE))


@dossier("fold-signed-as-a-record", 8)
def _(w: Breaker) -> str:
    w.started().wrongly(stored=lambda stored: w.signed(stranger.RECORD_TYPE, stored.split(b"\n")[0])).fold()
    return "fold"


@dossier("fold-body-changed", 8)
def _(w: Breaker) -> str:
    w.started().fold()
    w.files["fold"] = flipped(w.files["fold"])
    return "fold"


@dossier("fold-empty", 8)
def _(w: Breaker) -> str:
    w.started().files["fold"] = b""
    return "fold"


# ---- Step 9: keys ---------------------------------------------------------------------------------------------------------


def key_fault(
    name: str,
    slot: Callable[[Breaker], bytes] | None = None,
    grant: Callable[[Breaker, bytes], bytes] | None = None,
    *,
    closed: bool = False,
) -> None:
    """A dossier of which the only slot, or the only grant, holds something else; no file is named if it is just not ours."""

    @dossier(name, 9)
    def _(w: Breaker) -> str | None:
        good_grant, epoch = w.next_epoch()
        good_slot, part = w.passphrase_slot(WORDS)
        kept_grant = Kept(grant(w, grant_secret(w, good_grant)), is_key=True) if grant else good_grant
        kept_slot = Kept(slot(w), is_key=True) if slot else good_slot
        admit = {"key": w.author, "kind": "admit", "salt": w.admit_salt.hex()}
        parts = [admit, epoch | {"grants": [kept_grant.digest]}, part | {"file": kept_slot.digest}]
        w.record([], keeps=[kept_grant, kept_slot], parts=parts)
        w.record(w.note())
        return None if closed else (kept_grant if grant else kept_slot).path


def age_slot(
    w: Breaker,
    plain: bytes | None = None,
    words: str = WORDS,
    stanza: Callable[[bytes], bytes] | None = None,
    after: bytes = b"",
) -> bytes:
    """A passphrase slot, with a stanza that is changed before the header is closed."""
    key = w.chance.take(16)
    made = stranger.scrypt_stanza(key, stranger.passphrase_form(words), w.chance.take(16), LOG_N)
    return stranger.age_seal(w.seed if plain is None else plain, key, w.chance.take(16), changed(stanza, made) + after)


def armoured(raw: bytes) -> bytes:
    """The file in PEM armour."""
    text = base64.b64encode(raw).decode()
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN AGE ENCRYPTED FILE-----", *lines, "-----END AGE ENCRYPTED FILE-----", ""]).encode()


def loose(stanza: bytes) -> bytes:
    """The stanza with a body in base64 whose last digit has a bit too many."""
    digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return stanza[:-2] + digits[digits.index(stanza[-2:-1]) | 1 :][:1] + b"\n"


SOMEBODY = stranger.recipient_of(b"somebody else's secret: 32 bytes")

key_fault("scrypt-asks-2-30", slot=lambda w: age_slot(w, stanza=put(b" 10\n", b" 30\n")))
key_fault("scrypt-asks-2-21", slot=lambda w: age_slot(w, stanza=put(b" 10\n", b" 21\n")))
key_fault("scrypt-work-with-a-zero", slot=lambda w: age_slot(w, stanza=put(b" 10\n", b" 010\n")))
key_fault("scrypt-stanza-with-company", slot=lambda w: age_slot(w, after=b"-> grease\n\n"))
key_fault("armoured-slot", slot=lambda w: armoured(age_slot(w)))
key_fault("slot-with-loose-base64", slot=lambda w: age_slot(w, stanza=loose))
key_fault("slot-with-a-wrong-mac", slot=lambda w: flip_mac(age_slot(w)))
key_fault("slot-of-another-seed", slot=lambda w: age_slot(w, plain=w.chance.take(32)))
key_fault("slot-of-31-bytes", slot=lambda w: age_slot(w, plain=w.seed[:31]))
key_fault("slot-of-33-bytes", slot=lambda w: age_slot(w, plain=w.seed + b"\n"))
key_fault("slot-of-another-passphrase", slot=lambda w: age_slot(w, words="zeven andere woorden"), closed=True)
key_fault("passphrase-slot-sealed-to-a-key", slot=lambda w: w.sealed_to(SOMEBODY, w.seed), closed=True)
key_fault("slot-empty", slot=lambda _: b"")
key_fault("grant-of-other-epoch", grant=lambda w, _: to_owner(w, w.chance.take(32)))
key_fault("grant-of-31-bytes", grant=lambda w, secret: to_owner(w, secret[:31]))
key_fault("grant-to-another-person", grant=lambda w, secret: w.sealed_to(SOMEBODY, secret), closed=True)
key_fault("grant-armoured", grant=lambda w, secret: armoured(to_owner(w, secret)))


def to_owner(w: Breaker, plain: bytes) -> bytes:
    """Sealed to the owner."""
    return w.sealed_to(stranger.recipient_of(w.person.x25519), plain)


def flip_mac(sealed: bytes) -> bytes:
    """An age file with another MAC below its header."""
    at = sealed.index(b"\n--- ") + 10
    return sealed[:at] + (b"A" if sealed[at : at + 1] != b"A" else b"B") + sealed[at + 1 :]


@dossier("letterbox-of-another-secret", 9)
def _(w: Breaker) -> str:
    w.wrongly(header=of_part("epoch", letterbox=SOMEBODY)).begin(WORDS)
    return grant_of(w).path


def beside_fault(name: str, sealed: Callable[[Breaker], bytes]) -> None:
    """A dossier with a second slot that is no slot."""

    @dossier(name, 9)
    def _(w: Breaker) -> str:
        slot = Kept(sealed(w.started()), is_key=True)
        w.record([], keeps=[slot], parts=[{"file": slot.digest, "kind": "slot", "way": "passphrase"}])
        return slot.path


beside_fault("second-slot-armoured", lambda w: armoured(age_slot(w)))
beside_fault("second-slot-empty", lambda _: b"")
beside_fault("second-slot-of-another-seed", lambda w: age_slot(w, plain=w.chance.take(32)))
beside_fault("second-slot-with-a-wrong-mac", lambda w: flip_mac(age_slot(w)))


@dossier("grant-beside-of-another-secret", 9)
def _(w: Breaker) -> str:
    grant, epoch = w.next_epoch()
    slot, way = w.passphrase_slot(WORDS)
    other = Kept(to_owner(w, bytes(32)), is_key=True)
    admit = {"key": w.author, "kind": "admit", "salt": w.admit_salt.hex()}
    parts = [admit, epoch | {"grants": [grant.digest, other.digest]}, way]
    w.record([], keeps=[grant, other, slot], parts=parts)
    return other.path


@dossier("every-slot-withdrawn", 9)
def _(w: Breaker) -> None:
    w.started().withdraw(files=[slot_of(w)])


@dossier("grant-of-the-epoch-before", 9)
def _(w: Breaker) -> str:
    secret = grant_secret(w, grant_of(w.started()))
    _, part = w.next_epoch()
    grant = Kept(to_owner(w, secret), is_key=True)
    w.record(w.note(), keeps=[grant], parts=[part | {"grants": [grant.digest]}])
    return grant.path


# ---- Step 10: entries -----------------------------------------------------------------------------------------------------


def body_fault(name: str, leaves: Callable[[Breaker], Sequence[Json | bytes]] | None = None, **changes: Any) -> None:
    """A dossier in which the body of record 1 is wrong within."""

    @dossier(name, 10)
    def _(w: Breaker) -> str:
        w.started()
        told = leaves(w) if leaves else w.note()
        w.wrongly(**changes).record(told)
        return record(1)


def leaf_fault(name: str, *changes: Callable[[Json], object], raw: Callable[[bytes], bytes] | None = None) -> None:
    """A dossier in which the leaves of an entry in two halves, each changed in its way, are not well-formed."""

    def leaves(w: Breaker) -> Sequence[Json | bytes]:
        made = stranger.incident_of(w, "2026-03-03", "Hij stond voor de deur.", "bang")[1]
        for change, leaf in zip(changes, made, strict=False):
            change(leaf)
        return [changed(raw, canonical(made[0])), made[1]] if raw else made

    body_fault(name, leaves)


def nothing(_: Json) -> None:
    """No change."""


def taken(name: str) -> Callable[[Json], object]:
    """A change that takes a member away."""
    return lambda leaf: leaf.pop(name)


body_fault("count-too-high", header=sets(count=2))
body_fault("count-too-low", header=sets(count=0))
body_fault("root-of-other-entries", header=sets(root="ab" * 32))
body_fault("root-of-nothing", header=sets(root=sha256().hex()))
body_fault("bytes-after-the-last-leaf", plain=lambda plain: plain + bytes(5))
body_fault("leaf-cut-off", plain=lambda plain: plain[:-1])
body_fault("body-does-not-open", body=flipped)
body_fault("halves-apart", apart)
body_fault("id-twice-in-one-record", lambda w: [*(note := w.note()), *w.note(), *note])
body_fault("three-leaves-of-one-entry", three)
body_fault("leaf-is-a-list", lambda _: [b"[]"])
body_fault("leaf-is-empty", lambda _: [b""])
leaf_fault("leaf-not-canonical", raw=put(b'"kind":"incident"', b'"kind": "incident"'))
leaf_fault("leaf-with-a-float", raw=put(b'"kind":"incident"', b'"kind":"incident","l":1.5'))
leaf_fault("leaf-with-a-member-twice", raw=put(b'"kind":"incident"', b'"kind":"incident","kind":"incident"'))
leaf_fault("leaf-nested-65-deep", raw=put(b'"id":', b'"deep":' + b"[" * 64 + b"]" * 64 + b',"id":'))
leaf_fault("leaf-with-a-line-feed", raw=lambda raw: raw + b"\n")
leaf_fault("leaf-without-id", taken("id"))
leaf_fault("leaf-without-kind", taken("kind"))
leaf_fault("leaf-without-layer", taken("layer"))
leaf_fault("leaf-id-in-upper-case", sets(id="AB" * 16), sets(id="AB" * 16))
leaf_fault("leaf-of-an-unknown-layer", sets(layer="secret"))
leaf_fault("leaf-kind-is-a-number", sets(kind=1), sets(kind=1))
leaf_fault("private-half-before-disclosable", sets(layer="private"), sets(layer="disclosable"))
leaf_fault("halves-both-disclosable", nothing, sets(layer="disclosable"))
leaf_fault("halves-both-private", sets(layer="private"))
leaf_fault("halves-share-a-member", sets(place="home"), sets(place="work"))
leaf_fault("halves-of-two-kinds", nothing, sets(kind="note"))
leaf_fault("reserved-member-in-leaf", sets(number=1))
leaf_fault("reserved-seq-in-leaf", sets(seq=1))
leaf_fault("reserved-recorded-at-in-private-leaf", nothing, sets(recorded_at="2026"))


@dossier("id-in-two-records", 10)
def _(w: Breaker) -> str:
    note = w.started().note()
    w.record(note)
    w.record([note[0] | {"text": "Iets anders."}])
    return record(2)


@dossier("halves-in-two-records", 10)
def _(w: Breaker) -> str:
    one, two = stranger.incident_of(w.started(), "2026-03-03", "Hij stond voor de deur.", "bang")[1]
    w.record([one])
    w.record([two])
    return record(2)


@dossier("body-under-the-key-of-another-epoch", 10)
def _(w: Breaker) -> str:
    w.started()
    w.seal_key = w.epoch.records
    grant, part = w.next_epoch()
    w.record(w.note(), keeps=[grant], parts=[part])
    return record(1)


# ---- Step 11: originals; step 12: readings --------------------------------------------------------------------------------


def original_fault(name: str, make: Callable[[Breaker], str]) -> None:
    """A dossier of which an original is not what an entry says."""
    dossier(name, 11)(lambda w: make(w.started()))


original_fault("original-digest-wrong", lambda w: w.photograph(sha256="ab" * 32).path)
original_fault("original-size-wrong", lambda w: w.photograph(size=107).path)
original_fault("file-never-kept", lambda w: (w.photograph(keep=[]), record(1))[1])
original_fault("original-sealed-to-another", lambda w: odd_original(w, w.sealed_to(SOMEBODY, b"een brief")))
original_fault("original-not-sealed", lambda w: odd_original(w, b"een brief"))
original_fault("original-armoured", lambda w: odd_original(w, armoured(sealed_letter(w))))
original_fault("original-with-a-damaged-chunk", lambda w: odd_original(w, flipped(sealed_letter(w))))
original_fault("original-cut-off", lambda w: odd_original(w, sealed_letter(w)[:-1]))
original_fault("original-with-bytes-after", lambda w: odd_original(w, sealed_letter(w) + b"\n"))
original_fault("original-with-a-wrong-mac", lambda w: odd_original(w, flip_mac(sealed_letter(w))))


def sealed_letter(w: Breaker) -> bytes:
    """A letter, sealed as an original."""
    return w.sealed_to(stranger.recipient_of(w.epoch.originals), b"een brief")


def odd_original(w: Breaker, sealed: bytes) -> str:
    """A record with a letter that is sealed so."""
    kept = Kept(sealed)
    file = {"blob": kept.digest, "name": "brief.txt", "sha256": sha256(b"een brief").hex(), "size": 9}
    w.record(w.evidence(file), keeps=[kept])
    return kept.path


@dossier("file-kept-later", 11)
def _(w: Breaker) -> str:
    kept = w.started().photograph(keep=[])
    w.record(w.note(), keeps=[kept])
    return record(1)


@dossier("original-of-the-next-epoch-key", 11)
def _(w: Breaker) -> str:
    kept, file = w.started().original(b"een brief", "brief.txt")
    grant, part = w.next_epoch()
    w.record(w.evidence(file), keeps=[kept, grant], parts=[part])
    return kept.path


def reading_fault(name: str, **changes: Any) -> None:
    """A dossier of which a reading is wrong."""

    @dossier(name, 12)
    def _(w: Breaker) -> str:
        return w.started().chat(**changes)[1].path


def imports(**members: Any) -> Callable[[list[Json]], object]:
    """A change of the disclosable leaf of an import."""
    return lambda leaves: leaves[0].update(members)


reading_fault("rows-root-wrong", said=lambda leaves: leaves[0]["rows"].update(root="ab" * 32))
reading_fault("rows-count-wrong", said=lambda leaves: leaves[0]["rows"].update(count=3))
reading_fault("rows-missing", said=lambda leaves: leaves[0].pop("rows"))
reading_fault("rows-seed-missing", said=lambda leaves: leaves.pop())
reading_fault(
    "rows-seed-in-the-disclosable-leaf", said=lambda leaves: leaves[0].update(rows_seed=leaves.pop()["rows_seed"])
)
reading_fault("rows-seed-of-another-import", said=lambda leaves: leaves[1].update(rows_seed="ab" * 32))
reading_fault("reading-without-its-original", said=lambda leaves: leaves[0].pop("file"))
reading_fault("reading-of-another-original", reading=put(sha256(stranger.CHAT).hex().encode(), b"ab" * 32))
reading_fault("reading-of-version-2", reading=put(b'"v":1', b'"v":2'))
reading_fault("reading-empty", reading=lambda _: b"")
reading_fault("reading-without-last-line-feed", reading=lambda plain: plain[:-1])
reading_fault("row-not-canonical", reading=put(b'"text":"ga weg"', b'"text": "ga weg"'))
reading_fault("row-with-another-member", reading=put(b'"text":"ga weg"', b'"text":"ga weg","zone":"x"'))
reading_fault("row-of-unknown-kind", reading=put(b'"kind":"text","length":30', b'"kind":"song","length":30'))
reading_fault("row-outside-the-original", reading=put(b'"length":30', b'"length":31'))


def mail_fault(name: str, reading: Callable[[bytes], bytes]) -> None:
    """A dossier of which the reading of a mail is wrong."""

    @dossier(name, 12)
    def _(w: Breaker) -> str:
        return w.started().mail(reading)[1].path


mail_fault("columns-out-of-order", put(b'["id","subject","to"]', b'["id","to","subject"]'))
mail_fault("columns-twice", put(b'["id","subject","to"]', b'["id","subject","subject","to"]'))
mail_fault("columns-that-every-row-has", put(b'["id","subject","to"]', b'["id","sender","subject","to"]'))
mail_fault("columns-empty", put(b'["id","subject","to"]', b"[]"))
mail_fault("row-without-a-named-column", put(b',"to":"ik@voorbeeld.example"}', b"}"))
mail_fault("row-with-a-column-nobody-named", put(b'["id","subject","to"]', b'["id","subject"]'))
reading_fault(
    "row-left-out", reading=lambda plain: plain[: plain.index(b"\n", plain.index(b"\n") + 1) + 1], recount=False
)


# ---- Packages -------------------------------------------------------------------------------------------------------------

KEYS = stranger.Keys((), (stranger.passphrase_form(WORDS),))
LOST = {"head": f"40-{sha256(b'seen before').hex()}", "kind": "lost", "seq": 40}


class Held:
    """Files that are held in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.sizes = {
            name: len(raw) for name, raw in files.items() if not name.endswith("/") and not raw.startswith(LINK)
        }
        folders = {str(parent) for name in files for parent in PurePosixPath(name).parents} - {"."}
        self.others = dict.fromkeys(folders, "folder")
        for name in files.keys() - self.sizes.keys():
            self.others[name.rstrip("/")] = "link" if files[name] else "folder"

    def open(self, name: str) -> io.BytesIO:
        """One of the files."""
        if name not in self.sizes:
            raise RefusedError("it is missing")
        return io.BytesIO(self.files[name])


@dataclass
class Bag:
    """A package in the making: its files, and who signs what."""

    files: dict[str, bytes]
    opened: Dossier
    signer: bytes  # the Ed25519 secret
    signed: Json = field(default_factory=dict)  # members of signature.txt that are other than they should be

    def lines(self, name: str) -> list[Any]:
        """The lines of a JSON file, parsed."""
        return [json.loads(line) for line in self.files[name].splitlines()]

    def put_lines(self, name: str, lines: Iterable[Any]) -> str:
        """The same, written; the name."""
        self.files[name] = b"".join(canonical(line) + b"\n" for line in lines)
        return name

    def shown(self, folder: str = "originals") -> str:
        """The path of the first original or reading."""
        return min(name for name in self.files if name.startswith(f"data/{folder}/"))

    def head(self) -> str:
        """The head of whatever stands in spine.txt."""
        lines = self.files.get(stranger.SPINE, b"").splitlines(keepends=True)
        pairs = [b"".join(lines[i : i + 2]) for i in range(0, len(lines), 2)]
        return stranger.Frontier(map(stranger.leaf_hash, pairs)).head()

    def close(self, manifest: Callable[[bytes], bytes] | None = None) -> None:
        """Make the manifests and the signature fit the files."""
        made = self.manifest(
            name for name in self.files if name.startswith("data/") and not self.files[name].startswith(LINK)
        )
        self.files["manifest-sha256.txt"] = changed(manifest, made)
        self.tag()

    def manifest(self, names: Iterable[str]) -> bytes:
        """A manifest of these files."""
        return "".join(f"{sha256(self.files[name]).hex()}  {name}\n" for name in sorted(names)).encode()

    def tag(self, change: Callable[[bytes], bytes] | None = None, kind: str = stranger.PACKAGE_TYPE) -> None:
        """Make the tag manifest and the signature fit."""
        self.files["tagmanifest-sha256.txt"] = tags = changed(change, self.manifest(stranger.TAG_FILES))
        said = {"dossier": self.opened.spine.dossier, "head": self.head(), "key": stranger.ed25519_public(self.signer)}
        self.sign(canonical(said | {"tagmanifest": sha256(tags).hex(), "v": 1} | self.signed), kind)

    def sign(self, line: bytes, kind: str = stranger.PACKAGE_TYPE) -> None:
        """Sign a line."""
        signature = Ed25519PrivateKey.from_private_bytes(self.signer).sign(stranger.pae(kind, line))
        self.files["signature.txt"] = line + b"\n" + signature.hex().encode() + b"\n"


def bag_of(name: str, tell: Callable[[Breaker], object], *, private: bool = False) -> Bag:
    """A package of a dossier; what is wrong with the dossier does not keep it from being packed."""
    writer = Breaker(f"package/{name}")
    tell(writer)
    opened = stranger.opened_files(Held(writer.files), KEYS, trusting=True)
    files = Packer(opened, list(opened.entries) if private else []).pack()
    return Bag(files, opened, writer.first.ed25519)


def package(
    name: str,
    step: int | None = None,
    tell: Callable[[Breaker], object] = Breaker.pictured,
    *,
    private: bool = False,
    newer: bool = False,
) -> Callable[[Callable[[Bag], object]], None]:
    """A package vector, made by a function that changes a bag and returns the path of the file that is at fault."""

    def takes(make: Callable[[Bag], object]) -> None:
        def made() -> Vector:
            bag = bag_of(name, tell, private=private)
            file = make(bag)
            return Vector("package", name, bag.files, step, str(file) if step and file else None, newer)

        MAKERS.append(made)

    return takes


def everything(w: Breaker) -> None:
    """A dossier with an incident, a photograph, a chat and a correction."""
    w.told()
    w.chat()
    told = [json.loads(text) for text in w.folded[1]["leaves"]]
    change = {"entry": told[0]["id"], "fields": {"minutes": 20}}
    w.record(stranger.leaf_pair(w, "correction", change, {"private_fields": {"feelings": "boos"}})[1])


def chatted(w: Breaker) -> None:
    """A dossier with a chat."""
    w.started().chat()


def two_epochs(w: Breaker) -> None:
    """A dossier of two epochs, a body withdrawn."""
    w.told()
    grant, part = w.next_epoch()
    w.record(w.note(), keeps=[grant], parts=[part])
    w.photograph()
    w.withdraw(bodies=[1])


def unknown(w: Breaker) -> None:
    """A dossier with kinds unknown here."""
    _, leaves = stranger.leaf_pair(w.started(), "weather", {"wind": 7, "words": ["koud", None, {}, []]})
    w.record(leaves + w.evidence("a.png"), parts=[{"kind": "stamp", "token": "x"}])


def two_originals(w: Breaker) -> None:
    """A dossier with two originals."""
    w.started().photograph()
    w.photograph()


def named_alike(bag: Bag) -> None:
    """Names for the two that are alike but for case."""
    lines = bag.lines("data/files.jsonl")
    for line, path in zip(lines, ("originals/1-A", "originals/1-a"), strict=True):
        bag.files[f"data/{path}"] = bag.files.pop(f"data/{line['path']}")
        line["path"] = path
    bag.put_lines("data/files.jsonl", lines)


def closed(bag: Bag) -> None:
    """The package as it is."""
    bag.close()


package("plain")(closed)
package("everything", tell=everything)(closed)
package("private-leaf", tell=everything, private=True)(closed)
package("private-leaf-alone", tell=lambda w: w.started().record([hidden(w)]), private=True)(closed)
package("reading", tell=chatted)(closed)
package("nothing-shown", tell=Breaker.started)(closed)
package("two-epochs-and-a-withdrawn-body", tell=two_epochs)(closed)
package("lost-part", tell=lambda w: w.started().record([], parts=[LOST]))(closed)
package("unknown-kind-and-control-part", tell=unknown)(closed)


@package("file-not-shown")
def _(bag: Bag) -> None:
    del bag.files[bag.shown()]
    bag.put_lines("data/files.jsonl", [])
    bag.close()


@package("manifest-in-another-order")
def _(bag: Bag) -> None:
    bag.close(lambda raw: b"".join(reversed(raw.splitlines(keepends=True))))


# Step 1: bag


@package("file-added", 1)
def _(bag: Bag) -> str:
    bag.close()
    bag.files["readme.txt"] = b"hallo"
    return "readme.txt"


@package("file-added-and-listed", 1)
def _(bag: Bag) -> str:
    bag.files["data/readme.txt"] = b"hallo"
    bag.close()
    return "data/readme.txt"


@package("folder-added", 1)
def _(bag: Bag) -> str:
    bag.close()
    bag.files["letters/"] = b""
    return "letters"


@package("symlink-among-originals", 1)
def _(bag: Bag) -> str:
    bag.close()
    bag.files["data/originals/9"] = LINK + bag.shown().rpartition("/")[2].encode()
    return "data/originals/9"


def missing(name: str, vector: str) -> None:
    """A package without one of its files; the manifests do not list it either."""

    @package(vector, 1)
    def _(bag: Bag) -> str:
        del bag.files[name]
        bag.close()
        return name


missing("data/entries.csv", "entries-csv-missing")
missing("data/VERIFY.html", "verify-html-missing")


@package("signature-missing", 1)
def _(bag: Bag) -> str:
    bag.close()
    del bag.files["signature.txt"]
    return "signature.txt"


@package("original-missing", 1)
def _(bag: Bag) -> str:
    bag.close()
    name = bag.shown()
    del bag.files[name]
    return name


@package("original-bit-flipped", 1)
def _(bag: Bag) -> str:
    bag.close()
    name = bag.shown()
    bag.files[name] = flipped(bag.files[name])
    return name


@package("manifest-leaves-one-out", 1)
def _(bag: Bag) -> str:
    bag.close(lambda raw: b"".join(raw.splitlines(keepends=True)[1:]))
    return min(name for name in bag.files if name.startswith("data/"))


@package("bag-info-changed", 1)
def _(bag: Bag) -> str:
    bag.close()
    bag.files["bag-info.txt"] += b"Contact-Name: Bob\n"
    return "bag-info.txt"


def manifest_fault(name: str, change: Callable[[bytes], bytes]) -> None:
    """A package with a manifest that is not of the form."""

    @package(name, 1)
    def _(bag: Bag) -> str:
        bag.close(change)
        return "manifest-sha256.txt"


manifest_fault("manifest-with-one-space", lambda raw: raw.replace(b"  ", b" ", 1))
manifest_fault("manifest-with-a-star", lambda raw: raw.replace(b"  ", b" *", 1))
manifest_fault("manifest-without-last-line-feed", lambda raw: raw[:-1])
manifest_fault("manifest-line-twice", lambda raw: raw + raw.splitlines(keepends=True)[0])
manifest_fault("manifest-digest-in-upper-case", lambda raw: raw[:64].upper() + raw[64:])


@package("tagmanifest-leaves-one-out", 1)
def _(bag: Bag) -> str:
    bag.close()
    bag.tag(lambda raw: b"".join(raw.splitlines(keepends=True)[1:]))
    return "bag-info.txt"


@package("bagit-version-0-97", 1)
def _(bag: Bag) -> str:
    bag.files["bagit.txt"] = bag.files["bagit.txt"].replace(b"1.0", b"0.97")
    bag.close()
    return "bagit.txt"


def renamed(name: str, path: str) -> None:
    """A package with an original under a name that is not of the form."""

    @package(name, 1)
    def _(bag: Bag) -> str:
        (line,) = bag.lines("data/files.jsonl")
        bag.files[f"data/{path}"] = bag.files.pop(bag.shown())
        bag.put_lines("data/files.jsonl", [line | {"path": path}])
        bag.close()
        return f"data/{path}"


renamed("original-name-begins-with-a-letter", "originals/deur.png")
renamed("original-name-with-a-space", "originals/1 deur.png")
renamed("original-name-of-101", "originals/1" + "a" * 100)
renamed("original-in-a-folder-below", "originals/1/deur.png")
renamed("original-name-not-ascii", "originals/1-café.png")


# Step 2: signature


def signature_fault(
    name: str, change: Callable[[Bag], object], file: str | None = "signature.txt", *, newer: bool = False
) -> None:
    """A package that is not signed as it should be; when two files differ, the page leaves open which is named."""

    @package(name, 2, newer=newer)
    def _(bag: Bag) -> str | None:
        bag.close()
        change(bag)
        return file


def signing(bag: Bag, **signed: Any) -> None:
    """Sign with other members."""
    bag.signed = signed
    bag.tag()


def sign_again(bag: Bag, signer: bytes) -> None:
    """Sign with another key."""
    bag.signer = signer
    bag.tag()


def resign(bag: Bag, change: Callable[[bytes], bytes]) -> None:
    """Sign another first line."""
    bag.sign(change(bag.files["signature.txt"].split(b"\n")[0]))


def set_signature(bag: Bag, change: Callable[[bytes], bytes]) -> None:
    """Change the file after it was signed."""
    bag.files["signature.txt"] = change(bag.files["signature.txt"])


signature_fault("signature-by-another-key", lambda bag: sign_again(bag, b"somebody else's secret: 32 bytes"), None)
signature_fault("signature-changed", lambda bag: set_signature(bag, other_digit))
signature_fault("signature-as-a-record", lambda bag: bag.tag(kind=stranger.RECORD_TYPE))
signature_fault("signature-of-another-tagmanifest", lambda bag: signing(bag, tagmanifest="ab" * 32), None)
signature_fault("signature-of-another-dossier", lambda bag: signing(bag, dossier="ab" * 32), None)
signature_fault("signature-of-an-earlier-head", lambda bag: signing(bag, head=bag.opened.spine.head(1)), None)
signature_fault("signature-of-version-2", lambda bag: signing(bag, v=2), newer=True)
signature_fault("signature-with-another-member", lambda bag: signing(bag, at="2026"))
signature_fault("signature-line-not-canonical", lambda bag: resign(bag, lambda line: line.replace(b":1}", b": 1}")))
signature_fault("signature-with-a-third-line", lambda bag: set_signature(bag, lambda raw: raw + b"\n"))
signature_fault("signature-without-last-line-feed", lambda bag: set_signature(bag, lambda raw: raw[:-1]))


# Steps 3 to 6: the spine


def spine_fault(name: str, step: int, tell: Callable[[Breaker], object]) -> None:
    """A package of a dossier whose spine breaks a rule."""

    @package(f"spine-{name}", step, tell)
    def _(bag: Bag) -> str:
        bag.close()
        return stranger.SPINE


def spine_line(name: str, change: Callable[[bytes], bytes], *, newer: bool = False) -> None:
    """A package in whose spine the line of the last header is changed and signed again."""

    @package(f"spine-{name}", 3, newer=newer)
    def _(bag: Bag) -> str:
        lines = bag.files[stranger.SPINE].split(b"\n")
        lines[-3] = change(lines[-3])
        signer = Ed25519PrivateKey.from_private_bytes(bag.signer)
        lines[-2] = signer.sign(stranger.pae(stranger.RECORD_TYPE, lines[-3])).hex().encode()
        return reheaded(bag, b"\n".join(lines))


def reheaded(bag: Bag, spine: bytes) -> str:
    """Put another spine into a package, with the head that it has."""
    bag.files[stranger.SPINE] = spine
    (said,) = bag.lines("data/entries.json")
    bag.put_lines("data/entries.json", [said | {"head": bag.head()}])
    bag.close()
    return stranger.SPINE


def notes(w: Breaker, **wrong: Any) -> None:
    """A dossier with one more record that is wrong."""
    w.told().wrongly(**wrong).record(w.note())


spine_line("header-not-canonical", put(b'"count":1,', b'"count": 1,'))
spine_line("header-of-a-newer-version", put(b'"v":1}', b'"v":2}'), newer=True)
spine_line("header-with-another-member", put(b'"v":1}', b'"v":1,"w":1}'))
package("spine-empty", 3, Breaker.started)(lambda bag: reheaded(bag, b""))
package("spine-without-record-0", 3)(lambda bag: reheaded(bag, b"\n".join(bag.files[stranger.SPINE].split(b"\n")[2:])))
package("spine-ends-before-a-signature", 3)(lambda bag: reheaded(bag, bag.files[stranger.SPINE][:-129]))
package("spine-without-last-line-feed", 3)(lambda bag: reheaded(bag, bag.files[stranger.SPINE][:-1]))
spine_fault("keeps-named-twice", 4, lambda w: w.record([], keeps=[w.told().photograph()]))
spine_fault("lost-seq-differs", 4, lambda w: notes(w, header=adds_part(**LOST | {"seq": 41})))
spine_fault("two-admits", 4, lambda w: notes(w, header=lambda h: h["open"].append(w.folded[0]["open"][0])))
spine_fault("signature-by-other-key", 5, lambda w: notes(w, stored=by_other))
spine_fault("past-misses-one-peak", 6, lambda w: notes(w, header=lambda h: h["past"].pop()))


# Step 7: entries


def proof_fault(
    name: str, change: Callable[[list[Any]], object], tell: Callable[[Breaker], object] = Breaker.told
) -> None:
    """A package with something wrong in the lines of proof.jsonl, the leaves in entries.json being the same."""

    @package(name, 7, tell)
    def _(bag: Bag) -> str:
        lines = bag.lines("data/proof.jsonl")
        change(lines)
        bag.put_lines("data/proof.jsonl", lines)
        bag.close()
        return "data/proof.jsonl"


proof_fault("path-too-short", lambda lines: lines[0]["path"].pop())
proof_fault("path-too-long", lambda lines: lines[0]["path"].append("ab" * 32))
proof_fault("path-of-another-leaf", lambda lines: lines[0].update(path=lines[1]["path"]))
proof_fault("salt-of-another-leaf", lambda lines: lines[0].update(salt=lines[1]["salt"]))
proof_fault("index-of-another-leaf", lambda lines: lines[0].update(index=1))
proof_fault("seq-of-another-record", lambda lines: lines[-1].update(seq=3), lambda w: w.told().record([hidden(w)]))
proof_fault("seq-beyond-the-spine", lambda lines: lines[-1].update(seq=9))
proof_fault("leaf-of-proof-changed", lambda lines: lines[0].update(leaf=lines[0]["leaf"].replace("stond", "zat")))
proof_fault("proof-out-of-order", lambda lines: lines.reverse())
proof_fault("proof-line-twice", lambda lines: lines.append(lines[-1]))
proof_fault("proof-with-another-member", lambda lines: lines[0].update(layer="disclosable"))


def entries_fault(
    name: str,
    change: Callable[[Json], object],
    tell: Callable[[Breaker], object] = Breaker.told,
    *,
    private: bool = False,
) -> None:
    """A package whose entries.json does not say exactly what the leaves say."""

    @package(name, 7, tell, private=private)
    def _(bag: Bag) -> str:
        (said,) = bag.lines("data/entries.json")
        change(said)
        bag.put_lines("data/entries.json", [said])
        bag.close()
        return "data/entries.json"


def corrected(said: Json) -> None:
    """A correction that counts as an entry of its own."""
    correction = next(entry for entry in said["entries"] if entry["kind"] == "correction")
    correction["number"] = 1 + max(entry["number"] for entry in said["entries"])
    said["entries"].sort(key=lambda entry: entry["number"])


def renumbered(*numbers: int) -> Callable[[Json], object]:
    """A change of the numbers."""

    def change(said: Json) -> None:
        for entry, number in zip(said["entries"], numbers, strict=True):
            entry["number"] = number

    return change


entries_fault("entry-left-out", lambda said: said["entries"].pop())
entries_fault("entry-twice", lambda said: said["entries"].append(said["entries"][-1]))
entries_fault("entry-says-more", lambda said: said["entries"][0].update(severe=True))
entries_fault("entry-says-less", lambda said: said["entries"][2].pop("witness"))
entries_fault("entry-says-something-else", lambda said: said["entries"][2].update(what="Niets."))
entries_fault(
    "entry-recorded-at-another-time",
    lambda said: said["entries"][0].update(recorded_at=said["entries"][1]["recorded_at"]),
)
entries_fault("entry-of-another-seq", lambda said: said["entries"][0].update(seq=2))
entries_fault("entries-numbered-from-0", renumbered(0, 1, 2))
entries_fault("entries-number-left-out", renumbered(1, 2, 4))
entries_fault("entries-number-twice", renumbered(1, 2, 2))
entries_fault("entries-not-in-order-of-number", lambda said: said["entries"].reverse())
entries_fault("entries-of-another-head", lambda said: said.update(head="2-" + "ab" * 32))
entries_fault("entries-of-another-dossier", lambda said: said.update(dossier="ab" * 32))
entries_fault("entries-with-another-member", lambda said: said.update(made="2026"))
entries_fault("correction-with-its-own-number", corrected, everything)
entries_fault("halves-in-the-wrong-order", lambda said: said["entries"].append(said["entries"].pop(2)), private=True)


@package("entries-json-without-line-feed", 7)
def _(bag: Bag) -> str:
    bag.files["data/entries.json"] = bag.files["data/entries.json"].rstrip()
    bag.close()
    return "data/entries.json"


@package("entries-json-not-canonical", 7)
def _(bag: Bag) -> str:
    bag.files["data/entries.json"] = bag.files["data/entries.json"].replace(b'"number":1,', b'"number": 1,', 1)
    bag.close()
    return "data/entries.json"


# Step 8: originals; step 9: readings


def files_fault(name: str, change: Callable[[list[Any]], object], file: str | None = "data/files.jsonl") -> None:
    """A package with something wrong in files.jsonl; the page leaves open whether that or the file itself is named."""

    @package(name, 8)
    def _(bag: Bag) -> str | None:
        lines = bag.lines("data/files.jsonl")
        change(lines)
        put_files(bag, lines)
        return file


def put_files(bag: Bag, lines: list[Any]) -> str:
    """Other lines of files.jsonl."""
    bag.put_lines("data/files.jsonl", lines)
    bag.close()
    return "data/files.jsonl"


files_fault("file-of-another-blob", lambda lines: lines[0].update(blob="ab" * 32))
files_fault("file-of-another-digest", lambda lines: lines[0].update(sha256="ab" * 32), None)
files_fault("file-of-another-size", lambda lines: lines[0].update(size=1), None)
files_fault("file-of-an-entry-not-shown", lambda lines: lines[0].update(entry="ab" * 16))
files_fault("file-line-twice", lambda lines: lines.append(lines[0]))
files_fault("file-line-without-size", lambda lines: lines[0].pop("size"))
files_fault("file-path-outside", lambda lines: lines[0].update(path="originals/../spine.txt"), None)
files_fault("original-with-a-seed", lambda lines: lines[0].update(seed="ab" * 32))


@package("original-not-in-files-jsonl", 8)
def _(bag: Bag) -> str:
    put_files(bag, [])
    return bag.shown()


@package("original-other-than-its-digest", 8)
def _(bag: Bag) -> str:
    name = bag.shown()
    bag.files[name] = flipped(bag.files[name])
    bag.close()
    return name


@package("original-named-but-absent", 8)
def _(bag: Bag) -> str:
    name = bag.shown()
    del bag.files[name]
    bag.close()
    return name


@package("original-kept-later", 8, kept_later)
def _(bag: Bag) -> str:
    bag.close()
    return bag.shown()


@package("original-among-the-readings", 8)
def _(bag: Bag) -> None:
    (line,) = bag.lines("data/files.jsonl")
    path = line["path"].replace("originals", "readings")
    bag.files[f"data/{path}"] = bag.files.pop(bag.shown())
    put_files(bag, [line | {"path": path}])


def row_fault(name: str, change: Callable[[Bag], object] = closed, **chat: Any) -> None:
    """A package of which the reading is wrong."""

    @package(name, 9, lambda w: w.started().chat(**chat))
    def _(bag: Bag) -> str:
        change(bag)
        return bag.shown("readings")


def other_seed(bag: Bag) -> None:
    """Another seed for the reading."""
    put_files(bag, [line | ({"seed": "ab" * 32} if "seed" in line else {}) for line in bag.lines("data/files.jsonl")])


row_fault("seed-of-another-reading", other_seed)
row_fault("rows-root-wrong", said=lambda leaves: leaves[0]["rows"].update(root="ab" * 32))
row_fault("rows-count-wrong", said=lambda leaves: leaves[0]["rows"].update(count=3))
row_fault("rows-missing", said=lambda leaves: leaves[0].pop("rows"))
row_fault("row-not-canonical", reading=put(b'"text":"ga weg"', b'"text": "ga weg"'))
row_fault("reading-of-another-original", reading=put(sha256(stranger.CHAT).hex().encode(), b"ab" * 32))


# ---- Package zips ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Member:
    """A member of a zip; the numbers are those of both its headers."""

    name: bytes
    raw: bytes
    made: int = 0x314
    needed: int = 20
    flags: int = 0
    method: int = 0
    time: int = 0
    date: int = 0x21
    internal: int = 0
    external: int = 0x81A40000
    extra: bytes = b""  # in both headers
    comment: bytes = b""
    crc: int | None = None
    after: bytes = b""  # bytes between this member and the next
    listed: bytes | None = None  # the name in the list, when it is another

    def both(self) -> tuple[int, ...]:
        """What both headers say, up to the length of the name."""
        raw = self.stored()
        crc = zlib.crc32(self.raw) if self.crc is None else self.crc
        return self.needed, self.flags, self.method, self.time, self.date, crc, len(raw), len(self.raw)

    def stored(self) -> bytes:
        """The bytes in the zip."""
        if self.method == 0:
            return self.raw
        # DEFLATE with one stored block: compressed in name, and the same bytes with every zlib
        assert len(self.raw) < 1 << 16
        return b"\x01" + struct.pack("<HH", len(self.raw), len(self.raw) ^ 0xFFFF) + self.raw

    def local(self) -> bytes:
        """The member where it stands."""
        sizes = (len(self.name), len(self.extra))
        return (
            stranger.LOCAL.pack(b"PK\3\4", *self.both(), *sizes) + self.name + self.extra + self.stored() + self.after
        )

    def central(self, offset: int) -> bytes:
        """The member in the list."""
        name = self.name if self.listed is None else self.listed
        rest = (len(name), len(self.extra), len(self.comment), 0, self.internal, self.external, offset)
        return stranger.CENTRAL.pack(b"PK\1\2", self.made, *self.both(), *rest) + name + self.extra + self.comment


def zip_bytes(members: Sequence[Member], before: bytes = b"", comment: bytes = b"", after: bytes = b"") -> bytes:
    """A zip of these members."""
    out, listed = before, b""
    for member in members:
        listed += member.central(len(out))
        out += member.local()
    counted = (len(members), len(members), len(listed), len(out), len(comment))
    return out + listed + stranger.ENDING.pack(b"PK\5\6", 0, 0, *counted) + comment + after


def package_zip(
    name: str,
    change: Callable[[list[Member]], object] | None = None,
    file: str | None = None,
    folder: bytes = b"package",
    tell: Callable[[Breaker], object] = Breaker.started,
    edit: Callable[[Bag], object] | None = None,
    **around: bytes,
) -> None:
    """A vector of a package zip, broken when there is something to change."""

    def made() -> Vector:
        bag = bag_of(name, tell)
        changed(edit, bag)
        bag.close()
        members = [Member(folder + b"/" + path.encode(), raw) for path, raw in sorted(bag.files.items())]
        changed(change, members)
        step = 1 if change or around else None
        return Vector("packagezip", name, {"": zip_bytes(members, **around)}, step, file)

    MAKERS.append(made)


def first(**members: Any) -> Callable[[list[Member]], object]:
    """A change of the first member, data/VERIFY.html or what comes before it."""

    def change(all_members: list[Member]) -> None:
        all_members[0] = replace(all_members[0], **members)

    return change


def again(all_members: list[Member]) -> None:
    """The first member a second time."""
    all_members.append(all_members[0])


package_zip("plain", tell=Breaker.told)
package_zip("everything", tell=everything)
package_zip("in-a-folder-of-another-name", folder=b"Pakket_voor-de.advocaat")
package_zip("compressed", first(method=8))
package_zip("dated-1981", first(date=0x221))
package_zip("dated-a-second-later", first(time=1))
package_zip("extra-field", first(extra=b"UT\5\0\1" + bytes(4)))
package_zip("member-with-a-comment", first(comment=b"hallo"))
package_zip("comment-at-the-end", comment=b"hallo")
package_zip("bytes-after-the-end", after=b"\n")
package_zip("bytes-before-the-first-member", before=b"#!/bin/sh\n")
package_zip("gap-between-members", first(after=bytes(7)))
package_zip("data-descriptor", first(flags=8, after=b"PK\7\x08" + bytes(12)))
package_zip("flag-utf-8", first(flags=0x800))
package_zip("mode-0755", first(external=0x81ED0000))
package_zip("mode-of-a-link", first(external=0xA1FF0000))
package_zip("internal-attribute", first(internal=1))
package_zip("made-on-dos", first(made=0x14))
package_zip("made-by-version-3", first(made=0x31E))
package_zip("needs-version-1", first(needed=10))
package_zip("crc-wrong", first(crc=0))
package_zip("name-differs-in-the-list", first(listed=b"package/bag-info.tx_"))
package_zip("member-twice", again)
package_zip("directory-among-members", lambda members: members.insert(0, Member(b"package/", b"")))
package_zip("member-in-another-folder", lambda members: members.append(Member(b"letters/bagit.txt", b"")))
package_zip("member-in-no-folder", lambda members: members.append(Member(b"readme.txt", b"")))
package_zip("folder-is-dot-dot", folder=b"..", change=lambda _: None)
package_zip("folder-with-a-space", folder=b"my package", change=lambda _: None)
package_zip("names-alike-but-for-case", lambda _: None, "data/originals/1-a", tell=two_originals, edit=named_alike)
package_zip("file-added", lambda members: members.append(Member(b"package/readme.txt", b"")), "readme.txt")


# ---- The folder -----------------------------------------------------------------------------------------------------------


def vectors() -> list[Vector]:
    """All vectors."""
    return [make() for make in MAKERS]


def written() -> dict[str, bytes]:
    """Every file below tests/vectors."""
    made = vectors()
    assert len({vector.path for vector in made}) == len(made)
    said = (f'"{vector.path}":{json.dumps(vector.expected)}' for vector in sorted(made, key=lambda vector: vector.path))
    return {vector.path: vector.packed() for vector in made} | {
        "expected.json": ("{\n" + ",\n".join(said) + "\n}\n").encode()
    }


def main(folder: Path = VECTORS) -> None:
    """Write them all."""
    for name, raw in written().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
