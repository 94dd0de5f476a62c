"""A small book of the version that is being released, for the versions after it to open.

python tools/release_book.py     writes tests/data/books/version-<number of the tables>.db

Run it once when a version is released, and keep the file for good: a test opens every one of
them in the newest Desk. One that is there already is never written over.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from db import open_book
from db.backup import back_up
from db.versions import VERSION
from desk.cli.demo_case import main_job
from desk.clock import SetClock

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "books"
WHEN = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def release(folder: Path, work: Path) -> Path:
    """Write the book into `folder`; `work` is an empty folder to make it in."""
    store = open_book(work / "desk.db", create=True)
    try:
        # A case that was registered, answered point by point, approved and issued.
        main_job(store, SetClock(WHEN).now())
    finally:
        store.close()
    return back_up(work / "desk.db", folder / f"version-{VERSION}.db", at=WHEN).path


def main() -> int:
    """Write it, and say where."""
    from tempfile import TemporaryDirectory

    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as work:
        sys.stdout.write(f"{release(FOLDER, Path(work))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
