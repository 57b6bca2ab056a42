"""The command line explains itself in one language at a time: all Dutch, or all English."""

from __future__ import annotations

import argparse
import ast
import inspect
import re

import pytest

from houvast.cli import COMMANDS, main, overview, parser_of
from houvast.cli.help import OF_ARGPARSE
from houvast.words import phrases

ADD = "add it to src/houvast/locale/en/LC_MESSAGES/houvast.po"
NAMES = {"DOSSIER", "ZONE", "MOMENT", "OUT", "N", "SHA256", "AGE1…", "P1,P3", "%(argument_name)s: %(message)s"}
ARGPARSE = re.compile(
    r"\b(usage|options|positional|arguments|required|unrecognized|invalid|choices?|choose|expected|allowed|show this|exit"
    r"|FILE|PATH|DIR)\b"
)
# What argparse says to who writes a program, and what only programs say that deprecate something or read arguments from files.
NOT_SAID = re.compile(
    r"conflict|subparser|subcommands|mode %r|merge actions|for positionals|option string %\(option\)r|dest=|must be optional"
    r"|not callable|not defined|unknown parser|can't open|deprecated|%\(prog\)s|default: |%\(heading\)s"
)
PAGES = [(), *((name,) for name in COMMANDS)]
WRONG = {
    "nothing at all": (),
    "no such command": ("frob", "x"),
    "an option before the command": ("--frob", "show", "d"),
    "no dossier": ("show",),
    "no such option": ("show", "d", "--frob"),
    "an option without its word": ("show", "d", "--since"),
    "an option without its words": ("report", "d", "x.pdf", "--entries"),
    "a word after a switch": ("show", "d", "--json=3"),
    "no number": ("add", "d", "--minutes", "q"),
    "none of the choices": ("import", "d", "f", "--date-order", "xyz"),
    "two that exclude each other": ("evidence", "d", "f", "--private", "--disclosable"),
    "no such language": ("show", "d", "--lang", "fr"),
}


def asked() -> set[str]:
    """Every text that the help of every command looks up."""
    found: set[str] = set()

    def say(text: str) -> str:
        found.add(text)
        return text

    overview(say)
    for name in COMMANDS:
        parser_of(name, say)
    return found | set(OF_ARGPARSE.values())


ASKED = asked()


def said(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one run, each as one line."""
    try:
        code = main(words)
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    return code, " ".join(out.split()), err.strip()


def dutch_in(text: str) -> list[str]:
    """The Dutch texts that stand in a text that is to be English."""
    english = phrases("en")
    parts = {piece for each in ASKED | {"begrijpen we"} for piece in re.split(r"%\(?\w*\)?s|[“”]", each)}
    same = {piece for each in ASKED for form in [english.one(each)] for piece in re.split(r"%\(?\w*\)?s|[“”]", form)}
    return sorted(each for each in parts - same - NAMES if re.search(rf"(?<!\w){re.escape(each.strip())}(?!\w)", text))


def test_every_text_of_the_help_has_its_english() -> None:
    assert sorted(text for text in ASKED - NAMES if not phrases("en").has(text)) == [], ADD


def test_a_translation_takes_what_the_dutch_takes() -> None:
    field = re.compile(r"%(?:\(\w+\))?")
    for english, dutch in OF_ARGPARSE.items():
        assert set(field.findall(dutch)) <= set(field.findall(english)), english
        assert set(field.findall(phrases("en").one(dutch))) == set(field.findall(dutch)), dutch


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0] if page else "houvast")
def test_help_is_in_one_language(page: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, dutch, err = said((*page, "--help"), capsys)
    assert (code, err, ARGPARSE.findall(dutch)) == (0, "", [])
    assert dutch.startswith("gebruik: houvast")
    assert "deze hulp laten zien" in dutch
    code, english, err = said((*page, "--help", "--lang", "en") if page else ("--lang", "en", "--help"), capsys)
    assert (code, err, dutch_in(english)) == (0, "", [])
    assert english.startswith("usage: houvast")
    assert "show this help" in english


def test_the_language_stands_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    _, english, _ = said(("--lang", "en", "show", "--help"), capsys)
    assert english.startswith("usage: houvast show")
    for words in (("--lang=en", "show", "--help"), ("show", "--help", "--lang=en"), ("show", "--lang", "en", "--help")):
        assert said(words, capsys)[1] == english
    assert said(("--help", "--lang", "en"), capsys)[1] == said(("--lang=en", "-h"), capsys)[1]
    assert said(("show", "--help"), capsys)[1].startswith("gebruik: houvast show")


def test_help_names_every_command_with_its_purpose(capsys: pytest.CaptureFixture[str]) -> None:
    for lang in ("nl", "en"):
        page = said(("--help", "--lang", lang), capsys)[1]
        assert [name for name, purpose in COMMANDS.items() if f"{name} {phrases(lang).one(purpose)}" not in page] == []


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(("--version",), capsys)
    assert code == 0
    assert re.fullmatch(r"houvast \d+\.\d+\.\d+", out)


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG)
def test_wrong_use_is_one_sentence_in_one_language(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, dutch = said(words, capsys)
    assert (code, out, dutch.count("\n"), ARGPARSE.findall(dutch)) == (2, "", 0, [])
    assert dutch.startswith("Zo begrijpen we houvast")
    if "fr" not in words:
        code, out, english = said(("--lang", "en", *words), capsys)
        assert (code, out, english.count("\n"), dutch_in(english)) == (2, "", 0, [])
        assert english.startswith("We do not understand houvast")


def test_wrong_use_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert "dit ontbreekt nog: DOSSIER" in said(("show",), capsys)[2]
    assert "OPDRACHT: “frob” is geen opdracht" in said(("frob",), capsys)[2]
    assert "“insigt” is geen opdracht; bedoel je houvast insight?" in said(("insigt",), capsys)[2]
    assert "--minutes: we do not read “q” there" in said(("add", "d", "--minutes", "q", "--lang", "en"), capsys)[2]
    assert "NUMBER" in said(("correct", "d", "--lang", "en"), capsys)[2]


def test_everything_argparse_can_say_to_a_person_is_known() -> None:
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call)]
    worded = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}]
    texts = {each.value for call in worded for each in call.args if isinstance(each, ast.Constant)}
    assert len(texts) > 20
    assert sorted(str(text) for text in texts - set(OF_ARGPARSE) if not NOT_SAID.search(str(text))) == []


def test_what_stays_in_the_other_language_is_seen() -> None:
    assert dutch_in("usage: houvast x opties: --reason WORDS waarom") == ["opties", "waarom"]
    assert dutch_in("We do not understand this (dit ontbreekt nog: DOSSIER)") == ["dit ontbreekt nog: "]
    assert ARGPARSE.findall("gebruik: houvast [-h] DOSSIER options: --from FILE") == ["options", "FILE"]
