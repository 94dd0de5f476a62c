"""Proposals: near, from what went out, with nothing of another customer, blocked while open."""

from dataclasses import replace

import pytest

from desk.concern import Concern
from desk.enums import CaseKind, LetterState, PointKind
from desk.point import IssuePoint
from desk.proposals import Origin, Proposal, is_unchanged, similarity
from desk.services import letters
from desk.services.proposals import propose
from desk.slots import SLOT
from tests.desk.services.hall import Hall, refusal_of

FINDING = "11月20日到柳荫里3号核对，柳女士家的电表接线正确，读数1712，与系统一致。"
REMEDY = "已向您提供逐日读数清单，并演示查看方法"


def _earlier(hall: Hall, *, kind: CaseKind = CaseKind.COMPLAINT) -> str:
    """A reply that went out."""
    ref = hall.register(PointKind.ALLEGATION)
    with hall.desk.store.act("test", staff_id=hall.clerk.staff_id, at=hall.desk.clock.now()) as act:
        case = act.find(type(hall.file(ref).case), reference=ref)[0]
        act.put(replace(case, kind=kind))
        act.commit()
    hall.answer(ref, 1, finding=FINDING, remedy=REMEDY)
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    letters.issue_letter(hall.desk, hall.lead, letter.id)
    return ref


def _proposed(hall: Hall, ref: str, origin: Origin = Origin.EARLIER) -> list[Proposal]:
    return [one for one in propose(hall.desk, hall.clerk, ref, 1) if one.origin is origin]


def test_an_issued_reply_is_proposed_with_where_it_comes_from(hall: Hall) -> None:
    earlier = _earlier(hall)
    number = hall.file(earlier).letters[-1].number
    now = hall.register(PointKind.ALLEGATION)
    finding, remedy = _proposed(hall, now)
    assert (finding.field, remedy.field) == ("finding", "remedy")
    assert number in finding.source
    assert finding.similarity == 100
    assert "电表接线正确" in finding.text
    for private in ("柳", "11月20", "1712", "3号"):
        assert private not in SLOT.sub("", finding.text)
    assert SLOT.search(remedy.text)


def test_only_what_went_out_on_the_same_topic_and_kind_is_proposed(hall: Hall) -> None:
    ref = hall.register(PointKind.ALLEGATION)
    hall.answer(ref, 1, finding=FINDING)
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    now = hall.register(PointKind.ALLEGATION)
    assert _proposed(hall, now) == []
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    letters.issue_letter(hall.desk, hall.lead, letter.id)
    assert _proposed(hall, now)
    assert _proposed(hall, ref) == []
    assert _proposed(hall, hall.register(PointKind.QUESTION)) == []


def test_a_report_is_never_a_source(hall: Hall) -> None:
    _earlier(hall, kind=CaseKind.REPORT)
    assert _proposed(hall, hall.register(PointKind.ALLEGATION)) == []


def test_a_case_about_our_own_people_is_never_a_source(hall: Hall) -> None:
    earlier = _earlier(hall)
    now = hall.desk.clock.now()
    with hall.desk.store.act("test", staff_id=hall.clerk.staff_id, at=now) as act:
        act.add(
            Concern(
                id="concern",
                case_id=hall.file(earlier).case.id,
                staff_id=hall.second_lead.staff_id,
                named_by=hall.clerk.staff_id,
                at=now,
            )
        )
        act.commit()
    assert _proposed(hall, hall.register(PointKind.ALLEGATION)) == []


def test_a_basis_no_longer_in_force_takes_the_proposal_along(hall: Hall) -> None:
    earlier = _earlier(hall)
    with hall.desk.store.act("test", staff_id=hall.clerk.staff_id, at=hall.desk.clock.now()) as act:
        (point,) = act.find(IssuePoint, case_id=hall.file(earlier).case.id)
        act.put(replace(point, articles=("law_of_yesterday",)))
        act.commit()
    assert _proposed(hall, hall.register(PointKind.ALLEGATION)) == []


def test_the_playbook_proposes_on_every_topic_and_all_of_it_is_open(hall: Hall) -> None:
    found = propose(hall.desk, hall.clerk, hall.register(PointKind.QUESTION), 1)
    assert {one.origin for one in found} >= {Origin.SCRIPT, Origin.RESTS_ON, Origin.STEPS}
    assert all(SLOT.search(one.text) for one in found)
    assert {one.field for one in found} <= {"finding", "remedy"}


@pytest.mark.parametrize("emptied", [False, True])
def test_a_proposal_blocks_until_it_is_made_particular(hall: Hall, emptied: bool) -> None:
    _earlier(hall)
    ref = hall.register(PointKind.ALLEGATION)
    proposal = _proposed(hall, ref)[0]
    text = SLOT.sub("", proposal.text) if emptied else proposal.text
    hall.answer(ref, 1, finding=text)
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    refusal = refusal_of(lambda: letters.submit_letter(hall.desk, hall.clerk, letter.id))
    assert refusal.code == ("lint_proposal_unchanged" if emptied else "lint_open_slot")
    assert refusal.field == "points.1.finding"
    hall.answer(ref, 1, finding=SLOT.sub("11月23日", proposal.text, count=1).replace("⟦", "“"))
    hall.answer(ref, 1, finding="11月23日到现场核对，电表接线正确，读数2044，与系统一致。")
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    sent = letters.submit_letter(hall.desk, hall.clerk, letter.id)
    assert sent.state is LetterState.SUBMITTED


def test_a_script_word_for_word_is_no_finding(hall: Hall) -> None:
    ref = hall.register(PointKind.ALLEGATION)
    script = _proposed(hall, ref, Origin.SCRIPT)[0]
    assert not any(char.isdigit() for char in script.text)
    hall.answer(ref, 1, remedy=SLOT.sub("", script.text))
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    codes = {one.code for one in letters.lint_letter(hall.desk, hall.clerk, letter.id)}
    assert "proposal_unchanged" in codes


def test_what_helps_everybody_may_be_said_again(hall: Hall) -> None:
    one = Proposal(origin=Origin.ADVICE, source="", field="remedy", text="记下每天的读数⟦本户情况⟧")
    assert not is_unchanged("记下每天的读数", [one])
    assert is_unchanged("记下每天的读数。", [replace(one, origin=Origin.STEPS)])
    assert not is_unchanged("", [replace(one, text="⟦本户情况⟧")])


@pytest.mark.parametrize(
    ("one", "other", "most", "least"),
    [
        ("电费突增", "电费突增", 100, 100),
        ("十月电量比往月多出一倍", "当月电量突增一倍的原因", 60, 20),
        ("排队太久", "电表坏了", 0, 0),
        ("", "电表", 0, 0),
    ],
)
def test_likeness_is_told_in_percent(one: str, other: str, most: int, least: int) -> None:
    assert least <= similarity(one, other) <= most
    assert similarity(one, other) == similarity(other, one)
