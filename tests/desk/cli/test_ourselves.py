"""desk case concern and identity."""

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, OTHER, Prompt


def test_a_case_about_a_colleague_is_gone_for_them_at_the_prompt_too(prompt: Prompt) -> None:
    told = {**A_CASE, "concerns": [OTHER]}
    reference = prompt.ok("--staff", CLERK, "case", "register", data=told)["reference"]
    for words in (("case", "show", reference), ("case", "stands", reference)):
        assert prompt.refused("--staff", OTHER, *words)["code"] == "no_such_case"
    assert prompt.ok("--staff", OTHER, "case", "list") == []
    assert prompt.ok("--staff", OTHER, "find", reference) == []
    assert prompt.ok("--staff", LEAD, "case", "show", reference)["case"]["reference"] == reference


def test_somebody_is_named_later(prompt: Prompt) -> None:
    reference = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    named = prompt.ok("--staff", LEAD, "case", "concern", reference, CLERK)
    assert named["reference"] == reference
    assert named["holder"] != ""
    assert prompt.refused("--staff", CLERK, "case", "show", reference)["code"] == "no_such_case"


def test_who_reported_is_read_by_the_manager_with_a_reason(prompt: Prompt) -> None:
    told = {**A_CASE, "kind": "report"}
    reference = prompt.ok("--staff", CLERK, "case", "register", data=told)["reference"]
    name = A_CASE["customer"]["name"]
    assert name not in prompt.run("--staff", CLERK, "case", "show", reference).out
    words = ("case", "identity", reference, "--reason", "回访核实")
    assert prompt.refused("--staff", CLERK, *words)["code"] == "not_allowed"
    assert prompt.ok("--staff", LEAD, *words)["name"] == name
    assert name in prompt.run("--staff", LEAD, *words).out
