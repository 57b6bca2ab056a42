"""The demo case is what its README says: the same bytes each time, counted, coherent, nobody's life or words."""

import datetime as dt
import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from make_samples import DRAWN_WITH, SAMPLES, SOURCE, drawn_here, make

ANDROID = "phones/mira-android/WhatsApp-chat met Ruben.zip"
IOS = "phones/mira-ios/WhatsApp Chat - Tess.zip"
SECOND_PHONE = "phones/tess-android/WhatsApp-chat met Ruben.txt"
THEIR_PHONE = "phones/tess-android/WhatsApp-chat met Mira (nr. 14).txt"
NIGHT = "phones/anouk-android/WhatsApp-chat met Ruben.txt"
OPEN = "phones/joris-android/WhatsApp-chat met Ruben.txt"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

ANDROID_HEAD = re.compile(r"^(\d\d-\d\d-\d{4} \d\d:\d\d) - (?:(Mira|Ruben|Tess): )?", re.MULTILINE)
IOS_HEAD = re.compile("(?:^|\r\n)\u200e?\\[(\\d\\d-\\d\\d-\\d{4} \\d\\d:\\d\\d:\\d\\d)\\] (Mira|Tess): ")


def ids(text: str) -> set[str]:
    return set(text.split())


BEHAVIOURS = ids(
    "following waiting meeting calls letters emails messages social-media hacking gifts gossip through-others visit "
    "around-home entering trying-to-enter threat death-threat violence intimidation damage orders-in-name "
    "love-and-insults harassing-others through-children never-leave private-videos bad-reviews letterbox "
    "stealing-post demands other"
)
CHANNELS = ids(
    "phone voicemail sms chat email social-media post parcel in-person via-others via-children internet-orders "
    "review-site hacked-account"
)
EFFECTS = ids(
    "insecure angry afraid powerless alone loss-of-control fear suspicion startle concentration sleep appetite tired "
    "muscle-pain headache tension"
)
PLACES = {"home", "garden", "shed", "travel", "work", "online", "school", "supermarket", "elsewhere"}
KINDS = ids(
    "message photo call-recording email stop-proof camera voicemail object witness-statement logbook damage-proof"
)
WHEN = re.compile(
    r"~?2026-\d\d-\d\dT\d\d:\d\d|2026-\d\d-\d\d( (ochtend|middag|avond|nacht))?|2026-\d\d (ochtend|middag|avond|nacht)"
)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLES / name).read_text("utf-8").splitlines()]


def members(name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(SAMPLES / name) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def ruben_and_mira() -> str:
    return members(ANDROID)["WhatsApp-chat met Ruben.txt"].decode()


def tess_and_mira() -> str:
    return members(IOS)["_chat.txt"].decode()


def ruben_and_tess() -> str:
    return (SAMPLES / SECOND_PHONE).read_text("utf-8")


def android_heads(text: str) -> list[tuple[dt.datetime, str]]:
    return [(dt.datetime.strptime(at, "%d-%m-%Y %H:%M"), who) for at, who in ANDROID_HEAD.findall(text)]


def between(start: str, end: str) -> int:
    first, last = dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)
    return sum(first <= at <= last for at, _ in android_heads(ruben_and_mira()))


def strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from strings(inner)
        case list():
            for inner in value:
                yield from strings(inner)
        case _:
            return


def all_texts() -> list[str]:
    texts = [re.sub(r"\s+", " ", chat) for chat in (ruben_and_mira(), tess_and_mira(), ruben_and_tess())]
    for name in ("incidents.jsonl", "police.jsonl", "evidence.jsonl"):
        texts += strings(rows(name))
    texts += strings(json.loads((SAMPLES / "stop.json").read_text("utf-8")))
    scenes = json.loads((SOURCE / "media.json").read_text("utf-8"))["scenes"]
    texts += (text for text in strings(scenes) if not text.startswith("#"))
    texts += strings(json.loads((SOURCE / "mails.json").read_text("utf-8")))
    return [*texts, (SAMPLES / "README.md").read_text("utf-8")]


