"""How sure a point is by hand-made weights, and what is proposed of what was looked at."""

from dataclasses import replace
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import PointKind
from desk.suggest.clauses import clauses
from desk.suggest.keeping import MOST_EXPECTED, chances, expected, marks, worth
from desk.suggest.points import propose
from desk.suggest.tagging import TAGS, Weights, anew, shipped, sums, tags, traits
from tests.desk.suggest.test_tagging import PLAIN


def likely(text: str, weights: Weights) -> list[list[float]]:
    said = list(clauses(text))
    weighed = sums(weights, traits(said, text))
    return [list(one) for one in chances(weights, weighed, anew(said))]


def test_where_nothing_is_known_every_beginning_is_as_likely() -> None:
    (only,) = likely("电表坏了", PLAIN)
    assert only[0] == only[1] == only[3] == only[5] == pytest.approx(0.25)
    assert only[2] == only[4] == only[6] == 0.0


def test_a_trait_makes_its_clause_surer_than_the_others() -> None:
    weights = replace(PLAIN, traits={"退": (0.0, 3.0, 0.0, 0.0)})
    weather, refund = likely("天气好，都要退", weights)
    assert refund[3] > weather[3]
    assert refund[0] < weather[0]


@given(st.text(alphabet="你们退了吗，。？停电多收三百", min_size=1, max_size=40))
def test_chances_are_shares(text: str) -> None:
    for one in likely(f"电{text}", shipped()):
        assert len(one) == TAGS
        assert isclose(sum(one), 1.0)
        assert all(share >= 0 for share in one)


def test_chances_are_shares_of_a_clause_without_end() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(2_000)) + "，电表"
    strong = replace(shipped(), scale=0.01)
    assert all(isclose(sum(one), 1.0) for one in likely(text, strong))


def test_expected_points_are_counted_up_to_a_number() -> None:
    sure = [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    none = [1.0, *[0.0] * 6]
    assert expected([sure, none, none, none]) == (1.0, 0.25)
    assert expected([sure] * 20) == (MOST_EXPECTED, 1.0)


def test_a_run_is_marked_by_its_ends_and_its_surest_clause() -> None:
    chance = [[0.5, 0.5, *[0.0] * 5], [0.1, 0.9, *[0.0] * 5], [0.8, 0.2, *[0.0] * 5]]
    first, last, surest, number, share = marks(chance, [0, 1, 2], (2.0, 0.5))
    assert first == pytest.approx(0.0)
    assert last < first < surest
    assert (number, share) == (2.0, 0.5)
    assert worth((1.0, 0.0, 0.0, 2.0, 0.0, -4.0), (0.0, 0.0, 3.0, 1.0, 0.5)) == 5.0


LONG = (
    "我家住在河边的老街上，房子是祖上传下来的，平时就我和老伴两个人。上个月电费单多收了三百块。"
    "我老伴身体不好，儿子在外地打工，一年回来一回。把多收的退给我。"
)


def test_what_is_not_sure_is_left_out() -> None:
    """The clauses that are looked at and the points that are kept."""
    said = list(clauses(LONG))
    weighed = sums(shipped(), traits(said, LONG))
    looked_at = [tag for tag in tags(shipped(), weighed, anew(said), 20.0) if tag]
    assert len(looked_at) == len(said)
    kept = [point.matter for point in propose(LONG)]
    assert "把多收的退给我" in kept
    assert not any("老街" in matter or "打工" in matter for matter in kept)


def test_the_surest_is_proposed_where_none_is_sure() -> None:
    doubting = replace(shipped(), keep=(-100.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    assert len(propose(LONG.replace("把多收的退给我。", ""), doubting)) == 1


def test_a_plain_wish_is_always_proposed() -> None:
    doubting = replace(shipped(), keep=(-100.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    (point,) = propose(LONG.replace("把多收的", "请你们把多收的"), doubting)
    assert point.kind is PointKind.REQUEST
    assert point.matter == "请你们把多收的退给我"
