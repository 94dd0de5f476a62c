"""What tests of the two rules of the counter share: offers, absences, a business of their own."""

from dataclasses import replace
from datetime import timedelta

from desk.enums import AlarmKind, DelegationScope, MaterialState, Scope
from desk.forms import (
    AbsenceForm,
    DelegationForm,
    HandoverForm,
    MaterialForm,
    NoticeForm,
    ReferralForm,
    ReturnForm,
    ScopeForm,
)
from desk.notice.model import Notice
from desk.playbook.playbook import Playbook
from desk.playbook.procedure import Procedure
from desk.services import alarms, custody, notices, presence, scope
from desk.staff.model import Actor
from tests.desk.notice.build import procedure
from tests.desk.services.hall import Hall

ALL_PAPERS = ("account", "form", "deed")
"""What the business of the tests asks the owner for: with these nothing is missing."""


def offer_form(hall: Hall, to: str = "1002", **fields: object) -> HandoverForm:
    """An offer to a staff number; the customer is contacted within four hours."""
    form = HandoverForm(
        to_staff=to,
        matter="请到现场核实电表",
        told="已告诉客户由同事今天下午联系",
        contact_by=hall.clock.now() + timedelta(hours=4),
    )
    return replace(form, **fields)  # type: ignore[arg-type]


def outside_form(hall: Hall) -> HandoverForm:
    """An offer to somebody elsewhere who cannot sign in."""
    return offer_form(hall, "", to_name="何工", to_unit="抢修班", to_phone="0999-5550133")


def passed_to(hall: Hall, ref: str, giver: Actor, receiver: Actor) -> None:
    """A handover, offered and accepted."""
    custody.offer_handover(hall.desk, giver, ref, offer_form(hall, receiver.number))
    custody.accept_handover(hall.desk, receiver, ref)


def away(hall: Hall, who: Actor) -> None:
    """Somebody is away from now on."""
    presence.mark_absent(hall.desk, who, AbsenceForm())


def stands_in(
    hall: Hall, deputy: Actor, absent: Actor, what: DelegationScope = DelegationScope.CASES
) -> None:
    """Somebody stands in for somebody; the lead says so."""
    form = DelegationForm(absent=absent.number, deputy=deputy.number, scope=what)
    presence.delegate(hall.desk, hall.lead, form)


def unclear(hall: Hall, ref: str) -> None:
    """Nobody knows whose matter a case is."""
    scope.assess_scope(hall.desk, hall.clerk, ref, ScopeForm(scope=Scope.UNCLEAR))


def referral_form(**fields: object) -> ReferralForm:
    """A referral to the customer's bank, which was phoned ahead."""
    form = ReferralForm(
        entry="bank",
        phone="0999-5550188",
        called="大堂经理",
        said="带身份证和银行卡来解约",
    )
    return replace(form, **fields)  # type: ignore[arg-type]


def alarms_of(hall: Hall, who: Actor) -> list[AlarmKind]:
    """What somebody has still to see."""
    return [alarm.kind for alarm, _reference in alarms.alarms(hall.desk, who)]


# -- one-time notices of a business that only tests know ------------------------------------


def with_business(hall: Hall, *procedures: Procedure) -> None:
    """Put procedures into the hall's playbook, over those of the same id."""
    _with(hall, hall.desk.playbook.procedures | {p.id: p for p in procedures or (procedure(),)})


def without_business(hall: Hall, procedure_id: str) -> None:
    """Take a procedure out of the hall's playbook."""
    known = hall.desk.playbook.procedures
    _with(hall, {key: each for key, each in known.items() if key != procedure_id})


def _with(hall: Hall, procedures: dict[str, Procedure]) -> None:
    book = hall.desk.playbook
    tables = {**book.tables, "procedure": procedures}
    hall.desk = replace(hall.desk, playbook=Playbook(tables, book.origins, book.fingerprint))


def ticks(*held: str) -> list[MaterialForm]:
    """These papers are here."""
    return [MaterialForm(material=each, state=MaterialState.HELD) for each in held]


def list_form(*held: str, **fields: object) -> NoticeForm:
    """The list of the tests' business for its owner, some papers held."""
    form = NoticeForm(
        procedure="open_window",
        answers={"who": "self"},
        materials=ticks(*held),
        customer_name="柳明月",
        account_no="9900000001",
    )
    return replace(form, **fields)  # type: ignore[arg-type]


def told(hall: Hall, *held: str, **fields: object) -> Notice:
    """A first notice of the tests' business."""
    return notices.make_notice(hall.desk, hall.clerk, list_form(*held, **fields))


def back_with(*held: str, **fields: object) -> ReturnForm:
    """The customer is back with these papers."""
    return replace(ReturnForm(materials=ticks(*held)), **fields)  # type: ignore[arg-type]
