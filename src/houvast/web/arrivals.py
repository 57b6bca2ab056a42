"""Files that arrive in pieces, sealed as they come: so that a large one shows how far it is, and goes on after a broken connection.

What arrived so far lies sealed beside the dossier, and is thrown away when the dossier is locked or the process ends. Nothing of it is kept
in the browser: after a reload she chooses the file again, and it goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, JsonResponse, UnreadablePostError
from django.views.decorators.http import require_http_methods, require_POST

from houvast.web.access import dossier_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from houvast.logbook.evidence import File
    from houvast.vault.keeping import Arriving
    from houvast.web.alone import Opened

MOST = 400
"""At once, of one dossier."""
PIECE = 4 << 20
_BLOCK = 1 << 20
_CONFLICT, _TOO_MANY, _DISK_REFUSES = 409, 429, 507
_KIND = "arrival "


@dataclass
class Arrival:
    """One file under way: what the browser says of it, and what came. `last` is where its last piece began, with that piece's digest."""

    id: str
    page: str
    name: str
    size: int
    changed: int
    arriving: Arriving
    mutex: threading.Lock = field(default_factory=threading.Lock)
    last: tuple[int, str] = (0, hashlib.sha256().hexdigest())
    gone: bool = False

    def close(self) -> None:
        """Throw it away, unless it was kept; never waits: a piece that is just coming in does it when it sees this."""
        self.gone = True
        if self.mutex.acquire(blocking=False):
            try:
                self.arriving.close()
            finally:
                self.mutex.release()

    @property
    def document(self) -> dict[str, Any]:
        """What the browser needs to go on with it."""
        return {
            "id": self.id, "name": self.name, "size": self.size, "changed": self.changed, "offset": self.arriving.size,
            "from": self.last[0], "sha256": self.last[1],
        }  # fmt: skip


@require_POST
def begin(request: HttpRequest, lang: str) -> HttpResponse:
    """Begin a file, or go on with the same one; without a name: those of this page that are under way."""
    del lang
    opened = dossier_of(request)
    said = _said(request)
    if said is None:
        return HttpResponse(status=400)
    here = [each for each in _all(opened) if each.page == said["page"]]
    if not said["name"]:
        return JsonResponse({"under_way": [each.document for each in here]})
    same = ("name", "size", "changed")
    found = next((each for each in here if all(getattr(each, member) == said[member] for member in same)), None)
    if found is None:
        if len(_all(opened)) >= MOST:
            return HttpResponse(status=_TOO_MANY)
        try:
            found = Arrival(secrets.token_urlsafe(9), **said, arriving=opened.vault.arriving(said["name"]))
        except OSError:
            return HttpResponse(status=_DISK_REFUSES)
        opened.under_way[_KIND + found.id] = found
    return JsonResponse(found.document)


@require_http_methods(["POST", "DELETE"])
def piece(request: HttpRequest, lang: str, id_: str) -> HttpResponse:
    """The next piece of a file, from where it is; DELETE lets the file go."""
    del lang
    opened = dossier_of(request)
    found = _one(opened, id_)
    if request.method == "DELETE":
        opened.under_way.pop(_KIND + id_, None)
        found.close()
        return HttpResponse(status=204)
    try:
        with found.mutex:
            if request.headers.get("X-Offset") != str(found.arriving.size):
                return JsonResponse(found.document, status=_CONFLICT)
            _write(request, found, opened)
    except UnreadablePostError:  # the connection broke: what came, came
        return HttpResponse(status=400)
    except OSError:
        opened.under_way.pop(_KIND + id_, None)
        found.gone = True
        return HttpResponse(status=_DISK_REFUSES)
    finally:
        if found.gone:
            found.close()
    return JsonResponse(found.document)


def take(opened: Opened, id_: str) -> File | None:
    """A file of which all came, kept; None when it did not, or was taken before. Raises: OSError."""
    found: Arrival | None = opened.under_way.get(_KIND + id_)
    if found is None or found.arriving.size != found.size or opened.under_way.pop(_KIND + id_, None) is None:
        return None
    with found.mutex, found.arriving as arriving:
        return arriving.keep()


def _write(request: HttpRequest, found: Arrival, opened: Opened) -> None:
    """Take the bytes of a request as they come, and no more than the file has."""
    begin_, digest = found.arriving.size, hashlib.sha256()
    while not found.gone and (room := min(_BLOCK, found.size - found.arriving.size)) and (block := request.read(room)):
        found.arriving.write(block)
        opened.bytes_came()
        digest.update(block)
        found.last = (begin_, digest.copy().hexdigest())
    if found.arriving.size == found.size:
        found.arriving.finish()


def _said(request: HttpRequest) -> dict[str, Any] | None:
    """What the browser says of a file; None when it is no such thing."""
    try:
        said = json.loads(request.body)
        page, name, size, changed = said["page"], said.get("name", ""), said.get("size", 0), said.get("changed", 0)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    numbers = all(isinstance(each, int) and 0 <= each < 1 << 53 for each in (size, changed))
    if not (isinstance(page, str) and isinstance(name, str) and numbers):
        return None
    return {"page": page, "name": name, "size": size, "changed": changed}


def _all(opened: Opened) -> list[Arrival]:
    return [each for each in list(opened.under_way.values()) if isinstance(each, Arrival)]


def _one(opened: Opened, id_: str) -> Arrival:
    found: Arrival | None = opened.under_way.get(_KIND + id_)
    if found is None:
        raise Http404
    return found
