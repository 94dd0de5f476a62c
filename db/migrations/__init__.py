"""Moving an older book to this version: a verified backup first, then all steps or none.

One file a version in `versions/`, named and numbered like `PRAGMA user_version` after it.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from db.backup import back_up
from db.engine import making
from db.versions import VERSION, mark
from desk.backup.model import Backup

SCRIPTS = Path(__file__).parent


def migrate(
    engine: Engine, book: Path, *, version: int = VERSION, scripts: Path = SCRIPTS
) -> Backup | None:
    """Move the book to `version`; returns the backup that was made, None when it was there.

    A step that was cut off left nothing behind, so this may be called again. `scripts` is the
    folder of the migrations.
    """
    with making(engine) as connection:
        # Another Desk may have done it while this one waited.
        if connection.exec_driver_sql("PRAGMA user_version").scalar_one() >= version:
            return None
        backup = back_up(book, free_name(book, version))
        config = Config()
        config.set_main_option("script_location", str(scripts))
        config.attributes["connection"] = connection
        command.upgrade(config, f"{version:04d}")
        mark(connection, version)
    return backup


def free_name(book: Path, version: int) -> Path:
    """Where the backup before this version goes: beside the book, over nothing."""
    count = 1
    while True:
        again = f"-{count}" if count > 1 else ""
        name = f"{book.stem}.before-version-{version}{again}{book.suffix}"
        if not book.with_name(name).exists():
            return book.with_name(name)
        count += 1
