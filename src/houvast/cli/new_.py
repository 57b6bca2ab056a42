"""`houvast new`: a new dossier, and its paper code, which is shown once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli.outside import refuse_inside
from houvast.errors import (
    DefectError,
    HouvastError,
    RecoveryNameError,
    SyncFolderError,
    TargetExistsError,
)
from houvast.reports import bag
from houvast.reports import paper as sheet
from houvast.vault import folder, opening, passphrase, seen
from houvast.vault.synced import sync_program

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from houvast.cli.shell import Shell
    from houvast.vault.vault import Vault

_ON_A_LINE = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    helping.dossier(parser)
    parser.add_argument(
        "--recovery-to", metavar="FILE", help="de code op papier hierheen schrijven (.txt of .pdf), niet op het scherm"
    )
    parser.add_argument("--anyway", action="store_true", help="ook in een map die met andere toestellen wordt gedeeld")
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Make it."""
    root = Path(args.dossier)
    program = sync_program(root)
    if program is not None and not args.anyway:
        raise SyncFolderError(str(root), program)
    recovery = recovery_file(args.recovery_to, root)
    folder.FolderStore(root).refuse_taken()  # before a passphrase is made up; once more when it begins
    names = passphrase.names_here()
    words = shell.new_passphrase(names)
    passphrase.refuse(words, names)
    shell.writes = True
    made, paper = opening.create(folder.FolderStore.make(root), words, seen.Seen.of_user(), shell.now())
    shell.tell_source()
    return give_code(paper, recovery, made, shell, shell.text("Je dossier staat klaar in {path}.").format(path=root))


def recovery_file(name: str | None, root: Path) -> Path | None:
    """Where the paper code goes, if to a file: refused before anything is made.

    Raises: RecoveryNameError; TargetExistsError; InsideDossierError.
    """
    if name is None:
        return None
    path = Path(name)
    if path.suffix.lower() not in ("", ".txt", ".pdf"):
        raise RecoveryNameError(name)
    if path.exists():
        raise TargetExistsError(name)
    refuse_inside(root, path)
    return path


def give_code(paper: str, recovery: Path | None, made: Vault, shell: Shell, first: str | None = None) -> int:
    """Write the paper code to a file, or show it; it is never lost because a file or the terminal cannot be written."""
    if recovery is not None:
        try:
            content = sheet.pdf(paper) if recovery.suffix.lower() == ".pdf" else sheet.text(paper)
            with bag.new_file(recovery) as file:
                file.write(content)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the only code there is must be seen
            shell.fail(error if isinstance(error, OSError | HouvastError) else DefectError(type(error).__name__))
            recovery = None
    try:
        if first is not None and not shell.json:
            shell.say(first)
        _tell(paper, recovery, made, shell)
        sys.stdout.flush()
    except OSError:
        if recovery is None:
            _show_code(paper, shell, shell.note)
        raise
    return 0


def _tell(paper: str, recovery: Path | None, made: Vault, shell: Shell) -> None:
    if shell.json:
        shell.document({"dossier": made.dossier, "head": made.head, "recovery": None if recovery else paper})
    elif recovery is not None:
        shell.say(
            shell.text("De code op papier staat in {path}. Druk die af en wis het bestand.").format(path=recovery)
        )
    else:
        _show_code(paper, shell, shell.say)


def _show_code(paper: str, shell: Shell, say: Callable[[str], None]) -> None:
    say("")
    say(
        shell.text(
            "Dit is je code op papier. Je ziet hem maar één keer. Ben je je wachtzin kwijt, dan opent deze code je dossier."
        )
    )
    say(shell.text("Schrijf hem over en leg hem waar alleen jij bij kunt, niet op dit toestel."))
    say("")
    groups = sheet.groups(paper)
    for at in range(0, len(groups), _ON_A_LINE):
        say("    " + " ".join(groups[at : at + _ON_A_LINE]))
    say("")
    say(shell.text("Spaties en streepjes mag je bij het typen weglaten."))
