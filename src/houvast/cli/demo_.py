"""`houvast demo`: four months of an invented case, from the project's own samples through the real importers."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import os
import shlex
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli.new_ import DEMO_WORDS
from houvast.errors import NoDossierError, TargetExistsError
from houvast.guidance import routes
from houvast.intake import photos
from houvast.intake.formats import Answers
from houvast.intake.intake import Wish, take_in
from houvast.intake.sorts import sort_of
from houvast.intake.typed import typed
from houvast.logbook.entry import Evidence, Incident, StopMessage
from houvast.logbook.recorded import moment
from houvast.logbook.when import ZONE
from houvast.vault import folder, opening, seen
from houvast.words import phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from houvast.cli.shell import Shell
    from houvast.logbook.entry import Entry
    from houvast.vault.vault import Vault

SAMPLES = Path(__file__).parents[3] / "tests" / "samples"
BEGIN = datetime(2026, 1, 14, 20, 5, tzinfo=UTC)
END = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)
MARK = "VOORBEELD.txt"
SOON, LATER = timedelta(hours=2), timedelta(days=20)
TYPED_LATER = frozenset({1, 19})  # these two say so in their own words
_RUBEN = ("Ruben", "ruben@post.example", "ruben.nieuw@post.example")
_SHOWN = 5  # lines of the timeline
_ROAD = "aangifte"  # whose next step is told
_NAMES = {"how": "how", "police_called": "police", "date": "when"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("out", metavar="OUT", nargs="?", default="demo", help="map voor het voorbeeld (demo)")
    parser.add_argument("--samples", metavar="MAP", default=str(SAMPLES), help="de bestanden van het voorbeeld")
    parser.add_argument("--again", action="store_true", help="een eerder voorbeeld in die map eerst weghalen")
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Build it, then do with it what she would do: look, make a PDF and a package, verify both; tell it in one screen."""
    out, samples = Path(args.out), Path(args.samples)
    if not (samples / "incidents.jsonl").is_file():
        raise NoDossierError(str(samples))
    if args.again:
        _take_away(out)
    if out.exists() and any(out.iterdir()):
        raise TargetExistsError(str(out))
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("Dit voorbeeld is verzonnen. houvast demo --again haalt het weg.\n", encoding="utf-8")
    build(out / "dossier", samples)
    dossier, pdf, package = (str(out / name) for name in ("dossier", "dossier.pdf", "pakket"))
    steps = (("show", dossier), ("report", dossier, pdf), ("report", dossier, package),
             ("verify", package, "--json"), ("verify", dossier, "--json"),
             ("insight", dossier, "--json"), ("step", dossier, "--json"))  # fmt: skip
    answers = []
    for words in steps:
        code, answer = _heard(words, shell)
        if code != 0:
            return code
        answers.append(answer)
    of_package, of_dossier, insight, steps_ = map(json.loads, answers[3:])
    verdicts = {"package": of_package, "dossier": of_dossier}
    if shell.json:
        shell.document({"dossier": dossier, "pdf": pdf, "package": package, "verified": verdicts})
    else:
        _tell(out, answers[0], verdicts, insight, steps_, shell)
    return 0


def _heard(words: tuple[str, ...], shell: Shell) -> tuple[int, str]:
    """What a command says, and its exit code; one that fails is heard at once."""
    from houvast.cli import main

    os.environ["HOUVAST_PASSPHRASE"] = DEMO_WORDS
    os.environ.pop("HOUVAST_PASSPHRASE_FILE", None)  # that of a dossier of her own does not open this one
    said, noted = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(noted):
        code = main((*words, "--lang", shell.lang))
    if code != 0:
        shell.note(said.getvalue() + noted.getvalue())
    return code, said.getvalue()


