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
    opened = alone.opened(request.session.session_key)
    if opened is None:
        raise ClosedError
    opened.follow()
    return opened
