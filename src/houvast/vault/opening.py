"""How a dossier comes to be and how it opens: slots, grants and the first record (docs/format.md, 4 and 5)."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from typing import TYPE_CHECKING

from houvast.errors import (
    AgeFileError,
    BadHeaderError,
    BadSecretError,
    BrokenDossierError,
    DamagedSlotError,
    WrongKeyError,
)
from houvast.logbook import header
from houvast.proof.folder import key_path, record_path
from houvast.seal import age, keys
from houvast.vault.vault import Vault

if TYPE_CHECKING:
    from datetime import datetime

    from houvast.logbook.canonical import JsonObject
    from houvast.seal.keys import Person
    from houvast.vault.seen import Seen
    from houvast.vault.store import Store


def create(store: Store, words: str, seen: Seen, now: datetime, log_n: int = 18) -> tuple[Vault, str]:
    """A new dossier that opens with this passphrase, and the paper code that opens it too. Of two at once in one place one is made.

    Raises: WeakPassphraseError; FolderTakenError, KeysLeftError and OSError, and then it leaves no key behind.
    """
    keys.refuse_weak(words)
    person, epoch = keys.Person.new(), keys.Epoch.new(0)
    paper, paper_slot = keys.paper_slot(person)
    slots = {"passphrase": keys.passphrase_slot(person, words, log_n), "paper": paper_slot}
    grant = keys.grant(epoch, person.identity.recipient)
    digests = {way: hashlib.sha256(slot).hexdigest() for way, slot in slots.items()}
    granted = hashlib.sha256(grant).hexdigest()
    salt = secrets.token_bytes(32)
    vault = Vault(store, person, {0: epoch}, seen)
    vault.spine.dossier = hashlib.sha256(bytes.fromhex(person.public) + salt).hexdigest()
    parts: list[JsonObject] = [
        {"kind": "admit", "key": person.public, "salt": salt.hex()},
        {"kind": "epoch", "epoch": 0, "grants": [granted], "letterbox": epoch.letterbox.recipient.text,
         "originals": epoch.originals.recipient.text},
        *({"kind": "slot", "file": digests[way], "way": way} for way in slots),
    ]  # fmt: skip
    files = {granted: grant, **{digests[way]: slot for way, slot in slots.items()}}
    with store.lock():
        store.refuse_taken()
        try:
            for digest, content in files.items():
                store.keep_key(content, digest)
            vault.record((), now, files, parts)
        except BaseException:
            with contextlib.suppress(OSError):
                if not store.size():  # our own, made a moment ago, and nothing else
                    for digest in files:
                        store.drop_file(digest)
            raise
    return vault, paper


def unlock(store: Store, way: age.Passphrase | age.Identity, seen: Seen) -> Vault:
    """The dossier in this store, opened with a passphrase or a paper code.

    Raises: WrongKeyError; DamagedSlotError; NewerVersionError; BrokenDossierError; OSError.
    """
    try:
        owner = header.split(store.record(0))[0].header.author
    except BadHeaderError as error:
        raise BrokenDossierError(record_path(0), 2, error.why) from None
    files = store.key_files()
    person, slot = _find_person(files, way, owner)
    vault = Vault(store, person, {}, seen)
    vault.open_log()
    if slot in vault.spine.withdrawn_files:  # it was replaced, and dropping it was interrupted or undone
        _find_person(
            {live.file: files[live.file] for live in vault.spine.live_slots() if live.file in files}, way, owner
        )
    return vault


def is_passphrase(vault: Vault, words: str) -> bool:
    """Whether these words open this dossier now."""
    files = vault.store.key_files()
    for slot in vault.spine.live_slots():
        if slot.way == "passphrase" and slot.file in files:
            with contextlib.suppress(AgeFileError, BadSecretError):
                keys.open_slot(files[slot.file], age.Passphrase(keys.passphrase_bytes(words)))
                return True
    return False


def _find_person(files: dict[str, bytes], way: age.Passphrase | age.Identity, owner: str) -> tuple[Person, str]:
    """Who opens a slot this way, and the slot's digest."""
    damaged: Exception | None = None
    for digest, content in files.items():
        if hashlib.sha256(content).hexdigest() != digest:
            damaged = DamagedSlotError(key_path(digest))
            continue
        try:
            person = keys.open_slot(content, way)
        except (AgeFileError, BadSecretError) as error:
            if isinstance(error, AgeFileError) and error.reason != "no match":
                damaged = damaged or error
            continue
        if person.public == owner:
            return person, digest
    raise damaged or WrongKeyError
