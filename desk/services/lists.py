"""What people look at: the board, one case whole, the search box."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desk.alarm import Alarm
from desk.branch import Branch
from desk.case import Case, CaseClock, Party
from desk.casework import Commitment, Contact
from desk.concern import Concern, owner_of
from desk.custody import Custody, Handover
from desk.customer import Customer
from desk.due_days import DueSpan
from desk.enums import LetterKind, LetterState
from desk.external import ExternalRef
from desk.finding import EVERYTHING, MOST_ASKED, Narrowing
from desk.followup import FollowUp
from desk.incident import Incident, IncidentCase, Restoration
from desk.joint import Signatory
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Letter
from desk.letter.returned import LetterReturn
from desk.notice.model import Notice, NoticeBreach
from desk.papers import Attachment, Paper
from desk.point import IssuePoint
from desk.ports import Book
from desk.raising import Escalation
from desk.record import Amendment, CaseLink, RecordConfirmation, Supplement
from desk.referral import Referral
from desk.reporting import ReportAhead
from desk.services.base import Desk, case_by_reference, service
from desk.services.incident_rows import standing as still_linked
from desk.staff.model import Actor, Staff, counter_in
from desk.staff.permissions import May
from desk.task import Task
from desk.termination import Termination
from desk.text import clean_line
from desk.views import CaseFile, Counts, FoundRow, LetterRow, QueueRow, View


def today_ends(desk: Desk) -> datetime:
    """The last instant of today at the branch."""
    local = desk.hours.local(desk.clock.now())
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=1) - timedelta(microseconds=1)


@service("list.queue", May.READ, writes=False)
def queue(
    desk: Desk,
    who: Actor,
    view: View,
    *,
    due: DueSpan | None = None,
    after: str = "",
    limit: int = 200,
) -> list[QueueRow]:
    """A page of the board; `after` is the cursor of the last row seen.

    `due` narrows what is open to what falls due in it.
    """
    with desk.store.read() as book:
        rows = book.queue(
            view,
            staff_id=who.staff_id,
            now=desk.clock.now(),
            today_ends=today_ends(desk),
            due=due,
            after=after,
            limit=limit,
        )
        return [_with_owner(book, row) if row.about_us else row for row in rows]


def _with_owner(book: Book, row: QueueRow) -> QueueRow:
    concerns = book.find(Concern, case_id=row.case_id)
    return replace(row, holder=owner_of(row.holder_id, row.holder, concerns))


@service("list.counts", May.READ, writes=False)
def counts(desk: Desk, who: Actor) -> Counts:
    """How many cases each view of the board holds."""
    with desk.store.read() as book:
        return book.counts(staff_id=who.staff_id, now=desk.clock.now(), today_ends=today_ends(desk))


@service("list.pulse", May.READ, writes=False)
def pulse(desk: Desk, who: Actor) -> int:
    """A number that grows with every act on the book, whoever did it, at whichever counter."""
    with desk.store.read() as book:
        return book.journal_head()[0]


@service("list.letters", May.READ, writes=False)
def letters_waiting(
    desk: Desk,
    who: Actor,
    states: list[LetterState],
    *,
    kinds: Sequence[LetterKind] = (),
    mine: bool = False,
    newest: bool = False,
    after: str = "",
    limit: int = 200,
) -> list[LetterRow]:
    """Letters in any of these states, oldest or newest first; of these kinds, of own cases."""
    with desk.store.read() as book:
        return book.letters(
            [s.value for s in states],
            kinds=[k.value for k in kinds],
            holder_id=who.staff_id if mine else "",
            newest=newest,
            after=after,
            limit=limit,
        )


@service("list.find", May.READ, writes=False)
def find(
    desk: Desk,
    who: Actor,
    text: str,
    *,
    narrowing: Narrowing = EVERYTHING,
    after: str = "",
    limit: int = 50,
) -> list[FoundRow]:
    """A page of what holds every word of a text: cases, customers and letters, then knowledge.

    What is longer than `MOST_ASKED` is cut; `after` is the cursor of the last row seen.
    """
    from desk.services.known import FIRST, known_rows

    text = clean_line(text)[:MOST_ASKED]
    if not text:
        return []
    rows: list[FoundRow] = []
    if not after.startswith(FIRST):
        with desk.store.read() as book:
            rows = book.find_text(text, narrowing=narrowing, after=after, limit=limit)
    if len(rows) < limit:
        rows += known_rows(desk, text, narrowing, after)[: limit - len(rows)]
    return rows


@service("case.show", May.READ, writes=False)
def case_file(desk: Desk, who: Actor, reference: str) -> CaseFile:
    """Everything about one case, read at one moment."""
    with desk.store.read() as book:
        return read_case(book, reference)


def read_case(book: Book, reference: str) -> CaseFile:
    """The file of a case from a reading or inside an act."""
    case = case_by_reference(book, reference)
    chain = tuple(book.find(Custody, case_id=case.id))
    letters = tuple(book.find(Letter, case_id=case.id))
    contacts = tuple(book.find(Contact, case_id=case.id))
    handovers = tuple(book.find(Handover, case_id=case.id))
    follow_ups = tuple(book.find(FollowUp, case_id=case.id))
    journal = tuple(book.journal(case_id=case.id))
    referrals = tuple(book.find(Referral, case_id=case.id))
    alarms = tuple(book.find(Alarm, case_id=case.id))
    concerns = tuple(book.find(Concern, case_id=case.id))
    reports = tuple(book.find(ReportAhead, case_id=case.id))
    supplements = tuple(book.find(Supplement, case_id=case.id, order="position"))
    papers = tuple(book.find(Paper, case_id=case.id))
    escalations = tuple(book.find(Escalation, case_id=case.id))
    tasks = tuple(book.find(Task, case_id=case.id))
    notices = tuple(book.find(Notice, case_id=case.id))
    again = [notice.id for notice in notices if notice.visit > 1]
    breaches = tuple(b for n in again for b in book.find(NoticeBreach, notice_id=n))
    confirmations = tuple(book.find(RecordConfirmation, case_id=case.id))
    of = still_linked(book.find(IncidentCase, case_id=case.id))
    incidents = [book.get(Incident, one.incident_id) for one in of]
    restorations = tuple(book.find(Restoration, case_id=case.id))
    links = (*book.find(CaseLink, case_id=case.id), *book.find(CaseLink, other_id=case.id))
    standing = tuple(link for link in links if link.ended_at is None)
    others = {i for link in links for i in (link.case_id, link.other_id)} - {case.id}
    beside = {i: other.reference for i in others if (other := book.get(Case, i)) is not None}
    now_beside = {i for link in standing for i in (link.case_id, link.other_id)}
    people = {case.first_responder_id, case.holder_id}
    people |= {span.staff_id for span in chain} | {c.staff_id for c in contacts}
    people |= {h.giver_id for h in handovers} | {f.staff_id for f in follow_ups}
    people |= {h.answered_by or "" for h in handovers}
    people |= {r.made_by for r in referrals} | {r.result_by or "" for r in referrals}
    people |= {a.staff_id or "" for a in alarms} | {a.seen_by or "" for a in alarms}
    people |= {entry.staff_id for entry in journal}
    people |= {c.staff_id for c in concerns} | {r.by for r in reports}
    people |= {t.given_by for t in tasks} | {t.confirmed_by or "" for t in tasks}
    people |= {r.asked_by for r in restorations} | {r.restored_by or "" for r in restorations}
    terminations = tuple(book.find(Termination, case_id=case.id))
    people |= {t.by for t in terminations} | {t.reopened_by or "" for t in terminations}
    people |= {f.seen_by or "" for f in follow_ups} | {case.closed_by or ""}
    people |= {s.by for s in supplements} | {p.received_by for p in papers}
    people |= {p.returned_by or "" for p in papers} | {b.agreed_by or "" for b in breaches}
    people |= {e.done_by or "" for e in escalations}
    people |= {c.witness_id or "" for c in confirmations} | {link.by for link in links}
    people |= {link.ended_by or "" for link in links}
    returns = [one for letter in letters for one in book.find(LetterReturn, letter_id=letter.id)]
    attempts = [
        one for letter in letters for one in book.find(DeliveryAttempt, letter_id=letter.id)
    ]
    people |= {one.staff_id for one in returns} | {one.staff_id for one in attempts}
    people |= {counter_in(entry.note) for entry in journal}
    for letter in letters:
        people |= {letter.author_id, letter.approver_id or "", letter.issued_by or ""}
    staff = [s for s in (book.get(Staff, i) for i in people if i) if s is not None]
    branch = book.find(Branch, limit=1)[0]
    return CaseFile(
        branch=branch,
        case=case,
        customer=book.get(Customer, case.customer_id) if case.customer_id else None,
        parties=tuple(book.find(Party, case_id=case.id, order="id")),
        points=tuple(book.find(IssuePoint, case_id=case.id, order="position")),
        clocks=tuple(book.find(CaseClock, case_id=case.id)),
        chain=chain,
        handovers=handovers,
        contacts=contacts,
        commitments=tuple(book.find(Commitment, case_id=case.id)),
        notices=notices,
        letters=letters,
        returns=tuple(returns),
        attempts=tuple(attempts),
        follow_ups=follow_ups,
        names={s.id: s.name for s in staff},
        numbers={s.id: s.number for s in staff},
        phones={s.id: s.phone for s in staff if s.phone},
        journal=journal,
        referrals=referrals,
        alarms=alarms,
        signatories=tuple(book.find(Signatory, case_id=case.id, order="position")),
        concerns=concerns,
        reports=reports,
        incidents=tuple(one for one in incidents if one is not None),
        restorations=restorations,
        terminations=terminations,
        externals=tuple(book.find(ExternalRef, case_id=case.id)),
        confirmations=confirmations,
        supplements=supplements,
        amendments=tuple(book.find(Amendment, case_id=case.id)),
        links=standing,
        ended_links=tuple(link for link in links if link.ended_at is not None),
        linked={i: number for i, number in beside.items() if i in now_beside},
        unlinked={i: number for i, number in beside.items() if i not in now_beside},
        papers=papers,
        tasks=tasks,
        attachments=tuple(book.find(Attachment, case_id=case.id)),
        escalations=escalations,
        breaches=breaches,
    )
