"""desk insight over a month and over other days: shown, listed, on paper and as a workbook."""

from pathlib import Path

import pytest

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt, quick_pins


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


def test_figures_from_one_day_to_another(prompt: Prompt, tmp_path: Path) -> None:
    by = ("--staff", LEAD)
    early = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    month = prompt.ok(*by, "insight", "month")
    assert (month["first"], month["last"]) == ("2026-11-01", "2026-11-30")
    today = prompt.clock.now().date().isoformat()
    prompt.clock.move(days=1)
    other = {**A_CASE, "narrative": "第二天又来反映排队太久"}
    late = prompt.ok("--staff", CLERK, "case", "register", data=other)["reference"]
    tomorrow = prompt.clock.now().date().isoformat()

    def received(*days: str) -> tuple[int, int]:
        lines = prompt.ok(*by, "insight", "month", *days)["lines"]
        (line,) = [one for one in lines if one["figure"] == "received"]
        return line["now"]["all"], line["before"]["all"]

    assert received("--from", tomorrow) == (1, 1)
    assert received("--from", today, "--to", tomorrow) == (2, 0)
    for days, expected in (((today, today), [early]), ((tomorrow, tomorrow), [late])):
        span = ("--from", days[0], "--to", days[1])
        rows = prompt.ok(*by, "insight", "behind", "received", *span)
        assert [one["reference"] for one in rows] == expected
    span = ("--from", today, "--to", tomorrow)
    paper = tmp_path / "days.txt"
    prompt.ok(*by, "--lang", "zh_CN", "insight", "month", *span, "-o", paper)
    said = paper.read_text(encoding="utf-8")
    assert f"{today}至{tomorrow}" in said.replace(" ", "")
    assert "上期" in said
    assert "上月" not in said
    book = tmp_path / "days.xlsx"
    assert prompt.ok(*by, "insight", "month", *span, "--xlsx", book)["rows"] > 20
    assert book.stat().st_size > 1000


def test_days_that_cannot_be_are_refused(prompt: Prompt) -> None:
    by = ("--staff", LEAD)
    for days, code in (
        (("--from", "2026-11-24", "--to", "2026-11-23"), "turned_round"),
        (("--from", "2027-06-01"), "turned_round"),
        (("--from", "2027-06-01", "--to", "2027-06-02"), "not_begun"),
        (("--from", "1890-01-01"), "no_such_month"),
        (("--month", "2026-13"), "no_such_month"),
    ):
        assert prompt.refused(*by, "insight", "month", *days)["code"] == code
    for wrong in (("--to", "2026-11-24"), ("--from", "gestern"), ("--month", "2026-11", "--from")):
        given = (*wrong, "2026-11-01") if wrong[-1] == "--from" else wrong
        assert prompt.run(*by, "insight", "month", *given).code == 2
