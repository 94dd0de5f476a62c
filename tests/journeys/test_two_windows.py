"""Two windows at the same instant: real processes in front of one book."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.clock import SetClock
from tests.desk.cli.prompt import A_CASE, CLERK, OTHER, PIN, Prompt, quick_pins
from tests.processes import ROOT


def window(home: Path, *words: str) -> "subprocess.Popen[str]":
    """One window: the command begins at once, beside whatever else runs."""
    return subprocess.Popen(
        [sys.executable, "-m", "desk", "--at", str(home), "--staff", OTHER, "--json", *words],
        cwd=ROOT,
        env={**os.environ, "DESK_PIN": PIN},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_case_is_accepted_once_at_two_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_pins(monkeypatch)
    # The other windows go by the clock of the computer, so the offer must stand by it.
    prompt = Prompt(tmp_path / "desk", clock=SetClock(datetime.now(UTC)))
    prompt.set_up()
    reference = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    offer = {
        "to_staff": OTHER,
        "matter": "要求校验电能表",
        "told": "明天由接手人给您打电话",
        "contact_by": (prompt.clock.at + timedelta(days=5)).isoformat(),
    }
    prompt.ok("--staff", CLERK, "handover", "offer", reference, data=offer)
    windows = [window(prompt.home, "handover", "accept", reference) for _ in range(2)]
    answers = [each.communicate(timeout=120) for each in windows]
    assert sorted(each.returncode for each in windows) == [0, 1], answers
    refusal = next(out for each, (out, _) in zip(windows, answers, strict=True) if each.returncode)
    assert '"no_offer"' in refusal or '"changed_meanwhile"' in refusal
    chain = prompt.ok("--staff", CLERK, "case", "chain", reference)
    assert (chain["holder"], chain["first_responder"]) == ("何远山", "苏映雪")
    assert len(chain["chain"]) == 2
    assert prompt.ok("--staff", CLERK, "verify")["wrong"] == []


def test_a_case_is_closed_once_and_the_other_window_hears_by_whom_and_when(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk", clock=SetClock(datetime.now(UTC)))
    prompt.set_up()
    praise = {
        **A_CASE,
        "kind": "praise",
        "points": [{"kind": "question", "matter": "想谢谢上门换表的师傅"}],
    }
    reference = prompt.ok("--staff", CLERK, "case", "register", data=praise)["reference"]
    prompt.ok(
        *("--staff", CLERK, "case", "point", "answer", reference, "1"),
        data={"finding": "已转达本人", "conclusion": "explained", "remedy": "在班会上表扬"},
    )
    windows = [window(prompt.home, "case", "close", reference) for _ in range(2)]
    answers = [each.communicate(timeout=120) for each in windows]
    assert sorted(each.returncode for each in windows) == [0, 1], answers
    refusal = next(out for each, (out, _) in zip(windows, answers, strict=True) if each.returncode)
    assert '"case_ended"' in refusal
    shown = prompt.ok("--staff", CLERK, "case", "show", reference)["case"]
    assert shown["status"] == "closed"
    # The second hears whose act it was and at which minute.
    assert "何远山" in refusal
    closed_at = datetime.fromisoformat(shown["closed_at"]).astimezone()
    assert f"{closed_at:%H:%M}" in refusal
    assert prompt.ok("--staff", CLERK, "verify")["wrong"] == []
