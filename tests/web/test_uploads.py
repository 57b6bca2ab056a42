"""Files that arrive: sealed while they are received, whole or in pieces, and never anywhere in plain (J05)."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import os
import threading
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, JsonResponse
from django.test import Client, RequestFactory

from cast import NOW
from houvast.logbook.entry import Incident, StopMessage
from houvast.web import alone, uploads
from houvast.web.access import dossier_of
from houvast.web.session import SessionStore

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpRequest

    from houvast.logbook.evidence import File

MEBI = 1 << 20
SIZE = 64
AWFUL = "..\\../etc/\u202egnp.exe\x07" + "n" * 10_000


def opened(client: Client) -> alone.Opened:
    """What this client has open."""
    found = alone.opened(client.cookies["n"].value)
    assert found is not None
    return found


def leftovers(client: Client) -> list[Path]:
    """What lies in the dossier that no record names."""
    held, root = opened(client).vault, alone.served.root
    kept = [each for each in (root / "blobs").rglob("*") if each.is_file() and each.stem not in held.spine.keeps]
    return [*kept, *(root / "tmp").iterdir()]


def sent(client: Client, view: Any, data: dict[str, Any]) -> HttpResponse:
    """What a view answers to a form of this client."""
    made = RequestFactory().post("/nl/n/g/", data)
    made.session = SessionStore(client.cookies["n"].value)
    made._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as Django's own client does
    answer: HttpResponse = view(made)
    return answer


@pytest.mark.parametrize("at", ["/nl/n/g/n/", "/nl/n/g/i/", "/nl/n/s/1/", "a page that asks for files"])
def test_a_form_with_files_that_no_page_of_ours_made_records_nothing_and_leaves_nothing(
    client: Client, at: str
) -> None:
    held = opened(client).vault
    held.record([Incident(what="Bij de deur."), StopMessage(words="Laat me met rust.")], NOW)
    at = at if at.startswith("/") else client.get("/nl/n/t/1/")["Location"].removesuffix("1/") + "5/"
    before, stranger = held.head, Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    stranger.cookies["n"] = client.cookies["n"].value
    photo = SimpleUploadedFile("deur.jpg", b"x" * 1000)
    assert stranger.post(at, {"file": photo, "files": photo, "when": "now"}).status_code == 403
    opened(client).follow()
    assert (held.head, leftovers(client)) == (before, [])


@uploads.sealed
def attach(request: HttpRequest) -> HttpResponse:
    """A page that takes files."""
    files = uploads.receive(request, dossier_of(request))
    return JsonResponse({"files": [uploads.as_said(each) for each in files]})


@uploads.sealed
def look_away(request: HttpRequest) -> HttpResponse:
    """A page that reads its form and takes no file from it."""
    return HttpResponse(str(len(request.FILES)))


@pytest.mark.covers("J05")
def test_files_are_kept_byte_for_byte_and_sealed(client: Client) -> None:
    contents = [b"", b"x", os.urandom((1 << 20) - 1), os.urandom(1 << 20), os.urandom((3 << 20) + 17)]
    data = {"file": [SimpleUploadedFile(f"{n}.jpg", each) for n, each in enumerate(contents)]}
    found = [uploads.from_said(each) for each in json.loads(sent(client, attach, data).content)["files"]]
    assert [each.name for each in found] == [f"{n}.jpg" for n in range(5)]
    assert [each.sha256 for each in found] == [hashlib.sha256(each).hexdigest() for each in contents]
    for file, content in zip(found, contents, strict=True):
        with opened(client).vault.open(file) as original:
            assert original.read() == content
    assert len(leftovers(client)) == 5 + 1  # and the list that names them
    for file in found:
        opened(client).vault.let_go(file)
    assert leftovers(client) == []


def test_what_a_form_does_not_keep_leaves_nothing(client: Client) -> None:
    assert sent(client, look_away, {"file": SimpleUploadedFile("a.jpg", b"y" * (2 << 20))}).content == b"1"
    assert leftovers(client) == []


class Coming(io.RawIOBase):
    """A body that is made as it is read, so that only what we hold of it is in memory."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.left = [head, *(size // MEBI * [os.urandom(MEBI)]), tail]
        self.length = len(head) + size // MEBI * MEBI + len(tail)
        self._at = io.BytesIO()

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes."""
        found = self._at.read(size)
        if not found and self.left:
            self._at = io.BytesIO(self.left.pop(0))
            found = self._at.read(size)
        return found


@pytest.mark.covers("J05")
def test_however_large_a_file_is_a_few_pieces_of_it_are_in_memory(client: Client) -> None:
    head = b'--grens-tussen-de-delen-7d1f\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n'
    coming = Coming(head, SIZE * MEBI, b"\r\n--grens-tussen-de-delen-7d1f--\r\n")
    sent(
        client, attach, {"file": SimpleUploadedFile("eerst.jpg", b"x" * (3 * MEBI))}
    )  # what is brought in once is in memory now
    of_form = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "multipart/form-data; boundary=grens-tussen-de-delen-7d1f",
        "CONTENT_LENGTH": coming.length,
    }
    made = RequestFactory().request(**of_form, **{"wsgi.input": coming})
    made.session = SessionStore(client.cookies["n"].value)
    made._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as Django's own client does
    tracemalloc.start()
    try:
        answer: HttpResponse = attach(made)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    (file,) = json.loads(answer.content)["files"]
    assert file["size"] == SIZE * MEBI
    assert most < 10 * MEBI


@pytest.mark.covers("J05")
def test_of_files_that_came_whole_nothing_waits_in_memory(client: Client) -> None:
    held: list[int] = []

    @uploads.sealed
    def counted(request: HttpRequest) -> HttpResponse:
        assert len(request.FILES.getlist("file")) == 12
        held.append(tracemalloc.get_traced_memory()[0])
        return HttpResponse()

    in_pieces(client, b"x", "eerst.jpg")  # what is brought in once is in memory now
    threads = threading.active_count()
    piece = os.urandom(MEBI * 5 // 2)
    data = {"file": [SimpleUploadedFile(f"{nth}.jpg", piece) for nth in range(12)]}
    made = RequestFactory().post("/nl/n/g/", data)
    made.session = SessionStore(client.cookies["n"].value)
    made._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as Django's own client does
    tracemalloc.start()
    try:
        counted(made)
        for nth in range(12):
            in_pieces(client, piece, f"film-{nth}.mp4", MEBI)
        gc.collect()  # of the requests of this test
        held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert max(held) < 6 * MEBI
    assert threading.active_count() <= threads + 1


def in_pieces(client: Client, content: bytes, name: str = "film.mp4", step: int = 300_000) -> str:
    """Send a file in pieces; its id."""
    said = {"page": "/p", "name": name, "size": len(content), "changed": 5}
    found = client.post("/nl/n/g/u/", said, content_type="application/json").json()
    for start in range(found["offset"], len(content), step):
        answer = client.post(
            f"/nl/n/g/u/{found['id']}/", content[start : start + step], content_type="application/octet-stream",
            headers={"X-Offset": str(start)},
        )  # fmt: skip
        assert answer.json()["offset"] == min(start + step, len(content))
    return str(found["id"])


def taken(client: Client, *ids: str) -> list[File]:
    """The files of a form that names what arrived."""
    said = json.loads(sent(client, attach, {"arrived": list(ids)}).content)["files"]
    return [uploads.from_said(each) for each in said]


@pytest.mark.covers("J05")
def test_a_file_in_pieces_is_the_same_file(client: Client) -> None:
    content = os.urandom(1_500_000)
    one = in_pieces(client, content, AWFUL)
    empty = in_pieces(client, b"", "leeg.txt")
    first, second = taken(client, one, empty)
    assert (first.name, first.sha256) == (AWFUL, hashlib.sha256(content).hexdigest())
    assert (second.size, taken(client, one)) == (0, [])


def test_a_broken_connection_goes_on_where_it_was(client: Client) -> None:
    content = os.urandom(900_000)
    said = {"page": "/p", "name": "film.mp4", "size": len(content), "changed": 5}

    def begin() -> Any:
        return client.post("/nl/n/g/u/", said, content_type="application/json").json()

    def send(start: int, end: int) -> Any:
        return client.post(
            f"/nl/n/g/u/{begin()['id']}/", content[start:end], content_type="application/octet-stream",
            headers={"X-Offset": str(start)},
        )  # fmt: skip

    assert send(0, 400_000).status_code == 200
    refused = send(500_000, 900_000)
    assert (refused.status_code, refused.json()["offset"]) == (409, 400_000)
    again = begin()  # as after a reload of the page
    assert (again["offset"], again["from"]) == (400_000, 0)
    assert again["sha256"] == hashlib.sha256(content[:400_000]).hexdigest()
    listed = client.post("/nl/n/g/u/", {"page": "/p"}, content_type="application/json").json()
    assert [each["name"] for each in listed["under_way"]] == ["film.mp4"]
    assert client.post("/nl/n/g/u/", {"page": "/q"}, content_type="application/json").json() == {"under_way": []}
    assert send(400_000, 900_000).json()["offset"] == 900_000
    (file,) = taken(client, again["id"])
    assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_more_than_was_said_is_not_taken(client: Client) -> None:
    said = {"page": "/p", "name": "a", "size": 3, "changed": 0}
    id_ = client.post("/nl/n/g/u/", said, content_type="application/json").json()["id"]
    client.post(f"/nl/n/g/u/{id_}/", b"abcdef", content_type="application/octet-stream", headers={"X-Offset": "0"})
    (file,) = taken(client, id_)
    assert file.sha256 == hashlib.sha256(b"abc").hexdigest()


def test_half_a_file_goes_when_she_drops_it_or_locks(client: Client) -> None:
    said = {"page": "/p", "name": "a", "size": 3, "changed": 0}
    one, other = (
        client.post("/nl/n/g/u/", {**said, "changed": n}, content_type="application/json").json()["id"] for n in (1, 2)
    )
    assert len(leftovers(client)) == 2
    assert client.delete(f"/nl/n/g/u/{one}/").status_code == 204
    assert client.delete(f"/nl/n/g/u/{one}/").status_code == 404
    assert taken(client, other) == []
    found = opened(client)
    client.post("/nl/y/")
    assert found.under_way == {}
    assert list((alone.served.root / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    "said", ["", "[]", "{}", '{"page": 3}', '{"page": "", "size": -1}', '{"page": "", "name": "a", "size": "9"}']
)
def test_what_is_no_file_is_refused(client: Client, said: str) -> None:
    assert client.post("/nl/n/g/u/", said, content_type="application/json").status_code == 400


def test_nothing_arrives_where_no_dossier_is_open(client: Client) -> None:
    client.post("/nl/y/")
    assert client.post("/nl/n/g/u/", {"page": "/p"}, content_type="application/json").status_code == 302
