"""Whose matter a case is, who holds it, who is there: every command and every refusal."""

from pathlib import Path
from typing import Any

import pytest

from desk.i18n import use
from desk.playbook.load import load
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, OTHER, Prompt

SLIP = {
    "unit": "临江市商业银行江滨支行",
    "phone": "0999-5550160",
    "called": "值班经理邱可",
    "said": "带身份证来，当场办",
    "bring": ["身份证", "存折"],
}
OFFER = {
    "matter": "要求校验电能表",
    "told": "一小时内由接手人给您打电话",
    "contact_by": "2026-11-23T16:00",
}


@pytest.fixture
def reference(prompt: Prompt) -> str:
    """A registered case."""
    registered: dict[str, Any] = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)
    return str(registered["reference"])


def clerk(prompt: Prompt, *words: object, data: object = None) -> Any:
    return prompt.ok("--staff", CLERK, *words, data=data)


def refused(prompt: Prompt, *words: object, data: object = None, who: str = CLERK) -> Any:
    return prompt.refused("--staff", who, *words, data=data)


def words_of(prompt: Prompt, *words: object, data: object = None, who: str = CLERK) -> str:
    answer = prompt.run("--staff", who, *words, data=data)
    assert answer.code == 0, answer.err + answer.out
    return answer.out


def test_a_referral_is_told_in_words_and_shown_with_its_phone(
    prompt: Prompt, reference: str, tmp_path: Path
) -> None:
    said = words_of(prompt, "case", "refer", reference, data=SLIP)
    for part in ("江滨支行", "0999-5550160", "邱可", "身份证、存折"):
        assert part in said
    shown = clerk(prompt, "case", "show", reference)
    assert shown["referrals"][0]["phone"] == "0999-5550160", "a unit's phone is there to be called"
    assert shown["parties"][0]["phone"] == "139****0001"
    assert "江滨支行" in words_of(prompt, "case", "show", reference)
    assert "当场办" in words_of(prompt, "case", "chain", reference)
    text = tmp_path / "slip.txt"
    clerk(prompt, "case", "referral-slip", reference, "-o", text, "--large")
    assert "0999-5550160" in text.read_text(encoding="utf-8")
    assert "已办" in words_of(prompt, "case", "referral-result", reference, "银行已办")
    assert refused(prompt, "case", "referral-result", reference, "又办")["code"] == "no_referral"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unit": " "}, "unit"),
        ({"phone": ""}, "phone"),
        ({"called": ""}, "called"),
        ({"said": "\u3000"}, "said"),
        ({"entry": "no_such", "unit": ""}, ""),
        ({"entry": "bank", "unit": "", "phone": ""}, "phone"),
        ({"hotline": "1"}, "hotline"),
        ({"bring": "身份证"}, "bring"),
    ],
)
def test_a_wrong_referral_is_refused(
    prompt: Prompt, reference: str, change: dict[str, Any], field: str
) -> None:
    answer = refused(prompt, "case", "refer", reference, data=SLIP | change)
    assert answer["field"] == field or not field
    assert clerk(prompt, "case", "show", reference)["referrals"] == []
    assert refused(prompt, "case", "referral-slip", reference, "-o", "x.pdf")["code"] == (
        "no_referral"
    )


def test_the_lead_decides_once_and_says_what_to_tell(prompt: Prompt, reference: str) -> None:
    assert "班长" in words_of(prompt, "case", "scope", reference, "unclear")
    decide = ("case", "decide", reference, "--note")
    assert refused(prompt, *decide, " ", "--scope", "ours", who=LEAD)["field"] == "note"
    undecided = refused(prompt, *decide, "再看", "--scope", "unclear", who=LEAD)
    assert undecided["field"] == "scope"
    assert words_of(prompt, *decide, "由我们办", "--scope", "ours", who=LEAD).startswith("本")
    assert refused(prompt, *decide, "由我们办", "--scope", "ours", who=LEAD)["code"]
    assert prompt.run("--staff", LEAD, "case", "decide", reference, "--scope", "ours").code == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to_staff": CLERK}, "oneself"),
        ({"to_staff": "7777"}, "no_such_staff"),
        ({"to_staff": "1003"}, "no_such_staff"),
        ({"to_name": "值班室"}, "missing"),
        ({}, "missing"),
        ({"to_staff": OTHER, "told": " "}, "missing"),
        ({"to_staff": OTHER, "contact_by": "2026-11-20T09:00"}, "in_past"),
    ],
)
def test_a_wrong_offer_is_refused(
    prompt: Prompt, reference: str, change: dict[str, Any], code: str
) -> None:
    prompt.join("1003", "--name", "叶知秋")
    prompt.ok("--staff", LEAD, "staff", "disable", "1003")
    assert refused(prompt, "handover", "offer", reference, data=OFFER | change)["code"] == code
    assert clerk(prompt, "case", "chain", reference)["handovers"] == []


