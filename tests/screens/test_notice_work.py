"""A notice in the making: what follows from answers and ticks, and what a draft brings back."""

from datetime import date

from desk.enums import MaterialState
from desk.playbook.load import load
from screens.notice.choose import Offer, found
from screens.notice.work import NoticeWork

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


def test_two_businesses_ask_nothing_twice() -> None:
    made = work(who="self", tests="few")
    made.add(PLAYBOOK.procedures["meter_test"])
    assert made.more == []
    made.add(PLAYBOOK.procedures["direct_debit_cancel"])
    open_ = [question.id for question in made.open_questions()]
    assert all(key.startswith("direct_debit_cancel.") for key in open_)
    while made.open_questions():
        question = made.open_questions()[0]
        made.answers[question.id] = question.options[0].id
    names = [row.name for row in made.rows()]
    assert len(names) == len(set(names))
    made.states = {row.material_id: MaterialState.HELD for row in made.rows()}
    form = made.form(None)
    assert form.more == ["direct_debit_cancel"]
    assert {tick.state for tick in form.materials} == {MaterialState.HELD}
    assert not made.may_follow()


def test_a_draft_brings_further_businesses_back() -> None:
    made = work(who="self", tests="few")
    made.add(PLAYBOOK.procedures["direct_debit_cancel"])
    made.oral = True
    other = NoticeWork()
    assert other.restore(made.as_draft(), PLAYBOOK.procedures)
    assert [procedure.id for procedure in other.procedures] == ["meter_test", "direct_debit_cancel"]
    assert other.oral


def test_a_business_is_found_by_title_and_by_what_people_call_it() -> None:
    offers = [Offer(each, False) for each in PLAYBOOK.procedures.values()]
    assert "meter_test" in [o.procedure.id for o in found(offers, "校表")]
    assert "meter_test" in [o.procedure.id for o in found(offers, "表走得快")]
    assert found(offers, "没有这种业务") == []
    assert len(found(offers, "")) == len(offers)
