"""1,000 different replies to PDF on every core, beside bare Typst on the same JSON.

python -m bench.print_run

Beneath stands Typst alone on one core, shared out among the cores there are. Above it everything:
facts to Markdown, tokens, glyph cover, QR, JSON, Typst, the processes and the pages on their way.
"""

import dataclasses
import os
import resource
import sys
import time
from collections.abc import Iterator

from bench.letters import DAY, replies
from desk.enums import LetterKind
from desk.letter.book import compose, with_number
from desk.letter.facts import ReplyFacts
from desk.letter.layout import Layout
from desk.letter.press import compile_page, page_data
from desk.letter.press_many import PressJob, cores, press_many

LETTERS = 1_000
SAMPLE = 200
"""Bare Typst makes so many before and so many after, and is counted for all."""
MOST_TIMES = 1.6
MOST_MEMORY = 250
"""MB of a process."""
LAYOUT = Layout(issued_on=DAY, size="compact")
_KIB = 1 if sys.platform != "darwin" else 1024


def thousand() -> list[ReplyFacts]:
    """Different replies to four points, of three pages each."""
    two_hundred = replies()
    return [
        dataclasses.replace(one, result=f"{one.result}（第{turn}批）")
        for turn in range(LETTERS // len(two_hundred))
        for one in two_hundred
    ]


def _markdown(facts: ReplyFacts) -> str:
    return with_number(compose(LetterKind.REPLY, facts), facts.case_reference, DAY)


def _bare(letters: list[ReplyFacts]) -> float:
    """Seconds that bare Typst takes for these."""
    data = [page_data(_markdown(one), one, LetterKind.REPLY, LAYOUT) for one in letters]
    began = time.perf_counter()
    for one in data:
        compile_page(one, LAYOUT)
    return time.perf_counter() - began


def _jobs(letters: list[ReplyFacts]) -> Iterator[PressJob]:
    for facts in letters:
        yield PressJob(markdown=_markdown(facts), facts=facts, kind=LetterKind.REPLY, layout=LAYOUT)


def _ours(letters: list[ReplyFacts]) -> float:
    """Seconds from the first facts to the last page."""
    began = time.perf_counter()
    count = 0
    for page in press_many(_jobs(letters), count=len(letters)):
        if not isinstance(page, bytes):
            raise SystemExit(str(page))
        count += 1
    if count != len(letters):
        raise SystemExit(f"{count} pages of {len(letters)}")
    return time.perf_counter() - began


def _worked() -> float:
    """Processor seconds of this process and its children: true on a busy machine as well."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def main() -> bool:
    """Print both and the memory; whether Desk keeps to its limits."""
    letters = thousand()
    began = _worked()
    before = _bare(letters[:SAMPLE])
    at_bare = _worked() - began
    began = _worked()
    ours = _ours(letters)
    at_ours = _worked() - began
    after = _bare(letters[-SAMPLE:])
    bare = (before + after) / (2 * SAMPLE) * LETTERS
    hands = cores()
    ratio = ours / (bare / hands)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // _KIB // 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KIB // 1024
    print(f"{LETTERS} replies in a run, desk on {hands} cores {ours:6.2f} s")
    print(f"{LETTERS} replies in a run, bare Typst / {hands}   {bare / hands:6.2f} s")
    print(f"{LETTERS} replies in a run, ratio {ratio:.2f} (limit {MOST_TIMES:.1f})")
    print(
        f"{LETTERS} replies in a run, processor time {at_ours:.2f} s, "
        f"bare Typst and its JSON {at_bare / SAMPLE * LETTERS:.2f} s"
    )
    print(
        f"{LETTERS} replies in a run, most memory {child} MB a worker, {own} MB here "
        f"(limit {MOST_MEMORY})"
    )
    return ratio <= MOST_TIMES and max(child, own) <= MOST_MEMORY


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
