"""Names, numbers and addresses that are almost those on file."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.letter.lint_known import Known, KnownKind, differences, near

NAME, ACCOUNT, PHONE, ADDRESS = KnownKind

ON_FILE = (
    Known(NAME, "张伟"),
    Known(ACCOUNT, "0500000031"),
    Known(PHONE, "13900000042"),
    Known(ADDRESS, "临江市望江路12号3幢402室"),
)


def _slips(text: str, *known: Known, right: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    found = differences(text, known or ON_FILE, right=right)
    return [(slip.kind.value, slip.said) for slip in found]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("经与户主张玮核对，读数无误。", "name", "张玮"),
        ("11月4日到张玮女士家中核对。", "name", "张玮"),
        ("户名：章伟，已更正。", "name", "章伟"),
        ("户号0500000013已更正。", "account", "0500000013"),
        ("户号050000031已更正。", "account", "050000031"),
        ("户号 0500 0000 37 已更正。", "account", "0500 0000 37"),
        ("尾号为******0013的账户", "account", "******0013"),
        ("11月4日到望江路21号核对。", "address", "望江路21号"),
        ("11月4日到望江路12号3幢420室核对。", "address", "望江路12号3幢420室"),
        ("11月4日到望红路12号核对。", "address", "望红路"),
    ],
)
def test_what_is_almost_on_file_is_a_slip(text: str, kind: str, said: str) -> None:
    assert (kind, said) in _slips(text)


@pytest.mark.parametrize(
    "text",
    [
        "张伟先生，户号0500000031，望江路12号3幢402室。",
        "11月4日到您家（望江路12号402室）核对。",
        "一张电费单，一张清单，张贴在门口。",
        "张先生您好，尊敬的张先生：",
        "邻居李芳女士家的户号7788990011。",
        "尾号******0031，联系电话139****0042。",
        "望江路88号营业厅、望江路沿线、滨河路12号。",
        "表号3300217788，工单HD01-20261103-0007，11月4日8:30。",
        "订单0999-5550100转8。",
        "的伟先生不是名字。",
    ],
)
def test_what_is_right_or_somebody_elses_is_left_alone(text: str) -> None:
    assert _slips(text) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("王小明", "当日王晓明在场。", True),
        ("王小明", "当日王明小在场。", True),
        ("王小明", "户主王小名签字。", True),
        ("王小明", "王小姐在场，王小二的店。", False),
        ("李建设", "在建设路，城建设计院，已建设完成。", False),
        ("王先立", "王先生您好。", False),
        ("高新华", "高新区、高新技术。", False),
        ("Wei Zhang", "Dear Mr Zhagn, we found", True),
        ("Wei Zhang", "Dear Mr Zhang, Ms Chang and Dr Brown", False),
        ("Wei Chen", "When we came, Then it rained. Dear Ms Chen", False),
    ],
)
def test_names_of_every_length(name: str, text: str, found: bool) -> None:
    assert bool([s for s in _slips(text, Known(NAME, name)) if s[1] != "Chang"]) is found


def test_a_colleagues_name_is_no_slip_of_the_customers() -> None:
    known = Known(NAME, "王小明")
    assert _slips("由王晓明女士到现场。", known)
    assert not _slips("由王晓明女士到现场。", known, right=("王晓明",))


def test_our_own_address_on_the_same_street_is_no_slip() -> None:
    assert not _slips("请到望江路13号办理。", right=("临江市望江路13号",))
    assert _slips("请到望江路13号办理。")


DIGITS = st.text(string.digits, min_size=10, max_size=10)


@settings(max_examples=60)
@given(account=DIGITS, at=st.integers(0, 8))
def test_two_digits_changed_round_are_always_found(account: str, at: int) -> None:
    swapped = account[:at] + account[at + 1] + account[at] + account[at + 2 :]
    found = _slips(f"户号{swapped}。", Known(ACCOUNT, account))
    assert bool(found) is (swapped != account)


@settings(max_examples=60)
@given(one=DIGITS, other=DIGITS)
def test_nearness_is_mutual_and_never_holds_of_the_same(one: str, other: str) -> None:
    assert near(one, other, 2) is near(other, one, 2)
    assert not near(one, one, 2)


@settings(max_examples=60)
@given(text=st.text(max_size=80))
def test_any_text_can_be_compared(text: str) -> None:
    for slip in differences(text, ON_FILE):
        assert slip.said in text
