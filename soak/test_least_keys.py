"""No key of the daily jobs can be left out: without any one of them the job is not done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import i18n
from tests.hands.counting import Job, jobs
from tests.hands.playing import done

WITHOUT = [(job, at) for job in jobs() for at, step in enumerate(job.steps) if step.is_key]


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A Chinese hall on a computer without a printer."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    i18n.use("zh_CN")
    yield
    i18n.use("en")


@pytest.mark.parametrize(("job", "at"), WITHOUT, ids=[f"{job.id}-{at}" for job, at in WITHOUT])
async def test_without_this_key_it_is_not_done(job: Job, at: int, tmp_path: Path) -> None:
    left = (*job.steps[:at], *job.steps[at + 1 :])
    try:
        reached = await done(job, left, tmp_path)
    except (IndexError, KeyError, ValueError):
        # There is nothing in the book to look at.
        reached = False
    assert not reached
