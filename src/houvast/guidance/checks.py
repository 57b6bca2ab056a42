"""What an item of content must have before Houvast uses it; the first thing that is wrong is raised, with its line.

1. The file is YAML, its top a list of mappings, no key twice.
2. `id` is kebab-case; `nl` is there; `domain` names ids of the domain inventory.
3. `source` says where it comes from, `status` whether it stands; `stated` is a day, month or year; what was `checked` says by whom.
4. No id, label or alias stands for two items.
5. Its list's own members are there and hold what they should (`houvast.guidance.shapes`); ids they name exist.
6. A text names no number that is not a setting, a field of the item or filled in by the program.
7. A kind of reveal has words, patterns or members to find it by; no pattern takes longer on a hostile text. So with the words of
   messages.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from houvast.errors import ContentRefusedError
from houvast.guidance.members import TEXT, TEXTS, is_text, texts
from houvast.guidance.shapes import FILLED, SHAPES
from houvast.guidance.stems import stems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from houvast.guidance.members import Ids, Member

REASONS = (
    "not-yaml",
    "not-a-list",
    "key-twice",
    "unknown-key",
    "wrong-id",
    "no-label",
    "wrong-text",
    "wrong-aliases",
    "no-domain",
    "unknown-domain",
    "no-source",
    "unclear-source",
    "unclear-date",
    "nobody-checked",
    "unknown-status",
    "word-twice",
    "missing-member",
    "wrong-member",
    "unknown-number",
    "wrong-search",
    "runs-away",
)
STATUSES = ("valid", "doubtful", "withdrawn")
SHOWN: Mapping[str, Member] = {"nl": TEXT, "hint": TEXT, "text": TEXTS, "points": TEXTS}
KEYS = frozenset(SHOWN) | {"id", "domain", "source", "stated", "checked", "status", "aliases"}
_TOGETHER = 2  # groups: one alone is a list of words
REVEALS, MESSAGES, SIGNS = "reveals", "message-words", "message-signs"
FOUND_BY = frozenset({"words", "patterns", "members"})

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DOMAIN_ID = re.compile(r"[ADFEHJKX]\d\d|B\d{3}|C\d{2,3}|G([1-9]|10)|D-EX[1-6]|I-\d\d")
# A seed and a phrase of at most seven words; an outside fact by its number in the inventory; a derivation and from what; our own
# choice, its day and why; an address and the day it was looked up.
SOURCE = re.compile(
    r'S[0-4] "\S+( \S+){0,6}"'
    r"|X\d\d"
    r"|derived: \S.*"
    r"|own choice, \d{4}-\d\d-\d\d: \S.*"
    r"|https://\S+, \d{4}-\d\d-\d\d"
)
STATED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
NUMBER = re.compile(r"\{([^{}]*)\}")
# What may stand in a pattern once escapes and classes are taken out: groups that catch nothing, and counted repetitions of one
# character. So every match costs a bounded number of steps from each character on.
_TAKEN_OUT = re.compile(r"\\[^\d]|\[\^?\]?(?:\\.|[^\]\\])*\]")
_RUNS_AWAY = re.compile(r"[*+]|\{\d*,\}|\)\{|\?\?|\}\?|\}\{|\(\?(?!:|-i:)|\\\d")
_MOST_REPEATED = 200


class _Refusal(Exception):  # noqa: N818  not an error of ours: it carries a reason to the one place that knows the file
    def __init__(self, reason: str, at: yaml.Node | yaml.Mark | None) -> None:
        super().__init__(reason)
        self.reason = reason
        mark = at.start_mark if isinstance(at, yaml.Node) else at
        self.line = None if mark is None else mark.line + 1


def checked_items(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the fields of every item of a file, in its order, each checked; members of its list alone stand under `own`.

    Raises:
        ContentRefusedError: at the first item that fails.

    """
    item_id: str | None = None
    words: set[str] = set()
    ids = _ids_beside(path)
    try:
        loader = _loader(path.read_bytes())
        for node in _nodes(loader):
            item_id = None
            fields = _fields(loader, node)
            item_id = str(fields.get("id"))
            _check_name(fields, node)
            _check_source(fields, node)
            _check_words(fields, words, node)
            _check_own(fields, SHAPES.get(path.stem, {}), ids, node)
            _check_numbers(fields, path.stem, ids, node)
            if path.stem == REVEALS:
                _check_search(fields, node)
            if path.stem == MESSAGES:
                _check_words_of_messages(fields, node)
            if path.stem == SIGNS:
                _check_signs(fields, node)
            yield _sorted(fields)
    except _Refusal as refusal:
        raise ContentRefusedError(str(path), refusal.line, item_id, refusal.reason) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ContentRefusedError(str(path), None if mark is None else mark.line + 1, None, "not-yaml") from error


def _nodes(loader: Any) -> list[yaml.Node]:
    top = loader.get_single_node()
    if not isinstance(top, yaml.SequenceNode) or not top.value:
        raise _Refusal("not-a-list", top)
    return list(top.value)


def _fields(loader: Any, node: yaml.Node) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode):
        raise _Refusal("not-a-list", node)
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise _Refusal("key-twice", key)
        seen.add(key.value)
    return {key.value: _plain(loader.construct_object(value, deep=True)) for key, value in node.value}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, list) else value