def not_pictures(content: bytes, name: str) -> object:
    if name.endswith((".jpg", ".heic")):
        return None
    if name.endswith(".zip"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return [(e.filename, None if e.filename.endswith(".jpg") else archive.read(e)) for e in archive.infolist()]
    return content.partition(b"Content-Type: image/jpeg")[0]


def test_making_them_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for once, again in zip(make(tmp_path / "once"), make(tmp_path / "again"), strict=True):
        name = once.relative_to(tmp_path / "once").as_posix()
        made, kept = once.read_bytes(), (SAMPLES / name).read_bytes()
        assert made == again.read_bytes(), name
        if drawn_here() == DRAWN_WITH:
            assert made == kept, f"{name}: run tests/make_samples.py"
        else:  # another build of the picture library may round otherwise; all else must be the same
            assert not_pictures(made, name) == not_pictures(kept, name), name


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 1_500_000
    photos = sorted((SAMPLES / "photos").iterdir())
    assert len(photos) == 6
    assert all(photo.stat().st_size < 120_000 for photo in photos)
    assert (SAMPLES / "voicemail/2026-03-03-2210.wav").stat().st_size < 40_000


def test_the_chat_with_ruben() -> None:
    text = ruben_and_mira()
    heads = android_heads(text)
    assert "\r" not in text
    assert len(heads) == 460
    assert [at for at, _ in heads] == sorted(at for at, _ in heads)
    assert sum(who == "" for _, who in heads) == 4
    assert sum(who == "Mira" for _, who in heads) == 23
    assert text.count("<Media weggelaten>") == 8
    assert text.count("Gemiste spraakoproep") == 37
    assert text.count("Gemiste video-oproep") == 1
    assert text.count("Dit bericht is verwijderd") == 5
    assert text.count("U hebt dit bericht verwijderd") == 1
    assert text.count("<Dit bericht is bewerkt>") == 2
    assert max(at.day for at, _ in heads) > 12


def test_every_named_file_lies_beside_the_text() -> None:
    named = re.findall("\u200e(\\S+) \\(bestand bijgevoegd\\)", ruben_and_mira())
    assert named == [name for name in members(ANDROID) if not name.endswith(".txt")]
    assert len(named) == 16
    named = re.findall("<bijgevoegd: ([^>]+)>", tess_and_mira())
    assert named == [name for name in members(IOS) if not name.endswith(".txt")]
    assert len(named) == 7


def test_the_nights() -> None:
    assert between("2026-01-23T22:58", "2026-01-24T00:12") == 19
    assert between("2026-02-10T19:34", "2026-02-10T21:02") == 15
    assert between("2026-03-03T23:52", "2026-03-04T00:32") == 14
    assert between("2026-03-29T01:38", "2026-03-29T03:18") == 14
    assert between("2026-03-29T02:00", "2026-03-29T02:59") == 0, "this hour did not exist"
    assert between("2026-04-17T23:18", "2026-04-18T00:06") == 18


def test_after_the_stop_message_mira_writes_him_nothing() -> None:
    stop = json.loads((SAMPLES / "stop.json").read_text("utf-8"))
    said = dt.datetime.fromisoformat(stop["when"])
    assert f"10-02-2026 19:30 - Mira: {stop['words']}\n" in ruben_and_mira()
    assert stop["words"].count(".") == 3
    assert not [at for at, who in android_heads(ruben_and_mira()) if who == "Mira" and at > said]
    assert (SAMPLES / stop["proof"]).is_file()


def test_the_chat_with_tess_has_one_forged_looking_header() -> None:
    text = tess_and_mira()
    heads = IOS_HEAD.findall(text)
    assert len(heads) == 136 == text.count("\r\n")
    assert text.count("\n") - text.count("\r\n") == 2
    assert text.count("\n[17-02-2026 22:58:03] Ruben: ") == 1
    assert "17-02-2026 22:58 - Ruben: zeg maar tegen haar" in ruben_and_tess()


def test_the_chat_from_the_second_phone() -> None:
    heads = android_heads(ruben_and_tess())
    assert len(heads) == 44
    assert [who for _, who in heads].count("Tess") == 2
    assert [who for _, who in heads].count("Ruben") == 40
    assert [who for _, who in heads].count("Mira") == 1  # Ruben typed it
    assert "bijgevoegd" not in ruben_and_tess()


def test_the_chat_with_tess_from_her_own_phone_has_the_same_records() -> None:
    text = (SAMPLES / THEIR_PHONE).read_text("utf-8")
    assert len(re.findall(r"^\d\d-\d\d-\d{4} \d\d:\d\d - ", text, re.MULTILINE)) == 136
    assert text.count(" - Mira (nr. 14): ") == [who for _, who in IOS_HEAD.findall(tess_and_mira())].count("Mira")


def test_a_night_in_which_an_hour_comes_twice() -> None:
    times = re.findall(r"^26-10-2025 (\d\d:\d\d) - Ruben", (SAMPLES / NIGHT).read_text("utf-8"), re.MULTILINE)
    assert times == ["01:52", "02:14", "02:41", "02:09", "02:37", "03:05", "09:21"]


def test_a_chat_whose_dates_can_be_read_two_ways() -> None:
    days = re.findall(r"^(\d+)/(\d+)/26, ", (SAMPLES / OPEN).read_text("utf-8"), re.MULTILINE)
    assert len(days) == 9
    assert all(int(number) <= 12 for day in days for number in day)


def test_twenty_five_incidents_in_known_words() -> None:
    incidents = rows("incidents.jsonl")
    assert len(incidents) == 25
    for incident in incidents:
        assert WHEN.fullmatch(incident["when"]), incident["when"]
        channels = {incident["channel"]} if "channel" in incident else set()
        assert set(incident["how"]) <= BEHAVIOURS | CHANNELS
        assert len(channels | (set(incident["how"]) - BEHAVIOURS)) <= 1
        assert channels <= CHANNELS
        assert incident["place"] in PLACES
        assert set(incident.get("effects", [])) <= EFFECTS
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", incident["what"])) <= 4
        assert bool(incident.get("witnesses")) == (incident.get("witness") == "yes")
    assert not [incident for incident in incidents if re.search(r"gebeurde .*niets", incident["what"])]  # each counts
    private = [incident for incident in incidents if incident.get("private")]
    assert ["GEHEIMWOORD-ZEEMEEUW" in incident["feelings"] for incident in private] == [True]
    assert sum("ZEEMEEUW" in json.dumps(incident) for incident in incidents) == 1


def test_two_police_contacts() -> None:
    contacts = rows("police.jsonl")
    assert [contact["channel"] for contact in contacts] == ["0900-8844", "station"]
    assert [contact["outcome"] for contact in contacts] == ["advice", "recorded"]


def test_evidence_points_at_files_and_at_incidents_of_that_day() -> None:
    incidents = rows("incidents.jsonl")
    pieces = rows("evidence.jsonl")
    for piece in pieces:
        assert ("file" in piece) != ("physical" in piece)
        assert piece["kind"] in KINDS
        assert "file" not in piece or (SAMPLES / piece["file"]).is_file()
        for line in piece["belongs_to"]:
            happened = re.sub(r"[~T ].*", "", incidents[line - 1]["when"].removeprefix("~"))
            later = dt.date.fromisoformat(piece["obtained"]) - dt.date.fromisoformat(happened)
            assert 0 <= later.days <= 7
    files = {piece["file"] for piece in pieces if "file" in piece}
    assert {f"photos/{photo.name}" for photo in (SAMPLES / "photos").iterdir()} < files


def test_photos_carry_a_time_and_two_a_place_at_sea() -> None:
    places = []
    for path in sorted((SAMPLES / "photos").iterdir()):
        with Image.open(path) as photo:
            assert 800 <= photo.width <= 1600
            tags = photo.getexif()
            taken = tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal]
            assert taken[:10].replace(":", "-") == path.name[:10]
            assert tags[ExifTags.Base.Make] == "Veldkam"
            if place := tags.get_ifd(ExifTags.IFD.GPSInfo):
                places.append((place[ExifTags.GPS.GPSLatitude][0], place[ExifTags.GPS.GPSLongitude][0]))
    assert places == [(53, 3), (53, 3)]


