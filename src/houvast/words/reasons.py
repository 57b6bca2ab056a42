"""What a code in a field of an error says, by the name of the class and of the field: a reason, a member, the name of a list.

It fills the place of that field in the sentence of the class; a code that is not here is shown as it is.
"""

from __future__ import annotations

_MEMBERS = {
    "request": "of je uitdrukkelijk om vervolging vraagt (--request ja, nee of onbekend)",
    "damage": "welke soort schade het is",
    "cost": "welke soort kosten het zijn",
    "when": "wanneer het was",
    "how": "wat er gebeurde",
    "what": "wat er gebeurde",
    "told": "wat je vertelde",
    "words": "wat je zei of schreef",
    "text": "wat je wilt noteren",
    "order": "welk soort verbod het is",
    "date-order": "in welke volgorde de datums staan",
    "file or physical": "welk bestand het is, of met --physical waar het ligt",
    "set, clear or retract": "wat er anders moet; geef --set, --clear of --retract",
}

CODES: dict[str, dict[str, dict[str, str]]] = {
    "AgeFileError": {
        "reason": {
            "armoured": "het is als tekst verpakt; pak het eerst uit met het programma age",
            "header": "het begin is beschadigd; neem een andere kopie",
            "work factor": "openen zou veel te lang duren; neem een bestand dat Houvast zelf maakte",
            "hybrid": "het slot is van een nieuwe soort die we nog niet kennen; open het met het programma age",
            "other kind": "het slot is van een soort die we niet kennen; open het met het programma age",
            "no match": "de wachtzin of sleutel past niet; typ die nog eens",
            "mac": "het begin is na het verzegelen veranderd; neem een andere kopie",
            "payload": "de inhoud is beschadigd of niet heel; neem een andere kopie",
        },
    },
    "AgeKeyError": {
        "reason": {
            "letters": "er staan tekens in die er niet horen; typ de code nog eens over",
            "checksum": "er zit een typefout in; typ de code nog eens over",
            "padding": "er zit een typefout in; typ de code nog eens over",
            "length": "de code is te kort of te lang; typ die helemaal over",
            "kind": "dit is een andere soort code; kijk of je de goede hebt",
            "hybrid": "dit is een nieuwe soort sleutel die we nog niet kennen; neem een gewone",
            "zero": "deze sleutel beschermt niets; vraag om een nieuwe",
        },
    },
    "ChatRefusedError": {
        "reason": {
            "utf-16": "de letters staan er als UTF-16 in, en zo schrijft een telefoon ze niet",
            "line-ends": "de regels eindigen er anders dan een telefoon ze schrijft",
        }
    },
    "ArchiveRefusedError": {
        "reason": {
            "broken": "het is beschadigd of niet heel; maak de export nog eens",
            "members": "er zitten te veel bestanden in; maak een kleinere export",
            "size": "uitgepakt is het te groot; maak een kleinere export",
            "ratio": "uitgepakt wordt het verdacht veel groter; maak de export nog eens",
            "path": "een naam wijst naar een plek erbuiten; maak de export nog eens",
            "encrypted": "er zit een wachtwoord op; maak een export zonder wachtwoord",
            "nested": "er zit nog een archief in; geef dat apart",
            "method": "het is ingepakt op een manier die we niet kennen; maak een gewone zip",
            "twice": "een naam staat er twee keer in; maak de export nog eens",
            "no chat": "er zit geen chat in; kijk of je de goede export hebt",
        },
    },
    "AlreadyReadError": {
        "member": {
            "date-order": "met een andere volgorde van de datums",
            "zone": "met een andere tijdzone",
            "private": "en niet als privé",
        },
    },
    "OtherNamesError": {
        "member": {
            "me": "met een andere naam voor jou, of zonder",
            "by": "met een ander antwoord op wie je daarin lastigvalt, of zonder",
        },
    },
    "ImpossibleMomentError": {
        "why": {
            "month": "een jaar heeft de maanden 1 tot en met 12",
            "day": "een maand heeft de dagen 1 tot en met 31",
            "hour": "een dag heeft de uren 0 tot en met 23",
            "half": "met am of pm gaan de uren van 1 tot en met 12",
            "minute": "minuten en seconden gaan van 0 tot en met 59",
            "part": "de tijd valt niet in dat deel van de dag",
            "night": "die twee dagen volgen niet op elkaar",
            "skipped": "in dat uur ging de klok vooruit",
        },
    },
    "AreaRefusedError": {
        "reason": {
            "point": "dit is geen punt; schrijf breedte en lengte, zoals 52.0907,5.1214",
            "points": "een grens heeft drie of meer verschillende punten nodig",
            "crosses": "de grens kruist of raakt zichzelf; kijk de volgorde van de punten na",
            "antimeridian": "een lijn van de grens gaat de halve wereld rond; kijk de punten na",
            "many": "de grens heeft te veel punten; neem er minder",
            "swapped": "dit punt ligt ver van Nederland; zijn breedte en lengte omgewisseld?",
            "far": "dit punt ligt ver van Nederland; schrijf eerst de breedte en dan de lengte, zoals 52.0907,5.1214",
            "metres": "een afstand is meer dan nul meter",
        },
    },
    "MapRefusedError": {
        "reason": {
            "json": "dit is geen GeoJSON; kijk of het de goede kaart is",
            "none": "er staat geen vlak (Polygon) in; teken een gesloten gebied",
            "hole": "er zit een gat in het gebied; teken het zonder gat",
        },
    },
    "CardTellsError": {
        "reason": {
            "key": "het lijkt op de code van je dossier",
            "code-word": "daarin staat je codewoord",
            "refuge": "daarin staat waar je heen gaat",
            "other": "daarin staat de naam van degene die je lastigvalt",
        },
    },
    "MissingMemberError": {"member": _MEMBERS},
    "UnreadLineError": {
        "why": {
            "json": "hier hoort één JSON-object op een regel te staan",
            "twice": "een veld staat er twee keer",
            "utf-8": "dit is geen UTF-8",
        }
    },
    "NoAnswerError": {"member": _MEMBERS},
    "NamesElsewhereError": {
        "kind": {
            "incident": "een voorval",
            "evidence": "bewijs",
            "stop-message": "het bericht waarin je stop zei",
            "police-contact": "een gesprek met de politie",
            "note": "een notitie voor jezelf",
            "receipt": "een ontvangstbewijs",
            "exported": "iets wat je uitgaf",
        }
    },
    "NeededMemberError": {"member": _MEMBERS},
    "UnknownContentError": {
        "listing": {
            "how": "wat er gebeurde",
            "behaviours": "gedrag",
            "channels": "kanaal",
            "places": "plaats",
            "effects": "gevolgen",
            "evidence-kinds": "soorten bewijs",
            "targets": "op wie het gericht was",
            "witness-kinds": "soorten getuigen",
            "police-outcomes": "wat de politie deed",
            "police-channels": "hoe je de politie sprak",
            "settings": "instellingen",
            "reveals": "wat een ander kan leren",
            "order-kinds": "soorten verboden",
            "intake-topics": "onderwerpen van het gesprek",
            "stopgesprek-points": "punten van het stopgesprek",
            "offences": "feiten bij een aangifte",
            "prosecutor-decisions": "wat er beslist is",
            "aware-grounds": "redenen voor AWARE",
            "regions": "regio’s",
            "damage-kinds": "soorten schade",
            "cost-kinds": "soorten kosten",
            "statement-forms": "hoe je het vertelt",
            "statement-readers": "wie het voorleest",
            "motives": "redenen van de stalker",
            "stalker-facts": "wat je van die persoon weet",
            "course": "hoe het verloopt",
            "contact-roles": "wie iemand voor je is",
            "severities": "hoe zwaar",
            "measures": "maatregelen",
            "removal-outcomes": "wat er op je verzoek kwam",
            "measure-places": "plekken van maatregelen",
            "plan-parts": "delen van je plan",
            "cards": "kaarten",
            "effects-children": "wat je merkt bij een kind",
            "letters": "brieven",
            "relations": "wie het is",
            "order-issuers": "wie het verbod gaf",
            "order-exceptions": "wat wel mag",
            "signals": "signalen",
            "rules": "adviezen",
            "needs": "waarvoor je belt",
        },
    },
    "ContentRefusedError": {
        "reason": {
            "not-yaml": "dit is geen leesbare YAML",
            "not-a-list": "hier hoort een lijst van onderdelen te staan",
            "key-twice": "dit veld staat er twee keer",
            "unknown-key": "dit veld kennen we niet",
            "wrong-id": "de id hoort uit kleine letters, cijfers en streepjes te bestaan",
            "no-label": "het Nederlandse label ontbreekt of is geen tekst",
            "wrong-text": "uitleg, alinea’s of punten zijn geen tekst",
            "wrong-aliases": "de andere woorden zijn geen lijst van teksten",
            "no-domain": "het nummer uit de inventaris ontbreekt",
            "unknown-domain": "dit nummer kan niet in de inventaris staan",
            "no-source": "de bron ontbreekt",
            "unclear-source": "de bron heeft niet een van de afgesproken vormen",
            "unclear-date": "stated hoort een jaar, maand of dag te zijn: 2024, 2024-01 of 2024-01-11",
            "nobody-checked": "bij checked hoort de dag (when) en wie het nakeek (who)",
            "unknown-status": "de status is niet valid, doubtful of withdrawn",
            "word-twice": "een id, label of ander woord staat er twee keer",
            "missing-member": "een veld dat in deze lijst nodig is, ontbreekt",
            "wrong-member": "wat hier staat past niet in dit veld, of wijst naar een id die er niet is",
            "unknown-number": "een tekst noemt tussen accolades iets dat geen instelling is",
            "wrong-search": "hier hoort te staan waarop gezocht wordt, met uitleg",
            "runs-away": "dit patroon kan op een vijandige tekst veel langer duren",
            "not-a-route": "hier hoort een weg, een plek of een stap met velden te staan",
            "id-twice": "deze id staat er twee keer",
            "dangling-state": "dit wijst naar een plek die deze weg niet heeft",
            "dangling-route": "dit wijst naar een weg die er niet is",
            "dangling-fact": "dit wijst naar een feit dat niet in facts.yaml staat",
            "wordless-fact": "het feit heeft geen zin die zegt waarom de stap niet kan, of geen vraag",
            "unreachable-state": "geen enkele stap leidt naar deze plek",
            "no-way-out": "van deze plek leidt geen stap verder, en er staat niet bij dat de weg hier mag eindigen",
        },
    },
}
