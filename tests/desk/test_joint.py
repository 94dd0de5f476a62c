"""A pasted list of people is read line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.joint import read_lines, twice


@pytest.mark.parametrize(
    ("line", "name", "phone", "account", "address"),
    [
        ("王秀兰，13900000001，柳林巷3号", "王秀兰", "13900000001", "", "柳林巷3号"),
        ("1. 王秀兰\t13900000001\t0500000001", "王秀兰", "13900000001", "0500000001", ""),
        ("（2）欧阳春晓；0500000002；柳林巷 5 号", "欧阳春晓", "", "0500000002", "柳林巷 5 号"),
        ("3、买买提·艾力", "买买提·艾力", "", "", ""),
        (
            "Anna Invented, 139 0000 0009, 5 Willow Lane",
            "Anna Invented",
            "13900000009",
            "",
            "5 Willow Lane",
        ),
        ("石磊,１３９００００００１２", "石磊", "13900000012", "", ""),
        ("临江市向阳花合作社 | 0999-5550123", "临江市向阳花合作社", "09995550123", "", ""),
    ],
)
def test_a_line(line: str, name: str, phone: str, account: str, address: str) -> None:
    (read,) = read_lines(line)
    assert (read.name, read.phone, read.account_no, read.address) == (name, phone, account, address)


def test_empty_lines_are_left_out_and_counted() -> None:
    assert [line.number for line in read_lines("甲\n\n  \n乙\n")] == [1, 4]


def test_somebody_who_stands_twice_is_told_with_the_first_line() -> None:
    lines = read_lines("王秀兰，13900000001\n李敏，13900000002\n王秀兰，139 0000 0001")
    assert twice(lines) == {3: 1}


def test_two_people_of_one_name_with_different_phones_are_two() -> None:
    assert twice(read_lines("王秀兰，13900000001\n王秀兰，13900000002")) == {}


@given(st.text(max_size=400))
def test_any_text_can_be_pasted_and_no_line_is_lost(text: str) -> None:
    lines = read_lines(text)
    assert all(line.text for line in lines)
    assert [line.number for line in lines] == sorted({line.number for line in lines})
    again = twice(lines)
    assert all(first < number for number, first in again.items())
