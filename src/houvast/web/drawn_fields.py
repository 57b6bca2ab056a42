"""What a form draws its fields with: each kind by its template, and what those of an order ask for besides."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from houvast.web import moments
from houvast.web.saying import say
from houvast.words import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houvast.web.forms import Bound

register = template.Library()


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
    """A field of a form. `alone`: its label is the question of the page; what the question says in the same words is not shown twice."""
    name, more = _DRAWN.get(of.field.kind, (of.field.kind, {}))
    lang: str = context.get("lang", "nl")
    said = {
        "of": of,
        "lang": lang,
        "label": "" if alone and name in {"moment", "choose"} else say(of.field.label, lang),
    }
    said["twice"] = of.field.label == getattr(context.get("asked"), "question", None)
    said["static"] = context.get("static", "")
    found = get_template(f"parts/fields/{name}.html")
    if name == "moment":
        said |= _moment(of, lang)
    either = getattr(context.get("asked"), "one_of", ())  # of these one has to be there: none may be called optional
    optional = not of.field.needed and not alone and of.field.name not in either
    return mark_safe(found.render({**said, "optional": optional, **more}))  # noqa: S308 - a template of ours


@register.simple_tag
def clause_rows(of: Bound) -> dict[str, Any]:
    """What the field of clauses shows: whom, by which means, and the lines that hold something with room for one more."""
    from houvast.web.dossiers.asked.clauses import LINES, kept_of, lines_of
    from houvast.web.dossiers.asked.orders import implied

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
        "at": of.parts.get("contact") or "0", "kept": kept_of(of.raw, of.id),
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
