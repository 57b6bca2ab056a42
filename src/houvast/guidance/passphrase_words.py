"""The words a passphrase is made of: `content/passphrase-words.txt`, one a line; read only when one is made."""

from __future__ import annotations

from houvast.guidance.library import CONTENT


def passphrase_words() -> tuple[str, ...]:
    """The 2,048 words of the list, sorted."""
    lines = (CONTENT / "passphrase-words.txt").read_text(encoding="ascii").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))
