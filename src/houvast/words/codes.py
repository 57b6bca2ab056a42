"""What the codes in entries and receipts say, in words: kinds of doubt, reasons, orders of dates, formats, members.

A code stands in the log for programs; a person never sees one. One that this version does not know is shown as it is.
"""

from __future__ import annotations

from datetime import datetime

from houvast.words.dates import date_and_time
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
    "nothing-dated": "er is geen datum in te lezen",
}
DOUBTS = {
    "ambiguous-hour": "berichten in het uur dat in het najaar twee keer voorkomt ({figure}); welke keer, staat niet in het bestand",
    "archive-inside": "er zit een archief in dat niet is uitgepakt ({figure}); geef dat apart",
    "back-in-time": "regels waarvan de datum terugspringt ({figure}); iemand kan zo’n regel zelf getypt hebben",
    "contradiction": "bijna alles wijst op {figure}, maar enkele regels spreken dat tegen",
    "date-differs": "mails waarvan de datum meer dan een uur afwijkt van wanneer de server ze ontving ({figure})",
    "date-from-received": "mails zonder bruikbare datum ({figure}); het moment is dat waarop de server ze ontving",
    "date-from-separator": "mails zonder bruikbare datum ({figure}); het moment is dat van de regel ertussen",
    "date-order-answer": "je gaf {figure} op, maar het bestand zelf zegt een andere volgorde van de datums",
    "first-header-differs": "de eerste regel heeft een andere vorm dan de rest",
    "date-twice": "mails met meer dan één datum in de kop ({figure}); de eerste is gelezen",
    "from-in-text": "mails met in de tekst een regel die op het begin van een mail lijkt ({figure}); die regel hoort bij de tekst",
    "from-twice": "mails met meer dan één afzender in de kop ({figure}); de eerste is gelezen",
    "html-differs": "mails waarvan de opgemaakte tekst woorden heeft die in de gewone tekst niet staan ({figure}); beide zijn gelezen",
    "impossible-date": "mails met een datum die niet kan ({figure})",
    "mail-too-large": "mails die te groot zijn om helemaal te lezen ({figure}); het bestand zelf is heel bewaard",
    "name-too-long": "een bestand erin heeft een naam die te lang is om helemaal te tonen ({figure}…); in het origineel staat hij heel",
    "name-is-address": "mails met als naam een ander adres dan het adres zelf ({figure})",
    "no-from": "mails zonder afzender ({figure})",
    "no-received": "mails zonder spoor van een server ({figure}); bij mail die je zelf verstuurde is dat gewoon",
    "odd-header": "mails met in de kop een regel die daar niet hoort ({figure})",
    "other-charset": "mails met een andere soort letters dan erbij staat ({figure})",
    "part-broken": "mails met een deel dat niet te ontcijferen is ({figure}); het is bewaard zoals het er staat",
    "parts-open": "mails waarvan het einde ontbreekt ({figure})",
    "reply-elsewhere": "mails met een ander adres om op te antwoorden dan dat van de afzender ({figure})",
    "sender-differs": "mails met een andere verzender dan de afzender ({figure})",
    "server-time": "een mail heeft een andere datum dan de server die hem ontving (datum / ontvangen: {figure})",
    "text-too-long": "mails met een tekst die te lang is om te tonen ({figure}); die is apart bewaard",
    "too-deep": "mails met delen die te diep in elkaar zitten ({figure}); de binnenste zijn bewaard zoals ze er staan",
    "too-many-parts": "mails met te veel delen ({figure}); niet elk deel is er apart uit gehaald",
    "weekday-differs": "mails waarvan de dag van de week niet bij de datum past ({figure})",
    "zone-assumed": "mails zonder bruikbare tijdzone ({figure}); gelezen in de tijdzone van de import",
    "header-in-text": "berichten met een regel die op een ander bericht lijkt ({figure}); die regel hoort bij de tekst",
    "media-broken": "een bestand kwam niet heel uit het archief ({figure}); maak de export nog eens",
    "mixed-dates": "datums die in geen enkele volgorde bij de rest passen ({figure})",
    "mixed-line-ends": "twee soorten regeleinden door elkaar ({figure})",
    "new-sender": "berichten van een naam die pas laat opduikt ({figure}); iemand kan zo’n regel zelf getypt hebben",
    "no-such-hour": "berichten in het uur dat in het voorjaar wordt overgeslagen ({figure})",
    "other-export": "een ander bestand van dit gesprek is gelezen als {figure}",
    "other-header": "regels met een datum in een andere vorm ({figure}); die horen bij de tekst van een bericht",
    "photo-damaged": "de gegevens in deze foto zijn beschadigd of niet compleet",
    "photo-no-such-size": "volgens het bestand is de foto {figure} pixels, en dat kan niet; de foto is bewaard en wordt niet geopend",
    "photo-too-large": "volgens het bestand is de foto {figure} pixels; zo’n grote foto is bewaard, maar wordt niet geopend",
    "photo-made-after-change": "volgens het bestand is het later gemaakt dan veranderd (gemaakt / veranderd: {figure})",
    "photo-no-such-time": "het bestand noemt een moment of tijdzone die niet kan ({figure})",
    "photo-other-clock": "de klok van de camera en die van de satellieten verschillen meer dan tijdzones kunnen ({figure})",
    "photo-place": "er staat iets over een plaats in dat niet te lezen is",
    "possibly-cut-off": "het aantal regels ({figure}) is ongeveer wat een export hoogstens bevat; oudere berichten kunnen ontbreken",
    "replaced-bytes": "berichten met tekens die niet te lezen zijn ({figure})",
}
UNREAD = {
    "date-open": "het is niet duidelijk in welke volgorde deze datum staat",
    "impossible-date": "deze datum kan niet",
    "no-date": "er staat geen datum in de kop van de mail",
    "no-header": "er staat geen datum en tijd voor",
    "no-such-time": "deze tijd bestaat niet",
}
NO_CHAT = {
    "empty": "Dit bestand is leeg. Is het een export, maak die dan nog eens.",
    "no mail": "Het heet als e-mail, maar er is geen e-mail in te lezen. Bewaar de mail nog eens als bestand, als dat kan.",
    "no chat": "Het heet als een export van WhatsApp, maar er is geen chat in te lezen; maak de export nog eens.",
    "no chat in zip": "In deze zip is geen chat gelezen. Is het een export, maak die dan nog eens; andere bestanden pak je eerst uit.",
}
STATED = {
    "DateTimeOriginal": "gemaakt op {at}", "DateTimeDigitized": "gemaakt of gescand op {at}", "DateTime": "laatst veranderd op {at}",
}  # fmt: skip
CAMERA_CLOCK = "{said}, klok van de camera, zonder tijdzone"
CAMERA_CLOCK_AND_ZONE = "{said}, klok van de camera, tijdzone {offset}"
FORMATS = {"mail": "e-mail", "whatsapp": "WhatsApp"}
VARIANTS = {
    "eml": "losse mail",
    "emlx": "losse mail uit Apple Mail",
    "mbox": "postvak",
    "android": "Android",
    "ios": "iPhone",
    "ios-old": "oude iPhone",
    "unknown": "toestel niet bekend",
}
FORMS = {"pdf": "PDF", "package": "pakket"}
READERS = {"police": "politie", "lawyer": "advocaat", "self": "jezelf"}
PRECISIONS = {
    "period": "op een tijd van meer dagen", "year": "op het jaar", "month": "op de maand",
    "day": "op de dag", "part": "op het dagdeel", "minute": "op de minuut",
    "second": "op de seconde",
}  # fmt: skip
WITNESSED = {"yes": "ja", "no": "nee", "unknown": "niet bekend"}
TRUTHS = {True: "ja", False: "nee"}
CALLED = {True: "gebeld", False: "niet gebeld"}
AN_ORDER = "Verbod"
ORDER_STATES = {
    "announced": "gaat nog in", "in-force": "geldt nu", "ended": "afgelopen", "unknown": "begin niet genoteerd",
}  # fmt: skip
LAWS = {"criminal": "strafrecht", "civil": "burgerlijk recht"}
PERIODS = {
    "both": "van {start} tot en met {end}", "start": "vanaf {start}; een einde is niet genoteerd",
    "end": "tot en met {end}; het begin is niet genoteerd", "unknown": "van wanneer tot wanneer is niet genoteerd",
}  # fmt: skip
CLAUSES = {"contact": "geen contact", "area": "niet komen in een gebied", "location": "niet komen op een plek"}
CLAUSE_PARTS = {
    "persons": "met {said}", "channels": "via {said}", "addresses": "{said}", "street": "straat: {said}",
    "neighbourhood": "buurt: {said}", "municipality": "gemeente: {said}", "province": "provincie: {said}",
    "polygon": "op de kaart, met {said} hoekpunten", "circle": "binnen {metres} meter van {centre}", "words": "“{said}”",
}  # fmt: skip
CLAUSE_PERSONS = {"victim": "mij"}  # of the list of targets, who reads otherwise within a sentence
EXEMPTION_PARTS = {"channels": "via {said}", "places": "plek: {said}", "words": "“{said}”"}
NO_CLAUSES = "nog geen regels ingevuld: er wordt niets getoetst"
ROWS = "rijen {rows}"
NOT_SURE = "niet zeker: {doubts}"
EXACT = "{how} nauwkeurig"
PARTS_OF_ORDER = {"clause": "verbod van notitie {order}, deel {clause}", "whole": "verbod van notitie {order}"}
BREACH_DOUBTS = {
    "moment": "het moment is niet genoteerd",
    "start": "het is niet te zeggen of het verbod toen al gold",
    "end": "het is niet te zeggen of het verbod toen nog gold",
    "no-start": "het begin van het verbod is niet genoteerd",
    "contact": "of het contact was, staat er niet bij",
    "channel": "hoe het kwam, staat er niet bij",
    "person": "op wie het gericht was, is niet zeker",
    "presence": "of de stalker er zelf was, staat er niet bij",
    "sender": "wie het stuurde, is niet gezegd",
    "exception": "het kan onder een uitzondering vallen",
    "only-said": "je gaf zelf aan dat het onder dit verbod valt",
    "no-area": "waar het verbod geldt, is niet genoteerd",
    "area-words": "het gebied staat er in woorden, dus of het daar was, is niet te zeggen",
    "place": "waar het precies was, is niet te zeggen",
    "border": "het was vlak bij de grens van het gebied",
    "town": "in welke plaats het was, staat niet bij allebei",
    "number": "het huisnummer is niet zeker hetzelfde",
    "spelling": "de naam is bijna dezelfde",
    "named": "de plek wordt alleen genoemd",
}
ACTORS = {
    "me": "jij", "police": "politie", "prosecutor": "officier van justitie", "judge": "rechter", "vt": "Veilig Thuis",
    "committee": "commissie", "municipality": "gemeente", "lawyer": "advocaat", "stalker": "degene die je lastigvalt",
    "other": "iemand anders", "time": "na verloop van tijd",
}  # fmt: skip
KINDS_OF_STEPS = {
    "step": "stap", "intake": "gesprek met de politie", "stopgesprek": "stopgesprek", "aangifte": "aangifte", "decision": "beslissing",
    "aware-request": "AWARE", "damage": "schade", "cost": "kosten van een advocaat of rechter", "statement": "verklaring voor de rechter",
    "funding-request": "verzoek aan de gemeente",
}  # fmt: skip
KINDS_OF_PLAN = {
    "case": "over degene die je lastigvalt", "person": "persoon", "effect": "wat het doet",
    "signal-answer": "antwoord op een signaal",
    "fear": "angst", "message-answer": "antwoord over een bericht", "set-aside": "advies voor later",
    "knowledge": "wat de stalker weet", "moment": "waar en wanneer", "risk": "wat er kan gebeuren", "measure": "wat ik doe",
    "safety-plan": "veiligheidsplan", "sos-agreement": "SOS-afspraak", "copy-held": "kopie bij iemand anders",
    "removal-request": "gevraagd om weg te halen", "appointment": "afspraak",
}  # fmt: skip
MEASURE_STATES = {"planned": "gepland", "done": "gedaan", "not-for-me": "niets voor mij"}
HELPERS = {"victim-support": "Slachtofferhulp", "lawyer": "advocaat", "other": "iemand anders"}
COST_STATES = {"paid": "zelf betaald", "compensated": "vergoed", "claimed-back": "teruggevraagd van de stalker"}
MEMBERS = {
    "when": "wanneer", "obtained": "verkregen", "what": "wat", "behaviours": "gedrag", "channel": "middel", "channels": "middel",
    "place": "soort plek", "where": "waar", "minutes": "minuten", "duration": "duur", "witness": "getuige", "witnesses": "getuigen",
    "times": "hoe vaak",
    "target": "wie het trof", "police": "politie", "changed": "veranderd", "severe": "ernstig", "words": "woorden", "told": "verteld",
    "officer": "met wie", "outcome": "uitkomst", "explanation": "uitleg", "explanation_asked": "uitleg gevraagd",
    "reference": "nummer", "text": "tekst", "sort": "soort", "description": "omschrijving", "physical": "waar het ligt",
    "original_kept": "origineel bewaard", "copy_holder": "kopie bij", "effects": "gevolgen", "feelings": "gevoelens",
    "own_reaction": "eigen reactie", "coordinates": "plaats op aarde", "order": "verbod", "format": "gelezen als",
    "variant": "soort export", "member": "bestand in de zip", "zone": "tijdzone", "date_order": "volgorde van de datums",
    "participants": "wie erin schrijven", "me": "jouw naam erin", "by": "wie lastigvalt, heet erin",
    "by_nobody": "wie lastigvalt, schrijft er niet in", "first": "eerste bericht", "last": "laatste bericht",
    "messages": "berichten", "new": "nieuw", "known": "al bekend", "system": "regels van het programma", "media": "bestanden erbij",
    "unseen": "niet bekeken",
    "signal": "signaal", "answer": "antwoord", "afraid": "onveilig of bedreigd", "of_violence": "bang voor geweld",
    "stated": "volgens het bestand", "doubts": "let op",
    "law": "recht", "issuer": "gegeven door", "ends": "tot en met", "clauses": "wat niet mag", "exemptions": "wat wel mag",
    "route": "weg", "event": "stap", "story": "verhaal", "wishes": "wensen", "topics": "besproken", "wished": "zelf gewild",
    "points": "gezegd tegen de stalker", "offences": "feiten", "request": "verzoek om vervolging", "filed_by": "aangifte door",
    "decision.by": "beslist door", "decisions": "beslist", "municipality": "gemeente", "region": "regio", "grounds": "redenen",
    "constant_threat": "dreiging ernstig en aanhoudend", "adult": "meerderjarig", "same_person": "angst voor dezelfde persoon",
    "fear": "waar je bang voor bent", "reason": "reden van de beslissing", "until": "tot en met", "damage": "soort schade",
    "cents": "bedrag", "paid_cents": "betaald", "helper": "hulp van", "damage.law": "via", "cost": "soort kosten", "status": "stand",
    "author": "geschreven door", "reader": "voorgelezen door", "session": "zitting", "granted_cents": "toegekend",
    "names": "hoe die persoon heet", "relation": "wie het is", "dependent": "van die persoon afhankelijk", "children": "samen kinderen",
    "motives": "waarom, denk je", "traits": "wat je van die persoon weet", "course": "hoe het gaat", "photo": "foto",
    "contact_point": "vast aanspreekpunt", "police_contact": "vaste contactpersoon bij de politie", "informed": "op de hoogte blijven",
    "safe_at_home": "thuis veilig", "name": "naam", "roles": "rol", "organisation": "organisatie", "phone": "telefoon", "mail": "e-mail",
    "knows": "wat die weet", "severity": "hoe zwaar", "seen_by": "gezien door",
    "signal-answer.by": "gezegd door", "row": "regel", "taken_for": "herkend als",
    "advice": "advies", "of": "hoort bij", "at_times": "op welke tijden", "measure": "maatregel", "measure.cents": "kosten", "who": "wie",
    "review": "opnieuw bekijken", "parts": "wat erin staat", "made_with": "gemaakt met", "person": "met wie",
    "calls_police": "belt meteen de politie", "tested": "geoefend", "holder": "bij wie", "ended": "terug sinds", "site": "website",
    "answered": "antwoord gekregen", "about": "waarover", "goes_along": "wie er meegaat", "kept": "doorgegaan", "imported": "uit bestand",
    "entries": "hoort bij", "evidence": "bewijs", "to": "voor wie", "form": "vorm", "head": "stand", "sha256": "SHA-256",
}  # fmt: skip
_UNKNOWN = "iets wat deze versie niet kent ({figure})"


