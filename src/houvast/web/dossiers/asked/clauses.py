"""What an order forbids, as it is typed: contact, lines that name places, the borders on a map; and how that is filled in again (C99)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.errors import AreaRefusedError, HouvastError
from houvast.insight import areas, maps
from houvast.logbook import codec
from houvast.logbook.steps import Circle, Clause
from houvast.reports.members import clause_words
from houvast.web import uploads
from houvast.web.forms import Option, WrongError
from houvast.web.saying import say
from houvast.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from houvast.logbook.evidence import File
    from houvast.web.alone import Opened

CLAUSES = "clauses"
LINES = (
    Option("address", "Een adres of plek", "Thuis, werk, of Kerkstraat 12, Utrecht. Met een aantal meters geldt het ook eromheen."),
    Option("street", "Een straat", "Zet de plaats erbij: Kerkstraat, Utrecht."),
    Option("neighbourhood", "Een buurt of wijk"),
    Option("municipality", "Een gemeente"),
    Option("province", "Een provincie"),
    Option("words", "Een gebied in woorden", "Zoals het er staat. Wat er in de buurt gebeurt, heet dan niet zeker."),
    Option("polygon", "Een grens van punten op de kaart", "De hoekpunten achter elkaar, met spaties ertussen."),
    Option(
        "circle", "Een punt op de kaart (breedte en lengte)",
        "Zoals 52.0907,5.1214. Neem het over van de brief, of lees het af met een kaart die zonder internet werkt. "
        "Wie je adres intikt op een website met kaarten, vertelt die site waar je woont.",
    ),
)  # fmt: skip
"""What a line of an area can name: first what a person knows, last what only a map knows."""
AROUND = "{metres} meter rond {place}"
"""How an order says a distance around an address, which no map here can draw: what happened elsewhere is then not certain."""
_NO_POINT = "“{said}” is geen punt op de kaart (breedte en lengte). Is het een adres? Kies dan “Een adres of plek”; de meters blijven."
_LONGEST_NUMBER = 9


def clauses_said(raw: Mapping[str, list[str]], name: str) -> list[dict[str, Any]]:
    """The clauses as `intake.typed` takes them, each with how the order itself says it, by their places. Raises: WrongError."""
    found = [*_contact(raw, name), *_lines(raw, name), *_kept(raw, name)]
    return [said for _, said in sorted(found, key=lambda pair: pair[0])]


def _kept(raw: Mapping[str, list[str]], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Points that these questions cannot ask, as they stood. Raises: WrongError."""
    for each in raw.get(f"{name}-kept", ()):
        place, _, text = each.partition(" ")
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            said = None
        if not (place.isascii() and place.isdigit() and len(place) <= _LONGEST_NUMBER and isinstance(said, dict)):
            raise WrongError(say("Dit punt kan niet worden gelezen.", "nl"), name)
        yield int(place), said


def kept_of(raw: Mapping[str, list[str]], name: str) -> list[tuple[str, str]]:
    """Each point that these questions cannot ask: as it travels in the form, and in words."""
    try:
        found = [said for _, said in _kept(raw, name)]
        return [(each, clause_words(said, "nl")) for each, said in zip(raw.get(f"{name}-kept", ()), found, strict=True)]
    except (WrongError, HouvastError, LookupError, TypeError, ValueError):  # of a form that was not ours
        return []


def _place_of_contact(raw: Mapping[str, list[str]], name: str) -> int:
    said = first(raw, f"{name}-contact")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER else 0


