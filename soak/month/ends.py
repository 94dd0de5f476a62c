"""How a customer is heard after the reply, and what comes of it."""

from collections.abc import Generator
from dataclasses import replace
from datetime import datetime
from random import Random

from db.samples import handling
from db.samples.past import Past
from db.samples.schedule import Life
from desk.enums import CardCame, Conclusion, ContactWay, LetterState, PointKind
from desk.forms import AnswerForm, FollowUpForm
from desk.forms_loop import CardForm, ReopenForm, TerminationForm
from desk.letter.kinds import ANSWERING
from desk.letter.life import Letter
from desk.services import cards, closing, slips, terminating
from desk.staff.model import Actor
from soak.month.hall import Later, Month
from soak.month.writing import done, replied, settle

HAPPY = CardForm(came=CardCame.BY_POST, satisfied=True, attitude=5, speed=4, result=4, clarity=5)
SAD = CardForm(came=CardCame.BY_HAND, satisfied=False, result=2, words="说得不够细")
END = TerminationForm(
    ground="beyond_rules",
    basis="《供电营业规则》及本市销售电价表",
    beyond="仍要求十倍赔偿，超出规定和合同约定。",
    told_way=ContactWay.PHONE,
)

NEW = ReopenForm(
    facts="客户找到了当天的停电短信，与登记的时间不一致",
    kind=PointKind.ALLEGATION,
    reason="原来认定的时间要重新核对",
)
FOUND_TRUE = AnswerForm(
    finding="经调取短信平台记录，短信发送时间与客户所述一致。",
    basis="短信平台发送记录",
    conclusion=Conclusion.SUBSTANTIATED,
    remedy="已按短信时间更正停电记录，并当面告知客户。",
    remedy_owner="营业班",
    apology="登记有误，我们诚恳致歉。",
)


def heard(
    month: Month, past: Past, later: Later, reference: str, clerks: tuple[Actor, ...], lead: Actor
) -> Generator[datetime, None, bool]:
    """The customer is asked, as the twist wants it; whether the service ended with it."""
    yield later(1)
    if past.twist in ("service ended", "new facts"):
        return (yield from _given_up(month, past, later, reference, clerks, lead))
    if past.twist in ("card", "bad card"):
        slips.make_card(month.desk, month.caller(reference, *clerks), reference)
        yield later(2)
    if past.twist == "unreached":
        nobody = FollowUpForm(reached=False, words="无人接听")
        closing.record_follow_up(month.desk, month.caller(reference, *clerks), reference, nobody)
        yield later(1)
    if past.twist == "card":
        happy_card(month, reference, month.caller(reference, *clerks))
        return False
    if past.twist == "bad card":
        cards.record_card(month.desk, month.caller(reference, *clerks), reference, SAD)
        month.note("cards")
        month.note("taken up again")
        yield from _answered_again(month, past, later, reference, lead)
        yield later(1)
    if past.twist == "dissatisfied":
        _unhappy(month, reference, clerks)
        yield from _answered_again(month, past, later, reference, lead)
        yield later(1)
    caller = month.caller(reference, *clerks)
    handling.call_back(month.hall, Random(past.number), caller, reference)
    return False


def may_have_card(month: Month, reference: str) -> bool:
    """Whether a reply is in the customer's hands, so that a card can be about it."""
    case = month.case(reference)
    with month.desk.store.read() as book:
        found = book.find(Letter, case_id=case.id)
    arrived = (LetterState.DELIVERED, LetterState.COUNTERSIGNED)
    return any(one.kind in ANSWERING and one.state in arrived for one in found)


def happy_card(month: Month, reference: str, who: Actor) -> None:
    """A card of somebody content is typed in."""
    cards.record_card(month.desk, who, reference, HAPPY)
    month.note("cards")


def _unhappy(month: Month, reference: str, clerks: tuple[Actor, ...]) -> None:
    unhappy = FollowUpForm(reached=True, satisfied=False, result=2, words="说得不够细")
    closing.record_follow_up(month.desk, month.caller(reference, *clerks), reference, unhappy)
    month.note("taken up again")


def _answered_again(month: Month, past: Past, later: Later, reference: str, lead: Actor) -> Life:
    yield later(1)
    first = replace(past.answers[0], finding=f"{past.answers[0].finding}复核结果一致。")
    whole = done(month, first)
    handling.answer(month.hall, month.holder(reference), reference, 1, whole)
    yield from replied(month, later, reference, lead)


def _given_up(
    month: Month, past: Past, later: Later, reference: str, clerks: tuple[Actor, ...], lead: Actor
) -> Generator[datetime, None, bool]:
    """Twice answered, twice dissatisfied: the manager ends it; new facts may take it up again."""
    _unhappy(month, reference, clerks)
    yield from _answered_again(month, past, later, reference, lead)
    yield later(1)
    _unhappy(month, reference, clerks)
    yield later()
    settle(month, reference)
    terminating.terminate(month.desk, month.hall.manager, reference, END)
    month.note("terminated")
    if past.twist != "new facts":
        return True
    yield later(2)
    terminating.reopen(month.desk, lead, reference, NEW)
    month.note("taken up again")
    month.note("new facts")
    yield later(1)
    position = len(past.answers) + 1
    form = done(month, FOUND_TRUE)
    handling.answer(month.hall, month.holder(reference), reference, position, form)
    yield from replied(month, later, reference, lead)
    yield later(1)
    caller = month.caller(reference, *clerks)
    handling.call_back(month.hall, Random(past.number), caller, reference)
    return False
