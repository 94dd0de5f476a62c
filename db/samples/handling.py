"""The steps of handling a case, as the demo's people take them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from db.samples.people import Hall
from desk.enums import Conclusion, Delivery, LetterState, PointKind
from desk.forms import AnswerForm, DeliveryForm, FollowUpForm
from desk.forms_counter import ReportForm
from desk.gates import gates_of
from desk.letter.life import Letter
from desk.services import (
    closing,
    delivery,
    escalating,
    letters,
    lists,
    outgoing,
    points,
    receipts,
    reports,
)
from desk.staff.model import Actor


def working_moment(hall: Hall, at: datetime) -> datetime:
    """`at`, or the next moment at which the doors are open."""
    for opens, _closes in hall.desk.hours.open_after(at, hall.desk.calendar):
        return max(opens, at)
    return at


def later(hall: Hall, rng: Random, at: datetime, days: int = 0) -> datetime:
    """Some minutes later in opening hours, and `days` working days on."""
    zone = hall.desk.hours.tz
    if days:
        day = hall.desk.calendar.add_working_days(at.astimezone(zone).date(), days)
        at = datetime(day.year, day.month, day.day, 9, 0, tzinfo=zone)
    return working_moment(hall, at + timedelta(minutes=rng.randint(6, 150)))


def answer(hall: Hall, who: Actor, reference: str, position: int, form: AnswerForm) -> None:
    """Answer a point, with every check on record that the gates of the trade ask for."""
    desk = hall.desk
    file = lists.case_file(desk, who, reference)
    today = desk.hours.day_of(hall.clock.now())
    gates = gates_of(desk.playbook, file.case.topic, file.points[position - 1], today)
    asked = [check.id for gate in gates for check in gate.checks]
    points.answer_point(
        desk, who, reference, position, replace(form, checks=[*(form.checks or []), *asked])
    )


def report_ahead(hall: Hall, who: Actor, reference: str) -> None:
    """Tell those on the phone whom the playbook names for a case like this, if it names any."""
    for receiver in reports.to_report(hall.desk, who, reference).receivers:
        number = f"{hall.desk.hours.day_of(hall.clock.now()):%Y%m%d}-{reference[-4:]}"
        form = ReportForm(receiver=receiver, person="值班员", number=number, said="已记录")
        reports.report_ahead(hall.desk, who, reference, form)


def submit(hall: Hall, who: Actor, reference: str) -> Letter:
    """Draft and submit the reply."""
    letter = letters.draft_letter(hall.desk, who, reference)
    return letters.submit_letter(hall.desk, who, letter.id)


def issue(hall: Hall, lead: Actor, letter_id: str) -> Letter:
    """Approve and issue."""
    letters.approve_letter(hall.desk, lead, letter_id)
    return letters.issue_letter(hall.desk, lead, letter_id)


def print_out(hall: Hall, lead: Actor, letter_id: str) -> None:
    """Confirm the paper, which a printer of the hall made."""
    outgoing.confirm_printed(hall.desk, lead, letter_id, elsewhere="营业厅一楼打印机")


def deliver(hall: Hall, who: Actor, letter_id: str) -> None:
    """Hand the letter over."""
    form = DeliveryForm(delivery=Delivery.BY_HAND)
    delivery.deliver_letter(hall.desk, who, letter_id, form)


def call_back(hall: Hall, rng: Random, who: Actor, reference: str) -> None:
    """Call back a customer who is content, more or less."""
    scores = [rng.choice((4, 5, 5)) for _score in range(4)]
    form = FollowUpForm(
        reached=True,
        satisfied=True,
        attitude=scores[0],
        speed=scores[1],
        result=scores[2],
        clarity=scores[3],
        words=rng.choice(("满意", "处理得还行", "说得清楚", "没意见", "谢谢")),
    )
    closing.record_follow_up(hall.desk, who, reference, form)


CONCLUSION_OF = {
    PointKind.ALLEGATION: Conclusion.SUBSTANTIATED,
    PointKind.REQUEST: Conclusion.GRANTED,
    PointKind.QUESTION: Conclusion.EXPLAINED,
}


def spoken(day: date) -> str:
    """A day as it is written in a letter: 3月5日."""
    return f"{day.month}月{day.day}日"


def receipt_back(hall: Hall, who: Actor, reference: str) -> None:
    """The customer's signed receipt comes back, where a letter was delivered."""
    letter = lists.case_file(hall.desk, who, reference).reply
    if letter is not None and letter.state is LetterState.DELIVERED:
        receipts.countersign_letter(hall.desk, who, letter.id)


def answer_raised(hall: Hall, reference: str) -> None:
    """The manager answers for whatever raised a case, so that it can end."""
    escalating.catch_up(hall.desk, reference)
    while waiting := [
        one.escalation
        for one in escalating.escalations(hall.desk, hall.manager, reference)
        if one.escalation.done_at is None
    ]:
        for one in waiting:
            note = "已向客户致歉，问明原因并督促办理"
            escalating.answer_escalation(hall.desk, hall.manager, reference, one.id, note)
