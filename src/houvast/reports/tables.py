"""The two tables of a package for a spreadsheet: what is shown of the log, and the messages of the readings that go along.

Byte order mark, `;` and CRLF: so Excel with Dutch settings, where the comma belongs to numbers, opens them in columns by a double
click. A cell that a spreadsheet would take for a formula begins with an apostrophe. They are to read; proofs hang on the JSON beside.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from houvast import guidance
from houvast.intake.asked import LISTS
from houvast.logbook import canonical
from houvast.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from houvast.logbook.canonical import JsonObject

    Ranges = Sequence[tuple[int, int]]

BOM = b"\xef\xbb\xbf"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ROWS_AT_ONCE = 1000

_KINDS = {
    "incident": "incident", "evidence": "bewijs", "import": "ingelezen bestand", "receipt": "ontvangstbewijs",
    "stop-message": "stopbericht", "police-contact": "contact met politie", "note": "notitie", "correction": "verbetering",
    "exported": "meegegeven", "order": "verbod", "step": "stap", "intake": "intakegesprek", "stopgesprek": "stopgesprek",
    "aangifte": "aangifte", "decision": "beslissing", "aware-request": "AWARE", "damage": "schade", "cost": "kosten",
    "statement": "verklaring voor de rechter", "funding-request": "verzoek aan de gemeente", **codes.KINDS_OF_PLAN,
}  # fmt: skip
_ORIGINS = {"typed": "getypt", "imported": "ingelezen", "captured": "vastgelegd"}
_PARTS = {"morning": "ochtend", "afternoon": "middag", "evening": "avond", "night": "nacht"}
_ROW_KINDS = {"text": "tekst", "media": "bestand", "call": "oproep", "system": "systeem", "deleted": "verwijderd"}
_TEXTS = ("what", "description", "words", "text", "told", "reason", "story")
ENTRY_COLUMNS = (
    "nummer", "soort", "wanneer", "dagdeel", "tijdzone", "geschat", "tekst", "gedrag", "middel", "plaats", "waar", "bestand",
    "sha256", "herkomst", "vastgelegd_op", "verder", "id", "stuk_in_logboek",
    "verbod",
)  # fmt: skip
MESSAGE_COLUMNS = (
    "nummer", "regel", "moment", "tijdzone", "afzender", "soort", "tekst", "kenmerken", "eerder_ingelezen", "lezing",
    "begin_in_origineel", "lengte", "onderwerp", "aan",
)  # fmt: skip


def entry_blocks(
    leaves: Iterable[tuple[int, int, str, JsonObject]], paths: Mapping[str, str], orders: Mapping[str, str]
) -> Iterator[bytes]:
    """`entries.csv`: one row for each leaf, given as (number, seq, recorded_at, leaf); `paths` says where a blob lies.

    `orders` says by entry id what an order forbids, or which order an entry may break.
    """
    return _blocks(ENTRY_COLUMNS, ([*_entry(*each, paths), orders.get(each[3]["id"])] for each in leaves))


def message_blocks(readings: Iterable[tuple[int, str, JsonObject, Ranges, Iterable[bytes]]]) -> Iterator[bytes]:
    """`messages.csv`: one row for each row of each reading, given as (number, path, leaf of the import, its known rows, lines)."""
    return _blocks(MESSAGE_COLUMNS, (row for each in readings for row in _messages(*each)))


def safe(value: object) -> str:
    """A cell that no spreadsheet runs as a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA) else text


def _blocks(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    table.writerow(columns)
    yield BOM
    for count, row in enumerate(rows, 1):
        table.writerow([safe(cell) for cell in row])
        if count % _ROWS_AT_ONCE == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> bytes:
    content = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return content


def _entry(number: int, seq: int, recorded_at: str, leaf: JsonObject, paths: Mapping[str, str]) -> list[object]:
    said = {name: value for name, value in leaf.items() if name not in ("id", "kind", "layer", "origin")}
    when = _taken(said, "when", dict) or _taken(said, "obtained", dict) or {}
    text = next((said.pop(name) for name in _TEXTS if isinstance(said.get(name), str)), None)
    file: JsonObject = _taken(dict(said), "file", dict) or {}
    behaviours, place = _labelled(leaf, said, "behaviours"), _labelled(leaf, said, "place")
    channels = _labelled(leaf, said, "channels") or _labelled(leaf, said, "channel")
    rest = {
        name: _labels(leaf, name, value) if (leaf["kind"], name) in LISTS else value for name, value in said.items()
    }
    return [
        number, _KINDS.get(leaf["kind"], leaf["kind"]), when.get("at"), _PARTS.get(when.get("part", "")), when.get("zone"),
        "ja" if when.get("estimated") else None, text, behaviours, channels, place, _taken(rest, "where", str),
        paths.get(file.get("blob", ""), file.get("name")), file.get("sha256"), _ORIGINS.get(leaf.get("origin", "typed")),
        recorded_at, canonical.encode(rest).decode() if rest else None, leaf["id"], seq,
    ]  # fmt: skip


def _taken(said: JsonObject, name: str, kind: type) -> Any:
    return said.pop(name) if isinstance(said.get(name), kind) else None


def _labelled(leaf: JsonObject, said: JsonObject, name: str) -> str | None:
    return None if name not in said else _labels(leaf, name, said.pop(name))


def _labels(leaf: JsonObject, name: str, value: object) -> str:
    ids, listing = map(str, value if isinstance(value, list) else [value]), LISTS.get((leaf["kind"], name))
    return ", ".join(ids if listing is None else map(guidance.load(listing).label, ids))


def _messages(
    number: int, path: str, leaf: JsonObject, known: Ranges, lines: Iterable[bytes]
) -> Iterator[list[object]]:
    zone = leaf.get("zone")
    for place, line in enumerate(lines):
        row = json.loads(line)
        before = any(first <= place <= last for first, last in known)
        yield [
            number, place + 1, row["at"], zone, row["sender"], _ROW_KINDS.get(row["kind"], row["kind"]), row["text"],
            row["flags"], "ja" if before else None, path, row["offset"], row["length"],
            row.get("subject"), row.get("to"),
        ]  # fmt: skip
