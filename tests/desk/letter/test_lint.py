"""Every rule of the check, by a letter that breaks it and one that keeps it."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import Conclusion, LetterKind, PointKind, RemedyBy
from desk.i18n import use
from desk.letter.book import compose
from desk.letter.facts import LetterFacts, ReplyFacts
from desk.letter.finding import Finding
from desk.letter.lint import Known, KnownKind, LetterToCheck, Private, lint
from desk.letter.wording import Saying, Wording, own_voice, says_nothing
from tests.desk.letter import samples
from tests.desk.letter.hostile import NASTY, filled

TODAY = date(2026, 11, 9)
WORDING = Wording(
    never=(
        Saying(("不归我管", "我处理不了"), "把客户推开。", "我们已替您联系××。"),
        Saying(("扣奖金",), "内部事项。", "已按有关规定处理。"),
    ),
    jargon=(Saying(("台区",), "客户听不懂。", "附近共用的变压器"),),
    empty=("无", "略", "同上", "已处理"),
    apologies=("致歉", "歉意", "道歉", "apolog"),
    refunds=("退还", "退款"),
)


def _check(facts: LetterFacts, markdown: str = "", **fields: Any) -> list[Finding]:
    kind = fields.pop("kind", LetterKind.REPLY)
    return lint(
        LetterToCheck(
            kind=kind,
            facts=facts,
            markdown=markdown or compose(kind, facts),
            today=TODAY,
            wording=fields.pop("wording", WORDING),
            **fields,
        )
    )


def _codes(findings: list[Finding], *, blocks: bool = True) -> set[str]:
    return {one.code for one in findings if one.blocks == blocks}


def _with(number: int, **changes: Any) -> ReplyFacts:
    points = list(samples.POINTS)
    points[number - 1] = dataclasses.replace(points[number - 1], **changes)
    return samples.reply(points=tuple(points))


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (LetterKind.REPLY, samples.reply()),
        (LetterKind.REPLY, samples.reply_en()),
        (LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement()),
        (LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement_en()),
        (LetterKind.NOTICE, samples.notice()),
        (LetterKind.NOTICE, samples.notice_en()),
    ],
)
def test_a_good_letter_passes(kind: LetterKind, facts: LetterFacts) -> None:
    assert [one for one in _check(facts, kind=kind) if one.blocks] == []


BROKEN: list[tuple[str, str, ReplyFacts]] = [
    ("no_finding", "points.2.finding", _with(2, finding="")),
    ("no_finding", "points.2.finding", _with(2, finding=" 。 ")),
    ("no_finding", "points.2.finding", _with(2, finding="略。")),
    ("no_finding", "points.2.finding", _with(2, finding="“请求校验电能表”。")),
    ("no_finding", "points.2.finding", _with(2, finding=samples.POINTS[0].finding)),
    ("no_remedy", "points.1.remedy", _with(1, remedy="")),
    ("no_remedy", "points.1.remedy", _with(1, remedy="已处理")),
    ("no_remedy", "points.2.remedy", _with(2, remedy=samples.POINTS[0].remedy + "。")),
    ("no_conclusion", "points.3.conclusion", _with(3, conclusion=None)),
    ("wrong_conclusion", "points.3.conclusion", _with(3, conclusion=Conclusion.GRANTED)),
    ("no_basis", "points.1.basis", _with(1, basis="")),
    ("no_basis", "points.1.basis", _with(1, basis="同上")),
    ("no_basis", "points.2.basis", _with(2, conclusion=Conclusion.NOT_GRANTED, basis="")),
    ("no_basis", "points.4.basis", _with(4, conclusion=Conclusion.UNSUBSTANTIATED)),
    ("promise_without_date", "points.2.due_on", _with(2, due_on=None)),
    ("promise_without_owner", "points.2.department", _with(2, department="")),
    ("promise_in_past", "points.2.due_on", _with(2, due_on=date(2026, 11, 8))),
    ("done_in_future", "points.1.done_on", _with(1, done_on=date(2026, 11, 10))),
    ("remedy_left_to_customer", "points.4.remedy", _with(4, remedy_by=RemedyBy.CUSTOMER)),
    ("no_points", "points", samples.reply(points=(), subject="x")),
    ("phrase", "points.1.finding", _with(1, finding="线路不归我管，11月4日已核查。")),
    ("phrase", "points.4.remedy", _with(4, remedy="已对当班人员扣奖金")),
    ("phrase", "result", samples.reply(result="这些我处理不了。")),
    ("personal_data", "result", samples.reply(result="请致电13912345678。")),
    ("personal_data", "result", samples.reply(result="证件110101199003078515已核对。")),
    ("personal_data", "result", samples.reply(result="退至6222021234567890123。")),
    ("personal_data", "result", samples.reply(result="请发邮件至kehu@example.com。")),
    ("personal_data", "result", samples.reply(result="户号0500000031已核对。")),
    ("glyph", "result", samples.reply(result="祝好😀")),
    ("open_slot", "points.1.finding", _with(1, finding="⟦哪一天⟧到现场核对，表号⟦数字⟧。")),
    ("open_slot", "result", samples.reply(result="都已办结，⟦哪一天⟧。")),
    ("open_slot", "points.4.apology", _with(4, apology="⟦事由⟧，我们道歉")),
]


@pytest.mark.parametrize(("code", "field", "facts"), BROKEN)
def test_what_breaks_a_rule_blocks_and_leads_to_its_field(
    code: str, field: str, facts: ReplyFacts
) -> None:
    found = [one for one in _check(facts) if one.code == code]
    assert [one.field for one in found] == [field]
    assert all(one.blocks and one.why and one.cure and one.where for one in found)


KEPT: list[tuple[str, ReplyFacts]] = [
    ("no_basis", _with(4, basis="")),
    ("no_basis", _with(3, basis="")),
    ("promise_in_past", _with(2, due_on=TODAY)),
    ("promise_without_date", _with(3, due_on=None)),
    ("done_in_future", _with(1, done_on=TODAY)),
    ("done_before_told", _with(1, done_on=samples.reply().received_at.date())),
    ("done_before_told", _with(2, done_on=None)),
    ("phrase", _with(1, matter="柜台说“不归我管”")),
    ("phrase", _with(1, matter="工作人员说不归我管")),
    ("phrase", _with(1, finding="录音中工作人员确实说了“不归我管”，11月4日已核实。")),
    ("phrase", samples.reply(account_of_matter="窗口说我处理不了。")),
    ("personal_data", samples.reply(result="请致电0999-5550100。")),
    ("personal_data", samples.reply(contact_phone="13912345678")),
    ("remedy_left_to_customer", _with(3, remedy_by=RemedyBy.CUSTOMER)),
]


def test_a_remedy_done_before_the_complaint_came_is_asked_about() -> None:
    early = _with(1, done_on=date(2025, 11, 6))
    (found,) = [one for one in _check(early) if one.code == "done_before_told"]
    assert found.field == "points.1.done_on"
    assert not found.blocks
    # What the customer does is not ours to date.
    theirs = _with(3, done_on=date(2025, 11, 6))
    assert "done_before_told" not in _codes(_check(theirs))


@pytest.mark.parametrize(("code", "facts"), KEPT)
def test_what_keeps_a_rule_is_left_alone(code: str, facts: ReplyFacts) -> None:
    assert code not in _codes(_check(facts))


WARNED: list[tuple[str, str, ReplyFacts]] = [
    ("jargon", "points.1.finding", _with(1, finding="11月4日核查了您所在台区的线路。")),
    ("refund_without_amount", "points.2.amount_fen", _with(2, remedy="退还多收电费")),
    ("finding_general", "points.2.finding", _with(2, finding="情况已核实清楚")),
    ("no_true_part", "points.1.true_part", _with(1, true_part="")),
    ("refund_differs", "points.4.remedy", _with(4, remedy="退还误收的10元打印费")),
    ("day_differs", "points.2.remedy", _with(2, remedy="11月25日前把检定结果送到您家")),
    ("date_forms", "text", samples.reply(result="已于2026-11-06办结。")),
    ("long_sentence", "result", samples.reply(result="我们核查了" + "线路和表计" * 20)),
]


@pytest.mark.parametrize(("code", "field", "facts"), WARNED)
def test_what_could_be_better_warns_and_does_not_block(
    code: str, field: str, facts: ReplyFacts
) -> None:
    found = [one for one in _check(facts) if one.code == code]
    assert [(one.field, one.blocks) for one in found] == [(field, False)]
    assert code not in _codes(_check(samples.reply()), blocks=False)


def test_fault_needs_an_apology_in_its_own_answer() -> None:
    markdown = compose(LetterKind.REPLY, samples.reply())
    assert "no_apology" not in _codes(_check(samples.reply(), markdown))
    head, tail = markdown.split("## 二、")
    without = head.replace("由此给您带来的不便，我们诚恳致歉。", "") + "## 二、" + tail
    (found,) = [one for one in _check(samples.reply(), without) if one.code == "no_apology"]
    assert found.field == "points.1.apology"


def test_a_basis_that_is_not_in_force_blocks() -> None:
    found = _check(samples.reply(), expired={1: ("《供电营业规则》第八十条",)})
    assert [(one.code, one.field) for one in found if one.blocks] == [
        ("basis_expired", "points.1.basis")
    ]
    assert "第八十条" in found[0].why


def test_an_answer_edited_out_of_the_text_blocks() -> None:
    markdown = compose(LetterKind.REPLY, samples.reply()).replace("书面送达您本人", "告诉您")
    found = [one for one in _check(samples.reply(), markdown) if one.blocks]
    assert [(one.code, one.field) for one in found] == [("answer_missing", "points.2.remedy")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("您好！", "您好，{{ name }}！", "template_variable"),
        ("您好！", "您好，⟦姓名⟧！", "template_variable"),
        ("::: 编号\n⟦编号⟧", "::: 编号\n", ""),
        ("⟦日期⟧", "", "placeholder_missing"),
        ("⟦编号⟧", "17", "placeholder_missing"),
        ("::: 落款", "落款", "part_missing"),
        ("::: 信头", "信头", "part_missing"),
        ("::: 回执", "回执", "part_missing"),
        ("仍有异议的，可拨打12398能源监管热线。", "", "no_route"),
        ("或拨打95598供电服务热线", "", "no_route"),
    ],
)
def test_edits_that_break_the_letter_block(old: str, new: str, code: str) -> None:
    markdown = compose(LetterKind.REPLY, samples.reply())
    assert old in markdown
    codes = _codes(_check(samples.reply(), markdown.replace(old, new)))
    assert codes >= ({code} if code else set())
    assert bool(codes) == bool(code)


def test_a_phrase_typed_into_the_text_is_found_there() -> None:
    markdown = compose(LetterKind.REPLY, samples.reply()).replace("您好！", "这事不归我管。")
    (found,) = [one for one in _check(samples.reply(), markdown) if one.code == "phrase"]
    assert found.field == "text"
    assert "我们已替您联系" in found.cure


def test_full_values_of_any_party_block_unless_they_are_the_salutation() -> None:
    facts = samples.reply(result="李未明女士一同到场。")
    private = (Private("李未明", "代办人姓名"), Private("沈先生", "称呼"), Private("", "无"))
    found = [one for one in _check(facts, private=private) if one.code == "personal_data"]
    assert [(one.field, "代办人姓名" in one.why) for one in found] == [("result", True)]


def test_author_and_approver_must_differ() -> None:
    assert "same_person" in _codes(_check(samples.reply(), author_id="1", approver_id="1"))
    assert "same_person" not in _codes(_check(samples.reply(), author_id="1", approver_id="2"))
    assert "same_person" not in _codes(_check(samples.reply(), author_id="", approver_id=""))


@pytest.mark.parametrize(
    ("due", "sent", "late"),
    [(date(2026, 11, 8), False, True), (date(2026, 11, 8), True, False), (TODAY, False, False)],
)
def test_a_late_reply_without_a_holding_letter_warns(due: date, sent: bool, late: bool) -> None:
    found = _check(samples.reply(), reply_due=due, holding_sent=sent)
    assert ("late" in _codes(found, blocks=False)) == late


def test_what_blocks_comes_first() -> None:
    found = _check(_with(1, finding="台区", basis=""))
    order = [one.blocks for one in found]
    assert order == sorted(order, reverse=True)
    assert True in order
    assert False in order


def test_findings_speak_the_language_of_the_person() -> None:
    use("en")
    (english,) = [one for one in _check(_with(2, due_on=None)) if one.blocks]
    use("zh_CN")
    (chinese,) = [one for one in _check(_with(2, due_on=None)) if one.blocks]
    assert english.where == "point 2, promised date"
    assert chinese.where == "第2项 承诺完成日期"
    assert english.why != chinese.why


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_no_template_variable_and_never_breaks_the_check(text: str) -> None:
    facts = filled(samples.reply(), text)
    assert "template_variable" not in _codes(_check(facts))


@given(text=st.text(max_size=200))
def test_any_edited_text_can_be_checked(text: str) -> None:
    assert _codes(_check(samples.reply(), text or "x"))


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("", True),
        ("。。。", True),
        ("略", True),
        (" 同上！", True),
        ("ＡＢ", False),
        ("已换表", False),
    ],
)
def test_words_that_say_nothing(text: str, nothing: bool) -> None:
    assert says_nothing(text, WORDING) is nothing


def test_our_own_voice_is_what_is_neither_quoted_nor_theirs() -> None:
    assert own_voice("您说“不知道”，我们查了表转得快。", ["表转得快"]).split() == [
        "您说",
        "，我们查了",
        "。",
    ]


@dataclasses.dataclass(frozen=True)
class _Phrase:
    kind: str
    words: tuple[str, ...]
    id: str = "some"
    why: str = ""
    instead: str = ""


def test_wording_is_read_from_phrases_by_their_kind() -> None:
    wording = Wording.of(
        [
            _Phrase("push_away", ("甲",)),
            _Phrase("internal", ("乙",)),
            _Phrase("jargon", ("丙",)),
            _Phrase("empty", ("丁",)),
            _Phrase("apology", ("戊",)),
            _Phrase("refund", ("己",)),
            _Phrase("usage", ("庚", "辛")),
        ]
    )
    assert [saying.words for saying in wording.never] == [("甲",), ("乙",)]
    assert [saying.words for saying in wording.jargon] == [("丙",)]
    assert wording.empty == ("丁",)
    assert wording.apologies == ("戊",)
    assert wording.refunds == ("己",)
    assert [(one.kind, one.words) for one in wording.named] == [("usage", ("庚", "辛"))]


def test_of_jargon_within_jargon_the_longest_is_told() -> None:
    wording = Wording(jargon=(Saying(("表底", "表底数")),))
    found = _check(_with(1, finding="11月4日核对了表底数。"), wording=wording)
    assert sum(one.code == "jargon" for one in found) == 1


def test_a_letter_that_would_fit_anybody_warns() -> None:
    general = "我们高度重视您反映的情况，已安排人员认真核查。"
    points = tuple(
        samples.changed(point, finding=f"{general}{'再' * n}", remedy=f"我们将{'再' * n}改进服务")
        for n, point in enumerate(samples.POINTS)
    )
    found = [one.code for one in _check(samples.reply(points=points)) if not one.blocks]
    assert "nothing_particular" in found
    assert "nothing_particular" not in _codes(_check(samples.reply()), blocks=False)


def test_an_open_slot_is_told_once_and_as_nothing_else() -> None:
    found = _check(_with(1, finding="⟦哪一天⟧到现场核对，读数⟦数字⟧。"))
    assert [one.code for one in found] == ["open_slot"]


def test_slips_and_contradictions_lead_to_their_field() -> None:
    known = (Known(KnownKind.NAME, "沈岸"), Known(KnownKind.ACCOUNT, "0099123217"))
    facts = _with(3, finding="户主沈岩的户号0099132217已核对，2018年起取消。")
    codes = {one.code: one for one in _check(facts, known=known)}
    assert codes["name_differs"].field == codes["account_differs"].field == "points.3.finding"
    assert codes["account_differs"].blocks
    assert not codes["name_differs"].blocks
    assert "name_differs" not in {one.code for one in _check(facts, known=known, right=("沈岩",))}
    other = samples.reply(reader=dataclasses.replace(samples.READER, salutation="申先生"))
    (slip,) = [one for one in _check(other, known=known) if one.code == "name_differs"]
    assert slip.field == "reader.salutation"
    typed = compose(LetterKind.REPLY, samples.reply()).replace("您好！", "户主沈岩您好！")
    (slip,) = [one for one in _check(samples.reply(), typed, known=known)]
    assert (slip.code, slip.field) == ("name_differs", "text")


def test_every_kind_of_point_may_be_answered_cleanly() -> None:
    for kind in PointKind:
        points = tuple(point for point in samples.POINTS if point.kind is kind)
        numbered = tuple(
            samples.changed(point, position=number) for number, point in enumerate(points, 1)
        )
        assert not _codes(_check(samples.reply(points=numbered)))
