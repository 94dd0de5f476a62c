"""How Desk feels in the hand: bytes out of a pseudo-terminal after a key in.

python -m bench.feel     on the book of a million cases, as `make bench-book` makes it

Key to paint in the rooms people sit in; how long a list of a million takes to open and a search
to answer once its pause is over; what a change by another window makes it paint.

The clock says what a person waits; others on the machine lengthen it, so the processor time of
the whole program in that while stands beside it.
"""

import os
from collections.abc import Iterable
from itertools import cycle, islice
from statistics import median, quantiles

from bench.books import NUMBER, PIN
from bench.find import Book
from bench.keys import DOWN, F2, KEYS, UP, signed_in
from bench.large import SIZES, folder, home_of
from bench.paint import DESK
from bench.registration import form
from bench.terminal import Terminal
from desk.services.intake import register_case
from desk.services.lists import find, queue
from desk.views import View
from screens.dialogs.find import PAUSE

KEY_MS, LIST_MS, ANSWER_MS = 50.0, 100.0, 50.0
ESC, ENTER, F3, F4, ALL, CLOSED, CLEAR = "\x1b", "\r", "\x1bOR", "\x1bOS", "8", "0", "\x15"
ROUNDS = 20

Took = tuple[float, float]
"""Seconds by the clock, and of the processor."""


def timed(terminal: Terminal, keys: str, *signs: str, quiet: float = 0.3) -> Took:
    """From keys to their signs, or to the next bytes, in a program that came to rest before."""
    seen = terminal.settle(quiet)
    used = terminal.processor()
    at = terminal.press(keys)
    end = terminal.wait(*signs, since=seen) if signs else terminal.wait_for_paint()
    return end - at, terminal.processor() - used


def told(name: str, times: Iterable[Took], limit: float, less: float = 0.0) -> bool:
    """Print the figures of `times`, each lessened by so many seconds; whether the limit holds."""
    clock, processor = ([one[side] * 1e3 for one in times] for side in (0, 1))
    p95 = quantiles(clock, n=20)[18] - less * 1e3
    print(
        f"{name:32} p50 {median(clock) - less * 1e3:5.1f} ms   p95 {p95:5.1f} ms   (limit p95 "
        f"{limit:.0f}{'' if p95 <= limit else ': missed'})   processor p50 "
        f"{median(processor):5.1f} ms",
        flush=True,
    )
    return p95 <= limit


def keys_in(terminal: Terminal, keys: Iterable[str], count: int = KEYS) -> list[Took]:
    """Keys one after the other, each until the next bytes."""
    return [timed(terminal, key, quiet=0.05) for key in islice(keys, count)]


def rooms(terminal: Terminal, book: Book) -> bool:
    """From a key to the next bytes, wherever somebody sits for long."""
    there = cycle([DOWN] * 30 + [UP] * 30)
    terminal.press(CLOSED)
    terminal.settle(0.5)
    kept = told("key to paint, a million closed", keys_in(terminal, there), KEY_MS)
    terminal.press(ALL)
    terminal.settle(0.5)
    kept = told("key to paint, the open cases", keys_in(terminal, there), KEY_MS) and kept
    terminal.press(F3)
    terminal.settle(0.5)
    terminal.press("张")
    terminal.settle(0.5)
    kept = told("key to paint, what was found", keys_in(terminal, there), KEY_MS) and kept
    terminal.press(ESC)
    terminal.settle(0.5)
    terminal.press(ENTER)
    terminal.settle(1.0)
    kept = told("key to paint, a case", keys_in(terminal, cycle("\t"), 40), KEY_MS) and kept
    terminal.press(F4)
    terminal.settle(0.5)
    terminal.press(F2)
    terminal.settle(1.0)
    typed = cycle("张李王赵刘陈杨黄周吴")
    kept = told("key to paint, who came", keys_in(terminal, typed, 40), KEY_MS) and kept
    terminal.press(CLEAR)
    terminal.settle(0.3)
    terminal.press("\t")
    terminal.settle(0.5)
    typed = cycle("我家这个月电费比上个月多了一倍，想请你们查一查电表。")
    kept = told("key to paint, the narrative", keys_in(terminal, typed), KEY_MS) and kept
    for key in (ESC, ENTER, F4):
        terminal.press(key)
        terminal.settle(0.5)
    return kept


def lists(terminal: Terminal, book: Book) -> bool:
    """From the key to the first and the last line on the screen."""
    signs = {
        view: [row.reference for row in queue(book.desk, book.who, view)[:20]]
        for view in (View.CLOSED, View.ALL)
    }
    times: dict[View, list[Took]] = {View.CLOSED: [], View.ALL: []}
    for _round in range(ROUNDS):
        for view, key in ((View.CLOSED, CLOSED), (View.ALL, ALL)):
            rows = signs[view]
            times[view].append(timed(terminal, key, rows[0], rows[-1], quiet=0.5))
    kept = told("a list of a million opens", times[View.CLOSED], LIST_MS)
    return told("the list of open cases opens", times[View.ALL], LIST_MS) and kept


def searches(terminal: Terminal, book: Book) -> bool:
    """From the last letter typed to the hits, without the pause that is waited for more."""
    kinds = ("name, whole", "phone, last four", "words, two characters", "words, a clause")
    terms = [term for term in book.terms() if term.name in kinds]
    terminal.press(F3)
    kept = True
    for term in terms:
        times = []
        for text in term.words[:ROUNDS]:
            rows = find(book.desk, book.who, text)
            cases = [row.reference for row in rows[:15] if row.reference.startswith("HD01")]
            if not cases:
                continue
            terminal.settle(0.3)
            terminal.press(CLEAR)
            times.append(timed(terminal, text, cases[0], cases[-1]))
        kept = told(f"find, {term.name}", times, ANSWER_MS, PAUSE) and kept
    terminal.press(ESC)
    terminal.settle(0.5)
    return kept


def changed(terminal: Terminal, book: Book) -> bool:
    """What is painted when another window registers a case, beside a screen painted whole."""
    seen = terminal.settle(3.0)
    terminal.press(F3)
    terminal.settle(0.5)
    terminal.press(ESC)
    whole = terminal.settle(3.0) - seen
    seen = len(terminal.painted)
    register_case(book.desk, book.who, form(os.getpid() % 1000))
    out = terminal.settle(4.0) - seen
    good = 0 < out < whole / 4
    print(
        f"another window registers a case: {out:,} bytes; to a dialog and back {whole:,}   "
        f"(limit a quarter{'' if good else ': missed'})"
    )
    return good


def main() -> bool:
    """Print everything; whether every limit is kept."""
    home = home_of(folder(), SIZES[1])
    if not (home / "desk.db").exists():
        print(f"feel: no large book in {folder()}; make bench-book makes it")
        return False
    book = Book(home)
    kept = True
    env = {"DESK_HOME": str(home), "LC_ALL": "zh_CN.UTF-8"}
    with Terminal(DESK, columns=120, rows=36, env=env) as terminal:
        signed_in(terminal, NUMBER, PIN)
        terminal.settle(3.0)
        terminal.press(ALL)
        terminal.settle(1.0)
        for step in (rooms, lists, searches, changed):
            kept = step(terminal, book) and kept
    book.close()
    return kept


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
