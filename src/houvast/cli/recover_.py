"""`houvast recover`: open with the paper code and choose a new passphrase; or, with the passphrase, get a new paper code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli.new_ import give_code, recovery_file
from houvast.seal import keys
from houvast.vault import folder, recovering, seen, slots

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell


RECOVERED = "Je nieuwe wachtzin werkt. De oude opent deze map niet meer; je code op papier blijft gelden."
WHO_KNEW = (
    "Kende iemand anders de oude wachtzin? Met een kopie van deze map van eerder kan die persoon blijven lezen, ook wat je hierna "
    "noteert. Begin dan voor wat er nog komt een nieuw dossier met houvast new, op een toestel waar die persoon niet bij kan; "
    "bewaar dit zoals het is."
)
NEW_CODE = "Dit is een nieuwe code. De oude code opent deze map niet meer; haal die weg. Je wachtzin blijft gelden."


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
        slots.add(opened, slot, "paper", shell.now())
        code = give_code(paper, target, opened, shell)
        if not shell.json:
            shell.say(shell.text(NEW_CODE))
        return code
    store = folder.FolderStore.at(Path(args.dossier))
    text = Path(args.code_from).read_text(encoding="utf-8") if args.code_from else shell.secret("Code op papier:")
    opened = recovering.by_code(store, text, seen.Seen.of_user())
    words = shell.new_passphrase()
    recovering.refuse(opened, words)
    shell.writes = True
    recovering.choose(opened, words, shell.now())
    if shell.json:
        shell.document({"dossier": opened.dossier, "head": opened.head})
    else:
        shell.say(shell.text(RECOVERED))
        shell.say(shell.text(WHO_KNEW))
    return 0
