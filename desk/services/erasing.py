"""Erasing: what a customer asks for as far as the law leaves it, and nothing of an open case.

Values are destroyed with their salt; what stays is said with its reason. The row that tells of
it holds no personal value.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from desk.case import Case
from desk.concern import SealedIdentity
from desk.customer import Account, Customer, Draft
from desk.customer_file import CustomerLink, CustomerMerge, Erasure
from desk.enums import CaseStatus, DataKind
from desk.erasing import (
    BY_HAND,
    BY_REQUEST,
    ELSEWHERE,
    NAMESAKE,
    NEEDED_BY_CASES,
    OF_CASE,
    OF_FILE,
    OPEN_CASE,
    PERSONAL,
    RETAINED,
    kept_line,
)
from desk.i18n import _
from desk.ids import new_id
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Document, Letter
from desk.letter.returned import LetterReturn
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.papers import Attachment, Content
from desk.ports import Act
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, service
from desk.services.erasing_beside import erase_beside
from desk.services.merging import file_ids
from desk.services.retention_rules import ends, past
from desk.services.reveal import needed_reason
from desk.staff.model import Actor
from desk.staff.permissions import May

SHORTEST_MARK = 6
"""A number has at least so many characters to be looked for in what is half typed."""


@dataclass
class Wiping:
    """One act that destroys values, and the count of what it destroyed and left."""

    act: Act
    gone: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)

    def wipe(self, row: Any) -> bool:
        """Destroy what is personal in a row; False where nothing was left of it."""
        names = [name for name in PERSONAL[type(row)] if getattr(row, name)]
        if names:
            self.act.erase(row, *names)
            self.gone.update(f"{type(row).__name__}.{name}" for name in names)
        return bool(names)

    def keep(self, kind: DataKind, why: str, count: int, until: str = "") -> None:
        """Note that something had to stay."""
        self.left.append(kept_line(kind, why, count, until))

    @property
    def erased(self) -> tuple[str, ...]:
        """What was destroyed, by kind of row and field."""
        return tuple(f"{name} {count}" for name, count in sorted(self.gone.items()))

    # -- one matter of each kind -----------------------------------------------------------

    def case(self, case: Case) -> None:
        """The words and the people of an ended case; what it was counts on."""
        for kind in OF_CASE:
            for row in self.act.find(kind, case_id=case.id):
                self.wipe(row)
        self.wipe(case)
        self.reindex(case.id)
        self.drafts([case.reference])

    def letter(self, letter: Letter) -> None:
        """A letter with its pages, its earlier versions and how it was delivered."""
        for kind in (LetterReturn, DeliveryAttempt, Document):
            for row in self.act.find(kind, letter_id=letter.id):
                self.wipe(row)
        self.wipe(letter)
        self.reindex(letter.case_id)

    def notice(self, notice: Notice) -> None:
        """For whom a notice was; what it asked for stays."""
        self.wipe(notice)
        for breach in self.act.find(NoticeBreach, notice_id=notice.id):
            self.wipe(breach)

    def content(self, content: Content) -> None:
        """The bytes of a file, and what it was called in each case."""
        self.wipe(content)
        for one in self.act.find(Attachment, sha256=content.sha256):
            self.wipe(one)

    def file(self, customer: Customer, now: datetime, *, in_use: bool = False) -> None:
        """A customer's file; `in_use` leaves what is needed to reach them."""
        for kind in OF_FILE:
            if not (in_use and kind in NEEDED_BY_CASES):
                for row in self.act.find(kind, customer_id=customer.id):
                    self.wipe(row)
        find = self.act.find
        beside: list[Any] = [*find(CustomerLink, customer_id=customer.id)]
        beside += find(CustomerLink, other_id=customer.id)
        beside += find(CustomerMerge, kept_id=customer.id)
        beside += find(CustomerMerge, other_id=customer.id)
        for row in beside:
            self.wipe(row)
        if not in_use:
            self.wipe(customer)
            bare = self.act.get(Customer, customer.id)
            assert bare is not None
            self.act.put(replace(bare, erased_at=now))

    def drafts(self, marks: Iterable[str]) -> None:
        """Throw away what is half typed and names one of these."""
        sought = [mark for mark in marks if len(mark) >= SHORTEST_MARK]
        for draft in self.act.find(Draft):
            text = f"{draft.subject}\n{draft.content}"
            if any(mark in text for mark in sought):
                self.act.remove(draft)
                self.gone["Draft.content"] += 1

    def reindex(self, case_id: str) -> None:
        """Bring the search index in step with what is left of a case."""
        case = self.act.get(Case, case_id)
        if case is not None:
            flow.index(self.act, case)


