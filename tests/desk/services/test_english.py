"""Two languages at one counter: the interface speaks one, a customer's letters the other."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from desk.enums import ClockKind, Conclusion, MaterialState, PointKind, Topic
from desk.forms import AnswerForm, MaterialForm, NoticeForm, PointForm
from desk.i18n import use
from desk.letter.finding import Finding
from desk.letter.life import Letter
from desk.playbook.texts_check import CHINESE, outside_brackets
from desk.services import facts, flow, intake, letters, notices, points
from tests.desk.services.hall import Hall, case_form, refusal_of

MATTER = "My bill is twice what it was"


def english_case(hall: Hall, language: str = "en") -> str:
    """A complaint about a bill whose customer reads a language; its reference."""
    form = replace(
        case_form(),
        topic=Topic.METERING_BILLING,
        narrative="电费比上个月多了一倍。",
        points=[PointForm(kind=PointKind.ALLEGATION, matter=MATTER)],
        letter_language=language,
    )
    return intake.register_case(hall.desk, hall.clerk, form).reference


def answered(hall: Hall, reference: str, **changes: object) -> Letter:
    """The draft of a reply to that case."""
    form = AnswerForm(
        finding="On 20 November 2026 we read the meter with you; the reading was 4,312.",
        articles=["power_law_44"],
        conclusion=Conclusion.SUBSTANTIATED,
        remedy="We correct the bill and send you the new one.",
        remedy_owner="Metering",
        remedy_due=hall.today + timedelta(days=3),
        apology="We are sorry for the mistake.",
    )
    form = replace(form, **changes)  # type: ignore[arg-type]
    points.answer_point(hall.desk, hall.clerk, reference, 1, form)
    return letters.draft_letter(hall.desk, hall.clerk, reference)


def codes(hall: Hall, letter: Letter) -> dict[str, Finding]:
    return {one.code: one for one in letters.lint_letter(hall.desk, hall.clerk, letter.id)}


def notice_form(language: str) -> NoticeForm:
    return NoticeForm(
        procedure="meter_test",
        answers={"who": "agent", "tests": "few"},
        materials=[MaterialForm(material="account_no", state=MaterialState.HELD)],
        customer_name="Anna Berg",
        language=language,
    )


def test_an_english_reply_cites_in_english(hall: Hall) -> None:
    reference = english_case(hall)
    letter = answered(hall, reference)
    cited = "Electric Power Law (《中华人民共和国电力法》), Article 44: Nobody may set"
    assert cited in facts.reply_facts(hall.desk, hall.file(reference)).points[0].basis
    assert "Article 44" in letter.markdown
    assert "第四十四条" not in letter.markdown
    assert [code for code, one in codes(hall, letter).items() if one.blocks] == []


def test_a_chinese_reply_cites_in_chinese_whatever_the_interface_speaks(hall: Hall) -> None:
    reference = english_case(hall, "zh_CN")
    use("en")
    answered(hall, reference)
    (point,) = facts.reply_facts(hall.desk, hall.file(reference)).points
    assert point.basis.startswith("《中华人民共和国电力法》第四十四条：任何单位不得")


def test_an_english_reply_is_read_by_english_rules(hall: Hall) -> None:
    letter = answered(
        hall,
        english_case(hall),
        remedy="The feeder was mended. The bill will be corrected as soon as possible.",
    )
    found = codes(hall, letter)
    assert "as soon as possible" in found["phrase"].why
    assert found["phrase"].blocks
    assert "feeder" in found["jargon"].why
    assert "the supply line or transformer" in found["jargon"].cure


@pytest.mark.parametrize("finding", ["handled", "Same as above.", "N/A", "in progress"])
def test_an_english_answer_that_says_nothing_is_not_an_answer(hall: Hall, finding: str) -> None:
    assert "no_finding" in codes(hall, answered(hall, english_case(hall), finding=finding))


@pytest.mark.parametrize(
    ("language", "why"),
    [("en", "A promise without a person and a day"), ("zh_CN", "没有人、没有日期的承诺")],
)
def test_why_a_phrase_is_wrong_is_said_in_the_language_of_the_interface(
    hall: Hall, language: str, why: str
) -> None:
    letter = answered(hall, english_case(hall), remedy="We will do our best about the bill.")
    use(language)
    assert why in codes(hall, letter)["phrase"].why


def test_a_shut_gate_names_its_checks_in_english(hall: Hall) -> None:
    reference = intake.register_case(
        hall.desk,
        hall.clerk,
        replace(
            case_form(),
            topic=Topic.METERING_BILLING,
            points=[PointForm(kind=PointKind.ALLEGATION, matter="电费翻倍")],
        ),
    ).reference
    use("en")
    form = AnswerForm(finding="x" * 20, conclusion=Conclusion.UNSUBSTANTIATED, basis="y")
    work = partial(points.answer_point, hall.desk, hall.clerk, reference, 1, form)
    refusal = refusal_of(work)
    assert "Site check" in refusal.message
    assert not CHINESE.search(refusal.message + refusal.hint)


def test_a_notice_speaks_the_language_of_its_form(hall: Hall) -> None:
    english = notices.make_notice(hall.desk, hall.clerk, notice_form("en"))
    chinese = notices.make_notice(hall.desk, hall.clerk, notice_form("zh_CN"))
    assert (english.title, chinese.title) == ("Meter test", "校表（电能表检定）")
    assert [row.material_id for row in english.rows] == [row.material_id for row in chinese.rows]
    assert english.steps[0] == "You: apply"
    assert chinese.steps[0] == "提出申请（客户）"
    said = [*english.steps, *english.basis, *english.notes, english.limit_text, english.fee_text]
    said += [row.name + row.note + row.issuer for row in english.rows]
    for text in said:
        assert not CHINESE.search(outside_brackets(text)), text


def test_an_english_notice_fits_one_page_a_copy(hall: Hall) -> None:
    from desk.letter.fit import pages

    notice = notices.make_notice(hall.desk, hall.clerk, notice_form("en"))
    page = notices.notice_page(hall.desk, hall.clerk, notice.number)
    assert pages(page.pdf) == 2
    assert "Meter test form (校表申请单)" in " ".join(page.text.split())


def test_why_a_date_is_due_is_said_in_the_language_of_the_interface(hall: Hall) -> None:
    (clock,) = [
        clock for clock in hall.file(hall.register()).clocks if clock.kind is ClockKind.REPLY
    ]
    assert "依据《供电服务“十项承诺”》第九项" in flow.why_due(hall.desk, clock).replace("：", "")
    use("en")
    said = flow.why_due(hall.desk, clock)
    assert "Ten Promises of Supply Service (《供电服务“十项承诺”》), item 9" in said


def test_what_was_kept_with_a_clock_is_not_rewritten(hall: Hall) -> None:
    (clock,) = [
        clock for clock in hall.file(hall.register()).clocks if clock.kind is ClockKind.REPLY
    ]
    older = replace(clock, explanation=clock.explanation.replace("第九项", "第十项"))
    use("en")
    assert "《供电服务“十项承诺”》第十项" in flow.why_due(hall.desk, older)


def test_the_next_step_is_told_in_english(hall: Hall) -> None:
    use("en")
    told = intake.register_case(hall.desk, hall.clerk, case_form()).next_step
    assert told == "Do at once what can be done; otherwise say why and by when"
