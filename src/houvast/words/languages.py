"""The languages Houvast speaks: Dutch is written in the code, the others come from `locale/*/LC_MESSAGES/houvast.po`.

A sentence without translation stays Dutch; `Phrases.has` says so, that a page can mark it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.errors import UnknownLanguageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SOURCE = "nl"
TRIAL = "zz"  # no language but a trial of layouts (`houvast.web.saying`): what the core says stays Dutch in it
LANGUAGES = (SOURCE, "en")
LOCALE = Path(__file__).parents[1] / "locale"


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language, looked up by their Dutch text."""

    lang: str
    messages: Mapping[str, tuple[str, ...]]
    header: str = ""

    def one(self, dutch: str) -> str:
        """Return this text in the language, or as it is."""
        return self.messages.get(dutch, (dutch,))[0]

    def many(self, dutch_one: str, dutch_many: str, count: int) -> str:
        """Return the form of a phrase that goes with this count; `{count}` in it is left to the caller."""
        forms = self.messages.get(dutch_one)
        if forms is None or len(forms) == 1:
            return dutch_one if count == 1 else dutch_many
        return forms[min(self._plural(count), len(forms) - 1)]

    def has(self, dutch: str) -> bool:
        """Whether this text is in the language: always so in Dutch."""
        return self.lang == SOURCE or dutch in self.messages

    @cached_property
    def _plural(self) -> Callable[[int], int]:
        from gettext import c2py  # only a count in a translation needs it

        rule = self.header.partition("plural=")[2].partition(";")[0]
        return c2py(rule or "n != 1")


@cache
def phrases(lang: str) -> Phrases:
    """Return the phrases of this language, read once per process.

    Raises:
        UnknownLanguageError: it is none of `LANGUAGES`.
        TranslationRefusedError: its file cannot be read.

    """
    if lang in (SOURCE, TRIAL):
        return Phrases(SOURCE, {})
    if lang not in LANGUAGES:
        raise UnknownLanguageError(lang, LANGUAGES)
    from houvast.words.po import read_po  # a Dutch session never reads a translation

    path = LOCALE / lang / "LC_MESSAGES" / "houvast.po"
    found = read_po(path.read_text(encoding="utf-8"), str(path))
    return Phrases(lang, found.messages, found.header)


def translator(lang: str) -> Callable[[str], str]:
    """Return the function that puts a Dutch text into this language.

    Raises:
        UnknownLanguageError, TranslationRefusedError: as for `phrases`.

    """
    return phrases(lang).one
