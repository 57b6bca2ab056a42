"""What she types, in whatever form: it becomes the entry she means, or one refusal that a person can read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import NOW
from houvast.errors import (
    FutureMomentError,
    MissingMemberError,
    UnclearMomentError,
    UnknownContentError,
    UnknownMemberError,
    UnknownZoneError,
    UnreadMemberError,
    WrongUseError,
)
from houvast.intake.typed import names, read_members, typed
from houvast.logbook import codec
from houvast.logbook.entry import Incident
from houvast.logbook.when import When
from houvast.words import sentence

LEAST: dict[str, Any] = {"when": "2026-03-03", "how": ["bellen"]}
ZONED = {"at": "2026-03-03", "zone": "UTC"}


def incident(**said: Any) -> Incident:
    made = typed("incident", {**LEAST, **said}, NOW)
    assert isinstance(made, Incident)
    return made


def test_how_is_sorted_into_behaviours_and_a_channel() -> None:
    given_behaviours = ["volgen"]
    made = incident(how=["bellen", "chat", "bellen"], behaviours=given_behaviours)
    assert made.channel == "chat"
    assert made.behaviours == tuple(dict.fromkeys(made.behaviours))
    assert len(made.behaviours) == 2
    assert given_behaviours == ["volgen"]


def test_a_moment_may_be_an_object() -> None:
    assert incident(when=ZONED).when == When("2026-03-03", "UTC")
    made = incident(when={"at": "2026-03", "part": "evening", "estimated": True})
    assert made.when == When("2026-03", part="evening", estimated=True)
    read = read_members("incident", {"when": {"at": "2026-03"}}, NOW, "UTC")
    assert read == {"when": When("2026-03", "UTC")}


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        ({**ZONED, "zone": "Mars/Olympus"}, UnknownZoneError),
        ({**ZONED, "zone": "../etc/passwd"}, UnknownZoneError),
        ({**ZONED, "zone": 5}, UnreadMemberError),
        ({"at": "9999-12-31", "zone": "UTC"}, UnreadMemberError),
        ({"at": "2026-04-02", "zone": "UTC"}, FutureMomentError),
        ({"at": "2027", "zone": "UTC"}, FutureMomentError),
        ({"at": "1899", "zone": "UTC"}, UnclearMomentError),
        ({"at": "2026-03-03T22:10", "zone": "UTC", "part": "evening"}, UnreadMemberError),
        ({"at": "2026", "zone": "UTC", "part": "evening"}, UnreadMemberError),
        ({**ZONED, "phase": "moon"}, UnreadMemberError),
        ({"zone": "UTC"}, UnreadMemberError),
        (5, UnreadMemberError),
        (["2026"], UnreadMemberError),
        (True, UnreadMemberError),
    ],
)
@pytest.mark.parametrize("member", ["when", "obtained"])
def test_a_moment_as_an_object_is_weighed_like_one_in_words(
    member: str, value: object, refusal: type[WrongUseError]
) -> None:
    kind = "incident" if member == "when" else "evidence"
    with pytest.raises(refusal):
        typed(kind, {"how": "bellen", "when": "2026", member: value} if kind == "incident" else {member: value}, NOW)


def test_only_the_moment_the_entry_has_passes_unweighed() -> None:
    old = {"at": "1890", "zone": "UTC"}
    assert read_members("incident", {"when": old}, NOW, earlier={"when": old}) == {"when": When("1890", "UTC")}
    with pytest.raises(UnclearMomentError):
        read_members("incident", {"when": old}, NOW, earlier={"when": ZONED})
    odd = {"at": "2026", "zone": "Mars/Olympus"}
    with pytest.raises(UnreadMemberError):  # it is not read now any more than then
        read_members("incident", {"when": odd}, NOW, earlier={"when": odd})


@pytest.mark.parametrize(
    "said",
    [
        {"how": 5}, {"how": [1]}, {"how": {"a": 1}}, {"how": ["bellen", ["volgen"]]}, {"disclose": 5}, {"disclose": "feelings"},
        {"disclose": ["what"]}, {"disclose": [["feelings"]]}, {"witness": ["ja"]}, {"witness": 5}, {"witness": "misschien"},
        {"channel": 5}, {"channel": ["chat"]}, {"channel": {}, "place": 1}, {"behaviours": "volgen"}, {"behaviours": [5]},
        {"effects": ["angst", ["b"]]}, {"effects": "angst"}, {"minutes": 2**53}, {"minutes": 10**5000}, {"minutes": -1},
        {"minutes": 1.5}, {"minutes": "5"}, {"minutes": True}, {"what": "\ud800"}, {"what": 5}, {"private": 1},
        {"private": "nee"}, {"severe": "ja"}, {"police": {"called": True, "reference": "\udfff"}}, {"police": True},
        {"witnesses": [{"name": 5}]}, {"how": ["chat", "post"]}, {"what": float("nan")}, {"place": [[]]},
    ],
)  # fmt: skip
def test_what_does_not_have_the_form_of_its_member_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(UnreadMemberError) as refused:
        incident(**said)
    told = sentence(refused.value, "nl")
    assert len(told.splitlines()) == 1
    assert len(told) < 200


@pytest.mark.parametrize(
    "name", ["origin", "id", "kind", "layer", "file", "extra", "seq", "number", "aura", "\ud800", "x" * 999]
)
@pytest.mark.parametrize("kind", ["incident", "evidence", "stop-message", "police-contact", "note"])
def test_what_nobody_may_say_is_refused_with_what_can_be_said(kind: str, name: str) -> None:
    with pytest.raises(UnknownMemberError) as refused:
        typed(kind, {name: "captured"}, NOW)
    assert refused.value.known == names(kind)
    assert "when" in refused.value.known or kind == "evidence"


def test_a_word_that_stands_in_no_list_is_told() -> None:
    for said in ({"how": "rarewoord"}, {"effects": ["rarewoord"]}, {"place": "rarewoord"}):
        with pytest.raises(UnknownContentError):
            incident(**said)


def test_what_is_missing_is_told() -> None:
    for kind, said in (("incident", {"how": "bellen"}), ("incident", {"when": "2026"}), ("note", {"text": ""})):
        with pytest.raises(MissingMemberError):
            typed(kind, said, NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["ja", "bellen"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@given(st.sampled_from([*names("incident"), "private", "disclose"]), JSON)
def test_any_json_becomes_an_entry_or_one_refusal(name: str, value: object) -> None:
    try:
        made = incident(**{name: value})
    except WrongUseError as error:
        sentence(error, "nl")
        return
    assert codec.entries(codec.encode(made)) == [made]
