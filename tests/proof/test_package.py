"""A package that was touched is found out: which step, which file; and what is no package is a fault, never a traceback."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import random
import struct
import zipfile
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cast import NOW, incident, make_dossier, verified
from houvast.errors import NewerVersionError
from houvast.logbook import canonical, merkle
from houvast.logbook.evidence import Evidence
from houvast.proof import bag, known, zipped
from houvast.proof.package import verify_package
from houvast.proof.zipped import Member, ZipFiles, end
from houvast.seal import package as signature
from houvast.seal.keys import Person
from package_cast import MemoryFiles, files_below, keep, sample, write
from sweeps import bits_swept, flipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from houvast.proof.spine import Spine
    from houvast.proof.steps import Files, Verdict
    from houvast.vault.vault import Vault

WITHIN = timedelta(hours=24)
Content = dict[str, bytes]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUVAST_SEEN", "")
        return sample(tmp_path_factory.mktemp("dossier"))


@pytest.fixture(scope="module")
def whole(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> Content:
    target = tmp_path_factory.mktemp("packages") / "p"
    write(vault, target, WITHIN)
    return files_below(target)


@pytest.fixture(scope="module")
def zip_bytes(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("packages") / "p.zip"
    write(vault, target, WITHIN)
    return target.read_bytes()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Content, bytes]:
    """A package of one entry and one file, as a folder and as a zip: quick enough to try every bit."""
    folder = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUVAST_SEEN", "")
        vault, _ = make_dossier(folder / "d")
    file = keep(vault, b"bewijs", "brief.txt")
    vault.record([Evidence(file=file)], NOW, [file.blob])
    for name in ("p", "p.zip"):
        write(vault, folder / name, WITHIN)
    return files_below(folder / "p"), (folder / "p.zip").read_bytes()


def verdict_on(content: Content | bytes) -> Verdict:
    files: Files = MemoryFiles(content) if isinstance(content, dict) else ZipFiles(io.BytesIO(content))
    return verify_package(files)[0]


def faults(verdict: Verdict) -> set[tuple[int, str]]:
    return {(step.n, fault.where) for step in verdict.steps for fault in step.faults}


def signed_again(content: Content, person: Person) -> Content:
    """The same package with manifests and signature made to fit: what only the owner, or nobody, could do."""
    payload = sorted(path for path in content if path.startswith("data/"))
    listed = "".join(f"{_digest(content[path])}  {path}\n" for path in payload).encode()
    info = b"Payload-Oxum: %d.%d\n" % (sum(len(content[path]) for path in payload), len(payload))
    made = {**content, bag.MANIFEST: listed, bag.INFO: info}
    made[bag.TAGMANIFEST] = "".join(f"{_digest(made[path])}  {path}\n" for path in bag.TAGS).encode()
    said = json.loads(content[bag.SIGNATURE].splitlines()[0])
    made[bag.SIGNATURE] = signature.sign(person, said["dossier"], said["head"], _digest(made[bag.TAGMANIFEST]))
    return made


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# -- bits, files


@bits_swept
@pytest.mark.parametrize(("path", "step"), [(bag.SIGNATURE, 2), (bag.TAGMANIFEST, 1), (bag.BAGIT, 1)])
def test_every_bit_of_what_holds_it_together_counts(
    small: tuple[Content, bytes], path: str, step: int, bits: Callable[[int], list[int]]
) -> None:
    whole, named = small[0], {path, *(bag.TAGS if path == bag.TAGMANIFEST else ())}
    for bit in bits(len(whole[path])):
        found = faults(verdict_on({**whole, path: flipped(whole[path], bit)}))
        assert named & {where for number, where in found if number == step}, bit


@pytest.mark.parametrize("count", [100, pytest.param(500, marks=pytest.mark.soak)])
def test_so_many_bits_anywhere_are_found(whole: Content, count: int) -> None:
    chance = random.Random(11)
    paths = sorted(whole)
    for path in chance.choices(paths, [len(whole[path]) for path in paths], k=count):
        bit = chance.randrange(len(whole[path]) * 8)
        found = faults(verdict_on({**whole, path: flipped(whole[path], bit)}))
        assert any(where == path or path in (bag.MANIFEST, bag.TAGMANIFEST) for _, where in found), (path, bit)


@bits_swept
def test_any_bit_of_a_zip_is_found(small: tuple[Content, bytes], bits: Callable[[int], list[int]]) -> None:
    content, chance = small[1], random.Random(12)
    last = (len(content) - 300) * 8  # the end of the listing and of the zip
    elsewhere = chance.sample(range(len(content) * 8), len(bits(100)))
    for bit in {*bits(60), *(last + bit for bit in bits(300)), *elsewhere}:
        verdict = verdict_on(flipped(content, bit))
        assert verdict.steps[0].faults, bit


def test_every_file_removed_is_named(whole: Content) -> None:
    for path in whole:
        content = {name: found for name, found in whole.items() if name != path}
        assert any(where == path for _, where in faults(verdict_on(content))), path


def test_a_removed_file_is_missed_though_everything_is_signed_again(whole: Content, vault: Vault) -> None:
    for path in whole:
        if path.startswith("data/"):
            content = signed_again({name: found for name, found in whole.items() if name != path}, vault.person)
            assert any(where in (path, bag.FILES) for _, where in faults(verdict_on(content))), path


@pytest.mark.parametrize(
    "path", ["extra.txt", "data/extra.txt", "data/originals/0009-x.txt", "data/originals/.x", "data/originals/a/0001-x", "metadata/x"]
)  # fmt: skip
def test_an_added_file_is_found(whole: Content, vault: Vault, path: str) -> None:
    added = {**whole, path: b"x"}
    for content in (added, signed_again(added, vault.person)):
        assert any(where == path for _, where in faults(verdict_on(content)))


def test_two_files_swapped_are_found(whole: Content) -> None:
    paths = sorted(whole)
    for one, other in itertools.pairwise(paths):
        content = {**whole, one: whole[other], other: whole[one]}
        assert {one, other} & {where for _, where in faults(verdict_on(content))}, (one, other)


def test_two_names_that_differ_in_case_alone_are_found(whole: Content, vault: Vault) -> None:
    path = next(path for path in whole if path.endswith("CON.jpg"))
    content = signed_again({**whole, path.replace("CON", "con"): whole[path]}, vault.person)
    assert any(number == 1 for number, _ in faults(verdict_on(content)))


# -- what a forger who signs again cannot do


def changed_lines(content: bytes, change: Callable[[list[dict[str, Any]]], object]) -> bytes:
    lines = [json.loads(line) for line in content.splitlines()]
    change(lines)
    return b"".join(canonical.encode(line) + b"\n" for line in lines)


def _reword(lines: list[dict[str, Any]]) -> None:
    lines[0]["leaf"] = lines[0]["leaf"].replace("deur", "poort")


PROOFS: dict[str, Callable[[list[dict[str, Any]]], object]] = {
    "a leaf that says something else": _reword,
    "another salt": lambda lines: lines[0].update(salt="0" * 64),
    "another place": lambda lines: lines[0].update(index=1),
    "a place that is none": lambda lines: lines[0].update(index=-1),
    "a record that is not there": lambda lines: lines[0].update(seq=99),
    "a step of the path left out": lambda lines: lines[0]["path"].pop(),
    "a step too many": lambda lines: lines[0]["path"].append("0" * 64),
    "the same leaf twice": lambda lines: lines.insert(0, lines[0]),
    "another order": lambda lines: lines.reverse(),
    "a member too many": lambda lines: lines[0].update(more=1),
    "a leaf left out": lambda lines: lines.pop(),
    "no text": lambda lines: lines[0].update(leaf=1),
    "no canonical leaf": lambda lines: lines[0].update(leaf=lines[0]["leaf"].replace(":", ": ", 1)),
}


@pytest.mark.parametrize("what", PROOFS)
def test_a_proof_that_does_not_hold_is_step_seven(whole: Content, vault: Vault, what: str) -> None:
    content = {**whole, bag.PROOF: changed_lines(whole[bag.PROOF], PROOFS[what])}
    found = faults(verdict_on(signed_again(content, vault.person)))
    assert {number for number, _ in found} >= {7}
    assert not [where for number, where in found if number < 7]


ENTRIES: dict[str, Callable[[dict[str, Any]], object]] = {
    "another word": lambda said: said["entries"][0].update(what="niets"),
    "true for one": lambda said: said["entries"][0].update(severe=1),
    "another time": lambda said: said["entries"][0].update(recorded_at="2026-04-01T09:30:00.000000Z"),
    "another record": lambda said: said["entries"][0].update(seq=0),
    "no number": lambda said: said["entries"][0].update(number="1"),
    "one left out": lambda said: said["entries"].pop(),
    "one twice": lambda said: said["entries"].append(said["entries"][0]),
    "no object": lambda said: said["entries"].append(1),
    "another dossier": lambda said: said.update(dossier="0" * 64),
    "another head": lambda said: said.update(head="1-" + "0" * 64),
    "a member too many": lambda said: said.update(more=1),
}


@pytest.mark.parametrize("what", ENTRIES)
def test_entries_that_say_something_else_are_step_seven(whole: Content, vault: Vault, what: str) -> None:
    said = json.loads(whole[bag.ENTRIES])
    ENTRIES[what](said)
    content = signed_again({**whole, bag.ENTRIES: canonical.encode(said) + b"\n"}, vault.person)
    assert faults(verdict_on(content)) == {(7, bag.ENTRIES)}


FILES: dict[str, Callable[[list[dict[str, Any]]], object]] = {
    "a file of another entry": lambda lines: lines[0].update(entry=lines[1]["entry"]),
    "another digest": lambda lines: lines[0].update(sha256="0" * 64),
    "another size": lambda lines: lines[0].update(size=1),
    "another blob": lambda lines: lines[0].update(blob="0" * 64),
    "a path elsewhere": lambda lines: lines[0].update(path="../x"),
    "one path twice": lambda lines: lines.append(lines[0]),
    "one left out": lambda lines: lines.pop(),
    "a seed for an original": lambda lines: lines[0].update(seed="0" * 64),
    "an entry that is no text": lambda lines: lines[0].update(entry=[]),
}


@pytest.mark.parametrize("what", FILES)
def test_files_that_do_not_fit_their_entry_are_step_eight(whole: Content, vault: Vault, what: str) -> None:
    content = {**whole, bag.FILES: changed_lines(whole[bag.FILES], FILES[what])}
    found = faults(verdict_on(signed_again(content, vault.person)))
    assert {number for number, _ in found} == {8}


def test_another_original_under_the_same_name_is_step_eight(whole: Content, vault: Vault) -> None:
    path = next(path for path in whole if path.startswith("data/originals/"))
    content = signed_again({**whole, path: whole[path] + b"x"}, vault.person)
    assert faults(verdict_on(content)) == {(8, path)}


def test_another_seed_is_step_nine(whole: Content, vault: Vault) -> None:
    lines = [json.loads(line) for line in whole[bag.FILES].splitlines()]
    (path,) = [f"data/{line['path']}" for line in lines if "seed" in line]
    content = {**whole, bag.FILES: whole[bag.FILES].replace(b'"seed":"5', b'"seed":"4')}
    assert faults(verdict_on(signed_again(content, vault.person))) == {(9, path)}


def test_a_signature_of_somebody_else_is_step_two(whole: Content) -> None:
    assert (2, bag.SPINE) in faults(verdict_on(signed_again(whole, Person.new())))


def test_headers_that_were_changed_are_named_by_their_step(whole: Content, vault: Vault) -> None:
    lines = whole[bag.SPINE].splitlines(keepends=True)
    cut = signed_again({**whole, bag.SPINE: b"".join(lines[:-2])}, vault.person)
    swapped = signed_again({**whole, bag.SPINE: b"".join([*lines[:2], *lines[4:6], *lines[2:4]])}, vault.person)
    unsigned = signed_again({**whole, bag.SPINE: b"".join([lines[0], lines[3], *lines[2:]])}, vault.person)
    half = signed_again({**whole, bag.SPINE: b"".join(lines)[:-40]}, vault.person)
    assert (2, bag.SPINE) in faults(verdict_on(cut))
    assert (3, bag.SPINE) in faults(verdict_on(swapped))
    assert {(5, bag.SPINE), (6, bag.SPINE)} <= faults(verdict_on(unsigned))
    assert (3, bag.SPINE) in faults(verdict_on(half))


@pytest.mark.parametrize("path", [bag.SPINE, bag.PROOF, bag.FILES, bag.ENTRIES, bag.SIGNATURE, bag.MANIFEST])
@given(content=st.binary(max_size=200))
@example(content=b"")
@example(content=b"{}\n")
@example(content=b"{}\n" + b"0" * 128 + b"\n")
@example(content=b'{"a":' * 2000)
@settings(max_examples=30, deadline=None)
def test_any_bytes_for_any_file_are_a_fault_and_no_traceback(
    whole: Content, vault: Vault, path: str, content: bytes
) -> None:
    touched = {**whole, path: content}
    assert not verdict_on(touched).ok
    assert not verdict_on(signed_again(touched, vault.person) if path.startswith("data/") else touched).ok


def test_nothing_at_all_is_a_fault_in_step_one() -> None:
    verdict = verdict_on({})
    assert [step.tried for step in verdict.steps] == [True] * 3 + [False] * 6
    assert verdict.first_fault() is not None


def test_a_newer_package_that_is_whole_says_so(whole: Content, vault: Vault) -> None:
    newer = whole[bag.SPINE].replace(b'"v":1}', b'"v":2}', 1)
    with pytest.raises(NewerVersionError):
        verdict_on(signed_again({**whole, bag.SPINE: newer}, vault.person))
    assert not verdict_on({**whole, bag.SPINE: newer}).ok


# -- zips


def zip_of(members: list[tuple[str, bytes]]) -> bytes:
    made, listing = b"", b""
    for name, content in members:
        member = Member(name, len(content), zlib.crc32(content), len(made))
        made += member.local() + content
        listing += member.central()
    return made + listing + end(len(members), len(listing), len(made))


def members_of(zip_bytes: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(zip_bytes)) as found:
        return [(name, found.read(name)) for name in found.namelist()]


def broken_zips(zip_bytes: bytes) -> Iterator[tuple[str, bytes]]:
    members = members_of(zip_bytes)
    top = members[0][0].partition("/")[0]
    yield "something before", b"x" + zip_bytes
    yield "something behind", zip_bytes + b"x"
    yield "a comment", zip_bytes[:-2] + b"\x01\x00x"
    yield "cut off", zip_bytes[:-1]
    yield "empty", b""
    yield "no members", zip_of([])
    for name in (
        "../x",
        f"{top}/../x",
        f"/{top}/x",
        f"{top}\\x",
        f"{top}/a b",
        f"{top}/",
        "x",
        f"{top}/./x",
        f"{top}/.x",
        "other/x",
    ):
        yield f"a member {name}", zip_of([*members, (name, b"x")])
    yield "a member twice", zip_of([*members, members[0]])
    yield "a member twice but for its case", zip_of([*members, (members[0][0].lower(), b"")])
    at = struct.unpack("<L", zip_bytes[-6:-2])[0]
    name, content = members[0]
    gap = Member(name, len(content), zlib.crc32(content), 0)
    yield "a gap", gap.local() + b"x" + zip_bytes[len(gap.local()) : at] + zip_bytes[at:]
    for what, python in (("compressed", {"compression": 8}), ("dated", {}), ("with directories", {"folder": True})):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            if python.get("folder"):
                made.mkdir(top)
            for path, stored in members:
                info = zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0) if what == "dated" else (1980, 1, 1, 0, 0, 0))
                info.external_attr, info.create_system = 0o100644 << 16, 3
                made.writestr(info, stored, python.get("compression", 0))
        yield what, buffer.getvalue()


def test_whatever_a_zip_may_not_have_is_a_fault_of_step_one(zip_bytes: bytes) -> None:
    assert verdict_on(zip_bytes).ok
    assert zip_of(members_of(zip_bytes)) == zip_bytes
    for what, content in broken_zips(zip_bytes):
        assert verdict_on(content).steps[0].faults, what


def test_a_file_removed_added_or_swapped_in_a_zip_is_found(zip_bytes: bytes) -> None:
    members = members_of(zip_bytes)
    top = members[0][0].partition("/")[0]
    for place, (name, _) in enumerate(members):
        path = name.partition("/")[2]
        without = zip_of(members[:place] + members[place + 1 :])
        assert any(where == path for _, where in faults(verdict_on(without)))
        other = members[place - 1][1]
        assert not verdict_on(zip_of([*members[:place], (name, other), *members[place + 1 :]])).ok
    assert (1, "extra.txt") in faults(verdict_on(zip_of([*members, (f"{top}/extra.txt", b"")])))


@given(st.binary(max_size=400), st.integers(0, 65535))
@settings(max_examples=200, deadline=None)
def test_any_bytes_as_a_zip_are_faults_and_no_traceback(content: bytes, count: int) -> None:
    for whole in (content, content + end(count, len(content), 0), content + end(1, min(len(content), 46), 0)):
        assert ZipFiles(io.BytesIO(whole)).faults or not whole or count == 0


def test_a_zip_made_by_the_standard_library_by_the_rules_is_accepted(zip_bytes: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in members_of(zip_bytes):
            info = zipfile.ZipInfo(name)
            info.external_attr, info.create_system = 0o100644 << 16, 3
            made.writestr(info, content)
    assert buffer.getvalue() == zip_bytes


# -- an earlier state


def test_an_earlier_head_is_found_in_a_later_package(vault: Vault, whole: Content) -> None:
    earlier = vault.spine
    verdict, spine = verify_package(MemoryFiles(whole))
    heads = [f"1-{_head_of(earlier, 1)}", f"3-{_head_of(earlier, 3)}", earlier.head]
    step = known.compare(verdict, spine, heads)
    assert step is not None
    assert (step.n, step.ok, step.count) == (10, True, 3)
    assert verdict.ok


@pytest.mark.parametrize(
    ("head", "why"), [("99-" + "0" * 64, "known"), ("1-" + "0" * 64, "known"), ("nonsense", "known no head")]
)
def test_a_head_that_is_not_in_it_breaks_the_verdict(whole: Content, head: str, why: str) -> None:
    verdict, spine = verify_package(MemoryFiles(whole))
    known.compare(verdict, spine, [head])
    assert not verdict.ok
    first = verdict.first_fault()
    assert first is not None
    assert (first[0].name, first[1].where, first[1].why) == ("known", head, why)


def test_a_package_is_compared_with_the_folder_it_came_from_and_back(tmp_path: Path) -> None:
    vault = sample(tmp_path / "d")
    write(vault, tmp_path / "p", WITHIN)
    packed, packed_spine = verify_package(MemoryFiles(files_below(tmp_path / "p")))
    vault.record([incident()], NOW)
    folder, folder_spine = verified(tmp_path / "d")
    assert known.compare(folder, folder_spine, [str(packed.head)]) is not None
    assert folder.ok
    known.compare(packed, packed_spine, [str(folder.head)])
    assert not packed.ok


def test_without_an_earlier_head_nothing_is_compared(whole: Content) -> None:
    verdict, spine = verify_package(MemoryFiles(whole))
    assert known.compare(verdict, spine, []) is None
    assert len(verdict.steps) == 9


def _head_of(spine: Spine, size: int) -> str:
    return merkle.root(spine.leaves[:size]).hex()


def test_sizes_are_bounded(whole: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bag, "LARGEST_MANIFEST", 10)
    assert (1, bag.MANIFEST) in faults(verdict_on(whole))
    monkeypatch.setattr(zipped, "LARGEST", 10)
    assert ZipFiles(io.BytesIO(b"PK" * 20)).faults