def test_an_offer_to_somebody_absent_is_warned_about_and_lapses(
    prompt: Prompt, reference: str
) -> None:
    prompt.ok("--staff", OTHER, "staff", "absence", "add", "--reason", "training")
    offer = ("handover", "offer", reference)
    data = OFFER | {"to_staff": OTHER}
    assert refused(prompt, *offer, data=data)["code"] == "receiver_absent"
    said = words_of(prompt, *offer, "--anyway", data=data)
    assert "何远山不在岗" in said
    prompt.ok("--staff", OTHER, "staff", "absence", "end")
    assert "何远山" in words_of(prompt, *offer, data=data)
    prompt.ok("--staff", OTHER, "staff", "absence", "add")
    chain = clerk(prompt, "case", "chain", reference)
    assert [h["state"] for h in chain["handovers"]] == ["lapsed", "lapsed"]
    assert chain["holder"] == "苏映雪"


def test_reminders_are_listed_and_seen(prompt: Prompt, reference: str) -> None:
    nobody = OFFER | {"to_name": "值班室", "to_phone": "0999-5550170"}
    clerk(prompt, "handover", "offer", reference, "--unreachable", data=nobody)
    prompt.join("8001", "--name", "程立夏", "--role", "lead")
    [alarm] = prompt.ok("--staff", "8001", "alarms", "list")
    assert (alarm["kind"], alarm["reference"]) == ("nobody_reached", reference)
    assert reference in words_of(prompt, "alarms", "list", who="8001")
    assert clerk(prompt, "alarms", "list") == []
    assert refused(prompt, "alarms", "seen", alarm["id"])["code"] == "no_such_alarm"
    assert refused(prompt, "alarms", "seen", "nothing")["code"] == "no_such_alarm"
    assert words_of(prompt, "alarms", "seen", alarm["id"], who="8001").strip()
    assert prompt.ok("--staff", "8001", "alarms", "list") == []
    assert "程立夏" in words_of(prompt, "case", "show", reference)


def test_absences_and_stand_ins(prompt: Prompt) -> None:
    made = clerk(prompt, "staff", "absence", "add", "--until", "2026-11-24T12:00")
    assert made["until"] == "2026-11-24T12:00:00+08:00"
    assert refused(prompt, "staff", "absence", "add")["code"] == "absent_already"
    assert refused(prompt, "staff", "absence", "add", OTHER)["code"] == "not_allowed"
    stand_in = words_of(prompt, "staff", "delegate", "--to", OTHER)
    assert OTHER in stand_in
    assert CLERK in stand_in
    listed = words_of(prompt, "staff", "absence", "list")
    for part in ("苏映雪", "何远山", "11月24日12:00"):
        assert part in listed
    assert "休假，至2026年11月24日12:00" in words_of(prompt, "staff", "list")
    people = {one["number"]: one["away"] for one in clerk(prompt, "staff", "list")}
    assert people[CLERK]["reason"] == "leave"
    assert people[OTHER] is None
    assert "返岗" in words_of(prompt, "staff", "absence", "end")
    assert clerk(prompt, "staff", "absence", "list") == {"away": [], "standing_in": []}
    later = {"staff": OTHER, "since": "2026-11-25T09:00", "until": "2026-11-26T09:00"}
    path = prompt.home / "absence.json"
    path.write_text(f"{later}".replace("'", '"'), encoding="utf-8")
    prompt.ok("--staff", LEAD, "staff", "absence", "add", "--file", path)
    [away] = clerk(prompt, "staff", "absence", "list")["away"]
    assert (away["number"], away["now"]) == (OTHER, False)
    both = prompt.run("--staff", LEAD, "staff", "absence", "add", OTHER, "--file", path)
    assert both.code == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--to", CLERK), "oneself"),
        (("--to", "7777"), "no_such_staff"),
        (("--to", OTHER, "--scope", "approval"), "not_allowed"),
        (("--to", OTHER, "--for", LEAD), "not_allowed"),
        (("--to", OTHER, "--until", "2026-11-20T09:00"), "bad_span"),
    ],
)
def test_a_wrong_stand_in_is_refused(prompt: Prompt, words: tuple[str, ...], code: str) -> None:
    assert refused(prompt, "staff", "delegate", *words)["code"] == code
    assert clerk(prompt, "staff", "absence", "list")["standing_in"] == []


