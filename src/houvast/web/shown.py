"""How the pages show themselves on this machine: a neutral name and icon, after how long they lock, where leaving goes.

It is known before anything is opened, so it lies outside the dossier, in a small file that says nothing of what it is for.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Notities", "Recepten", "Boodschappen", "Tuin", "Werk")
ICONS = ("notes", "leaf", "house", "gift", "clock")
MINUTES = (2, 5, 10, 20)
PLACES = {
    "https://www.buienradar.nl/": "Het weer",
    "https://www.nos.nl/": "Het nieuws",
    "https://9292.nl/": "Reizen met trein en bus",
}
_LONGEST_NAME = 24


@dataclass(frozen=True)
class Shown:
    """What was chosen."""

    name: str = NAMES[0]
    icon: str = ICONS[0]
    minutes: int = 5
    leave_to: str = next(iter(PLACES))

    def checked(self) -> Shown:
        """The same, with anything that cannot be as it is when nothing was chosen."""
        name = " ".join(str(self.name).split())[:_LONGEST_NAME]
        return Shown(
            name=name or NAMES[0],
            icon=self.icon if self.icon in ICONS else ICONS[0],
            minutes=self.minutes if self.minutes in MINUTES else Shown.minutes,
            leave_to=self.leave_to if _is_ordinary(self.leave_to) else Shown.leave_to,
        )


def _is_ordinary(address: object) -> bool:
    """Whether this is the address of a page elsewhere."""
    if not isinstance(address, str) or not address.isascii() or any(each in address for each in " \"'<>\\"):
        return False
    parts = urlsplit(address)
    return parts.scheme == "https" and "." in parts.netloc and "@" not in parts.netloc


def file() -> Path:
    """Where it is kept."""
    import platformdirs

    return platformdirs.user_config_path("houvast") / "shown.json"


def read() -> Shown:
    """What was chosen on this machine; a file that cannot be read chooses nothing."""
    try:
        said = json.loads(file().read_text(encoding="utf-8"))
        known = {each.name for each in dataclasses.fields(Shown)}
        return Shown(**{name: value for name, value in said.items() if name in known}).checked()
    except (OSError, ValueError, AttributeError, TypeError):
        return Shown()


def keep(chosen: Shown) -> None:
    """Remember it. Raises: OSError."""
    file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file().with_suffix(".new")
    fresh.write_text(json.dumps(dataclasses.asdict(chosen.checked())), encoding="utf-8")
    fresh.replace(file())
