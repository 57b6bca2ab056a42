"""Every Dutch text the command line says has its English. The texts are found in the code itself; there is no list to keep.

`Speaking` follows the argument of each `shell.text(…)` and each `phrases(…).many(…)` to the words that can stand there:
through names, tables, loops, defaults, and the calls of a function whose parameter it is. An argument it cannot follow fails.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

import houvast
from houvast.words import LANGUAGES, SOURCE, codes, phrases, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(houvast.__file__).parent
ADD = "add it to src/houvast/locale/en/LC_MESSAGES/houvast.po"
FIELD = re.compile(r"\{\w*\}")
Function = ast.FunctionDef  # there is nothing async in the program


N = TypeVar("N", bound=ast.AST)


class Unclear(Exception):  # noqa: N818 - it never leaves this file
    """An argument that could be any text."""


class Speaking:
    """The files of the program that speak, and how to find what they say."""

    def __init__(self, files: dict[str, str]) -> None:
        self.trees = {name: ast.parse(text) for name, text in files.items()}
        self.above: dict[ast.AST, ast.AST] = {
            child: node
            for tree in self.trees.values()
            for node in ast.walk(tree)
            for child in ast.iter_child_nodes(node)
        }

    @classmethod
    def of_houvast(cls) -> Speaking:
        """The command line."""
        return cls({path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "cli").glob("*.py"))})

    @cached_property
    def calls(self) -> list[tuple[str, ast.Call]]:
        """Every call, by the last part of the name that is called."""
        found = (node for tree in self.trees.values() for node in ast.walk(tree) if isinstance(node, ast.Call))
        return [(self._name(call.func), call) for call in found]

    def said(self) -> Iterator[tuple[str, ast.expr]]:
        """Each argument of a `text` of the shell, with where it stands."""
        for name, call in self.calls:
            receiver = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else None
            if (name == "text" and receiver in {"shell", "self", "self._shell"}) or self._is_alias(call.func):
                yield self._at(call), call.args[0]

    def counted(self) -> Iterator[tuple[str, ast.expr, ast.expr]]:
        """Each pair of `many`."""
        for name, call in self.calls:
            if name == "many":
                yield self._at(call), call.args[0], call.args[1]

    def texts(self, node: ast.expr) -> set[str]:
        """What this can be. Raises: Unclear."""
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp():
                return self.texts(node.body) | self.texts(node.orelse)
            case ast.BoolOp():
                return set().union(*map(self.texts, node.values))
            case ast.Dict():
                return set().union(*map(self.texts, node.values))
            case ast.Tuple() | ast.List() | ast.Set():
                return set().union(*map(self.texts, node.elts))
            case ast.Subscript():
                return self.texts(node.value)
            case ast.Call(func=ast.Attribute(value=table, attr="get")):
                return set().union(*map(self.texts, [table, *node.args[1:]]))
            case ast.Call(func=ast.Attribute(value=table, attr="values")):
                return self.texts(table)
            case ast.Name():
                return self._named(node)
        raise Unclear(ast.unparse(node))

    def _named(self, name: ast.Name) -> set[str]:
        function = self._around(name, Function)
        while function is not None:
            bound = list(self._bound(function, name.id))
            if bound:
                return set().union(*map(self.texts, bound))
            if name.id in self._parameters(function):
                return set().union(*map(self.texts, self._given(function, name.id)))
            function = self._around(function, Function)
        module = self._around(name, ast.Module)
        assert module is not None
        for node in ast.walk(module):
            match node:
                case ast.Assign(targets=[ast.Name(id=name.id)], value=ast.expr() as value):
                    return self.texts(value)
                case ast.AnnAssign(target=ast.Name(id=name.id), value=ast.expr() as value):
                    return self.texts(value)
                case ast.ImportFrom(module=str(source)) if any((a.asname or a.name) == name.id for a in node.names):
                    return self._imported(source, next(a.name for a in node.names if (a.asname or a.name) == name.id))
        raise Unclear(name.id)

    def _imported(self, source: str, name: str) -> set[str]:
        import importlib

        value = getattr(importlib.import_module(source), name)
        if not isinstance(value, str | tuple | dict) or not all(isinstance(each, str) for each in texts_of(value)):
            raise Unclear(name)
        return texts_of(value)

    def _bound(self, function: Function, name: str) -> Iterator[ast.expr]:
        """What is assigned to a name in a function, or what a loop gives it."""
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=[target], value=value):
                    yield from self._part(target, [value], name)
                case ast.AnnAssign(target=target, value=ast.expr() as value):
                    yield from self._part(target, [value], name)
                case ast.NamedExpr(target=target, value=value):
                    yield from self._part(target, [value], name)
                case ast.For(target=target, iter=many) | ast.comprehension(target=target, iter=many):
                    items = many.elts if isinstance(many, ast.Tuple | ast.List) else [many]
                    yield from self._part(target, items, name)

    def _part(self, target: ast.expr, values: list[ast.expr], name: str) -> Iterator[ast.expr]:
        if isinstance(target, ast.Name) and target.id == name:
            yield from values
        if isinstance(target, ast.Tuple):
            at = next((n for n, each in enumerate(target.elts) if isinstance(each, ast.Name) and each.id == name), None)
            if at is not None:
                yield from (value.elts[at] if isinstance(value, ast.Tuple) else value for value in values)

    def _given(self, function: Function, name: str) -> list[ast.expr]:
        """What a parameter is given: by each call, and by its default; what is private is called in its own file only."""
        names, found = self._parameters(function), []
        is_method = isinstance(self.above[function], ast.ClassDef)
        for called, call in self.calls:
            if called != function.name:
                continue
            if called.startswith("_") and self._around(call, ast.Module) is not self._around(function, ast.Module):
                continue
            at = names.index(name) - (is_method and isinstance(call.func, ast.Attribute))
            found += call.args[at : at + 1] if at < len(function.args.args) else []
            found += [keyword.value for keyword in call.keywords if keyword.arg == name]
        ordinary, defaults = [each.arg for each in function.args.args], function.args.defaults
        found += [value for each, value in zip(reversed(ordinary), reversed(defaults), strict=False) if each == name]
        keywords = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
        return found + [value for each, value in keywords if each.arg == name and value is not None]

    def _parameters(self, function: Function) -> list[str]:
        return [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]

    def _is_alias(self, func: ast.expr) -> bool:
        """Whether this is `say` after `say = shell.text` in the same function."""
        function = self._around(func, Function)
        if not isinstance(func, ast.Name) or function is None:
            return False
        return any(ast.unparse(value) in {"shell.text", "self.text"} for value in self._bound(function, func.id))

    def _around(self, node: ast.AST, kind: type[N]) -> N | None:
        above = self.above.get(node)
        while above is not None and not isinstance(above, kind):
            above = self.above.get(above)
        return above if isinstance(above, kind) else None

    def _name(self, func: ast.expr) -> str:
        return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""

    def _at(self, call: ast.Call) -> str:
        module = self._around(call, ast.Module)
        return f"{next(name for name, tree in self.trees.items() if tree is module)}:{call.lineno}"


SPEAKING = Speaking.of_houvast()


def single() -> set[str]:
    worded = {**vars(verdicts), **vars(codes)}
    tables = [
        value for name, value in worded.items() if name.strip("_").isupper() and name not in {"SOURCE", "_WITH_NAME"}
    ]
    words = {text for each in tables for text in texts_of(each)}
    return words | {text for _, node in SPEAKING.said() for text in SPEAKING.texts(node)}


def texts_of(table: str | tuple[str, ...] | dict[str, str]) -> set[str]:
    return {table} if isinstance(table, str) else set(table.values() if isinstance(table, dict) else table)


def pairs() -> set[tuple[str, str]]:
    return {(one, many) for _, a, b in SPEAKING.counted() for one in SPEAKING.texts(a) for many in SPEAKING.texts(b)}


def fields(text: str) -> set[str]:
    return set(FIELD.findall(text))


def test_every_text_that_is_said_can_be_found() -> None:
    lost = []
    counted = [(at, node) for at, one, many in SPEAKING.counted() for node in (one, many)]
    for at, node in (*SPEAKING.said(), *counted):
        try:
            assert SPEAKING.texts(node), at
        except Unclear as unclear:
            lost.append(f"{at} {unclear}")
    assert lost == [], "say it in words that stand in the code, or in a table of it"


def test_the_search_finds_what_we_know_is_said() -> None:
    known = {
        "privé", "zelf getypt", "jij gaf dat aan", "Wachtzin:", "Code op papier:", "Wat schreef je precies?", "klopt niet",
        "Genoteerd.", "Bewaard.", "{n} al bekend", "Nog een keer:", verdicts.CANNOT_SHOW, *verdicts.FAULTS.values(),
    }  # fmt: skip
    assert known - single() == set()
    assert ("{count} oproep", "{count} oproepen") in pairs()


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != SOURCE])
def test_every_text_has_its_translation(lang: str) -> None:
    assert sorted(text for text in single() if not phrases(lang).has(text)) == [], ADD


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != SOURCE])
def test_every_counted_text_has_its_two_forms(lang: str) -> None:
    held = phrases(lang).messages
    assert sorted(pair for pair in pairs() if len(held.get(pair[0], ())) < 2) == [], ADD


def test_what_is_counted_is_said_in_two_forms() -> None:
    """`{count}` stands in pairs of `many` alone, and nothing else in the command line counts a thing by its plural."""
    assert sorted(text for text in single() if "{count}" in text) == []
    things = re.compile(
        r"\{\w+\} (notities|voorvallen|berichten|bestanden|dossiers|pakketten|regels|oproepen|dagen|woorden)\b"
    )
    assert sorted(text for text in single() if things.search(text)) == []
    assert [pair for pair in pairs() if pair[0] == pair[1]] == []


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != SOURCE])
def test_a_translation_has_the_fields_of_the_dutch(lang: str) -> None:
    held = phrases(lang).messages
    dutch = [*single(), *(one for one, _ in pairs())]
    assert [text for text in dutch for form in held.get(text, ()) if fields(form) != fields(text)] == []
    assert [pair for pair in pairs() if fields(pair[0]) != fields(pair[1])] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tone_is_calm(lang: str) -> None:
    texts = [*single(), *(one for one, _ in pairs())]
    assert [text for text in texts for form in phrases(lang).messages.get(text, (text,)) if "!" in form] == []


# The search itself


def searched(text: str) -> set[str]:
    speaking = Speaking({"a.py": text})
    return {found for _, node in speaking.said() for found in speaking.texts(node)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shell.text('a')", {"a"}),
        ("shell.text('a' if x else 'b')", {"a", "b"}),
        ("T = {1: 'a', 2: 'b'}\nshell.text(T[x])", {"a", "b"}),
        ("T = {1: 'a'}\nshell.text(T.get(x, 'b'))", {"a", "b"}),
        ("def f():\n  t = 'a'\n  t = 'b'\n  shell.text(t)", {"a", "b"}),
        ("def f():\n  for m, q in ((1, 'a'), (2, 'b')):\n    shell.text(q)", {"a", "b"}),
        ("def f():\n  return [shell.text(q) for q in ('a', 'b')]", {"a", "b"}),
        ("def f():\n  say = shell.text\n  say('a')\ndef g(say):\n  say('b')", {"a"}),
        ("def f(x, q='a', *, r='d'):\n  shell.text(q)\n  shell.text(r)\nf(1, 'b')\nf(1, r='c')", {"a", "b", "c", "d"}),
        ("class S:\n  def ask(self, q):\n    self.text(q)\nshell.ask('a')", {"a"}),
        ("sheet.text(paper)", set()),
        ("from houvast.words.verdicts import LOST\nshell.text(LOST)", {verdicts.LOST}),
    ],
)
def test_the_search_follows_a_text_to_where_it_stands(text: str, expected: set[str]) -> None:
    assert searched(text) == expected


@pytest.mark.parametrize("text", ["shell.text(f'a {b}')", "shell.text(a + 'b')", "shell.text(b)", "shell.text(b.c)"])
def test_a_text_that_cannot_be_followed_is_told(text: str) -> None:
    with pytest.raises(Unclear):
        searched(text)
