"""How a name is read: surnames and given names with more than one reading."""

import pytest

from desk.names import GIVEN_READINGS, MOST_READINGS, SURNAME_READINGS, readings


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("张伟", "zhangwei", "zw"),
        ("張偉", "zhangwei", "zw"),
        ("单伟", "shanwei danwei", "sw dw"),
        ("曾娜", "zengna cengna", "zn cn"),
        ("解明", "xieming jieming", "xm jm"),
        ("仇英", "qiuying chouying", "qy cy"),
        ("李乐", "lile liyue", "ll ly"),
        ("吕布", "lvbu lubu", "lb"),
        ("Anna 王", "annawang", "annaw"),
        ("《》", "", ""),
    ],
)
def test_a_name_is_read_in_every_way_people_read_it(name: str, pinyin: str, initials: str) -> None:
    assert readings(name) == (pinyin, initials)


def test_a_long_name_has_no_endless_list_of_readings() -> None:
    pinyin, _initials = readings("单" + "乐长" * 10)
    assert len(pinyin.split()) == MOST_READINGS


@pytest.mark.parametrize("table", [SURNAME_READINGS, GIVEN_READINGS])
def test_readings_are_letters_alone(table: dict[str, tuple[str, ...]]) -> None:
    for ways in table.values():
        assert ways
        assert all(way.isascii() and way.isalpha() and way.islower() for way in ways)
