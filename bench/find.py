"""Finding, paging and registering in a book of ten thousand cases and in one of a million.

python -m bench.find      the books as `make bench-book` makes them, in $DESK_BENCH or .bench

Find: `lists.find` as the search box calls it, from text to rows with their excerpts, for every
kind of term, other words each time; p95 of processor time, since a warm book waits for no disk and
what others do on the machine says nothing about Desk. Floor: the bare statements of the index,
rowids alone. LIKE: the texts looked through for the same rare words.

The two books are compared where they are asked for the same. Of many terms ten thousand cases hold
a few rows and a million hold a page of fifty: each row costs its excerpt in either book. So a term
of which the large book shows more rows is measured by what a row costs; with the rows the question
itself counts as one. Both are printed, and how many rows one in twenty questions exceeds.
"""

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import quantiles

from bench.books import NUMBER, PIN
from bench.large import SIZES, folder, home_of, is_whole
from bench.large_rows import RARE, WORDS, row_id
from bench.registration import form, timed
from db import open_book
from db.folding import words_of
from db.pairs import query
from desk.clock import SystemClock
from desk.enums import Topic
from desk.finding import EVERYTHING, FoundKind, Narrowing
from desk.names import readings
from desk.services.base import Desk
from desk.services.book import open_desk
from desk.services.customer_file import customer_file
from desk.services.intake import register_case
from desk.services.lists import find, queue
from desk.services.people import sign_in
from desk.staff.model import Actor
from desk.views import View

ROUNDS = 60
FIND_MS, QUEUE_MS, CUSTOMER_MS, MEMORY_MB = 30.0, 20.0, 50.0, 150.0
SIZE_TIMES, LIKE_TIMES, REGISTER_TIMES = 2.0, 50.0, 1.2
LEAST_MS = 5.0
"""Two sizes are compared where the larger takes longer; nobody notices what is below it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A kind of term: words of it, and what narrows the search."""

    name: str
    words: list[str]
    narrowing: Narrowing = EVERYTHING


def p95(seconds: list[float]) -> float:
    """Milliseconds that one in twenty exceeds."""
    return quantiles(seconds, n=20)[18] * 1e3


