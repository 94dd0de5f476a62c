"""Words that push away are caught in our own voice, and only there."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.manner import KINDS, Manner
from desk.playbook.load import load

MANNER = Manner.of(load("zh_CN"))
PHRASES = [p for p in load("zh_CN").phrases.values() if p.kind in KINDS]
WORDS = [word for phrase in PHRASES for word in phrase.words if "…" not in word]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.id)
def test_every_phrase_is_caught_and_a_better_sentence_offered(phrase: object) -> None:
    assert isinstance(phrase, type(PHRASES[0]))
    word = next(w for w in phrase.words if "…" not in w)
    [remark] = MANNER.remarks(f"已告知：{word}，请谅解。")
    assert remark.words in phrase.words or word in remark.words
    assert remark.instead
    assert remark.why


def test_the_place_is_told_in_characters_of_the_text() -> None:
    text = "他说“不归我管”。这事不归我们管，您自己去银行。"
    remarks = MANNER.remarks(text)
    assert [text[r.start : r.end] for r in remarks] == [r.words for r in remarks]
    assert [r.words for r in remarks] == ["不归我们管", "您自己去"]
    assert remarks[0].start == text.index("不归我们管")


@pytest.mark.parametrize("marks", ["“”", "「」", "『』", '""', "‘’"])
def test_what_is_quoted_is_left_alone(marks: str) -> None:
    assert MANNER.remarks(f"客户说银行答复{marks[0]}不归我们管{marks[1]}。") == ()


def test_the_customers_sentence_is_left_alone_without_marks_too() -> None:
    said = "你们说不归你们管，又说不清楚"
    assert MANNER.remarks(f"客户反映：{said}。", [said]) == ()
    assert MANNER.remarks(f"客户反映：{said}。")


def test_english_is_judged_in_english_and_explained_in_the_language_of_the_reader() -> None:
    [remark] = MANNER.remarks("I am afraid this is not our department.")
    assert remark.words == "not our department"
    assert remark.instead.startswith("[Department]")
    assert remark.why == "把客户推开，违反首问负责制。"
    [chinese] = Manner.of(load("zh_CN").said("en")).remarks("这事不归我们管")
    assert chinese.why.startswith("It pushes the customer away")
    assert chinese.instead.startswith("此事由")


def test_the_better_sentences_are_free_of_such_words_themselves() -> None:
    assert [p.id for p in PHRASES if MANNER.remarks(p.instead)] == []


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=6),
    st.text(max_size=4),
)
def test_remarks_never_overlap_and_lie_within_the_text(parts: list[str], between: str) -> None:
    text = between.join(parts)
    remarks = MANNER.remarks(text)
    assert all(text[r.start : r.end] == r.words for r in remarks)
    assert all(a.end <= b.start for a, b in pairwise(remarks))
