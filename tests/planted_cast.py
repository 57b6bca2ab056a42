"""A dossier in which every kind of entry stands twice, private and for others to read, with a word of its own in every text.

The words say where they may go: `geheim…` nowhere, `achter…` (what is private in an entry that others may read) nowhere either unless
the entry was included whole, `mee…` wherever the entry goes.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from PIL import Image

from cast import NOW, make_dossier
from houvast import guidance
from houvast.intake.asked import EITHER, LISTS, MOMENTS
from houvast.intake.corrections import corrections
from houvast.intake.formats import Answers
from houvast.intake.intake import Wish, take_in
from houvast.logbook import codec
from houvast.logbook.entry import KINDS, Correction, Exported, Incident, Police, Witness
from houvast.logbook.evidence import Evidence, Import, Receipt
from houvast.logbook.plan import PlanPart
from houvast.logbook.steps import Clause, Exemption
from houvast.logbook.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

NOWHERE, BEHIND, ALONG = "geheimxz", "achterxz", "mee"  # no word of ours begins so
APART = (Correction, Exported, Evidence, Import, Receipt)
"""Kinds that come about by an act of their own."""
REFERS = frozenset({
    "photo", "contact_point", "police_contact", "person", "holder", "goes_along", "imported", "evidence", "entries", "of", "orders",
    "measures",
})  # fmt: skip
_COMMON = frozenset({"id", "private", "disclose", "extra", "origin"})
_EVENTS = {"intake": "told", "aangifte": "made"}
_CHOICES = {
    "Answer": "yes", "Helper": "lawyer", "CostStatus": "paid", "MeasureStatus": "done", 'Literal["criminal", "civil"]': "criminal",
}  # fmt: skip
_SECRET_CENTS, _SHOWN_CENTS = 7_777_77, 1_234_56


def word(layer: str, *parts: str) -> str:
    """One word of letters, told from every other."""
    return layer + re.sub(r"[^a-z]", "", "".join(parts)) + "q"


def squeezed(text: str) -> str:
    """A text as it is looked through: a word may be broken at the end of a line."""
    return re.sub(r"[^a-z0-9,]", "", unicodedata.normalize("NFKD", text).lower())


def planted(kind: type[Any], *, private: bool, **more: Any) -> Any:
    """An entry of this kind in which every text is a word of its own."""
    said: dict[str, Any] = {}
    for each in dataclasses.fields(kind):
        if each.name in _COMMON | REFERS or each.name in more:
            continue
        layer = NOWHERE if private else BEHIND if each.name in kind.PRIVATE_MEMBERS else ALONG
        value = _value(kind, each.name, str(each.type), layer, private=private)
        if value is not None:
            said[each.name] = value
    return kind(private=private, **{**said, **more})


def _value(kind: type[Any], name: str, hint: str, layer: str, *, private: bool) -> Any:  # noqa: C901, PLR0912 - a match over shapes
    of, text = kind.KIND, word(layer, kind.KIND, name)
    listed = LISTS.get((of, name)) or (EITHER.get((of, name)) or (None,))[0]
    if name in MOMENTS:
        return When("2026-03-01" if private else "2026-03-05")
    if listed is not None:
        items = guidance.load(listed).offered
        id_ = items[-1 if private else 0].id
        return (id_,) if hint.startswith("tuple") else id_
    match name:
        case "event":
            return _EVENTS.get(of)
        case (
            "route"
            | "row"
            | "minutes"
            | "order"
            | "taken_for"
            | "severe"
            | "calls_police"
            | "explanation_asked"
            | "advice"
            | "by"
        ):
            return None
        case "at_times" if of == "moment":
            return text
        case "cents" | "paid_cents" | "granted_cents":
            return _SECRET_CENTS if private else _SHOWN_CENTS
        case "witnesses":
            return (Witness(name=text),)
        case "police":
            return Police(called=True, reference=text)
        case "clauses":
            return (Clause(kind="location", addresses=(text,), words=word(layer, of, "clause")),)
        case "exemptions":
            return (Exemption(kind=guidance.load("order-exceptions").offered[0].id, words=text),)
        case "parts":
            return tuple(
                PlanPart(item.id, word(layer, of, item.id))
                for item in guidance.load("plan-parts").offered
                if item.own["part"] != "think-ahead"
            )
    if hint.startswith("tuple[str"):
        return (text,)
    if hint.startswith("str"):
        return text
    return _CHOICES.get(hint.removesuffix(" | None"))


def words_in(entries: Iterable[Entry], layer: str) -> set[str]:
    """The planted words of this layer in what these entries say."""
    return {found for each in entries for found in re.findall(rf"\b{layer}[a-z]+q\b", str(codec.members(each)))}


def photo(text: str, *, located: bool = True) -> bytes:
    """A photo that says where it was made, and a word in its notes."""
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = text  # ImageDescription
    if located:
        exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 17.0), 3: "E", 4: (4.0, 18.0, 19.0)})
    Image.new("RGB", (64, 48), "grey").save(target, "JPEG", exif=exif, comment=text.encode())
    return target.getvalue()


def keep(vault: Vault, layer: str, name: str, content: bytes, **more: Any) -> Evidence:
    """A piece of evidence with a file of this content, whose name is planted too."""
    file = vault.keep(
        io.BytesIO(content), f"{word(layer, name, 'naam')}.{'jpg' if content[:2] == bytes((255, 216)) else 'txt'}"
    )
    made: Evidence = planted(
        Evidence, private=layer == NOWHERE, file=file, sort="photo", physical=None, derived_from=None, **more
    )
    vault.record([made], NOW, [file.blob])
    return made


def chat(vault: Vault, layer: str, *lines: str) -> None:
    """A chat of two, of which the other's messages count."""
    other = word(layer, "chat", "sender").capitalize()
    text = "".join(f"{line.replace('OTHER', other)}\n" for line in lines)
    wish = Wish(private=layer == NOWHERE)
    answers = Answers(not_after=date(2026, 4, 1), me="Mira")
    take_in(io.BytesIO(text.encode()), f"WhatsApp-chat met {other}.txt", vault, NOW, answers, wish)


