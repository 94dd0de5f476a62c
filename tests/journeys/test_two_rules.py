"""Four walk-ins through the two rules of the counter: first responder, one-time notice."""

from pathlib import Path

import pytest

from tests.desk.cli.prompt import CLERK, LEAD, OTHER, PIN, Prompt, quick_pins
from tests.journeys.counter import (
    CLERK_NAME,
    OTHER_NAME,
    POST,
    POST_NAME,
    SHIFT_LEAD,
    at_the_counter,
)
from tests.journeys.test_walk_ins import printed


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    monkeypatch.setenv("DESK_LEAD_PIN", PIN)
    return Prompt(tmp_path / "desk")


def test_bank_deduction_is_helped_on_and_asked_after(prompt: Prompt, tmp_path: Path) -> None:
    """Sent from bank to hall and back: we call the bank, and ask what came of it."""
    counter = at_the_counter(prompt, "bank-deduction")
    ref = counter.reference
    told = "这事不归我们管，您去银行。"
    manner = prompt.run("manner", "--json", data=told.encode())
    assert (manner.code, manner.json[0]["words"]) == (1, "不归我们管")
    assert counter.walk_in["narrative"] == counter.clerk("case", "show", ref)["case"]["narrative"]

    counter.clerk("case", "scope", ref, "outside_unit", "--note", "代扣在银行签的")
    assert "还没有帮客户联系外单位" in counter.missing()
    slip = {"entry": "bank", "called": "网点值班经理邱可", "said": "带身份证和存折来，当场解除"}
    assert counter.refused("case", "refer", ref, data=slip)["field"] == "phone"
    slip |= {"phone": "0999-5550160", "address": "临江市江滨路2号", "hours": "9:00—17:00"}
    for field in ("called", "said"):
        assert counter.refused("case", "refer", ref, data={**slip, field: " "})["field"] == field
    referral = counter.clerk("case", "refer", ref, data=slip)
    assert "本人有效身份证件" in referral["bring"]
    paper = tmp_path / "slip.pdf"
    counter.clerk("case", "referral-slip", ref, "-o", paper)
    for part in ("0999-5550160", "临江市江滨路2号", "邱可", "本人有效身份证件", CLERK_NAME):
        assert part in printed(paper), part
    assert "代扣签约银行网点" in counter.said()
    assert "spoken to the bank branch" in counter.said("en")

    assert counter.reminders(CLERK) == []
    counter.later(days=4)
    assert counter.reminders(CLERK) == ["referral_to_ask"]
    assert counter.refused("case", "referral-result", ref, "  ")["field"] == "result"
    counter.clerk("case", "referral-result", ref, "银行已于当日解除三户代扣")
    alarm = counter.clerk("alarms", "list")[0]
    assert counter.refused("alarms", "seen", alarm["id"], who=OTHER)["code"] == "no_such_alarm"
    counter.clerk("alarms", "seen", alarm["id"])
    assert counter.reminders(CLERK) == []
    assert "银行已于当日解除" in counter.chain["referrals"][0]["result"]
    assert counter.holders() == [(CLERK_NAME, "registered")]
    counter.answer_and_close(tmp_path / "printed")


