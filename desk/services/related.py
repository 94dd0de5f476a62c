"""Earlier cases that may belong beside a new one, each with why; how often it came before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk.case import Case
from desk.customer import Account
from desk.enums import CaseKind, Topic
from desk.i18n import _, current, ngettext
from desk.playbook.files import RelatedRule
from desk.ports import Book
from desk.related import Beside, Near, NearCase, Reason, Related
from desk.saying import joined
from desk.services.base import Desk, case_by_reference, service
from desk.services.customers import KnownCustomer
from desk.services.merging import file_ids
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line
from desk.whereabouts import whereabouts

ASKING = (CaseKind.INQUIRY, CaseKind.OPINION, CaseKind.SUGGESTION, CaseKind.REPAIR)
"""What comes before a complaint when it is not heard."""
MOST = 12
"""Lines at most, whatever the reasons."""
ORDER = tuple(Reason)
"""The strongest reason first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is known of the case beside which others are looked for; all of it may be missing."""

    customer_id: str = ""
    account_no: str = ""
    address: str = ""
    topic: Topic | None = None
    kind: CaseKind | None = None
    at: datetime | None = None
    """When it was received; None for now."""
    but: str = ""
    """The id of the case itself."""


@service("case.beside", May.READ, writes=False)
def beside(desk: Desk, who: Actor, subject: Subject) -> Beside:
    """Cases that may belong beside one that is being typed, the strongest reason first."""
    with desk.store.read() as book:
        return _beside(desk, book, subject)


@service("case.related", May.READ, writes=False)
def related(desk: Desk, who: Actor, reference: str) -> Beside:
    """Cases that may belong beside one on record."""
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        subject = Subject(
            customer_id=case.customer_id or "",
            account_no=case.account_no,
            address=case.address,
            topic=case.topic,
            kind=case.kind,
            at=case.received_at,
            but=case.id,
        )
        return replace(_beside(desk, book, subject), times=case.times)


def times_at_registration(desk: Desk, book: Book, case: Case, known: KnownCustomer) -> int:
    """Which time the customer of a new case brings its topic, within the days of the playbook."""
    rule = desk.playbook.related_rules.get(Reason.REPEAT)
    if rule is None or case.customer_id is None or known.customer in known.new_rows:
        return 1
    ids = file_ids(book, case.customer_id)
    since = case.received_at - timedelta(days=rule.days)
    return 1 + book.repeats(ids, case.topic, since=since, until=case.received_at, but=case.id)


def _beside(desk: Desk, book: Book, subject: Subject) -> Beside:
    rules = desk.spoken.related_rules
    at = subject.at or desk.clock.now()
    ids = file_ids(book, subject.customer_id) if subject.customer_id else ()
    found: dict[str, tuple[NearCase, set[Reason]]] = {}

    def take(reason: Reason, near: Near, values: Sequence[str]) -> list[NearCase]:
        rule = rules.get(reason)
        if rule is None or not any(values):
            return []
        since = at - timedelta(days=rule.days)
        most = rule.most + 1 if subject.but else rule.most
        cases = [
            one
            for one in book.near_cases(near, values, since=since, limit=most)
            if one.case_id != subject.but
        ][: rule.most]
        for one in cases:
            found.setdefault(one.case_id, (one, set()))[1].add(reason)
        return cases

    numbers = _numbers(book, ids, subject)
    accounts = [a for number in numbers for a in book.find(Account, number=number)]
    house = whereabouts(clean_line(subject.address))
    take(Reason.CUSTOMER, Near.CUSTOMER, ids)
    take(Reason.ACCOUNT, Near.ACCOUNT, numbers)
    take(Reason.METER, Near.METER, _each(a.meter_no for a in accounts))
    take(Reason.ADDRESS, Near.PLACE, (house.place,))
    take(Reason.NEIGHBOUR, Near.NEXT, house.beside())
    take(Reason.AREA, Near.AREA, _each(a.supply_area for a in accounts))
    times, inquiries, reminders = 1, 0, 0
    if subject.topic is not None:
        _mark_repeats(found, rules, subject.topic, ids, house.place, at)
        if (repeat := rules.get(Reason.REPEAT)) and not subject.but:
            since = at - timedelta(days=repeat.days)
            times += book.repeats(ids, subject.topic, since=since, until=at)
        inquiries, reminders = _asked_before(book, rules, subject, ids, at)
    lines = [
        Related(case=one, reasons=tuple(sorted(reasons, key=ORDER.index)), why="")
        for one, reasons in found.values()
    ]
    lines.sort(key=lambda line: line.case.received_at, reverse=True)
    lines.sort(key=lambda line: (not line.case.open, ORDER.index(line.reason)))
    return Beside(
        cases=tuple(replace(line, why=_why(line.reasons, rules)) for line in lines[:MOST]),
        times=times,
        days=rules[Reason.REPEAT].days if Reason.REPEAT in rules else 0,
        inquiries=inquiries,
        reminders=reminders,
        warning=_warning(rules, subject, inquiries, reminders),
    )


def _numbers(book: Book, ids: Sequence[str], subject: Subject) -> tuple[str, ...]:
    """The account numbers it may be about: the one that was named, else all of the customer."""
    if named := clean_line(subject.account_no):
        return (named,)
    return _each(a.number for one in ids for a in book.find(Account, customer_id=one, limit=20))


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _mark_repeats(
    found: dict[str, tuple[NearCase, set[Reason]]],
    rules: dict[Reason, RelatedRule],
    topic: Topic,
    ids: Sequence[str],
    place: str,
    at: datetime,
) -> None:
    """Say of the cases that were found which are the same topic over again."""
    for one, reasons in found.values():
        if one.topic is not topic:
            continue
        mine, here = one.customer_id in ids, bool(place) and one.place == place
        for reason, holds in ((Reason.REPEAT, mine), (Reason.ADDRESS_REPEAT, here and not mine)):
            rule = rules.get(reason)
            if holds and rule and at - timedelta(days=rule.days) <= one.received_at <= at:
                reasons.add(reason)


def _asked_before(
    book: Book,
    rules: dict[Reason, RelatedRule],
    subject: Subject,
    ids: Sequence[str],
    at: datetime,
) -> tuple[int, int]:
    """How often the customer asked about the topic, and reminded us of it, before they complain."""
    rule = rules.get(Reason.BEFORE_COMPLAINT)
    if rule is None or not ids or subject.kind is not CaseKind.COMPLAINT:
        return 0, 0
    since = at - timedelta(days=rule.days)
    earlier = [
        one
        for one in book.near_cases(Near.CUSTOMER, ids, since=since, limit=50)
        if one.case_id != subject.but
        and one.topic is subject.topic
        and since <= one.received_at <= at
    ]
    return sum(one.kind in ASKING for one in earlier), sum(one.reminders for one in earlier)


def _warning(
    rules: dict[Reason, RelatedRule], subject: Subject, inquiries: int, reminders: int
) -> str:
    rule = rules.get(Reason.BEFORE_COMPLAINT)
    if rule is None or inquiries + reminders < rule.at_least:
        return ""
    asked = ngettext("{n} inquiry", "{n} inquiries", inquiries).format(n=inquiries)
    reminded = ngettext("{n} reminder", "{n} reminders", reminders).format(n=reminders)
    counted = joined(
        (text for text, n in ((asked, inquiries), (reminded, reminders)) if n), current()
    )
    return _("{what}: {counted} in {days} days").format(
        what=rule.label, counted=counted, days=rule.days
    )


def _why(reasons: Sequence[Reason], rules: dict[Reason, RelatedRule]) -> str:
    """The reasons in words; what a stronger one says already is not said again."""
    told = [reason for reason in reasons if reason in rules]
    if Reason.REPEAT in told:
        told = [r for r in told if r is not Reason.CUSTOMER]
    if Reason.CUSTOMER in told or Reason.REPEAT in told:
        told = [r for r in told if r in (Reason.CUSTOMER, Reason.REPEAT)]
    if Reason.ADDRESS_REPEAT in told or Reason.ADDRESS in told:
        told = [r for r in told if r not in (Reason.NEIGHBOUR, Reason.AREA)]
    if Reason.ADDRESS_REPEAT in told:
        told = [r for r in told if r is not Reason.ADDRESS]
    return joined((rules[reason].label for reason in told), current())
