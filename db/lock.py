"""Who has a book open, across programs: many may, or one alone for as long as it is exchanged.

The lock belongs to the open file and goes with the process, however that ends.
"""

import errno
import os
import sys
from pathlib import Path
from typing import BinaryIO

SEATS = 64
"""Windows at one book. Where the system knows no shared lock, each takes one of these bytes."""
_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}


class Lock:
    """A lock on the file `path`, which is made; let go by `close`, or by the end of the process."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+b")

    def share(self) -> bool:
        """Be one of many; False while somebody is alone."""
        return self._take(alone=False)

    def alone(self) -> bool:
        """Be the only one; False while anybody else is there."""
        return self._take(alone=True)

    def close(self) -> None:
        """Let go."""
        self._file.close()

    if sys.platform == "win32":

        def _take(self, *, alone: bool) -> bool:
            import msvcrt

            def locked(at: int, count: int) -> bool:
                self._file.seek(at)
                try:
                    msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, count)
                except OSError:
                    return False
                return True

            if alone:
                return locked(0, SEATS)
            return any(locked(at, 1) for at in range(SEATS))

    else:

        def _take(self, *, alone: bool) -> bool:
            import fcntl

            how = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
            try:
                fcntl.flock(self._file.fileno(), how | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            except OSError as error:
                # A file system without locks: the database's own still keep writers apart.
                return error.errno in _NO_LOCKS_HERE
            return True


def lock_of(book: Path) -> Path:
    """The file by which those who have a book open know of each other."""
    return book.with_name(f"{book.name}.lock")
