"""What the codes in entries and receipts say, in words: kinds of doubt, reasons, orders of dates, formats, members.

A code stands in the log for programs; a person never sees one. One that this version does not know is shown as it is.
"""

from __future__ import annotations

from houvast.words.languages import SOURCE, phrases

ORDERS = {"dmy": "dag-maand-jaar", "mdy": "maand-dag-jaar", "ymd": "jaar-maand-dag"}
BECAUSE = {
    "only-one-form": "de datums kunnen maar op één manier",
    "impossible-dates": "andersom bestaan sommige datums niet",
    "same-either-way": "elke datum is in beide volgordes gelijk",
    "media-names": "de namen van de bestanden zeggen het",
    "time-order": "alleen zo staan de berichten op volgorde",
    "other-export": "een ander bestand van dit gesprek zegt het",
    "asked": "jij gaf dat aan",
    "nothing-dated": "er staat geen datum in",
}
DOUBTS = {
    "ambiguous-hour": "berichten in het uur dat in het najaar twee keer voorkomt ({figure}); welke keer, staat niet in het bestand",
    "archive-inside": "er zit een archief in dat niet is uitgepakt ({figure}); geef dat apart",
    "back-in-time": "regels waarvan de datum terugspringt ({figure}); iemand kan zo’n regel zelf getypt hebben",
    "contradiction": "bijna alles wijst op {figure}, maar enkele regels spreken dat tegen",
    "date-order-answer": "je gaf {figure} op, maar het bestand zelf zegt een andere volgorde van de datums",
    "first-header-differs": "de eerste regel heeft een andere vorm dan de rest",
    "header-in-text": "berichten met een regel die op een ander bericht lijkt ({figure}); die regel hoort bij de tekst",
    "media-broken": "een bestand kwam niet heel uit het archief ({figure}); maak de export nog eens",
    "mixed-dates": "datums die in geen enkele volgorde bij de rest passen ({figure})",
    "mixed-line-ends": "twee soorten regeleinden door elkaar ({figure})",
    "new-sender": "berichten van een naam die pas laat opduikt ({figure}); iemand kan zo’n regel zelf getypt hebben",
    "no-such-hour": "berichten in het uur dat in het voorjaar wordt overgeslagen ({figure})",
    "other-export": "een ander bestand van dit gesprek is gelezen als {figure}",
    "other-header": "regels met een datum in een andere vorm ({figure}); die horen bij de tekst van een bericht",
    "possibly-cut-off": "het aantal regels ({figure}) is ongeveer wat een export hoogstens bevat; oudere berichten kunnen ontbreken",
    "replaced-bytes": "berichten met tekens die niet te lezen zijn ({figure})",
}
UNREAD = {
    "date-open": "het is niet duidelijk in welke volgorde deze datum staat",
    "impossible-date": "deze datum bestaat niet",
    "no-header": "er staat geen datum en tijd voor",
    "no-such-time": "deze tijd bestaat niet",
}
FORMATS = {"whatsapp": "WhatsApp"}
VARIANTS = {"android": "Android", "ios": "iPhone", "ios-old": "oude iPhone", "unknown": "toestel niet bekend"}
FORMS = {"pdf": "PDF", "package": "pakket"}
READERS = {"police": "politie", "lawyer": "advocaat", "self": "jezelf"}
PRECISIONS = {
    "year": "op het jaar", "month": "op de maand", "day": "op de dag", "part": "op het dagdeel", "minute": "op de minuut",
    "second": "op de seconde",
}  # fmt: skip
WITNESSED = {"yes": "ja", "no": "nee", "unknown": "niet bekend"}
TRUTHS = {True: "ja", False: "nee"}
CALLED = {True: "gebeld", False: "niet gebeld"}
MEMBERS = {
    "when": "wanneer", "obtained": "verkregen", "what": "wat", "behaviours": "gedrag", "channel": "middel", "channels": "middel",
    "place": "soort plek", "where": "waar", "minutes": "minuten", "duration": "duur", "witness": "getuige", "witnesses": "getuigen",
    "target": "wie het trof", "police": "politie", "changed": "veranderd", "severe": "ernstig", "words": "woorden", "told": "verteld",
    "officer": "met wie", "outcome": "uitkomst", "explanation": "uitleg", "explanation_asked": "uitleg gevraagd",
    "reference": "nummer", "text": "tekst", "sort": "soort", "description": "omschrijving", "physical": "waar het ligt",
    "original_kept": "origineel bewaard", "copy_holder": "kopie bij", "effects": "gevolgen", "feelings": "gevoelens",
    "own_reaction": "eigen reactie", "coordinates": "plaats op aarde", "order": "maatregel", "format": "gelezen als",
    "variant": "toestel", "member": "bestand in de zip", "zone": "tijdzone", "date_order": "volgorde van de datums",
    "participants": "wie erin schrijven", "me": "jouw naam erin", "by": "wie lastigvalt, heet erin",
    "by_nobody": "wie lastigvalt, schrijft er niet in", "first": "eerste bericht", "last": "laatste bericht",
    "messages": "berichten", "new": "nieuw", "known": "al bekend", "system": "regels van het programma", "media": "bestanden erbij",
    "to": "voor wie", "form": "vorm", "head": "stand", "sha256": "SHA-256",
}  # fmt: skip
_UNKNOWN = "iets wat deze versie niet kent ({figure})"


def word(table: dict[str, str], code: str, lang: str = SOURCE) -> str:
    """What a code says; one that is not in the table as it is."""
    return phrases(lang).one(table[code]) if code in table else code


def doubt_words(kind: str, figure: str, lang: str = SOURCE) -> str:
    """What a doubt says about a file; `figure` is a count, an order, or a name in it."""
    said = word(DOUBTS, kind, lang) if kind in DOUBTS else phrases(lang).one(_UNKNOWN)
    return said.format(figure=word(ORDERS, figure, lang) if kind in DOUBTS else kind)
