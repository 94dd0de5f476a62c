"""The customer is found while one types, or new, or gives no name."""

from desk.case import Case, Party
from desk.services import customers
from desk.staff.model import actor_of
from screens.intake.done import RegisteredScreen
from screens.intake.panel import TipsPanel
from screens.intake.sheet import Who
from screens.widgets.row import FieldRow
from tests.builders import a_case, a_customer, a_party
from tests.screens.hall import put, settle
from tests.screens.window import (
    COMPLAINT,
    at_the_form,
    customer_called,
    hall_with_customers,
    paste,
    pause,
    rows,
    with_customer,
)


class TestWho:
    async def test_several_hits_wait_for_a_digit(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            form = (await at_the_form(pilot, hall)).form
            await paste(pilot, "柳")
            await pilot.press("enter")
            await settle(pilot)
            assert form.who.hits.has_focus
            assert [pick.who for pick in form.who.hits.rows] == [
                Who.KNOWN,
                Who.KNOWN,
                Who.NEW,
                Who.ANONYMOUS,
            ]
            await pilot.press("2")
            await settle(pilot)
            assert form.who.visitor.name == "柳明月"
            assert form.narrative.has_focus

    async def test_what_is_typed_on_the_list_says_more_of_whom_is_meant(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            who = (await at_the_form(pilot, hall)).form.who
            await paste(pilot, "柳")
            await pilot.press("enter")
            await settle(pilot)
            assert who.hits.has_focus
            await pilot.press("明", "月")
            await settle(pilot)
            assert who.search.has_focus
            assert who.search.text == "柳明月"
            await pilot.press("enter")
            await settle(pilot)
            assert who.visitor.name == "柳明月"

    async def test_enter_before_the_answer_takes_nobody_of_an_older_list(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            who = (await at_the_form(pilot, hall)).form.who
            await paste(pilot, "柳")
            assert len(who.hits.rows) == 4
            desk = hall.desk
            found = customers.find_customers(desk, actor_of(hall.clerk), "石")
            with who.prevent(who.Asked):
                who.search.value = "石"
                who._look()
                await pilot.press("enter")
            assert who.who is Who.NOBODY
            assert not who.hits.has_focus
            who.show(found, "石")
            await settle(pilot)
            assert who.visitor.name == "石磊"

    async def test_more_than_can_be_chosen_among_asks_for_another_piece(self) -> None:
        crowd = [a_customer(name=f"陈{n}", phone=f"1380000{n:04}") for n in range(12)]
        hall = hall_with_customers(*crowd)
        async with hall.app().run_test() as pilot:
            form = (await at_the_form(pilot, hall)).form
            await paste(pilot, "1380000")
            assert len(form.who.hits.rows) == 9
            assert "多输几位" in str(form.who.border_title)
            await pilot.press(*"0007")
            await pause(pilot)
            assert "多输几位" not in str(form.who.border_title)

    async def test_the_list_shows_no_name_and_no_number_in_full(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            form = (await at_the_form(pilot, hall)).form
            await paste(pilot, "石磊")
            texts = "".join(form.who.hits.render_line(y).text for y in range(3))
            assert "石*" in texts
            assert "石磊" not in texts
            assert "13955551234" not in texts

    async def test_nobody_found_becomes_a_new_customer_with_what_was_typed(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            form = (await at_the_form(pilot, hall)).form
            await pilot.press(*"13800000099", "enter")
            await pause(pilot)
            assert form.who.name_.has_focus
            await paste(pilot, "王小明")
            await pilot.press("enter")
            await paste(pilot, "先生")
            await pilot.press("enter")
            assert form.who.phone.has_focus
            assert form.who.phone.text == "13800000099"
            await pilot.press("enter", "enter", "enter")
            assert form.narrative.has_focus
            await paste(pilot, COMPLAINT)
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
            assert isinstance(pilot.app.screen, RegisteredScreen)
        [party] = rows(hall, Party)
        assert (party.name, party.salutation, party.phone) == ("王小明", "先生", "13800000099")

    async def test_what_stands_in_the_wrong_field_is_refused_beside_that_field(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            who = (await at_the_form(pilot, hall)).form.who
            await paste(pilot, "王小明")
            await pilot.press("enter")
            await pause(pilot)
            assert who.salutation.has_focus
            # One enter too many: what follows lands one field on.
            await pilot.press("enter")
            await paste(pilot, "女士")
            await pilot.press("enter")
            await paste(pilot, "13800000099")
            await pilot.press("enter", "enter")
            await paste(pilot, COMPLAINT)
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
            said = {row.label: row.error for row in who.query(FieldRow) if row.error}
            assert list(said) == ["电话"]
            assert who.phone.has_focus
            who.phone.value = ""
            await pilot.press("ctrl+s")
            await settle(pilot)
            said = {row.label: row.error for row in who.query(FieldRow) if row.error}
            assert list(said) == ["户号"]
            assert "这是手机号，不是户号" in said["户号"]
            assert who.account.has_focus
        assert rows(hall, Party) == []

    async def test_nobody_is_called_anonymous(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            who = (await at_the_form(pilot, hall)).form.who
            await paste(pilot, "匿名")
            await pilot.press("enter")
            await settle(pilot)
            assert who.visitor.who is Who.ANONYMOUS
            assert who.visitor.name == ""

    async def test_anonymous_is_taken_with_a_warning(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            form = (await at_the_form(pilot, hall)).form
            await pilot.press("down", "2")
            await settle(pilot)
            assert "无法回访" in str(form.who.picked.render())
            await paste(pilot, COMPLAINT)
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
            assert isinstance(pilot.app.screen, RegisteredScreen)
            assert "唯一办法" in pilot.app.screen.text.plain
        [case] = rows(hall, Case)
        assert case.anonymous

    async def test_somebody_else_may_be_chosen_again(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            form = (await with_customer(pilot, hall)).form
            await pilot.press("shift+tab", "enter")
            await settle(pilot)
            assert form.who.search.has_focus
            assert form.who.visitor.who is Who.NOBODY

    async def test_the_customers_open_cases_stand_beside_the_form(self) -> None:
        hall = hall_with_customers()
        case = a_case(hall.clerk.id, 77, customer_id=customer_called(hall, "石磊").id)
        put(hall, case, a_party(case.id))
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await with_customer(pilot, hall)
            panel = pilot.app.screen.query_one(TipsPanel)
            assert "HD01-20261123-0077" in panel.text.plain
