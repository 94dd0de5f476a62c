"""A minute's inquiry: asked and answered at the window, registered and closed in one act."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk.case import Case
from desk.enums import FACE_TO_FACE, CaseKind, ClockKind, Conclusion, PointKind, RemedyBy, Topic
from desk.forms import CaseForm, CustomerForm, PointForm
from desk.forms_counter import InquiryForm
from desk.i18n import N_, _, say
from desk.playbook.entries import Outcome
from desk.point import IssuePoint
from desk.ports import Act
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, service
from desk.services.closing import end_case
from desk.services.incident_rows import incident_of
from desk.services.intake import registered
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

LONGEST_ANSWER = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquired:
    """What the clerk reads out: number and topic; `repeated` when it was kept before."""

    case_id: str
    reference: str
    lookup_code: str
    topic: Topic
    answer: str
    repeated: bool = False


@service("case.inquire", May.REGISTER)
def inquire(desk: Desk, who: Actor, form: InquiryForm, *, request_id: str = "") -> Inquired:
    """Register a question with its answer and close it, whole or not at all.

    The closing table decides: a question that needs a letter or a call-back is refused here and
    registered in full. A second call with the same `request_id` changes nothing.
    """
    asked = clean_line(form.asked)
    if not asked:
        raise Refusal(
            _("It is not said yet what was asked."),
            _("One line is enough."),
            field="asked",
            code="missing",
        )
    answer, basis = _answer(desk, form)
    topic = form.topic or _topic(desk, asked)
    _closes_at_once(desk, form)
    form_of_case = CaseForm(
        kind=CaseKind.INQUIRY,
        channel=form.channel,
        topic=topic,
        narrative=asked,
        points=[PointForm(kind=PointKind.QUESTION, matter=asked)],
        customer_id=form.customer_id,
        customer=_customer(form),
        anonymous=not form.customer_id and not clean_line(form.customer_name),
        account_no=form.account_no,
        told=answer,
        incident=form.incident,
        letter_language=form.letter_language,
    )

    def then(act: Act, case: Case, now: datetime) -> None:
        [point] = act.find(IssuePoint, case_id=case.id)
        remedy = N_("Answered at once. Whoever wants to know more asks again with this number.")
        act.put(
            replace(
                point,
                finding=answer,
                basis=basis,
                conclusion=Conclusion.EXPLAINED,
                remedy=say(remedy, case.letter_language),
                remedy_by=RemedyBy.CUSTOMER,
                answered_by=who.staff_id,
                answered_at=now,
            )
        )
        flow.meet(act, case.id, (ClockKind.FIRST_CONTACT, ClockKind.REPLY), now)
        end_case(desk, act, case, who, now)

    done = registered("case.inquire", desk, who, form_of_case, request_id, then)
    return Inquired(
        case_id=done.case_id,
        reference=done.reference,
        lookup_code=done.lookup_code,
        topic=topic,
        answer=answer,
        repeated=done.repeated,
    )


def _answer(desk: Desk, form: InquiryForm) -> tuple[str, str]:
    """The answer in words, and by which script it was said."""
    script = None
    if form.script:
        script = desk.book_in(form.letter_language).scripts.get(clean_line(form.script))
        if script is None:
            raise Refusal(
                _("There is no script “{name}” in the playbook.").format(
                    name=clean_line(form.script)
                ),
                _("There are: {names}.").format(names=_(", ").join(desk.playbook.scripts)),
                field="script",
                code="no_such_script",
            )
    answer = clean_line(form.answer) or (script.text if script else _of_incident(desk, form))
    if not answer:
        raise Refusal(
            _("The answer is missing."),
            _("Take a script by its number, or write what you said."),
            field="answer",
            code="missing",
        )
    if len(answer) > LONGEST_ANSWER:
        raise Refusal(
            _("An answer at the window has at most {most} characters.").format(most=LONGEST_ANSWER),
            _("What takes longer is registered in full."),
            field="answer",
            code="too_long",
        )
    return answer, script.title if script is not None else ""


def _of_incident(desk: Desk, form: InquiryForm) -> str:
    """What all counters say of the incident that was asked about."""
    if not clean_line(form.incident):
        return ""
    with desk.store.read() as book:
        return incident_of(book, form.incident).script


def _topic(desk: Desk, asked: str) -> Topic:
    from desk.suggest import Suggester

    return Suggester(desk.playbook).suggest(asked).topic


def _closes_at_once(desk: Desk, form: InquiryForm) -> None:
    """Refuse what the closing table does not let go with a word at the window."""
    rule = desk.playbook.closing_for(
        CaseKind.INQUIRY,
        form.channel,
        Outcome.AT_WINDOW,
        desk.hours.day_of(desk.clock.now()),
    )
    if form.channel not in FACE_TO_FACE or rule.letters or rule.approval or rule.follow_up:
        raise Refusal(
            _("An inquiry that came this way needs more than a word at the window."),
            _("Register it in full; what is typed here can be taken along."),
            field="channel",
            code="needs_more",
        )


def _customer(form: InquiryForm) -> CustomerForm | None:
    if form.customer_id or not clean_line(form.customer_name):
        return None
    return CustomerForm(name=form.customer_name, phone=form.phone, account_no=form.account_no)
