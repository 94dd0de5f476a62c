"""The tour of the demo, played in English; the Chinese one is played with every change."""

from datetime import UTC, datetime
from pathlib import Path

from db.samples import make_demo
from desk import i18n
from tests.screens.tour_player import play


async def test_the_whole_tour_in_english(tmp_path: Path) -> None:
    desk = make_demo(tmp_path / "desk.db", now=datetime(2026, 11, 18, 4, 0, tzinfo=UTC), past=0)
    try:
        await play(desk, tmp_path / "letters", "en")
    finally:
        i18n.use("zh_CN")
        desk.store.close()
