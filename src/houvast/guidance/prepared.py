"""Lists of content and routes as they were read last, so that a start does not pay for YAML: 2 ms instead of 25.

The YAML in `content` stays the only truth. What is prepared carries the SHA-256 of the file it was read from and is used for
exactly that file; after any change the YAML is read again, until `python -m houvast.guidance` has run. A test asks for it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

PREPARED, ROUTES = Path(__file__).with_name("content") / "prepared", "routes"


def prepared_form(path: Path) -> Path:
    """Return where the prepared form of a file of content lies; a route is told from a list by its folder."""
    return PREPARED / ROUTES / f"{path.stem}.json" if path.parent.name == ROUTES else PREPARED / f"{path.stem}.json"


def prepared_items(path: Path) -> list[dict[str, Any]] | None:
    """Return the fields of every item of a file when it is, byte for byte, the file that was prepared; else None. A route is one item."""
    try:
        held = json.loads(prepared_form(path).read_bytes())
    except FileNotFoundError:
        return None
    if held["sha256"] != hashlib.sha256(path.read_bytes()).hexdigest():
        return None
    return [_thawed(fields) for fields in held["items"]]


def prepare(path: Path) -> str:
    """Return the prepared form of one file of content, one item a line.

    Raises:
        ContentRefusedError: an item may not be used.

    """
    from houvast.guidance.checks import checked_items  # only who prepares pays for yaml
    from houvast.guidance.route_checks import checked_route

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    checked = [checked_route(path)] if path.parent.name == ROUTES else checked_items(path)
    items = ",\n".join(json.dumps(fields, ensure_ascii=False) for fields in checked)
    return f'{{"sha256": "{digest}", "items": [\n{items}\n]}}\n'


def _thawed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _thawed(inner) for key, inner in value.items()}
    return tuple(map(_thawed, value)) if isinstance(value, list) else value
