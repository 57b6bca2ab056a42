"""What can be wrong with what leaves the dossier, and with what a receiver verifies."""

from __future__ import annotations

from typing import Literal

from houvast.errors.family import HouvastError, WrongUseError


class NothingToReportError(WrongUseError):
    """A report of nothing: no entry is disclosable or chosen."""


class OutNameError(WrongUseError):
    """A report whose name ends in something that is no report of ours."""

    path: str


class RecoveryNameError(WrongUseError):
    """A file for the paper code whose name promises another form than text or PDF."""

    path: str


class TargetExistsError(WrongUseError):
    """A file or folder to write to that is already there; nothing is overwritten."""

    path: str


class PackageNameError(WrongUseError):
    """A sealed package that is not named `.zip.age`, or such a name without anybody to seal it to."""

    path: str


class PackageTooLargeError(HouvastError):
    """More than a zip of this form can hold; `size` is where it ended. A folder has no such limit."""

    size: int


class PackageBrokenError(HouvastError):
    """A package that did not read back as it was written; it was thrown away. `step` is that of docs/format.md, 11."""

    step: int
    path: str
    why: str


class DamagedOriginalError(HouvastError):
    """An original that is not what its entry says; `entry` is the entry's id, `blob` the kept file."""

    name: str
    entry: str
    blob: str


class SealedToKeyError(WrongUseError):
    """A package that was sealed to somebody's key, which was not given; a passphrase never opens it."""

    path: str


class OtherAgeKeyError(WrongUseError):
    """A package that was sealed to another key than the one that was given."""

    path: str


class NoPathError(WrongUseError):
    """A path to verify or compare with that is not there, or is nothing we know."""

    path: str


class NoPackageError(WrongUseError):
    """A file or folder that is neither a dossier nor a package."""

    path: str


class BrokenKnownError(HouvastError):
    """A dossier or package to compare with that does not verify itself."""

    path: str


class EmptySheetError(WrongUseError):
    """A sheet on which nothing would stand; `sheet` is its name as the command takes it."""

    sheet: str


class CardTellsError(WrongUseError):
    """A card that would tell what must not stand on it: `card` and `field` are what they are called, `reason` says what of it."""

    card: str
    field: str
    reason: Literal["key", "code-word", "refuge", "other"]
