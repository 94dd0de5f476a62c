"""What a case needs before it closes: every kind by every channel by every outcome."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from desk.case import Case
from desk.enums import (
    CaseKind,
    CaseStatus,
    Channel,
    Conclusion,
    LetterKind,
    LetterState,
    PointKind,
)
from desk.followup import FollowUp
from desk.ids import new_id
from desk.letter.life import Letter
from desk.playbook.entries import Outcome
from desk.playbook.load import load
from desk.point import IssuePoint
from desk.ports import Entity
from desk.progress import case_outcome
from desk.services import closing
from tests.builders import MONDAY, a_case, a_letter, a_party, a_point
from tests.desk.services.hall import Hall, refused

HANDED = "from_12345 from_12398"
WRITTEN = "letter email"
TABLE = f"""
kind             channels      outcomes                    letters              call
complaint        *             *                           reply,summary_reply  yes
complaint        {HANDED}      *                           reply                yes
report           *             *                           reply                no
opinion          *             *                           reply,summary_reply  no
opinion          *             at_window                   -                    no
opinion          {HANDED}      *                           reply                yes
suggestion       *             *                           reply,summary_reply  no
suggestion       *             at_window                   -                    no
suggestion       {HANDED}      *                           reply                yes
inquiry          *             *                           -                    yes
inquiry          *             at_window                   -                    no
inquiry          {WRITTEN}     *                           reply                no
inquiry          {HANDED}      *                           reply                yes
repair           *             *                           -                    yes
repair           {HANDED}      *                           reply                yes
service_request  *             *                           -                    yes
service_request  *             not_upheld partly_upheld    reply                yes
service_request  *             at_window                   -                    no
service_request  {HANDED}      *                           reply                yes
praise           *             *                           -                    no
"""
"""The rules as the hall would say them, the later line over the earlier; words apart by two spaces
make columns. Approval goes with the letter."""

CELLS = list(product(CaseKind, Channel, Outcome))
DAY = date(2026, 11, 23)


def expected(kind: CaseKind, channel: Channel, outcome: Outcome) -> tuple[set[str], bool]:
    """Letters of which one must go out, and whether the customer is called."""
    found: tuple[set[str], bool] | None = None
    for line in TABLE.strip().splitlines()[1:]:
        of, channels, outcomes, letters, call = (
            part.strip() for part in line.split("  ") if part.strip()
        )
        here = channels == "*" or channel.value in channels.split()
        if of == kind.value and here and (outcomes == "*" or outcome.value in outcomes.split()):
            found = (set(letters.split(",")) - {"-"}, call == "yes")
    assert found is not None, kind
    return found


def points_for(outcome: Outcome, kind: CaseKind) -> list[tuple[PointKind, Conclusion]]:
    """Conclusions by which a case comes out so."""
    done = (PointKind.REQUEST, Conclusion.GRANTED)
    at_once = (
        done
        if kind is CaseKind.SERVICE_REQUEST
        else (
            PointKind.QUESTION,
            Conclusion.EXPLAINED,
        )
    )
    return {
        Outcome.AT_WINDOW: [at_once],
        Outcome.UPHELD: [(PointKind.ALLEGATION, Conclusion.SUBSTANTIATED), done],
        Outcome.PARTLY_UPHELD: [done, (PointKind.REQUEST, Conclusion.NOT_GRANTED)],
        Outcome.NOT_UPHELD: [(PointKind.ALLEGATION, Conclusion.UNSUBSTANTIATED)],
        Outcome.EXPLAINED: [(PointKind.QUESTION, Conclusion.EXPLAINED)],
    }[outcome]


def laid(hall: Hall, cell: tuple[CaseKind, Channel, Outcome], serial: int) -> Case | None:
    """A case of this cell whose points are all answered; None where none can come out so."""
    kind, channel, outcome = cell
    case = a_case(hall.clerk.staff_id, serial, kind=kind, channel=channel)
    later = timedelta(hours=1 if outcome is Outcome.AT_WINDOW else 30)
    rows: list[IssuePoint] = [
        a_point(
            case.id,
            n,
            kind=point,
            conclusion=conclusion,
            finding="已查清",
            basis="现场记录",
            remedy="已办妥",
            remedy_done_on=DAY,
            answered_at=MONDAY + later,
            answered_by=hall.clerk.staff_id,
        )
        for n, (point, conclusion) in enumerate(points_for(outcome, kind), 1)
    ]
    if case_outcome(case, rows) is not outcome:
        return None
    put(hall, case, a_party(case.id), *rows)
    return case


def put(hall: Hall, *rows: Entity) -> None:
    with hall.desk.store.act("test.rows", staff_id="", at=hall.clock.now()) as act:
        act.add(*rows)
        act.commit()


def reply(hall: Hall, case: Case, kind: LetterKind, state: LetterState) -> Letter:
    return replace(
        a_letter(case.id, hall.clerk.staff_id), kind=kind, state=state, delivered_at=MONDAY
    )


def call(hall: Hall, case: Case) -> FollowUp:
    return FollowUp(
        id=new_id(),
        case_id=case.id,
        at=MONDAY,
        staff_id=hall.other.staff_id,
        reached=True,
        satisfied=True,
    )


@pytest.mark.parametrize("kind", CaseKind)
def test_the_playbook_says_what_the_table_says(kind: CaseKind) -> None:
    for channel, outcome in product(Channel, Outcome):
        rule = load().closing_for(kind, channel, outcome, DAY)
        letters, called = expected(kind, channel, outcome)
        assert set(rule.letters) == letters, (channel, outcome, rule.id)
        assert rule.follow_up == called, (channel, outcome, rule.id)
        # What goes out on paper is seen by a second person, always.
        assert rule.approval == bool(letters), (channel, outcome, rule.id)


@pytest.mark.parametrize("kind", CaseKind)
def test_a_case_of_every_cell_closes_with_just_that_and_with_no_less(
    hall: Hall, kind: CaseKind
) -> None:
    tried = 0
    for serial, (channel, outcome) in enumerate(product(Channel, Outcome), 1):
        where = (kind, channel, outcome)
        case = laid(hall, where, serial)
        if case is None:
            assert outcome is Outcome.AT_WINDOW, where
            continue
        tried += 1
        letters, called = expected(*where)
        left = ["letter"] * bool(letters) + ["follow_up"] * called
        assert missing(hall, case) == left, where
        for rows in _steps(hall, case, letters, called=called):
            reasons = missing(hall, case)
            assert reasons, where
            refused(
                "not_finished",
                lambda c=case: closing.close_case(  # type: ignore[misc]
                    hall.desk, hall.clerk, c.reference
                ),
            )
            put(hall, *rows)
        assert missing(hall, case) == [], where
        closed = closing.close_case(hall.desk, hall.clerk, case.reference)
        assert (closed.status, closed.closed_by) == (CaseStatus.CLOSED, hall.clerk.staff_id)
    window = {CaseKind.INQUIRY: 9, CaseKind.SERVICE_REQUEST: 3}
    window |= dict.fromkeys((CaseKind.OPINION, CaseKind.SUGGESTION), 3)
    assert tried == 9 * 4 + window.get(kind, 0)


def _steps(
    hall: Hall, case: Case, letters: set[str], *, called: bool
) -> Iterator[tuple[Entity, ...]]:
    if letters:
        yield (reply(hall, case, LetterKind(sorted(letters)[-1]), LetterState.DELIVERED),)
    if called:
        yield (call(hall, case),)


def missing(hall: Hall, case: Case) -> list[str]:
    return [m.code for m in closing.what_is_missing(hall.desk, hall.clerk, case.reference)]


@pytest.mark.parametrize("state", [s for s in LetterState if s is not LetterState.VOID])
def test_a_reply_on_its_way_holds_a_case_until_it_arrived(hall: Hall, state: LetterState) -> None:
    case = laid(hall, (CaseKind.REPORT, Channel.WALK_IN, Outcome.UPHELD), 1)
    assert case is not None
    put(hall, reply(hall, case, LetterKind.REPLY, state))
    arrived = state in (LetterState.DELIVERED, LetterState.COUNTERSIGNED)
    assert missing(hall, case) == ([] if arrived else ["letter"])
