"""Files that go along with what is noted: sealed as they come, named in the draft, evidence of the entry once that is recorded."""

from __future__ import annotations

import contextlib
import dataclasses
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from houvast.errors import HouvastError
from houvast.intake.photos import look
from houvast.intake.sorts import sort_of
from houvast.logbook.envelope import new_id
from houvast.logbook.evidence import Evidence
from houvast.web import uploads
from houvast.web.parts import tame
from houvast.web.saying import disk_refuses, say
from houvast.words import full_date

_GIF = b"GIF8"
_LONGEST = 80  # characters of a name in a sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest

    from houvast.logbook.entry import Entry
    from houvast.logbook.when import When
    from houvast.web.alone import Opened


def received(
    request: HttpRequest, opened: Opened, held: dict[str, Any], lang: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """The draft with the files that came, and without those she takes out again; and what went wrong."""
    files = list(held.get("files", ()))
    out = set(request.POST.getlist("files-drop"))
    for at in reversed(range(len(files))):
        if str(at) in out:
            opened.vault.let_go(uploads.from_said(files.pop(at)))
    try:
        files += [uploads.as_said(each) for each in uploads.receive(request, opened)]
    except OSError as error:
        return {**held, "files": files}, {"file": disk_refuses(error, lang)}
    return {**held, "files": files}, {}


def names(held: Mapping[str, Any]) -> list[str]:
    """The names of the files a draft holds."""
    return [each["name"] for each in held.get("files", ())]


def recorded_with(
    entry: Entry, files: Sequence[Mapping[str, Any]], opened: Opened, now: datetime
) -> tuple[list[Entry], list[str]]:
    """An entry and the files that go along with it, each as evidence of it; and their digests."""
    beside = Evidence(original_kept=True, entries=(entry.id,), private=entry.private)
    kept = [uploads.from_said(each) for each in files]
    pieces = [uploads.evidence_from(each, opened, now, dataclasses.replace(beside, id=new_id())) for each in kept]
    named: Any = {"evidence": (*getattr(entry, "evidence", ()), *(each.id for each in pieces))}
    names = hasattr(entry, "evidence")  # of a kind that names none, the pieces name the entry, which ties them as well
    return [dataclasses.replace(entry, **named) if names else entry, *pieces], [each.blob for each in kept]


def said(held: Mapping[str, Any]) -> dict[str, Any]:
    """The files of a draft as an answer that is read back."""
    return {"files": names(held)} if held.get("files") else {}


def doubts(opened: Opened, held: Mapping[str, Any], when: When | None, now: datetime, lang: str) -> list[str]:
    """What to look at before it is recorded: a file named as a photo that opens as none, and a photo that says it is of another day."""
    told = say("“{name}” kunnen we niet openen als foto. We bewaren het zoals het is. Is dit het goede bestand?", lang)
    other_day = say("“{name}” is volgens het bestand van {day}. Hoort die foto hierbij?", lang)
    found = []
    for each in map(uploads.from_said, held.get("files", ())):
        # Whatever the disk says of a file, what she typed is read back to her.
        with contextlib.suppress(HouvastError, OSError), opened.vault.open(each) as original:
            is_gif = original.read(len(_GIF)) == _GIF  # a picture that says nothing of itself
            said = look(original, now)
            name = tame(each.name)[:_LONGEST]
            if sort_of(each.name) == "photo" and not is_gif and said is None:
                found.append(told.format(name=name))
            if when is not None and said is not None and said.stated is not None:
                day = datetime.fromisoformat(said.stated.at)
                if not _first(when) <= day.date() < _after(when):
                    found.append(other_day.format(name=name, day=full_date(day, lang)))
    return found


def _first(when: When) -> date:
    """The first day that a moment may lie on; a night is noted by the day on which it ends."""
    return when.start.date() - timedelta(days=when.part == "night")


def _after(when: When) -> date:
    """The first day that lies after a moment as a whole."""
    return (when.end - timedelta(microseconds=1)).date() + timedelta(days=1)


def let_go(opened: Opened, held: Mapping[str, Any]) -> None:
    """Throw away the files of a draft that is let go."""
    for each in held.get("files", ()):
        opened.vault.let_go(uploads.from_said(each))
