"""Chats as nobody should send them: each is kept whole, told in one sentence, and costs the others nothing."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from cast import make_dossier, verified
from houvast.bench.running import Ran, run
from houvast_run import SOURCE, houvast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHAT = "13-02-2026 08:00 - Ruben: hallo\n14-02-2026 08:00 - Mira: dag\n"
TXT, ZIP = "WhatsApp-chat met Ruben.txt", "WhatsApp-chat met Ruben.zip"


def zipped(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def bomb() -> bytes:
    """A chat and 300 MB of nothing, which takes seconds to make."""
    return zipped((TXT, CHAT.encode()), ("foto.jpg", bytes(300 << 20)))


class Bad(NamedTuple):
    """A file, how the import ends, what it says in Dutch, and how many messages come out."""

    name: str
    content: bytes | Callable[[], bytes]
    code: int
    says: str
    messages: int = 0


LONG = "N" * 10_000
BAD = {
    "empty": Bad(TXT, b"", 0, "Dit bestand is leeg"),
    "not a zip": Bad(ZIP, b"PK\x03\x04 maar verder niets", 1, "beschadigd of niet heel"),
    "a zip that is text": Bad(ZIP, CHAT.encode(), 0, "2 berichten", 2),
    "a zip without a chat": Bad(ZIP, zipped(("foto.jpg", b"x")), 1, "er zit geen chat in"),
    "a bomb": Bad(ZIP, bomb, 1, "verdacht veel groter"),
    "a bomb as chat": Bad(ZIP, zipped((TXT, CHAT.encode() + b"0" * (8 << 20))), 1, "verdacht veel groter"),
    "a zip in a zip": Bad(ZIP, zipped((TXT, CHAT.encode()), ("nog.zip", zipped((TXT, b"x")))), 0, "nog.zip", 2),
    "only a zip in a zip": Bad(ZIP, zipped(("nog.zip", zipped((TXT, CHAT.encode())))), 1, "er zit geen chat in"),
    "a way out": Bad(ZIP, zipped((TXT, CHAT.encode()), ("../../buiten.jpg", b"x")), 1, "een plek erbuiten"),
    "UTF-16 with its mark": Bad(TXT, CHAT.encode("utf-16"), 1, "UTF-16"),
    "UTF-16 without its mark": Bad(TXT, CHAT.encode("utf-16-le"), 1, "UTF-16"),
    "UTF-16, the other way round": Bad(TXT, CHAT.encode("utf-16-be"), 1, "UTF-16"),
    "UTF-16 in a zip": Bad(ZIP, zipped((TXT, CHAT.encode("utf-16"))), 1, "UTF-16"),
    "lone returns only": Bad(TXT, CHAT.replace("\n", "\r").encode(), 1, "de regels eindigen"),
    "a lone return": Bad(TXT, CHAT.replace("hallo", "een\rtwee").encode(), 0, "2 berichten", 2),
    "NUL": Bad(TXT, CHAT.replace("hallo", "a\0b").encode() + b"\0\0\n", 0, "2 berichten", 2),
    "NUL only": Bad(TXT, bytes(5_000), 0, "geen chat in te lezen"),
    "a name of 10,000 letters": Bad(TXT, f"13-02-2026 08:00 - {LONG}: hallo\n".encode(), 0, "1 bericht", 1),
    "a file of which the name has 10,000 letters": Bad(
        ZIP,
        zipped((TXT, CHAT.encode()), (f"{LONG}.jpg", b"x")),
        0,
        f"te lang is om helemaal te tonen ({LONG[:60]}…)",
        2,
    ),
    "a line of a million letters": Bad(TXT, CHAT.encode() + b"x" * 1_000_000, 0, "2 berichten", 2),
    "no UTF-8": Bad(TXT, CHAT.encode().replace(b"hallo", b"\xff\xfe\xe9"), 0, "2 berichten", 2),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_chat_is_kept_and_told_in_one_sentence_and_the_next_is_read(tmp_path: Path, fault: str) -> None:
    bad = BAD[fault]
    make_dossier(tmp_path / "d")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / bad.name).write_bytes(bad.content() if callable(bad.content) else bad.content)
    (tmp_path / "in" / "zo.txt").write_text("15-03-2026 08:00 - Tess: hoi\n")
    taken = houvast("import", tmp_path / "d", tmp_path / "in")
    assert taken.code == bad.code, taken
    assert bad.says in taken.out
    assert "Traceback" not in taken.out + taken.err
    assert max(map(len, taken.out.splitlines())) < 400
    again = houvast("import", tmp_path / "d", tmp_path / "in", "--json")
    assert again.code == bad.code
    receipts: dict[str, dict[str, Any]] = {
        receipt["path"].rsplit("/", 1)[1]: receipt for receipt in again.json["receipts"]
    }
    assert [receipts["zo.txt"]["known"], receipts[bad.name]["known"]] == [1, bad.messages]
    assert not any(receipt["kept"] or receipt["recorded"] for receipt in receipts.values())
    assert ("refused" in receipts[bad.name]) == (bad.code == 1)
    assert not [*tmp_path.rglob("buiten.jpg"), *tmp_path.parent.glob("buiten.jpg")]
    assert verified(tmp_path / "d")[0].ok


@pytest.mark.parametrize(
    "usual",
    [
        pytest.param(True, id="usual", marks=pytest.mark.soak(seconds=120)),
        pytest.param(False, id="every line odd", marks=pytest.mark.soak(seconds=600)),
    ],
)
def test_a_chat_of_300_megabytes_is_read_in_bounded_time_and_memory(tmp_path: Path, *, usual: bool) -> None:
    make_dossier(tmp_path / "d")
    line = "" if usual else "\r"  # a lone return leaves the whole file to the general way
    lines = "".join(
        f"13-02-2026 {n // 60:02}:{n % 60:02} - Ruben: {line}ik sta voor de deur en ik ga niet weg\n"
        for n in range(1440)
    )
    with (tmp_path / TXT).open("w", encoding="utf-8", newline="") as file:
        while file.tell() < 300 << 20:
            file.write(lines)
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "HOUVAST_PASSPHRASE": "zes woorden die niemand raadt"}
    command = [sys.executable, "-m", "houvast", "import", str(tmp_path / "d"), str(tmp_path / TXT), "--json"]
    ran = run(command, environment)
    assert isinstance(ran, Ran), ran
    sys.stdout.write(f"\n    300 MB: {ran.seconds:.0f} s, {ran.peak_mb:.0f} MB in memory")
    assert ran.peak_mb < 1_500
