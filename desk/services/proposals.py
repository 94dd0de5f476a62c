"""What may be proposed for the answer to a point, with nothing of another customer in it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from desk.case import Case, Party
from desk.customer import Account, Customer
from desk.enums import Conclusion, TaskState
from desk.i18n import _
from desk.joint import Signatory
from desk.letter.wording import bare
from desk.point import IssuePoint
from desk.ports import Book
from desk.proposals import Origin, Proposal, apologies, from_playbook, similarity
from desk.services import incident_facts
from desk.services.base import Desk, case_by_reference, service
from desk.services.departments import shown_as
from desk.services.points import point_at
from desk.slots import marked, opened, useful
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.task import Task

if TYPE_CHECKING:
    from desk.letter.facts import PointFacts

MOST = 8
"""Earlier replies that are proposed."""
NEAREST = 12
"""Percent that two matters have in common at least for one to be proposed to the other."""
ALIKE = 40
"""Percent that a text and its source have in common at least."""
_FIELDS = ("finding", "remedy")


@service("point.propose", May.READ, writes=False)
def propose(
    desk: Desk,
    who: Actor,
    reference: str,
    position: int,
    *,
    concluded: Conclusion | None = None,
) -> list[Proposal]:
    """Proposals for one point, the nearest first: earlier replies, then what the playbook holds.

    `concluded` is a conclusion that is chosen and not saved yet.
    """
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        point = point_at(book, case, position)
        earlier = list(_earlier(desk, book, case, point, NEAREST))
        going_on = incident_facts.proposals(desk, book, case)
        earlier.sort(key=lambda one: -one.similarity)
        results = list(_results(desk, book, case, point))
    playbook = desk.book_in(case.letter_language)
    return [
        *results,
        *going_on,
        *earlier[: MOST * 2],
        *from_playbook(playbook, case.topic, point.kind, point.matter),
        *apologies(
            playbook,
            case.topic,
            case.mood,
            concluded or point.conclusion,
            desk.hours.day_of(desk.clock.now()),
        ),
    ]


def _results(desk: Desk, book: Book, case: Case, point: IssuePoint) -> Iterator[Proposal]:
    """What departments found out in this case: first for this point, then for the case as a whole.

    It is written for us, not for the customer, so it says whose words they are and keeps a slot
    until somebody has made them ours.
    """
    done = [task for task in book.find(Task, case_id=case.id) if task.state is TaskState.DONE]
    done = [task for task in done if task.point_id in (point.id, None)]
    for task in sorted(done, key=lambda one: one.point_id is None):
        yield Proposal(
            origin=Origin.TASK,
            source=f"{task.number} {shown_as(desk, task.department)}",
            field="finding",
            text=marked(" ".join(task.result.split()), case.letter_language),
        )


def sources(desk: Desk, book: Book, case: Case, point: IssuePoint, text: str) -> list[Proposal]:
    """The proposals of which `text`, which holds no slot, may be a mere copy."""
    playbook = desk.book_in(case.letter_language)
    texts = from_playbook(playbook, case.topic, point.kind, point.matter)
    return [*texts, *_earlier(desk, book, case, point, 0, like=text)]


def _earlier(
    desk: Desk, book: Book, case: Case, point: IssuePoint, nearest: int, *, like: str = ""
) -> Iterator[Proposal]:
    """From replies that went out, each text once; `like` this text and no others, if given."""
    seen: set[str] = set()
    for found in book.precedents(case.topic, language=case.letter_language):
        if found.case_id == case.id:
            continue
        named: tuple[set[str], set[str]] | None = None
        for answer in _answers(found.facts):
            near = similarity(answer.matter, point.matter)
            if answer.kind is not point.kind or near < nearest:
                continue
            said = [one for one in _FIELDS if not like or _alike(getattr(answer, one), like)]
            if not said or not _still_in_force(desk, book, found.case_id, answer):
                continue
            named = named or _named(book, found.case_id)
            for field in said:
                was = getattr(answer, field)
                text = opened(was, case.letter_language, names=named[0], addresses=named[1])
                # What held nobody's data may well be right for the next customer too.
                if bare(text) in seen or not useful(text) or (like and was in text):
                    continue
                seen.add(bare(text))
                yield Proposal(
                    origin=Origin.EARLIER,
                    source=_("{number}, point {position}").format(
                        number=found.number, position=answer.position
                    ),
                    field=field,
                    text=text,
                    similarity=near,
                )


def _alike(text: str, other: str) -> bool:
    """A cheap look whether one text may be the other without what was particular."""
    return text != other and similarity(text, other) >= ALIKE


@lru_cache(maxsize=256)
def _answers(facts: str) -> "tuple[PointFacts, ...]":
    from desk.letter.codec import facts_from_json
    from desk.letter.facts import ReplyFacts

    read = facts_from_json(facts)
    return read.points if isinstance(read, ReplyFacts) else ()


def _still_in_force(desk: Desk, book: Book, case_id: str, answer: "PointFacts") -> bool:
    """Whether every article that the answer rested on may be cited today."""
    today = desk.hours.day_of(desk.clock.now())
    points = book.find(IssuePoint, case_id=case_id, position=answer.position, limit=1)
    articles = desk.playbook.articles
    return all(
        (article := articles.get(one)) is not None and article.in_force(today)
        for point in points
        for one in point.articles
    )


def _named(book: Book, case_id: str) -> tuple[set[str], set[str]]:
    """Names and numbers of the people of a case and of our own, and its addresses."""
    case = book.get(Case, case_id)
    assert case is not None
    parties = book.find(Party, case_id=case_id)
    names = {party.name for party in parties} | {party.phone for party in parties}
    names |= {staff.name for staff in book.find(Staff)} | {case.account_no, case.reference}
    signed = book.find(Signatory, case_id=case_id)
    for one in signed:
        names |= {one.name, one.phone, one.account_no}
    addresses = (
        {one.address for one in signed} | {case.address} | {party.address for party in parties}
    )
    if case.customer_id and (customer := book.get(Customer, case.customer_id)):
        names |= {customer.name, customer.phone}
        addresses.add(customer.address)
        for account in book.find(Account, customer_id=customer.id):
            names |= {account.number, account.meter_no, account.supply_area}
            addresses.add(account.address)
    return names, addresses