def word(table: dict[str, str], code: str, lang: str = SOURCE) -> str:
    """What a code says; one that is not in the table as it is."""
    return phrases(lang).one(table[code]) if code in table else code


def member(kind: str, name: str, lang: str = SOURCE) -> str:
    """What a member of an entry is called; some are called differently in one kind."""
    return word(MEMBERS, f"{kind}.{name}" if f"{kind}.{name}" in MEMBERS else name, lang)


def stated_words(at: str, source: str, offset: str | None, lang: str = SOURCE) -> str:
    """When a photo says it was made, with whose clock that was."""
    moment = date_and_time(datetime.fromisoformat(at), lang, seconds=True)
    said = word(STATED, source, lang).format(at=moment)
    clock = CAMERA_CLOCK if offset is None else CAMERA_CLOCK_AND_ZONE
    return phrases(lang).one(clock).format(said=said, offset=offset)


def doubt_words(kind: str, figure: str, lang: str = SOURCE) -> str:
    """What a doubt says about a file; `figure` is a count, an order, two moments, or a name in it."""
    if kind == "server-time":
        figure = " / ".join(_wall_time(each, lang) for each in figure.split(" / "))
    said = word(DOUBTS, kind, lang) if kind in DOUBTS else phrases(lang).one(_UNKNOWN)
    return said.format(figure=word(ORDERS, figure, lang) if kind in DOUBTS else kind)


def _wall_time(at: str, lang: str) -> str:
    """A moment with the offset from UTC that stands behind it; what is none as it is."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return date_and_time(moment, lang) + (f" ({moment.isoformat()[-6:]})" if moment.tzinfo else "")
