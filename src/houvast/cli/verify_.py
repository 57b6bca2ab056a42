"""`houvast verify`: numbered steps over a dossier or a package; with a passphrase at hand everything, without one what needs none.

Every step is said, whether it holds; exit 1 when one does not.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.cli import help as helping
from houvast.errors import BrokenKnownError, NoPathError
from houvast.proof.known import compare
from houvast.proof.spine import is_head
from houvast.proof.steps import Fault
from houvast.vault.files import FolderFiles
from houvast.vault.folder import FolderStore
from houvast.vault.seen import Seen
from houvast.vault.verify import verify_store
from houvast.words.languages import phrases
from houvast.words.verdicts import (
    CANNOT_SHOW,
    DOSSIER_STEPS,
    FAILED,
    KNOWN_STEPS,
    LOST,
    NOT_KNOWN,
    PACKAGE_STEPS,
    SKIPPED,
    WITHOUT_KEY,
    WRONG_KEY_STEPS,
    fault_words,
    step_words,
)

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell
    from houvast.proof.spine import Spine
    from houvast.proof.steps import Step, Verdict
    from houvast.seal.age import Identity

    Known = tuple[str, Spine | None]

_MOST_SAID = 5  # places a step names; --json has them all
_BEFORE_HEADERS = ("files", "bag", "headers")  # these look at files, whatever the spine says


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = (
        helping.HOW_IT_OPENS + " Zonder wachtzin worden de stappen gezet die geen sleutel vragen.\n\n"
        "Een pakket dat met een wachtzin is verzegeld (.zip.age), opent met die wachtzin: typ haar als ernaar gevraagd wordt, of zet\n"
        "haar in het bestand in HOUVAST_PASSPHRASE_FILE. Is het voor jouw age-sleutel verzegeld, geef dan het sleutelbestand met --key."
    )
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="een dossier, een pakket (map, .zip of .zip.age), of twee om te vergelijken",
    )
    parser.add_argument("--known", metavar="STAND", help="een eerdere stand (N-…), of een dossier of pakket van eerder")
    parser.add_argument(
        "--no-key", action="store_true", help="alleen de stappen zonder sleutel, ook als er een wachtzin is"
    )
    parser.add_argument(
        "--key", metavar="FILE", help="het bestand met je age-sleutel, voor een pakket dat voor jou is verzegeld"
    )
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Verify each path; two dossiers are compared as well."""
    own = _own_key(args.key) if args.key else None
    known = _known(args.known, own, shell) if args.known else None
    found = [(path, *_verify(Path(path), known, own, shell, with_key=not args.no_key)) for path in args.paths]
    partings = [_parting(found[0][2], spine) for _, _, spine in found[1:]]
    agree = all(parted is None or parted[0] == "prefix" for parted in partings)
    code = 0 if agree and all(verdict.ok for _, verdict, _ in found) else 1
    if shell.json:
        documents = [_document(verdict, shell) for _, verdict, _ in found]
        apart = [parted and {"kind": parted[0], "seq": parted[1]} for parted in partings]
        together = {"ok": code == 0, "verifications": documents, "partings": apart}
        shell.document(documents[0] if len(documents) == 1 else together)
        return code
    for path, verdict, spine in found:
        _say(path, verdict, spine, shell)
    for path, parted in zip(args.paths[1:], partings, strict=True):
        shell.say(f"{args.paths[0]} · {path}: {_parting_words(parted, shell)}")
    return code


def _verify(
    path: Path, known: Known | None, own: Identity | None, shell: Shell, *, with_key: bool
) -> tuple[Verdict, Spine]:
    if not path.exists():
        raise NoPathError(str(path))
    if _is_dossier(str(path)):
        return _verify_dossier(path, known, shell, with_key=with_key)
    from houvast.cli.packages import verify_at

    verdict, spine = verify_at(path, own, shell)
    compare(verdict, spine, [known[0]] if known else [], known[1] if known else None)
    return verdict, spine


def _own_key(name: str) -> Identity:
    from houvast.cli.packages import read_key  # with the verification of packages, which a dossier does not need

    return read_key(name)


def _verify_dossier(path: Path, known: Known | None, shell: Shell, *, with_key: bool) -> tuple[Verdict, Spine]:
    store = FolderStore(path)
    way = shell.way() if with_key and shell.has_passphrase else None
    verdict, spine, found, epochs = verify_store(store, way)
    if way is not None:
        from houvast.intake.recheck import recheck

        recheck(verdict, spine, store, found, epochs)
    seen = Seen.of_user().head(spine.dossier) if spine.size else None
    heads, later = ([], None) if known is None else ([known[0]], known[1])
    if seen is not None and seen not in spine.lost and seen not in heads:
        heads.append(seen)
    compare(verdict, spine, heads, later)
    return verdict, spine


def _known(said: str, own: Identity | None, shell: Shell) -> Known:
    """The head to look for: as said, or that of another dossier or package, with its spine. Raises: NoPathError."""
    if is_head(said):
        return said, None
    path = Path(said)
    if not path.exists():
        raise NoPathError(said)
    if _is_dossier(said):
        from houvast.proof.folder import verify_folder

        verdict, spine = verify_folder(FolderFiles(path))
    else:
        from houvast.cli.packages import verify_at

        verdict, spine = verify_at(path, own, shell)
    if verdict.head is None or not verdict.ok:
        raise BrokenKnownError(said)
    return verdict.head, spine


