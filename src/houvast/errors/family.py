"""The root of the family of failures, and how its children get their fields."""

from __future__ import annotations

from typing import ClassVar, dataclass_transform


@dataclass_transform(eq_default=False)
class HouvastError(Exception):
    """The root of the family: a class says what went wrong, its fields say where; `exit_code` is the program's.

    A child writes its fields as a dataclass does and needs no decorator: `dataclasses` would compile methods for each of
    them, 10 ms of every start. `__match_args__` are their names, those of the parents first.
    """

    exit_code: ClassVar[int] = 1
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = (name for name, kind in cls.__annotations__.items() if not str(kind).startswith("ClassVar"))
        cls.__match_args__ = (*cls.__match_args__, *own)  # type: ignore[misc]  # mypy holds it for final, as in a dataclass

    def __init__(self, *values: object, **named: object) -> None:
        names = self.__match_args__
        given = dict(zip(names, values, strict=False))
        unsaid = {name: getattr(type(self), name) for name in names if hasattr(type(self), name)}
        said = unsaid | given | named
        if len(given) < len(values) or given.keys() & named.keys() or said.keys() != set(names):
            raise TypeError(f"{type(self).__name__} has the fields {names}")
        vars(self).update({name: said[name] for name in names})

    def __str__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={vars(self)[name]!r}' for name in self.__match_args__)})"

    __repr__ = __str__


class WrongUseError(HouvastError):
    """The command or the answer does not fit: exit 2."""

    exit_code: ClassVar[int] = 2


class DefectError(HouvastError):
    """An exception that none of us meant to raise: a defect of ours, told by its name alone, as its text may hold her words."""

    name: str
