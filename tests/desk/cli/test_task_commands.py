"""desk task and desk commitments by words in and JSON out: given, answered, listed, written out."""

import csv
from pathlib import Path

import pytest

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt, quick_pins

DEPARTMENT = "4001"
BY, BY_LEAD, BY_DEPARTMENT = ("--staff", CLERK), ("--staff", LEAD), ("--staff", DEPARTMENT)


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


def a_task(prompt: Prompt, *words: str, department: str = "metering") -> tuple[str, str]:
    """A case and a task of it: reference, number."""
    ref = prompt.ok(*BY, "case", "register", data=A_CASE)["reference"]
    given = ("--department", department, "--matter", "到现场核对表计", *words)
    return ref, prompt.ok(*BY, "task", "add", ref, *given)["number"]


def numbers(prompt: Prompt, *words: str) -> list[str]:
    return [one["task"]["number"] for one in prompt.ok(*BY, "task", "list", *words)]


def test_the_department_does_its_part_at_its_own_place(prompt: Prompt, tmp_path: Path) -> None:
    known = prompt.ok(*BY, "task", "departments")
    name = next(one["name"] for one in known if "计量" in one["name"])
    prompt.join(DEPARTMENT, "--name", "郑工", "--unit", name, "--role", "department")
    ref, number = a_task(prompt)
    _other, elsewhere = a_task(prompt, department="reading")
    mine = prompt.ok(*BY_DEPARTMENT, "task", "list")
    assert [one["task"]["number"] for one in mine] == [number]
    assert prompt.refused(*BY_DEPARTMENT, "task", "show", elsewhere)["code"]
    assert prompt.refused(*BY_DEPARTMENT, "case", "show", ref)["code"]
    shown = prompt.ok(*BY_DEPARTMENT, "task", "show", number)
    assert "13900000001" not in str(shown)
    assert shown["why_due"]
    assert prompt.ok(*BY_DEPARTMENT, "task", "accept", number)["state"] == "accepted"
    bare = prompt.run(*BY_DEPARTMENT, "task", "return", number)
    assert bare.code == 2
    for half in (
        ("--result", "误差0.3%", "--evidence", " "),
        ("--result", " ", "--evidence", "照片"),
    ):
        assert prompt.refused(*BY_DEPARTMENT, "task", "done", number, *half)["code"] == "missing"
    whole = ("--result", "误差0.3%，合格", "--evidence", "现场照片三张")
    done = prompt.ok(*BY_DEPARTMENT, "task", "done", number, *whole)
    assert (done["state"], done["by_word"]) == ("done", False)
    assert numbers(prompt) == [elsewhere]
    assert set(numbers(prompt, "--ended")) == {number, elsewhere}
    sheet = tmp_path / "sheet.txt"
    prompt.ok(*BY, "--lang", "zh_CN", "task", "sheet", number, "-o", sheet)
    assert number in sheet.read_text(encoding="utf-8")


def test_what_a_department_told_by_word_waits_for_the_lead(prompt: Prompt) -> None:
    ref, number = a_task(prompt)
    told = ("--by-word", "郑工", "--phone", "0999-5550402", "--words", "这片不归我们管")
    back = prompt.ok(*BY, "task", "return", number, "--ground", "不属于本班", *told)
    assert (back["state"], back["by_word"]) == ("returned", True)
    assert numbers(prompt, "--to-confirm") == [number]
    assert prompt.refused(*BY, "task", "confirm", number)["code"] == "not_allowed"
    assert prompt.ok(*BY_LEAD, "task", "confirm", number)["confirmed_by"]
    assert numbers(prompt, "--to-confirm") == []
    again = ("--department", "metering", "--matter", "再核对一次")
    second = prompt.ok(*BY, "task", "add", ref, *again)["number"]
    taken = prompt.ok(*BY, "task", "withdraw", second, "--ground", "客户撤回")
    assert taken["state"] == "withdrawn"
    assert prompt.refused(*BY, "task", "accept", second, *told)["code"]


def test_tasks_are_narrowed_and_written_out_masked(prompt: Prompt, tmp_path: Path) -> None:
    day = prompt.clock.now().date().isoformat()
    _ref, today = a_task(prompt, "--due", f"{day} 16:00")
    _ref, later = a_task(prompt)
    assert numbers(prompt, "--due-by", day) == [today]
    assert numbers(prompt, "--due-from", "tomorrow") == [later]
    assert numbers(prompt, "--department", "reading") == []
    assert prompt.refused(*BY, "task", "list", "--due-by", "never")["field"] == "due_by"
    target = tmp_path / "tasks.csv"
    kept = prompt.ok(*BY, "--lang", "zh_CN", "task", "list", "--due-by", day, "--csv", target)
    assert (kept["rows"], kept["masked"]) == (1, True)
    with target.open(encoding="utf-8-sig", newline="") as file:
        heads, line = list(csv.reader(file))
    assert heads[4] == "时限"
    assert (line[0], line[4]) == (today, f"{day} 16:00")
    assert prompt.ok(*BY, "task", "list", "--xlsx", tmp_path / "tasks.xlsx")["rows"] == 2


def test_promises_are_narrowed_by_owner_and_day_and_written_out(
    prompt: Prompt, tmp_path: Path
) -> None:
    ref = prompt.ok(*BY, "case", "register", data=A_CASE)["reference"]
    for owner, due in (("苏映雪", "2026-11-27"), ("何远山", "2026-12-02")):
        made = ("--text", "电话告知校表安排", "--owner", owner, "--due", due)
        prompt.ok(*BY, "case", "commit", ref, *made)

    def owners(*words: str) -> list[str]:
        found = prompt.ok(*BY, "commitments", *words)
        return [one["commitment"]["owner"] for one in found]

    assert owners() == ["苏映雪", "何远山"]
    assert owners("--owner", "何") == ["何远山"]
    assert owners("--due-by", "2026-11-30") == ["苏映雪"]
    assert owners("--due-from", "2026-11-28", "--due-by", "2026-12-02") == ["何远山"]
    target = tmp_path / "promises.csv"
    words = ("commitments", "--owner", "何", "--csv", target)
    assert prompt.ok(*BY, "--lang", "zh_CN", *words)["rows"] == 1
    text = target.read_text(encoding="utf-8-sig")
    assert "何远山" in text
    assert "柳明月" not in text
