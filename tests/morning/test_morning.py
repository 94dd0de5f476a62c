"""A morning at the counter, played by real keys on a real book; at its end all is accounted for."""

from pathlib import Path

import pytest

from desk.places import Places
from tests.morning import at_the_window, between, in_the_hall, on_paper, with_many  # noqa: F401
from tests.morning.brisk import Brisk
from tests.morning.hall import a_morning_hall
from tests.morning.player import ARRIVALS, CLERK, SHORT, Morning


async def test_a_morning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no-printer"))
    places = Places(tmp_path / "desk")
    with a_morning_hall(places) as hall:
        async with hall.app(papers=places.letters).run_test(size=(80, 24)) as pilot:
            morning = Morning(Brisk(pilot.app), hall, {})
            await morning.change_to(CLERK)
            await morning.play(ARRIVALS)
