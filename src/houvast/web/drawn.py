"""`{% drawn_once "talks" %}…{% enddrawn_once %}`: a long part of a dossier's page, drawn once for each head, day and language.

A part that hangs on something else names that instead: `{% drawn_once "places" here site %}` is drawn for each of these, whatever the
day, and needs nothing of the dossier to be worked out first.

Only in memory, and let go of with the dossier. What stands in it may hang on nothing but that: no
form (its token is of one request), nothing of this very minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.context import RequestContext
from django.utils import timezone

from houvast.web.access import held_by
from houvast.web.dossiers.advice import stand

if TYPE_CHECKING:
    from django.template.base import NodeList, Parser, Token
    from django.template.context import Context
    from django.utils.safestring import SafeString

register = template.Library()


class Drawn(template.Node):
    """A part of a template, by the name it is kept under and what it hangs on."""

    def __init__(self, name: str, on: tuple[str, ...], inside: NodeList) -> None:
        self.name, self.on, self.inside = name, on, inside

    def render(self, context: Context) -> SafeString:
        """The part as it was drawn, or drawn now. Raises: ClosedError."""
        assert isinstance(context, RequestContext)
        opened = held_by(context.request)
        on = tuple(str(context[each]) for each in self.on) or stand(opened, timezone.now())
        key = ("drawn", self.name, on, context["lang"], context["trial"])
        return opened.once(key, lambda: self.inside.render(context))


@register.tag
def drawn_once(parser: Parser, token: Token) -> Drawn:
    """The tag, with its name: a part of another name may not have it."""
    _, name, *on = token.split_contents()
    inside = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return Drawn(name, tuple(on), inside)
