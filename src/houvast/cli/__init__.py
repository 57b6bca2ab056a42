"""The command line: one file per command, each with `configure(parser)` and `run(args, shell)`; this module finds the right one.

A command is imported only when it is asked for (P9). Errors end here, each as one sentence; nothing else catches them.
"""

from __future__ import annotations

import importlib
import io
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from houvast.cli.shell import Shell
from houvast.errors import DefectError, HouvastError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

COMMANDS = {
    "new": "een nieuw dossier maken",
    "add": "een voorval noteren",
    "note": "iets voor jezelf noteren",
    "stop": "vastleggen dat je één keer stop zei",
    "police": "een gesprek met de politie noteren",
    "evidence": "bewijs bewaren: een bestand of een voorwerp",
    "correct": "een notitie verbeteren of intrekken; beide blijven zichtbaar",
    "import": "chats en andere bestanden inlezen",
    "show": "de tijdlijn bekijken",
    "messages": "ingelezen berichten bekijken",
    "search": "zoeken in notities en berichten",
    "report": "een PDF of een pakket maken dat een ander kan nagaan",
    "verify": "nagaan of een dossier of pakket heel is",
    "recover": "openen met de code op papier, nieuwe wachtzin",
    "demo": "een voorbeelddossier maken",
    "bench": "snelheid meten",
}
INTERRUPTED = 130
_LANGUAGE = "--lang"


def run() -> NoReturn:
    """The program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    sys.exit(main(sys.argv[1:]))


def _stop(*_: object) -> NoReturn:
    """A closed window or a polite kill ends as Ctrl-C does: what is half is cleaned up."""
    raise KeyboardInterrupt


def main(words: Sequence[str]) -> int:
    """Run one command; its exit code: 0 done, 1 failed or verification broken, 2 wrong use or a question left."""
    shell = Shell(_language(words))
    try:
        parser = _parser(words)
        args = parser.parse_args(words)
        shell.json = getattr(args, "json", False)
        code = int(importlib.import_module(f"houvast.cli.{args.command}_").run(args, shell))
        sys.stdout.flush()  # a full disk is told here, in words, and not when Python ends
    except HouvastError as error:
        shell.fail(error)
        return error.exit_code
    except BrokenPipeError:
        _silence()
        return 1
    except OSError as error:
        shell.fail(error)
        _silence()
        return 1
    except KeyboardInterrupt:
        shell.note(shell.text("Gestopt. Wat bevestigd was, is bewaard."))
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("HOUVAST_TRACEBACK"):
            raise
        shell.fail(DefectError(type(error).__name__))
        return 1
    else:
        return code


def _silence() -> None:
    """What could not be written to stdout is let go, so that Python does not try it again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(words: Sequence[str]) -> str:
    """The language asked for, before anything else is read: also a wrong use is told in it."""
    from houvast.words.languages import LANGUAGES, SOURCE

    for at, word in enumerate(words):
        wish = word.partition("=")[2] if word.startswith(f"{_LANGUAGE}=") else "".join(words[at + 1 : at + 2])
        if (word == _LANGUAGE or word.startswith(f"{_LANGUAGE}=")) and wish in LANGUAGES:
            return wish
    return SOURCE


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    from houvast.cli import help as helping

    parser = helping.Parser(
        prog="houvast",
        description="Een logboek en bewijskluis voor wie lastiggevallen wordt. Direct gevaar? Bel 112.",
        epilog="Meer over een opdracht: houvast OPDRACHT --help",
    )
    parser.add_argument("--version", action="version", version=_version())
    helping.language(parser)
    commands = parser.add_subparsers(dest="command", metavar="OPDRACHT", required=True, title="opdrachten")
    asked = next((word for word in words if word in COMMANDS), None)
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
        helping.language(command)
        if name == asked:
            importlib.import_module(f"houvast.cli.{name}_").configure(command)
    return parser


def _version() -> str:
    from houvast import __version__

    return f"houvast {__version__}"
