"""Where faults are written down: kind and place of each, never a value that was worked with.

An error's own message may hold what a customer said or what somebody typed, so no message and no
local variable is kept, of ours or of a library's. The file can be sent to support as it is.
"""

import errno
import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from desk import __version__
from desk.refusals import Refusal

OURS = ("desk", "db", "screens")
ROOT = Path(__file__).resolve().parent.parent
LIMIT = 500_000
"""Bytes after which a file is put aside and another begun."""
KEPT = 2
"""Files that were put aside; the oldest goes when there are more."""
FRAMES = 40
"""Lines of one traceback, the innermost."""


def told(error: BaseException) -> str:
    """What went wrong, without a word of what it was about: kind, place, the system's number."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if _place(one.filename).startswith(OURS)]
    at = (own or list(frames))[-1:]
    place = f" at {_place(at[0].filename)}:{at[0].lineno}" if at else ""
    return f"{_kind(error)}{place}"


def _kind(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} {errno.errorcode.get(error.errno, error.errno)}"
    if isinstance(error, Refusal):
        return f"{name} {error.code}"
    known = getattr(error, "sqlite_errorname", None)
    return f"{name} {known}" if isinstance(known, str) else name


def _place(file: str) -> str:
    """A file as everybody has it: the folders of this computer are nobody's business."""
    path = Path(file)
    with suppress(ValueError):
        return path.relative_to(ROOT).as_posix()
    parts = path.parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return path.name


def _lines(error: BaseException) -> Iterator[str]:
    """An error and what led to it, the first cause first."""
    chain: list[BaseException] = []
    last: BaseException | None = error
    while last is not None and last not in chain and len(chain) < 6:
        chain.append(last)
        last = last.__cause__ or (None if last.__suppress_context__ else last.__context__)
    for one in reversed(chain):
        for frame in traceback.extract_tb(one.__traceback__)[-FRAMES:]:
            yield f"    {_place(frame.filename)}:{frame.lineno} {frame.name}"
        yield f"  {_kind(one)}"


def _said(record: logging.LogRecord) -> str:
    """A message of ours with whatever was put into it taken out; of a library only the place."""
    if record.name.partition(".")[0] not in OURS:
        return f"{_place(record.pathname)}:{record.lineno}"
    args = record.args if isinstance(record.args, tuple) else ()
    try:
        return str(record.msg) % tuple(map(_argument, args)) if args else str(record.msg)
    except (TypeError, ValueError):
        return f"{_place(record.pathname)}:{record.lineno}"


def _argument(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, BaseException):
        return told(value)
    return value.__name__ if isinstance(value, type) else "…"


class QuietFile(logging.Handler):
    """Appends to one small file, opened for each entry: several windows write to it."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.WARNING)
        self.path = path

    def emit(self, record: logging.LogRecord) -> None:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        lines = [f"{at} {__version__} {record.levelname} {record.name}: {_said(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += _lines(record.exc_info[1])
        self.write("\n".join(lines) + "\n")

    def write(self, text: str) -> bool:
        """Append a text; False where nothing can be written, which must disturb nobody."""
        content = text.encode("utf-8", "replace")
        with suppress(OSError):
            if self.path.stat().st_size + len(content) > LIMIT:
                self._turn()
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError:
            return False
        try:
            os.write(handle, content)
        except OSError:
            return False
        finally:
            os.close(handle)
        return True

    def _turn(self) -> None:
        files = files_of(self.path)
        for younger, older in zip(files[-2::-1], files[:0:-1], strict=True):
            with suppress(OSError):
                younger.replace(older)


def files_of(path: Path) -> list[Path]:
    """The file that is written to and those put aside, the youngest first."""
    return [path, *(path.with_name(f"{path.name}.{n}") for n in range(1, KEPT + 1))]


def begin(path: Path) -> None:
    """Have every fault of this process written to `path`, and nothing of it shown."""
    logging.raiseExceptions = False
    root = logging.getLogger()
    for handler in [*root.handlers]:
        if isinstance(handler, QuietFile):
            root.removeHandler(handler)
    root.addHandler(QuietFile(path))
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def write_down(path: Path, error: BaseException) -> bool:
    """Keep one error; whether that was possible."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return QuietFile(path).write("\n".join([f"{at} {__version__} ERROR desk:", *_lines(error), ""]))


def _uncaught(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    if isinstance(error, KeyboardInterrupt):
        return
    logging.getLogger("desk").error("ended by an error", exc_info=error)
    sys.stderr.write(f"Desk: {told(error)}\n")


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        logging.getLogger("desk").error("a thread ended", exc_info=args.exc_value)


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        logging.getLogger("desk").error("could not be raised", exc_info=args.exc_value)
