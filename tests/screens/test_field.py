"""Fields take what fits, say what does not, and let nothing dangerous in."""

from collections.abc import Iterable

import pytest
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.widget import Widget

from screens.keys import table
from screens.widgets.area import ClerkTextArea
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow


class Form(App[None]):
    """Two fields with small limits."""

    def __init__(self) -> None:
        super().__init__()
        self.line = ClerkInput(limit=5)
        self.area = ClerkTextArea(limit=8)

    def compose(self) -> ComposeResult:
        yield from self.rows()

    def rows(self) -> Iterable[Widget]:
        yield FieldRow("姓名", self.line, name="name", id="first")
        yield FieldRow("事由", self.area, name="matter", id="second")

    def error(self, row: str) -> str:
        return self.query_one(f"#{row}", FieldRow).error


async def test_a_full_line_says_so_and_takes_it_back() -> None:
    app = Form()
    async with app.run_test() as pilot:
        await pilot.press(*"123456")
        await pilot.pause()
        assert app.line.text == "12345"
        assert app.error("first") == "这里最多 5 个字。"
        await pilot.press("backspace")
        await pilot.pause()
        assert app.error("first") == ""


async def test_a_paste_is_folded_cleaned_and_what_is_cut_is_told() -> None:
    app = Form()
    async with app.run_test() as pilot:
        app.post_message(Paste("柳\x1b明\n月\u202e和很多人"))
        await pilot.pause()
        await pilot.pause()
        assert app.line.text == "柳明 月和"
        assert app.error("first") == "这里最多 5 个字；粘贴内容末尾的 3 个字没有放进来。"


async def test_a_paste_replaces_what_is_selected() -> None:
    app = Form()
    async with app.run_test() as pilot:
        app.line.value = "12345"
        app.line.action_select_all()
        app.post_message(Paste("六七"))
        await pilot.pause()
        assert app.line.text == "六七"
        assert app.error("first") == ""


async def test_an_area_keeps_lines_and_its_limit() -> None:
    app = Form()
    async with app.run_test() as pilot:
        app.area.focus()
        await pilot.pause()
        app.post_message(Paste("一\r\n二\x07三四五六七八九"))
        await pilot.pause()
        assert app.area.value == "一\n二三四五六七"
        assert app.error("second") == "这里最多 8 个字；粘贴内容末尾的 2 个字没有放进来。"
        await pilot.press("x")
        await pilot.pause()
        assert app.area.value == "一\n二三四五六七"
        assert app.error("second") == "这里最多 8 个字。"


@pytest.mark.parametrize("field", [ClerkInput, ClerkTextArea])
def test_no_field_keeps_a_key_that_works_everywhere(field: type[Widget]) -> None:
    everywhere = {name for key in table("everywhere") for name in key.all_keys}
    bound = set(field._merged_bindings.key_to_bindings) if field._merged_bindings else set()
    assert bound & everywhere == set()
