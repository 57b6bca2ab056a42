"""What is in every shared sample of a chat, mail or photo, counted by a second and dumber method: prints tests/samples/expected.csv.

It knows nothing of the importers: plain patterns for chats, the standard library's `mailbox` and `email` for mail, a walk over
the TIFF directories of a JPEG for photos. In which order a chat writes its dates, which lines are notices, what a person should
be told, and what is odd about a file stand below as constants: somebody looked at the file. Numbers only: the samples have
licences of their own, and names of people are not ours to copy.

    python tests/expected_by_hand.py > tests/samples/expected.csv
"""

from __future__ import annotations

import csv
import datetime as dt
import email
import email.utils
import mailbox
import re
import struct
import sys
from collections import Counter
from contextlib import closing
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
CHATS = (
    "rodrigogs--whats-reader", "sodascience--port-whatsapp-datadonation", "MasterScrat--Chatistics", "gesiscss--WhatsR",
    "joweich--chat-miner/test/whatsapp", "lucasrodes--whatstk", "starkdmi--whats_json", "timelinize--timelinize",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the table: `open` is the order of the dates that a person must answer first, `counted` how it was counted."""

    path: str
    format: str
    messages: int
    system: int
    first: str
    last: str
    senders: int
    unread: int
    open: str
    doubts: str
    counted: str


# How a chat writes its dates, seen from dates beyond the twelfth, from the names of media, or from the other files beside it.
MONTH_FIRST = (
    "sodascience--port-whatsapp-datadonation/data_extractor/tests/data/_chat_file2.txt",
    "starkdmi--whats_json/test/data/languages/deutch_ios", "starkdmi--whats_json/test/data/languages/english_ios",
    "starkdmi--whats_json/test/data/languages/french_ios", "starkdmi--whats_json/test/data/languages/hindi_ios",
    "starkdmi--whats_json/test/data/languages/indonesian_ios", "starkdmi--whats_json/test/data/languages/italian_ios",
    "starkdmi--whats_json/test/data/languages/russian_ios", "starkdmi--whats_json/test/data/languages/spanish_ios",
    "joweich--chat-miner/test/whatsapp/test_[mmddyy]", "joweich--chat-miner/test/whatsapp/test_mmdd",
    "MasterScrat--Chatistics/tests/test_data/whatsapp/_chat 4", "gesiscss--WhatsR/inst/",
)  # fmt: skip
# Every date of these can be read both ways, nothing else in them tells; the table holds what dmy gives.
LEFT_OPEN = (
    "rodrigogs--whats-reader/examples/parser-tests/dash-format-test.txt",
    "rodrigogs--whats-reader/examples/parser-tests/french-format-test.txt",
    "rodrigogs--whats-reader/examples/parser-tests/german-format-test.txt",
    "rodrigogs--whats-reader/examples/parser-tests/spanish-format-test.txt",
    "MasterScrat--Chatistics/tests/test_data/whatsapp/_chat 3.txt",
)
# Headers that the program did not write: the author of the sample typed them into a message, in another form than the file's.
TYPED = {
    "MasterScrat--Chatistics/tests/test_data/whatsapp/_chat 2.txt": ("[1.9.19, 00:00:00]",),
    "MasterScrat--Chatistics/tests/test_data/whatsapp/_chat.txt": ("[1.2.2019, 00:00:00]",),
}
# A header whose day and month cannot be told apart, in a file that otherwise writes the year first: nobody can date it.
UNDATED = {
    "timelinize--timelinize/datasources/whatsapp/testdata/fixtures/_chat.txt": ("[01/07/2025, 12:00:19]",),
}
# What a person should be told, by looking at the file; `strangers` counts the rest.
DOUBTS = {
    # one line in each looks like a header of another form
    "MasterScrat--Chatistics/tests/test_data/whatsapp/_chat 2.txt": ["other-header"],
    "MasterScrat--Chatistics/tests/test_data/whatsapp/_chat.txt": ["other-header"],
    # the last message is twenty months older than the one before it; in the two other forms of this chat CRLF and bare line feeds
    # show that the program itself wrote that header
    "sodascience--port-whatsapp-datadonation/data_extractor/tests/data/_chat.txt": ["back-in-time"],
    "sodascience--port-whatsapp-datadonation/data_extractor/tests/data/_chat_file1.txt": ["back-in-time"],
    # December 2020 is followed by January 2020; three headers have another form: points, slashes, slashes with the day in front
    "timelinize--timelinize/datasources/whatsapp/testdata/fixtures/_chat.txt": ["back-in-time", "other-header"],
}
NOTICE = re.compile(
    "end-to-end|Ende-zu-Ende|bout en bout|extremo a extremo|сквозным|एंड-टू-एंड|security code with|secure service from Meta"
    "|changed their phone number"
)
HEAD = re.compile(
    r"[\u200e\ufeff]*(?P<stamp>\[?(\d{1,4})[-./](\d{1,2})[-./](\d{1,4}),? (\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:\s([AaPp])\.?\s?[Mm]\.?)?"
    r"(?:\]| - | – ))(?P<rest>.*)"
)
SENDER = re.compile(r"[\s\u200e]*([^:]{1,60}):(?: |\.?$)")


def chat(path: str) -> Line:
    """Every line that looks like a header is a message of its sender, or a notice."""
    system, unread, moments, senders, notices = 0, 0, [], Counter[str](), ""
    text = (SAMPLES / path).read_bytes().decode()
    for line in text.split("\n"):
        head = HEAD.match(line.rstrip("\r"))
        if not head or head["stamp"] in TYPED.get(path, ()):
            continue
        if head["stamp"] in UNDATED.get(path, ()):
            unread += 1
            continue
        sender = SENDER.match(head["rest"])
        if not sender or NOTICE.search(head["rest"]):
            system += 1
            notices += head["rest"]
            continue
        senders[sender[1]] += 1
        moments.append(moment(head, path))
    how = "pattern" if path not in TYPED and path not in UNDATED else "pattern, and by hand"
    asked = "dmy" if path in LEFT_OPEN else ""
    certain = "\r\n" in text and "\n" in text.replace("\r\n", "")
    doubts = DOUBTS.get(path, []) + (["new-sender"] if not certain and strangers(senders, notices) else [])
    messages, first, last = len(moments) + unread, min(moments), max(moments)
    return Line(
        path, "whatsapp", messages, system, first, last, len(senders), unread, asked, " ".join(sorted(doubts)), how
    )


def strangers(senders: Counter[str], notices: str) -> list[str]:
    """Who is in no notice and is not one of the two who wrote most: in a file whose ends of lines prove nothing, a typed name."""
    return [name for name, _ in senders.most_common()[2:] if name not in notices]


def moment(head: re.Match[str], path: str) -> str:
    """The wall time of a header in the order this file writes it."""
    one, two, three, hour, minute, second, half = head.groups()[1:8]
    day, month, year = one, two, three
    if len(one) == 4:
        day, month, year = three, two, one
    elif path.startswith(MONTH_FIRST):
        day, month = two, one
    hours = int(hour)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half in "Pp" else 0)
    seconds = f":{second}" if second else ""
    return f"{int(year) % 100 + 2000:04}-{int(month):02}-{int(day):02}T{hours:02}:{minute}{seconds}"


# Mails of which the standard library reads no date, looked at. A Date that no calendar holds, or none: the first Received says
# when it came in. Neither of them: nobody can date it.
RECEIVED = "date-from-received"
BY_HAND = {
    "error_emails/bad_date_header.eml": ("2010-12-10T19:20:19-08:00", RECEIVED),  # Date is empty
    "error_emails/bad_date_header2.eml": ("2010-12-14T22:59:10-08:00", RECEIVED),  # no hour: "   59:10"
    "error_emails/content_transfer_encoding_empty.eml": ("2001-11-13T21:07:21-06:00", RECEIVED),  # no Date
    "plain_emails/raw_email_bad_time.eml": ("2008-06-30T02:34:00-07:00", RECEIVED),  # the year 3609
    "plain_emails/raw_email_with_bad_date.eml": ("2007-11-05T20:17:37+11:00", RECEIVED),  # "Pn, 29 paX 2007"
    "plain_emails/raw_email_incorrect_header.eml": (
        "2005-02-23T18:20:17-04:00",
        "",
    ),  # a line that is no header before it
    "rfc2822/example13.eml": ("1997-11-21T09:55:06-06:00", ""),  # "09(comment):   55  :  06", of old allowed
    # 1969: there was no mail yet, so this is no moment of a mail
    "rfc2822/example04.eml": ("", ""),
    "rfc2822/example10.eml": ("", ""),
}
WITHOUT_HEADERS = ("test-documents/quoted.mbox", "test-documents/simple.mbox")  # nothing in them says what they are
NO_SENDER_READ = ("plain_emails/raw_email_incorrect_header.eml", "rfc2822/example13.eml")  # as above: From stands there

# What no plain look at the bytes tells, looked at.
ODD = {
    "error_emails/bad_subject.eml": ["html-differs"],
    "error_emails/content_transfer_encoding_empty.eml": ["other-charset"],
    "error_emails/content_transfer_encoding_spam.eml": ["part-broken"],
    "error_emails/content_transfer_encoding_text-html.eml": ["part-broken"],
    "error_emails/content_transfer_encoding_x_uuencode.eml": ["part-broken"],
    "plain_emails/raw_email10.eml": ["other-charset"],
    "plain_emails/raw_email_incorrect_header.eml": ["odd-header"],
    # not in a name: From holds a second address, bare beside the one in angles
    "plain_emails/raw_email_with_at_display_name.eml": ["name-is-address"],
    "rfc2822/example13.eml": ["odd-header"],
}
ADDRESS = re.compile(rb"[^\s<>,;:()\"]+@[^\s<>,;:()\"]+")


def doubts_of(raw: bytes) -> set[str]:
    """What is odd about one mail, by the lines of its header and of its boundaries."""
    raw = raw.replace(b"\r\n", b"\n")
    head = raw.split(b"\n\n")[0].replace(b"\n ", b" ").replace(b"\n\t", b" ")

    def said(name: bytes) -> bytes | None:
        found = re.search(rb"^" + name + rb"[ \t]*:(.*)", head, re.MULTILINE | re.IGNORECASE)
        return found[1] if found else None

    def addresses(name: bytes) -> set[bytes]:
        value = said(name) or b""
        return set(re.findall(rb"<([^<>\s]+@[^<>\s]+)>", value.lower()) or ADDRESS.findall(value.lower()))

    found, sender = set[str](), addresses(b"from")
    found |= {"no-from"} if said(b"from") is None else set()
    found |= {"no-received"} if said(b"received") is None else set()
    found |= {"sender-differs"} if sender and addresses(b"sender") - sender else set()
    found |= {"reply-elsewhere"} if sender and addresses(b"reply-to") - sender else set()
    values = [(said(name) or b"").decode("latin-1").rpartition(";")[2] for name in (b"date", b"received")]
    stated, received = (date(each.replace("-0000", "+0000")) for each in values)  # UTC, of somebody anywhere
    found |= {"impossible-date"} if (said(b"date") or b"").strip() and not possible(stated) else set()
    if possible(stated) and possible(received) and abs(moment_of(stated) - moment_of(received)) > dt.timedelta(hours=1):
        found |= {"date-differs", "server-time"}
    for boundary in re.findall(rb'boundary="?([^"\s;]+)', raw.split(b"message/rfc822")[0]):  # a mail in it is not read
        found |= set() if re.search(rb"^--" + re.escape(boundary) + rb"--", raw, re.MULTILINE) else {"parts-open"}
    found |= {"archive-inside"} if re.search(rb'name="?[^"\n]*\.(?:zip|gz)\b', raw, re.IGNORECASE) else set()
    return found


def possible(stated: str) -> bool:
    """Whether mail can have that date: it did not exist before 1971, and the file is of today at the latest."""
    return bool(stated) and 1971 <= int(stated[:4]) <= 2026


def moment_of(stated: str) -> dt.datetime:
    """On one scale; where no offset is stated, that of the samples' table."""
    found = dt.datetime.fromisoformat(stated)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))


