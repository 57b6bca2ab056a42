"""Beside other programs, both ways: pyrage (Rust) and the `age` program (Go), with keys and with passphrases."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pyrage
import pytest

from houvast.seal.age import Identity, Passphrase, Recipient, open_bytes, open_seekable, open_sequential, seal

if TYPE_CHECKING:
    from pathlib import Path

ALICE = Identity.from_raw(bytes(range(32)))
BOB = Identity.from_raw(bytes(range(32, 64)))
WORDS = "vijf zachte schapen op de dijk é"
CHEAP = Passphrase(WORDS.encode(), log_n=4)
PLAIN = os.urandom(5 * 65_536 + 7)
SIZES = [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 327_680, 327_687]
FEW = [0, 65_536, 131_073]

AGE = shutil.which("age")
needs_age = pytest.mark.skipif(AGE is None, reason="the age program is not installed")

# The program asks for a passphrase on the terminal only, so it gets one; in a process of its own, which has no threads.
ON_A_TERMINAL = """
import os, pty, sys
words, command = sys.argv[1].encode(), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execv(command[0], command)
seen = b""
while True:
    try:
        block = os.read(terminal, 1000)
    except OSError:
        block = b""
    if not block:
        break
    seen += block
    if seen.rstrip().endswith(b":"):
        os.write(terminal, words + b"\\n")
        seen = b""
sys.stderr.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def sealed_in_pieces(plain: bytes, recipient: Recipient | Passphrase) -> bytes:
    sink = io.BytesIO()
    with seal(sink, [recipient]) as writer:
        for start in range(0, len(plain), 50_000):
            writer.write(plain[start : start + 50_000])
    return sink.getvalue()


def opened(sealed: bytes, identity: Identity | Passphrase) -> bytes:
    """Open every way; they must agree."""
    plain = open_bytes(sealed, [identity])
    assert b"".join(open_sequential(io.BytesIO(sealed), [identity])) == plain
    assert open_seekable(io.BytesIO(sealed), [identity]).readall() == plain
    return plain


def run_age(*arguments: str, stdin: bytes = b"") -> bytes:
    assert AGE is not None
    return subprocess.run([AGE, *arguments], input=stdin, capture_output=True, check=True, timeout=60).stdout


def run_age_on_a_terminal(*arguments: str) -> None:
    assert AGE is not None
    command = [sys.executable, "-c", ON_A_TERMINAL, WORDS, AGE, *arguments]
    ran = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("size", SIZES)
def test_pyrage_opens_what_we_sealed_to_a_key(size: int) -> None:
    key = pyrage.x25519.Identity.from_str(ALICE.text)
    assert str(key.to_public()) == ALICE.recipient.text
    assert pyrage.decrypt(sealed_in_pieces(PLAIN[:size], ALICE.recipient), [key]) == PLAIN[:size]


@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_pyrage_sealed_to_two_keys(size: int) -> None:
    keys = [pyrage.x25519.Recipient.from_str(identity.recipient.text) for identity in (BOB, ALICE)]
    assert opened(pyrage.encrypt(PLAIN[:size], keys), ALICE) == PLAIN[:size]


@pytest.mark.parametrize("size", FEW)
def test_pyrage_opens_what_we_sealed_with_a_passphrase(size: int) -> None:
    assert pyrage.passphrase.decrypt(sealed_in_pieces(PLAIN[:size], CHEAP), WORDS) == PLAIN[:size]


def test_we_open_what_pyrage_sealed_with_a_passphrase() -> None:
    sealed = pyrage.passphrase.encrypt(PLAIN[:70_000], WORDS)
    assert open_bytes(sealed, [Passphrase(WORDS.encode())]) == PLAIN[:70_000]


def test_keys_made_by_pyrage_read_and_print_as_ours() -> None:
    for _ in range(20):
        made = pyrage.x25519.Identity.generate()
        identity = Identity.from_text(str(made))
        assert (identity.text, identity.recipient.text) == (str(made), str(made.to_public()))
        assert Recipient.from_text(str(made.to_public())) == identity.recipient


@needs_age
@pytest.mark.parametrize("size", SIZES)
def test_the_age_program_opens_what_we_sealed_to_a_key(size: int, tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(ALICE.text + "\n")
    assert run_age("-d", "-i", str(key), stdin=sealed_in_pieces(PLAIN[:size], ALICE.recipient)) == PLAIN[:size]


@needs_age
@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_the_age_program_sealed_to_two_keys(size: int) -> None:
    sealed = run_age("-r", BOB.recipient.text, "-r", ALICE.recipient.text, stdin=PLAIN[:size])
    assert opened(sealed, ALICE) == opened(sealed, BOB) == PLAIN[:size]


@needs_age
@pytest.mark.parametrize("size", [1, 65_536, 131_073])  # of an empty file the program writes none
def test_the_age_program_opens_what_we_sealed_with_a_passphrase(size: int, tmp_path: Path) -> None:
    sealed, plain = tmp_path / "sealed.age", tmp_path / "plain"
    sealed.write_bytes(sealed_in_pieces(PLAIN[:size], CHEAP))
    run_age_on_a_terminal("-d", "-o", str(plain), str(sealed))
    assert plain.read_bytes() == PLAIN[:size]


@needs_age
def test_we_open_what_the_age_program_sealed_with_a_passphrase(tmp_path: Path) -> None:
    sealed, plain = tmp_path / "sealed.age", tmp_path / "plain"
    plain.write_bytes(PLAIN[:70_000])
    run_age_on_a_terminal("-p", "-o", str(sealed), str(plain))
    assert open_bytes(sealed.read_bytes(), [Passphrase(WORDS.encode())]) == PLAIN[:70_000]
