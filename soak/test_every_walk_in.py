"""Every walk-in by the keys on screen, in both languages and at both sizes, to the closed case."""

from pathlib import Path

import pytest

from desk import i18n
from tests.screens.a_walk_in import call_back_and_close, in_order, the_whole_way
from tests.screens.counter import WALK_INS, AtTheCounter, a_real_hall

WAYS = [("zh_CN", (80, 24)), ("en", (120, 36))]


@pytest.mark.parametrize(("language", "size"), WAYS, ids=[language for language, _size in WAYS])
@pytest.mark.parametrize("walk_in", WALK_INS)
async def test_a_walk_in_becomes_a_letter_and_is_closed_by_the_keys_on_screen(
    walk_in: str,
    language: str,
    size: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no-printer"))
    i18n.use(language)
    papers = tmp_path / "papers"
    with a_real_hall(tmp_path) as hall:
        async with hall.app(papers=papers).run_test(size=size) as pilot:
            counter = AtTheCounter(pilot, hall, WALK_INS[walk_in])
            in_order(counter, await the_whole_way(counter, papers))
            await call_back_and_close(counter)
