"""What the paper says, what it leaves blank, and how it is confirmed."""

from datetime import date, timedelta

import pytest

from desk import i18n
from desk.enums import Confirmation
from desk.notice import NoticeDraft, blanks, confirm, draft, form_words
from desk.playbook.base import Confidence
from desk.playbook.procedure import MaterialForm
from desk.refusals import Refusal
from tests.desk.notice.build import AT, DAY, held, notice, procedure

SELF = {"who": "self"}


def paper(**more: object) -> NoticeDraft:
    return draft(procedure(), answers=SELF, day=DAY, **more)  # type: ignore[arg-type]


def test_the_paper_says_everything_once() -> None:
    said = draft(
        procedure(), answers={"who": "agent", "kin": "no"}, day=DAY, articles=["《乙法》第一条"]
    )
    assert said.procedure_version == 3
    assert said.steps == ("申请（客户）", "核对代办（营业厅）")
    assert said.conditions == ("窗户在本区",)
    assert said.notes == ()
    assert said.limit_text == "3个工作日"
    assert said.place == "窗口"
    assert said.cooperating == ("甲单位：同意", "乙单位：盖章")
    assert said.basis == ("《乙法》第一条", "《甲条例》第三条")


def test_what_is_not_verified_prints_as_a_blank_and_never_the_hint() -> None:
    said = paper()
    assert said.fee_text == "以本营业厅公示为准：________"
    assert said.phones == ("热线 95598", "本厅 ________")
    assert said.blanks == ("fee", "phone.2")
    assert "10元" not in repr(said)
    assert "朝南" not in repr(said)


def test_the_clerk_fills_the_blanks() -> None:
    said = paper(filled={"fee": " 每扇8元\u202e ", "phone.2": "0000-1234567"})
    assert said.fee_text == "以本营业厅公示为准：每扇8元"
    assert said.phones[1] == "本厅 0000-1234567"
    assert said.blanks == ()


def test_an_empty_filling_stays_a_blank() -> None:
    assert paper(filled={"fee": "  "}).blanks == ("fee", "phone.2")


def test_a_blank_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        paper(filled={"limit": "2天"})
    assert refused.value.field == "blanks.limit"


def test_blanks_tell_the_clerk_what_is_known() -> None:
    assert [(blank.key, blank.hint) for blank in blanks(procedure())] == [
        ("fee", "听说要10元"),
        ("phone.2", ""),
    ]


def test_the_paper_may_be_in_english_while_the_screen_is_chinese() -> None:
    i18n.use("zh_CN")
    said = paper(language="en")
    assert said.fee_text == "As posted in this business hall: ________"
    assert said.steps[0] == "客户: 申请"
    assert form_words(said.rows[1], "en") == "copy (2)"
    assert form_words(said.rows[1], "zh_CN") == "复印件2份"


def test_every_form_has_words_in_both_languages() -> None:
    row = paper().rows[0]
    for form in MaterialForm:
        worded = type(row)(material_id="x", name="x", form=form, copies=1, issuer="", required=True)
        assert form_words(worded, "zh_CN") != form_words(worded, "en")


def test_a_list_that_is_only_our_practice_says_so() -> None:
    ours = procedure(confidence=Confidence.DEFAULT)
    said = draft(ours, answers=SELF, day=DAY)
    assert said.notes[-1] == "本清单为本营业厅现行做法，如与公示不一致，以公示为准。"
    assert len(paper().notes) == 1


def test_a_secondary_limit_prints_but_is_not_cited() -> None:
    limit = procedure().limits[0]
    softer = type(limit)(text=limit.text, confidence=Confidence.SECONDARY, source=limit.source)
    said = draft(procedure(limits=(softer,)), answers=SELF, day=DAY)
    assert said.limit_text == "3个工作日"
    assert said.basis == ()


def test_a_procedure_out_of_force_makes_no_paper() -> None:
    with pytest.raises(Refusal) as refused:
        draft(procedure(), answers=SELF, day=date(2027, 1, 1))
    assert refused.value.code == "procedure_not_in_force"


def test_a_commitment_takes_text_and_last_day_from_the_pack() -> None:
    by_day = paper(ticks=held("account", "form"), commitment_due=DAY + timedelta(days=4))
    assert (by_day.commitment_text, by_day.commitment_due) == ("按时补交", DAY + timedelta(days=4))
    by_text = paper(ticks=held("account", "form"), commitment="下周二带来")
    assert by_text.commitment_text == "下周二带来"
    assert by_text.commitment_due == DAY + timedelta(days=10)
    assert paper(ticks=held("account", "form")).commitment_due is None


@pytest.mark.parametrize("days", [-1, 11])
def test_a_commitment_outside_its_time_is_refused(days: int) -> None:
    with pytest.raises(Refusal) as refused:
        paper(ticks=held("account", "form"), commitment_due=DAY + timedelta(days=days))
    assert refused.value.code == "commitment_date"


@pytest.mark.parametrize("ticked", [["account"], ["account", "form", "deed"]])
def test_a_commitment_is_refused_where_a_paper_cannot_follow_or_none_is_missing(
    ticked: list[str],
) -> None:
    with pytest.raises(Refusal) as refused:
        paper(ticks=held(*ticked), commitment="一定补交")
    assert refused.value.code == "commitment_not_allowed"


def test_a_commitment_is_refused_where_the_procedure_has_none() -> None:
    with pytest.raises(Refusal) as refused:
        draft(procedure(commitment=None), answers=SELF, day=DAY, commitment="一定补交")
    assert refused.value.code == "commitment_not_allowed"


def test_a_signature_confirms_alone() -> None:
    signed = confirm(notice(), Confirmation.SIGNED, at=AT)
    assert signed.confirmation is Confirmation.SIGNED
    assert signed.confirmed_at == AT
    assert signed.rows == notice().rows


@pytest.mark.parametrize(
    "how", [Confirmation.FINGERPRINT, Confirmation.READ_ALOUD, Confirmation.REFUSED]
)
def test_anything_but_a_signature_needs_a_second_person_or_a_reason(how: Confirmation) -> None:
    with pytest.raises(Refusal) as refused:
        confirm(notice(), how, at=AT, reason=" ")
    assert refused.value.code == "witness_missing"
    assert confirm(notice(), how, at=AT, witness="s2").confirmation_witness == "s2"
    assert confirm(notice(), how, at=AT, reason="厅内只有一人").confirmation is how


def test_nobody_is_his_own_witness_and_nothing_is_confirmed_twice() -> None:
    with pytest.raises(Refusal) as refused:
        confirm(notice(), Confirmation.FINGERPRINT, at=AT, witness="s1")
    assert refused.value.code == "own_witness"
    signed = confirm(notice(), Confirmation.SIGNED, at=AT)
    with pytest.raises(Refusal) as again:
        confirm(signed, Confirmation.REFUSED, at=AT, reason="客户改口")
    assert again.value.code == "already_confirmed"
