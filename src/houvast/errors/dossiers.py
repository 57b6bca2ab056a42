"""What can be wrong with a dossier at rest: its folder, its records, its files."""

from __future__ import annotations

from houvast.errors.family import HouvastError, WrongUseError


class NotCanonicalError(HouvastError):
    """Bytes or values that are not JSON as the log knows it."""

    why: str


class NewerVersionError(HouvastError):
    """A dossier written by a later Houvast than this one."""

    version: int


class BadHeaderError(HouvastError):
    """A stored header that does not have the form of docs/format.md, 3."""

    why: str


class BadEntryError(HouvastError):
    """Leaves that do not make up an entry of docs/format.md, 6."""

    why: str


class NoDossierError(WrongUseError):
    """A path that holds no dossier."""

    path: str


class FolderTakenError(WrongUseError):
    """A folder for a new dossier that already holds something."""

    path: str


class KeysLeftError(WrongUseError):
    """A folder for a new dossier that holds keys and no dossier: perhaps the only way into a copy elsewhere."""

    path: str


class SyncFolderError(WrongUseError):
    """A folder that a known program copies to other places."""

    path: str
    program: str


class MissingFileError(HouvastError):
    """A file of the dossier that should be there."""

    path: str


class SeqTakenError(HouvastError):
    """Another writer published this record number first."""

    seq: int


class BrokenDossierError(HouvastError):
    """A dossier that does not verify: nothing is added to it. `step` is the number in docs/format.md, 11."""

    path: str
    step: int
    why: str


class InsideDossierError(WrongUseError):
    """Something to write that would lie inside the dossier."""

    path: str
