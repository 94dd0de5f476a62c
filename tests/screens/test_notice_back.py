"""The return visit with real keys: only what was missing is asked, and our omissions are ours."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from desk import i18n
from desk.enums import MaterialState, NoticeKind
from desk.forms import MaterialForm, NoticeForm
from desk.notice import tailor, unanswered
from desk.notice.model import Notice, NoticeBreach
from desk.services import drafts
from desk.services.notices import make_notice
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.case.screen import CaseScreen
from screens.dialogs.pin import OverTheShoulder
from screens.notice.back import BackScreen
from screens.notice.cannot import CannotDo
from screens.notice.find import FindNotice
from screens.notice.given import Given
from screens.notice.preview import Preview
from screens.notice.screen import NoticeScreen
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from tests.screens.a_case import enter, read, register, text_of
from tests.screens.hall import PIN, Hall, a_hall, settle
from tests.screens.window import rows


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def told(hall: Hall, reference: str, *, held: tuple[str, ...] = ("account_no",)) -> Notice:
    """The customer was told everything for a meter test; some of it was there."""
    form = NoticeForm(
        procedure="meter_test",
        answers={"who": "self", "tests": "few"},
        materials=[MaterialForm(material=m, state=MaterialState.HELD) for m in held],
        case=reference,
    )
    return make_notice(hall.desk, actor_of(hall.clerk), form)


async def back(pilot: Pilot[None], hall: Hall, reference: str, number: str) -> BackScreen:
    await enter(pilot, reference)
    app = pilot.app
    assert isinstance(app, DeskApp)
    app.go("back", number)
    await settle(pilot)
    assert isinstance(app.room, BackScreen)
    return app.room


def at(pilot: Pilot[None], kind: type[Screen[Any]]) -> bool:
    """Whether this dialog is in front."""
    return isinstance(pilot.app.screen, kind)


def wrong(pilot: Pilot[None]) -> list[str]:
    return [row.field for row in pilot.app.screen.query(FieldRow) if row.error]


def field(pilot: Pilot[None], name: str) -> FieldRow:
    return next(row for row in pilot.app.screen.query(FieldRow) if row.field == name)


async def agree(pilot: Pilot[None], number: str) -> None:
    """Somebody agrees over the shoulder."""
    assert isinstance(pilot.app.screen, OverTheShoulder)
    pilot.app.screen._number.value, pilot.app.screen._pin.value = number, PIN
    await press(pilot, "ctrl+s")


async def test_everything_brought_needs_two_keys() -> None:
    hall = a_hall()
    reference = register(hall)
    first = told(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await back(pilot, hall, reference, first.number)
        seen = text_of(pilot)
        assert "林小满告知" in seen
        assert first.number in seen
        assert "account_no" not in [row.material_id for row in room._materials.rows]
        await press(pilot, "ctrl+y", "ctrl+s")
        assert isinstance(pilot.app, DeskApp)
        assert isinstance(pilot.app.room, CaseScreen)
    second = read(hall, reference).notices[-1]
    assert (second.visit, second.supersedes) == (2, first.id)
    assert {row.state for row in second.rows} == {MaterialState.HELD}
    assert drafts.drafts(hall.desk, actor_of(hall.clerk), "return") == []


async def test_what_is_still_missing_goes_on_paper_again() -> None:
    hall = a_hall()
    reference = register(hall)
    first = told(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await back(pilot, hall, reference, first.number)
        await press(pilot, "1", "ctrl+s")
        assert at(pilot, Given)
    second = read(hall, reference).notices[-1]
    assert [r.state for r in second.rows].count(MaterialState.HELD) == 2
    assert rows(hall, NoticeBreach) == []


async def test_what_we_left_out_needs_a_reason_and_a_lead() -> None:
    hall = a_hall()
    reference = register(hall)
    first = told(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await back(pilot, hall, reference, first.number)
        await press(pilot, "ctrl+n")
        assert len(room._materials.rows) == 3
        room._materials.cursor = next(
            n for n, row in enumerate(room._materials.rows) if row.material_id == "account_no"
        )
        await press(pilot, "2")
        assert "我们漏了" in text_of(pilot) or "漏" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert wrong(pilot) == ["new_items.account_no"]
        control = field(pilot, "new_items.account_no").control
        assert isinstance(control, ClerkInput)
        control.value = "上次误以为户号已核对"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        await agree(pilot, "1002")
        # A clerk cannot agree to it: the question comes again.
        await agree(pilot, "2001")
        assert at(pilot, Given)
    (breach,) = rows(hall, NoticeBreach)
    assert breach.agreed_by == hall.lead.id
    assert breach.reason == "上次误以为户号已核对"


async def test_changed_circumstances_are_no_breach() -> None:
    hall = a_hall()
    reference = register(hall)
    first = told(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await back(pilot, hall, reference, first.number)
        await press(pilot, "ctrl+e", "2")
        assert "authority" in [row.material_id for row in room._materials.rows]
        assert "客户情况" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert at(pilot, Given)
    assert {breach.agreed_by for breach in rows(hall, NoticeBreach)} == {None}


def told_for_a_new_supply(hall: Hall, reference: str) -> Notice:
    """A tenant's new supply: identity is here, the proof of the flat may follow."""
    answers: dict[str, str] = {}
    procedure = hall.desk.playbook.procedures["resident_new_supply"]
    while open_ := unanswered(procedure, answers):
        answers[open_[0].id] = open_[0].options[0].id
    checklist = tailor(procedure, answers)
    ticks = [
        MaterialForm(
            material=row.material_id,
            state=MaterialState.MISSING if row.later else MaterialState.HELD,
        )
        for row in checklist.rows
    ]
    form = NoticeForm(procedure=procedure.id, answers=answers, materials=ticks, case=reference)
    return make_notice(hall.desk, actor_of(hall.clerk), form)


