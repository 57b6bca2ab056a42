"""The demo case, written out as the files a phone gives: chat exports, photos, a voicemail and a proof of posting.

`python tests/make_samples.py [FOLDER]` reads `samples/source` and writes the same bytes every time: times in archives
are fixed, nothing is compressed, nothing is random. What Mira types (`incidents.jsonl` and its neighbours) is not made
here. Everything in it is invented; `samples/README.md` says what is what.
"""

import datetime as dt
import io
import json
import math
import struct
import sys
import wave
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import PIL
from PIL import ExifTags, Image, ImageDraw, ImageFont, features

SAMPLES = Path(__file__).parent / "samples"
SOURCE = SAMPLES / "source"

MARK = "\u200e"
NAMES = {"A": "Anouk", "J": "Joris", "M": "Mira", "R": "Ruben", "T": "Tess"}
NAMES_OF_TESS = NAMES | {"M": "Mira (nr. 14)"}  # as she saved her
FILLED, SHORT = "{0:%d-%m-%Y %H:%M}", "{0.day}/{0.month}/{0:%y}, {0:%H:%M}"  # the second may be read month first
EXPORTED = (2026, 5, 1, 10, 0, 0)
FINE = 2  # pictures are drawn this much larger and scaled down, for smooth edges

# Drawn with these; another build of the same programs may round a pixel differently.
DRAWN_WITH = {"pillow": "13.0.0", "freetype2": "2.14.3", "libjpeg_turbo": "3.2.0"}


def drawn_here() -> dict[str, str | None]:
    """The versions in this Python of what decides the bytes of a picture."""
    return {
        "pillow": PIL.__version__,
        "freetype2": features.version("freetype2"),
        "libjpeg_turbo": features.version("libjpeg_turbo"),
    }


class Photo(TypedDict, total=False):
    """One photo with what its camera wrote into it; `north` and `east` are degrees, minutes and seconds."""

    scene: str
    width: int
    taken: str
    model: str
    zone: str
    north: list[int]
    east: list[int]


@dataclass(frozen=True)
class Line:
    """One record of a chat: `who` is a letter of NAMES, or None for a line of the program itself."""

    at: dt.datetime
    who: str | None
    body: str


def make(folder: Path) -> list[Path]:
    """Write every made sample below `folder` and return their paths, in order."""
    media = json.loads((SOURCE / "media.json").read_text("utf-8"))
    made = {
        "phones/mira-android/WhatsApp-chat met Ruben.zip": android_zip(
            "WhatsApp-chat met Ruben", read("ruben-mira-1.chat", "ruben-mira-2.chat"), media
        ),
        "phones/mira-ios/WhatsApp Chat - Tess.zip": ios_zip("Tess", read("tess-mira.chat"), media),
        "phones/tess-android/WhatsApp-chat met Mira (nr. 14).txt": android_text(
            read("tess-mira.chat"), owner="T", names=NAMES_OF_TESS
        ),
        "phones/tess-android/WhatsApp-chat met Ruben.txt": android_text(read("ruben-tess.chat"), owner="T"),
        "phones/anouk-android/WhatsApp-chat met Ruben.txt": android_text(read("ruben-anouk.chat"), owner="A"),
        "phones/joris-android/WhatsApp-chat met Ruben.txt": android_text(
            read("ruben-joris.chat"), owner="J", stamp=SHORT
        ),
        "voicemail/2026-03-03-2210.wav": voicemail(),
    }
    photos: dict[str, Photo] = media["photos"]
    for name, photo in photos.items():
        made[name] = jpeg(scene(media, photo["scene"], photo["width"]), quality=84, exif=exif(photo))
    for name, content in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return [folder / name for name in made]


# --- chats ---


def read(*names: str) -> list[Line]:
    """The records of a chat from its source: `= day`, `time who text`; what is indented belongs to the line above."""
    lines: list[Line] = []
    day = ""
    for row in (row for name in names for row in (SOURCE / name).read_text("utf-8").splitlines()):
        if row.startswith("= "):
            day = row[2:]
        elif row.startswith("    "):
            last = lines.pop()
            lines.append(Line(last.at, last.who, f"{last.body}\n{row[4:]}"))
        else:
            time, who, body = row.split(" ", 2)
            lines.append(Line(dt.datetime.fromisoformat(f"{day}T{time}"), None if who == "*" else who, body))
    return lines


def android_text(
    lines: Iterable[Line], owner: str = "M", names: Mapping[str, str] = NAMES, stamp: str = FILLED
) -> bytes:
    """A Dutch export as the Android of `owner` writes it: minutes, LF, a mark before the name of a file."""
    rows = [
        f"{stamp.format(line.at)} - " + (f"{names[line.who]}: " if line.who else "") + android_body(line, owner)
        for line in lines
    ]
    return "".join(f"{row}\n" for row in rows).encode()


