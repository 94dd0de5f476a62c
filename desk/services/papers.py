"""Papers of the counter that are no letters: referral slips and the chain of a case."""

from desk.case import Case
from desk.enums import LetterKind, NoticeKind
from desk.i18n import _, current
from desk.letter.facts import InnerKind, PaperFacts, PaperKind
from desk.notice.model import Notice, NoticeBreach
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.chain_facts import chain_facts
from desk.services.composing import composed
from desk.services.lists import read_case
from desk.services.pages import Page, page, slip_layout
from desk.services.slip_facts import (
    notice_facts,
    postponement_facts,
    referral_facts,
)
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May


@service("referral.page", May.READ, writes=False)
def referral_page(desk: Desk, who: Actor, reference: str, *, large: bool | None = None) -> Page:
    """The slip (转介单) of the latest referral; `large` None: as the customer wishes."""
    with desk.store.read() as book:
        file = read_case(book, reference)
        responder = book.get(Staff, file.case.first_responder_id)
        if not file.referrals:
            raise Refusal(
                _("Nobody was referred anywhere in this case."),
                _("Refer the customer first: whom you called there, and what they said."),
                code="no_referral",
            )
        referral = file.referrals[-1]
        said = referral_facts(desk, file, referral, responder)
        markdown = composed(book, LetterKind.REFERRAL, said).markdown
    large = file.case.large_print if large is None else large
    return page(
        LetterKind.REFERRAL,
        said,
        markdown=markdown,
        number=f"{file.case.reference}-Z{len(file.referrals)}",
        issued_on=desk.hours.day_of(referral.made_at),
        layout=slip_layout(desk, large=large),
    )


@service("case.chain_page", May.READ, writes=False)
def chain_page(desk: Desk, who: Actor, reference: str) -> Page:
    """The chain (流转单) of a case, for our own files: who held it, what was said, what came."""
    with desk.store.read() as book:
        said = chain_facts(desk, read_case(book, reference), who, current())
        markdown = composed(book, InnerKind.CHAIN, said).markdown
    today = desk.hours.day_of(desk.clock.now())
    return page(
        InnerKind.CHAIN,
        said,
        markdown=markdown,
        number=f"{said.case_reference}-L",
        issued_on=today,
        layout=slip_layout(desk),
    )


def notice_paper(desk: Desk, book: Book, notice: Notice) -> tuple[PaperKind, PaperFacts]:
    """Which paper a notice is, and what stands on it."""
    case = book.get(Case, notice.case_id) if notice.case_id else None
    file = read_case(book, case.reference) if case else None
    witness = book.get(Staff, notice.confirmation_witness) if notice.confirmation_witness else None
    if notice.kind is not NoticeKind.MATERIALS:
        said = postponement_facts(desk, desk.branch, notice, file, witness=witness)
        return LetterKind.POSTPONEMENT, said
    facts = notice_facts(
        desk,
        desk.branch,
        notice,
        file,
        earlier=book.get(Notice, notice.supersedes) if notice.supersedes else None,
        breaches=book.find(NoticeBreach, notice_id=notice.id),
        witness=witness,
    )
    return LetterKind.NOTICE, facts
