"""What a report could tell the other who reads the case file, as she reads it: short, the dangerous first, nothing removed (J07, C113)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli.choosing import Offer, ask_choice
from houvast.cli.typing import read_words
from houvast.errors import BrokenReadingError, DamagedOriginalError, ManySendersError, MissingFileError
from houvast.insight.reveals import folded
from houvast.intake.formats.mail.fields import addresses
from houvast.intake.names import are_one, written_as
from houvast.logbook.evidence import Import
from houvast.reports.revealed_lines import Line, by_kind, name_of
from houvast.reports.revealed_lines import count as counted
from houvast.reports.revealing import Asked, revealed
from houvast.reports.titles import one_line
from houvast.words import listed, number, phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from houvast.cli.shell import Shell
    from houvast.insight.reveals import Found, Reveal
    from houvast.insight.timeline import Item
    from houvast.reports.choose import Chosen
    from houvast.vault.vault import Vault

_IN = "      "
_MOST, _MOST_KNOWN = 12, 3  # lines of a kind that stand in chats only
_NUMBERS = 8


def configure(parser: argparse.ArgumentParser) -> None:
    """Add who the other is, and words of her own."""
    parser.add_argument(
        "--other",
        metavar="NAAM",
        action="append",
        default=[],
        help="hoe de persoon die je lastigvalt in je chats en mail heet (naam of adres, mag vaker); zonder: zoals je bij het inlezen zei",
    )
    parser.add_argument(
        "--apart",
        action="store_true",
        help="wie dezelfde naam heeft maar een ander adres, is iemand anders; ook elke --other",
    )
    parser.add_argument(
        "--watch",
        metavar="FILE",
        help="zoek ook naar de woorden in dit bestand, een per regel, of met - van stdin; ze worden nergens bewaard",
    )


def asked(args: argparse.Namespace) -> Asked:
    """What she wants to be looked for. Raises: UnreadLineError; OSError."""
    words = read_words(args.watch).splitlines() if args.watch else []
    watched = dict.fromkeys(word.strip() for word in words if word.strip())
    names = tuple(name for name in args.other if folded(name))
    return Asked((names,) if names else (), tuple(watched), not args.out.lower().endswith(".pdf"), args.with_locations)


def as_written(wanted: Asked, items: Sequence[Item], shell: Shell, *, apart: bool) -> Asked:
    """The same, with every name she gives also as her chats and mails write it; a name of two addresses is asked back.

    All she gives are one person, or each is somebody else when they are `apart`. Under which of them nobody writes is said: a typing
    error must not pass in silence. Raises: ManySendersError.
    """
    chats = [item.entry.participants for item in items if isinstance(item.entry, Import)]
    present = sorted({name for people in chats for name in people})
    others = list[tuple[str, ...]]()
    given = [name for names in wanted.people for name in names]
    meant = {each for name in given if addresses(name) for people in chats for each in written_as(name, people)}
    for name in given:
        found = {each: None for people in chats for each in written_as(name, people)}
        found |= {each: None for each in present if folded(each) == folded(name)}
        found = {each: None for each in found if not apart or _is_sure(name, each)}
        others.append(tuple(dict.fromkeys((name, *_of_one(name, tuple(found), meant, shell)))))
        if not found:
            said = shell.text("In je chats schrijft niemand onder de naam {name}; er staan: {names}.")
            names = listed([one_line(each) for each in present], shell.lang) or "—"
            shell.note(said.format(name=one_line(name), names=names))
    if not apart and others:
        others = [tuple(dict.fromkeys(name for names in others for name in names))]
    sure = all(any(_is_sure(name, each) for name in given) for names in others for each in names)
    return dataclasses.replace(wanted, people=tuple(others), assumed=() if sure else tuple(others))


def _is_sure(name: str, written: str) -> bool:
    """Whether this is how a file writes the name or the address she gave, and not another address under that name."""
    return folded(name) == folded(written) or bool(set(addresses(name)[-1:]) & set(addresses(written)[-1:]))


def _of_one(name: str, found: tuple[str, ...], meant: Collection[str], shell: Shell) -> Sequence[str]:
    """These names, when they are of one person; else those she `meant`, or says she means. Raises: ManySendersError."""
    if are_one(found):
        return found
    mails = tuple(each for each in found if addresses(each))
    if said := [each for each in mails if each in meant]:
        return [*(each for each in found if each not in mails), *said]
    if not shell.interactive:
        raise ManySendersError(name, mails)
    shell.note(shell.text("Onder de naam {name} schrijven meer adressen:").format(name=one_line(name)))
    offered = [Offer(one_line(each), (each,)) for each in mails]
    question = "Wie bedoel je? (nummers, met een komma ertussen)"
    if not (chosen := ask_choice(shell, question, "other", offered, several=True)):
        raise ManySendersError(name, mails)
    return [*(each for each in found if each not in mails), *(each.words[0] for each in chosen)]


def tell_count(vault: Vault, items: Sequence[Item], chosen: Sequence[Chosen], wanted: Asked, shell: Shell) -> None:
    """One line before a report is made, when something in it could be new to the other; it stops nothing."""
    other = name_of(wanted, shell.lang) if wanted.people else shell.text("wie je lastigvalt")
    try:
        count = counted(revealed(vault, items, chosen, wanted))
    except (
        DamagedOriginalError,
        MissingFileError,
        BrokenReadingError,
    ):  # the report itself says so when it matters to it
        said = shell.text("Let op: of hier voor {other} iets nieuws in staat, konden we niet nagaan.")
        shell.note(said.format(other=other))
        return
    if count:
        said = phrases(shell.lang).many(
            "Let op: voor {other} kan hierin {count} ding nieuw zijn. Bekijk het met --preview.",
            "Let op: voor {other} kunnen hierin {count} dingen nieuw zijn. Bekijk ze met --preview.",
            count,
        )
        shell.note(said.format(count=number(count, shell.lang), other=other))


def reveal_lines(found: Found, wanted: Asked, shell: Shell) -> Iterator[str]:
    """All of it: how many, by kind, then what that person has read before, and what she can do."""
    say, count = shell.text, counted(found)
    other, several = name_of(wanted, shell.lang), len(wanted.people) > 1
    if not wanted.people:
        yield say(
            "R. is hier wie je lastigvalt. Noem met --other de naam uit je chats, dan zie je ook wat R. daar al las of schreef."
        )
    if not count:
        yield say("De lijst vond niets nieuws voor {other} hierin. Dat betekent niet dat er niets is.").format(
            other=other
        )
    else:
        head = phrases(shell.lang).many(
            "{count} ding dat {other} hieruit kan leren:", "{count} dingen die {other} hieruit kan leren:", count
        )
        yield head.format(count=number(count, shell.lang), other=other)
    if several:
        yield say(
            "Wat niet elk van hen al las of schreef, staat hier als nieuw. Leest maar een van hen het, of is het dezelfde persoon, "
            "noem dan met --other elke naam van die persoon."
        )
    for names in wanted.assumed:
        assumed = say("We nemen aan dat dit een persoon is: {names}. Is dat niet zo, geef dan ook --apart.")
        yield assumed.format(names=listed([one_line(each) for each in names], shell.lang))
    yield from _kind_lines(found.new, found.unlisted, _MOST, shell)
    if known := [each for each in found.listed if each.known is not None]:
        told = "Dit las of schreef elk van hen al:" if several else "Dit stond al in een bericht van of aan {other}:"
        yield say(told).format(other=other)
        yield from _kind_lines(known, {}, _MOST_KNOWN, shell, why=False)
    yield say(
        "Er is niets weggehaald. De lijst kent niet alles en kijkt niet in foto’s, geluid en andere bestanden: lees ook zelf."
    )
    if found.listed:
        yield say(
            "Wat je kunt doen: het laten staan, of een notitie thuislaten door met --entries de andere te kiezen. Een chat houd "
            "je thuis door die in te trekken en met houvast import --private weer in te lezen. Verbeteren haalt niets weg: "
            "wat er eerst stond, gaat ook mee."
        )
    yield ""


def as_json(found: Found, wanted: Asked) -> dict[str, Any]:
    """The members of the one document that say it."""
    listed_ = [dataclasses.asdict(each) for each in found.listed]
    return {"people": wanted.people, "reveals": listed_, "reveals_unlisted": dict(found.unlisted)}


def _kind_lines(
    reveals: Sequence[Reveal], unlisted: Mapping[str, int], most: int, shell: Shell, *, why: bool = True
) -> Iterator[str]:
    """What was found by kind, with `why` it matters; of what stands in chats only the first `most`."""
    for kind, lines in by_kind(reveals).items():
        listing = guidance.load("reveals")
        hint = phrases(shell.lang).one(listing.get(kind).hint or "")
        yield f"  {listing.label(kind, shell.lang)}" + (f". {hint}" if why else "")
        of_entries = [line for line in lines.values() if line.entries]
        of_chats = [line for line in lines.values() if not line.entries]
        for line in of_entries + of_chats[:most]:
            yield _IN + _line(line, shell)
        more = len(of_chats[most:]) + unlisted.get(kind, 0)
        if more:
            also = phrases(shell.lang).many("en nog {count} ding", "en nog {count} dingen", more)
            yield _IN + also.format(count=number(more, shell.lang)) + " (--json)"


def _line(line: Line, shell: Shell) -> str:
    """The words, and where they stand: in which entries, and how often in which chats."""
    places = []
    if line.entries:
        numbers = list(line.entries)
        shown = ", ".join(map(str, numbers[:_NUMBERS])) + (", …" if len(numbers) > _NUMBERS else "")
        places.append(shell.text("notitie {numbers}").format(numbers=shown))
    for entry, count in line.counts().items():
        said = phrases(shell.lang).many(
            "{count} bericht van notitie {entry}", "{count} berichten van notitie {entry}", count
        )
        places.append(said.format(count=number(count, shell.lang), entry=entry))
    if line.sources:
        places.append(shell.text("eerder in notitie {numbers}").format(numbers=", ".join(map(str, line.sources))))
    return f"{line.words} · {' · '.join(places)}"
