"""Plays a job with real keys, on a hall in memory."""

from pathlib import Path

from screens.app import DeskApp
from tests.hands.counting import Job, Step
from tests.hands.scenes import PROOF, SCENES
from tests.screens.brisk import Brisk
from tests.screens.hall import Hall, settle, sign_in
from tests.screens.window import paste, pause


async def done(job: Job, steps: tuple[Step, ...], papers: Path) -> bool:
    """Whether these steps, pressed on the board of whoever does the job, bring it to its end."""
    hall: Hall = SCENES[job.id]()
    app: DeskApp = hall.app(papers=papers)
    async with app.run_test(size=(80, 24)) as plain:
        pilot = Brisk(plain.app)
        await sign_in(pilot, job.who)
        await settle(pilot)
        for step in steps:
            if step.is_key:
                await pilot.press(step.key)
                await settle(pilot)
            else:
                await paste(pilot, step.typed)
            await pause(pilot)
        return PROOF[job.id](hall, app)
