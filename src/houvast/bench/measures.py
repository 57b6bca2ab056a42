"""The rows: for each, what is run in turn with which peers, and what is asked of it (docs: performance table, P1 to P9)."""

from __future__ import annotations

import sys
from itertools import permutations
from typing import TYPE_CHECKING, Any

from houvast.bench.bench import SOUGHT, Bench
from houvast.bench.inputs import PASSPHRASE
from houvast.bench.rows import Bar, Row, beyond, ratio, seconds
from houvast.bench.running import NOT_INSTALLED, Absent, Outcome, Ran, interleaved, run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    Work = Callable[[], Outcome]

_PARSERS = ("whatsapp-chat-parser", "whatstk", "chat-miner")
_ADD = ("--when", "nu", "--how", "voicemail", "--what", "hij sprak weer iets in")


def p1(bench: Bench) -> Row:
    """Parse a chat into a reading."""
    chat, plain = bench.inputs.chat("android"), bench.inputs.chat("android", traps=False)
    read = {"ours": lambda: bench.ours("parse", chat), "floor": lambda: bench.ours("hash", chat)}
    found = interleaved({**read, **_parsers(bench, chat, plain)}, bench.rounds)
    peers = {name: found[name] for name in _PARSERS}
    fastest = _fastest(peers)
    chats = {"android": chat, "ios": bench.inputs.chat("ios")}
    chats |= {
        f"shared-{style}": made for style in ("android-nl", "ios-nl") if (made := bench.inputs.shared_chat(style))
    }
    exact = {name: bench.ours("exact", each) for name, each in chats.items()}
    right = [isinstance(each, Ran) and each.said["exact"] is True for each in exact.values()]
    times = ratio(peers[fastest], found["ours"]) if fastest else None
    bars = [Bar(f"x as fast as {fastest or 'the fastest'}", times, 3, at_least=True), _peak(found["ours"], 400),
            Bar("% of chats exact", 100 * sum(right) / len(right), 100, at_least=True)]  # fmt: skip
    shown = {name: each.said["exact"] if isinstance(each, Ran) else each.why for name, each in exact.items()}
    more = {"counted": _said(found["ours"], "messages"), "exact": shown}
    return Row("parse a chat", found["ours"], fastest, peers, found["floor"], bars, more)


def p2(bench: Bench) -> Row:
    """Import the same chat, whole process, beyond the key derivation."""
    chat, plain = bench.inputs.chat("android"), bench.inputs.chat("android", traps=False)
    sealed = bench.fresh("chat.age")

    def take_in() -> Outcome:
        return bench.houvast("import", bench.inputs.empty(), chat, "--json")

    works: dict[str, Work] = {
        "import": take_in, "parse": lambda: bench.ours("parse", chat), "derivation": bench.derivation(),
        "keep": lambda: bench.ours("keep", bench.inputs.empty("keeping"), chat),
        "age": lambda: bench.peer(bench.peers.seal(chat, bench.fresh(sealed.name))),
        "whatsapp-chat-parser": _parsers(bench, chat, plain)["whatsapp-chat-parser"],
    }  # fmt: skip
    found = interleaved(works, bench.rounds)
    whole = beyond(found["import"], found["derivation"])
    peers = {
        "parse alone": found["parse"],
        "age + whatsapp-chat-parser": _together(found["age"], found["whatsapp-chat-parser"]),
    }
    bars = [Bar("x parse alone", ratio(whole, found["parse"]), 3)]
    more = {"key derivation": seconds(found["derivation"])}
    return Row("import a chat", whole, "parse alone", peers, _together(found["parse"], found["keep"]), bars, more)


def p3(bench: Bench) -> Row:
    """Keep an original."""
    original, dossier = bench.inputs.original(), bench.inputs.empty("keeping")
    copy = bench.inputs.folder / "copy.bin"

    def age(*before: Sequence[str] | None, after: Sequence[str] | None = ()) -> Outcome:
        target = bench.fresh("original.age")
        ended = [bench.peers.program("sync", target)] if after is None else []
        return bench.peer(*before, bench.peers.seal(original, target), *ended)

    def kept_by(make: Callable[[Path, Path], tuple[Sequence[str], Sequence[str]] | None], name: str) -> Outcome:
        repository = bench.fresh(name)
        commands = make(repository, original)
        if commands is None:
            return NOT_INSTALLED
        made = run(commands[0], bench.env)
        outcome = made if isinstance(made, Absent) else run(commands[1], bench.env)
        bench.fresh(name)
        return outcome

    works: dict[str, Work] = {
        "ours": lambda: bench.ours("keep", dossier, original),
        "age": age,
        "sha256sum + age + sync": lambda: age(bench.peers.program("sha256sum", original), after=None),
        "borg": lambda: kept_by(bench.peers.borg, "borg"),
        "restic": lambda: kept_by(bench.peers.restic, "restic"),
        "floor": lambda: bench.peer(
            bench.peers.program("cp", original, bench.fresh(copy.name)), bench.peers.program("sync", copy)
        ),
    }
    found = interleaved(works, bench.rounds)
    for name in (copy.name, "original.age"):
        bench.fresh(name)
    ours, floor = found.pop("ours"), found.pop("floor")
    bars = [Bar("x age", ratio(ours, found["age"]), 1.5), Bar("x borg", ratio(ours, found["borg"]), 0.5),
            Bar("x restic", ratio(ours, found["restic"]), 0.5), _peak(ours, 64)]  # fmt: skip
    return Row("keep an original", ours, "age", found, floor, bars)


