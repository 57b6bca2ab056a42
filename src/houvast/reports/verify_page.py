"""`VERIFY.html`: what a package is and how to verify it alone, in Dutch and English. One page, no script, no request.

The words stand in `VERIFY.html` beside this module; only figures and digests are filled in here.
"""

from __future__ import annotations

import html
import string
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def page(dossier: str, head: str, key: str, entries: int, files: int, now: datetime) -> bytes:
    """The page of one package."""
    template = string.Template(resources.files(__package__).joinpath("VERIFY.html").read_text(encoding="utf-8"))
    records, _, root = head.partition("-")
    values = {
        "dossier": dossier, "head": head, "key": key, "records": records, "root": root, "entries": str(entries),
        "files": str(files), "date": f"{now:%d-%m-%Y}", "isodate": f"{now:%Y-%m-%d}",
    }  # fmt: skip
    return template.substitute({name: html.escape(value) for name, value in values.items()}).encode()
