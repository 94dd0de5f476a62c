"""Which column is what: guessed, written, read again, and refused with the place that is wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.importing.mapping import ImportMapping, check, guess, places, read, with_column, written
from desk.importing.targets import TARGETS
from desk.refusals import Refusal


def refusal(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(text)
    return caught.value


GOOD = 'key = "account.number"\n[columns]\n"户号" = "account.number"\n"户名" = "customer.name"\n'


def test_the_headers_of_usual_exports_are_known() -> None:
    found = guess(
        ["客户编号", "户号 ", "户名", "联系电话（手机）", "用电地址", "台区名称", "表号", "备注"]
    )
    assert found.columns == {
        "客户编号": "customer.number",
        "户号 ": "account.number",
        "户名": "customer.name",
        "联系电话（手机）": "customer.phone",
        "用电地址": "account.address",
        "台区名称": "account.supply_area",
        "表号": "account.meter_no",
    }
    assert found.key == "account.number"


def test_without_accounts_the_customer_number_is_the_key() -> None:
    found = guess(["客户编号", "姓名", "地址"])
    assert found.key == "customer.number"
    assert found.columns["地址"] == "customer.address"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (GOOD.replace("customer.name", "customer.nam"), "columns.户名"),
        (GOOD + '"姓名" = "customer.name"\n', "columns.姓名"),
        (GOOD.replace('key = "account.number"', 'key = "name"'), "key"),
        (GOOD.replace("key =", "kee ="), "kee"),
        (GOOD.replace('"account.number"\n[', "3\n["), "key"),
        ("[columns]\n", "columns"),
        ("户号 = 1", "map"),
        (GOOD + '[words."customer.nature"]\n"个人" = "person"\n', "words.customer.nature.个人"),
        (GOOD + '[words."customer.name"]\n"a" = "b"\n', "words.customer.name"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(text: str, field: str) -> None:
    found = refusal(text)
    assert found.field == field
    assert found.hint


def test_a_file_without_the_column_is_refused() -> None:
    mapping = read(GOOD)
    with pytest.raises(Refusal, match="户名") as caught:
        check(mapping, ["户号", "名字"])
    assert caught.value.code == "column_missing"
    with pytest.raises(Refusal) as caught:
        check(mapping, ["户号", "户名", "户名"])
    assert caught.value.code == "column_twice"


def test_a_column_moves_from_one_field_to_another() -> None:
    mapping = with_column(guess(["户号", "户名", "联系人"]), "联系人", "customer.name")
    assert mapping.columns == {"户号": "account.number", "联系人": "customer.name"}
    assert with_column(mapping, "联系人", "").columns == {"户号": "account.number"}


@settings(max_examples=60)
@given(
    headers=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1),
        min_size=2,
        max_size=4,
        unique=True,
    ),
    header_row=st.integers(0, 9),
)
def test_a_mapping_reads_as_it_was_written(headers: list[str], header_row: int) -> None:
    names = ["account.number", "customer.name", *TARGETS][: len(headers)]
    mapping = ImportMapping(
        columns=dict(zip(headers, dict.fromkeys(names), strict=False)), header_row=header_row
    )
    assert read(written(mapping)) == mapping
    assert places(mapping, headers) is not None
