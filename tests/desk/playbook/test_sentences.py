"""Sentences by mood and topic: enough for each, none that promises or owns up too early."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.enums import Conclusion, Mood, Topic
from desk.manner import Manner
from desk.playbook import wording
from desk.playbook.base import Confidence
from desk.playbook.entries import PhraseKind
from desk.playbook.load import check, load
from desk.playbook.sentences import (
    ADMITS,
    LEAST,
    PROMISES,
    SPOKEN,
    SentenceUse,
    check_sentences,
    fitting,
)
from desk.proposals import apologies
from desk.slots import SLOT

DAY = date(2026, 11, 23)
BOOKS = {language: load(language) for language in ("zh_CN", "en")}
CELLS = [(mood, topic) for mood in Mood for topic in Topic]


def said(language: str, mood: Mood, topic: Topic, *uses: SentenceUse) -> list[str]:
    found = fitting(BOOKS[language].sentences.values(), mood, topic, DAY, *uses)
    return [one.text for one in found]


@pytest.mark.parametrize("language", BOOKS)
def test_every_mood_and_topic_has_enough_to_say_with_regret_among_it(language: str) -> None:
    for mood, topic in CELLS:
        spoken = said(language, mood, topic, *SPOKEN)
        assert len(set(spoken)) >= LEAST, (mood, topic)
        assert said(language, mood, topic, SentenceUse.REGRET), (mood, topic)
        assert said(language, mood, topic, SentenceUse.LETTER), (mood, topic)


@pytest.mark.parametrize("language", BOOKS)
def test_nothing_is_promised_and_no_fault_admitted_before_it_is_found(language: str) -> None:
    book = BOOKS[language]
    loose = (*PROMISES, *book.words_of(PhraseKind.PROMISE))
    never = book.words_of(PhraseKind.PUSH_AWAY, PhraseKind.BLAME, PhraseKind.INTERROGATE)
    manner = Manner(book.phrases.values())
    for one in book.sentences.values():
        assert wording.found(loose, one.text) == (), one.text
        assert wording.found(never, one.text) == (), one.text
        assert manner.slips(one.text) == (), one.text
        if one.use in SPOKEN:
            assert wording.found(ADMITS, one.text) == (), one.text
            assert not SLOT.search(one.text), one.text


@pytest.mark.parametrize("language", BOOKS)
def test_a_letter_apologises_and_leaves_open_for_what(language: str) -> None:
    words = BOOKS[language].words_of(PhraseKind.APOLOGY)
    for one in BOOKS[language].sentences.values():
        if one.use is SentenceUse.LETTER:
            assert wording.found(words, one.text), one.text
            assert SLOT.search(one.text), one.text


def test_regret_is_an_apology_that_the_rules_would_hear() -> None:
    words = BOOKS["zh_CN"].words_of(PhraseKind.APOLOGY)
    for one in BOOKS["zh_CN"].sentences.values():
        if one.use is SentenceUse.REGRET:
            assert wording.found(words, one.text), one.text


def test_what_was_written_for_mood_and_topic_comes_first() -> None:
    found = fitting(BOOKS["zh_CN"].sentences.values(), Mood.VENTING, Topic.QUEUEING, DAY, *SPOKEN)
    assert found[0].moods == (Mood.VENTING,)
    assert found[0].topics == (Topic.QUEUEING,)


def test_they_sound_like_people_and_not_like_a_machine() -> None:
    machine = (
        "亲",
        "您的心情我理解",
        "给您带来不便敬请谅解",
        "感谢您的来电",
        "请您耐心等待",
        "非常抱歉",
    )
    spoken = [one.text for one in BOOKS["zh_CN"].sentences.values() if one.use in SPOKEN]
    assert len(set(spoken)) == len(spoken)
    for text in spoken:
        assert wording.found(machine, text) == (), text
        assert "您" in text, text
        assert len(text) <= 60, text


def test_none_of_it_is_printed_as_a_rule() -> None:
    for one in BOOKS["zh_CN"].sentences.values():
        assert one.confidence is Confidence.DEFAULT
        assert not one.printable
        assert one.source


@pytest.mark.parametrize("conclusion", [None, *Conclusion])
def test_a_letter_is_offered_an_apology_only_where_the_customer_is_right(
    conclusion: Conclusion | None,
) -> None:
    found = apologies(BOOKS["zh_CN"], Topic.METER_READING, Mood.CALM, conclusion, DAY)
    true = conclusion in (Conclusion.SUBSTANTIATED, Conclusion.PARTLY_SUBSTANTIATED)
    assert bool(found) == true
    assert all(one.field == "apology" for one in found)


@pytest.mark.parametrize(
    ("use", "text"),
    [
        (SentenceUse.EMPATHY, "这是我们的疏漏，您请坐。"),
        (SentenceUse.REGRET, "对不起，我保证马上解决。"),
        (SentenceUse.REGRET, "对不起，多收的退给您。"),
        (SentenceUse.EMPATHY, "您误会了，您听我说。"),
        (SentenceUse.EMPATHY, "⟦什么事⟧让您受累了。"),
        (SentenceUse.LETTER, "给您添了麻烦，诚恳致歉。"),
        (SentenceUse.LETTER, "⟦哪里错了⟧，我们已经改正。"),
    ],
)
def test_a_sentence_of_a_hall_that_breaks_the_rules_is_named(
    use: SentenceUse, text: str, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(
        f'[[sentence]]\nid = "own"\nuse = "{use}"\ntext = "{text}"\nvalid_from = 2026-01-01\n'
        'as_of = 2026-11-22\nconfidence = "default"\n',
        encoding="utf-8",
    )
    assert any("own" in str(problem) for problem in check(tmp_path))


def test_a_cell_without_enough_is_named() -> None:
    book = load()
    mine = {key: replace(one, topics=(Topic.OTHER,)) for key, one in book.sentences.items()}
    before, book.sentences = book.sentences, mine
    try:
        found = list(check_sentences(book))
    finally:
        book.sentences = before
    assert any(key.endswith("queueing") for _kind, key, _field, _why in found)