def mail(path: str) -> Line:
    """An eml is one mail; an mbox is what `mailbox` finds."""
    if path.endswith(".mbox"):
        with closing(mailbox.mbox(SAMPLES / path, create=False)) as box:
            found: list[Message] = list(box)
            raw = [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118 -- a mailbox lists its mails, not their keys
        how = "mailbox"
    else:
        with (SAMPLES / path).open("rb") as file:
            raw = [file.read()]
        found = [email.message_from_bytes(raw[0])]
        how = "email"
    short = "/".join(path.split("/")[-2:])
    moments, unread, doubt = [], 0, ""
    for each in found:
        stated = date(str(each["Date"] or ""))
        if short in BY_HAND or not stated:
            stated, doubt = BY_HAND.get(short, ("", ""))
            how = how.removesuffix(", and by hand") + ", and by hand"
        unread += not stated
        moments += [stated] if stated else []
    if short in WITHOUT_HEADERS:
        return Line(path, "", 0, 0, "", "", 0, 0, "", "", "by hand")
    dated = [each for each in found if date(str(each["Date"] or "")) or BY_HAND.get(short, ("",))[0]]
    senders = len({str(each["From"]) for each in dated if each["From"] and moments}) + (short in NO_SENDER_READ)
    first, last = min(moments, default=""), max(moments, default="")
    odd = set(ODD.get(short, ())).union(*map(doubts_of, raw)) | ({doubt} if doubt else set())
    odd -= {"impossible-date"} if short in BY_HAND and moments and not doubt else set()  # it was read by hand
    return Line(path, "mail", len(found), 0, first, last, senders, unread, "", " ".join(sorted(odd)), how)


def date(stated: str) -> str:
    """A Date header as ISO, with its offset where it states one."""
    told = email.utils.parsedate_tz(stated)
    if told is None:
        return ""
    offset = told[9]
    try:
        wall = dt.datetime(*told[:6])  # type: ignore[arg-type, unused-ignore]  # noqa: DTZ001 - the offset follows
    except ValueError:
        return ""
    if offset is None or "-0000" in stated:
        return wall.isoformat()
    return wall.replace(tzinfo=dt.timezone(dt.timedelta(seconds=offset))).isoformat()


ORIGINAL, OFFSET, EXIF = 0x9003, 0x9011, 0x8769
# Looked at: the clock of the satellites in these says one day later than the camera's.
A_DAY_BEHIND = ("DSCN0010.jpg", "DSCN0012.jpg", "DSCN0021.jpg", "DSCN0025.jpg", "DSCN0027.jpg")
WRONG_TYPE = ("30-type_error.jpg",)  # the place of the EXIF directory is said to be a text


def photo(path: str) -> Line:
    """When a JPEG says it was taken: DateTimeOriginal of its EXIF, with OffsetTimeOriginal where that is stated."""
    tags = dict(exif((SAMPLES / path).read_bytes()))
    taken = re.fullmatch(r"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)", tags.get(ORIGINAL, ""))
    at = ""
    if taken and taken[1] != "0000":
        at = f"{taken[1]}-{taken[2]}-{taken[3]}T{taken[4]}{tags.get(OFFSET, '')}"
    name = path.rsplit("/", maxsplit=1)[-1]
    doubt = "photo-other-clock" if name in A_DAY_BEHIND else "photo-damaged" if name in WRONG_TYPE else ""
    return Line(path, "photo", 0, 0, at, at, 0, 0, "", doubt, "exif walk")


def exif(content: bytes) -> Iterator[tuple[int, str]]:
    """The texts in the first directory and the EXIF directory of the first APP1 that begins with Exif."""
    begin = content.find(b"Exif\0\0")
    if begin < 0 or begin > 1 << 16:
        return
    tiff = content[begin + 6 :]
    order = "<" if tiff[:2] == b"II" else ">"
    places = [struct.unpack(f"{order}I", tiff[4:8])[0]]
    for place in places:
        (count,) = struct.unpack_from(f"{order}H", tiff, place)
        for entry in range(count):
            tag, kind, size, value = struct.unpack_from(f"{order}HHII", tiff, place + 2 + 12 * entry)
            if tag == EXIF:
                places.append(value)
            elif kind == 2 and size > 4:
                yield tag, tiff[value : value + size].split(b"\0")[0].decode("latin-1").strip()


def lines() -> Iterator[Line]:
    """The whole table, by path."""
    for found in sorted(SAMPLES.rglob("*")):
        path, ending = found.relative_to(SAMPLES).as_posix(), found.suffix.lower()
        if ending == ".txt" and path.startswith(CHATS):
            yield chat(path)
        elif ending in (".eml", ".mbox"):
            yield mail(path)
        elif ending in (".jpg", ".jpeg", ".png"):
            yield photo(path)


if __name__ == "__main__":
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(field.name for field in fields(Line))
    table.writerows(astuple(line) for line in lines())
