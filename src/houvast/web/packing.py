"""Pages and files for everybody, gzipped on their way (P11). Nothing of a dossier is: what is mixed and gzipped tells by its length."""

from __future__ import annotations

import gzip
import mimetypes
from typing import TYPE_CHECKING, Any

from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

from houvast.web import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponse

_KINDS = frozenset({".css", ".js", ".svg"})
_PUBLIC = "houvast.web.public."
_NOT = "carrying"  # it may hold the token of a session
_SMALL = 1_000  # bytes that a packet holds anyway
_RANDOM = 100  # bytes at most, so that a length is never exact


class Packed:
    """A WSGI application that answers for the sheet and the scripts from memory, gzipped; all else goes on."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self._files = {
            f"/{assets.prefix()}{path.relative_to(assets.STATIC).as_posix()}": (
                mimetypes.guess_type(path.name)[0] or "text/plain",
                gzip.compress(path.read_bytes(), mtime=0),
            )
            for path in assets.STATIC.rglob("*")
            if path.suffix in _KINDS
        }

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        found = self._files.get(environ["PATH_INFO"])
        taken = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        if found is None or not taken or environ["REQUEST_METHOD"] != "GET":
            passed: Iterable[bytes] = self._application(environ, start_response)
            return passed
        kind, body = found
        start_response(
            "200 OK",
            [
                ("Content-Type", f"{kind}; charset=utf-8"), ("Content-Encoding", "gzip"), ("Content-Length", str(len(body))),
                ("Vary", "Accept-Encoding"), ("Cache-Control", f"max-age={assets.A_YEAR}, public, immutable"),
            ],
        )  # fmt: skip
        return [body]


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Gzip the public pages, which hold no secret of hers."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        module = match.func.__module__ if match is not None else ""
        if (
            not module.startswith(_PUBLIC)
            or module.endswith(_NOT)
            or response.streaming
            or len(response.content) < _SMALL
        ):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content = compress_string(response.content, max_random_bytes=_RANDOM)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return handle
