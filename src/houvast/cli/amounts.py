"""Amounts of money as a person types them."""

from __future__ import annotations

import re

from houvast.errors import BadAmountError

_AMOUNT = re.compile(
    r"(?:€[\s\xa0]*|eur(?:o)?\s*)?(\d{1,3}(?:\.\d{3}){1,2}|\d{1,9})(?:,(\d{2}|-)|\.(\d{2}))?", re.IGNORECASE | re.ASCII
)


def cents(text: str) -> int:
    """The amount in cents: `120`, `120,50`, `€ 1.204,50`. A point before two figures is a comma. Raises: BadAmountError."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise BadAmountError(text)
    part = found[2] or found[3] or "0"
    return int(found[1].replace(".", "")) * 100 + (0 if part == "-" else int(part))
