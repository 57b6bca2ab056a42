"""Whom to call, as lines for a terminal and as JSON: numbers first, their hours and cost, and a mark where nobody checked them yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast.words.languages import phrases

if TYPE_CHECKING:
    from houvast.cli.shell import Shell
    from houvast.guidance import Item as Content
    from houvast.insight.directory import Phone, Place

NOW = "Gevaar nu? Bel 112."
COSTS = {"free": "gratis", "local": "lokaal tarief", "paid": "kost geld", "unknown": "kosten niet bekend"}
KINDS = {"text": "teksttelefoon", "anonymous": "anoniem"}
_UNCHECKED = "nog niet nagekeken"


def place_line(of: Place, shell: Shell, *, short: bool = False) -> str:
    """Who it is, the numbers, and what is known of each; when `short`, not what is not known."""
    name = phrases(shell.lang).one(of.of.nl)
    if of.phones:
        return f"{name}{' ' if short else ': '}{', '.join(_phone(each, shell, short=short) for each in of.phones)}"
    ways = [each for each in (of.of.own.get("site"), of.of.own.get("mail")) if each]
    facts = [*ways, *([shell.text("chat")] if of.of.own.get("chat") == "yes" else []), *_mark(of.of, shell)]
    return f"{name}: {', '.join(facts)}" if facts else name


def instead_line(of: Place, shell: Shell) -> str | None:
    """What to use by who cannot hear; None where nothing is known for it."""
    if not of.instead:
        return None
    ways = [_way(each, shell) for each in of.instead]
    return shell.text("Doof of slechthorend: {ways}").format(ways=", ".join(ways))


def silent_line(of: Place, shell: Shell) -> str | None:
    """How to reach it without speaking, and where more of that stands; None where nothing is known for it."""
    if not of.instead:
        return None
    ways = ", ".join(_way(each, shell) for each in reversed(of.instead))
    return shell.text("Kun je niet praten: {ways}. Meer: houvast help --need danger").format(ways=ways)


def place_document(of: Place, shell: Shell) -> dict[str, Any]:
    """An organisation as JSON; `always` of a number is None where its hours are not known."""
    own, say = of.of.own, phrases(shell.lang).one
    return {
        "id": of.of.id, "name": say(of.of.nl), "for": None if of.of.hint is None else say(of.of.hint),
        "phones": [_phone_document(each) for each in of.phones], "site": own.get("site"), "mail": own.get("mail"),
        "chat": own["chat"], "anonymous": own["anonymous"], "hours": own["hours"], "cost": own["cost"],
        "languages": list(own["languages"]), "regions": list(own["regions"]), "checked": of.of.checked is not None,
        "doubtful": of.of.status == "doubtful",
        "instead": [
            {"id": each.id, "name": say(each.nl), "numbers": _numbers(each), "doubtful": each.status == "doubtful"}
            for each in of.instead
        ],
    }  # fmt: skip


def _phone(of: Phone, shell: Shell, *, short: bool) -> str:
    facts = [shell.text(KINDS[of.kind])] if of.kind in KINDS else []
    if of.always or not short:
        facts.append(shell.text("dag en nacht") if of.always else shell.text("uren niet bekend"))
    if of.cost != "unknown":
        facts.append(shell.text(COSTS[of.cost]))
    facts += [shell.text(_UNCHECKED)] if of.doubtful else []
    return f"{of.number} ({', '.join(facts)})" if facts else of.number


def _phone_document(of: Phone) -> dict[str, Any]:
    return {"number": of.number, "kind": of.kind, "always": of.always, "cost": of.cost, "doubtful": of.doubtful}


def _way(of: Content, shell: Shell) -> str:
    marks = [*_numbers(of), *_mark(of, shell)]
    name = phrases(shell.lang).one(of.nl)
    return f"{name} ({', '.join(marks)})" if marks else name


def _numbers(of: Content) -> list[str]:
    return [each["number"] for each in of.own.get("phones", ())]


def _mark(of: Content, shell: Shell) -> list[str]:
    return [shell.text(_UNCHECKED)] if of.status == "doubtful" else []
