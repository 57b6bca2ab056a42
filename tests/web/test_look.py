"""The sheet keeps what look.md promises: contrast in light, dark and under an organisation's theme, nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from houvast.web.icons import SHAPES
from houvast.web.saying import swollen

SHEET = (Path(__file__).parents[2] / "src/houvast/web/static/look.css").read_text(encoding="utf-8")
THEME = (
    Path(__file__).parents[2]
    / "frontend/node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
).read_text(encoding="utf-8")
TOKEN = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
VAR = re.compile(r"var\((--[a-z0-9-]+)(?:,\s*(.+))?\)", re.DOTALL)

TEXT = [  # AA: 4.5
    ("ink", "page"), ("ink", "surface"), ("ink", "sunk"), ("ink-soft", "page"), ("ink-soft", "surface"), ("ink-soft", "sunk"),
    ("action", "page"), ("action", "surface"), ("action", "tint"), ("ink", "tint"), ("on-action", "action"), ("on-action", "action-hover"),
    ("on-bar", "bar"), ("honey-ink", "honey-tint"), ("ink", "honey-tint"), ("on-danger", "danger"), ("danger-ink", "surface"),
    ("danger-ink", "page"), ("dusk-ink", "dusk-tint"), ("heather-ink", "heather-tint"), ("heather-ink", "surface"),
]  # fmt: skip
SHAPE = [  # not text: 3.0
    ("edge", "page"), ("edge", "surface"), ("rail", "page"), ("rail", "surface"), ("rail", "tint"), ("honey-edge", "page"),
    ("honey-edge", "surface"), ("focus", "bar"), ("focus-ink", "focus"),
]  # fmt: skip


def tokens(theme: str = "", *, dark: bool = False) -> dict[str, str]:
    """Every token of the sheet, worked out."""
    light, _, rest = SHEET.partition("@media (prefers-color-scheme: dark)")
    found = dict(TOKEN.findall(theme)) | dict(TOKEN.findall(light))
    if dark:
        found |= dict(TOKEN.findall(rest.partition("/* 2 Ground */")[0]))
    return {name: resolved(value, found) for name, value in found.items() if name.startswith("--houvast-color-")}


def resolved(value: str, known: dict[str, str]) -> str:
    """A value with its variables filled in."""
    while match := VAR.fullmatch(value.strip()):
        value = known.get(match[1], match[2] or "")
    return value.strip()


def luminance(colour: str) -> float:
    """Of a colour as `#rrggbb` (WCAG 2.2)."""
    assert re.fullmatch(r"#[0-9a-fA-F]{6}", colour), colour
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Between two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("theme", ["", THEME], ids=["ours", "voorbeeld"])
@pytest.mark.parametrize(("pairs", "bar"), [(TEXT, 4.5), (SHAPE, 3.0)], ids=["text", "shape"])
def test_every_pair_of_colours_can_be_told_apart(
    theme: str, pairs: list[tuple[str, str]], bar: float, *, dark: bool
) -> None:
    known = tokens(theme, dark=dark)
    short = {
        f"{ink} on {ground}": round(contrast(known[f"--houvast-color-{ink}"], known[f"--houvast-color-{ground}"]), 2)
        for ink, ground in pairs
        if contrast(known[f"--houvast-color-{ink}"], known[f"--houvast-color-{ground}"]) < bar
    }
    assert short == {}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("theme", ["", THEME], ids=["ours", "voorbeeld"])
def test_the_card_of_the_next_step_stands_out_from_its_page(theme: str, *, dark: bool) -> None:
    known = tokens(theme, dark=dark)
    assert contrast(known["--houvast-color-tint"], known["--houvast-color-page"]) > 1.09


def test_an_organisations_theme_is_read_first() -> None:
    ours, theirs = tokens(), tokens(THEME)
    assert ours["--houvast-color-page"] != theirs["--houvast-color-page"]
    assert theirs["--houvast-color-danger"] == ours["--houvast-color-danger"]
    assert theirs["--houvast-color-focus"] == ours["--houvast-color-focus"]


def test_a_pale_colour_would_be_found() -> None:
    assert contrast("#ffffff", "#cccccc") < 3
    assert round(contrast("#000000", "#ffffff")) == 21


def test_the_sheet_takes_nothing_from_elsewhere_and_turns_round_with_the_text() -> None:
    assert "@import" not in SHEET
    assert "url(" not in SHEET
    assert "@font-face" not in SHEET
    physical = re.findall(
        r"\b(?:margin|padding|border)-(?:left|right)\b|\b(?:left|right):|text-align: (?:left|right)", SHEET
    )
    assert physical == []


def test_every_icon_a_template_draws_is_ours() -> None:
    templates = Path(__file__).parents[2] / "src/houvast/web/templates"
    drawn = {
        name
        for path in templates.rglob("*.html")
        for name in re.findall(r'{% icon "([a-z]+)" %}', path.read_text(encoding="utf-8"))
    }
    assert drawn
    assert drawn <= SHAPES.keys()


def test_no_template_holds_a_style_or_a_script_of_its_own() -> None:
    templates = Path(__file__).parents[2] / "src/houvast/web/templates"
    for path in templates.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?! src=)", text), path


def test_the_language_of_trial_is_longer_and_still_says_the_same() -> None:
    assert swollen("Bewaar").startswith("Bewaar ")
    assert len(swollen("Noteer wat er gebeurde")) >= 1.35 * len("Noteer wat er gebeurde")


def test_on_paper_the_folds_of_a_list_are_open_and_no_button_is_printed() -> None:
    paper = SHEET.partition("@media print {")[2].partition("\n}")[0]
    hidden = next(each for each in paper.splitlines() if ".helpbar" in each)
    assert {".button,", ".buttons,"} <= set(hidden.split())
    assert ".question-fold::details-content { content-visibility: visible;" in paper
    assert "veil::details-content" not in paper


def test_no_loose_colon_is_read_aloud_before_what_is_not_seen() -> None:
    templates = Path(__file__).parents[2] / "src/houvast/web/templates"
    for path in templates.rglob("*.html"):
        assert 'class="unseen">:' not in path.read_text(encoding="utf-8"), path
