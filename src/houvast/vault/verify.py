"""Verify a dossier with its key: steps 9 to 11 of docs/format.md, 11, after the eight that need none.

Step 12 reads originals again and so lives in `houvast.intake.recheck`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.errors import (
    AgeFileError,
    BadEntryError,
    BadHeaderError,
    BadSecretError,
    BodyRefusedError,
    MissingFileError,
)
from houvast.logbook import codec, header
from houvast.logbook.evidence import Evidence, File, Import
from houvast.proof.folder import blob_path, digest_of, key_path, record_path, verify_folder
from houvast.seal import age, box, keys
from houvast.vault import keeping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from houvast.logbook.entry import Entry
    from houvast.proof.spine import Spine
    from houvast.proof.steps import Step, Verdict
    from houvast.seal.keys import Epoch
    from houvast.vault.store import Store

KEYS, ENTRIES, ORIGINALS = 9, 10, 11


def verify_store(
    store: Store, way: age.Passphrase | age.Identity | None
) -> tuple[Verdict, Spine, list[tuple[int, Entry]], dict[int, Epoch]]:
    """The verdict on a dossier; with a key also its entries with their record numbers, and its epochs.

    Raises: OSError.
    """
    verdict, spine = verify_folder(store.files())
    if way is None:
        return verdict, spine, [], {}
    epochs = _keys(verdict, spine, store, way)
    found = _entries(verdict, spine, store, epochs)
    _originals(verdict, spine, store, epochs, found)
    return verdict, spine, found, epochs


def files_of(entry: Entry) -> Iterator[File]:
    """Every kept file an entry names."""
    if isinstance(entry, Evidence | Import) and entry.file is not None:
        yield entry.file
    if isinstance(entry, Import) and entry.reading is not None:
        yield entry.reading


def _keys(verdict: Verdict, spine: Spine, store: Store, way: age.Passphrase | age.Identity) -> dict[int, Epoch]:
    step, files, person = verdict.begin(KEYS, "keys", tried=bool(spine.epochs)), store.key_files(), None
    for slot in spine.live_slots():
        try:
            opened = keys.open_slot(files[slot.file], way)
        except KeyError:
            continue
        except BadSecretError:
            step.fault(key_path(slot.file), "slot")
            continue
        except AgeFileError as error:
            if error.reason != "no match":
                step.fault(key_path(slot.file), "slot")
            continue
        step.count += 1
        if opened.public == spine.owner:
            person = opened
        else:
            step.fault(key_path(slot.file), "slot")
    if person is None:
        if not step.faults:
            step.fault("keys", "no key")
        return {}
    return _grants(step, spine, files, person)


def _grants(step: Step, spine: Spine, files: Mapping[str, bytes], person: keys.Person) -> dict[int, Epoch]:
    epochs: dict[int, Epoch] = {}
    for part in spine.epochs:
        for digest in part.grants:
            try:
                epoch = keys.open_grant(files[digest], part.number, person)
            except KeyError:
                continue
            except (AgeFileError, BadSecretError) as error:
                if not isinstance(error, AgeFileError) or error.reason != "no match":
                    step.fault(key_path(digest), "grant")
                continue
            ours = (epoch.originals.recipient.text, epoch.letterbox.recipient.text)
            if ours == (part.originals, part.letterbox):
                epochs[part.number] = epoch
                step.count += 1
            else:
                step.fault(key_path(digest), "grant")
        if part.number not in epochs and not step.faults:
            step.fault("keys", "grant")
    return epochs


def _entries(verdict: Verdict, spine: Spine, store: Store, epochs: dict[int, Epoch]) -> list[tuple[int, Entry]]:
    step = verdict.begin(ENTRIES, "entries", tried=bool(epochs))
    found: list[tuple[int, Entry]] = []
    for seq in range(spine.size if epochs else 0):
        try:
            stored, sealed = header.split(store.record(seq))
            if sealed is None:
                continue
            leaves = box.open_record(stored, sealed, epochs[stored.header.epoch])
            found += [(seq, entry) for entry in codec.entries(leaf.text for leaf in leaves)]
        except (BadEntryError, BadHeaderError, BodyRefusedError, KeyError):
            step.fault(record_path(seq), "body")
    ids = [entry.id for _, entry in found]
    if len(set(ids)) != len(ids):
        twice = next(seq for at, (seq, entry) in enumerate(found) if entry.id in ids[:at])
        step.fault(record_path(twice), "id twice")
    step.count = len(found)
    return found


def _originals(
    verdict: Verdict, spine: Spine, store: Store, epochs: dict[int, Epoch], found: list[tuple[int, Entry]]
) -> None:
    step = verdict.begin(ORIGINALS, "originals", tried=bool(epochs))
    for seq, entry in found:
        for file in files_of(entry):
            if file.blob in spine.withdrawn_files:
                continue
            step.count += 1
            if spine.keeps.get(file.blob, spine.size) > seq or file.blob in spine.key_files:
                step.fault(record_path(seq), "file not kept")
                continue
            try:
                with keeping.open_sealed(
                    store.blob(file.blob), [epochs[spine.epoch_at(spine.keeps[file.blob])].originals]
                ) as plain:
                    right = digest_of(plain) == file.sha256 and plain.tell() == file.size
            except (AgeFileError, KeyError, MissingFileError):
                right = False
            if not right:
                step.fault(blob_path(file.blob), "original")
