"""The questions a command asks when somebody sits at the terminal: each again until the answer can be read, Enter skips what may be.

What was given as an argument is not asked. Answers land in `said`, as `houvast.intake.typed` takes them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli.choosing import numbered, spelt
from houvast.cli.wordlists import SHOW, list_lines, own_words
from houvast.errors import FutureMomentError, ManyMomentsError, YearNeededError
from houvast.intake.answers import NO, YES, meant
from houvast.intake.asked import EITHER, LISTS, MANY
from houvast.intake.typed import in_words, read_members
from houvast.logbook import codec
from houvast.words import claim_words, claimed_moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from houvast.cli.shell import Shell
    from houvast.errors import Reading


class Asking:
    """The questions for one entry of this kind; `now` is when its moment was answered, as a prompt may stand open for hours."""

    def __init__(self, shell: Shell, kind: str, said: dict[str, Any], now: datetime, zone: str) -> None:
        self._shell, self._kind, self._said = shell, kind, said
        self.now, self._zone = now, zone
        self._offered: tuple[Reading, ...] = ()
        shell.note(shell.text("Enter slaat een vraag over. Met ? zie je de woorden waaruit je kiest."))

    def ask_moment(self, member: str, question: str, *, needed: bool = True) -> None:
        """Ask for a moment, and read it back; of several it can be, the number of one is an answer too."""

        def read(answer: str) -> object:
            return self._moment(answer, member)

        self._put(member, self._asked(question, member, needed=needed, read=read))

    def ask_words(self, member: str, question: str, *, needed: bool = False) -> None:
        """Ask for words of her own."""
        self._put(member, self._own_words(question, member, needed=needed))

    def _own_words(self, question: str, member: str, *, needed: bool = False) -> str:
        """The answer in her own words; no list can be shown, so a lone `?` is told and asked again."""
        read = own_words(self._shell, needed=needed)
        found: str = self._asked(question, member, needed=needed, read=read)
        return found

    def ask_listed(self, member: str, question: str, *, needed: bool = False) -> None:
        """Ask for a word of the list this member has, or several with commas between when it takes several; `?` shows the list."""
        either = EITHER.get((self._kind, member))
        listings = either or (LISTS[self._kind, member],)
        many = member in MANY

        def read(answer: str) -> object:
            if answer == SHOW:
                self._show(*listings)
                return None
            words = _words(answer) or [answer]
            if either is not None:
                return list(read_members(self._kind, {member: words}, self.now, self._zone)[member])
            found = [guidance.load(listings[0]).find(word).id for word in words]
            return found if many else found[0]

        self._put(member, self._asked(question, member, needed=needed, read=read))

    def ask_how(self, question: str) -> None:
        """Ask what happened or by which means, in words of two lists."""

        def read(answer: str) -> list[str] | None:
            if answer == SHOW:
                self._show("behaviours", "channels")
                return None
            words = _words(answer) or [answer]
            read_members(self._kind, {"how": words}, self.now, self._zone)
            return words

        self._put("how", self._asked(question, "how", read=read))

    def ask_where(self, question: str) -> None:
        """Ask for the place: a word of the list, else her own words."""

        def read(answer: str) -> tuple[str, str] | None:
            if answer == SHOW:
                self._show("places")
                return None
            place = guidance.load("places").words.get(" ".join(answer.casefold().split()))
            return ("where", answer) if place is None else ("place", place.id)

        member, answer = self._asked(question, "where", "place", read=read) or ("where", "")
        self._put(member, answer)

    def ask_long(self, question: str) -> None:
        """Ask how long it took: a number counts minutes, all else is kept in her words."""
        if "minutes" in self._said:
            return
        answer = self._own_words(question, "duration")
        number, _, unit = answer.partition(" ")
        minutes = (
            number.isascii() and number.isdecimal() and len(number) <= 5 and unit in {"", "min", "minuten", "minutes"}
        )
        self._put("minutes" if minutes else "duration", int(number) if minutes else answer)

    def ask_truth(self, member: str, question: str) -> None:
        """Ask for yes or no."""
        self._put(
            member, self._asked(question, member, read=lambda answer: self._one_of({YES: True, NO: False}, answer))
        )

    def ask_answer(self, member: str, question: str, *, needed: bool = False) -> None:
        """Ask for yes, no or not known: three answers, none of them presumed."""
        found = self._asked(question, member, needed=needed, read=self._answer)
        self._put(member, found)

    def ask_witness(self, question: str, name: str) -> None:
        """Ask whether somebody saw it, and who."""
        found = self._asked(question, "witness", read=self._answer)
        self._put("witness", found)
        if found == "yes" and (names := _words(self._own_words(name, "witnesses"))):
            self._put("witnesses", [{"name": each} for each in names])

    def ask_file(self, question: str) -> str:
        """Ask for the name of a file that can be read."""

        def read(answer: str) -> str:
            path = Path(answer.strip("'\"")).expanduser()
            with path.open("rb"):
                return str(path)

        found: str = self._asked(question, "file", read=read)
        return found

    def _asked(self, question: str, *members: str, needed: bool = False, read: Callable[[str], Any]) -> Any:
        """What is answered, for the first of these members; "" when that was skipped, or one of them was said already."""
        if self._said.keys() & set(members):
            return ""
        return self._shell.ask(question, members[0], needed=needed, read=read)

    def _put(self, member: str, answer: object) -> None:
        if answer != "":
            self._said[member] = answer

    def _answer(self, answer: str) -> str | None:
        """Yes, no or not known, in any words for it."""
        found = meant(answer)
        if found is None:
            self._shell.note(self._shell.text("Antwoord met ja, nee of onbekend, of sla over met Enter."))
        return found

    def _one_of(self, known: dict[tuple[str, ...], Any], answer: str) -> Any:
        """What the choice stands for that has this word; its number is not shown, so it is no answer."""
        place = spelt(answer, list(known))
        if place is not None:
            return list(known.values())[place]
        self._shell.note(self._shell.text("Antwoord met ja of nee, of sla over met Enter."))
        return None

    def _moment(self, answer: str, member: str) -> object:
        if (place := numbered(answer, len(self._offered))) is not None:
            chosen = self._offered[place]
            found = {
                "at": chosen.at,
                "part": chosen.part,
                "estimated": chosen.estimated,
                "until": chosen.until,
                "zone": self._zone,
            }
            return self._told({name: value for name, value in found.items() if value})
        try:
            self.now = self._shell.now()
            claim = in_words(self._kind, member, answer, self.now, self._zone, self._shell.lang)
        except (ManyMomentsError, YearNeededError, FutureMomentError) as error:
            if isinstance(error, FutureMomentError):
                self._offered = () if error.earlier is None else (error.earlier,)
            else:
                self._offered = error.readings
            self._shell.fail(error)
            self._offer()
            return None
        return self._told(codec.plain(claim))

    def _told(self, claim: Any) -> Any:
        """The claim, shown as we read it."""
        shown = claimed_moment(
            claim["at"],
            self._shell.lang,
            part=claim.get("part"),
            estimated=claim.get("estimated", False),
            until=claim.get("until"),
        )
        self._shell.note(f"  = {shown}")
        return claim

    def _offer(self) -> None:
        for number, each in enumerate(self._offered, 1):
            shown = claim_words(each, self._shell.lang)
            self._shell.note(f"  {number}  {shown}")
        if self._offered:
            self._shell.note(self._shell.text("Typ het nummer, of schrijf het moment anders."))

    def _show(self, *listings: str) -> None:
        for line in list_lines(listings, self._shell):
            self._shell.note(line)


def _words(answer: str) -> list[str]:
    return [word.strip() for word in answer.split(",") if word.strip()]
