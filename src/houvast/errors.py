"""Every failure Houvast raises on purpose: one small class each, with its fields.

No wording lives here: `houvast.words` turns an error into one sentence in the reader's language. What is raised and is not
one of these is a defect of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, dataclass_transform

if TYPE_CHECKING:
    from datetime import date


@dataclass_transform(eq_default=False)
class HouvastError(Exception):
    """The root of the family: a class says what went wrong, its fields say where; `exit_code` is the program's.

    A child writes its fields as a dataclass does and needs no decorator: `dataclasses` would compile methods for each of
    them, 10 ms of every start. `__match_args__` are their names, those of the parents first.
    """

    exit_code: ClassVar[int] = 1
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = (name for name, kind in cls.__annotations__.items() if not str(kind).startswith("ClassVar"))
        cls.__match_args__ = (*cls.__match_args__, *own)  # type: ignore[misc]  # mypy holds it for final, as in a dataclass

    def __init__(self, *values: object, **named: object) -> None:
        names = self.__match_args__
        given = dict(zip(names, values, strict=False))
        unsaid = {name: getattr(type(self), name) for name in names if hasattr(type(self), name)}
        said = unsaid | given | named
        if len(given) < len(values) or given.keys() & named.keys() or said.keys() != set(names):
            raise TypeError(f"{type(self).__name__} has the fields {names}")
        vars(self).update({name: said[name] for name in names})

    def __str__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={vars(self)[name]!r}' for name in self.__match_args__)})"

    __repr__ = __str__


class WrongUseError(HouvastError):
    """The command or the answer does not fit: exit 2."""

    exit_code: ClassVar[int] = 2


# logbook


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


class UnclearMomentError(WrongUseError):
    """A claimed moment that cannot be read, or cannot be."""

    text: str


class Reading(NamedTuple):
    """A moment that words can mean, as `houvast.logbook.when.When` holds it."""

    at: str
    part: Literal["morning", "afternoon", "evening", "night"] | None = None
    estimated: bool = False


class ImpossibleMomentError(UnclearMomentError):
    """A moment that no calendar or clock has; `why` is "month", "day", "hour", "half", "minute", "part", "night" or "skipped"."""

    why: str


class NoSuchDayError(UnclearMomentError):
    """A day that its month does not have; `last` is the last it has."""

    last: date


class OtherWeekdayError(UnclearMomentError):
    """A date that was another weekday than was said; `day` is that date."""

    day: date


class VagueMomentError(UnclearMomentError):
    """A week or a piece of a month, which no claim can hold."""


class ManyMomentsError(UnclearMomentError):
    """Words that can mean any of these moments."""

    readings: tuple[Reading, ...]


class FutureMomentError(WrongUseError):
    """A claimed moment that is still to come; `earlier` is the one before it that may have been meant."""

    text: str
    earlier: Reading | None = None


# -- guidance and words: what a list or a language can refuse


class UnknownListError(HouvastError):
    """There is no list of content by this name."""

    name: str


class UnknownContentError(WrongUseError):
    """A list has nothing by this id or word; `close` are the words that look like it."""

    listing: str
    word: str
    close: tuple[str, ...]


class ContentRefusedError(HouvastError):
    """An item of content may not be used; `reason` is one of `houvast.guidance.checks.REASONS`."""

    path: str
    line: int | None
    item: str | None
    reason: str


class UnknownLanguageError(WrongUseError):
    """Houvast does not speak this language."""

    lang: str
    known: tuple[str, ...]


class TranslationRefusedError(HouvastError):
    """A catalogue of translations cannot be read from this line on."""

    path: str
    line: int


# seal/age


class AgeFileError(HouvastError):
    """A sealed file is refused, and nothing of it may be used.

    `reason` is "armoured", "header", "work factor", "hybrid", "other kind", "no match", "mac" or "payload"; `rule`
    names what was broken within "header" and "payload".
    """

    reason: str
    rule: str = ""


class AgeKeyError(WrongUseError):
    """A text is no key for sealed files, and is not repeated here.

    `reason` is "letters", "checksum", "padding", "length", "kind", "hybrid" or "zero".
    """

    reason: str


# seal


class BadSecretError(HouvastError):
    """A slot or grant that opens but does not hold 32 bytes."""

    size: int


class WeakPassphraseError(WrongUseError):
    """A passphrase that is too short to hold."""

    shortest: int


class BodyRefusedError(HouvastError):
    """A sealed body that does not open, or not to what its header says."""

    seq: int


# intake/formats


class BrokenReadingError(HouvastError):
    """What lies at rest is no reading; `line` is the first of the part that is not."""

    line: int


class ArchiveRefusedError(HouvastError):
    """An archive that is not opened.

    `reason` is "broken", "members", "size", "ratio", "path", "encrypted", "nested", "method", "twice" or "no chat";
    `member` the one it is about, `figure` what was found.
    """

    reason: str
    member: str | None = None
    figure: int | None = None


class ChatRefusedError(HouvastError):
    """A chat that another program saved anew, so that no line of it stands as the phone wrote it.

    `reason` is "utf-16" or "line-ends" (a lone carriage return instead of line feeds).
    """

    reason: str


# vault


class NoDossierError(WrongUseError):
    """A path that holds no dossier."""

    path: str


class FolderTakenError(WrongUseError):
    """A folder for a new dossier that already holds something."""

    path: str


class DemoPassphraseError(WrongUseError):
    """The passphrase of the demo, which everybody can read, for a dossier of her own."""


class KeysLeftError(WrongUseError):
    """A folder for a new dossier that holds keys and no dossier: perhaps the only way into a copy elsewhere."""

    path: str


class MissingFileError(HouvastError):
    """A file of the dossier that should be there."""

    path: str


class SeqTakenError(HouvastError):
    """Another writer published this record number first."""

    seq: int


class WrongKeyError(HouvastError):
    """No slot opens with this passphrase or code."""


class DamagedSlotError(HouvastError):
    """A slot or grant file that is not what its name says."""

    path: str


class BrokenDossierError(HouvastError):
    """A dossier that does not verify: nothing is added to it. `step` is the number in docs/format.md, 11."""

    path: str
    step: int
    why: str


class SyncFolderError(WrongUseError):
    """A folder that a known program copies to other places."""

    path: str
    program: str


# reports


class UnknownEntryError(WrongUseError):
    """A number or id that names no entry, or more than one."""

    name: str


class TargetExistsError(WrongUseError):
    """A file or folder to write to that is already there; nothing is overwritten."""

    path: str


# intake


class MissingMemberError(WrongUseError):
    """Something an entry cannot do without was not said."""

    member: str


class UnreadMemberError(WrongUseError):
    """What was said of a member does not have the form it needs."""

    member: str
    text: str


class UnreadLineError(WrongUseError):
    """A line of a file with entries that cannot be read; `why` is "json", "utf-8" or the error it gave."""

    path: str
    line: int
    why: str | HouvastError


# cli


class BadArgumentsError(WrongUseError):
    """Arguments that do not fit the command; `why` names them, or says it in the language of the run."""

    command: str
    why: str


class NoAnswerError(WrongUseError):
    """A question that nobody answered; `member` is what it was about."""

    member: str


class NoPassphraseError(WrongUseError):
    """No passphrase was given, and nobody is there to ask."""


class PassphraseDiffersError(WrongUseError):
    """The new passphrase was typed in two ways."""


class UnknownZoneError(WrongUseError):
    """A time zone that does not exist."""

    zone: str


class NotOnTheRoadError(WrongUseError):
    """A step that the chart of its route has no place for now; `what` is its label, `why` a sentence, both in the reader's language."""

    what: str
    why: str


