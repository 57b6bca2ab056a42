"""The real program at a pseudo-terminal: what is said is waited for, what is typed goes in as a person types it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
from typing import TYPE_CHECKING, Self

from cast import PASSPHRASE
from houvast_run import SOURCE

if TYPE_CHECKING:
    import signal
    from types import TracebackType

CTRL_D, ENTER = "\x04", "\r"
_PATIENCE = 120  # seconds: only a defect takes as long


class Terminal:
    """One command somebody sits at; `screen` is all it showed."""

    def __init__(self, *words: object, passphrase: str | None = PASSPHRASE, lang: str = "nl") -> None:
        environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
        if passphrase is not None:
            environment["HOUVAST_PASSPHRASE"] = passphrase
        self._ours, theirs = pty.openpty()
        self.screen, self._seen = "", 0
        self._program = subprocess.Popen(
            [sys.executable, "-m", "houvast", *map(str, words), "--lang", lang],
            stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - getpass asks the terminal itself
        )  # fmt: skip
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._ours)

    def waits(self, text: str) -> Self:
        """Read until this is said, after what was said before."""
        while text not in self.screen[self._seen :]:
            assert self._read(), f"{text!r} was not said after {self.screen[self._seen :]!r}"
        self._seen = self.screen.index(text, self._seen) + len(text)
        return self

    def types(self, text: str, end: str = ENTER) -> Self:
        """Type this."""
        os.write(self._ours, (text + end).encode())
        return self

    def stops(self, sent: signal.Signals | None = None) -> int:
        """Press Ctrl-C, or send this, until it ends; the exit code. Again after each silent second: before a read, it wakes nobody."""
        for _ in range(_PATIENCE):
            if sent is None:
                os.write(self._ours, b"\x03")
            else:
                self._program.send_signal(sent)
            while select.select([self._ours], [], [], 1)[0]:
                if not self._read():
                    return self.ends()
        raise AssertionError(f"Ctrl-C was not heard after {self.screen!r}")

    def ends(self) -> int:
        """Read to the end; the exit code."""
        while self._read():
            pass
        return self._program.wait(_PATIENCE)

    def _read(self) -> bool:
        assert select.select([self._ours], [], [], _PATIENCE)[0], f"nothing came after {self.screen!r}"
        try:
            said = os.read(self._ours, 65536)
        except OSError:  # the other side is closed
            return False
        self.screen += re.sub(r"\r\n?", "\n", said.decode("utf-8", "replace"))
        return bool(said)
