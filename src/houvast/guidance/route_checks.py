"""What a route must have before Houvast uses it; the first thing that is wrong is raised, with its line and the id it is about.

1. The file is YAML, its top a mapping; everywhere no key twice and no key we do not know, and none missing that is needed.
2. `id` is the name of the file; ids are kebab-case and stand for one state or event; labels and texts are text.
3. The route and every event name ids of the domain inventory and where they come from; an event says whether it stands.
4. `start`, `from` and `to` are states of the route; `goes_on` is a route that lies beside it.
5. `needs` are facts of `facts.yaml`, or `not:` one; the fact has its question, and the sentence that says why the event cannot.
6. Every state can be reached from the start, and every state has a way out or `ends`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from houvast.errors import ContentRefusedError
from houvast.guidance.checks import DOMAIN_ID, ID, SOURCE, STATUSES
from houvast.guidance.library import load
from houvast.guidance.members import is_text
from houvast.guidance.shapes import AUDIENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

REASONS = (
    "not-a-route",
    "id-twice",
    "dangling-state",
    "dangling-route",
    "dangling-fact",
    "wordless-fact",
    "unreachable-state",
    "no-way-out",
)  # besides those of `houvast.guidance.checks`
ACTORS = (
    "me",
    "police",
    "prosecutor",
    "judge",
    "vt",
    "committee",
    "municipality",
    "lawyer",
    "stalker",
    "other",
    "time",
)
ANY, NOT = "any", "not"
TOP = {"id", "domain", "source", "nl", "text", "who", "start", "states", "events"}
STATE, STATE_MORE = {"id", "nl", "text"}, {"ends", "goes_on"}
EVENT, EVENT_MORE = {"id", "domain", "source", "status", "from", "to", "by", "nl", "text"}, {"needs"}
LISTS = {"domain", "source", "text", "who", "from", "needs"}


def checked_route(path: Path) -> dict[str, Any]:
    """Return the fields of the route in this file, lists as tuples, each checked.

    Raises:
        ContentRefusedError: at the first fault.

    """
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(path.read_bytes())
        return _Page(path, loader).checked(loader.get_single_node())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ContentRefusedError(str(path), None if mark is None else mark.line + 1, None, "not-yaml") from error


class _Page:
    """One file of a route while it is checked: knows its path, and gives each fault its line."""

    def __init__(self, path: Path, loader: Any) -> None:
        self.path = path
        self.loader = loader
        self.item: str | None = None

    def checked(self, top: yaml.Node | None) -> dict[str, Any]:
        fields = self._fields(top, TOP, frozenset())
        nodes = {key.value: value for key, value in top.value} if top is not None else {}
        states = [self._state(node) for node in self._sequence(nodes["states"])]
        known = self._once(states, nodes["states"])
        self.item = fields["id"]
        if fields["id"] != self.path.stem:
            self._refuse("wrong-id", top)
        self._origin(fields, top)
        if not AUDIENCE.fits(fields["who"], lambda _: frozenset()):
            self._refuse("wrong-member", nodes["who"])
        if fields["start"] not in known:
            self._refuse("dangling-state", nodes["start"])
        events = [self._event(node, known) for node in self._sequence(nodes["events"])]
        self._once(events, nodes["events"])
        self._walk(fields["start"], states, events, nodes["states"])
        return fields | {"states": tuple(states), "events": tuple(events)}

    def _state(self, node: yaml.Node) -> dict[str, Any]:
        fields = self._fields(node, STATE, STATE_MORE)
        if type(fields.get("ends", True)) is not bool:
            self._refuse("wrong-member", node)
        if "goes_on" in fields and not (self.path.parent / f"{fields['goes_on']}.yaml").is_file():
            self._refuse("dangling-route", node)
        return fields

    def _event(self, node: yaml.Node, known: Mapping[str, yaml.Node]) -> dict[str, Any]:
        fields = self._fields(node, EVENT, EVENT_MORE)
        self._origin(fields, node)
        if fields["status"] not in STATUSES:
            self._refuse("unknown-status", node)
        if fields["by"] not in ACTORS:
            self._refuse("wrong-member", node)
        origins = () if fields["from"] == ANY else fields["from"]
        if fields["to"] not in known or (fields["from"] != ANY and not origins) or set(origins) - known.keys():
            self._refuse("dangling-state", node)
        for need in fields.get("needs", ()):
            self._need(need, node)
        return fields

    def _need(self, need: object, node: yaml.Node) -> None:
        holds = isinstance(need, str)
        fact = need if holds else need.get(NOT) if isinstance(need, dict) and len(need) == 1 else None
        facts = load("facts")
        if not isinstance(fact, str) or fact not in facts:
            self._refuse("dangling-fact", node)
        if not {"ask", "if_not" if holds else "if"} <= facts.get(fact).own.keys():
            self._refuse("wordless-fact", node)

    def _origin(self, fields: Mapping[str, Any], node: yaml.Node | None) -> None:
        if not fields["domain"] or not all(
            isinstance(one, str) and DOMAIN_ID.fullmatch(one) for one in fields["domain"]
        ):
            self._refuse("unknown-domain", node)
        if not fields["source"] or not all(map(is_text, fields["source"])):
            self._refuse("no-source", node)
        if not all(map(SOURCE.fullmatch, fields["source"])):
            self._refuse("unclear-source", node)

    def _walk(self, start: str, states: list[dict[str, Any]], events: list[dict[str, Any]], among: yaml.Node) -> None:
        reached: set[str] = set()
        new = {start}
        while new:
            reached |= new
            new = {event["to"] for event in events if event["from"] == ANY or reached & set(event["from"])} - reached
        left = {origin for event in events if event["from"] != ANY for origin in event["from"] if origin != event["to"]}
        for reason, fine in (
            ("unreachable-state", reached),
            ("no-way-out", left | {s["id"] for s in states if s.get("ends")}),
        ):
            for node, state in zip(among.value, states, strict=True):
                self.item = state["id"]
                if state["id"] not in fine:
                    self._refuse(reason, node)

    def _once(self, items: Iterable[Mapping[str, Any]], among: yaml.Node) -> dict[str, yaml.Node]:
        found: dict[str, yaml.Node] = {}
        for item, node in zip(items, among.value, strict=True):
            self.item = item["id"]
            if item["id"] in found:
                self._refuse("id-twice", node)
            found[item["id"]] = node
        return found

    def _sequence(self, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._refuse("wrong-member", node)
        return list(node.value)

    def _fields(self, node: yaml.Node | None, needed: set[str], more: Iterable[str]) -> dict[str, Any]:
        self.item = None
        if not isinstance(node, yaml.MappingNode):
            self._refuse("not-a-route", node)
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                self._refuse("key-twice", key)
            if key.value not in needed | set(more):
                self._refuse("unknown-key", key)
            seen.add(key.value)
        fields = {key.value: self._plain(key.value, value) for key, value in node.value}
        self.item = str(fields.get("id"))
        if "source" in needed and "source" not in seen:
            self._refuse("no-source", node)
        if needed - seen:
            self._refuse("missing-member", node)
        if not isinstance(fields["id"], str) or not ID.fullmatch(fields["id"]):
            self._refuse("wrong-id", node)
        if not is_text(fields["nl"]):
            self._refuse("no-label", node)
        if not fields["text"] or not all(map(is_text, fields["text"])):
            self._refuse("wrong-text", node)
        return fields

    def _plain(self, key: str, node: yaml.Node) -> Any:
        value = self.loader.construct_object(node, deep=True)
        if key == "source" and isinstance(value, str):
            return (value,)
        if key in LISTS and not (isinstance(value, list) or (key == "from" and value == ANY)):
            self._refuse("wrong-member", node)
        return tuple(value) if isinstance(value, list) else value

    def _refuse(self, reason: str, node: yaml.Node | None) -> NoReturn:
        line = None if node is None else node.start_mark.line + 1
        raise ContentRefusedError(str(self.path), line, self.item, reason)
