"""desk case supplement, amend, move, withdraw, annul, link, confirm."""

from typing import Any

import pytest

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, OTHER, Prompt


@pytest.fixture
def reference(prompt: Prompt) -> str:
    """A registered case."""
    return register(prompt)


def register(prompt: Prompt) -> str:
    registered: dict[str, Any] = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    return str(registered["reference"])


def test_a_supplement_is_read_in(prompt: Prompt, reference: str) -> None:
    words = ("--staff", CLERK, "case", "supplement", reference, "--told-by", "其女")
    assert prompt.ok(*words, data="上个月也这样".encode())["position"] == 1
    shown = prompt.ok("--staff", CLERK, "case", "show", reference)
    assert shown["supplements"][0]["text"] == "上个月也这样"


def test_a_field_is_put_right_and_the_old_stays(prompt: Prompt, reference: str) -> None:
    words = ("case", "amend", reference, "address", "柳林巷8号", "--reason", "门牌听错")
    assert prompt.ok("--staff", CLERK, *words) == {"reference": reference, "letters": []}
    refused = prompt.refused("--staff", CLERK, *words)
    assert (refused["code"], refused["field"]) == ("unchanged", "value")


def test_withdrawn_it_ends_with_the_customers_words(prompt: Prompt, reference: str) -> None:
    form = {"words": "已经谈好了", "confirmation": {"how": "read_aloud", "witness": OTHER}}
    prompt.ok("--staff", CLERK, "case", "withdraw", reference, data=form)
    shown = prompt.ok("--staff", CLERK, "case", "show", reference)
    assert shown["case"]["status"] == "withdrawn"
    assert prompt.refused("--staff", CLERK, "case", "withdraw", reference, data=form)["code"] == (
        "case_ended"
    )


def test_registered_twice_is_annulled_by_the_lead(prompt: Prompt, reference: str) -> None:
    again = register(prompt)
    words = ("case", "annul", again, "--reason", "登记了两次", "--duplicate-of", reference)
    assert prompt.refused("--staff", CLERK, *words)["code"] == "not_allowed"
    prompt.ok("--staff", LEAD, *words)
    shown = prompt.ok("--staff", CLERK, "case", "show", reference)
    assert list(shown["linked"].values()) == [again]


def test_links_and_confirmations(prompt: Prompt, reference: str) -> None:
    other = register(prompt)
    prompt.ok("--staff", CLERK, "case", "link", reference, other, "--kind", "follows")
    assert prompt.refused("--staff", CLERK, "case", "link", other, reference)["code"] == (
        "linked_already"
    )
    confirm = ("--staff", CLERK, "case", "confirm", reference, "--how", "fingerprint")
    assert prompt.refused(*confirm)["field"] == "witness"
    assert prompt.ok(*confirm, "--witness", OTHER, "--dialect", "闽南话")["dialect"] == "闽南话"
