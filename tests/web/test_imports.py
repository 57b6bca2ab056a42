"""*Inlezen*: looked at first, asked about, then recorded with a receipt; what she does not want to see is not shown (J05, K19)."""

from __future__ import annotations

import errno
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import make_dossier, verified
from cast import opened as reopened
from houvast.intake.formats import whatsapp
from houvast.intake.held import imports
from houvast.logbook.entry import Correction
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.web import alone
from houvast.web.dossiers import imports_batch as batches
from houvast_run import houvast
from web.test_uploads import leftovers, opened

if TYPE_CHECKING:
    from django.test import Client

SAMPLES = Path(__file__).parents[1] / "samples"
MIRA = SAMPLES / "phones/mira-android/WhatsApp-chat met Ruben.zip"
TESS = SAMPLES / "phones/tess-android/WhatsApp-chat met Ruben.txt"
OPEN = SAMPLES / "phones/joris-android/WhatsApp-chat met Ruben.txt"
PHOTO = SAMPLES / "photos/2026-01-27-briefje.jpg"
ADDRESS = "/nl/n/g/i/"


def page(client: Client, at: str) -> str:
    """A page, once it no longer waits."""
    for _ in range(200):
        answer = client.get(at, follow=True)
        said = answer.content.decode()
        if "data-waiting" not in said:
            assert answer.status_code == 200
            return said
        time.sleep(0.05)
    raise AssertionError(said)


def chosen(client: Client, *paths: Path, **more: str) -> str:
    """Choose files; the address of the page that says what would come of them."""
    files = [SimpleUploadedFile(each.name, each.read_bytes()) for each in paths]
    answer = client.post(ADDRESS, {"file": files, **more})
    assert answer.status_code == 302
    page(client, answer["Location"])  # it was looked at
    return answer["Location"]


def entries(client: Client) -> list[object]:
    """What is recorded."""
    opened(client).follow()
    return [each.entry for each in opened(client).vault.entries()]


def of_kind(client: Client, kind: type) -> list[object]:
    """What is recorded of this kind."""
    return [each for each in entries(client) if isinstance(each, kind)]


@pytest.mark.covers("J05")
def test_a_chat_is_looked_at_before_anything_is_recorded(client: Client) -> None:
    at = chosen(client, TESS)
    said = page(client, at)
    assert "Dit zou erbij komen" in said
    assert "Uit dit bestand staat nog niets in je logboek." in said
    assert entries(client) == []
    assert "Wie ben jij in dit gesprek?" in said
    client.post(f"{at}x/")
    assert leftovers(client) == []
    assert entries(client) == []


@pytest.mark.covers("J05")
def test_the_receipt_counts_what_the_command_line_counts(client: Client, tmp_path: Path) -> None:
    at = chosen(client, MIRA)
    seen = [page(client, at)]
    client.post(at, {"me-0": "0", "by-0": "1"})
    seen.append(page(client, at))
    make_dossier(tmp_path / "other")
    (told,) = houvast("import", tmp_path / "other", MIRA, "--json").json["receipts"]
    (receipt,) = of_kind(client, Receipt)
    (imported,) = of_kind(client, Import)
    assert isinstance(receipt, Receipt)
    assert isinstance(imported, Import)
    counts = {name: getattr(receipt, name) for name in ("messages", "new", "known", "system", "media")}
    assert counts == {name: told[name] for name in counts}
    assert receipt.new + receipt.known + len(receipt.unread) == receipt.messages == 456
    assert all(f"<bdi>{count}</bdi>" in each for each in seen for count in (receipt.new, receipt.messages))
    assert (imported.file and imported.file.sha256, imported.first) == (told["sha256"], told["first"])
    assert told["sha256"][:4] in seen[1]
    assert "Alles is verantwoord." in seen[1]
    assert "Vragen over berichten" in seen[1]  # where one message can be called a threat
    assert (imported.me, imported.by) == (imported.participants[0], (imported.participants[1],))
    shown = houvast("show", tmp_path / "dossier", "--all", "--json").json["entries"]
    assert [each["id"] for each in shown if each["kind"] == "import"] == [imported.id]
    assert verified(tmp_path / "dossier")[0].ok
    number = next(each.number for each in opened(client).items if each.entry.id == receipt.id)
    assert "Je bestand is bewaard" in page(client, f"/nl/n/g/{number}/o/")
    for each in opened(client).items[:3]:
        assert client.get(f"/nl/n/a/{each.number}/").status_code == 200


