"""`houvast demo`: four months of an invented case, from the project's own samples through the real importers."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shlex
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli.demo_case import build
from houvast.errors import NoDossierError, TargetExistsError
from houvast.guidance import routes
from houvast.vault.passphrase import DEMO_WORDS
from houvast.words import phrases

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from houvast.cli.shell import Shell

SAMPLES = Path(__file__).parents[3] / "tests" / "samples"
MARK = "VOORBEELD.txt"
_SHOWN = 5  # lines of the timeline
_ROAD = "aangifte"  # whose next step is told


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