class UnknownRoadError(WrongUseError):
    """No route goes by this word."""

    word: str
    known: tuple[str, ...]


class UnknownStepError(WrongUseError):
    """A route has no event that goes by this word."""

    word: str
    known: tuple[str, ...]


class AssaultNoteError(WrongUseError):
    """No request to prosecute is about to be recorded, and the note on assault was not read (B026)."""


class BadAmountError(WrongUseError):
    """An amount of money that cannot be read."""

    text: str


class AlwaysStandsError(WrongUseError):
    """An advice about 112 that was to be set aside: that one always stands; `advice` is its label, in the reader's language."""

    advice: str


class SecondStopError(WrongUseError):
    """A second stop message: saying it once is the point (B036); `at` is when the first was sent, if that was said."""

    at: Reading | None


class NotAskedError(WrongUseError):
    """An answer to a question that is not about her situation: of a former partner, while she noted another relation (G8)."""


class NoFilesError(WrongUseError):
    """A folder to take in that holds no files."""

    path: str


class UnknownSourceError(WrongUseError):
    """A digest or name that names no original that was read; `known` are the names of those that were."""

    source: str
    known: tuple[str, ...] = ()


class AmbiguousSourceError(WrongUseError):
    """A digest or name that more than one original goes by; `found` names them, each with the first digits of its digest."""

    source: str
    found: tuple[str, ...]


