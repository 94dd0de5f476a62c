"""How it stands, read aloud: true, short, and nothing in it that the asker may not know."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import (
    CaseKind,
    Channel,
    Conclusion,
    Confirmation,
    ContactWay,
    Grade,
    Mood,
    NoticeKind,
    PointKind,
    Scope,
    Topic,
    Urgency,
)
from desk.forms import ByWordForm, CannotForm, ContactForm, FollowUpForm, ScopeForm
from desk.forms_counter import RecordForm, WithdrawForm
from desk.i18n import use
from desk.notice import unanswered
from desk.playbook.procedure import MaterialGroup
from desk.refusals import Refusal
from desk.services import (
    casework,
    closing,
    custody,
    intake,
    letters,
    mistakes,
    outgoing,
    postponed,
    presence,
    scope,
    standing,
)
from desk.services.sweep import sweep
from tests.desk.notice.build import material, procedure
from tests.desk.services.counter import (
    away,
    offer_form,
    outside_form,
    passed_to,
    referral_form,
    stands_in,
    told,
    unclear,
    with_business,
)
from tests.desk.services.hall import Hall, case_form, open_hall
from tests.desk.services.test_terminating import terminated

Make = Callable[[Hall], str]


def says(hall: Hall, ref: str, language: str = "zh_CN") -> str:
    """What is read aloud after the sentence that names the number."""
    use(language)
    text = standing.stands(hall.desk, hall.clerk, ref)
    end = "。" if language == "zh_CN" else ". "
    use("zh_CN")
    return text.split(end, 1)[1].strip()


def offered(hall: Hall) -> str:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, offer_form(hall, "4001"))
    return ref


def taken(hall: Hall) -> str:
    ref = hall.register()
    passed_to(hall, ref, hall.clerk, hall.other)
    return ref


def by_word(hall: Hall) -> str:
    ref = hall.register()
    custody.offer_handover(hall.desk, hall.clerk, ref, outside_form(hall))
    word = ByWordForm(person="何工", phone="0999-5550133", words="下午到")
    custody.accept_handover(hall.desk, hall.clerk, ref, word)
    return ref


def missed(hall: Hall) -> str:
    ref = taken(hall)
    hall.clock.move(hours=5)
    sweep(hall.desk)
    return ref


def undecided(hall: Hall) -> str:
    ref = hall.register()
    unclear(hall, ref)
    return ref


def still_undecided(hall: Hall) -> str:
    ref = undecided(hall)
    hall.clock.move(days=1)
    sweep(hall.desk)
    return ref


def decided(hall: Hall) -> str:
    ref = undecided(hall)
    form = ScopeForm(scope=Scope.OTHER_POST, note="请计量班办理")
    scope.decide_scope(hall.desk, hall.lead, ref, form)
    return ref


def referred(hall: Hall) -> str:
    ref = hall.register()
    scope.refer(hall.desk, hall.clerk, ref, referral_form())
    return ref


def papers(hall: Hall) -> str:
    with_business(hall)
    ref = hall.register()
    told(hall, "account", case=ref)
    return ref


def papers_by(hall: Hall) -> str:
    with_business(hall)
    ref = hall.register()
    told(hall, "account", "form", case=ref, commitment_due=hall.today + timedelta(days=4))
    return ref


def must_wait(hall: Hall) -> str:
    with_business(hall)
    ref = hall.register()
    form = CannotForm(
        kind=NoticeKind.WAIT,
        procedure="open_window",
        ground="要等停电检修",
        reason="线路检修中",
        remedy="检修后办理",
        until=hall.today + timedelta(days=3),
        case=ref,
    )
    postponed.make_postponement(hall.desk, hall.clerk, form)
    return ref


def taken_over(hall: Hall) -> str:
    ref = hall.register()
    away(hall, hall.clerk)
    presence.take_over(hall.desk, hall.lead, ref)
    hall.clerk = hall.lead
    return ref


def late(hall: Hall) -> str:
    ref = hall.register()
    hall.clock.move(days=20)
    sweep(hall.desk)
    return ref


SITUATIONS: list[tuple[Make, str, str]] = [
    (
        offered,
        "王芳正在把这件事转给计量班的郑工，请其在11月23日13:30前联系您；对方接手之前仍由王芳负责。",
        "王芳 is asking 郑工 of 计量班 to take it on and to contact you by 23 November, 13:30; "
        "until then 王芳 looks after it.",
    ),
    (taken, "陈强会在11月23日13:30前联系您。", "陈强 will contact you by 23 November, 13:30."),
    (by_word, "何工会在11月23日13:30前联系您。", "何工 will contact you by 23 November, 13:30."),
    (
        missed,
        "没有在约定的时间联系您，非常抱歉，现在由王芳负责。",
        "We did not contact you by the time we promised, for which we apologise; 王芳 is looking "
        "after it now.",
    ),
    (
        undecided,
        "值班长将在11月23日15:00前确定由谁办理，由王芳答复您。",
        "Our shift lead will settle by 23 November, 15:00 who handles it, and 王芳 will tell you.",
    ),
    (
        still_undecided,
        "值班长还在确定由谁办理，确定后由王芳答复您，让您久等了，非常抱歉。",
        "Our shift lead is still settling who handles it; 王芳 will tell you, and we are sorry "
        "that you have to wait.",
    ),
    (decided, "王芳会在11月24日09:30前联系您。", "王芳 will contact you by 24 November, 09:30."),
    (
        referred,
        "我们已替您与代扣签约银行网点联系，王芳会在11月26日17:30前向对方问结果。",
        "We have spoken to the bank branch where the direct debit was signed for you, and 王芳 "
        "will ask them about the result by 26 November, 17:30.",
    ),
    (
        papers,
        "还需要您补交：材料deed或材料lease、材料form。由王芳负责，2026年11月30日前给您书面答复。",
        "We still need from you: 材料deed or 材料lease, 材料form. 王芳 is looking after it; you "
        "will have a reply by 30 November 2026.",
    ),
    (
        papers_by,
        "请您在11月27日17:30前补交：材料deed或材料lease。"
        "由王芳负责，2026年11月30日前给您书面答复。",
        "Please bring us by 27 November, 17:30: 材料deed or 材料lease. 王芳 is looking after it; "
        "you will have a reply by 30 November 2026.",
    ),
    (
        must_wait,
        "这件事暂时还办不了，王芳会在11月26日17:30前联系您。",
        "It cannot be done just yet; 王芳 will contact you by 26 November, 17:30.",
    ),
    (
        taken_over,
        "目前正在核查处理，1 项诉求中已有 0 项办妥。由李敏负责，2026年11月30日前给您书面答复。",
        "We are looking into it; 0 of 1 points are settled so far. 李敏 is looking after it; you "
        "will have a reply by 30 November 2026.",
    ),
    (
        late,
        "目前正在核查处理，1 项诉求中已有 0 项办妥。"
        "办理超过了承诺的时间，非常抱歉，目前由王芳负责督促办理。",
        "We are looking into it; 0 of 1 points are settled so far. It has taken longer than we "
        "promised, for which we apologise; 王芳 is looking after it.",
    ),
]


@pytest.mark.parametrize(
    ("make", "chinese", "english"), SITUATIONS, ids=lambda v: getattr(v, "__name__", "")
)
def test_each_situation_is_told_as_it_is(
    hall: Hall, make: Make, chinese: str, english: str
) -> None:
    ref = make(hall)
    assert says(hall, ref) == chinese
    assert says(hall, ref, "en") == english


def test_a_customer_who_was_reached_after_all_hears_no_apology_again(hall: Hall) -> None:
    ref = missed(hall)
    contact = ContactForm(way=ContactWay.PHONE, text="已致歉并约明天上门")
    casework.log_contact(hall.desk, hall.clerk, ref, contact)
    assert "抱歉" not in says(hall, ref)


def test_a_new_promise_after_a_missed_one_is_told(hall: Hall) -> None:
    ref = missed(hall)
    passed_to(hall, ref, hall.clerk, hall.department)
    assert says(hall, ref) == "郑工会在11月23日18:30前联系您。"


def test_an_offer_that_has_run_out_is_no_longer_told(hall: Hall) -> None:
    ref = offered(hall)
    hall.clock.move(minutes=40)
    assert "郑工" not in says(hall, ref)


def test_papers_are_told_beside_what_happens(hall: Hall) -> None:
    ref = papers(hall)
    passed_to(hall, ref, hall.clerk, hall.other)
    text = says(hall, ref)
    assert text.startswith("陈强会在")
    assert text.endswith("还需要您补交：材料deed或材料lease、材料form。")


def test_of_a_long_list_the_beginning_is_read_out_and_proofs_by_what_they_prove(
    hall: Hall,
) -> None:
    ref = hall.register()
    name = "high_voltage_new_supply"
    answers = first_answers(hall, name)
    told(hall, case=ref, procedure=name, answers=answers)
    text = says(hall, ref)
    assert "、主体证明、" in text
    assert "营业执照" not in text
    with_business(hall, procedure(materials=tuple(material(f"p{n}") for n in range(9))))
    other = hall.register()
    told(hall, case=other)
    assert "材料p0、材料p1、材料p2、材料p3、材料p4等（详见告知单）。" in says(hall, other)


def test_where_two_of_several_are_enough_that_is_said(hall: Hall) -> None:
    two = MaterialGroup(id="home", label="任选两种", at_least=2)
    with_business(hall, procedure(groups=(two,)))
    ref = hall.register()
    told(hall, "account", "form", case=ref)
    assert "以下任选2种：材料deed、材料lease" in says(hall, ref)


def first_answers(hall: Hall, procedure_id: str) -> dict[str, str]:
    """The first option of each question that is asked."""
    found = hall.desk.playbook.procedure(procedure_id)
    answers: dict[str, str] = {}
    while left := unanswered(found, answers):
        answers[left[0].id] = left[0].options[0].id
    return answers


def printed(hall: Hall) -> str:
    ref, letter = hall.issued()
    outgoing.confirm_printed(hall.desk, hall.lead, letter.id, elsewhere="二楼打印机")
    return ref


def approved(hall: Hall) -> str:
    ref, letter = hall.submitted()
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    return ref


def called_back(hall: Hall) -> str:
    ref = hall.delivered()[0]
    form = FollowUpForm(reached=True, satisfied=True)
    closing.record_follow_up(hall.desk, hall.other, ref, form)
    return ref


def withdrawn(hall: Hall) -> str:
    ref = hall.register()
    signed = RecordForm(how=Confirmation.SIGNED)
    form = WithdrawForm(words="不用办了", confirmation=signed)
    mistakes.withdraw(hall.desk, hall.clerk, ref, form)
    return ref


STAGES: list[tuple[Make, list[str], list[str]]] = [
    (lambda h: h.register(), ["正在核查处理", "给您书面答复"], ["looking into it"]),
    (taken_over, ["正在核查处理", "由李敏负责"], ["looking into it", "李敏"]),
    (lambda h: h.answered(), ["正在拟写书面答复", "给您书面答复"], ["being prepared"]),
    (lambda h: h.submitted()[0], ["值班长"], ["checked by the shift lead"]),
    (approved, ["书面答复已审核通过"], ["has been approved"]),
    (lambda h: h.issued()[0], ["号书面答复已经签发，正在打印"], ["issued and is being printed"]),
    (printed, ["号书面答复已经备好", "来营业厅领取"], ["is ready; you can collect it here"]),
    (
        lambda h: h.delivered()[0],
        ["号书面答复已于2026年11月23日送达", "回访"],
        ["handed over on 23 November 2026", "We will call you"],
    ),
    (
        called_back,
        ["号书面答复已于2026年11月23日送达", "不用再补什么了"],
        ["handed over on 23 November 2026", "Nothing more is needed"],
    ),
    (
        lambda h: h.closed(),
        ["号书面答复已于2026年11月23日送达", "该事项已经办结"],
        ["handed over on 23 November 2026", "It has been completed."],
    ),
    (terminated, ["已书面答复完毕", "办理已经终止"], ["answered in writing", "has ended"]),
    (withdrawn, ["该事项已经撤回，不再办理"], ["It was withdrawn"]),
]
"""Each stage, and what must be said of it in Chinese and in English."""


@pytest.mark.parametrize(("make", "chinese", "english"), STAGES)
def test_each_stage_is_told_as_it_is(
    hall: Hall, make: Make, chinese: list[str], english: list[str]
) -> None:
    ref = make(hall)
    for language, wanted in (("zh_CN", chinese), ("en", english)):
        text = says(hall, ref, language)
        assert [words for words in wanted if words not in text] == [], text
        for internal in ("Stage", "to_", "{", "4001", "二楼打印机", "不用办了"):
            assert internal not in text


def test_papers_are_not_asked_for_again_once_the_reply_is_issued(hall: Hall) -> None:
    ref = papers(hall)
    assert "材料deed" in says(hall, ref)
    hall.answer(ref, 1)
    letter = letters.draft_letter(hall.desk, hall.clerk, ref)
    letters.submit_letter(hall.desk, hall.clerk, letter.id)
    letters.approve_letter(hall.desk, hall.lead, letter.id)
    letters.issue_letter(hall.desk, hall.lead, letter.id)
    text = says(hall, ref)
    assert "已经签发" in text
    assert "材料" not in text
    assert "给您书面答复" not in text


# -- nothing the asker may not know ------------------------------------------------------------

WORDS = {
    member.value
    for vocabulary in (CaseKind, Channel, Conclusion, Grade, Mood, PointKind, Scope, Topic, Urgency)
    for member in vocabulary
} | {"offered", "lapsed", "declined", "promised_contact", "taken_over", "by_word", "overdue"}
"""Words of our vocabularies; in English some are also words, so they count as whole words alone."""
EVERYDAY = {"report", "other", "phone", "letter", "repair", "normal", "question", "request"}
SECRET = "机密发现三相不平衡"
STEPS: list[Callable[[Hall, str], object]] = [
    lambda h, r: custody.offer_handover(h.desk, h.clerk, r, offer_form(h, "4001")),
    lambda h, r: passed_to(h, r, h.clerk, h.other),
    lambda h, r: custody.offer_handover(
        h.desk,
        h.clerk,
        r,
        replace(outside_form(h), to_name="何工13911112222", to_unit="抢修班 0999-5550133"),
    ),
    lambda h, r: unclear(h, r),
    lambda h, r: scope.refer(
        h.desk, h.clerk, r, referral_form(unit="农商行13933334444", said=SECRET, called="经理")
    ),
    lambda h, r: told(h, "account", case=r),
    lambda h, r: told(h, case=r, commitment_due=h.today + timedelta(days=2)),
    lambda h, r: scope.assess_scope(
        h.desk, h.clerk, r, ScopeForm(scope=Scope.OTHER_POST, note=SECRET)
    ),
    lambda h, r: h.answer(r, 1, finding=f"{SECRET}，经核实", remedy="已更换电表，三日内复查"),
    lambda h, r: h.clock.move(hours=3),
    lambda h, r: h.clock.move(days=6),
    lambda h, r: sweep(h.desk),
    lambda h, r: stands_in(h, h.other, h.clerk),
]


@settings(max_examples=40, deadline=None)
@given(
    order=st.lists(st.integers(0, len(STEPS) - 1), max_size=6),
    mood=st.sampled_from(Mood),
    language=st.sampled_from(["zh_CN", "en"]),
)
def test_nothing_internal_is_ever_read_out(order: list[int], mood: Mood, language: str) -> None:
    hall = open_hall()
    with_business(hall)
    form = replace(case_form(), mood=mood, emotional_need="要面子", told="已告知 W9")
    ref = intake.register_case(hall.desk, hall.clerk, form).reference
    for step in order:
        try:
            STEPS[step](hall, ref)
        except Refusal:
            continue
    use(language)
    text = standing.stands(hall.desk, hall.clerk, ref)
    missing = closing.what_is_missing(hall.desk, hall.clerk, ref)
    use("zh_CN")
    assert missing
    bare = text.replace(ref, "")
    assert not re.search(r"\d{5,}", bare), text
    for staff_number in ("1001", "1002", "2001", "2002", "3001", "4001"):
        assert staff_number not in bare, text
    for secret in (SECRET, "经核实", "要面子", "W9", "19900000001", "9900000001", "柳明月"):
        assert secret not in text
    words = set(re.findall(r"[a-z_]+", bare.lower()))
    assert not words & (WORDS - EVERYDAY), text
    sentences = [s for s in re.split(r"[。]|[.](?:\s|$)", text) if s.strip()]
    assert 2 <= len(sentences) <= 3, text
