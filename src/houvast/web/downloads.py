"""What waits to be downloaded: bytes sealed to the dossier, for as long as it is open; a neutral name, and a warning first (K22)."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils import timezone

from houvast.logbook.entry import Exported
from houvast.logbook.when import here
from houvast.vault import aside, opening
from houvast.vault.disk import Disk, abandoned
from houvast.web import alone
from houvast.web.access import dossier_of
from houvast.web.alone import ClosedError
from houvast.web.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from houvast.web.alone import Opened

TYPES = {
    ".pdf": "application/pdf", ".zip": "application/zip", ".zip.age": "application/octet-stream", ".txt": "text/plain; charset=utf-8",
    ".geojson": "application/geo+json",
}  # fmt: skip
NEUTRAL = ("Notities", "Document", "Bijlage")
_PREFIX, _HELD, _MARK = "n-", "h", b"n-7c41e0d2\n"
"""A folder of ours by what stands in the file that its process holds; neither says whose it is or what it is for."""
_handles: dict[Path, int] = {}
_made: dict[tuple[Path, date], int] = {}
"""How many files were made of a dossier on a day, while this program runs."""
_numbering = threading.Lock()
SANDBOX = "default-src 'none'; sandbox"


@dataclass(frozen=True)
class Waiting:
    """A file that can be fetched: `path` holds it sealed to the dossier, unless it is `sealed` already to somebody else.

    `asked` says that the passphrase was asked again when it was made; else that is done before it leaves.
    """

    ending: str
    path: Path
    sealed: bool = False
    asked: bool = False
    what: str = ""
    """What it is or for whom, in words for her: never part of its name."""
    day: str = ""
    """The day it was made, which stands in its name: also when it is fetched after midnight."""
    nth: int = 0
    """Which it is of the files of that day: two that she hands to different people never bear one name."""

    def take_away(self) -> None:
        """It is not there any more."""
        _take_away(self.path.parent)


@contextlib.contextmanager
def placed() -> Iterator[Path]:
    """Where a file may wait: a fresh folder of this user alone, held while the process lives, gone when it could not be made.

    Only sealed bytes go there.
    """
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        _handles[folder] = Disk().create(folder / _HELD)
        Disk().write(_handles[folder], _MARK)
        yield folder / "n"
    except BaseException:
        _take_away(folder)
        raise


def _take_away(folder: Path) -> None:
    if (handle := _handles.pop(folder, None)) is not None:
        os.close(handle)
    shutil.rmtree(folder, ignore_errors=True)


def clear() -> None:
    """Take away the folders in which something waited when its process was killed; never that of one that lives, nor anybody else's."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if not folder.is_symlink() and (folder / _HELD).read_bytes() == _MARK and abandoned(folder / _HELD):
                shutil.rmtree(folder)


def put(opened: Opened, content: bytes, ending: str, what: str, *, asked: bool = False) -> str:
    """Keep these bytes until they are fetched; the name they are asked for by."""
    with placed() as path:
        path.write_bytes(aside.seal(opened.vault, content))
        return wait(opened, Waiting(ending, path, asked=asked, what=what))


def wait(opened: Opened, waiting: Waiting) -> str:
    """Keep a file until the dossier is closed; the name it is asked for by. Raises: ClosedError when it was closed meanwhile."""
    token = secrets.token_urlsafe(12)
    today = timezone.localdate()
    waiting = replace(waiting, day=today.isoformat(), nth=_next(opened, today))
    if not opened.wait(token, waiting):
        waiting.take_away()
        raise ClosedError
    return token


def _next(opened: Opened, today: date) -> int:
    """The number of the next file of today: after those made while this program runs, and after those recorded that they left."""
    left = sum(isinstance(item.entry, Exported) and here(item.recorded_at).date() == today for item in opened.items)
    key = (alone.served.root, today)
    with _numbering:
        nth = max(left, _made.get(key, 0))
        _made[key] = nth + 1
    return nth


def take_back(opened: Opened, token: str) -> None:
    """It is not to be fetched after all."""
    opened.downloads.pop(token).take_away()


def letter_of(opened: Opened, token: str) -> str:
    """What tells this file from the others of the day, also after a lock: A, B, and after Z the number."""
    nth = opened.downloads[token].nth
    return chr(ord("A") + nth) if nth < 26 else str(nth + 1)


def _every(opened: Opened) -> list[tuple[str, str, str, int | None]]:
    """Each file of this opening: its letter, what it is, its ending, and how many entries are in it where that was counted."""
    counts = {token: made.entries for token, made in opened.once_made.items()}
    return [
        (letter_of(opened, each), held.what, held.ending, counts.get(each)) for each, held in opened.downloads.items()
    ]


def locked(waiting: Waiting) -> str:
    """With whose passphrase a file goes open: her own, that of who gets it, or nobody's, as it is not locked."""
    return "" if not waiting.sealed else "own" if waiting.ending == ".zip" else "other"


def download(request: HttpRequest, lang: str, token: str) -> HttpResponse | FileResponse:
    """First what a download leaves behind, which name it gets, and the passphrase unless it was just asked; then the file."""
    opened = dossier_of(request)
    waiting = opened.downloads.get(token)
    if waiting is None:
        raise Http404
    letter = letter_of(opened, token)
    names = [f"{say(each, lang)}-{letter}-{waiting.day}{waiting.ending}" for each in NEUTRAL]
    wrong: dict[str, str] = {}
    if request.method == "POST" and not (
        waiting.asked or opening.is_passphrase(opened.vault, request.POST.get("words", ""))
    ):
        wrong = {"words": say("Dit is niet je wachtzin. Typ hem nog een keer.", lang)}
    if request.method != "POST" or wrong:
        said = {
            "names": names, "letter": letter, "every": _every(opened), "locked": locked(waiting), "asked": waiting.asked, "wrong": wrong,
        }  # fmt: skip
        return render(request, "dossiers/download.html", said, status=400 if wrong else 200)
    chosen = request.POST.get("name", "")
    name = chosen if chosen in names else names[0]
    try:
        file = waiting.path.open("rb")
    except FileNotFoundError:  # the system cleans its folder for temporary files
        raise Http404 from None
    plain = file if waiting.sealed else aside.open_file(opened.vault, file)
    response = FileResponse(plain, as_attachment=True, filename=name, content_type=TYPES[waiting.ending])
    response["Content-Security-Policy"] = SANDBOX
    return response
