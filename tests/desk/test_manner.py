"""Words that push away are caught in our own voice, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.manner import CAUGHT, Manner, mended
from desk.playbook.entries import Phrase
from desk.playbook.load import load

PHRASES = load("zh_CN").phrases_of(*CAUGHT)
MANNER = Manner(PHRASES)
WORDS = [word for phrase in PHRASES for word in phrase.words if "…" not in word]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.id)
def test_every_phrase_is_caught_and_a_better_sentence_offered(phrase: Phrase) -> None:
    for word in phrase.words:
        slips = MANNER.slips(f"已告知：{word.replace('…', '')}，请谅解。")
        assert phrase.instead in [slip.instead for slip in slips], word
        assert all(slip.why for slip in slips)


def test_the_place_is_told_in_characters_of_the_text() -> None:
    text = "他说“不归我管”。这事不归我们管，您自己去银行。"
    slips = MANNER.slips(text)
    assert [text[s.start : s.end] for s in slips] == ["不归我们管", "您自己去"]
    assert [s.words for s in slips] == ["不归我们管", "您自己去"]


@pytest.mark.parametrize("marks", ["“”", "「」", "『』", '""', "‘’"])
def test_what_is_quoted_is_left_alone(marks: str) -> None:
    assert MANNER.slips(f"客户说银行答复{marks[0]}不归我们管{marks[1]}。") == ()


def test_the_customers_sentence_is_left_alone_without_marks_too() -> None:
    said = "你们说不归我们管，又说不清楚"
    assert MANNER.slips(f"客户反映：{said}。", [said]) == ()
    assert MANNER.slips(f"客户反映：{said}。")


def test_english_is_judged_in_english() -> None:
    english = Manner(load("zh_CN").said("en").phrases_of(*CAUGHT))
    [slip] = english.slips("I am afraid this is not our department.")
    assert slip.words == "not our department"
    assert slip.instead.startswith("[Department]")


def test_the_better_sentence_takes_the_place_of_the_clause_alone() -> None:
    text = "已看过表，这事不归我们管，请谅解。"
    [slip] = MANNER.slips(text)
    better = mended(text, slip)
    assert better.startswith("已看过表，此事由××部门负责")
    assert better.endswith("，请谅解。")
    assert MANNER.slips(better) == ()


def test_the_better_sentences_are_free_of_such_words_themselves() -> None:
    assert [p.id for p in PHRASES if MANNER.slips(p.instead)] == []


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=6),
    st.text(max_size=4),
)
def test_what_is_told_stands_in_the_text(parts: list[str], between: str) -> None:
    text = between.join(parts)
    for slip in MANNER.slips(text):
        assert text[slip.start : slip.end] == slip.words
        assert slip.instead in mended(text, slip) or slip.instead[:-1] in mended(text, slip)
