"""Every failure Houvast raises on purpose: one small class each, with its fields.

No wording lives here: `houvast.words` turns an error into one sentence in the reader's language. What is raised and is not
one of these is a defect of ours.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, eq: bool) -> object:
        """As `dataclasses.dataclass`, but it writes no methods: the root has them, and writing them for each takes 10 ms of every start."""
        return dataclasses.dataclass(init=False, repr=False, eq=eq, match_args=False)


@dataclass(eq=False)
class HouvastError(Exception):
    """The root of the family: a class says what went wrong, its fields say where; `exit_code` is the program's.

    Children are `@dataclass(eq=False)` and not frozen: Python itself writes `__traceback__` on an exception.
    """

    exit_code: ClassVar[int] = 1

    if not TYPE_CHECKING:

        def __init__(self, *values: object, **named: object) -> None:
            fields = dataclasses.fields(self)
            given = dict(zip((field.name for field in fields), values, strict=False))
            said = (
                {field.name: field.default for field in fields if field.default is not dataclasses.MISSING}
                | given
                | named
            )
            names = [field.name for field in fields]
            if len(values) > len(names) or given.keys() & named.keys() or set(said) != set(names):
                raise TypeError(f"{type(self).__name__} has the fields {names}")
            vars(self).update({name: said[name] for name in names})

        __repr__ = __str__ = lambda self: self._shown()

    def _shown(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if not name.startswith("_"))
        return f"{type(self).__name__}({fields})"


@dataclass(eq=False)
class WrongUseError(HouvastError):
    """The command or the answer does not fit: exit 2."""

    exit_code: ClassVar[int] = 2


# logbook


@dataclass(eq=False)
class NotCanonicalError(HouvastError):
    """Bytes or values that are not JSON as the log knows it."""

    why: str


@dataclass(eq=False)
class NewerVersionError(HouvastError):
    """A dossier written by a later Houvast than this one."""

    version: int


@dataclass(eq=False)
class BadHeaderError(HouvastError):
    """A stored header that does not have the form of docs/format.md, 3."""

    why: str


@dataclass(eq=False)
class BadEntryError(HouvastError):
    """Leaves that do not make up an entry of docs/format.md, 6."""

    why: str


@dataclass(eq=False)
class UnclearMomentError(WrongUseError):
    """A claimed moment that cannot be read, or cannot be."""

    text: str


@dataclass(eq=False)
class FutureMomentError(WrongUseError):
    """A claimed moment that is still to come."""

    text: str


# -- guidance and words: what a list or a language can refuse


@dataclass(eq=False)
class UnknownListError(HouvastError):
    """There is no list of content by this name."""

    name: str


@dataclass(eq=False)
class UnknownContentError(WrongUseError):
    """A list has nothing by this id or word; `close` are the words that look like it."""

    listing: str
    word: str
    close: tuple[str, ...]


@dataclass(eq=False)
class ContentRefusedError(HouvastError):
    """An item of content may not be used; `reason` is one of `houvast.guidance.checks.REASONS`."""

    path: str
    line: int | None
    item: str | None
    reason: str


@dataclass(eq=False)
class UnknownLanguageError(WrongUseError):
    """Houvast does not speak this language."""

    lang: str
    known: tuple[str, ...]


@dataclass(eq=False)
class TranslationRefusedError(HouvastError):
    """A catalogue of translations cannot be read from this line on."""

    path: str
    line: int


# seal/age


@dataclass(eq=False)
class AgeFileError(HouvastError):
    """A sealed file is refused, and nothing of it may be used.

    `reason` is "armoured", "header", "work factor", "hybrid", "other kind", "no match", "mac" or "payload"; `rule`
    names what was broken within "header" and "payload".
    """

    reason: str
    rule: str = ""


@dataclass(eq=False)
class AgeKeyError(WrongUseError):
    """A text is no key for sealed files, and is not repeated here.

    `reason` is "letters", "checksum", "padding", "length", "kind", "hybrid" or "zero".
    """

    reason: str


# seal


@dataclass(eq=False)
class BadSecretError(HouvastError):
    """A slot or grant that opens but does not hold 32 bytes."""

    size: int


@dataclass(eq=False)
class WeakPassphraseError(WrongUseError):
    """A passphrase that is too short to hold."""

    shortest: int


@dataclass(eq=False)
class BodyRefusedError(HouvastError):
    """A sealed body that does not open, or not to what its header says."""

    seq: int


# intake/formats


@dataclass(eq=False)
class BrokenReadingError(HouvastError):
    """What lies at rest is no reading; `line` is the first of the part that is not."""

    line: int


@dataclass(eq=False)
class ArchiveRefusedError(HouvastError):
    """An archive that is not opened.

    `reason` is "broken", "members", "size", "ratio", "path", "encrypted", "nested", "method", "twice" or "no chat";
    `member` the one it is about, `figure` what was found.
    """

    reason: str
    member: str | None = None
    figure: int | None = None


# vault


@dataclass(eq=False)
class NoDossierError(WrongUseError):
    """A path that holds no dossier."""

    path: str


@dataclass(eq=False)
class FolderTakenError(WrongUseError):
    """A folder for a new dossier that already holds something."""

    path: str


@dataclass(eq=False)
class KeysLeftError(WrongUseError):
    """A folder for a new dossier that holds keys and no dossier: perhaps the only way into a copy elsewhere."""

    path: str


@dataclass(eq=False)
class MissingFileError(HouvastError):
    """A file of the dossier that should be there."""

    path: str


@dataclass(eq=False)
class SeqTakenError(HouvastError):
    """Another writer published this record number first."""

    seq: int


@dataclass(eq=False)
class WrongKeyError(HouvastError):
    """No slot opens with this passphrase or code."""


@dataclass(eq=False)
class DamagedSlotError(HouvastError):
    """A slot or grant file that is not what its name says."""

    path: str


@dataclass(eq=False)
class BrokenDossierError(HouvastError):
    """A dossier that does not verify: nothing is added to it. `step` is the number in docs/format.md, 11."""

    path: str
    step: int
    why: str


@dataclass(eq=False)
class SyncFolderError(WrongUseError):
    """A folder that a known program copies to other places."""

    path: str
    program: str


# reports


@dataclass(eq=False)
class UnknownEntryError(WrongUseError):
    """A number or id that names no entry, or more than one."""

    name: str


@dataclass(eq=False)
class TargetExistsError(WrongUseError):
    """A file or folder to write to that is already there; nothing is overwritten."""

    path: str


# intake


@dataclass(eq=False)
class MissingMemberError(WrongUseError):
    """Something an entry cannot do without was not said."""

    member: str


@dataclass(eq=False)
class UnreadMemberError(WrongUseError):
    """What was said of a member does not have the form it needs."""

    member: str
    text: str


@dataclass(eq=False)
class UnreadLineError(WrongUseError):
    """A line of a file with entries that cannot be read; `why` is "json", "utf-8" or the error it gave."""

    path: str
    line: int
    why: str | HouvastError


# cli


@dataclass(eq=False)
class BadArgumentsError(WrongUseError):
    """Arguments that do not fit the command; `why` is argparse's own text."""

    command: str
    why: str


