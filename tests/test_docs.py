"""The documents say what is true of the program: commands, options, links, files, and the form of the decisions."""

from __future__ import annotations

import contextlib
import functools
import io
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import houvast
from houvast.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PARTS = ["## Context", "## Decision", "## What it costs us"]

LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)\s]+)\)")
FENCED = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?<=\n\n)(?: *   .*\n)+")
SPAN = re.compile(r"`([^`]+)`")
CALLED = re.compile(r"\bhouvast (?:--lang \w+ )?([a-z][a-z-]*)\b([^|#\n]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
PROGRAM_FILE = re.compile(r"(?:src|docs|tests)/[\w./-]+")
SHELL_WORDS = {"--lang", "--json", "--help", "--version"}


def code(page: Path) -> list[str]:
    """Every line of code and every code span of a page."""
    text = page.read_text(encoding="utf-8")
    blocks = [*FENCED.findall(text), *INDENTED.findall(text)]
    rest = FENCED.sub("", text)
    return [line.strip() for block in blocks for line in block.splitlines()] + SPAN.findall(rest)


def calls(page: Path) -> list[tuple[str, set[str]]]:
    """Every command a page calls, with the options it gives it."""
    found = [CALLED.search(piece.replace("\n", " ")) for piece in code(page)]
    return [(call[1], set(OPTION.findall(call[2]))) for call in found if call]


@functools.cache
def help_of(*words: str) -> str:
    """What the program says about itself."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main([*words, "--help"])
    return said.getvalue()


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {slug(line.lstrip("#")) for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("#")}


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_that_is_named_exists(page: Path) -> None:
    listed = set(re.findall(r"^ {4}([a-z]+) ", help_of(), re.MULTILINE))
    assert listed == set(COMMANDS)
    assert {command for command, _ in calls(page)} - listed == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_option_stands_in_the_help_of_its_command(page: Path) -> None:
    unknown = {
        f"{command} {option}"
        for command, options in calls(page)
        for option in options
        if option not in OPTION.findall(help_of(command))
    }
    assert unknown == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_an_option_that_stands_alone_belongs_to_a_command_the_page_names(page: Path) -> None:
    alone = {span for span in code(page) if OPTION.match(span)}
    commands = {command for command, _ in calls(page)}
    offered = SHELL_WORDS | {option for command in commands for option in OPTION.findall(help_of(command))}
    assert {span for span in alone if not set(OPTION.findall(span)) <= offered} == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    spans = [piece.rstrip("/") for piece in code(page) if PROGRAM_FILE.fullmatch(piece)]
    assert [piece for piece in spans if not (ROOT / piece).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_names_no_path_of_a_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.~])/(?:home|root|work|tmp|Users)/\S*", text) == []


@pytest.mark.parametrize("page", DECISIONS, ids=named)
def test_a_decision_has_a_number_and_three_parts(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(rf"# {page.name[:4]} \S.*", lines[0])
    assert [line for line in lines if line.startswith("## ")] == PARTS
    assert all(body.strip() for body in re.split(r"^## .*$", "\n".join(lines[1:]), flags=re.MULTILINE)[1:])


def test_no_number_of_a_decision_stands_twice() -> None:
    numbers = [page.name[:4] for page in DECISIONS]
    assert len(set(numbers)) == len(numbers)


def test_the_changes_name_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(houvast.__version__)}\b", text, re.MULTILINE)
    assert project()["version"] == houvast.__version__


def test_the_readme_names_both_numbers_and_that_it_is_no_alarm() -> None:
    dutch = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n---\n")[0]
    assert {"112", "0800-2000", "Dit is geen alarm"} <= set(re.findall(r"112|0800-2000|Dit is geen alarm", dutch))


def test_the_readme_names_every_floor() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    floors = [name.strip() for layer in contract["contracts"][0]["layers"] for name in layer.split("|")]
    there = [name for name in floors if (ROOT / "src" / name.replace(".", "/")).is_dir()]
    left_out = {"houvast.bench"}  # measures the others, and is no floor of the house
    assert [name for name in there if name not in left_out and f"{name.partition('.')[2]} " not in text] == []


def test_the_licence_is_the_one_the_project_names() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(number) for number in range(1, 16)]
    assert project()["license"] == public_code()["legal"]["license"] == "EUPL-1.2"


def test_the_public_description_fits_its_standard() -> None:
    said = public_code()
    assert said["publiccodeYmlVersion"] == "0.4"
    assert said["softwareVersion"] == houvast.__version__
    for text in said["description"].values():
        assert len(text["genericName"]) <= 35
        assert len(text["shortDescription"]) <= 150
        assert 500 <= len(text["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in text["features"])
    assert said["maintenance"]["contacts"]
    assert set(said["localisation"]["availableLanguages"]) == {"nl", "en"}


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def public_code() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return found
