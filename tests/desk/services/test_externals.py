"""The same matter elsewhere: numbers, doubles, the earliest due; the digest of a case."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desk.enums import AlarmKind, CaseStatus, ClockKind, Confirmation, ExternalSource, LinkKind
from desk.forms_counter import ExternalForm, RecordForm, WithdrawForm
from desk.i18n import use
from desk.services import closing, digest, externals, intake, mistakes, reveal
from desk.services.intake import Registered
from desk.services.sweep import sweep
from tests.desk.services.counter import alarms_of
from tests.desk.services.hall import Hall, case_form, refused

NUMBER = "LJ20261123001"


def outside(**fields: Any) -> ExternalForm:
    values: dict[str, Any] = {"source": ExternalSource.CITY_12345, "number": NUMBER}
    return ExternalForm(**{**values, **fields})


def registered(hall: Hall, *forms: ExternalForm) -> Registered:
    form = replace(case_form(), externals=list(forms))
    return intake.register_case(hall.desk, hall.clerk, form)


class TestDue:
    def test_the_ticket_rules_when_it_is_earlier_than_ours(self, hall: Hall) -> None:
        ours = registered(hall)
        tomorrow = hall.clock.now() + timedelta(days=1)
        theirs = registered(hall, outside(due_at=tomorrow))
        assert theirs.due["external"] == tomorrow
        case = hall.file(theirs.reference).case
        assert case.due_at == tomorrow
        ours_due = hall.file(ours.reference).case.due_at
        assert ours_due
        assert ours_due > tomorrow

    def test_our_own_rules_when_it_is_earlier(self, hall: Hall) -> None:
        far = hall.clock.now() + timedelta(days=60)
        case = hall.file(registered(hall, outside(due_at=far)).reference).case
        assert case.due_at
        assert case.due_at < far

    def test_without_a_due_of_its_own_the_limit_of_the_channel_counts(self, hall: Hall) -> None:
        made = registered(hall)
        added = externals.add_external(hall.desk, hall.clerk, made.reference, outside())
        [clock] = [c for c in hall.file(made.reference).clocks if c.kind is ClockKind.EXTERNAL]
        assert (clock.rule_id, clock.due_at) == ("external_12345", added.due_at)
        assert (clock.due_at - hall.clock.now()).days in (6, 7)

    def test_a_ticket_that_is_late_already_is_taken_all_the_same(self, hall: Hall) -> None:
        now = hall.clock.now()
        past = outside(received_at=now - timedelta(days=9), due_at=now - timedelta(days=2))
        made = registered(hall, past)
        assert hall.file(made.reference).case.due_at == now - timedelta(days=2)


class TestDoubles:
    def test_both_cases_are_linked_and_the_lead_hears_of_it(self, hall: Hall) -> None:
        first = registered(hall, outside())
        second = registered(hall, outside(number="lj 20261123 001"))
        assert (first.doubled, second.doubled) == ((), (first.reference,))
        file = hall.file(first.reference)
        [link] = file.links
        assert link.kind is LinkKind.SAME_MATTER
        assert list(file.linked.values()) == [second.reference]
        assert alarms_of(hall, hall.lead) == [AlarmKind.EXTERNAL_DOUBLE] * 2

    def test_it_is_known_before_anything_is_saved(self, hall: Hall) -> None:
        first = registered(hall, outside())
        source = ExternalSource.CITY_12345
        assert externals.known(hall.desk, hall.other, source, NUMBER.lower()) == [first.reference]
        other = ExternalSource.HOTLINE_95598
        assert externals.known(hall.desk, hall.other, other, NUMBER) == []

    def test_sent_twice_it_says_the_same(self, hall: Hall) -> None:
        first = registered(hall, outside())
        form = replace(case_form(), externals=[outside()])
        one = intake.register_case(hall.desk, hall.clerk, form, request_id="r1")
        again = intake.register_case(hall.desk, hall.clerk, form, request_id="r1")
        assert one.doubled == again.doubled == (first.reference,)
        assert again.repeated


class TestRefusals:
    @pytest.mark.parametrize(
        ("fields", "code", "field"),
        [
            ({"number": " "}, "missing", "number"),
            ({"number": "9" * 61}, "too_long", "number"),
            ({"received_at": timedelta(hours=1)}, "in_future", "received_at"),
            ({"received_at": timedelta(days=-400)}, "too_far", "received_at"),
            ({"due_at": timedelta(days=400)}, "too_far", "due_at"),
            ({"due_at": timedelta(days=-1)}, "due_before_received", "due_at"),
        ],
    )
    def test_beside_the_field(
        self, hall: Hall, fields: dict[str, Any], code: str, field: str
    ) -> None:
        now = hall.clock.now()
        given = {k: now + v if isinstance(v, timedelta) else v for k, v in fields.items()}
        made = registered(hall)
        refusal = refused(
            code,
            lambda: externals.add_external(hall.desk, hall.clerk, made.reference, outside(**given)),
        )
        assert refusal.field == field
        at_intake = refused(code, lambda: registered(hall, outside(number="A1"), outside(**given)))
        assert at_intake.field == f"externals.1.{field}"

    def test_a_number_twice_on_one_case(self, hall: Hall) -> None:
        refused("external_twice", lambda: registered(hall, outside(), outside()))


class TestReportBack:
    def test_the_other_channel_is_told_of_a_case_that_was_withdrawn(self, hall: Hall) -> None:
        made = registered(hall, outside())
        signed = RecordForm(how=Confirmation.SIGNED)
        form = WithdrawForm(words="不用办了", confirmation=signed)
        mistakes.withdraw(hall.desk, hall.clerk, made.reference, form)
        externals.report_back(hall.desk, hall.clerk, made.reference, NUMBER, "客户已撤回")
        file = hall.file(made.reference)
        assert file.case.status is CaseStatus.WITHDRAWN
        assert [one.reported_words for one in file.externals] == ["客户已撤回"]

    def test_it_ends_the_clock_of_that_number_alone(self, hall: Hall) -> None:
        made = registered(hall, outside(), outside(source=ExternalSource.HOTLINE_95598, number="7"))
        hall.clock.move(hours=2)
        externals.report_back(hall.desk, hall.clerk, made.reference, NUMBER, "已联系客户并答复")
        file = hall.file(made.reference)
        running = [c for c in file.clocks if c.kind is ClockKind.EXTERNAL and not c.verdict]
        assert [c.rule_id for c in running] == ["external_95598"]
        told = next(one for one in file.externals if one.number == NUMBER)
        assert (told.reported_by, told.reported_at) == (hall.clerk.staff_id, hall.clock.now())

    def test_without_words_or_with_a_strange_number_it_is_refused(self, hall: Hall) -> None:
        ref = registered(hall, outside()).reference
        clerk = hall.clerk
        refused("missing", lambda: externals.report_back(hall.desk, clerk, ref, NUMBER, " "))
        refused(
            "no_such_external", lambda: externals.report_back(hall.desk, clerk, ref, "8", "已答复")
        )
        early = hall.clock.now() - timedelta(days=3)
        refused(
            "bad_moment",
            lambda: externals.report_back(hall.desk, clerk, ref, NUMBER, "已答复", early),
        )

    def test_holder_and_lead_are_warned_before_it_is_due_and_once(self, hall: Hall) -> None:
        due = hall.clock.now() + timedelta(days=4)
        registered(hall, outside(due_at=due))
        hall.clock.move(days=2)
        sweep(hall.desk)
        assert AlarmKind.EXTERNAL_DUE not in alarms_of(hall, hall.clerk)
        hall.clock.move(days=1, minutes=1)
        sweep(hall.desk)
        sweep(hall.desk)
        for who in (hall.clerk, hall.lead):
            assert alarms_of(hall, who).count(AlarmKind.EXTERNAL_DUE) == 1


class TestDigest:
    def test_it_holds_the_whole_case_a_field_a_line_in_order(self, hall: Hall) -> None:
        use("zh_CN")
        made = registered(hall, outside())
        hall.answer(made.reference, 1)
        lines = digest.case_digest(hall.desk, hall.clerk, made.reference).splitlines()
        fields = dict(line.split("：", 1) for line in lines)
        assert list(fields)[:2] == ["本单编号", "外部工单号"]
        assert fields["外部工单号"] == f"12345 {NUMBER}"
        assert fields["联系电话"] == "19900000001"
        assert fields["客户姓名"] == "柳明月女士"
        assert "叫号记录" in fields["调查情况"]
        assert fields["处理结果"].startswith("1. 属实")
        assert "*" not in "".join(lines)

    def test_every_look_stands_in_the_journal(self, hall: Hall) -> None:
        made = registered(hall)
        for _time in range(2):
            digest.case_digest(hall.desk, hall.clerk, made.reference)
        acts = [e for e in hall.file(made.reference).journal if e.act == "case.digest"]
        assert [act.staff_id for act in acts] == [hall.clerk.staff_id] * 2
        kept = reveal.looks(hall.desk, hall.lead, reference=made.reference)
        assert [one.look.by for one in kept] == [hall.clerk.staff_id] * 2

    def test_a_colleague_who_does_not_work_on_the_case_is_refused(self, hall: Hall) -> None:
        made = registered(hall)
        refused(
            "not_yours_to_see", lambda: digest.case_digest(hall.desk, hall.other, made.reference)
        )
        assert reveal.looks(hall.desk, hall.lead, reference=made.reference) == []
        assert made.reference in digest.case_digest(hall.desk, hall.lead, made.reference)

    def test_an_ended_case_can_still_be_typed_in(self, hall: Hall) -> None:
        reference = hall.closed()
        assert reference in digest.case_digest(hall.desk, hall.clerk, reference)

    def test_long_after_its_end_only_a_lead_sees_it_in_full(self, hall: Hall) -> None:
        reference = hall.closed()
        hall.clock.move(days=8)
        refused("not_yours_to_see", lambda: digest.case_digest(hall.desk, hall.clerk, reference))
        assert reference in digest.case_digest(hall.desk, hall.lead, reference)


def test_a_case_does_not_close_before_the_other_channel_was_told(hall: Hall) -> None:
    made = registered(hall, outside())
    waiting = closing.what_is_missing(hall.desk, hall.clerk, made.reference)
    assert [one.where for one in waiting if one.code == "external"] == [f"externals.{NUMBER}"]
    externals.report_back(hall.desk, hall.clerk, made.reference, NUMBER, "已答复客户")
    waiting = closing.what_is_missing(hall.desk, hall.clerk, made.reference)
    assert "external" not in [one.code for one in waiting]
