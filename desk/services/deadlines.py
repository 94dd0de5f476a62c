"""The deadlines of a case, each with how far it has come and why it is what it is."""

from dataclasses import dataclass
from datetime import datetime

from desk.case import CaseClock
from desk.deadline import DeadlineState
from desk.enums import ClockKind
from desk.i18n import _
from desk.labels import label
from desk.ports import Book
from desk.raising import ClockPause, Extension
from desk.services import flow
from desk.services.base import Desk, case_by_reference, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.warned import sign_of, state_of, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLine:
    """One deadline of a case as it is shown; `held_until`: it stands still until then at most."""

    clock_id: str
    kind: ClockKind
    label: str
    round: int
    started_at: datetime
    due_at: datetime
    state: DeadlineState
    sign: str
    words: str
    verdict: str
    met_at: datetime | None
    rule_id: str
    calendar_version: str
    held_until: datetime | None
    why: str


@service("clock.list", May.READ, writes=False)
def deadlines(desk: Desk, who: Actor, reference: str) -> list[DeadlineLine]:
    """Every deadline of a case, those that run first, each with its explanation."""
    now = desk.clock.now()
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        clocks = book.find(CaseClock, case_id=case.id)
        clocks.sort(key=lambda one: (bool(one.verdict), one.kind is ClockKind.CEILING, one.due_at))
        return [_line(desk, book, clock, now) for clock in clocks]


def _line(desk: Desk, book: Book, clock: CaseClock, now: datetime) -> DeadlineLine:
    state = state_of(clock, now)
    pauses = book.find(ClockPause, clock_id=clock.id)
    held = next((one for one in pauses if one.until is None and one.at_most > now), None)
    words = words_of(state)
    if clock.verdict == "extended":
        words = _("extended: another deadline runs in its place")
    elif held is not None and not clock.verdict:
        words = _("stands still ({reason})").format(reason=held.reason)
    why = explained(desk, clock)
    waits = book.find(Extension, clock_id=clock.id, new_clock_id=None)
    if waits and not clock.verdict:
        why += " " + (
            _("An extension was agreed to; it holds once the holding letter is delivered.")
            if waits[0].agreed_by
            else _("An extension was asked for; nobody above has agreed to it yet.")
        )
    return DeadlineLine(
        clock_id=clock.id,
        kind=clock.kind,
        label=label(clock.kind),
        round=clock.round,
        started_at=clock.started_at,
        due_at=clock.due_at,
        state=state,
        sign=sign_of(state),
        words=words,
        verdict=clock.verdict,
        met_at=clock.met_at,
        rule_id=clock.rule_id,
        calendar_version=clock.calendar_version,
        held_until=held.at_most if held and not clock.verdict else None,
        why=why,
    )


def explained(desk: Desk, clock: CaseClock) -> str:
    """Why a clock falls due when it does, or that it is not on record."""
    try:
        return flow.why_due(desk, clock)
    except (KeyError, ValueError):
        return _("How this date was found is not on record.")