def _check_name(fields: dict[str, Any], node: yaml.Node) -> None:
    if not isinstance(fields.get("id"), str) or not ID.fullmatch(fields["id"]):
        raise _Refusal("wrong-id", node)
    if not is_text(fields.get("nl")):
        raise _Refusal("no-label", node)
    if not all(SHOWN[name].fits(fields[name], _no_ids) for name in SHOWN if name in fields):
        raise _Refusal("wrong-text", node)
    domain = fields.get("domain")
    if not isinstance(domain, tuple) or not domain:
        raise _Refusal("no-domain", node)
    if not all(isinstance(one, str) and DOMAIN_ID.fullmatch(one) for one in domain):
        raise _Refusal("unknown-domain", node)


def _check_source(fields: dict[str, Any], node: yaml.Node) -> None:
    source = fields.get("source")
    fields["source"] = (source,) if isinstance(source, str) else source
    if not TEXTS.fits(fields["source"], _no_ids):
        raise _Refusal("no-source", node)
    if not all(map(SOURCE.fullmatch, fields["source"])):
        raise _Refusal("unclear-source", node)
    if "stated" in fields:
        fields["stated"] = str(fields["stated"])  # YAML reads a year as a number and a day as a date
        if not STATED.fullmatch(fields["stated"]):
            raise _Refusal("unclear-date", node)
    if "checked" in fields and not _says_who(fields["checked"]):
        raise _Refusal("nobody-checked", node)
    if fields.get("status") not in STATUSES:
        raise _Refusal("unknown-status", node)


def _says_who(checked: object) -> bool:
    if not isinstance(checked, dict) or checked.keys() != {"when", "who"}:
        return False
    if type(checked["when"]) is date:
        checked["when"] = checked["when"].isoformat()
    return STATED.fullmatch(str(checked["when"])) is not None and is_text(checked["who"])


def _check_words(fields: dict[str, Any], seen: set[str], node: yaml.Node) -> None:
    aliases = fields.get("aliases", ())
    if not isinstance(aliases, tuple) or not all(is_text(alias) for alias in aliases):
        raise _Refusal("wrong-aliases", node)
    own = {fields["id"].casefold(), fields["nl"].casefold()}  # an id may be its own label: "sms"
    for word in aliases:
        if word.casefold() in own:
            raise _Refusal("word-twice", node)
        own.add(word.casefold())
    if own & seen:
        raise _Refusal("word-twice", node)
    seen |= own


def _check_own(fields: dict[str, Any], members: Mapping[str, Member], ids: Ids, node: yaml.Node) -> None:
    for key, value in node.value:
        if key.value not in KEYS and key.value not in members:
            raise _Refusal("unknown-key", key)
        if key.value in members and not members[key.value].fits(fields[key.value], ids):
            raise _Refusal("wrong-member", value)
    if any(member.needed and name not in fields for name, member in members.items()):
        raise _Refusal("missing-member", node)


def _check_numbers(fields: dict[str, Any], listing: str, ids: Ids, node: yaml.Node) -> None:
    own = {each["id"] for each in fields.get("fields", ())}
    read = (*texts(fields, SHOWN), *texts(fields, SHAPES.get(listing, {})))
    named = {name for text in read for name in NUMBER.findall(text)}
    if named - own - FILLED.get(listing, frozenset()) - ids("settings"):
        raise _Refusal("unknown-number", node)


def _check_search(fields: dict[str, Any], node: yaml.Node) -> None:
    if not all(map(keeps_pace, fields.get("patterns", ()))):
        raise _Refusal("runs-away", node)
    if not FOUND_BY & fields.keys() or "hint" not in fields:
        raise _Refusal("wrong-search", node)


def _check_words_of_messages(fields: dict[str, Any], node: yaml.Node) -> None:
    for each in fields["found"]:
        if not all(map(keeps_pace, each.get("patterns", ()))):
            raise _Refusal("runs-away", node)
        if not {"words", "together", "patterns"} & each.keys() or len(each.get("together", "ab")) < _TOGETHER:
            raise _Refusal("wrong-search", node)
        try:
            all(map(stems_of, each.get("patterns", ())))
        except ValueError:
            raise _Refusal("wrong-search", node) from None


def _check_signs(fields: dict[str, Any], node: yaml.Node) -> None:
    if not all(map(keeps_pace, fields.get("patterns", ()))):
        raise _Refusal("runs-away", node)
    if not {"words", "patterns"} & fields.keys() or fields["grade"] == 0:
        raise _Refusal("wrong-search", node)


def keeps_pace(pattern: str) -> bool:
    """Whether a regular expression costs a bounded number of steps for each character, whatever the text."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    bare = _TAKEN_OUT.sub("a", pattern)
    counts = (int(most) for _, most in re.findall(r"\{(\d+)(?:,(\d+))?\}", bare) if most)
    return _RUNS_AWAY.search(bare) is None and all(most <= _MOST_REPEATED for most in counts)


def _sorted(fields: dict[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in fields.items() if name not in KEYS}
    return {name: value for name, value in fields.items() if name in KEYS} | ({"own": own} if own else {})


def _ids_beside(path: Path) -> Ids:
    """Give the ids of the lists and the events of the routes that lie beside a file; of one that is not there or cannot be read, none."""

    @cache
    def ids(listing: str) -> frozenset[str]:
        try:
            items = _loader((path.parent / f"{listing}.yaml").read_bytes()).get_single_data()
        except (OSError, yaml.YAMLError):
            return frozenset()
        if isinstance(items, dict):  # a route: the ids of its events
            items = items.get("events")
        return frozenset(str(item["id"]) for item in items or () if isinstance(item, dict) and "id" in item)

    return ids


def _loader(content: bytes) -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)(content)


def _no_ids(_: str) -> frozenset[str]:
    return frozenset()