def _contact(raw: Mapping[str, list[str]], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    persons = [*raw.get(f"{name}-persons", ()), *first(raw, f"{name}-names").splitlines()]
    said: dict[str, Any] = {
        "persons": [each.strip() for each in persons if each.strip()], "channels": list(raw.get(f"{name}-via", ())),
        "words": first(raw, f"{name}-words"),
    }  # fmt: skip
    if first(raw, f"{name}-contact"):
        yield (
            _place_of_contact(raw, name),
            {"kind": "contact", **{member: value for member, value in said.items() if value}},
        )
    elif any(said.values()):
        raise WrongError(say("Zet eerst een vinkje bij “Geen contact”.", "nl"), name)


def _lines(raw: Mapping[str, list[str]], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for place in lines_of(raw, name):
        kind, said, metres, words = (
            first(raw, f"{name}-{part}-{place}") for part in ("kind", "said", "metres", "words")
        )
        at = f"{name}-said-{place}"
        if not said:
            continue
        if not kind:
            raise WrongError(say("Kies bij elke regel wat het is.", "nl"), f"{name}-kind-{place}")
        if kind == "words" and words:
            said, words = f"{said}: {words}", ""
        for clause in _clauses(kind, said, metres, f"{name}-metres-{place}"):
            if clause.circle is not None and areas.point(said) is None:
                raise WrongError(say(_NO_POINT, "nl").format(said=said), at)
            try:
                areas.refuse(clause, int(place))
            except AreaRefusedError as error:
                raise WrongError(sentence(error, "nl"), at) from None
            plain: Any = codec.plain(clause)
            yield int(place), {**({"words": words} if words else {}), **plain}


def _clauses(kind: str, said: str, metres: str, at: str) -> Iterator[Clause]:
    """What a line says; what is named with metres holds there for sure, and around it is not sure."""
    if metres.isascii() and metres.isdigit() and len(metres) > _LONGEST_NUMBER:
        raise WrongError(say("Dit zijn te veel meters. Kijk het getal na.", "nl"), at)
    if (metres or kind == "circle") and not (metres.isascii() and metres.isdigit() and len(metres) <= _LONGEST_NUMBER):
        raise WrongError(say("Vul het aantal meters in, met alleen cijfers.", "nl"), at)
    match kind:
        case "address":
            yield Clause(kind="location", addresses=tuple(filter(None, (each.strip() for each in said.split(";")))))
        case "circle":
            yield Clause(kind="area", circle=Circle(said, int(metres)))
        case "polygon":
            yield Clause(kind="area", polygon=tuple(said.split()))
        case _:
            named: Any = {kind: said} if kind in {each.id for each in LINES} else {"street": said}
            yield Clause(kind="area", **named)
    if metres and kind not in ("circle", "polygon"):
        yield Clause(kind="area", words=say(AROUND, "nl").format(metres=metres, place=said))


def lines_of(raw: Mapping[str, list[str]], name: str) -> list[str]:
    """The numbers of the lines of areas that hold something."""
    start = f"{name}-said-"
    places = [each.removeprefix(start) for each in raw if each.startswith(start) and first(raw, each)]
    return sorted((each for each in places if each.isdigit()), key=int)


def clauses_typed(name: str, value: Iterable[Clause]) -> dict[str, list[str]]:
    """What would have been typed to say these clauses, each at its place; a point that cannot be asked so is kept as it stands."""
    raw: dict[str, list[str]] = {}
    for place, each in enumerate(value, 1):
        fitting = _contact_typed(name, place, each) if each.kind == "contact" else _typed_at(name, place, each)
        taken = each.kind == "contact" and f"{name}-contact" in raw
        if taken or not fitting or not _says(fitting, name, each):
            raw.setdefault(f"{name}-kept", []).append(f"{place} {json.dumps(codec.plain(each), ensure_ascii=False)}")
        else:
            raw |= fitting
    return raw


def _says(raw: Mapping[str, list[str]], name: str, of: Clause) -> bool:
    """Whether what is typed so says just this."""
    try:
        return clauses_said(raw, name) == [codec.plain(of)]
    except WrongError:
        return False


def _contact_typed(name: str, place: int, of: Clause) -> dict[str, list[str]]:
    known = {item.id for item in guidance.load("targets")}
    return {
        f"{name}-contact": [str(place)], f"{name}-persons": [who for who in of.persons if who in known],
        f"{name}-names": ["\n".join(who for who in of.persons if who not in known)], f"{name}-via": list(of.channels),
        f"{name}-words": [of.words or ""],
    }  # fmt: skip


def _typed_at(name: str, place: int, of: Clause) -> dict[str, list[str]]:
    """The inputs of one line; none where one line does not say it."""
    lines = list(_typed_line(of))
    return {f"{name}-{part}-{place}": [said] for part, said in lines[0].items() if said} if len(lines) == 1 else {}


def _typed_line(of: Clause) -> Iterator[dict[str, str]]:
    """The lines that say one clause of a place."""
    words = of.words or ""
    if of.addresses:
        yield {"kind": "address", "said": "; ".join(of.addresses), "words": words}
    for part in ("street", "neighbourhood", "municipality", "province"):
        if named := getattr(of, part):
            yield {"kind": part, "said": named, "words": words}
    if of.circle is not None:
        yield {"kind": "circle", "said": of.circle.centre, "metres": str(of.circle.metres), "words": words}
    if of.polygon:
        yield {"kind": "polygon", "said": " ".join(of.polygon), "words": words}
    if of.words and not names_a_place(of):
        yield {"kind": "words", "said": of.words}


def names_a_place(of: Clause) -> bool:
    """Whether it names where it holds, and not only in words."""
    named = (of.addresses, of.street, of.neighbourhood, of.municipality, of.province, of.polygon, of.circle)
    return any(named)


def is_map(name: str) -> bool:
    """Whether a file is a map, by the end of its name."""
    return name.lower().endswith((".geojson", ".json"))


def with_maps(opened: Opened, held: dict[str, Any], lang: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The draft with a line for each border on the maps that came; a map that cannot be used is let go. Raises: OSError."""
    raw, files, wrong = dict(held["raw"]), list[dict[str, Any]](), dict[str, str]()
    read = set(held.get("maps", ()))
    for each in held.get("files", ()):
        file = uploads.from_said(each)
        if is_map(file.name) and file.blob not in read:
            try:
                raw |= _lines_of_map(opened, file, raw)
            except HouvastError as error:
                wrong["file"] = sentence(error, lang)
                opened.vault.let_go(file)
                continue
            read.add(file.blob)
        files.append(each)
    return {**held, "raw": raw, "files": files, "maps": sorted(read)}, wrong


def _lines_of_map(opened: Opened, file: File, raw: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """A line for each border on a map. Raises: MapRefusedError; AreaRefusedError."""
    with opened.vault.open(file) as original:
        found = maps.borders(original.read(maps.LARGEST + 1), file.name)
    begin = max(map(int, lines_of(raw, CLAUSES)), default=0) + 1
    lines: dict[str, list[str]] = {}
    for place, each in enumerate(found, begin):
        areas.refuse(Clause(kind="area", polygon=each), place)
        lines |= {f"{CLAUSES}-kind-{place}": ["polygon"], f"{CLAUSES}-said-{place}": [" ".join(each)]}
    return lines


def first(raw: Mapping[str, list[str]], name: str) -> str:
    """What was typed in an input."""
    return next(iter(raw.get(name, ())), "").strip()


def clauses_shown(value: Any) -> str:
    """The clauses as they are read back."""
    return "\n".join(f"{at}. {clause_words(each, 'nl')}" for at, each in enumerate(value, 1))
