"""That the service ends is told in writing, by a letter of its own, before it ends."""

from desk.enums import CaseStatus, Delivery, LetterKind
from desk.forms import DeliveryForm, LetterForm
from desk.letter.life import Letter
from desk.services import delivery, letters, outgoing
from desk.services.terminating import ending, terminate
from tests.desk.services.hall import Hall, refused
from tests.desk.services.test_terminating import FORM, heard_twice, unhappy

KIND = LetterKind.TERMINATION
SAID = LetterForm(reason="两次答复都依据供电营业规则；要求按十倍赔偿超出规定。")


def drafted(hall: Hall, reference: str) -> Letter:
    return letters.draft_letter(hall.desk, hall.clerk, reference, KIND, SAID)


def sent(hall: Hall, reference: str) -> Letter:
    """Drafted by the clerk, approved and numbered by the lead, in the customer's hand."""
    letter = drafted(hall, reference)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    letters.issue_letter(hall.desk, hall.lead, letter.id)
    outgoing.confirm_printed(hall.desk, hall.lead, letter.id, elsewhere="二楼打印机")
    form = DeliveryForm(delivery=Delivery.BY_HAND)
    return delivery.deliver_letter(hall.desk, hall.clerk, letter.id, form)


def unwritten(hall: Hall, reference: str) -> bool:
    """Whether the manager is told that the customer has nothing in writing."""
    lines = ending(hall.desk, hall.manager, reference).missing
    return any("服务终止告知书" in one.text and not one.blocks for one in lines)


def test_it_makes_sense_once_the_customer_was_heard_and_stayed_dissatisfied(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    refused("kind_heard_out", lambda: drafted(hall, reference))
    unhappy(hall, reference)
    assert drafted(hall, reference).kind is KIND


def test_it_says_what_was_answered_why_it_ends_and_the_ways_on(hall: Hall) -> None:
    reference = heard_twice(hall)
    letter = drafted(hall, reference)
    numbers = [one.number for one in hall.file(reference).letters if one.number]
    assert len(numbers) == 2
    for words in (*numbers, SAID.reason.rstrip("。"), "12398", "服务终止告知书"):
        assert words in letter.markdown
    assert not any(one.blocks for one in letters.lint_letter(hall.desk, hall.clerk, letter.id))


def test_the_manager_sees_whether_it_reached_the_customer(hall: Hall) -> None:
    reference = heard_twice(hall)
    assert unwritten(hall, reference)
    letter = sent(hall, reference)
    assert letter.number
    assert not unwritten(hall, reference)
    hall.answered_for(reference)
    ended = terminate(hall.desk, hall.manager, reference, FORM)
    assert ended.status is CaseStatus.TERMINATED


def test_it_answers_no_point_and_ends_no_case_by_itself(hall: Hall) -> None:
    reference = heard_twice(hall)
    before = hall.file(reference).case
    sent(hall, reference)
    after = hall.file(reference).case
    assert (after.status, after.stage, after.round) == (before.status, before.stage, before.round)
