"""Whatever a person does to the text, an answer that is gone is found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import LetterKind
from desk.letter.book import compose
from desk.letter.check import missing_answers
from desk.letter.facts import LetterFacts
from tests.desk.letter import samples
from tests.desk.letter.hostile import filled, lines
from tests.desk.letter.pages import issued

REPLY = compose(LetterKind.REPLY, samples.reply())


def _fields(markdown: str, facts: LetterFacts | None = None) -> list[str]:
    return [one.field for one in missing_answers(markdown, facts or samples.reply())]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (LetterKind.REPLY, samples.reply()),
        (LetterKind.REPLY, samples.reply_en()),
        (LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement()),
        (LetterKind.NOTICE, samples.notice()),
        (LetterKind.NOTICE, samples.notice_en()),
    ],
)
def test_a_letter_as_composed_is_whole(kind: LetterKind, facts: LetterFacts) -> None:
    assert missing_answers(compose(kind, facts), facts) == []
    assert missing_answers(issued(kind, facts), facts) == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("十月电量比往月多出一倍\n", "电量\n", "points.1.matter"),
        ("接线正确，", "", "points.1.finding"),
        ("**结论**：部分属实", "**结论**：属实", "points.1.conclusion"),
        ("**结论**：部分属实", "**结论**：不属实", "points.1.conclusion"),
        ("**结论**：支持", "**结论**：部分支持", "points.2.conclusion"),
        ("**结论**：支持。", "", "points.2.conclusion"),
        ("书面送达您本人", "告诉您", "points.2.remedy"),
        ("承诺完成日期：2026年11月27日", "尽快完成", "points.2.due_on"),
        ("承诺完成日期：2026年11月27日", "承诺完成日期：2026年11月28日", "points.2.due_on"),
        ("10.50元", "若干", "points.4.amount_fen"),
        ("| 部分属实 |", "| 不属实 |", "points.1.conclusion"),
    ],
)
def test_an_answer_that_was_edited_away_is_named(old: str, new: str, field: str) -> None:
    assert old in REPLY
    assert field in _fields(REPLY.replace(old, new))


def test_a_section_that_was_deleted_is_named() -> None:
    cut = re.sub(r"## 二、.*?(?=## 三、)", "", REPLY, flags=re.DOTALL)
    assert _fields(cut) == ["points.2.matter"]


def test_sections_that_changed_places_are_named() -> None:
    parts = re.split(r"(?=^## )", REPLY, flags=re.MULTILINE)
    parts[1], parts[2] = parts[2], parts[1]
    assert _fields("".join(parts))


def test_an_answer_under_the_wrong_heading_does_not_count() -> None:
    finding = "您于11月4日填写了校验申请，电能表已送检。"
    moved = REPLY.replace(finding, "见下。").replace("计量装置", finding + "计量装置")
    assert _fields(moved) == ["points.2.finding"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("您好！", "您好，天冷请保重。"),
        ("**核查情况**：11月4日", "**我们查到**：\n\n11月4日"),
        ("## 五、综合处理结果及建议", "## 五、结果"),
        ("接线正确，", "接线正确，\n"),
        ("由此给您带来的不便，我们诚恳致歉。", "我们向您道歉。"),
    ],
)
def test_edits_that_keep_every_answer_are_free(old: str, new: str) -> None:
    assert old in REPLY
    assert _fields(REPLY.replace(old, new, 1)) == []


def test_a_matter_that_is_named_in_an_earlier_answer_is_still_found_in_its_place() -> None:
    points = (
        samples.changed(
            samples.POINTS[0], finding="您还问到校表要不要另外交钱，见第三项。已核查。"
        ),
        *samples.POINTS[1:],
    )
    facts = samples.reply(points=points)
    assert missing_answers(compose(LetterKind.REPLY, facts), facts) == []


def test_an_english_conclusion_is_not_taken_for_its_opposite() -> None:
    facts = samples.reply_en()
    markdown = compose(LetterKind.REPLY, facts)
    for wrong in ("Not confirmed", "Confirmed", "Agreed in part"):
        edited = markdown.replace(
            "**Our conclusion**: Confirmed in part", f"**Our conclusion**: {wrong}"
        )
        assert "points.1.conclusion" in _fields(edited, facts)


def test_a_material_or_step_that_is_gone_is_named() -> None:
    facts = samples.notice()
    markdown = compose(LetterKind.NOTICE, facts)
    assert _fields(markdown.replace("授权委托书", "委托书"), facts) == ["materials.2.name"]
    assert _fields(markdown.replace("检定机构检定", ""), facts) == ["steps.3"]


@given(text=lines)
def test_any_text_in_the_answers_is_found_again(text: str) -> None:
    facts = filled(samples.reply(), text)
    assert missing_answers(compose(LetterKind.REPLY, facts), facts) == []


@given(text=st.text(max_size=300))
def test_a_text_of_anything_else_is_not_an_answer(text: str) -> None:
    assert len(_fields(text)) == len(samples.POINTS)
