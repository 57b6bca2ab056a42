"""A body holds exactly its leaves, nothing before, between or after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import BadEntryError
from houvast.logbook import body, merkle
from houvast.logbook.body import Leaf

LEAVES = st.lists(st.builds(Leaf, st.binary(min_size=32, max_size=32), st.binary(max_size=40)), max_size=8)


@given(LEAVES)
def test_what_was_packed_is_unpacked(leaves: list[Leaf]) -> None:
    assert body.unpack(body.pack(leaves), len(leaves)) == leaves
    assert body.root(leaves) == merkle.root(merkle.leaf(leaf.salt + leaf.text) for leaf in leaves).hex()


@given(LEAVES, st.integers(0, 10))
def test_another_count_is_refused(leaves: list[Leaf], count: int) -> None:
    if count != len(leaves):
        with pytest.raises(BadEntryError):
            body.unpack(body.pack(leaves), count)


@given(LEAVES.filter(bool), st.data())
def test_a_body_cut_anywhere_or_followed_is_refused(leaves: list[Leaf], data: st.DataObject) -> None:
    plain = body.pack(leaves)
    cut = data.draw(st.integers(0, len(plain) - 1))
    for wrong in (plain[:cut], plain + b"\0", plain + body.pack(leaves[:1])):
        with pytest.raises(BadEntryError):
            body.unpack(wrong, len(leaves))


@pytest.mark.parametrize("plain", [b"\0", bytes(35), bytes(32) + b"\xff" * 4, bytes(32) + b"\0\0\0\2x"])
def test_a_leaf_longer_than_its_body_is_refused(plain: bytes) -> None:
    with pytest.raises(BadEntryError):
        body.unpack(plain, 1)


def test_the_form_is_that_of_the_page() -> None:
    """docs/format.md, 3.2: salt, length in four bytes, leaf."""
    assert body.pack([Leaf(b"s" * 32, b"{}")]) == b"s" * 32 + b"\0\0\0\x02" + b"{}"
    assert body.unpack(b"", 0) == []
