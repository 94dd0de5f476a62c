"""desk customer: the file is read, added to and put right from the command line, masked."""

from pathlib import Path
from typing import Any

import pytest

from desk import i18n
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt, quick_pins


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    i18n.use("zh_CN")
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


@pytest.fixture
def customer(prompt: Prompt) -> str:
    """The customer of a case that was just registered."""
    prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    [found] = prompt.ok("--staff", CLERK, "customer", "find", "柳明月")
    customer_id: str = found["customer_id"]
    return customer_id


def clerk(prompt: Prompt, *words: object) -> Any:
    return prompt.ok("--staff", CLERK, "customer", *words)


def test_the_file_is_put_right_and_added_to(prompt: Prompt, customer: str) -> None:
    clerk(prompt, "correct", customer, "--number", "3300012345")
    refused = prompt.refused(
        "--staff", CLERK, "customer", "correct", customer, "--phone", "13900000099"
    )
    assert refused["field"] == "reason"
    clerk(prompt, "correct", customer, "--phone", "13900000099", "--reason", "换号")
    account = clerk(prompt, "account", customer, "--number", "0500000088", "--meter", "M123456")
    clerk(prompt, "account", customer, "--id", account["id"], "--area", "柳林3号台区")
    person = clerk(prompt, "contact", customer, "--name", "程小满", "--phone", "13900000066")
    clerk(prompt, "note", customer, "合同明年三月到期", "--kind", "contract")
    note = clerk(prompt, "note", customer, "拟增容", "--kind", "demand")
    clerk(prompt, "note", customer, "--end", note["id"])
    prompt.ok(
        *("--staff", LEAD, "customer", "relation", customer, "needs_attention"),
        *("--reason", "多次来访", "--until", "2026-12-31"),
    )
    prompt.ok("--staff", LEAD, "customer", "key-account", customer, "--reason", "重要用户")
    shown = clerk(prompt, "show", customer)
    assert (shown["phone"], shown["key_account"]) == ("139****0099", True)
    assert shown["relation"]["relation"] == "needs_attention"
    assert [a["supply_area"] for a in shown["accounts"]] == ["", "柳林3号台区"]
    assert shown["contacts"][0]["name"] == "程**"
    assert [n["text"] for n in shown["notes"]] == ["合同明年三月到期"]
    assert shown["figures"]["cases"] == 1
    clerk(prompt, "contact", customer, "--id", person["id"], "--end")
    assert clerk(prompt, "show", customer, "--span", "month")["contacts"] == []


def test_operations_are_listed_newest_first_by_pages(prompt: Prompt, customer: str) -> None:
    prompt.clock.move(hours=1)
    clerk(
        *(prompt, "operation", customer, "到户核对表号，来电13900000001", "--way", "site_visit"),
        *("--place", "柳林巷3号", "--energy", "12", "--cost", "9.50", "--asked"),
    )
    first = clerk(prompt, "operations", customer, "--limit", "1")
    assert (first[0]["happened"], first[0]["cost_fen"]) == ("operation", 950)
    assert "139****0001" in first[0]["said"]
    assert first[0]["place"] == "柳林巷*号"
    rest = clerk(prompt, "operations", customer, "--after", first[0]["cursor"])
    assert [line["happened"] for line in rest] == ["registered"]
    bad = prompt.refused("--staff", CLERK, "customer", "operations", customer, "--after", "x")
    assert bad["code"] == "bad_cursor"


def test_people_read_it_in_words_with_nothing_in_full(prompt: Prompt, customer: str) -> None:
    clerk(prompt, "contact", customer, "--name", "程小满", "--phone", "13900000066")
    clerk(prompt, "note", customer, "联系13900000066")
    for command in ("show", "operations"):
        answer = prompt.run("--staff", CLERK, "customer", command, customer)
        assert answer.code == 0, answer.err
        assert not any(n in answer.out for n in ("13900000066", "13900000001", "0500000001"))
    assert "投诉登记" in answer.out
