"""Our words in the language of a page.

`zz` in an address is no language but a trial of the Dutch pages: longer, from right to left, so that a layout that breaks shows.
"""

from __future__ import annotations

import errno

from houvast.words import SOURCE, phrases

TRIAL = "zz"
FROM_THE_RIGHT = frozenset({"ar"})
OFFERED = ("nl",)
"""The languages pages are shown in; a language is added when its texts are there."""
_FULL = "De schijf is vol. Maak ruimte en probeer het nog een keer."
_CLOSED = "Op deze schijf kan nu niets worden geschreven. Kijk of de stick of de map op slot staat en probeer het nog een keer."
_REFUSED = {
    errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EROFS: _CLOSED, errno.EACCES: _CLOSED, errno.EPERM: _CLOSED,
}  # fmt: skip
_SWELLING = "ẽõũ "
_SHARE = 0.4


def say(text: str, lang: str) -> str:
    """The text, which is Dutch, in this language; where there is no translation it stays Dutch."""
    return phrases(lang).one(text) if lang != SOURCE else text


def many(one: str, more: str, count: int, lang: str) -> str:
    """The text for so many, in this language."""
    return phrases(lang).many(one, more, count)


def disk_refuses(error: OSError, lang: str) -> str:
    """What the disk refused, and what to do; without a path, as others may look along."""
    why = _REFUSED.get(error.errno or 0, "De schijf weigert. Kijk of die er nog is en probeer het nog een keer.")
    return f"{say(why, lang)} {say('Wat al bewaard was, is bewaard.', lang)}"


def direction(lang: str) -> str:
    """Which way the text runs, as HTML names it."""
    return "rtl" if lang in FROM_THE_RIGHT else "ltr"


def swollen(text: str) -> str:
    """Four tenths longer, with letters that are not plain."""
    return text + (" " + _SWELLING * len(text))[: 1 + int(len(text) * _SHARE)].rstrip()


def unbroken(text: str) -> str:
    """A text in which no line ends between an euro sign and its amount."""
    return text.replace("€ ", "€\N{NO-BREAK SPACE}")