def android_body(line: Line, owner: str) -> str:
    """What stands after the name in a Dutch Android export."""
    body = line.body.replace(" @bewerkt", " <Dit bericht is bewerkt>")
    match body:
        case "@weg":
            return "<Media weggelaten>"
        case "@gemist":
            return "Gemiste spraakoproep"
        case "@gemist-video":
            return "Gemiste video-oproep"
        case "@gewist":
            return "U hebt dit bericht verwijderd" if line.who == owner else "Dit bericht is verwijderd"
    if body.startswith(("@PHOTO", "@AUDIO")):  # named in the export of the other phone
        return "\n".join(["<Media weggelaten>", *body.split(" ", 1)[1:]])
    if body.startswith("@"):
        name, _, caption = body[1:].partition("\n")
        return f"{MARK}{name} (bestand bijgevoegd)" + (f"\n{caption}" if caption else "")
    return body


def android_zip(title: str, lines: list[Line], media: dict[str, Any]) -> bytes:
    """An Android export with its media: one text, and beside it the files it names."""
    members = [(f"{title}.txt", android_text(lines))]
    for line in lines:
        name = line.body.partition("\n")[0].removeprefix("@")
        if name in media["sent"]:
            members.append((name, jpeg(scene(media, media["sent"][name], 640), quality=74)))
        elif name in media["voices"]:
            members.append((name, opus(media["voices"][name])))
    return zipped(members)


def ios_zip(title: str, lines: list[Line], media: dict[str, Any]) -> bytes:
    """A Dutch export as iOS writes it: seconds, CRLF after a record but LF inside it, marks, numbered files."""
    rows: list[str] = []
    members: list[tuple[str, bytes]] = []
    for number, line in enumerate(lines):
        head = f"[{line.at:%d-%m-%Y %H:%M:%S}] {NAMES[line.who] if line.who else title}: "
        kind, _, caption = line.body.partition(" ")
        kind, _, picture = kind.removeprefix("@").partition(":")
        if line.body.startswith(("@PHOTO", "@AUDIO")):
            ending = "jpg" if picture else "opus"
            name = f"{number:08d}-{kind}-{line.at:%Y-%m-%d-%H-%M-%S}.{ending}"
            rows.append(f"{MARK}{head}{caption}{' ' if caption else ''}{MARK}<bijgevoegd: {name}>")
            sent = jpeg(scene(media, picture, 640), quality=74) if picture else opus(media["voices"][kind])
            members.append((name, sent))
        else:
            rows.append(head + ios_body(line))
    return zipped([("_chat.txt", "".join(f"{row}\r\n" for row in rows).encode()), *members])


def ios_body(line: Line) -> str:
    """What stands after the name in a Dutch iOS export, media apart."""
    if line.who is None:
        return MARK + line.body
    if line.body == "@gemist":
        return f"{MARK}Gemiste spraakoproep"
    if line.body == "@gewist":
        return MARK + ("U hebt dit bericht verwijderd." if line.who == "M" else "Dit bericht is verwijderd.")
    return line.body.replace(" @bewerkt", f" {MARK}<Dit bericht is bewerkt>")


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive with fixed times and nothing compressed, so that no library decides its bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, EXPORTED)
            entry.create_system = 3
            entry.external_attr = 0o100600 << 16
            archive.writestr(entry, content)
    return out.getvalue()


# --- sound ---


def voicemail() -> bytes:
    """Two seconds of a soft tone, 8 kHz, 16 bits: the place of a voice."""
    rate, seconds = 8000, 2
    tone = (round(6000 * math.sin(2 * math.pi * 330 * n / rate)) for n in range(rate * seconds))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in tone))
    return out.getvalue()


def opus(seconds: int) -> bytes:
    """A playable Ogg Opus file of silence (RFC 7845): two headers, then frames of 20 ms, five seconds a page."""
    silence, per_page, total = b"\xf8\xff\xfe", 250, seconds * 50
    maker = b"invented"
    pages = [
        ogg_page(2, 0, 0, [b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)]),
        ogg_page(0, 0, 1, [b"OpusTags" + struct.pack("<I", len(maker)) + maker + struct.pack("<I", 0)]),
    ]
    for number, start in enumerate(range(0, total, per_page), start=2):
        end = min(start + per_page, total)
        pages.append(ogg_page(4 if end == total else 0, end * 960, number, [silence] * (end - start)))
    return b"".join(pages)


def ogg_page(flags: int, position: int, number: int, packets: list[bytes]) -> bytes:
    """One Ogg page (RFC 3533) of whole packets, each shorter than 255 bytes."""
    sizes = bytes(len(packet) for packet in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, position, 0x484F5556, number, 0) + bytes([len(sizes)]) + sizes
    page = head + b"".join(packets)
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
    return page[:22] + struct.pack("<I", crc) + page[26:]


