"""Whether a place lies in an area: points, borders that cross, circles over the ground; shapes are made, not chosen."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import AreaRefusedError
from houvast.insight import areas
from houvast.logbook.steps import Circle, Clause
from houvast.words import sentence

SQUARE = ("52.0,5.0", "52.0,5.2", "52.2,5.2", "52.2,5.0")
UNIT = 10_000_000

whole = st.integers(-1000, 1000)
corners = st.tuples(whole, whole)
triangles = st.tuples(corners, corners, corners).filter(lambda each: areas._side((each[0], each[1]), each[2]) != 0)


def refused(points: tuple[str, ...]) -> str:
    with pytest.raises(AreaRefusedError) as found:
        areas.refuse(Clause(kind="area", polygon=points), 2)
    assert found.value.clause == 2
    assert "deel 2 van het verbod" in sentence(found.value)
    return str(found.value.reason)


def text(corner: tuple[int, int]) -> str:
    return ",".join(f"{part / UNIT:.7f}" for part in corner)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("52.0907,5.1214", (520_907_000, 51_214_000)),
        (" -33.5 , 151 ", (-335_000_000, 1_510_000_000)),
        ("90,180", (900_000_000, 1_800_000_000)),
        ("91,5", None),
        ("52,181", None),
        ("52.1", None),
        ("52.1 5.1", None),
        ("thuis", None),
        ("1e2,5", None),
        ("nan,5", None),
        ("٥٢,5", None),
        ("", None),
    ],
)
def test_a_point_is_latitude_and_longitude_on_earth(said: str, found: tuple[int, int] | None) -> None:
    assert areas.point(said) == found


@pytest.mark.covers("B097", "C99")
@given(triangles, st.tuples(*[st.integers(1, 50)] * 3))
def test_what_lies_between_three_corners_is_inside_whichever_way_they_are_named(
    triangle: tuple[tuple[int, int], ...], weights: tuple[int, int, int]
) -> None:
    scaled = [(lat * sum(weights), lon * sum(weights)) for lat, lon in triangle]
    at = tuple(sum(weight * corner[part] for weight, corner in zip(weights, triangle, strict=True)) for part in (0, 1))
    for turn in range(3):
        ring = [*scaled[turn:], *scaled[:turn]]
        assert areas.in_polygon((at[0], at[1]), ring, 0) == "in"
        assert areas.in_polygon((at[0], at[1]), ring[::-1], 0) == "in"


@given(triangles, st.integers(1, 50), st.integers(1, 50), st.integers(1, 50))
def test_what_lies_beyond_an_edge_is_outside(
    triangle: tuple[tuple[int, int], ...], first: int, second: int, away: int
) -> None:
    total = first + second
    scaled = [(lat * total, lon * total) for lat, lon in triangle]
    on_edge = [first * triangle[0][part] + second * triangle[1][part] for part in (0, 1)]
    beyond = [part + away * (part - scaled[2][nth]) for nth, part in enumerate(on_edge)]
    assert areas.in_polygon((beyond[0], beyond[1]), scaled, 0) == "out"


@given(triangles, st.integers(0, 50), st.integers(1, 50))
def test_an_edge_and_a_corner_belong_to_the_area(
    triangle: tuple[tuple[int, int], ...], first: int, second: int
) -> None:
    scaled = [(lat * (first + second), lon * (first + second)) for lat, lon in triangle]
    at = [first * triangle[0][part] + second * triangle[1][part] for part in (0, 1)]
    assert areas.in_polygon((at[0], at[1]), scaled, 0) == "in"


@given(st.lists(st.integers(100, 1000), min_size=3, max_size=12), corners)
def test_a_star_shape_never_crosses_itself_and_holds_its_middle(spokes: list[int], middle: tuple[int, int]) -> None:
    """Corners all around a middle, each at its own distance, make a simple border."""
    turns = [2 * math.pi * nth / len(spokes) for nth in range(len(spokes))]
    ring = [
        (middle[0] + round(long * math.sin(turn)), middle[1] + round(long * math.cos(turn)))
        for turn, long in zip(turns, spokes, strict=True)
    ]
    assert areas.ring(tuple(map(text, ring))) == tuple(ring)
    assert areas.in_polygon(middle, ring, 0) == "in"
    assert areas.in_polygon((middle[0] + 1001, middle[1] + 1001), ring, 0) == "out"


@given(triangles)
def test_a_border_that_crosses_itself_is_refused(triangle: tuple[tuple[int, int], ...]) -> None:
    """A fourth corner mirrored through an edge, named in the wrong order, makes a bow tie."""
    first, second, third = triangle
    fourth = (first[0] + second[0] - third[0], first[1] + second[1] - third[1])
    assert refused(tuple(map(text, (first, second, third, fourth)))) == "crosses"
    assert areas.ring(tuple(map(text, (first, third, second, fourth)))) == (first, third, second, fourth)


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        (SQUARE[:2], "points"),
        ((SQUARE[0], SQUARE[1], SQUARE[0]), "points"),
        ((*SQUARE[:3], "52.2"), "point"),
        ((*SQUARE[:3], "hier"), "point"),
        ((SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]), "crosses"),
        (("52.0,5.0", "52.0,5.1", "52.0,5.2"), "crosses"),
        (("52.0,5.0", "52.0,5.2", "52.2,5.2", "52.0,5.1"), "crosses"),
        (("52.0,5.0", "52.0,5.2", "52.1,5.1", "52.2,5.2", "52.2,5.0", "52.1,5.1"), "crosses"),
        (("52.0,179.9", "52.0,-179.9", "52.2,-179.9", "52.2,179.9"), "antimeridian"),
        ((*(f"{52 + nth / 10000:.4f},5.0" for nth in range(areas.MOST_POINTS)), "52.1,5.1"), "many"),
    ],
    ids=[
        "two",
        "there and back",
        "half a point",
        "no point",
        "bow tie",
        "a line",
        "a spike",
        "a waist",
        "half the world",
        "many",
    ],
)
def test_a_border_that_is_none_is_refused_with_the_clause_and_why(points: tuple[str, ...], reason: str) -> None:
    assert refused(points) == reason


@pytest.mark.parametrize("points", [SQUARE, (*SQUARE, SQUARE[0]), (SQUARE[0], *SQUARE), SQUARE[::-1]])
def test_a_border_may_be_closed_doubled_and_go_either_way_round(points: tuple[str, ...]) -> None:
    assert set(areas.ring(points)) == {areas.point(each) for each in SQUARE}


def test_a_bay_is_outside_and_what_is_beyond_it_inside() -> None:
    ring = areas.ring(("52.0,5.0", "52.0,5.3", "52.2,5.3", "52.2,5.2", "52.1,5.2", "52.1,5.1", "52.2,5.1", "52.2,5.0"))
    at = {
        place: areas.in_polygon((areas.point(place) or (0, 0)), ring, 0)
        for place in ("52.15,5.15", "52.15,5.25", "52.15,5.05", "52.1,5.35")
    }
    assert list(at.values()) == ["out", "in", "in", "out"]


@pytest.mark.parametrize(("east", "found"), [(5.1990, "in"), (5.1998, "border"), (5.2002, "border"), (5.2010, "out")])
def test_closer_to_the_border_than_the_margin_cannot_be_told(east: float, found: str) -> None:
    """At 52 degrees a ten-thousandth of a degree of longitude is 6.8 metres: 25 metres is 0.00037."""
    at = areas.point(f"52.1,{east}")
    assert at is not None
    assert areas.in_polygon(at, areas.ring(SQUARE), 25) == found


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ("52.0907,5.1214", "52.3676,4.9041", 34_173),  # Utrecht to Amsterdam
        ("0,179.5", "0,-179.5", 111_195),  # over the antimeridian
        ("90,0", "90,120", 0),  # one pole
        ("0,0", "0,180", 20_015_115),  # the other side
    ],
)
def test_distance_is_that_over_the_ground(one: str, other: str, metres: int) -> None:
    first, second = areas.point(one), areas.point(other)
    assert first is not None
    assert second is not None
    assert areas.distance(first, second) == pytest.approx(metres, rel=0.001, abs=1)
    assert areas.distance(first, second) == areas.distance(second, first)


@pytest.mark.parametrize(
    ("north", "found"), [("52.0948", "in"), ("52.0951", "border"), ("52.0953", "border"), ("52.0960", "out")]
)
def test_a_circle_is_measured_over_the_ground(north: str, found: str) -> None:
    """500 metres is 0.0045 degrees of latitude."""
    at, centre = areas.point(f"{north},5.1214"), areas.point("52.0907,5.1214")
    assert at is not None
    assert centre is not None
    assert areas.in_circle(at, centre, 500, 25) == found


@pytest.mark.parametrize(
    ("circle", "reason"),
    [(Circle("hier", 500), "point"), (Circle("52,5", 0), "metres"), (Circle("52,5", -5), "metres")],
)
def test_a_circle_that_is_none_is_refused(circle: Circle, reason: str) -> None:
    with pytest.raises(AreaRefusedError) as found:
        areas.refuse(Clause(kind="area", circle=circle), 1)
    assert found.value.reason == reason
