"""Listed words found in text as people write it."""

from hypothesis import given
from hypothesis import strategies as st

from desk.playbook.wording import Matcher, fold, found


def test_words_are_found_in_the_order_of_the_text() -> None:
    assert found(["停电", "通知"], "没有通知就停电，通知在哪") == ("通知", "停电")


def test_a_gap_spans_a_few_characters_of_one_sentence() -> None:
    assert found(["没…通知"], "你们没有人提前通知我") == ("没有人提前通知",)
    assert found(["没…通知"], "我没带钱，通知在家里") == ()
    assert found(["没…通知"], "没有在九个字以上那么远的地方通知") == ()


def test_a_word_of_several_gaps() -> None:
    assert found(["说…来…没"], "说马上来到现在没人") == ("说马上来到现在没",)


def test_widths_and_capitals_do_not_matter_but_the_text_is_given_as_it_stands() -> None:
    assert found(["app", "12398"], "ＡＰＰ上说打１２３９８") == ("ＡＰＰ", "１２３９８")


def test_signs_of_patterns_are_only_signs() -> None:
    assert found(["(.*)", "a+"], "aa (.*) a+") == ("(.*)", "a+")


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.lists(st.text(min_size=1, max_size=4), max_size=5), st.text(max_size=60))
def test_what_is_found_stands_in_the_text(words: list[str], text: str) -> None:
    for start, end, number in Matcher((word, n) for n, word in enumerate(words)).hits(text):
        assert 0 <= start < end <= len(text)
        assert fold(words[number]).split("…")[0] in fold(text[start:end])
