"""A choice is made with a digit, an arrow or a letter, and shows all it has while it is chosen."""

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input

from desk.enums import CaseKind, Topic
from desk.labels import label
from screens.widgets.choice import Choice


class Form(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.kind = Choice[CaseKind]([(kind, label(kind)) for kind in list(CaseKind)[:3]])
        self.topic = Choice[Topic]([(topic, label(topic)) for topic in Topic], Topic.OTHER)
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.kind
        yield self.topic
        yield Input()

    @on(Choice.Changed)
    def hear(self, message: Choice.Changed) -> None:
        self.heard.append(message.value)


async def test_a_digit_chooses() -> None:
    app = Form()
    async with app.run_test() as pilot:
        await pilot.press("2")
        assert app.kind.value is CaseKind.REPORT
        assert app.heard == [CaseKind.REPORT]


async def test_a_digit_without_an_option_changes_nothing() -> None:
    app = Form()
    async with app.run_test() as pilot:
        await pilot.press("9")
        assert app.kind.value is None
        assert app.heard == []


async def test_arrows_go_round() -> None:
    app = Form()
    async with app.run_test() as pilot:
        await pilot.press("left")
        await pilot.press("right")
        assert app.heard == [CaseKind.OPINION, CaseKind.COMPLAINT]


async def test_letters_follow_the_digits_and_enter_goes_on() -> None:
    app = Form()
    async with app.run_test() as pilot:
        await pilot.press("enter", "b")
        assert app.topic.value is list(Topic)[10]
        await pilot.press("enter")
        assert isinstance(app.focused, Input)


async def test_many_options_fold_to_the_chosen_one() -> None:
    app = Form()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.topic.size.height == 1
        assert str(app.topic.render()) == label(Topic.OTHER)
        app.topic.focus()
        await pilot.pause()
        assert app.topic.size.height > 1
        assert all(label(topic) in str(app.topic.render()) for topic in Topic)


async def test_setting_options_tells_nobody() -> None:
    app = Form()
    async with app.run_test() as pilot:
        app.kind.set_options([(CaseKind.PRAISE, "表扬")], CaseKind.PRAISE)
        await pilot.pause()
        assert app.kind.words == "表扬"
        assert app.heard == []
