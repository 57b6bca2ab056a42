"""`houvast recover`: open with the paper code and choose a new passphrase; or, with the passphrase, get a new paper code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli.new_ import give_code
from houvast.cli.outside import refuse_inside
from houvast.errors import AgeFileError, AgeKeyError, BadSecretError, SamePassphraseError, WrongKeyError
from houvast.seal import age, keys
from houvast.vault import folder, opening, seen

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell
    from houvast.vault.vault import Vault


RECOVERED = (
    "Je nieuwe wachtzin werkt. Wie de oude kende en een kopie van dit dossier heeft, kan daarmee nog lezen, "
    "ook wat je hierna noteert."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    helping.dossier(parser)
    parser.add_argument(
        "--code-from", metavar="FILE", help="lees de code op papier uit dit bestand, in plaats van een vraag"
    )
    parser.add_argument(
        "--new-code", action="store_true", help="maak met je wachtzin een nieuwe code op papier; de oude vervalt"
    )
    parser.add_argument("--recovery-to", metavar="FILE", help="schrijf de nieuwe code hierheen (.txt of .pdf)")
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Open, add the new way, drop the old one."""
    if args.new_code:
        if args.recovery_to:
            refuse_inside(Path(args.dossier), Path(args.recovery_to))
        opened = shell.open(args.dossier)
        paper, slot = keys.paper_slot(opened.person)
        opened.add_slot(slot, "paper", shell.now())
        return give_code(paper, Path(args.recovery_to) if args.recovery_to else None, opened, shell)
    store = folder.FolderStore.at(Path(args.dossier))
    text = Path(args.code_from).read_text(encoding="utf-8") if args.code_from else shell.secret("Code op papier:")
    try:
        way = age.Identity.from_text(_code_in(text))
    except AgeKeyError:
        raise WrongKeyError from None
    opened = opening.unlock(store, way, seen.Seen.of_user())
    words = shell.new_passphrase()
    keys.refuse_weak(words)
    _refuse_same(opened, words)
    opened.add_slot(keys.passphrase_slot(opened.person, words), "passphrase", shell.now())
    if shell.json:
        shell.document({"dossier": opened.dossier, "head": opened.head})
    else:
        shell.say(shell.text(RECOVERED))
    return 0


def _refuse_same(opened: Vault, words: str) -> None:
    """Refuse the passphrase that opens it already: it would only look as if something changed. Raises: SamePassphraseError."""
    files = opened.store.key_files()
    for slot in opened.spine.live_slots():
        if slot.way == "passphrase" and slot.file in files:
            try:
                keys.open_slot(files[slot.file], age.Passphrase(keys.passphrase_bytes(words)))
            except (AgeFileError, BadSecretError):
                continue
            raise SamePassphraseError


def _code_in(text: str) -> str:
    """The code in what was typed or read: groups may be apart, other lines may stand around it."""
    joined = "".join(text.split()).upper()
    start = joined.find("AGE-SECRET-KEY-1")
    return joined[start : start + 74] if start >= 0 else joined
