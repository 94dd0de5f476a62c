"""A finding shared into cases passes the same gates as one typed in, and no others."""

from contextlib import suppress
from datetime import date
from itertools import product

import pytest
from argon2 import PasswordHasher

from desk.enums import Conclusion, LetterState, PointKind
from desk.forms import AnswerForm, PointForm
from desk.forms_incident import ShareForm
from desk.point import IssuePoint
from desk.progress import is_answered
from desk.refusals import Refusal
from desk.services.incident_answers import share
from desk.services.incident_cases import link_cases
from desk.services.letters import (
    approve_letter,
    draft_letter,
    issue_letter,
    submit_letter,
)
from desk.services.points import add_point, answer_point
from tests.journeys.half_answered import Hall, a_hall

FINDING = "11月23日核对了片区改造记录，表号登记与现场一致"
REMEDY = "五个工作日内书面告知结果"
LATER = "11月24日复核，改造时两户表号录反"
FINDINGS = (FINDING, "", "同上", "是您自己没有看清楚，不归我们管")
REMEDIES = (REMEDY, "", "见上")
CONCLUDED = (
    None,
    Conclusion.SUBSTANTIATED,
    Conclusion.UNSUBSTANTIATED,
    Conclusion.GRANTED,
    Conclusion.EXPLAINED,
)
SURGE = PointForm(kind=PointKind.ALLEGATION, matter="这个月电量突增，比平时多了一倍")
ASKED = PointForm(kind=PointKind.QUESTION, matter="什么时候能查清楚")
WRITTEN = (
    *("finding", "remedy", "conclusion", "articles", "responsibility"),
    *("remedy_owner", "remedy_due", "remedy_done_on"),
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.staff.pin._hasher", PasswordHasher(1, 8, 1))


def one_of_each_kind() -> Hall:
    """A case that wants, says and asks, all of it about one incident; nothing is answered."""
    hall = a_hall()
    for form in (SURGE, ASKED):
        add_point(hall.desk, hall.clerk, hall.reference, form)
    numbers = tuple(point.position for point in hall.points)
    link_cases(hall.desk, hall.clerk, hall.incident, [hall.reference], numbers)
    return hall


def as_typed(point: IssuePoint) -> AnswerForm:
    return AnswerForm(
        finding=point.finding or None,
        remedy=point.remedy or None,
        conclusion=point.conclusion,
        responsibility=point.responsibility,
        articles=list(point.articles) or None,
        remedy_owner=point.remedy_owner or None,
        remedy_due=point.remedy_due,
        remedy_done_on=point.remedy_done_on,
    )


def written(point: IssuePoint) -> tuple[object, ...]:
    return tuple(getattr(point, name) for name in WRITTEN)


def outcome(hall: Hall) -> list[tuple[LetterState, str]]:
    """How far the reply comes, and what it says."""
    hall.climb()
    return [(letter.state, letter.markdown) for letter in hall.letters]


def test_what_is_shared_stands_and_goes_as_if_each_had_typed_it() -> None:
    hall = one_of_each_kind()
    before = hall.store.state.copy()
    seen = set()
    for finding, remedy, conclusion in product(FINDINGS, REMEDIES, CONCLUDED):
        hall.store.state = before.copy()
        form = ShareForm(
            finding=finding,
            remedy=remedy,
            conclusion=conclusion,
            remedy_owner="抢修班" if remedy else None,
            remedy_due=date(2026, 11, 30) if remedy == REMEDY else None,
        )
        with suppress(Refusal):
            share(hall.desk, hall.clerk, hall.incident, form)
        shared = hall.points
        went = outcome(hall)
        assert hall.went_out() == [], form
        hall.store.state = before.copy()
        for point in shared:
            # A refusal here would be a gate that sharing went round.
            answer_point(hall.desk, hall.clerk, hall.reference, point.position, as_typed(point))
        assert list(map(written, hall.points)) == list(map(written, shared)), form
        assert outcome(hall) == went, form
        seen.add(tuple(map(is_answered, shared)))
    # The ways tried are not all the same: some leave every point open, some fill several.
    assert len(seen) > 2


def test_a_conclusion_behind_a_gate_is_left_to_whoever_has_the_proof() -> None:
    hall = one_of_each_kind()
    form = ShareForm(finding=FINDING, remedy=REMEDY, conclusion=Conclusion.UNSUBSTANTIATED)
    [filled] = share(hall.desk, hall.clerk, hall.incident, form).cases
    surge = next(point for point in hall.points if point.matter == SURGE.matter)
    assert surge.finding == FINDING
    assert surge.conclusion is None
    assert surge.position in [position for position, _why in filled.left]
    with pytest.raises(Refusal) as refused:
        answer_point(
            hall.desk,
            hall.clerk,
            hall.reference,
            surge.position,
            AnswerForm(conclusion=Conclusion.UNSUBSTANTIATED),
        )
    assert refused.value.code == "gate_shut"


def test_a_shared_finding_takes_back_an_approval_as_a_typed_one_does() -> None:
    hall = a_hall()
    hall.answer(2)
    link_cases(hall.desk, hall.clerk, hall.incident, [hall.reference], points=(1,))
    whole = ShareForm(finding=FINDING, remedy=REMEDY, conclusion=Conclusion.GRANTED)
    share(hall.desk, hall.clerk, hall.incident, whole)
    own = AnswerForm(
        remedy_owner="计量班", remedy_done_on=hall.desk.hours.day_of(hall.desk.clock.now())
    )
    answer_point(hall.desk, hall.clerk, hall.reference, 1, own)
    draft_letter(hall.desk, hall.clerk, hall.reference)
    submit_letter(hall.desk, hall.clerk, hall.letter_id)
    approve_letter(hall.desk, hall.lead, hall.letter_id)
    share(hall.desk, hall.clerk, hall.incident, ShareForm(finding=LATER))
    assert hall.points[0].finding == LATER
    with pytest.raises(Refusal):
        issue_letter(hall.desk, hall.lead, hall.letter_id)
    assert hall.went_out() == []
