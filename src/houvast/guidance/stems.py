"""The pieces of text without which a pattern cannot match, for the small language of patterns that guidance allows.

A pattern holds characters, classes, groups that catch nothing, `?` and counted repetitions (`houvast.guidance.checks.keeps_pace`). Of
everything that must stand in a match the longest is chosen: looking for it first is what makes a million messages cheap.
"""

from __future__ import annotations

_GROUP, _NOT_TEXT = "(?:", "bBsSwWdDAZ"
TELLING = 4  # letters: a shorter piece stands in most messages, and looking for it costs more than it saves
Pieces = frozenset[str] | None
"""Of these at least one stands in every match; None when nothing is sure to stand there."""


def stems_of(pattern: str) -> tuple[str, ...]:
    """Pieces in small letters of which every match holds one. Raises: ValueError when some match holds none."""
    pieces, at = _either(pattern, 0)
    if pieces is None or at < len(pattern):
        raise ValueError(pattern)
    return tuple(sorted(pieces))


def every_stem_of(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Groups of such pieces: every match holds one of each group. Only the pieces of `stems_of` may be short.

    Raises:
        ValueError: when some match holds none.

    """
    best = stems_of(pattern)
    found, at = _pieces(pattern, 0)
    if at < len(pattern):  # a bar: no piece stands in every match but those that were chosen of each side
        return (best,)
    rest = {tuple(sorted(pieces)) for pieces in found if min(map(len, pieces)) >= TELLING} - {best}
    return best, *sorted(rest)


def _either(pattern: str, at: int) -> tuple[Pieces, int]:
    """What stands between the bars, from `at` to the end of the group."""
    found: Pieces = frozenset()
    while True:
        pieces, at = _sequence(pattern, at)
        found = None if found is None or pieces is None else found | pieces
        if at >= len(pattern) or pattern[at] == ")":
            return found, at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[Pieces, int]:
    """The best of what stands one after the other."""
    found, at = _pieces(pattern, at)
    return max(found, key=lambda each: (min(map(len, each)), -len(each)), default=None), at


def _pieces(pattern: str, at: int) -> tuple[list[frozenset[str]], int]:
    """All that must stand one after the other, up to the bar or the end of the group."""
    found, run = list[frozenset[str]](), ""
    while at < len(pattern) and pattern[at] not in "|)":
        text, pieces, at = _one(pattern, at)
        least, at = _times(pattern, at)
        if text and least is None:
            run += text.lower()
            continue
        if run:
            found, run = [*found, frozenset({run})], ""
        if least != 0:
            pieces = frozenset({text.lower()}) if text else pieces
            found += [pieces] if pieces else []
    found += [frozenset({run})] if run else []
    return found, at


def _one(pattern: str, at: int) -> tuple[str, Pieces, int]:
    """One element: its character, or what a group holds, and where it ends."""
    match pattern[at]:
        case "(":
            pieces, at = _either(pattern, at + len(_GROUP))
            return "", pieces, at + 1
        case "[":
            at += 2
            while pattern[at] != "]":
                at += 2 if pattern[at] == "\\" else 1
            return "", None, at + 1
        case "\\":
            return "" if pattern[at + 1] in _NOT_TEXT else pattern[at + 1], None, at + 2
        case "." | "^" | "$":
            return "", None, at + 1
        case text:
            return text, None, at + 1


def _times(pattern: str, at: int) -> tuple[int | None, int]:
    """How often at least what stood before is there, None when nothing says so, and where that ends."""
    if pattern[at : at + 1] == "?":
        return 0, at + 1
    if pattern[at : at + 1] == "{":
        end = pattern.index("}", at)
        return int(pattern[at + 1 : end].partition(",")[0]), end + 1
    return None, at
