"""Desk as it is started at a branch, in a terminal of its own, with keys pressed one by one."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import ROOT

COLUMNS, LINES = 80, 24
_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b.")


class Ended(Exception):
    """The moment came at which the program is to be killed."""


def command(home: Path) -> list[str]:
    """How Desk is started on a data folder."""
    return [sys.executable, "-m", "desk", "--at", str(home)]


@dataclass
class Terminal:
    """One running Desk, what it has written, and the moment at which it will be killed."""

    pid: int
    end: int
    until: float = float("inf")
    """On the clock of `time.monotonic`."""
    raw: bytes = b""
    _text: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """Everything that was ever drawn, one piece after the other, without its colours."""
        if not self._text:
            self._text = _ESCAPES.sub(b"", self.raw).decode("utf-8", "replace")
        return self._text

    def press(self, keys: str) -> None:
        """Press keys as a keyboard does, one after the other."""
        os.write(self.end, keys.encode())

    def read(self, seconds: float) -> None:
        """Take what is written within some time; raises Ended when the moment has come."""
        stop = min(time.monotonic() + seconds, self.until)
        while (left := stop - time.monotonic()) > 0:
            if not select.select([self.end], [], [], left)[0]:
                break
            try:
                piece = os.read(self.end, 65_536)
            except OSError as error:
                raise AssertionError(f"Desk ended by itself: {self.text[-2000:]}") from error
            self.raw, self._text = self.raw + piece, ""
        if time.monotonic() >= self.until:
            raise Ended

    def wait_for(self, words: str, seconds: float = 120) -> "re.Match[str]":
        """Read until a pattern was drawn since the last call of `forget`."""
        stop = time.monotonic() + seconds
        while not (found := re.search(words, self.text)):
            if time.monotonic() > stop:
                raise AssertionError(f"{words} was never drawn: {self.text[-2000:]}")
            self.read(0.05)
        return found

    def forget(self) -> None:
        """What was drawn so far no longer counts."""
        self.raw, self._text = b"", ""

    def kill(self) -> None:
        """End it as a power switch would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.end)


def started(home: Path) -> Terminal:
    """Desk on a data folder, before its first screen."""
    pid, end = pty.fork()
    if not pid:
        os.chdir(ROOT)
        os.environ.update(TERM="xterm-256color", LANG="zh_CN.UTF-8", PYTHONPATH=str(ROOT))
        words = command(home)
        os.execv(words[0], words)
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    return Terminal(pid, end)


def signed_in(home: Path, number: str, pin: str) -> Terminal:
    """Desk with somebody at the board."""
    terminal = started(home)
    terminal.wait_for("密码")
    terminal.press(f"{number}\r")
    terminal.read(0.1)
    terminal.press(f"{pin}\r")
    terminal.wait_for("您手上|经办人")
    return terminal


def cut_short(words: list[str], data: bytes, after: float, **environment: str) -> str | None:
    """What a command printed that got to its end with 0 within some time; else it is killed."""
    child = subprocess.Popen(
        words,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        out, _err = child.communicate(data, timeout=after)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return None
    return out.decode() if child.returncode == 0 else None
