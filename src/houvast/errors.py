"""Every failure Houvast raises on purpose: one small class each, with its fields.

No wording lives here: `houvast.words` turns an error into one sentence in the reader's language. What is raised and is not
one of these is a defect of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(eq=False)
class HouvastError(Exception):
    """The root of the family: a class says what went wrong, its fields say where; `exit_code` is the program's.

    Children are `@dataclass(eq=False)` and not frozen: Python itself writes `__traceback__` on an exception.
    """

    exit_code: ClassVar[int] = 1

    def __str__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if not name.startswith("_"))
        return f"{type(self).__name__}({fields})"


@dataclass(eq=False)
class WrongUseError(HouvastError):
    """The command or the answer does not fit: exit 2."""

    exit_code: ClassVar[int] = 2
