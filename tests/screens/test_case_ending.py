"""The end of the service, taking it up again, a card typed in, and the way from what is missing."""

from datetime import timedelta
from typing import Any

from textual.pilot import Pilot

from desk.case import Stage
from desk.enums import CardCame, CaseStatus, ExternalSource, PointKind, Scope
from desk.forms import CommitmentForm, FollowUpForm, ScopeForm
from desk.forms_counter import ExternalForm, PaperForm
from desk.forms_loop import TaskForm
from desk.promising import is_open
from desk.services import (
    casework,
    closing,
    custody,
    escalating,
    externals,
    handed_in,
    restoring,
    scope,
    tasks,
)
from desk.services.missing import CODES
from desk.staff.model import Staff
from screens.app import DeskApp
from screens.case.card import TypeCard
from screens.case.end import StillMissing
from screens.case.menu import deeds
from screens.case.termination import Reopen, Terminate
from screens.dialogs.pin import OverTheShoulder
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from tests.desk.services.hall import Hall, open_hall
from tests.desk.services.test_custody import offer
from tests.desk.services.test_terminating import FORM, heard_twice, terminated
from tests.screens.a_case import enter, text_of
from tests.screens.hall import settle


def app_of(hall: Hall) -> DeskApp:
    return DeskApp(lambda: hall.desk, idle_minutes=0)


def staff(hall: Hall, number: str) -> Staff:
    with hall.desk.store.read() as book:
        return book.find(Staff, number=number)[0]


def fill(pilot: Pilot[None], **fields: Any) -> None:
    """Set fields of the dialog on screen by the names of its rows."""
    for row in pilot.app.screen.query(FieldRow):
        if row.field in fields:
            control = row.control
            if isinstance(control, Choice):
                control.choose(fields[row.field])
            elif isinstance(control, ClerkTextArea):
                control.text = fields[row.field]
            else:
                assert isinstance(control, ClerkInput)
                control.value = fields[row.field]


def wrong(pilot: Pilot[None]) -> list[str]:
    return [row.field for row in pilot.app.screen.query(FieldRow) if row.error]


async def save(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+s")
    await settle(pilot)


async def test_a_manager_ends_the_service_and_the_head_says_so() -> None:
    hall = open_hall()
    reference = heard_twice(hall)
    async with app_of(hall).run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference, staff(hall, "3001"))
        case.action_terminate()
        await settle(pilot)
        assert "服务终止告知书还没有送达客户" in text_of(pilot)
        assert isinstance(pilot.app.screen, Terminate)
        # Nothing is sent off half filled in.
        await save(pilot)
        assert wrong(pilot) == ["ground"]
        fill(pilot, ground="beyond_rules", beyond=FORM.beyond)
        await save(pilot)
        file = hall.file(reference)
        assert file.case.status is CaseStatus.TERMINATED
        # What the answers rest on stood there to begin with.
        assert file.terminations[0].basis == "营业厅叫号系统当日记录"
        assert "已终止" in text_of(pilot)
        assert "reopen" in deeds(file, hall.manager)


async def test_at_the_counter_of_a_clerk_the_manager_agrees_by_pin() -> None:
    hall = open_hall()
    reference = heard_twice(hall)
    async with app_of(hall).run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference)
        case.action_terminate()
        await settle(pilot)
        fill(pilot, ground="beyond_rules", beyond=FORM.beyond)
        await save(pilot)
        assert isinstance(pilot.app.screen, OverTheShoulder)
        assert hall.file(reference).case.status is CaseStatus.OPEN


async def test_what_is_missing_before_is_listed_and_leads_to_its_place() -> None:
    hall = open_hall()
    reference = hall.register()
    async with app_of(hall).run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference, staff(hall, "3001"))
        case.action_terminate()
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, StillMissing)
        assert [one.code for one in dialog._missing] == ["point", "letter", "letter", "letter"]
        await pilot.press("1")
        await settle(pilot)
        assert case.form.position == 1


async def test_new_facts_are_typed_in_and_become_a_point() -> None:
    hall = open_hall()
    reference = terminated(hall)
    async with app_of(hall).run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference, staff(hall, "2001"))
        case.action_reopen()
        await settle(pilot)
        assert isinstance(pilot.app.screen, Reopen)
        fill(pilot, facts="找到了当天的停电短信", reason="与登记的时间不一致")
        await save(pilot)
        file = hall.file(reference)
        assert (file.case.status, file.case.stage) == (CaseStatus.OPEN, Stage.ANSWERING)
        assert "找到了当天" in text_of(pilot)