def test_a_stand_in_may_come_as_json(prompt: Prompt) -> None:
    data = {"absent": CLERK, "deputy": OTHER, "scope": "cases", "until": "2026-11-30T09:00"}
    assert clerk(prompt, "staff", "delegate", data=data)["scope"] == "cases"
    assert refused(prompt, "staff", "delegate", data={**data, "scope": "all"})["field"] == "deputy"
    assert refused(prompt, "staff", "delegate", data={"deputy": OTHER})["field"] == "absent"
    assert (
        refused(prompt, "staff", "delegate", data={**data, "until": "2026-02-30T09:00"})["field"]
        == "until"
    )


def test_taking_over_waits_until_the_holder_is_away(prompt: Prompt, reference: str) -> None:
    take = ("case", "take-over", reference)
    assert refused(prompt, *take)["code"] == "oneself"
    assert refused(prompt, *take, who=LEAD)["code"] == "holder_present"
    clerk(prompt, "staff", "absence", "add")
    assert refused(prompt, *take, who=OTHER)["code"] == "not_deputy"
    listed = words_of(prompt, "case", "take-over", who=LEAD)
    assert reference in listed
    assert "苏映雪" in listed
    assert reference in words_of(prompt, *take, who=LEAD)
    assert prompt.ok("--staff", LEAD, "case", "take-over") == []
    shown = words_of(prompt, "case", "chain", reference)
    assert "代为接手" in shown
    assert "江予安" in shown


def test_ones_own_list_says_what_each_case_waits_for(prompt: Prompt, reference: str) -> None:
    [row] = clerk(prompt, "case", "list", "--view", "first")
    assert row["reference"] == reference
    assert row["customer"] == "柳**"
    assert row["waits_for"]
    said = words_of(prompt, "case", "list", "--view", "first")
    assert row["waits_for"].split("，")[0][:4] in said
    assert "柳明月" not in said
    assert prompt.ok("--staff", OTHER, "case", "list", "--view", "first") == []


def test_the_directory_lists_units_in_both_languages(empty: Prompt) -> None:
    listed = empty.ok("playbook", "list", "--directory")
    assert {one["id"] for one in listed} == load("zh_CN").directory.keys()
    assert "12315" in empty.run("playbook", "list", "--directory").out
    use("en")
    units = [one["unit"] for one in empty.ok("playbook", "list", "--directory")]
    assert not any("\u4e00" <= char <= "\u9fff" for unit in units for char in unit)


def test_our_own_words_are_judged(empty: Prompt) -> None:
    fine = empty.run("manner", "--json", data="我们已替您联系。".encode())
    assert (fine.code, fine.json) == (0, [])
    assert empty.run("manner", data="我们已替您联系。".encode()).out.strip()
    rude = empty.run("manner", data="这不归我们管。That is not my job.".encode())
    assert rude.code == 1
    for part in ("不归我们管", "not my job", "我们已于"):
        assert part in rude.out
    quoted = empty.run("manner", "--json", data="客户说“不归我们管”。".encode())
    assert quoted.json == []
