"""Reports ahead: which matters, to whom, the clock, the alarm, and what happens in the hall."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.case import CaseClock
from desk.enums import AlarmKind, ClockKind, Grade, HallEventKind, Lane, ReportTo
from desk.forms_counter import HallEventForm, ReportForm
from desk.i18n import use
from desk.services import hall as in_hall
from desk.services import intake, lists, reports
from desk.services.sweep import sweep
from tests.desk.services.counter import alarms_of
from tests.desk.services.hall import Hall, case_form, refused

HURT = "你们的杆子砸伤了我父亲，已经送医院。"


def registered(hall: Hall, narrative: str = HURT, **fields: object) -> str:
    form = replace(case_form(), narrative=narrative, **fields)  # type: ignore[arg-type]
    return intake.register_case(hall.desk, hall.clerk, form).reference


def clock_of(hall: Hall, reference: str) -> CaseClock:
    [clock] = [c for c in hall.file(reference).clocks if c.kind is ClockKind.REPORT_AHEAD]
    return clock


class TestDuties:
    def test_an_injury_is_reported_to_the_superior_within_the_limit(self, hall: Hall) -> None:
        reference = registered(hall)
        found = reports.to_report(hall.desk, hall.clerk, reference)
        assert found.receivers == (ReportTo.SUPERIOR,)
        assert found.due_at == clock_of(hall, reference).due_at
        assert hall.file(reference).case.due_at == found.due_at

    def test_a_plain_case_is_reported_to_nobody(self, hall: Hall) -> None:
        reference = registered(hall, "排队太久了。")
        assert reports.to_report(hall.desk, hall.clerk, reference).receivers == ()
        kinds = [clock.kind for clock in hall.file(reference).clocks]
        assert ClockKind.REPORT_AHEAD not in kinds

    def test_the_grade_alone_is_enough(self, hall: Hall) -> None:
        reference = registered(hall, "排队太久了。", grade=Grade.MAJOR)
        assert reports.to_report(hall.desk, hall.clerk, reference).receivers == (ReportTo.SUPERIOR,)

    def test_calls_made_before_registration_count(self, hall: Hall) -> None:
        made = [ReportForm(receiver=ReportTo.SUPERIOR, person="值班室", number="7")]
        reference = registered(hall, reports=made)
        [report] = hall.file(reference).reports
        assert (report.number, report.at) == ("7", hall.clock.now())
        kinds = [clock.kind for clock in hall.file(reference).clocks]
        assert ClockKind.REPORT_AHEAD not in kinds

    def test_an_emergency_calls_the_lead(self, hall: Hall) -> None:
        reference = registered(hall, "电线掉地上了", lane=Lane.EMERGENCY, grade=Grade.MAJOR)
        [line] = in_hall.waiting(hall.desk, hall.lead)
        assert (line.event.kind, line.reference) == (HallEventKind.EMERGENCY, reference)
        assert reports.to_report(hall.desk, hall.clerk, reference).receivers == (
            ReportTo.SUPERIOR,
            ReportTo.HOTLINE,
        )


class TestReporting:
    def test_once_everybody_was_told_the_clock_ends(self, hall: Hall) -> None:
        reference = registered(hall, "电线掉地上了", lane=Lane.EMERGENCY, grade=Grade.MAJOR)
        hall.clock.move(minutes=5)
        told = hall.clock.now()
        superior = ReportForm(receiver=ReportTo.SUPERIOR, person="值班室")
        reports.report_ahead(hall.desk, hall.clerk, reference, superior)
        assert clock_of(hall, reference).verdict == ""
        hotline = ReportForm(receiver=ReportTo.HOTLINE, number="9559820261123")
        reports.report_ahead(hall.desk, hall.clerk, reference, hotline)
        clock = clock_of(hall, reference)
        assert (clock.verdict, clock.met_at) == ("in_time", told)
        assert reports.to_report(hall.desk, hall.clerk, reference).receivers == ()

    def test_nobody_told_in_time_is_an_alarm_for_holder_and_lead_once(self, hall: Hall) -> None:
        registered(hall)
        hall.clock.move(minutes=31)
        assert sweep(hall.desk) == 1
        assert sweep(hall.desk) == 0
        for who in (hall.clerk, hall.lead):
            assert alarms_of(hall, who) == [AlarmKind.REPORT_AHEAD]

    @pytest.mark.parametrize(
        ("moved", "code"), [({"minutes": 1}, "in_future"), ({"days": -8}, "too_far")]
    )
    def test_an_impossible_time_is_refused(
        self, hall: Hall, moved: dict[str, float], code: str
    ) -> None:
        reference = registered(hall)
        at = hall.clock.now() + timedelta(**moved)
        form = ReportForm(receiver=ReportTo.SUPERIOR, at=at)
        refusal = refused(
            code, lambda: reports.report_ahead(hall.desk, hall.clerk, reference, form)
        )
        assert refusal.field == "at"
        assert hall.file(reference).reports == ()

    def test_at_registration_the_field_is_named_by_its_place(self, hall: Hall) -> None:
        late = ReportForm(receiver=ReportTo.FIRE, at=hall.clock.now() + timedelta(hours=1))
        refusal = refused("in_future", lambda: registered(hall, reports=[late]))
        assert refusal.field == "reports.0.at"


class TestHall:
    def test_a_threat_is_there_for_leads_at_once(self, hall: Hall) -> None:
        use("zh_CN")
        form = HallEventForm(kind=HallEventKind.THREAT)
        event = in_hall.raise_event(hall.desk, hall.clerk, form)
        [line] = in_hall.waiting(hall.desk, hall.lead)
        assert (line.event.id, line.by) == (event.id, "王芳")
        assert in_hall.waiting(hall.desk, hall.other) == []

    def test_the_key_pressed_twice_is_one_call(self, hall: Hall) -> None:
        form = HallEventForm(kind=HallEventKind.THREAT)
        first = in_hall.raise_event(hall.desk, hall.clerk, form)
        hall.clock.move(minutes=1)
        assert in_hall.raise_event(hall.desk, hall.clerk, form).id == first.id
        in_hall.see_event(hall.desk, hall.lead, first.id)
        assert in_hall.raise_event(hall.desk, hall.clerk, form).id != first.id

    def test_the_lead_sees_it_and_says_later_what_was_done(self, hall: Hall) -> None:
        form = HallEventForm(kind=HallEventKind.THREAT)
        event = in_hall.raise_event(hall.desk, hall.clerk, form)
        seen_at = hall.clock.now()
        in_hall.see_event(hall.desk, hall.lead, event.id)
        hall.clock.move(minutes=10)
        done = in_hall.see_event(hall.desk, hall.second_lead, event.id, "劝到接待室，事已说清")
        assert (done.seen_by, done.seen_at) == (hall.lead.staff_id, seen_at)
        assert done.done == "劝到接待室，事已说清"
        assert in_hall.waiting(hall.desk, hall.lead) == []
        [line] = in_hall.events(hall.desk, hall.lead)
        assert line.seen_by == "李敏"

    def test_a_clerk_does_not_see_it_for_the_lead(self, hall: Hall) -> None:
        form = HallEventForm(kind=HallEventKind.THREAT)
        event = in_hall.raise_event(hall.desk, hall.clerk, form)
        refused("not_allowed", lambda: in_hall.see_event(hall.desk, hall.other, event.id))
        refused("no_such_event", lambda: in_hall.note_event(hall.desk, hall.other, event.id, "x"))
        noted = in_hall.note_event(hall.desk, hall.clerk, event.id, "拍打柜台")
        assert noted.note == "拍打柜台"
        assert in_hall.events(hall.desk, hall.other) == []

    def test_media_raise_the_grade_and_are_reported_ahead(self, hall: Hall) -> None:
        reference = registered(hall, "排队太久了。")
        form = HallEventForm(kind=HallEventKind.MEDIA, who="临江晚报 许记者", case=reference)
        event = in_hall.raise_event(hall.desk, hall.clerk, form)
        case = lists.case_file(hall.desk, hall.clerk, reference).case
        assert case.grade is Grade.IMPORTANT
        found = reports.to_report(hall.desk, hall.clerk, reference)
        assert found.receivers == (ReportTo.SUPERIOR,)
        assert case.due_at == found.due_at
        told = ReportForm(receiver=ReportTo.SPOKESPERSON, person="新闻发言人")
        report = reports.report_event(hall.desk, hall.lead, event.id, told)
        assert report.event_id == event.id

    def test_media_never_lower_a_grade(self, hall: Hall) -> None:
        reference = registered(hall, "排队太久了。", grade=Grade.SPECIAL)
        form = HallEventForm(kind=HallEventKind.MEDIA, case=reference)
        in_hall.raise_event(hall.desk, hall.clerk, form)
        assert hall.file(reference).case.grade is Grade.SPECIAL
