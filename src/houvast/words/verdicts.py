"""What a verification says, in words: the name of each step, each fault, each note, and what it cannot show.

Faults are looked up by their first words. What follows is for programs (`--json` gives it), unless it is a number or a name.
"""

from __future__ import annotations

from houvast.words.languages import SOURCE, phrases

STEPS = {
    "files": "alleen bestanden die erbij horen",
    "headers": "de koppen zijn compleet en goed van vorm",
    "owner": "alles is van dezelfde eigenaar",
    "signatures": "elke handtekening klopt",
    "order": "elke kop volgt op de vorige",
    "bodies": "elke inhoud is die van zijn kop",
    "kept files": "elk bewaard bestand is er en is onveranderd",
    "fold": "de samenvatting hoort bij dit dossier",
    "keys": "de sleutels passen",
    "entries": "elke notitie gaat open en klopt met zijn kop",
    "originals": "elk origineel gaat open en klopt met zijn notitie",
    "readings": "opnieuw gelezen staat er hetzelfde",
    "bag": "het pakket is compleet en onveranderd",
    "signature": "de handtekening van de eigenaar klopt",
    "known": "een eerdere stand komt erin voor",
}
FAULTS = {
    "newer version": "dit is van een nieuwere Houvast, of veranderd; werk Houvast bij en kijk dan opnieuw",
    "bag form": "dit heeft niet de vorm van een pakket",
    "bag size": "de grootte klopt niet met wat het pakket zegt",
    "file form": "deze regel over een bestand heeft niet de goede vorm",
    "file of no entry": "dit bestand hoort bij geen enkele notitie in het pakket",
    "form": "dit heeft niet de goede vorm",
    "leaf form": "een notitie heeft niet de goede vorm",
    "leaf halves": "de helften van een notitie horen niet bij elkaar",
    "leaf order": "de notities staan niet op volgorde",
    "leaf path": "een notitie leidt niet naar zijn stuk in het logboek",
    "leaf record": "een notitie noemt een stuk dat er niet is",
    "manifest form": "de lijst van bestanden heeft niet de goede vorm",
    "not listed": "dit staat niet op de lijst van bestanden",
    "other dossier": "dit is van een ander dossier",
    "other entries": "hier staat iets anders dan in de bewezen notities",
    "rows": "de gelezen regels kloppen niet met wat is vastgelegd",
    "too large": "dit is groter dan mag",
    "unplaced": "dit is niet te plaatsen, omdat de lijst van stukken (data/spine.txt) beschadigd is",
    "zip": "de zip zelf is niet zoals Houvast die maakt",
    "known no head": "dit is geen stand",
    "known newer": "dit is een oudere stand: die andere gaat verder waar dit ophoudt",
    "known lost": "die eerdere stand zit er niet meer in; het logboek zegt dat zelf ook",
    "odd file": "dit is een koppeling of geen gewoon bestand",
    "conflict copy": "dit lijkt een kopie die een programma naast het echte stuk zette: vergelijk de twee dossiers",
    "foreign file": "dit hoort er niet bij",
    "missing": "dit ontbreekt",
    "header": "de kop heeft niet de goede vorm",
    "past": "dit sluit niet aan op wat ervoor komt",
    "owner": "dit is van een andere eigenaar",
    "keeps": "dit bestand werd al eerder ingebracht",
    "part": "een open deel klopt niet",
    "epoch": "de sleutelperiode klopt niet",
    "signature": "de handtekening klopt niet",
    "body gone": "de inhoud is weg, zonder dat die is ingetrokken",
    "body digest": "de inhoud is veranderd",
    "body": "de inhoud gaat niet open of klopt niet met zijn kop",
    "file digest": "het bestand is veranderd",
    "fold form": "de samenvatting heeft niet de goede vorm",
    "fold head": "de samenvatting hoort bij een andere stand",
    "slot": "dit slot klopt niet",
    "no key": "geen slot gaat met deze wachtzin of code open",
    "grant": "deze sleutel klopt niet",
    "id twice": "deze notitie staat er twee keer in",
    "file not kept": "een notitie noemt een bestand dat niet is ingebracht",
    "original": "het origineel gaat niet open of is niet wat de notitie zegt",
    "reading": "wat gelezen werd, klopt niet met wat is vastgelegd",
    "reading differs": "opnieuw gelezen staat er iets anders",
    "photo differs": "de foto zelf zegt een andere tijd of plaats dan de notitie",
    "known": "die eerdere stand komt er niet in voor: er ontbreekt iets, of dit is een ander dossier",
}
NOTES = {
    "leftover": "blijft over van een onderbroken opdracht; onschuldig",
    "unused": "hoort bij geen enkel stuk: over van een onderbroken opdracht; onschuldig",
    "lost": "was eerder gezien op dit toestel en zit niet in dit dossier",
    "unknown part": "een open deel dat deze versie niet kent",
    "older reader": "is gelezen door versie {then} van deze lezer; versie {now}, van nu, leest iets anders",
    "other reader": "gelezen door een andere versie van Houvast; niet vergeleken",
}
SKIPPED = "{where}: niet nagegaan, door wat in een eerdere stap niet klopt"
_WITH_NAME = ("newer version", "unknown part")
LOST = "De stappen kloppen, maar dit logboek zegt zelf dat er eerder meer was: er zijn stukken weg, of er is een oudere kopie teruggezet."
NOT_KNOWN = "Er ontbreekt niets tot en met stuk {size}. Of er ooit meer was, is niet bekend."
WITHOUT_KEY = (
    "Zonder wachtzin is niet gekeken of de notities, de originelen en de gelezen berichten opengaan en kloppen."
)
FAILED = "Stap {n} klopt niet: {where}. Wat je nu kunt doen:"
DOSSIER_STEPS = (
    "Verander niets aan deze map en schrijf er niet meer in; ook een map die niet klopt, kan bewijs zijn.",
    "Zoek een reservekopie en kijk of die klopt: houvast verify KOPIE",
    "Klopt die, kijk dan of deze map er nog op volgt: houvast verify {path} --known KOPIE",
    "Laat deze uitkomst zien aan wie je helpt, of aan je advocaat. In docs/operate.md staat per stap wat je kunt doen.",
)
KNOWN_STEPS = (
    "Verander niets aan deze map en schrijf er niet meer in: misschien is dit een oudere kopie.",
    "Zoek de map waarin de nieuwste stukken wel staan, en vergelijk: houvast verify {path} ANDERE",
    "Vind je die niet, laat deze uitkomst dan zien aan wie je helpt, of aan je advocaat.",
)
WRONG_KEY_STEPS = (
    "Typ de wachtzin nog eens; de stappen daarvoor gingen zonder.",
    "Past die echt niet, open het dossier dan met de code op papier: houvast recover {path}",
)
PACKAGE_STEPS = (
    "Bewaar dit pakket zoals het is, ook als het niet klopt.",
    "Vraag de maker om een nieuw pakket, en vertel welke stap niet klopt.",
    "Heb je een eerder pakket, vergelijk dan: houvast verify {path} --known EERDER",
)
CANNOT_SHOW = "Wat dit niet laat zien: of de klok goed stond, of wat genoteerd is ook zo was, en of er buiten dit dossier nog iets bestaat."


def step_words(name: str, lang: str = SOURCE) -> str:
    """The name of a step."""
    return phrases(lang).one(STEPS.get(name, name))


def fault_words(why: str, lang: str = SOURCE) -> str:
    """What is wrong, or what is worth noting."""
    for table in (FAULTS, NOTES):
        if why in table:
            return phrases(lang).one(table[why])
    start = next((each for table in (FAULTS, NOTES) for each in table if why.startswith(f"{each} ")), None)
    if start is None:
        return why
    said = phrases(lang).one((FAULTS | NOTES)[start])
    if start == "older reader":
        then, now = why.split()[-2:]
        return said.format(then=then, now=now)
    return f"{said} ({why.removeprefix(f'{start} ')})" if start in _WITH_NAME else said
