"""desk letter template: copied, edited with any editor, checked, looked at, in force, back."""

from pathlib import Path

import pytest

from desk.letter.proof import page_text
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt, quick_pins

SLIP = "acknowledgement.zh_CN"


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


def lead(*words: object) -> tuple[object, ...]:
    return ("--staff", LEAD, "letter", *words)


def edited(prompt: Prompt, old: str, new: str) -> Path:
    """The site's copy of the slip, with a change, saved as some editors do."""
    path = prompt.home / "templates" / f"{SLIP}.md.j2"
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    changed = text.replace(old, new, 1).replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + changed.encode())
    return path


def test_the_whole_way_of_an_own_template(prompt: Prompt, tmp_path: Path) -> None:
    copied = prompt.ok(*lead("template", "copy", SLIP))
    path = Path(copied["file"])
    assert path.is_file()
    assert prompt.refused(*lead("template", "copy", SLIP))["code"] == "file_exists"

    edited(prompt, "{{ facts.responder }}", "{{ facts.answerer }}")
    answer = prompt.run(*lead("check-templates"), "--json")
    (fault,) = answer.json["faults"]
    assert (answer.code, fault["name"], fault["line"]) == (1, path.name, 12)
    assert prompt.refused(*lead("template", "adopt"))["code"] == "template_fault"

    edited(prompt, "{{ facts.answerer }}", "为您服务的{{ facts.responder }}")
    assert prompt.ok(*lead("check-templates", path)) == {"checked": [path.name], "faults": []}
    page = tmp_path / "page.pdf"
    prompt.ok(*lead("template", "preview", SLIP, "-o", page))
    assert "为您服务的" in page_text(page.read_bytes())
    (done,) = prompt.ok(*lead("template", "adopt", SLIP))
    assert (done["name"], done["version"]) == (path.name, 1)
    listed = {one["name"]: one for one in prompt.ok(*lead("template", "list"))}
    assert (listed[path.name]["own"], listed[path.name]["by"]) == (True, "江予安")

    ref = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
    slip = prompt.ok("--staff", CLERK, "letter", "acknowledge", ref)
    assert "为您服务的" in slip["markdown"]
    prompt.ok(*lead("template", "back", SLIP))
    found = prompt.ok(*lead("verify", slip["number"]))
    assert (found["wrong"], found["codes"]) == ([], ["newer_template"])
    assert prompt.ok(*lead("verify", "--all"))[0]["wrong"] == []
    assert prompt.ok(*lead("verify", "--all")) == [found]


def test_people_read_a_table_and_sentences(prompt: Prompt) -> None:
    prompt.ok(*lead("template", "copy", SLIP))
    shown = prompt.run(*lead("template", "list"))
    assert shown.code == 0
    assert f"{SLIP}.md.j2" in shown.out
    edited(prompt, "{{ facts.responder }}", "{{ facts.answerer }}")
    told = prompt.run(*lead("check-templates"))
    assert told.code == 1
    assert "answerer" in told.out


def test_a_file_that_is_no_text_is_named_with_its_line(prompt: Prompt, tmp_path: Path) -> None:
    bad = tmp_path / f"{SLIP}.md.j2"
    bad.write_bytes("一行\n".encode() + "答复".encode("gb18030"))
    said = prompt.refused(*lead("check-templates", bad))
    assert said["code"] == "not_utf8"
    assert "2" in said["refusal"]
    assert prompt.refused(*lead("check-templates", tmp_path / "none.j2"))["code"] == "no_file"


def test_a_clerk_looks_and_puts_nothing_in_force(prompt: Prompt) -> None:
    prompt.ok("--staff", CLERK, "letter", "template", "copy", SLIP)
    refused = prompt.refused("--staff", CLERK, "letter", "template", "adopt")
    assert refused["code"] == "not_allowed"


def test_one_letter_is_verified_or_all(prompt: Prompt) -> None:
    assert prompt.run(*lead("verify")).code == 2
    assert prompt.run(*lead("verify", "x", "--all")).code == 2
    assert prompt.ok(*lead("verify", "--all")) == []
