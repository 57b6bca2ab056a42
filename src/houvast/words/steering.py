"""What in a text could steer a terminal, and a text without it. Marks that names and emoji are written with stay."""

from __future__ import annotations

import re

# Control codes but tab and line feed, line and paragraph separators, embeddings, overrides and isolates of direction, lone
# surrogates. Not the joiners (U+200C, U+200D), nor the marks of direction (U+061C, U+200E, U+200F), nor a narrow space.
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")


def steadied(text: str) -> str:
    """The text with U+FFFD for what could move the cursor, colour the screen, or turn what stands around it."""
    return _STEERS.sub("\N{REPLACEMENT CHARACTER}", text)
