"""Every shared sample against `samples/expected.csv`, which a second and dumber method counted (`expected_by_hand.py`)."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cast import make_dossier
from expected_by_hand import SAMPLES, Line, lines
from houvast.intake.intake import FORMATS
from houvast_run import houvast

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = Path(__file__).parent / "samples" / "expected.csv"
READ = {format_.NAME for format_ in FORMATS} | {"photo", ""}  # "" is of a file that is kept and not read
FOUR = ("rodrigogs--whats-reader", "sodascience--port-whatsapp-datadonation", "mikel--mail", "ianare--exif-samples")

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="shared samples are not beside the checkout")


def table() -> dict[str, dict[str, str]]:
    """The lines of the formats that are read, by path."""
    rows = csv.DictReader(io.StringIO(TABLE.read_text(encoding="utf-8")))
    return {row["path"]: {**row} for row in rows if row["format"] in READ}


FOLDERS = sorted({path.split("/")[0] for path in table()} - {*FOUR})  # those have a test of their own


def found(receipt: dict[str, Any]) -> dict[str, str]:
    """What a receipt says, in the words of the table."""
    kinds = {doubt["kind"] for doubt in receipt["doubts"]}
    told: dict[str, Any] = {name: receipt[name] for name in ("format", "messages", "system", "first", "last")}
    told |= {"senders": len(receipt["participants"]), "unread": len(receipt["unread"])}
    told["doubts"] = " ".join(sorted(kinds))
    told["open"] = receipt["date_order"]["order"] if (receipt["date_order"] or {}).get("decided_by") == "asked" else ""
    return {name: "" if value is None else str(value) for name, value in told.items()}


def by_path(receipts: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {Path(receipt["path"]).relative_to(SAMPLES).as_posix(): receipt for receipt in receipts}


def add_up(receipts: Iterable[dict[str, Any]]) -> None:
    for receipt in receipts:
        assert receipt["new"] + receipt["known"] + len(receipt["unread"]) == receipt["messages"]


def differences(expected: dict[str, dict[str, str]], receipts: dict[str, dict[str, Any]]) -> list[str]:
    """Path, member, what is expected and what was found."""
    told = {path: found(receipts[path]) for path in expected}
    return [
        f"{path}: {name} is {told[path][name]!r}, not {row[name]!r}"
        for path, row in expected.items()
        for name in row
        if name not in ("path", "counted") and told[path][name] != row[name]
    ]


@needs_samples
def test_the_table_is_what_the_second_method_counts_today_for_every_sample() -> None:
    made = io.StringIO()
    rows = csv.writer(made, lineterminator="\n")
    rows.writerow(field.name for field in fields(Line))
    rows.writerows(astuple(line) for line in lines())
    assert made.getvalue() == TABLE.read_text(encoding="utf-8")


@needs_samples
@pytest.mark.parametrize("folder", FOLDERS)
def test_an_import_of_the_samples_finds_what_the_second_method_counted(tmp_path: Path, folder: str) -> None:
    make_dossier(tmp_path / "d")
    expected = {path: row for path, row in table().items() if path.split("/")[0] == folder}
    assert expected
    first = houvast("import", tmp_path / "d", *(SAMPLES / path for path in expected), "--json")
    asked = by_path(receipt for receipt in first.json["receipts"] if "open" in receipt)
    assert sorted(asked) == sorted(path for path, row in expected.items() if row["open"])
    assert first.code == (2 if asked else 0), first.err
    receipts = by_path(first.json["receipts"])
    if asked:
        second = houvast("import", tmp_path / "d", *(SAMPLES / path for path in asked), "--date-order", "dmy", "--json")
        assert second.code == 0, second.err
        receipts |= by_path(second.json["receipts"])
    assert differences(expected, receipts) == []
    add_up(receipts.values())


@needs_samples
def test_four_folders_are_read_but_for_what_is_asked_then_all_and_a_third_time_nothing_is_new(tmp_path: Path) -> None:
    make_dossier(tmp_path / "d")
    expected = {path: row for path, row in table().items() if path.split("/")[0] in FOUR}
    folders = [SAMPLES / folder for folder in FOUR]

    def taken(*answer: str) -> tuple[int, list[dict[str, Any]]]:
        said = houvast("import", tmp_path / "d", *folders, *answer, "--json")
        return said.code, said.json["receipts"]

    code, first = taken()
    asked = {path for path, receipt in by_path(first).items() if "open" in receipt}
    assert (code, asked) == (2, {path for path, row in expected.items() if row["open"]})
    code, second = taken("--date-order", "dmy")
    assert code == 0
    assert {path for path, receipt in by_path(second).items() if receipt["new"]} == asked
    assert [receipt["path"] for receipt in second if receipt["kept"]] == []
    receipts = by_path(first) | {path: receipt for path, receipt in by_path(second).items() if path in asked}
    assert differences(expected, receipts) == []
    add_up(receipts.values())
    code, third = taken("--date-order", "dmy")
    assert (code, sum(receipt["new"] for receipt in third)) == (0, 0)
    assert not any(receipt["kept"] or receipt["recorded"] for receipt in third)
    assert houvast("verify", tmp_path / "d").code == 0
