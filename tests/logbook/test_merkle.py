"""Trees as RFC 9162 draws them: against pymerkle, against the definition, and against everything that is no proof."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from houvast.logbook import merkle

SIZES = [*range(1, 70), 127, 128, 129, 255, 256, 257, 1000]


def leaves(size: int) -> list[bytes]:
    return [merkle.leaf(f"record {number}".encode()) for number in range(size)]


def by_definition(hashes: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, word for word, over leaf hashes."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\x01" + by_definition(hashes[:k]) + by_definition(hashes[k:])).digest()


def test_pymerkle_hashes_as_the_rfc_says_in_the_mode_used_here() -> None:
    tree = InmemoryTree(algorithm="sha256")  # its `security` is on: prefixes 0x00 and 0x01
    assert tree.append_entry(b"a") == 1
    assert tree.get_root() == hashlib.sha256(b"\x00a").digest()
    tree.append_entry(b"b")
    pair = hashlib.sha256(b"\x00a").digest() + hashlib.sha256(b"\x00b").digest()
    assert tree.get_root() == hashlib.sha256(b"\x01" + pair).digest()
    assert InmemoryTree(algorithm="sha256").get_root() == hashlib.sha256(b"").digest()


def test_the_empty_tree_has_the_root_of_the_rfc() -> None:
    assert merkle.root([]) == merkle.root_of(()) == merkle.EMPTY == by_definition([])
    assert merkle.frontier([]) == ()


@pytest.mark.parametrize("size", SIZES)
def test_roots_and_paths_are_those_of_pymerkle(size: int) -> None:
    tree, hashes = InmemoryTree(algorithm="sha256"), leaves(size)
    for number in range(size):
        tree.append_entry(f"record {number}".encode())
    root = merkle.root(hashes)
    assert root == tree.get_root() == by_definition(hashes)
    for index in range(0, size, max(1, size // 40)):
        path = merkle.path(hashes, index)
        theirs = tree.prove_inclusion(index + 1)
        assert list(path) == theirs.path[1:]  # theirs begins with the leaf itself
        assert theirs.path[0] == hashes[index]
        assert merkle.root_by_path(hashes[index], index, size, path) == root


@given(st.integers(0, 300))
def test_appending_one_by_one_keeps_a_peak_for_each_bit_of_the_size(size: int) -> None:
    hashes = leaves(size)
    peaks: tuple[bytes, ...] = ()
    for number, leaf in enumerate(hashes):
        peaks = merkle.append(peaks, number, leaf)
    assert peaks == merkle.frontier(iter(hashes))
    assert len(peaks) == size.bit_count()
    assert merkle.root_of(peaks) == by_definition(hashes)
    at = 0
    for peak, bit in zip(peaks, (bit for bit in range(size.bit_length(), -1, -1) if size >> bit & 1), strict=True):
        assert peak == by_definition(hashes[at : at + (1 << bit)])
        at += 1 << bit


@given(st.data())
def test_a_path_leads_nowhere_else(data: st.DataObject) -> None:
    """Another leaf, place or size, a sibling too many or too few, changed or out of order: never the root."""
    size = data.draw(st.integers(2, 200))
    index = data.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    root, path = merkle.root(hashes), merkle.path(hashes, index)
    other = data.draw(st.integers(0, size - 1).filter(lambda at: at != index))
    at = data.draw(st.integers(0, len(path) - 1))
    bit = data.draw(st.integers(0, 255))
    changed = bytearray(path[at])
    changed[bit // 8] ^= 1 << bit % 8
    wrong = [
        merkle.root_by_path(hashes[other], index, size, path),
        merkle.root_by_path(hashes[index], other, size, path),
        merkle.root_by_path(hashes[index], index, size, path[:at] + path[at + 1 :]),
        merkle.root_by_path(hashes[index], index, size, (*path[:at], bytes(changed), *path[at + 1 :])),
        merkle.root_by_path(hashes[index], index, size, (*path, path[0])),
        merkle.root_by_path(hashes[index], index, size, (*path[: at + 1], path[at], *path[at + 1 :])),
        merkle.root_by_path(hashes[index], index, size, ()),
        merkle.root_by_path(hashes[index], size, size, path),
        merkle.root_by_path(hashes[index], -1, size, path),
        merkle.root_by_path(hashes[index], index - size, size, path),
        merkle.root_by_path(hashes[index], index, 0, path),
        merkle.root_by_path(hashes[index], index, size << 8, path),
    ]
    if path != path[::-1]:
        wrong.append(merkle.root_by_path(hashes[index], index, size, path[::-1]))
    assert root not in wrong


@given(st.integers(2, 200), st.integers(2, 200), st.data())
def test_a_path_of_another_size_leads_to_the_root_only_where_its_shape_is_the_same(
    size: int, other: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, min(size, other) - 1))
    hashes = leaves(size)
    found = merkle.root_by_path(hashes[index], index, other, merkle.path(hashes, index))
    if found == merkle.root(hashes):
        assert len(merkle.path(leaves(other), index)) == len(merkle.path(hashes, index))


def test_an_inner_node_does_not_pass_for_a_leaf() -> None:
    """The prefixes keep them apart: content that looks like two leaves hashes to no inner node."""
    one, two = leaves(2)
    assert merkle.leaf(one + two) != merkle.node(one, two)
    assert merkle.leaf(b"\x01" + one + two) != merkle.node(one, two)
