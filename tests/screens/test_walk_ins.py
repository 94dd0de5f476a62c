"""Three walk-ins by the keys on screen; the words are read back from the printed page."""

from pathlib import Path

import pytest

from tests.screens.a_letter import letter_of
from tests.screens.a_walk_in import in_order, the_whole_way
from tests.screens.counter import WALK_INS, AtTheCounter, a_real_hall


@pytest.mark.parametrize("walk_in", ["queue-skipped", "usage-doubled", "twenty-yuan-reconnection"])
async def test_a_walk_in_becomes_a_letter_by_the_keys_on_screen(
    walk_in: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no-printer"))
    papers = tmp_path / "papers"
    with a_real_hall(tmp_path) as hall:
        async with hall.app(papers=papers).run_test(size=(80, 24)) as pilot:
            counter = AtTheCounter(pilot, hall, WALK_INS[walk_in])
            said = await the_whole_way(counter, papers)
        in_order(counter, said)
        file = counter.file
        assert file.case.narrative == counter.walk_in["narrative"]
        assert counter.reference in said
        assert letter_of(hall, counter.reference).number in said
        assert counter.walk_in["customer"]["phone"] not in said