def test_cable_burnt_is_decided_handed_over_and_comes_back(prompt: Prompt, tmp_path: Path) -> None:
    """Nobody knows whose cable it is: the lead decides, the other post takes it, and forgets."""
    counter = at_the_counter(prompt, "cable-burnt")
    ref = counter.reference
    counter.clerk("case", "scope", ref, "unclear", "--note", "产权分界不明")
    [row] = counter.lead("case", "list", "--view", "to_decide")
    assert row["reference"] == ref
    assert "scope_to_decide" in counter.reminders(SHIFT_LEAD)
    assert "值班长将在" in counter.said()
    assert "shift lead" in counter.said("en")
    decide = (
        "case",
        "decide",
        ref,
        "--scope",
        "other_post",
        "--note",
        "烧的是公用电缆，由配电班办",
    )
    assert counter.refused(*decide)["code"] == "not_allowed"
    decided = counter.lead(*decide)
    assert decided["scope"] == "other_post"
    assert counter.refused(*decide, who=SHIFT_LEAD)["code"] == "not_unclear"
    assert counter.reminders(CLERK) == ["scope_decided"]
    counter.clerk("case", "contact", ref, "--way", "in_person", "--text", "已当面告知由配电班办")

    offer = ("handover", "offer", ref)
    nobody = counter.handover(to_name="值班室", to_unit="配电班", to_phone="0999-5550170")
    counter.clerk(*offer, "--unreachable", data=nobody)
    assert "nobody_reached" in counter.reminders(SHIFT_LEAD)
    assert counter.refused(*offer, data=counter.handover())["code"] == "already_offered"
    counter.clerk("handover", "withdraw", ref, "--reason", "改派有人在的班")
    assert counter.refused(*offer, data=counter.handover(to_staff=CLERK))["code"] == "oneself"
    counter.clerk(*offer, data=counter.handover())
    counter.later(minutes=45)
    assert "offer_lapsed" in counter.reminders(CLERK)
    assert counter.refused("handover", "accept", ref, who=POST)["code"] == "no_offer"
    assert counter.chain["holder"] == CLERK_NAME

    counter.clerk(*offer, data=counter.handover())
    assert f"转给配电班的{POST_NAME}" in counter.said()
    assert POST_NAME in counter.said("en")
    counter.post("handover", "accept", ref)
    assert counter.refused("handover", "accept", ref, who=POST)["code"] == "no_offer"
    assert counter.chain["holder"] == POST_NAME
    [under] = counter.clerk("case", "list", "--view", "first")
    assert under["holder"] == POST_NAME
    assert POST_NAME in under["waits_for"]
    counter.later(hours=2)
    assert "contact_missed" in counter.reminders(CLERK)
    assert "contact_missed" in counter.reminders(SHIFT_LEAD)
    assert counter.holders() == [
        (CLERK_NAME, "registered"),
        (POST_NAME, "handover"),
        (CLERK_NAME, "returned"),
    ]
    counter.clerk("case", "contact", ref, "--way", "phone", "--text", "致歉，今晚十点前送电")
    paper = tmp_path / "chain.pdf"
    counter.clerk("case", "chain", ref, "-o", paper)
    for part in (CLERK_NAME, POST_NAME, "值班室", "致歉，今晚十点前送电"):
        assert part in printed(paper), part

    # What is missing may follow: nobody is sent away, and its day is a clock.
    held = [
        {"material": name, "state": "held"} for name in ("account_no", "damage_list", "identity")
    ]
    notice = counter.clerk(
        *("notice", "make", "appliance_damage", "--case", ref),
        data={
            "answers": {"who": "self", "state": "untouched"},
            "materials": held,
            "commitment_due": "2026-11-26",
        },
    )
    assert notice["commitment_due"] == "2026-11-26"
    assert notice["commitment_text"]
    counter.later(days=4)
    assert "materials_overdue" in counter.reminders(CLERK)
    back = {"materials": [{"material": "purchase_record", "state": "held"}]}
    assert (
        counter.clerk("notice", "return", notice["number"], "--preview", data=back)["asked"] == []
    )
    assert counter.clerk("notice", "return", notice["number"], data=back)["visit"] == 2
    counter.answer_and_close(tmp_path / "printed")


def test_usage_doubled_is_taken_over_and_our_omission_counted(
    prompt: Prompt, tmp_path: Path
) -> None:
    """The first responder goes on leave; what was left out of the notice is ours to answer for."""
    counter = at_the_counter(prompt, "usage-doubled")
    ref = counter.reference
    several = ("notice", "make", "meter_test", "--more", "refund", "--case", ref)
    held = {
        "answers": {
            "who": "self",
            "tests": "few",
            "refund.reason": "overpaid",
            "refund.payee": "self",
        },
        "materials": [
            {"material": "account_no", "state": "held"},
            {"material": "identity", "state": "held"},
            {"material": "test_form", "state": "not_acceptable", "reason": "没有签名"},
        ],
    }
    notice = counter.clerk(*several, data=held)
    assert [row["name"] for row in notice["rows"]].count("户号") == 1
    assert "5个工作日" in notice["limit_text"]
    assert "公示" in notice["limit_text"]
    counter.clerk("notice", "sign", notice["number"], "--how", "read_aloud", "--witness", OTHER)

    counter.clerk("staff", "absence", "add", "--reason", "leave", "--until", "2026-12-01T09:00")
    counter.clerk("staff", "delegate", "--to", OTHER, "--until", "2026-12-01T09:00")
    away = counter.other("staff", "absence", "list")
    assert [one["name"] for one in away["away"]] == [CLERK_NAME]
    assert [one["deputy"] for one in away["standing_in"]] == [OTHER_NAME]
    [waiting] = counter.other("case", "take-over")
    assert (waiting["reference"], waiting["holder"]) == (ref, CLERK_NAME)
    assert counter.refused("case", "take-over", ref, who=POST)["code"] == "no_such_case"
    counter.other("case", "take-over", ref)
    assert counter.holders() == [(CLERK_NAME, "registered"), (OTHER_NAME, "taken_over")]
    assert OTHER_NAME in counter.said()
    assert OTHER_NAME in counter.said("en")
    to_away = counter.handover(to_staff=CLERK)
    warned = counter.refused("handover", "offer", ref, data=to_away, who=OTHER)
    assert warned["code"] == "receiver_absent"
    assert OTHER_NAME in warned["hint"]
    lapsed = counter.other("handover", "offer", ref, "--anyway", data=to_away)
    assert lapsed["state"] == "lapsed"
    assert counter.chain["holder"] == OTHER_NAME

    counter.later(days=1)
    [found] = counter.other("notice", "find", notice["number"])
    assert (found["told_by"], found["visit"]) == (CLERK_NAME, 1)
    back = {
        "materials": [
            {"material": "test_form", "state": "held"},
            {"material": "identity", "state": "missing"},
        ]
    }
    again = ("notice", "return", notice["number"])
    seen = counter.other(*again, "--preview", data=back)
    assert seen["told_by"] == CLERK_NAME
    assert [(one["material"], one["reason"]) for one in seen["new"]] == [("identity", "omission")]
    assert counter.refused(*again, data=back, who=OTHER)["code"] == "omission_reason"
    back["new_items"] = [{"material": "identity", "reason": "上次误勾为已带"}]
    assert counter.refused(*again, data=back, who=OTHER)["code"] == "lead_needed"
    by_clerk = counter.refused(*again, "--agreed-by", OTHER, data=back, who=OTHER)
    assert by_clerk["code"] == "lead_needed"
    second = counter.other(*again, "--agreed-by", SHIFT_LEAD, data=back)
    assert second["visit"] == 2
    [breach] = counter.lead("notice", "breaches")
    assert (breach["told_by"], breach["agreed_by"]) == (CLERK_NAME, "程立夏")
    assert breach["breach"]["reason"] == "上次误勾为已带"
    assert "notice_breach" in counter.reminders(LEAD)
    counter.answer_and_close(tmp_path / "printed", caller=SHIFT_LEAD)