@pytest.mark.covers("J05")
def test_an_open_date_order_is_asked_and_only_that_file_is_read_again(client: Client) -> None:
    at = chosen(client, OPEN, TESS)
    said = page(client, at)
    assert "Beantwoord dit" in said
    question = f"{at}{0 if f'{at}0/' in said else 1}/"
    asked = page(client, question)
    assert "Wat staat voorop: dag of maand?" in asked
    assert client.post(question, {}).status_code == 400
    assert client.post(question, {"order": "dmy"})["Location"] == at
    assert "Beantwoord dit" not in page(client, at)
    client.post(at)
    assert "In je logboek gezet" in page(client, at)
    orders = {
        each.date_order.decided_by for each in of_kind(client, Import) if isinstance(each, Import) and each.date_order
    }
    assert "asked" in orders


def test_a_date_order_is_told_calmly_and_is_to_be_looked_at_only_where_another_file_says_it(
    client: Client, tmp_path: Path
) -> None:
    at = chosen(client, OPEN)
    client.post(f"{at}0/", {"order": "dmy"})
    page(client, at)
    client.post(at)
    of_her = page(client, at)
    later = tmp_path / "WhatsApp-chat met Ruben.txt"
    later.write_bytes(OPEN.read_bytes().rsplit(b"\n", 2)[0] + b" en nog iets.\n")
    at = chosen(client, later)
    client.post(at)
    of_another = page(client, at)
    assert "De volgorde is dag-maand-jaar, want jij gaf dat aan." in of_her
    assert "De volgorde is dag-maand-jaar, want een ander bestand van dit gesprek zegt het." in of_another
    assert ["Kijk dit nog even na" in said for said in (of_her, of_another)] == [False, True]
    assert ["Dat klopt niet" in said for said in (of_her, of_another)] == [True, True]


def test_a_file_left_open_is_kept_and_read_later(client: Client) -> None:
    at = chosen(client, OPEN)
    client.post(f"{at}0/", {"order": "none"})
    client.post(at)
    assert "Bewaard, nog niet gelezen" in page(client, at)
    (kept,) = entries(client)
    assert isinstance(kept, Evidence)
    at = client.post("/nl/n/g/1/i/")["Location"]
    assert "Beantwoord dit" in page(client, at)
    client.post(f"{at}0/", {"order": "mdy"})
    page(client, at)
    client.post(at)
    assert "Je bestand is bewaard" in page(client, at)
    (imported,) = of_kind(client, Import)
    assert isinstance(imported, Import)
    assert imported.file == kept.file


def test_a_date_order_that_is_not_right_is_read_again_and_the_first_reading_stays_in_the_log(client: Client) -> None:
    at = chosen(client, OPEN)
    client.post(f"{at}0/", {"order": "dmy"})
    page(client, at)
    client.post(at)
    assert "Dat klopt niet" in page(client, at)
    answer = client.post("/nl/n/g/1/i/", {"order": "mdy"})
    assert "Je bestand is bewaard" in page(client, answer["Location"])
    first, second = of_kind(client, Import)
    assert isinstance(first, Import)
    assert isinstance(second, Import)
    assert (first.date_order and first.date_order.order, second.date_order and second.date_order.order) == (
        "dmy",
        "mdy",
    )
    (correction,) = of_kind(client, Correction)
    assert isinstance(correction, Correction)
    assert (correction.entry, correction.retracted) == (first.id, True)
    assert "Deze lezing is ingetrokken" in page(client, "/nl/n/g/1/o/")


