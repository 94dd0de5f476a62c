"""desk keys: the keys of the screens without the screens."""

from pathlib import Path

from tests.desk.cli.prompt import LEAD, Prompt


def test_they_are_listed_or_written_onto_a_page(prompt: Prompt, tmp_path: Path) -> None:
    said = prompt.ok("--staff", LEAD, "keys")
    assert {"name": "F2", "chinese": "受理", "english": "New case"} in said["parts"][0]["keys"]
    target = tmp_path / "keys.pdf"
    prompt.ok("--staff", LEAD, "keys", "--pdf", target)
    assert target.read_bytes().startswith(b"%PDF")
    text = tmp_path / "keys.txt"
    prompt.ok("--staff", LEAD, "keys", "-o", text)
    assert "F2" in text.read_text(encoding="utf-8")
