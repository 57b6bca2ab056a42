"""Every form that was seen in real files, each as a chat of its own, read from the first byte to the last."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from intake.formats.whatsapp.chats import assert_tiled, extract, rows

M = "\u200e"  # the mark with which iOS begins its own words
AT, AT_IOS = "31-12-2023 23:59", "[31-12-2023 23:59:59]"


class Form(NamedTuple):
    """A chat of one message and what it says; `at` is the last minute or second of 2023 where it is not said."""

    chat: str
    sender: str = "Bram"
    text: str = "hoi"
    kind: str = "text"
    flags: str | None = None
    at: str = "2023-12-31T23:59"


def android(text: str, kind: str = "text", flags: str | None = None) -> Form:
    return Form(f"{AT} - Bram: {text}\n", "Bram", text, kind, flags)


def ios(text: str, kind: str = "text", flags: str | None = None) -> Form:
    return Form(f"{AT_IOS} Bram: {text}\r\n", "Bram", text, kind, flags, "2023-12-31T23:59:59")


HEADERS = {
    "a left-to-right mark before the header": Form(f"{M}{AT_IOS} Bram: hoi\r\n", at="2023-12-31T23:59:59"),
    "a right-to-left mark before the header": Form(f"\u200f{AT} - Bram: hoi\n"),
    "a mark of the file before the header": Form(f"\ufeff{AT} - Bram: hoi\n"),
    "a mark of the file before a later header": Form(f"30-12-2023 23:59 - Bram: nee\n\ufeff{AT} - Bram: hoi\n"),
    "a narrow blank before PM": Form("12/31/23, 11:59\u202fPM - Bram: hoi\n"),
    "a hard blank before PM": Form("12/31/23, 11:59\u00a0PM - Bram: hoi\n"),
    "p. m. with a hard blank": Form("31/12/23, 11:59\u00a0p.\u00a0m. - Bram: hoi\n"),
    "p.m. without a blank": Form("31/12/23, 11:59 p.m. - Bram: hoi\n"),
    "a.m. at midnight": Form("31/12/23, 12:59 a.m. - Bram: hoi\n", at="2023-12-31T00:59"),
    "klo and points, iOS": Form("[31.12.2023 klo 21.25.15] Bram: hoi\r\n", at="2023-12-31T21:25:15"),
    "klo and points, Android": Form("31.12.2023 klo 21.25 - Bram: hoi\n", at="2023-12-31T21:25"),
    "Arabic figures and halves": Form("٣١\u200f/١٢\u200f/٢٠٢٣، ١١:٥٩ م - Bram: hoi\n"),
    "Devanagari figures": Form("३१/१२/२०२३, २३:५९ - Bram: hoi\n"),
    "a Buddhist year": Form("31/12/2566 23:59 - Bram: hoi\n"),
    "a short Buddhist year": Form("31/12/66 23:59 - Bram: hoi\n"),
    "a Japanese year": Form("[R5/12/31 23:59:59] Bram: hoi\r\n", at="2023-12-31T23:59:59"),
    "a Japanese year in words": Form("令和5年12月31日 23:59 - Bram: hoi\n"),
    "a half of the day before the time": Form("2023. 12. 31. 오후 11:59 - Bram: hoi\n"),
    "iOS until 2015": Form("31-12-2023 23:59:59: Bram: hoi\r\n", at="2023-12-31T23:59:59"),
}
NAMES = (
    "Kees - werk",
    "Mam ❤️",
    "a:b",
    "\u202a+31 6 12345678\u202c",
    "+31 6 12345678",
    "[x]",
    "👨‍👩‍👧",
    "É. d'Ébène",
    "~Bram",
)
SENDERS = {f"a name {name!a}": Form(f"{AT} - {name}: hoi\n", name) for name in NAMES} | {
    f"a name {name!a}, iOS": Form(f"{AT_IOS} {name}: hoi\r\n", name, at="2023-12-31T23:59:59") for name in NAMES
}
TEXTS = {
    "Android, a file": android(f"{M}IMG-20231231-WA0001.jpg (bestand bijgevoegd)", "media"),
    "Android, a file with a caption": android(f"{M}IMG-20231231-WA0001.jpg (bestand bijgevoegd)\nkijk dan", "media"),
    "Android, left out": android("<Media weggelaten>", "media"),
    "Android, left out, with a caption": android("<Media weggelaten>\nkijk dan", "media"),
    "Android, left out, the caption edited": android("<Media weggelaten>\nkijk <Dit bericht is bewerkt>", "media", "edited"),
    "Android, view once": android("<Eenmalig te bekijken foto weggelaten>", "media"),
    "Android, view once, nothing said": android(""),
    "Android, deleted": android("Dit bericht is verwijderd", "deleted", "deleted"),
    "Android, deleted by the owner": android("U hebt dit bericht verwijderd", "deleted", "deleted"),
    "Android, edited": android("goed <Dit bericht is bewerkt>", "text", "edited"),
    "Android, missed": android("Gemiste spraakoproep", "call"),
    "Android, missed video": android("Gemiste video-oproep", "call"),
    "Android, a poll": android("POLL:\nKom je?\nOPTIE: Ja (1 stem)\nOPTIE: Nee (0 stemmen)"),
    "Android, a place": android("locatie: https://maps.google.com/?q=53.5,3.5"),
    "Android, a place with a name": android("Strandtent\nVeldermeer\nhttps://foursquare.com/v/0"),
    "iOS, a file": ios(f"{M}<bijgevoegd: 00000012-PHOTO-2023-12-31-23-59-59.jpg>", "media"),
    "iOS, a file with a caption": ios(f"{M}<bijgevoegd: 00000012-PHOTO-2023-12-31-23-59-59.jpg>\nkijk dan", "media"),
    "iOS, a caption before the file": ios(f"kijk dan {M}<bijgevoegd: 00000012-PHOTO-2023-12-31-23-59-59.jpg>", "media"),
    "iOS, left out": ios(f"{M}afbeelding weggelaten", "media"),
    "iOS, a document left out": ios(f"brief.pdf • {M}2 pagina's {M}document weggelaten", "media"),
    "iOS, view once": ios(f"{M}eenmalige foto weggelaten", "media"),
    "iOS, deleted": ios(f"{M}Dit bericht is verwijderd.", "deleted", "deleted"),
    "iOS, deleted by the owner": ios(f"{M}Je hebt dit bericht verwijderd.", "deleted", "deleted"),
    "iOS, edited": ios(f"goed {M}<Dit bericht is bewerkt>", "text", "edited"),
    "iOS, missed": ios(f"{M}Gemiste spraakoproep", "call"),
    "iOS, missed, to call back": ios(f"{M}Gemiste video-oproep, {M}Tik om terug te bellen", "call"),
    "iOS, a call": ios(f"{M}Spraakoproep, {M}3 min.", "call"),
    "iOS, a poll": ios(f"{M}POLL:\nKom je?\n{M}OPTIE: Ja (1 stem)\n{M}OPTIE: Nee (0 stemmen)"),
    "iOS, a place": ios(f"{M}Locatie: https://maps.google.com/?q=53.5,3.5"),
    "iOS, a line of the program": ios(f"{M}De beveiligingscode met Bram is gewijzigd. {M}Tik om meer informatie te lezen.", "system"),
}  # fmt: skip


@pytest.mark.parametrize("name", [*HEADERS, *SENDERS, *TEXTS])
def test_a_form_is_read_as_it_is_written(name: str) -> None:
    form = (HEADERS | SENDERS | TEXTS)[name]
    found = extract(form.chat)
    last = rows(found)[-1]
    assert (last["at"], last["sender"], last["text"], last["kind"], last["flags"]) == (
        form.at,
        form.sender,
        form.text,
        form.kind,
        form.flags,
    )
    assert found.unread == ()
    assert_tiled(found, form.chat.encode())
