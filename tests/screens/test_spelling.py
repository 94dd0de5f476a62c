"""A name that no font here prints: asked beside the field, mended from a letter."""

from dataclasses import replace

from desk.case import Case, Party
from desk.customer import Customer
from desk.forms import CustomerForm
from desk.services import slips
from desk.services.intake import register_case
from screens.case.printed_name import AskPrintedName
from screens.case.screen import CaseScreen
from screens.intake.done import RegisteredScreen
from screens.intake.more import More
from screens.intake.parties import PartyDialog
from tests.builders import a_customer
from tests.desk.services.hall import case_form
from tests.screens.a_case import enter, read, text_of
from tests.screens.a_letter import at_reply, clerk, drawn
from tests.screens.hall import a_hall, settle
from tests.screens.window import COMPLAINT, at_the_form, hall_with_customers, paste, pause, rows

NAME, FORM = "བཀྲ་ཤིས", "扎西"


async def test_the_field_is_there_exactly_for_a_name_without_glyphs() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        form = (await at_the_form(pilot, hall)).form
        await pilot.press(*"13800000099", "enter")
        await pause(pilot)
        await paste(pilot, "扎西")
        assert bool(form.who.printed.display) is False
        await pilot.press("backspace", "backspace")
        await paste(pilot, NAME)
        assert form.who.printed.display is True
        await pilot.press("enter", "enter", "enter", "enter", "enter")
        assert form.who.printed.form.has_focus
        assert "照常办理" in text_of(pilot)
        await paste(pilot, NAME)
        await pilot.press("enter")
        await paste(pilot, COMPLAINT)
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert "身份证" in form.who.printed.error
        assert form.who.printed.form.has_focus
        form.who.printed.form.value = ""
        await paste(pilot, FORM)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, RegisteredScreen)
    customer = next(one for one in rows(hall, Customer) if one.name == NAME)
    assert customer.printed_name == FORM


async def test_without_the_form_the_case_is_saved_and_its_slip_goes_out() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_form(pilot, hall)
        await paste(pilot, NAME)
        await pilot.press("enter")
        await pause(pilot)
        form = pilot.app.screen.form  # type: ignore[attr-defined]
        assert form.who.printed.display
        form.narrative.focus()
        await paste(pilot, COMPLAINT)
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, RegisteredScreen)
    (case,) = rows(hall, Case)
    assert NAME not in slips.acknowledge(hall.desk, clerk(hall), case.reference).markdown


async def test_a_customer_on_file_is_asked_once() -> None:
    hall = hall_with_customers(
        a_customer(name=NAME, phone="13900000077"),
        a_customer(name="ئالىم", printed_name="阿力木", phone="13900000088"),
    )
    async with hall.app().run_test(size=(80, 24)) as pilot:
        form = (await at_the_form(pilot, hall)).form
        await paste(pilot, "13900000077")
        await pilot.press("enter")
        await pause(pilot)
        assert form.who.printed.display
        form.who.printed.form.focus()
        await paste(pilot, FORM)
        form.narrative.focus()
        await paste(pilot, COMPLAINT)
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert next(one for one in rows(hall, Party)).printed_name == FORM
        form = (await at_the_form(pilot, hall)).form
        await paste(pilot, "13900000088")
        await pilot.press("enter")
        await pause(pilot)
        assert form.who.visitor.printed_name == "阿力木"
        assert not form.who.printed.display


async def test_others_in_the_case_are_asked_too() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_form(pilot, hall)
        dialog = PartyDialog(None)
        pilot.app.push_screen(dialog)
        await settle(pilot)
        assert not dialog._fields._printed.display
        dialog._fields._called.focus()
        await paste(pilot, NAME)
        assert dialog._fields._printed.display


async def test_from_the_check_of_a_letter_to_the_field_and_back() -> None:
    hall = a_hall()
    came = CustomerForm(name=NAME, salutation="先生", phone="13900000009")
    form = replace(case_form(), customer=came)
    reference = register_case(hall.desk, clerk(hall), form).reference
    async with hall.app().run_test(size=(120, 36)) as pilot:
        await at_reply(pilot, hall, reference)
        assert "本机字体打印不出" in text_of(pilot)
        await pilot.press("down", "down", "down")
        await drawn(pilot)
        await pilot.press("enter")
        await drawn(pilot)
        assert isinstance(pilot.app.screen, AskPrintedName)
        await paste(pilot, FORM)
        await pilot.press("ctrl+s")
        await drawn(pilot)
        assert isinstance(pilot.app.screen, CaseScreen)
        assert read(hall, reference).complainant.printed_name == FORM


async def test_large_print_is_a_deed_of_the_case_and_a_choice_at_registration() -> None:
    hall = hall_with_customers()
    form = case_form()
    reference = register_case(hall.desk, clerk(hall), form).reference
    async with hall.app().run_test(size=(80, 24)) as pilot:
        screen = await enter(pilot, reference)
        screen.action_large_print()
        await settle(pilot)
        assert read(hall, reference).case.large_print
        assert "大字版" in text_of(pilot)
        intake = await at_the_form(pilot, hall)
        await pilot.press("ctrl+e")
        await settle(pilot)
        more = pilot.app.screen
        assert isinstance(more, More)
        more._print.value = True
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert intake.gathered().large_print
        assert "大字版" in intake.form.summary.visual.plain  # type: ignore[attr-defined]