def p4(bench: Bench) -> Row:
    """Search the messages of a chat; the peers search the same plain texts, SQLite and DuckDB after making what they search in."""
    chat = bench.inputs.chat("android")
    lines = bench.inputs.folder / "plain.txt"
    bench.ours("plain", chat, lines)
    pattern = "|".join(
        ".*".join(each) for each in permutations(SOUGHT)
    )  # ripgrep looks for lines: all words in any order
    works: dict[str, Work] = {
        "ours": lambda: bench.ours("search", chat, *SOUGHT),
        "SQLite FTS5": lambda: bench.searched("sqlite_", lines),
        "DuckDB": lambda: bench.searched("duckdb_", lines),
        "ripgrep": lambda: bench.peer(bench.peers.program("rg", "--count", pattern, lines)),
        "floor": lambda: bench.ours("hash", lines),
    }
    found = interleaved(works, bench.rounds)
    ours, floor = found.pop("ours"), found.pop("floor")
    more = {name: _said(ours, name) for name in ("prepare", "processor", "rows")}
    return Row("search messages", ours, "SQLite FTS5", found, floor, [Bar("seconds", seconds(ours), 0.1)], more)


def p6(bench: Bench) -> Row:
    """What a large case shows; the row's figure is all of `houvast insight` beyond unlocking and reading the chat, see `ours.insight`."""
    case, chat = bench.inputs.case(), bench.inputs.chat("android")
    works: dict[str, Work] = {"ours": lambda: bench.ours("insight", case), "floor": lambda: bench.ours("hash", chat)}
    found = interleaved(works, bench.rounds)
    ours = found["ours"]
    bars = [Bar("seconds insight", seconds(ours), 1), Bar("seconds figures", _said(ours, "figures"), 1)]
    more = {name: value for name, value in (ours.said if isinstance(ours, Ran) else {}).items() if name != "seconds"}
    return Row("patterns, signals, breaches, advice", ours, "floor", {}, found["floor"], bars, more)


def p5(bench: Bench) -> Row:
    """Open a large dossier and build its timeline, beyond the key derivation."""
    dossier, newer = bench.inputs.dossier(), bench.inputs.size.newer
    read = [dossier / "fold", *sorted((dossier / "records").iterdir())[-newer:]]
    works: dict[str, Work] = {
        "ours": lambda: bench.ours("unlock", dossier), "derivation": bench.derivation(),
        "floor": lambda: bench.ours("hash", *read),
    }  # fmt: skip
    found = interleaved(works, bench.rounds)
    ours = beyond(found["ours"], found["derivation"])
    more = {name: _said(found["ours"], name) for name in ("timeline", "processor", "items")}
    return Row("open a dossier", ours, "floor", {}, found["floor"], [Bar("seconds", seconds(ours), 0.3)], more)


def p5b(bench: Bench) -> Row:
    """Verify a large dossier from nothing; the row's figure is with key, beyond its derivation."""
    dossier = bench.inputs.dossier()
    works: dict[str, Work] = {
        "with key": lambda: bench.ours("verify-with-key", dossier), "without key": lambda: bench.ours("verify", dossier),
        "derivation": bench.derivation(), "floor": lambda: bench.ours("signatures", dossier),
    }  # fmt: skip
    found = interleaved(works, bench.rounds)
    ours = beyond(found["with key"], found["derivation"])
    without = seconds(found["without key"])
    bars = [Bar("seconds with key", seconds(ours), 4), Bar("seconds without key", without, 4)]
    more = {"without key": without, **{name: _said(found["with key"], name) for name in ("processor", "records")}}
    return Row("verify a dossier", ours, "floor", {}, found["floor"], bars, more)


