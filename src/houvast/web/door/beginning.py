"""A new dossier: what was typed for it, making it, and its paper code, which is kept in memory until it was typed back."""

from __future__ import annotations

import errno
import hmac
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from houvast.errors import HouvastError
from houvast.vault import folder, opening, passphrase, seen
from houvast.vault.recovering import CODE_START
from houvast.vault.synced import sync_program
from houvast.web import alone, drafts
from houvast.web.saying import say
from houvast.words import disk_sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from houvast.vault.vault import Vault
    from houvast.web.alone import Opened

OFFERED, OWN = "offered", "own"
_CODE = "paper code"
_GROUP = 4
_RECOVERING = "recovering"


@dataclass(frozen=True)
class Said:
    """What was typed: which words, and for each field what is wrong with it."""

    offered: str
    choice: str
    words: str
    wrong: dict[str, str] = field(default_factory=dict)


def read(form: Mapping[str, str], names: tuple[str, ...], lang: str) -> Said:
    """Read the form of a new passphrase."""
    offered, choice = form.get("offered", ""), form.get("choice", OFFERED)
    words = offered if choice == OFFERED else form.get("own", "")
    wrong: dict[str, str] = {}
    try:
        passphrase.refuse(words, names)
    except HouvastError as error:
        wrong["own"] = sentence(error, lang)
    if not wrong and not passphrase.same(form.get("again", ""), words):
        wrong["again"] = say("Dit is niet dezelfde wachtzin. Hoofdletters tellen mee. Typ hem nog een keer.", lang)
    return Said(offered, choice, words, wrong)


def unfit(lang: str) -> str:
    """Why no dossier can begin in the folder, in words; nothing when one can."""
    try:
        _look(alone.served.root.absolute())
    except (HouvastError, OSError) as error:
        return told(error, lang)
    return ""


def _look(root: Path) -> None:
    there = root if root.is_dir() else root.parent
    os.listdir(there)  # noqa: PTH208 - only to be told what is wrong with it
    folder.FolderStore(root).refuse_taken()
    if not os.access(there, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))


def of_folder(lang: str) -> dict[str, str | None]:
    """What is said of the folder before a dossier begins in it: which program shares it, or why none can begin."""
    return {"program": sync_program(alone.served.root), "unfit": unfit(lang)}


def told(error: HouvastError | OSError, lang: str) -> str:
    """What went wrong, in words."""
    return sentence(error, lang) if isinstance(error, HouvastError) else disk_sentence(error, lang)


def make(words: str) -> tuple[Vault, str | None]:
    """The new dossier and its paper code; of a form that was sent twice, the dossier that the first made. Raises: as `opening`."""
    with alone.at_the_door:
        if alone.exists():
            return alone.unlocked(words), None
        store = folder.FolderStore.make(alone.served.root)
        return opening.create(store, words, seen.Seen.of_user(), timezone.now())


def show_once(opened: Opened, code: str) -> None:
    """Keep the code until it was typed back, in memory and only for this opening; that it was not lasts through a lock."""
    opened.secrets[_CODE] = code
    drafts.put(opened.vault, _CODE, {"owed": True}, hers=True)


def code_of(opened: Opened) -> str | None:
    """The code that is still to be written down."""
    return opened.secrets.get(_CODE)


def code_is_owed(opened: Opened) -> bool:
    """Whether no code was written down yet, and the one that was made is not shown again: a new one can be made."""
    return code_of(opened) is None and bool(drafts.take(opened.vault, _CODE))


def shown(opened: Opened) -> None:
    """It was written down: forget it."""
    opened.secrets.pop(_CODE, None)
    drafts.drop(_CODE)


def groups(code: str) -> list[str]:
    """The code in groups to copy: how every code begins, and then a few signs at a time."""
    rest = code.removeprefix(CODE_START)
    return [CODE_START, *(rest[at : at + _GROUP] for at in range(0, len(rest), _GROUP))]


def is_same(code: str, typed: str) -> bool:
    """Whether what was typed is the code; spaces, dashes and capitals do not count, nor that its first line is left out."""
    whole, start, plain = (_plain(each) for each in (code, CODE_START, typed))
    return hmac.compare_digest((plain if plain.startswith(start) else start + plain).encode(), whole.encode())


def _plain(text: str) -> str:
    return "".join(each for each in text.upper() if each.isalnum())


def by_code(opened: Opened) -> None:
    """It was opened with the code on paper: a new passphrase may be chosen without the old one, for as long as it is open."""
    opened.secrets[_RECOVERING] = _RECOVERING


def is_by_code(opened: Opened) -> bool:
    """Whether a new passphrase may be chosen without the old one."""
    return _RECOVERING in opened.secrets


def chosen(opened: Opened) -> None:
    """A new passphrase was chosen."""
    opened.secrets.pop(_RECOVERING, None)
