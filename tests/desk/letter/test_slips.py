"""The slips of the counter: one page a copy, nothing asked twice, nothing hidden or torn."""

import pytest

from desk.enums import Confirmation, LetterKind, MaterialState, NoticeKind
from desk.letter.book import compose
from desk.letter.check import missing_answers
from desk.letter.facts import InnerKind, LetterFacts, NoticeFacts, PaperFacts, Taken
from desk.letter.fit import pages
from desk.letter.markdown import Block, tree
from desk.notice import NewReason
from tests.desk.letter import samples, slips
from tests.desk.letter.hostile import even
from tests.desk.letter.pages import marks, opened, place, printed, sizes, texts

TWO_COPIES: list[tuple[LetterKind, LetterFacts]] = [
    (LetterKind.NOTICE, samples.notice()),
    (LetterKind.NOTICE, samples.notice_en()),
    (LetterKind.NOTICE, slips.back()),
    (LetterKind.NOTICE, slips.back_en()),
    (LetterKind.NOTICE, slips.merged()),
    (LetterKind.NOTICE, slips.merged_en()),
    (LetterKind.POSTPONEMENT, slips.postponement()),
    (LetterKind.POSTPONEMENT, slips.postponement_en()),
]
LONG = samples.notice(
    materials=tuple(samples.material(name=f"第{n}份材料的名称") for n in range(1, 41))
)


def _blocks(facts: PaperFacts, kind: LetterKind = LetterKind.NOTICE) -> list[Block]:
    return tree(compose(kind, facts))


def _rows(facts: NoticeFacts) -> list[list[str]]:
    tables = [block for block in _blocks(facts) if block.kind == "table"]
    return [[cell.text() for cell in row.blocks] for row in tables[0].blocks[1:]] if tables else []


def _text(facts: PaperFacts, kind: LetterKind = LetterKind.NOTICE) -> str:
    return "\n".join(block.text() for block in _blocks(facts, kind))


@pytest.mark.parametrize(("kind", "facts"), TWO_COPIES)
def test_two_copies_of_one_page_each_say_the_same(kind: LetterKind, facts: LetterFacts) -> None:
    pdf = printed(kind, facts)
    assert sizes(pdf) == [(210, 297)] * 2
    ours, theirs = (text.replace("客户联", "").replace("Customer'scopy", "") for text in texts(pdf))
    assert ours == theirs.replace("单位留存联", "").replace("Officecopy", "")


@pytest.mark.parametrize(("kind", "facts"), TWO_COPIES)
def test_the_receipt_stands_clear_of_the_foot(kind: LetterKind, facts: LetterFacts) -> None:
    pdf = printed(kind, facts)
    code = place(pdf, 0, slips.CODE)
    assert place(pdf, 0, facts.unit.address) > code + 6


def test_the_number_of_a_second_page_stands_clear_of_the_receipt() -> None:
    for size in ("standard", "large"):
        pdf = printed(LetterKind.NOTICE, LONG, size=size)
        last = pages(pdf) // 2 - 1
        assert last > 0
        assert place(pdf, last, f"—{last + 1}—") > place(pdf, last, slips.CODE) + 3


def test_a_return_lists_only_what_is_missing() -> None:
    facts = slips.back()
    names = [row[1] for row in _rows(facts)]
    assert len(names) == 3
    assert not any("户主居民身份证" in name or "校验申请表" in name for name in names)
    assert "已收齐，不必再带：户主居民身份证、校验申请表。" in _text(facts)
    assert missing_answers(compose(LetterKind.NOTICE, facts), facts) == []


def test_a_return_says_which_visit_it_is_and_what_is_new() -> None:
    text = _text(slips.back())
    assert "第2次告知，续 GZ-HD01-20261103-0003" in text
    assert "授权委托书〔本次新增：您的情况有变化〕" in text
    assert "营业执照〔本次新增：上次漏告〕" in text
    assert "向您致歉" in text
    rule_changed = samples.material(name="营业执照", new=NewReason.RULE_CHANGED)
    assert "向您致歉" not in _text(slips.back(materials=(rule_changed,)))
    assert "向您致歉" not in _text(samples.notice())


def test_a_return_with_everything_asks_for_nothing() -> None:
    here = tuple(
        samples.material(name=name, state=MaterialState.HELD) for name in ("身份证", "委托书")
    )
    facts = slips.back(materials=here, bring_by=None, commitment="")
    assert _rows(facts) == []
    text = _text(facts)
    assert "材料已经齐全" in text
    assert "□ 待补交" not in text
    assert missing_answers(compose(LetterKind.NOTICE, facts), facts) == []


