"""Orders and what may break them, as lines for a terminal and as JSON. Nothing is decided here (J18, E07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli.clauses import yes
from houvast.insight.clauses import clauses_of
from houvast.insight.inforce import days_left, ends_soon, may_hold, standing, state
from houvast.insight.orders import breaches
from houvast.logbook import codec
from houvast.reports import orders as worded
from houvast.reports.items import items_of
from houvast.reports.titles import one_line
from houvast.words import codes, number, phrases, row_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.inforce import Standing
    from houvast.insight.orders import Breach
    from houvast.logbook.entry import Incident
    from houvast.logbook.steps import Order
    from houvast.vault.vault import Vault

NOW_BROKEN = "Wordt een verbod nu overtreden? Bel eerst 112 en zeg dat er een verbod is."
BROKEN = (
    "Overtreedt de stalker het verbod? Bel 112 en zeg dat er een verbod is. Noteer het daarna met houvast add, "
    "met het nummer van de melding (--police) en je bewijs (--evidence)."
)
MAY_BE = "Dit kan onder een verbod vallen ({part}). Is het nog bezig, bel dan 112 en zeg dat er een verbod is."
MAY_BE_ALLOWED = (
    "Dit kan onder een verbod vallen ({part}), maar ook onder een uitzondering: {which}. "
    "Is er gevaar, of gaat het verder dan is toegestaan? Bel dan 112 en zeg dat er een verbod is."
)
MAY_HAVE_BEEN_ALLOWED = (
    "Dit kan onder een verbod vallen ({part}), maar ook onder een uitzondering: {which}. "
    "Twijfel je, meld het dan bij de politie, en bewaar het bewijs."
)
MAY_HAVE_BEEN = "Dit kan onder een verbod vallen ({part}). Meld het bij de politie, en bewaar het bewijs."
CANNOT_BE_TOLD = "Of dit onder een verbod valt ({part}), is niet te zeggen: {doubts}."
NO_RULES = (
    "Lees in het verbod wat niet mag. Noteer het dan opnieuw met houvast order DOSSIER --new, en trek deze notitie daarna in: "
    "houvast correct DOSSIER {number} --retract."
)
_IN = "      "


def order_lines(of: Standing, now: datetime, shell: Shell) -> Iterator[str]:
    """One order: what it is, where it stands, and what it forbids and allows."""
    order, lang = of.order, shell.lang
    facts = [
        worded.title(order, lang),
        codes.word(codes.ORDER_STATES, state(order, now), lang),
        worded.period(order, lang),
    ]
    yield f"{of.number:>4}  " + " · ".join(facts)
    left = days_left(order, now)
    if left is not None and may_hold(order, now):
        yield _IN + phrases(lang).many("nog {count} dag", "nog {count} dagen", left).format(count=number(left, lang))
    if ends_soon(order, now, guidance.setting("order-reminder")):
        yield _IN + shell.text("Het loopt binnenkort af. Vraag de politie of je advocaat nu wat er daarna kan.")
    for name, said in worded.facts(order, lang):
        yield f"{_IN}{name}: {one_line(said)}"
    if not clauses_of(order):
        yield _IN + shell.text(NO_RULES).format(number=of.number)


def breach_lines(of: Breach, shell: Shell) -> Iterator[str]:
    """One act or one row of messages that may break an order, and what is not sure."""
    facts = [
        row_words(of.moment, shell.lang) if of.moment else "",
        worded.amount(of, shell.lang),
        worded.part(of, shell.lang),
    ]
    yield f"{of.number:>4}  " + " · ".join(fact for fact in facts if fact)
    if of.parts:
        spans = ", ".join(f"{part.first_row + 1}–{part.last_row + 1}" for part in of.parts)
        yield _IN + shell.text("rijen {rows}").format(rows=spans)
    if doubts := worded.doubts(of, shell.lang):
        yield _IN + shell.text("Niet zeker: {doubts}.").format(doubts=doubts)
    if of.unfinished:
        yield _IN + shell.text("Is het nog bezig? Bel 112.")


def kind_lines(of: Order, shell: Shell) -> Iterator[str]:
    """What guidance says of this kind of order, with the numbers of the settings in it; a mark where that was not checked yet."""
    if of.order is None:
        return
    item = guidance.load("order-kinds").get(of.order)
    say = phrases(shell.lang).one
    for text in (item.nl, item.hint, *item.text):
        if text:
            yield guidance.filled(say(text))
    if item.status == "doubtful":
        yield shell.text("Deze uitleg is nog niet nagekeken.")


def just_found(vault: Vault, recorded: Sequence[Incident], now: datetime) -> tuple[Breach, ...]:
    """What an order may forbid of incidents that were just recorded."""
    items, ids = items_of(vault), {each.id for each in recorded}
    return breaches(standing(items), [item for item in items if item.entry.id in ids], [], now)


def tell(vault: Vault, found: Sequence[Breach], shell: Shell) -> None:
    """Say of each incident that an order may forbid it, 112 first where it may still go on, and what is not sure."""
    orders = {each.order.id: each.order for each in standing(items_of(vault))}
    for each in _one_each(found):
        if each.bare:
            shell.say(
                shell.text(CANNOT_BE_TOLD).format(
                    part=worded.part(each, shell.lang), doubts=worded.doubts(each, shell.lang)
                )
            )
            continue
        nth = each.exemption
        which = "" if nth is None else worded.exemption(orders[each.order].exemptions[nth], shell.lang)
        forms = (MAY_BE, MAY_HAVE_BEEN) if nth is None else (MAY_BE_ALLOWED, MAY_HAVE_BEEN_ALLOWED)
        told = shell.text(forms[0] if each.unfinished else forms[1])
        shell.say(told.format(part=worded.part(each, shell.lang), which=which))
        if doubts := worded.doubts(each, shell.lang):
            shell.say(_IN + shell.text("Niet zeker: {doubts}.").format(doubts=doubts))


def _one_each(found: Sequence[Breach]) -> list[Breach]:
    """Of each incident the surest finding; of those that are not sure one that an exception may allow, as that has to be said."""
    ordered = sorted(found, key=lambda each: (each.sure, each.exemption is not None))
    return list({each.entry: each for each in ordered}.values())


def ask_if_now(vault: Vault, now: datetime, shell: Shell) -> None:
    """Where an order is in force, or may be: whether it is happening now, before anything else; then 112 comes first (B055)."""
    if not any(may_hold(each.order, now) for each in standing(items_of(vault))):
        return
    if yes(shell, "Er geldt een verbod. Gebeurt het nu? (ja, nee)"):
        shell.note(shell.text("Bel eerst 112 en zeg dat er een verbod is. Noteren kan straks ook; met Ctrl-C stop je."))


def order_document(of: Standing, now: datetime) -> dict[str, Any]:
    """An order as JSON: its number and id, where it stands, and what was said of it."""
    return {
        "number": of.number, "id": of.order.id, "state": state(of.order, now), "days_left": days_left(of.order, now),
        "ends_soon": ends_soon(of.order, now, guidance.setting("order-reminder")), "private": of.order.private,
        "tested": bool(clauses_of(of.order)),
        "says": codec.members(of.order),
    }  # fmt: skip


def breach_document(of: Breach) -> dict[str, Any]:
    """What may break an order as JSON; `clause` and `exemption` count from 1, rows from 0 as in the reading."""
    return {
        "number": of.number, "entry": of.entry, "order": of.order, "order_number": of.order_number,
        "clause": None if of.clause is None else of.clause + 1, "moment": of.moment, "sure": of.sure, "because": list(of.because),
        "exemption": None if of.exemption is None else of.exemption + 1, "said": of.said, "unfinished": of.unfinished,
        "messages": of.messages, "calls": of.calls,
        "rows": [{"import": each.imported, "number": each.number, "first": each.first_row, "last": each.last_row} for each in of.parts],
    }  # fmt: skip
