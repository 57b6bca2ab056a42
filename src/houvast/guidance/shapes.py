"""Which members each list has besides those of every item; a list that is not here has none.

The order is that of the files' names. `{…}` in a text is the id of a setting, of a field of the item itself, or one of `FILLED`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast.guidance.members import (
    FLAG,
    TEXT,
    WHOLE,
    WORD,
    WORDS,
    Member,
    needed,
    one_id,
    one_of,
    records,
    some_ids,
    some_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

AUDIENCES = ("victim", "bystander", "professional", "who-stalks", "child", "deaf", "witness")
RELATIONS = ("ex-partner", "children", "dependent")
MAYBE = ("yes", "no", "unknown")
LABELLED = records(id=needed(WORD), nl=needed(TEXT))
LAW = one_of("criminal", "civil", "both")
CLAUSES = some_of("contact", "area", "location")
SECTION: Mapping[str, Member] = {"audience": some_of(*AUDIENCES), "see": some_ids("explanations")}

# What the program fills in itself, by list.
FILLED: Mapping[str, frozenset[str]] = {"signals": frozenset({"n"})}

SHAPES: Mapping[str, Mapping[str, Member]] = {
    "behaviours": {"means": one_id("channels")},
    "facts": {
        "kind": needed(one_of("yes-no", "number", "date")),
        "from": needed(one_of("entries", "answer", "both")),
        "ask": needed(TEXT), "if": TEXT, "if_not": TEXT,
    },
    "reveals": {"words": WORDS, "patterns": WORDS, "members": WORDS, "by_itself": FLAG},
    "settings": {
        "value": needed(WHOLE),
        "unit": needed(one_of(
            "minutes", "hours", "days", "weeks", "months", "years", "messages", "incidents", "signals", "percent", "times"
        )),
        "region": one_of("per-region"),
    },
}  # fmt: skip
