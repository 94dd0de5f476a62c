"""Beyond the counter by real keys: a call for the lead, the media, other channels, the digest."""

from textual.pilot import Pilot

from desk.case import Case
from desk.enums import ExternalSource, Grade, HallEventKind, ReportTo
from desk.external import ExternalRef
from desk.record import CaseLink
from desk.reporting import HallEvent, ReportAhead
from screens.app import DeskApp
from screens.board.screen import BoardScreen
from screens.case.screen import CaseScreen
from screens.dialogs.elsewhere import AddElsewhere
from screens.dialogs.hall import HallEvents, MediaVisit
from screens.dialogs.tell import Tell
from screens.intake.beyond import SameElsewhere
from screens.intake.done import RegisteredScreen
from screens.intake.screen import IntakeScreen
from screens.widgets.row import FieldRow
from tests.builders_counter import an_external
from tests.screens.a_case import text_of
from tests.screens.hall import a_hall, put, settle, sign_in
from tests.screens.window import (
    COMPLAINT,
    hall_with_customers,
    paste,
    pause,
    rows,
    with_customer,
)

SMALL = (80, 24)
CALL = "ctrl+right_square_bracket"


def error_of(dialog: object, field: str) -> str:
    assert isinstance(dialog, (AddElsewhere, SameElsewhere))
    return next(row.error for row in dialog.query(FieldRow) if row.field == field)


class TestCallingTheLead:
    async def test_one_key_inside_a_field_and_nothing_that_a_customer_may_not_read(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SMALL, notifications=True) as pilot:
            screen = await with_customer(pilot, hall)
            screen.form.narrative.focus()
            await pilot.press(CALL, CALL)
            await settle(pilot)
            assert isinstance(pilot.app.screen, IntakeScreen)
            told = {note.message for note in pilot.app._notifications}
            assert told == {"请稍候，同事马上过来。"}
        [event] = rows(hall, HallEvent)
        assert (event.kind, event.by) == (HallEventKind.THREAT, hall.clerk.id)

    async def test_it_works_on_a_locked_screen(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=SMALL) as pilot:
            await sign_in(pilot)
            await pilot.press("f12")
            await settle(pilot)
            await pilot.press(CALL)
            await settle(pilot)
        assert len(rows(hall, HallEvent)) == 1

    async def test_the_lead_is_told_and_says_what_was_done(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=SMALL, notifications=True) as pilot:
            await sign_in(pilot, "2001")
            put(
                hall,
                HallEvent(
                    id="e1", kind=HallEventKind.THREAT, at=hall.clock.now(), by=hall.clerk.id
                ),
            )
            app = pilot.app
            assert isinstance(app, DeskApp)
            app.look_round()
            await settle(pilot)
            app.look_round()
            await settle(pilot)
            assert [n.message.split("。")[0] for n in app._notifications] == ["林小满请您到窗口来"]
            assert "‼ 林小满请您到窗口" in text_of(pilot)
            await pilot.press("ctrl+k")
            await settle(pilot)
            assert isinstance(app.screen, HallEvents)
            await pilot.press("enter")
            await paste(pilot, "请到接待室说清")
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(pilot.app.screen, BoardScreen)
            assert "‼ 林小满" not in text_of(pilot)
        [event] = rows(hall, HallEvent)
        assert (event.seen_by, event.done) == (hall.lead.id, "请到接待室说清")

    async def test_the_media_are_named_and_the_grade_rises(self) -> None:
        hall = a_hall(cases=1)
        async with hall.app().run_test(size=SMALL) as pilot:
            await sign_in(pilot)
            await pilot.press("enter")
            await settle(pilot)
            app = pilot.app
            assert isinstance(app, DeskApp)
            app.action_media()
            await settle(pilot)
            assert isinstance(app.screen, MediaVisit)
            assert "对外发言人" in text_of(pilot)
            await paste(pilot, "临江晚报 许记者")
            await pilot.press("ctrl+s")
            await settle(pilot)
        [event], [case] = rows(hall, HallEvent), rows(hall, Case)
        assert (event.who, event.case_id) == ("临江晚报 许记者", case.id)
        assert case.grade is Grade.IMPORTANT


