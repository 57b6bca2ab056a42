"""What became of a file that was taken in: as JSON (the contract in the architecture), and as lines below its name."""

from __future__ import annotations

import dataclasses
import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

from houvast.cli.whole import said_by_file, trouble_lines
from houvast.intake.intake import why_no_chat
from houvast.intake.names import written_as
from houvast.logbook import codec, reading
from houvast.logbook.evidence import Import
from houvast.reports.titles import one_line
from houvast.words import codes, date_and_time, listed, number, phrases, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from houvast.cli.shell import Shell
    from houvast.intake.formats import Answers, Extract, OpenDateOrder
    from houvast.intake.formats.photo import Photo
    from houvast.intake.intake import Taken
    from houvast.logbook.evidence import Receipt
    from houvast.vault.vault import Vault

_MOST_SHOWN, _MOST_EXAMPLES, _FIRST_WORDS = 5, 3, 60


def document(path: Path, taken: Taken, vault: Vault, shell: Shell) -> dict[str, Any]:
    """The JSON of one receipt, as the contract in the architecture names it."""
    receipt, found = taken.receipt, taken.extract
    decided = None if found is None else found.date_order
    order = None if decided is None else {"order": decided.order, "decided_by": decided.decided_by}
    name = os.fsencode(path).decode("utf-8", "replace")
    base: dict[str, Any] = {
        "path": name, "sha256": taken.file.sha256, "size": taken.file.size, "kept": taken.kept, "recorded": taken.recorded,
        "format": None if receipt is None or found is None else found.header["format"], "variant": None if found is None else found.variant,
        "messages": 0, "new": 0, "known": 0, "unread": [], "media": 0, "system": 0, "date_order": order, "zone": None,
        "doubts": [], "first": None if found is None else found.first, "last": None if found is None else found.last,
        "participants": [] if found is None else list(found.participants),
    }  # fmt: skip
    if taken.open is not None:
        base["open"] = {"candidates": list(taken.open.candidates), "preselected": taken.open.preselected}
    if (why := why_no_chat(taken)) is not None:
        base["no_chat"] = why
    if taken.refused is not None:
        base["refused"] = sentence(taken.refused, shell.lang)
    if taken.photo is not None:
        base |= _of_photo(taken.photo)
    if receipt is None:
        return base
    base |= _of_import(vault, receipt.imported) if found is None else {"zone": found.header["zone"]}
    counts = {name: getattr(receipt, name) for name in ("messages", "new", "known", "media", "system")}
    unread = [dataclasses.asdict(each) for each in receipt.unread]
    return base | counts | {"unread": unread, "doubts": [dataclasses.asdict(each) for each in receipt.doubts]}


def _of_photo(photo: Photo) -> dict[str, Any]:
    """What a picture says of itself; of a place only that it is there and who may see it."""
    stated = photo.stated
    at = None if stated is None else stated.at
    return {
        "format": "photo", "variant": photo.variant, "media": 1, "first": at, "last": at,
        "stated": None if stated is None else codec.plain(stated), "place": None if photo.place is None else "private",
        "doubts": [dataclasses.asdict(each) for each in photo.doubts],
    }  # fmt: skip


def _of_import(vault: Vault, imported: str | None) -> dict[str, Any]:
    from houvast.intake.held import imports

    of = next((each for each in imports(vault) if each.id == imported), Import())
    order = None if of.date_order is None else dataclasses.asdict(of.date_order)
    return {
        "format": of.format, "variant": of.variant, "date_order": order, "zone": of.zone, "first": of.first, "last": of.last,
        "participants": list(of.participants),
    }  # fmt: skip


def tell(path: Path, taken: Taken, shell: Shell) -> None:
    """What became of a file, below its name."""
    say = shell.say
    say(one_line(str(path)))
    if taken.refused is not None:
        say(f"  {sentence(taken.refused, shell.lang)} " + shell.text("Het bestand zelf is bewaard."))
    elif taken.open is not None:
        if not shell.interactive:  # else they were shown with the question
            show_open(taken.open, shell)
        kept = "Bewaard, nog niet gelezen." if taken.file.blob else "Zou bewaard worden, maar nog niet gelezen."
        say(f"  {shell.text(kept)} " + shell.text("Geef dezelfde opdracht met --date-order dmy, mdy of ymd."))
    elif taken.receipt is not None:
        say("  " + _counts(taken.receipt, shell))
        if taken.extract is not None:
            say("  " + _read_as(taken.extract, shell))
        for line in trouble_lines(taken.receipt, shell, _MOST_SHOWN):
            say(f"  {line}")
    elif taken.recorded:
        say("  " + shell.text("Bewaard als bewijs."))
    else:
        again = not taken.kept and taken.file.blob
        say("  " + (shell.text("Was al bewaard.") if again else shell.text("Zou als bewijs worden bewaard.")))
    for line in () if taken.photo is None else said_by_file(taken.photo, shell):
        say(f"  {line}")
    if (reason := why_no_chat(taken)) is not None:
        say("  " + codes.word(codes.NO_CHAT, reason, shell.lang))


