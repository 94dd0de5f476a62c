"""The list draws what is on sight, keeps its mark, and asks for more before the end."""

from textual import on
from textual.app import App, ComposeResult

from screens.widgets.paged import Column, PagedList
from tests.screens.hall import a_hall, sign_in


class Lists(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.list = PagedList[int](
            [Column("编号", 6), Column("客户", 4, grows=1), Column("注", 4, wide_only=True)],
            lambda row: (f"{row:06}", "柳明月[b]" if row % 2 else ("石磊", "late"), "注"),
            empty="这里还没有工单。",
            empty_key="按 F2 受理。",
        )
        self.asked: list[int] = []
        self.chosen: list[int] = []
        self.marked: list[int | None] = []

    def compose(self) -> ComposeResult:
        yield self.list

    @on(PagedList.EndNear)
    def more(self, message: PagedList.EndNear) -> None:
        self.asked.append(message.last)

    @on(PagedList.Chosen)
    def choose(self, message: PagedList.Chosen) -> None:
        self.chosen.append(message.row)

    @on(PagedList.Marked)
    def mark(self, message: PagedList.Marked) -> None:
        self.marked.append(message.row)

    def line(self, y: int) -> str:
        return self.list.render_line(y).text


async def test_it_says_what_would_be_here() -> None:
    app = Lists()
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.show([])
        await pilot.pause()
        assert app.line(2).strip() == "这里还没有工单。"
        assert app.line(3).strip() == "按 F2 受理。"
        await pilot.press("enter", "down", "end")
        assert app.chosen == []
        assert app.marked == [None]


async def test_columns_line_up_and_text_is_literal() -> None:
    app = Lists()
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.show([1, 2])
        await pilot.pause()
        assert app.line(0).startswith("编号   客户")
        assert app.line(1).startswith("000001 柳明月[b]")
        assert app.line(2).startswith("000002 石磊")


async def test_a_column_for_wide_lists_only() -> None:
    app = Lists()
    async with app.run_test(size=(100, 8)) as pilot:
        app.list.show([1])
        await pilot.pause()
        assert app.line(0).rstrip().endswith("注")
        await pilot.resize_terminal(80, 8)
        await pilot.pause()
        assert not app.line(0).rstrip().endswith("注")


async def test_the_mark_stays_on_its_row_when_the_list_is_read_again() -> None:
    app = Lists()
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.show([1, 2, 3])
        await pilot.press("down", "down")
        assert app.list.marked == 3
        app.list.show([0, 3, 4], same=lambda row: row == 3)
        assert app.list.marked == 3
        await pilot.press("enter")
        await pilot.pause()
        assert app.chosen == [3]


async def test_it_scrolls_with_the_mark() -> None:
    app = Lists()
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.show(range(100))
        await pilot.press("end")
        await pilot.pause()
        assert app.line(7).startswith("000099")
        await pilot.press("home")
        await pilot.pause()
        assert app.line(1).startswith("000000")
        await pilot.press("pagedown")
        assert app.list.marked == 6


async def test_it_asks_once_for_the_next_page_near_the_end() -> None:
    app = Lists()
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.show(range(200), complete=False)
        await pilot.press("end", "up", "down")
        await pilot.pause()
        assert app.asked == [199]
        app.list.extend(range(200, 250), complete=True)
        await pilot.press("end")
        await pilot.pause()
        assert app.list.marked == 249
        assert app.asked == [199]


async def test_a_row_that_changed_is_shown_in_its_place() -> None:
    app = Lists()
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.show([1, 2, 3])
        app.list.replace(20, lambda row: row == 2)
        await pilot.pause()
        assert app.list.rows == [1, 20, 3]
        assert app.line(2).startswith("000020")


async def test_who_follows_the_mark_is_never_told_of_a_row_it_has_left() -> None:
    """Two messages on their way must not send a room that follows them to and fro for ever."""
    app = Lists()
    async with app.run_test(size=(40, 8)) as pilot:
        app.list.show([1, 2, 3])
        app.list.cursor = 1
        await pilot.pause()
        assert app.marked == [2, 2]


class Menu(App[None]):
    def __init__(self, *, pick: bool) -> None:
        super().__init__()
        name = str if pick else None
        self.list = PagedList[int]([Column("", 4)], lambda row: (str(row),), round_=True, pick=name)

    def compose(self) -> ComposeResult:
        yield self.list


async def test_a_menu_goes_round_at_both_ends() -> None:
    app = Menu(pick=False)
    async with app.run_test() as pilot:
        app.list.show([1, 2, 3])
        await pilot.press("up")
        assert app.list.marked == 3
        await pilot.press("down")
        assert app.list.marked == 1
        # Nothing can be picked where rows have no name.
        await pilot.press("space", "shift+down")
        assert app.list.picked == []


async def test_picked_rows_have_a_sign_and_stay_picked_while_they_are_there() -> None:
    app = Menu(pick=True)
    async with app.run_test(size=(20, 8)) as pilot:
        app.list.show([1, 2, 3])
        await pilot.press("space", "shift+down")
        assert app.list.picked == [1, 2, 3]
        await pilot.press("home", "space")
        assert app.list.picked == [2, 3]
        lines = [app.list.render_line(y).text.rstrip() for y in range(4)]
        assert lines == ["2", "  1", "✓ 2", "✓ 3"]
        app.list.show([3, 4])
        assert app.list.picked == [3]
        app.list.unpick()
        assert app.list.render_line(1).text.rstrip() == "3"


async def test_a_list_longer_than_its_room_shows_where_one_is_in_it() -> None:
    hall = a_hall(cases=40)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        queue = pilot.app.screen.query_one(PagedList)
        assert len(queue.rows) > queue.size.height
        assert queue.show_vertical_scrollbar
