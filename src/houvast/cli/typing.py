"""What commands that take typed words share: words from a question, stdin or a file, and entries from JSON Lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houvast.errors import OptionWithLinesError, UnreadLineError, WordsTwiceError, WrongUseError
from houvast.intake.typed import typed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from datetime import datetime

    from houvast.intake.typed import Typed

_STDIN = "-"
_SPELLED = {"effects": "effect"}  # options that are not spelled as their member


class _TwiceError(ValueError):
    """A member that stands twice in one object."""


def source(parser: argparse.ArgumentParser, words_of: str, *, entries: bool = True) -> None:
    """Add `--from`: words, and for commands that take many, whole entries."""
    purpose = f"{words_of} uit een bestand, of met - van stdin"
    if entries:
        purpose += "; JSON Lines (een {…} per regel) geeft hele notities"
    parser.add_argument("--from", dest="source", metavar="FILE", help=purpose)


def read_words(path: str) -> str:
    """The words in a file or on stdin. Raises: UnreadLineError; OSError."""
    return _text(path).strip()


def words_once(args: argparse.Namespace, member: str) -> dict[str, Any]:
    """The words of `--from` for this member. Raises: WordsTwiceError when its option says them too; as `read_words`."""
    refuse_twice(args, member)
    return {member: read_words(args.source)}


def refuse_twice(args: argparse.Namespace, member: str) -> None:
    """Words come from one place. Raises: WordsTwiceError."""
    if getattr(args, member) is not None:
        raise WordsTwiceError(f"--{member}")


def read_source(path: str) -> tuple[str | None, list[tuple[int, dict[str, Any]]]]:
    """The words in a file or on stdin, or, when it is JSON Lines, its objects by line number.

    Raises: UnreadLineError; OSError.
    """
    named, text = _named(path), _text(path)
    if not text.lstrip().startswith("{"):
        return text.strip(), []
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line, object_pairs_hook=_once)
        except _TwiceError:
            raise UnreadLineError(named, number, "twice") from None
        except (ValueError, RecursionError):
            raise UnreadLineError(named, number, "json") from None
        if not isinstance(said, dict):
            raise UnreadLineError(named, number, "json")
        found.append((number, said))
    return None, found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceError
    return found


def _named(path: str) -> str:
    return "stdin" if path == _STDIN else path


def _text(path: str) -> str:
    raw = sys.stdin.buffer.read() if path == _STDIN else Path(path).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadLineError(_named(path), raw[: error.start].count(b"\n") + 1, "utf-8") from None


def typed_lines(
    kind: str, path: str, lines: list[tuple[int, dict[str, Any]]], now: datetime, zone: str, lang: str
) -> list[Typed]:
    """The entries these lines say: all, or none with the line that is wrong. Raises: UnreadLineError."""
    found = []
    for number, said in lines:
        try:
            found.append(typed(kind, said, now, zone, lang))
        except WrongUseError as error:
            raise UnreadLineError(_named(path), number, error) from None
    return found


def entries_or_words(
    args: argparse.Namespace,
    kind: str,
    member: str,
    members: Iterable[str],
    said: dict[str, Any],
    at: tuple[datetime, str, str],
) -> list[Typed]:
    """The whole entries that `--from` holds, or none when it holds the words of this member; `at` is now, the zone and the language.

    Raises: WordsTwiceError; OptionWithLinesError; UnreadLineError; OSError.
    """
    words, lines = read_source(args.source) if args.source else (None, [])
    if lines:
        alone(args, members)
        return typed_lines(kind, args.source, lines, *at)
    if words is not None:
        refuse_twice(args, member)
        said[member] = words
    return []


def alone(args: argparse.Namespace, names: Iterable[str]) -> None:
    """Whole entries say their members themselves. Raises: OptionWithLinesError for an option that says one as well."""
    for name in names:
        if is_said(getattr(args, name, None)):
            option = _SPELLED.get(name, name).replace("_", "-")
            raise OptionWithLinesError(f"--{option}")


def is_said(value: object) -> bool:
    """Whether an option was given."""
    return not (value is None or value is False or value == [])


def given(args: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    """The members that stand in the arguments."""
    return {name: value for name in names if is_said(value := getattr(args, name, None))}
