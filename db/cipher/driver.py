"""SQLCipher in the place of SQLite: the same interface, with a key before the first statement."""

import sqlite3
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from desk.i18n import _
from desk.refusals import Refusal

KEY_BYTES = 32
"""AES-256."""

_ERRORS = (
    *("InterfaceError", "DatabaseError", "DataError", "OperationalError", "IntegrityError"),
    *("InternalError", "ProgrammingError", "NotSupportedError"),
)


@cache
def module() -> ModuleType:
    """The driver. Refuses where the extra was not installed (code "no_cipher")."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise Refusal(
            _("This Desk was installed without the part that reads encrypted books."),
            _("Install it: pip install “desk[encrypted]”."),
            code="no_cipher",
        ) from error
    driver = cast(ModuleType, dbapi2)
    for name in _ERRORS:
        # Whoever waits for an error of SQLite waits for one of this SQLite as well.
        theirs, ours = getattr(driver, name), getattr(sqlite3, name)
        if not issubclass(theirs, ours):
            theirs.__bases__ = (*theirs.__bases__, ours)
    with_settings = driver.connect(":memory:")
    # It writes to the standard error otherwise, across the screen.
    with_settings.execute("PRAGMA cipher_log_level = NONE")
    with_settings.close()
    return driver


def spelt(raw: bytes) -> str:
    """A key as SQLCipher takes it as it is, without stretching it again."""
    assert len(raw) == KEY_BYTES
    return f"x'{raw.hex()}'"


def connect(path: Path | str, raw: bytes | None, **more: Any) -> sqlite3.Connection:
    """Open a file with its key; with None one that is not encrypted. Transactions are yours."""
    found = module().connect(str(path), isolation_level=None, **more)
    if raw is not None:
        # Not by PRAGMA: a statement may be written down somewhere, an argument is not.
        found.set_key(spelt(raw).encode())
    # What SQLite sets aside while it sorts and builds never touches the disk.
    found.execute("PRAGMA temp_store = MEMORY")
    return cast(sqlite3.Connection, found)
