"""The whole morning in one run of the application, and the accounts at its end."""

from pathlib import Path

import pytest

from desk.places import Places
from tests.desk.cli.prompt import Prompt
from tests.morning import (  # noqa: F401  each knows its kinds of arrival
    about_people,
    at_the_window,
    between,
    in_the_hall,
    left_with_us,
    on_paper,
    put_right,
    the_end,
    with_many,
)
from tests.morning.accounts import PROOF, agrees, last_sheet
from tests.morning.hall import a_morning_hall
from tests.morning.player import CLERK, LEAD, Arrival, Morning
from tests.screens.hall import PIN


async def the_morning(
    arrivals: list[Arrival], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Play the arrivals; then every part has left its trace, and nothing is unaccounted for."""
    monkeypatch.setenv("PATH", str(folder / "no-printer"))
    places = Places(folder / "desk")
    with a_morning_hall(places) as hall:
        async with hall.app(papers=places.letters).run_test(size=(80, 24)) as pilot:
            morning = Morning(pilot, hall, {}, folder=folder)
            await morning.change_to(CLERK)
            await morning.play(arrivals)
        async with hall.app(papers=places.letters).run_test(size=(80, 24)) as pilot:
            # The program was started anew: what was left half typed is there.
            again = Morning(pilot, hall, {}, folder=folder)
            await again.change_to(CLERK)
            left = [one["narrative"] for one in arrivals if one["kind"] == "stays_half_typed"]
            waits = await again.half_typed()
            assert waits == left, f"{waits} wait, and {left} should"
        parts = {part for one in arrivals for part in one["parts"]}
        without = [part for part in sorted(parts) if not all(PROOF[part](hall))]
        assert not without, f"no trace in the book of {without}"
        sheet = last_sheet(hall)
        agrees(hall, sheet)
    monkeypatch.setenv("DESK_PIN", PIN)
    prompt = Prompt(places.home, hall.clock)
    assert prompt.ok("--staff", LEAD, "verify")["wrong"] == []
    said = prompt.run("--staff", LEAD, "shift", "sheet", "--number", sheet.serial)
    assert said.code == 0, said.err
    for words in (sheet.handed_by, sheet.taken_by, sheet.journal_hash[:16], sheet.remarks):
        assert words in said.out
