"""The damages list: what it is, what it costs, what shows it, and what it comes to together (C109, B100, J20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.insight import sums
from houvast.logbook.evidence import Evidence
from houvast.logbook.steps import Cost, Damage
from houvast.reports.facts import NL, brief, file_name, label
from houvast.reports.sheets.parts import Box, Sheet, Table
from houvast.words import codes, money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.insight.sums import Sum
    from houvast.insight.timeline import Item
    from houvast.reports.choose import Chosen

TITLE = "Lijst van schade"
_LEAD = "Wat het kostte en waar dat uit blijkt, zoals genoteerd. Een bedrag dat nog niet bekend is, telt niet mee in het totaal."
_NO_AMOUNT = "nog niet bekend"


def damages(chosen: Sequence[Chosen], items: Sequence[Item]) -> Sheet:
    """The sheet over what leaves; `items` are all, so that it can be told how many stay behind."""
    leaving = [each.item for each in chosen]
    suffered, costs = sums.damages(leaving), sums.costs(leaving)
    proof = _labels(leaving, [*suffered.items, *costs.items])
    boxes = []
    if suffered.items:
        boxes.append(Box("Schade", table=_table(suffered, proof, leaving), pairs=tuple(_pairs(suffered))))
    if costs.items:
        boxes.append(Box("Kosten van de burgerlijke rechter", table=_table(costs, proof, leaving)))
    if proof:
        rows = tuple((name, _called(item)) for item, name in _named(proof, leaving))
        boxes.append(Box("Bewijs bij deze lijst", table=Table(("22mm", "1fr"), ("Bewijs", "Wat het is"), rows)))
    shown = [item.entry.id for item in (*suffered.items, *costs.items)]
    every = len(sums.damages(items).items) + len(sums.costs(items).items)
    return Sheet(
        "flow", TITLE, tuple(boxes), lead=_LEAD if boxes else "", used=(*shown, *proof), left=every - len(shown)
    )


def _table(of: Sum, proof: dict[str, str], items: Sequence[Item]) -> Table:
    rows = []
    for item in of.items:
        entry = item.entry
        assert isinstance(entry, Damage | Cost)
        kind = label("damage-kinds", entry.damage) if isinstance(entry, Damage) else label("cost-kinds", entry.cost)
        state = codes.word(codes.COST_STATES, entry.status or "", NL) if isinstance(entry, Cost) else _paid(entry)
        what = "\n".join(part for part in (kind, entry.what, state) if part)
        shown = ", ".join(proof[each.entry.id] for each in sums.proofs(item, items))
        amount = _NO_AMOUNT if entry.cents is None else money(entry.cents, NL)
        rows.append((brief(item.when), what, shown, amount))
    total = ("", "Samen" if not of.open_ else f"Samen, zonder wat {_NO_AMOUNT} is", "", money(of.cents, NL))
    return Table(("26mm", "1fr", "24mm", "30mm"), ("Wanneer", "Wat", "Bewijs", "Bedrag"), tuple(rows), total)


def _paid(entry: Damage) -> str:
    return "" if entry.paid_cents is None else f"al betaald: {money(entry.paid_cents, NL)}"


def _pairs(of: Sum) -> list[tuple[str, str]]:
    """Who helps and by which way it is claimed, as far as was said; each once."""
    entries = [item.entry for item in of.items if isinstance(item.entry, Damage)]
    helpers = dict.fromkeys(codes.word(codes.HELPERS, each.helper, NL) for each in entries if each.helper)
    laws = dict.fromkeys(codes.word(codes.LAWS, each.law, NL) for each in entries if each.law)
    pairs = [("Hulp van", ", ".join(helpers)), ("Teruggevraagd via", ", ".join(laws))]
    return [(name, said) for name, said in pairs if said]


def _labels(items: Sequence[Item], of: Sequence[Item]) -> dict[str, str]:
    """A label for each piece of evidence that belongs to these, by its id."""
    found = dict.fromkeys(each.entry.id for item in of for each in sums.proofs(item, items))
    return {id_: f"B-{place:02d}" for place, id_ in enumerate(found, 1)}


def _named(proof: dict[str, str], items: Sequence[Item]) -> list[tuple[Item, str]]:
    return sorted(((item, proof[item.entry.id]) for item in items if item.entry.id in proof), key=lambda pair: pair[1])


def _called(item: Item) -> str:
    """A piece of evidence: what it is, its file or where it lies, and its digest."""
    entry = item.entry
    assert isinstance(entry, Evidence)
    digest = f"SHA-256 {entry.file.sha256}" if entry.file is not None else None
    said = (entry.description, file_name(entry.file) or entry.physical, digest)
    return "\n".join(dict.fromkeys(part for part in said if part))