def _parting(one: Spine, other: Spine) -> tuple[str, int] | None:
    """Where two spines part: `fork` or `prefix` and the first record number that is not common; None when they are equal."""
    if one.dossier != other.dossier:
        return "other dossier", 0
    common = next((seq for seq, (a, b) in enumerate(zip(one.leaves, other.leaves, strict=False)) if a != b), None)
    if common is not None:
        return "fork", common
    return None if one.size == other.size else ("prefix", min(one.size, other.size))


def _parting_words(parted: tuple[str, int] | None, shell: Shell) -> str:
    if parted is None:
        return shell.text("Deze twee zijn gelijk.")
    text = {
        "fork": "Deze twee lopen uiteen vanaf stuk {seq}: ze zijn los van elkaar verdergegaan. Bewaar ze allebei.",
        "prefix": "De langste gaat verder waar de kortste ophoudt, bij stuk {seq}.",
        "other dossier": "Dit zijn twee verschillende dossiers.",
    }[parted[0]]
    return shell.text(text).format(seq=parted[1])


def _document(verdict: Verdict, shell: Shell) -> dict[str, Any]:
    return {
        "ok": verdict.ok, "dossier": verdict.dossier, "head": verdict.head,
        "steps": [
            {
                "n": step.n, "name": step.name, "ok": step.ok, "tried": step.tried, "count": step.count,
                "skipped": step.skipped,
                "detail": "; ".join(f"{fault.where}: {fault_words(fault.why, shell.lang)}" for fault in step.faults),
                "faults": [{"where": fault.where, "why": fault.why} for fault in step.faults],
            }
            for step in verdict.steps
        ],
        "notes": [{"where": note.where, "why": note.why} for note in verdict.notes],
    }  # fmt: skip


def _say(path: str, verdict: Verdict, spine: Spine, shell: Shell) -> None:
    shell.say(path)
    _say_steps(verdict, spine, shell)
    for note in verdict.notes:
        said = shell.text("Let op: {where} {why}.").format(where=note.where, why=fault_words(note.why, shell.lang))
        shell.say("      " + said)
    if verdict.head is not None:
        shell.say("  " + shell.text("dossier {dossier}").format(dossier=verdict.dossier))
        shell.say("  " + shell.text("stand   {head}").format(head=verdict.head))
    if verdict.ok:
        _say_what_it_shows(path, verdict, spine, shell)
    else:
        _say_next(path, verdict, shell)


def _say_what_it_shows(path: str, verdict: Verdict, spine: Spine, shell: Shell) -> None:
    """What it means that every step holds, and what it does not."""
    steps = {step.name for step in verdict.steps}
    if spine.lost:
        shell.say("  " + shell.text(LOST))
    else:
        if "known" not in steps:
            shell.say("  " + shell.text(NOT_KNOWN).format(size=spine.size))
        shell.say("  " + shell.text("Alles wat is nagegaan, klopt."))
    if "entries" not in steps and _is_dossier(path):
        shell.say("  " + shell.text(WITHOUT_KEY))
    shell.say("  " + shell.text(CANNOT_SHOW))


def _say_next(path: str, verdict: Verdict, shell: Shell) -> None:
    """What can be done now that a step does not hold: the last thing she reads."""
    step, fault = verdict.first_fault() or (verdict.steps[0], Fault("", ""))
    shell.say("  " + shell.text(FAILED).format(n=step.n, where=fault.where))
    faults = {each.why for other in verdict.steps for each in other.faults}
    advice: tuple[str, ...] = DOSSIER_STEPS
    if not _is_dossier(path):
        advice = PACKAGE_STEPS
    elif step.name == "known":
        advice = KNOWN_STEPS
    elif faults == {"no key"}:
        advice = WRONG_KEY_STEPS
    for line in advice:
        shell.say("   - " + shell.text(line).format(path=shlex.quote(path)))


def _is_dossier(path: str) -> bool:
    return (Path(path) / "records").is_dir()


def _say_steps(verdict: Verdict, spine: Spine, shell: Shell) -> None:
    partial = any(step.name == "headers" and step.faults for step in verdict.steps)
    for step in verdict.steps:
        state = shell.text("klopt" if step.ok else "klopt niet" if step.faults else "niet gedaan")
        shell.say(f"  {step.n:>2}  {state:<11} {step_words(step.name, shell.lang)}")
        if step.ok and partial and step.name not in _BEFORE_HEADERS:
            shell.say("        " + shell.text("alleen nagegaan tot stuk {size}").format(size=spine.size))
        _say_faults(step, shell)
        for where in step.skipped[:_MOST_SAID]:
            shell.say("        " + shell.text(SKIPPED).format(where=where))
        if (more := len(step.skipped) - _MOST_SAID) > 0:
            said = phrases(shell.lang).many("en nog {count} bestand", "en nog {count} bestanden", more)
            shell.say("        " + said.format(count=more))


def _say_faults(step: Step, shell: Shell) -> None:
    """At most five places, each sentence once and every sentence before a second place of one; the rest is a number."""
    places: dict[str, dict[str, None]] = {}
    for fault in step.faults:
        places.setdefault(fault_words(fault.why, shell.lang), {})[fault.where] = None
    firsts = dict(list(places.items())[:_MOST_SAID])
    spare, said = _MOST_SAID - len(firsts), 0
    for sentence, wheres in firsts.items():
        first, *others = wheres
        shell.say(f"        {first}: {sentence}")
        for where in others[:spare]:
            shell.say(f"        {where}")
        said += 1 + len(others[:spare])
        spare -= len(others[:spare])
    if (more := len(step.faults) + step.unkept - said) > 0:
        counted = phrases(shell.lang).many("en nog {count} fout", "en nog {count} fouten", more)
        shell.say("        " + counted.format(count=more))
