"""The people of a case on the screens: their papers, who asks, and cases about ourselves."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from desk.case import Case, Party
from desk.concern import Concern, SealedIdentity
from desk.enums import Basis, CaseKind, PartyRole, Role
from desk.forms import PartyForm
from desk.services import concerns, parties
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.case.menu import deeds
from screens.case.people import AddPerson, NameConcerned, PaperOf
from screens.dialogs.people import CasePeople, WhoAsks
from screens.dialogs.prompt import Prompt
from screens.dialogs.reveal import ShownInFull
from screens.dialogs.tell import Tell
from screens.intake.done import RegisteredScreen
from screens.intake.more import More
from screens.intake.parties import PartyDialog
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from tests.builders import a_case, a_custody, a_party, a_point, a_staff
from tests.builders_counter import a_sealed_identity
from tests.screens.a_case import enter, read, register, text_of
from tests.screens.hall import Hall, a_hall, put, settle
from tests.screens.window import COMPLAINT, hall_with_customers, paste, rows, with_customer

SMALL = (80, 24)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def at(pilot: Pilot[None], kind: type[Screen[Any]]) -> bool:
    """Whether this dialog is in front."""
    return isinstance(pilot.app.screen, kind)


def row(pilot: Pilot[None], name: str) -> FieldRow:
    return next(one for one in pilot.app.screen.query(FieldRow) if one.field == name)


def wrong(pilot: Pilot[None]) -> list[str]:
    return [one.field for one in pilot.app.screen.query(FieldRow) if one.error]


def write(pilot: Pilot[None], name: str, text: str) -> None:
    control = row(pilot, name).control
    assert isinstance(control, ClerkInput)
    control.value = text


def read_aloud(pilot: Pilot[None]) -> str:
    """The sentences in front."""
    screen = pilot.app.screen
    assert isinstance(screen, Tell)
    return screen._text.plain


def choose(pilot: Pilot[None], name: str, value: object) -> None:
    control = row(pilot, name).control
    assert isinstance(control, Choice)
    control.choose(value)


class TestAtIntake:
    async def test_a_paper_that_ended_is_refused_beside_its_day(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SMALL) as pilot:
            await with_customer(pilot, hall)
            await paste(pilot, COMPLAINT)
            await press(pilot, "ctrl+y", "ctrl+d", "enter")
            assert at(pilot, PartyDialog)
            await press(pilot, "tab")
            await paste(pilot, "张晓")
            choose(pilot, "basis_kind", Basis.LETTER_OF_AUTHORITY)
            choose(pilot, "basis_seen", True)
            write(pilot, "basis_valid_to", "2026-11-01")
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["basis_valid_to"]
            write(pilot, "basis_valid_to", "2026-12-31")
            await press(pilot, "ctrl+s")
            await press(pilot, "ctrl+s")
            await press(pilot, "ctrl+s")
        [other] = [one for one in rows(hall, Party) if one.role is PartyRole.REPRESENTATIVE]
        assert (other.name, other.basis_kind, other.basis_seen) == (
            "张晓",
            Basis.LETTER_OF_AUTHORITY,
            True,
        )

    async def test_a_guardian_alone_is_asked_about_a_minor(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SMALL) as pilot:
            await with_customer(pilot, hall)
            await press(pilot, "ctrl+d", "enter")
            assert not row(pilot, "minor").display
            choose(pilot, "basis_kind", Basis.GUARDIAN)
            await settle(pilot)
            assert row(pilot, "minor").display
            choose(pilot, "role", PartyRole.ACCOUNT_HOLDER)
            await settle(pilot)
            assert not row(pilot, "basis_kind").display

    async def test_about_a_colleague_it_goes_past_them(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SMALL) as pilot:
            await with_customer(pilot, hall)
            await paste(pilot, COMPLAINT)
            await press(pilot, "ctrl+y", "ctrl+e")
            write(pilot, "concerns", hall.clerk.number)
            await press(pilot, "ctrl+s")
            await press(pilot, "ctrl+s")
            # About oneself: the field says to ask a colleague.
            assert at(pilot, More)
            assert wrong(pilot) == ["concerns"]
            write(pilot, "concerns", hall.other.name)
            await press(pilot, "ctrl+s")
            await press(pilot, "ctrl+s")
            assert at(pilot, RegisteredScreen)
            assert hall.lead.name in text_of(pilot)
        [concern] = rows(hall, Concern)
        assert concern.staff_id == hall.other.id

    async def test_who_reports_is_said_to_be_sealed_and_is(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SMALL) as pilot:
            screen = await with_customer(pilot, hall)
            await paste(pilot, COMPLAINT)
            await press(pilot, "ctrl+y", "ctrl+e", "2", "ctrl+s")
            assert screen.sheet.kind is CaseKind.REPORT
            assert "保存后封存" in text_of(pilot)
            await press(pilot, "ctrl+s")
            assert at(pilot, RegisteredScreen)
        [case] = rows(hall, Case)
        [identity] = rows(hall, SealedIdentity)
        assert case.sealed
        assert identity.name == "石磊"
        assert all(not one.name for one in rows(hall, Party))


async def test_on_the_board_a_sign_stands_before_the_topic() -> None:
    hall = a_hall()
    reference = register(hall)
    concerns.name_concerned(hall.desk, actor_of(hall.lead), reference, [hall.other.number])
    sealed_case(hall)
    async with hall.app().run_test(size=SMALL) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await settle(pilot)
        app.actor = actor_of(hall.lead)
        app.go("board")
        await settle(pilot)
        assert "〔涉〕" in text_of(pilot)
        assert "举报人" in text_of(pilot)


class TestInTheCase:
    async def test_who_asks_hears_what_is_theirs(self) -> None:
        hall = a_hall()
        reference = register(hall)
        holder = PartyForm(role=PartyRole.ACCOUNT_HOLDER, name="何秀云")
        parties.add_party(hall.desk, actor_of(hall.clerk), reference, holder)
        async with hall.app().run_test(size=SMALL) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+t")
            assert at(pilot, WhoAsks)
            assert "户号属于他人" in text_of(pilot)
            await press(pilot, "down")
            assert "户号资料" in text_of(pilot)
            await press(pilot, "0")
            assert hall.clerk.name not in read_aloud(pilot)
            await press(pilot, "escape")
            await press(pilot, "ctrl+t")
            await press(pilot, "1")
            assert hall.clerk.name in read_aloud(pilot)

    async def test_alone_the_customer_is_not_asked_who_they_are(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SMALL) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+t")
            assert at(pilot, Tell)

    async def test_somebody_is_added_and_their_paper_noted(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SMALL) as pilot:
            case = await enter(pilot, reference)
            await case.do("people")
            await settle(pilot)
            assert at(pilot, CasePeople)
            await press(pilot, "0")
            assert at(pilot, AddPerson)
            write(pilot, "name", "代小兰")
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["basis"]
            choose(pilot, "basis_kind", Basis.COMPANY_LETTER)
            await press(pilot, "ctrl+s")
            await case.do("people")
            await settle(pilot)
            await press(pilot, "2")
            assert at(pilot, PaperOf)
            await press(pilot, "ctrl+s")
        added = read(hall, reference).parties[1]
        assert (added.name, added.basis_kind, added.basis_seen) == (
            "代小兰",
            Basis.COMPANY_LETTER,
            True,
        )

    async def test_a_colleague_is_named_and_the_sign_stands_in_the_head(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=SMALL) as pilot:
            case = await enter(pilot, reference)
            await case.do("concern")
            await settle(pilot)
            assert at(pilot, NameConcerned)
            write(pilot, "concerns", "9999")
            await press(pilot, "ctrl+s")
            assert "9999" in text_of(pilot)
            write(pilot, "concerns", hall.other.number)
            await press(pilot, "ctrl+s")
            assert "涉及本厅" in text_of(pilot)
            # It went up: whoever no longer holds it names nobody.
            assert "concern" not in deeds(read(hall, reference), actor_of(hall.clerk))
        assert read(hall, reference).case.holder_id == hall.lead.id

    @pytest.mark.parametrize("role", [Role.LEAD, Role.MANAGER])
    async def test_who_reported_is_read_by_the_manager_alone(self, role: Role) -> None:
        hall, someone = a_hall(), a_staff("3001", role, name="秦管事")
        put(hall, someone)
        reference = sealed_case(hall)
        async with hall.app().run_test(size=SMALL) as pilot:
            case = await enter(pilot, reference, someone)
            assert case.file is not None
            assert ("identity" in deeds(case.file, actor_of(someone))) is (role is Role.MANAGER)
            if role is not Role.MANAGER:
                return
            await case.do("identity")
            await settle(pilot)
            assert at(pilot, Prompt)
            await paste(pilot, "回访核实")
            await press(pilot, "ctrl+s")
            assert at(pilot, ShownInFull)
            assert "鲁先鸣" in text_of(pilot)


def sealed_case(hall: Hall) -> str:
    case = a_case(hall.lead.id, 77, kind=CaseKind.REPORT, sealed=True)
    nobody = a_party(case.id, name="", salutation="", phone="")
    rows_ = (case, a_custody(case.id, hall.lead.id), nobody, a_point(case.id, 1))
    put(hall, *rows_, a_sealed_identity(case.id))
    return case.reference
