"""A customer's file in memory: the record gone through row by row, as the book must count it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Any

from db.mapping import instant
from desk.case import Case, CaseClock
from desk.casework import Commitment, Contact
from desk.custody import Handover
from desk.customer import Account, Customer
from desk.customer_file import Operation
from desk.enums import AttemptResult, CaseStatus, ContactWay, Delivery
from desk.external import ExternalRef
from desk.followup import FollowUp
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Letter
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.operations import HANDED_OVER, UNMET, WAYS, Happened, OperationLine
from desk.papers import Paper
from desk.point import IssuePoint
from desk.record import RecordConfirmation, Supplement
from desk.referral import Referral
from desk.staff.model import Staff
from desk.views_file import CustomerCase, CustomerFigures, Promises, Scores

if TYPE_CHECKING:
    from tests.fakes import FakeBook

Key = tuple[str, str, str]
REACHED = (AttemptResult.DELIVERED, AttemptResult.SENT, AttemptResult.REFUSED)


def _mine(book: "FakeBook", files: Sequence[str], hidden: Sequence[str]) -> list[Case]:
    return [c for f in files for c in book.find(Case, customer_id=f) if c.id not in hidden]


def cases_of(
    book: "FakeBook", files: Sequence[str], after: str, limit: int, hidden: Sequence[str]
) -> list[CustomerCase]:
    """The cases of these files, newest first."""
    order = list(book.state.rows[Case])
    found = []
    for case in _mine(book, files, hidden):
        points = book.find(IssuePoint, case_id=case.id)
        staff = book.get(Staff, case.holder_id)
        key = (instant(case.received_at), order.index(case.id) + 1)
        row = CustomerCase(
            case_id=case.id,
            reference=case.reference,
            kind=case.kind,
            topic=case.topic,
            stage=case.stage,
            status=case.status,
            received_at=case.received_at,
            due_at=case.due_at,
            points=len(points),
            answered=sum(bool(p.finding and p.conclusion and p.remedy) for p in points),
            holder=staff.name if staff else "",
            cursor=f"{key[0]}|{key[1]}",
        )
        found.append((key, row))
    found.sort(key=lambda one: one[0], reverse=True)
    rows = [row for _key, row in found]
    start = [row.cursor for row in rows].index(after) + 1 if after else 0
    return rows[start : start + limit]


def _lines(
    book: "FakeBook", files: Sequence[str], hidden: Sequence[str]
) -> Iterator[tuple[Happened, str, datetime, dict[str, Any]]]:
    """What happened, id of the row, when, and the fields of the line."""
    in_person = ContactWay.IN_PERSON
    for case in _mine(book, files, hidden):
        ref = {"case_id": case.id, "reference": case.reference}

        def line(what: Happened, row: Any, at: datetime, *, of: Any = ref, **more: Any) -> Any:
            return what, row.id, at, {**of, **more}

        yield line(
            Happened.REGISTERED,
            case,
            case.received_at,
            staff=case.first_responder_id,
            way=WAYS[case.channel],
            code=case.kind,
            text=case.narrative,
        )
        for c in book.find(Contact, case_id=case.id):
            told = {"staff": c.staff_id, "way": c.way, "text": c.text}
            if c.reminder:
                yield line(Happened.REMINDER, c, c.at, **told)
                continue
            place = case.address if c.way is ContactWay.SITE_VISIT else ""
            code = "from_customer" if c.from_customer else ""
            yield line(Happened.CONTACT, c, c.at, **told, place=place, code=code, reached=c.reached)
        for n in book.find(Notice, case_id=case.id):
            yield line(Happened.NOTICE, n, n.made_at, **_notice(n))
        for letter in book.find(Letter, case_id=case.id):
            said = {"number": letter.number}
            for a in book.find(DeliveryAttempt, letter_id=letter.id):
                post = a.way is Delivery.POST
                yield line(
                    Happened.LETTER,
                    a,
                    a.at,
                    **said,
                    staff=a.staff_id,
                    way=ContactWay.LETTER if post else in_person,
                    code=f"{letter.kind} {a.result}",
                    text=a.note,
                    reached=a.result in REACHED,
                )
            if letter.issued_at and letter.kind in HANDED_OVER:
                yield line(
                    Happened.SLIP,
                    letter,
                    letter.issued_at,
                    **said,
                    staff=letter.issued_by,
                    way=in_person,
                    code=letter.kind,
                )
            if letter.delivered_at and letter.delivery in UNMET:
                yield line(
                    Happened.SETTLED,
                    letter,
                    letter.delivered_at,
                    **said,
                    code=f"{letter.kind} {letter.delivery}",
                    text=letter.delivery_note,
                    reached=False,
                )
            if letter.countersigned_at:
                yield line(
                    Happened.RECEIPT, letter, letter.countersigned_at, **said, code=letter.kind
                )
        for f in book.find(FollowUp, case_id=case.id):
            code = {True: "satisfied", False: "dissatisfied", None: ""}[f.satisfied]
            way = ContactWay.LETTER if f.volunteered else ContactWay.PHONE
            yield line(
                Happened.FOLLOW_UP,
                f,
                f.at,
                staff=f.staff_id,
                way=way,
                code=code,
                text=f.words,
                reached=f.reached,
                volunteered=f.volunteered,
            )
        for h in book.find(Handover, case_id=case.id):
            if h.told:
                more = {"staff": h.giver_id, "code": h.state, "number": h.receiver_name}
                yield line(Happened.HANDOVER, h, h.offered_at, **more, text=h.told)
        for s in book.find(Supplement, case_id=case.id):
            yield line(Happened.SUPPLEMENT, s, s.at, staff=s.by, number=s.told_by, text=s.text)
        for r in book.find(RecordConfirmation, case_id=case.id):
            code = f"{r.what} {r.how}"
            yield line(
                Happened.CONFIRMED, r, r.at, staff=r.by, way=in_person, code=code, text=r.reason
            )
        for p in book.find(Paper, case_id=case.id):
            paper = {"way": in_person, "text": p.name}
            yield line(Happened.PAPER_LEFT, p, p.received_at, staff=p.received_by, **paper)
            if p.returned_at:
                back = {**paper, "staff": p.returned_by, "number": p.returned_to}
                yield line(Happened.PAPER_BACK, p, p.returned_at, **back)
        for x in book.find(Referral, case_id=case.id):
            yield line(
                Happened.REFERRAL,
                x,
                x.made_at,
                staff=x.made_by,
                way=in_person,
                number=x.unit,
                text=x.why,
            )
        for e in book.find(ExternalRef, case_id=case.id):
            more = {"staff": e.made_by, "code": e.source, "number": e.number, "text": e.note}
            yield line(Happened.ELSEWHERE, e, e.received_at, **more)
        for i in book.find(IssuePoint, case_id=case.id):
            if i.remedy_done_on and i.answered_at:
                yield line(
                    Happened.REMEDY,
                    i,
                    i.answered_at,
                    staff=i.answered_by,
                    place=case.address,
                    code=i.remedy_done_on.isoformat(),
                    number=i.remedy_owner,
                    text=i.remedy,
                    cost_fen=i.amount_fen,
                )
    yield from _beside_cases(book, files, hidden)


def _notice(notice: Notice) -> dict[str, Any]:
    way = ContactWay.PHONE if notice.oral else ContactWay.IN_PERSON
    said = {"code": notice.kind, "number": notice.number, "text": notice.title}
    return {"staff": notice.told_by, "way": way, **said}


def _notices_alone(book: "FakeBook", files: Sequence[str]) -> list[Notice]:
    names = {c.name for f in files if (c := book.get(Customer, f)) is not None}
    accounts = {a.number for f in files for a in book.find(Account, customer_id=f)}
    return [
        n
        for n in book.find(Notice, case_id=None)
        if n.account_no and n.account_no in accounts and n.customer_name in names
    ]


def _beside_cases(
    book: "FakeBook", files: Sequence[str], hidden: Sequence[str]
) -> Iterator[tuple[Happened, str, datetime, dict[str, Any]]]:
    for n in _notices_alone(book, files):
        yield Happened.NOTICE, n.id, n.made_at, _notice(n)
    for o in [o for f in files for o in book.find(Operation, customer_id=f)]:
        if o.case_id in hidden:
            continue
        case = book.get(Case, o.case_id or "")
        seen = case is not None and case.customer_id in files
        of = {"case_id": case.id, "reference": case.reference} if case and seen else {}
        said = {"staff": o.by, "way": o.way, "place": o.place, "text": o.done}
        cost = {"energy_kwh": o.energy_kwh, "cost_fen": o.cost_fen, "volunteered": o.volunteered}
        yield Happened.OPERATION, o.id, o.at, {**of, **said, **cost}


def operations_of(
    book: "FakeBook", files: Sequence[str], after: str, limit: int, hidden: Sequence[str]
) -> list[OperationLine]:
    """The operation record of these files, newest first."""
    rows: list[tuple[Key, OperationLine]] = []
    for happened, row_id, at, fields in _lines(book, files, hidden):
        key = (instant(at), happened.value, row_id)
        staff = book.get(Staff, fields.pop("staff", None) or "")
        name = staff.name if staff else ""
        line = OperationLine(
            row_id=row_id, happened=happened, at=at, staff=name, cursor="|".join(key), **fields
        )
        rows.append((key, line))
    rows.sort(key=lambda one: one[0], reverse=True)
    found = [line for _key, line in rows]
    start = [line.cursor for line in found].index(after) + 1 if after else 0
    return found[start : start + limit]


def figures_of(
    book: "FakeBook",
    files: Sequence[str],
    *,
    since: datetime | None,
    now: datetime,
    today: date,
    zone_minutes: int,
    repeat_days: int,
    hidden: Sequence[str],
) -> CustomerFigures:
    """What is counted, one row after the other."""
    known = [c for c in _mine(book, files, hidden) if c.status is not CaseStatus.ANNULLED]
    cases = [c for c in known if since is None or c.received_at >= since]
    ids = [c.id for c in cases]

    def rows(kind: Any) -> list[Any]:
        return [row for case_id in ids for row in book.find(kind, case_id=case_id)]

    def late(case: Case) -> bool:
        clocks = book.find(CaseClock, case_id=case.id)
        return any(k.verdict == "late" or (not k.verdict and k.due_at < now) for k in clocks)

    def repeats(case: Case) -> bool:
        # Of the one just before on the same topic; rows at one moment follow as they came.
        same = sorted((c for c in known if c.topic is case.topic), key=lambda c: c.received_at)
        at = same.index(case)
        gap = case.received_at - same[at - 1].received_at if at else None
        return gap is not None and gap <= timedelta(days=repeat_days)

    follow_ups = rows(FollowUp)
    promises = rows(Commitment)
    open_ = [p for p in promises if p.kept_on is None and not p.broken_reason]
    points = rows(IssuePoint)
    notices = rows(Notice)
    alone = _notices_alone(book, files)
    means = {}
    for name in ("attitude", "speed", "result", "clarity"):
        given = [score for f in follow_ups if (score := getattr(f, name)) is not None]
        if given:
            means[name] = fmean(given)
    return CustomerFigures(
        cases=len(cases),
        open=sum(c.status is CaseStatus.OPEN for c in cases),
        late=sum(map(late, cases)),
        repeats=sum(map(repeats, cases)),
        by_kind=Counter(c.kind for c in cases),
        by_topic=Counter(c.topic for c in cases),
        by_status=Counter(c.status for c in cases),
        by_outcome=Counter(p.conclusion for p in points if p.conclusion is not None),
        by_year=Counter((c.received_at + _zone(zone_minutes, c)).year for c in cases),
        reminders=sum(c.reminder for c in rows(Contact)),
        notices=len(notices) + sum(since is None or n.made_at >= since for n in alone),
        breaches=sum(len(book.find(NoticeBreach, notice_id=n.id)) for n in notices),
        paid_fen=sum(p.amount_fen or 0 for p in points if p.remedy_done_on),
        scores=Scores(
            len(follow_ups),
            sum(f.reached for f in follow_ups),
            sum(f.satisfied is True for f in follow_ups),
            sum(f.satisfied is False for f in follow_ups),
            sum(f.volunteered for f in follow_ups),
            means=means,
            ratings=Counter(f.rating for f in follow_ups if f.rating is not None),
        ),
        promises=Promises(
            len(open_),
            sum(p.due_on < today for p in open_),
            sum(p.kept_on is not None for p in promises),
            sum(p.kept_on is None and bool(p.broken_reason) for p in promises),
        ),
    )


def _zone(minutes: int, case: Case) -> timedelta:
    """What makes a moment, whatever its zone, the wall clock of the branch."""
    own = case.received_at.utcoffset() or timedelta()
    return timedelta(minutes=minutes) - own