def p7(bench: Bench) -> Row:
    """Make a report as a PDF."""
    made = bench.inputs.printed()
    works: dict[str, Work] = {
        "ours": lambda: bench.ours("paper", made / "dossier", made / "ours.pdf"),
        "WeasyPrint": lambda: bench.peer(bench.peers.weasyprint(made / "page.html", made / "theirs.pdf")),
        "floor": lambda: bench.ours("hash", *sorted(made.glob("*.jpg"))),
    }
    found = interleaved(works, bench.rounds)
    ours, floor = found.pop("ours"), found.pop("floor")
    times = ratio(found["WeasyPrint"], ours)
    bars = [Bar("x as fast as WeasyPrint", times, 4, at_least=True), _peak(ours, 500)]
    more = {name: _said(ours, name) for name in ("setting", "processor", "size")}
    return Row("make a PDF", ours, "WeasyPrint", found, floor, bars, more)


def p8(bench: Bench) -> Row:
    """Verify a package."""
    package = bench.inputs.package()
    zipped = package.with_name(f"{package.name}.zip")
    works: dict[str, Work] = {
        "ours": lambda: bench.houvast("verify", package), "zip": lambda: bench.houvast("verify", zipped),
        "bagit.py": lambda: bench.peer(bench.peers.bagit(package)),
        "bagit.py --processes 2": lambda: bench.peer(bench.peers.bagit(package, "--processes", "2")),
        "floor": lambda: bench.ours("hash", *sorted(path for path in package.rglob("*") if path.is_file())),
    }  # fmt: skip
    found = interleaved(works, bench.rounds)
    ours, floor, zip_ = found.pop("ours"), found.pop("floor"), found.pop("zip")
    bars = [
        Bar("x bagit.py", ratio(ours, found["bagit.py"]), 1),
        Bar("x bagit.py, a zip", ratio(zip_, found["bagit.py"]), 1),
    ]
    return Row("verify a package", ours, "bagit.py", found, floor, bars, {"zip": seconds(zip_)})


def p9(bench: Bench) -> Row:
    """Start the command line; the row's figure is `houvast --help`, beyond the interpreter."""
    dossier = bench.inputs.empty("adding")
    works: dict[str, Work] = {
        "help": lambda: bench.houvast("--help"), "add": lambda: bench.houvast("add", dossier, *_ADD),
        "floor": lambda: run([sys.executable, "-c", "pass"], bench.env), "derivation": bench.derivation(),
        "git --version": lambda: bench.peer(bench.peers.program("git", "--version")),
        "borg --help": lambda: bench.peer(bench.peers.program("borg", "--help")),
    }  # fmt: skip
    for work in works.values():
        work()  # the first start writes bytecode
    found = interleaved(works, bench.inputs.size.starts)
    floor = found["floor"]
    help_, add = beyond(found["help"], floor), beyond(found["add"], floor, found["derivation"])
    bars = [Bar("seconds --help", seconds(help_), 0.15), Bar("seconds add", seconds(add), 0.15),
            Bar("heavy imports", _heavy(bench, dossier), 0)]  # fmt: skip
    peers = {name: found[name] for name in ("git --version", "borg --help")}
    return Row("start", help_, "floor", peers, floor, bars, {"add": seconds(add)})


def _heavy(bench: Bench, dossier: Path) -> float | None:
    """How many of the packages that a start may not bring in are brought in by `--help` and `add`."""
    look, env = [sys.executable, "-m", "houvast.bench.imported"], {**bench.env, "HOUVAST_PASSPHRASE": PASSPHRASE}
    found = [run([*look, *words], env) for words in (["--help"], ["add", str(dossier), *_ADD])]
    ran = [each.said["heavy"] for each in found if isinstance(each, Ran)]
    return float(sum(ran)) if len(ran) == len(found) else None


def _parsers(bench: Bench, chat: Path, plain: Path) -> dict[str, Work]:
    """Every other parser; chat-miner stops at lines that look like headers, and so gets a chat without."""
    return {
        name: lambda name=name: bench.peer(bench.peers.parser(name, plain if name == "chat-miner" else chat))  # type: ignore[misc]  # bound now
        for name in _PARSERS
    }


def _fastest(peers: Mapping[str, Outcome]) -> str:
    ran = {name: outcome.seconds for name, outcome in peers.items() if isinstance(outcome, Ran)}
    return min(ran, key=lambda name: ran[name], default="")


def _peak(outcome: Outcome, limit: int) -> Bar:
    return Bar("MB at most", outcome.peak_mb if isinstance(outcome, Ran) else None, limit)


def _said(outcome: Outcome, name: str) -> Any:
    return outcome.said.get(name) if isinstance(outcome, Ran) else None


def _together(*outcomes: Outcome) -> Outcome:
    total, peak = 0.0, 0.0
    for outcome in outcomes:
        if isinstance(outcome, Absent):
            return outcome
        total, peak = total + outcome.seconds, max(peak, outcome.peak_mb)
    return Ran(total, peak)


MEASURES: dict[str, Callable[[Bench], Row]] = {
    "P1": p1, "P2": p2, "P3": p3, "P4": p4, "P5": p5, "P5b": p5b, "P6": p6, "P7": p7, "P8": p8, "P9": p9,
}  # fmt: skip
