"""The sentences a person reads when something did not work: what it is about, where, and what can be done now.

To word a new error, add its class name to `SENTENCES` and the English to `locale/en/LC_MESSAGES/houvast.po`. A sentence
is Dutch, B1, with *je*; it blames nobody and names fields of the class as `{field}`. `houvast.words.saying` fills them
in. An entry is one of:

* a text;
* `Counted(one, many, by)`: two texts, chosen by the number in the field `by`;
* a tuple of these: the first of which no named field is empty.

When a field holds a code (a reason, the name of a list), `houvast.words.reasons` says what stands in its place.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence in two forms; the field `by` holds the number that chooses."""

    one: str
    many: str
    by: str


Form = str | Counted

SENTENCES: dict[str, Form | tuple[Form, ...]] = {
    # the roots: read only when a class has no sentence of its own
    "HouvastError": "Dit lukte niet; noem ons de naam {error}, dan zoeken we het uit.",
    "WrongUseError": "Dit past niet bij de vraag; --help laat zien wat kan.",
    # logbook
    "NotCanonicalError": "Dit heeft niet de vorm die het logboek kent; controleer het dossier met houvast verify.",
    "NewerVersionError": "Dit dossier is van een nieuwere Houvast (vorm {version}); werk Houvast bij en open het dan.",
    "BadHeaderError": "Een kop in het dossier heeft niet de goede vorm; controleer het dossier met houvast verify.",
    "BadEntryError": "Een notitie in het dossier heeft niet de goede vorm; controleer het dossier met houvast verify.",
    "UnclearMomentError": "“{text}” lezen we niet als moment; schrijf bijvoorbeeld 3 maart 2026 22:10, gisteravond of maart 2026.",
    "ImpossibleMomentError": "“{text}” kan geen moment zijn: {why}.",
    "NoSuchDayError": "“{text}” kan geen moment zijn: de laatste dag van die maand was {last}.",
    "OtherWeekdayError": "In “{text}” passen dag en datum niet bij elkaar: het was {day}; schrijf welke je bedoelt.",
    "VagueMomentError": (
        "“{text}” kunnen we zo niet bewaren; noem een dag, zoals rond 3 maart 2026, "
        "of een tijd, zoals begin maart, vorige week of zomer 2026."
    ),
    "ManyMomentsError": "“{text}” kan meer dan één moment zijn; bedoel je {readings}?",
    "FutureMomentError": (
        "“{text}” moet nog komen; bedoel je {earlier}?",
        "“{text}” moet nog komen; kijk de datum en de tijd na.",
    ),
    "PastMomentError": "{day} is al voorbij; hier hoort een dag die nog komt.",
    "NotKeptYetError": "Deze afspraak is op {day} en moet nog komen; noteer daarna of die doorging.",
    "AnsweredBeforeAskedError": "Het antwoord zou van {answered} zijn, maar je vroeg het pas op {asked}; kijk de datums na.",
    # seal
    "AgeFileError": "Dit verzegelde bestand gaat niet open: {reason}.",
    "AgeKeyError": "Deze sleutel kunnen we niet gebruiken: {reason}.",
    "BadSecretError": "Dit slot gaat open, maar er ligt geen sleutel in; neem een andere kopie van het dossier.",
    "WeakPassphraseError": "Deze wachtzin is te kort; neem er een van {shortest} tekens of meer.",
    "BodyRefusedError": (
        "Stuk {seq} van het dossier gaat niet open of is veranderd; controleer het dossier met houvast verify."
    ),
    # intake
    "BrokenReadingError": "Wat we uit dit bestand lazen, is vanaf regel {line} niet heel; lees het opnieuw in.",
    "ArchiveRefusedError": (
        "Het archief gaat niet open bij {member}: {reason}.",
        "Het archief gaat niet open: {reason}.",
    ),
    "ChatRefusedError": "Deze chat is later opnieuw opgeslagen: {reason}. Maak de export nog eens op de telefoon, en open hem niet.",
    "AlreadyReadError": (
        "{name} is al ingelezen {member}; trek die notitie in met houvast correct DOSSIER NUMMER --retract "
        "(nummers: houvast show DOSSIER --all) en lees het bestand opnieuw in."
    ),
    "OtherNamesError": (
        "{name} is al ingelezen {member}; verander dat met houvast correct DOSSIER NUMMER --me of --by "
        "(nummers: houvast show DOSSIER --all)."
    ),
    "UnknownSenderError": (
        "In {name} schrijft niemand onder de naam {sender}; kies een naam die erin staat: {participants}.",
        "In {name} schrijft niemand onder de naam {sender}; er staat geen naam in.",
    ),
    "ManySendersError": (
        "Onder de naam {sender} schrijven meer adressen; kies het adres dat je bedoelt, of geef --by of --other voor elk adres een keer: "
        "{participants}."
    ),
    "SenderTwiceError": "{sender} kan niet allebei zijn: jij en wie je lastigvalt; kies een van beide.",
    "MissingMemberError": "Zeg nog {member}; de rest mag leeg blijven.",
    "UnreadMemberError": "Bij “{member}” lezen we “{text}” niet; schrijf het anders.",
    "UnknownMemberError": "“{member}” is geen veld dat je hier kunt zeggen; kies uit {known}.",
    "OptionWithLinesError": "Naast een bestand met hele notities past {option} niet; zet het in de regels zelf.",
    "NamesElsewhereError": (
        "Notitie {entry} is {kind}; wie erin schrijft, zeg je van een ingelezen chat of van mail: notitie {imports}.",
        "Notitie {entry} is {kind}; wie erin schrijft, zeg je van een ingelezen chat of van mail, en die is er nog niet.",
    ),
    "NothingChangedError": "Hiermee verandert er niets aan notitie {entry}; zeg wat er anders moet.",
    "UnreadLineError": "Regel {line} van {path} is nog niet vastgelegd; verbeter die regel: {why}",
    # vault
    "NoDossierError": "In {path} ligt geen dossier; kijk of de map klopt.",
    "FolderTakenError": "In {path} staat al iets; kies een lege of een nieuwe map.",
    "DemoPassphraseError": (
        "Dit is de wachtzin van het voorbeeld, die iedereen kan lezen; neem een andere, of typ eerst: unset HOUVAST_PASSPHRASE."
    ),
    "KeysLeftError": (
        "In {path} liggen sleutels zonder dossier; laat ze liggen, ze openen misschien een kopie, en kies een andere map."
    ),
    "MissingFileError": "Het dossier mist {path}; zet dat bestand terug uit een kopie.",
    "SeqTakenError": "Een ander programma schreef tegelijk in dit dossier; doe het nog een keer.",
    "WrongKeyError": "Deze wachtzin of code past op geen slot van dit dossier; typ die nog eens.",
    "DamagedSlotError": "Het slot {path} is beschadigd; gebruik een ander slot of een kopie van het dossier.",
    "BrokenDossierError": "Het dossier in {path} klopt niet bij stap {step}; houvast verify laat zien wat er is.",
    "SyncFolderError": (
        "{program} kopieert de map {path} naar andere plekken; kies een andere map, of zeg --anyway als het zo moet."
    ),
    # reports
    "UnknownEntryError": "“{name}” wijst niet precies één notitie aan; kies het nummer van een notitie.",
    "TargetExistsError": "{path} bestaat al en blijft zoals het is; kies een andere naam.",
    # cli
    "BadArgumentsError": (
        "Zo begrijpen we {command} niet ({why}); met --help erachter zie je wat kan.",
        "Zo begrijpen we de opdracht niet ({why}); houvast --help laat zien wat kan.",
    ),
    "UnfitOptionError": "{option} past niet bij {of}; laat {option} weg, of noteer het apart.",
    "NeedsOptionError": "{option} hoort bij {other}; geef die er ook bij.",
    "UnknownChoiceError": "“{word}” kennen we niet bij {option}; kies uit {known}.",
    "NoCopyError": "Notitie {number} is geen kopie bij iemand anders; houvast copies laat zien welke dat zijn.",
    "NoAnswerError": "We weten nog niet {member}; geef dat mee met de opdracht.",
    "NoPassphraseError": "Er is nog geen wachtzin; zet die in een bestand en noem dat in HOUVAST_PASSPHRASE_FILE.",
    "PassphraseDiffersError": "De twee wachtzinnen zijn niet gelijk; typ ze nog eens.",
    "UnknownZoneError": "De tijdzone {zone} kennen we niet; schrijf bijvoorbeeld Europe/Amsterdam.",
    "UnknownSourceError": (
        "Geen ingelezen bestand heet {source}, en van geen begint de SHA-256 zo; kies {known}.",
        "Geen ingelezen bestand heet {source}, en van geen begint de SHA-256 zo; lees er eerst een in met houvast import.",
    ),
    "AmbiguousSourceError": "“{source}” past op meer bestanden; kies met de tekens erachter: {found}.",
    "NoSuchMessageError": "Een bericht {name} kennen we niet; de nummers staan in houvast messages --suggest, zoals 3.12.",
    "WhichKindError": (
        "Bericht {name} kan meer dan één ding zijn; zeg erbij waarover je antwoord gaat, met --kind: {kinds}.",
        "Bij bericht {name} staat geen vraag open; zeg met --kind wat het is.",
    ),
    "OutNameError": (
        "Een rapport {path} kunnen we niet maken; kies een naam op .pdf, .zip of .zip.age, of een map met een / erachter."
    ),
    "RecoveryNameError": "{path} kunnen we niet maken; kies voor de code een naam op .txt of .pdf.",
    "SealedToKeyError": (
        "{path} is verzegeld voor iemands sleutel; wie die heeft, geeft het bestand ermee op met houvast verify --key."
    ),
    "OtherAgeKeyError": "Deze sleutel past niet op {path}; vraag wie het stuurde voor welke sleutel het is verzegeld.",
    "NoFilesError": ("In {path} staan geen bestanden om in te lezen; kijk of de map klopt."),
    "NoPathError": ("{path} is er niet, of is geen dossier, pakket of stand; kijk of de naam klopt."),
    "NoPackageError": ("{path} is geen dossier en geen pakket; kijk of de naam klopt."),
    "EmptySheetError": "Voor het blad {sheet} is nog niets genoteerd dat erop mag; er is niets gemaakt.",
    "CardTellsError": "Op de kaart “{card}” kan dit bij “{field}” niet staan: {reason}. Haal het weg, of laat het leeg.",
    "NothingToReportError": ("Er is nog niets dat mee mag; noteer iets, of kies notities met --include."),
    "AlwaysStandsError": "“{advice}” gaat over 112 en blijft altijd staan; andere adviezen kun je wel even wegzetten.",
    "SecondStopError": (
        "Er staat al een bericht dat stop zei ({at}); één keer is genoeg. Alleen een bericht van eerder kan er nog bij.",
        "Er staat al een bericht dat stop zei; één keer is genoeg. Noteer wat je nog kwijt wilt met houvast note.",
    ),
    "NotOnTheRoadError": "“{what}” past niet bij wat er tot nu toe staat: {why} Gebeurde het toch, geef dan --anyway mee.",
    "UnknownRoadError": "“{word}” is geen weg die we kennen; kies {known}.",
    "UnknownStepError": "“{word}” is geen stap van deze weg; kies {known}.",
    "NoStepNamedError": (
        "Noem bij {option} ook welke stap het was; houvast step met je map en {road} laat de stappen zien.",
        "Noem bij {option} ook welke weg en welke stap het was; houvast step met je map en een weg laat de stappen zien.",
    ),
    "AssaultNoteError": (
        "Goed om te weten voor je dit vastlegt: bij mishandeling kunnen politie en Openbaar Ministerie ook zonder jouw verzoek vervolgen. "
        "Heb je dit gelezen, geef dan --note-read mee."
    ),
    "BadAmountError": "“{text}” lezen we niet als bedrag; schrijf bijvoorbeeld 120 of 120,50.",
    "NotAskedError": "Deze vraag gaat over een ex-partner, en jij noteerde een andere relatie; verbeter die eerst als dat niet klopt.",
    "WordsTwiceError": "De woorden staan in --from en ook in {option}; geef ze één keer.",
    "NeededMemberError": "Zonder {member} kan deze notitie niet; geef met --set een andere waarde, of trek de notitie in met --retract.",
    "PackageNameError": (
        "{path} past niet bij wat je vraagt; een verzegeld pakket heet .zip.age en hoort bij --seal-to of --seal-passphrase-from."
    ),
    "PackageTooLargeError": ("Dit past niet in één zip; maak het pakket als map."),
    "DamagedOriginalError": (
        "Het bestand {name} is niet meer wat de notitie zegt; kijk met houvast verify en zet het terug uit een kopie."
    ),
    "PackageBrokenError": (
        "Het pakket klopte niet bij het teruglezen ({path}, stap {step}) en is weggegooid; probeer het op een andere schijf."
    ),
    "DefectError": "Dit ging mis door iets in Houvast zelf ({name}); wat bevestigd was, is bewaard.",
    "InsideDossierError": "{path} ligt in het dossier zelf; kies een plek erbuiten.",
    "SamePassphraseError": "Dit is de wachtzin die er al was; kies een andere.",
    "PassphraseNamesHerError": "In deze wachtzin staat je naam; neem woorden die niemand bij jou zoekt.",
    "BrokenKnownError": "{path} klopt zelf niet; vergelijk met een dossier of pakket dat wel klopt, of geef de stand zelf.",
    # orders
    "AreaRefusedError": (
        "Het gebied van deel {clause} van het verbod kunnen we niet gebruiken ({text}): {reason}.",
        "Het gebied van deel {clause} van het verbod kunnen we niet gebruiken: {reason}.",
    ),
    "EndsBeforeItBeginsError": "Dit verbod zou eindigen op {ends}, maar begint pas op {starts}; kijk de datums na.",
    "OtherLawError": (
        "Wie het verbod gaf, hoort bij het andere recht: de burgerlijke rechter bij civiel, de officier en de strafrechter bij strafrecht."
    ),
    "TakenBackOrderError": "Het verbod in notitie {name} is ingetrokken; noem een verbod dat nog staat (houvast order DOSSIER).",
    "NoSuchWindowError": "De dagen kloppen niet: het einde, {until}, ligt voor het begin, {since}.",
    "YearNeededError": "Noem bij “{text}” ook het jaar; dit moment kan nog komen.",
    "MapRefusedError": "In {path} lezen we geen gebied: {reason}.",
    # guidance and words
    "UnknownListError": "Er is geen lijst “{name}”; werk Houvast bij als die er wel hoort te zijn.",
    "UnknownContentError": (
        "“{word}” staat niet in de lijst “{listing}”; bedoel je {close}? Alle woorden zie je met --lists, of met een ? als antwoord.",
        "“{word}” staat niet in de lijst “{listing}”; alle woorden zie je met --lists, of met een ? als antwoord.",
    ),
    "ContentRefusedError": (
        "In {path}, regel {line}, bij {item}: {reason}; verbeter die regel.",
        "In {path}, regel {line}: {reason}; verbeter die regel.",
        "In {path}: {reason}; verbeter dat bestand.",
    ),
    "UnknownLanguageError": "De taal {lang} spreken we nog niet; kies {known}.",
    "TranslationRefusedError": "In {path} is regel {line} niet te lezen als vertaling; verbeter die regel.",
}

# What the disk refuses, by errno's name or, without one here, by Python's class; `path` is the file it was about.
DISK: dict[str, str] = {
    "ENOSPC": "De schijf is vol; maak ruimte en doe het nog een keer.",
    "EROFS": "Op deze schijf kan niets geschreven worden; kies een andere plek.",
    "FileNotFoundError": "{path} is er niet; kijk of de naam klopt.",
    "PermissionError": "Bij {path} mogen we niet; kijk wie het mag lezen en schrijven.",
    "IsADirectoryError": "{path} is een map; noem een bestand.",
    "NotADirectoryError": "{path} is geen map; noem een map.",
    "FileExistsError": "{path} bestaat al en blijft zoals het is; kies een andere naam.",
    "OSError": "Lezen of schrijven lukte niet bij {path} ({why}); kijk of de schijf er nog is.",
}
NO_PATH = "dit bestand"
