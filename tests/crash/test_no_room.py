"""Commands on a disk without room, at every size at which it may end: a sentence, nothing half."""

import json
from pathlib import Path

import pytest

from desk.clock import SetClock
from tests.crash.checks import Said, wrong_in
from tests.crash.life import STEP, last_moment, set_up
from tests.desk.cli.prompt import A_CASE, Answer, Prompt
from tests.desk.services.hall import PIN

pytest.importorskip("resource", reason="this system limits no file")
from tests.crash.no_room import no_file_above

PAGE = 4096
SIZES = [0, 1, 100, PAGE, *range(2 * PAGE, 64 * PAGE, 6 * PAGE)]
"""Bytes at which every file of a disk may end."""


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    home = tmp_path / "desk"
    set_up(home)
    monkeypatch.setenv("DESK_PIN", PIN)
    prompt = Prompt(home, SetClock(last_moment(home)))
    prompt.ok("--staff", "1001", "case", "register", data=A_CASE)
    return prompt


def told(answer: Answer) -> None:
    """A command that could not: a code of its own, a sentence and what to do, no traceback."""
    assert answer.code in (1, 3), answer
    words = json.loads(answer.out)
    assert words.get("fault") or words.get("refusal"), answer
    assert words["hint"], answer
    assert "Traceback" not in answer.err
    assert words.get("fault", words.get("refusal")) in answer.err


def test_a_case_on_a_full_disk(prompt: Prompt) -> None:
    said: list[Said] = []
    codes = set()
    for size in SIZES:
        prompt.clock.at += STEP
        with no_file_above(size):
            answer = prompt.run("--staff", "1001", "case", "register", "--json", data=A_CASE)
        codes.add(answer.code)
        if answer.code:
            told(answer)
            assert "磁盘" in answer.err
        else:
            said.append(("done", "case", {"reference": answer.json["reference"]}))
    assert codes == {0, 3}
    assert wrong_in(prompt.home, said) == []


WORDS: dict[str, list[object]] = {
    "copy.db": ["--staff", "9001", "backup", "--output"],
    "board.csv": ["--staff", "2001", "case", "list", "--csv"],
    "board.xlsx": ["--staff", "2001", "case", "list", "--xlsx"],
    "digest.txt": ["--staff", "2001", "case", "digest", "REF", "--output"],
    "letter.pdf": ["--staff", "2001", "letter", "pdf", "REF", "--kind", "acknowledgement", "-o"],
    "letter.txt": ["--staff", "2001", "letter", "txt", "REF", "--kind", "acknowledgement", "-o"],
}
"""Commands that write a file, by its name."""


@pytest.mark.parametrize("name", WORDS)
def test_a_file_on_a_full_disk(prompt: Prompt, name: str, tmp_path: Path) -> None:
    made = prompt.ok("--staff", "2001", "case", "register", data=A_CASE)["reference"]
    prompt.ok("--staff", "2001", "letter", "acknowledge", made)
    words = [made if word == "REF" else word for word in WORDS[name]]
    folder = tmp_path / "out"
    folder.mkdir()
    prompt.ok(*words, folder / f"whole-{name}")
    length = (folder / f"whole-{name}").stat().st_size
    # A backup has its manifest beside it.
    beside = len(list(folder.iterdir()))
    for path in folder.iterdir():
        path.unlink()
    for size in (0, 1, length // 2, length - 1):
        prompt.clock.at += STEP
        with no_file_above(size):
            answer = prompt.run(*words, folder / name, "--json")
        told(answer)
        assert list(folder.iterdir()) == [], f"{size} of {length}"
    prompt.clock.at += STEP
    prompt.ok(*words, folder / name)
    assert (folder / name).stat().st_size > 1
    assert len(list(folder.iterdir())) == beside
    assert wrong_in(prompt.home, []) == []


def test_a_list_taken_in_on_a_full_disk(prompt: Prompt, tmp_path: Path) -> None:
    path, rows = tmp_path / "list.csv", 700
    lines = [f"{n:010d},柳{n},19900000001,柳林巷{n}号" for n in range(rows)]
    path.write_text("\n".join(["户号,户名,联系电话,用电地址", *lines]), encoding="utf-8")
    words = ["--staff", "3001", "customer", "import", path]
    codes = set()
    for size in (PAGE, 300_000, 900_000, 1_500_000):
        # Whoever could not even say that the import ended is waited for.
        prompt.clock.move(minutes=2)
        with no_file_above(size):
            answer = prompt.run(*words, "--json")
        codes.add(answer.code)
        if answer.code:
            told(answer)
    assert codes >= {3}
    prompt.clock.move(minutes=2)
    done = prompt.ok(*words)
    assert done["added"] + done["unchanged"] == rows
    assert wrong_in(prompt.home, []) == []
