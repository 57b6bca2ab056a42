"""Mail as it comes out of a mailbox: read, shown, searched, counted once, checked again, and handed over."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from cast import make_dossier
from houvast_run import houvast
from intake.formats.mail.mails import FROM, HEAD, letter, multipart

SAMPLES = Path(__file__).parents[1] / "samples"
PHOTO = b"\xff\xd8\xff\xe0 roos"
WITH_PHOTO = multipart(
    "\nIk weet waar je woont.\n\nFrom nu af bel ik elke dag.\n",
    "Content-Type: image/jpeg; name=roos.jpg\nContent-Transfer-Encoding: base64\n\n"
    + base64.encodebytes(PHOTO).decode(),
)
SECOND = letter("Neem op.\n", HEAD.replace("<1@", "<2@").replace("hoi", "Waarom").replace("22:10:", "22:40:"))


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    make_dossier(tmp_path / "d")
    (tmp_path / "een.eml").write_bytes(WITH_PHOTO)
    quoted = WITH_PHOTO.replace(b"\nFrom nu", b"\n>From nu")
    (tmp_path / "post.mbox").write_bytes(FROM.encode() + quoted + b"\n" + FROM.encode() + SECOND + b"\n")
    return tmp_path / "d"


@pytest.mark.covers("C19", "J05")
def test_a_mail_is_read_once_wherever_it_comes_from(dossier: Path, tmp_path: Path) -> None:
    first = houvast("import", dossier, tmp_path / "een.eml", "--json")
    assert first.code == 0, first
    (receipt,) = first.json["receipts"]
    assert (receipt["format"], receipt["variant"], receipt["date_order"]) == ("mail", "eml", None)
    assert (receipt["messages"], receipt["new"], receipt["media"]) == (1, 1, 1)
    (receipt,) = houvast("import", dossier, tmp_path / "post.mbox", "--json").json["receipts"]
    assert (receipt["variant"], receipt["messages"], receipt["new"], receipt["known"]) == ("mbox", 2, 1, 1)
    again = houvast("import", dossier, tmp_path / "post.mbox", tmp_path / "een.eml", "--date-order", "dmy", "--json")
    assert again.code == 0, again
    assert [(each["new"], each["known"], each["format"]) for each in again.json["receipts"]] == [
        (0, 2, "mail"),
        (0, 1, "mail"),
    ]
    assert not any(each["kind"] == "date-order-answer" for taken in again.json["receipts"] for each in taken["doubts"])


def enclosing(words: str) -> bytes:
    """A mail without Message-ID or text, with one file; the moment is the same each time."""
    part = "Content-Type: text/plain; name=f.txt\nContent-Disposition: attachment; filename=f.txt\n\n"
    mail = multipart("\n", part + words + "\n").decode()
    return "".join(
        line for line in mail.splitlines(keepends=True) if not line.lower().startswith("message-id")
    ).encode()


def test_a_mail_with_another_file_in_it_is_another_mail(dossier: Path, tmp_path: Path) -> None:
    coming, threat = enclosing("ik kom eraan"), enclosing("ik weet waar je woont")
    (tmp_path / "a.eml").write_bytes(coming)
    (tmp_path / "b.eml").write_bytes(threat)
    (tmp_path / "c.mbox").write_bytes(
        b"".join(FROM.encode() + each + b"\n" for each in (threat, coming, SECOND, threat))
    )
    (tmp_path / "d.eml").write_bytes(b"X-Copy: yes\n" + threat)
    (tmp_path / "e.eml").write_bytes(enclosing("tot straks"))
    for name, expected in {
        "a.eml": (1, 0),
        "b.eml": (1, 0),
        "c.mbox": (1, 3),
        "d.eml": (0, 1),
        "e.eml": (1, 0),
    }.items():
        looked = houvast("import", dossier, tmp_path / name, "--dry-run", "--json").json["receipts"]
        taken = houvast("import", dossier, tmp_path / name, "--json").json["receipts"]
        assert [(each["new"], each["known"]) for each in looked + taken] == [expected] * 2, name
    assert len(houvast("messages", dossier, "--json").out.splitlines()) == 4


def test_a_text_in_a_mail_with_other_line_ends_or_quoted_by_a_mailbox_is_the_same_text(
    dossier: Path, tmp_path: Path
) -> None:
    as_sent = enclosing("ik kom eraan\nFrom nu af elke dag")
    (tmp_path / "a.eml").write_bytes(as_sent)
    (tmp_path / "b.eml").write_bytes(as_sent.replace(b"\n", b"\r\n"))
    quoted = as_sent.replace(b"\nFrom nu", b"\n>From nu")
    (tmp_path / "c.mbox").write_bytes(b"".join(FROM.encode() + each + b"\n" for each in (quoted, SECOND, as_sent)))
    (tmp_path / "d.eml").write_bytes(as_sent.replace(b"elke dag", b"elke nacht").replace(b"\n", b"\r\n"))
    (tmp_path / "e.eml").write_bytes(as_sent.replace(b"eraan\n", b"eraan\n\0\n"))
    (tmp_path / "f.eml").write_bytes(as_sent.replace(b"eraan\n", b"eraan\n\0\n").replace(b"\n", b"\r\n"))
    for name, expected in {
        "a.eml": (1, 0),
        "b.eml": (0, 1),
        "c.mbox": (1, 2),
        "d.eml": (1, 0),
        "e.eml": (1, 0),
        "f.eml": (1, 0),  # of what is no text every byte counts
    }.items():
        looked = houvast("import", dossier, tmp_path / name, "--dry-run", "--json").json["receipts"]
        taken = houvast("import", dossier, tmp_path / name, "--json").json["receipts"]
        assert [(each["new"], each["known"]) for each in looked + taken] == [expected] * 2, name
    (tmp_path / "g.mbox").write_bytes(b"".join(FROM.encode() + each + b"\n" for each in (quoted, as_sent)))
    make_dossier(tmp_path / "e")
    (receipt,) = houvast("import", tmp_path / "e", tmp_path / "g.mbox", "--json").json["receipts"]
    assert (receipt["new"], receipt["known"]) == (1, 1)


def test_the_same_text_in_a_mail_is_the_same_after_an_earlier_import_was_withdrawn(
    dossier: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.eml").write_bytes(SECOND)
    (tmp_path / "b.eml").write_bytes(enclosing("ik kom eraan"))
    (tmp_path / "c.eml").write_bytes(enclosing("ik kom eraan").replace(b"\n", b"\r\n"))
    assert houvast("import", dossier, tmp_path / "a.eml").code == 0
    entries = houvast("show", dossier, "--all", "--json").json["entries"]
    (second,) = (entry for entry in entries if entry["kind"] == "import")
    assert houvast("import", dossier, *(tmp_path / name for name in ("b.eml", "c.eml", "post.mbox"))).code == 0
    listed = houvast("messages", dossier, "--json").out.splitlines()
    assert houvast("correct", dossier, second["id"], "--retract").code == 0
    assert len(houvast("messages", dossier, "--json").out.splitlines()) == len(listed)  # it is in post.mbox too


def test_a_mail_dated_back_is_told_with_its_date_and_the_time_of_its_server(dossier: Path) -> None:
    taken = houvast("import", dossier, SAMPLES / "mail" / "2026-02-18-terug.eml")
    assert taken.code == 0
    both = (
        "(datum / ontvangen: maandag 9 februari 2026 om 20.15 (+01:00) / woensdag 18 februari 2026 om 22.47 (+01:00))"
    )
    assert f"een mail heeft een andere datum dan de server die hem ontving {both}" in taken.out
    assert both in houvast("show", dossier, "1").out


def test_mails_are_listed_searched_and_checked_again(dossier: Path, tmp_path: Path) -> None:
    taken = houvast("import", dossier, tmp_path / "een.eml", tmp_path / "post.mbox")
    assert taken.code == 0, taken
    assert "van dinsdag 3 maart 2026 om 22.10 tot dinsdag 3 maart 2026 om 22.40" in taken.out
    rows = [json.loads(line) for line in houvast("messages", dossier, "--json").out.splitlines()]
    assert [(row["at"], row["precision"], row["subject"], row["id"]) for row in rows] == [
        ("2026-03-03T22:10:05+01:00", "second", "hoi", "<1@voorbeeld.example>"),
        ("2026-03-03T22:40:05+01:00", "second", "Waarom", "<2@voorbeeld.example>"),
    ]
    shown = houvast("messages", dossier).out
    assert "2026-03-03 22:40:05 +01:00  Ruben <ruben@voorbeeld.example>: Waarom\n    │ Neem op." in shown
    assert "Waarom" in houvast("search", dossier, "waarom").out
    assert "roos.jpg" in houvast("show", dossier).out
    verified = houvast("verify", dossier)
    assert verified.code == 0, verified


def test_a_package_with_mail_verifies_and_the_paper_calls_it_e_mail(dossier: Path, tmp_path: Path) -> None:
    houvast("import", dossier, tmp_path / "post.mbox")
    made = houvast("report", dossier, tmp_path / "uit")
    assert made.code == 0, made
    assert houvast("verify", tmp_path / "uit").code == 0
    assert "Waarom" in (tmp_path / "uit/data/messages.csv").read_text("utf-8")
    assert houvast("report", dossier, tmp_path / "uit.pdf").code == 0
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", tmp_path / "uit.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "e-mail, postvak" in text
        assert "chat, e-mail" not in text


def test_what_is_named_as_mail_and_is_none_is_kept_and_says_so(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg.eml").write_bytes(b"niets dat op een mail lijkt\n")
    taken = houvast("import", dossier, tmp_path / "leeg.eml")
    assert (taken.code, "er is geen e-mail in te lezen" in taken.out) == (0, True), taken
    assert "no e-mail can be read in it" in houvast("import", dossier, tmp_path / "leeg.eml", lang="en").out


def test_a_mail_without_any_date_is_told_and_its_file_kept(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "geen.eml").write_bytes(b"From: Ruben <r@x.example>\nSubject: x\n\nhoi\n")
    taken = houvast("import", dossier, tmp_path / "geen.eml")
    assert (taken.code, "er staat geen datum in de kop van de mail" in taken.out) == (0, True), taken
    assert houvast("verify", dossier).code == 0
