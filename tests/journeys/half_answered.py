"""A hall in memory with a case whose reply must not go out, however far its letter is."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from desk.clock import SetClock
from desk.enums import Conclusion, IncidentCause, LetterKind, PointKind, Role, Topic
from desk.forms import AnswerForm, CaseForm, CustomerForm, LetterForm, PointForm, StaffForm
from desk.forms_incident import IncidentForm
from desk.letter.kinds import ANSWERING
from desk.letter.life import SENT, Letter
from desk.point import IssuePoint
from desk.progress import is_answered
from desk.refusals import Refusal
from desk.services import incidents
from desk.services.base import Desk, case_by_reference
from desk.services.book import init_book
from desk.services.incident_cases import link_cases
from desk.services.intake import register_case
from desk.services.letters import (
    approve_letter,
    draft_letter,
    edit_letter,
    issue_letter,
    submit_letter,
)
from desk.services.people import add_staff, choose_pin, sign_in
from desk.services.points import add_point, answer_point
from desk.staff.model import Actor
from tests.builders import a_branch, monday
from tests.fakes import FakeStore, State

PIN = "482915"
FIRST = "604827"
FINDING = "11月23日到现场核对了第{}项的表号和接线，与档案一致"
HALF = AnswerForm(finding="11月23日到现场核对了表号和接线，与档案一致")
ADDED = PointForm(kind=PointKind.QUESTION, matter="多收的部分什么时候能退")


def full(position: int, due: date) -> AnswerForm:
    """An answer to which nothing is missing."""
    return AnswerForm(
        finding=FINDING.format(position),
        conclusion=Conclusion.GRANTED,
        remedy=f"第{position}项五个工作日内书面告知结果",
        remedy_owner="计量班",
        remedy_due=due,
    )


@dataclass
class Hall:
    """A branch with two people who work and one case with two requests."""

    store: FakeStore
    desk: Desk
    clerk: Actor
    lead: Actor
    reference: str
    incident: str
    """The number of an incident that both points are about."""
    out_before: frozenset[str] = frozenset()
    """Ids of letters that had gone out rightly before the record changed."""

    @property
    def letters(self) -> list[Letter]:
        """The letters that answer the case."""
        with self.store.read() as book:
            case = case_by_reference(book, self.reference)
            letters = book.find(Letter, case_id=case.id)
        return [letter for letter in letters if letter.kind in ANSWERING]

    @property
    def letter_id(self) -> str:
        """The reply, or what nobody has."""
        return self.letters[-1].id if self.letters else "none"

    @property
    def points(self) -> list[IssuePoint]:
        """The points in their order."""
        with self.store.read() as book:
            case = case_by_reference(book, self.reference)
            return book.find(IssuePoint, case_id=case.id, order="position")

    def answer(self, position: int) -> None:
        """Answer a point in full."""
        today = self.desk.hours.day_of(self.desk.clock.now())
        due = self.desk.calendar.add_working_days(today, 5)
        answer_point(self.desk, self.clerk, self.reference, position, full(position, due))

    def went_out(self) -> list[str]:
        """Replies that left although an answer is missing in the record or in their text."""
        lacking = [p.position for p in self.points if not is_answered(p)]
        said = "".join(one.markdown for one in self.letters if one.id in self.out_before)
        return [
            letter.number or letter.id
            for letter in self.letters
            if letter.state in SENT
            and letter.id not in self.out_before
            and (lacking or any(p.finding not in said + letter.markdown for p in self.points))
        ]

    def climb(self) -> None:
        """Take every step that leads out, as far as it goes."""
        for step, who in (
            (draft_letter, self.clerk),
            (submit_letter, self.clerk),
            (approve_letter, self.lead),
            (issue_letter, self.lead),
        ):
            subject = self.reference if step is draft_letter else self.letter_id
            with suppress(Refusal):
                step(self.desk, who, subject)


def a_hall() -> Hall:
    """A branch in memory with its case registered and nothing answered."""
    clock: SetClock = monday()
    store = FakeStore()
    lead = StaffForm(number="9001", name="江予安", role=Role.MANAGER.value)
    desk = init_book(store, clock, a_branch(), lead, PIN)
    manager = sign_in(desk, "9001", PIN)
    add_staff(desk, manager, StaffForm(number="1001", name="苏映雪", role=Role.CLERK.value), FIRST)
    clerk = choose_pin(desk, "1001", FIRST, PIN)
    case = register_case(
        desk,
        clerk,
        CaseForm(
            topic=Topic.METERING_BILLING,
            narrative="请来校表，结果书面告诉我。",
            points=[
                PointForm(kind=PointKind.REQUEST, matter="要求校验电能表"),
                PointForm(kind=PointKind.REQUEST, matter="要求书面告知校验结果"),
            ],
            customer=CustomerForm(name="柳明月", salutation="女士", phone="13900000001"),
            told="五个工作日内书面答复",
        ),
    )
    declared = IncidentForm(title="片区表计改造登记有误", cause=IncidentCause.OTHER)
    incident = incidents.declare(desk, clerk, declared).incident.number
    link_cases(desk, clerk, incident, [case.reference], points=(1, 2))
    return Hall(store, desk, clerk, manager, case.reference, incident)


def _approved(hall: Hall) -> None:
    hall.answer(1)
    hall.answer(2)
    letter = draft_letter(hall.desk, hall.clerk, hall.reference)
    submit_letter(hall.desk, hall.clerk, letter.id)
    approve_letter(hall.desk, hall.lead, letter.id)


def _nothing_written(hall: Hall) -> None:
    hall.answer(1)


def _drafted(hall: Hall) -> None:
    hall.answer(1)
    answer_point(hall.desk, hall.clerk, hall.reference, 2, HALF)
    draft_letter(hall.desk, hall.clerk, hall.reference)


def _written_by_hand(hall: Hall) -> None:
    """The missing answer is typed into the letter, and stands nowhere in the record."""
    _drafted(hall)
    letter = hall.letters[-1]
    text = letter.markdown + "\n\n**结论**：支持。\n\n**处理措施**：五个工作日内书面告知结果。\n"
    edit_letter(hall.desk, hall.clerk, letter.id, text, version=letter.version)


def _cut_out(hall: Hall) -> None:
    """Every point is answered, and one answer was taken out of the letter."""
    hall.answer(1)
    hall.answer(2)
    letter = draft_letter(hall.desk, hall.clerk, hall.reference)
    text = letter.markdown.replace(FINDING.format(2), "已经看过")
    assert text != letter.markdown
    edit_letter(hall.desk, hall.clerk, letter.id, text, version=letter.version)


def _added_after_approval(hall: Hall) -> None:
    _approved(hall)
    add_point(hall.desk, hall.clerk, hall.reference, ADDED)


def _emptied_after_approval(hall: Hall) -> None:
    _approved(hall)
    answer_point(hall.desk, hall.clerk, hall.reference, 2, AnswerForm(finding="", remedy=""))


def _short_with_a_hole(hall: Hall) -> None:
    """A short reply out of which one answer was taken."""
    hall.answer(1)
    hall.answer(2)
    letter = draft_letter(hall.desk, hall.clerk, hall.reference, LetterKind.SUMMARY_REPLY)
    assert letter.kind is LetterKind.SUMMARY_REPLY
    text = letter.markdown.replace(FINDING.format(2), "已经看过")
    edit_letter(hall.desk, hall.clerk, letter.id, text, version=letter.version)


def _short_then_more(hall: Hall) -> None:
    """A short reply was approved; then the customer adds a point."""
    hall.answer(1)
    hall.answer(2)
    letter = draft_letter(hall.desk, hall.clerk, hall.reference, LetterKind.SUMMARY_REPLY)
    submit_letter(hall.desk, hall.clerk, letter.id)
    approve_letter(hall.desk, hall.lead, letter.id)
    add_point(hall.desk, hall.clerk, hall.reference, ADDED)


def _correcting(hall: Hall) -> Letter:
    """The reply is out, its second answer changes, a supplementary reply is begun."""
    hall.answer(1)
    hall.answer(2)
    hall.climb()
    hall.out_before = frozenset(one.id for one in hall.letters if one.state in SENT)
    assert hall.out_before
    changed = AnswerForm(finding="11月24日复检，第2项的倍率登记有误")
    answer_point(hall.desk, hall.clerk, hall.reference, 2, changed)
    form = LetterForm(reason="原答复第二项的倍率写错，更正如下。")
    kind = LetterKind.SUPPLEMENTARY_REPLY
    return draft_letter(hall.desk, hall.clerk, hall.reference, kind, form)


def _corrected_with_a_hole(hall: Hall) -> None:
    letter = _correcting(hall)
    text = letter.markdown.replace("11月24日复检，第2项的倍率登记有误", "已经看过")
    assert text != letter.markdown
    edit_letter(hall.desk, hall.clerk, letter.id, text, version=letter.version)


def _corrected_then_emptied(hall: Hall) -> None:
    letter = _correcting(hall)
    submit_letter(hall.desk, hall.clerk, letter.id)
    approve_letter(hall.desk, hall.lead, letter.id)
    answer_point(hall.desk, hall.clerk, hall.reference, 1, AnswerForm(finding="", remedy=""))


SITUATIONS = {
    "nothing written": _nothing_written,
    "drafted": _drafted,
    "written by hand": _written_by_hand,
    "cut out": _cut_out,
    "added after approval": _added_after_approval,
    "emptied after approval": _emptied_after_approval,
    "short with a hole": _short_with_a_hole,
    "short, then more": _short_then_more,
    "corrected with a hole": _corrected_with_a_hole,
    "corrected, then emptied": _corrected_then_emptied,
}


def in_situation(name: str) -> tuple[Hall, State]:
    """A hall in a situation, and its state, to come back to."""
    hall = a_hall()
    SITUATIONS[name](hall)
    return hall, hall.store.state.copy()


def corrected() -> Hall:
    """A hall in which a supplementary reply lacks nothing."""
    hall = a_hall()
    _correcting(hall)
    return hall


def healthy() -> Hall:
    """A hall in which nothing is missing: the way out is open there."""
    hall = a_hall()
    _approved(hall)
    return replace(hall)
