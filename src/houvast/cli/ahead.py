"""Thinking ahead by questions: what is known, where and when, what can happen, what she does; each answer is kept at once (C113-C117)."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.cli import parts
from houvast.cli.measures import minding
from houvast.errors import NoAnswerError
from houvast.insight.plan import marked
from houvast.logbook.plan import Knowledge, Measure, Moment, Risk
from houvast.reports.items import items_of

if TYPE_CHECKING:
    from houvast.cli.shell import Shell
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

_MORE = {"know": "Is er nog iets wat die persoon weet? (Enter: klaar)", "risk": "Kan er nog iets gebeuren? (Enter: verder)",
         "do": "Kun je nog iets doen? (Enter: verder)"}  # fmt: skip


def think(shell: Shell, vault: Vault) -> int:
    """Ask until she leaves a question open; exit code 0. What was answered stays, wherever she stops."""
    return Ahead(shell, vault).run()


class Ahead:
    """One round of questions over an open dossier."""

    def __init__(self, shell: Shell, vault: Vault) -> None:
        self._shell, self._vault = shell, vault
        self._asked = set[str]()
        self._count = 0

    def run(self) -> int:
        """Ask; exit code 0."""
        self._shell.note(
            self._shell.text(
                "Enter slaat een vraag over. Een nummer kiest een voorbeeld. Met stop houd je op; wat je schreef, blijft."
            )
        )
        with contextlib.suppress(NoAnswerError):  # she left: what she said is recorded
            self._knowledge()
        if self._count:
            self._shell.say(self._shell.text("Genoteerd. Je ziet het terug met houvast plan. Het blijft privé."))
        return 0

    def _knowledge(self) -> None:
        while text := self._told("know"):
            known = self._keep(Knowledge(text=text))
            if where := self._told("moment"):
                self._keep(Moment(of=(known,), where=where))
            while risk := self._told("risk"):
                self._measures(self._keep(Risk(of=(known,), text=risk)))

    def _measures(self, risk: str) -> None:
        while word := self._told("do"):
            found = guidance.load("measures").named(word)
            if found is None:
                self._keep(Measure(of=(risk,), text=word, status="planned"))
                continue
            for line in minding(found, marked(items_of(self._vault)), self._shell):
                self._shell.note(line.strip())
            self._keep(Measure(of=(risk,), measure=found.id, status="planned"))

    def _told(self, id_: str) -> str | None:
        """The answer to this question; its examples stand below it the first time."""
        first = id_ not in self._asked
        self._asked.add(id_)
        if first or id_ not in _MORE:
            return parts.ask_part(parts.part(id_), self._shell, examples=first)
        read = parts.reader(parts.part(id_), self._shell)
        found: str = self._shell.ask(_MORE[id_], id_, needed=False, read=read)
        parts.refuse_stop(found, id_)
        return found or None

    def _keep(self, entry: Entry) -> str:
        self._shell.writes = True
        self._vault.record([entry], self._shell.now())
        self._count += 1
        return entry.id
