"""What templates say and draw with: our words in the language of the page, icons, moments, money; all escaped."""

from __future__ import annotations

import functools
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from houvast.guidance import filled, load
from houvast.logbook.when import here
from houvast.reports.titles import title
from houvast.web import moments
from houvast.web.icons import SHAPES, TURNS
from houvast.web.saying import many, say, swollen
from houvast.words import claimed_moment, clock, date_and_time, full_date, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from houvast.insight.timeline import Item
    from houvast.logbook.when import When
    from houvast.web.forms import Bound

register = template.Library()
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
    if when is None:
        return ""
    return claimed_moment(when.at, _lang(context), part=when.part, estimated=when.estimated, until=when.until)


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
    """What an entry is called."""
    return conditional_escape(title(item.entry, _lang(context))[0] or say("notitie", _lang(context)))


def _moment(of: Bound, lang: str) -> dict[str, Any]:
    """What a moment is drawn with: the hour that *just now* means, and the parts of a day."""
    chosen = of.parts.get("clock", "") if of.value == moments.NOW else ""
    at = chosen or timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    day, typed = timezone.localdate(), {name: of.parts.get(name, "") for name in ("day", "month", "year")}
    filled = not of.value and not any(f"{of.id}-{name}" in of.raw for name in typed)
    if filled:  # where it was, the hour is enough; where it lies ahead only the year
        typed = {"year": str(day.year)} | ({} if of.field.ahead else {"day": str(day.day), "month": str(day.month)})
    shown = {"clock": at, "hour": clock(datetime.fromisoformat(at), lang), "day_parts": moments.DAY_PARTS}
    return {**shown, "date": typed, "filled": filled and not of.field.ahead}


_DRAWN: dict[str, tuple[str, dict[str, Any]]] = {
    "moment": ("moment", {}),
    "line": ("line", {}),
    "number": ("line", {"numeric": "numeric"}),
    "euro": ("line", {"numeric": "decimal"}),
    "words": ("words", {}),
    "lines": ("words", {"rows": 3}),
    "names": ("words", {"rows": 2}),
    "one": ("choose", {"input": "radio"}),
    "answer": ("choose", {"input": "radio"}),
    "several": ("choose", {"input": "checkbox"}),
    "check": ("check", {}),
    "pick-all": ("pick", {"every": True}),
    "grouped": ("grouped", {"input": "radio"}),
    "grouped-several": ("grouped", {"input": "checkbox"}),
}


@register.simple_tag(takes_context=True)
def field(context: dict[str, Any], of: Bound, *, alone: bool = False) -> SafeString:
    """A field of a form. `alone`: its label is the question of the page, and is not said twice."""
    name, more = _DRAWN.get(of.field.kind, (of.field.kind, {}))
    lang = _lang(context)
    said = {
        "of": of,
        "lang": lang,
        "label": "" if alone and name in {"moment", "choose"} else say(of.field.label, lang),
    }
    said["static"] = context.get("static", "")
    found = get_template(f"parts/fields/{name}.html")
    if name == "moment":
        said |= _moment(of, lang)
    either = getattr(context.get("asked"), "one_of", ())  # of these one has to be there: none may be called optional
    optional = not of.field.needed and not alone and of.field.name not in either
    return mark_safe(found.render({**said, "optional": optional, **more}))  # noqa: S308 - a template of ours


@register.filter
def isolated(name: object) -> SafeString:
    """A name that somebody else chose, kept to itself: it turns no text round that stands beside it."""
    return format_html("<bdi>{}</bdi>", name)


@register.simple_tag
def clause_rows(of: Bound) -> dict[str, Any]:
    """What the field of clauses shows: whom, by which means, and the lines that hold something with room for one more."""
    from houvast.web.dossiers.asked.orders import LINES, implied, lines_of

    def line(place: str) -> dict[str, Any]:
        said = {
            part: next(iter(of.raw.get(f"{of.id}-{part}-{place}", ())), "")
            for part in ("kind", "said", "metres", "words")
        }
        ids = {part: f"{of.id}-{part}-{place}" for part in said}
        return {
            "place": place, "said": said["said"], "metres": said["metres"], "words": said["words"],
            "kinds": [(each, each.id == said["kind"]) for each in LINES],
            **{f"{part}_id": id_ for part, id_ in ids.items()}, **{f"wrong_{part}": of.wrong.get(id_, "") for part, id_ in ids.items()},
        }  # fmt: skip

    places, usual = lines_of(of.raw, of.id), implied(of.raw)
    untouched = not any(each.startswith(f"{of.id}-") for each in of.raw)
    last = max(map(int, places), default=0)
    kinds = [each for each, said in of.raw.items() if each.startswith(f"{of.id}-kind-") and any(said)]
    via = of.raw.get(f"{of.id}-via", [])
    return {
        "persons": _chosen("targets", of.raw.get(f"{of.id}-persons", []), of.lang), "channels": _chosen("channels", via, of.lang),
        "narrowed": bool(via), "lines": [line(each) for each in (*places, *([] if places and of.wrong else [str(last + 1)]))],
        "contact": bool(of.parts.get("contact")) or (untouched and usual == ("contact",)), "hints": LINES,
        "placed": bool(places or kinds or of.wrong or not usual or set(usual) - {"contact"}), "wrong": of.wrong.get(of.id, ""),
    }  # fmt: skip


@register.simple_tag
def exemption_rows(of: Bound) -> list[dict[str, Any]]:
    """What the field of exceptions shows: each kind, with what was said of it."""
    found = []
    for option, chosen in of.chosen:
        via, at = (of.raw.get(f"{of.id}-{option.id}-{part}", []) for part in ("via", "at"))
        words = next(iter(of.raw.get(f"{of.id}-{option.id}-words", ())), "")
        found.append({
            "option": option, "chosen": chosen, "channels": _chosen("channels", via, of.lang), "places": _chosen("places", at, of.lang),
            "said": bool(via or at or words), "words": words,
        })  # fmt: skip
    return found


def _chosen(listing: str, said: Iterable[str], lang: str) -> list[tuple[Any, bool]]:
    from houvast.web.forms import Field, options_of

    return [(each, each.id in said) for each in options_of(Field(listing, "several", "", listed=(listing,)), lang)]


@register.simple_tag(takes_context=True)
def sources(context: dict[str, Any], of: Iterable[str]) -> str:
    """Where content comes from, by name."""
    from houvast.reports.because import source_names

    return conditional_escape("; ".join(source_names(of, _lang(context))))
