"""Reports ahead, other channels, the hall and the digest from the command line."""

import pytest

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt

AS_CLERK = ("--staff", CLERK)
AS_LEAD = ("--staff", LEAD)


@pytest.fixture
def reference(prompt: Prompt) -> str:
    case = A_CASE | {"narrative": "电线断了掉在路上，已经砸伤了人，送医院了。"}
    made = prompt.ok(*AS_CLERK, "case", "register", data=case)
    assert "report_ahead" in made["due"]
    return str(made["reference"])


def test_who_is_to_be_told_and_that_they_were(prompt: Prompt, reference: str) -> None:
    still = prompt.ok(*AS_CLERK, "case", "report", reference)
    assert still["receivers"] == ["superior", "hotline"]
    for one in still["receivers"]:
        prompt.ok(*AS_CLERK, "case", "report", reference, "--to", one, "--number", "7")
    assert prompt.ok(*AS_CLERK, "case", "report", reference)["receivers"] == []


def test_the_same_matter_elsewhere(prompt: Prompt, reference: str) -> None:
    words = ("--source", "12345", "--number", "LJ 1", "--due", "2026-11-24 09:00")
    added = prompt.ok(*AS_CLERK, "case", "external", reference, *words)
    assert added["external"]["number"] == "LJ1"
    other = A_CASE | {"externals": [{"source": "12345", "number": "lj1"}]}
    made = prompt.ok(*AS_CLERK, "case", "register", data=other)
    assert made["doubled"] == [reference]
    done = prompt.ok(*AS_CLERK, "case", "reported-back", reference, "LJ1", "--words", "已答复")
    assert done["reported_words"] == "已答复"
    early = ("--source", "95598", "--number", "9", "--received", "2026-11-20 09:00")
    refusal = prompt.refused(
        *AS_CLERK, "case", "external", reference, *early, "--due", "2026-11-19 09:00"
    )
    assert (refusal["code"], refusal["field"]) == ("due_before_received", "due_at")


def test_a_digest_holds_everything_and_is_a_look(prompt: Prompt, reference: str) -> None:
    text = prompt.ok(*AS_CLERK, "case", "digest", reference)["digest"]
    assert "13900000001" in text
    assert reference in text
    file = prompt.home / "digest.txt"
    prompt.ok(*AS_CLERK, "case", "digest", reference, "-o", file)
    assert file.read_text(encoding="utf-8").strip() == text
    assert prompt.run(*AS_LEAD, "verify").code == 0


def test_the_lead_is_called_and_says_what_was_done(prompt: Prompt) -> None:
    event = prompt.ok(*AS_CLERK, "hall", "event", "threat")
    prompt.ok(*AS_CLERK, "hall", "note", event["id"], "--note", "拍打柜台")
    [line] = prompt.ok(*AS_LEAD, "hall", "list", "--unseen")
    assert line["event"]["note"] == "拍打柜台"
    prompt.ok(*AS_LEAD, "hall", "report", event["id"], "--to", "police", "--number", "110-7")
    prompt.ok(*AS_LEAD, "hall", "seen", event["id"], "--done", "已劝离")
    assert prompt.ok(*AS_LEAD, "hall", "list", "--unseen") == []
    refusal = prompt.refused(*AS_CLERK, "hall", "seen", event["id"])
    assert refusal["code"] == "not_allowed"
