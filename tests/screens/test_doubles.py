"""Files that look like one: beside the form, in their list, side by side, merged, taken back."""

from dataclasses import replace

from textual.pilot import Pilot

from desk.customer import Customer
from desk.customer_file import CustomerLink, Reveal
from desk.enums import LinkKind, SameAs, Topic
from desk.record import CaseLink
from screens.app import DeskApp
from screens.board.rows import row_cells
from screens.board.screen import BoardScreen
from screens.case.head import Head
from screens.dialogs.beside import CasesBeside
from screens.doubles.screen import DoublesScreen
from screens.doubles.side_by_side import SideBySide
from screens.intake.done import RegisteredScreen
from screens.intake.panel import TipsPanel
from screens.intake.screen import IntakeScreen
from screens.intake.sheet import Who
from tests.builders import a_case, a_customer, a_party
from tests.screens.hall import Hall, put, settle, sign_in
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


async def a_new_customer(pilot: Pilot[None], hall: Hall) -> IntakeScreen:
    """A form on which 石小磊 is being typed with the phone of 石磊, who is on file."""
    screen = await at_the_form(pilot, hall)
    await pilot.press(*"13955551234x", "enter")
    await pause(pilot)
    who = screen.form.who
    assert who.who is Who.NEW
    who.name_.value, who.phone.value = "石小磊", "13955551234"
    await pause(pilot)
    return screen


