"""The customer file with real keys: opened from everywhere, put right, read in three views."""

from textual.pilot import Pilot

from desk.case import Case
from desk.customer import Customer
from desk.customer_file import CustomerContact, CustomerNote, FileChange, Operation
from desk.enums import NoteKind, Role, SupplyRelation
from desk.forms_file import OriginalForm
from desk.i18n import use
from desk.services import file_changes
from desk.staff.model import actor_of
from screens.board.screen import BoardScreen
from screens.case.screen import CaseScreen
from screens.customer.choose import ChooseCustomer
from screens.customer.forms import ChangeOriginal
from screens.customer.screen import CustomerScreen
from screens.dialogs.reveal import AskWhy
from screens.intake.done import RegisteredScreen
from tests.a_full_file import a_full_file
from tests.builders import MONDAY, a_case, a_customer, a_party, a_staff, an_account
from tests.builders_file import a_customer_contact, a_customer_note, an_operation
from tests.screens.hall import PIN, Hall, a_hall, put, settle, sign_in
from tests.screens.window import (
    COMPLAINT,
    at_the_form,
    customer_called,
    form_of,
    hall_with_customers,
    paste,
    pause,
    rows,
    with_customer,
)

FULL = ("13900000001", "0500000001", "3号", "柳明月", "13900000066")
HOSTILE = "[red]x[/red] [/foo] \x1b[31m ‮abc '; DROP TABLE customers;-- 😀"


def full_hall() -> Hall:
    """A hall with a customer of whom there is one of everything."""
    hall = a_hall()
    put(hall, *a_full_file(hall.clerk.id).rows)
    return hall


async def opened(pilot: Pilot[None], hall: Hall, customer_id: str = "") -> CustomerScreen:
    """The file before a clerk who has signed in."""
    await sign_in(pilot)
    pilot.app.go("customer", customer_id or rows(hall, Customer)[0].id)  # type: ignore[attr-defined]
    await settle(pilot)
    return file_on(pilot)


def file_on(pilot: Pilot[None]) -> CustomerScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CustomerScreen)
    return screen


def on_top(pilot: Pilot[None]) -> object:
    """The screen or dialog in front, whatever it was before."""
    return pilot.app.screen


def shown_text(pilot: Pilot[None]) -> str:
    """Everything on the screen, row by row."""
    return "\n".join(
        "".join(segment.text for segment in line)
        for line in pilot.app.screen._compositor.render_strips()
    )


