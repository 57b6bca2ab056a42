"""One page of a draft in two tabs: what is typed in the one is not taken away by the other, which may show what stood there before."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from houvast.web.answers import typed_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houvast.web.forms import Field, Raw


def typed(raw: Raw, fields: tuple[Field, ...], post: Mapping[str, Any]) -> Raw:
    """What was typed, with this page of it anew; a page that locks itself fills only what is empty when it changed since it was shown."""
    here = _here(raw, fields)
    anew = typed_in(fields, post)
    if "keep" in post and post.get("shown", mark(raw, fields)) != mark(raw, fields):
        anew |= {name: said for name, said in here.items() if any(each.strip() for each in said)}
    return {name: said for name, said in raw.items() if name not in here} | anew


def mark(raw: Raw, fields: tuple[Field, ...]) -> str:
    """What tells whether a page of a draft is still as it was shown."""
    return hashlib.sha256(json.dumps(sorted(_here(raw, fields).items())).encode()).hexdigest()[:16]


def _here(raw: Raw, fields: tuple[Field, ...]) -> Raw:
    names = tuple(each.name for each in fields)
    return {name: said for name, said in raw.items() if any(name == of or name.startswith(f"{of}-") for of in names)}
