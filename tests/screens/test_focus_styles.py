"""Only what the cursor enters and leaves changes its looks."""

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.widgets import Input, Label

from screens.working import WorkScreen


class Desk(WorkScreen[None]):
    CSS = """
    Desk Vertical { tint: red 0%; }
    Desk Vertical:focus-within { tint: red 50%; }
    Desk Vertical:focus-within Label { text-style: bold; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="one"):
            yield Label("甲", id="word-one")
            yield Input(id="a")
            yield Input(id="b")
        with Vertical(id="two"):
            yield Label("乙", id="word-two")
            yield Input(id="c")


class Office(App[None]):
    def on_mount(self) -> None:
        self.push_screen(Desk())


async def test_a_panel_looks_entered_while_the_cursor_is_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Office().run_test() as pilot:
        await pilot.pause()
        screen = pilot.app.screen

        def entered(panel: str) -> tuple[bool, bool]:
            bold = screen.query_one(f"#word-{panel}").styles.text_style.bold
            return screen.query_one(f"#{panel}").styles.tint.a > 0, bool(bold)

        screen.query_one("#a").focus()
        await pilot.pause()
        assert [entered("one"), entered("two")] == [(True, True), (False, False)]
        styled: list[DOMNode] = []
        update = pilot.app.stylesheet.update_nodes

        def restyled(nodes: set[DOMNode], animate: bool = False) -> None:
            styled.extend(nodes)
            update(nodes, animate)

        monkeypatch.setattr(pilot.app.stylesheet, "update_nodes", restyled)
        screen.query_one("#b").focus()
        await pilot.pause()
        assert [entered("one"), entered("two")] == [(True, True), (False, False)]
        assert screen.query_one("#word-one") not in styled
        screen.query_one("#c").focus()
        await pilot.pause()
        assert [entered("one"), entered("two")] == [(False, False), (True, True)]
        screen.set_focus(None)
        await pilot.pause()
        assert [entered("one"), entered("two")] == [(False, False), (False, False)]
