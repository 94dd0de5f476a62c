"""Text of several lines: all of it is on the screen wherever its lines break, and it lies still."""

from textual.app import App, ComposeResult
from textual.timer import Timer

from screens.widgets.area import ClerkTextArea
from screens.widgets.field import ClerkInput

TEXT = "低于合格范围，原因是台区晚高峰负荷重、线径偏细。"


class Narrowing(ClerkTextArea):
    """As a bar that comes beside the text takes room from it."""

    less = 0

    @property
    def wrap_width(self) -> int:
        return super().wrap_width - self.less


class Sheet(App[None]):
    CSS = "Narrowing { width: 24; height: 6; }"

    def compose(self) -> ComposeResult:
        yield ClerkInput("佟安")
        yield Narrowing(TEXT)


def shown(app: App[None], area: ClerkTextArea) -> str:
    """What stands on the screen where the text is."""
    lines = app.screen._compositor.render_strips()[area.region.y : area.region.bottom]
    return "".join("".join(line.text for line in lines).split())


def drawn(area: ClerkTextArea) -> bool:
    """Whether the mark stands in the text."""
    return area._draw_cursor


async def test_nothing_is_lost_where_lines_break_elsewhere_and_are_as_many() -> None:
    async with Sheet().run_test(size=(80, 24)) as pilot:
        area = pilot.app.query_one(Narrowing)
        await pilot.pause()
        assert shown(pilot.app, area) == TEXT
        lines = len(area.wrapped_document.get_sections(0))
        area.less = 2
        area._rewrap_and_refresh_virtual_size()
        area.refresh_lines(1, 3)
        await pilot.pause()
        assert len(area.wrapped_document.get_sections(0)) == lines
        assert shown(pilot.app, area) == TEXT


def blinks(timer: Timer | None) -> bool:
    """Whether a mark comes and goes by itself."""
    return timer is not None and timer._active.is_set()


async def test_the_mark_in_a_field_lies_still_and_leaves_with_the_person() -> None:
    async with Sheet().run_test(size=(80, 24)) as pilot:
        field, area = pilot.app.query_one(ClerkInput), pilot.app.query_one(ClerkTextArea)
        area.focus()
        await pilot.pause()
        await pilot.press("end", "a")
        assert drawn(area)
        assert not blinks(area.blink_timer)
        field.focus()
        await pilot.pause()
        assert not drawn(area)
        assert not blinks(field._blink_timer)
