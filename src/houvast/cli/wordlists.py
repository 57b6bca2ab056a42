"""The words that options take, shown: `--lists`, and `?` at a question."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.intake.asked import EITHER, HOW, LISTS
from houvast.intake.typed import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.guidance import Item

SHOW = "?"
_TITLES = {
    "behaviours": "Wat er gebeurde:",
    "channels": "Hoe het bij je kwam:",
    "places": "Soort plek:",
    "targets": "Wie het trof:",
    "effects": "Wat het met je deed:",
    "evidence-kinds": "Soort bewijs:",
    "signals": "Signalen:",
    "police-channels": "Hoe je de politie sprak:",
    "police-outcomes": "Wat eruit kwam:",
    "order-kinds": "Soort verbod:",
    "order-issuers": "Wie het verbod gaf:",
    "rules": "Adviezen:",
    "review-tasks": "Om nog eens na te kijken:",
    "needs": "Waarvoor je belt:",
    "relations": "Wie het is:",
    "regions": "Waar je woont:",
    "order-exceptions": "Wat volgens het verbod wel mag:",
    "intake-topics": "Waar het gesprek over ging:",
    "stopgesprek-points": "Wat de politie zei:",
    "offences": "Wat er nog meer gebeurde:",
    "prosecutor-decisions": "Wat de officier van justitie besliste:",
    "sanctions": "Wat de rechter besliste:",
    "aware-grounds": "Waarom je AWARE vraagt:",
    "damage-kinds": "Soort schade:",
    "cost-kinds": "Soort kosten:",
    "statement-forms": "Hoe je het vertelt:",
    "statement-readers": "Wie het voorleest:",
    "measures": "Wat je kunt doen:",
    "letters": "Brieven:",
    "measure-places": "Op welke plek:",
    "contact-roles": "Wie die persoon voor je is:",
    "removal-outcomes": "Wat er op je verzoek kwam:",
    "effects-children": "Wat je merkt bij een kind:",
    "severities": "Hoe zwaar, volgens jou:",
    "explanations": "Wat je kunt lezen:",
    "plan-parts": "Wat er in je plan staat:",
    "motives": "Waarom, denk je:",
    "stalker-facts": "Wat je van die persoon weet:",
    "course": "Hoe het gaat:",
}

OF_FIELDS = {
    "how": ("behaviours", "channels"), "place": ("places",), "target": ("targets",), "effects": ("effects",), "sort": ("evidence-kinds",),
    "channel": ("channels", "police-channels"), "channels": ("channels",), "outcome": ("police-outcomes",), "order": ("order-kinds",),
    "issuer": ("order-issuers",), "topics": ("intake-topics",), "points": ("stopgesprek-points",), "offences": ("offences",),
    "decisions": ("prosecutor-decisions", "sanctions"), "grounds": ("aware-grounds",), "damage": ("damage-kinds",),
    "cost": ("cost-kinds",), "form": ("statement-forms",), "reader": ("statement-readers",),
}  # fmt: skip
"""The lists of `houvast correct` by field, where no entry is named."""


def of_kind(kind: str) -> dict[str, tuple[str, ...]]:
    """The lists that the fields of this kind of entry take their words from, by field; none where no field has a list."""
    found: dict[str, tuple[str, ...]] = {"how": ("behaviours", "channels")} if kind == "incident" else {}
    for name in names(kind):
        one = LISTS.get((kind, name))
        listings = EITHER.get((kind, name), (one,) if one else ())
        if listings and not ("how" in found and name in HOW):
            found[name] = listings
    return found


def lists(parser: argparse.ArgumentParser, **options: tuple[str, ...]) -> None:
    """Add `--lists`: show the words that these options of the command take, and stop."""
    parser.add_argument(
        "--lists", action=_Lists, nargs=0, options=options, help="de woorden laten zien waaruit je kiest"
    )


def lists_of_entry(parser: argparse.ArgumentParser, free: Sequence[argparse.Action]) -> None:
    """Add `--lists` as a question that the command answers itself, for the entry that is named; the arguments in `free` may be left out."""
    parser.add_argument(
        "--lists", action=_ListsOfEntry, nargs=0, default=False, free=free,
        help="de woorden laten zien waaruit je kiest; met een nummer die van die notitie",
    )  # fmt: skip


def show_lists(options: Mapping[str, tuple[str, ...]], shell: Shell) -> None:
    """Show the words of each of these options."""
    for option, listings in options.items():
        shell.say(f"--{option}")
        for line in list_lines(listings, shell):
            shell.say(f"  {line}")


def list_lines(listings: Iterable[str], shell: Shell) -> list[str]:
    """Every word of these lists, by its id and as it is called."""
    found = []
    for listing in listings:
        catalogue = guidance.load(listing)
        found += [shell.text(_TITLES[listing])]
        for item in catalogue.offered:
            found.append(f"  {item.id:<20} {catalogue.label(item.id, shell.lang)}")
            if listing == "letters":
                found.append(f"      {fields_line(item, shell)}")
    return found


def fields_line(letter: Item, shell: Shell) -> str:
    """The fields of a letter, by the names that `--field` takes."""
    return shell.text("velden: {names}").format(names=", ".join(each["id"] for each in letter.own["fields"]))


def own_words(
    shell: Shell, read: Callable[[str], Any] = str, *, needed: bool = False, explain: Callable[[], None] | None = None
) -> Callable[[str], Any]:
    """How an answer in her own words is read: a lone `?` is never one, it is told what belongs there and asked again."""

    def heard(answer: str) -> Any:
        if answer != SHOW:
            return read(answer)
        if explain is not None:
            explain()
        skip = "Hier typ je je eigen woorden; Enter slaat de vraag over."
        shell.note(shell.text("Hier typ je je eigen woorden.") if needed else shell.text(skip))
        return None

    return heard


class _Lists(argparse.Action):
    def __init__(self, *, options: dict[str, tuple[str, ...]], **others: Any) -> None:
        super().__init__(**others)
        self._options = options

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from houvast.cli.shell import Shell

        show_lists(self._options, Shell(getattr(parser, "lang", "nl")))
        parser.exit()


class _ListsOfEntry(argparse.Action):
    """Asks for the lists: what stands in `free` may then be left out."""

    def __init__(self, *, free: Sequence[argparse.Action], **others: Any) -> None:
        super().__init__(**others)
        self._free = free

    def __call__(self, _: argparse.ArgumentParser, namespace: argparse.Namespace, *__: object) -> None:
        namespace.lists = True
        for each in self._free:
            each.required = False
