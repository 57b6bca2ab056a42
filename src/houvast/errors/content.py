"""What a list of content or a language can refuse."""

from __future__ import annotations

from houvast.errors.family import HouvastError, WrongUseError


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
