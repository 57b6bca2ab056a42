"""What could be new to the other is told in words: an id that an entry holds is never shown."""

from __future__ import annotations

import pytest

from houvast.insight.reveals import Reveal
from houvast.reports.revealed_lines import shown


@pytest.mark.parametrize(
    ("member", "said", "words"),
    [
        ("effects.0", "not-safe", "Voelt zich niet veilig"),
        ("effects.0", "sleep", "Slecht slapen"),
        ("relation", "ex-partner", "Ex-partner"),
        ("where", "bij de kaasafdeling", "bij de kaasafdeling"),
    ],
)
def test_a_code_is_told_in_words_whichever_list_it_is_of(member: str, said: str, words: str) -> None:
    assert shown(Reveal("health", 3, member, 0, len(said), said)) == words


def test_what_somebody_wrote_in_a_chat_is_no_code() -> None:
    assert shown(Reveal("health", 3, "effects", 0, 8, "not-safe", row=4)) == "not-safe"
