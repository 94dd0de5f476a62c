"""What a list says while its first answer is on its way."""

from textual.app import App, ComposeResult

from screens.widgets.paged import Column, PagedList, Wait


class Asking(App[None]):
    def __init__(self, classes: str) -> None:
        super().__init__()
        self.rows = PagedList[str](
            [Column("编号", 20)],
            lambda row: [row],
            empty="没有工单。",
            classes=classes,
        )

    def compose(self) -> ComposeResult:
        yield self.rows

    @property
    def said(self) -> str:
        return "\n".join(line.text for line in self.rows.render_lines(self.rows.size.region))


async def test_a_room_says_nothing_of_what_it_does_not_know_yet() -> None:
    app = Asking("main-list")
    async with app.run_test(size=(40, 8)) as pilot:
        assert "没有工单" not in app.said
        while app.rows._wait is Wait.SHORT:
            await pilot.pause(0.05)
        assert "没有工单" not in app.said
        assert "正在读取" in app.said
        app.rows.show([])
        assert "没有工单" in app.said
        assert "正在读取" not in app.said
        app.rows.show(["HD01-20261123-0001"])
        assert "0001" in app.said


async def test_an_answer_that_is_there_at_once_is_all_that_is_ever_said() -> None:
    app = Asking("main-list")
    async with app.run_test(size=(40, 8)) as pilot:
        app.rows.show([])
        app.rows._still_waiting()
        await pilot.pause()
        assert "没有工单" in app.said


async def test_a_list_that_waits_for_a_question_says_what_it_is_for() -> None:
    app = Asking("")
    async with app.run_test(size=(40, 8)):
        assert "没有工单" in app.said