class TestBesideTheForm:
    async def test_whom_a_new_customer_may_be_is_said_and_taken_by_a_key(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            screen = await a_new_customer(pilot, hall)
            who = screen.form.who
            said = str(who.suspects.render())
            assert "电话号码相同" in said
            assert "139****1234" in said
            assert "13955551234" not in said
            await pilot.press("ctrl+x")
            await pause(pilot)
            assert who.visitor.customer_id == customer_called(hall, "石磊").id
            assert not who.suspects.display
            assert screen.form.narrative.has_focus

    async def test_whoever_goes_on_typing_registers_a_new_customer(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            screen = await a_new_customer(pilot, hall)
            screen.form.narrative.focus()
            await paste(pilot, COMPLAINT)
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
            assert isinstance(pilot.app.screen, RegisteredScreen)
        assert customer_called(hall, "石小磊").merged_into is None

    async def test_a_case_of_the_house_is_named_beside_the_new_one(self) -> None:
        hall = hall_with_customers()
        case = a_case(hall.clerk.id, 77, address="临江市柳林巷３號", topic=Topic.QUEUEING)
        put(hall, case, a_party(case.id))
        async with hall.app().run_test(size=(120, 36)) as pilot:
            screen = await with_customer(pilot, hall)
            await paste(pilot, COMPLAINT)
            text = pilot.app.screen.query_one(TipsPanel).text.plain
            assert "HD01-20261123-0077" in text
            assert "同一楼栋" in text
            await pilot.press("ctrl+underscore")
            await settle(pilot)
            assert isinstance(pilot.app.screen, CasesBeside)
            await pilot.press("ctrl+y", "escape")
            await settle(pilot)
            assert screen.sheet.related == ("HD01-20261123-0077",)
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
            assert isinstance(pilot.app.screen, RegisteredScreen)
        [link] = rows(hall, CaseLink)
        assert (link.kind, link.other_id) == (LinkKind.RELATED, case.id)

    async def test_a_second_time_is_seen_on_the_board_and_on_the_case(self) -> None:
        hall = hall_with_customers()
        case = a_case(hall.clerk.id, 77, times=3)
        put(hall, case, a_party(case.id))
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await sign_in(pilot)
            board = pilot.app.screen
            assert isinstance(board, BoardScreen)
            assert "第3次" in "".join(map(str, row_cells(board._list.rows[0], hall.desk)))
            await pilot.press("enter")
            await settle(pilot)
            head = pilot.app.screen.query_one(Head)
            assert "第3次" in str(head._who.render())


def doubled(hall: Hall) -> tuple[Customer, Customer]:
    """柳明月 on file, and once more with another salutation."""
    first = customer_called(hall, "柳明月")
    put(hall, again := a_customer(salutation="", special_care="听力不便"))
    return first, again


async def at_doubles(pilot: Pilot[None], staff: str = "2001", subject: str = "") -> DoublesScreen:
    await sign_in(pilot, staff)
    app = pilot.app
    assert isinstance(app, DeskApp)
    app.go("doubles", subject)
    await settle(pilot)
    room = pilot.app.screen
    assert isinstance(room, DoublesScreen)
    return room


async def reason(pilot: Pilot[None], text: str) -> None:
    await paste(pilot, text)
    await pilot.press("enter")
    await settle(pilot)


class TestRoom:
    async def test_two_files_are_laid_side_by_side_merged_and_taken_back(self) -> None:
        hall = hall_with_customers()
        first, again = doubled(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_doubles(pilot)
            assert len(room._list.rows) == 1
            await pilot.press("enter")
            await settle(pilot)
            both = pilot.app.screen
            assert isinstance(both, SideBySide)
            assert both._take == {"special_care"}
            await pilot.press("ctrl+x")
            await settle(pilot)
            assert both._take == {"salutation"}
            await pilot.press("ctrl+x")
            await settle(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
            await reason(pilot, "本人到场核实")
            assert pilot.app.screen is room
            assert room._list.rows == []
        kept = customer_called(hall, "柳明月")
        assert (kept.id, kept.special_care) == (first.id, "听力不便")
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_doubles(pilot, subject=first.id)
            assert [line.merge is not None for line in room._list.rows] == [True]
            await pilot.press("ctrl+x")
            await settle(pilot)
            await reason(pilot, "其实是两个人")
        for one in (first, again):
            with hall.desk.store.read() as book:
                back = book.get(Customer, one.id)
            assert back is not None
            assert replace(back, version=1) == one

    async def test_any_other_file_can_be_laid_beside_this_one(self) -> None:
        hall = hall_with_customers()
        here = customer_called(hall, "石磊")
        other = a_customer(name="王曼青", phone="13600007788", pinyin="wangmanqing", initials="wmq")
        put(hall, other)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_doubles(pilot, subject=here.id)
            assert room._list.rows == []
            await pilot.press("ctrl+d")
            await settle(pilot)
            await paste(pilot, "王曼青")
            await pause(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(pilot.app.screen, SideBySide)
            await pilot.press("ctrl+s")
            await settle(pilot)
            await reason(pilot, "本人说换过名字，带户口簿来核对")
            assert [line.merge is not None for line in room._list.rows] == [True]
        with hall.desk.store.read() as book:
            merged = book.get(Customer, other.id)
        assert merged is not None
        assert merged.merged_into == here.id

    async def test_two_people_are_not_asked_about_again(self) -> None:
        hall = hall_with_customers()
        doubled(hall)
        async with hall.app().run_test(size=(120, 36)) as pilot:
            room = await at_doubles(pilot)
            await pilot.press("ctrl+e")
            await settle(pilot)
            await pilot.press("3")
            await settle(pilot)
            await reason(pilot, "母女同名不同人")
            assert room._list.rows == []
        [link] = rows(hall, CustomerLink)
        assert (link.kind, link.reason) == (SameAs.APART, "母女同名不同人")

    async def test_nothing_stands_in_full_until_it_is_asked_for(self) -> None:
        hall = hall_with_customers()
        doubled(hall)
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await at_doubles(pilot)
            await pilot.press("enter")
            await settle(pilot)
            both = pilot.app.screen
            assert isinstance(both, SideBySide)
            texts = [str(cell) for line in both._list.rows for cell in both._cells(line)]
            assert not any("13900000001" in text or "柳明月" in text for text in texts)
            await pilot.press("ctrl+o")
            await settle(pilot)
            await reason(pilot, "核对两份档案")
            texts = [str(cell) for line in both._list.rows for cell in both._cells(line)]
            assert any("柳明月" in text for text in texts)
        assert len(rows(hall, Reveal)) == 2

    async def test_the_list_of_the_book_is_not_for_clerks(self) -> None:
        hall = hall_with_customers()
        doubled(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_doubles(pilot, "1001")
            assert room._list.rows == []
            assert "岗位" in str(room._said.render())

    async def test_a_name_that_looks_like_markup_is_shown_as_it_is(self) -> None:
        name = "[@click=app.quit]甲[/foo]"
        hall = hall_with_customers(a_customer(name=name), a_customer(name=name))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_doubles(pilot)
            assert room._list.rows
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(pilot.app.screen, SideBySide)
