"""What the board counts, in a book of ten thousand cases and of a million.

python -m bench.board     the books as `make bench-book` makes them, in $DESK_BENCH or .bench

Counted is processor time: a warm book waits for no disk. The statements are those the board asks,
for a person who holds cases: the counts beside its views, and what of all that is open falls due on
each place of the strip of ten working days.
"""

import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from bench.large import SIZES, folder, home_of
from db.queue import COUNTS, due_statement, span_bounds
from desk.calendar import WorkCalendar
from desk.due_days import strip_of
from desk.hours import BranchHours
from desk.views import View

ROUNDS, LIMIT_MS = 40, 20.0


@dataclass(frozen=True, slots=True)
class Times:
    """Median milliseconds of the counts and of the strip, and how many cases are open."""

    counts: float
    strip: float
    open_cases: int


def measured(path: str) -> Times:
    """What the board asks of one book."""
    book = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    holder, moment, day = book.execute(
        "SELECT holder_id, due_at, substr(due_at, 1, 10) FROM cases "
        "WHERE status = 'open' AND due_at IS NOT NULL ORDER BY coalesce(due_at, '~') LIMIT 1"
    ).fetchone()
    asked = {"staff": holder, "now": moment, "today": f"{day}T23:59:59.999999Z", "day": day}
    cells = strip_of(datetime.fromisoformat(moment), WorkCalendar(), BranchHours())
    places = {**asked, "spans": json.dumps([span_bounds(cell.span) for cell in cells])}
    counts = _median(lambda: book.execute(COUNTS, asked).fetchone())
    strip = _median(lambda: book.execute(due_statement(View.ALL), places).fetchall())
    (open_cases,) = book.execute("SELECT count(*) FROM cases WHERE status = 'open'").fetchone()
    book.close()
    return Times(counts, strip, int(open_cases))


def _median(ask: Callable[[], object]) -> float:
    spent = []
    for _round in range(ROUNDS):
        began = time.process_time()
        ask()
        spent.append((time.process_time() - began) * 1e3)
    return median(spent)


def main() -> bool:
    """Print the counts at each size; False where one took longer than its limit."""
    kept = True
    for size in SIZES:
        path = home_of(folder(), size) / "desk.db"
        if not path.exists():
            print(f"board counts  {size:>9,} cases: no book; make bench-book makes it")
            continue
        found = measured(str(path))
        kept = kept and max(found.counts, found.strip) <= LIMIT_MS
        print(
            f"board counts  {size:>9,} cases, {found.open_cases:,} open: "
            f"{found.counts:.2f} ms, strip of days {found.strip:.2f} ms "
            f"(limit {LIMIT_MS:.0f} ms each)"
        )
    return kept


if __name__ == "__main__":
    raise SystemExit(not main())
