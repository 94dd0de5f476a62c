"""A notice in the making: what follows from answers and ticks, and what a draft brings back."""

from datetime import date

from desk.enums import MaterialState
from desk.notice import draft, give
from desk.notice.model import Tick
from desk.playbook.load import load
from screens.notice.choose import Offer, found
from screens.notice.work import NoticeWork
from tests.builders import MONDAY

PLAYBOOK = load()
TODAY = date(2026, 11, 23)


def work(procedure: str = "meter_test", **answers: str) -> NoticeWork:
    made = NoticeWork(case="HD01-20261123-0001")
    made.choose(PLAYBOOK.procedures[procedure])
    made.answers.update(answers)
    return made


def test_the_list_waits_for_every_answer() -> None:
    made = work()
    assert made.rows() == ()
    assert [question.id for question in made.open_questions()] == ["who", "tests"]
    made.answers.update(who="self", tests="few")
    assert {row.material_id for row in made.rows()} == {"account_no", "test_form", "identity"}


def test_what_nobody_ticked_is_missing() -> None:
    made = work(who="self", tests="few")
    assert {row.state for row in made.rows()} == {MaterialState.MISSING}


def test_not_acceptable_without_its_reason_stays_missing() -> None:
    made = work(who="self", tests="few")
    made.states["identity"] = MaterialState.NOT_ACCEPTABLE
    assert {row.state for row in made.rows()} == {MaterialState.MISSING}
    made.reasons["identity"] = "证件已过期"
    assert [r.reason for r in made.rows() if r.material_id == "identity"] == ["证件已过期"]


def test_another_business_keeps_the_answers_that_fit() -> None:
    made = work(who="agent", tests="many")
    made.choose(PLAYBOOK.procedures["appliance_damage"])
    assert made.answers == {"who": "agent"}


def test_blanks_are_only_those_the_pack_leaves_open() -> None:
    assert work(who="self", tests="few").open_blanks() == ()
    assert [blank.key for blank in work(who="self", tests="many").open_blanks()] == ["fee"]


def test_a_commitment_stands_only_where_papers_may_follow() -> None:
    made = work("appliance_damage", who="self", state="untouched")
    made.follows = True
    assert not made.may_follow()
    assert made.form(made.last_day(TODAY)).commitment_due is None
    for row in made.rows():
        if not row.later:
            made.states[row.material_id] = MaterialState.HELD
    assert made.may_follow()
    assert made.form(made.last_day(TODAY)).commitment_due == date(2026, 12, 8)


def test_a_draft_brings_everything_back() -> None:
    made = work(who="self", tests="many")
    made.states["identity"] = MaterialState.NOT_ACCEPTABLE
    made.reasons["identity"] = "证件已过期"
    made.blanks["fee"] = "每表30元"
    again = NoticeWork(case=made.case)
    assert again.restore(made.as_draft(), PLAYBOOK.procedures)
    assert again == made


def test_a_draft_of_a_business_that_is_gone_is_left() -> None:
    assert not NoticeWork().restore({"procedure": "gone"}, PLAYBOOK.procedures)


def test_a_second_visit_begins_where_the_first_ended() -> None:
    paper = draft(
        PLAYBOOK.procedures["meter_test"],
        answers={"who": "self", "tests": "few"},
        ticks=[Tick(material_id="account_no", state=MaterialState.HELD)],
        day=TODAY,
    )
    earlier = give(
        paper, notice_id="n", number="GZ-1", told_by="s", told_by_name="林小满", made_at=MONDAY
    )
    made = NoticeWork()
    made.remember(earlier)
    made.choose(PLAYBOOK.procedures["meter_test"])
    lacking = {r.material_id for r in made.rows() if r.state is not MaterialState.HELD}
    assert lacking == {"test_form", "identity"}


def test_a_business_is_found_by_title_and_by_what_people_call_it() -> None:
    offers = [Offer(each, False) for each in PLAYBOOK.procedures.values()]
    assert "meter_test" in [o.procedure.id for o in found(offers, "校表")]
    assert "meter_test" in [o.procedure.id for o in found(offers, "表走得快")]
    assert found(offers, "没有这种业务") == []
    assert len(found(offers, "")) == len(offers)
