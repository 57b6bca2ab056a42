"""The case of the demo: what was recorded when, from the samples, through the real importers. No command."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from houvast.intake import photos
from houvast.intake.formats import Answers
from houvast.intake.intake import Wish, take_in
from houvast.intake.sorts import sort_of
from houvast.intake.typed import typed
from houvast.logbook.entry import Incident, StopMessage
from houvast.logbook.evidence import Evidence
from houvast.logbook.recorded import moment
from houvast.logbook.when import ZONE
from houvast.vault import folder, opening, seen
from houvast.vault.passphrase import DEMO_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

BEGIN = datetime(2026, 1, 14, 20, 5, tzinfo=UTC)
END = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)
SOON, LATER = timedelta(hours=2), timedelta(days=20)
TYPED_LATER = frozenset({1, 19})  # these two say so in their own words
_RUBEN = ("Ruben", "ruben@post.example", "ruben.nieuw@post.example")
_NAMES = {"how": "how", "police_called": "police", "date": "when"}


def build(root: Path, samples: Path) -> Vault:
    """The demo dossier: every entry is recorded a few hours after the moment it claims, on the clock of the story."""
    ids: dict[str, str] = {}
    acts = sorted(
        [*_incidents(samples, ids), *_stop(samples), *_police(samples), *_course(samples, ids)], key=lambda act: act.now
    )
    made, _ = opening.create(folder.FolderStore.make(root), DEMO_WORDS, seen.Seen.of_user(), BEGIN)
    for act in acts:
        entries = [entry if path is None else _kept(made, entry, path, act.now) for entry, path in act.entries]
        keeps = [each.file.blob for each in entries if isinstance(each, Evidence) and each.file is not None]
        made.record(entries, act.now, keeps)
    for name in ("phones", "mail", "heic"):
        for path in sorted(path for path in (samples / name).rglob("*") if path.is_file()):
            me = "Mira" if path.parent.name.startswith("mira-") else None  # what others sent is theirs
            by = _RUBEN if name == "mail" or "Ruben" in path.name else ()
            # the dates of one chat can be read two ways: she says which
            answers = Answers(not_after=END.date(), me=me, date_order="dmy", by=by, by_nobody=not by)
            with path.open("rb") as stream:
                take_in(stream, path.name, made, END, answers, Wish(many=True))
    return made


def _kept(vault: Vault, entry: Entry, path: Path, now: datetime) -> Evidence:
    """Evidence with its file, which is kept now, and with what a picture says of itself."""
    assert isinstance(entry, Evidence)
    with path.open("rb") as stream:
        file, said = vault.keep(stream, path.name), photos.look(stream, now)
    sort = entry.sort or sort_of(path.name)
    return photos.with_said(dataclasses.replace(entry, file=file, origin="imported", sort=sort), said)


@dataclasses.dataclass(frozen=True)
class _Act:
    """What was recorded at once, and when; evidence stands beside the file it is."""

    now: datetime
    entries: list[tuple[Entry, Path | None]]


def _incidents(samples: Path, ids: dict[str, str]) -> Iterator[_Act]:
    """What happened, with its evidence; `ids` gets the id of what has a name in `as`."""
    belonging: dict[int, list[dict[str, Any]]] = {}
    for said in _lines(samples / "evidence.jsonl"):
        for number in said.pop("belongs_to", [])[:1]:
            belonging.setdefault(number, []).append(said)
    for number, said in enumerate(_lines(samples / "incidents.jsonl"), 1):
        entry = typed("incident", _members(said), END)
        now = _after(entry, LATER if number in TYPED_LATER else SOON)
        evidence = [_evidence(each, samples, (entry.id,), ids) for each in belonging.get(number, [])]
        later = [each for each in evidence if not _was_there(each[0], now)]
        at_once = [each for each in evidence if each not in later]
        assert isinstance(entry, Incident)
        entry = dataclasses.replace(entry, evidence=tuple(each.id for each, _ in at_once))
        yield _Act(now, [(entry, None), *at_once])
        yield from (_Act(_after(each[0], SOON), [each]) for each in later)


def _evidence(
    said: dict[str, Any], samples: Path, entries: tuple[str, ...], ids: dict[str, str]
) -> tuple[Evidence, Path | None]:
    called, name = said.pop("as", None), said.pop("file", None)
    made = typed("evidence", {("sort" if member == "kind" else member): value for member, value in said.items()}, END)
    assert isinstance(made, Evidence)
    if called is not None:
        ids[called] = made.id
    return dataclasses.replace(made, entries=entries), None if name is None else samples / name


def _stop(samples: Path) -> Iterator[_Act]:
    said = json.loads((samples / "stop.json").read_text(encoding="utf-8"))
    entry = typed("stop-message", {name: said[name] for name in ("when", "channels", "words")}, END)
    assert isinstance(entry, StopMessage)
    proof = next(each for each in _lines(samples / "evidence.jsonl") if each["kind"] == "stop-proof")
    proof.pop("belongs_to", None)
    now = _after(entry, timedelta(days=1))
    made, path = _evidence(proof, samples, (entry.id,), {})
    yield _Act(now, [(dataclasses.replace(entry, evidence=(made.id,)), None), (made, path)])


def _police(samples: Path) -> Iterator[_Act]:
    for said in _lines(samples / "police.jsonl"):
        entry = typed("police-contact", _members(said), END)
        yield _Act(_after(entry, SOON), [(entry, None)])


def _course(samples: Path, ids: dict[str, str]) -> Iterator[_Act]:
    """The people, answers, plans and steps of the case; `as` gives one a name, and `@name` means that one of `ids`."""
    for said in _lines(samples / "course.jsonl"):
        kind, name, recorded = said.pop("kind"), said.pop("as", None), datetime.fromisoformat(said.pop("recorded"))
        entry = typed(kind, {member: _meant(value, ids) for member, value in said.items()}, END)
        if name is not None:
            ids[name] = entry.id
        yield _Act(recorded.replace(tzinfo=ZoneInfo(ZONE)), [(entry, None)])


def _meant(value: Any, ids: dict[str, str]) -> Any:
    """A value with the ids that its names stand for."""
    if isinstance(value, list):
        return [_meant(each, ids) for each in value]
    return ids[value[1:]] if isinstance(value, str) and value.startswith("@") else value


def _after(entry: Entry, later: timedelta) -> datetime:
    when = moment(entry)
    assert when is not None
    return when.end.replace(tzinfo=ZoneInfo(when.zone)) + later


def _was_there(entry: Evidence, now: datetime) -> bool:
    """Whether she had it by then."""
    when = entry.obtained
    return when is None or when.start.replace(tzinfo=ZoneInfo(when.zone)) <= now


def _members(said: dict[str, Any]) -> dict[str, Any]:
    return {_NAMES.get(name, name): value for name, value in said.items()}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
