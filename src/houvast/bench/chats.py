"""Invented WhatsApp exports of any length, the same for the same seed, with the truth beside them. No real person's words.

The mix of a real chat with harassment: 14 % messages of several lines (some of which look like the header of another phone),
5 % media, 1 % each of system lines, deleted messages, missed calls and edited messages, bursts within a minute, gaps of days,
marks and emoji in names and texts.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Style = Literal["android", "ios"]
SEED = 20260301
BEGIN = dt.datetime(2017, 3, 14, 8, 0)  # noqa: DTZ001 - exports hold wall time
_WORDS = (
    "waarom doe je niet open ik sta buiten ik zie licht branden je hoort bij mij niemand houdt zo veel van je als ik neem "
    "toch op wie was dat gisteren ik weet hoe laat je klaar bent laat me alsjeblieft met rust dit is de laatste keer stop "
    "ik bel de politie sorry het spijt me morgen vroeg bij de sporthal café reünie 😀 😡 ❤️ 👍🏽 👨‍👩‍👧 haha ja nee oké"
)
NAMES = ("Sanne Visser", "Joris", "+31 6 55501234", "\u202a+31 6 55509876\u202c", "Pap ❤️", "Els - buurvrouw")
_OFTEN = (30, 30, 4, 3, 3, 3)
_LINKS = ("https://example.org:8443/x?y=1", "http://example.com/?q=52.09,5.12", "iemand@example.org")
_TRAPS = (
    "09:15 - tandarts", "01/02/2023 is de uiterste dag", "[belangrijk] tel: 112", "Aan: iemand@example.org",
    "3/4/24, 7:05 PM overgetypt", "- eerste punt: sleutels",
)  # fmt: skip
_FIRST = "Berichten en oproepen zijn end-to-end versleuteld. Niemand buiten deze chat kan ze lezen of beluisteren, zelfs WhatsApp niet."
_NOTICE = "De beveiligingscode met Joris is gewijzigd. Tik om meer informatie te lezen."
_LINES_AT_ONCE = 20_000


@dataclass(frozen=True)
class Truth:
    """What a reader must find: how many rows, and the digest over moment, sender and text of each."""

    rows: int
    digest: str

    @classmethod
    def beside(cls, chat: Path) -> Truth:
        """The truth that was written with a chat."""
        return cls(**json.loads(_truth_path(chat).read_bytes()))


def row_bytes(at: str, sender: str | None, text: str) -> bytes:
    """What one row adds to the digest."""
    return f"{at}\x1f{sender or ''}\x1f{text}\x1e".encode()


def write(path: Path, messages: int, style: Style, *, traps: bool = True) -> None:
    """Write a chat of so many rows, and its truth; without traps for readers that stop at them."""
    digest = hashlib.sha256()
    with path.open("w", encoding="utf-8", newline="") as file:
        lines: list[str] = []
        for at, sender, text, line in _rows(random.Random(SEED), messages, style, traps=traps):
            digest.update(row_bytes(at, sender, text))
            lines.append(line)
            if len(lines) == _LINES_AT_ONCE:
                file.write("".join(lines))
                lines.clear()
        file.write("".join(lines))
    _truth_path(path).write_text(json.dumps(asdict(Truth(messages, digest.hexdigest()))), encoding="ascii")


def _truth_path(chat: Path) -> Path:
    return chat.with_suffix(".truth")


def _rows(
    random_: random.Random, count: int, style: Style, *, traps: bool
) -> Iterator[tuple[str, str | None, str, str]]:
    words = _WORDS.split()
    texts = [" ".join(random_.choices(words, k=1 + int(random_.expovariate(1 / 7)))) for _ in range(20_000)]
    senders = random_.choices(NAMES, _OFTEN, k=4096)
    at = BEGIN
    for number in range(count):
        at += _pause(random_)
        sender, kind = senders[random_.getrandbits(12)], random_.random()
        mark, text = ("", _FIRST) if number == 0 else _text(random_, kind, number, at, style, texts, traps=traps)
        system = number == 0 or kind < 0.01
        if style == "ios":
            mark, text = ("\u200e", f"\u200e{text}") if system else (mark, text)
            yield f"{at:%Y-%m-%dT%H:%M:%S}", sender, text, f"{mark}[{at:%d-%m-%Y %H:%M:%S}] {sender}: {text}\r\n"
        else:
            head = f"{at:%d-%m-%Y %H:%M} - " + ("" if system else f"{sender}: ")
            yield f"{at:%Y-%m-%dT%H:%M}", None if system else sender, text, f"{head}{text}\n"


def _pause(random_: random.Random) -> dt.timedelta:
    kind = random_.random()
    if kind > 0.9995:
        return dt.timedelta(days=random_.randint(1, 3))
    return dt.timedelta(seconds=int(random_.expovariate(1 / 20 if kind < 0.7 else 1 / 300)))


def _text(
    random_: random.Random, kind: float, number: int, at: dt.datetime, style: Style, texts: list[str], *, traps: bool
) -> tuple[str, str]:
    """What stands before the line, and the message; `kind` below 1 says which kind it is."""
    match int(kind * 100):
        case 0:
            return "", _NOTICE
        case 1 | 2 | 3 | 4 | 5 if style == "ios":
            return "\u200e", f"\u200e<bijgevoegd: {number:08d}-PHOTO-{at:%Y-%m-%d-%H-%M-%S}.jpg>"
        case 1 | 2 | 3 | 4 | 5:
            name = f"{at:%Y%m%d}-WA{number % 10000:04d}"
            named = (f"IMG-{name}.jpg (bestand bijgevoegd)", f"\u200ePTT-{name}.opus (bestand bijgevoegd)")
            return "", random_.choice(("<Media weggelaten>", *named))
        case 6:
            return "", "Dit bericht is verwijderd"
        case 7:
            return "", "Gemiste spraakoproep"
        case 8:
            return "", f"{random_.choice(texts)} <Dit bericht is bewerkt>"
        case 9 | 10 | 11:
            return "", f"{random_.choice(texts)} {random_.choice(_LINKS)}"
        case share if share >= 86:
            return "", _long(random_, texts, traps=traps)
        case _:
            return "", random_.choice(texts)


def _long(random_: random.Random, texts: list[str], *, traps: bool) -> str:
    lines = [random_.choice(texts)]
    for _ in range(random_.randint(1, 5)):
        kind = random_.random()
        lines.append(random_.choice(_TRAPS) if traps and kind < 0.15 else random_.choice(texts) if kind < 0.9 else "")
    return "\n".join([*lines[:-1], lines[-1] or "."])
