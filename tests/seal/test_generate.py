"""The six words a passphrase is made of: the list, the draw, and how they are offered at a terminal."""

from __future__ import annotations

import itertools
import os
import pty
import re
import secrets
import subprocess
import sys
import threading
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from houvast.guidance.passphrase_words import passphrase_words
from houvast.seal import generate, keys
from houvast_run import SOURCE, houvast, printed_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WORDS = passphrase_words()
OWN = "een wachtzin die zelf bedacht is"
UNWANTED = (
    "achtervolg|angst|bang|bedreig|begluur|bewijs|bijbel|bloed|boos|broer|dader|dief|dood|dokter|engel|geheim|geloof|"
    "geslacht|gevaar|gevecht|geweer|gluren|haat$|haten|heks|huil|kerk|kind|kogel|koorts|kus$|kuss|kwaad|liefde|lijden|meisje|"
    "moord|naakt|oorlog|partner|pijn|pistool|politie|rechter|relatie|rouw|ruzie|schiet|schuld|sex|slaan|slacht|spion|"
    "spook|stalk|steken|sterven|straf|telefoon|trouw|vader|vecht|verdriet|vijand|volgen|vriend|vrouw|wapen|wond|ziek|zus"
)


# The list


def test_there_are_2048_words() -> None:
    assert len(WORDS) == len(set(WORDS)) == 2048


def test_a_word_has_four_to_eight_plain_letters() -> None:
    assert [word for word in WORDS if not re.fullmatch(r"[a-z]{4,8}", word)] == []


def test_the_list_is_sorted() -> None:
    assert list(WORDS) == sorted(WORDS)


def test_no_two_words_differ_in_one_letter() -> None:
    """One typed wrong, one too many, or one too few never makes another word."""
    less: dict[str, set[str]] = {}
    for word in WORDS:
        for at in range(len(word)):
            less.setdefault(f"{word[:at]}?{word[at + 1 :]}", set()).add(word)
    assert [pair for pair in less.values() if len(pair) > 1] == []
    shorter = {(word, word[:at] + word[at + 1 :]) for word in WORDS for at in range(len(word))}
    assert [pair for pair in shorter if pair[1] in set(WORDS)] == []


def test_no_word_is_another_with_an_ending() -> None:
    endings = ("s", "e", "en", "er", "t", "je", "tje")
    found = set(WORDS)
    assert [word for word in WORDS for ending in endings if word + ending in found] == []


def test_no_word_is_about_what_she_writes_down() -> None:
    """Or about violence, sex, faith, illness, family: none of that belongs in a passphrase."""
    assert [word for word in WORDS if re.match(UNWANTED, word)] == []


# The draw


def test_six_words_come_from_the_list() -> None:
    drawn = generate.six_words(WORDS).split(" ")
    assert len(drawn) == 6
    assert set(drawn) <= set(WORDS)


