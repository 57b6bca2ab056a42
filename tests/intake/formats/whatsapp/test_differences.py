"""Two other readers on the same chats: every difference has a name, and docs/formats.md explains it.

`peers/recorded.json` holds what they said of some hundred chats; `make soak` asks them again, on many more (they live in
`.venv-bench`, which it makes). To record anew: `python tests/intake/formats/whatsapp/test_differences.py`.
"""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from houvast.bench.peers import VENV
from intake.formats.whatsapp.chats import assert_tiled, extract
from intake.formats.whatsapp.differences import FORMS, PREDICTED, Row, chat, differences

PEERS = Path(__file__).parent / "peers"
RECORDED = PEERS / "recorded.json"
PAGE = Path(__file__).parents[4] / "docs" / "formats.md"
FEW, MANY = range(126), range(126, 2_526)

Said = dict[str, list[list[list[Any]] | None]]


@functools.cache
def ours(seed: int) -> list[Row]:
    written, order = chat(seed)
    found = extract(written, date_order=order)
    assert found.unread == ()
    assert_tiled(found, written.encode())
    rows = found.table.select("at", "sender", "text").iter_rows()
    return [Row(at if len(at) > len("2026-03-03T22:10") else f"{at}:00", sender, text) for at, sender, text in rows]


def named(said: Said, seeds: range) -> set[str]:
    """The names of all differences between what the others said of these chats and our rows."""
    names, forms = set[str](), sorted(FORMS)
    assert sorted(said) == sorted(PREDICTED)
    for peer, chats in said.items():
        for seed, theirs in zip(seeds, chats, strict=True):
            rows = None if theirs is None else [Row(*row) for row in theirs]
            found = differences(peer, forms[seed % len(forms)], ours(seed), rows)
            assert "unexplained" not in found, (peer, seed, chat(seed)[0], rows)
            names |= {f"{peer}: {name}" for name in found}
    return names


def explained() -> set[str]:
    """The differences that the page tells of."""
    told = PAGE.read_text(encoding="utf-8").partition("## Beside other readers")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", told, re.MULTILINE)
    return {f"{peer.strip()}: {name}" for name, peers in rows for peer in peers.split(",")}


def asked(seeds: range) -> Said:
    """What the other readers say today."""
    chats = json.dumps([chat(seed)[0] for seed in seeds])
    commands = {
        "whatsapp-chat-parser": [VENV / "bin" / "node", PEERS / "whatsapp_chat_parser_rows.cjs", VENV / "peers"],
        "whatstk": [VENV / "bin" / "python", PEERS / "whatstk_rows.py"],
    }
    # whatstk goes through a set: by its order, which is another each time unless told, it reads some chats whole or not at all
    environment = {**os.environ, "TZ": "UTC", "PYTHONHASHSEED": "2"}
    said = {}
    for peer, command in commands.items():
        ran = subprocess.run(
            command, input=chats, capture_output=True, text=True, encoding="utf-8", env=environment, check=True
        )
        said[peer] = json.loads(ran.stdout)
    return said


def test_every_recorded_difference_has_a_name_and_is_explained_on_the_page() -> None:
    assert named(json.loads(RECORDED.read_bytes()), FEW) == explained()


def test_a_difference_that_is_not_on_the_list_has_no_name() -> None:
    rows = [Row("2023-03-13T10:00:00", "Mira", "ja"), Row("2023-03-14T10:00:00", "Ruben", "nee")]
    for peer in PREDICTED:
        form = "android-nl"
        right = [row._replace(text=row.text + "\n" * (peer != "whatstk" and row is rows[-1])) for row in rows]
        assert "unexplained" not in differences(peer, form, rows, right)
        wrong = [right[:1], [*right, right[0]], [right[0]._replace(sender="Ruben"), right[1]]]
        wrong += [[right[0]._replace(text="je"), right[1]], [right[0]._replace(at="2023-03-13T10:01:00"), right[1]]]
        assert [differences(peer, form, rows, each) for each in wrong] == [{"unexplained"}] * 5


@pytest.mark.soak
def test_the_other_readers_still_say_what_was_recorded() -> None:
    assert asked(FEW) == json.loads(RECORDED.read_bytes())


@pytest.mark.soak
def test_every_difference_on_many_chats_has_a_name_on_the_page() -> None:
    assert named(asked(MANY), MANY) <= explained()


if __name__ == "__main__":
    RECORDED.write_text(json.dumps(asked(FEW), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
