"""What was never recorded leaves nothing behind: a draft that goes, a server that was killed (J05, K22)."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import PASSPHRASE, make_dossier, opened, verified
from houvast.logbook.evidence import Evidence
from houvast.web import downloads, drafts
from web.test_arriving import Person

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from web.browser import Site


def blobs(root: Path) -> set[str]:
    """The digests of what is kept in a dossier."""
    return {each.stem for each in (root / "blobs").rglob("*.age")}


def with_photo(client: Client) -> str:
    """An incident that is half typed, with a photo; its draft's address."""
    at = client.get("/nl/n/b/")["Location"]
    for said in ({"when": "now"}, {"behaviours": ["calls"]}, {}, {}):
        at = client.post(at, said)["Location"]
    return client.post(at, {"file": SimpleUploadedFile("deur.jpg", b"x" * 400), "look": "1"})["Location"]


@pytest.mark.covers("J05")
def test_the_oldest_of_too_many_drafts_takes_its_files_along_and_what_is_recorded_stays(
    client: Client, tmp_path: Path
) -> None:
    client.post(with_photo(client))
    (recorded,) = blobs(tmp_path / "dossier")
    assert with_photo(client)
    assert len(blobs(tmp_path / "dossier")) == 2
    for _ in range(drafts.MOST):
        client.post(client.get("/nl/n/b/")["Location"], {"when": "now"})
    assert blobs(tmp_path / "dossier") == {recorded}
    assert list((tmp_path / "dossier" / "tmp").iterdir()) == []
    assert verified(tmp_path / "dossier")[0].ok


def test_two_tabs_that_end_one_draft_never_take_what_was_recorded(client: Client, tmp_path: Path) -> None:
    at = with_photo(client)
    client.post(at)
    client.post(re.sub(r"0/$", "x/", at))
    (entry,) = [each.entry for each in opened(tmp_path / "dossier").entries() if isinstance(each.entry, Evidence)]
    assert entry.file is not None
    assert blobs(tmp_path / "dossier") == {entry.file.blob}


@pytest.mark.covers("J05", "K22")
def test_what_a_killed_server_left_goes_when_the_dossier_is_opened_again(
    serve: Callable[[Path], Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_dossier(tmp_path / "dossier")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "for-a-while"))
    (tmp_path / "for-a-while").mkdir()
    (tmp_path / "for-a-while" / "n-of-somebody-else").mkdir()
    served = serve(tmp_path / "dossier")
    person = Person(served)
    assert person.multipart("nl/n/g/n/", person.token("nl/n/g/n/"), "een.bin", b"een" * 50) == 302
    (recorded,) = blobs(served.root)
    token = person.token("nl/n/i/")
    assert person.form("nl/n/i/7/", {"csrfmiddlewaretoken": token, "words": PASSPHRASE}) == 302
    with contextlib.closing(person.connection()) as connection:
        connection.request("GET", f"{person.secret}nl/n/t/1/", headers=person.headers({}))
        draft = str(connection.getresponse().getheader("Location")).removeprefix(person.secret).removesuffix("1/")
    assert person.multipart(f"{draft}5/", person.token(f"{draft}5/"), "twee.bin", b"twee" * 50) == 302
    kept = blobs(served.root)
    assert len(kept) == 2
    waiting = list((tmp_path / "for-a-while").glob("n-*/n"))
    assert waiting
    served.process.kill()
    served.process.wait()
    assert blobs(served.root) == kept
    Person(serve(tmp_path / "dossier"))
    assert not any(each.exists() for each in waiting)
    assert (tmp_path / "for-a-while" / "n-of-somebody-else").is_dir()
    assert blobs(served.root) == {recorded}
    assert list((served.root / "tmp").iterdir()) == []
    assert verified(served.root)[0].notes == []


def test_what_waits_in_a_process_that_lives_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with downloads.placed() as mine:
        mine.write_bytes(b"sealed")
    (tmp_path / "n-foreign").mkdir()
    (tmp_path / "n-foreign" / "h").write_bytes(b"of another program")
    downloads.clear()
    assert mine.exists()
    downloads.Waiting(".pdf", mine).take_away()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["n-foreign"]
