"""desk find: what it finds, where it stands, narrowed, by pages."""

from copy import deepcopy
from typing import Any

import pytest

from tests.desk.cli.prompt import A_CASE, CLERK, OTHER, Prompt


def found(prompt: Prompt, *asked: str, staff: str = CLERK) -> list[Any]:
    answer: list[Any] = prompt.ok("--staff", staff, "find", *asked)
    return answer


@pytest.fixture
def two(prompt: Prompt) -> list[str]:
    """The references of two cases of two customers."""
    other = deepcopy(A_CASE)
    other["customer"] |= {"name": "曾樂", "phone": "13877776666", "account_no": "0566443322"}
    other["narrative"] = "充電樁申請了一個月沒有下文"
    other["topic"] = "connection_installation"
    first = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    second = prompt.ok("--staff", OTHER, "case", "register", data=other)
    return [first["reference"], second["reference"]]


@pytest.mark.parametrize(
    "text",
    [
        *("曾", "曾乐", "曾樂", "cl", "zl", "cy", "zengle", "cengyue", "zeng"),
        *("13877776666", "1387", "6666", "77776", "0566443322", "3322", "充电桩 申请", "充電樁"),
        *("个月没", "充电", "曾 下文"),
    ],
)
def test_every_kind_of_term_finds_it(prompt: Prompt, two: list[str], text: str) -> None:
    rows = found(prompt, text)
    assert rows
    assert {row["case_reference"] or two[1] for row in rows} == {two[1]}
    assert "曾樂" not in str([row["title"] for row in rows])
    assert "7777" not in str([row["excerpt"] for row in rows])


def test_it_is_narrowed_by_options(prompt: Prompt, two: list[str]) -> None:
    def cases(*asked: str, staff: str = CLERK) -> list[str]:
        rows = found(prompt, *asked, "--kind", "case", staff=staff)
        return [row["reference"] for row in rows]

    assert cases("HD01") == two[::-1]
    assert cases("HD01", "--mine") == two[:1]
    assert cases("HD01", "--open", "--topic", "connection_installation") == two[1:]
    assert sorted(cases("HD01", "--due-first")) == two
    assert cases("HD01", "--since", "2026-11-24") == []
    assert cases("HD01", "--until", "2026-11-22") == []
    assert cases("HD01", "--since", "2026-11-23", "--until", "2026-11-23") == two[::-1]
    assert prompt.refused("--staff", CLERK, "find", "HD01", "--since", "31.31.")["field"] == "since"


def test_a_page_goes_on_behind_a_cursor(prompt: Prompt, two: list[str]) -> None:
    [first] = found(prompt, "HD01", "--kind", "case", "--limit", "1")
    [second] = found(prompt, "HD01", "--kind", "case", "--after", first["cursor"])
    assert [first["reference"], second["reference"]] == two[::-1]
    asked = ("--staff", CLERK, "find", "HD01", "--kind", "case", "--limit", "1")
    assert "--after" in prompt.run(*asked).err
    for cursor in ("x", "[]", '{"case":-1}', '{"house":1}', '{"case":true}'):
        refused = prompt.refused("--staff", CLERK, "find", "HD01", "--after", cursor)
        assert refused["code"] == "bad_cursor"


def test_what_is_too_long_is_cut_and_said(prompt: Prompt, two: list[str]) -> None:
    said = prompt.run("--staff", CLERK, "find", "充电桩 申请 下文 " * 1_000)
    assert two[1] in said.out
    assert "100" in said.err