def test_no_number_and_no_address_looks_real() -> None:
    for whole in all_texts():
        text = re.sub(r"\d\d-\d\d-\d{4} [\d:]+|\d{8}-(PHOTO|AUDIO)-[\d-]+", "", whole)
        numbers = re.findall(r"(?<![\w-])(?:\+31|0031|0)[\s-]?\d(?:[\s-]?\d){6,}", text)
        assert all(number == "0900-8844" or number.startswith(("06-0000", "0000 ")) for number in numbers), numbers
        assert not re.search(r"\b[1-9]\d{3} ?[A-Z]{2}\b", text), "a Dutch postcode"
        assert not re.search(r"\b\w+(straat|laan|pad|weg|plein) \d", text), "a house number"
        invented = re.sub(r"[\w.-]+@[\w.-]+\.example|https://[\w.]+\.example", "", text)  # RFC 2606: nobody has these
        assert not re.search(r"\w@\w|https?:|www\.", invented)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def runs_of_six(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[n : n + 6]) for n in range(len(found) - 5)}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="shared seeds are not beside the checkout")
def test_no_six_words_in_a_row_come_from_the_seeds() -> None:
    seeds: set[tuple[str, ...]] = set()
    for seed in sorted(SEEDS.glob("*.txt")):
        seeds |= runs_of_six(seed.read_text("utf-8"))
    assert len(seeds) > 1000
    for text in all_texts():
        assert not runs_of_six(text) & seeds


def test_damage_costs_what_its_evidence_says() -> None:
    (damage,) = [each for each in rows("course.jsonl") if each["kind"] == "damage"]
    named = {f"@{each['as']}": each for each in rows("evidence.jsonl") if "as" in each}
    (price,) = [named[each] for each in damage["evidence"]]
    assert f"{damage['cents'] // 100} euro" in price["description"]


def test_what_mira_did_herself_is_told_in_words_and_not_as_a_code() -> None:
    said = [each["own_reaction"] for each in rows("incidents.jsonl") if "own_reaction" in each]
    assert said
    assert all(each[:1].isupper() and each.endswith(".") for each in said)
