"""Articles and scripts are found by any words in them, and named by a key that stays."""

import pytest

from desk.enums import Topic
from desk.playbook.load import load
from desk.playbook.lookup import known, look_up
from desk.playbook.playbook import Playbook


@pytest.fixture(scope="module")
def book() -> Playbook:
    return load("zh_CN")


def test_every_word_must_stand_there_wherever(book: Playbook) -> None:
    found = look_up(book, "停电 通知")
    assert found
    for one in found:
        assert "停电" in one.folded
        assert "通知" in one.folded


def test_titles_come_first(book: Playbook) -> None:
    found = look_up(book, "校验")
    in_title = ["校验" in one.title for one in found]
    assert in_title == sorted(in_title, reverse=True)
    assert in_title[0]
    assert not in_title[-1]


@pytest.mark.parametrize("text", ["", "  ", "费", "费 电", "没有这样的话", "13900001234"])
def test_too_short_or_not_there_is_nothing(book: Playbook, text: str) -> None:
    assert look_up(book, text) == []


def test_width_and_traditional_characters_are_one(book: Playbook) -> None:
    assert look_up(book, "電費") == look_up(book, "电费") != []


def test_a_topic_narrows(book: Playbook) -> None:
    found = look_up(book, "电费", Topic.METERING_BILLING)
    assert found
    assert all(Topic.METERING_BILLING in one.topics for one in found)
    assert len(found) < len(look_up(book, "电费"))


def test_a_key_leads_back(book: Playbook) -> None:
    for one in look_up(book, "电费"):
        assert known(book, one.key) is one
    assert known(book, "article:none") is None


def test_the_english_pack_is_found_by_what_customers_say_too() -> None:
    english = load("en")
    (first, *_others) = look_up(english, "METER test")
    assert first in look_up(english, "校验")
    assert first.title.isascii()
