"""A morning at the counter, played by real keys on a real book; at its end all is accounted for."""

from pathlib import Path

import pytest

from tests.morning.accounts import PROOF
from tests.morning.player import ARRIVALS, KINDS_OF_ARRIVAL, PARTS
from tests.morning.the_morning import the_morning

FORTY = 40
NAMES = ("during", "case", "accepts", "double", "goes_on_under", "other")
"""Where one arrival names another by its id."""


def test_every_part_is_met_and_proved() -> None:
    assert {part for one in ARRIVALS for part in one["parts"]} == set(PARTS) == set(PROOF)
    assert len(ARRIVALS) >= FORTY


def test_every_kind_of_arrival_comes() -> None:
    assert {one["kind"] for one in ARRIVALS} == set(KINDS_OF_ARRIVAL)


def test_the_script_can_be_played() -> None:
    times = [one["at"] for one in ARRIVALS]
    assert times == sorted(times)
    known: list[str] = []
    for one in ARRIVALS:
        assert {one[name] for name in NAMES if name in one} <= set(known), one["who"]
        if "id" in one:
            assert one["id"] not in known
            known.append(one["id"])


async def test_forty_arrivals_are_accounted_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await the_morning(ARRIVALS, tmp_path, monkeypatch)
