"""The questions of thinking ahead and of the safety plan: examples to tick by number, and what stands there already. No command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.cli.wordlists import own_words
from houvast.errors import NoAnswerError
from houvast.words import translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from houvast.cli.shell import Shell
    from houvast.guidance import Item as Content

EMPTY = "-"
_STOP = frozenset({"stop", "klaar", "done"})


def part(id_: str) -> Content:
    """One question by its id."""
    return guidance.load("plan-parts").get(id_)


def ask_part(item: Content, shell: Shell, before: str | None = None, *, examples: bool = True) -> str | None:
    """The answer in her own words, or the examples she ticked by number; None when she skipped, "" when she emptied it.

    Raises: NoAnswerError when she says stop.
    """
    say = translator(shell.lang)
    shell.note()
    shell.note(say(item.own["ask"]))
    if item.hint:
        shell.note(say(item.hint))
    if examples:
        for line in example_lines(item, shell):
            shell.note(line)
    if before:
        shell.note(shell.text("Nu staat er: {text}").format(text=" / ".join(before.splitlines())))

    found: str = shell.ask("Jouw antwoord:", item.id, needed=False, read=reader(item, shell))
    refuse_stop(found, item.id)
    return None if found == "" else "" if found == EMPTY else found


def reader(item: Content, shell: Shell) -> Callable[[str], str | None]:
    """How an answer to this question is read; `?` explains it, with its examples."""

    def explain() -> None:
        if item.hint:
            shell.note(translator(shell.lang)(item.hint))
        for line in example_lines(item, shell):
            shell.note(line)

    return own_words(shell, lambda answer: ticked(item, answer, shell), explain=explain)


def refuse_stop(answer: str, member: str) -> None:
    """End the questions where she says so. Raises: NoAnswerError."""
    if answer.casefold() in _STOP:
        raise NoAnswerError(member)


def example_lines(item: Content, shell: Shell) -> Iterator[str]:
    """The examples of a question, numbered."""
    for place, point in enumerate(item.points, 1):
        yield f"  {place:>2}  {translator(shell.lang)(point)}"


def ticked(item: Content, answer: str, shell: Shell) -> str:
    """The examples these numbers name, a line each; an answer that is no list of numbers as it is."""
    words = answer.replace(",", " ").split()
    if not all(word.isascii() and word.isdecimal() and 1 <= int(word[:3]) <= len(item.points) for word in words):
        return answer
    return "\n".join(translator(shell.lang)(item.points[int(word) - 1]) for word in dict.fromkeys(words))
