"""A wide character beside a change stays whole."""

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widgets import Static

from screens.whole_lines import WholeLines
from screens.working import WorkScreen


class Wide(WorkScreen[None]):
    def compose(self) -> ComposeResult:
        yield Static("今日到期" * 10)


class Painter(App[None]):
    def on_mount(self) -> None:
        self.push_screen(Wide())


async def test_a_change_that_ends_inside_a_character_paints_the_whole_line() -> None:
    async with Painter().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        compositor = pilot.app.screen._compositor
        assert isinstance(compositor, WholeLines)
        compositor._dirty_regions = {Region(0, 0, 3, 1)}
        update = compositor.render_partial_update()
        assert update is not None
        assert "今日到期" * 10 in update.render_segments(pilot.app.console)
