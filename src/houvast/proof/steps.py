"""What a verification answers: numbered steps, each with its faults; and the files it is given to read. No wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, runtime_checkable

MOST_FAULTS = 50


@runtime_checkable
class Files(Protocol):
    """A tree of files to verify: a folder, a zip file, or a stand-in for one."""

    def paths(self) -> list[str]:
        """Every file and every odd thing (a link, a device) below the root: relative, with `/`, sorted."""

    def odd(self, path: str) -> bool:
        """Whether this is something else than a plain file."""

    def open(self, path: str) -> BinaryIO:
        """The file's bytes."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: in which file, and what (a word that `houvast.words` knows)."""

    where: str
    why: str


@dataclass
class Step:
    """One numbered step: `tried` is false when an earlier fault made it impossible.

    `skipped` are the files it could not look at for that reason; `unkept` counts the faults beyond the first fifty.
    """

    n: int
    name: str
    tried: bool = True
    faults: list[Fault] = field(default_factory=list)
    count: int = 0
    skipped: list[str] = field(default_factory=list)
    unkept: int = 0

    @property
    def ok(self) -> bool:
        """Whether it was tried on all there is and nothing is wrong."""
        return self.tried and not self.faults and not self.skipped

    def fault(self, where: str, why: str) -> None:
        """Note a fault; of very many only the first fifty."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(where, why))
        else:
            self.unkept += 1


@dataclass
class Verdict:
    """All steps of one verification, and what it verified; `notes` are no faults, yet worth saying."""

    dossier: str | None = None
    head: str | None = None
    steps: list[Step] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether every step holds."""
        return all(step.ok for step in self.steps)

    def begin(self, n: int, name: str, *, tried: bool = True) -> Step:
        """The next step."""
        step = Step(n, name, tried)
        self.steps.append(step)
        return step

    def first_fault(self) -> tuple[Step, Fault] | None:
        """The first thing that is wrong."""
        return next(((step, step.faults[0]) for step in self.steps if step.faults), None)