def _take_away(out: Path) -> None:
    """An earlier demo in this folder, and nothing else: only what a demo made, and only where it left its mark."""
    made = {MARK, "dossier", "dossier.pdf", "pakket"}
    if not (out / MARK).is_file() or {path.name for path in out.iterdir()} - made:
        return
    for name in ("dossier", "pakket"):
        if (out / name).is_dir():
            shutil.rmtree(out / name)
    for name in ("dossier.pdf", MARK):
        (out / name).unlink(missing_ok=True)


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


def _tell(
    out: Path, timeline: str, verdicts: dict[str, Any], insight: dict[str, Any], roads: dict[str, Any], shell: Shell
) -> None:
    """One screen: what was made, how the timeline begins, what it shows and advises, what verifying said, what to try next."""
    say, text = shell.say, shell.text
    dossier, pdf, package = (shlex.quote(str(out / name)) for name in ("dossier", "dossier.pdf", "pakket"))
    say(
        text("Dit voorbeeld is verzonnen, ook de dagen waarop het is opgeschreven. Het staat in {out}:").format(out=out)
    )
    width = max(map(len, (dossier, pdf, package)))
    say(f"  {dossier:<{width}}   " + text("het dossier, verzegeld"))
    say(f"  {pdf:<{width}}   " + text("om te lezen"))
    say(f"  {package:<{width}}   " + text("om na te gaan, ook zonder ons"))
    say("\n" + text("Zo begint de tijdlijn:"))
    for line in timeline.splitlines()[:_SHOWN]:
        say(line)
    say(text("De hele tijdlijn: houvast show {path}").format(path=dossier))
    say("\n" + text("Wat het laat zien, en wat zij nu kan doen:"))
    for line in (*_signals(insight, shell), *_broken(insight, shell), *_advice(insight), *_next(roads, shell)):
        say(f"  {line}")
    say()
    for path, verdict in ((package, verdicts["package"]), (dossier, verdicts["dossier"])):
        say(text("houvast verify {path}: {n} stappen, elke stap klopt").format(path=path, n=len(verdict["steps"])))
    say("\n" + text("Probeer nu, met deze wachtzin:"))
    say(f'  export HOUVAST_PASSPHRASE="{DEMO_WORDS}"')
    for words in (
        f"show {dossier}",
        f"show {dossier} 3",
        f"insight {dossier}",
        f"search {dossier} bloemen",
        f"add {dossier}",
        f"verify {dossier}",
    ):
        say(f"  .venv/bin/houvast {words}")
    say(f"  python3 -I tests/stranger.py verify {dossier}")


def _signals(insight: dict[str, Any], shell: Shell) -> Iterator[str]:
    """The signals that play a part, by name."""
    known = guidance.load("signals")
    names = [known.label(each["id"], shell.lang) for each in insight["signals"] if each["plays"]]
    yield shell.text("Signalen: {names}").format(names="; ".join(names))


def _broken(insight: dict[str, Any], shell: Shell) -> Iterator[str]:
    """How often something may go against an order, for each order."""
    for order, count in Counter(each["order_number"] for each in insight["breaches"]).items():
        told = phrases(shell.lang).many(
            "Verbod (notitie {order}): {count} ding gaat er misschien tegenin",
            "Verbod (notitie {order}): {count} dingen gaan er misschien tegenin", count,
        )  # fmt: skip
        yield told.format(order=order, count=count)


def _advice(insight: dict[str, Any]) -> Iterator[str]:
    """Each advice with why."""
    for at, each in enumerate(insight["advice"], 1):
        yield f"{at}. {each['what']} ({'; '.join(why['words'] for why in each['why']['facts'][:2])})"


def _next(roads: dict[str, Any], shell: Shell) -> Iterator[str]:
    """What may come next on the road to the prosecutor."""
    for road in roads["roads"]:
        if road["route"] == _ROAD:
            known = routes.load(_ROAD)
            for each in road["next"]:
                if each["can"]:
                    yield shell.text("Volgende stap: {step}").format(step=known.event(each["event"]).nl)
