"""desk case join, represent, leave."""

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