def test_every_word_is_drawn_by_secrets_from_the_whole_list(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def below(limit: int) -> int:
        asked.append(limit)
        return len(asked) - 1

    monkeypatch.setattr(secrets.SystemRandom, "_randbelow", lambda _self, limit: below(limit))
    assert generate.six_words(WORDS) == " ".join(WORDS[:6])
    assert asked == [2048] * 6


def test_a_word_may_come_twice_and_every_word_can_come() -> None:
    seen = Counter(itertools.chain.from_iterable(generate.six_words(WORDS[:4]).split() for _ in range(500)))
    assert set(seen) == set(WORDS[:4])
    assert min(seen.values()) > 500  # 750 expected; ten deviations away


def test_no_draw_is_refused_as_too_weak() -> None:
    shortest = sorted(WORDS, key=len)[:6]
    keys.refuse_weak(" ".join(shortest))
    keys.refuse_weak(" ".join(shortest[:1] * 6))


# At a terminal


class Terminal:
    """The program with its questions on a terminal: stdin and stderr are a pty, stdout is a pipe."""

    def __init__(self, tmp_path: Path, *words: object, lang: str) -> None:
        ours, theirs = pty.openpty()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HOUVAST_PASSPHRASE")}
        environment |= {"PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error", "XDG_STATE_HOME": str(tmp_path / "state")}
        self.running = subprocess.Popen(
            [sys.executable, "-m", "houvast", *map(str, words), "--lang", lang],
            stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.ours = ours
        self.shown = ""
        self.read = 0
        self.deadline = threading.Timer(60, self.running.kill)
        self.deadline.start()

    def until(self, text: str) -> str:
        """What is shown from the last question up to this text."""
        while text not in self.shown[self.read :]:
            try:
                more = os.read(self.ours, 4096)
            except OSError:  # Linux: nobody has the other end any more
                more = b""
            assert more, self.shown
            self.shown += more.decode().replace("\r\n", "\n")
        start, self.read = self.read, self.shown.index(text, self.read) + len(text)
        return self.shown[start : self.read]

    def types(self, line: str) -> None:
        os.write(self.ours, f"{line}\n".encode())

    def ends(self) -> tuple[int, str]:
        """Its exit code and stdout."""
        try:
            while more := os.read(self.ours, 4096):
                self.shown += more.decode().replace("\r\n", "\n")
        except OSError:
            pass
        assert self.running.stdout is not None
        with self.running.stdout as stdout:
            out = stdout.read().decode()
        code = self.running.wait()
        self.close()
        return code, out

    def close(self) -> None:
        """Leave nothing open, also when a test stopped half-way."""
        self.deadline.cancel()
        if self.ours >= 0:
            os.close(self.ours)
            self.ours = -1
        self.running.kill()
        self.running.wait()
        if self.running.stdout is not None:
            self.running.stdout.close()


def offered(shown: str) -> str:
    found = re.findall(r"^    ((?:[a-z]{4,8} ){5}[a-z]{4,8})$", shown, re.MULTILINE)
    assert len(found) == 1, shown
    assert set(found[0].split()) <= set(WORDS)
    return str(found[0])


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "dossier"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    started = []

    def begin(*words: object, lang: str = "nl") -> Terminal:
        started.append(Terminal(tmp_path, *words, lang=lang))
        return started[-1]

    yield begin
    for each in started:
        each.close()


def opens(dossier: Path, passphrase: str) -> bool:
    return houvast("show", dossier, passphrase=passphrase).code == 0


def test_enter_takes_the_six_words_and_they_open_the_dossier(start: Callable[..., Terminal], dossier: Path) -> None:
    terminal = start("new", dossier)
    words = offered(terminal.until("of typ er zelf een (14 tekens of meer):"))
    assert "makkelijk te onthouden en moeilijk te raden" in terminal.shown
    terminal.types("")
    terminal.until("Typ de zes woorden over, om te kijken of het klopt:")
    terminal.types(f" {words.replace(' ', '  ')} ")
    code, out = terminal.ends()
    assert code == 0, terminal.shown
    assert words not in out
    assert opens(dossier, words)
    assert not opens(dossier, OWN)


def test_the_six_words_may_be_typed_again_after_a_slip_but_not_for_ever(
    start: Callable[..., Terminal], dossier: Path
) -> None:
    terminal = start("new", dossier)
    words = offered(terminal.until("of meer):"))
    terminal.types("")
    for _ in range(2):
        terminal.until("klopt:")
        terminal.types("iets anders dan de woorden")
    terminal.until("klopt:")
    terminal.types(words)
    assert terminal.ends()[0] == 0
    other = start("new", dossier.with_name("tweede"))
    other.until("of meer):")
    other.types("")
    for _ in range(3):
        other.until("klopt:")
        other.types(words)
    assert other.ends() == (2, "")
    assert "niet gelijk" in other.shown
    assert not dossier.with_name("tweede").exists()


def test_her_own_words_are_typed_twice(start: Callable[..., Terminal], dossier: Path) -> None:
    terminal = start("new", dossier)
    words = offered(terminal.until("of meer):"))
    terminal.types(OWN)
    terminal.until("Nog een keer:")
    terminal.types(OWN)
    assert terminal.ends()[0] == 0
    assert OWN not in terminal.shown
    assert opens(dossier, OWN)
    assert not opens(dossier, words)


def test_her_own_words_are_refused_when_they_differ(start: Callable[..., Terminal], dossier: Path) -> None:
    terminal = start("new", dossier)
    terminal.until("of meer):")
    terminal.types(OWN)
    terminal.until("Nog een keer:")
    terminal.types(OWN.upper())
    assert terminal.ends() == (2, "")
    assert not dossier.exists()


def test_short_words_are_told_at_once_and_asked_again(start: Callable[..., Terminal], dossier: Path) -> None:
    terminal = start("new", dossier)
    terminal.until("of meer):")
    terminal.types("te kort")
    assert "Nog een keer" not in terminal.until("of meer):")
    terminal.types(OWN)
    terminal.until("Nog een keer:")
    terminal.types(OWN)
    assert terminal.ends()[0] == 0
    assert opens(dossier, OWN)


def test_recover_offers_six_words_too(start: Callable[..., Terminal], dossier: Path) -> None:
    paper = printed_code(houvast("new", dossier, passphrase=OWN).out)
    terminal = start("recover", dossier, lang="en")
    terminal.until("Paper code:")
    terminal.types(paper)
    words = offered(terminal.until("or type one of your own (14 characters or more):"))
    terminal.types("")
    terminal.until("Type the six words once more, to see whether they are right:")
    terminal.types(words)
    assert terminal.ends()[0] == 0
    assert opens(dossier, words)
    assert not opens(dossier, OWN)


def test_nothing_is_offered_where_nobody_can_answer(dossier: Path) -> None:
    said = houvast("new", dossier, passphrase=None, HOUVAST_PASSPHRASE_FILE=str(dossier.with_name("none")))
    assert said.refused(1)
    said = houvast("new", dossier, passphrase=None)
    assert "HOUVAST_PASSPHRASE_FILE" in said.refused(2)


# What a start costs


@pytest.mark.parametrize("words", [["add", "--help"], ["new", "--help"], ["recover", "--help"]])
def test_help_never_reads_the_list(words: list[str]) -> None:
    code = (
        "import sys; opened = []; sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        f"from houvast.cli import main\ntry: main({words!r})\nexcept SystemExit: pass\n"
        "assert opened; assert not [path for path in opened if 'passphrase-words' in path or 'passphrase_words' in path], opened"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=environment)


def test_no_word_offered_is_a_name_of_hers(monkeypatch: pytest.MonkeyPatch) -> None:
    """`new` refuses a passphrase with her name in it: what it offers may not hold it either."""
    from houvast.cli.shell import Shell

    monkeypatch.delenv("HOUVAST_PASSPHRASE", raising=False)
    monkeypatch.delenv("HOUVAST_PASSPHRASE_FILE", raising=False)
    given: list[list[str]] = []

    def first_six(words: list[str]) -> str:
        given.append(words)
        return " ".join(words[:6])

    monkeypatch.setattr(Shell, "interactive", True)
    monkeypatch.setattr(Shell, "secret", lambda _self, question: " ".join(given[0][:6]) if "over" in question else "")
    monkeypatch.setattr(generate, "six_words", first_six)
    Shell("nl").new_passphrase(("Molen", "tulpen"))
    assert set(WORDS) - set(given[0]) == {"molen", "tulpen"}
