"""`{% drawn_once "talks" %}…{% enddrawn_once %}`: a long part of a dossier's page, drawn once for each head, day and language.

What else it hangs on is named after it: `{% drawn_once "places" here %}` is drawn once for each page that it stands on.

Only in memory, and let go of with the dossier. What stands in it may hang on nothing but the dossier, the day and the language: no
form (its token is of one request), nothing of this very minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.context import RequestContext
from django.utils import timezone

from houvast.web.access import dossier_of
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
        opened = dossier_of(context.request)
        on = tuple(str(context[each]) for each in self.on)
        key = ("drawn", self.name, on, stand(opened, timezone.now()), context["lang"], context["trial"])
        return opened.once(key, lambda: self.inside.render(context))


@register.tag
def drawn_once(parser: Parser, token: Token) -> Drawn:
    """The tag, with its name: a part of another name may not have it."""
    _, name, *on = token.split_contents()
    inside = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return Drawn(name, tuple(on), inside)