def test_where_reading_again_fails_the_first_reading_still_stands(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = chosen(client, OPEN)
    client.post(f"{at}0/", {"order": "dmy"})
    page(client, at)
    client.post(at)
    page(client, at)
    vault = opened(client).vault
    first = imports(vault)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(whatsapp, "extract", full)
    answer = client.post("/nl/n/g/1/i/", {"order": "mdy"})
    assert "De eerste lezing blijft staan zoals die was." in page(client, answer["Location"])
    opened(client).follow()
    assert imports(vault) == first
    assert of_kind(client, Correction) == []


def test_a_lock_just_before_a_new_reading_is_recorded_leaves_the_first_standing(client: Client) -> None:
    at = chosen(client, OPEN)
    client.post(f"{at}0/", {"order": "dmy"})
    page(client, at)
    client.post(at, {"me-0": "0", "by-0": "1"})
    page(client, at)
    found = opened(client)
    first = imports(found.vault)
    with found.lock:  # it may read, not yet record; meanwhile she locks
        at = client.post("/nl/n/g/1/i/", {"order": "mdy"})["Location"]
        batch = batches.one(found, at.split("/")[-2])
        alone.close(client.cookies["n"].value)
    assert batch is not None
    batch.wait(20)
    assert imports(found.vault) == first
    alone.hold(client.cookies["n"].value, found.vault, found.since)
    said = page(client, ADDRESS)
    at = next(part for part in said.split('"') if part.startswith(ADDRESS) and len(part) > len(ADDRESS))
    said = page(client, at)
    assert "Dit zou erbij komen" in said
    assert said.count(" checked") == 2  # the names as she gave them
    client.post(at, {"me-0": "0", "by-0": "1"})
    page(client, at)
    (now,) = imports(opened(client).vault)
    assert now.date_order is not None
    assert now.date_order.order == "mdy"
    assert (now.me, now.by) == (first[0].me, first[0].by)


@pytest.mark.covers("K19")
def test_nothing_of_the_words_is_shown_when_she_chose_so_also_later(client: Client) -> None:
    text = "07-05-2026 10:00 - Ruben: GEHEIMWOORD\nzonder kop?\n31-02-2026 10:00 - Ruben: GEHEIMWOORD\n13-05-2026 10:00 - Mira: nee\n"
    name = "WhatsApp-chat met GEHEIMNAAM.txt"
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile(name, text.encode()), "unseen": "1"})
    at = answer["Location"]
    seen = [page(client, at)]
    client.post(at)
    seen += [page(client, at), page(client, "/nl/n/g/1/o/"), page(client, "/nl/n/g/o/"), page(client, "/nl/n/g/")]
    assert not any("GEHEIM" in each for each in seen)
    assert client.get("/nl/n/g/1/o/r/").status_code == 404
    (receipt,) = of_kind(client, Receipt)
    assert isinstance(receipt, Receipt)
    assert receipt.unseen


def test_lines_that_could_not_be_read_are_shown_closed(client: Client) -> None:
    text = (
        "07-05-2026 10:00 - Ruben: een\n31-02-2026 10:00 - Ruben: <b>twee</b>\u202e\n13-05-2026 10:00 - Ruben: drie\n"
    )
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile("WhatsApp-chat met Ruben.txt", text.encode())})
    page(client, answer["Location"])
    client.post(answer["Location"])
    said = page(client, answer["Location"])
    assert "Bekijk die regels" in said
    lines = page(client, "/nl/n/g/1/o/r/")
    assert "&lt;b&gt;twee&lt;/b&gt;" in lines
    assert '<details class="veil"><summary>' in lines


def test_several_files_have_a_result_each_and_known_ones_are_said(client: Client) -> None:
    at = chosen(client, PHOTO, TESS)
    client.post(at)
    first = page(client, at)
    assert "Bewaard als bewijs" in first
    assert "In je logboek gezet" in first
    at = chosen(client, PHOTO, TESS)
    again = page(client, at)
    client.post(at)
    again = page(client, at)
    assert "Was al bewaard" in again
    assert "Dit bestand had je al" in again
    assert len(of_kind(client, Import)) == 1
    assert leftovers(client) == []


