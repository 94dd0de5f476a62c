"""A wide character beside a change stays whole."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal
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


class Panels(WorkScreen[None]):
    CSS = """
    Panels { layers: below above; }
    Horizontal { layer: below; }
    #left { width: 25; }
    #right { width: 1fr; }
    #over { layer: above; width: 40; height: 1; offset: 10 0; }
    """

    def compose(self) -> ComposeResult:
        yield Horizontal(Static("左" * 12, id="left"), Static("右" * 25, id="right"))
        yield Static("第 1 项已保存。接着答第 2 项。", id="over")


class Covering(App[None]):
    def on_mount(self) -> None:
        self.push_screen(Panels())


async def test_what_lies_above_an_edge_between_two_panels_keeps_every_character() -> None:
    async with Covering().run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        over = pilot.app.screen.query_one("#over")
        for x in range(10, 26):
            over.styles.offset = (x, 0)
            await pilot.pause()
            compositor = pilot.app.screen._compositor
            line = compositor.render_strips()[0]
            assert "第 1 项已保存。接着答第 2 项。" in line.text
            assert line.cell_length == 80
            compositor._dirty_regions = {over.region}
            update = compositor.render_partial_update()
            assert update is not None
            assert "第 1 项已保存。接着答第 2 项。" in update.render_segments(pilot.app.console)
