"""Every walk-in from the window to the closed case, by commands alone, read back from the page."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.desk.cli.prompt import CLERK, LEAD, OTHER, Prompt, quick_pins

DATA = Path(__file__).parent.parent / "data" / "walk_ins.toml"
WALK_INS: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["walk_in"]
CONCLUSIONS = {
    "substantiated": "属实",
    "partly_substantiated": "部分属实",
    "unsubstantiated": "不属实",
    "granted": "支持",
    "partly_granted": "部分支持",
    "not_granted": "不支持",
    "explained": "解释说明",
}


def as_clerk(*words: str) -> tuple[str, ...]:
    return ("--staff", CLERK, *words)


def as_lead(*words: str) -> tuple[str, ...]:
    return ("--staff", LEAD, *words)


def printed(pdf: Path) -> str:
    """The text of every page, without white space: lines break where the page wants them to."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return "".join(text.split())


def day_words(day: str) -> str:
    """A day as a letter writes it: no leading zeros."""
    when = date.fromisoformat(day)
    return f"{when.year}年{when.month}月{when.day}日"


def answers_to(prompt: Prompt, procedure: str) -> dict[str, str]:
    """The first option of every question that a procedure asks, given the answers so far."""
    listed = prompt.ok("notice", "procedures")
    asked = next(p for p in listed if p["id"] == procedure)["questions"]
    answers: dict[str, str] = {}
    for question in asked:
        alternatives = question["when"]
        fits = not alternatives or any(
            all(answers.get(name) in options for name, options in one.items())
            for one in alternatives
        )
        if fits:
            answers[question["id"]] = question["options"][0]["id"]
    return answers


def register(prompt: Prompt, walk_in: dict[str, Any]) -> str:
    """Register a walk-in and give the slip; the reference."""
    registered = prompt.ok(
        *as_clerk("case", "register", "--request-id", walk_in["id"]),
        data={
            "topic": walk_in["topic"],
            "mood": walk_in["mood"],
            "narrative": walk_in["narrative"],
            "points": [{"kind": p["kind"], "matter": p["matter"]} for p in walk_in["points"]],
            "customer": walk_in["customer"],
            "told": "五个工作日内书面答复",
        },
    )
    assert registered["first_responder"] == "苏映雪"
    assert registered["due"]["reply"].startswith("2026-11-30T17:30")
    reference: str = registered["reference"]
    slip = prompt.ok(*as_clerk("letter", "acknowledge", reference))
    assert slip["state"] == "issued"
    return reference


def notify(prompt: Prompt, reference: str, procedure: str) -> None:
    """Tell everything that a procedure needs, and have it signed."""
    notice = prompt.ok(
        *as_clerk("notice", "make", procedure, "--case", reference),
        data={"answers": answers_to(prompt, procedure)},
    )
    assert notice["rows"]
    signed = prompt.ok(*as_clerk("notice", "sign", notice["number"]))
    assert signed["confirmation"] == "signed"


def issue(prompt: Prompt, reference: str) -> dict[str, Any]:
    """Draft, check, submit, approve and issue the reply."""
    draft = prompt.ok(*as_clerk("letter", "draft", reference))
    blocking = [f for f in prompt.ok(*as_clerk("letter", "lint", reference)) if f["blocks"]]
    assert blocking == []
    prompt.ok(*as_clerk("letter", "submit", draft["id"]))
    prompt.ok(*as_lead("letter", "approve", draft["id"]))
    issued: dict[str, Any] = prompt.ok(*as_lead("letter", "issue", draft["id"]))
    return issued


def finish(prompt: Prompt, number: str, reference: str, folder: Path, caller: str = OTHER) -> None:
    """Print, confirm, deliver, call back by somebody else, close."""
    jobs = prompt.ok(*as_lead("letter", "print", number, "--to-folder", str(folder)))
    assert Path(jobs[0]["job"]).read_bytes().startswith(b"%PDF")
    prompt.ok(*as_lead("letter", "printed", number))
    prompt.ok(*as_clerk("letter", "deliver", number, "--how", "by_hand"))
    prompt.clock.move(days=1)
    called = {"reached": True, "satisfied": True, "attitude": 5, "result": 4, "words": "讲清楚了"}
    prompt.ok("--staff", caller, "followup", "record", reference, data=called)
    assert prompt.ok(*as_clerk("case", "missing", reference)) == []
    closed = prompt.ok(*as_clerk("case", "close", reference))
    assert closed["status"] == "closed"


@pytest.mark.parametrize("walk_in", WALK_INS, ids=[w["id"] for w in WALK_INS])
def test_a_walk_in_goes_from_the_window_to_a_closed_case(
    walk_in: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    reference = register(prompt, walk_in)
    if walk_in["procedure"]:
        notify(prompt, reference, walk_in["procedure"])
    prompt.clock.at += timedelta(days=2)
    for number, point in enumerate(walk_in["points"], 1):
        prompt.ok(
            *as_clerk("case", "point", "answer", reference, str(number)), data=point["answer"]
        )
    prompt.clock.at += timedelta(days=1)
    letter = issue(prompt, reference)
    assert letter["number"] == "临供客复〔2026〕1号"

    page = tmp_path / "letter.pdf"
    prompt.ok(*as_clerk("letter", "pdf", letter["number"], "-o", str(page)))
    text = printed(page)
    place = 0
    for point in walk_in["points"]:
        answer = point["answer"]
        for said in (point["matter"], answer["finding"], CONCLUSIONS[answer["conclusion"]]):
            found = text.find("".join(said.split()).rstrip("。"), place)
            assert found >= 0, said
            place = found
        day = answer.get("remedy_done_on") or answer["remedy_due"]
        assert day_words(day) in text[place:]
    assert day_words("2026-11-26") in text
    assert reference in text
    assert walk_in["customer"]["phone"] not in text

    finish(prompt, letter["number"], reference, tmp_path / "printed")
    assert prompt.ok(*as_clerk("letter", "verify", letter["number"]))["wrong"] == []
    assert prompt.ok(*as_clerk("verify"))["wrong"] == []