def test_wrong_account_paid_is_told_by_phone_and_found_again(
    prompt: Prompt, tmp_path: Path
) -> None:
    """Told on the phone, found by whatever the customer has; who comes now is another person."""
    counter = at_the_counter(prompt, "wrong-account-paid")
    ref = counter.reference
    answers = {"who": "self", "paid_through": "counter", "cut_off": "yes"}
    make = ("notice", "make", "payment_correction")
    notice = counter.clerk(
        *make, "--case", ref, "--oral", data={"answers": answers, "account_no": "0500000041"}
    )
    assert notice["oral"] is True
    assert counter.refused(*make, "--case", ref, data={"answers": answers})["code"] == "told_before"
    code = counter.clerk("case", "show", ref)["case"]["lookup_code"]
    for text in (
        notice["number"],
        code,
        f"desk/{code}",
        "13900000041",
        "0500000041",
        "谈若溪",
        ref,
    ):
        assert [one["number"] for one in counter.other("notice", "find", text)] == [
            notice["number"]
        ], text
    assert "谈若溪" not in prompt.run("--staff", OTHER, "notice", "find", ref).out

    stranger = {"account_no": "0500000035"}
    again = ("notice", "return", notice["number"])
    assert counter.refused(*again, data=stranger)["code"] == "other_customer"
    brother = {
        "answers": {"who": "agent"},
        "materials": [
            {"material": name, "state": "held"}
            for name in ("own_account", "wrong_account", "counter_receipt", "correction_form")
        ],
    }
    new = counter.clerk(*again, "--preview", data=brother)["new"]
    assert {one["reason"] for one in new} == {"circumstances_changed"}
    second = counter.clerk(*again, data=brother)
    assert {row["material_id"] for row in second["rows"] if row["state"] == "missing"} == {
        "holder_identity",
        "authority",
        "agent_identity",
    }
    assert counter.lead("notice", "breaches") == []
    assert "授权委托书" in counter.said()
    assert "authority" in counter.said("en")

    cannot = {
        "kind": "wait",
        "ground": "other_refuses",
        "reason": "对方户主出差，下周才回来",
        "remedy": "",
    }
    words = ("notice", "cannot", "payment_correction", "--case", ref)
    assert (
        counter.refused(*words, data={**cannot, "procedure": "", "until": None})["field"] == "until"
    )
    paper = counter.clerk(*words, data={**cannot, "procedure": "", "until": "2026-11-27"})
    assert paper["remedy"]
    assert paper["until"] == "2026-11-27"
    kinds = {clock["kind"] for clock in counter.chain["clocks"]}
    assert "promised_contact" in kinds
    assert "11月27日" in counter.said()
    assert "27 November" in counter.said("en")
    counter.answer_and_close(tmp_path / "printed")
