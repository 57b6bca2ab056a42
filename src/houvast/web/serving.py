"""`houvast serve` in its own process: one dossier, on 127.0.0.1, under a secret path, until the terminal ends it."""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import gc
import logging
import os
import secrets
import signal
import sys
import threading
import time
import urllib.request
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.words.languages import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cheroot import wsgi

_LOOPBACK = "127.0.0.1"
_THREADS = 12
_QUEUE = 128  # connections that wait to be taken; what finds no room there comes a second later
_NOT_DUMPABLE = 4  # PR_SET_DUMPABLE
_LOOK_EVERY = 20  # seconds, for what is due to be locked
_GLANCE = 0.05  # seconds, between looks whether nothing is asked for just now
_LARGEST = 4 << 30  # of one request: a file of two GiB arrives, and is not refused by its size alone


def main(words: Sequence[str]) -> int:
    """Serve until Ctrl-C; the exit code."""
    parser = argparse.ArgumentParser(prog="houvast serve", add_help=False)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--log", action="store_true")
    parser.add_argument("--lang", default="nl")
    args = parser.parse_args(words)
    for name in ("HOUVAST_PASSPHRASE", "HOUVAST_PASSPHRASE_FILE"):
        os.environ.pop(name, None)  # the passphrase is asked in the browser
    keep_memory_inside()
    hush_threads()
    gc.disable()  # it stops every thread, for a second on ten thousand entries read: it runs while nobody waits for a page
    return _serve(args)


def keep_memory_inside() -> None:
    """No memory of this process goes to disk when it fails."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_NOT_DUMPABLE, 0, 0, 0, 0)


def hush_threads() -> None:
    """What fails in a thread is not printed: it may hold what was typed."""
    threading.excepthook = lambda _: None


def lock_what_is_due(
    ended: threading.Event, every: float = _LOOK_EVERY, is_idle: Callable[[], bool] = lambda: True
) -> None:
    """Lock each dossier that is due, whether or not a page asks again, until it has `ended`; one fault does not leave the others open.

    What was read of a dossier that was locked is out of memory soon after, too. Memory is looked through while the server `is_idle`,
    or after as long again when it never is.
    """
    from houvast.web import alone
    from houvast.web.session import SessionStore

    while not ended.wait(every):
        with contextlib.suppress(Exception):
            SessionStore.clear_expired()
        until = time.monotonic() + every
        while not is_idle() and time.monotonic() < until and not ended.wait(_GLANCE):
            pass
        _collect(all_of_it=alone.was_closed.is_set())


def _collect(*, all_of_it: bool) -> None:
    """Free what nothing leads to any more. What is still in use is passed over from then on, until something was locked."""
    from houvast.web import alone

    if all_of_it:
        alone.was_closed.clear()
        gc.unfreeze()
    gc.collect()
    gc.freeze()


def _serve(args: argparse.Namespace) -> int:
    say = phrases(args.lang).one
    if args.log:
        logging.basicConfig(format="%(asctime)s %(message)s")
        logging.getLogger("houvast.web").setLevel(logging.INFO)
    try:
        server, address = made(args.dossier, secrets.token_urlsafe(18), args.port)
    except OSError as error:
        print(say("Hier kan geen server beginnen: {why}").format(why=error.strerror or error), file=sys.stderr)
        return 1
    for each in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(each, lambda *_: threading.Thread(target=server.stop).start())
    print(address, flush=True)
    if args.once:
        return _first_page(server, address)
    from houvast.web import alone

    print(say("Open dit adres in je browser. Het werkt tot je hier stopt, met Ctrl-C."), file=sys.stderr, flush=True)
    ended = threading.Event()
    threading.Thread(target=lock_what_is_due, args=(ended, _LOOK_EVERY, lambda: _is_idle(server)), daemon=True).start()
    server.serve()
    ended.set()
    alone.close_all()
    return 0


def _is_idle(server: wsgi.Server) -> bool:
    """Whether nobody waits for a page."""
    return server.requests.idle >= _THREADS and not server.requests.qsize


def _first_page(server: wsgi.Server, address: str) -> int:
    """Fetch the first page, as a browser would, and stop: for where nobody watches."""
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy learns the address
        with direct.open(address, timeout=30) as answer:
            fetched = answer.status == HTTPStatus.OK and b"<h1" in answer.read()
    finally:
        server.stop()
        thread.join()
    return 0 if fetched else 1


def made(dossier: Path, secret: str, port: int = 0) -> tuple[wsgi.Server, str]:
    """The server of this dossier, listening, and its address; it answers once `serve` is called. Raises: OSError."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "houvast.web.settings"
    import django
    from cheroot import wsgi
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    from houvast.web import alone, assets, shown
    from houvast.web.gate import Gate
    from houvast.web.packing import Packed

    alone.served = alone.Served(dossier, shown.read())
    foreign = logging.getLogger("django")
    foreign.addHandler(logging.NullHandler())
    foreign.propagate = False  # its lines hold addresses and what went wrong with them
    django.setup(set_prefix=False)
    files = WhiteNoise(
        get_wsgi_application(), root=assets.STATIC, prefix=assets.prefix(), max_age=assets.A_YEAR, allow_all_origins=False,
        immutable_file_test=lambda *_: True,
    )  # fmt: skip
    server = wsgi.Server(
        (_LOOPBACK, port),
        None,
        numthreads=_THREADS,
        max=4 * _THREADS,
        server_name="",
        timeout=120,
        request_queue_size=_QUEUE,
    )
    server.max_request_body_size = _LARGEST
    server.error_log = lambda *_, **__: None  # type: ignore[method-assign]  # a traceback may hold what was typed
    server.prepare()
    bound = server.bind_addr[1]
    server.wsgi_app = Gate(Packed(files), secret, frozenset({f"{_LOOPBACK}:{bound}", f"localhost:{bound}"}))
    return server, f"http://{_LOOPBACK}:{bound}/{secret}/"
