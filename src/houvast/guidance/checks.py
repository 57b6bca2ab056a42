"""What an item of content must have before Houvast uses it; the first thing that is wrong is raised, with its line.

1. The file is YAML, its top a list of mappings, no key twice and no key we do not know.
2. `id` is kebab-case; `nl` is there; `domain` names ids of the domain inventory.
3. `source` says where it comes from, `checked` when somebody looked, `status` whether it stands.
4. No id, label or alias stands for two items.
5. A setting has a whole number and its unit, nothing else has; only a behaviour may name the means it cannot do without.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from houvast.errors import ContentRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REASONS = (
    "not-yaml",
    "not-a-list",
    "key-twice",
    "unknown-key",
    "wrong-id",
    "no-label",
    "wrong-hint",
    "wrong-aliases",
    "no-domain",
    "unknown-domain",
    "no-source",
    "unclear-source",
    "no-checked-date",
    "unknown-status",
    "word-twice",
    "wrong-value",
    "wrong-means",
)
STATUSES = ("valid", "doubtful", "withdrawn")
KEYS = frozenset({"id", "domain", "source", "checked", "status", "nl", "hint", "aliases", "value", "unit", "means"})
SETTINGS, BEHAVIOURS = "settings", "behaviours"

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DOMAIN_ID = re.compile(r"[ADFEHJKX]\d\d|B\d{3}|C\d{2,3}|G([1-9]|10)|D-EX[1-6]|I-\d\d")
# A seed and a phrase of at most eight words; a derivation and from what; our own choice, its day and why; an outside
# source by its number in the inventory or its address, and the day it was looked up.
SOURCE = re.compile(
    r'S[0-4] "\S+( \S+){0,7}"'
    r"|derived: \S.*"
    r"|own choice, \d{4}-\d\d-\d\d: \S.*"
    r"|(X\d\d|https://\S+), \d{4}-\d\d-\d\d"
)


class _Refusal(Exception):  # noqa: N818  not an error of ours: it carries a reason to the one place that knows the file
    def __init__(self, reason: str, at: yaml.Node | yaml.Mark | None) -> None:
        super().__init__(reason)
        self.reason = reason
        mark = at.start_mark if isinstance(at, yaml.Node) else at
        self.line = None if mark is None else mark.line + 1


def checked_items(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the fields of every item of a file, in its order, each checked.

    Raises:
        ContentRefusedError: at the first item that fails.

    """
    item_id: str | None = None
    words: set[str] = set()
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(path.read_bytes())
        for node in _nodes(loader):
            item_id = None
            fields = _fields(loader, node)
            item_id = str(fields.get("id"))
            _check_name(fields, node)
            _check_source(fields, node)
            _check_words(fields, words, node)
            _check_value(fields, node, needed=path.stem == SETTINGS)
            _check_means(fields, node, offered=path.stem == BEHAVIOURS)
            yield fields
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
        if key.value not in KEYS:
            raise _Refusal("unknown-key", key)
        seen.add(key.value)
    return {key.value: _plain(loader.construct_object(value, deep=True)) for key, value in node.value}


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _check_name(fields: dict[str, Any], node: yaml.Node) -> None:
    if not isinstance(fields.get("id"), str) or not ID.fullmatch(fields["id"]):
        raise _Refusal("wrong-id", node)
    if not _is_text(fields.get("nl")):
        raise _Refusal("no-label", node)
    if "hint" in fields and not _is_text(fields["hint"]):
        raise _Refusal("wrong-hint", node)
    domain = fields.get("domain")
    if not isinstance(domain, tuple) or not domain:
        raise _Refusal("no-domain", node)
    if not all(isinstance(one, str) and DOMAIN_ID.fullmatch(one) for one in domain):
        raise _Refusal("unknown-domain", node)


def _check_source(fields: dict[str, Any], node: yaml.Node) -> None:
    if not _is_text(fields.get("source")):
        raise _Refusal("no-source", node)
    if not SOURCE.fullmatch(fields["source"]):
        raise _Refusal("unclear-source", node)
    if type(fields.get("checked")) is not date:
        raise _Refusal("no-checked-date", node)
    if fields.get("status") not in STATUSES:
        raise _Refusal("unknown-status", node)


def _check_words(fields: dict[str, Any], seen: set[str], node: yaml.Node) -> None:
    aliases = fields.get("aliases", ())
    if not isinstance(aliases, tuple) or not all(_is_text(alias) for alias in aliases):
        raise _Refusal("wrong-aliases", node)
    own = {fields["id"].casefold(), fields["nl"].casefold()}  # an id may be its own label: "sms"
    for word in aliases:
        if word.casefold() in own:
            raise _Refusal("word-twice", node)
        own.add(word.casefold())
    if own & seen:
        raise _Refusal("word-twice", node)
    seen |= own


def _check_value(fields: dict[str, Any], node: yaml.Node, *, needed: bool) -> None:
    if needed != (type(fields.get("value")) is int and _is_text(fields.get("unit"))):
        raise _Refusal("wrong-value", node)
    if not needed and {"value", "unit"} & fields.keys():
        raise _Refusal("wrong-value", node)


def _check_means(fields: dict[str, Any], node: yaml.Node, *, offered: bool) -> None:
    if "means" in fields and not (offered and _is_text(fields["means"])):
        raise _Refusal("wrong-means", node)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value == value.strip() != ""
