"""Every kind of letter in one table: its way out, what it needs, its number, copies and duties.

Services, commands and screens ask this table and keep no lists of their own. Which cases need
which letter before they close is not here: that is the playbook's.
"""

from dataclasses import dataclass
from enum import StrEnum

from desk.enums import LetterKind


class Way(StrEnum):
    """How a kind of letter goes out."""

    SLIP = "slip"
    """Issued at once by whoever serves the customer, under the number of the case."""
    TWO_PEOPLE = "two_people"
    """Drafted, checked, approved by somebody else, then numbered from the register."""
    TWO_OR_ALONE = "two_or_alone"
    """As `TWO_PEOPLE`; where nobody else is there who could approve, its author issues it."""
    NOTICE = "notice"
    """Made where it is told or agreed, with a record and a number of its own."""


class Need(StrEnum):
    """What must be so before a kind makes sense."""

    UNANSWERED = "unanswered"
    """No answer of this round has gone out yet."""
    SOON = "soon"
    """The case came at most two working days ago and is of no high grade."""
    NOTHING_REFUSED = "nothing_refused"
    """Every point is found true, granted or explained, none of them in part."""
    LISTED = "listed"
    """The playbook's table of endings lists it for a case like this, or lists no answer at all."""
    EARLIER_REPLY = "earlier_reply"
    """An answer has gone out before."""
    PROMISE = "promise"
    """A promise to the customer is open."""
    HEARD_OUT = "heard_out"
    """The customer was heard as often as the mildest ground wants, and stayed dissatisfied."""
    ANSWERED = "answered"
    """The answer has gone out, or every point was answered where no letter is needed."""


class Asked(StrEnum):
    """What its author says beside the record."""

    REASON = "reason"
    DONE = "done"
    UNTIL = "until"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What holds for one kind of letter.

    `answers`: it answers points, so a point without its answer stops it. `suffix` ends the number
    of a slip, after the reference of its case; a letter without one is numbered from the register.
    `routes`: it must say where to turn who disagrees. `receipt`: it carries a slip to be signed.
    `in_full`: its reader sees their own data unmasked, because it is what they confirm.
    """

    way: Way
    needs: tuple[Need, ...] = ()
    asks: tuple[Asked, ...] = ()
    answers: bool = False
    suffix: str = ""
    copies: int = 1
    routes: bool = False
    receipt: bool = True
    in_full: bool = False


KINDS: dict[LetterKind, Kind] = {
    LetterKind.ACKNOWLEDGEMENT: Kind(way=Way.SLIP, suffix="S", receipt=False),
    LetterKind.REGISTRATION_RECORD: Kind(
        way=Way.SLIP, asks=(Asked.PAPERS,), suffix="D", copies=2, in_full=True
    ),
    LetterKind.NOTICE: Kind(way=Way.NOTICE, copies=2),
    LetterKind.POSTPONEMENT: Kind(way=Way.NOTICE, copies=2, routes=True),
    LetterKind.REFERRAL: Kind(way=Way.NOTICE, suffix="Z", receipt=False),
    LetterKind.HOLDING: Kind(
        way=Way.TWO_OR_ALONE,
        needs=(Need.UNANSWERED,),
        asks=(Asked.REASON, Asked.DONE, Asked.UNTIL),
        routes=True,
    ),
    LetterKind.REPLY: Kind(way=Way.TWO_PEOPLE, answers=True, routes=True),
    LetterKind.SUMMARY_REPLY: Kind(
        way=Way.TWO_PEOPLE,
        needs=(Need.UNANSWERED, Need.LISTED, Need.SOON, Need.NOTHING_REFUSED),
        answers=True,
        routes=True,
    ),
    LetterKind.SUPPLEMENTARY_REPLY: Kind(
        way=Way.TWO_PEOPLE,
        needs=(Need.EARLIER_REPLY,),
        asks=(Asked.REASON,),
        answers=True,
        routes=True,
    ),
    LetterKind.COMMITMENT: Kind(way=Way.TWO_PEOPLE, needs=(Need.PROMISE,), copies=2, routes=True),
    LetterKind.TERMINATION: Kind(
        way=Way.TWO_PEOPLE, needs=(Need.HEARD_OUT,), asks=(Asked.REASON,), routes=True
    ),
    LetterKind.FOLLOW_UP_CARD: Kind(
        way=Way.SLIP, needs=(Need.ANSWERED,), suffix="H", receipt=False
    ),
}

ANSWERING = tuple(kind for kind, one in KINDS.items() if one.answers)
"""Kinds that answer a case; every other kind accompanies it."""

APPROVED = tuple(
    kind for kind, one in KINDS.items() if one.way in (Way.TWO_PEOPLE, Way.TWO_OR_ALONE)
)
"""Kinds that somebody approves before they go out."""

SLIPS = tuple(kind for kind, one in KINDS.items() if one.way is Way.SLIP)
"""Kinds that are issued at once."""
