"""A passphrase that is easy to remember and hard to guess: six words, drawn by the machine from a list it is given."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = 6


def six_words(words: Sequence[str]) -> str:
    """Six words, each drawn anew: from a list of 2,048 they hold 66 bits."""
    return " ".join(secrets.choice(words) for _ in range(WORDS))
