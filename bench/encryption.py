"""What encryption costs: the same book plain and encrypted, in one run.

python -m bench.encryption

Registration: `register_case` in turns in a plain and an encrypted book, warm; processor time. Cold
scan: every narrative read by a connection that has nothing in its cache, as a list over everything
does. Open: a store opened and read once. Unlock: the passphrase stretched, once in a start. The
ratios are what is judged: both books meet the same machine.
"""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from bench.registration import begin, form
from db import open_book
from db.bare import bare
from db.cipher import keyring
from db.cipher.vault import BookVault
from desk.services.base import Desk
from desk.services.intake import register_case
from desk.staff.model import Actor

WARM, ROUNDS, SCANS, OPENS, UNLOCKS = 20, 200, 15, 15, 5
MOST_REGISTER, MOST_SCAN, MOST_OPEN = 2.0, 6.0, 3.0
"""An encrypted book may take so many times as long as a plain one."""
PASSPHRASE = "correct horse battery"


def busy(run: Callable[[], object]) -> float:
    """Seconds of the processor that a call takes."""
    began = time.process_time()
    run()
    return time.process_time() - began


def registered(places: list[tuple[Desk, Actor]]) -> list[float]:
    """Median seconds of a registration in each book, taken in turns."""
    took: list[list[float]] = [[] for _place in places]
    for n in range(WARM + ROUNDS):
        for (desk, who), times in zip(places, took, strict=True):
            times.append(busy(partial(register_case, desk, who, form(n))))
    return [median(times[WARM:]) for times in took]


def scan(path: Path) -> None:
    """Read every narrative and journal entry with an empty cache."""
    with closing(bare(path)) as book:
        book.execute("SELECT sum(length(narrative)) FROM cases").fetchone()
        book.execute("SELECT sum(length(changes)) FROM journal").fetchone()


def opened(path: Path) -> None:
    """Open a store and read once."""
    store = open_book(path)
    with store.read() as book:
        book.journal_head()
    store.close()


def unlocked(path: Path) -> None:
    """What a start does with the passphrase."""
    keyring.forget()
    BookVault().unlock(path, PASSPHRASE, now_of(path))


def now_of(path: Path) -> datetime:
    """A time; no wrong passphrase makes anybody wait here."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def main() -> bool:
    """Print both; whether the cost keeps to its limits."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("plain.db", "encrypted.db")]
        BookVault().make(paths[1], PASSPHRASE)
        places = [begin(path) for path in paths]
        register = registered(places)
        for desk, _who in places:
            desk.store.close()
        scans = [median(busy(partial(scan, path)) for _n in range(SCANS)) for path in paths]
        opens = [median(busy(partial(opened, path)) for _n in range(OPENS)) for path in paths]
        unlock = median(busy(partial(unlocked, paths[1])) for _n in range(UNLOCKS))
        sizes = [path.stat().st_size / 1e6 for path in paths]
    kept = True
    for name, (plain, encrypted), most in (
        ("registration", register, MOST_REGISTER),
        (f"cold scan of {sizes[0]:.1f} MB", scans, MOST_SCAN),
        ("open and first reading", opens, MOST_OPEN),
    ):
        ratio = encrypted / plain
        kept = kept and ratio <= most
        print(
            f"encryption, {name:22}  of the processor plain {plain * 1e3:7.2f} ms, encrypted "
            f"{encrypted * 1e3:7.2f} ms, ratio {ratio:.2f} (limit {most:.1f})"
        )
    print(
        f"encryption, size {sizes[1] / sizes[0]:.2f} times; unlocking by passphrase, once in a "
        f"start: {unlock * 1e3:.0f} ms of the processor on all cores"
    )
    return kept


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
