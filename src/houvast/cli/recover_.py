"""`houvast recover`: open with the paper code and choose a new passphrase; or, with the passphrase, get a new paper code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli.new_ import give_code, recovery_file
from houvast.errors import AgeKeyError, SamePassphraseError, WrongKeyError
from houvast.seal import age, keys
from houvast.vault import folder, opening, seen

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell
    from houvast.vault.vault import Vault


RECOVERED = "Je nieuwe wachtzin werkt. De oude opent deze map niet meer; je code op papier blijft gelden."
WHO_KNEW = (
    "Kende iemand anders de oude wachtzin? Met een kopie van deze map van eerder kan die persoon blijven lezen, ook wat je hierna "
    "noteert. Begin dan voor wat er nog komt een nieuw dossier met houvast new, op een toestel waar die persoon niet bij kan; "
    "bewaar dit zoals het is."
)
NEW_CODE = "Dit is een nieuwe code. De oude code opent deze map niet meer; haal die weg. Je wachtzin blijft gelden."
CODE_LENGTH, CODE_START = 74, "AGE-SECRET-KEY-1"


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
        target = recovery_file(args.recovery_to, Path(args.dossier))
        opened = shell.open(args.dossier)
        paper, slot = keys.paper_slot(opened.person)
        shell.writes = True
        opened.add_slot(slot, "paper", shell.now())
        code = give_code(paper, target, opened, shell)
        if not shell.json:
            shell.say(shell.text(NEW_CODE))
        return code
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
    shell.writes = True
    opened.add_slot(keys.passphrase_slot(opened.person, words), "passphrase", shell.now())
    if shell.json:
        shell.document({"dossier": opened.dossier, "head": opened.head})
    else:
        shell.say(shell.text(RECOVERED))
        shell.say(shell.text(WHO_KNEW))
    return 0


def _refuse_same(opened: Vault, words: str) -> None:
    """Refuse the passphrase that opens it already: it would only look as if something changed. Raises: SamePassphraseError."""
    if opening.is_passphrase(opened, words):
        raise SamePassphraseError


def _code_in(text: str) -> str:
    """The code in what was typed or read: in groups or not, with dashes or without, other words around it."""
    joined = "".join(each for each in text.upper() if each.isascii() and each.isalnum())
    _, start, rest = joined.partition(CODE_START.replace("-", ""))
    return CODE_START + rest[: CODE_LENGTH - len(CODE_START)] if start else text.strip()