# --- pictures ---


def scene(media: dict[str, Any], name: str, width: int) -> Image.Image:
    """Draw the scene of that name from its shapes, `width` pixels wide."""
    plan = media["scenes"][name]
    wide, high = plan["size"]
    picture = Image.new("RGB", (wide * FINE, high * FINE))
    pen = ImageDraw.Draw(picture)
    for shape in plan["shapes"]:
        PENS[shape[0]](pen, shape[1:])
    return picture.resize((width, round(high * width / wide)), Image.Resampling.LANCZOS)


def jpeg(picture: Image.Image, quality: int, exif: bytes = b"") -> bytes:
    """The picture as JPEG, with `exif` when there is some; a chat program sends pictures without."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def exif(photo: Photo) -> bytes:
    """What an invented camera writes; without `zone` the time has none, as before EXIF 2.31."""
    tags = Image.Exif()
    taken = dt.datetime.fromisoformat(photo["taken"])
    tags[ExifTags.Base.Make] = "Veldkam"
    tags[ExifTags.Base.Model] = photo["model"]
    inner = tags.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = f"{taken:%Y:%m:%d %H:%M:%S}"
    if "zone" in photo:
        inner[ExifTags.Base.OffsetTimeOriginal] = photo["zone"]
    if "north" in photo and "east" in photo:
        place = tags.get_ifd(ExifTags.IFD.GPSInfo)
        place[ExifTags.GPS.GPSLatitudeRef] = "N"
        place[ExifTags.GPS.GPSLatitude] = tuple(photo["north"])
        place[ExifTags.GPS.GPSLongitudeRef] = "E"
        place[ExifTags.GPS.GPSLongitude] = tuple(photo["east"])
    return tags.tobytes()


Pen = Callable[[ImageDraw.ImageDraw, list[Any]], None]


def larger(numbers: Iterable[float]) -> list[float]:
    """Positions in a scene as positions on the larger picture."""
    return [number * FINE for number in numbers]


def fade(pen: ImageDraw.ImageDraw, shape: list[Any]) -> None:
    """`top, bottom`: the whole picture from one colour to another."""
    wide, high = pen.im.size
    above, below = (bytes.fromhex(colour[1:]) for colour in shape)
    for y in range(high):
        mixed = tuple((a * (high - y) + b * y) // high for a, b in zip(above, below, strict=True))
        pen.line((0, y, wide, y), fill=mixed)


def again(pen: ImageDraw.ImageDraw, shape: list[Any]) -> None:
    """`times, dx, dy, shape`: the same shape, each time a step further."""
    times, dx, dy, inner = shape
    for n in range(times):
        PENS[inner[0]](pen, list(moved(inner[1:], n * dx, n * dy)))


def moved(parts: list[Any], dx: int, dy: int) -> Iterator[Any]:
    """The parts of a shape with its position moved: a list of points, or the leading pairs of numbers."""
    if isinstance(parts[0], list):
        yield [value + (dy if n % 2 else dx) for n, value in enumerate(parts[0])]
        yield from parts[1:]
        return
    corners = 2 if isinstance(parts[3], str) else 4
    yield from (value + (dy if n % 2 else dx) for n, value in enumerate(parts[:corners]))
    yield from parts[corners:]


def scrawl(pen: ImageDraw.ImageDraw, shape: list[Any]) -> None:
    """`x0, y0, x1, rows, step, colour, width`: lines that look like handwriting and say nothing."""
    x0, y0, x1, rows, step, colour, width = shape
    for row in range(rows):
        end = x1 - (row * 37 % 90)
        wave_of = [
            (x * FINE, (y0 + row * step + step / 4 * math.sin(x / 5 + row) * math.sin(x / 17 + row * 2)) * FINE)
            for x in range(x0, end, 2)
        ]
        pen.line(wave_of, fill=colour, width=width * FINE)


PENS: dict[str, Pen] = {
    "fade": fade,
    "again": again,
    "scrawl": scrawl,
    "rect": lambda pen, s: pen.rectangle(larger(s[:4]), fill=s[4]),
    "round": lambda pen, s: pen.rounded_rectangle(larger(s[:4]), radius=s[4] * FINE, fill=s[5]),
    "oval": lambda pen, s: pen.ellipse(larger(s[:4]), fill=s[4]),
    "poly": lambda pen, s: pen.polygon(larger(s[0]), fill=s[1]),
    "line": lambda pen, s: pen.line(larger(s[0]), fill=s[1], width=s[2] * FINE, joint="curve"),
    "text": lambda pen, s: pen.text(
        (s[0] * FINE, s[1] * FINE), s[4], fill=s[3], font=ImageFont.load_default(s[2] * FINE)
    ),
}


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