def test_what_a_lock_left_behind_is_there_when_she_opens_again(client: Client) -> None:
    chosen(client, TESS)
    found = opened(client)
    found.vault.follow()
    alone.close(client.cookies["n"].value)
    assert entries_of(found) == []
    alone.hold(client.cookies["n"].value, found.vault, found.since)
    said = page(client, ADDRESS)
    assert "1 bestand staat nog niet in je logboek" in said
    at = next(part for part in said.split('"') if part.startswith(ADDRESS) and len(part) > len(ADDRESS))
    assert "Dit zou erbij komen" in page(client, at)
    client.post(at)
    page(client, at)
    assert len(of_kind(client, Import)) == 1


def entries_of(found: alone.Opened) -> list[object]:
    """What is recorded in an opened dossier."""
    return [each.entry for each in found.vault.entries()]


def test_a_page_that_waits_says_how_far_it_is_and_works_without_a_script(client: Client) -> None:
    at = chosen(client, TESS)
    page(client, at)
    batch = batches.one(opened(client), at.split("/")[-2])
    assert batch is not None
    with batches.ONE_AT_A_TIME:  # another batch is being read
        batch.record()
        said = client.get(at, headers={"X-Waiting": "1"}).content.decode()
        assert "Bestand 1 van 1" in said
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in said
    assert "Je bestand is bewaard" in page(client, at)


def test_nothing_is_recorded_after_a_lock(client: Client) -> None:
    at = chosen(client, TESS)
    page(client, at)
    found = opened(client)
    batch = batches.one(found, at.split("/")[-2])
    assert batch is not None
    with found.lock:  # the dossier is busy; meanwhile she locks
        batch.record()
        alone.close(client.cookies["n"].value)
    batch.wait(20)
    assert entries_of(found) == []
    assert verified(alone.served.root)[0].ok


def test_a_zone_that_is_none_is_said_at_its_field(client: Client) -> None:
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile("a.txt", b"x"), "zone": "Mars/Olympus"})
    assert answer.status_code == 400
    assert "Fout: " in answer.content.decode()
    assert client.post(ADDRESS, {}).status_code == 400
    assert leftovers(client) == []


def test_a_file_that_was_read_otherwise_is_told_in_our_own_words(client: Client) -> None:
    at = chosen(client, TESS)
    client.post(at)
    page(client, at)
    at = chosen(client, TESS, zone="Europe/London")
    said = page(client, at)
    assert "Dit bestand is al ingelezen, met een ander antwoord." in said
    assert "houvast correct" not in said


def test_private_files_stay_private(client: Client) -> None:
    at = chosen(client, PHOTO, private="1")
    client.post(at)
    page(client, at)
    (kept,) = entries(client)
    assert isinstance(kept, Evidence)
    assert kept.private


def test_every_page_of_reading_in_also_stands_from_right_to_left(client: Client) -> None:
    at = chosen(client, OPEN).replace("/nl/", "/zz/")
    for each in (at, f"{at}0/", "/zz/n/g/i/", "/zz/n/g/o/", "/zz/n/g/"):
        assert 'dir="rtl"' in page(client, each)


def test_the_first_page_of_a_reopened_dossier_shows_what_was_recorded(client: Client, tmp_path: Path) -> None:
    at = chosen(client, TESS)
    client.post(at)
    page(client, at)
    kinds = [each.kind for each in reopened(tmp_path / "dossier").entries()]
    assert kinds == ["import", "receipt"]


