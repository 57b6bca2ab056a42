"""`houvast new`: a new dossier, and its paper code, which is shown once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli.outside import refuse_inside
from houvast.errors import (
    DefectError,
    DemoPassphraseError,
    HouvastError,
    RecoveryNameError,
    SyncFolderError,
    TargetExistsError,
)
from houvast.reports import bag
from houvast.reports import paper as sheet
from houvast.seal import keys
from houvast.vault import folder, opening, seen

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from houvast.cli.shell import Shell
    from houvast.vault.vault import Vault

_SYNCED = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive", "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud", "icloud drive": "iCloud", "icloud": "iCloud",
    "nextcloud": "Nextcloud", "owncloud": "ownCloud", "syncthing": "Syncthing",
    "sync": "Sync", "mega": "MEGA", "pcloud": "pCloud", "proton drive": "Proton Drive", "stack": "STACK",
}  # fmt: skip
_MARKS = {".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".sync": "Resilio Sync",
          ".owncloudsync.log": "ownCloud", ".nextcloudsync.log": "Nextcloud"}  # fmt: skip
_ON_A_LINE = 4
DEMO_WORDS = "dit voorbeeld mag iedereen lezen"  # opens the demo dossier, and so no dossier of hers


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
    names = _names()
    words = shell.new_passphrase(names)
    keys.refuse_weak(words, names)
    if keys.passphrase_bytes(words) == keys.passphrase_bytes(DEMO_WORDS):
        raise DemoPassphraseError
    shell.writes = True
    made, paper = opening.create(folder.FolderStore.make(root), words, seen.Seen.of_user(), shell.now())
    shell.tell_source()
    return give_code(paper, recovery, made, shell, shell.text("Je dossier staat klaar in {path}.").format(path=root))


def _names() -> tuple[str, ...]:
    """What this machine knows of her name: the login and the words of the full name beside it."""
    import getpass

    try:
        import pwd

        login = getpass.getuser()
        return login, *pwd.getpwnam(login).pw_gecos.replace(",", " ").split()
    except (ImportError, KeyError, OSError):
        return ()


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


def sync_program(root: Path) -> str | None:
    """The program that is known to copy this folder elsewhere, if one is."""
    for folder_ in (root.absolute(), *root.absolute().parents):
        name = folder_.name.lower()
        found = _SYNCED.get(name) or next(
            (program for start, program in _SYNCED.items() if name.startswith(f"{start} - ")), None
        )
        if found is not None:
            return found
        for mark, program in _MARKS.items():
            if (folder_ / mark).exists():
                return program
    return None
