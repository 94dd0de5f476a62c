"""Over histories made at random: verdicts stand, nothing ends half done, promises are settled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk.case import Case, CaseClock
from desk.casework import Commitment
from desk.enums import CaseStatus
from desk.ports import Act
from desk.raising import Escalation
from tests.builders_loop import an_escalation
from tests.histories.holding import Watch
from tests.histories.life import Life, a_life
from tests.histories.living import ACTS, COURSES, NAMES, NUMBERS
from tests.histories.run import Step, live

STEPS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NUMBERS))
WHOLE = [
    *[("settle", 9), ("dissatisfied", 1), ("settle", 9), ("wait", 1), ("reply", 1)],
    *[("wait", 0), ("dissatisfied", 1), ("settle", 9), ("terminate", 1), ("bad card", 1)],
    *[("days", 2), ("reopen", 1), ("settle", 9), ("reply", 1), ("wait", 0), ("satisfied", 1)],
    *[("settle", 9), ("keep", 0), ("keep", 0), ("keep", 0), ("close", 1), ("bad card", 1)],
]
"""Ended, taken up again, closed, taken up again."""


@settings(max_examples=6)
@given(history=st.lists(STEPS, min_size=10, max_size=20))
@example(history=WHOLE)
def test_what_must_hold_holds_after_every_act(history: list[Step]) -> None:
    live(history)


def test_the_whole_of_it_is_lived() -> None:
    life, watch = live(WHOLE)
    assert watch.ended == {"terminated": 1, "closed": 1}
    assert life.done["reopen"] == 1


def test_every_act_is_drawn() -> None:
    assert set(NAMES) == {*ACTS, *COURSES}


# -- whoever looks must see ---------------------------------------------------------------


def _ended_by_hand(act: Act, case: Case) -> None:
    act.put(replace(case, status=CaseStatus.CLOSED, closed_at=case.received_at, closed_by="1001"))


def _verdict_changed(act: Act, case: Case) -> None:
    clock = next(one for one in act.find(CaseClock) if one.verdict)
    act.put(replace(clock, verdict="late"))


def _date_moved(act: Act, case: Case) -> None:
    one = act.find(Commitment)[0]
    act.put(replace(one, due_on=one.due_on + timedelta(days=9)))


def _kept_by_nothing(act: Act, case: Case) -> None:
    one = act.find(Commitment)[0]
    act.put(replace(one, kept_on=one.due_on, evidence=""))


@pytest.mark.parametrize("wrong", [_ended_by_hand, _verdict_changed, _date_moved, _kept_by_nothing])
def test_what_does_not_hold_is_seen(wrong: Callable[[Act, Case], None]) -> None:
    life, watch = live([])
    _do_wrong(life, wrong)
    with pytest.raises(AssertionError):
        watch.look("a wrong act")


def test_an_escalation_that_no_rule_names_is_seen() -> None:
    life = a_life()
    watch = Watch(life)
    for case in life.cases():
        watch.opened(case)
    watch.exactly_what_the_rules_name("nothing", life.clock.now())
    _do_wrong(life, lambda act, case: act.add(an_escalation(case.id)))
    with pytest.raises(AssertionError):
        watch.exactly_what_the_rules_name("a wrong act", life.clock.now())


def test_an_escalation_that_is_missing_is_seen() -> None:
    life, watch = live([("remind", 0), ("remind", 0)])

    def taken_away(act: Act, case: Case) -> None:
        one = act.find(Escalation)[0]
        act.put(replace(one, rule_id="by_hand"))

    _do_wrong(life, taken_away)
    with pytest.raises(AssertionError):
        watch.exactly_what_the_rules_name("a wrong act", life.clock.now())


def _do_wrong(life: Life, wrong: Callable[[Act, Case], None]) -> None:
    case = life.cases()[0]
    with life.hall.desk.store.act("test.wrong", staff_id="", at=life.clock.now()) as act:
        wrong(act, case)
        act.commit()
