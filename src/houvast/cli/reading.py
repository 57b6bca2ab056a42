"""One explanation of guidance as lines for a terminal, with its sources and a mark where nobody checked it yet (J71)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houvast import guidance
from houvast.guidance import filled
from houvast.words import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houvast.cli.shell import Shell

LIST = "explanations"
COMMAND = "houvast help --read {id}"
SOURCES = (
    "Bronnen: S0 is de brochure “Als u wordt gestalkt” van de politie. S1 en S3 zijn pagina's van Veilig Thuis. S2 is een tekst van "
    "de politie over aangifte. S4 is een pagina voor hulpverleners. Een X is iets van elders, een https-adres een openbare pagina."
)


def explanation_lines(word: str, shell: Shell) -> Iterator[str]:
    """An explanation by its id or its question: what it says, where more stands, and by what. Raises: UnknownContentError."""
    item, say = guidance.load(LIST).find(word), phrases(shell.lang).one
    yield filled(say(item.nl))
    for text in (item.hint, *item.text):
        if text:
            yield ""
            yield filled(say(text))
    yield from (f"- {filled(say(point))}" for point in item.points)
    yield ""
    if item.status == "doubtful":
        yield shell.text("Deze uitleg is nog niet nagekeken.")
    if see := item.own.get("see", ()):
        yield shell.text("Meer lezen: {what}").format(what=titles(see, shell))
    yield shell.text("Bron: {sources}").format(sources="; ".join(item.source))
    yield shell.text(SOURCES)


def titles(ids: tuple[str, ...], shell: Shell) -> str:
    """The questions of these explanations, each with the command that shows it."""
    found = [guidance.load(LIST).get(each) for each in ids]
    return " · ".join(f"{phrases(shell.lang).one(each.nl)} ({COMMAND.format(id=each.id)})" for each in found)
