"""The door before Django: only our own host, only under the secret path, and the headers that every answer carries.

A stranger on the same machine, or a page that points a name of its own at 127.0.0.1, gets the same bare 404 everywhere.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Environ = dict[str, Any]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; img-src 'self' data: blob:; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    ("Referrer-Policy", "same-origin"),  # with `no-referrer` Chromium sends `Origin: null`, and no form could be sent
    ("Server", ""),  # or the server would name itself and its version
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex, nofollow"),
)


class Gate:
    """A WSGI application that lets through what knows the secret, as if it stood at the root."""

    def __init__(self, application: Any, secret: str, hosts: frozenset[str]) -> None:
        self._application, self._hosts = application, hosts
        self._prefix = f"/{secret}".encode()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        path = str(environ.get("PATH_INFO", "")).encode("latin-1")
        length = len(self._prefix)
        known = hmac.compare_digest(path[:length], self._prefix) and path[length : length + 1] in (b"/", b"")
        if not known or environ.get("HTTP_HOST", "") not in self._hosts:
            start_response("404 Not Found", [("Content-Length", "0"), ("Cache-Control", "no-store"), *HEADERS])
            return [b""]
        environ["SCRIPT_NAME"] = self._prefix.decode()
        environ["PATH_INFO"] = path[length:].decode("latin-1") or "/"

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            own = {name.lower() for name, _ in headers}
            return start_response(status, [*headers, *(each for each in HEADERS if each[0].lower() not in own)], *more)

        answer: Iterable[bytes] = self._application(environ, start)
        return answer
