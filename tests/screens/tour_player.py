"""Plays the tour as somebody who knows nothing but what it tells them."""

from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot

from desk import i18n
from desk.case import Case
from desk.enums import LetterState
from desk.letter.life import Letter
from desk.services.base import Desk
from desk.tour import KEY, TYPED, Progress, Step, TourNotes, steps
from screens.app import DeskApp
from screens.keys import named
from screens.reply.check import CheckPanel
from screens.tour.coach import Coach
from screens.tour.guide import Guide
from tests.screens.brisk import Brisk
from tests.screens.hall import settle

IDS = named()
LOOKS = 40
HIGHEST = 6
"""Lines of the coach with its frame, on a terminal of 80 by 24."""


def guide_of(pilot: Pilot[None]) -> Guide:
    app = pilot.app
    assert isinstance(app, DeskApp)
    assert app.guide is not None
    return app.guide


async def do(pilot: Pilot[None], step: Step) -> None:
    """Press and type what a step names, in its order, and nothing else."""
    for kind, text in step.pieces:
        if kind == KEY:
            await pilot.press(IDS[text].first if text in IDS else text)
        elif kind == TYPED:
            pilot.app.post_message(Paste(text))
        if kind == TYPED or (kind == KEY and text != "tab"):
            await settle(pilot)


async def is_seen(pilot: Pilot[None], step: Step) -> bool:
    """Whether the tour has seen the step done; waits for what is still on its way."""
    guide = guide_of(pilot)
    for _look in range(LOOKS):
        if guide.step.id != step.id and pilot.app.screen.query(Coach):
            return True
        guide.look()
        await settle(pilot)
    return False


async def checks_out(pilot: Pilot[None]) -> None:
    """The check of the letter finds nothing amiss: a sample is not told off."""
    panel = pilot.app.screen.query_one(CheckPanel)
    for _look in range(LOOKS):
        await settle(pilot)
        if panel._list.rows:
            break
    assert panel._list.rows
    assert [one.why for one in panel.findings] == []


async def play(desk: Desk, papers: Path, language: str) -> None:
    """From the sign-in to the printed letter; what went another way is an AssertionError."""
    i18n.use(language)
    notes = TourNotes()
    notes.write(Progress())
    app = DeskApp(lambda: desk, idle_minutes=0, papers=papers, tour=lambda: notes)
    async with app.run_test(size=(80, 24)) as slow:
        pilot = Brisk(slow.app)
        await settle(pilot)
        for step in steps(language)[:-1]:
            assert guide_of(pilot).step.id == step.id
            assert 2 < app.screen.query_one(Coach).size.height + 2 <= HIGHEST
            await do(pilot, step)
            assert await is_seen(pilot, step), (step.id, app.screen)
            if step.id == "letter":
                await checks_out(pilot)
        assert guide_of(pilot).step.id == "end"
        reference = guide_of(pilot).reference
    with desk.store.read() as book:
        (case,) = book.find(Case, reference=reference)
        letters = book.find(Letter, case_id=case.id)
    assert [one.state for one in letters if one.kind == "reply"] == [LetterState.PRINTED]
    assert any(path.suffix == ".pdf" for path in papers.iterdir())