async def test_where_the_rest_may_follow_nobody_is_sent_away() -> None:
    hall = a_hall()
    reference = register(hall)
    first = told_for_a_new_supply(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await back(pilot, hall, reference, first.number)
        assert "客户不必再跑" in text_of(pilot)
        control = field(pilot, "commitment_due").control
        assert isinstance(control, ClerkInput)
        control.value = "yesterday week"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert wrong(pilot) == ["commitment_due"]
        control.value = "+3"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert at(pilot, Given)
    second = read(hall, reference).notices[-1]
    assert second.commitment_due is not None
    assert second.reason == ""


async def test_sending_somebody_away_needs_a_reason_and_a_lead() -> None:
    hall = a_hall()
    reference = register(hall)
    first = told_for_a_new_supply(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await back(pilot, hall, reference, first.number)
        choice = field(pilot, "send_away").control
        assert isinstance(choice, Choice)
        choice.choose(True)
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert wrong(pilot) == ["send_away_reason"]
        control = field(pilot, "send_away_reason").control
        assert isinstance(control, ClerkInput)
        control.value = "房屋权属有争议，须先核对原件"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        await agree(pilot, "2001")
        assert at(pilot, Given)
    second = read(hall, reference).notices[-1]
    assert second.commitment_due is None
    assert second.reason == "房屋权属有争议，须先核对原件"


async def test_a_return_survives_a_crash() -> None:
    hall = a_hall()
    reference = register(hall)
    first = told(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await back(pilot, hall, reference, first.number)
        await press(pilot, "1")
        room.keeper.keep()
        await settle(pilot)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await back(pilot, hall, reference, first.number)
        states = [row.state for row in room._materials.rows]
        assert states == [MaterialState.HELD, MaterialState.MISSING]


@pytest.mark.parametrize("words", ["number", "code", "柳明月"])
async def test_it_is_found_by_what_the_customer_has(words: str) -> None:
    hall = a_hall()
    reference = register(hall)
    first = told(hall, reference)
    asked = {"number": first.number, "code": read(hall, reference).case.lookup_code}
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        app = pilot.app
        assert isinstance(app, DeskApp)
        app.go("notice")
        await settle(pilot)
        await press(pilot, "ctrl+k")
        dialog = app.screen
        assert isinstance(dialog, FindNotice)
        dialog._asked.value = asked.get(words, words)
        await pilot.pause(0.2)
        await settle(pilot)
        assert first.number in text_of(pilot)
        await press(pilot, "enter")
        assert isinstance(app.room, BackScreen)


async def test_a_number_that_is_none_is_said_and_the_room_closes() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        app = pilot.app
        assert isinstance(app, DeskApp)
        app.go("back", "GZ-HD01-20200101-0001")
        await settle(pilot)
        assert isinstance(app.room, CaseScreen)


async def at_the_notice(pilot: Pilot[None], reference: str) -> NoticeScreen:
    await enter(pilot, reference)
    await press(pilot, "f6")
    assert isinstance(pilot.app, DeskApp)
    assert isinstance(pilot.app.room, NoticeScreen)
    return pilot.app.room


async def test_two_businesses_stand_on_one_paper() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(120, 36)) as pilot:
        room = await at_the_notice(pilot, reference)
        await press(pilot, "enter", "1", "1", "ctrl+w")
        room._choose.query_one(ClerkInput).value = "代扣"
        await settle(pilot)
        await press(pilot, "enter")
        while room.work.open_questions():
            await press(pilot, "1")
        await press(pilot, "ctrl+s")
        assert at(pilot, Preview)
        await press(pilot, "ctrl+s")
        (notice,) = read(hall, reference).notices
        assert "+" in notice.procedure_id
        names = [row.name for row in notice.rows]
        assert len(names) == len(set(names))


async def test_told_on_the_phone_is_logged_and_nothing_is_signed() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_the_notice(pilot, reference)
        await press(pilot, "enter", "1", "1")
        control = next(r for r in room.query(FieldRow) if r.field == "oral").control
        assert isinstance(control, Choice)
        control.choose("oral")
        await settle(pilot)
        await press(pilot, "ctrl+s", "ctrl+s")
        assert isinstance(pilot.app, DeskApp)
        assert isinstance(pilot.app.room, CaseScreen)
        assert not at(pilot, Given)
    (notice,) = read(hall, reference).notices
    assert notice.oral


async def test_that_it_must_wait_is_told_with_ground_reason_and_day() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_notice(pilot, reference)
        await press(pilot, "ctrl+x")
        assert at(pilot, CannotDo)
        offered = field(pilot, "remedy").control
        assert isinstance(offered, ClerkTextArea)
        assert offered.value
        await press(pilot, "2", "ctrl+s")
        assert wrong(pilot) == ["until"]
        until, reason = field(pilot, "until").control, field(pilot, "reason").control
        assert isinstance(until, ClerkInput)
        assert isinstance(reason, ClerkTextArea)
        until.value = "+3"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert wrong(pilot) == ["reason"]
        reason.text = "家中无人，约好周四上门"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert at(pilot, Given)
    (notice,) = read(hall, reference).notices
    assert notice.kind is NoticeKind.WAIT
    assert notice.until is not None


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_whole_at_every_size(language: str, size: tuple[int, int]) -> None:
    i18n.use(language)
    hall = a_hall()
    reference = register(hall)
    first = told(hall, reference)
    async with hall.app().run_test(size=size) as pilot:
        await back(pilot, hall, reference, first.number)
        seen = text_of(pilot)
        assert first.number in seen
        assert "□" in seen
        assert "Ctrl+Y" in seen.splitlines()[-1]
        assert pilot.app._exception is None
