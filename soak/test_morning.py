"""The whole morning of forty arrivals; the tests play a shorter one."""

from pathlib import Path

import pytest

from tests.morning.player import ARRIVALS
from tests.morning.the_morning import the_morning


async def test_forty_arrivals_are_accounted_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await the_morning(ARRIVALS, tmp_path, monkeypatch)