def _counts(receipt: Receipt, shell: Shell) -> str:
    """How many messages there were, and what became of them."""
    texts = [shell.text(each) for each in ("{n} nieuw", "{n} al bekend", "{n} niet gelezen")]
    figures = (receipt.new, receipt.known, len(receipt.unread))
    parts = [text.format(n=number(n, shell.lang)) for text, n in zip(texts, figures, strict=True)]
    messages = phrases(shell.lang).many("{count} bericht", "{count} berichten", receipt.messages)
    return f"{messages.format(count=number(receipt.messages, shell.lang))}: {listed(parts, shell.lang)}"


def _read_as(found: Extract, shell: Shell) -> str:
    """From when to when the messages are, and how their dates were read."""
    order, zone = found.date_order, found.header["zone"]
    because = codes.word(codes.BECAUSE, order.decided_by if order else "nothing-dated", shell.lang)
    if found.first is None or found.last is None:
        return shell.text("geen bericht met een datum, want {because}").format(because=because)
    walls = (datetime.fromisoformat(reading.on_clock(at, zone)) for at in (found.first, found.last))
    first, last = (date_and_time(wall, shell.lang) for wall in walls)
    if order is None and first == last:
        return first
    if order is None:
        return shell.text("van {first} tot {last}").format(first=first, last=last)
    read_as = shell.text("van {first} tot {last}; datums gelezen als {order}, want {because}")
    return read_as.format(
        first=first, last=last, order=codes.word(codes.ORDERS, order.order, shell.lang), because=because
    )


def show_open(question: OpenDateOrder, shell: Shell) -> None:
    """Messages of a file in each order that its dates may have."""
    shell.say("  " + shell.text("De volgorde van dag en maand blijkt niet uit dit bestand. Voorbeelden:"))
    for example in question.examples[:_MOST_EXAMPLES]:
        words = " ".join(example.text.split())
        shown = words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS]}…"
        shell.say(f"    {example.header.strip()} {shown}")
        for order, at in example.readings:
            moment = date_and_time(datetime.fromisoformat(at), shell.lang)
            shell.say(f"      {order} ({codes.word(codes.ORDERS, order, shell.lang)}): {moment}")


def tell_together(receipts: Sequence[Mapping[str, Any]], shell: Shell) -> None:
    """What came of many files, in few lines: how many and what was new in them, and which of them wait for an answer."""
    new = sum(each["new"] for each in receipts)
    say, many = shell.say, phrases(shell.lang).many
    files = many("{count} bestand", "{count} bestanden", len(receipts)).format(count=number(len(receipts), shell.lang))
    messages = many("{count} nieuw bericht", "{count} nieuwe berichten", new).format(count=number(new, shell.lang))
    say(shell.text("Samen: {files}, {messages}.").format(files=files, messages=messages))
    for member, sentence_ in (
        ("open", "Nog niet gelezen, want de volgorde van dag en maand blijkt niet:"),
        ("refused", "Bewaard en niet te lezen:"),
    ):
        if waiting := [each["path"] for each in receipts if member in each]:
            say(shell.text(sentence_))
            for path in waiting:
                say(f"  {one_line(path)}")


def lacking_names(answers: Answers, receipts: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names she gave that stand in none of the files that were read; none when nothing was read."""
    people = {name for each in receipts for name in each["participants"]}
    said = (*answers.by, *(() if answers.me is None else (answers.me,)))
    return [each for each in said if not written_as(each, people)] if people else []


def tell_lacking(names: Iterable[str], shell: Shell) -> None:
    """Say of each name that nobody who is called so writes in any of the files."""
    for each in names:
        said = shell.text(
            "Niemand met de naam {name} schrijft in deze bestanden. Met houvast correct kun je het alsnog zeggen."
        )
        shell.note(said.format(name=one_line(each)))
