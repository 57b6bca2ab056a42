"""The place a photo states, in decimal degrees, hardly finer than it stands there (EXIF 2.32, 4.6.6)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.intake.formats.photo.tiff import Field

_NORTH = (0x01, 0x02, {"N": 1, "S": -1}, 90)
_EAST = (0x03, 0x04, {"E": 1, "W": -1}, 180)
TAGS = frozenset({0x02, 0x04, 0x14, 0x16, 0x1C})
"""Latitude and longitude, those of the destination, and the name of the area: each says where."""
_DATUM, _ERROR = 0x12, 0x1F
_USUAL = frozenset({"", "WGS-84", "WGS84", "WGS 84"})
_MOST_DECIMALS = 6  # a tenth of a metre


def read(gps: Mapping[int, Field]) -> tuple[str | None, bool]:
    """The place as `53.75000, 3.90000 ± 12 m`, north and east; and whether something stands there that is no place."""
    if not gps.keys() & {_NORTH[1], _EAST[1]}:
        return None, False
    found = [_degrees(gps, *side) for side in (_NORTH, _EAST)]
    if None in found or found == ["0", "0"]:  # what is written when no satellite was heard
        return None, True
    words = f"{found[0]}, {found[1]}"
    error = gps[_ERROR].rationals if _ERROR in gps else None
    if error and 0 < error[0] < 10**7:
        words += f" ± {max(1, round(error[0]))} m"
    datum = gps[_DATUM].text.upper()[:20] if _DATUM in gps else ""
    return words + ("" if datum in _USUAL else f" {datum}"), False


def _degrees(gps: Mapping[int, Field], side: int, tag: int, signs: Mapping[str, int], most: int) -> str | None:
    """Degrees with one decimal more than the field counts, so that rounding moves nothing; None of what is no place on earth."""
    if side not in gps or tag not in gps:
        return None
    parts, sign = gps[tag].rationals, signs.get(gps[side].text.upper()[:1])
    if not parts or len(parts) > 3 or sign is None or any(part >= 60 for part in parts[1:]):
        return None
    degrees = sum((part / 60**n for n, part in enumerate(parts)), Fraction())
    if degrees > most:
        return None
    if not degrees:
        return "0"
    step = Fraction(1, gps[tag].last_below * 60 ** (len(parts) - 1))
    decimals = next((n + 1 for n in range(1, _MOST_DECIMALS) if Fraction(1, 10**n) <= step), _MOST_DECIMALS)
    figures = f"{round(degrees * 10**decimals):0{decimals + 1}d}"
    return ("-" if sign < 0 else "") + f"{figures[:-decimals]}.{figures[-decimals:]}"