def dossier(path: Path) -> Vault:
    """All of it, in this folder."""
    vault, _ = make_dossier(path)
    plant(vault)
    return vault


def plant(vault: Vault) -> None:
    """Record all of it."""
    kinds = [kind for kind in KINDS.values() if kind not in APART]
    for kind, private in itertools.product(kinds, (True, False)):
        vault.record([planted(kind, private=private)], NOW)
    vault.record(_of_routes(), NOW)
    secret = planted(Incident, private=True, behaviours=("death-threat",), effects=("fear",), severe=True)
    shown = planted(Incident, private=False, behaviours=("calls",), effects=("fear",), severe=True)
    vault.record([secret, shown], NOW)
    hidden = keep(vault, NOWHERE, "photo", photo(word(NOWHERE, "exif")), entries=(secret.id, shown.id))
    keep(vault, NOWHERE, "text", word(NOWHERE, "inhoud").encode(), entries=(secret.id,))
    keep(vault, ALONG, "text", word(ALONG, "inhoud").encode(), entries=(shown.id, secret.id))
    keep(vault, ALONG, "photo", photo(word(BEHIND, "exif")), entries=(shown.id,))
    naming = planted(KINDS["damage"], private=False, evidence=(hidden.id,), entries=(secret.id,))
    vault.record([naming], NOW)
    same = [f"03-03-2026 22:{at:02} - OTHER: {word(NOWHERE, 'bericht', 'abc'[at % 3])}" for at in range(10, 30)]
    chat(vault, NOWHERE, *same, f"03-03-2026 22:40 - Mira: {word(NOWHERE, 'antwoord')}")
    chat(
        vault,
        ALONG,
        f"04-03-2026 22:10 - OTHER: {word(ALONG, 'bericht')}",
        f"04-03-2026 22:11 - Mira: {word(ALONG, 'antwoord')}",
    )
    _corrected(vault, shown)
    _moved(vault)


def _of_routes() -> list[Entry]:
    """A step of a road that is nobody's business, and one that others may read."""
    return [
        planted(KINDS["step"], private=True, route="aware", event="request", words=word(NOWHERE, "aware")),
        planted(KINDS["step"], private=False, route="aangifte", event="made", words=word(ALONG, "stap")),
    ]


def _corrected(vault: Vault, shown: Incident) -> None:
    """Corrections of what is private in an open entry, and of a private one."""
    fields = {"what": word(ALONG, "verbeterd"), "feelings": word(BEHIND, "verbeterd")}
    vault.record([*corrections(shown, fields, frozenset(), word(BEHIND, "reden"), retracted=False)], NOW)
    note = planted(KINDS["note"], private=True)
    vault.record([note], NOW)
    said = {"text": word(NOWHERE, "notitie", "later")}
    vault.record([*corrections(note, said, frozenset(), word(NOWHERE, "reden"), retracted=False)], NOW)


def _moved(vault: Vault) -> None:
    """A piece that was for others and is private since, and one that went the other way, as the pages record it."""
    for layer, before in ((NOWHERE, False), (ALONG, True)):
        content = word(layer, "verhuisd").encode()
        file = vault.keep(io.BytesIO(content), f"{word(layer, 'verhuisd', 'naam')}.txt")
        first = Evidence(file=file, private=before, description=word(NOWHERE, "eerste", "kant" if before else "zijde"))
        vault.record([first], NOW, [file.blob])
        anew = Evidence(file=file, private=not before, description=word(layer, "tweede", "kant"))
        vault.record([*corrections(first, {}, frozenset(), word(NOWHERE, "waarom"), retracted=True), anew], NOW)