@pytest.mark.covers("J05", "K19")
def test_of_an_unseen_chat_she_says_who_writes_without_seeing_a_name(client: Client, tmp_path: Path) -> None:
    text = "".join(f"{day}-05-2026 10:00 - GEHEIMNAAM: GEHEIM {day}\n" for day in range(13, 28))
    text += "28-05-2026 10:00 - MIJNNAAM: stop\n"
    name = "WhatsApp-chat met GEHEIMNAAM.txt"
    at = client.post(ADDRESS, {"file": SimpleUploadedFile(name, text.encode()), "unseen": "1"})["Location"]
    page(client, at)
    client.post(at)
    page(client, at)
    (imported,) = of_kind(client, Import)
    assert isinstance(imported, Import)
    number = next(each.number for each in opened(client).items if each.entry.id == imported.id)
    first = page(client, "/nl/n/")
    assert "Zeg wie" in first
    assert f'href="/nl/n/g/{number}/w/"' in first
    assert "Zeg wie hier schrijft" in page(client, f"/nl/n/g/{number}/o/")
    said = page(client, f"/nl/n/g/{number}/w/")
    for each in (
        said,
        first,
        *(page(client, f"/nl/n/{of}/") for of in (f"a/{number}", f"g/{number}", f"a/{number + 1}", "a")),
    ):
        assert "GEHEIM" not in unveiled(each)
    assert "Degene die het eerste bericht schreef<small>15 berichten" in said
    assert "De ander<small>1 bericht" in said
    assert client.post(f"/nl/n/g/{number}/w/", {"me": "1"}).status_code == 400
    assert client.post(f"/nl/n/g/{number}/w/", {"me": "0", "by": "0"}).status_code == 400
    refused = client.post(f"/nl/n/g/{number}/w/", {"me": "1", "by": ["0", "nobody"]})
    assert refused.status_code == 400
    assert re.findall(r'name="(\w+)" value="(\w*)" checked', refused.content.decode()) == [
        ("me", "1"), ("by", "0"), ("by", "nobody"),
    ]  # fmt: skip
    people = list(imported.participants)
    him, her = str(people.index("GEHEIMNAAM")), str(people.index("MIJNNAAM"))
    assert client.post(f"/nl/n/g/{number}/w/", {"me": her, "by": him}).status_code == 302
    assert "Zeg wie" not in page(client, "/nl/n/")
    assert "Verander wie hier schrijft" in page(client, f"/nl/n/g/{number}/o/")
    now = next(each.entry for each in opened(client).items if each.entry.id == imported.id)
    assert isinstance(now, Import)
    assert (now.me, now.by) == ("MIJNNAAM", ("GEHEIMNAAM",))
    assert "GEHEIM" not in unveiled(page(client, f"/nl/n/a/{number}/"))
    client.post(f"/nl/n/g/{number}/w/", {"by": "nobody"})
    page(client, f"/nl/n/g/{number}/w/")
    now = next(each.entry for each in opened(client).items if each.entry.id == imported.id)
    assert isinstance(now, Import)
    assert (now.me, now.by, now.by_nobody) == (None, (), True)
    assert len(of_kind(client, Correction)) == 2
    assert verified(tmp_path / "dossier")[0].ok
    assert client.get(f"/nl/n/g/{number + 1}/w/").status_code == 404


def unveiled(said: str) -> str:
    """A page as it is before she opens anything."""
    return re.sub(r'<details class="veil">.*?</details>', "", said, flags=re.DOTALL)


def test_how_to_take_a_chat_out_of_whatsapp_stands_in_a_fold(client: Client) -> None:
    said = page(client, ADDRESS)
    assert "Hoe haal je een gesprek uit WhatsApp?" in said
    assert "Chat exporteren" in said


def test_two_clicks_on_one_batch_take_its_files_in_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    del client
    taken, batch = list[str](), batches.Batch(next(iter(alone._open.values())), [])
    monkeypatch.setattr(batches.Batch, "_record", lambda of: taken.append(of.id))
    batch.look()
    batch.wait(30)
    for _ in range(2):  # both saw that it was not begun
        batch.record()
        batch.wait(30)
    assert taken == [batch.id]
    assert batch.state == "done"
