"""Questions that offer choices: each is answered by the number that stands before it, or by its letters; Enter chooses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from houvast.intake.answers import NO, YES
from houvast.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.cli.shell import Shell

MOST_SHOWN = 22


class Offer(NamedTuple):
    """A choice as it is shown, and the words that mean it; `alone` when it goes with no other."""

    label: str
    words: tuple[str, ...]
    alone: bool = False


def yes_and_no(shell: Shell) -> tuple[Offer, Offer]:
    """The choices of a question that is answered by yes or no."""
    return Offer(shell.text("ja"), YES), Offer(shell.text("nee"), NO)


def ask_choice(
    shell: Shell, question: str, member: str, offered: Sequence[Offer], *, several: bool = False
) -> tuple[Offer, ...]:
    """The one she chose, or `several`; none when she left it open: one Enter may slip, so a second is asked for.

    The first 22 are shown with their number. Raises: NoAnswerError when nobody is there, or left.
    """
    for at, each in enumerate(offered[:MOST_SHOWN], 1):
        shell.note(f"  {at}  {each.label}")
    if more := len(offered[MOST_SHOWN:]):
        shell.note("     " + shell.text("en nog {n}: typ zo’n naam zelf").format(n=number(more, shell.lang)))

    def read(answer: str) -> tuple[Offer, ...] | None:
        found = _chosen(answer, offered, several=several)
        if found is None:
            shell.note(shell.text("Typ een nummer dat er staat, of druk op Enter."))
        return found

    found = shell.ask(question, member, needed=False, read=read)
    if found == "":
        shell.note(shell.text("Er is nog niets gekozen. Kies een nummer; nog een keer Enter laat het open."))
        found = shell.ask(question, member, needed=False, read=read)
    return tuple(found)


def numbered(answer: str, count: int) -> int | None:
    """The place that a number from 1 to `count` names."""
    is_one = answer.isascii() and answer.isdecimal() and len(answer) <= len(str(count)) and 0 < int(answer) <= count
    return int(answer) - 1 if is_one else None


def spelt(answer: str, words: Sequence[Sequence[str]]) -> int | None:
    """The place of the choice with this word: as it stands there, else the only one when capitals are let go."""
    exact = [at for at, of in enumerate(words) if answer in of]
    folded = [at for at, of in enumerate(words) if answer.casefold() in map(str.casefold, of)]
    return next(iter(exact or (folded if len(folded) == 1 else [])), None)


def _chosen(answer: str, offered: Sequence[Offer], *, several: bool) -> tuple[Offer, ...] | None:
    """The choices an answer names; None when one of its words is no choice, or there are more than may be."""
    words, shown = [(*each.words, each.label) for each in offered], min(len(offered), MOST_SHOWN)

    def place(word: str) -> int | None:
        return spelt(word, words) if (found := numbered(word, shown)) is None else found

    whole = place(answer)  # a name may hold a comma
    places = [place(each.strip()) for each in answer.split(",") if each.strip()] if whole is None else [whole]
    found = tuple(offered[each] for each in dict.fromkeys(places) if each is not None)
    together = several and not any(each.alone for each in found)
    return found if found and None not in places and (together or len(found) == 1) else None