@service("customer.erase", May.ERASE, whole=True)
def erase_customer(desk: Desk, who: Actor, customer_id: str, asked: str) -> Erasure:
    """Erase what the hall keeps of a customer who asked for it, as far as nothing must stay.

    `asked` says how it was asked for and how we knew them, never who they are. Open cases and
    what is kept as proof stay until their time is over; the answer names them.
    """
    said = needed_reason(asked)
    now = desk.clock.now()
    with desk.store.act(
        "customer.erase", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        done = _erase(desk, act, who, customer_id, said, now)
        act.commit()
    desk.store.scrub()
    return done


@service("customer.erase_preview", May.ERASE, writes=False, whole=True)
def preview_erasure(desk: Desk, who: Actor, customer_id: str) -> Erasure:
    """What erasing would destroy and what it would leave; nothing is changed."""
    now = desk.clock.now()
    with desk.store.act("customer.erase", staff_id=who.staff_id, at=now) as act:
        # The act is given up: it only counts.
        return _erase(desk, act, who, customer_id, "", now)


def _erase(desk: Desk, act: Act, who: Actor, customer_id: str, said: str, now: datetime) -> Erasure:
    files = [act.get(Customer, one) for one in file_ids(act, customer_id)]
    customers = [one for one in files if one is not None]
    if all(one.erased_at is not None for one in customers):
        raise Refusal(
            _("This file was erased already."),
            _("The erase log says when, and what had to stay."),
            code="erased",
        )
    wiping = Wiping(act)
    cases = [case for one in customers for case in act.find(Case, customer_id=one.id)]
    ids = {one.id for one in customers}
    sealed = [row for one in ids for row in act.find(SealedIdentity, customer_id=one)]
    in_use = [case for case in cases if case.status is CaseStatus.OPEN]
    if in_use:
        wiping.keep(DataKind.CASE_RECORD, OPEN_CASE, len(in_use))
        wiping.keep(DataKind.CUSTOMER_FILE, OPEN_CASE, len(customers))
    _cases(desk, wiping, [case for case in cases if case.status is not CaseStatus.OPEN], now)
    _reporter(desk, wiping, sealed, now)
    erase_beside(desk, wiping, customers, (case.id for case in cases), now)
    numbers = {a.number for one in ids for a in act.find(Account, customer_id=one) if a.number}
    _notices(desk, wiping, cases, numbers, now)
    _of_the_name(wiping, {one.name for one in customers if one.name})
    if not in_use:
        phones = {one.phone for one in customers if one.phone}
        wiping.drafts([*ids, *numbers, *phones])
    for customer in customers:
        wiping.file(customer, now, in_use=bool(in_use))
    wiping.keep(DataKind.BACKUP, ELSEWHERE, 0)
    wiping.keep(DataKind.SAVED_FILE, BY_HAND, 0)
    done = Erasure(
        id=new_id(),
        customer_id=customers[0].id,
        ground=BY_REQUEST,
        asked_by=said,
        erased=wiping.erased,
        kept=tuple(wiping.left),
        at=now,
        by=who.staff_id,
    )
    act.add(done)
    return done


def _cases(desk: Desk, wiping: Wiping, ended: list[Case], now: datetime) -> None:
    """Records, letters and files of ended cases: each as long as its own rule says."""
    records, letters, files = [], [], []
    for case in ended:
        closed = case.closed_at or case.registered_at
        if past(desk, DataKind.CASE_RECORD, closed, now):
            wiping.case(case)
        else:
            records.append(closed)
        for letter in wiping.act.find(Letter, case_id=case.id):
            issued = letter.issued_at or letter.made_at
            if past(desk, DataKind.LETTER, issued, now):
                wiping.letter(letter)
            elif letter.markdown:
                letters.append(issued)
        for one in wiping.act.find(Attachment, case_id=case.id):
            shared = {a.case_id for a in wiping.act.find(Attachment, sha256=one.sha256)} - {case.id}
            if past(desk, DataKind.ATTACHMENT, closed, now) and not shared:
                for content in wiping.act.find(Content, sha256=one.sha256):
                    wiping.content(content)
            else:
                files.append(closed)
    for kind, since in (
        (DataKind.CASE_RECORD, records),
        (DataKind.LETTER, letters),
        (DataKind.ATTACHMENT, files),
    ):
        if since:
            wiping.keep(kind, RETAINED, len(since), ends(desk, kind, max(since)))


def _reporter(desk: Desk, wiping: Wiping, sealed: list[SealedIdentity], now: datetime) -> None:
    staying = []
    for row in sealed:
        case = wiping.act.get(Case, row.case_id)
        closed = case.closed_at if case is not None else None
        if closed is not None and past(desk, DataKind.SEALED_IDENTITY, closed, now):
            wiping.wipe(row)
        else:
            staying.append(closed or now)
    if staying:
        kind = DataKind.SEALED_IDENTITY
        wiping.keep(kind, RETAINED, len(staying), ends(desk, kind, max(staying)))


def _of_the_name(wiping: Wiping, names: set[str]) -> None:
    """Notices that only a name ties to the customer: a namesake's must not be destroyed."""
    loose = [
        notice
        for name in names
        for notice in wiping.act.find(Notice, customer_name=name)
        if not notice.case_id and not notice.account_no
    ]
    if loose:
        wiping.keep(DataKind.NOTICE, NAMESAKE, len(loose))


def _notices(
    desk: Desk, wiping: Wiping, cases: list[Case], numbers: set[str], now: datetime
) -> None:
    """Notices of the cases, and those that name one of the accounts."""
    find = wiping.act.find
    named = [notice for case in cases for notice in find(Notice, case_id=case.id)]
    named += [notice for number in sorted(numbers) for notice in find(Notice, account_no=number)]
    found = {notice.id: notice for notice in named}
    still = {case.id for case in cases if case.status is CaseStatus.OPEN}
    staying = []
    for notice in found.values():
        if notice.case_id not in still and past(desk, DataKind.NOTICE, notice.made_at, now):
            wiping.notice(notice)
        elif notice.customer_name or notice.account_no:
            staying.append(notice.made_at)
    if staying:
        until = ends(desk, DataKind.NOTICE, max(staying))
        wiping.keep(DataKind.NOTICE, RETAINED, len(staying), until)
