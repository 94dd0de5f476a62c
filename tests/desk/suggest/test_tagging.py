"""Tags of clauses by hand-made weights, and what is shown of learnt runs."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import PointKind, Topic
from desk.playbook.load import load
from desk.suggest import Suggester
from desk.suggest.clauses import clauses
from desk.suggest.learnt import FULL, Learnt, counts
from desk.suggest.points import propose
from desk.suggest.tagging import NO_WAY, TAGS, Weights, anew, shipped, sums, tags, traits

EVEN = tuple(
    tuple(
        NO_WAY if now and now % 2 == 0 and was not in (now, now - 1) else 0.0 for now in range(TAGS)
    )
    for was in range(TAGS)
)
PLAIN = Weights({}, EVEN, EVEN, tuple(NO_WAY if n and n % 2 == 0 else 0.0 for n in range(TAGS)))


def tagged(text: str, weights: Weights) -> list[int]:
    said = list(clauses(text))
    return tags(weights, sums(weights, traits(said, text)), anew(said), 0.0)


def test_a_trait_makes_its_clause_a_point_of_its_kind() -> None:
    weights = replace(
        PLAIN,
        traits={
            "^表": (1.0, -1.0, -1.0, 0.0),
            "退$": (-1.0, 1.0, -1.0, 0.0),
            "=always": (-0.5,) * 3 + (0.0,),
        },
    )
    assert tagged("表坏了，天气好，都要退", weights) == [1, 0, 3]


def test_numbers_are_one_trait() -> None:
    said = list(clauses("多收三百块"))
    assert "#块$" in traits(said, "多收三百块")[0]
    assert traits(list(clauses("多收500块")), "多收500块")[0].count("#") == 1


@given(st.text(alphabet="你们退了吗，。？停电多收三百", max_size=40))
def test_nothing_goes_on_that_has_not_begun(text: str) -> None:
    said = list(clauses(text))
    if not said:
        return
    found = tagged(text, shipped())
    assert len(found) == len(said)
    assert not (found[0] and found[0] % 2 == 0)
    for was, now in pairwise(found):
        assert now == 0 or now % 2 or was in (now, now - 1)


def test_a_point_ends_with_its_sentence() -> None:
    points = propose("电表走得飞快。停电没有通知")
    assert [point.matter for point in points] == ["电表走得飞快", "停电没有通知"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("不给退钱", PointKind.ALLEGATION),
        ("师傅骂人", PointKind.ALLEGATION),
        ("家里老人用着呼吸机", PointKind.ALLEGATION),
        ("要求验表", PointKind.REQUEST),
        ("要带什么材料", PointKind.QUESTION),
    ],
)
def test_who_says_little_is_taken_by_grammar_unless_weights_are_sure(
    text: str, kind: PointKind
) -> None:
    (point,) = propose(text)
    assert point.kind is kind


def test_weights_see_a_request_where_grammar_does_not() -> None:
    kinds = [point.kind for point in propose("表走得飞快。多收的退回来")]
    assert kinds == [PointKind.ALLEGATION, PointKind.REQUEST]


def test_of_more_runs_each_counts_less() -> None:
    assert counts(1) == counts(int(FULL**2)) == 1.0
    assert counts(4 * int(FULL**2)) == 0.5
    assert counts(0) == 0.0


def test_learnt_runs_are_shown_as_the_clause_they_stand_in() -> None:
    learnt = Learnt([("月电", Topic.METERING_BILLING, 90)])
    found = Suggester(load(), learnt=learnt).suggest("排队太久，这个月电费单没有来").topics
    one = next(one for one in found if one.topic is Topic.METERING_BILLING)
    assert "月电" not in one.reasons
    assert one.clauses == ("这个月电费单没有来",)
    assert one.reasons == one.words + one.clauses


def test_a_learnt_run_inside_a_chosen_word_proposes_nothing_alone() -> None:
    suggester = Suggester(load(), learnt=Learnt([("知书", Topic.QUEUEING, 90)]))
    assert [one.topic for one in suggester.suggest("停电通知书").topics] == [
        Topic.ARREARS_DISCONNECTION
    ]
    assert Topic.QUEUEING in {one.topic for one in suggester.suggest("停电，知书").topics}


def test_a_learnt_run_inside_a_chosen_word_adds_to_what_speaks_for_a_topic() -> None:
    text = "停电通知书，排队"
    with_run = Suggester(load(), learnt=Learnt([("停电", Topic.QUEUEING, 90)])).suggest(text)
    without = Suggester(load(), learnt=Learnt([])).suggest(text)
    more, less = (
        next(one.score for one in made.topics if one.topic is Topic.QUEUEING)
        for made in (with_run, without)
    )
    assert more == round(less + 9.0, 1)


def test_what_a_chosen_word_says_is_named_once() -> None:
    learnt = Learnt([("停电", Topic.ARREARS_DISCONNECTION, 90)])
    (best,) = Suggester(load(), learnt=learnt).suggest("停电通知书").topics
    assert best.reasons == ("停电通知书",)
