"""A reply with one point unanswered cannot be issued by any route, whatever services there are."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product

import pytest
from argon2 import PasswordHasher

import desk.services
from desk.enums import (
    CardCame,
    Conclusion,
    Confirmation,
    ContactWay,
    Delivery,
    ExternalSource,
    LetterKind,
    LetterState,
    Rating,
    ReportTo,
    Scope,
)
from desk.forms import (
    AnswerForm,
    AttemptForm,
    ContactForm,
    DeliveryForm,
    FollowUpForm,
    LetterForm,
    ReceiptForm,
    ReferralForm,
    ResultForm,
    ScopeForm,
)
from desk.forms_counter import AmendForm, ExternalForm, RecordForm, ReportForm, WithdrawForm
from desk.forms_incident import ShareForm
from desk.forms_loop import CardForm, ReopenForm, TerminationForm
from desk.letter.kinds import APPROVED
from desk.refusals import Refusal
from desk.services.base import SERVICES
from desk.services.print_runs import RunForm
from tests.journeys.half_answered import (
    ADDED,
    HALF,
    SITUATIONS,
    Hall,
    corrected,
    healthy,
    in_situation,
)

for _module in pkgutil.iter_modules(desk.services.__path__):
    importlib.import_module(f"desk.services.{_module.name}")

Arguments = Callable[[Hall], list[tuple[object, ...]]]


def _letter(*more: object) -> Arguments:
    return lambda hall: [(hall.letter_id, *more)]


def _case(*more: object) -> Arguments:
    return lambda hall: [(hall.reference, *more)]


def _edits(hall: Hall) -> list[tuple[object, ...]]:
    version = hall.letters[-1].version if hall.letters else 1
    return [(hall.letter_id, "# 答复\n\n都已办好。\n", version)]


def _drafts(hall: Hall) -> list[tuple[object, ...]]:
    said = LetterForm(reason="原答复有误，更正如下", done="已到现场核对")
    return [(hall.reference,), *((hall.reference, kind, said) for kind in APPROVED)]


TERMINATION = TerminationForm(
    ground="in_court",
    basis="法院受理通知书",
    beyond="要求十倍赔偿",
    told_way=ContactWay.PHONE,
)


def _shares(hall: Hall) -> list[tuple[object, ...]]:
    """Words that say nothing, a finding alone, a conclusion of another kind, all of it empty."""
    shared = (
        ShareForm(finding="同上", remedy="已处理", conclusion=Conclusion.GRANTED),
        ShareForm(finding="登记的表号与现场一致"),
        ShareForm(finding="略", remedy="见上", conclusion=Conclusion.SUBSTANTIATED),
        ShareForm(finding="", remedy=""),
    )
    return [(hall.incident, form) for form in shared]


ROUTES: dict[str, Arguments] = {
    "case.amend": _case(AmendForm(field="address", value="柳林巷8号", reason="听错")),
    "case.annul": _case("写错"),
    "case.close": _case(),
    "case.result": _case(ResultForm(result="已办结", advice=["请放心"])),
    "case.scope": _case(ScopeForm(scope=Scope.OUTSIDE_UNIT, note="转办")),
    "case.decide_scope": _case(ScopeForm(scope=Scope.OURS, note="由我们办理")),
    "case.refer": _case(ReferralForm(entry="market_supervision", called="值班员", said="可以去")),
    "case.supplement": _case("上个月也是这样"),
    "case.take_over": _case(),
    "case.report": _case(ReportForm(receiver=ReportTo.SUPERIOR, number="7")),
    "external.add": _case(ExternalForm(source=ExternalSource.CITY_12345, number="A7")),
    "external.report_back": _case("A7", "已办结"),
    "case.withdraw": _case(
        WithdrawForm(words="不追究了", confirmation=RecordForm(how=Confirmation.SIGNED))
    ),
    "referral.result": _case("已办结"),
    "case.concern": _case(("9001",)),
    "case.contact": _case(ContactForm(way=ContactWay.PHONE, text="都已办好")),
    "case.terminate": _case(TERMINATION),
    "case.reopen": _case(ReopenForm(facts="找到了短信", reason="时间不一致")),
    "followup.card": _case(CardForm(came=CardCame.BY_POST, satisfied=True)),
    "followup.record": _case(FollowUpForm(reached=True, satisfied=True)),
    "incident.share": _shares,
    "letter.acknowledge": _case(),
    "letter.answer_remark": _letter(1),
    "letter.approve": _letter(),
    "letter.confirm_printed": _letter(),
    "letter.attempt": _letter(AttemptForm(note="无人应门")),
    "letter.countersign": _letter(ReceiptForm(rating=Rating.SATISFIED)),
    "letter.deliver": _letter(DeliveryForm(delivery=Delivery.BY_HAND)),
    "letter.card": _case(),
    "letter.discard": _letter("不用了"),
    "letter.draft": _drafts,
    "letter.edit": _edits,
    "letter.issue": _letter(),
    "letter.issue_alone": _letter(),
    "letter.print_as": _letter(),
    "letter.record": _case(),
    "letter.return": _letter("请再写一写"),
    "letter.submit": _letter(),
    "letter.void": _letter("写错"),
    "print.begin": lambda hall: [([hall.letter_id], RunForm(printer="folder"))],
    "point.add": _case(ADDED),
    "point.answer": lambda hall: [
        (hall.reference, len(hall.points), form)
        for form in (HALF, AnswerForm(finding=""), AnswerForm(remedy="已办结"))
    ],
}
"""Services that touch a case or its letters, each with what it is tried with."""

ELSEWHERE: dict[str, str] = {
    "alarm.seen": "touches a reminder alone",
    **dict.fromkeys(
        ("clock.pause", "clock.resume", "clock.agree"), "moves a date, answers nothing"
    ),
    **dict.fromkeys(("calendar.change", "calendar.recount"), "moves dates, answers nothing"),
    "insight.served": "says how many customers are served",
    "clock.confirm": "says that the computer's clock is right",
    "clock.extend": "drafts a holding letter, which answers nothing",
    **dict.fromkeys(
        ("shift.close", "shift.take", "visit.seen"), "counts and signs, touches no case"
    ),
    "blank.print": "takes numbers for forms to be filled in by hand",
    "blank.spoil": "touches a form filled in by hand alone",
    "blank.use": "names the form a case was taken down on",
    "case.register": "makes another case",
    **dict.fromkeys(
        ("task.give", "task.accept", "task.return", "task.withdraw", "task.confirm"),
        "a part in the hands of a department, answers nothing",
    ),
    "task.done": "keeps what a department found out; the answer is written by whoever takes it up",
    "case.promise": "adds a promise beside the points",
    **dict.fromkeys(
        ("promise.agree", "promise.break", "promise.decline"), "ends a promise beside the points"
    ),
    "case.keep_promise": "ends a promise beside the points",
    "case.inquire": "makes another case, which needs no letter",
    "case.confirm_record": "says how the record was confirmed, answers nothing",
    "letter.copies": "copies what is issued already",
    **dict.fromkeys(("escalation.raise", "escalation.done"), "raises a case, answers no point"),
    **dict.fromkeys(
        ("backup.make", "backup.clear", "backup.rule"), "copies the book, changes nothing in it"
    ),
    "encryption.note": "an entry about the file of the book, touches no case",
    "case.link": "names two cases beside each other",
    "case.unlink": "two cases stand beside each other no longer, answers nothing",
    "case.move": "says whose the case is, answers nothing",
    "case.attach": "a file beside the record, answers nothing",
    "paper.receive": "a paper on a list, answers nothing",
    "paper.return": "a paper on a list, answers nothing",
    "case.join": "names more people, answers nothing",
    "case.represent": "says who speaks for all, answers nothing",
    "case.leave": "a signature taken back, answers nothing",
    "customer.add": "touches no case",
    **dict.fromkeys(
        ("customer.attend", "customer.care", "customer.end_attention", "customer.end_care"),
        "touches what is known of a customer alone",
    ),
    **dict.fromkeys(
        ("customer.same", "customer.end_same", "customer.merge", "customer.unmerge"),
        "says which files are of one customer",
    ),
    "customer.special_care": "touches what is known of a customer alone",
    **dict.fromkeys(
        (
            *("customer.account", "customer.contact", "customer.correct", "customer.end_contact"),
            *("customer.end_note", "customer.key_account", "customer.note", "customer.operate"),
            "customer.relation",
        ),
        "touches what is known of a customer alone",
    ),
    "case.digest": "shows the case, and keeps the look alone",
    **dict.fromkeys(
        ("hall.event", "hall.note", "hall.report", "hall.seen"),
        "tells what happens in the hall, answers nothing",
    ),
    **dict.fromkeys(
        (
            *("incident.declare", "incident.update", "incident.estimate", "incident.script"),
            *("incident.read", "incident.report", "incident.close", "incident.reopen"),
        ),
        "touches an incident, which answers no point",
    ),
    **dict.fromkeys(
        ("incident.link", "incident.unlink"), "says what a case belongs to, answers nothing"
    ),
    **dict.fromkeys(
        ("case.restore_first", "case.restored", "case.drop_restore"),
        "says who has power, answers nothing",
    ),
    "draft.discard": "touches what is being typed, not the record",
    "draft.park": "touches what is being typed, not the record",
    "draft.pass_on": "touches what is being typed, not the record",
    "draft.save": "touches what is being typed, not the record",
    "identity.reveal": "shows who reported, answers nothing",
    **dict.fromkeys(
        ("customer.reveal", "customer.copy", "customer.copy_page", "case.reveal", "list.reveal"),
        "shows numbers in full, and keeps the look alone",
    ),
    "list.export": "gives a list out, and keeps the look alone",
    "import.run": "takes a list of customers in, touches no case",
    **dict.fromkeys(
        ("customer.erase", "retention.run", "retention.clean"),
        "destroys what was said, answers nothing",
    ),
    "handover.accept": "changes who holds the case, no answer and no letter",
    "handover.decline": "changes the offer alone",
    "handover.offer": "changes the offer alone",
    "handover.withdraw": "changes the offer alone",
    "notice.cannot": "makes a notice, which answers nothing",
    "notice.confirm": "touches a notice, which answers nothing",
    "notice.make": "makes a notice, which answers nothing",
    "notice.return": "makes a notice, which answers nothing",
    **dict.fromkeys(
        ("print.next", "print.lost", "print.resume", "print.end", "print.confirm"),
        "works on a run, and a run takes issued letters alone",
    ),
    "case.large_print": "says in what size papers are printed",
    "party.add": "names more people, answers nothing",
    "party.prove": "notes a paper somebody acts by, answers nothing",
    "seal.use": "touches the picture of the seal alone",
    "staff.absent": "lets offers lapse, no answer and no letter",
    "staff.add": "touches no case",
    "staff.change_pin": "touches no case",
    "staff.delegate": "touches no case",
    "staff.disable": "touches no case",
    "staff.present": "touches no case",
    **dict.fromkeys(
        ("staff.reset_pin", "staff.change", "staff.take_back", "staff.seal"), "touches no case"
    ),
    "staff.hand_on": "changes who holds cases, no answer and no letter",
    "template.adopt": "words letters that come later, which are checked like any other",
    "template.back": "words letters that come later, which are checked like any other",
}
"""Services that write and cannot bring a letter on its way, each with its reason."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.staff.pin._hasher", PasswordHasher(1, 8, 1))


