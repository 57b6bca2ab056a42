"""What templates say and draw with: our words in the language of the page, icons, moments, money; all escaped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from houvast.guidance import filled
from houvast.reports.titles import title
from houvast.web import moments
from houvast.web.icons import SHAPES, TURNS
from houvast.web.saying import many, say
from houvast.words import claimed_moment, clock, full_date, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from houvast.insight.timeline import Item
    from houvast.logbook.when import When
    from houvast.web.forms import Bound

register = template.Library()


@register.simple_tag(takes_context=True, name="say")
def say_tag(context: dict[str, Any], text: str, **named: object) -> SafeString:
    """Our words: `{% say "Nog {n} dagen" n=days %}`; what is filled in is escaped."""
    return _filled(say(text, _lang(context)), named)


@register.simple_tag(takes_context=True, name="many")
def many_tag(context: dict[str, Any], one: str, more: str, count: int, **named: object) -> SafeString:
    """Our words for one or for more: `{% many "{count} notitie" "{count} notities" n %}`."""
    return _filled(many(one, more, count, _lang(context)), {"count": number(count, _lang(context)), **named})


@register.simple_tag(takes_context=True)
def content(context: dict[str, Any], text: str | None) -> str:
    """A text of guidance in the language of the page, with the numbers of settings filled in; escaped like any variable."""
    return conditional_escape(filled(say(text, _lang(context)))) if text else ""


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
    return claimed_moment(when.at, _lang(context), part=when.part, estimated=when.estimated)


@register.simple_tag(takes_context=True)
def full_day(context: dict[str, Any], day: date) -> str:
    """A day in full: dinsdag 17 november 2026."""
    return full_date(day, _lang(context))


@register.simple_tag(takes_context=True)
def series(context: dict[str, Any], words: Iterable[str]) -> str:
    """Words as a list in a sentence."""
    return listed(list(words), _lang(context))


def _filled(text: str, named: dict[str, object]) -> SafeString:
    return format_html(conditional_escape(text), **named) if named else conditional_escape(text)


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
    return {"clock": at, "hour": clock(datetime.fromisoformat(at), lang), "day_parts": moments.DAY_PARTS}


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
    return mark_safe(found.render({**said, "optional": optional, "year": timezone.localdate().year, **more}))  # noqa: S308 - a template of ours


@register.filter
def isolated(name: object) -> SafeString:
    """A name that somebody else chose, kept to itself: it turns no text round that stands beside it."""
    return format_html("<bdi>{}</bdi>", name)
