"""The six steps follow from the record alone."""

from dataclasses import replace

from desk.enums import CaseKind, ContactWay, PointKind
from desk.forms import AnswerForm, CommitmentForm, ContactForm
from desk.services import casework, intake, letters, points
from desk.services.casework import log_contact
from desk.six_steps import Need, need_of, signs, six_steps
from tests.desk.services.hall import case_form, open_hall


def test_they_go_on_with_the_record_and_nothing_is_ticked() -> None:
    hall = open_hall()
    ref = hall.register()
    assert signs(six_steps(hall.file(ref))) == "✓▶····"
    hall.answer(ref, 1)
    assert signs(six_steps(hall.file(ref))) == "✓✓✓✓▶·"
    hall = open_hall()
    delivered, _letter = hall.delivered()
    steps = six_steps(hall.file(delivered))
    assert signs(steps) == "✓✓✓✓✓▶"
    assert steps[2].by == hall.clerk.staff_id
    hall = open_hall()
    closed = six_steps(hall.file(hall.closed()))
    assert signs(closed) == "✓✓✓✓✓✓"
    assert closed[5].by == hall.other.staff_id
    assert closed[5].at is not None


def test_without_an_apology_the_second_waits() -> None:
    hall = open_hall()
    ref = hall.register()
    hall.answer(ref, 1, apology="")
    assert signs(six_steps(hall.file(ref))) == "✓▶✓✓··"


SORRY = ("对不起", "致歉")


def test_an_apology_said_to_the_customer_counts_and_one_by_the_customer_does_not() -> None:
    hall = open_hall()
    ref = hall.register()
    for text, from_customer, reached in (
        ("客户说对不起", True, True),
        ("留言说对不起", False, False),
    ):
        form = ContactForm(
            way=ContactWay.PHONE, text=text, from_customer=from_customer, reached=reached
        )
        log_contact(hall.desk, hall.clerk, ref, form)
    assert signs(six_steps(hall.file(ref), SORRY)) == "✓▶····"
    said = ContactForm(way=ContactWay.PHONE, text="停电给您添了麻烦，对不起")
    log_contact(hall.desk, hall.clerk, ref, said)
    assert signs(six_steps(hall.file(ref), SORRY)) == "✓✓▶···"
    assert six_steps(hall.file(ref), SORRY)[1].by == hall.clerk.staff_id


def test_a_letter_that_went_out_apologises_too() -> None:
    hall = open_hall()
    ref = hall.register()
    hall.answer(ref, 1, apology="")
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    assert "致歉" in letter.markdown
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    assert signs(six_steps(hall.file(ref), SORRY)) == "✓▶✓✓··"
    letters.issue_letter(hall.desk, hall.lead, letter.id)
    assert signs(six_steps(hall.file(ref), SORRY)) == "✓✓✓✓▶·"


def test_nobody_apologises_for_a_praise() -> None:
    hall = open_hall()
    case = intake.register_case(hall.desk, hall.clerk, replace(case_form(), kind=CaseKind.PRAISE))
    assert signs(six_steps(hall.file(case.reference))) == "✓–▶···"


def test_each_step_names_what_it_lacks_first() -> None:
    hall = open_hall()
    ref = hall.register(PointKind.ALLEGATION, PointKind.REQUEST)
    assert need_of(hall.file(ref), 2) == Need("apology")
    assert need_of(hall.file(ref), 3) == Need("finding", 1)
    hall.answer(ref, 1)
    assert need_of(hall.file(ref), 3) == Need("finding", 2)
    found = AnswerForm(finding="到现场看过了")
    points.answer_point(hall.desk, hall.clerk, ref, 2, found)
    assert need_of(hall.file(ref), 4) == Need("conclusion", 2)
    assert need_of(hall.file(ref), 5) == Need("conclusion", 2)
    hall.answer(ref, 2)
    assert need_of(hall.file(ref), 5) == Need("letter")
    promise = CommitmentForm(text="派人看表", owner="计量班", due_on=hall.today)
    made = casework.promise(hall.desk, hall.clerk, ref, promise)
    assert need_of(hall.file(ref), 5) == Need("promise")
    casework.keep_promise(hall.desk, hall.clerk, ref, made.id, "已看表")
    assert need_of(hall.file(ref), 5) == Need("letter")
    assert need_of(hall.file(ref), 6) == Need("follow_up")
    assert need_of(hall.file(ref), 1) is None
