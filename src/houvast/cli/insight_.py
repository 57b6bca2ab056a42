"""`houvast insight`: what the entries show, what is the next step, whom to call, and why (J06, J10, J16, J28, J72-J76, B108-B117).

112 stands first, at most a few things to do come after it, and nothing is hidden: what there is more is counted and told where to find.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli.advising import advice_lines, aside_line, choice_lines, picture_lines, review_lines, why_lines
from houvast.cli.calling import NOW, silent_line
from houvast.cli.insight_document import document
from houvast.cli.reading import SOURCES
from houvast.cli.recording import write
from houvast.cli.show_ import window
from houvast.cli.wordlists import lists
from houvast.errors import AlwaysStandsError, BadArgumentsError
from houvast.insight.advice import NEVER, through
from houvast.insight.contacts import Choice
from houvast.logbook.case import SetAside
from houvast.logbook.when import When, here
from houvast.reports.insight import look
from houvast.reports.items import items_of
from houvast.words import claimed_moment, full_date
from houvast.words.languages import phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from houvast.cli.shell import Shell
    from houvast.guidance import Item as Content
    from houvast.reports.insight import Insight

_NO_PROMISE = (
    "Dit komt uit wat jij noteerde en inlas. Wat er niet staat, kan er toch zijn. Voel je je onveilig, bel dan."
)
_NOTHING = "Er is nu geen advies voor je. Verandert er iets, noteer het dan. Bij twijfel mag je altijd bellen."
_DAMAGED = (
    "Een ingelezen chat is niet te lezen. De chats tellen hier nu niet mee; kijk met houvast verify wat eraan is."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.NUMBERS
    helping.dossier(parser)
    parser.add_argument(
        "--since",
        metavar="DATUM",
        help="wat je notities laten zien vanaf deze dag of maand; het advies is altijd van nu",
    )
    parser.add_argument("--until", metavar="DATUM", help="wat je notities laten zien tot en met deze dag of maand")
    parser.add_argument("--danger", action="store_true", help="er is nu gevaar")
    parser.add_argument("--why", action="store_true", help="bij elk advies alles waar het op rust")
    parser.add_argument("--all", action="store_true", help="alles, ook wat later kan")
    parser.add_argument(
        "--compare", action="store_true", help="de keuzes naast elkaar, zonder dat er een voor je gekozen is"
    )
    parser.add_argument(
        "--not-now", metavar="ADVIES", action="append", default=[], help="dit advies nu niet; het komt later terug (mag vaker)"
    )  # fmt: skip
    lists(parser, **{"not-now": ("rules", "review-tasks")})
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Show it, or set advice aside."""
    if args.not_now:
        if any((args.since, args.until, args.danger, args.why, args.all, args.compare)):
            raise BadArgumentsError("houvast insight", "--not-now")
        return _set_aside(args, [_named(each, shell.lang) for each in args.not_now], shell)
    days = Choice(*window(args, shell))
    opened = shell.open(args.dossier)
    items, now = items_of(opened), shell.now()
    found = look(opened, items, now, {"danger-now": True} if args.danger else None, days)
    numbers = {item.entry.id: item.number for item in items}
    code = 1 if found.damaged or found.unread else 0
    if args.json:
        shell.document({"dossier": opened.dossier, "head": opened.head, **document(found, numbers, days, now, shell)})
        return code
    if args.compare:
        shell.say(shell.text(NOW))
        for which, columns in found.choices.items():
            shell.say()
            for line in choice_lines(which, columns, found.roads, shell):
                shell.say(line)
        return code
    _screen(found, numbers, days, args, shell)
    if code:
        shell.note(shell.text(_DAMAGED))
    return code


def _heading(days: Choice, shell: Shell) -> str:
    """What the dossier shows, with the days she asked for."""
    since, until = (claimed_moment(each, shell.lang) if each else "" for each in (days.since, days.until))
    if since and until:
        told = shell.text("Wat je dossier laat zien (begin: {since}; tot en met: {until})")
    elif since:
        told = shell.text("Wat je dossier laat zien (begin: {since})")
    elif until:
        told = shell.text("Wat je dossier laat zien (tot en met: {until})")
    else:
        told = shell.text("Wat je dossier laat zien")
    return told.format(since=since, until=until)


