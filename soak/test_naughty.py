"""Every command is given every text that tries to break it."""

from pathlib import Path

import pytest

from tests.desk.cli.naughty import TEXTS, commands, tried
from tests.desk.cli.prompt import A_CASE, LEAD, Prompt, quick_pins


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_stands_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    inside = tmp_path.joinpath("a", "b", "c", "d")
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    prompt.ok("--staff", LEAD, "case", "register", data=A_CASE)
    every = list(commands())
    wrong = [one for path, found in every for one in tried(prompt, path, found, TEXTS[name])]
    print(f"{name}: {len(every)} commands, {len(wrong)} that did not stand it")
    assert wrong == []
    assert prompt.ok("--staff", LEAD, "verify")
