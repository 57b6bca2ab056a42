"""The person at the terminal: words out, answers and passphrases in, the clock. Every command gets one; the core gets none.

Answers go to stdout, everything else to stderr. A passphrase never comes from an argument and never goes anywhere.
"""

from __future__ import annotations

import getpass
import json
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.errors import HouvastError, NoAnswerError, NoPassphraseError, UnknownZoneError
from houvast.words.steering import steadied

if TYPE_CHECKING:
    from collections.abc import Callable

    from houvast.seal.age import Passphrase
    from houvast.vault.vault import Vault

_FILE, _WORDS = "HOUVAST_PASSPHRASE_FILE", "HOUVAST_PASSPHRASE"
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_MEBIBYTE = 1 << 20


class Shell:
    """One run of the command line, in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.json = False
        self._words = os.environ.pop(_WORDS, None)

    @property
    def interactive(self) -> bool:
        """Whether somebody can answer."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()

    def now(self) -> datetime:
        """Our clock."""
        return datetime.now(UTC)

    def text(self, dutch: str) -> str:
        """Our words in the language of this run."""
        from houvast.words.languages import phrases

        return phrases(self.lang).one(dutch)

    def say(self, line: str = "") -> None:
        """An answer, on stdout."""
        print(printable(line))

    def note(self, line: str) -> None:
        """Anything that is no answer, on stderr."""
        print(printable(line), file=sys.stderr)

    def document(self, value: Any) -> None:
        """The one JSON document of `--json`, on stdout."""
        print(json_text(value, indent=1))

    def fail(self, error: HouvastError | OSError) -> None:
        """One sentence on stderr."""
        from houvast import words

        if isinstance(error, HouvastError):
            self.note(words.sentence(error, self.lang))
        else:
            self.note(words.disk_sentence(error, self.lang))

    def progress(self, what: str, total: int) -> Callable[[int], None] | None:
        """A line on the terminal that counts, for work of more than 32 MiB."""
        if total < 32 * _MEBIBYTE or not sys.stderr.isatty():
            return None

        def count(done: int) -> None:
            end = "\n" if done >= total else ""
            print(f"\r{printable(what)}: {min(100, 100 * done // total)} %", end=end, file=sys.stderr, flush=True)

        return count

    def ask(self, question: str, member: str, *, needed: bool = True) -> str:
        """What the person answers. Raises: NoAnswerError when nobody can, or nothing came and it was needed."""
        if not self.interactive:
            raise NoAnswerError(member)
        print(f"{self.text(question)} ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip()
        if needed and not answer:
            raise NoAnswerError(member)
        return answer

    def passphrase(self, question: str = "Wachtzin:") -> str:
        """The passphrase: from a file, the environment or a question. Raises: NoPassphraseError."""
        if (path := os.environ.get(_FILE)) is not None:
            from houvast.cli.typing import read_words

            return read_words(path)
        if self._words is not None:
            return self._words
        return self.secret(question)

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase is at hand or somebody can be asked."""
        return os.environ.get(_FILE) is not None or self._words is not None or self.interactive

    def new_passphrase(self, names: tuple[str, ...] = ()) -> str:
        """A passphrase to be: six words we offer, typed once to check, or her own, typed twice.

        Raises: NoPassphraseError; PassphraseDiffersError.
        """
        if os.environ.get(_FILE) is not None or self._words is not None:
            return self.passphrase()
        if not self.interactive:
            raise NoPassphraseError
        from houvast.errors import PassphraseDiffersError
        from houvast.guidance.passphrase_words import passphrase_words
        from houvast.seal import generate, keys

        hers = {name.casefold() for name in names}
        offered = generate.six_words([word for word in passphrase_words() if word not in hers])
        self.note(self.text("Deze zes woorden zijn makkelijk te onthouden en moeilijk te raden:"))
        self.note(f"\n    {offered}\n")
        own = self.secret("Druk op Enter om ze als wachtzin te nemen, of typ er zelf een (14 tekens of meer):")
        again = "Nog een keer:" if own else "Typ de zes woorden over, om te kijken of het klopt:"
        wanted, tries = keys.passphrase_bytes(own or offered), 1 if own else 3
        if not any(keys.passphrase_bytes(self.secret(again)) == wanted for _ in range(tries)):
            raise PassphraseDiffersError
        return own or offered

    def way(self) -> Passphrase:
        """How the dossier opens: its passphrase."""
        from houvast.seal import age, keys

        return age.Passphrase(keys.passphrase_bytes(self.passphrase()))

    def open(self, dossier: str) -> Vault:
        """The dossier, unlocked. Says so when this machine saw a newer one. Raises: as `opening.unlock`."""
        from houvast.vault import folder, opening, seen

        store = folder.FolderStore.at(Path(dossier))
        opened = opening.unlock(store, self.way(), seen.Seen.of_user())
        if opened.lost is not None:
            self.note(self.text(
                "Let op: op dit toestel was een nieuwere stand van dit dossier ({head}). De laatste stukken ontbreken, "
                "of er is een oudere kopie teruggezet. De volgende notitie legt dit vast."
            ).format(head=opened.lost))  # fmt: skip
        return opened

    def secret(self, question: str) -> str:
        """What is typed without showing it. Raises: NoPassphraseError when nobody is there."""
        if not self.interactive:
            raise NoPassphraseError
        return getpass.getpass(f"{self.text(question)} ")


def json_text(value: Any, indent: int | None = None) -> str:
    """A value as JSON that cannot steer the terminal either: control and direction characters are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def printable(line: str) -> str:
    """A line that cannot steer the terminal: what the stalker wrote may hold control codes."""
    return steadied(line)


def checked_zone(name: str) -> str:
    """A zone that exists. Raises: UnknownZoneError."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZoneError(name) from None
    return name
