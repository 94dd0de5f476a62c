"""The letters as they are seen: sizes, languages, hostile text; and pictures."""

from collections.abc import Awaitable, Callable, Iterator

import pytest
from textual.pilot import Pilot

from desk import i18n
from tests.screens.a_case import text_of
from tests.screens.a_letter import answered, at_letters, drawn, issued, printed, submitted
from tests.screens.hall import Hall, a_hall
from tests.screens.test_looks import same

Compare = Callable[..., bool]
HOSTILE = "[@click=app.quit]退[/] [/foo] {{ 7*7 }} <b> 😀 ‮倒 \x1b[31m红"


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_whole_at_every_size(language: str, size: tuple[int, int]) -> None:
    i18n.use(language)
    hall = a_hall()
    reference = answered(hall)
    submitted(hall, reference)
    async with hall.app().run_test(size=size) as pilot:
        await at_letters(pilot, hall)
        lines = text_of(pilot).splitlines()
        assert any(reference in line for line in lines[2:5])
        assert "Ctrl+Y" in lines[-1]
        assert "F1" in lines[-1]
        assert pilot.app._exception is None


async def test_hostile_words_are_shown_as_they_are() -> None:
    hall = a_hall()
    reference = answered(hall, narrative=HOSTILE * 40, name="[b]石磊[/b]")
    submitted(hall, reference)
    async with hall.app().run_test(size=(120, 36)) as pilot:
        await at_letters(pilot, hall)
        said = text_of(pilot)
        assert "[@click=app.quit]退[/] [/foo]" in said
        assert "\x1b" not in said
        assert "\u202e" not in said
        await pilot.press("tab", "pagedown", "tab", "pagedown")
        await drawn(pilot)
        assert pilot.app._exception is None


class TestPictures:
    def test_a_lead_before_what_waits(self, snap_compare: Compare) -> None:
        """The tray and its count stand out on top, case and letter side by side below."""
        hall = a_hall()
        for name in ("柳明月", "石磊"):
            submitted(hall, answered(hall, name=name))
        issued(hall, answered(hall, name="向晚"))
        assert same(snap_compare, hall.app(), _in_front(hall), (80, 24))

    @pytest.mark.usefixtures("english")
    def test_a_clerk_who_hands_over(self, snap_compare: Compare) -> None:
        """The dialog offers the ways under digits, the note says what belongs into it."""
        hall = a_hall()
        printed(hall, answered(hall))
        drive = _in_front(hall, "ctrl+d", "3", clerk=True)
        assert same(snap_compare, hall.app(), drive, (120, 36))


def _in_front(
    hall: Hall, *keys: str, clerk: bool = False
) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def drive(pilot: Pilot[None]) -> None:
        await at_letters(pilot, hall, hall.clerk if clerk else None)
        for key in keys:
            await pilot.press(key)
            await drawn(pilot)
        await drawn(pilot)

    return drive
