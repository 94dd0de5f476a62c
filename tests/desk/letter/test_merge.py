"""A person's wording survives a change of the record, unless both changed the same passage."""

from hypothesis import given
from hypothesis import strategies as st

from desk.letter.merge import carry_over

COMPOSED = "# 答复\n\n尊敬的柳女士：\n\n核查情况：未到现场。\n\n处理措施：换表。\n\n特此答复。\n"
PASSAGES = st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=8).map("\n\n".join)


def test_what_only_the_person_changed_is_put_back() -> None:
    edited = COMPOSED.replace("特此答复。", "给您添麻烦了，特此答复。")
    anew = COMPOSED.replace("未到现场", "11月21日已到现场")
    merged = carry_over(COMPOSED, edited, anew)
    assert "给您添麻烦了，特此答复。" in merged.markdown
    assert "11月21日已到现场" in merged.markdown
    assert merged.lost == ()


def test_passages_side_by_side_are_told_apart() -> None:
    edited = COMPOSED.replace("处理措施：换表。", "处理措施：换一只新表。")
    anew = COMPOSED.replace("未到现场", "已到现场")
    merged = carry_over(COMPOSED, edited, anew)
    assert "核查情况：已到现场。\n\n处理措施：换一只新表。" in merged.markdown
    assert merged.lost == ()


def test_where_both_changed_a_passage_the_record_rules_and_the_person_is_told() -> None:
    edited = COMPOSED.replace("处理措施：换表。", "处理措施：换一只新表。")
    anew = COMPOSED.replace("处理措施：换表。", "处理措施：11月30日前校表。")
    merged = carry_over(COMPOSED, edited, anew)
    assert "11月30日前校表" in merged.markdown
    assert merged.lost == ("处理措施：换一只新表。",)


def test_a_new_point_and_a_new_sentence_both_stand() -> None:
    edited = COMPOSED.replace("尊敬的柳女士：", "尊敬的柳女士：\n\n感谢您来营业厅。")
    anew = COMPOSED.replace("特此答复。", "## 二、您询问：收费吗\n\n不收费。\n\n特此答复。")
    merged = carry_over(COMPOSED, edited, anew)
    assert "感谢您来营业厅。" in merged.markdown
    assert "不收费。" in merged.markdown


@given(PASSAGES, PASSAGES)
def test_an_unchanged_text_gives_the_new_one(composed: str, anew: str) -> None:
    assert carry_over(composed, composed, anew).markdown.split() == anew.split()


@given(PASSAGES, PASSAGES)
def test_an_unchanged_record_keeps_the_persons_text(composed: str, edited: str) -> None:
    assert carry_over(composed, edited, composed).markdown.split() == edited.split()


@given(PASSAGES, PASSAGES, PASSAGES)
def test_every_passage_of_the_person_is_kept_or_named(
    composed: str, edited: str, anew: str
) -> None:
    merged = carry_over(composed, edited, anew)
    new = set(edited.split()) - set(composed.split()) - set(anew.split())
    assert new <= set(merged.markdown.split()) | set(merged.lost)
