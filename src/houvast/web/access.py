"""Who may see what: every view of a dossier begins with `dossier_of`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.web import alone
from houvast.web.alone import ClosedError

if TYPE_CHECKING:
    from django.http import HttpRequest

    from houvast.web.alone import Opened


def dossier_of(request: HttpRequest) -> Opened:
    """The dossier this session has open, with all that was added to it by now. Raises: ClosedError."""
    opened = held_by(request)
    opened.follow()
    return opened


def held_by(request: HttpRequest) -> Opened:
    """The same as it was last followed: for what is drawn on a page whose view followed it. Raises: ClosedError."""
    opened = alone.opened(request.session.session_key)
    if opened is None:
        raise ClosedError
    return opened
