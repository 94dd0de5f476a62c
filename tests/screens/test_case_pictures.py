"""Pictures of a case and of a notice; the sentence on each says what to look for in it."""

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from desk import i18n
from desk.enums import Conclusion
from desk.forms import AnswerForm
from desk.services.points import answer_point
from desk.staff.model import actor_of
from tests.screens.a_case import choose, enter, register, write
from tests.screens.hall import Hall, a_hall, settle
from tests.screens.test_looks import Compare, Drive, same


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


def a_begun_case() -> tuple[Hall, str]:
    """Four points: the second is answered, the third has its finding."""
    hall = a_hall()
    reference = register(hall)
    clerk = actor_of(hall.clerk)
    whole = AnswerForm(
        finding="11月20日核对账单，多收128.50元", conclusion=Conclusion.GRANTED, remedy="退还"
    )
    answer_point(hall.desk, clerk, reference, 2, whole)
    answer_point(hall.desk, clerk, reference, 3, AnswerForm(finding="已查阶梯电价表"))
    return hall, reference


async def still(pilot: Pilot[None]) -> None:
    """No blinking cursor in the picture."""
    for field in pilot.app.screen.query("ClerkInput, ClerkTextArea"):
        assert isinstance(field, Input | TextArea)
        field.cursor_blink = False
    await settle(pilot)


def typing(reference: str) -> Drive:
    """Drives to a case whose first point is being answered."""

    async def drive(pilot: Pilot[None]) -> None:
        case = await enter(pilot, reference)
        write(case.form, "finding", "11月20日上午到现场看表，表号、封印完好，示数与采集一致。")
        choose(case.form, "conclusion", Conclusion.PARTLY_SUBSTANTIATED)
        await still(pilot)

    return drive


def filled_in(reference: str) -> Drive:
    """Drives to a notice whose questions are answered and whose first line is held."""

    async def drive(pilot: Pilot[None]) -> None:
        await enter(pilot, reference)
        for key in ("f6", "enter", "1", "1", "1"):
            await pilot.press(key)
            await settle(pilot)
        await still(pilot)

    return drive


def test_an_answer_on_a_small_screen(snap_compare: Compare) -> None:
    """Five lines of head; ✎ ✓ ◐ before the points; the labels line up; 未保存 at the bottom."""
    hall, reference = a_begun_case()
    assert same(snap_compare, hall.app(), typing(reference), (80, 24))


@pytest.mark.usefixtures("english")
def test_an_answer_on_a_large_screen_in_english(snap_compare: Compare) -> None:
    """What happened stands below the points; nothing is cut but long points and far deadlines."""
    hall, reference = a_begun_case()
    assert same(snap_compare, hall.app(theme="night"), typing(reference), (120, 36))


def test_a_notice_on_a_small_screen(snap_compare: Compare) -> None:
    """Questions with ✓ on the answers; ✓ □ □ before the materials; the mark on the second."""
    hall, reference = a_begun_case()
    assert same(snap_compare, hall.app(), filled_in(reference), (80, 24))


@pytest.mark.usefixtures("english")
def test_a_notice_in_english_and_high_contrast(snap_compare: Compare) -> None:
    """White and yellow on black; the same places as in Chinese; the keys in English."""
    hall, reference = a_begun_case()
    assert same(snap_compare, hall.app(theme="contrast"), filled_in(reference), (80, 24))
