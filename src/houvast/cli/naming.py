"""The questions about the names in a chat: which of them is hers, and who bothers her. Asked once it was read, before it is recorded.

What she answered for earlier files of the dossier holds where the same name writes, and is said; what is asked is read back.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from houvast.cli.choosing import MOST_SHOWN, Offer, ask_choice, yes_and_no
from houvast.cli.counting import names_in_words, who_counts
from houvast.insight.whose import whose
from houvast.intake.held import imports
from houvast.intake.names import by_person, remembered
from houvast.logbook.evidence import Import
from houvast.reports.titles import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from houvast.cli.shell import Shell
    from houvast.intake.formats import Answers, Extract
    from houvast.vault.vault import Vault


class Naming:
    """What she says of the names in the chats of one import."""

    def __init__(self, shell: Shell, vault: Vault) -> None:
        self._shell, self._vault = shell, vault
        self._mine = dict[str, None]()  # her names, also of chats of which she left open who bothers her

    def ask(self, file: str, answers: Answers, found: Extract) -> Answers:
        """The answers with what she says of the chat in the file of this name; what was said beforehand is not asked."""
        people, (yes, no) = found.participants, yes_and_no(self._shell)
        said = self._remembered(answers, people)
        while _asks_me(said, people) or _asks_by(said, people):
            answered = self._ask(file, said, people)
            said = self._read_back(answered, answers, found)
            chosen = ask_choice(self._shell, "Klopt dit?", "by", [yes, no])
            if not chosen:
                self._note("Wat je hier antwoordde, is niet vastgelegd. Het kan later met houvast correct.")
                return answers
            if chosen == (yes,):
                self._mine |= {} if answered.me is None else {answered.me: None}
                return said
            said = answers
        return said

    def _remembered(self, answers: Answers, people: Sequence[str]) -> Answers:
        """The answers with the names she gave before of who writes in this file too; it says them."""
        earlier = imports(self._vault)
        me, by = answers.me, answers.by
        if me is None:
            hers = remembered((*self._mine, *(each.me for each in earlier if each.me is not None)), people)
            me = hers[0] if len(by_person(hers)) == 1 else None  # two phones, two names: it is asked
        if not by and not answers.by_nobody:
            by = remembered((name for each in earlier for name in each.by), people)
        if me in by:  # she said both, of different files: it is asked
            return answers
        if me is not None and me != answers.me:
            self._note("Jij bent {me} in dit bestand, zoals eerder gezegd.", me=one_line(me))
        if by != answers.by:
            names = names_in_words(by, self._shell)
            self._note("Wie je lastigvalt in dit bestand, zoals eerder gezegd: {names}.", names=names)
        return dataclasses.replace(answers, me=me, by=by)

    def _ask(self, file: str, said: Answers, people: Sequence[str]) -> Answers:
        """The answers with what she answers to each question that is open."""
        if _asks_me(said, people):
            question = "Welke naam is van jou? (nummer of naam)"
            none = Offer(self._shell.text("geen van deze"), ("geen", "none"), alone=True)
            mine = self._people(file, question, people, said.by, none)
            said = dataclasses.replace(said, me=next((each.words[0] for each in mine if each != none), None))
        if not _asks_by(said, people):
            return said
        nobody = Offer(self._shell.text("niemand: dit bestand is alleen bewijs"), ("niemand", "nobody"), alone=True)
        unknown = Offer(self._shell.text("weet ik niet"), ("weet ik niet", "unknown"), alone=True)
        question = "Wie van hen valt je lastig? (nummers of namen, met een komma ertussen)"
        hers = () if said.me is None else (said.me,)
        theirs = self._people(file, question, people, hers, nobody, unknown, several=True)
        if theirs == (nobody,):
            return dataclasses.replace(said, by_nobody=True)
        return dataclasses.replace(said, by=tuple(name for each in theirs if each != unknown for name in each.words))

    def _people(
        self,
        file: str,
        question: str,
        people: Sequence[str],
        but: Collection[str],
        *besides: Offer,
        several: bool = False,
    ) -> tuple[Offer, ...]:
        """Who of these people `but` those she chose, one or `several`, or an answer besides; all spellings of an address are one."""
        self._note("In {name} schrijven:", name=one_line(file))
        others = [names for names in by_person(people) if not set(but) & set(names)]
        offered = [Offer(names_in_words(names, self._shell), names) for names in others]
        shown = MOST_SHOWN - len(besides)
        return ask_choice(self._shell, question, "by", [*offered[:shown], *besides, *offered[shown:]], several=several)

    def _read_back(self, said: Answers, before: Answers, found: Extract) -> Answers:
        """What will be recorded, told: without the name she just gave as hers where that alone would make all others count."""
        of = Import(
            format=str(found.header["format"]), me=said.me, by=said.by, by_nobody=said.by_nobody, participants=found.participants
        )  # fmt: skip
        counting = whose([of]).get(of.id)
        if before.me is None and counting is not None and counting.because == "all-but-me":
            self._note("Je weet nog niet wie je lastigvalt. Daarom leggen we ook jouw naam nog niet vast.")
            of, said = dataclasses.replace(of, me=None), dataclasses.replace(said, me=None)
        if of.me is not None:
            self._note("Jij bent {me}.", me=one_line(of.me))
        self._shell.note(who_counts(of, self._shell))
        return said

    def _note(self, text: str, **words: str) -> None:
        self._shell.note(self._shell.text(text).format(**words))


def _asks_me(said: Answers, people: Sequence[str]) -> bool:
    return said.me is None and len(by_person(people)) > 1


def _asks_by(said: Answers, people: Sequence[str]) -> bool:
    return not (said.by or said.by_nobody) and any(said.me not in names for names in by_person(people))