class TestWays:
    async def test_f8_opens_the_customer_of_the_case_in_sight_and_esc_goes_back(self) -> None:
        hall = full_hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            await pilot.press("f8")
            await settle(pilot)
            assert file_on(pilot).found is not None
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(on_top(pilot), BoardScreen)
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(on_top(pilot), CaseScreen)
            await pilot.press("f8")
            await settle(pilot)
            file_on(pilot)

    async def test_without_a_case_a_customer_is_found_by_two_initials(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            await pilot.press("f8", *"sl", "enter")
            await pause(pilot)
            assert file_on(pilot).subject == customer_called(hall, "石磊").id
            # In the file itself the key looks for another customer.
            await pilot.press("f8")
            await settle(pilot)
            assert isinstance(pilot.app.screen, ChooseCustomer)
            await pilot.press(*"0012")
            await pause(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert file_on(pilot).subject == customer_called(hall, "柳明亮").id

    async def test_from_a_half_typed_case_and_back_to_it_untouched(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            screen = await with_customer(pilot, hall)
            await paste(pilot, COMPLAINT)
            before = screen.gathered()
            await pilot.press("f8")
            await settle(pilot)
            assert file_on(pilot).subject == customer_called(hall, "石磊").id
            await pilot.press("escape")
            await settle(pilot)
            assert on_top(pilot) is screen
            assert screen.gathered() == before

    async def test_f2_begins_a_case_with_this_customer(self) -> None:
        hall = hall_with_customers()
        customer = customer_called(hall, "石磊")
        async with hall.app().run_test() as pilot:
            await opened(pilot, hall, customer.id)
            await pilot.press("f2")
            await settle(pilot)
            await pause(pilot)
            visitor = form_of(pilot).form.who.visitor
            assert (visitor.customer_id, visitor.account_no) == (customer.id, "0500000003")
            await paste(pilot, COMPLAINT)
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
            assert isinstance(pilot.app.screen, RegisteredScreen)
        assert [case.customer_id for case in rows(hall, Case)] == [customer.id]

    async def test_ctrl_o_asks_why_before_it_shows_anything(self) -> None:
        hall = full_hall()
        async with hall.app().run_test() as pilot:
            await opened(pilot, hall)
            await pilot.press("ctrl+o")
            await settle(pilot)
            assert isinstance(pilot.app.screen, AskWhy)
            await paste(pilot, "回电核实")
            await pilot.press("enter")
            await settle(pilot)
            assert "13900000001" in shown_text(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert "13900000001" not in shown_text(pilot)

    async def test_who_comes_back_after_a_lock_finds_nothing_in_full(self) -> None:
        hall = full_hall()
        async with hall.app().run_test() as pilot:
            screen = await opened(pilot, hall)
            await pilot.press("ctrl+o")
            await settle(pilot)
            await paste(pilot, "回电核实")
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("f12")
            await settle(pilot)
            await sign_in(pilot)
            await pilot.pause(0.1)
            await settle(pilot)
            assert on_top(pilot) is screen
            assert pilot.app._exception is None
            assert "13900000001" not in shown_text(pilot)


class TestViews:
    async def test_digits_and_arrows_turn_the_views_and_nothing_stands_in_full(self) -> None:
        hall = full_hall()
        customer = rows(hall, Customer)[0]
        note = a_customer_note(customer.id, hall.clerk.id, text="家属13900000066，缴费用0500000001")
        put(hall, a_customer_contact(customer.id, hall.clerk.id), note)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            screen = await opened(pilot, hall)
            seen = {"1": "原始档案", "2": "工单", "3": "业务记录"}
            for key, word in seen.items():
                await pilot.press(key)
                await settle(pilot)
                text = shown_text(pilot)
                assert word in text
                assert not [full for full in FULL if full in text]
            await pilot.press("right")
            assert screen.tab == "record"
            await pilot.press("left", "left", "ctrl+n")
            assert screen.tab == "operations"

    async def test_beside_each_other_where_there_is_room(self) -> None:
        hall = full_hall()
        async with hall.app().run_test(size=(120, 36)) as pilot:
            screen = await opened(pilot, hall)
            assert screen.record.display
            for key, other in (("2", "#analysis"), ("3", "#operations")):
                await pilot.press(key)
                await settle(pilot)
                assert screen.record.region.width > 30
                assert screen.query_one(other).region.width > 50

    async def test_a_line_opens_its_case(self) -> None:
        hall = full_hall()
        async with hall.app().run_test() as pilot:
            screen = await opened(pilot, hall)
            for key in ("2", "3"):
                await pilot.press(key)
                await settle(pilot)
                await pilot.press("enter")
                await settle(pilot)
                assert isinstance(on_top(pilot), CaseScreen)
                await pilot.press("escape")
                await settle(pilot)
                assert on_top(pilot) is screen

    async def test_five_hundred_cases_come_in_pages(self) -> None:
        hall = a_hall()
        customer = a_customer()
        cases = [a_case(hall.clerk.id, n, customer_id=customer.id) for n in range(1, 251)]
        put(hall, customer, *cases, *(a_party(case.id) for case in cases))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            screen = await opened(pilot, hall)
            await pilot.press("2")
            await settle(pilot)
            assert len(screen.cases.rows) == 100
            for _page in range(3):
                await pilot.press("end")
                await settle(pilot)
            assert len(screen.cases.rows) == 250
            assert "250" in screen._figures.plain

    async def test_an_empty_file_says_what_would_be_here(self) -> None:
        hall = a_hall()
        put(hall, a_customer())
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await opened(pilot, hall)
            await pilot.press("2")
            await settle(pilot)
            assert "这位客户还没有工单" in shown_text(pilot)
            await pilot.press("3")
            await settle(pilot)
            assert "还没有业务记录" in shown_text(pilot)
            await pilot.press("enter")
            assert pilot.app._exception is None

    async def test_the_span_of_time_changes_what_is_counted(self) -> None:
        hall = full_hall()
        async with hall.app().run_test() as pilot:
            screen = await opened(pilot, hall)
            hall.clock.move(days=60)
            await pilot.press("ctrl+u", "ctrl+u")
            await settle(pilot)
            assert screen._figures.plain.startswith("工单  0")

    async def test_in_english_too(self) -> None:
        hall = full_hall()
        use("en")
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await opened(pilot, hall)
            await pilot.press("3")
            await settle(pilot)
            assert "Operation record" in shown_text(pilot)
        use("zh_CN")

    async def test_hostile_words_stand_as_they_are(self) -> None:
        hall = a_hall()
        odd = a_customer(name=HOSTILE, salutation="[b]", special_care=HOSTILE[:40], address=HOSTILE)
        case = a_case(hall.clerk.id, customer_id=odd.id, narrative=HOSTILE * 100)
        person = a_customer_contact(odd.id, hall.clerk.id, relation=HOSTILE, note=HOSTILE)
        put(
            hall,
            odd,
            case,
            a_party(case.id),
            person,
            an_operation(odd.id, hall.clerk.id, done="[/x]"),
        )
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await opened(pilot, hall, odd.id)
            for key in ("1", "enter", "escape", "2", "3", "down"):
                await pilot.press(key)
                await settle(pilot)
                assert "\x1b" not in shown_text(pilot)
            assert "[/x]" in shown_text(pilot)
            assert pilot.app._exception is None


class TestChanges:
    async def test_the_original_record_is_put_right_with_a_reason(self) -> None:
        hall = full_hall()
        async with hall.app().run_test() as pilot:
            await opened(pilot, hall)
            await pilot.press("enter")
            await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, ChangeOriginal)
            dialog.fields["phone"].value = "13900000099"
            await pilot.press("ctrl+s")
            await settle(pilot)
            # What stood there is replaced: the reason is missing, and that is said beside it.
            assert on_top(pilot) is dialog
            assert dialog.focused is dialog.reason
            await paste(pilot, "换号")
            await pilot.press("ctrl+s")
            await settle(pilot)
            file_on(pilot)
            assert "139****0099" in shown_text(pilot)
        assert rows(hall, Customer)[0].phone == "13900000099"
        assert [change.reason for change in rows(hall, FileChange)] == ["换号"]

    async def test_what_changed_meanwhile_is_shown_and_not_overwritten(self) -> None:
        hall = full_hall()
        customer = rows(hall, Customer)[0]
        async with hall.app().run_test() as pilot:
            await opened(pilot, hall)
            await pilot.press("enter")
            await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, ChangeOriginal)
            form = OriginalForm(phone="13900000077", reason="客户来电")
            file_changes.correct_customer(hall.desk, actor_of(hall.other), customer.id, form)
            dialog.fields["address"].value = "建设路1号"
            dialog.reason.value = "搬迁"
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert on_top(pilot) is dialog
            assert dialog.fields["phone"].placeholder == "139****0077"
            assert "赵一诺刚刚改过这一项" in shown_text(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
        kept = rows(hall, Customer)[0]
        assert (kept.phone, kept.address) == ("13900000077", "建设路1号")

    async def test_things_are_added_by_their_lines_and_by_the_menu(self) -> None:
        hall = full_hall()
        async with hall.app().run_test() as pilot:
            await opened(pilot, hall)
            await pilot.press("ctrl+y", "2")
            await settle(pilot)
            await paste(pilot, "程小满")
            await pilot.press("enter")
            await paste(pilot, "女儿")
            await pilot.press("ctrl+s")
            await settle(pilot)
            await pilot.press("ctrl+y", "3")
            await settle(pilot)
            await pilot.press("2", "tab")
            await paste(pilot, "按时缴费 " + HOSTILE)
            await pilot.press("ctrl+s")
            await settle(pilot)
            await pilot.press("ctrl+e")
            await settle(pilot)
            await pilot.press("5", "tab")
            await paste(pilot, "到户核对表号")
            await pilot.press("ctrl+s")
            await settle(pilot)
            file_on(pilot)
            assert pilot.app._exception is None
        assert [person.name for person in rows(hall, CustomerContact)] == ["程小满"]
        assert [note.kind for note in rows(hall, CustomerNote)] == [NoteKind.CREDIT]
        assert rows(hall, Operation)[-1].done == "到户核对表号"

    async def test_a_contact_ends_after_a_question(self) -> None:
        hall = full_hall()
        customer = rows(hall, Customer)[0]
        put(hall, a_customer_contact(customer.id, hall.clerk.id))
        async with hall.app().run_test() as pilot:
            screen = await opened(pilot, hall)
            at = next(n for n, line in enumerate(screen.record.rows) if line.part == "contact")
            screen.record.cursor = at
            await pilot.press("delete")
            await settle(pilot)
            await pilot.press("tab", "enter")
            await settle(pilot)
        assert rows(hall, CustomerContact)[0].ended_at is not None

    async def test_the_relation_is_changed_by_a_lead_over_the_shoulder(self) -> None:
        hall = full_hall()
        async with hall.app().run_test() as pilot:
            screen = await opened(pilot, hall)
            at = next(n for n, line in enumerate(screen.record.rows) if line.part == "relation")
            screen.record.cursor = at
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press(*"2001", "enter", *PIN, "enter")
            await settle(pilot)
            await pilot.press("4", "enter")
            await paste(pilot, "多次来访")
            await pilot.press("enter")
            await pilot.press(*"+30", "ctrl+s")
            await settle(pilot)
            file_on(pilot)
            assert "需关注" in shown_text(pilot)
        kept = rows(hall, Customer)[0]
        assert kept.supply_relation is SupplyRelation.NEEDS_ATTENTION
        assert kept.supply_reason == "多次来访"

    async def test_who_may_not_change_it_is_told_so(self) -> None:
        hall = full_hall()
        admin = a_staff("9001", Role.ADMIN, pin_hash=hall.clerk.pin_hash)
        put(hall, admin)
        customer = rows(hall, Customer)[0]
        async with hall.app().run_test() as pilot:
            await sign_in(pilot, "9001")
            pilot.app.go("customer", customer.id)  # type: ignore[attr-defined]
            await settle(pilot)
            screen = file_on(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert on_top(pilot) is screen
            assert screen.check_action("add", ()) is False

    async def test_an_erased_file_is_shown_and_not_changed(self) -> None:
        hall = a_hall()
        put(hall, a_customer(name="（已删除）", phone="", erased_at=MONDAY))
        async with hall.app().run_test() as pilot:
            screen = await opened(pilot, hall)
            assert "个人信息已删除" in shown_text(pilot)
            assert screen.check_action("add", ()) is None


async def test_a_customer_among_several_by_two_initials_in_twelve_keys() -> None:
    """From F2 to the number on the screen, beside the two initials and the narrative."""
    hall = hall_with_customers(
        (other := a_customer(name="柳明理", initials="lml", phone="13900000013")),
        an_account(other.id, number="0500000009"),
    )
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        keys = ["f2"]
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press(*"lm")
        await pause(pilot)
        # Several are found: down to the list, and the digit of the one who stands here.
        names = [pick.row.name for pick in form_of(pilot).form.who.hits.rows if pick.row]
        choose = ["enter", str(names.index("柳明亮") + 1)]
        keys += choose
        await pilot.press(*choose)
        await pause(pilot)
        await paste(pilot, COMPLAINT)
        keys += ["ctrl+y", "ctrl+s"]
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, RegisteredScreen)
        [case] = rows(hall, Case)
        assert case.reference in pilot.app.screen.text.plain
    assert case.customer_id == customer_called(hall, "柳明亮").id
    assert len(keys) <= 12


async def test_the_form_is_not_filled_twice() -> None:
    """F8 on a blank form asks for a customer; the form itself stays blank."""
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        screen = await at_the_form(pilot, hall)
        await pilot.press("f8")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ChooseCustomer)
        await pilot.press("escape")
        await settle(pilot)
        assert on_top(pilot) is screen
        assert screen.gathered().blank