def p50(seconds: list[float]) -> float:
    """The median in milliseconds."""
    return quantiles(seconds, n=2)[0] * 1e3


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that each question took, by the clock and of the processor."""

    clock: list[float]
    processor: list[float]

    @classmethod
    def of(cls, questions: Iterable[Callable[[], object]]) -> "Times":
        clock, processor = [], []
        for ask in questions:
            began, worked = time.perf_counter(), time.thread_time()
            ask()
            processor.append(time.thread_time() - worked)
            clock.append(time.perf_counter() - began)
        return cls(clock, processor)


class Book:
    """An open large book, and what stands in it."""

    def __init__(self, home: Path) -> None:
        self.path = home / "desk.db"
        self.store = open_book(self.path)
        self.desk: Desk = open_desk(self.store, SystemClock())
        self.who: Actor = sign_in(self.desk, NUMBER, PIN)
        self.raw = sqlite3.connect(self.path, isolation_level=None)
        self.rng = random.Random(5)

    def close(self) -> None:
        self.raw.close()
        self.store.close()

    def sample(self, statement: str, table: str) -> list[str]:
        """A value of each of some rows from all over a table."""
        last = self.raw.execute(f"SELECT max(seq) FROM {table}").fetchone()[0]
        places = [self.rng.randrange(1, last + 1) for _round in range(ROUNDS)]
        return [str(self.raw.execute(statement, (place,)).fetchone()[0]) for place in places]

    def terms(self) -> list[Term]:
        names = self.sample("SELECT name FROM customers WHERE seq = ?", "customers")
        phones = self.sample("SELECT phone FROM customers WHERE seq = ?", "customers")
        numbers = self.sample("SELECT number FROM accounts WHERE seq = ?", "accounts")
        homes = self.sample("SELECT address FROM customers WHERE seq = ?", "customers")
        cases = self.sample("SELECT reference FROM cases WHERE seq = ?", "cases")
        letters = self.sample("SELECT number FROM letters WHERE seq = ?", "letters")
        said = [self.rng.choice(WORDS) for _round in range(ROUNDS)]
        rare = ["".join(self.rng.sample(RARE, 2)) for _round in range(ROUNDS)]
        at = [self.rng.randrange(max(1, len(one) - 3)) for one in said]
        two = [one[place : place + 2] for one, place in zip(said, at, strict=True)]
        three = [one[place : place + 3] for one, place in zip(said, at, strict=True)]
        both = [f"{self.rng.choice(said)[:3]} {self.rng.choice(said)[-3:]}" for _round in said]
        kinds = Narrowing(kinds=frozenset({FoundKind.LETTER}))
        return [
            Term("name, whole", names),
            Term("name, one character", [name[-1] for name in names]),
            Term("initials", [readings(name)[1].split()[0] for name in names]),
            Term("initials, two", [readings(name)[1].split()[0][:2] for name in names]),
            Term("pinyin, whole", [readings(name)[0].split()[0] for name in names]),
            Term("pinyin, beginning", [readings(name)[0][:4] for name in names]),
            Term("phone, whole", phones),
            Term("phone, first digits", [phone[:4] for phone in phones]),
            Term("phone, last four", [phone[-4:] for phone in phones]),
            Term("phone, a piece", [phone[3:8] for phone in phones]),
            Term("account, whole", numbers),
            Term("account, last four", [number[-4:] for number in numbers]),
            Term("address, a piece", [home[3:9] for home in homes]),
            Term("address, house", [home[home.index("路") + 1 :] for home in homes]),
            Term("case number", cases),
            Term("letter number", letters),
            Term("words, two characters", two),
            Term("words, three characters", three),
            Term("words, a clause", said),
            Term("words, two of them", both),
            Term("words, rare", rare),
            Term(
                "words, traditional", [one.replace("电", "電").replace("费", "費") for one in two]
            ),
            Term("words in letters", two, kinds),
            Term(
                "name and digits", [f"{n[0]} {p[-4:]}" for n, p in zip(names, phones, strict=True)]
            ),
            Term("words, open alone", two, Narrowing(open_only=True)),
            Term("words, due first", two, Narrowing(due_first=True)),
            Term("words, by topic", two, Narrowing(topic=Topic.RENEWABLE_SETTLEMENT)),
            Term("rare, open alone", rare, Narrowing(open_only=True)),
        ]

    def find(self, term: Term, word: str) -> None:
        find(self.desk, self.who, word, narrowing=term.narrowing)

    def shown(self, term: Term) -> float:
        """How many rows the longest answers have; one in twenty has more."""
        found = (find(self.desk, self.who, word, narrowing=term.narrowing) for word in term.words)
        return quantiles(map(len, found), n=20)[18]

    def asks(self, term: Term) -> list[Callable[[], object]]:
        """The questions of a term, the first few of them asked already."""
        asks = [partial(self.find, term, word) for word in term.words]
        for ask in asks[:5]:
            ask()
        return list(asks)

    def floor(self, term: Term) -> Times:
        """The index asked for the newest rowids and nothing else."""
        statement = "SELECT rowid FROM {0} WHERE {0} MATCH ? ORDER BY rowid DESC LIMIT 50"
        asked = [statement.format(f"{shelf}_pairs") for shelf in ("case", "customer", "letter")]

        def ask(word: str) -> None:
            for each in asked:
                self.raw.execute(each, (query(words_of(word)),)).fetchall()

        return Times.of(partial(ask, word) for word in term.words)

    def like(self, words: list[str]) -> list[float]:
        """The texts of cases looked through from end to end for words."""
        statement = "SELECT seq FROM case_words WHERE text LIKE ? ORDER BY seq DESC LIMIT 50"

        def ask(word: str) -> None:
            self.raw.execute(statement, (f"%{word}%",)).fetchall()

        return [timed(partial(ask, word)) for word in words[:3]]

    def pages(self) -> Times:
        """The first and the second page of each view of the board."""
        asked: list[Callable[[], object]] = []
        for view in View:
            rows = queue(self.desk, self.who, view)
            asked.append(partial(queue, self.desk, self.who, view))
            after = rows[-1].cursor if rows else ""
            asked.append(partial(queue, self.desk, self.who, view, after=after))
        return Times.of(asked * 3)

    def opened(self) -> Times:
        """The file of the customer who came five hundred times."""
        ask = partial(customer_file, self.desk, self.who, row_id("u", 7))
        ask()
        return Times.of([ask] * 20)


def registered(homes: list[Path], rounds: int = 200) -> list[list[float]]:
    """Registrations in copies of the books in turns, so that both meet the same machine."""
    books = [Book(home) for home in homes]
    times: list[list[float]] = [[] for _book in books]
    for n in range(rounds + 20):
        for book, took in zip(books, times, strict=True):
            took.append(timed(partial(register_case, book.desk, book.who, form(n))))
    for book in books:
        book.close()
    return [took[20:] for took in times]


MEMORY = """
import sys
from pathlib import Path
from bench.find import Book, rss
from desk.services.lists import find, queue
from desk.views import View
import screens.app, screens.board.screen, screens.case.screen, screens.intake.screen
import screens.dialogs.find
book = Book(Path(sys.argv[1]))
queue(book.desk, book.who, View.ALL)
for text in ("电费", "zw", "1380", "停电 通知"):
    find(book.desk, book.who, text)
