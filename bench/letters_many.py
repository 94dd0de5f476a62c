"""The first letter of a fresh process, and a run of replies on every core, beside bare Typst.

python -m bench.letters_many

A run may take 1.6 times as long as bare Typst would with its work shared among the cores, and no
process more than 250 MB.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bench.letters import DAY, replies
from desk.enums import LetterKind
from desk.letter.book import compose, with_number
from desk.letter.facts import ReplyFacts
from desk.letter.layout import Layout
from desk.letter.press import compile_page, page_data
from desk.letter.press_many import PressJob, cores, press_many

TIMES = 5
"""Each of the 200 replies is pressed so many times, numbered anew."""
BARE = 100
MOST_TIMES = 1.6
MOST_MB = 250
MOST_FIRST = 0.5
FIRST = """
import time
began = time.perf_counter()
from bench.letters import DAY, replies
from desk.enums import LetterKind
from desk.letter.book import compose, with_number
facts = replies()[0]
from desk.letter import press
from desk.letter.layout import Layout
text = with_number(compose(LetterKind.REPLY, facts), facts.case_reference, DAY)
press.to_pdf(text, facts, LetterKind.REPLY, Layout(issued_on=DAY))
print(time.perf_counter() - began)
"""
LAYOUT = Layout(issued_on=DAY, size="compact")


def first_letter() -> float:
    """Seconds for the first letter in a running process, with everything it loads for that."""
    run = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
    return float(run.stdout)


def numbered(facts: ReplyFacts, number: str) -> str:
    """The text of an issued reply."""
    return with_number(compose(LetterKind.REPLY, facts), number, DAY)


def jobs() -> Iterator[PressJob]:
    """A thousand replies, no two alike."""
    for time_ in range(TIMES):
        for facts in replies():
            text = numbered(facts, f"{facts.case_reference}-{time_}")
            yield PressJob(markdown=text, facts=facts, kind=LetterKind.REPLY, layout=LAYOUT)


def bare() -> float:
    """Seconds of bare Typst for one letter."""
    data = [
        page_data(numbered(facts, facts.case_reference), facts, LetterKind.REPLY, LAYOUT)
        for facts in replies()[: BARE + 1]
    ]
    compile_page(data[-1], LAYOUT)
    began = time.perf_counter()
    for one in data[:-1]:
        compile_page(one, LAYOUT)
    return (time.perf_counter() - began) / BARE


class Peaks(threading.Thread):
    """Watches how much memory each child of this process ever held, in MB; on Linux alone."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.3):
            for path in Path("/proc/self/task").glob("*/children"):
                for child in path.read_text().split():
                    self._see(Path(f"/proc/{child}/status"))

    def _see(self, status: Path) -> None:
        try:
            lines = status.read_text().splitlines()
        except OSError:
            # It ended a moment ago.
            return
        peak = next((line.split()[1] for line in lines if line.startswith("VmHWM")), "0")
        self.most = max(self.most, int(peak) // 1024)


def main() -> bool:
    """Print the figures; whether Desk keeps to its limits."""
    first = first_letter()
    print(f"first letter of a process        {first:6.2f} s   (limit {MOST_FIRST})")
    single = bare()
    count = TIMES * len(replies())
    peaks = Peaks()
    peaks.start()
    began = time.perf_counter()
    pages = sum(isinstance(page, bytes) for page in press_many(jobs(), count=count))
    took = time.perf_counter() - began
    peaks.over.set()
    if pages != count:
        raise SystemExit(f"{count - pages} letters were not made")
    ratio = took / (single * count / cores())
    each = took / count * 1e3
    print(f"{count} replies on {cores()} cores     {took:6.2f} s   {each:.1f} ms each")
    print(f"bare Typst, one letter           {single * 1e3:6.1f} ms")
    print(f"{count} replies, ratio {ratio:.2f}          (limit {MOST_TIMES})")
    print(f"{count} replies, a process       {peaks.most:6} MB  (limit {MOST_MB})")
    return ratio <= MOST_TIMES and peaks.most <= MOST_MB and first <= MOST_FIRST


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