def tries(hall: Hall, name: str) -> Iterator[Callable[[], object]]:
    """Every way to call a service in this hall, by clerk and by lead."""
    for who in (hall.clerk, hall.lead):
        for arguments in ROUTES[name](hall):
            keywords: dict[str, object] = {}
            if name == "letter.edit":
                *plain, version = arguments
                arguments, keywords = tuple(plain), {"version": version}
            run = SERVICES[name].run
            yield lambda run=run, who=who, a=arguments, k=keywords: run(hall.desk, who, *a, **k)  # type: ignore[misc]


def attempt(hall: Hall, name: str) -> None:
    for call in list(tries(hall, name)):
        with suppress(Refusal):
            call()


def test_every_service_that_writes_is_known_here() -> None:
    writing = {name for name, service in SERVICES.items() if service.writes}
    assert writing == ROUTES.keys() | ELSEWHERE.keys()
    assert not ROUTES.keys() & ELSEWHERE.keys()


def test_the_way_out_is_open_when_nothing_is_missing() -> None:
    hall = healthy()
    hall.climb()
    assert hall.letters[-1].state is LetterState.ISSUED
    assert hall.went_out() == []


def test_the_way_out_is_open_for_a_whole_correction() -> None:
    hall = corrected()
    hall.climb()
    assert [one.state for one in hall.letters] == [LetterState.ISSUED] * 2
    assert hall.letters[-1].kind is LetterKind.SUPPLEMENTARY_REPLY
    assert hall.went_out() == []


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_service_lets_a_half_answered_reply_out(situation: str) -> None:
    hall, state = in_situation(situation)
    hall.climb()
    assert hall.went_out() == [], "by the ordinary steps"
    for name in ROUTES:
        hall.store.state = state.copy()
        attempt(hall, name)
        assert hall.went_out() == [], name
        hall.climb()
        assert hall.went_out() == [], f"{name}, then the ordinary steps"


BETWEEN = ("letter.edit", "letter.draft", "letter.submit", "letter.approve", "letter.return")


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_two_services_together_let_it_out(situation: str) -> None:
    hall, state = in_situation(situation)
    for pair in product((*BETWEEN, "point.add", "point.answer"), BETWEEN):
        hall.store.state = state.copy()
        for name in pair:
            attempt(hall, name)
        for name in ("letter.approve", "letter.issue"):
            attempt(hall, name)
        assert hall.went_out() == [], pair
