"""Whose matter it is, on the screen: each scope leads on, and none of them ends the case."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from desk.enums import AlarmKind, CaseStatus, HandoverState, Scope
from desk.forms import ScopeForm
from desk.services import scope
from desk.staff.model import actor_of
from screens.case.custody import OfferHandover
from screens.case.end import StillMissing
from screens.case.menu import deeds
from screens.case.scope import AssessScope, DecideScope, Refer, ReferralResult
from screens.dialogs.paper import PutOnPaper
from screens.dialogs.tell import Tell
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from tests.builders import a_delegation, an_absence
from tests.screens.a_case import enter, read, register, text_of
from tests.screens.hall import Hall, a_hall, put, settle


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def at(pilot: Pilot[None], kind: type[Screen[Any]]) -> bool:
    """Whether this dialog is in front."""
    return isinstance(pilot.app.screen, kind)


def wrong(pilot: Pilot[None]) -> list[str]:
    return [row.field for row in pilot.app.screen.query(FieldRow) if row.error]


def field(pilot: Pilot[None], name: str) -> ClerkInput:
    row = next(row for row in pilot.app.screen.query(FieldRow) if row.field == name)
    assert isinstance(row.control, ClerkInput)
    return row.control


def unclear(hall: Hall, reference: str) -> None:
    form = ScopeForm(scope=Scope.UNCLEAR, note="是代扣还是错缴？")
    scope.assess_scope(hall.desk, actor_of(hall.clerk), reference, form)


class TestOtherPost:
    async def test_it_leads_on_to_a_named_person(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.action_scope()
            await settle(pilot)
            assert at(pilot, AssessScope)
            await press(pilot, "2", "ctrl+s")
            assert at(pilot, OfferHandover)
            await press(pilot, "escape")
            assert "移交给其他岗位" in text_of(pilot)
            assert deeds(read(hall, reference), actor_of(hall.clerk))[0] == "hand_over"

    async def test_somebody_away_is_warned_about_with_the_deputys_name(self) -> None:
        hall = a_hall()
        put(
            hall,
            an_absence(hall.other.id, since=hall.clock.now()),
            a_delegation(hall.other.id, hall.lead.id, since=hall.clock.now()),
        )
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+e")
            seen = text_of(pilot)
            assert "不在岗，由方远代班" in seen
            await press(pilot, *"1002", "enter")
            field(pilot, "matter").value = "到现场看表"
            field(pilot, "told").value = "三天内给您电话"
            field(pilot, "contact_by").value = "+1 10:00"
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["to_staff"]
            assert "方远" in text_of(pilot)
            assert read(hall, reference).handovers == ()
            row = next(r for r in pilot.app.screen.query(FieldRow) if r.field == "anyway")
            row.control.focus()
            await press(pilot, "2", "ctrl+s")
            (handover,) = read(hall, reference).handovers
            assert handover.state is HandoverState.LAPSED
            assert read(hall, reference).case.holder_id == hall.clerk.id

    async def test_nobody_reached_asks_the_lead(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await press(pilot, "ctrl+e")
            dialog = pilot.app.screen
            assert isinstance(dialog, OfferHandover)
            dialog._where.choose(False)
            dialog._reached.choose(False)
            await settle(pilot)
            for name, text in (
                ("to_name", "外线王工"),
                ("to_unit", "外线班"),
                ("to_phone", "0999-5550199"),
                ("matter", "处理电缆"),
                ("told", "联系上后给您电话"),
                ("contact_by", "+1 10:00"),
            ):
                field(pilot, name).value = text
            await press(pilot, "ctrl+s")
            kinds = [alarm.kind for alarm in read(hall, reference).alarms]
            assert kinds == [AlarmKind.NOBODY_REACHED]


class TestOutsideUnit:
    async def test_from_the_directory_to_the_slip_and_its_result(self, tmp_path: Path) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.action_scope()
            await settle(pilot)
            await press(pilot, "3", "ctrl+s")
            assert at(pilot, Refer)
            field(pilot, "unit").value = "银行"
            await settle(pilot)
            await press(pilot, "enter")
            assert field(pilot, "unit").value == "代扣签约银行网点"
            assert "身份证" in field(pilot, "bring").value
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["phone"]
            field(pilot, "phone").value = "0999-5550300"
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["called"]
            field(pilot, "called").value = "大堂经理陈"
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["said"]
            field(pilot, "said").value = "带身份证来，当场解约"
            await press(pilot, "ctrl+s")
            assert at(pilot, PutOnPaper)
            await press(pilot, "ctrl+s")
            (paper,) = tmp_path.iterdir()
            assert paper.read_bytes().startswith(b"%PDF")
            await press(pilot, "ctrl+s")
            file = read(hall, reference)
            assert file.case.status is CaseStatus.OPEN
            assert deeds(file, actor_of(hall.clerk))[0] == "result"
            case.action_result()
            await settle(pilot)
            assert at(pilot, ReferralResult)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["result"]
            await press(pilot, *"done", "ctrl+s")
            assert read(hall, reference).referrals[0].result == "done"
            await press(pilot, "f5")
            assert "代扣签约银行网点" in text_of(pilot)


class TestUnclear:
    async def test_the_lead_decides_and_the_first_responder_brings_the_answer(self) -> None:
        hall = a_hall()
        reference = register(hall)
        unclear(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference, hall.lead)
            assert "请确定此事归谁办理" in text_of(pilot)
            await press(pilot, "ctrl+n", "1")
            assert at(pilot, DecideScope)
            assert "是代扣还是错缴" in text_of(pilot)
            await press(pilot, "ctrl+s")
            assert wrong(pilot) == ["scope"]
            await press(pilot, "1", "ctrl+s")
            assert wrong(pilot) == ["note"]
            await press(pilot, *"ours", "ctrl+s")
            assert case.file is not None
            file = read(hall, reference)
            assert (file.case.scope, file.case.scope_note) == (Scope.OURS, "ours")
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            assert "已确定由谁办理" in text_of(pilot)

    async def test_only_a_lead_is_offered_to_decide(self) -> None:
        hall = a_hall()
        reference = register(hall)
        unclear(hall, reference)
        file = read(hall, reference)
        assert "decide" not in deeds(file, actor_of(hall.clerk))
        assert deeds(file, actor_of(hall.lead))[0] == "decide"


class TestChain:
    async def test_who_held_it_and_what_was_told_stand_in_the_record(self) -> None:
        from tests.screens.test_case_deeds import offer

        hall = a_hall()
        reference = register(hall)
        offer(hall, reference)
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await enter(pilot, reference, hall.other)
            await press(pilot, "ctrl+y", "f5")
            assert at(pilot, Tell)
            seen = text_of(pilot)
            assert "已告知客户：三天内给您电话" in seen
            assert "还没有联系客户" in seen

    async def test_it_goes_on_paper(self, tmp_path: Path) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.action_chain_paper()
            await settle(pilot)
            await press(pilot, "ctrl+s")
            (paper,) = tmp_path.iterdir()
            assert paper.read_bytes().startswith(b"%PDF")

    async def test_a_case_of_somebody_here_is_not_taken_over(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference, hall.lead)
            case.action_take_over()
            await settle(pilot)
            assert read(hall, reference).case.holder_id == hall.clerk.id
        put(hall, an_absence(hall.clerk.id, since=hall.clock.now()))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference, hall.lead)
            case.action_take_over()
            await settle(pilot)
            assert read(hall, reference).case.holder_id == hall.lead.id


class TestWhatIsMissing:
    """A line of what still keeps a case open leads to where it is settled."""

    @staticmethod
    async def choose(pilot: Pilot[None], hall: Hall, reference: str, code: str) -> None:
        case = await enter(pilot, reference, hall.clerk)
        case.action_close_case()
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, StillMissing)
        await press(pilot, str([one.code for one in dialog._missing].index(code) + 1))

    @pytest.mark.parametrize(
        ("whose", "code", "leads_to"),
        [
            (Scope.UNCLEAR, "scope", AssessScope),
            (Scope.OTHER_POST, "handover", OfferHandover),
            (Scope.OUTSIDE_UNIT, "referral", Refer),
        ],
    )
    async def test_each_scope_to_its_dialog(
        self, whose: Scope, code: str, leads_to: type[Screen[Any]]
    ) -> None:
        hall = a_hall()
        reference = register(hall)
        form = ScopeForm(scope=whose, note="")
        scope.assess_scope(hall.desk, actor_of(hall.clerk), reference, form)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await self.choose(pilot, hall, reference, code)
            assert at(pilot, leads_to)