@dataclass(eq=False)
class NoAnswerError(WrongUseError):
    """A question that nobody answered; `member` is what it was about."""

    member: str


@dataclass(eq=False)
class NoPassphraseError(WrongUseError):
    """No passphrase was given, and nobody is there to ask."""


@dataclass(eq=False)
class PassphraseDiffersError(WrongUseError):
    """The new passphrase was typed in two ways."""


@dataclass(eq=False)
class UnknownZoneError(WrongUseError):
    """A time zone that does not exist."""

    zone: str


@dataclass(eq=False)
class SecondStopError(WrongUseError):
    """A second stop message: saying it once is the point (B036); `at` is when the first was sent."""

    at: str


@dataclass(eq=False)
class NoFilesError(WrongUseError):
    """A folder to take in that holds no files."""

    path: str


@dataclass(eq=False)
class UnknownSourceError(WrongUseError):
    """A digest or name that names no original that was read."""

    source: str


@dataclass(eq=False)
class NoPathError(WrongUseError):
    """A path to verify or compare with that is not there, or is nothing we know."""

    path: str


@dataclass(eq=False)
class NoPackageError(WrongUseError):
    """A file or folder that is neither a dossier nor a package."""

    path: str


@dataclass(eq=False)
class NothingToReportError(WrongUseError):
    """A report of nothing: no entry is disclosable or chosen."""


# package


@dataclass(eq=False)
class PackageNameError(WrongUseError):
    """A sealed package that is not named `.zip.age`, or such a name without anybody to seal it to."""

    path: str


@dataclass(eq=False)
class PackageTooLargeError(HouvastError):
    """More than a zip of this form can hold; `size` is where it ended. A folder has no such limit."""

    size: int


@dataclass(eq=False)
class DamagedOriginalError(HouvastError):
    """An original that is not what its entry says; `entry` is the entry's id, `blob` the kept file."""

    name: str
    entry: str
    blob: str


@dataclass(eq=False)
class PackageBrokenError(HouvastError):
    """A package that did not read back as it was written; it was thrown away. `step` is that of docs/format.md, 11."""

    step: int
    path: str
    why: str


@dataclass(eq=False)
class AlreadyReadError(WrongUseError):
    """A file that was taken in before with another answer; `member` is "date-order", "me", "zone" or "private"."""

    name: str
    member: str


@dataclass(eq=False)
class DefectError(HouvastError):
    """An exception that none of us meant to raise: a defect of ours, told by its name alone, as its text may hold her words."""

    name: str


@dataclass(eq=False)
class InsideDossierError(WrongUseError):
    """Something to write that would lie inside the dossier."""

    path: str


@dataclass(eq=False)
class SamePassphraseError(WrongUseError):
    """A new passphrase that is the one there was."""


@dataclass(eq=False)
class PassphraseNamesHerError(WrongUseError):
    """A passphrase that holds one of her names."""


@dataclass(eq=False)
class BrokenKnownError(HouvastError):
    """A dossier or package to compare with that does not verify itself."""

    path: str


# typed words and corrections


@dataclass(eq=False)
class UnknownMemberError(WrongUseError):
    """A member that an entry of this kind does not have, or that nobody may say; `known` are those it has."""

    member: str
    known: tuple[str, ...]


@dataclass(eq=False)
class OptionWithLinesError(WrongUseError):
    """An option that says a member, next to a file of whole entries."""

    option: str


@dataclass(eq=False)
class NothingChangedError(WrongUseError):
    """A correction after which the entry would read as it does."""

    entry: str
