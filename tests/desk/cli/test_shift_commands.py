"""desk forms and desk shift, by words in and JSON out, on a book on disk."""

from pathlib import Path

import pypdfium2
import pytest

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, OTHER, Prompt, quick_pins


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


def test_a_day_without_power_is_on_the_sheet(prompt: Prompt, tmp_path: Path) -> None:
    by = ("--staff", CLERK)
    pdf = tmp_path / "forms.pdf"
    made = prompt.ok(*by, "forms", "print", "--kind", "registration", "--count", 3, "-o", pdf)[
        "numbers"
    ]
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 3
    written = {**A_CASE, "paper_number": made[0], "received_at": "2026-11-23T08:40:00"}
    reference = prompt.ok(*by, "case", "register", data=written)["reference"]
    again = prompt.refused(*by, "case", "register", data=written)
    assert (again["field"], again["code"]) == ("paper_number", "paper_used")
    prompt.ok(*by, "forms", "spoil", made[1], "--reason", "写错撕毁")
    listed = {one["number"]: one for one in prompt.ok(*by, "forms", "list")}
    assert listed[made[0]]["entered_as"] == reference
    assert [listed[number]["state"] for number in made] == ["used", "spoiled", "printed"]
    sheet = prompt.ok(*by, "shift", "sheet")
    (forms,) = sheet["forms"]
    assert (forms["printed"], forms["used"], forms["spoiled"], forms["left"]) == (3, 1, 1, 1)
    assert sheet["adds_up"]


def test_a_shift_is_closed_and_taken(prompt: Prompt, tmp_path: Path) -> None:
    prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    prompt.refused("--staff", OTHER, "shift", "take")
    kept = prompt.ok("--staff", CLERK, "shift", "close", "--remarks", "打印机缺纸")
    assert (kept["serial"], kept["taken"], kept["open"]) == (1, 1, 1)
    assert prompt.refused("--staff", CLERK, "shift", "take")["code"] == "oneself"
    taken = prompt.ok("--staff", OTHER, "shift", "take")
    assert taken["taken_by"].endswith(OTHER)
    refused = prompt.refused("--staff", CLERK, "shift", "close", "--number", "1")
    assert refused["code"] == "shift_closed"
    paper = tmp_path / "sheet.txt"
    prompt.ok("--staff", CLERK, "shift", "sheet", "--number", "1", "-o", paper)
    assert "打印机缺纸" in paper.read_text(encoding="utf-8")
    assert prompt.ok("--staff", CLERK, "shift", "since") == []
    said = prompt.run("--staff", CLERK, "--lang", "zh_CN", "shift", "sheet").out
    assert "接班时在办1" in said
    assert prompt.run("--staff", LEAD, "verify").code == 0
