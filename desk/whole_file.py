"""Files that are written whole or not at all.

What is written stands under a name of its own until every byte of it is on disk. A program that is
killed leaves at most such a file, which begins with a dot and ends in `.part`.
"""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

PART = ".part"


def write_whole(path: Path, content: bytes, *, over: bool = True) -> None:
    """Put a file there, for its owner alone; one of that name gives way only to a whole one.

    Raises OSError, and FileExistsError where a file stands there and `over` is False.
    """
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=".", suffix=PART)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if over:
            part.replace(path)
        else:
            take_name(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def take_name(part: Path, path: Path) -> None:
    """Give a finished file its name; raises FileExistsError where somebody took it meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):
        # A stick knows no second names.
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        part.replace(path)
        return
    part.unlink()
