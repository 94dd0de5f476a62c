"""Papers that are issued at once: acknowledgement, registration record, follow-up card."""

from datetime import datetime
from typing import TYPE_CHECKING

from desk.case import Case
from desk.enums import LetterKind, LetterSize
from desk.ids import new_id
from desk.letter.kinds import KINDS
from desk.letter.life import Letter
from desk.ports import Act
from desk.services import facts
from desk.services.base import Desk, case_act, service
from desk.services.beside_facts import card_facts, record_facts
from desk.services.composing import composed_for
from desk.services.freezing import frozen
from desk.services.letter_rows import kept
from desk.services.letter_sense import refuse_senseless
from desk.services.lists import read_case
from desk.services.printed_as import usual_size
from desk.staff.model import Actor
from desk.staff.permissions import May

if TYPE_CHECKING:
    from desk.letter.facts import LetterFacts


@service("letter.acknowledge", May.REGISTER)
def acknowledge(desk: Desk, who: Actor, reference: str) -> Letter:
    """The acknowledgement slip of a case: made once, the same one ever after."""
    kind = LetterKind.ACKNOWLEDGEMENT
    with case_act(desk, who, "letter.acknowledge", reference) as (act, case, now):
        earlier = act.find(Letter, case_id=case.id, kind=kind)
        if earlier:
            return earlier[-1]
        file = read_case(act, case.reference)
        said = facts.acknowledgement_facts(desk, file)
        letter = _issued(desk, act, case, kind, said, who, now, 1, usual_size(file))
        act.commit()
    return kept(desk, letter.id)


@service("letter.record", May.REGISTER)
def make_record(desk: Desk, who: Actor, reference: str) -> Letter:
    """The registration record (登记表) in two copies, as the case stands.

    It is the same one while it says the same. Once the customer has confirmed it, added to it, or
    brought papers or got some back, a further one is made, with a number of its own.
    """
    from desk.letter.codec import facts_to_json

    kind = LetterKind.REGISTRATION_RECORD
    with case_act(desk, who, "letter.record", reference) as (act, case, now):
        earlier = act.find(Letter, case_id=case.id, kind=kind)
        file = read_case(act, case.reference)
        said = record_facts(desk, file)
        if earlier and facts_to_json(said) == earlier[-1].facts:
            return earlier[-1]
        letter = _issued(desk, act, case, kind, said, who, now, len(earlier) + 1, usual_size(file))
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
        letter = _issued(desk, act, case, kind, said, who, now, len(earlier) + 1, usual_size(file))
        act.commit()
    return kept(desk, letter.id)


def _about(card: Letter) -> tuple[str, int]:
    """Which answer of which round a card asks about."""
    from desk.letter.codec import facts_from_json

    return getattr(facts_from_json(card.facts), "letter_number", ""), card.round


def _issued(
    desk: Desk,
    act: Act,
    case: Case,
    kind: LetterKind,
    said: "LetterFacts",
    who: Actor,
    now: datetime,
    count: int,
    size: LetterSize,
) -> Letter:
    """A slip with its number, its text and its page, put into the act."""
    from desk.letter.codec import content_hash, facts_to_json

    made = composed_for(act, case.id, kind, said, now)
    letter = Letter(
        id=new_id(),
        case_id=case.id,
        kind=kind,
        language=said.language,
        markdown=made.markdown,
        facts=facts_to_json(said),
        content_hash=content_hash(made.markdown, said),
        templates=made.templates,
        size=size,
        author_id=who.staff_id,
        made_at=now,
        round=case.round,
    )
    again = str(count) if count > 1 else ""
    number, today = f"{case.reference}-{KINDS[kind].suffix}{again}", desk.hours.day_of(now)
    act.add(frozen(desk, act, letter, number=number, day=today, by=who.staff_id, at=now))
    return letter
