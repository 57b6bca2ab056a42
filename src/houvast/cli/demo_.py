"""`houvast demo`: four months of an invented case, from the project's own samples through the real importers."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.errors import NoDossierError, TargetExistsError
from houvast.intake.formats import Answers
from houvast.intake.intake import Wish, sort_of, take_in
from houvast.intake.typed import typed
from houvast.logbook.entry import Evidence, StopMessage
from houvast.vault import folder, seen, vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from houvast.cli.shell import Shell
    from houvast.vault.vault import Vault

PASSPHRASE = "zes woorden die niemand raadt"  # noqa: S105 - printed for everyone: the demo hides nothing
SAMPLES = Path(__file__).parents[3] / "tests" / "samples"
_NAMES = {"how": "how", "police_called": "police", "date": "when"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("out", metavar="OUT", nargs="?", default="demo", help="map voor het voorbeeld (demo)")
    parser.add_argument("--samples", metavar="MAP", default=str(SAMPLES), help="de bestanden van het voorbeeld")
    parser.add_argument("--again", action="store_true", help="een eerder voorbeeld in die map eerst weghalen")
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Build it, then do with it what she would do: look, make a PDF and a package, verify both."""
    out, samples = Path(args.out), Path(args.samples)
    if not (samples / "incidents.jsonl").is_file():
        raise NoDossierError(str(samples))
    if args.again and (out / "dossier" / "records").is_dir():
        shutil.rmtree(out)
    if out.exists() and any(out.iterdir()):
        raise TargetExistsError(str(out))
    out.mkdir(parents=True, exist_ok=True)
    build(out / "dossier", samples, shell)
    os.environ["HOUVAST_PASSPHRASE"] = PASSPHRASE
    from houvast.cli import main

    dossier = str(out / "dossier")
    steps = (
        ("show", dossier), ("report", dossier, str(out / "dossier.pdf")), ("report", dossier, str(out / "pakket")),
        ("verify", str(out / "pakket")), ("verify", dossier),
    )  # fmt: skip
    for words in steps:
        shell.say(f"\n$ houvast {' '.join(words)}")
        os.environ["HOUVAST_PASSPHRASE"] = PASSPHRASE
        if (code := main(words)) != 0:
            return code
    _tell(out, shell)
    return 0


def build(root: Path, samples: Path, shell: Shell) -> Vault:
    """The demo dossier, with the real clock: incidents of the past count as typed later."""
    now = shell.now()
    made, _ = vault.create(folder.FolderStore.make(root), PASSPHRASE, seen.Seen.of_user(), now)
    incidents = [typed("incident", _members(said), now) for said in _lines(samples / "incidents.jsonl")]
    evidence, keeps = _evidence(made, samples, [each.id for each in incidents], now)
    made.record([*incidents, *evidence], now, keeps)
    _stop(made, samples, now)
    made.record([typed("police-contact", _members(said), now) for said in _lines(samples / "police.jsonl")], now)
    for path in sorted((samples / "phones").rglob("*")):
        if path.is_file():
            answers = Answers(not_after=now.date(), me="Mira" if "mira" in path.parent.name else "Tess")
            with path.open("rb") as stream:
                take_in(stream, path.name, made, now, answers, Wish())
    return made


def _evidence(made: Vault, samples: Path, incidents: list[str], now: datetime) -> tuple[list[Evidence], list[str]]:
    found, keeps = list[Evidence](), list[str]()
    for said in _lines(samples / "evidence.jsonl"):
        belongs, name = said.pop("belongs_to", []), said.pop("file", None)
        said["sort"] = said.pop("kind", None)
        entry = typed("evidence", said, now)
        assert isinstance(entry, Evidence)
        entry = dataclasses.replace(entry, entries=tuple(incidents[number - 1] for number in belongs))
        if name is not None:
            with (samples / name).open("rb") as stream:
                file = made.keep(stream, Path(name).name)
            entry = dataclasses.replace(entry, file=file, sort=entry.sort or sort_of(name))
            keeps.append(file.blob)
        found.append(entry)
    return found, keeps


def _stop(made: Vault, samples: Path, now: datetime) -> None:
    said = json.loads((samples / "stop.json").read_text(encoding="utf-8"))
    proof = next((each.entry for each in made.entries() if isinstance(each.entry, Evidence) and each.entry.sort == "stop-proof"), None)
    entry = typed("stop-message", {name: said[name] for name in ("when", "channels", "words")}, now)
    assert isinstance(entry, StopMessage)
    made.record([dataclasses.replace(entry, evidence=(proof.id,) if proof else ())], now)


def _members(said: dict[str, Any]) -> dict[str, Any]:
    return {_NAMES.get(name, name): value for name, value in said.items()}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _tell(out: Path, shell: Shell) -> None:
    shell.say()
    shell.say(shell.text("Dit voorbeeld is verzonnen. Het staat in {out}:").format(out=out))
    shell.say(f"  {out / 'dossier'}       " + shell.text("het dossier, verzegeld"))
    shell.say(f"  {out / 'dossier.pdf'}   " + shell.text("om te lezen"))
    shell.say(f"  {out / 'pakket'}        " + shell.text("om na te gaan, ook zonder ons"))
    shell.say(shell.text("Probeer nu, met deze wachtzin:"))
    shell.say(f'  export HOUVAST_PASSPHRASE="{PASSPHRASE}"')
    shell.say(f"  .venv/bin/houvast search {out / 'dossier'} bloemen")
    shell.say(f"  .venv/bin/houvast add {out / 'dossier'}")
    shell.say(f"  python3 -I tests/stranger.py verify {out / 'dossier'}")
