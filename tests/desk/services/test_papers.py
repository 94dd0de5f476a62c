"""What the counter hands out: every paper made from the record, and nothing of it left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk import notice as rules
from desk.enums import (
    Confirmation,
    ContactWay,
    LetterKind,
    MaterialState,
    NoticeKind,
    PointKind,
)
from desk.forms import (
    ByWordForm,
    CannotForm,
    ConfirmForm,
    ContactForm,
    HandoverForm,
    MaterialForm,
    NewItemForm,
    NoticeForm,
    ReferralForm,
    ReturnForm,
)
from desk.i18n import use
from desk.letter.book import compose
from desk.letter.facts import NoticeFacts
from desk.letter.fit import pages
from desk.notice.draft import draft, give
from desk.notice.model import NoticeDraft
from desk.playbook.procedure import Procedure
from desk.services import casework, custody, notices, papers, postponed, scope, sweep, visits
from desk.services.pages import Page, page
from desk.services.papers import notice_paper
from desk.services.slip_facts import notice_facts
from tests.desk.letter.hostile import even
from tests.desk.letter.pages import texts
from tests.desk.services.counter import list_form, with_business
from tests.desk.services.hall import Hall, open_hall, refused

PROCEDURE = "meter_test"


def _notice(hall: Hall, case: str = "", **fields: object) -> NoticeForm:
    procedure = hall.desk.playbook.procedures[PROCEDURE]
    answers: dict[str, str] = {}
    while still := rules.unanswered(procedure, answers):
        answers[still[0].id] = still[0].options[0].id
    form = NoticeForm(procedure=PROCEDURE, answers=answers, case=case, customer_name="柳明月")
    return replace(form, **fields)  # type: ignore[arg-type]


def _referral(**fields: object) -> ReferralForm:
    form = ReferralForm(
        unit="望江花园物业服务中心",
        phone="0999-5550177",
        address="望江路90号",
        hours="每天8:00–20:00",
        bring=["房屋门牌号", "故障现象和时间"],
        called="钱师傅",
        said="电工十点半到现场",
        why="小区内部线路由物业维修，我们查清分界点。",
    )
    return replace(form, **fields)  # type: ignore[arg-type]


def _cannot(kind: NoticeKind, **fields: object) -> CannotForm:
    form = CannotForm(
        kind=kind,
        procedure="resident_new_supply",
        ground="no_site_access",
        reason="围挡十二月十日才拆除，电缆沟不能开挖",
        remedy="",
        until=date(2026, 12, 11) if kind is NoticeKind.WAIT else None,
        customer_name="柳明月",
        salutation="女士",
    )
    return replace(form, **fields)  # type: ignore[arg-type]


def _said(paper: Page, *words: str) -> None:
    for text in (paper.text_of(32), "".join(texts(paper.pdf))):
        for one in words:
            assert even(one) in even(text), one


# -- the referral slip --------------------------------------------------------------------


def test_a_referral_slip_says_where_with_whom_we_spoke_and_who_asks_after_it(hall: Hall) -> None:
    ref = hall.register(PointKind.ALLEGATION, PointKind.REQUEST)
    referral = scope.refer(hall.desk, hall.clerk, ref, _referral())
    paper = papers.referral_page(hall.desk, hall.other, ref)
    _said(paper, "转介单", "望江花园物业服务中心", "0999-5550177", "望江路90号", "每天8:00–20:00")
    _said(paper, "房屋门牌号", "故障现象和时间", "钱师傅", "电工十点半到现场", referral.why)
    # Two working days after a Monday: the limit of the playbook.
    _said(paper, "王芳", "0999-5550101", f"{ref}-Z1", hall.file(ref).case.lookup_code)
    due = next(c for c in hall.file(ref).clocks if c.kind.value == "referral_result").due_at
    day = hall.desk.hours.day_of(due)
    _said(paper, f"{day.year}年{day.month}月{day.day}日前向您和对方了解结果")
    assert pages(paper.pdf) == 1
    assert paper.file_name == f"{ref}-Z1"


def test_a_referral_slip_names_no_whole_customer(hall: Hall) -> None:
    ref = hall.register()
    scope.refer(hall.desk, hall.clerk, ref, _referral())
    text = papers.referral_page(hall.desk, hall.clerk, ref).text
    assert "柳女士" in text
    for whole in ("柳明月", "19900000001", "9900000001", "柳林巷3号"):
        assert whole not in text


def test_the_latest_referral_is_the_one_on_the_slip(hall: Hall) -> None:
    ref = hall.register()
    scope.refer(hall.desk, hall.clerk, ref, _referral())
    hall.clock.move(hours=1)
    scope.refer(hall.desk, hall.clerk, ref, _referral(unit="代扣银行网点", phone="0999-5550188"))
    text = papers.referral_page(hall.desk, hall.clerk, ref).text
    assert f"{ref}-Z2" in text
    assert "代扣银行网点" in text
    assert "望江花园" not in text


def test_without_a_referral_there_is_no_slip(hall: Hall) -> None:
    ref = hall.register()
    refused("no_referral", lambda: papers.referral_page(hall.desk, hall.clerk, ref))


# -- the notice ---------------------------------------------------------------------------


def test_the_hall_answers_questions_and_others_hear_complaints(hall: Hall) -> None:
    with hall.desk.store.act("branch.set", staff_id=hall.lead.staff_id, at=hall.clock.now()) as act:
        act.put(replace(hall.desk.branch, supervision_phone="0999-5550199"))
        act.commit()
    made = notices.make_notice(hall.desk, hall.clerk, _notice(hall))
    lines = notices.notice_page(hall.desk, hall.clerk, made.number).text.split("\n")
    (asks,) = [line for line in lines if line.startswith("咨询电话")]
    (complains,) = [line for line in lines if line.startswith("监督电话")]
    assert asks == "咨询电话：0999-5550100（临江供电营业厅）"
    assert "0999-5550199（本单位）、95598" in complains
    assert "12398" in complains


def test_a_supervision_phone_that_is_the_regulators_is_said_once(hall: Hall) -> None:
    made = notices.make_notice(hall.desk, hall.clerk, _notice(hall))
    (line,) = [
        line
        for line in notices.notice_page(hall.desk, hall.clerk, made.number).text.split("\n")
        if line.startswith("监督电话")
    ]
    assert line.count("12398") == 1


def test_what_was_told_on_the_phone_is_marked(hall: Hall) -> None:
    made = notices.make_notice(hall.desk, hall.clerk, _notice(hall, oral=True))
    _said(notices.notice_page(hall.desk, hall.clerk, made.number), "告知方式", "电话口头告知")


def test_a_confirmation_and_its_witness_stand_on_the_paper(hall: Hall) -> None:
    made = notices.make_notice(hall.desk, hall.clerk, _notice(hall))
    form = ConfirmForm(confirmation=Confirmation.READ_ALOUD, witness="1002")
    notices.confirm_notice(hall.desk, hall.clerk, made.number, form)
    text = notices.notice_page(hall.desk, hall.clerk, made.number).text
    assert "确认方式：已读给客户听，客户确认" in text
    assert "见证人：陈强" in text
    assert "客户签字：" not in text


def test_large_print_is_a_choice_at_the_counter(hall: Hall) -> None:
    made = notices.make_notice(hall.desk, hall.clerk, _notice(hall))
    small = notices.notice_page(hall.desk, hall.clerk, made.number)
    large = notices.notice_page(hall.desk, hall.clerk, made.number, large=True)
    assert large.markdown == small.markdown
    assert pages(large.pdf) > pages(small.pdf)


def test_a_return_asks_for_what_was_missing_and_owns_what_we_left_out(hall: Hall) -> None:
    first = notices.make_notice(hall.desk, hall.clerk, _notice(hall))
    asked = [row.material_id for row in rules.missing(first.rows)]
    held = [MaterialForm(material=m, state=MaterialState.HELD) for m in asked[:-1]]
    second = visits.return_visit(hall.desk, hall.clerk, first.number, ReturnForm(materials=held))
    paper = notices.notice_page(hall.desk, hall.clerk, second.number)
    _said(paper, f"第2次告知，续 {first.number}", "还需要的材料", "已收齐，不必再带")
    left_out = asked[0]
    again = MaterialForm(material=left_out, state=MaterialState.MISSING)
    reason = NewItemForm(material=left_out, reason="上次把别人的证件记成了他的")
    third = visits.return_visit(
        hall.desk,
        hall.clerk,
        second.number,
        ReturnForm(materials=[again], new_items=[reason]),
        agreed_by=hall.lead,
    )
    text = notices.notice_page(hall.desk, hall.clerk, third.number).text_of(32)
    assert "本次新增：上次漏告" in even(text)
    assert "向您致歉" in even(text)
    assert "记成了" not in even(text)


def test_procedures_of_one_visit_keep_their_steps_apart(hall: Hall) -> None:
    other = hall.desk.playbook.procedures["time_of_use"]
    answers: dict[str, str] = {}
    while still := rules.unanswered(other, answers):
        answers[still[0].id] = still[0].options[0].id
    form = _notice(hall, more=["time_of_use"])
    form = replace(
        form, answers={**form.answers, **{f"time_of_use.{k}": v for k, v in answers.items()}}
    )
    made = notices.make_notice(hall.desk, hall.clerk, form)
    paper = notices.notice_page(hall.desk, hall.clerk, made.number)
    own = draft(other, answers=answers, day=hall.today)
    title = hall.desk.playbook.procedures[PROCEDURE].title
    markdown = paper.markdown
    assert f"### {title}" in markdown
    at = markdown.index(f"### {other.title}")
    for words in (*own.steps, own.limit_text, own.fee_text):
        assert even(words).rstrip("。") in even(markdown[at:]).replace("\\", "")
    assert "【" not in markdown


def _answers(procedure: Procedure, given: dict[str, str]) -> Iterator[dict[str, str]]:
    still = rules.unanswered(procedure, given)
    if not still:
        yield given
        return
    for option in still[0].options:
        yield from _answers(procedure, {**given, still[0].id: option.id})


def _longest(procedure: Procedure, day: date) -> NoticeDraft:
    drafts = [draft(procedure, answers=a, day=day) for a in _answers(procedure, {})]
    return max(drafts, key=lambda paper: len(str(paper)))


@pytest.mark.parametrize("name", sorted(open_hall().desk.playbook.procedures))
def test_every_procedure_fits_one_page_a_copy_with_nothing_held(name: str) -> None:
    hall = open_hall()
    ref = hall.register()
    procedure = hall.desk.playbook.procedures[name]
    articles = [hall.desk.playbook.articles[i] for i in procedure.basis]
    paper = replace(
        _longest(procedure, hall.today), basis=tuple(article.cited for article in articles)
    )
    notice = give(
        paper,
        notice_id="n",
        number="GZ-HD01-20261123-0001",
        told_by=hall.clerk.staff_id,
        told_by_name="王芳",
        made_at=hall.clock.now(),
    )
    said = notice_facts(hall.desk, hall.desk.branch, notice, hall.file(ref))
    text = compose(LetterKind.NOTICE, said)
    made = page(LetterKind.NOTICE, said, number=notice.number, issued_on=hall.today, markdown=text)
    assert pages(made.pdf) == 2
    for row in rules.told(notice.rows):
        assert even(row.name) in even(made.text_of(32))


# -- cannot be done, must wait ------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "title"),
    [(NoticeKind.CANNOT, "不能办理告知单"), (NoticeKind.WAIT, "暂缓办理告知单")],
)
def test_the_paper_follows_what_is_told(hall: Hall, kind: NoticeKind, title: str) -> None:
    made = postponed.make_postponement(hall.desk, hall.clerk, _cannot(kind))
    paper = notices.notice_page(hall.desk, hall.clerk, made.number)
    _said(paper, title, made.number, made.ground, made.reason, made.remedy, "柳女士", "审批人")
    assert ("2026年12月11日前，我们主动与您联系" in even(paper.text_of(32))) == (
        kind is NoticeKind.WAIT
    )
    assert pages(paper.pdf) == 2


def test_a_postponement_of_a_case_says_when_it_was_asked_for(hall: Hall) -> None:
    ref = hall.register()
    hall.clock.move(hours=26)
    form = _cannot(NoticeKind.WAIT, case=ref, customer_name="", salutation="")
    made = postponed.make_postponement(hall.desk, hall.clerk, form)
    paper = notices.notice_page(hall.desk, hall.clerk, made.number)
    _said(paper, "2026年11月23日", "2026年11月24日 11:30", ref)
    assert "柳明月" not in paper.text


# -- the chain ----------------------------------------------------------------------------


def _lived(hall: Hall) -> str:
    """A case that was declined, taken by word, missed, brought back and referred."""
    desk, clerk = hall.desk, hall.clerk
    ref = hall.register(PointKind.ALLEGATION)
    form = HandoverForm(
        to_staff="1002",
        matter="请核对柳明月女士的叫号记录，电话19900000001",
        told="陈强今天下午给您打电话",
        contact_by=hall.clock.now() + timedelta(hours=5),
    )
    custody.offer_handover(desk, clerk, ref, form)
    hall.clock.move(minutes=5)
    custody.decline_handover(desk, hall.other, ref, "正在抢修，走不开")
    hall.clock.move(minutes=5)
    custody.offer_handover(desk, clerk, ref, replace(form, to_staff="4001", told="郑工上门"))
    hall.clock.move(minutes=5)
    word = ByWordForm(person="郑工", phone="0999-5550144", words="客户电话19900000001已记下")
    custody.accept_handover(desk, clerk, ref, word)
    hall.clock.move(hours=1)
    call = ContactForm(way=ContactWay.PHONE, text="问进展", from_customer=True, reminder=True)
    casework.log_contact(desk, clerk, ref, call)
    hall.clock.move(hours=6)
    sweep.sweep(desk)
    scope.refer(desk, clerk, ref, _referral())
    hall.clock.move(hours=20)
    scope.record_referral_result(desk, clerk, ref, "总闸已换好，柳明月确认来电")
    return ref


def test_the_chain_tells_every_hand_in_the_order_of_time(hall: Hall) -> None:
    ref = _lived(hall)
    text = even(papers.chain_page(hall.desk, hall.lead, ref).text_of(32))
    at = 0
    for words in (
        "首问责任人：王芳（工号1001）",
        "郑工（工号4001）",
        "口头接收",
        "逾期未联系客户，退回首问责任人",
        "三、经过",
        "已告知客户：三个工作日内由值班长电话回复您",
        "移交给：营业班陈强",
        "约定2026-11-2314:30前联系客户",
        "退回移交",
        "原因：正在抢修，走不开",
        "移交给：计量班郑工",
        "口头答复（郑工0999-5550144）",
        "客户催办",
        "约定联系逾期",
        "请客户前往：望江花园物业服务中心0999-5550177",
        "已联系对方钱师傅，对方答复：电工十点半到现场",
        "转介结果",
        "总闸已换好",
        "李敏（工号2001）打印",
    ):
        found = text.find(even(words), at)
        assert found >= 0, words
        at = found


def test_the_chain_names_staff_and_hides_the_customer(hall: Hall) -> None:
    paper = papers.chain_page(hall.desk, hall.lead, _lived(hall))
    for text in (paper.text, "".join(texts(paper.pdf))):
        assert "王芳" in text
        assert "柳**" in text
        for whole in ("柳明月", "19900000001", "9900000001", "柳林巷3号"):
            assert whole not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh_CN", "首问负责流转单"), ("en", "Chain of custody")],
)
def test_the_chain_is_in_the_language_of_whoever_prints_it(
    hall: Hall, language: str, words: str
) -> None:
    ref = hall.register()
    use(language)
    paper = papers.chain_page(hall.desk, hall.clerk, ref)
    assert words in paper.text
    assert paper.file_name == f"{ref}-L"
    assert even(words) in even("".join(texts(paper.pdf)))


def test_the_chain_tells_notices_letters_and_the_end(hall: Hall) -> None:
    ref = hall.closed(PointKind.ALLEGATION)
    file = hall.file(ref)
    text = even(papers.chain_page(hall.desk, hall.clerk, ref).text_of(32))
    reply = file.reply
    assert reply is not None
    assert even(reply.number) in text
    assert "目前状态：已办结" in text
    other = hall.register()
    made = notices.make_notice(hall.desk, hall.clerk, _notice(hall, other, customer_name=""))
    assert made.number in papers.chain_page(hall.desk, hall.clerk, other).text


def test_a_case_that_is_not_there_has_no_papers(hall: Hall) -> None:
    refused("no_such_case", lambda: papers.chain_page(hall.desk, hall.clerk, "HD01-1"))
    refused("no_such_case", lambda: papers.referral_page(hall.desk, hall.clerk, "HD01-1"))


def test_a_notice_names_the_account_only_for_whoever_may_know_it(hall: Hall) -> None:
    reference = hall.register()
    with_business(hall)
    notice = notices.make_notice(hall.desk, hall.clerk, list_form(case=reference))
    said = {}
    for name in (hall.file(reference).complainant.name, "房客小赵"):
        with hall.desk.store.read() as book:
            _kind, facts = notice_paper(hall.desk, book, replace(notice, customer_name=name))
        assert isinstance(facts, NoticeFacts)
        said[name] = (facts.reader.account, facts.reader.address)
    assert all(said.pop(hall.file(reference).complainant.name))
    assert said == {"房客小赵": ("", "")}
