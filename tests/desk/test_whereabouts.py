"""An address is the same however it is spelt."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.whereabouts import Whereabouts, place_of, whereabouts
from tests.builders import a_customer


@pytest.mark.parametrize(
    ("address", "road", "number", "building", "room"),
    [
        ("临江市柳林巷3号", "柳林巷", "3", "", ""),
        ("临江市临江区阳光路１２号３栋５０２室", "阳光路", "12", "3", "502"),
        ("阳光路12號3幢502", "阳光路", "12", "3", "502"),
        ("云溪省临江市西城区文三路十二号", "文三路", "12", "", ""),
        ("阳光小区3栋2单元502", "阳光小区", "", "3", "2-502"),
        ("阳光小区3-2-502", "阳光小区", "", "3", "2-502"),
        ("阳光小区 3#502", "阳光小区", "", "3", "502"),
        ("幸福花园三号楼二单元101", "幸福花园", "", "3", "2-101"),
        ("长宁路100弄5号302室", "长宁路", "100弄", "5", "302"),
        ("河西镇三里村二组18号", "三里村2组", "18", "", ""),
        ("江南大道88号A座1203", "江南大道", "88", "a", "1203"),
        ("第三大街12号", "第三大街", "12", "", ""),
        ("阳光路12号锦绣花园3栋502", "阳光路", "12", "3", "502"),
        ("中山路12-3号", "中山路", "12-3", "", ""),
        ("城南街道阳光路一百零五号", "阳光路", "105", "", ""),
    ],
)
def test_the_parts_of_an_address(
    address: str, road: str, number: str, building: str, room: str
) -> None:
    assert whereabouts(address) == Whereabouts(road, number, building, room)


@pytest.mark.parametrize("address", ["", "柳林巷", "12号", "A座", "。。。", "临江市"])
def test_what_leads_to_no_house_is_no_place(address: str) -> None:
    assert place_of(address) == ""
    assert whereabouts(address).beside() == ()


def test_the_next_houses_are_numbers_of_a_road_or_buildings_of_an_estate() -> None:
    assert whereabouts("柳林巷3号").beside() == (
        "柳林巷|1|",
        "柳林巷|2|",
        "柳林巷|4|",
        "柳林巷|5|",
    )
    assert whereabouts("阳光小区1栋502").beside() == ("阳光小区||2|", "阳光小区||3|")
    assert "长宁路|100弄|4|" in whereabouts("长宁路100弄5号").beside()
    assert not place_of("阳光小区10栋").startswith(whereabouts("阳光小区2栋").beside()[0])


def test_a_file_knows_the_place_of_its_address() -> None:
    assert a_customer(address="阳光路12号3幢502").place == "阳光路|12|3|"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_whatever_is_read(address: str) -> None:
    found = whereabouts(address)
    assert place_of(address) == found.place
    assert not any(one == found.place for one in found.beside())


HOUSE = st.tuples(st.integers(1, 9999), st.integers(1, 99), st.integers(101, 3999))
SPELT = st.sampled_from(
    [
        "{road}{n}号{b}栋{r}室",
        "{road}{n}號{b}幢{r}",
        "{road} {n} 号 {b} 号楼 {r} 室",
        "临江市东城区{road}{n}号{b}座{r}房",
    ]
)


@settings(max_examples=80, deadline=None)
@given(HOUSE, SPELT, SPELT, st.booleans())
def test_two_spellings_of_a_house_are_one_place(
    house: tuple[int, int, int], one: str, other: str, wide: bool
) -> None:
    number, building, room = house
    values = {"road": "柳林路", "n": number, "b": building, "r": room}
    left, right = one.format(**values), other.format(**values)
    if wide:
        right = right.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    assert whereabouts(left).place == whereabouts(right).place == f"柳林路|{number}|{building}|"
