"""`houvast letters`: a letter she can copy, filled in with her words (A47, B148, B157, J22, J23, J28, J30, J78).

It opens no dossier and sends nothing. What is not filled in stays as a gap with its question, so that no half letter goes out unseen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from houvast import guidance
from houvast.cli import help as helping
from houvast.cli.typing import read_source
from houvast.cli.wordlists import fields_line, lists, own_words
from houvast.errors import BadArgumentsError, TargetExistsError, UnknownMemberError, UnreadLineError
from houvast.words import translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from houvast.cli.shell import Shell
    from houvast.guidance import Item

COMMAND = "houvast letters"


def configure(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.epilog = helping.WORDS_STAY
    parser.add_argument("letter", metavar="BRIEF", nargs="?", help="welke brief; zonder: alle brieven")
    parser.add_argument(
        "--field", metavar="VELD=WOORDEN", action="append", default=[], help="wat er in de brief komt (mag vaker)"
    )
    parser.add_argument(
        "--from",
        dest="source",
        metavar="FILE",
        help="een JSON-object met de velden uit een bestand, of met - van stdin",
    )
    parser.add_argument("--out", metavar="FILE", help="de brief in dit bestand; kies zelf een naam die niets verraadt")
    lists(parser, letter=("letters",))
    helping.as_json(parser)


def run(args: argparse.Namespace, shell: Shell) -> int:
    """List the letters, or print one."""
    if args.letter is None:
        if args.field or args.source or args.out:
            raise BadArgumentsError(COMMAND, "BRIEF")
        return _list(shell)
    letter = guidance.load("letters").find(args.letter)
    fields = {each["id"]: each["nl"] for each in letter.own["fields"]}
    said = _said(args, fields)
    if shell.interactive:
        said |= _from_questions(fields, said, shell)
    missing = [name for name in fields if name not in said]
    if shell.json:
        shell.document({
            "id": letter.id, "to": letter.own["to"], "subject": _filled(letter.own["subject"], fields, said),
            "text": [_filled(each, fields, said) for each in letter.text], "missing": missing, "note": letter.own["note"],
        })  # fmt: skip
        return 0
    lines = list(_lines(letter, fields, said))
    if args.out is not None:
        _write(args.out, "\n".join(lines) + "\n")
        lines = [shell.text("De brief staat in {path}.").format(path=args.out)]
    for line in lines:
        shell.say(line)
    if missing:
        shell.note(shell.text("Tussen haken staat wat je zelf nog invult."))
        shell.note(shell.text("Met --field vul je het hier in: {names}.").format(names=", ".join(missing)))
    shell.note(translator(shell.lang)(letter.own["note"]))
    return 0


def _list(shell: Shell) -> int:
    letters = guidance.load("letters").offered
    if shell.json:
        shell.document({
            "letters": [{"id": each.id, "nl": each.nl, "to": each.own["to"], "fields": list(each.own["fields"])} for each in letters],
        })  # fmt: skip
        return 0
    for each in letters:
        shell.say(f"{each.id:<24} {guidance.load('letters').label(each.id, shell.lang)}")
        shell.say(f"      {fields_line(each, shell)}")
    shell.note(shell.text("Houvast verstuurt niets. Je kopieert een brief en stuurt die zelf, als jij dat wilt."))
    return 0


def _said(args: argparse.Namespace, fields: Mapping[str, str]) -> dict[str, str]:
    """What she filled in. Raises: UnknownMemberError; BadArgumentsError; UnreadLineError."""
    found: dict[str, object] = {}
    if args.source:
        words, objects = read_source(args.source)
        if words is not None or len(objects) != 1:
            raise UnreadLineError("stdin" if args.source == "-" else args.source, 1, "json")
        found |= objects[0][1]
    for each in args.field:
        name, equals, value = each.partition("=")
        if not equals:
            raise BadArgumentsError(COMMAND, f"--field {each}")
        found[name.strip()] = value
    for name, said in found.items():
        if name not in fields:
            raise UnknownMemberError(name, tuple(fields))
        if not isinstance(said, str):
            raise BadArgumentsError(COMMAND, f"--field {name}")
    return {name: said.strip() for name, said in found.items() if isinstance(said, str) and said.strip()}


def _from_questions(fields: Mapping[str, str], said: Mapping[str, str], shell: Shell) -> dict[str, str]:
    """What she answers about the fields she did not fill in yet."""
    found = {}
    for name, question in fields.items():
        if name not in said:
            shell.note(question)
            told = "Typ wat er moet staan; Enter laat het open:"
            if answer := shell.ask(told, name, needed=False, read=own_words(shell)):
                found[name] = answer
    return found


def _lines(letter: Item, fields: Mapping[str, str], said: Mapping[str, str]) -> Iterator[str]:
    """The letter; in Dutch whatever the language of the run, as it goes to a Dutch desk."""
    yield _filled(letter.own["to"], fields, said)
    yield ""
    yield f"Onderwerp: {_filled(letter.own['subject'], fields, said)}"
    for each in letter.text:
        yield ""
        yield _filled(each, fields, said)


def _filled(text: str, fields: Mapping[str, str], said: Mapping[str, str]) -> str:
    return guidance.filled(text, {name: said.get(name, f"[{question}]") for name, question in fields.items()})


def _write(path: str, text: str) -> None:
    """Write the letter, readable by her alone. Raises: TargetExistsError; OSError."""
    import os

    try:
        handle = os.open(Path(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise TargetExistsError(path) from None
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
