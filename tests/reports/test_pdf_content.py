"""What the PDF of the demo says, read back from the PDF itself and compared with the dossier, its figures and its package."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from pypdf import PdfReader

from cast import NOW
from houvast import guidance
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.reports import package
from houvast.reports.choose import choose
from houvast.reports.items import items_of
from houvast.vault.passphrase import DEMO_WORDS
from houvast.words import short_date
from houvast_run import houvast
from package_cast import SECRETS, files_below, sample
from paper_cast import hostile, many, numbers_in_the_log, pages, part, printed, squeezed, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from houvast.vault.vault import Vault

MESSAGE = re.compile(r"regel [\d.]+, byte [\d.]+")
DIGEST = re.compile(r"SHA-256((?:[0-9a-f]{4}){16})")
# None shorter than five bytes: packed bytes hold any three letters once in a few papers.
METADATA = (b"Exif\0\0", b"exif:", b"http://ns.adobe.com/xap", b"Photoshop 3.0", b"ICC_PROFILE", b"MakerNote")


@pytest.fixture(scope="module")
def paper(demo: Vault) -> bytes:
    return printed(demo, in_full=True)


def between(content: bytes, first: str, last: str) -> str:
    """The words of the pages from one heading up to another."""
    return "\n".join(pages(content)[place] for place in part(content, first, last))


def objects(content: bytes) -> Iterator[Any]:
    """Every object of the file."""
    reader = PdfReader(io.BytesIO(content))
    for number_ in sorted({*reader.xref_objStm, *(each for generation in reader.xref.values() for each in generation)}):
        yield reader.get_object(number_)


def streams(content: bytes) -> Iterator[bytes]:
    """Every stream of the file, as it lies there and unpacked; what is a picture only as it lies there."""
    for found in objects(content):
        if hasattr(found, "get_data"):
            yield found._data
            if found.get("/Subtype") != "/Image":
                yield found.get_data()


def test_every_number_of_what_leaves_stands_once_in_the_log(demo: Vault, paper: bytes) -> None:
    count = len(choose(items_of(demo)))
    assert count > 60
    assert sorted(numbers_in_the_log(paper)) == list(range(1, count + 1))


@pytest.mark.parametrize("count", [1, 300])
def test_every_number_stands_once_however_many_there_are(tmp_path: Path, count: int) -> None:
    assert numbers_in_the_log(printed(many(tmp_path / "d", count))) == list(range(1, count + 1))


def test_every_number_stands_once_among_hostile_words(tmp_path: Path) -> None:
    hostile_vault = hostile(tmp_path / "d")
    count = len(choose(items_of(hostile_vault)))
    assert sorted(numbers_in_the_log(printed(hostile_vault))) == list(range(1, count + 1))


def test_messages_in_bursts_and_loose_ones_are_together_those_of_the_receipts(demo: Vault, paper: bytes) -> None:
    said = between(paper, "Ingelezen berichten", "Herkomst en klokken")
    rows = re.findall(r"^(B-[\d.]+) (.+) (\d+) (\d+) (\d+)$", said, re.MULTILINE)
    by_chat: Counter[str] = Counter()
    for label, _, all_, inside, loose in rows:
        assert int(all_) == int(inside) + int(loose)
        by_chat[label] += int(all_)
    receipts = [
        item.entry.new
        for item in items_of(demo)
        if isinstance(item.entry, Receipt) and not item.entry.private and not item.retracted
    ]
    assert sorted(by_chat.values()) == sorted(new for new in receipts if new)  # the chat of the other phone has none
    assert len(MESSAGE.findall(said)) == sum(int(row[3]) for row in rows) > 200


def test_the_log_shows_of_every_burst_the_beginning_and_the_end(demo: Vault, paper: bytes) -> None:
    said = between(paper, "Alle notities", "Stop gezegd")
    document = houvast("show", demo.store.root, "--json", passphrase=DEMO_WORDS).json  # type: ignore[attr-defined]  # a folder
    shown = [
        min(burst["messages"] + burst["calls"], 4 + (burst["messages"] + burst["calls"] == 5))
        for burst in document["bursts"]
    ]
    mails = len(re.findall("E.mail: ", said))  # with any hyphen
    assert mails == 5
    assert len(MESSAGE.findall(said)) - mails == sum(shown) > 50


def test_every_printed_digest_is_that_of_a_file_in_the_package(demo: Vault, paper: bytes, tmp_path: Path) -> None:
    chosen = choose(items_of(demo))
    package.write(demo, chosen, tmp_path / "pakket", NOW, with_locations=True)
    there = {hashlib.sha256(content).hexdigest() for content in files_below(tmp_path / "pakket").values()}
    found = DIGEST.findall(squeezed(text(paper)))
    files = [
        each.entry.file for each in chosen if isinstance(each.entry, Evidence | Import) and each.entry.file is not None
    ]
    assert sorted(found) == sorted(file.sha256 for file in files)
    assert set(found) <= there


def day(at: str) -> str:
    """A day as the tables print it."""
    return short_date(date.fromisoformat(at), "nl")


def test_the_figures_in_counts_table_and_charts_are_those_that_show_gives(demo: Vault, paper: bytes) -> None:
    said = between(paper, "Overzicht op één blad", "Alle notities")
    figures = houvast("show", demo.store.root, "--json", passphrase=DEMO_WORDS).json["figures"]  # type: ignore[attr-defined]  # a folder
    counts = (figures["total"], figures["in_person"], figures["after_stop"], figures["messages"] + figures["calls"])
    lines = said.splitlines()
    assert [each for each in lines[lines.index("Overzicht op één blad") :] if each.isdecimal()][:4] == [
        str(count) for count in counts
    ]
    for each in figures["channels"][:8]:
        name = guidance.load("channels").label(each["channel"])
        shown = [
            name,
            each["count"],
            each["messages"] or "",
            each["calls"] or "",
            day(each["first"]),
            day(each["last"]),
        ]
        assert squeezed("".join(map(str, shown))) in squeezed(said), shown
    windows = figures["before_after"]
    for side in ("before", "after"):
        assert f"({windows[side]['count']} in totaal, waarvan {windows[side]['in_person']} in het echt)" in " ".join(
            lines
        )
    charts = [alt for alt in alts(paper) if "Verkleinde kopie" not in alt]
    weeks = [week["apart"] + week["in_person"] for week in figures["weeks"]]
    assert any(
        f"In {len(weeks)} weken was er {sum(weeks)} keer contact" in alt and f"één week: {max(weeks)}," in alt
        for alt in charts
    )
    assert any(f"De meeste keren, {max(slot['count'] for slot in figures['hours'])}," in alt for alt in charts)


def alts(content: bytes) -> list[str]:
    """What is said instead of each picture to who cannot see it."""
    return [str(each["/Alt"]) for each in objects(content) if isinstance(each, dict) and "/Alt" in each]


def test_no_picture_in_it_says_where_or_with_what_it_was_taken(paper: bytes) -> None:
    pictures = [picture.data for page in PdfReader(io.BytesIO(paper)).pages for picture in page.images]
    assert len(pictures) > 15
    for content in pictures:
        with Image.open(io.BytesIO(content)) as opened:
            assert not opened.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & opened.info.keys()
    for stream in (paper.partition(b"<x:xmpmeta")[0], *(each for each in streams(paper) if b"<x:xmpmeta" not in each)):
        assert not [mark for mark in METADATA if mark in stream]


def test_what_is_private_is_in_no_byte_of_it(tmp_path: Path) -> None:
    content = printed(sample(tmp_path / "d"), in_full=True)
    said = squeezed(text(content))
    assert "Hijstondvoordedeur." in said
    for what, secret in SECRETS.items():
        assert squeezed(secret) not in said, what
        assert not [stream for stream in (content, *streams(content)) if secret.encode() in stream], what


def test_the_same_dossier_gives_the_same_bytes_with_pictures_and_charts(demo: Vault, paper: bytes) -> None:
    assert printed(demo, in_full=True) == paper


def test_the_digest_is_not_said_to_stand_where_it_does_not_and_a_number_of_the_police_is_not_broken(
    paper: bytes,
) -> None:
    whole = text(paper)
    assert "als zijn SHA-256 dezelfde is als hieronder" not in " ".join(whole.split())
    assert "DEMO-AANGIFTE-0407" in between(paper, "Contacten met de politie, gestapeld", "Getuigen")
