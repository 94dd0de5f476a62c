"""desk letter, from waiting to the receipt: returns with remarks, the register, delivery."""

import csv
import io

import pytest

from tests.desk.cli.prompt import CLERK, LEAD, Prompt
from tests.desk.cli.test_commands import ANSWERS, clerk
from tests.desk.cli.test_commands import reference as reference


@pytest.fixture
def submitted(prompt: Prompt, reference: str) -> str:
    for number, answer in enumerate(ANSWERS, 1):
        clerk(prompt, "case", "point", "answer", reference, number, data=answer)
    clerk(prompt, "letter", "draft", reference)
    clerk(prompt, "letter", "submit", reference)
    return reference


def lead(prompt: Prompt, *words: object) -> object:
    return prompt.ok("--staff", LEAD, *words)


def printed(prompt: Prompt, reference: str) -> str:
    lead(prompt, "letter", "approve", reference)
    number: str = prompt.ok("--staff", LEAD, "letter", "issue", reference)["number"]
    refused = prompt.refused("--staff", LEAD, "letter", "printed", number)
    assert (refused["code"], refused["field"]) == ("never_sent", "elsewhere")
    lead(prompt, "letter", "printed", number, "--elsewhere", "导出 PDF 在二楼打印")
    return number


def test_a_return_with_remarks_and_the_way_back(prompt: Prompt, submitted: str) -> None:
    [waiting] = prompt.ok("--staff", LEAD, "letter", "waiting")
    assert (waiting["reference"], waiting["needed"]) == (submitted, ["lead"])
    assert prompt.run("--staff", LEAD, "letter", "return", submitted, "--point", "哪天").code == 2
    lead(prompt, "letter", "return", submitted, "--point", "1：请写明哪一天", "--comment", "客气些")
    said = prompt.run("--staff", CLERK, "letter", "diff", submitted).out
    assert "请写明哪一天" in said
    refused = prompt.refused("--staff", CLERK, "letter", "submit", submitted)
    assert (refused["code"], refused["field"]) == ("remark_open", "points.1")
    [remark] = clerk(prompt, "letter", "remark", submitted, 1, "--answer", "客户要求这样写")
    assert (remark["settled"], remark["remark"]["answer"]) == (True, "客户要求这样写")
    finding = "11月24日再次到现场核对了表号、接线和读数，均与档案一致"
    clerk(prompt, "case", "point", "answer", submitted, 1, data={"finding": finding})
    clerk(prompt, "letter", "draft", submitted)
    clerk(prompt, "letter", "submit", submitted)
    found = prompt.ok("--staff", LEAD, "letter", "diff", submitted)
    assert "points.1.finding" in [change["path"] for change in found["fields"]]
    lines = prompt.run("--staff", LEAD, "letter", "diff", submitted).out.splitlines()
    assert any(line.startswith("- ") for line in lines)
    assert any(line.startswith("+ ") and "再次到现场" in line for line in lines)


def test_the_register_as_table_as_json_and_as_csv(prompt: Prompt, submitted: str) -> None:
    number = printed(prompt, submitted)
    lead(prompt, "letter", "void", number, "--reason", "=cmd 印错")
    found = prompt.ok("--staff", CLERK, "letter", "register")
    assert (found["last"], found["faults"], found["rows"][0]["number"]) == (1, [], number)
    table = prompt.run("--staff", CLERK, "letter", "register", "--csv", "-").out
    assert table.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(table.removeprefix("\ufeff")))
    assert len(head) == len(row)
    assert (row[0], row[-1]) == (number, "'=cmd 印错")
    assert prompt.ok("--staff", CLERK, "letter", "register", "--year", 2025)["rows"] == []
    assert prompt.refused("--staff", CLERK, "letter", "register", "--year", 26)["field"] == "year"


def test_delivery_by_the_rules_of_each_way(prompt: Prompt, submitted: str) -> None:
    number = printed(prompt, submitted)
    deliver = ("--staff", CLERK, "letter", "deliver", number, "--how")
    assert prompt.refused(*deliver, "post")["field"] == "tracking"
    assert prompt.refused(*deliver, "refused")["field"] == "witness"
    assert prompt.refused(*deliver, "by_hand", "--receiver", "向晚")["field"] == "entitled"
    assert prompt.refused(*deliver, "not_found")["code"] == "too_few_tries"
    tried = clerk(prompt, "letter", "attempt", number, "--note", "无人应门", "--next", "+2")
    assert (tried["result"], tried["next_on"]) == ("not_met", "2026-11-25")
    sent = clerk(prompt, "letter", "deliver", number, "--how", "post", "--tracking", "XA12345678")
    assert sent["state"] == "delivered"
    back = clerk(prompt, "letter", "attempt", number, "--came-back", "--note", "迁移新址不明")
    assert back["result"] == "came_back"
    clerk(prompt, "letter", "deliver", number, "--how", "by_hand")
    assert [one["result"] for one in clerk(prompt, "letter", "attempts", number)] == [
        "not_met",
        "sent",
        "came_back",
        "delivered",
    ]
    [out] = clerk(prompt, "letter", "receipts")
    assert (out["number"], out["overdue"]) == (number, False)
    assert clerk(prompt, "letter", "receipts", "--overdue") == []
    signed = clerk(prompt, "letter", "receipt", number, "--rating", "dissatisfied")
    assert signed["state"] == "countersigned"
    [said] = clerk(prompt, "case", "show", submitted)["follow_ups"]
    assert (said["volunteered"], said["rating"], said["satisfied"]) == (
        True,
        "dissatisfied",
        False,
    )
