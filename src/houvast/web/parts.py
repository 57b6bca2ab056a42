"""What templates say and draw with: our words in the language of the page, icons, moments, money; all escaped."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from houvast.guidance import filled, load
from houvast.logbook.when import here
from houvast.reports.titles import title
from houvast.web.icons import SHAPES, TURNS
from houvast.web.saying import many, say, swollen
from houvast.words import claim_words, date_and_time, full_date, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from houvast.insight.timeline import Item
    from houvast.logbook.when import When

register = template.Library()
_NUMBER = re.compile(r"(?<![\w.,+-])(0\d{1,3}-\d{4,8})(?![\w-]|[.,]\d)")
_STEERS = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@register.simple_tag(takes_context=True, name="say")
def say_tag(context: dict[str, Any], text: str, **named: object) -> SafeString:
    """Our words: `{% say "Nog {n} dagen" n=days %}`; what is filled in is escaped."""
    return _filled(_shown(context, say(text, _lang(context))), named)


@register.simple_tag(takes_context=True, name="many")
def many_tag(context: dict[str, Any], one: str, more: str, count: int, **named: object) -> SafeString:
    """Our words for one or for more: `{% many "{count} notitie" "{count} notities" n %}`."""
    return _filled(
        _shown(context, many(one, more, count, _lang(context))), {"count": number(count, _lang(context)), **named}
    )


@register.simple_tag(takes_context=True)
def content(context: dict[str, Any], text: str | None) -> str:
    """A text of guidance in the language of the page, with the numbers of settings filled in; escaped like any variable."""
    return conditional_escape(_shown(context, filled(say(text, _lang(context))))) if text else ""


@register.simple_tag(takes_context=True)
def prose(context: dict[str, Any], text: str | None) -> SafeString:
    """A text of guidance as `content`, for where it is a paragraph: the numbers of the directory in it can be called."""
    return with_numbers(_shown(context, filled(say(text, _lang(context))))) if text else SafeString("")


def with_numbers(text: str) -> SafeString:
    """The text, escaped, with a link on each number of the directory that stands there as a whole; nothing else becomes a link."""
    pieces = _directory_numbers().split(text)  # between two numbers stands what is none
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<a class="nowrap" href="tel:{}"><bdi>{}</bdi></a>', each.replace("-", "").replace(" ", ""), each),)
            if at % 2 else (each,)
            for at, each in enumerate(pieces)
        ),
    )  # fmt: skip


def unbroken_numbers(text: str) -> SafeString:
    """The text, escaped; no line ends within a telephone number that stands there."""
    pieces = _NUMBER.split(text)
    return format_html_join(
        "",
        "{}",
        ((format_html('<span class="nowrap">{}</span>', each) if at % 2 else each,) for at, each in enumerate(pieces)),
    )


register.filter("unbroken_numbers", unbroken_numbers)
register.filter("with_calls", with_numbers)  # words that were filled in already, as `prose` shows them


@functools.cache
def _directory_numbers() -> re.Pattern[str]:
    numbers = {phone["number"] for item in load("directory").offered for phone in item.own.get("phones", ())}
    either = "|".join(re.escape(each) for each in sorted(numbers, key=len, reverse=True))
    return re.compile(rf"(?<![\w.,+-])({either})(?![\w-]|[.,]\d)")


@register.filter
def get(of: Mapping[str, str], name: str) -> str:
    """What stands under a name that a template cannot spell."""
    return of.get(name, "")


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our icons; a name we do not have is a defect."""
    turns = " icon--turns" if name in TURNS else ""
    # The shapes are constants of ours: nothing from outside can stand in them.
    return mark_safe(  # noqa: S308
        f'<svg class="icon{turns}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{SHAPES[name]}</svg>'
    )


@register.simple_tag(takes_context=True)
def claimed(context: dict[str, Any], when: When | None) -> str:
    """A moment as it was claimed, with its precision."""
    return claim_words(when, _lang(context))


@register.simple_tag(takes_context=True)
def full_day(context: dict[str, Any], day: date) -> str:
    """A day in full: dinsdag 17 november 2026."""
    return full_date(day, _lang(context))


@register.simple_tag(takes_context=True)
def file_size(context: dict[str, Any], size: int) -> str:
    """How large a file is, in the largest unit that fits."""
    for unit, of in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= of:
            tenths = round(size * 10 / of)
            return f"{number(tenths // 10, _lang(context))}{f',{tenths % 10}' if tenths % 10 else ''} {unit}"
    return many("{count} byte", "{count} bytes", size, _lang(context)).format(count=size)


@register.simple_tag(takes_context=True)
def our_clock(context: dict[str, Any], moment: datetime) -> str:
    """A moment of our clock, in Dutch time."""
    return date_and_time(here(moment), _lang(context))


@register.filter
def tame(text: str | None) -> str:
    """Words of elsewhere without characters that steer: controls and those that turn the direction show as U+FFFD; escaped as any."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(each) else each for each in text or "")


def _steers(each: str) -> bool:
    return each in _STEERS or (each < " " and each not in "\n\t") or "\x7f" <= each <= "\x9f"


@register.simple_tag(takes_context=True)
def whole(context: dict[str, Any], count: int) -> str:
    """A whole number: 1.284."""
    return number(count, _lang(context))


@register.simple_tag
def pieces_of_digest(digest: str) -> list[str]:
    """A digest in two lines of 32, in groups of four."""
    return [" ".join(line[at : at + 4] for at in range(0, len(line), 4)) for line in (digest[:32], digest[32:])]


@register.simple_tag(takes_context=True)
def series(context: dict[str, Any], words: Iterable[str]) -> str:
    """Words as a list in a sentence."""
    return listed(list(words), _lang(context))


def _filled(text: str, named: dict[str, object]) -> SafeString:
    return format_html(conditional_escape(text), **named) if named else conditional_escape(text)


def _shown(context: dict[str, Any], text: str) -> str:
    """The text, longer in a trial."""
    return swollen(text) if context.get("trial") else text


def _lang(context: dict[str, Any]) -> str:
    lang: str = context.get("lang", "nl")
    return lang


@register.simple_tag(takes_context=True)
def entry_title(context: dict[str, Any], item: Item) -> str:
    """What an entry is called, where that begins a line."""
    called = title(item.entry, _lang(context))[0] or say("notitie", _lang(context))
    return unbroken_numbers(called[:1].upper() + called[1:])


@register.filter
def isolated(name: object) -> SafeString:
    """A name that somebody else chose, kept to itself: it turns no text round that stands beside it."""
    return format_html("<bdi>{}</bdi>", name)


@register.simple_tag(takes_context=True)
def sources(context: dict[str, Any], of: Iterable[str]) -> str:
    """Where content comes from, by name."""
    from houvast.reports.because import source_names

    return conditional_escape("; ".join(source_names(of, _lang(context))))