def test_alternatives_are_one_number_and_say_so_once() -> None:
    rows = _rows(slips.merged())
    assert [row[0] for row in rows] == ["1", "2", "或"]
    assert rows[1][1] == "房屋所有权证（权属证明，任一即可）"
    assert rows[2][1] == "购房合同"


def test_several_procedures_have_steps_limits_and_fees_of_their_own() -> None:
    facts = slips.merged()
    blocks = _blocks(facts)
    heads = [n for n, block in enumerate(blocks) if block.kind == "heading" and block.level == 3]
    assert [blocks[n].text() for n in heads] == ["电能表校验", "峰谷分时电价"]
    first, second = blocks[heads[0] : heads[1]], blocks[heads[1] :]
    for part, own in zip(facts.parts, (first, second), strict=True):
        text = "\n".join(block.text() for block in own)
        for line in (*part.steps, part.limit, part.fee):
            assert line in text
    wrong = compose(LetterKind.NOTICE, facts).replace("检查电能表，次月起执行", "")
    assert [one.field for one in missing_answers(wrong, facts)] == ["parts.2.steps.2"]


def test_a_notice_says_how_long_it_holds() -> None:
    assert "自告知之日起至2026年12月31日有效" in _text(slips.back())
    assert "自告知之日起有效" in _text(samples.notice())


def test_questions_go_to_the_hall_and_complaints_past_it() -> None:
    lines = _text(slips.back(phones=("项目部 0999-5550166",))).split("\n")
    (asks,) = [line for line in lines if line.startswith("咨询电话")]
    (complains,) = [line for line in lines if line.startswith("监督电话")]
    assert asks == "咨询电话：0999-5550100（云桥营业厅）、项目部 0999-5550166"
    assert [number in complains for number in ("0999-5550199", "95598", "12398")] == [True] * 3
    assert "0999-5550100" not in complains


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (Confirmation.SIGNED, "客户已签字"),
        (Confirmation.FINGERPRINT, "客户已捺印"),
        (Confirmation.READ_ALOUD, "已读给客户听，客户确认"),
        (Confirmation.REFUSED, "客户未签字，已当面告知"),
    ],
)
@pytest.mark.parametrize("kind", [LetterKind.NOTICE, LetterKind.POSTPONEMENT])
def test_a_confirmed_paper_says_how_and_leaves_no_line_to_sign(
    kind: LetterKind, how: Confirmation, words: str
) -> None:
    taken = Taken(how=how, at=slips.TAKEN.at, witness="石小川", reason="手写不便")
    facts = (
        samples.notice(taken=taken)
        if kind is LetterKind.NOTICE
        else slips.postponement(taken=taken)
    )
    text = _text(facts, kind)
    for said in (f"确认方式：{words}", "2026年11月5日 10:20", "见证人：石小川", "说明：手写不便"):
        assert said in text
    assert "客户签字：" not in text


def test_what_was_told_on_the_phone_waits_for_no_signature() -> None:
    text = _text(slips.merged())
    assert "告知方式：电话口头告知" in text
    assert "客户签字：" not in text
    assert "客户签字：" in _text(samples.notice())


@pytest.mark.parametrize("facts", [samples.notice(), slips.postponement()])
def test_large_print_is_larger_and_says_the_same(facts: LetterFacts) -> None:
    kind = LetterKind.NOTICE if isinstance(facts, NoticeFacts) else LetterKind.POSTPONEMENT

    def letter(size: str) -> float:
        (mark, *_rest) = [m for m in marks(printed(kind, facts, size=size), 0) if m.char == "您"]
        return mark.right - mark.left

    assert letter("large") > 1.4 * letter("standard")
    shown = "".join(texts(printed(kind, facts, size="large")))
    assert even(facts.unit.phone) in shown
    if isinstance(facts, NoticeFacts):
        for one in facts.materials:
            assert even(one.name) in shown


def test_what_must_wait_names_its_day_and_what_cannot_be_done_has_none() -> None:
    waits = _text(slips.postponement(), LetterKind.POSTPONEMENT)
    assert "暂缓办理告知单" in waits
    assert "2026年12月11日前，我们主动与您联系" in waits
    cannot = slips.postponement(kind=NoticeKind.CANNOT, until=None)
    text = _text(cannot, LetterKind.POSTPONEMENT)
    assert "不能办理告知单" in text
    assert "暂缓" not in text
    assert "主动与您联系" not in text


