"""desk incident and desk case restore-first, from declaring to the end."""

from pathlib import Path

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt

AS_CLERK = ("--staff", CLERK)
AS_LEAD = ("--staff", LEAD)
OUT = A_CASE | {
    "topic": "repair_overdue",
    "narrative": "河西小区昨晚停电，到现在没有来电。",
    "points": [{"kind": "allegation", "matter": "停电一夜无人抢修"}],
}


def test_from_declaring_to_the_end(prompt: Prompt, tmp_path: Path) -> None:
    one = prompt.ok(*AS_CLERK, "case", "register", data=OUT)["reference"]
    two = prompt.ok(*AS_CLERK, "case", "register", data=OUT)["reference"]
    numbers = tmp_path / "accounts.txt"
    numbers.write_text("9900000007\n9900000008\n", encoding="utf-8")
    declare = (*AS_CLERK, "incident", "declare", "河西电缆故障", "--cause", "fault")
    made = prompt.ok(*declare, "--area", "河西小区", "--case", one, "--accounts", numbers)
    number = made["number"]
    assert "9900000007" not in str(made["accounts"])
    again = prompt.refused(*declare, "--area", "河西小区")
    assert again["code"] == "declared_already"
    assert prompt.ok(*declare, "--area", "河西小区", "--join")["joined"]

    [found] = prompt.ok(*AS_CLERK, "incident", "likely", number)
    assert found["reference"] == two
    assert prompt.ok(*AS_CLERK, "incident", "link", number)["linked"] == [two]

    prompt.ok(*AS_CLERK, "incident", "script", number, "正在抢修，预计三小时。")
    [line] = prompt.ok(*AS_LEAD, "incident", "list")
    assert (line["unread"], line["cases"]) == (True, 2)
    assert prompt.ok(*AS_LEAD, "incident", "script", number)["script"].startswith("正在抢修")
    [line] = prompt.ok(*AS_LEAD, "incident", "list")
    assert not line["unread"]

    prompt.ok(
        *AS_CLERK, "incident", "estimate", number, "--words", "故障点在查", "--told-by", "调度"
    )
    prompt.ok(*AS_CLERK, "incident", "report", number, "--to", "superior", "--person", "值班主任")
    prompt.ok(*AS_CLERK, "incident", "update", number, "--restore-first")
    assert prompt.ok(*AS_CLERK, "incident", "restore", one, "--told-by", "客户")[0]["told_by"]
    shared = prompt.ok(
        *(*AS_CLERK, "incident", "share", number, "--finding", "电缆被外力挖断，造成停电。"),
        *("--remedy", "已更换电缆并公告原因。", "--conclusion", "substantiated"),
    )
    assert shared["points"] == 2

    three = prompt.ok(*AS_CLERK, "case", "register", data=OUT | {"incident": number})
    assert three["incident"] == number
    more = ("--owner", "抢修班", "--done-on", "2026-11-23")
    prompt.ok(*AS_CLERK, "incident", "share", number, *more)
    reference = three["reference"]
    [point] = prompt.ok(*AS_CLERK, "case", "show", reference)["points"]
    assert (point["remedy_owner"], point["remedy_done_on"]) == ("抢修班", "2026-11-23")
    prompt.ok(*AS_CLERK, "incident", "unlink", number, reference, "--reason", "另一处故障")

    prompt.ok(*AS_CLERK, "incident", "unlink", number, two, "--reason", "自家开关跳闸")
    shown = prompt.ok(*AS_CLERK, "incident", "show", number)
    assert [case["reference"] for case in shown["cases"]] == [one]
    assert shown["reports"][0]["person"] == "值班主任"
    closed = prompt.ok(*AS_LEAD, "incident", "close", number, "--note", "已恢复")
    assert [left["reference"] for left in closed["left"]] == [one]
    assert prompt.ok(*AS_LEAD, "incident", "left", number)
    assert prompt.ok(*AS_LEAD, "incident", "reopen", number)["state"] == "open"
    assert prompt.run(*AS_LEAD, "verify").code == 0


def test_power_first_in_a_single_case(prompt: Prompt) -> None:
    reference = prompt.ok(*AS_CLERK, "case", "register", data=OUT)["reference"]
    refusal = prompt.refused(*AS_CLERK, "case", "restore-first", reference)
    assert refusal["field"] == "ground"
    prompt.ok(*AS_CLERK, "case", "restore-first", reference, "--ground", "缴费凭证")
    missing = prompt.ok(*AS_CLERK, "case", "missing", reference)
    assert "restore" in [one["code"] for one in missing]
    prompt.ok(*AS_CLERK, "case", "restore-first", reference, "--drop", "并未停电")
    missing = prompt.ok(*AS_CLERK, "case", "missing", reference)
    assert "restore" not in [one["code"] for one in missing]
