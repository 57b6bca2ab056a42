"""What can be wrong with passphrases, keys and what they seal."""

from __future__ import annotations

from houvast.errors.family import HouvastError, WrongUseError


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


class BadSecretError(HouvastError):
    """A slot or grant that opens but does not hold 32 bytes."""

    size: int


class BodyRefusedError(HouvastError):
    """A sealed body that does not open, or not to what its header says."""

    seq: int


class WeakPassphraseError(WrongUseError):
    """A passphrase that is too short to hold."""

    shortest: int


class NoPassphraseError(WrongUseError):
    """No passphrase was given, and nobody is there to ask."""


class PassphraseDiffersError(WrongUseError):
    """The new passphrase was typed in two ways."""


class SamePassphraseError(WrongUseError):
    """A new passphrase that is the one there was."""


class PassphraseNamesHerError(WrongUseError):
    """A passphrase that holds one of her names."""


class DemoPassphraseError(WrongUseError):
    """The passphrase of the demo, which everybody can read, for a dossier of her own."""


class WrongKeyError(HouvastError):
    """No slot opens with this passphrase or code."""


class DamagedSlotError(HouvastError):
    """A slot or grant file that is not what its name says."""

    path: str
