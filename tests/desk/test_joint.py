"""A pasted list of people is read line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.joint import read_lines, sorted_out


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
        ("王秀兰 13900000001", "王秀兰", "13900000001", "", ""),
        (
            "王秀兰 139 0000 0001 0500000001 柳林巷 5 号",
            "王秀兰",
            "13900000001",
            "0500000001",
            "柳林巷 5 号",
        ),
        ("王秀兰 柳林巷5号", "王秀兰", "", "", "柳林巷5号"),
        ("张 三", "张 三", "", "", ""),
        (
            "Anna Invented 13900000009 5 Willow Lane",
            "Anna Invented",
            "13900000009",
            "",
            "5 Willow Lane",
        ),
        ("王秀兰 13900000001，柳林巷3号", "王秀兰", "13900000001", "", "柳林巷3号"),
        ("临江市向阳花合作社 | 0999-5550123", "临江市向阳花合作社", "09995550123", "", ""),
    ],
)
def test_a_line(line: str, name: str, phone: str, account: str, address: str) -> None:
    (read,) = read_lines(line)
    assert (read.name, read.phone, read.account_no, read.address) == (name, phone, account, address)


def test_empty_lines_are_left_out_and_counted() -> None:
    assert [line.number for line in read_lines("甲\n\n  \n乙\n")] == [1, 4]


@pytest.mark.parametrize(
    "text",
    [
        "序号,姓名,联系电话,用电地址\n1,王秀兰,13900000001,柳林巷3号\n",
        '姓名,电话,地址\r\n"王秀兰","13900000001","柳林巷3号"\r\n',
    ],
)
def test_a_table_with_heads_and_serials(text: str) -> None:
    (line,) = read_lines(text)
    assert (line.name, line.phone, line.address) == ("王秀兰", "13900000001", "柳林巷3号")


def test_a_cell_in_quotation_marks_keeps_its_commas() -> None:
    (line,) = read_lines('王秀兰,"柳林巷3号，2单元",13900000001')
    assert line.address == "柳林巷3号，2单元"


def test_the_salutation_and_who_speaks_for_all_are_read() -> None:
    first, second = read_lines("王秀兰 女士,女士,代表\n代表大会")
    assert (first.salutation, first.representative) == ("女士", True)
    assert (second.name, second.representative) == ("代表大会", False)


def test_a_line_without_a_name_stays_with_its_reason() -> None:
    found = sorted_out(read_lines("王秀兰，13900000001\n13900000002，柳林巷3号"), {}, last=0)
    assert [line.name for line in found.taken] == ["王秀兰"]
    assert found.text == "13900000002，柳林巷3号"
    assert found.left[0][1]


def test_somebody_who_stands_twice_is_told_with_the_number_of_the_first() -> None:
    lines = read_lines("王秀兰，13900000001\n李敏，13900000002\n王秀兰，139 0000 0001")
    found = sorted_out(lines, {("石磊", ""): 4}, last=7)
    assert [line.name for line in found.taken] == ["王秀兰", "李敏"]
    [(line, reason)] = found.left
    assert line.number == 3
    assert "8" in reason
    (again,) = sorted_out(read_lines("石磊"), {("石磊", ""): 4}, last=7).left
    assert "4" in again[1]


def test_two_people_of_one_name_with_different_phones_are_two() -> None:
    lines = read_lines("王秀兰，13900000001\n王秀兰，13900000002")
    assert len(sorted_out(lines, {}, last=0).taken) == 2


def test_a_sixth_who_speaks_for_all_stays() -> None:
    lines = read_lines("\n".join(f"联名{n}，1390000000{n}，代表" for n in range(6)))
    found = sorted_out(lines, {}, last=0)
    assert (len(found.taken), found.left[0][0].name) == (5, "联名5")
    assert len(sorted_out(lines, {}, last=3, speak=4).taken) == 1


def test_the_list_ends_at_its_limit() -> None:
    found = sorted_out(read_lines("甲\n乙"), {}, last=999)
    assert (len(found.taken), len(found.left)) == (1, 1)


@given(st.text(alphabet='王李13900000001 ,，\t\n"代表', max_size=120))
def test_any_text_can_be_pasted_and_no_line_is_lost(text: str) -> None:
    lines = read_lines(text)
    assert all(line.text for line in lines)
    assert [line.number for line in lines] == sorted({line.number for line in lines})
    found = sorted_out(lines, {}, last=0)
    assert sorted([*found.taken, *(line for line, _reason in found.left)], key=id) == sorted(
        lines, key=id
    )
    assert len({line.who for line in found.taken}) == len(found.taken)
