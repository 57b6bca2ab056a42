"""The person at the terminal: words out, answers and passphrases in, the clock. Every command gets one; the core gets none.

What only some commands need is imported where it is used. Answers go to stdout, everything else to stderr. A passphrase never
comes from an argument and never goes anywhere.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from houvast.errors import HouvastError, NoAnswerError, NoPassphraseError, UnknownZoneError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from houvast.seal.age import Passphrase
    from houvast.vault.vault import Vault

DUTCH = "nl"  # the language of the source: nothing has to be looked up
_FILE, _WORDS = "HOUVAST_PASSPHRASE_FILE", "HOUVAST_PASSPHRASE"
_STEERING = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"  # compiled when first used: 1 ms
_MEBIBYTE = 1 << 20


class Shell:
    """One run of the command line, in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.json = False
        self._words = os.environ.pop(_WORDS, None)
        self.opened = ""  # the dossier as it was named
        self.writes = False  # whether something may have been recorded by now

    @property
    def interactive(self) -> bool:
        """Whether somebody can answer."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()

    def now(self) -> datetime:
        """Our clock."""
        return datetime.now(UTC)

    def text(self, dutch: str) -> str:
        """Our words in the language of this run."""
        if self.lang == DUTCH:
            return dutch
        from houvast.words.languages import phrases  # brings in 10 ms that a start in Dutch does without

        return phrases(self.lang).one(dutch)

    def say(self, line: str = "") -> None:
        """An answer, on stdout."""
        print(printable(line))

    def note(self, line: str = "") -> None:
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

    def ask(self, question: str, member: str, *, needed: bool = True, read: Callable[[str], Any] = str) -> Any:
        """What the person answers, as `read` makes of it; "" when it was skipped.

        What cannot be read is told and asked again, without a word when `read` gives None: it told why itself.
        Raises: NoAnswerError when nobody is there, or left.
        """
        return self.put(self.text(question), member, needed=needed, read=read)

    def put(self, question: str, member: str, *, needed: bool = True, read: Callable[[str], Any] = str) -> Any:
        """As `ask`, for a question that is in the language of this run already."""
        if not self.interactive:
            raise NoAnswerError(member)
        while True:
            line = self._answer(question)
            answer = line.strip()
            if not answer and not needed:
                return ""
            if not line:
                raise NoAnswerError(member)
            if not answer:
                self.note(self.text("Dit hebben we nodig; met Ctrl-C stop je, dan is er niets genoteerd."))
                continue
            try:
                found = read(answer)
            except (WrongUseError, OSError) as error:
                self.fail(error)
                continue
            if found is not None:
                return found

    def _answer(self, question: str) -> str:
        """The line that was typed; empty when nothing can come any more."""
        if hasattr(signal, "siginterrupt"):
            signal.siginterrupt(signal.SIGINT, True)  # noqa: FBT003 - Polars, once imported, lets a read go on after Ctrl-C
        print(f"{printable(question)} ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line.endswith("\n"):
            self.note()
        return line

    def stopped(self) -> None:
        """Say that it was stopped; on a line of its own, as a terminal shows ^C behind what stands there."""
        if self.interactive:
            self.note()
        kept = "Gestopt. Wat bevestigd was, is bewaard."
        self.note(self.text(kept) if self.writes else self.text("Gestopt. Er is niets vastgelegd."))

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

    def tell_source(self) -> None:
        """Say where the passphrase came from, when nobody typed it."""
        name = _FILE if os.environ.get(_FILE) is not None else _WORDS
        if os.environ.get(_FILE) is not None or self._words is not None:
            self.note(self.text("De wachtzin komt uit {name}.").format(name=name))

    def new_passphrase(self, names: tuple[str, ...] = ()) -> str:
        """A passphrase to be: six words we offer, typed once to check, or her own, typed twice.

        Raises: NoPassphraseError; PassphraseDiffersError.
        """
        if os.environ.get(_FILE) is not None or self._words is not None:
            return self.passphrase()
        if not self.interactive:
            raise NoPassphraseError
        from houvast.errors import PassphraseDiffersError
        from houvast.seal import keys
        from houvast.vault import passphrase

        offered = passphrase.offered(names)
        self.note(self.text("Deze zes woorden zijn makkelijk te onthouden en moeilijk te raden:"))
        self.note(f"\n    {offered}\n")
        own = self._own_passphrase(names)
        again = "Nog een keer:" if own else "Typ de zes woorden over, om te kijken of het klopt:"
        wanted, tries = keys.passphrase_bytes(own or offered), 1 if own else 3
        if not any(keys.passphrase_bytes(self.secret(again)) == wanted for _ in range(tries)):
            raise PassphraseDiffersError
        return own or offered

    def _own_passphrase(self, names: tuple[str, ...]) -> str:
        """One of her own that is long enough and holds none of these names, or nothing."""
        from houvast.errors import PassphraseNamesHerError, WeakPassphraseError
        from houvast.seal import keys

        while own := self.secret("Druk op Enter om ze als wachtzin te nemen, of typ er zelf een (14 tekens of meer):"):
            try:
                keys.refuse_weak(own, names)
            except (WeakPassphraseError, PassphraseNamesHerError) as error:
                self.fail(error)
            else:
                break
        return own

    def way(self) -> Passphrase:
        """How the dossier opens: its passphrase."""
        from houvast.seal import age, keys

        return age.Passphrase(keys.passphrase_bytes(self.passphrase()))

    def open(self, dossier: str) -> Vault:
        """The dossier, unlocked. Says so when this machine saw a newer one. Raises: as `opening.unlock`."""
        from pathlib import Path

        from houvast.vault import folder, opening, seen

        self.opened = dossier
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
        from getpass import getpass

        try:
            return getpass(f"{self.text(question)} ")
        except EOFError:
            raise NoPassphraseError from None


def json_text(value: Any, indent: int | None = None) -> str:
    """A value as JSON that cannot steer the terminal either: control and direction characters are escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(_STEERING, lambda found: f"\\u{ord(found[0]):04x}", text)


def printable(line: str) -> str:
    """A line that cannot steer the terminal: what the stalker wrote may hold control codes."""
    from houvast.words.steering import steadied  # with all of `words`, which a start never needs

    return steadied(line)


def checked_zone(name: str) -> str:
    """A zone that exists. Raises: UnknownZoneError."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZoneError(name) from None
    return name
