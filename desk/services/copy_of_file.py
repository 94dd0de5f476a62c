"""The customer's right to a copy: what is kept about them, in words they can read.

What others told of themselves, whom it was about among us, moods and our judgements of people
are no part of it. A case that is not there for whoever makes the copy is not in it either.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk.case import Case
from desk.customer import Account, Customer
from desk.customer_file import CustomerContact, Operation, Reveal
from desk.enums import LetterState
from desk.erasing import kept_for
from desk.i18n import N_, _, current
from desk.ids import new_id
from desk.labels import label
from desk.letter.chain import InnerKind
from desk.letter.hall_papers import FileCopyFacts, KeptFacts, KeptPartFacts
from desk.letter.life import Letter
from desk.notice import Notice
from desk.point import IssuePoint
from desk.ports import Book
from desk.refusals import Refusal
from desk.saying import say_moment
from desk.services.base import Desk, service
from desk.services.composing import composed
from desk.services.facts import unit_of
from desk.services.merging import file_ids
from desk.services.pages import Page, page, slip_layout
from desk.services.reveal import needed_reason
from desk.staff.model import Actor
from desk.staff.permissions import May

if TYPE_CHECKING:
    from desk.playbook.retention import RetentionRule

OUT = (LetterState.ISSUED, LetterState.PRINTED, LetterState.DELIVERED, LetterState.COUNTERSIGNED)
RIGHTS = N_(
    "You may ask us to put right what is wrong and to erase what need not be kept; "
    "a refusal comes with its reason."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a copy: what it is about, and name and value line by line."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerCopy:
    """Everything that is kept about a customer, to be handed to them."""

    made_at: datetime
    sections: tuple[Section, ...]
    rights: str

    def text(self) -> str:
        """As plain text, a section after the other."""
        blocks = [
            "\n".join((one.title, *(f"  {name}  {value}" for name, value in one.lines)))
            for one in self.sections
        ]
        return "\n\n".join((*blocks, self.rights)) + "\n"


@service("customer.copy", May.REVEAL)
def copy_of_file(desk: Desk, who: Actor, customer_id: str, reason: str) -> CustomerCopy:
    """A copy of what is kept about a customer, numbers in full; the look is kept.

    `reason` says how it was asked for and how we knew them.
    """
    why = needed_reason(reason)
    now = desk.clock.now()
    with desk.store.act(
        "customer.copy", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        files = [act.get(Customer, one) for one in file_ids(act, customer_id)]
        customers = [one for one in files if one is not None]
        if all(one.erased_at is not None for one in customers):
            raise Refusal(
                _("This file was erased already."),
                _("The erase log says when, and what had to stay."),
                code="erased",
            )
        made = _Copy(desk, act).of(customers, now)
        kept = customers[0].id
        act.add(Reveal(id=new_id(), customer_id=kept, reason=why, at=now, by=who.staff_id))
        act.commit()
    return made


@service("customer.copy_page", May.REVEAL)
def copy_page(desk: Desk, who: Actor, customer_id: str, reason: str) -> Page:
    """The same copy as a paper to be handed over; the look is kept."""
    made = copy_of_file(desk, who, customer_id, reason)
    language = current()
    facts = FileCopyFacts(
        language=language,
        unit=unit_of(desk, desk.branch, language),
        made_at=desk.hours.local(made.made_at),
        parts=tuple(
            KeptPartFacts(
                title=one.title,
                lines=tuple(KeptFacts(name=name, value=value) for name, value in one.lines),
            )
            for one in made.sections
        ),
        rights=made.rights,
    )
    with desk.store.read() as book:
        markdown = composed(book, InnerKind.FILE_COPY, facts).markdown
    day = desk.hours.day_of(made.made_at)
    return page(
        InnerKind.FILE_COPY,
        facts,
        markdown=markdown,
        # Two customers of one day must not lie in one file.
        number=f"{desk.branch.code}-K-{day:%Y%m%d}-{customer_id[-6:]}",
        issued_on=day,
        layout=slip_layout(desk),
    )


class _Copy:
    """Reads one customer's rows and says them."""

    def __init__(self, desk: Desk, book: Book) -> None:
        self._desk = desk
        self._book = book

    def of(self, customers: list[Customer], now: datetime) -> CustomerCopy:
        sections = [part for one in customers for part in self._file(one)]
        for one in customers:
            for case in self._book.find(Case, customer_id=one.id, order="received_at"):
                sections.append(self._case(case))
        sections.append(self._how_long())
        return CustomerCopy(made_at=now, sections=tuple(sections), rights=_(RIGHTS))

    def _at(self, at: datetime) -> str:
        return say_moment(self._desk.hours.local(at), current())

    def _file(self, one: Customer) -> list[Section]:
        find = self._book.find
        who = _section(
            _("What we have on file of you"),
            (_("Name"), f"{one.name} {one.printed_name} {one.salutation}"),
            (_("Kind of customer"), label(one.nature)),
            (_("Customer number"), one.number),
            (_("Phone"), one.phone),
            (_("Address"), one.address),
            (_("Special care"), one.special_care),
            (_("On file since"), self._at(one.made_at)),
        )
        accounts = [
            _section(
                _("Supply account"),
                (_("Account"), account.number),
                (_("Address"), account.address),
                (_("Meter"), account.meter_no),
                (_("Supply"), f"{account.supply_class} {account.supply_area}"),
            )
            for account in find(Account, customer_id=one.id)
            if account.number
        ]
        # Who they are and how they are reached is their own.
        reached = [c.relation or "…" for c in find(CustomerContact, customer_id=one.id)]
        through = _section(_("Can be reached through"), *(("·", each) for each in reached))
        done = _section(
            _("What we noted of our contacts"),
            *(
                (self._at(each.at), f"{label(each.way)} {each.place} {each.done}")
                for each in find(Operation, customer_id=one.id, order="at")
            ),
        )
        return [part for part in (who, *accounts, through, done) if part.lines]

    def _case(self, case: Case) -> Section:
        find = self._book.find
        letters = [letter for letter in find(Letter, case_id=case.id) if letter.state in OUT]
        answered = any(letter.kind.value.endswith("reply") for letter in letters)
        lines = [
            (_("Received"), self._at(case.received_at)),
            (_("Kind"), f"{label(case.kind)} · {label(case.topic)}"),
            (_("Your words"), case.narrative),
            (_("What you asked for"), case.remedy_sought),
            (_("Told to you"), case.told),
            (_("Stage"), label(case.stage)),
        ]
        for point in find(IssuePoint, case_id=case.id, order="position"):
            said: tuple[str, ...] = (point.matter,)
            if answered:
                outcome = label(point.conclusion) if point.conclusion else ""
                said = (point.matter, point.finding, outcome, point.remedy)
            lines.append((f"{point.position}.", " — ".join(filter(None, said))))
        lines += [(label(letter.kind), letter.number) for letter in letters if letter.number]
        lines += [(n.title, n.number) for n in find(Notice, case_id=case.id)]
        return _section(_("Case {reference}").format(reference=case.reference), *lines)

    def _how_long(self) -> Section:
        today = self._desk.hours.day_of(self._desk.clock.now())
        rules: list[RetentionRule] = [
            rule for rule in self._desk.spoken.retention.values() if rule.in_force(today)
        ]
        return _section(
            _("How long we keep it, as this hall has settled"),
            *((r.label, kept_for(r.months, r.since)) for r in rules),
        )


def _section(title: str, *lines: tuple[str, str]) -> Section:
    kept = ((name, " ".join(value.split())) for name, value in lines)
    return Section(title=title, lines=tuple((name, value) for name, value in kept if value))
