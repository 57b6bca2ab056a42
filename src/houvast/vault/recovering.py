"""A dossier whose passphrase was lost: opened with the code on paper, and given a new passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.errors import AgeKeyError, SamePassphraseError, WrongKeyError
from houvast.seal import age, keys
from houvast.vault import opening, slots

if TYPE_CHECKING:
    from datetime import datetime

    from houvast.vault.seen import Seen
    from houvast.vault.store import Store
    from houvast.vault.vault import Vault

CODE_LENGTH, CODE_START = 74, "AGE-SECRET-KEY-1"


def code_in(text: str) -> str:
    """The code in what was typed or read: in groups or not, with dashes or without, other words around it.

    How every code begins may be left out where nothing else stands there: it is no secret, and what follows says of itself whether it fits.
    """
    joined = "".join(each for each in text.upper() if each.isascii() and each.isalnum())
    _, start, rest = joined.partition(CODE_START.replace("-", ""))
    own = CODE_LENGTH - len(CODE_START)
    if not start and len(joined) != own:
        return text.strip()
    return CODE_START + (rest[:own] if start else joined)


def by_code(store: Store, text: str, seen: Seen) -> Vault:
    """The dossier, opened with the code in this text. Raises: WrongKeyError, also for what is no code; as `opening.unlock`."""
    try:
        way = age.Identity.from_text(code_in(text))
    except AgeKeyError:
        raise WrongKeyError from None
    return opening.unlock(store, way, seen)


def refuse(vault: Vault, words: str) -> None:
    """Refuse a new passphrase that is weak, or that opens it already: it would only look as if something changed.

    Raises: WeakPassphraseError; SamePassphraseError.
    """
    keys.refuse_weak(words)
    if opening.is_passphrase(vault, words):
        raise SamePassphraseError


def choose(vault: Vault, words: str, now: datetime) -> None:
    """Let the dossier open with this passphrase, and no longer with the one before. Raises: OSError."""
    slots.add(vault, keys.passphrase_slot(vault.person, words), "passphrase", now)