async def test_what_is_promised_for_later_is_named_where_the_case_closes() -> None:
    hall = open_hall()
    reference, _letter = hall.delivered(PointKind.ALLEGATION, PointKind.REQUEST)
    form = FollowUpForm(reached=True, satisfied=True)
    closing.record_follow_up(hall.desk, hall.other, reference, form)
    hall.answered_for(reference)
    async with app_of(hall).run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference)
        kept = [one for one in hall.file(reference).commitments if is_open(one)]
        assert len(kept) == 2
        assert text_of(pilot).count("兑现承诺") == 1
        assert "×2" in text_of(pilot)
        case.action_close_case()
        await settle(pilot)
        assert "还有2项承诺待兑现" in text_of(pilot)


async def test_a_card_is_typed_in_and_a_bad_score_cannot_be_chosen() -> None:
    hall = open_hall()
    reference, _letter = hall.delivered()
    async with app_of(hall).run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference, staff(hall, "1002"))
        case.action_card()
        await settle(pilot)
        assert isinstance(pilot.app.screen, TypeCard)
        await save(pilot)
        assert wrong(pilot) == ["satisfied"]
        fill(pilot, came=CardCame.BY_HAND, satisfied=True, attitude=4, words="可以")
        await save(pilot)
        (card,) = hall.file(reference).follow_ups
        assert (card.came, card.attitude, card.words) == (CardCame.BY_HAND, 4, "可以")
        case.action_card()
        await settle(pilot)
        fill(pilot, satisfied=True)
        await save(pilot)
        assert wrong(pilot) == ["number"]


async def test_whoever_handled_it_is_asked_who_compared_it() -> None:
    hall = open_hall()
    reference, _letter = hall.delivered()
    async with app_of(hall).run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference)
        case.action_card()
        await settle(pilot)
        fill(pilot, satisfied=True)
        await save(pilot)
        assert wrong(pilot) == ["seen_by"]
        fill(pilot, seen_by="1002")
        await save(pilot)
        assert hall.file(reference).follow_ups[0].seen_by == hall.other.staff_id


def everything_missing(hall: Hall) -> str:
    """A case that lacks nearly everything a case can lack."""
    desk, clerk = hall.desk, hall.clerk
    reference = hall.register()
    due = hall.today + timedelta(days=1)
    casework.promise(desk, clerk, reference, CommitmentForm(text="回电", owner="王芳", due_on=due))
    tasks.give_task(desk, clerk, reference, TaskForm(department="计量班", matter="核对"))
    form = ExternalForm(source=ExternalSource.CITY_12345, number="A7")
    externals.add_external(desk, clerk, reference, form)
    handed_in.receive_paper(desk, clerk, reference, PaperForm(name="发票", original=True))
    restoring.restore_first(desk, clerk, reference, "缴费凭证")
    escalating.escalate(desk, clerk, reference, "请督办")
    scope.assess_scope(desk, clerk, reference, ScopeForm(scope=Scope.OTHER_POST, note="抄表班"))
    custody.offer_handover(desk, clerk, reference, offer(hall))
    return reference


LEADS_TO = {
    "point": "CaseScreen",
    "handover": "Prompt",
    "restore": "Prompt",
    "task": "Tasks",
    "letter": "ReplyScreen",
    "promise": "KeepPromise",
    "contact": "LogContact",
    "external": "ReportBack",
    "escalation": "RaisedList",
    "follow_up": "CallBack",
    "paper": "PapersHere",
}


async def test_every_line_leads_to_where_it_is_settled() -> None:
    hall = open_hall()
    reference = everything_missing(hall)
    lines = closing.what_is_missing(hall.desk, hall.clerk, reference)
    async with app_of(hall).run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference)
        assert set(case.ways) == set(CODES)
        seen = {}
        for line in lines:
            if line.code in seen:
                continue
            case.settle(line)
            await settle(pilot)
            seen[line.code] = type(pilot.app.screen).__name__
            if line.code == "letter":
                case.desk_app.go("case", reference)
                await settle(pilot)
            while pilot.app.screen is not case:
                await pilot.press("escape")
                await settle(pilot)
        assert seen == {code: LEADS_TO[code] for code in seen}
        assert len(seen) == 10
