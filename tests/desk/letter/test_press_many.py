"""Many letters at once are the letters one makes alone, in order, and can be stopped."""

from collections.abc import Iterator

import pytest

from desk.enums import LetterKind
from desk.i18n import use
from desk.letter.book import compose
from desk.letter.layout import Layout
from desk.letter.press import to_pdf
from desk.letter.press_many import PressJob, _Worker, press_many
from desk.refusals import Refusal
from tests.desk.letter import samples
from tests.desk.letter.pages import DAY, issued

LAYOUT = Layout(issued_on=DAY)


def job(code: str, **facts: object) -> PressJob:
    said = samples.acknowledgement(lookup_code=code, **facts)
    kind = LetterKind.ACKNOWLEDGEMENT
    return PressJob(markdown=issued(kind, said), facts=said, kind=kind, layout=LAYOUT)


def alone(one: PressJob) -> bytes:
    return to_pdf(one.markdown, one.facts, one.kind, one.layout)


@pytest.mark.parametrize("processes", [1, 2])
def test_the_pages_are_those_made_one_by_one_in_order(processes: int) -> None:
    jobs = [job(f"CODE-{number}") for number in range(9)]
    pressed = list(press_many(jobs, count=len(jobs), processes=processes))
    assert pressed == [alone(one) for one in jobs]


def test_a_letter_that_cannot_be_set_is_told_in_its_place() -> None:
    use("en")
    facts = samples.reply(result="也有😀")
    wrong = PressJob(markdown=compose(LetterKind.REPLY, facts), facts=facts, kind=LetterKind.REPLY)
    first, second, third = press_many([job("A"), wrong, job("B")], count=3, processes=2)
    assert isinstance(second, Refusal)
    assert (second.field, second.code) == ("result", "glyph")
    assert "😀" in second.message
    assert isinstance(first, bytes)
    assert isinstance(third, bytes)


def test_a_run_stops_between_two_letters_and_reads_no_further() -> None:
    asked: list[int] = []

    def jobs() -> Iterator[PressJob]:
        for number in range(1000):
            asked.append(number)
            yield job(f"CODE-{number}")

    done: list[object] = []
    for page in press_many(jobs(), count=1000, processes=2, stopped=lambda: len(done) >= 2):
        done.append(page)
    assert len(done) == 2
    assert len(asked) < 20


def test_a_worker_that_was_ended_is_started_again() -> None:
    worker = _Worker()
    try:
        one = job("A")
        worker.press(one)
        assert worker._child is not None
        worker._child.kill()
        assert worker.press(one) == alone(one)
    finally:
        worker.end()


def test_few_letters_start_no_process() -> None:
    (page,) = press_many([job("A")], count=1)
    assert page == alone(job("A"))
