"""A new case takes up one that has ended; what stays with us keeps no case from closing."""

from dataclasses import replace
from functools import partial

from desk.enums import CaseStatus, Confirmation, LinkKind
from desk.forms import FollowUpForm
from desk.forms_counter import PaperForm, RecordForm, WithdrawForm
from desk.services import closing, handed_in, intake, mistakes
from tests.desk.services.hall import Hall, case_form, refused


def withdrawn(hall: Hall) -> str:
    reference = hall.register()
    signed = RecordForm(how=Confirmation.SIGNED)
    form = WithdrawForm(words="不用了", confirmation=signed)
    mistakes.withdraw(hall.desk, hall.clerk, reference, form)
    return reference


def test_a_new_case_names_the_ended_one_in_the_same_act(hall: Hall) -> None:
    earlier = withdrawn(hall)
    form = replace(case_form(), follows=f" {earlier.lower()} ")
    made = intake.register_case(hall.desk, hall.clerk, form, request_id="twice")
    intake.register_case(hall.desk, hall.clerk, form, request_id="twice")
    [link] = hall.file(made.reference).links
    assert link.kind is LinkKind.FOLLOWS
    assert link.by == hall.clerk.staff_id
    assert list(hall.file(earlier).linked.values()) == [made.reference]


def test_one_that_is_open_or_unknown_is_refused_and_nothing_is_registered(hall: Hall) -> None:
    open_ = hall.register()
    for code, reference in (("still_open", open_), ("no_such_case", "HD01-20200101-0001")):
        form = replace(case_form(), follows=reference)
        refused(code, partial(intake.register_case, hall.desk, hall.clerk, form))
    assert hall.file(open_).links == ()


def test_an_original_is_named_before_the_end_and_blocks_nothing(hall: Hall) -> None:
    reference = hall.register()
    for name, original in (("购电发票", True), ("照片", False)):
        form = PaperForm(name=name, original=original)
        handed_in.receive_paper(hall.desk, hall.clerk, reference, form)

    def said() -> list[str]:
        found = closing.what_is_missing(hall.desk, hall.clerk, reference)
        return [one.text for one in found if not one.blocks]

    [words] = said()
    assert "购电发票" in words
    handed_in.return_paper(hall.desk, hall.clerk, reference, 1, "柳明月")
    assert said() == []


def test_a_case_closes_with_an_original_still_here(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    called = FollowUpForm(reached=True, satisfied=True)
    closing.record_follow_up(hall.desk, hall.other, reference, called)
    form = PaperForm(name="购电发票", original=True)
    handed_in.receive_paper(hall.desk, hall.clerk, reference, form)
    assert [m.code for m in closing.what_is_missing(hall.desk, hall.clerk, reference)] == ["paper"]
    case = closing.close_case(hall.desk, hall.clerk, reference)
    assert case.status is CaseStatus.CLOSED
