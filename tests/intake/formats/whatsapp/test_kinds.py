from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.intake.formats.whatsapp import kinds, phrases

TEXTS = [
    ("Dit bericht is verwijderd", "deleted", "deleted"),
    ("\u200eYou deleted this message.", "deleted", "deleted"),
    ("Diese Nachricht wurde gelöscht.", "deleted", "deleted"),
    ("Dit bericht is verwijderd, dacht je", "text", None),
    ("Gemiste spraakoproep", "call", None),
    ("\u200eMissed video call", "call", None),
    ("\u200eMissed voice call, \u200eTap to call back", "call", None),
    ("\u200eVideo call, \u200e5 min", "call", None),
    ("\u200eSpraakoproep, \u200eGeen antwoord", "call", None),
    ("Missed voice call. I know where you live", "text", None),
    ("<Media weggelaten>", "media", None),
    ("<Media omitted>\nCaption", "media", None),
    ("<Без медиафайлов>", "media", None),
    ("\u200eimage omitted", "media", None),
    ("image omitted", "media", None),
    ("\u200eBild weggelassen", "media", None),
    ("Resume.pdf • \u200e2 pages \u200edocument omitted", "media", None),
    ("\u200eफ़ोटो हटाई गई", "media", None),
    ("the image omitted from the report", "text", None),
    ("IMG-20220323-WA0002.jpg (file attached)", "media", None),
    ("\u200ePTT-20220323-WA0000.opus (bestand bijgevoegd)\nmet bijschrift", "media", None),
    ("Alex.vcf (file attached)", "media", None),
    (".jpg (Datei angehängt)", "media", None),
    ("IMG-20220323-WA0002.jpg (ഫയൽ)", "media", None),
    ("rapport.pdf (zie pagina 3)", "text", None),
    ("\u200e<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", "media", None),
    ("\u200e\u200e<attached: \u200ePTT-20180129-WA0025.opus>", "media", None),
    ("A PDF.pdf • \u200e1 page \u200e<attached: some-doc.pdf>", "media", None),
    ("\u200e<adjuntado: 00000035-PHOTO-2022-03-27-21-41-55.jpg>", "media", None),
    ("<3", "text", None),
    ("a <b> c", "text", None),
    ("ok <Dit bericht is bewerkt>", "text", "edited"),
    ("An edited message \u200e<This message was edited>", "text", "edited"),
    ("<Media omitted>\nnew caption <This message was edited>", "media", "edited"),
    ("een <Dit bericht is bewerkt> twee", "text", None),
    (
        "\u200eMessages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.",
        "system",
        None,
    ),
    ("De beveiligingscode met Bram is gewijzigd. Tik om meer informatie te lezen.", "system", None),
    ("\u200e\u200eYour security code with Elon changed. \u200eTap to learn more.", "system", None),
    ("Messages and calls are end-to-end encrypted. I will find you.", "text", None),
    ("\u200eMom added Sarah", "system", None),
    ("Mom added Sarah", "text", None),
    ("\u200eJe hebt dit contact geblokkeerd", "system", None),
    ("", "text", None),
]


@pytest.mark.parametrize(("text", "kind", "flag"), TEXTS)
def test_a_text_is_a_phrase_of_the_program_only_as_a_whole(text: str, kind: str, flag: str | None) -> None:
    assert kinds.classify(text) == (kind, flag)


PIECES = [
    *(phrases.DELETED + phrases.EDITED + phrases.MISSED + phrases.CALLED + phrases.OMITTED + phrases.THINGS),
    *(phrases.ATTACHED + phrases.ATTACHED_MARK + phrases.UNANSWERED),
    *("\u200e", "\u200f", " ", "\n", "\r", ".", ",", "<", ">", "(", ")", ": ", "IMG-20220323-WA0002.jpg", "5 min", "x"),
    *(notice.split("\\")[0].split("~")[0].split("(")[0] for notice in phrases.NOTICES),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_whatever_is_more_than_text_is_found_by_the_sieve(text: str) -> None:
    sifted = any(sign in text for sign in kinds.SIGNS) or text[: kinds.PREFIX] in kinds.PREFIXES
    assert sifted or kinds.classify(text) == ("text", None)


@pytest.mark.parametrize(("text", "kind", "flag"), TEXTS)
def test_every_example_of_another_kind_passes_the_sieve(text: str, kind: str, flag: str | None) -> None:
    sifted = any(sign in text for sign in kinds.SIGNS) or text[: kinds.PREFIX] in kinds.PREFIXES
    assert sifted or (kind, flag) == ("text", None)


@pytest.mark.parametrize(
    ("text", "name", "date"),
    [
        ("IMG-20220323-WA0002.jpg (file attached)", "IMG-20220323-WA0002.jpg", dt.date(2022, 3, 23)),
        (
            "\u200e<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>",
            "00000035-PHOTO-2022-03-27-21-41-55.jpg",
            dt.date(2022, 3, 27),
        ),
        ("STK-20220323-WA0003.webp (file attached)", "STK-20220323-WA0003.webp", None),
        ("IMG-20221399-WA0002.jpg (file attached)", "IMG-20221399-WA0002.jpg", None),
        ("Alex.vcf (file attached)", "Alex.vcf", None),
        ("<Media omitted>", None, None),
    ],
)
def test_a_media_message_names_its_file_and_maybe_a_date(text: str, name: str | None, date: dt.date | None) -> None:
    assert kinds.attached_name(text) == name
    assert (kinds.named_date(name) if name else None) == date