print(rss())
"""


def rss() -> float:
    """Megabytes that this process held when it held most, signing in included."""
    held = next(
        line
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        if line.startswith("VmHWM")
    )
    return int(held.split()[1]) / 1024


def memory(home: Path) -> float:
    """Megabytes of a process with the application's modules that has looked and searched."""
    run = subprocess.run(
        [sys.executable, "-c", MEMORY, str(home)], capture_output=True, text=True, check=True
    )
    return float(run.stdout)


def main() -> bool:
    """Print everything; whether every limit is kept."""
    homes = [home_of(folder(), size) for size in SIZES]
    if not all(map(is_whole, homes)):
        print(f"find: no large books of this version in {folder()}; make bench-book makes them")
        return False
    small, large = (Book(home) for home in homes)
    kept = [_found(small, large), _others(small, large)]
    small.close()
    large.close()
    with tempfile.TemporaryDirectory(dir=homes[0].parent) as copies:
        kept.append(_registered(homes, Path(copies)))
    used = memory(homes[1])
    print(f"memory, a million cases, looked and searched   {used:.0f} MB (limit {MEMORY_MB:.0f})")
    return all(kept) and used < MEMORY_MB


def _found(small: Book, large: Book) -> bool:
    print(
        f"find, p95 in ms of the processor (limit {FIND_MS:.0f}), in brackets by the clock\n"
        f"{'':28}10,000  rows      1,000,000  rows   times  a row  floor   "
        f"(limit {SIZE_TIMES:.0f} times)"
    )
    kept = True
    rare: Term | None = None
    for of_small, of_large in zip(small.terms(), large.terms(), strict=True):
        # In turns, so that both meet the same machine.
        turns = zip(small.asks(of_small), large.asks(of_large), strict=True)
        both = Times.of(ask for turn in turns for ask in turn)
        less = Times(both.clock[::2], both.processor[::2])
        more = Times(both.clock[1::2], both.processor[1::2])
        few, many = p95(less.processor), p95(more.processor)
        rows, of_rows = small.shown(of_small), large.shown(of_large)
        a_row = many / few * (rows + 1) / (max(rows, of_rows) + 1)
        good = many < FIND_MS and (many < LEAST_MS or a_row <= SIZE_TIMES)
        kept = kept and good
        print(
            f"  {of_small.name:24} {few:6.2f} ({p95(less.clock):5.1f}) {rows:4.0f}  "
            f"{many:6.2f} ({p95(more.clock):5.1f}) {of_rows:4.0f}  {many / few:6.1f} {a_row:6.1f} "
            f"{p95(large.floor(of_large).processor):6.2f}{'' if good else '   missed'}"
        )
        rare = of_large if of_large.name == "words, rare" else rare
    assert rare is not None
    like, ours = p50(large.like(rare.words)), p50(Times.of(large.asks(rare)).clock)
    print(
        f"  a rare word by LIKE {like:.0f} ms, by Desk {ours:.2f} ms: {like / ours:.0f} times "
        f"(limit {LIKE_TIMES:.0f})"
    )
    return kept and like >= LIKE_TIMES * ours


def _others(small: Book, large: Book) -> bool:
    kept = True
    asked: tuple[tuple[str, float, Callable[[Book], Times]], ...] = (
        ("a page of the board", QUEUE_MS, Book.pages),
        ("a customer with 500 cases", CUSTOMER_MS, Book.opened),
    )
    for name, limit, measure in asked:
        less, more = measure(small), measure(large)
        good = p95(more.processor) < limit
        kept = kept and good
        print(
            f"{name:26} {p95(less.processor):6.2f} ({p95(less.clock):5.1f})  "
            f"{p95(more.processor):6.2f} ({p95(more.clock):5.1f})  (limit {limit:.0f} ms)"
            f"{'' if good else '   missed'}"
        )
    return kept


def _registered(homes: list[Path], copies: Path) -> bool:
    places = []
    for home in homes:
        place = copies / home.name
        place.mkdir()
        shutil.copy(home / "desk.db", place)
        places.append(place)
    less, more = (p50(took) for took in registered(places))
    print(
        f"registration, p50 in ms   {less:6.2f}  {more:10.2f}  "
        f"{more / less:6.2f} times (limit {REGISTER_TIMES})"
    )
    return more <= REGISTER_TIMES * less


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
