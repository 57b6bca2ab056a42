"""`houvast answer`: her answers to what Houvast asks; every earlier answer stays (B075)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.cli import help as helping
from houvast.cli import suggested
from houvast.errors import BadArgumentsError

if TYPE_CHECKING:
    import argparse

    from houvast.cli.shell import Shell


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    helping.dossier(parser)
    suggested.configure_answer(parser)
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """Record an answer, or ask. Raises: BadArgumentsError."""
    if args.message is not None:
        return suggested.answer_one(args, shell)
    if args.messages is not None:
        return suggested.walk(args, shell)
    raise BadArgumentsError("houvast answer", "--message, --messages")
