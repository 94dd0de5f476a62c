"""desk letter template: copied, edited with any editor, checked, looked at, in force, back."""

import io
import sys
from pathlib import Path

import pytest

from desk.cli.output import progress
from desk.letter.proof import page_text
from desk.staff.model import Staff
from tests.builders import MONDAY, a_template, an_adoption
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


def test_the_doctor_names_a_template_that_is_no_longer_of_use(prompt: Prompt) -> None:
    # As after an update: it was in force, and the facts it speaks of are called otherwise now.
    assert prompt.ok("doctor")["unusable_templates"] == {}
    desk_store = prompt.machine.open_store(prompt.home / "desk.db", False)
    kept = a_template(name=f"{SLIP}.md.j2", text="# {{ facts.gone }}\n", hash="1" * 64)
    with desk_store.read() as book:
        (manager,) = book.find(Staff, number=LEAD)
    with desk_store.act("template.adopt", staff_id=manager.id, at=MONDAY) as act:
        act.add(kept, an_adoption(manager.id, name=kept.name, hash=kept.hash))
        act.commit()
    desk_store.close()
    (fault,) = prompt.ok("doctor")["unusable_templates"].items()
    assert fault[0] == kept.name
    assert "gone" in fault[1]
    assert f"模板{kept.name}不能用" in prompt.run("doctor").out


class Terminal(io.StringIO):
    """Somebody looks at what is written."""

    def isatty(self) -> bool:
        return True


def test_what_takes_a_while_is_counted_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for stream, said in ((Terminal(), ["10/12", "12/12"]), (io.StringIO(), [])):
        monkeypatch.setattr(sys, "stderr", stream)
        for done in range(1, 13):
            progress(done, 12)
        assert stream.getvalue().split() == said
