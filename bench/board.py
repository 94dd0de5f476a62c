"""The counts beside the views of the board, in a book of ten thousand cases and of a million.

python -m bench.board     the books as `make bench-book` makes them, in $DESK_BENCH or .bench

Counted is processor time: a warm book waits for no disk. The statement is the one the board asks,
for a person who holds cases.
"""

import sqlite3
import time
from statistics import median

from bench.large import SIZES, folder, home_of
from db.queue import COUNTS

ROUNDS, LIMIT_MS = 40, 20.0


def counts_ms(path: str) -> tuple[float, int]:
    """The median milliseconds of the counts, and how many cases are open."""
    book = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    holder, moment, day = book.execute(
        "SELECT holder_id, due_at, substr(due_at, 1, 10) FROM cases "
        "WHERE status = 'open' AND due_at IS NOT NULL ORDER BY coalesce(due_at, '~') LIMIT 1"
    ).fetchone()
    asked = {"staff": holder, "now": moment, "today": f"{day}T23:59:59.999999Z", "day": day}
    spent = []
    for _round in range(ROUNDS):
        began = time.process_time()
        book.execute(COUNTS, asked).fetchone()
        spent.append((time.process_time() - began) * 1e3)
    (open_cases,) = book.execute("SELECT count(*) FROM cases WHERE status = 'open'").fetchone()
    book.close()
    return median(spent), int(open_cases)


def main() -> bool:
    """Print the counts at each size; False where one took longer than its limit."""
    kept = True
    for size in SIZES:
        path = home_of(folder(), size) / "desk.db"
        if not path.exists():
            print(f"board counts  {size:>9,} cases: no book; make bench-book makes it")
            continue
        spent, open_cases = counts_ms(str(path))
        kept = kept and spent <= LIMIT_MS
        print(
            f"board counts  {size:>9,} cases, {open_cases:,} open: "
            f"{spent:.2f} ms (limit {LIMIT_MS:.0f} ms)"
        )
    return kept


if __name__ == "__main__":
    raise SystemExit(not main())
