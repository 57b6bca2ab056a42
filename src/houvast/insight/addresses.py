"""Dutch addresses as people type them: read into their parts, and compared.

There is no list of streets or towns here: what is not said cannot be known, and two towns can have a street of the same name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Match = Literal["yes", "no", "town", "number", "spelling", "named", "place"]
"""`yes`, `no`, or why it cannot be told: town or number not said, nearly the same name, only named in passing, no address at all."""

_LONGEST = 200  # of a text that is compared; an address is shorter
_LIKE = 0.85
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([a-z]{2})\b")
_NUMBERED = re.compile(r"(?P<street>.*[^\W\d].*?) (?P<number>\d{1,5})(?P<rest>(?: ?[-/] ?\w{1,5}\b)?\D*)")
_NUMBER = re.compile(r"\b(?:huisnummer|nummer|nr) (?=\d)")
_ADDITION = re.compile(r" ?[-/] ?(\w{1,5})\b| ?(bis|hs|huis|boven|beneden|rood|zwart|i{1,3}|iv)\b| ?([a-z])\b")
_STREETS = (
    "straat", "laan", "weg", "plein", "kade", "gracht", "singel", "dijk", "pad", "hof", "steeg", "dreef", "markt", "baan", "park", "wal",
    "boulevard", "plantsoen", "erf", "kamp", "veld", "ring", "brink", "poort", "dam", "haven", "allee", "passage",
)  # fmt: skip
_SHORT = {"str": "straat", "ln": "laan", "pln": "plein", "wg": "weg", "sngl": "singel"}
_WHOLE = {"st": "sint", "burg": "burgemeester", "v": "van", "vd": "van de"}
_BEFORE = re.compile(r"(?:op|in|aan)(?: de| het)? ")
_NEAR = frozenset({"bij", "hoek", "tegenover", "naast", "achter", "voor", "nabij", "vlakbij", "rond", "richting", "naar", "van", "uit",
                   "tussen", "langs", "buiten", "niet"})  # fmt: skip
_IN_STREETS = frozenset({"van"})
# What people call a place near home; it names no street, and can be in any.
_NO_STREET = frozenset({"op", "in", "aan", "mijn", "onze", "ons", "thuis", "nummer", "nr", "huis", "deur"})
_NO_STREETS = frozenset({
    "achterpad", "fietspad", "voetpad", "wandelpad", "zandpad", "zandweg", "snelweg", "spoorweg", "supermarkt", "bouwmarkt", "rommelmarkt",
    "speelveld", "sportveld", "voetbalveld", "schoolplein", "speelplein", "parkeerplein", "winkelpark", "vakantiepark", "pretpark",
    "stadspark", "kerkhof", "jachthaven", "luchthaven",
})  # fmt: skip
_TOWNS = {"s gravenhage": "den haag", "s hertogenbosch": "den bosch"}


@dataclass(frozen=True)
class Address:
    """The parts of an address, folded; `street` is without blanks, so that "Kerk straat" is "Kerkstraat".

    `is_plain`: the name can be nothing else than that of a street. "Het plein" and "nummer 12" can be in the very street that is meant.
    """

    street: str
    number: str | None = None
    addition: str | None = None
    postcode: str | None = None
    town: str | None = None
    is_plain: bool = field(default=True, compare=False)


@dataclass(frozen=True)
class Words:
    """What was said of a place; it is read when it is first compared, and once."""

    text: str

    @cached_property
    def folded(self) -> str:
        """As `folded`."""
        return folded(self.text)

    @cached_property
    def address(self) -> Address | None:
        """As `read`."""
        return read(self.text)


def folded(text: str) -> str:
    """A text to compare: small letters without accents, dots and quotes, one blank between words, hyphens only within numbers."""
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", text[:_LONGEST].casefold()) if not unicodedata.combining(each)
    )
    plain = re.sub(r"['’`\"]", " ", plain).replace("\n", ", ")
    words = [_spelled_out(word) for word in plain.split()]
    plain = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", " ".join(words))
    return " ".join(plain.split())


def _spelled_out(word: str) -> str:
    """A word without dots, and with what is commonly cut short in full: `kerkstr.` is `kerkstraat`."""
    bare, comma = word.rstrip(",").replace(".", ""), "," if word.endswith(",") else ""
    if word.rstrip(",") != bare and bare in _WHOLE:
        return _WHOLE[bare] + comma
    for short, long in _SHORT.items():
        if bare.endswith(short) and len(bare) > len(short) + 1 and (short == "str" or "." in word):
            return bare.removesuffix(short) + long + comma
    return bare + comma


def read(text: str, *, is_street: bool = False) -> Address | None:
    """The address a text is; None when it is none. With `is_street` a name alone is a street, whatever it ends in."""
    plain = folded(text)
    plain = plain[found.end() :] if (found := _BEFORE.match(plain)) else plain
    plain = _NUMBER.sub("", plain)
    if (not is_street and plain.split(" ")[0] in _NEAR - _IN_STREETS) or re.search(
        r"\b(?:hoek|en|of)\b", plain.partition(",")[0]
    ):
        return None
    postcode = _POSTCODE.search(plain)
    first, _, rest = plain.partition(",")
    if postcode is not None:
        first, rest = plain[: postcode.start()].split(",")[0], plain[postcode.end() :]
    town = _town(rest)
    code = "".join(postcode.groups()) if postcode is not None else None
    if (numbered := _NUMBERED.fullmatch(first.strip())) is not None:
        added = _ADDITION.match(numbered["rest"])
        behind = numbered["rest"][added.end() if added else 0 :]
        addition = next(filter(None, added.groups()), None) if added else None
        town = town or _town(behind)
        plainly = _is_plain(numbered["street"], town or code, numbered=True)
        return Address(_joined(numbered["street"]), numbered["number"], addition, code, town, plainly)
    name = first.strip()
    if name and (is_street or name.split()[-1].endswith(_STREETS)):
        return Address(_joined(name), None, None, code, town, _is_plain(name, town or code))
    return None


def _is_plain(name: str, town: str | None, *, numbered: bool = False) -> bool:
    """Whether this name can only be that of a street; with a town or a postcode behind it also when it does not end as one."""
    words = name.split()
    if not words or words[-1] in _NO_STREETS | _NEAR or not (_NO_STREET | _NEAR - _IN_STREETS).isdisjoint(words):
        return False
    if words[-1] in _STREETS:
        return numbered or town is not None or not {"de", "het", "een"}.issuperset(words[:-1])
    return town is not None or words[-1].endswith(_STREETS)


def street(ordered: str) -> Address | None:
    """The street an order names, whatever else it says: it holds all its numbers."""
    found = read(ordered, is_street=True)
    return None if found is None else Address(found.street, None, None, found.postcode, found.town)


def names(area: str, said: Words) -> Match:
    """Whether what was said names this neighbourhood, town or province; "place" when not, as there is no list of what lies where."""
    wanted, plain = folded(area), said.folded
    wanted = re.sub(r"^(?:de |het )?(?:gemeente|provincie|wijk|buurt)(?: van)? ", "", wanted)
    for found in (
        re.finditer(rf"\b{re.escape(_TOWNS.get(wanted, wanted))}\b", _TOWNS.get(plain, plain)) if wanted else ()
    ):
        before = plain[: found.start()].split()
        return "named" if before and before[-1] in _NEAR else "yes"
    return "place"


def compared(ordered: Address | None, words: Words) -> Match:
    """Whether what was said is at the address an order names, as `read` or `street` gives it; a street where that has no number."""
    if ordered is None:
        return "place"
    said, named = words.address, ordered.street in _joined(words.folded)
    if said is None:
        return "named" if named else "place"
    if ordered.street != said.street:
        code = ordered.postcode is not None and (ordered.postcode, ordered.number) == (said.postcode, said.number)
        like = _alike(ordered.street, said.street)
        return "spelling" if code or like else "named" if named else "no" if said.is_plain else "place"
    if ordered.number is not None and said.number not in (None, ordered.number):
        return "number" if _span_meets(ordered, said) else "no"
    where = _same_town(ordered, said)
    return where if where != "yes" or ordered.number is None else _same_number(ordered, said)


def _span_meets(one: Address, other: Address) -> bool:
    """Whether a number is one of a row as `10-14`."""
    (low, high), (first, last) = (_span(each) for each in (one, other))
    return low <= last and first <= high


def _span(of: Address) -> tuple[int, int]:
    first = int(of.number or 0)
    return first, max(first, int(of.addition)) if of.addition is not None and of.addition.isdecimal() else first


def _same_number(ordered: Address, said: Address) -> Match:
    if said.number is None:
        return "number"
    if ordered.addition == said.addition:
        return "yes"
    return "number" if None in (ordered.addition, said.addition) else "no"


def _same_town(ordered: Address, said: Address) -> Match:
    """Whether two streets of one name are in one town: by postcode, by name, or because neither says; else it cannot be told."""
    if ordered.postcode and said.postcode:
        if ordered.postcode == said.postcode or (ordered.number is None and ordered.postcode[:4] == said.postcode[:4]):
            return "yes"
        return "town" if ordered.number is None or ordered.town == said.town else "no"
    if ordered.town and said.town:
        like = _alike(ordered.town, said.town)
        return "yes" if ordered.town == said.town else "spelling" if like else "no"
    return "yes" if ordered.town is said.town is None and ordered.postcode is said.postcode is None else "town"


def _alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher  # 8 ms that only two different names have to pay

    return SequenceMatcher(None, one, other).ratio() >= _LIKE


def _town(text: str) -> str | None:
    """The town that stands behind a street or a postcode, without its country."""
    parts = [part.strip(" ,-") for part in text.split(",")]
    name = next((part for part in parts if part and part not in ("nederland", "nl")), None)
    return None if name is None or any(each.isdigit() for each in name) else _TOWNS.get(name, name)


def _joined(words: str) -> str:
    return re.sub(r"[\W_]+", "", words)
