"""What a customer was told once: several procedures, oral, cannot, found, returned, omissions."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, OTHER, PIN, Prompt
from tests.processes import ROOT

HELD = {
    "answers": {"who": "self", "tests": "few"},
    "materials": [
        {"material": "account_no", "state": "held"},
        {"material": "identity", "state": "held"},
    ],
}
WAIT = {
    "kind": "wait",
    "procedure": "",
    "ground": "no_access",
    "reason": "表在客户房内，约好周三上午",
    "remedy": "",
    "until": "2026-11-25",
}


@pytest.fixture
def reference(prompt: Prompt) -> str:
    """A registered case."""
    registered: dict[str, Any] = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    return str(registered["reference"])


@pytest.fixture
def notice(prompt: Prompt, reference: str) -> Any:
    """A notice of that case from which one form is missing."""
    return clerk(prompt, "notice", "make", "meter_test", "--case", reference, data=HELD)


def clerk(prompt: Prompt, *words: object, data: object = None) -> Any:
    return prompt.ok("--staff", CLERK, *words, data=data)


def refused(prompt: Prompt, *words: object, data: object = None, who: str = CLERK) -> Any:
    return prompt.refused("--staff", who, *words, data=data)


def words_of(prompt: Prompt, *words: object, data: object = None) -> str:
    answer = prompt.run("--staff", CLERK, *words, data=data)
    assert answer.code == 0, answer.err + answer.out
    return answer.out


def withdraw(prompt: Prompt) -> None:
    """The hall says that the procedure of meter tests is out of force since yesterday."""
    shipped = (ROOT / "desk/playbook/zh_CN/procedures_meter.toml").read_text(encoding="utf-8")
    defaults, own = shipped.split("[[procedure]]")[:2]
    assert 'id = "meter_test"' in own
    site = prompt.home / "playbook"
    site.mkdir()
    (site / "own.toml").write_text(
        f"{defaults}[[procedure]]\nvalid_to = 2026-11-22\n{own.lstrip()}", encoding="utf-8"
    )


def test_several_procedures_of_one_visit_ask_for_each_paper_once(
    prompt: Prompt, reference: str, tmp_path: Path
) -> None:
    data = {
        "answers": {
            **HELD["answers"],  # type: ignore[dict-item]
            "payment_correction.who": "self",
            "payment_correction.paid_through": "online",
            "payment_correction.cut_off": "no",
        }
    }
    make = ("notice", "make", "meter_test", "--more", "payment_correction", "--case", reference)
    both = clerk(prompt, *make, data=data)
    assert both["procedure_id"] == "meter_test+payment_correction"
    names = [row["name"] for row in both["rows"]]
    assert names.count("用户本人有效身份证件") == 1
    assert len(set(names)) == len(names)
    narrow = tmp_path / "narrow.txt"
    clerk(prompt, "notice", "txt", both["number"], "-o", narrow, "--columns", "32")
    lines = narrow.read_text(encoding="utf-8").splitlines()
    wide = [sum(1 + (ord(char) > 0x2E7F) for char in line) for line in lines]
    assert max(wide) <= 32
    missing = refused(prompt, *make, "--more", "refund", data=data)
    assert missing["field"].startswith("answers.")


def test_a_notice_sent_twice_is_kept_once(prompt: Prompt, reference: str) -> None:
    make = ("notice", "make", "meter_test", "--case", reference, "--request-id", "窗口一")
    first = clerk(prompt, *make, data=HELD)
    assert clerk(prompt, *make, data=HELD)["number"] == first["number"]
    assert refused(prompt, *make[:-2], data=HELD)["code"] == "told_before"


def test_what_was_told_on_the_phone_is_logged_like_any_other(
    prompt: Prompt, reference: str
) -> None:
    said = words_of(
        prompt, "notice", "make", "meter_test", "--case", reference, "--oral", data=HELD
    )
    assert "电话告知" in said
    [shown] = clerk(prompt, "case", "show", reference)["notices"]
    assert shown["oral"] is True


def test_an_english_notice_is_english(prompt: Prompt, reference: str, tmp_path: Path) -> None:
    data = {**HELD, "language": "en"}
    made = clerk(prompt, "notice", "make", "meter_test", "--case", reference, data=data)
    assert made["title"].isascii()
    clerk(prompt, "notice", "txt", made["number"], "-o", tmp_path / "n.txt")
    assert "5 working days" in " ".join((tmp_path / "n.txt").read_text("utf-8").split())


def test_what_must_wait_names_a_day_and_that_day_is_a_clock(
    prompt: Prompt, reference: str, tmp_path: Path
) -> None:
    cannot = ("notice", "cannot", "meter_test", "--case", reference)
    said = words_of(prompt, *cannot, data=WAIT)
    for part in ("2026年11月25日", "约好周三上午", "另约时间"):
        assert part in said
    [shown] = clerk(prompt, "case", "show", reference)["notices"]
    clerk(prompt, "notice", "pdf", shown["number"], "-o", tmp_path / "wait.pdf")
    pages = pypdfium2.PdfDocument(tmp_path / "wait.pdf")
    text = "".join("".join(p.get_textpage().get_text_range() for p in pages).split())
    assert "约好周三上午" in text
    clocks = clerk(prompt, "case", "chain", reference)["clocks"]
    assert [c["due_at"][:10] for c in clocks if c["kind"] == "promised_contact"] == ["2026-11-25"]
    back = refused(prompt, "notice", "return", shown["number"], data={})
    assert back["code"] == "no_list"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "materials"}, "kind"),
        ({"kind": "never"}, "kind"),
        ({"ground": ""}, "ground"),
        ({"reason": " "}, "reason"),
        ({"ground": "没有人在家"}, "remedy"),
        ({"until": "2026-11-20"}, "until"),
        ({"procedure": "refund"}, "procedure"),
        ({"case": "HD01-20261123-0009"}, "case"),
    ],
)
def test_a_wrong_cannot_is_refused(
    prompt: Prompt, reference: str, change: dict[str, Any], field: str
) -> None:
    words = ("notice", "cannot", "meter_test", "--case", reference)
    assert refused(prompt, *words, data=WAIT | change)["field"] == field
    assert clerk(prompt, "case", "show", reference)["notices"] == []


def test_a_return_asks_only_for_what_was_missing(prompt: Prompt, notice: Any) -> None:
    again = ("notice", "return", notice["number"])
    seen = clerk(prompt, *again, "--preview", data={})
    assert [row["material_id"] for row in seen["asked"]] == ["test_form"]
    assert (seen["new"], seen["may_follow"]) == ([], False)
    assert "苏映雪" in words_of(prompt, *again, "--preview", data={})
    brought = {"materials": [{"material": "test_form", "state": "held"}]}
    second = clerk(prompt, *again, "--request-id", "回来", data=brought)
    assert second["visit"] == 2
    assert {row["state"] for row in second["rows"]} == {"held"}
    assert clerk(prompt, *again, "--request-id", "回来", data=brought)["number"] == second["number"]
    [found] = clerk(prompt, "notice", "find", notice["number"])
    assert (found["number"], found["missing"]) == (second["number"], [])


def test_what_is_found_is_masked(prompt: Prompt, reference: str) -> None:
    data = {**HELD, "customer_name": "柳明月", "account_no": "0500000001"}
    clerk(prompt, "notice", "make", "meter_test", data=data)
    for text in ("0500000001", "柳明月"):
        answer = prompt.run("--staff", CLERK, "notice", "find", text, "--json")
        assert answer.json[0]["customer_name"] == "柳**"
        assert "0500000001" not in answer.out
        assert "柳明月" not in words_of(prompt, "notice", "find", text)
    assert clerk(prompt, "notice", "find", "没有这个人") == []


def test_our_omission_needs_a_reason_and_the_leads_own_pin(
    prompt: Prompt, notice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = ("notice", "return", notice["number"])
    lost = {"materials": [{"material": "identity", "state": "missing"}]}
    assert refused(prompt, *again, data=lost)["code"] == "omission_reason"
    data = lost | {"new_items": [{"material": "identity", "reason": "上次误勾为已带"}]}
    assert refused(prompt, *again, data=data)["code"] == "lead_needed"
    agreed = (*again, "--agreed-by", LEAD)
    assert refused(prompt, *agreed, data=data)["code"] == "pin_missing"
    monkeypatch.setenv("DESK_LEAD_PIN", "111111")
    assert refused(prompt, *agreed, data=data)["code"] == "wrong_pin"
    monkeypatch.setenv("DESK_LEAD_PIN", PIN)
    prompt.clock.move(minutes=5)
    assert refused(prompt, *again, "--agreed-by", OTHER, data=data)["code"] == "lead_needed"
    assert clerk(prompt, "notice", "breaches") == []
    second = clerk(prompt, *agreed, data=data)
    assert second["told_by_name"] == "苏映雪", "the clerk goes on acting"
    said = words_of(prompt, "notice", "breaches")
    for part in ("上次误勾为已带", "江予安", "苏映雪", "1 项"):
        assert part in said


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"account_no": "0500000099"}, "other_customer"),
        ({"customer_name": "裴知远"}, "other_customer"),
        ({"materials": [{"material": "no_such", "state": "held"}]}, "unknown_material"),
        ({"answers": {"who": "nobody"}}, "unknown_option"),
        ({"case": "HD01-20261123-0009"}, "no_such_case"),
        ({"visit": 3}, "unknown_field"),
    ],
)
def test_a_wrong_return_is_refused(
    prompt: Prompt, notice: Any, change: dict[str, Any], code: str
) -> None:
    again = ("notice", "return", notice["number"])
    assert refused(prompt, *again, data=change)["code"] == code
    assert clerk(prompt, "notice", "find", notice["number"])[0]["visit"] == 1
    assert refused(prompt, "notice", "return", "GZ-0", data={})["code"] == "no_such_notice"


def test_a_procedure_that_was_withdrawn_asks_for_nothing_more(prompt: Prompt, notice: Any) -> None:
    withdraw(prompt)
    for words, data in (
        (("notice", "make", "meter_test"), {**HELD, "customer_name": "裴知远"}),
        (("notice", "return", notice["number"]), {}),
        (("notice", "return", notice["number"], "--preview"), {}),
    ):
        assert refused(prompt, *words, data=data)["code"] == "procedure_not_in_force", words
    assert clerk(prompt, "notice", "show", notice["number"])["title"] == "校表（电能表检定）"
