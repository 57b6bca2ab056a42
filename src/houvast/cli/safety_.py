"""`houvast safety`: the plan for a sudden flight, and the SOS agreement (C112, C119-C122, J13, J14); not the list of `plan` (I-20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli import kept, parts
from houvast.cli import typing as typed_words
from houvast.cli.recording import record
from houvast.cli.shell import checked_zone
from houvast.cli.wordlists import lists
from houvast.errors import BadArgumentsError, MissingMemberError, NoAnswerError, UnreadLineError
from houvast.insight import plan as planning
from houvast.intake.typed import read_members, typed
from houvast.logbook import codec
from houvast.logbook.case import Person
from houvast.logbook.plan import SafetyPlan, SosAgreement
from houvast.reports.items import items_of
from houvast.words import claim_words, translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.insight.timeline import Item
    from houvast.vault.vault import Vault

NO_PLAN = "Hier staat nog geen veiligheidsplan. Begin met houvast safety DOSSIER --new. Stoppen mag altijd."
NO_SOS = "Er is nog geen SOS-afspraak. Kies iemand die meteen de politie belt als jij een alarm stuurt: --sos NAAM."
NOT_PROMISED = "Spreek nog af dat je SOS-contact meteen 112 belt. Noteer dat met --sos NAAM --calls-police."
NOT_TRIED = "Oefen het een keer samen, en noteer dat met --sos NAAM --tested vandaag."
TOGETHER = "Ben je bang voor geweld? Maak dit plan dan samen met de politie (0900-8844) of Veilig Thuis (0800-2000)."
DANGER = "Is er nu gevaar? Bel 112."
_WITH_HELP = frozenset({"police-contact", "neighbourhood-officer", "veilig-thuis-worker"})
_SOS = ("phone", "calls_police", "tested")
_SOS_ROLE = "sos-contact"
_LASTING = ("made_with", "review")
"""What stays of an earlier plan unless it is said anew."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = f"{helping.HISTORY}\n\n{helping.NUMBERS}"
    helping.dossier(parser)
    parser.add_argument(
        "--new", action="store_true", help="de vragen een voor een; wat er al stond, blijft als je overslaat"
    )
    parser.add_argument(
        "--part",
        metavar="DEEL=WOORDEN",
        action="append",
        default=[],
        help="één deel van je plan, zoals bag=… (mag vaker); zonder woorden maak je het leeg",
    )
    parser.add_argument(
        "--made-with",
        metavar="WOORD",
        action="append",
        default=[],
        help="met wie je het maakte: politie, Veilig Thuis … (mag vaker)",
    )
    parser.add_argument(
        "--review", metavar="DATUM", help="wanneer je er weer naar kijkt; met het jaar erbij, of: over een maand"
    )
    parser.add_argument(
        "--from",
        dest="source",
        metavar="FILE",
        help="delen als één JSON-object {deel: woorden} uit een bestand, of met - van stdin",
    )
    parser.add_argument("--sos", metavar="NAAM", help="je SOS-contact: een naam, of het nummer van die persoon")
    parser.add_argument("--phone", metavar="NUMMER", help="het nummer van je SOS-contact")
    parser.add_argument(
        "--calls-police", action="store_true", help="je SOS-contact heeft beloofd meteen de politie te bellen"
    )
    parser.add_argument("--tested", metavar="MOMENT", help="wanneer jullie het oefenden; vorm als bij houvast add")
    lists(parser, part=("plan-parts",), **{"made-with": ("contact-roles",)})
    helping.zone(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record a plan or an agreement; else show both."""
    zone, now = checked_zone(args.zone), shell.now()
    of_plan = bool(args.new or args.part or args.made_with or args.review or args.source)
    of_sos = typed_words.given(args, _SOS)
    if (args.sos or of_sos) and of_plan:
        raise BadArgumentsError("houvast safety", "--sos, --part")
    if args.sos or of_sos:
        return _agree(args, of_sos, shell, now, zone)
    if of_plan:
        return _record(args, shell, now, zone)
    return _show(args, shell)


def _record(args: argparse.Namespace, shell: Shell, now: datetime, zone: str) -> int:
    """The plan anew, with what changes in it: the earlier one stays visible."""
    said = dict(_pair(each) for each in args.part) | (_object(args.source) if args.source else {})
    more = typed_words.given(args, _LASTING)
    read_members(SafetyPlan.KIND, more, now, zone, lang=shell.lang)
    if args.new and not shell.interactive and not (said or more):
        raise NoAnswerError("parts")
    opened = shell.open(args.dossier)
    items = items_of(opened)
    before = planning.parts(items)
    if args.new and shell.interactive:
        _ask(shell, before, said)
    whole = planning.plan_said(items, said, more, kept.today(now))
    if not whole["parts"]:
        raise MissingMemberError("parts")
    made = typed(SafetyPlan.KIND, whole, now, zone, shell.lang)
    assert isinstance(made, SafetyPlan)
    made = planning.lasting(made, items, more)
    code = record(
        shell,
        opened,
        [made],
        done="Je plan is bewaard. Het blijft privé. Op papier: houvast report DOSSIER OUT.pdf --sheet flight.",
    )
    _tell_together(made, shell)
    return code


def _ask(shell: Shell, before: Mapping[str, str], said: dict[str, str]) -> None:
    """Ask every part that was not said; who stops keeps what was answered."""
    shell.note(
        shell.text(
            "Enter laat staan wat er staat, - maakt het leeg. Een nummer kiest een voorbeeld. Met stop houd je op; wat je schreef, blijft."
        )
    )
    shell.note(shell.text(DANGER))
    try:
        for item in planning.questions():
            if item.id not in said and (answer := parts.ask_part(item, shell, before.get(item.id))) is not None:
                said[item.id] = answer
    except NoAnswerError:  # she left: what she said is recorded
        shell.note()


def _pair(text: str) -> tuple[str, str]:
    """A part and its words. Raises: BadArgumentsError; UnknownContentError."""
    name, equals, words = text.partition("=")
    if not equals:
        raise BadArgumentsError("houvast safety", f"--part {text}")
    return _part(name.strip()), words.strip()


def _part(word: str) -> str:
    found = guidance.load("plan-parts").find(word)
    if found.own["part"] == planning.THINK_AHEAD:
        raise BadArgumentsError("houvast safety", f"--part {word}: houvast plan")
    return found.id


def _object(path: str) -> dict[str, str]:
    words, lines = typed_words.read_source(path)
    named = "stdin" if path == "-" else path
    if words is not None or len(lines) != 1:
        raise UnreadLineError(named, 1, "json")
    found = {_part(name): said for name, said in lines[0][1].items() if isinstance(said, str)}
    if len(found) != len(lines[0][1]):
        raise UnreadLineError(named, lines[0][0], "json")
    return found


def _agree(args: argparse.Namespace, said: dict[str, Any], shell: Shell, now: datetime, zone: str) -> int:
    """Who gets her alert; what was said of the same person before stays, unless it is said anew."""
    read_members(SosAgreement.KIND, said, now, zone, lang=shell.lang)
    if not args.sos:
        raise MissingMemberError("sos")
    opened = shell.open(args.dossier)
    items = items_of(opened)
    who, new = kept.person(items, args.sos, _SOS_ROLE)
    earlier = planning.sos(items)
    made = typed(SosAgreement.KIND, planning.sos_said(items, who, said), now, zone, shell.lang)
    code = record(
        shell,
        opened,
        [*new, made],
        done="Genoteerd. Een kaart voor je SOS-contact: houvast report DOSSIER OUT.pdf --sheet cards.",
    )
    if isinstance(made, SosAgreement) and not shell.json:
        if earlier is not None and earlier.person != who and (name := _name(earlier, items)):
            shell.say(
                shell.text("Dit komt in de plaats van je afspraak met {who}; die blijft zichtbaar.").format(who=name)
            )
        for line in _open_ends(made, shell):
            shell.say(line)
    return code


def _open_ends(of: SosAgreement, shell: Shell) -> Iterator[str]:
    """What is not agreed yet, in words (B057)."""
    if not of.calls_police:
        yield shell.text(NOT_PROMISED)
    if of.tested is None:
        yield shell.text(NOT_TRIED)


def _show(args: argparse.Namespace, shell: Shell) -> int:
    opened = shell.open(args.dossier)
    items = items_of(opened)
    plan, sos = planning.latest(items, SafetyPlan), planning.sos(items)
    if args.json:
        shell.document(_document(opened, plan, sos))
        return 0
    shell.note(shell.text(DANGER))
    if plan is None:
        shell.say(shell.text(NO_PLAN))
    else:
        for line in _plan_lines(plan, shell):
            shell.say(line)
        _tell_together(plan, shell)
    _say_sos(sos, items, shell)
    return 0


def _plan_lines(plan: SafetyPlan, shell: Shell) -> Iterator[str]:
    said = {each.part: each.text for each in plan.parts}
    for item in planning.questions():
        if item.id in said:
            yield translator(shell.lang)(item.nl)
            yield from (f"      {line}" for line in said[item.id].splitlines())
    if plan.made_with:
        roles = guidance.load("contact-roles")
        yield shell.text("Gemaakt met: {who}").format(
            who=", ".join(roles.label(each, shell.lang) for each in plan.made_with)
        )
    if plan.review is not None:
        yield shell.text("Weer bekijken: {day}").format(day=claim_words(plan.review, shell.lang))
        if plan.review.at <= kept.today(shell.now()):
            yield shell.text("Die dag is er, of is voorbij. Klopt alles nog? Verander het met --new.")


def _tell_together(plan: Any, shell: Shell) -> None:
    if not shell.json and not _WITH_HELP & set(plan.made_with):
        shell.note(shell.text(TOGETHER))


def _say_sos(sos: SosAgreement | None, items: Sequence[Item], shell: Shell) -> None:
    shell.say()
    if sos is None:
        shell.say(shell.text(NO_SOS))
        return
    who = " · ".join(part for part in (_name(sos, items), sos.phone) if part)
    shell.say(shell.text("SOS-contact: {who}").format(who=who))
    if sos.calls_police:
        shell.say("      " + shell.text("Belt meteen de politie."))
    if sos.tested is not None:
        shell.say("      " + shell.text("Geoefend: {day}").format(day=claim_words(sos.tested, shell.lang)))
    for line in _open_ends(sos, shell):
        shell.say("      " + line)


def _name(sos: SosAgreement, items: Sequence[Item]) -> str | None:
    return next(
        (item.entry.name for item in items if isinstance(item.entry, Person) and item.entry.id == sos.person), None
    )


def _document(vault: Vault, plan: SafetyPlan | None, sos: SosAgreement | None) -> dict[str, Any]:
    return {
        "dossier": vault.dossier, "head": vault.head, "plan": None if plan is None else codec.members(plan),
        "sos": None if sos is None else codec.members(sos),
    }  # fmt: skip
