"""desk calendar, and the deadlines of a case, by words in and JSON out, on a book on disk."""

from pathlib import Path

import pytest

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt, quick_pins


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


def test_a_deadline_is_explained_held_and_run_on(prompt: Prompt) -> None:
    by = ("--staff", CLERK)
    ref = prompt.ok(*by, "case", "register", data=A_CASE)["reference"]
    (reply,) = [one for one in prompt.ok(*by, "case", "due", ref) if one["kind"] == "reply"]
    assert reply["why"]
    assert reply["state"] == "waiting"
    held = prompt.ok(*by, "case", "hold", ref, "--reason", "outside_test", "--note", "送检7号")
    assert held["until"] is None
    refused = prompt.refused(*by, "case", "hold", ref, "--reason", "none")
    assert refused["code"] == "no_such_reason"
    (now,) = [one for one in prompt.ok(*by, "case", "due", ref) if one["kind"] == "reply"]
    assert now["held_until"] == held["at_most"]
    prompt.clock.move(days=2)
    prompt.ok(*by, "case", "run-on", ref)
    shown = prompt.ok(*by, "case", "show", ref)["clocks"]
    assert {one["state"] for one in shown} >= {"waiting"}
    assert all(one["state_words"] for one in shown)
    said = prompt.run(*by, "--lang", "zh_CN", "case", "due", ref).out
    assert "送检7号" in said


def test_more_time_is_asked_for_and_agreed_to(prompt: Prompt) -> None:
    by = ("--staff", CLERK)
    ref = prompt.ok(*by, "case", "register", data=A_CASE)["reference"]
    words = ("--reason", "表计送检未回", "--done", "已到现场核对", "--days", 3)
    asked = prompt.ok(*by, "case", "extend", ref, *words)
    assert asked["agreed_by"] is None
    assert prompt.refused(*by, "case", "extend-agree", ref)["code"] == "not_allowed"
    assert prompt.ok("--staff", LEAD, "case", "extend-agree", ref)["agreed_at"]
    assert prompt.refused(*by, "case", "extend", ref, *words)["code"] == "extended_once"
    assert prompt.run("--staff", LEAD, "verify").code == 0


def test_the_calendar_is_shown_and_changed(prompt: Prompt, tmp_path: Path) -> None:
    by = ("--staff", LEAD)
    ref = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    year = prompt.ok(*by, "calendar", "show", 2031)
    assert not year["known"]
    table = tmp_path / "2031.csv"
    table.write_text("2031-01-01,,放假,元旦\n", encoding="utf-8")
    dry = prompt.ok(*by, "calendar", "import", table, "--year", 2031, "--dry")
    assert list(dry["days"]) == ["2031-01-01"]
    prompt.ok(*by, "calendar", "import", table, "--year", 2031, "--reason", "国办通知")
    assert prompt.ok(*by, "calendar", "show", 2031)["known"]
    shut = ("calendar", "closure", "2026-11-25", "--until", "2026-11-26", "--reason", "台风停工")
    assert prompt.refused(*by, *shut)["code"] == "deadlines_move"
    assert prompt.refused("--staff", CLERK, *shut)["code"] == "not_allowed"
    told = prompt.ok(*by, *shut, "--leave")
    assert told["deadlines"] == 0
    assert prompt.ok(*by, "calendar", "moves")["deadlines"] > 0
    moved = prompt.ok(*by, "calendar", "moves", "--apply", "--reason", "统一顺延")
    assert moved["deadlines"] > 0
    assert "统一顺延" in "".join(one["why"] for one in prompt.ok(*by, "case", "due", ref))
    prompt.ok(*by, "calendar", "remove", "2026-11-26", "--reason", "提前复工", "--move")
    nothing = prompt.refused(*by, "calendar", "remove", "2026-11-26", "--reason", "再删")
    assert nothing["code"] == "no_rule"
    prompt.ok(*by, "calendar", "add", "2026-12-05", "--kind", "make_up", "--reason", "补", "--move")
    hours = ("calendar", "hours", "--day", "sat", "--open", "09:00-12:00")
    prompt.ok(*by, *hours, "--reason", "周六开门", "--move")
    assert prompt.ok(*by, "calendar", "hours")["week"]["sat"] == ["09:00-12:00"]
    assert "台风停工" in prompt.run(*by, "--lang", "zh_CN", "calendar", "show").out
    assert prompt.run(*by, "verify").code == 0
