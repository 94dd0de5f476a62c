"""A morning at the counter, played by real keys on a real book; at its end all is accounted for."""

from pathlib import Path

import pytest

from tests.morning.accounts import PROOF
from tests.morning.player import ARRIVALS, KINDS_OF_ARRIVAL, PARTS, SHORT, Arrival
from tests.morning.the_morning import the_morning

FORTY, FEWEST = 40, 14
NAMES = ("during", "case", "accepts", "double", "goes_on_under", "other")
"""Where one arrival names another by its id."""


@pytest.mark.parametrize("arrivals", [ARRIVALS, SHORT], ids=["long", "short"])
def test_every_part_is_met(arrivals: list[Arrival]) -> None:
    assert {part for one in arrivals for part in one["parts"]} == set(PARTS) == set(PROOF)
    assert len(arrivals) >= (FORTY if arrivals is ARRIVALS else FEWEST)


@pytest.mark.parametrize("arrivals", [ARRIVALS, SHORT], ids=["long", "short"])
def test_the_script_can_be_played(arrivals: list[Arrival]) -> None:
    times = [one["at"] for one in arrivals]
    assert times == sorted(times)
    known: list[str] = []
    for one in arrivals:
        assert one["kind"] in KINDS_OF_ARRIVAL
        assert {one[name] for name in NAMES if name in one} <= set(known), one["who"]
        if "id" in one:
            assert one["id"] not in known
            known.append(one["id"])


async def test_a_morning_is_accounted_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await the_morning(SHORT, tmp_path, monkeypatch)
