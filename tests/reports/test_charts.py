"""The charts: whole and the same each time, in our font, with words for who cannot see them, and nothing in them that could be code."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from figuring import figured, incident, reading, stop
from houvast.logbook.entry import PoliceContact
from houvast.logbook.when import When
from houvast.reports import charts
from houvast.reports.charts import sayings, span
from houvast.reports.charts.weeks import round_step
from houvast.reports.pdf import FONTS
from houvast.words import LANGUAGES, phrases

if TYPE_CHECKING:
    from houvast.insight.patterns import Figures

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>&\x00\u202e'


def days(*numbers: int, **said: object) -> list[object]:
    return [
        incident((dt.date(2026, 1, 5) + dt.timedelta(days=each)).isoformat() + "T21:10", **said) for each in numbers
    ]


def of(*entries: object) -> Figures:
    return figured(entries)  # type: ignore[arg-type]


FIGURES = {
    "none": of(),
    "one": of(*days(0)),
    "three-weeks": of(*days(0, 1, 8, 15, 15), *days(9, behaviours=("visit",)), stop("2026-01-13")),
    "sixty-weeks": of(
        *days(*range(0, 420, 3)), stop("2026-06-01"), *(PoliceContact(when=When("2026-06-03")) for _ in range(15))
    ),
    "four-years": of(*days(*range(0, 1500, 11)), stop("2026-01-20")),
    "huge": of(*days(1, 9, 17, *[30] * 3000), stop("2026-01-20")),
    "hostile": of(*days(0, 9), PoliceContact(when=When("2026-01-08"), outcome=HOSTILE)),
}


def drawn(figures: Figures, lang: str = "nl") -> dict[str, str]:
    marks = charts.markers(figures)
    found = {
        "weeks": charts.weeks(figures, marks, lang), "hours": charts.hours(figures, lang),
    }  # fmt: skip
    return (
        found if figures.comparison is None else found | {"before-after": charts.before_after(figures.comparison, lang)}
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_every_chart_is_whole_named_and_told_in_words(name: str, lang: str) -> None:
    for chart in drawn(FIGURES[name], lang).values():
        root = ET.fromstring(chart)
        assert (root.get("role"), root.get("viewBox", "").split()[:3]) == ("img", ["0", "0", "336"])
        title, says = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert says is not None
        assert all((title.text, says.text))
        assert root.get("aria-labelledby") == f"{title.get('id')} {says.get('id')}"
        assert {each.tag.removeprefix(SVG) for each in root} <= {"title", "desc", "text", "line", "rect", "circle"}


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_stands_outside_the_picture(name: str) -> None:
    for chart in drawn(FIGURES[name]).values():
        root = ET.fromstring(chart)
        tall = float(root.get("height", "0"))
        for each in root.iter(f"{SVG}rect"):
            x, y, wide, high = (float(each.get(side, "0")) for side in ("x", "y", "width", "height"))
            assert 0 <= x <= x + wide <= 336.1, each.attrib
            assert 0 <= y <= y + high <= tall, each.attrib
        for each in root.iter(f"{SVG}text"):
            assert 0 <= float(each.get("x", "0")) <= 336
            assert 9 <= float(each.get("y", "0")) <= tall


def test_the_same_figures_are_the_same_bytes() -> None:
    assert drawn(of(*days(0, 9, 17))) == drawn(of(*reversed(days(0, 9, 17))))


def test_the_bars_of_the_weeks_are_as_tall_as_their_counts() -> None:
    figures = FIGURES["three-weeks"]
    bars = [
        each for each in ET.fromstring(drawn(figures)["weeks"]).iter(f"{SVG}rect") if each.get("class") == "far-off"
    ]
    counts = [week.apart for week in figures.weeks]
    heights = [float(each.get("height", "0")) for each in bars]
    assert counts == [2, 1, 2]
    assert [round(height / heights[1], 1) for height in heights] == counts


def test_what_lies_too_far_back_is_counted_and_told() -> None:
    figures = FIGURES["four-years"]
    left = span.span(figures)
    shown = sum(week.apart for week in figures.weeks if week.monday in left.mondays)
    assert left.earlier + shown == figures.total
    assert f"{left.earlier} keer, niet getekend" in drawn(figures)["weeks"]


def test_words_from_outside_stay_words() -> None:
    for chart in drawn(FIGURES["hostile"]).values():
        assert "<script" not in chart
        assert "\x00" not in chart
    assert "&lt;script&gt;" in drawn(FIGURES["hostile"])["weeks"]


@given(st.lists(st.floats(0, 336, allow_nan=False), max_size=12).map(sorted))
def test_no_flag_covers_another(places: list[float]) -> None:
    stands = span.flags(places)
    for at, (x, row) in enumerate(stands):
        assert row < 3
        assert all(abs(x - other) >= 18 for other, its in stands[:at] if its == row)


@given(st.integers(0, 10**7))
def test_the_lines_of_the_weeks_are_round_and_reach_the_highest(most: int) -> None:
    step = round_step(most)
    assert 3 * step >= most
    assert re.fullmatch(r"[125]0*", str(step))


@settings(max_examples=5)
@given(st.sampled_from(sorted(FIGURES)))
def test_typst_sets_each_chart_with_our_own_font(name: str) -> None:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    for chart in drawn(FIGURES[name]).values():
        page = b'#set page(width: 112mm, height: auto)\n#image("c.svg", width: 104mm, alt: "a")'
        made = typst.compile({"main": page, "c.svg": chart.encode()}, font_paths=fonts, ignore_system_fonts=True)  # type: ignore[call-overload]
        assert b"NotoSans" in made


def test_a_chat_that_is_not_counted_is_told_with_its_number() -> None:
    from houvast.reports.figures import Chat

    one = reading(7, [("2026-03-03T10:00", "Ruben", "text")])
    [line] = sayings.not_counted([Chat(7, one.of, None)], "nl")
    assert "notitie 7" in line


def test_every_sentence_of_the_charts_has_its_english() -> None:
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(sayings))) if isinstance(node, ast.Call)]
    named = {"say", "one", "many"}
    said = {
        argument.value
        for call in calls
        if (call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")) in named
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert len(said) > 30
    assert sorted(text for text in said if not phrases("en").has(text)) == []
