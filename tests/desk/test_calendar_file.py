"""The State Council's table from a file: what is read, and every way in which it is refused."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.calendar import DayReason, WorkCalendar
from desk.calendar_file import read_table
from desk.refusals import Refusal

CSV = "日期,至,类别,名称\n2027-02-05,2027-02-11,放假,春节\n2027-02-14,,调休上班,\n"
TOML = """
[[day]]
from = 2027-02-05
to = 2027-02-11
kind = "holiday"
name = "春节"
[[day]]
from = 2027-02-14
kind = "make_up"
"""
ICS = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270205\r\n"
    "DTEND;VALUE=DATE:20270212\r\nSUMMARY:春\r\n 节 休\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
    "DTSTART;VALUE=DATE:20270214\r\nSUMMARY:春节 补班\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(("text", "name"), [(CSV, "a.csv"), (TOML, "a.toml"), (ICS, "a.ICS")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_format_gives_the_same_days(text: str, name: str, encoding: str) -> None:
    rules = read_table(text.encode(encoding), name, 2027)
    assert len(rules) == 8
    assert rules[date(2027, 2, 11)].reason is DayReason.HOLIDAY
    assert not rules[date(2027, 2, 5)].working
    assert rules[date(2027, 2, 14)].reason is DayReason.MAKE_UP
    calendar = WorkCalendar(rules=rules, published=frozenset({2027}))
    assert calendar.working(date(2027, 2, 14))
    assert calendar.fact(date(2027, 3, 1)).certain


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2027-02-05,2027-02-11,放假,春节\n2027-02-11,2027-02-12,放假,春节", "2027-02-11"),
        ("2027-02-05,,放假,春节\n2027-02-05,,放假,春节", "第1行"),
        ("2027-02-06,,放假,春节\n2027-02-06,,班,", "2027-02-06"),
        ("2026-02-05,,放假,春节", "2027"),
        ("2027-12-31,2028-01-01,放假,元旦", "2027"),
        ("2027-02-11,2027-02-05,放假,春节", "颠倒"),
        ("2027-02-10,,班,", "2027-02-10"),
        ("2027-02-30,,放假,春节", "2027-02-30"),
        ("2027-02-05,,元宵,春节", "元宵"),
        ("2027-02-05", "类别"),
        ("2027-01-01,2027-06-01,放假,长假", "太长"),
        ("", "一天也没有"),
    ],
)
def test_a_bad_table_is_refused_with_the_row(rows: str, said: str) -> None:
    from desk.i18n import use

    use("zh_CN")
    with pytest.raises(Refusal) as refused:
        read_table(rows.encode(), "a.csv", 2027)
    assert refused.value.code == "bad_table"
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"\xff\xfe\x00\x81", "a.csv", "unreadable"),
        (b"[[day", "a.toml", "unreadable"),
        (b"hello", "a.ics", "unreadable"),
        (b"", "a.xls", "unknown_format"),
        (b"0" * 1_000_001, "a.csv", "too_large"),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_table(data, name, 2027)
    assert refused.value.code == code


def test_new_year_may_begin_in_december() -> None:
    rules = read_table("2026-12-31,2027-01-02,放假,元旦".encode(), "a.csv", 2027)
    assert date(2026, 12, 31) in rules


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.toml", "a.ics"]))
def test_nothing_but_a_refusal_comes_of_noise(data: bytes, name: str) -> None:
    with suppress(Refusal):
        assert read_table(data, name, 2027)
