"""Files that arrive: sealed to the dossier while they are received, so that none ever lies in a temporary file or in memory as a whole.

A page that asks for files is a view under `@uploads.sealed`, with a form of `enctype="multipart/form-data"` around
`{% include "parts/fields/file.html" %}`; what came is `uploads.receive(request, opened)`. Everywhere else a file is refused.

    @uploads.sealed
    def attach(request, lang):
        opened = dossier_of(request)
        if request.method == "POST":
            files = uploads.receive(request, opened)      # kept as sealed originals; they count once a record names them
            ... opened.vault.record(entries, timezone.now(), [each.blob for each in files])

Until they are recorded, a sealed draft can hold them (`as_said`, `from_said`); what she does not want after all goes by
`opened.vault.let_go(file)`. A `File` becomes evidence by `evidence_from(file, opened, now)`, which reads what a photo says of itself.
"""

from __future__ import annotations

import functools
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http.multipartparser import MultiPartParser
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from houvast.intake.photos import look, with_said
from houvast.intake.sorts import sort_of
from houvast.logbook.evidence import Evidence, File
from houvast.web import arrivals
from houvast.web.access import dossier_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from houvast.vault.keeping import Arriving
    from houvast.web.alone import Opened

FIELD, ARRIVED = "file", "arrived"
_PIECE = 1 << 20
_NO_NAME = "bestand"


class Refused(FileUploadHandler):
    """A form that asks for no file gets none: the connection is closed."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Refuse it. Raises: StopUpload."""
        del raw_data, start
        raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> None:
        """Nothing was taken."""
        del file_size


class Sealing(FileUploadHandler):
    """Seals each file as its bytes come; what was not kept when the request ends is thrown away."""

    chunk_size = _PIECE

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened, self._vault = opened, opened.vault
        self._arriving: list[Arriving] = []
        self.fault: OSError | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin one."""
        super().new_file(*args, **kwargs)
        try:
            self._arriving.append(self._vault.arriving(self.file_name or _NO_NAME))
        except OSError as error:
            self._fail(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Its next bytes; the browser waits while the disk is behind. Raises: SkipFile when the disk refuses, which `receive` tells."""
        del start
        self._opened.bytes_came()
        try:
            self._arriving[-1].write(raw_data)
        except OSError as error:
            self._fail(error)

    def file_complete(self, file_size: int) -> Any:
        """All of it came: it lies sealed on the disk until it is kept."""
        del file_size
        try:
            self._arriving[-1].finish()
        except OSError as error:
            self.fault = error
        return self._arriving[-1]

    def close(self) -> None:
        """Throw away what was not kept: of a form that was refused, or broke off. The request stays in memory a while; what is open not."""
        for each in self._arriving:
            each.close()
        del self._arriving, self._opened, self._vault

    def _fail(self, error: OSError) -> None:
        self.fault = error
        raise SkipFile


class _Parser(MultiPartParser):
    """Names of files stay as they were sent, but for folders before them: a name is evidence too, and is never used as a path."""

    def sanitize_file_name(self, file_name: str) -> str:
        """The last part of a name."""
        last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
        return last if last.strip(". ") else _NO_NAME


def sealed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that takes files, only from who has the dossier open.

    A form's token may stand after its files, so it is looked at when all was received (as Django documents for upload handlers); until
    then what came lies sealed beside the dossier, and is thrown away when the token is not ours.
    """

    @csrf_exempt
    @functools.wraps(view)
    def first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opened = dossier_of(request)
        handler = Sealing(opened)
        request.upload_handlers = [handler]
        request.parse_file_upload = lambda meta, body: _Parser(meta, body, [handler], request.encoding).parse()  # type: ignore[method-assign, assignment]
        try:
            return csrf_protect(view)(request, *args, **kwargs)
        finally:
            handler.close()

    return first


def receive(request: HttpRequest, opened: Opened) -> list[File]:
    """The files of a form, kept sealed: those that came with it and those that came before it in pieces. Raises: OSError."""
    handler = request.upload_handlers[0]
    came: Any = request.FILES.getlist(FIELD)
    files = [each.keep() for each in came]
    earlier = (arrivals.take(opened, name) for name in request.POST.getlist(ARRIVED))
    files += [each for each in earlier if each is not None]
    if isinstance(handler, Sealing) and handler.fault is not None:
        for each in files:
            opened.vault.let_go(each)
        raise handler.fault
    return files


def as_said(file: File) -> dict[str, Any]:
    """A file for a draft."""
    return asdict(file)


def from_said(said: Mapping[str, Any]) -> File:
    """A file from a draft."""
    return File(**said)


def evidence_from(file: File, opened: Opened, now: datetime, entry: Evidence | None = None) -> Evidence:
    """The entry with this file, and with what a photo says of itself; a place in it stays private."""
    made = entry or Evidence()
    with opened.vault.open(file) as original:
        photo = look(original, now)
    return with_said(replace(made, file=file, origin="imported", sort=made.sort or sort_of(file.name)), photo)
