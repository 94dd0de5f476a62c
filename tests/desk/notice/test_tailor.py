"""Which materials apply to which answers, and what is missing once they are ticked."""

from dataclasses import replace
from datetime import date

import pytest

from desk import i18n
from desk.enums import MaterialState
from desk.notice import (
    Tick,
    asked,
    check_in_force,
    complete,
    fits,
    may_follow,
    missing,
    settled,
    tailor,
    tick,
    told,
    unanswered,
)
from desk.playbook.procedure import MaterialGroup, When
from desk.refusals import Refusal
from tests.desk.notice.build import DAY, held, material, procedure


def ids(rows: object) -> list[str]:
    return [row.material_id for row in rows]  # type: ignore[attr-defined]


def test_an_empty_condition_always_fits() -> None:
    assert fits((), {})


def test_one_alternative_is_enough_but_all_of_its_questions_must_fit() -> None:
    when: When = ({"a": ("1", "2"), "b": ("x",)}, {"c": ("y",)})
    assert fits(when, {"a": "2", "b": "x"})
    assert fits(when, {"c": "y"})
    assert not fits(when, {"a": "2"})
    assert not fits(when, {"a": "3", "b": "x"})


def test_a_question_that_depends_on_another_is_asked_only_then() -> None:
    assert [question.id for question in asked(procedure(), {})] == ["who"]
    assert [question.id for question in asked(procedure(), {"who": "self"})] == ["who"]
    assert [question.id for question in unanswered(procedure(), {"who": "agent"})] == ["kin"]


def test_an_answer_made_void_by_another_is_dropped() -> None:
    assert settled(procedure(), {"kin": "yes", "who": "self"}) == {"who": "self"}


def test_an_open_question_is_refused_with_its_choices() -> None:
    i18n.use("en")
    with pytest.raises(Refusal) as refused:
        tailor(procedure(), {"who": "agent"})
    assert refused.value.code == "unanswered_question"
    assert refused.value.field == "answers.kin"
    assert "yes (是)" in refused.value.hint


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"who": "nobody"}, "unknown_option"),
        ({"who": "self", "colour": "red"}, "unknown_question"),
    ],
)
def test_answers_that_the_procedure_does_not_have_are_refused(
    answers: dict[str, str], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        tailor(procedure(), answers)
    assert refused.value.code == code


def test_the_list_holds_what_applies_with_alternatives_together() -> None:
    rows = tailor(procedure(), {"who": "agent", "kin": "yes"}).rows
    assert ids(rows) == ["account", "deed", "lease", "form", "kinship", "photo"]
    assert rows[1].group_label == "任选一种"
    assert {row.state for row in rows} == {MaterialState.MISSING}


def test_one_held_alternative_satisfies_its_group() -> None:
    rows = tick(tailor(procedure(), {"who": "self"}), held("account", "form", "lease")).rows
    assert missing(rows) == ()
    assert complete(rows)
    assert ids(told(rows)) == ["account", "lease", "form", "photo"]


def test_without_any_alternative_all_of_them_are_told() -> None:
    rows = tick(tailor(procedure(), {"who": "self"}), held("account", "form")).rows
    assert ids(missing(rows)) == ["deed", "lease"]
    assert ids(told(rows)) == ["account", "deed", "lease", "form", "photo"]


def test_a_group_may_ask_for_two() -> None:
    two = procedure(
        groups=(MaterialGroup(id="home", label="任选两种", at_least=2),),
        materials=tuple(material(each, any_of="home") for each in ("a", "b", "c")),
    )
    checklist = tailor(two, {"who": "self"})
    assert ids(missing(tick(checklist, held("a")).rows)) == ["b", "c"]
    assert complete(tick(checklist, held("a", "c")).rows)


def test_what_is_not_acceptable_is_still_missing_and_keeps_its_reason() -> None:
    torn = Tick(material_id="form", state=MaterialState.NOT_ACCEPTABLE, reason=" 字迹\n看不清 ")
    rows = tick(tailor(procedure(), {"who": "self"}), [torn, *held("account", "deed")]).rows
    assert ids(missing(rows)) == ["form"]
    assert missing(rows)[0].reason == "字迹 看不清"


def test_a_helpful_paper_holds_nothing_up() -> None:
    rows = tick(tailor(procedure(), {"who": "self"}), held("account", "deed", "form")).rows
    assert complete(rows)


@pytest.mark.parametrize(
    ("ticks", "code"),
    [
        (held("passport"), "unknown_material"),
        (held("kinship"), "unknown_material"),
        (held("form", "form"), "ticked_twice"),
        (
            [Tick(material_id="form", state=MaterialState.NOT_ACCEPTABLE, reason="\t\u202e ")],
            "reason_missing",
        ),
    ],
)
def test_wrong_ticks_are_refused(ticks: list[Tick], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        tick(tailor(procedure(), {"who": "self"}), ticks)
    assert refused.value.code == code
    assert refused.value.field.startswith("materials.")


def test_a_procedure_out_of_force_is_refused_and_its_last_day_is_not() -> None:
    check_in_force(procedure(), date(2026, 12, 31))
    check_in_force(replace(procedure(), valid_to=None), DAY)
    for day in (date(2027, 1, 1), date(2025, 12, 31)):
        with pytest.raises(Refusal) as refused:
            check_in_force(procedure(), day)
        assert refused.value.code == "procedure_not_in_force"


def test_papers_may_follow_only_where_all_that_is_missing_may() -> None:
    checklist = tailor(procedure(), {"who": "self"})
    assert may_follow(procedure(), tick(checklist, held("account", "form")).rows)
    assert not may_follow(procedure(), tick(checklist, held("account")).rows)
    assert not may_follow(procedure(), tick(checklist, held("account", "form", "deed")).rows)
    without = procedure(commitment=None)
    rows = tick(tailor(without, {"who": "self"}), held("account", "form")).rows
    assert not may_follow(without, rows)
    assert not any(row.later for row in rows)
