"""A program in a pseudo-terminal: start it, press keys, wait for what it paints."""

import os
import select
import signal
import struct
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

PATIENCE = 30.0
"""Seconds after which a program that paints nothing has failed."""


class Terminal:
    """Runs `argv` in a terminal of a size; everything it writes is kept in `painted`."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        import fcntl
        import pty
        import termios

        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            close_fds=True,
            start_new_session=True,
            env={**os.environ, **(env or {}), "TERM": "xterm-256color"},
        )
        os.close(slave)
        self.painted = b""

    def processor(self) -> float:
        """Seconds of the processor that the program used so far, by all its threads."""
        used = 0
        for stat in Path(f"/proc/{self._process.pid}/task").glob("*/schedstat"):
            # A thread may end while it is looked for.
            with suppress(OSError):
                used += int(stat.read_text("ascii").split()[0])
        return used / 1e9

    def press(self, keys: str) -> float:
        """Send keys; the instant they were sent."""
        os.write(self._master, keys.encode())
        return time.perf_counter()

    def wait(self, *signs: str, since: int = 0, patience: float = PATIENCE) -> float:
        """Wait until every sign was painted after the byte `since`; the instant of the last."""
        wanted = [sign.encode() for sign in signs]
        end = time.perf_counter() + patience
        while not all(sign in self.painted[since:] for sign in wanted):
            if not self._read(end - time.perf_counter()):
                shown = self.painted[-2000:].decode(errors="replace")
                raise RuntimeError(f"{signs} was not painted: {shown}")
        return time.perf_counter()

    def wait_for_paint(self, patience: float = PATIENCE) -> float:
        """Wait for the next bytes, whatever they are."""
        if not self._read(patience):
            raise RuntimeError("nothing was painted")
        return time.perf_counter()

    def settle(self, quiet: float = 0.15) -> int:
        """Read until nothing more comes for so many seconds; how many bytes were read in all."""
        while self._read(quiet):
            pass
        return len(self.painted)

    def listen(self, seconds: float) -> int:
        """Read whatever comes in so many seconds; how many bytes came."""
        before, end = len(self.painted), time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        return len(self.painted) - before

    def _read(self, patience: float) -> bool:
        ready, _write, _error = select.select([self._master], [], [], max(0.0, patience))
        if not ready:
            return False
        try:
            piece = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.painted += piece
        return bool(piece)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._master)
