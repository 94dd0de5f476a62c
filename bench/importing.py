"""Taking 100,000 customers in from a CSV of the marketing system, and taking them in again.

python -m bench.importing

Desk: `run_import` from the file to the last committed batch, every row judged, looked up, given
its readings, digested for the journal and put into every index. Floor: the very rows that Desk
wrote, put by bare sqlite3 into a twin book in transactions of the same size. Judged by time of the
processor, which others on the machine lengthen least; the time by the clock stands beside it.
"""

import csv
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random

from bench.books import NUMBER, PIN, empty_home
from bench.registration import Clocked, raw
from db import open_book
from desk.clock import SystemClock
from desk.services.book import open_desk
from desk.services.importing import BATCH, Imported, ImportForm, run_import
from desk.services.people import sign_in

ROWS = 100_000
LEAST = 5000
"""Rows a second."""
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红春梅建国志文海燕小晓雪松"
ROADS = ("河西路", "解放路", "柳林巷", "人民中路", "滨江大道", "东风街", "学院路", "青年路")
HEADERS = (
    "客户编号",
    "户号",
    "户名",
    "联系电话",
    "用电地址",
    "用电类别",
    "台区",
    "表号",
    "客户类型",
)


def write_file(path: Path, rows: int) -> None:
    """An export as the marketing system writes it; the same every time."""
    chance = Random(6)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADERS)
        for n in range(rows):
            name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2))))
            out.writerow(
                (
                    f"33{n:08d}",
                    f"05{n:08d}",
                    name,
                    f"13{chance.randrange(10**9):09d}",
                    f"临江市{chance.choice(ROADS)}{chance.randrange(1, 400)}号"
                    f"{chance.randrange(1, 30)}栋{chance.randrange(101, 2900)}室",
                    "城镇居民生活用电",
                    f"临江{chance.randrange(1, 800):04d}台区",
                    f"{chance.randrange(10**12):012d}",
                    "居民",
                )
            )


def timed(home: Path, path: Path) -> tuple[Clocked, Imported]:
    """How long one import takes, and what came of it."""
    store = open_book(home / "desk.db")
    desk = open_desk(store, SystemClock())
    who = sign_in(desk, NUMBER, PIN)
    took = Clocked([], [])
    done: list[Imported] = []
    took.run(lambda: done.append(run_import(desk, who, ImportForm(path=path))))
    store.close()
    return took, done[0]


def floor(home: Path, folder: Path) -> Clocked:
    """How long bare sqlite3 takes to put the same rows into a book with the same tables."""
    took = Clocked([], [])
    twin = folder / "twin"
    empty_home(twin)
    with closing(sqlite3.connect(home / "desk.db")) as book:
        tables = {
            name: book.execute(f"SELECT * FROM {name} ORDER BY seq").fetchall()
            for name in ("customers", "accounts")
        }
    with closing(raw(twin / "desk.db")) as book:
        took.run(lambda: _put(book, tables))
    return took


def _put(book: sqlite3.Connection, tables: dict[str, list[tuple[object, ...]]]) -> None:
    for at in range(0, ROWS, BATCH):
        book.execute("BEGIN IMMEDIATE")
        for name, rows in tables.items():
            piece = rows[at : at + BATCH]
            marks = ", ".join("?" * len(piece[0]))
            book.executemany(f"INSERT INTO {name} VALUES ({marks})", piece)
        book.execute("COMMIT")


def main() -> bool:
    """Measure, print, and say whether the limit was kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, path = folder / "home", folder / "customers.csv"
        empty_home(home)
        write_file(path, ROWS)
        took, done = timed(home, path)
        assert done.run.added == ROWS, done.run
        again, second = timed(home, path)
        assert second.run.unchanged == ROWS, second.run
        bare = floor(home, folder)
        size = (home / "desk.db").stat().st_size / 1_000_000
    print(f"import of {ROWS:,} customers with accounts, CSV; rows a second")
    for name, one in (("new", took), ("nothing new", again), ("bare sqlite3", bare)):
        print(
            f"  {name:12} of the processor {ROWS / one.processor[0]:8,.0f}   "
            f"by the clock {ROWS / one.clock[0]:8,.0f}"
        )
    ok = ROWS / took.processor[0] >= LEAST
    print(f"  limit        of the processor {LEAST:8,}   {'ok' if ok else 'MISSED'}")
    print(f"  book         {size:8,.0f} MB")
    return ok


if __name__ == "__main__":
    sys.exit(not main())
