"""The end of the service, the way back and a card, at the command line on a real book."""

from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from db import open_book
from desk.i18n import use
from desk.staff.model import Staff
from tests.desk.cli.prompt import PIN, Prompt
from tests.desk.services.hall import open_hall
from tests.desk.services.test_terminating import heard_twice

CLERK, OTHER, LEAD, MANAGER = "1001", "1002", "2001", "3001"
TERMINATION = {
    "ground": "beyond_rules",
    "basis": "《供电营业规则》和本市销售电价表",
    "beyond": "仍要求十倍赔偿，超出规定。",
    "told_way": "phone",
}


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Prompt, str]:
    """A book with a case that was answered twice and satisfied nobody, and its number."""
    home = tmp_path / "desk"
    home.mkdir(mode=0o700)
    hall = open_hall(open_book(home / "desk.db", create=True))
    reference = heard_twice(hall)
    known = PasswordHasher(1, 8, 1).hash(PIN)
    with hall.desk.store.act("test.pins", staff_id="", at=hall.clock.now()) as act:
        for staff in act.find(Staff):
            act.put(replace(staff, pin_hash=known))
        act.commit()
    hall.desk.store.close()
    monkeypatch.setenv("DESK_PIN", PIN)
    return Prompt(home, clock=hall.clock), reference


def test_the_service_ends_and_new_facts_take_it_up_again(heard: tuple[Prompt, str]) -> None:
    prompt, reference = heard
    shown = prompt.ok("--staff", MANAGER, "case", "ending", reference)
    assert ([one["code"] for one in shown["missing"]], shown["rounds"]) == (["letter"], 2)
    assert {ground["id"] for ground in shown["grounds"]} >= {"beyond_rules", "in_court"}
    assert "12398" in shown["told"]
    prompt.refused("--staff", LEAD, "case", "terminate", reference, data=TERMINATION)
    wrong = {**TERMINATION, "ground": "tired"}
    said = prompt.refused("--staff", MANAGER, "case", "terminate", reference, data=wrong)
    assert said["field"] == "ground"
    ended = prompt.ok("--staff", MANAGER, "case", "terminate", reference, data=TERMINATION)
    assert ended["status"] == "terminated"
    rows = prompt.ok("--staff", CLERK, "case", "list", "--view", "closed")
    assert [row["status"] for row in rows] == ["terminated"]
    counted = prompt.ok("--staff", LEAD, "insight", "behind", "terminated")
    assert reference in str(counted)
    # A card that was on its way is kept; no further round follows.
    card = {"came": "by_post", "satisfied": False, "result": 1}
    prompt.ok("--staff", OTHER, "followup", "card", reference, data=card)
    twice = prompt.refused("--staff", OTHER, "followup", "card", reference, data=card)
    assert twice["code"] == "card_twice"
    new = {"facts": "找到了当天的停电短信", "reason": "与登记的时间不一致"}
    prompt.refused("--staff", CLERK, "case", "reopen", reference, data=new)
    back = prompt.ok("--staff", LEAD, "case", "reopen", reference, data=new)
    assert (back["status"], back["round"]) == ("open", 4)
    assert prompt.ok("--staff", CLERK, "verify")["wrong"] == []


def test_in_words_and_in_english(heard: tuple[Prompt, str]) -> None:
    prompt, reference = heard
    use("en")
    words = prompt.run("--lang", "en", "--staff", MANAGER, "case", "ending", reference).out
    assert "2/2" in words
    assert "12398" in words
    ended = prompt.run(
        *("--lang", "en", "--staff", MANAGER, "case", "terminate", reference), data=TERMINATION
    )
    assert ended.code == 0, ended.err
    assert f"The service in {reference} has ended." in ended.out
