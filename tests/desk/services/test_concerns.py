"""Cases about ourselves: named, passed up, sealed."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desk.concern import goes_up_to
from desk.customer_file import Reveal
from desk.enums import AlarmKind, CaseKind, HandoverState, LetterState, PointKind, Role
from desk.forms import HandoverForm
from desk.services import alarms, concerns, custody, intake, letters, lists, reveal, staffing
from desk.staff.model import Actor
from desk.staff.permissions import RANK
from desk.views import View
from tests.builders import a_staff
from tests.desk.services.hall import Hall, case_form, refused

ALL_KINDS = (PointKind.ALLEGATION,)


def about(hall: Hall, *numbers: str, who: Actor | None = None, **fields: object) -> str:
    form = replace(case_form(*ALL_KINDS), concerns=list(numbers), **fields)  # type: ignore[arg-type]
    return intake.register_case(hall.desk, who or hall.clerk, form).reference


class TestNamed:
    def test_at_registration_it_goes_to_the_lead_and_is_gone_for_them(self, hall: Hall) -> None:
        reference = about(hall, hall.other.number)
        file = lists.case_file(hall.desk, hall.lead, reference)
        assert file.case.holder_id == hall.lead.staff_id
        assert file.case.first_responder_id == hall.clerk.staff_id
        assert [span.how for span in file.chain] == ["registered", "passed_up"]
        assert lists.queue(hall.desk, hall.other, View.ALL) == []
        refused("no_such_case", lambda: lists.case_file(hall.desk, hall.other, reference))
        (alarm,) = [a for a, _said in alarms.alarms(hall.desk, hall.lead)]
        assert alarm.kind is AlarmKind.STAFF_CONCERNED

    def test_about_a_lead_it_goes_to_the_manager(self, hall: Hall) -> None:
        reference = about(hall, hall.lead.number)
        assert hall.file(reference).case.holder_id == hall.manager.staff_id

    def test_about_the_manager_a_lead_is_better_than_nobody(self, hall: Hall) -> None:
        reference = about(hall, hall.manager.number)
        assert hall.file(reference).case.holder_id == hall.lead.staff_id

    def test_nobody_registers_a_case_about_themselves(self, hall: Hall) -> None:
        refusal = refused("concerned_oneself", lambda: about(hall, hall.clerk.number))
        assert refusal.field == "concerns.0"

    def test_an_unknown_number_is_refused_and_nothing_is_kept(self, hall: Hall) -> None:
        refused("no_such_staff", lambda: about(hall, "9999"))
        assert lists.queue(hall.desk, hall.lead, View.ALL) == []

    def test_when_nobody_above_is_left_the_first_responder_keeps_it(self, hall: Hall) -> None:
        leading = (hall.lead, hall.second_lead, hall.manager)
        reference = about(hall, *(one.number for one in leading))
        assert hall.file(reference).case.holder_id == hall.clerk.staff_id

    def test_a_name_is_as_good_as_a_number(self, hall: Hall) -> None:
        reference = about(hall, hall.other.name)
        refused("no_such_case", lambda: lists.case_file(hall.desk, hall.other, reference))

    def test_two_of_one_name_need_the_number(self, hall: Hall) -> None:
        with hall.desk.store.act("t", staff_id=hall.clerk.staff_id, at=hall.clock.now()) as act:
            act.add(a_staff("8801", name=hall.other.name))
            act.commit()
        refusal = refused("called_alike", lambda: about(hall, hall.other.name))
        assert "8801" in refusal.hint

    def test_it_is_offered_to_nobody_whom_it_is_about(self, hall: Hall) -> None:
        reference = about(hall, hall.other.number)
        form = HandoverForm(
            to_staff=hall.other.number, matter="请接", told="已告知", contact_by=in_an_hour(hall)
        )
        refused(
            "receiver_concerned",
            lambda: custody.offer_handover(hall.desk, hall.lead, reference, form),
        )

    def test_nobody_above_being_left_whoever_keeps_it_is_told(self, hall: Hall) -> None:
        leading = (hall.lead, hall.second_lead, hall.manager)
        about(hall, *(one.number for one in leading))
        seen = {a.kind for a, _said in alarms.alarms(hall.desk, hall.clerk)}
        assert AlarmKind.STAFF_CONCERNED in seen


class TestNamedLater:
    def test_the_holder_loses_it_and_their_offer_lapses(self, hall: Hall) -> None:
        reference = hall.register()
        form = HandoverForm(
            to_staff=hall.other.number, matter="请接", told="已告知", contact_by=in_an_hour(hall)
        )
        custody.offer_handover(hall.desk, hall.clerk, reference, form)
        done = concerns.name_concerned(hall.desk, hall.lead, reference, [hall.other.number])
        assert done.holder is not None
        (offer,) = lists.case_file(hall.desk, hall.lead, reference).handovers
        assert offer.state is HandoverState.LAPSED
        refused("no_such_case", lambda: custody.accept_handover(hall.desk, hall.other, reference))

    def test_it_never_comes_back_to_a_first_responder_it_is_about(self, hall: Hall) -> None:
        reference = hall.register()
        concerns.name_concerned(hall.desk, hall.lead, reference, [hall.clerk.number])
        file = lists.case_file(hall.desk, hall.manager, reference)
        assert file.case.holder_id != hall.clerk.staff_id
        assert file.case.first_responder_id == hall.clerk.staff_id

    def test_an_approval_by_them_is_cancelled(self, hall: Hall) -> None:
        reference, letter = hall.submitted()
        letters.approve_letter(hall.desk, hall.lead, letter.id)
        concerns.name_concerned(hall.desk, hall.manager, reference, [hall.lead.number])
        (kept,) = lists.case_file(hall.desk, hall.manager, reference).letters
        assert kept.state is LetterState.DRAFT
        refused("no_such_letter", lambda: letters.approve_letter(hall.desk, hall.lead, letter.id))

    def test_a_clerk_who_does_not_hold_it_names_nobody(self, hall: Hall) -> None:
        reference = hall.register()
        refused(
            "not_holder",
            lambda: concerns.name_concerned(hall.desk, hall.other, reference, [hall.lead.number]),
        )

    def test_to_whom_it_is_about_it_does_not_exist_here_either(self, hall: Hall) -> None:
        reference = about(hall, hall.lead.number)
        refused(
            "no_such_case",
            lambda: concerns.name_concerned(hall.desk, hall.lead, reference, [hall.other.number]),
        )

    def test_the_only_lead_being_meant_the_manager_hears_what_leads_hear(self, hall: Hall) -> None:
        staffing.disable_staff(hall.desk, hall.admin, hall.second_lead.number)
        reference = about(hall, hall.lead.number)
        with hall.desk.store.act("t", staff_id=hall.clerk.staff_id, at=hall.clock.now()) as act:
            case = hall.file(reference).case
            alarms.raise_alarm(
                act, case.id, AlarmKind.SCOPE_TO_DECIDE, hall.clock.now(), role=Role.LEAD
            )
            act.commit()
        seen = {a.kind for a, _said in alarms.alarms(hall.desk, hall.manager)}
        assert AlarmKind.SCOPE_TO_DECIDE in seen
        assert alarms.alarms(hall.desk, hall.lead) == []


class TestSealed:
    def report(self, hall: Hall, **fields: Any) -> str:
        return about(hall, kind=CaseKind.REPORT, **fields)

    def test_the_form_a_name_is_printed_in_is_sealed_with_it(self, hall: Hall) -> None:
        reference = self.report(hall, printed_name="刘明悦")
        assert hall.file(reference).complainant.printed_name == ""

    def test_who_reported_stands_nowhere_but_in_the_sealed_row(self, hall: Hall) -> None:
        name = case_form().customer.name  # type: ignore[union-attr]
        phone = case_form().customer.phone  # type: ignore[union-attr]
        reference = self.report(hall)
        file = hall.file(reference)
        assert file.case.sealed
        assert file.complainant.name == ""
        assert file.customer is None
        for who in (hall.clerk, hall.lead, hall.manager):
            assert lists.find(hall.desk, who, name) == []
            assert lists.find(hall.desk, who, phone or "13900000000") == []
        assert file.case.holder_id == hall.lead.staff_id

    def test_the_manager_reads_it_and_the_look_is_journalled(self, hall: Hall) -> None:
        reference = self.report(hall)
        found = concerns.reveal_identity(hall.desk, hall.manager, reference, "回访核实")
        assert found.name == case_form().customer.name  # type: ignore[union-attr]
        (entry,) = [e for e in hall.file(reference).journal if e.act == "identity.reveal"]
        assert entry.staff_id == hall.manager.staff_id
        assert found.name not in entry.changes
        assert entry.note == ""
        with hall.desk.store.read() as book:
            (look,) = book.find(Reveal)
        assert (look.by, look.reason) == (hall.manager.staff_id, "回访核实")
        said = {
            who: reveal.looks(hall.desk, who)[0].look.reason for who in (hall.manager, hall.lead)
        }
        assert said == {hall.manager: "回访核实", hall.lead: ""}

    def test_nobody_else_does(self, hall: Hall) -> None:
        reference = self.report(hall)
        for who in (hall.clerk, hall.lead, hall.admin):
            look = partial(concerns.reveal_identity, hall.desk, who, reference, "看看")
            refused("not_allowed", look)

    def test_without_a_reason_nothing_is_shown(self, hall: Hall) -> None:
        reference = self.report(hall)
        refused(
            "missing", lambda: concerns.reveal_identity(hall.desk, hall.manager, reference, " ")
        )

    def test_a_report_without_a_name_has_nothing_to_show(self, hall: Hall) -> None:
        reference = self.report(hall, customer=None, anonymous=True)
        refused(
            "nothing_sealed",
            lambda: concerns.reveal_identity(hall.desk, hall.manager, reference, "核实"),
        )


@given(
    roles=st.lists(st.sampled_from(list(Role)), max_size=8),
    meant=st.sets(st.integers(0, 7)),
    gone=st.sets(st.integers(0, 7)),
)
def test_it_goes_to_somebody_who_leads_and_is_not_meant(
    roles: list[Role], meant: set[int], gone: set[int]
) -> None:
    staff = [a_staff(str(1000 + n), role) for n, role in enumerate(roles)]
    about_them = {one.id for n, one in enumerate(staff) if n in meant}
    away = {one.id for n, one in enumerate(staff) if n in gone}
    holder = goes_up_to(staff, about_them, away)
    free = [one for one in staff if one.role in (Role.LEAD, Role.MANAGER)]
    free = [one for one in free if one.id not in about_them]
    if holder is None:
        assert not free
        return
    assert holder in free
    highest = max((RANK[one.role] for one in staff if one.id in about_them), default=0)
    above = [one for one in free if RANK[one.role] > highest]
    assert holder in above or not above
    assert holder.id not in away or all(one.id in away for one in above or free)


def in_an_hour(hall: Hall) -> datetime:
    return hall.clock.now() + timedelta(hours=1)
