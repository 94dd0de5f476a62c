"""Papers that are issued at once: acknowledgement, registration record, follow-up card."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.case import Case
from desk.enums import Confirmation, LetterKind, LetterState
from desk.forms import RecordForm
from desk.i18n import _
from desk.ids import new_id
from desk.letter.kinds import KINDS
from desk.letter.life import Letter
from desk.ports import Act
from desk.refusals import Refusal
from desk.services import facts
from desk.services.base import Desk, case_act, service
from desk.services.beside_facts import card_facts, record_facts
from desk.services.letter_rows import document_of, kept
from desk.services.letter_sense import refuse_senseless
from desk.services.lists import read_case
from desk.services.pages import page
from desk.services.people import staff_by_number
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

if TYPE_CHECKING:
    from desk.letter.facts import LetterFacts, Taken

MOST_PAPERS = 40


@service("letter.acknowledge", May.REGISTER)
def acknowledge(desk: Desk, who: Actor, reference: str) -> Letter:
    """The acknowledgement slip of a case: made once, the same one ever after."""
    kind = LetterKind.ACKNOWLEDGEMENT
    with case_act(desk, who, "letter.acknowledge", reference) as (act, case, now):
        earlier = act.find(Letter, case_id=case.id, kind=kind)
        if earlier:
            return earlier[-1]
        said = facts.acknowledgement_facts(desk, read_case(act, case.reference))
        letter = _issued(desk, act, case, kind, said, who, now, 1)
        act.commit()
    return kept(desk, letter.id)


@service("letter.record", May.REGISTER)
def make_record(desk: Desk, who: Actor, reference: str, form: RecordForm | None = None) -> Letter:
    """The registration record (登记表), in two copies, with how the customer confirmed it.

    Called again it returns the same record while it says the same. When the customer confirms
    it, brings papers or gets some back, a further one is made, with a number of its own.
    """
    from desk.letter.codec import facts_from_json, facts_to_json
    from desk.letter.facts import RegistrationRecordFacts

    kind = LetterKind.REGISTRATION_RECORD
    with case_act(desk, who, "letter.record", reference) as (act, case, now):
        earlier = act.find(Letter, case_id=case.id, kind=kind)
        before = facts_from_json(earlier[-1].facts) if earlier else None
        if earlier and form is None:
            return earlier[-1]
        form = _checked(form or RecordForm())
        taken = _taken(desk, act, who, form, now)
        said = record_facts(desk, read_case(act, case.reference), form, taken)
        if isinstance(before, RegistrationRecordFacts) and before.taken and taken:
            # When it was confirmed belongs to the first time this was told.
            same = replace(taken, at=before.taken.at) == before.taken
            said = replace(said, taken=before.taken) if same else said
        if earlier and facts_to_json(said) == earlier[-1].facts:
            return earlier[-1]
        letter = _issued(desk, act, case, kind, said, who, now, len(earlier) + 1)
        act.commit()
    return kept(desk, letter.id)


@service("letter.card", May.FOLLOW_UP)
def make_card(desk: Desk, who: Actor, reference: str) -> Letter:
    """The follow-up card (回访卡): one for each answer that the customer can judge."""
    kind = LetterKind.FOLLOW_UP_CARD
    with case_act(desk, who, "letter.card", reference) as (act, case, now):
        file = read_case(act, case.reference)
        refuse_senseless(desk, act, file, kind)
        earlier = act.find(Letter, case_id=case.id, kind=kind)
        said = card_facts(desk, file, desk.hours.day_of(now))
        if earlier and _about(earlier[-1]) == (said.letter_number, case.round):
            return earlier[-1]
        letter = _issued(desk, act, case, kind, said, who, now, len(earlier) + 1)
        act.commit()
    return kept(desk, letter.id)


def _about(card: Letter) -> tuple[str, int]:
    """Which answer of which round a card asks about."""
    from desk.letter.codec import facts_from_json

    return getattr(facts_from_json(card.facts), "letter_number", ""), card.round


def _checked(form: RecordForm) -> RecordForm:
    for name in ("papers_kept", "papers_returned"):
        if len(getattr(form, name)) > MOST_PAPERS:
            raise Refusal(
                _("A record lists at most {most} papers.").format(most=MOST_PAPERS),
                _("Put papers of one kind on one line, with their number."),
                field=name,
                code="too_many",
            )
    return replace(form, witness=clean_line(form.witness), reason=clean_line(form.reason))


def _taken(desk: Desk, act: Act, who: Actor, form: RecordForm, now: datetime) -> "Taken | None":
    """How the customer confirmed; nothing waits for a signature."""
    from desk.letter.facts import Taken

    if form.confirmation is None:
        return None
    witness = staff_by_number(act, form.witness, "witness") if form.witness else None
    if witness is not None and witness.id == who.staff_id:
        raise Refusal(
            _("Whoever told the customer cannot witness it."),
            _("Give the staff number of a second person, or a reason."),
            field="witness",
            code="own_witness",
        )
    if form.confirmation is not Confirmation.SIGNED and not (witness or form.reason):
        raise Refusal(
            _("Without a signature a second person or a reason is needed."),
            _("Give the staff number of whoever saw it, or write why there is none."),
            field="witness",
            code="witness_missing",
        )
    return Taken(
        how=form.confirmation,
        at=desk.hours.local(now),
        witness=witness.name if witness else "",
        reason=form.reason,
    )


def _issued(
    desk: Desk,
    act: Act,
    case: Case,
    kind: LetterKind,
    said: "LetterFacts",
    who: Actor,
    now: datetime,
    count: int,
) -> Letter:
    """A slip with its number, its text and its page, put into the act."""
    from desk.letter.book import compose, with_number
    from desk.letter.codec import content_hash, facts_to_json

    again = str(count) if count > 1 else ""
    number = f"{case.reference}-{KINDS[kind].suffix}{again}"
    today = desk.hours.day_of(now)
    markdown = with_number(compose(kind, said), number, today)
    paper = page(kind, said, number=number, issued_on=today, markdown=markdown)
    letter_id = new_id()
    document = document_of(letter_id, paper.pdf)
    letter = Letter(
        id=letter_id,
        case_id=case.id,
        kind=kind,
        language=said.language,
        state=LetterState.ISSUED,
        markdown=markdown,
        facts=facts_to_json(said),
        content_hash=content_hash(markdown, said),
        author_id=who.staff_id,
        made_at=now,
        number=number,
        issued_by=who.staff_id,
        issued_at=now,
        issued_on=today,
        pdf_hash=document.sha256,
        round=case.round,
    )
    act.add(letter)
    act.add(document)
    return letter
