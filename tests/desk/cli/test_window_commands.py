"""The counter by commands: an inquiry, whom to look after, what is parked."""

import pytest

from db import open_book
from desk.customer import Draft
from desk.ids import new_id
from desk.staff.model import Staff
from tests.builders import MONDAY
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, OTHER, Prompt


def test_an_inquiry_is_registered_and_closed(prompt: Prompt) -> None:
    asked = ("--staff", CLERK, "case", "inquire", "阶梯电价是怎么算的")
    done = prompt.ok(*asked, "--script", "tier_prices", "--request-id", "one")
    again = prompt.ok(*asked, "--script", "tier_prices", "--request-id", "one")
    assert (again["reference"], again["repeated"]) == (done["reference"], True)
    shown = prompt.ok("--staff", CLERK, "case", "show", done["reference"])
    assert (shown["case"]["kind"], shown["case"]["status"]) == ("inquiry", "closed")
    assert prompt.refused(*asked)["field"] == "answer"
    assert prompt.refused(*asked, "--answer", "好", "--channel", "letter")["code"] == "needs_more"
    assert (
        done["reference"]
        in prompt.run(*asked, "--script", "tier_prices", "--request-id", "one").out
    )


@pytest.fixture
def customer(prompt: Prompt) -> str:
    """A customer on file."""
    prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    [found] = prompt.ok("--staff", CLERK, "customer", "find", A_CASE["customer"]["name"])
    return str(found["customer_id"])


def test_what_to_mind_about_a_customer(prompt: Prompt, customer: str) -> None:
    lead = ("--staff", LEAD, "customer")
    prompt.ok(*lead, "care", customer, "--person", OTHER, "--reason", "第三次来访")
    prompt.ok(
        *lead, "attend", customer, "请放慢语速", "--reason", "本人提出", "--until", "2026-12-31"
    )
    found = prompt.ok(*lead, "special-care", customer, "高龄独居")
    assert len(found["lines"]) == 3
    assert found["care"]["number"] == OTHER
    shown = prompt.ok("--staff", CLERK, "customer", "mind", customer)
    assert shown["lines"] == found["lines"]
    made = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    file = prompt.ok("--staff", CLERK, "case", "show", made["reference"])
    assert [offer["state"] for offer in file["handovers"]] == ["offered"]
    prompt.ok(*lead, "end", customer, "--attention", found["attention"][0]["id"])
    prompt.ok(*lead, "end", customer)
    left = prompt.ok(*lead, "special-care", customer)
    assert left["lines"] == []
    assert prompt.refused("--staff", CLERK, "customer", "end", customer)["code"] == "not_allowed"


def test_what_is_parked_is_listed_and_passed_on(prompt: Prompt) -> None:
    store = open_book(prompt.home / "desk.db")
    with store.act("test.rows", staff_id="", at=MONDAY) as act:
        [clerk] = act.find(Staff, number=CLERK)
        content = '{"visitor": {"name": "石磊"}, "narrative": "说到一半"}'
        fields = {"staff_id": clerk.id, "form": "intake", "content": content}
        act.add(Draft(id=new_id(), subject="one", saved_at=MONDAY, **fields))
        act.commit()
    store.close()
    [own] = prompt.ok("--staff", CLERK, "draft", "list")
    assert (own["customer"], own["begins"]) == ("石*", "说到一半")
    [left] = prompt.ok("--staff", LEAD, "draft", "left")
    assert (left["number"], left["count"], left["away"]) == (CLERK, 1, False)
    passing = ("--staff", LEAD, "draft", "pass-on", CLERK, "--to", OTHER)
    assert prompt.refused(*passing)["code"] == "holder_present"
    prompt.ok("--staff", CLERK, "staff", "absence", "add", data={})
    assert prompt.ok(*passing)["passed_on"] == 1
    assert len(prompt.ok("--staff", OTHER, "draft", "list")) == 1
