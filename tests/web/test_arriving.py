"""Uploads through the real server: memory stays flat, nothing lies in plain anywhere, a broken upload leaves nothing (J05)."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from cast import PASSPHRASE, opened, verified
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast_run import houvast
from web.browser import NARROW, PHONE, faults, open_dossier, sideways
from web.test_evidence import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

    from web.browser import Site, Visitor

SAMPLES = Path(__file__).parents[1] / "samples"
JORIS = SAMPLES / "phones/joris-android/WhatsApp-chat met Ruben.txt"
PHOTO = SAMPLES / "photos/2026-01-27-briefje.jpg"
MARK = b"VLINDERSTRUIK-" * 64
MEBI = 1 << 20
SIZE = int(os.environ.get("HOUVAST_TEST_UPLOAD_MIB", "64"))


class Person:
    """Somebody at a browser without a script: a cookie and forms."""

    def __init__(self, site: Site) -> None:
        parts = urlsplit(site.address)
        self.site, self.host, self.port, self.secret = site, parts.hostname or "", parts.port or 0, parts.path
        self.cookie = ""
        token = self.token("nl/o/")
        answer = self.form("nl/o/", {"csrfmiddlewaretoken": token, "words": PASSPHRASE})
        assert answer == 302

    def connection(self) -> http.client.HTTPConnection:
        """A connection."""
        return http.client.HTTPConnection(self.host, self.port, timeout=120)

    def headers(self, more: dict[str, str]) -> dict[str, str]:
        """What a browser sends along."""
        return {"Cookie": self.cookie, "Origin": f"http://{self.host}:{self.port}", **more}

    def get(self, path: str) -> tuple[int, bytes]:
        """A page."""
        with contextlib.closing(self.connection()) as connection:
            connection.request("GET", self.secret + path, headers=self.headers({}))
            return self._answered(connection)

    def token(self, path: str) -> str:
        """The token of a form."""
        _, body = self.get(path)
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', body)
        assert found is not None
        return found[1].decode()

    def download(self, number: int, name: str) -> tuple[dict[str, str], bytes]:
        """The headers, by small letters, and the bytes of an original."""
        token = self.token(f"nl/n/g/{number}/d/")
        sent = self.headers({"Content-Type": "application/x-www-form-urlencoded"})
        with contextlib.closing(self.connection()) as connection:
            said = urlencode({"csrfmiddlewaretoken": token, "name": name, "words": PASSPHRASE})
            connection.request("POST", f"{self.secret}nl/n/g/{number}/d/", said, sent)
            answer = connection.getresponse()
            return {key.lower(): value for key, value in answer.getheaders()}, answer.read()

    def form(self, path: str, fields: dict[str, str]) -> int:
        """Send a form without files; the status."""
        sent = self.headers({"Content-Type": "application/x-www-form-urlencoded"})
        with contextlib.closing(self.connection()) as connection:
            connection.request("POST", self.secret + path, urlencode(fields), sent)
            return self._answered(connection)[0]

    def multipart(self, path: str, token: str, name: str, content: int | bytes, broken_at: int | None = None) -> int:
        """Send one file, or one of so many bytes made as it goes, the token after it; the status, 0 when it broke off."""
        size = content if isinstance(content, int) else len(content)
        head = (
            f'--grens\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        tail = f'\r\n--grens\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n--grens--\r\n'.encode()
        with contextlib.closing(self.connection()) as connection:
            connection.putrequest("POST", self.secret + path)
            for key, value in self.headers({"Content-Type": "multipart/form-data; boundary=grens"}).items():
                connection.putheader(key, value)
            connection.putheader("Content-Length", str(len(head) + size + len(tail)))
            connection.endheaders(head)
            for number, block in enumerate(blocks(size) if isinstance(content, int) else [content]):
                if broken_at is not None and number * MEBI >= broken_at:
                    return 0
                connection.send(block)
            connection.send(tail)
            return self._answered(connection)[0]

    def _answered(self, connection: http.client.HTTPConnection) -> tuple[int, bytes]:
        """The status and the page; the cookie is kept."""
        answer = connection.getresponse()
        if (said := answer.getheader("Set-Cookie")) is not None:
            self.cookie = said.split(";")[0]
        return answer.status, answer.read()


def blocks(size: int) -> Iterator[bytes]:
    """So many bytes, the same each time, with words in them that may be found nowhere."""
    block = (MARK * (MEBI // len(MARK) + 1))[:MEBI]
    for start in range(0, size, MEBI):
        yield block[: min(MEBI, size - start)]


def resident(pid: int) -> int:
    """The most memory a process has had in use, in bytes."""
    said = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(said.split("VmHWM:")[1].split()[0]) * 1024


def half_here(root: Path) -> list[Path]:
    """What is still being written in a dossier."""
    return [each for each in (root / "tmp").iterdir() if each.exists()]


@pytest.mark.covers("J05")
def test_a_large_upload_is_sealed_as_it_comes_with_flat_memory_and_nothing_in_plain(site: Site) -> None:
    person = Person(site)
    token = person.token("nl/n/g/n/")
    assert (
        person.multipart("nl/n/g/n/", token, "klein.bin", SIZE // 4 * MEBI) == 302
    )  # what is brought in once is in memory now, and so is what the system keeps for us between two blocks
    before = resident(site.process.pid)
    assert person.multipart("nl/n/g/n/", token, "groot.bin", SIZE * MEBI) == 302
    assert resident(site.process.pid) - before < 24 * MEBI  # of 64 that came; our own part is weighed in test_uploads
    digest = hashlib.sha256()
    for block in blocks(SIZE * MEBI):
        digest.update(block)
    found = opened(site.root).entries()[-1].entry
    assert isinstance(found, Evidence)
    assert found.file is not None
    assert (found.file.sha256, found.file.size) == (digest.hexdigest(), SIZE * MEBI)
    assert half_here(site.root) == []
    assert verified(site.root)[0].ok
    files = [each for each in site.root.rglob("*") if each.is_file()]
    open_now = [str(each.readlink()) for each in Path(f"/proc/{site.process.pid}/fd").iterdir() if each.is_symlink()]
    assert not [each for each in open_now if "(deleted)" in each]
    assert not [each for each in files if MARK[:40] in each.read_bytes()[: 8 * MEBI]]


def test_an_upload_that_breaks_off_leaves_nothing(site: Site) -> None:
    person = Person(site)
    token = person.token("nl/n/g/n/")
    person.multipart("nl/n/g/n/", token, "half.bin", 32 * MEBI, broken_at=8 * MEBI)
    for _ in range(200):
        if not half_here(site.root):
            break
        time.sleep(0.05)
    assert half_here(site.root) == []
    assert len(opened(site.root).entries()) == 0
    assert not list((site.root / "blobs").rglob("*.age"))


def test_a_form_that_is_not_ours_leaves_nothing(site: Site) -> None:
    person = Person(site)
    assert person.multipart("nl/n/g/n/", "x" * 64, "vals.bin", 2 * MEBI) == 403
    person.cookie = "n=niets"
    with contextlib.suppress(OSError):  # it may be sent away before all was sent
        assert person.multipart("nl/n/g/n/", "x" * 64, "vreemd.bin", MEBI) == 302
    assert half_here(site.root) == []
    assert not list((site.root / "blobs").rglob("*.age"))


@pytest.mark.covers("J05", "K22")
def test_hostile_files_come_back_byte_for_byte_as_attachments_that_no_browser_shows(site: Site) -> None:
    person = Person(site)
    token = person.token("nl/n/g/n/")
    assert (
        person.multipart("nl/n/g/n/", token, "n" * 10_000, b"x") == 400
    )  # no disk has such a name; a script may send it
    assert half_here(site.root) == []
    for number, (name, content) in enumerate((each for each in HOSTILE.values() if len(each[0]) < 1_000), 1):
        token = person.token("nl/n/g/n/")
        assert person.multipart("nl/n/g/n/", token, name, content) == 302, name
        for own in ("neutral", "own"):
            headers, body = person.download(number, own)
            assert body == content
            assert headers["content-type"] == "application/octet-stream"
            assert headers["content-disposition"].startswith("attachment; filename")
            assert headers["content-security-policy"] == "default-src 'none'; sandbox"
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cache-control"] == "no-store"
            assert headers["content-length"] == str(len(content))
        for page in ("", "k/"):
            status, said = person.get(f"nl/n/g/{number}/{page}")
            assert status == 200
            assert b"<script>alert" not in said
    assert person.get("nl/n/g/")[0] == 200
    assert verified(site.root)[0].ok


def looked_over(page: Page) -> None:
    """Nothing wrong by axe, and nothing sideways on a narrow phone."""
    page.evaluate("() => scrollTo(0, 0)")  # half under the bar a target seems small
    assert faults(page) == []
    page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
    assert sideways(page) == 0
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})


@pytest.mark.covers("J05", "K19")
def test_a_chat_with_an_open_date_order_is_read_in_a_browser(visitor: Visitor, site: Site) -> None:
    before = {each.id for each in opened(site.root).entries()}
    page = visitor.page("nl/")
    open_dossier(page, site, PASSPHRASE)
    page.goto(site.url("nl/n/g/"))
    looked_over(page)
    page.get_by_role("link", name="Bestanden inlezen").first.click()
    looked_over(page)
    page.get_by_label("Kies bestanden").set_input_files([JORIS])
    expect(page.locator(".arrivals")).to_contain_text("Binnen en verzegeld")
    page.get_by_role("button", name="Kijk wat erbij komt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit zou erbij komen")
    looked_over(page)
    page.get_by_role("link", name="Beantwoord dit").click()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies wat klopt")
    looked_over(page)
    expect(page.locator("details.veil > div")).to_be_hidden()
    page.get_by_label("dag-maand-jaar").check()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit zou erbij komen")
    page.get_by_role("group", name="Wie valt je lastig?").get_by_label("Ruben").check()
    looked_over(page)
    page.get_by_role("button", name="Zet het in mijn logboek").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bestand is bewaard")
    looked_over(page)
    new = [each.entry for each in opened(site.root).entries() if each.id not in before]
    (receipt,) = [each for each in new if isinstance(each, Receipt)]
    (imported,) = [each for each in new if isinstance(each, Import)]
    expect(page.locator(".sums .total").first).to_have_text(str(receipt.messages))
    assert "Ruben" in imported.by  # and whoever was said to bother her before
    assert imported.date_order is not None
    assert imported.date_order.decided_by == "asked"
    shown = houvast("show", site.root, "--all", "--json").json["entries"]
    assert {each["id"] for each in shown} >= {imported.id, receipt.id}
    page.goto(site.url("nl/n/g/o/"))
    looked_over(page)
    assert verified(site.root)[0].ok


@pytest.mark.covers("J05")
def test_a_photo_arrives_in_pieces_and_goes_on_after_a_reload(visitor: Visitor, site: Site, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(os.urandom(9 * MEBI + 5))
    page = visitor.page("nl/")
    open_dossier(page, site, PASSPHRASE)
    page.goto(site.url("nl/n/g/n/"))
    looked_over(page)
    told = 0

    def break_off(route: Route) -> None:
        nonlocal told
        told += 1
        if told in (2, 3):
            route.abort()
        else:
            route.continue_()

    page.route(re.compile(r"/g/u/[^/]+/$"), break_off)
    page.get_by_label("Kies een of meer bestanden").set_input_files([film])
    expect(page.locator(".arrivals")).to_contain_text("De verbinding is weg", timeout=20_000)
    page.reload()
    expect(page.locator(".arrivals")).to_contain_text("Kies dit bestand opnieuw")
    looked_over(page)
    page.get_by_label("Kies een of meer bestanden").set_input_files([film, PHOTO])
    expect(page.locator(".arrivals li", has_text="Binnen en verzegeld")).to_have_count(2, timeout=20_000)
    looked_over(page)
    page.get_by_label("Wat is het?").fill("Wat ik filmde")
    page.get_by_role("button", name="Bewaar").click()
    page.wait_for_url("**/n/g/")
    looked_over(page)
    found = [each.entry for each in opened(site.root).entries()]
    digests = {each.file.sha256 for each in found if isinstance(each, Evidence) and each.file is not None}
    assert digests == {hashlib.sha256(each.read_bytes()).hexdigest() for each in (film, PHOTO)}
    page.locator(".tile a").first.click()
    looked_over(page)
    page.goto(site.url("nl/n/g/2/"))
    page.get_by_role("link", name="Deze foto is dicht").click()
    expect(page.get_by_role("img", name="De foto van dit stuk")).to_be_visible()
    looked_over(page)
    page.get_by_role("link", name="Haal het origineel eruit").click()
    looked_over(page)
    page.get_by_label("Wachtzin").fill(PASSPHRASE)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download").click()
    assert coming.value.suggested_filename == "bestand-2.jpg"
    assert coming.value.path().read_bytes() == PHOTO.read_bytes()
    assert verified(site.root)[0].ok
