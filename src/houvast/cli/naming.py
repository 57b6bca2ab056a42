"""The questions about the names in a chat: which of them is hers, and who bothers her. Asked once it was read; Enter leaves it unsaid."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from houvast.cli.lines import one_line
from houvast.errors import NoAnswerError
from houvast.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houvast.cli.shell import Shell
    from houvast.intake.formats import Answers, Extract

_MOST_SHOWN = 20


class Naming:
    """What she says of the names in the chats of one import; who she is is asked once."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._me: str | None = None

    def ask(self, name: str, answers: Answers, found: Extract) -> Answers:
        """The answers with what she says of the chat in the file of this name; what was said beforehand is not asked."""
        if not found.participants:
            return answers
        try:
            return self._ask(name, answers, found)
        except NoAnswerError:  # she left: nothing was said, and what was read is recorded
            return answers

    def _ask(self, file: str, answers: Answers, found: Extract) -> Answers:
        people = found.participants
        if answers.me is None and self._me in people:
            answers = dataclasses.replace(answers, me=self._me)
        if answers.me is None and self._me is None and len(people) > 1:
            self._show(file, people)
            if mine := self._names("Welke naam is van jou? (nummer; Enter laat het open)", people, most=1):
                self._me = mine[0]
                answers = dataclasses.replace(answers, me=self._me)
        if answers.by or answers.by_nobody:
            return answers
        others = [name for name in people if name != answers.me]
        if not others:
            return answers
        say, last = self._shell.text, len(others[:_MOST_SHOWN])
        self._show(file, others)
        self._shell.note(f"  {last + 1}  " + say("niemand: dit bestand is alleen bewijs"))
        self._shell.note(f"  {last + 2}  " + say("weet ik niet"))
        question = "Wie van hen valt je lastig? (nummers met een komma ertussen; Enter laat het open)"
        chosen = self._names(question, others, most=len(others), besides=("nobody", "unknown"))
        if chosen == ["nobody"]:
            return dataclasses.replace(answers, by_nobody=True)
        return answers if chosen == ["unknown"] else dataclasses.replace(answers, by=tuple(chosen))

    def _show(self, file: str, people: Sequence[str]) -> None:
        self._shell.note(self._shell.text("In {name} schrijven:").format(name=one_line(file)))
        for at, name in enumerate(people[:_MOST_SHOWN], 1):
            self._shell.note(f"  {at}  {one_line(name)}")
        if more := len(people) - _MOST_SHOWN if len(people) > _MOST_SHOWN else 0:
            said = self._shell.text("en nog {n}: typ zo’n naam zelf")
            self._shell.note("     " + said.format(n=number(more, self._shell.lang)))

    def _names(self, question: str, people: Sequence[str], most: int, besides: Sequence[str] = ()) -> list[str]:
        """The names that are answered, by number or as they stand; empty when it was left open."""
        by_number = {str(at): name for at, name in enumerate([*people[:_MOST_SHOWN], *besides], 1)}

        def read(answer: str) -> list[str] | None:
            words = [answer] if answer in people else [word.strip() for word in answer.split(",") if word.strip()]
            found = list(dict.fromkeys(by_number.get(word, word if word in people else "") for word in words))
            alone = not any(each in besides for each in found) or len(found) == 1
            if found and all(found) and len(found) <= most and alone:
                return found
            self._shell.note(self._shell.text("Typ een nummer dat er staat, of Enter om het open te laten."))
            return None

        return list(self._shell.ask(question, "by", needed=False, read=read))