class NoSuchMessageError(WrongUseError):
    """What should name a message (`3.12`: entry 3, its row 12) names none that counts."""

    name: str


class WhichKindError(WrongUseError):
    """A message of which it must be said what the answer is about; `kinds` are the ids of what it looks like, if anything."""

    name: str
    kinds: tuple[str, ...]


class OutNameError(WrongUseError):
    """A report whose name ends in something that is no report of ours."""

    path: str


class RecoveryNameError(WrongUseError):
    """A file for the paper code whose name promises another form than text or PDF."""

    path: str


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


class NothingToReportError(WrongUseError):
    """A report of nothing: no entry is disclosable or chosen."""


class EmptySheetError(WrongUseError):
    """A sheet on which nothing would stand; `sheet` is its name as the command takes it."""

    sheet: str


class CardTellsError(WrongUseError):
    """A card that would tell what must not stand on it: `card` and `field` are what they are called, `reason` says what of it."""

    card: str
    field: str
    reason: Literal["key", "code-word", "refuge", "other"]


# package


class PackageNameError(WrongUseError):
    """A sealed package that is not named `.zip.age`, or such a name without anybody to seal it to."""

    path: str


class PackageTooLargeError(HouvastError):
    """More than a zip of this form can hold; `size` is where it ended. A folder has no such limit."""

    size: int


class DamagedOriginalError(HouvastError):
    """An original that is not what its entry says; `entry` is the entry's id, `blob` the kept file."""

    name: str
    entry: str
    blob: str


class PackageBrokenError(HouvastError):
    """A package that did not read back as it was written; it was thrown away. `step` is that of docs/format.md, 11."""

    step: int
    path: str
    why: str


class AlreadyReadError(WrongUseError):
    """A file that was taken in before with another answer; `member` is "date-order", "me", "zone" or "private"."""

    name: str
    member: str


class OtherNamesError(AlreadyReadError):
    """A file that was taken in before with another answer about who writes in it; `member` is "me" or "by"."""


class UnknownSenderError(WrongUseError):
    """A name given for somebody in a chat in which nobody of that name writes; `participants` do."""

    sender: str
    name: str
    participants: tuple[str, ...]


class SenderTwiceError(WrongUseError):
    """A name given both for herself and for who bothers her."""

    sender: str


class DefectError(HouvastError):
    """An exception that none of us meant to raise: a defect of ours, told by its name alone, as its text may hold her words."""

    name: str


class InsideDossierError(WrongUseError):
    """Something to write that would lie inside the dossier."""

    path: str


class SamePassphraseError(WrongUseError):
    """A new passphrase that is the one there was."""


class PassphraseNamesHerError(WrongUseError):
    """A passphrase that holds one of her names."""


class BrokenKnownError(HouvastError):
    """A dossier or package to compare with that does not verify itself."""

    path: str


# typed words and corrections


class UnknownMemberError(WrongUseError):
    """A member that an entry of this kind does not have, or that nobody may say; `known` are those it has."""

    member: str
    known: tuple[str, ...]


class OptionWithLinesError(WrongUseError):
    """An option that says a member, next to a file of whole entries."""

    option: str


class WordsTwiceError(WrongUseError):
    """Words that come from a file and from an option as well."""

    option: str


class NeededMemberError(WrongUseError):
    """A member to empty that its entry cannot do without."""

    member: str


class NothingChangedError(WrongUseError):
    """A correction after which the entry would read as it does."""

    entry: str


# orders


class AreaRefusedError(WrongUseError):
    """A polygon or circle of an order that is none; `clause` counts from 1, `text` is the point it is about.

    `reason` is "point", "points", "crosses", "antimeridian", "many" or "metres".
    """

    clause: int
    reason: str
    text: str = ""


class EndsBeforeItBeginsError(WrongUseError):
    """An order that is over before it is in force."""

    starts: Reading
    ends: Reading


class YearNeededError(UnclearMomentError):
    """A day that may be to come, of which the year was not said."""


class MapRefusedError(WrongUseError):
    """A file that holds no area as GeoJSON writes it: no Polygon, or one with a hole in it; `reason` is "json", "none" or "hole"."""

    path: str
    reason: str