def _screen(found: Insight, numbers: dict[str, int], days: Choice, args: argparse.Namespace, shell: Shell) -> None:
    """One calm screen: what to do, what the dossier shows, what to look at again, and where there is more."""
    shell.say(shell.text(NOW))
    _advice(found, numbers, args, shell)
    shell.say()
    shell.say(_heading(days, shell))
    lines = list(picture_lines(found, numbers, shell, whole=args.all))
    if not lines and (days.since or days.until):
        lines = ["   " + shell.text("Over deze dagen staat er niets in je dossier.")]
    for line in lines:
        shell.say(line)
    shell.say("   " + shell.text(_NO_PROMISE))
    if found.reviews:
        shell.say()
        shell.say(shell.text("Kijk nog eens na"))
        for review in found.reviews:
            for line in review_lines(review, shell):
                shell.say(line)
    _where_more(found, args, shell)


def _advice(found: Insight, numbers: dict[str, int], args: argparse.Namespace, shell: Shell) -> None:
    shell.say()
    shell.say(shell.text("Wat je nu kunt doen"))
    shown = (*found.advised.first, *(found.advised.rest if args.all else ()))
    if not shown:
        shell.say("   " + shell.text(_NOTHING))
    for at, advice in enumerate(shown, 1):
        for line in advice_lines(at, advice, found.call, numbers, shell):
            shell.say(line)
        if at == 1 and advice.urgent:
            for line in filter(
                None, (silent_line(found.call[each], shell) for each in advice.call if each in found.call)
            ):
                shell.say("   " + line)
        for line in why_lines(advice, found.call, shell) if args.why else ():
            shell.say(line)


def _where_more(found: Insight, args: argparse.Namespace, shell: Shell) -> None:
    """What was not shown, counted, and the commands that show it."""
    path, many = shlex.quote(args.dossier), phrases(shell.lang).many
    shell.say()
    if found.advised.aside:
        shell.say(shell.text("Wat je nu niet wilde"))
        for each in found.advised.aside:
            shell.say(aside_line(each, shell))
    if found.advised.rest and not args.all:
        count = len(found.advised.rest)
        told = many(
            "Er is nog {count} advies: houvast insight {path} --all", "Er zijn nog {count} adviezen: houvast insight {path} --all", count
        )  # fmt: skip
        shell.say(told.format(count=count, path=path))
    if args.why:
        shell.say(shell.text(SOURCES))
    else:
        shell.say(
            shell.text("Waarom dit er staat, en wat je erover kunt lezen: houvast insight {path} --why").format(
                path=path
            )
        )
    shell.say(
        shell.text("Stopgesprek, aangifte of nog niets, naast elkaar: houvast insight {path} --compare").format(
            path=path
        )
    )
    shell.say(shell.text("Wie je nog meer kunt bellen: houvast help {path}").format(path=path))


def _named(word: str, lang: str) -> tuple[Content, str]:
    """A rule or a task by its id or label, with the setting of its days. Raises: UnknownContentError; AlwaysStandsError."""
    task = guidance.load("review-tasks").named(word)
    item = task or guidance.load("rules").find(word)
    setting = "set-aside" if task is not None else item.own["set_aside"]
    if setting == NEVER or item.own.get("urgent"):
        raise AlwaysStandsError(phrases(lang).one(item.nl))
    return item, setting


def _set_aside(args: argparse.Namespace, named: Sequence[tuple[Content, str]], shell: Shell) -> int:
    """Record that she does not want these now; each comes back by itself."""
    opened = shell.open(args.dossier)
    today = here(shell.now()).date()
    made = []
    for item, setting in named:
        until = through(today, guidance.setting(setting))
        made.append(SetAside(when=When(today.isoformat()), advice=item.id, until=When(until.isoformat())))
    write(shell, opened, made)
    if not shell.json:
        for (item, _), entry in zip(named, made, strict=True):
            assert entry.until is not None
            told = shell.text("Nu niet: “{what}”. Het komt terug na {day}, of eerder als er iets nieuws bij komt.")
            shell.say(
                told.format(what=phrases(shell.lang).one(item.nl), day=full_date(entry.until.start.date(), shell.lang))
            )
    return 0
