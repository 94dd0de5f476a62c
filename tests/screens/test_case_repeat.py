"""One key answers the next point like the last one, in what two points may share."""

from textual.pilot import Pilot

from desk.enums import Conclusion
from screens.case.content import Content
from screens.case.screen import CaseScreen
from tests.screens.a_case import choose, enter, read, register, remedied, save, write
from tests.screens.hall import Hall, a_hall, settle

MATTERS = ("排队太久", "叫号听不见", "座位太少")


async def one_answered(pilot: Pilot[None], hall: Hall) -> CaseScreen:
    """A case whose first point is answered, the second in front."""
    reference = register(hall, "排队太久，叫号听不见，座位太少。", matters=MATTERS)
    case = await enter(pilot, reference)
    write(case.form, "finding", "已看过当天的排号记录")
    choose(case.form, "conclusion", Conclusion.SUBSTANTIATED)
    remedied(case.form)
    write(case.form, "basis", "营业厅服务规范")
    write(case.form, "amount_fen", "10.00")
    await pilot.pause()
    await save(pilot)
    assert case.form.position == 2
    return case


def filled(content: Content) -> set[str]:
    return {name for name, value in content.items() if value} - {"kind", "matter", "remedy_by"}


async def test_what_is_empty_is_filled_and_one_key_takes_it_back() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        case = await one_answered(pilot, hall)
        case.form.controls["remedy"].focus()
        write(case.form, "apology", "抱歉。")
        await pilot.pause()
        await pilot.press("ctrl+a")
        await settle(pilot)
        content = case.form.content()
        assert content["basis"] == "营业厅服务规范"
        assert content["remedy_owner"] == "计量班"
        assert content["apology"] == "抱歉。"
        # What was found, concluded and paid is particular to each point.
        assert filled(content) & {"finding", "conclusion", "amount_fen"} == set()
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert filled(case.form.content()) == {"apology"}


async def test_in_the_finding_that_is_filled_too_and_saved_as_any_words() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        case = await one_answered(pilot, hall)
        case.form.controls["finding"].focus()
        await pilot.press("ctrl+a")
        await settle(pilot)
        assert case.form.content()["finding"] == "已看过当天的排号记录"
        choose(case.form, "conclusion", Conclusion.SUBSTANTIATED)
        await save(pilot)
        assert read(hall, case.subject).points[1].remedy_owner == "计量班"


async def test_without_an_answered_point_nothing_changes() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, register(hall))
        await pilot.press("ctrl+a")
        await settle(pilot)
        assert filled(case.form.content()) == set()
