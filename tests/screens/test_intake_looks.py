"""Pictures of the window; the sentence on each says what to look for in it."""

from collections.abc import Callable, Iterator

import pytest
from textual.pilot import Pilot

from desk import i18n
from desk.i18n import LANGUAGES
from screens.dialogs.help import help_text
from tests.screens.hall import Hall, settle
from tests.screens.test_looks import Compare, same
from tests.screens.window import (
    SURGE,
    at_the_form,
    form_of,
    hall_with_customers,
    paste,
    with_customer,
)

DANGER = "村口电线掉地上了，还冒着火花，打电话没人管。家里老人用着呼吸机，叫你们领导来！"


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("zh_CN")


def chosen(hall: Hall, narrative: str) -> Callable[[Pilot[None]], object]:
    """Drives to a form with a customer and a narrative, without a blinking cursor."""

    async def drive(pilot: Pilot[None]) -> None:
        screen = await with_customer(pilot, hall)
        screen.form.narrative.cursor_blink = False
        await paste(pilot, narrative)

    return drive


def test_a_narrow_form(snap_compare: Compare) -> None:
    """Sections under rules, the narrative lit, three points with `?`, three lines of help below."""
    hall = hall_with_customers()
    assert same(snap_compare, hall.app(), chosen(hall, SURGE), (80, 24))  # type: ignore[arg-type]


def test_danger_on_a_wide_form(snap_compare: Compare) -> None:
    """A heavy box with telephones over everything; the form in boxes; the panel on the right."""
    hall = hall_with_customers()
    assert same(snap_compare, hall.app(), chosen(hall, DANGER), (120, 36))  # type: ignore[arg-type]


def test_a_wide_form_in_english(snap_compare: Compare) -> None:
    """English labels that fit their column, the same places as in Chinese."""
    i18n.use("en")
    try:
        hall = hall_with_customers()
        assert same(snap_compare, hall.app(), chosen(hall, SURGE), (120, 36))  # type: ignore[arg-type]
    finally:
        i18n.use("zh_CN")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_it_holds_in_both_languages(language: str, size: tuple[int, int]) -> None:
    """No label is cut, no field is without room, every section is reached by tab."""
    hall = hall_with_customers()
    async with hall.app().run_test(size=size) as pilot:
        form = (await at_the_form(pilot, hall)).form
        for label in form.query(".field-label"):
            assert label.size.height <= 1, str(label.render())
        for field in (form.who.search, form.narrative, form.remedy, form.told):
            assert field.size.width > 30
        seen = set()
        for _press in range(12):
            await pilot.press("tab")
            focused = form_of(pilot).focused
            assert focused is not None
            seen.add(focused.id)
            await settle(pilot)
            assert form_of(pilot).find_widget(focused).visible_region.area
        assert {"narrative", "remedy", "point-list", "topic", "mood", "need", "told"} <= seen


@pytest.mark.parametrize("scope", ["intake", "registered"])
def test_help_stands_in_both_languages(scope: str, language: str) -> None:
    text = help_text(scope, language)
    assert text.startswith("# ")
    assert "F6" in text or "Ctrl+Y" in text
