"""Answered cases and their letters at any step of the way, and how a test gets in front of them."""

from contextlib import suppress
from datetime import date
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from desk.enums import Conclusion, Role, Topic
from desk.forms import AnswerForm, CaseForm, CustomerForm, DeliveryForm, PointForm
from desk.letter.life import Letter
from desk.services import delivery, letters, outgoing
from desk.services.intake import register_case
from desk.services.points import answer_point
from desk.staff.model import Actor, Staff, actor_of
from screens.app import DeskApp
from screens.approvals.screen import ApprovalsScreen
from screens.reply.screen import ReplyScreen
from tests.builders import a_staff
from tests.screens.a_case import POINTS, read
from tests.screens.hall import Hall, _hash, put, settle

NARRATIVE = "排队排了一个钟头，窗口只开了一个，叫号也听不见，要求多开窗口，收费到底几点截止？"
FINDING = "11月20日上午十点到十一点半只开了两个窗口，排号记录显示最长等候五十二分钟。"
ANSWERS: tuple[AnswerForm, ...] = (
    AnswerForm(
        finding=FINDING,
        conclusion=Conclusion.SUBSTANTIATED,
        apology="让您久等，我们向您诚恳道歉。",
        remedy="即日起每天十点到十一点半加开一个窗口。",
        remedy_owner="营业班 方远",
        remedy_done_on=date(2026, 11, 23),
    ),
    AnswerForm(
        finding="叫号音量已在现场核对，东侧座位听不清。",
        conclusion=Conclusion.GRANTED,
        remedy="东侧加装一只喇叭。",
        remedy_owner="后勤 石工",
        remedy_due=date(2026, 11, 30),
    ),
    AnswerForm(
        finding="收费窗口周一至周五八点半开门，十七点截止。",
        conclusion=Conclusion.EXPLAINED,
        remedy="您也可以在手机上交费，全天都行。",
        remedy_owner="营业班 林小满",
        remedy_done_on=date(2026, 11, 23),
    ),
)
MATTERS = ("排队等候将近一个钟头", "要求让东侧也听得见叫号", "收费几点截止")


def a_second_lead(hall: Hall) -> Staff:
    """Another shift lead, with the PIN of the hall."""
    lead = a_staff("2002", Role.LEAD, name="苏禾", pin_hash=_hash())
    put(hall, lead)
    return lead


def clerk(hall: Hall) -> Actor:
    return actor_of(hall.clerk)


def lead(hall: Hall) -> Actor:
    return actor_of(hall.lead)


def answered(
    hall: Hall, *, upto: int = 3, name: str = "柳明月", by: Actor | None = None, **changes: Any
) -> str:
    """A case with three points, the first `upto` of them answered; its reference.

    `changes` are fields of the registration; `matters` are other words of the points.
    """
    who = by or clerk(hall)
    matters = changes.pop("matters", MATTERS)
    form = {
        "topic": Topic.QUEUEING,
        "narrative": NARRATIVE,
        "customer": CustomerForm(name=name, salutation="女士", phone="13900000001"),
        "told": "三个工作日内给您书面答复",
        "points": [
            PointForm(kind=kind, matter=matter)
            for (kind, _words), matter in zip(POINTS, matters, strict=False)
        ],
        **changes,
    }
    reference = register_case(hall.desk, who, CaseForm(**form)).reference
    for position, answer in enumerate(ANSWERS[:upto], 1):
        answer_point(hall.desk, who, reference, position, answer)
    return reference


def letter_of(hall: Hall, reference: str) -> Letter:
    """The reply as it stands in the book."""
    letter = read(hall, reference).reply
    assert letter is not None
    return letter


def submitted(hall: Hall, reference: str, by: Actor | None = None) -> Letter:
    """The reply, submitted."""
    who = by or clerk(hall)
    draft = letters.draft_letter(hall.desk, who, reference)
    return letters.submit_letter(hall.desk, who, draft.id)


def approved(hall: Hall, reference: str) -> Letter:
    """The reply, approved by the lead."""
    return letters.approve_letter(hall.desk, lead(hall), submitted(hall, reference).id)


def issued(hall: Hall, reference: str) -> Letter:
    """The reply with its number."""
    return letters.issue_letter(hall.desk, lead(hall), approved(hall, reference).id)


def printed(hall: Hall, reference: str) -> Letter:
    """The reply on paper."""
    letter = issued(hall, reference)
    return outgoing.confirm_printed(hall.desk, lead(hall), letter.id, elsewhere="二楼打印机")


def delivered(hall: Hall, reference: str) -> Letter:
    """The reply in the customer's hand."""
    from desk.enums import Delivery

    form = DeliveryForm(delivery=Delivery.BY_HAND)
    return delivery.deliver_letter(hall.desk, clerk(hall), printed(hall, reference).id, form)


async def at_reply(
    pilot: Pilot[None], hall: Hall, reference: str, who: Staff | None = None
) -> ReplyScreen:
    """Be signed in, by default as the clerk, and in front of the reply of a case."""
    _here(pilot, who or hall.clerk).go("reply", reference)
    await drawn(pilot)
    return reply_of(pilot)


def _here(pilot: Pilot[None], who: Staff) -> DeskApp:
    """The application with somebody signed in by no key: signing in has tests of its own."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    app.actor = actor_of(who)
    return app


def reply_of(pilot: Pilot[None]) -> ReplyScreen:
    """The reply room on the screen."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ReplyScreen)
    return screen


async def at_letters(pilot: Pilot[None], hall: Hall, who: Staff | None = None) -> ApprovalsScreen:
    """Be signed in, by default as the lead, and in front of the letters."""
    _here(pilot, who or hall.lead).go("approvals")
    await drawn(pilot)
    return letters_of(pilot)


def letters_of(pilot: Pilot[None]) -> ApprovalsScreen:
    """The room of letters on the screen."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ApprovalsScreen)
    return screen


async def drawn(pilot: Pilot[None]) -> None:
    """Wait for what was asked, for what waits for a pause, and for what that asks."""
    with suppress(WorkerCancelled):
        await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.13)
    await settle(pilot)


def seen(pilot: Pilot[None]) -> str:
    """Everything on the screen, without its spaces and frames."""
    from tests.screens.a_case import text_of

    return "".join(c for c in text_of(pilot) if c not in " \u00a0\n│╭╮╰╯─┃┏┓┗┛━")