class TestAtIntake:
    async def test_a_number_of_another_channel_that_is_there_already(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SMALL) as pilot:
            await with_customer(pilot, hall)
            await paste(pilot, COMPLAINT)
            await pilot.press("ctrl+e", "ctrl+e", "1")
            await settle(pilot)
            await pilot.press("tab", "tab")
            await paste(pilot, "LJ1")
            await pilot.press("tab")
            await paste(pilot, "2026-11-20 9:00")
            await pilot.press("ctrl+s")
            await settle(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, IntakeScreen)
            assert "12345 LJ1" in text_of(pilot)
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
            # Before it was received: the refusal stands beside its field.
            assert error_of(pilot.app.screen, "12345.due_at").startswith("对方的时限早于")
            field = pilot.app.focused
            assert field is not None
            field.value = "2026-11-23 18:00"  # type: ignore[attr-defined]
            await pilot.press("ctrl+s")
            await settle(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert isinstance(pilot.app.screen, RegisteredScreen)
        [external] = rows(hall, ExternalRef)
        assert (external.source, external.number) == (ExternalSource.CITY_12345, "LJ1")
        [case] = rows(hall, Case)
        assert case.due_at == external.due_at

    async def test_what_is_reported_ahead_is_told_and_noted(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=SMALL) as pilot:
            await with_customer(pilot, hall)
            await paste(pilot, "记者要来曝光你们停电的事")
            assert "提前电话报备" in text_of(pilot)
            await pilot.press("ctrl+u")
            await settle(pilot)
            await paste(pilot, "值班室周工")
            await pilot.press("ctrl+s")
            await settle(pilot)
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
        [report] = rows(hall, ReportAhead)
        assert (report.receiver, report.person) == (ReportTo.SUPERIOR, "值班室周工")


class TestInACase:
    async def test_a_double_is_warned_of_and_linked(self) -> None:
        hall = a_hall(cases=2)
        first, second = sorted(rows(hall, Case), key=lambda case: case.reference)
        put(hall, an_external(first.id, hall.clerk.id, number="LJ1"))
        async with hall.app().run_test(size=SMALL) as pilot:
            await self.at(pilot, second.reference)
            assert isinstance(pilot.app.screen, CaseScreen)
            pilot.app.screen.action_elsewhere()
            await settle(pilot)
            await paste(pilot, "lj 1")
            await pilot.press("tab")
            await pause(pilot)
            assert first.reference in error_of(pilot.app.screen, "number")
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert isinstance(pilot.app.screen, CaseScreen)
        [link] = rows(hall, CaseLink)
        assert (link.case_id, link.other_id) == (second.id, first.id)

    async def test_their_due_day_alone_ends_when_the_branch_closes(self) -> None:
        hall = a_hall(cases=1)
        [case] = rows(hall, Case)
        async with hall.app().run_test(size=SMALL) as pilot:
            await self.at(pilot, case.reference)
            assert isinstance(pilot.app.screen, CaseScreen)
            pilot.app.screen.action_elsewhere()
            await settle(pilot)
            await paste(pilot, "LJ7")
            await pilot.press("tab", "tab")
            await paste(pilot, "+2")
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert isinstance(pilot.app.screen, CaseScreen)
        [external] = rows(hall, ExternalRef)
        day = hall.desk.hours.day_of(external.due_at) if external.due_at else None
        assert day is not None
        assert external.due_at == hall.desk.hours.end_of(day, hall.desk.calendar)

    async def test_who_withdraws_is_reminded_of_the_other_channel(self) -> None:
        hall = a_hall(cases=1)
        [case] = rows(hall, Case)
        put(hall, an_external(case.id, hall.clerk.id, number="LJ1"))
        async with hall.app().run_test(size=SMALL) as pilot:
            await self.at(pilot, case.reference)
            screen = pilot.app.screen
            assert isinstance(screen, CaseScreen)
            screen.action_withdraw()
            await settle(pilot)
            await paste(pilot, "家里商量过了，不用办了")
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert screen.ended
            told = [note.message for note in pilot.app._notifications]
            assert any("还没有向12345反馈工单 LJ1" in one for one in told), told
            await pilot.press("ctrl+n")
            await settle(pilot)
            await pilot.press("1")
            await settle(pilot)
            await paste(pilot, "客户已撤回")
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert pilot.app.screen is screen
        [external] = rows(hall, ExternalRef)
        assert external.reported_words == "客户已撤回"

    async def test_report_and_report_back_through_the_menu(self) -> None:
        hall = a_hall(cases=1)
        [case] = rows(hall, Case)
        put(hall, an_external(case.id, hall.clerk.id, number="LJ1"))
        async with hall.app().run_test(size=SMALL) as pilot:
            await self.at(pilot, case.reference)
            screen = pilot.app.screen
            assert isinstance(screen, CaseScreen)
            screen.action_beyond()
            await settle(pilot)
            await pilot.press("2")
            await settle(pilot)
            assert "报给" in text_of(pilot)
            assert "已告知客户" not in text_of(pilot), "they are no customer"
            await paste(pilot, "值班室")
            await pilot.press("ctrl+s")
            await settle(pilot)
            screen.action_beyond()
            await settle(pilot)
            await pilot.press("4")
            await settle(pilot)
            await paste(pilot, "已联系客户并答复")
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert pilot.app.screen is screen
        [report], [external] = rows(hall, ReportAhead), rows(hall, ExternalRef)
        assert report.person == "值班室"
        assert external.reported_words == "已联系客户并答复"

    async def test_the_digest_is_one_key_and_copied(self) -> None:
        hall = a_hall(cases=1)
        [case] = rows(hall, Case)
        async with hall.app().run_test(size=SMALL) as pilot:
            await self.at(pilot, case.reference)
            await pilot.press("ctrl+underscore")
            await settle(pilot)
            assert isinstance(pilot.app.screen, Tell)
            assert pilot.app.clipboard.startswith(f"本单编号：{case.reference}")
            assert "本次查看已留痕" in text_of(pilot)
        looks = [e for e in hall.desk.store.entries() if e.act == "case.digest"]
        assert len(looks) == 1

    @staticmethod
    async def at(pilot: Pilot[None], reference: str) -> None:
        await sign_in(pilot)
        app = pilot.app
        assert isinstance(app, DeskApp)
        app.go("case", reference)
        await settle(pilot)
