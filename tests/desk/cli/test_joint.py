"""desk case join, represent, leave."""

from pathlib import Path

from tests.desk.cli.prompt import A_CASE, CLERK, Prompt


def test_a_list_is_read_in_and_who_speaks_is_said(prompt: Prompt) -> None:
    reference = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    people = "1. 王秀兰，13900000001\n2. 李敏，13900000002，柳林巷5号\n"
    added = prompt.ok("--staff", CLERK, "case", "join", reference, data=people.encode())
    assert [one["position"] for one in added] == [1, 2]
    prompt.ok("--staff", CLERK, "case", "represent", reference, 2)
    prompt.ok("--staff", CLERK, "case", "leave", reference, 1)
    again = prompt.refused("--staff", CLERK, "case", "leave", reference, 1)
    assert again["code"] == "no_such_signatory"


def test_a_table_as_a_chinese_spreadsheet_writes_it(prompt: Prompt, tmp_path: Path) -> None:
    reference = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    table = tmp_path / "list.csv"
    table.write_bytes(
        '序号,姓名,性别,电话,地址\r\n1,王秀兰,女士,13900000001,"柳林巷3号，2单元"\r\n'.encode(
            "gb18030"
        )
    )
    (one,) = prompt.ok("--staff", CLERK, "case", "join", reference, "--file", table)
    assert (one["name"], one["salutation"]) == ("王秀兰", "女士")
    assert one["address"] == "柳林巷3号，2单元"
    (listed,) = prompt.ok("--staff", CLERK, "case", "signatories", reference)
    assert listed["position"] == 1


def test_what_is_no_list_joins_nobody(prompt: Prompt) -> None:
    reference = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    assert prompt.refused("--staff", CLERK, "case", "join", reference, data=b"\n\n")["code"]
    prompt.refused("--staff", CLERK, "case", "join", reference, data=b"\xff\xff\xff")
    assert prompt.ok("--staff", CLERK, "case", "signatories", reference) == []
