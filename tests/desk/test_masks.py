"""A mask shows enough to tell two people apart, and never more than it may."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.masks import (
    COMPOUND_SURNAMES,
    PersonalData,
    find_in_text,
    mask_account,
    mask_address,
    mask_card,
    mask_email,
    mask_identity,
    mask_in_text,
    mask_name,
    mask_phone,
)

digits = st.text("0123456789", min_size=1, max_size=24)
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
identities = st.from_regex(
    r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9X]",
    fullmatch=True,
)
cards = st.from_regex(r"[456][0-9]{15,18}", fullmatch=True)


def shown(masked: str) -> int:
    """How many letters and figures a mask leaves to be read."""
    return sum(char.isalnum() for char in masked)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800001234", "138****1234"),
        ("138-0000-1234", "138****1234"),
        ("+86 138 0000 1234", "138****1234"),
        ("１３８００００１２３４", "138****1234"),
        ("0731-88886666", "0731-*****666"),
        ("010 1234 5678", "010-*****678"),
        ("07318888666", "0731-****666"),
        ("8886666", "****666"),
        ("1234", "**34"),
        ("1", "*"),
        ("", ""),
    ],
)
def test_phones(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [("2101234567", "******4567"), ("4301234567890", "*********7890"), ("123456", "***456")],
)
def test_accounts(number: str, masked: str) -> None:
    assert mask_account(number) == masked


def test_identity_numbers() -> None:
    assert mask_identity("430102199001011234") == "430***********1234"
    assert mask_identity("43010219900101123X") == "430***********123X"
    assert mask_identity("430102900101123") == "430********1123"
    assert mask_identity("E12345678") == "*******78"


def test_cards() -> None:
    assert mask_card("6222 0212 3456 7890 123") == "***************0123"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王小明", "王**"),
        ("王明", "王*"),
        ("王", "王*"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳明", "欧阳*"),
        ("欧阳", "欧*"),
        ("东方红", "东方*"),
        ("张王小明", "张***"),
        ("𠮷田", "𠮷*"),
        ("葛\U000e0100城", "葛\U000e0100*"),
        ("阿依古丽·买买提", "阿** 买**"),
        ("John Smith", "J** S**"),
        ("García", "G**"),
        ("Garci\u0301a", "G**"),
        ("  ", ""),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_an_organisation_keeps_its_name() -> None:
    assert mask_name("兴隆五金店", organisation=True) == "兴隆五金店"


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        (
            "长沙市岳麓区桃园路18号锦绣小区3栋2单元502室",
            "长沙市岳麓区桃园路*号锦绣小区*栋*单元*室",
        ),
        ("五一路88号八一小区3-2-502", "五一路*号八一小区*-*-*"),
        ("桃园路十八号甲栋二〇三室", "桃园路*号*栋*室"),
        ("建国三路B座12A", "建国三路*座*"),
        ("人民路３２号", "人民路*号"),
        ("红旗村第Ⅱ期②栋", "红旗村第*期*栋"),
        ("Room 502, No. 18 Taoyuan Road", "Room *, No. * Taoyuan Road"),
        ("三门峡市八一路", "三门峡市八一路"),
    ],
)
def test_addresses(address: str, masked: str) -> None:
    assert mask_address(address) == masked


def test_emails() -> None:
    assert mask_email("abc.d@example.com") == "a***@example.com"
    assert mask_email("abc") == "a***"


@given(digits)
def test_numbers_never_show_more_than_allowed(number: str) -> None:
    for mask, most in ((mask_phone, 7), (mask_account, 4), (mask_card, 4), (mask_identity, 7)):
        masked = mask(number)
        assert shown(masked) <= most
        assert len(number) < 2 or masked.count("*") >= min(4, (len(number) + 1) // 2)


@given(mobiles)
def test_a_mobile_shows_seven_and_hides_four(number: str) -> None:
    assert mask_phone(number) == f"{number[:3]}****{number[-4:]}"


@given(identities)
def test_an_identity_number_hides_the_birthday(number: str) -> None:
    masked = mask_identity(number)
    assert len(masked) == len(number)
    assert masked[3:-4] == "*" * 11
    assert shown(masked) == 7


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8))
def test_a_chinese_name_shows_its_surname_alone(name: str) -> None:
    masked = mask_name(name)
    assert masked.endswith("*")
    kept = masked.rstrip("*")
    assert name.startswith(kept)
    assert len(kept) == 1 or kept in COMPOUND_SURNAMES
    assert len(kept) < len(name) or len(name) == 1


@given(st.text(max_size=40))
def test_a_masked_address_has_no_figure_left(address: str) -> None:
    assert not any(unicodedata.category(c).startswith("N") for c in mask_address(address))


@given(st.text(max_size=40))
def test_no_text_breaks_a_mask(text: str) -> None:
    for mask in (mask_phone, mask_account, mask_card, mask_identity, mask_name, mask_email):
        assert isinstance(mask(text), str)


# -- within free text ---------------------------------------------------------------------


def test_every_kind_is_found_where_it_stands() -> None:
    text = (
        "电话13800001234，身份证430102199001011234，卡号6222 0212 3456 7890 123，"
        "户号：2101234567，座机(0731)88886667，邮箱abc@example.com。"
    )
    found = find_in_text(text)
    assert [f.kind for f in found] == [
        PersonalData.PHONE,
        PersonalData.IDENTITY,
        PersonalData.CARD,
        PersonalData.ACCOUNT,
        PersonalData.PHONE,
        PersonalData.EMAIL,
    ]
    assert [text[f.start : f.end] for f in found] == [f.text for f in found]
    assert mask_in_text(text) == (
        "电话138****1234，身份证430***********1234，卡号***************0123，"
        "户号：******4567，座机0731-*****667，邮箱a***@example.com。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "工单HD01-20261121-0007",
        "电费13800.50元，止码012345",
        "2026-11-21 14:30 拨打95598、12398",
        "138****1234，430***********1234，户号******4567",
        "×供客复〔2026〕17号",
        "表号2101234567",
        "第1380000123456789012345678901234号",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_in_text(text) == []
    assert mask_in_text(text) == text


def test_a_date_beside_a_phone_does_not_hide_it() -> None:
    assert mask_in_text("2026-11-21 13912345678") == "2026-11-21 139****5678"


def test_full_width_figures_are_figures() -> None:
    assert mask_in_text("电话１３８００００１２３４") == "电话138****1234"


def test_known_numbers_count_and_public_ones_do_not() -> None:
    text = "表号旁的2101234567，请拨0731-88886666"
    assert mask_in_text(text) == "表号旁的2101234567，请拨0731-*****666"
    allowed = mask_in_text(text, known=["2101234567"], allow=["073188886666"])
    assert allowed == "表号旁的******4567，请拨0731-88886666"


@given(
    st.lists(mobiles | identities | cards, min_size=1, max_size=4),
    st.lists(st.text("客户说电话是，。 \n", max_size=6), min_size=5, max_size=5),
)
def test_nothing_personal_is_left_after_masking(numbers: list[str], between: list[str]) -> None:
    text = between[-1] + "".join(
        f"{number}，{words}" for number, words in zip(numbers, between, strict=False)
    )
    masked = mask_in_text(text)
    assert find_in_text(masked) == []
    assert not any(number in masked for number in numbers)
    assert mask_in_text(masked) == masked


@given(st.text("0123456789 -*户号@a.，", max_size=60), st.lists(digits, max_size=2))
def test_masking_a_text_twice_changes_nothing_more(text: str, known: list[str]) -> None:
    once = mask_in_text(text, known=known)
    assert mask_in_text(once, known=known) == once
    assert find_in_text(once, known=known) == []


@pytest.mark.parametrize(
    "row_id", ["01a20267-0959-7130-8024-c29ff5d40788", "01a20267-0138-7001-8234-139000000125"]
)
def test_an_id_of_ours_is_nobodys_number(row_id: str) -> None:
    assert mask_in_text(row_id) == row_id
    assert mask_in_text(f"{row_id} 13900000012") == f"{row_id} 139****0012"
