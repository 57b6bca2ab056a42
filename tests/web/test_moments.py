"""A moment in her own words that can be more than one is a choice between those, and each is recorded as it was shown (C13)."""

from __future__ import annotations

from datetime import datetime

import pytest

from houvast.errors import ManyMomentsError, Reading, UnreadMemberError
from houvast.intake.typed import read_members
from houvast.logbook import spoken
from houvast.logbook.when import ZONE
from houvast.web import moments
from houvast.web.forms import WrongError
from houvast.words import claim_words, sentence

NIGHT, NOON = (datetime.fromisoformat(f"2026-11-23T{hour}+01:00") for hour in ("03:00", "12:00"))


def readings(words: str, now: datetime) -> tuple[tuple[tuple[str, str], ...], tuple[Reading, ...]]:
    """What is offered for words that can mean more than one moment, and what they can mean."""
    with pytest.raises(ManyMomentsError) as asked:
        spoken.read(words, now, ZONE, "nl")
    return moments.offered(asked.value, "nl"), asked.value.readings


@pytest.mark.covers("C13")
@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("vorige week", NIGHT), ("vorige week maandagavond", NIGHT), ("gisteren", NIGHT), ("ongeveer gisteren", NIGHT),
        ("eerste kerstdag 's nachts", NOON), ("dinsdagnacht", NOON), ("vorige Koningsdag", NOON),
    ],
)  # fmt: skip
def test_every_moment_that_is_offered_is_read_as_it_was_shown(words: str, now: datetime) -> None:
    offered, meant = readings(words, now)
    assert len(offered) == len(meant) > 1
    for (sent, shown), each in zip(offered, meant, strict=True):
        raw = moments.chosen("when", {"when-words": [words], "when-meant-of": [words], "when-meant": [sent]})
        said = moments.said_in("when", raw, "nl")
        read = read_members("incident", {"when": said}, now, ZONE, lang="nl")["when"]
        assert (read.at, read.part, read.estimated, read.until) == tuple(each)
        assert shown == claim_words(read, "nl")


@pytest.mark.parametrize("sent", ["", "///", "x/y/z/1", "2026-13-01", "2026-03-03/../evening/", "2026/2027/noon/1/2/3"])
def test_whatever_is_sent_as_a_choice_is_a_moment_or_is_left_out(sent: str) -> None:
    raw = {"when": ["words"], "when-words": ["mei 2025"], "when-meant-of": ["mei 2025"], "when-meant": [sent]}
    found = moments.chosen("when", raw)
    assert not any("meant" in name for name in found)
    assert moments.said_in("when", found, "nl")


@pytest.mark.covers("C13")
@pytest.mark.parametrize("hour", ["", "9"])
def test_a_day_that_its_month_does_not_have_is_said_in_words_at_its_field(hour: str) -> None:
    raw = {"when": ["day"], "when-day": ["31"], "when-month": ["2"], "when-year": ["2026"], "when-hour": [hour]}
    with pytest.raises(WrongError) as asked:
        moments.said_in("when", raw, "nl")
    assert (asked.value.sentence, asked.value.at) == ("Februari 2026 heeft 28 dagen. Kijk de dag na.", "when-day")
    with pytest.raises(UnreadMemberError) as unread:
        read_members("incident", {"when": {"at": "2026-02-31"}}, NOON, ZONE, lang="nl")
    assert sentence(unread.value, "nl") == "Bij “wanneer” lezen we “2026-02-31” niet; schrijf het anders."
