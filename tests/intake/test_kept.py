"""A file that was kept before it is read: looked at, taken in, refused in time; and its lines as they stand there."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cast import NOW, make_dossier, recorded
from houvast.intake.formats import Answers
from houvast.intake.intake import Wish, take_in, take_kept
from houvast.intake.raw import pieces
from houvast.logbook.evidence import Import, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterator

TESS = Path(__file__).parents[1] / "samples/phones/tess-android/WhatsApp-chat met Ruben.txt"
ANSWERS = Answers(not_after=NOW.date())


def test_a_kept_file_is_taken_in_as_any_other(tmp_path: Path) -> None:
    one, other = make_dossier(tmp_path / "een")[0], make_dossier(tmp_path / "twee")[0]
    file = one.keep(io.BytesIO(TESS.read_bytes()), TESS.name)
    looked = take_kept(file, one, NOW, ANSWERS, Wish(dry=True))
    assert recorded(one) == []
    taken = take_kept(file, one, NOW, ANSWERS, Wish(unseen=True))
    plain = take_in(io.BytesIO(TESS.read_bytes()), TESS.name, other, NOW, ANSWERS)
    counts = [
        (each.receipt.messages, each.receipt.new, each.receipt.known) for each in (looked, taken, plain) if each.receipt
    ]
    assert len(counts) == 3
    assert len(set(counts)) == 1
    imported, receipt = recorded(one)
    assert isinstance(imported, Import)
    assert imported.file == file
    assert isinstance(receipt, Receipt)
    assert receipt.unseen


def test_the_same_bytes_kept_twice_are_held_once(tmp_path: Path) -> None:
    vault, _ = make_dossier(tmp_path / "dossier")
    first, second = (vault.keep(io.BytesIO(b"een foto"), "foto.jpg") for _ in range(2))
    assert take_kept(first, vault, NOW, ANSWERS).recorded
    again = take_kept(second, vault, NOW, ANSWERS)
    assert (again.kept, again.recorded, again.file.blob) == (False, False, first.blob)
    assert [each.stem for each in (tmp_path / "dossier" / "blobs").rglob("*.age")] == [first.blob]


@pytest.mark.parametrize("name", [TESS.name, "foto.jpg"])
def test_a_hold_that_refuses_lets_nothing_be_recorded(tmp_path: Path, name: str) -> None:
    vault, _ = make_dossier(tmp_path / "dossier")

    @contextlib.contextmanager
    def hold() -> Iterator[None]:
        raise TimeoutError
        yield

    content = TESS.read_bytes() if name == TESS.name else b"een foto"
    with pytest.raises(TimeoutError):
        take_in(io.BytesIO(content), name, vault, NOW, ANSWERS, Wish(hold=hold))
    assert recorded(vault) == []


def test_lines_are_given_as_they_stand_in_a_file_and_in_a_zip() -> None:
    text = "één\ntwee\n".encode() + b"\xff drie\n" + b"x" * 5_000
    spans = [(0, 6), (5, 5), (10, 6), (17, 5_000)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("_chat.txt", text)
    for original, member in ((io.BytesIO(text), None), (packed, "_chat.txt")):
        found = pieces(original, member, spans)
        assert found[0] == "één\n"[:4]
        assert found[2].startswith(("\N{REPLACEMENT CHARACTER}", "\n"))
        assert len(found[3]) == 2_000
    assert pieces(packed, "elders.txt", spans) == [""] * 4
