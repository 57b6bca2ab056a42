"""Small invented chats of every form, and why another reader reads one otherwise than we do: a difference has a name, or none.

The names stand in docs/formats.md with their explanation.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.intake.formats import DateOrder

FORMS: dict[str, tuple[str, DateOrder]] = {
    "android-nl": ("{d:02}-{m:02}-{y} {h:02}:{n:02} - ", "dmy"),
    "android-gb": ("{d:02}/{m:02}/{y}, {h:02}:{n:02} - ", "dmy"),
    "android-us": ("{m}/{d}/{s:02}, {h12}:{n:02}\u202f{half} - ", "mdy"),
    "ios-nl": ("[{d:02}-{m:02}-{y} {h:02}:{n:02}:{sec:02}] ", "dmy"),
    "ios-de": ("[{d:02}.{m:02}.{s:02}, {h:02}:{n:02}:{sec:02}] ", "dmy"),
    "ios-us": ("[{m}/{d}/{s:02}, {h12}:{n:02}:{sec:02}\u202f{half}] ", "mdy"),
}
NAMES = ("Mira", "Ruben", "Kees - werk", "Mam ❤️", "\u202a+31 6 12345678\u202c")
LINES = (
    "waar ben je", "ja", "zie https://example.org:8080/a?b=c", "bel: 112", "café, e\u0301\u0301n ﬁets \u00a0x", "😀", "- punt een: melk",
    "12:30 - tandarts", "[let op] bel: 112", "31/12/2023 is de dag", "met spatie ", "\u200emet teken", "", "een\tdrie",
)  # fmt: skip
# What whatstk takes for a header of the file's own form inside a message. On Android nobody can tell one that is the same to the
# letter; in android-us ours has the narrow blank of the program and this one has not.
OWN_QUOTED = {"ios-nl": "[31-12-2023 23:59:59] Mira: ", "android-us": "12/31/23, 11:59 PM - Mira: "}
QUOTED = (
    "12/31/23, 11:59 PM - Mira: kom", "[31-12-2023 23:59:59] Mira: kom", "31-12-2023 23:59 - Mira: kom", "2023-12-31, 23:59 - Mira: kom",
    "12/31/23, 11:59 PM overgetypt",
)  # fmt: skip
ANDROID = (
    "<Media weggelaten>", "<Media weggelaten>\nbij de deur", "\u200eIMG-20231231-WA0001.jpg (bestand bijgevoegd)", "Gemiste spraakoproep",
    "Dit bericht is verwijderd", "goed <Dit bericht is bewerkt>",
)  # fmt: skip
IOS = (
    "\u200e<bijgevoegd: 00000012-PHOTO-2023-12-31-23-59-59.jpg>", "\u200eafbeelding weggelaten", "\u200eGemiste spraakoproep",
    "\u200eDit bericht is verwijderd.", "goed \u200e<Dit bericht is bewerkt>",
)  # fmt: skip
NOTICE = "De beveiligingscode met Ruben is gewijzigd. Tik om meer informatie te lezen."


class Row(NamedTuple):
    """One row of any reader: the moment with seconds."""

    at: str
    sender: str | None
    text: str


def chat(seed: int) -> tuple[str, DateOrder]:
    """A chat of 3 to 14 records and the order its dates are written in."""
    random_ = random.Random(seed)
    name = sorted(FORMS)[seed % len(FORMS)]
    form, order = FORMS[name]
    ios = name.startswith("ios")
    at = dt.datetime(2023, 1, 1) + dt.timedelta(minutes=random_.randrange(500_000))  # noqa: DTZ001 - wall time
    names = (*NAMES, "a:b") if seed % 8 == 0 else NAMES
    whole = ""
    for _ in range(random_.randint(3, 14)):
        at += dt.timedelta(seconds=random_.choice((1, 40, 3_000, 90_000, 900_000)))
        told = {
            "d": at.day,
            "m": at.month,
            "y": at.year,
            "s": at.year % 100,
            "h": at.hour,
            "n": at.minute,
            "sec": at.second,
        }
        head = form.format(**told, h12=at.hour % 12 or 12, half="AM" if at.hour < 12 else "PM")
        if random_.random() < 0.1:
            whole += f"{head}Ruben: \u200e{NOTICE}\r\n" if ios else f"{head}{NOTICE}\n"
        else:
            mark = "\u200e" if ios and random_.random() < 0.2 else ""
            whole += f"{mark}{head}{random_.choice(names)}: {text(random_, ios=ios)}" + ("\r\n" if ios else "\n")
    return whole, order


def text(random_: random.Random, *, ios: bool) -> str:
    """One message."""
    kind = random_.random()
    if kind < 0.2:
        return random_.choice(IOS if ios else ANDROID)
    if kind < 0.6:
        return random_.choice(LINES)
    lines = [random_.choice(QUOTED if random_.random() < 0.15 else LINES) for _ in range(random_.randint(1, 4))]
    return "\n".join([random_.choice(LINES), *lines])


MARKS = re.compile("[\u200b\u202a-\u202e\u200e\u200f\u00ad]")
ANY_MOMENT = "?"  # of a row that is none: what date the other reader makes of a quoted line is its own affair
# What whatsapp-chat-parser takes for a header, at the beginning of any line and in any form.
HEADER = re.compile(
    r"^[\u200e\u200f]*\[?(\d{1,4}[-/.]\s?\d{1,4}[-/.]\s?\d{1,4})[,.]?\s\D*?(\d{1,2}[.:]\d{1,2}(?:[.:]\d{1,2})?)"
    r"(?:\s([ap]\.?\s?m\.?))?\]?(?:\s-|:)?\s(?:(?P<sender>.+?):\s)?(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)


def differences(peer: str, form: str, ours: Sequence[Row], theirs: Sequence[Row] | None) -> set[str]:
    """How another reader differs, by name; "unexplained" unless these names account for every letter of every row."""
    if theirs is None:
        return {"refuses"}
    if peer == "whatstk" and any(row.sender is not None and ":" in row.sender for row in ours):
        return {"sender-with-colon"} if _of_whatstk(form, ours)[0] != [*theirs] else set()
    quotes = sum(row.text.count(f"\n{quote}") for row in ours for quote in QUOTED if quote.endswith("kom"))
    if (
        peer == "whatstk"
        and quotes
        and {row.sender for row in theirs} == {"Mira"}
        and len(theirs) <= quotes < len(ours)
    ):
        return {"quote-sets-the-form"}
    for turn, name in TURNS[peer].items():
        predicted, names = PREDICTED[peer](form, [row._replace(at=at) for row in ours if (at := _turned(row.at, turn))])
        seen = [
            Row(ANY_MOMENT if mine.at == ANY_MOMENT else row.at, *row[1:])
            for mine, row in zip(predicted, theirs, strict=False)
        ]
        if len(predicted) == len(theirs) and seen == predicted:
            return names | ({name} if name and theirs[0].at != ours[0].at else set())
    return {"unexplained"}


def _of_chat_parser(_: str, ours: Sequence[Row]) -> tuple[list[Row], set[str]]:
    """Every line that looks like a header begins a row; the last line feed of the file belongs to the last row."""
    rows, names = list[Row](), set[str]()
    for row in ours:
        begun, *lines = row.text.split("\n")
        rows.append(row._replace(text=begun))
        for line in lines:
            if header := HEADER.match(line):
                rows.append(Row(ANY_MOMENT, header["sender"], header["text"]))
                names.add("header-in-text")
            else:
                rows[-1] = rows[-1]._replace(text=f"{rows[-1].text}\n{line}")
    rows[-1] = rows[-1]._replace(text=f"{rows[-1].text}\n")
    return rows, names | {"last-line-feed"}


def _of_whatstk(form: str, ours: Sequence[Row]) -> tuple[list[Row], set[str]]:
    """Marks are taken out, letters replaced by alike ones, blanks cut off; lines of the program without a sender are left out."""
    rows, names, said = list[Row](), set[str](), ""
    for row in ours:
        if row.sender is None:
            names.add("system-left-out")
            if rows and not rows[-1].text.endswith("\n"):  # the line feed before it stays with the row before
                rows[-1] = rows[-1]._replace(text=f"{said}\n".lstrip())
            continue
        text, *quoted = row.text.split(f"\n{OWN_QUOTED[form]}") if form in OWN_QUOTED else [row.text]
        said = _plain(quoted[-1] if quoted else text)
        rows.append(Row(row.at, _cleaned(row.sender), _cleaned(text)))
        names |= {"text-changed"} if rows[-1] != (row.at, row.sender, text) else set()
        rows += [Row(ANY_MOMENT, "Mira", _cleaned(told)) for told in quoted]
        names |= {"header-in-text"} if quoted else set()
    return rows, names


def _plain(told: str) -> str:
    return unicodedata.normalize("NFKC", MARKS.sub("", told))


def _cleaned(told: str) -> str:
    return _plain(told).strip()


def _turned(at: str, turn: tuple[int, ...]) -> str:
    """The moment with its year, month and day changed about: 13 months on for a day taken for a month, "" where there is none."""
    stated = (int(at[2:4]), int(at[5:7]), int(at[8:10]))
    year, month, day = (stated[place] for place in turn)
    try:
        first = dt.date(2000 + year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    except ValueError:
        return ""
    return f"{first + dt.timedelta(days=day - 1)}{at[10:]}"


Turn = tuple[int, ...]
STRAIGHT: dict[Turn, str] = {(0, 1, 2): ""}
TURNS: dict[str, dict[Turn, str]] = {
    "whatsapp-chat-parser": STRAIGHT | {(0, 2, 1): "dates-turned"},
    "whatstk": STRAIGHT | {turn: "dates-turned" for turn in itertools.permutations(range(3)) if turn not in STRAIGHT},
}
PREDICTED = {"whatsapp-chat-parser": _of_chat_parser, "whatstk": _of_whatstk}
