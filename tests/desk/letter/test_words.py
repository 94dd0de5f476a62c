"""Dates, money, numerals and vocabularies as letters write them."""

from datetime import date, datetime

import pytest

from desk.enums import Channel, Conclusion, Confirmation, MaterialState, PointKind
from desk.letter import words
from desk.letter.facts import PointFacts
from desk.letter.width import width
from desk.notice import NewReason


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (32, "三十二"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_chinese_numerals(number: int, numeral: str) -> None:
    assert words.ordinal(number, "zh_CN") == numeral
    assert words.ordinal(number, "en") == str(number)


def test_dates_have_no_leading_zeros() -> None:
    assert words.day(date(2026, 9, 3), "zh_CN") == "2026年9月3日"
    assert words.day(date(2026, 9, 3), "en") == "3 September 2026"
    assert words.moment(datetime(2026, 9, 3, 9, 5), "zh_CN") == "2026年9月3日 9:05"
    assert words.moment(datetime(2026, 9, 3, 9, 5), "en") == "3 September 2026 at 9:05"


@pytest.mark.parametrize(
    ("fen", "chinese", "english"),
    [
        (5, "0.05元", "CNY 0.05"),
        (12840, "128.40元", "CNY 128.40"),
        (123456789, "1234567.89元", "CNY 1,234,567.89"),
    ],
)
def test_money_is_exact(fen: int, chinese: str, english: str) -> None:
    assert words.money(fen, "zh_CN") == chinese
    assert words.money(fen, "en") == english


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_word_of_the_vocabularies_has_its_print_form(language: str) -> None:
    assert set(words.CONCLUSION[language]) == set(Conclusion)
    assert set(words.CHANNEL[language]) == set(Channel)
    assert set(words.RAISED[language]) == set(PointKind)
    assert set(words.MATERIAL[language]) == set(MaterialState)
    assert set(words.NEW[language]) == set(NewReason)
    assert set(words.TAKEN[language]) == set(Confirmation)
    assert len(set(words.CONCLUSION[language].values())) == len(Conclusion)


def test_no_internal_label_is_among_the_facts_of_a_point() -> None:
    internal = {"mood", "grade", "cause", "responsibility", "urgency", "justified"}
    assert not internal & set(PointFacts.__dataclass_fields__)


def test_width_counts_columns() -> None:
    assert width("电费ab") == 6
    assert width("e\u0301\u200b") == 1
    assert width("“—…①") == 8
