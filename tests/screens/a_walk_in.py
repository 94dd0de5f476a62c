"""A walk-in by the keys on screen: from the customer at the window to the letter in hand."""

from datetime import date
from pathlib import Path

import pypdfium2

from desk.enums import CaseStatus, LetterState
from desk.letter.words import CONCLUSION, day
from screens.case.articles import Cited, PickArticles
from screens.widgets.ticks import Ticks
from tests.screens.a_case import write
from tests.screens.a_letter import drawn, letter_of
from tests.screens.counter import AtTheCounter

TEXTS = (
    *("finding", "true_part", "basis", "remedy", "remedy_owner", "remedy_due", "remedy_done_on"),
    *("payment", "apology"),
)
CHOICES = ("conclusion", "responsibility", "cause")


async def answer(counter: AtTheCounter, number: int) -> None:
    """Answer one point as the walk-in tells it, field by field, and save."""
    form, told = counter.case.form, counter.walk_in["points"][number - 1]["answer"]
    assert form.position == number, counter.seen
    await counter.fill(**{name: told[name] for name in CHOICES if name in told})
    if "amount_fen" in told:
        write(form, "amount_fen", f"{told['amount_fen'] / 100:.2f}")
        await counter.pilot.pause()
    for name in TEXTS:
        if name in told:
            assert form.rows[name].display, name
            write(form, name, told[name])
    if "checks" in told and form.rows["checks"].display:
        await _tick(counter, told["checks"])
    for article in told.get("articles", ()):
        await _cite(counter, article)
    await counter.press("ctrl+s")
    assert counter.wrong() == [], counter.seen


async def _tick(counter: AtTheCounter, checks: list[str]) -> None:
    ticks = counter.case.form.controls["checks"]
    assert isinstance(ticks, Ticks)
    ticks.focus()
    items = [item.id for item in ticks.items]
    await counter.press(*(str(items.index(check) + 1) for check in checks))
    assert set(ticks.ticked) == set(checks)


async def _cite(counter: AtTheCounter, article: str) -> None:
    cited = counter.case.form.controls["articles"]
    assert isinstance(cited, Cited)
    cited.focus()
    await counter.press("enter")
    dialog = counter.pilot.app.screen
    assert isinstance(dialog, PickArticles)
    at = next(n for n, one in enumerate(dialog._articles) if one.id == article)
    await counter.press(*["down"] * at, "space", "enter")
    assert cited.get_content() == [article]


async def to_the_hand(counter: AtTheCounter) -> None:
    """Submit, let the lead agree and number it by PIN, print, confirm the paper, hand it over."""
    pilot, hall, reference = counter.pilot, counter.hall, counter.reference

    async def press(*keys: str) -> None:
        await pilot.press(*keys)
        await drawn(pilot)

    await press("f7")
    await press("ctrl+y")
    assert letter_of(hall, reference).state is LetterState.SUBMITTED, counter.seen
    await press("ctrl+a")
    await counter.over_the_shoulder()
    await drawn(pilot)
    await press("ctrl+s")
    assert letter_of(hall, reference).state is LetterState.ISSUED, counter.seen
    await press("f7")
    await press("ctrl+e")
    await counter.over_the_shoulder()
    await drawn(pilot)
    for _step in ("print", "the paper lies there"):
        await press("ctrl+s")
    assert letter_of(hall, reference).state is LetterState.PRINTED, counter.seen
    await press("5")
    await press("ctrl+d")
    await press("ctrl+s")
    assert letter_of(hall, reference).state is LetterState.DELIVERED, counter.seen


def printed(folder: Path) -> str:
    """The words on the one page that lies in a folder, without white space."""
    (paper,) = folder.glob("*.pdf")
    pages = pypdfium2.PdfDocument(paper)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    finally:
        pages.close()
    return "".join(text.split())


def in_order(counter: AtTheCounter, said: str) -> None:
    """Each point stands in the letter with everything that was answered to it, in their order."""
    place = 0
    for point in counter.walk_in["points"]:
        answer = point["answer"]
        due = date.fromisoformat(answer.get("remedy_done_on") or answer["remedy_due"])
        for words in (
            point["matter"],
            answer["finding"],
            CONCLUSION["zh_CN"][answer["conclusion"]],
            answer["remedy"],
            day(due, "zh_CN"),
        ):
            found = said.find("".join(words.split()).rstrip("。？"), place)
            assert found >= 0, (words, said[place:])
            place = found


async def answers_to_the_hand(counter: AtTheCounter) -> None:
    """Two days later every point is answered, a day after that the letter goes out."""
    await counter.later(days=2)
    for number in range(1, len(counter.walk_in["points"]) + 1):
        await answer(counter, number)
    await counter.later(days=1)
    await to_the_hand(counter)


async def call_back_and_close(counter: AtTheCounter, caller: str = "1002") -> None:
    """A day later somebody else asks the customer, and then the case is closed."""
    await counter.later(days=1)
    await counter.sign_in(caller)
    await counter.open()
    await counter.do("follow_up")
    await counter.fill(satisfied=True, attitude=5, result=4, words="讲清楚了")
    await counter.press("ctrl+s")
    assert counter.wrong() == [], counter.seen
    await counter.do("close")
    await counter.press("enter")
    assert counter.file.case.status is CaseStatus.CLOSED, counter.seen


async def the_whole_way(counter: AtTheCounter, papers: Path) -> str:
    """From the window to the letter in hand; the text on the paper."""
    await counter.sign_in()
    await counter.register()
    await answers_to_the_hand(counter)
    return printed(papers)
