"""Entries become leaves and come back; what is private stays out of the leaf that is shown; what is unknown survives."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.errors import BadEntryError, NotCanonicalError
from houvast.logbook import canonical, case, codec, entry, envelope, evidence, plan, steps, when
from houvast.logbook.entry import KINDS, Correction, Entry, Incident, Note, Unknown
from houvast.logbook.evidence import Import, Receipt
from houvast.logbook.when import When

TEXT = st.text(max_size=8)
NUMBER = st.integers(0, canonical.LARGEST)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
IDS = st.text("0123456789abcdef", min_size=32, max_size=32)
WHENS = st.builds(
    lambda at, zone, part, estimated: When(at, zone, part if len(at) in (7, 10) else None, estimated),
    st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("9000-12-31")).flatmap(
        lambda moment: st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]).map(
            moment.strftime
        )
    ),
    st.sampled_from(["Europe/Amsterdam", "UTC", "America/Paramaribo"]),
    st.none() | st.sampled_from(list(when.PARTS)),
    st.booleans(),
)
STATED = st.builds(
    evidence.Stated,
    st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("9000-12-31")).map(
        lambda moment: moment.isoformat(timespec="seconds")
    ),
    TEXT,
    st.none() | st.sampled_from(["+01:00", "-11:30"]),
)
ENVELOPE = {"id", "kind", "layer"}
RESERVED = {"number", "recorded_at", "seq"}
NAMES = {
    **vars(envelope),
    **vars(case),
    **vars(plan),
    **vars(steps),
    **vars(evidence),
    **vars(entry),
    "When": When,
    "Mapping": Mapping,
}
OWN = {"private", "disclose", "extra"}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a member's type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(*map(values, arguments))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple and Ellipsis in arguments:
        return st.lists(values(arguments[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, arguments))
    if origin is Mapping:
        return st.dictionaries(TEXT, JSON, max_size=3)
    if hint is When:
        return WHENS
    if hint is evidence.Stated:
        return STATED
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint, NAMES)
        return st.fixed_dictionaries({name: values(inner) for name, inner in hints.items()}).map(
            lambda said: hint(**said)  # type: ignore[operator]  # it is a class
        )
    return {str: TEXT, int: NUMBER, bool: st.booleans(), types.NoneType: st.none()}[hint]


def members_of(kind: type[Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind, NAMES)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.name not in OWN}


@st.composite
def entries(draw: st.DrawFn, kind: type[Any]) -> Entry:
    """Any entry of a kind, with members of a later version; what it discloses was said."""
    hints = members_of(kind)
    said = {
        name: draw(IDS if name == "id" else values(hint))
        for name, hint in hints.items()
        if name == "id" or draw(st.booleans())
    }
    private = draw(st.booleans())
    unknown = st.dictionaries(
        TEXT.filter(lambda name: name not in {*hints, *ENVELOPE, *RESERVED, *OWN}), JSON, max_size=2
    )
    extra = draw(unknown)
    hidden = {} if private else draw(unknown)
    if hidden:
        shown = {name: value for name, value in extra.items() if name not in hidden}
        layers = {"shown": shown, "private": hidden}
    else:
        layers = {"shown": extra}
    extra = {layer: said for layer, said in layers.items() if said}
    made = kind(private=private, extra=extra, **said)
    there = [name for name in sorted(kind.PRIVATE_MEMBERS) if name in codec.members(made)]
    disclosed = [] if private or not there else draw(st.lists(st.sampled_from(there), unique=True))
    entry_made: Entry = dataclasses.replace(made, disclose=frozenset(disclosed))
    return entry_made


ANY = st.one_of(*(entries(kind) for kind in KINDS.values()))


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
@settings(max_examples=50)
@given(data=st.data())
def test_every_kind_comes_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    said = data.draw(entries(kind))
    leaves = codec.encode(said)
    assert codec.entries(leaves) == [said]
    assert codec.encode(codec.entries(leaves)[0]) == leaves


@given(ANY)
def test_leaves_are_canonical_and_say_nothing_that_was_not_said(said: Entry) -> None:
    leaves = [json.loads(text) for text in codec.encode(said)]
    layers = [leaf["layer"] for leaf in leaves]
    assert layers in (["disclosable"], ["private"], ["disclosable", "private"])
    assert {(leaf["id"], leaf["kind"]) for leaf in leaves} == {(getattr(said, "id", ""), entry.kind_of(said))}
    for leaf, text in zip(leaves, codec.encode(said), strict=True):
        assert canonical.encode(leaf) == text
        known = {name: leaf[name] for name in leaf if name in members_of(KINDS[leaf["kind"]])}
        assert None not in known.values()
        assert [] not in known.values()


@given(ANY)
def test_what_is_private_stands_in_the_private_leaf_alone(said: Entry) -> None:
    assert not isinstance(said, Unknown)
    leaves = [json.loads(text) for text in codec.encode(said)]
    shown = [leaf for leaf in leaves if leaf["layer"] == "disclosable"]
    if said.private:
        assert shown == []
        return
    [leaf] = shown
    assert not leaf.keys() & (said.PRIVATE_MEMBERS - said.disclose)
    assert not leaf.keys() & said.extra.get("private", {}).keys()


SECRET = "niemand-mag-dit-lezen"


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_no_private_word_stands_in_the_leaf_that_is_shown(kind: type[Any]) -> None:
    said = {name: of_secret(hint) for name, hint in members_of(kind).items() if name in kind.PRIVATE_MEMBERS}
    made = kind(extra={"private": {"omen": SECRET, SECRET: 1}}, private=False, **said)
    shown, hidden = codec.encode(made)
    assert SECRET.encode() not in shown
    assert hidden.count(SECRET.encode()) == len(said) + 2
    [whole] = codec.encode(dataclasses.replace(made, private=True))
    assert json.loads(whole)["layer"] == "private"


def of_secret(hint: Any) -> Any:
    """A value of this type that holds the secret word."""
    if typing.get_origin(hint) is tuple:
        return (SECRET,)
    return {"m": SECRET} if typing.get_origin(hint) is Mapping else SECRET


def test_what_she_chose_to_disclose_is_shown() -> None:
    said = Incident(feelings="bang", effects=("slaap",), disclose=frozenset({"effects"}))
    shown, hidden = (json.loads(text) for text in codec.encode(said))
    assert (shown.get("effects"), shown.get("feelings")) == (["slaap"], None)
    assert (hidden.get("effects"), hidden.get("feelings")) == (None, "bang")


def test_a_note_is_private_unless_she_says_otherwise() -> None:
    assert json.loads(codec.encode(Note(text="x"))[0])["layer"] == "private"
    assert json.loads(codec.encode(Note(text="x", private=False))[0])["layer"] == "disclosable"


def test_an_origin_that_was_not_said_is_typed() -> None:
    """docs/format.md, 6: whatever the kind."""
    for kind in KINDS.values():
        text = canonical.encode({"id": "ab" * 16, "kind": kind.KIND, "layer": "disclosable"})
        [read] = codec.entries([text])
        assert not isinstance(read, Unknown)
        assert read.origin == "typed"
    for said in (Import(origin="typed"), Receipt(origin="imported"), Incident(origin="captured")):
        assert codec.entries(codec.encode(said)) == [said]


# What this version does not know


def leaf(**members: Any) -> bytes:
    return canonical.encode({"id": "ab" * 16, "kind": "incident", "layer": "disclosable", **members})


@given(
    st.dictionaries(
        TEXT.filter(lambda name: name not in {*ENVELOPE, "number", "recorded_at", "seq"}), JSON, max_size=3
    ),
    st.booleans(),
)
def test_an_unknown_kind_comes_back_leaf_by_leaf(members: dict[str, Any], two: bool) -> None:  # noqa: FBT001 - drawn
    leaves = [leaf(**members, kind="hologram")]
    if two:
        leaves.append(leaf(kind="hologram", layer="private"))
    [read] = codec.entries(leaves)
    assert isinstance(read, Unknown)
    assert (read.id, read.kind, read.private) == ("ab" * 16, "hologram", False)
    assert codec.encode(read) == leaves
    assert codec.members(read) == members


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("minutes", "een uur"),
        ("minutes", True),
        ("minutes", None),
        ("what", 5),
        ("severe", 1),
        ("behaviours", "volgen"),
        ("behaviours", [5]),
        ("witness", "perhaps"),
        ("origin", "telepathy"),
        ("when", "2026-03-03"),
        ("when", {"at": "gisteren", "zone": "UTC"}),
        ("when", {"at": "2026-02-30", "zone": "UTC"}),
        ("when", {"at": "2026-03-03", "zone": "UTC", "phase": "moon"}),
        ("when", {"zone": "UTC"}),
        ("when", {"at": "2026-03-03", "zone": "Mars/Olympus"}),
        ("when", {"at": "2026-03-03", "zone": ""}),
        ("when", {"at": "2026-03-03", "zone": "../etc/passwd", "estimated": True}),
        ("when", {"at": "2026-03-03T22:10", "zone": "UTC", "part": "evening"}),
        ("when", {"at": "2026", "zone": "UTC", "part": "evening"}),
        ("when", {"at": "9999-12-31", "zone": "UTC"}),
        ("when", {"at": "9001", "zone": "UTC", "estimated": True}),
        ("police", {"reference": "x"}),
        ("witnesses", [{"name": 5}]),
        ("aura", {"colour": "grey"}),
    ],
)
def test_a_member_of_another_shape_survives_and_breaks_nothing(name: str, value: object) -> None:
    [read] = codec.entries([leaf(**{name: value, "place": "thuis"})])
    assert isinstance(read, Incident)
    assert read.place == "thuis"
    assert read.extra == {"shown": {name: value}}
    assert codec.encode(read) == [leaf(**{name: value, "place": "thuis"})]


# Leaves that make up no entry


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b'{"id":"ab"}',
        leaf(id="AB" * 16),
        leaf(id="ab" * 15),
        leaf(id=5),
        leaf(kind=5),
        leaf(kind=None),
        leaf(layer="public"),
        leaf(layer=["private"]),
        leaf(seq=5),
        leaf(number=1),
        leaf(recorded_at="x"),
        leaf()[:-1] + b" }",
        leaf() + b"\n",
    ],
)
def test_a_leaf_without_its_form_is_refused(text: bytes) -> None:
    with pytest.raises(BadEntryError):
        codec.entries([text])


SHOWN, HIDDEN = leaf(what="x"), leaf(layer="private", feelings="bang")


@pytest.mark.parametrize(
    "leaves",
    [
        [HIDDEN, SHOWN],
        [SHOWN, SHOWN],
        [HIDDEN, HIDDEN],
        [SHOWN, HIDDEN, HIDDEN],
        [SHOWN, leaf(layer="private", kind="note")],
        [SHOWN, leaf(id="cd" * 16), HIDDEN],
        [SHOWN, leaf(layer="private", what="anders")],
        [SHOWN, HIDDEN, leaf(id="cd" * 16), SHOWN],
    ],
)
def test_halves_that_do_not_stand_together_are_refused(leaves: list[bytes]) -> None:
    with pytest.raises(BadEntryError):
        codec.entries(leaves)


def test_halves_that_stand_together_are_one_entry() -> None:
    read = codec.entries([SHOWN, HIDDEN, leaf(id="cd" * 16), leaf(id="ef" * 16, layer="private")])
    assert [(each.id, each.private) for each in read] == [("ab" * 16, False), ("cd" * 16, False), ("ef" * 16, True)]
    assert read[0] == Incident(id="ab" * 16, what="x", feelings="bang")


@pytest.mark.parametrize(
    "said", [Incident(what="\ud800"), Note(extra={"shown": {"n": 1.5}}), Incident(minutes=1 << 60)]
)
def test_what_json_cannot_say_is_not_encoded(said: Entry) -> None:
    with pytest.raises(NotCanonicalError):
        codec.encode(said)


# Corrections


def test_a_correction_changes_adds_clears_and_keeps_what_it_does_not_know() -> None:
    before = Incident(
        what="x", where="markt", minutes=5, witnesses=(entry.Witness("Bo"),), extra={"shown": {"aura": 1}}
    )
    fields = {
        "what": "y", "when": {"at": "2026-03", "zone": "Europe/Amsterdam"}, "minutes": "lang", "omen": [1],
        "behaviours": ["volgen"],
    }  # fmt: skip
    after = codec.change(before, fields, ["where", "witnesses", "nothing of ours"])
    assert after == Incident(
        id=before.id, what="y", when=When("2026-03"), minutes=5, behaviours=("volgen",),
        extra={"shown": {"aura": 1, "minutes": "lang", "omen": [1]}},
    )  # fmt: skip
    assert before.what == "x"


@pytest.mark.parametrize("name", ["file", "reading", "rows", "origin", "id", "kind", "layer"])
def test_what_is_never_corrected_is_not_changed_cleared_or_shown(name: str) -> None:
    """docs/format.md, 6: of an entry that holds it and of one that does not."""
    file = evidence.File("ab" * 32, "x.jpg", "cd" * 32, 5)
    for before in (Import(file=file, reading=file, rows=evidence.Rows(3, "ef" * 32)), Incident(what="x")):
        for value in ({"blob": "0" * 64, "name": "vals.jpg", "sha256": "1" * 64, "size": 1}, "typed", None):
            after = codec.change(before, {name: value}, [name])
            assert after == before
            assert codec.members(after) == codec.members(before)


def test_a_moment_that_could_not_be_counted_gives_way_to_a_corrected_one() -> None:
    odd = {"at": "2026-03-03", "zone": "Mars/Olympus"}
    [before] = codec.entries([leaf(when=odd, aura=1)])
    assert codec.members(before)["when"] == odd
    after = codec.change(before, {"when": {"at": "2026-03", "zone": "UTC"}})
    assert codec.members(after) == {"when": {"at": "2026-03", "zone": "UTC"}, "aura": 1}
    assert codec.members(codec.change(before, {}, ["when"])) == {"aura": 1}


def test_an_entry_of_an_unknown_kind_is_not_changed() -> None:
    with pytest.raises(BadEntryError):
        codec.change(Unknown(id="ab" * 16, kind="hologram", private=False, leaves=()), {"what": "x"})


def test_a_correction_keeps_its_private_half_to_itself() -> None:
    said = Correction(
        entry="ab" * 16, fields={"what": "y"}, private_fields={"feelings": "boos"}, private_cleared=("effects",)
    )
    shown, hidden = (json.loads(text) for text in codec.encode(said))
    assert shown["fields"] == {"what": "y"}
    assert (hidden["private_fields"], hidden["private_cleared"]) == ({"feelings": "boos"}, ["effects"])
    assert b"boos" not in codec.encode(said)[0]


def test_a_member_is_read_by_kind_and_name() -> None:
    assert codec.read_member("incident", "minutes", 5) == 5
    assert codec.read_member("incident", "when", {"at": "2026", "zone": "UTC"}) == When("2026", "UTC")
    for name, value in (("minutes", "5"), ("nothing", 5), ("id", "ab" * 16 + "x"), ("disclose", [])):
        if name != "id":
            with pytest.raises(BadEntryError):
                codec.read_member("incident", name, value)


@pytest.mark.parametrize(
    "said",
    [
        {}, {"at": "2026-03-03T22:10:05"}, {"at": "2026-03-03", "source": "x"}, {"at": "2026-02-30T22:10:05", "source": "x"},
        {"at": "2026-03-03T22:10:05", "source": "x", "offset": "Z"}, {"at": "2026-03-03T22:10:05", "source": "x", "y": 1},
    ],
)  # fmt: skip
def test_a_stated_time_of_another_form_is_kept_as_it_is_and_not_read(said: object) -> None:
    leaf = {"id": "ab" * 16, "kind": "evidence", "layer": "disclosable", "stated": said}
    found = codec.decode([leaf])
    assert isinstance(found, evidence.Evidence)
    assert found.stated is None
    assert codec.members(found)["stated"] == said
