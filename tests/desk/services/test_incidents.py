"""Incidents: declared once, cases proposed and linked, one answer shared, power first, the end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.alarm import Alarm
from desk.case import Case, CaseClock
from desk.enums import (
    AlarmKind,
    CaseStatus,
    ClockKind,
    Conclusion,
    IncidentCause,
    IncidentState,
    Lane,
    LetterState,
    PointKind,
    ReportTo,
    Role,
    Topic,
    Urgency,
)
from desk.forms import AnswerForm, CaseForm, PointForm
from desk.forms_counter import ReportForm
from desk.forms_incident import EstimateForm, IncidentChange, IncidentForm, ShareForm, Told
from desk.incident import Incident
from desk.journal import JournalEntry
from desk.proposals import Origin, Proposal
from desk.services import (
    closing,
    concerns,
    incident_answers,
    incident_cases,
    incident_lists,
    incidents,
    intake,
    letters,
    points,
    proposals,
    restoring,
)
from desk.services.sweep import sweep
from tests.desk.services.hall import Hall, case_form, refused

AREA = "河西小区、柳林路"
TOLD = "河西小区昨晚停电到现在还没来电。"
FINDING = "经核实，2026年11月23日河西片区电缆被外力挖断，造成停电。"
REMEDY = "抢修已于当日完成，并在小区公告栏公布原因。"


def declared(hall: Hall, **fields: object) -> Incident:
    form = IncidentForm(title="河西电缆故障", cause=IncidentCause.FAULT, area=AREA)
    return incidents.declare(hall.desk, hall.clerk, replace(form, **fields)).incident  # type: ignore[arg-type]


def told(
    hall: Hall, narrative: str = TOLD, *matters: str, topic: Topic = Topic.REPAIR_OVERDUE
) -> str:
    asked = matters or ("停电一整夜无人抢修",)
    form = replace(
        case_form(),
        topic=topic,
        narrative=narrative,
        points=[PointForm(kind=PointKind.ALLEGATION, matter=one) for one in asked],
    )
    return intake.register_case(hall.desk, hall.clerk, form).reference


def linked(hall: Hall, incident: Incident, *references: str) -> None:
    incident_cases.link_cases(hall.desk, hall.clerk, incident.number, references)


def shared(hall: Hall, incident: Incident, **fields: object) -> incident_answers.Shared:
    form = ShareForm(finding=FINDING, remedy=REMEDY, conclusion=Conclusion.SUBSTANTIATED)
    return incident_answers.share(
        hall.desk,
        hall.clerk,
        incident.number,
        replace(form, **fields),  # type: ignore[arg-type]
    )


class TestDeclaring:
    def test_it_takes_a_number_and_links_the_case_it_came_from(self, hall: Hall) -> None:
        reference = told(hall)
        incident = declared(hall, case=reference)
        assert incident.number == "SJ-HD01-2026-001"
        file = incident_lists.incident_file(hall.desk, hall.clerk, incident.number)
        assert [one.case.reference for one in file.cases] == [reference]

    def test_twice_in_the_same_place_is_refused_with_the_one_that_stands(self, hall: Hall) -> None:
        first = declared(hall)
        refusal = refused("declared_already", lambda: declared(hall, area="河西小区3栋"))
        assert first.number in refusal.message
        assert len(incident_lists.incidents(hall.desk, hall.clerk)) == 1

    def test_it_joins_the_one_that_stands_where_that_is_wished(self, hall: Hall) -> None:
        first = declared(hall, supply_areas=["T01"])
        form = IncidentForm(
            title="又一处",
            cause=IncidentCause.FAULT,
            area="河西小区、城南路",
            supply_areas=["T02 T01"],
            join=True,
        )
        joined = incidents.declare(hall.desk, hall.other, form)
        assert joined.joined
        assert joined.incident.id == first.id
        assert joined.incident.supply_areas == ("T01", "T02")
        assert joined.incident.area == "河西小区、柳林路、城南路"

    @pytest.mark.parametrize(
        "fields",
        [{"area": "东关街"}, {"cause": IncidentCause.BILLING_RUN}, {"apart": True}],
    )
    def test_another_place_or_cause_is_another_one(
        self, hall: Hall, fields: dict[str, object]
    ) -> None:
        declared(hall)
        assert declared(hall, **fields).number.endswith("002")

    def test_the_same_area_a_day_later_is_another_one(self, hall: Hall) -> None:
        declared(hall)
        hall.clock.move(hours=24)
        assert declared(hall).number.endswith("002")

    def test_only_a_planned_outage_lies_ahead(self, hall: Hall) -> None:
        ahead = hall.clock.now() + timedelta(days=2)
        assert refused("in_future", lambda: declared(hall, began_at=ahead)).field == "began_at"
        assert declared(hall, began_at=ahead, cause=IncidentCause.PLANNED_OUTAGE).began_at == ahead

    def test_numbers_are_taken_as_they_were_pasted(self, hall: Hall) -> None:
        incident = declared(hall, accounts=["9900000001\n9900000002，9900000001"])
        assert incident.accounts == ("9900000001", "9900000002")
        wrong = refused("bad_number", lambda: declared(hall, apart=True, accounts=["9" * 60]))
        assert wrong.field == "accounts"

    def test_a_title_is_needed(self, hall: Hall) -> None:
        assert refused("missing", lambda: declared(hall, title=" ")).field == "title"


class TestWordsAndTimes:
    def test_a_changed_script_is_unread_for_everybody_but_its_author(self, hall: Hall) -> None:
        incident = declared(hall, script="正在抢修，预计三小时。")
        assert incidents.unread(hall.desk, hall.clerk) == []
        assert [one.id for one in incidents.unread(hall.desk, hall.other)] == [incident.id]
        incidents.read_script(hall.desk, hall.other, incident.number)
        assert incidents.unread(hall.desk, hall.other) == []
        hall.clock.move(minutes=20)
        incidents.set_script(hall.desk, hall.lead, incident.number, "预计六小时恢复。")
        assert incidents.unread(hall.desk, hall.other)
        assert incidents.unread(hall.desk, hall.clerk)
        assert incidents.unread(hall.desk, hall.lead) == []

    def test_read_twice_is_kept_once(self, hall: Hall) -> None:
        incident = declared(hall, script="正在抢修。")
        assert incidents.read_script(hall.desk, hall.other, incident.number)
        assert incidents.read_script(hall.desk, hall.other, incident.number) is None

    def test_estimates_keep_their_history(self, hall: Hall) -> None:
        incident = declared(hall, expectation="还在查找故障点")
        back = hall.clock.now() + timedelta(hours=3)
        form = EstimateForm(expected_at=back, told_by="抢修班")
        incidents.estimate(hall.desk, hall.clerk, incident.number, form)
        file = incident_lists.incident_file(hall.desk, hall.clerk, incident.number)
        assert [one.expected_at for one in file.estimates] == [None, back]
        before = EstimateForm(expected_at=incident.began_at - timedelta(minutes=1))
        refused(
            "before_beginning",
            lambda: incidents.estimate(hall.desk, hall.clerk, incident.number, before),
        )
        refused(
            "missing",
            lambda: incidents.estimate(hall.desk, hall.clerk, incident.number, EstimateForm()),
        )

    def test_calls_upward_stand_with_time_and_person(self, hall: Hall) -> None:
        incident = declared(hall)
        form = ReportForm(receiver=ReportTo.SUPERIOR, person="值班主任", number="7")
        incidents.report(hall.desk, hall.clerk, incident.number, form)
        [kept] = incident_lists.incident_file(hall.desk, hall.lead, incident.number).reports
        assert (kept.person, kept.at, kept.case_id) == ("值班主任", hall.clock.now(), None)


class TestCases:
    def test_what_lies_there_and_is_about_it_is_proposed_with_why(self, hall: Hall) -> None:
        incident = declared(hall)
        mine = told(hall)
        told(hall, "柳林路营业厅排队太久。", topic=Topic.QUEUEING)
        [found] = incident_cases.likely_cases(hall.desk, hall.clerk, incident.number)
        assert found.likely.case.reference == mine
        assert found.why

    def test_what_came_long_before_is_not(self, hall: Hall) -> None:
        told(hall)
        hall.clock.move(hours=5)
        incident = declared(hall)
        assert incident_cases.likely_cases(hall.desk, hall.clerk, incident.number) == []

    def test_many_are_linked_at_once_and_what_cannot_be_is_told(self, hall: Hall) -> None:
        one, two = told(hall), told(hall)
        incident = declared(hall)
        linked(hall, incident, one)
        done = incident_cases.link_cases(hall.desk, hall.clerk, incident.number, [one, two, "X-1"])
        assert done.linked == (two,)
        assert [reference for reference, _why in done.left_out] == [one, "X-1"]

    def test_a_case_belongs_to_one_that_goes_on_alone(self, hall: Hall) -> None:
        reference = told(hall)
        first, second = declared(hall), declared(hall, apart=True)
        linked(hall, first, reference)
        refused("linked_elsewhere", lambda: linked(hall, second, reference))

    def test_taken_off_with_a_reason_it_is_not_proposed_again(self, hall: Hall) -> None:
        reference, incident = told(hall), declared(hall)
        linked(hall, incident, reference)
        off = incident_cases.unlink
        refused("missing", lambda: off(hall.desk, hall.clerk, incident.number, reference, " "))
        off(hall.desk, hall.clerk, incident.number, reference, "自家开关跳闸")
        assert incident_cases.likely_cases(hall.desk, hall.clerk, incident.number) == []
        linked(hall, incident, reference)
        assert incident_lists.incident_file(hall.desk, hall.clerk, incident.number).cases

    def test_a_visitor_is_told_the_script_while_they_speak(self, hall: Hall) -> None:
        incident = declared(hall, script="正在抢修。")
        fitting = incident_cases.fitting
        [found] = fitting(hall.desk, hall.other, Told(narrative="我家河西小区没电"))
        assert found.incident.id == incident.id
        assert fitting(hall.desk, hall.other, Told(narrative="电费太高")) == []
        assert fitting(hall.desk, hall.other, Told()) == []

    def test_whom_a_case_is_about_does_not_see_it(self, hall: Hall) -> None:
        reference, incident = told(hall), declared(hall)
        told(hall)
        linked(hall, incident, reference)
        concerns.name_concerned(hall.desk, hall.clerk, reference, ("1002",))
        show = incident_lists.incident_file
        assert show(hall.desk, hall.other, incident.number).cases == ()
        assert len(show(hall.desk, hall.clerk, incident.number).cases) == 1
        [line] = incident_lists.incidents(hall.desk, hall.other)
        assert line.cases == 0


class TestSharing:
    def test_every_point_about_it_takes_the_answer_and_still_its_own_letter(
        self, hall: Hall
    ) -> None:
        one, two = told(hall), told(hall, TOLD, "停电一夜", "电话里态度冷淡")
        incident = declared(hall)
        linked(hall, incident, one, two)
        done = shared(hall, incident)
        assert {each.reference: each.points for each in done.cases} == {one: (1,), two: (1,)}
        file = hall.file(two)
        assert file.points[0].conclusion is Conclusion.SUBSTANTIATED
        assert file.points[1].finding == ""
        assert file.letters == ()
        acts = [entry.act for entry in hall.file(one).journal]
        assert "incident.fill" in acts

    def test_what_somebody_wrote_is_never_overwritten(self, hall: Hall) -> None:
        reference, incident = told(hall), declared(hall)
        linked(hall, incident, reference)
        own = AnswerForm(finding="当日10时到场。")
        points.answer_point(hall.desk, hall.clerk, reference, 1, own)
        [done] = shared(hall, incident).cases
        assert done.points == ()
        assert done.left[0][0] == 1
        assert hall.file(reference).points[0].finding == "当日10时到场。"

    def test_a_second_sharing_reaches_what_still_says_the_first(self, hall: Hall) -> None:
        kept, changed, incident = told(hall), told(hall), declared(hall)
        linked(hall, incident, kept, changed)
        shared(hall, incident)
        own = AnswerForm(finding="另查明贵户进线也有松动。")
        points.answer_point(hall.desk, hall.clerk, changed, 1, own)
        shared(hall, incident, finding="更正：为电缆接头老化。")
        assert hall.file(kept).points[0].finding == "更正：为电缆接头老化。"
        assert hall.file(changed).points[0].finding == "另查明贵户进线也有松动。"
        file = incident_lists.incident_file(hall.desk, hall.clerk, incident.number)
        assert sorted(one.filled for one in file.cases) == [(), (1,)]

    def test_a_conclusion_that_its_kind_cannot_have_is_left_open(self, hall: Hall) -> None:
        form = replace(
            case_form(),
            narrative=TOLD,
            points=[PointForm(kind=PointKind.REQUEST, matter="要求尽快来电")],
        )
        reference = intake.register_case(hall.desk, hall.clerk, form).reference
        incident = declared(hall)
        linked(hall, incident, reference)
        [done] = shared(hall, incident).cases
        assert done.points == (1,)
        assert done.left[0][0] == 1
        assert hall.file(reference).points[0].conclusion is None

    def test_a_point_of_nobody_knows_which_takes_nothing(self, hall: Hall) -> None:
        reference = told(hall, TOLD, "态度冷淡", "排队太久")
        incident = declared(hall)
        linked(hall, incident, reference)
        [done] = shared(hall, incident).cases
        assert done.points == ()
        incident_cases.link_cases(hall.desk, hall.clerk, incident.number, [reference], [2])
        [done] = shared(hall, incident).cases
        assert done.points == (2,)


class TestPowerFirst:
    def test_each_linked_case_has_its_step_and_its_clock(self, hall: Hall) -> None:
        reference, incident = told(hall), declared(hall, restore_first=True)
        linked(hall, incident, reference)
        [clock] = running(hall, reference)
        file = hall.file(reference)
        assert clock.due_at - clock.started_at == timedelta(hours=2)
        assert file.case.due_at == clock.due_at
        missing = closing.what_is_missing(hall.desk, hall.clerk, reference)
        assert "restore" in [one.code for one in missing]
        restoring.restored(hall.desk, hall.clerk, reference, "客户来电")
        assert running(hall, reference) == []
        missing = closing.what_is_missing(hall.desk, hall.clerk, reference)
        assert "restore" not in [one.code for one in missing]

    def test_it_begins_for_those_linked_before(self, hall: Hall) -> None:
        reference, incident = told(hall), declared(hall)
        linked(hall, incident, reference)
        assert running(hall, reference) == []
        change = IncidentChange(restore_first=True)
        incidents.update(hall.desk, hall.lead, incident.number, change)
        assert len(running(hall, reference)) == 1

    def test_a_single_case_needs_no_incident(self, hall: Hall) -> None:
        reference = told(hall, "已缴费却被停电。", topic=Topic.ARREARS_DISCONNECTION)
        first = restoring.restore_first
        assert (
            refused("missing", lambda: first(hall.desk, hall.clerk, reference, "")).field
            == "ground"
        )
        first(hall.desk, hall.clerk, reference, "微信缴费凭证")
        refused("restoring_already", lambda: first(hall.desk, hall.clerk, reference, "再说一次"))
        restoring.drop_restore(hall.desk, hall.clerk, reference, "查明当日并未停电")
        assert running(hall, reference) == []
        refused("not_restoring", lambda: restoring.restored(hall.desk, hall.clerk, reference))

    def test_late_it_is_put_before_holder_and_lead_once(self, hall: Hall) -> None:
        reference = told(hall)
        restoring.restore_first(hall.desk, hall.clerk, reference, "缴费凭证")
        [clock] = running(hall, reference)
        hall.clock.move(hours=3)
        sweep(hall.desk)
        sweep(hall.desk)
        late = [a for a in alarms(hall, reference) if a.fell_due_at == clock.due_at]
        assert {(a.staff_id, a.role) for a in late} == {
            (hall.clerk.staff_id, None),
            (None, Role.LEAD),
        }
        assert len(late) == 2
        restoring.restored(hall.desk, hall.clerk, reference)
        [ended] = [c for c in hall.file(reference).clocks if c.kind is ClockKind.RESTORE]
        assert ended.verdict == "late"

    def test_taken_off_the_incident_its_step_falls_away(self, hall: Hall) -> None:
        reference, incident = told(hall), declared(hall, restore_first=True)
        linked(hall, incident, reference)
        incident_cases.unlink(hall.desk, hall.clerk, incident.number, reference, "未停电")
        [clock] = [c for c in hall.file(reference).clocks if c.kind is ClockKind.RESTORE]
        assert clock.verdict == "stopped"


class TestTheEnd:
    def test_it_closes_no_case_and_says_what_is_left(self, hall: Hall) -> None:
        one, two, incident = told(hall), told(hall), declared(hall)
        linked(hall, incident, one, two)
        restoring.restore_first(hall.desk, hall.clerk, two, "缴费凭证")
        refused("not_allowed", lambda: incident_lists.close(hall.desk, hall.clerk, incident.number))
        done = incident_lists.close(hall.desk, hall.lead, incident.number, "已恢复")
        assert [left.reference for left in done.left] == [two, one]
        assert done.left[0].codes == ("restore", "points", "close")
        assert hall.file(one).case.status is CaseStatus.OPEN
        refused("incident_closed", lambda: linked(hall, incident, told(hall)))

    def test_reopened_its_script_is_read_again(self, hall: Hall) -> None:
        incident = declared(hall, script="正在抢修。")
        incident_lists.close(hall.desk, hall.lead, incident.number)
        assert incidents.unread(hall.desk, hall.other) == []
        hall.clock.move(minutes=5)
        again = incident_lists.reopen(hall.desk, hall.lead, incident.number)
        assert again.state is IncidentState.OPEN
        assert len(incidents.unread(hall.desk, hall.clerk)) == 1
        refused(
            "incident_open", lambda: incident_lists.reopen(hall.desk, hall.lead, incident.number)
        )


def running(hall: Hall, reference: str) -> list[CaseClock]:
    return [
        clock
        for clock in hall.file(reference).clocks
        if clock.kind is ClockKind.RESTORE and not clock.verdict
    ]


def alarms(hall: Hall, reference: str) -> list[Alarm]:
    return [a for a in hall.file(reference).alarms if a.kind is AlarmKind.RESTORE_FIRST]


class TestWhoDoesItAndWhen:
    def test_a_shared_answer_lacks_nothing_a_letter_asks_for(self, hall: Hall) -> None:
        first, second = told(hall), told(hall)
        incident = declared(hall)
        linked(hall, incident, first, second)
        shared(hall, incident, remedy_owner="抢修班", remedy_done_on=hall.today)
        for reference in (first, second):
            letter = letters.draft_letter(hall.desk, hall.clerk, reference)
            sent = letters.submit_letter(hall.desk, hall.clerk, letter.id)
            assert sent.state is LetterState.SUBMITTED

    def test_what_somebody_wrote_stays(self, hall: Hall) -> None:
        reference, incident = told(hall), declared(hall)
        linked(hall, incident, reference)
        mine = AnswerForm(remedy_owner="李工")
        points.answer_point(hall.desk, hall.clerk, reference, 1, mine)
        shared(hall, incident, remedy_owner="抢修班", remedy_done_on=hall.today)
        [point] = hall.file(reference).points
        assert (point.remedy_owner, point.remedy_done_on) == ("李工", hall.today)

    def test_what_it_gave_before_follows_it(self, hall: Hall) -> None:
        reference, incident = told(hall), declared(hall)
        linked(hall, incident, reference)
        later = hall.today + timedelta(days=3)
        shared(hall, incident, remedy_owner="抢修班", remedy_due=hall.today)
        shared(hall, incident, remedy_owner="运检班", remedy_due=later)
        [point] = hall.file(reference).points
        assert (point.remedy_owner, point.remedy_due) == ("运检班", later)

    def test_a_day_that_has_passed_is_neither_shared_nor_promised_to_those_who_come_later(
        self, hall: Hall
    ) -> None:
        incident = declared(hall)
        past = hall.today - timedelta(days=1)
        refusal = refused("in_past", lambda: shared(hall, incident, remedy_due=past))
        assert refusal.field == "remedy_due"
        refused(
            "in_future",
            lambda: shared(hall, incident, remedy_done_on=hall.today + timedelta(days=1)),
        )
        shared(hall, incident, remedy_owner="抢修班", remedy_due=hall.today)
        hall.clock.move(days=2)
        reference = told(hall)
        linked(hall, incident, reference)
        shared(hall, incident)
        [point] = hall.file(reference).points
        assert (point.finding, point.remedy_due) == (FINDING, None)


class TestAtRegistration:
    def form(self, incident: Incident, **fields: object) -> CaseForm:
        form = replace(case_form(), topic=Topic.REPAIR_OVERDUE, narrative=TOLD)
        return replace(form, incident=incident.number, **fields)  # type: ignore[arg-type]

    def test_one_act_registers_and_links(self, hall: Hall) -> None:
        incident = declared(hall)
        form = self.form(incident)
        done = intake.register_case(hall.desk, hall.clerk, form, request_id="once")
        assert done.incident == incident.number
        [one] = incident_lists.incident_file(hall.desk, hall.clerk, incident.number).cases
        assert one.case.reference == done.reference
        entries = [e.act for e in journal_of(hall, done.case_id)]
        assert entries == ["case.register"]
        again = intake.register_case(hall.desk, hall.clerk, form, request_id="once")
        assert again.repeated
        assert again.incident == incident.number

    def test_power_comes_first_from_the_first_moment(self, hall: Hall) -> None:
        incident = declared(hall, restore_first=True)
        emergency = self.form(incident, urgency=Urgency.EMERGENCY, lane=Lane.EMERGENCY)
        reference = intake.register_case(hall.desk, hall.clerk, emergency).reference
        assert running(hall, reference)
        assert len(alarms(hall, reference)) == 2

    @pytest.mark.parametrize("over", [True, False])
    def test_one_that_is_over_or_unknown_is_refused_and_nothing_is_kept(
        self, hall: Hall, over: bool
    ) -> None:
        incident = declared(hall)
        if over:
            incident_lists.close(hall.desk, hall.lead, incident.number)
        form = self.form(incident if over else replace(incident, number="SJ-NONE"))
        code = "incident_closed" if over else "no_such_incident"
        refusal = refused(code, lambda: intake.register_case(hall.desk, hall.clerk, form))
        assert refusal.field == "incident"
        with hall.desk.store.read() as book:
            assert not book.find(Case)

    def test_the_book_is_asked_again_only_where_the_narrative_says_more(self, hall: Hall) -> None:
        declared(hall)
        ears = incident_cases.ears(hall.desk, hall.clerk)
        assert ears.heard("我要反映电费") == frozenset()
        once = ears.heard("我家住河西小区")
        assert once == {"河西小区"}
        assert ears.heard("我家住河西小区，三号楼，老人在家") == once
        assert "停电" in ears.heard(TOLD)


def journal_of(hall: Hall, case_id: str) -> list[JournalEntry]:
    with hall.desk.store.read() as book:
        return book.journal(case_id=case_id)


class TestTheReply:
    def test_cause_and_recovery_are_proposed_with_a_slot_to_be_made_particular(
        self, hall: Hall
    ) -> None:
        reference, incident = told(hall), declared(hall, restore_first=True)
        assert ours(hall, reference) == []
        linked(hall, incident, reference)
        [cause] = ours(hall, reference)
        assert "河西电缆故障" in cause.text
        restoring.restored(hall.desk, hall.clerk, reference)
        found = ours(hall, reference)
        assert [one.field for one in found] == ["finding", "remedy"]
        assert all("⟦" in one.text for one in found)


def ours(hall: Hall, reference: str) -> list[Proposal]:
    found = proposals.propose(hall.desk, hall.clerk, reference, 1)
    return [one for one in found if one.origin is Origin.INCIDENT]
