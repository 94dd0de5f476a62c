"""Files for a moment: pages to look at, copies of attachments. Gone when Desk ends, or soon after.

Every running Desk has a folder of its own below `passing` in the data folder and holds a lock in
it. Whoever starts removes the folders whose Desk is not there any more: a crash leaves nothing
for longer than until the next start.
"""

import os
import secrets
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

NAME = "passing"
LOCK = "held"
HALF = ".*.part"
"""Names of what was being written when a program ended."""
YOUNG = 60
"""Seconds in which a half file may be one that another window is writing."""


class Passing:
    """The folder of one running Desk; made when it is first asked for."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folder: Path | None = None
        self._held = -1

    def folder(self) -> Path:
        """Where files for a moment go; only this account may look into it. May raise OSError."""
        if self._folder is None:
            above = self._home / NAME
            above.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = above / secrets.token_hex(6)
            folder.mkdir(mode=0o700)
            self._held = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
            _take(self._held)
            self._folder = folder
        return self._folder

    def end(self) -> None:
        """Remove the folder with all that is in it, as far as no other program holds a file."""
        if self._folder is not None:
            os.close(self._held)
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def clear(home: Path) -> int:
    """Remove what programs that are no longer there have left; how many things went."""
    gone = 0
    for folder in _below(home / NAME):
        if folder.is_dir() and not folder.is_symlink() and not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)
            gone += not folder.exists()
    for place in (home, home / "letters", *_below(home / "letters")):
        if place.is_dir() and not place.is_symlink():
            gone += sum(map(_remove_half, place.glob(HALF)))
    return gone


def _below(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _remove_half(path: Path) -> bool:
    try:
        if path.is_symlink() or not path.is_file() or time.time() - path.stat().st_mtime < YOUNG:
            return False
        path.unlink()
    except OSError:
        return False
    return True


def _take(handle: int) -> None:
    # Windows keeps an open file from being removed, which says the same as a lock.
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def _is_held(folder: Path) -> bool:
    """Whether the Desk of a folder is still there."""
    path = folder / LOCK
    if sys.platform == "win32":
        with suppress(FileNotFoundError):
            try:
                path.unlink()
            except OSError:
                return True
        return False
    import fcntl

    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        # A folder that is just being made has no lock yet.
        return _age(folder) < YOUNG
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
