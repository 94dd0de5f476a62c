"""desk customer doubles, compare, link, unlink, merge, unmerge; desk case related."""

import json
from typing import Any

import pytest

from desk.i18n import use
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt

FIRST = {"name": "柳明月", "phone": "13900000001", "address": "临江市柳林巷3号"}
AGAIN = {"name": "柳鸣月", "phone": "13900000001", "salutation": "女士"}


@pytest.fixture
def files(prompt: Prompt) -> tuple[str, str]:
    """Two files of one woman."""
    made = [
        prompt.ok("--staff", CLERK, "customer", "add", data=form)["customer_id"]
        for form in (FIRST, AGAIN)
    ]
    return made[0], made[1]


def test_doubles_are_listed_masked_compared_merged_and_taken_back(
    prompt: Prompt, files: tuple[str, str]
) -> None:
    kept, other = files
    [pair] = prompt.ok("--staff", LEAD, "customer", "doubles")["pairs"]
    assert {pair["one"]["customer_id"], pair["other"]["customer_id"]} == set(files)
    assert pair["signs"] == ["phone", "reading"]
    assert "13900000001" not in json.dumps(pair)
    compared = prompt.ok("--staff", CLERK, "customer", "compare", kept, other)
    assert {line["field"] for line in compared["lines"] if line["differs"]} == {
        *("name", "salutation", "address")
    }
    merge = ("customer", "merge", kept, other, "--reason", "本人到场", "--take", "salutation")
    assert prompt.refused("--staff", CLERK, *merge)["code"] == "not_allowed"
    prompt.ok("--staff", LEAD, *merge)
    shown: dict[str, Any] = prompt.ok("--staff", CLERK, "customer", "doubles", kept)
    assert [one["customer_id"] for one in shown["merged"]] == [other]
    assert prompt.ok("--staff", LEAD, "customer", "doubles")["pairs"] == []
    back = prompt.ok("--staff", LEAD, "customer", "unmerge", other, "--reason", "看错了")
    assert back == {"kept_id": kept, "other_id": other, "changed_since": [], "cases_since": 0}
    assert prompt.run("--staff", LEAD, "verify").code == 0


def test_what_was_found_out_is_kept_and_ended(prompt: Prompt, files: tuple[str, str]) -> None:
    kept, other = files
    link = ("customer", "link", kept, other, "--as", "household", "--reason", "两姐妹")
    prompt.ok("--staff", CLERK, *link)
    assert prompt.ok("--staff", LEAD, "customer", "doubles")["pairs"] == []
    prompt.ok("--staff", CLERK, "customer", "unlink", kept, other)
    refused = prompt.refused("--staff", CLERK, "customer", "unlink", kept, other)
    assert refused["code"] == "not_linked"
    use("en")
    assert "read the same" in prompt.run("--staff", LEAD, "customer", "doubles").out


def test_a_registration_answers_with_what_stands_beside_it(prompt: Prompt) -> None:
    first = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    assert first["times"] == 1
    assert first["beside"]["cases"] == []
    again = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    assert again["times"] == 2
    [one] = again["beside"]["cases"]
    assert (one["reference"], one["reasons"][0]) == (first["reference"], "repeat")
    shown = prompt.ok("--staff", CLERK, "case", "related", again["reference"])
    assert shown["cases"] == again["beside"]["cases"]
    words = prompt.run("--staff", CLERK, "case", "related", again["reference"]).out
    assert first["reference"] in words
