"""Ways to open a dossier: a passphrase, a code on paper. A new one is confirmed before the earlier ones of its way are withdrawn."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from houvast.logbook.canonical import JsonObject
    from houvast.vault.vault import Vault


def add(vault: Vault, slot: bytes, way: str, now: datetime, *, replace: bool = True) -> None:
    """Add a way to open this dossier; the earlier ones of this way are withdrawn once it is confirmed. Raises: as `Vault.record`."""
    old = [live.file for live in vault.spine.live_slots() if live.way == way] if replace else []
    digest = hashlib.sha256(slot).hexdigest()
    vault.store.keep_key(slot, digest)
    parts: list[JsonObject] = [{"kind": "slot", "file": digest, "way": way}]
    if old:
        parts.append({"kind": "withdraw", "bodies": [], "files": sorted(old)})
    vault.record((), now, [digest], parts)
    for file in old:
        vault.store.drop_file(file)