@pytest.mark.parametrize("facts", [slips.postponement(), slips.postponement_en()])
def test_a_postponement_tells_ground_reason_remedy_and_the_way_to_disagree(
    facts: LetterFacts,
) -> None:
    markdown = compose(LetterKind.POSTPONEMENT, facts)
    assert missing_answers(markdown, facts) == []
    text = _text(facts, LetterKind.POSTPONEMENT)
    where = [text.find(number) for number in (facts.unit.phone, "95598", "12398")]
    assert where == sorted(where)
    assert where[0] > 0


def test_a_postponement_has_room_for_the_customer_and_for_whoever_approves() -> None:
    lines = _text(slips.postponement(), LetterKind.POSTPONEMENT).split("\n")
    for blank in ("异议内容：", "客户签字：", "签收日期：", "审批人：", "审批日期："):
        assert blank in lines
    assert "申请日期：2026年11月3日" in lines


@pytest.mark.parametrize("facts", [slips.referral(), slips.referral_en()])
def test_a_referral_is_one_page(facts: LetterFacts) -> None:
    assert len(sizes(printed(LetterKind.REFERRAL, facts))) == 1
    markdown = compose(LetterKind.REFERRAL, facts)
    assert missing_answers(markdown, facts) == []
    assert [m.field for m in missing_answers(markdown.replace("0999-5550177", ""), facts)] == [
        "to_phone"
    ]


def test_a_short_referral_takes_the_small_sheet() -> None:
    reader = samples.reader(phone="", address="")
    facts = slips.referral(reader=reader, matters=("停电",), bring=("门牌号",), why="")
    assert sizes(printed(LetterKind.REFERRAL, facts)) == [(148, 210)]


def test_a_referral_says_who_asks_after_it_and_by_when() -> None:
    text = _text(slips.referral(), LetterKind.REFERRAL)
    assert "首问责任人方晓岚（电话0999-5550123）在2026年11月5日前向您和对方了解结果" in text
    open_end = _text(slips.referral(ask_by=None), LetterKind.REFERRAL)
    assert "会向您和对方了解结果" in open_end


def _reds(pdf: bytes) -> int:
    """How many reddish dots the first page has."""
    with opened(pdf) as document:
        dots = bytes(document[0].render(scale=0.5, rev_byteorder=True).buffer)
    step = len(dots) // 3
    return sum(
        dots[3 * n] > 150 and dots[3 * n + 1] < 110 and dots[3 * n + 2] < 110 for n in range(step)
    )


def test_the_chain_is_no_letter_and_has_no_red_head() -> None:
    assert _reds(printed(InnerKind.CHAIN, slips.chain())) == 0
    assert _reds(printed(LetterKind.NOTICE, samples.notice())) > 100


@pytest.mark.parametrize("facts", [slips.chain(), slips.chain_en()])
def test_a_short_chain_is_one_page_for_our_own_files(facts: PaperFacts) -> None:
    (shown,) = texts(printed(InnerKind.CHAIN, facts))
    assert "1/1" in shown
    assert "内部留存" in shown or "Forourownfilesonly" in shown
    assert "草稿" not in shown
    assert "DRAFT" not in shown


def test_a_long_chain_runs_over_pages_and_tears_no_row() -> None:
    event = slips.chain().events[0]
    words = tuple("已告知客户：下午电话联系，并说明现场核实的安排" for _n in range(4))
    events = tuple(
        type(event)(at=event.at, who=f"第{n}人", what="提出移交", text=(f"始{n}", *words, f"终{n}"))
        for n in range(30)
    )
    shown = texts(printed(InnerKind.CHAIN, slips.chain(events=events)))
    assert len(shown) > 1
    for n in range(30):
        (page,) = [text for text in shown if f"始{n}；" in text]
        assert f"终{n}" in page
        assert f"第{n}人" in page
    assert all(f"{n}/{len(shown)}" in text for n, text in enumerate(shown, 1))


def test_a_column_of_words_is_as_wide_as_its_words_where_there_is_room() -> None:
    one = samples.material(name="证件", issuer="政府投资或行业主管部门", form="原件及复印件1份")
    pdf = printed(LetterKind.NOTICE, samples.notice(materials=(one,)))
    assert round(place(pdf, 0, "政府投资"), 1) == round(place(pdf, 0, "主管部门"), 1)
