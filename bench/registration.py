"""Registering a case with three points, beside the same rows written by bare sqlite3.

python -m bench.registration

Desk: `register_case` as the screen calls it, from form to committed journal entry. Floor: the
very rows that Desk wrote, inserted into a twin book with the same tables, indexes and pragmas in
one transaction, every value known beforehand. Both books are warm and grow side by side.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import quantiles

from db import open_book
from db.mapping import MAPPINGS
from db.pairs import indexed
from desk.branch import Branch
from desk.clock import SystemClock
from desk.enums import Channel, PointKind, Topic
from desk.forms import CaseForm, CustomerForm, PointForm, StaffForm
from desk.services.base import Desk
from desk.services.book import init_book
from desk.services.intake import register_case
from desk.services.people import sign_in
from desk.staff.model import Actor

WARM, ROUNDS = 50, 500
MOST_TIMES = 4.0
"""Desk may take so many times as long as bare sqlite3 (median)."""
MOST_P99_MS = 15.0

PIN = "739146"
PRAGMAS = (
    *("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 10000"),
    "secure_delete = ON",
)
SINGLE = ("case_words", "customer_words", "journal", "serials")
SHELVES = ("case", "customer")


@dataclass(frozen=True, slots=True)
class Clocked:
    """Seconds of each round, by the clock and of the processor."""

    clock: list[float]
    processor: list[float]

    def run(self, round_: Callable[[], object]) -> None:
        """One more round."""
        began, worked = time.perf_counter(), time.thread_time()
        round_()
        self.processor.append(time.thread_time() - worked)
        self.clock.append(time.perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Times:
    """What each round took."""

    desk: Clocked
    floor: Clocked


@dataclass(frozen=True, slots=True)
class Written:
    """What one registration wrote: for each table and index its statement and rows."""

    rows: list[tuple[str, list[tuple[object, ...]]]]


def form(n: int) -> CaseForm:
    """A new customer with three points; no two alike."""
    return CaseForm(
        topic=Topic.METERING_BILLING,
        channel=Channel.WALK_IN,
        narrative=(
            f"我家上个月用电{n}度，这个月一下子多出一倍，家里没有添电器，也没有人回来住。"
            "邻居说电表新换过，我想知道是不是表走快了，多收的钱能不能退，什么时候给我答复。"
        ),
        points=[
            PointForm(kind=PointKind.ALLEGATION, matter=f"电表走快，第{n}户"),
            PointForm(kind=PointKind.REQUEST, matter="退还多收的电费"),
            PointForm(kind=PointKind.QUESTION, matter="什么时候答复"),
        ],
        customer=CustomerForm(
            name=f"佟安{n}",
            salutation="女士",
            phone=f"139{n:08d}",
            account_no=f"05{n:08d}",
            address=f"临江市河西路{n}号",
        ),
        told="三个工作日内与您联系",
    )


def raw(path: Path) -> sqlite3.Connection:
    """A bare connection with the pragmas of Desk."""
    book = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        book.execute(f"PRAGMA {pragma}")
    return book


class Reader:
    """Reads what was added since it last looked."""

    def __init__(self, path: Path) -> None:
        self.book = sqlite3.connect(path, isolation_level=None)
        kept = [mapping.table for mapping in MAPPINGS.values()]
        self.columns = {
            table: [row[1] for row in self.book.execute(f"PRAGMA table_info({table})")]
            for table in (*kept, *SINGLE)
        }
        self.seen = dict.fromkeys([*kept, "case_words", "customer_words", "journal"], 0)
        self.found = dict.fromkeys(SHELVES, 0)

    def new(self) -> Written:
        rows: list[tuple[str, list[tuple[object, ...]]]] = []
        for table, seen in self.seen.items():
            found = self.book.execute(
                f"SELECT * FROM {table} WHERE seq > ? ORDER BY seq", (seen,)
            ).fetchall()
            if found:
                self.seen[table] = found[-1][0]
                rows.append((self._insert(table, "INSERT"), found))
        serials = self.book.execute("SELECT * FROM serials").fetchall()
        rows.append((self._insert("serials", "INSERT OR REPLACE"), serials))
        for shelf in SHELVES:
            found = self.book.execute(
                f"SELECT seq, text, marks FROM {shelf}_words WHERE seq > ? ORDER BY seq",
                (self.found[shelf],),
            ).fetchall()
            if found:
                self.found[shelf] = found[-1][0]
                statement = f"INSERT INTO {shelf}_pairs (rowid, pairs) VALUES (?, ?)"
                rows.append((statement, [(seq, indexed(*words)) for seq, *words in found]))
        return Written(rows)

    def _insert(self, table: str, verb: str) -> str:
        columns = self.columns[table]
        return (
            f"{verb} INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        )


def write(book: sqlite3.Connection, written: Written) -> None:
    """The floor: the same rows in one transaction."""
    book.execute("BEGIN IMMEDIATE")
    for statement, rows in written.rows:
        if len(rows) == 1:
            book.execute(statement, rows[0])
        else:
            book.executemany(statement, rows)
    book.execute("COMMIT")


def timed(run: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def begin(path: Path) -> tuple[Desk, Actor]:
    """A new book with a lead, and the lead signed in."""
    desk = init_book(
        open_book(path, create=True),
        SystemClock(),
        Branch(id="", code="HD01", name="临江供电营业厅", unit="临江供电公司", letter_word=""),
        StaffForm(number="1001", name="员工1001", role="lead"),
        PIN,
    )
    return desk, sign_in(desk, "1001", PIN)


def measure(folder: Path, warm: int = WARM, rounds: int = ROUNDS) -> Times:
    """Register and write in turns, so that both meet the same disk and the same machine."""
    desk, who = begin(folder / "desk.db")
    open_book(folder / "twin.db", create=True).close()
    times = Times(Clocked([], []), Clocked([], []))
    with closing(raw(folder / "twin.db")) as twin:
        reader = Reader(folder / "desk.db")
        write(twin, reader.new())
        for n in range(warm + rounds):
            times.desk.run(partial(register_case, desk, who, form(n)))
            times.floor.run(partial(write, twin, reader.new()))
        reader.book.close()
    desk.store.close()
    for clocked in (times.desk, times.floor):
        del clocked.clock[:warm], clocked.processor[:warm]
    return times


def p99(seconds: Sequence[float]) -> float:
    """The time that one in a hundred exceeds."""
    return quantiles(seconds, n=100)[98]


def p50(seconds: Sequence[float]) -> float:
    """The median."""
    return quantiles(seconds, n=2)[0]


def main() -> bool:
    """Print both; whether Desk keeps to its limits."""
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder))
    for name, took in (("desk", times.desk), ("bare sqlite3", times.floor)):
        print(
            f"registration, {name:12}  of the processor p50 {p50(took.processor) * 1e3:6.2f} ms   "
            f"by the clock p50 {p50(took.clock) * 1e3:6.2f} p99 {p99(took.clock) * 1e3:6.2f} ms"
        )
    by_clock = p50(times.desk.clock) / p50(times.floor.clock)
    of_processor = p50(times.desk.processor) / p50(times.floor.processor)
    print(
        f"registration, ratio of medians by the clock {by_clock:.2f} (limit {MOST_TIMES:.1f}), "
        f"of the processor {of_processor:.2f}"
    )
    # A disk that makes bare sqlite3 wait as long says nothing about Desk.
    slowest = max(MOST_P99_MS / 1e3, MOST_TIMES * p99(times.floor.clock))
    return by_clock <= MOST_TIMES and p99(times.desk.clock) <= slowest


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
