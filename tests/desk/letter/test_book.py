"""Facts become letters; no fact is ever code, and no template can loosen that."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import LetterKind
from desk.i18n import use
from desk.letter.book import (
    PLACEHOLDERS,
    compose,
    is_numbered,
    template_name,
    with_number,
)
from desk.letter.facts import InnerKind, LetterFacts, PaperFacts, PaperKind
from desk.letter.glyphs import strings
from desk.letter.markdown import tree
from desk.letter.sandbox import FILTERS, environment
from desk.letter.shelf import Shelf, shipped
from desk.letter.words import LANGUAGES
from desk.refusals import Refusal
from tests.desk.letter import samples, slips
from tests.desk.letter.hostile import LINES, core, even, filled, lines, shape

KINDS: tuple[PaperKind, ...] = (
    LetterKind.ACKNOWLEDGEMENT,
    LetterKind.NOTICE,
    LetterKind.POSTPONEMENT,
    LetterKind.REFERRAL,
    LetterKind.REPLY,
    InnerKind.CHAIN,
)
LETTERS: list[tuple[PaperKind, PaperFacts]] = [
    (LetterKind.REPLY, samples.reply(service_information="x", attachments=("y",), subject="z")),
    (LetterKind.REPLY, samples.reply_en(service_information="x", attachments=("y",))),
    (LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement(next_step="x")),
    (LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement_en(next_step="x")),
    (LetterKind.NOTICE, samples.notice(cooperating=("x",), place="y", phones=("z",))),
    (LetterKind.NOTICE, samples.notice_en(cooperating=("x",), place="y", phones=("z",))),
    (LetterKind.NOTICE, slips.back()),
    (LetterKind.NOTICE, slips.back_en()),
    (LetterKind.NOTICE, slips.merged()),
    (LetterKind.NOTICE, slips.merged_en()),
    (LetterKind.POSTPONEMENT, slips.postponement()),
    (LetterKind.POSTPONEMENT, slips.postponement_en()),
    (LetterKind.REFERRAL, slips.referral()),
    (LetterKind.REFERRAL, slips.referral_en()),
    (InnerKind.CHAIN, slips.chain()),
    (InnerKind.CHAIN, slips.chain_en()),
]
ELSEWHERE = {"unit.address", "unit.phone", "unit.hours", "unit.hotline", "unit.regulator"}
"""Of a paper for our own files nobody asks the way, and nobody is greeted."""
NUMBER, DAY = "云供客复〔2026〕17号", date(2026, 11, 9)


def _text(markdown: str) -> str:
    return even("".join(block.text() for block in tree(markdown)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_template_in_every_language(kind: LetterKind, language: str) -> None:
    assert template_name(kind, language) in shipped().names


@pytest.mark.parametrize(("kind", "facts"), LETTERS)
def test_every_fact_is_printed(kind: PaperKind, facts: PaperFacts) -> None:
    body = _text(compose(kind, facts))
    unsaid = {"language"}
    if kind is InnerKind.CHAIN:
        unsaid |= ELSEWHERE | {"reader.salutation"}
    for path, text in strings(facts):
        if path not in unsaid and text:
            assert core(text) in body, path


@pytest.mark.parametrize(("kind", "facts"), LETTERS)
@settings(max_examples=40)
@given(text=lines)
def test_a_hostile_line_in_every_field_stays_literal(
    kind: PaperKind, facts: PaperFacts, text: str
) -> None:
    nasty = filled(facts, text)
    plain = filled(facts, "甲")
    made = compose(kind, nasty)
    assert shape(tree(made)) == shape(tree(compose(kind, plain)))
    body = _text(made)
    for path, one in strings(nasty):
        if path != "language" and one:
            assert core(one) in body, path
    numbered = with_number(made, NUMBER, DAY)
    assert is_numbered(numbered)
    assert core(nasty.unit.name) in _text(numbered)


@pytest.mark.parametrize("text", LINES)
@pytest.mark.parametrize(("kind", "facts"), LETTERS)
def test_hostile_lines_stay_literal(kind: PaperKind, facts: PaperFacts, text: str) -> None:
    made = compose(kind, filled(facts, text))
    assert shape(tree(made)) == shape(tree(compose(kind, filled(facts, "甲"))))
    assert core(text) in _text(made) or core(text.replace("\n", " ")) in _text(made)


@pytest.mark.parametrize(("kind", "facts"), LETTERS)
def test_the_same_facts_make_the_same_letter(kind: PaperKind, facts: PaperFacts) -> None:
    assert compose(kind, facts) == compose(kind, facts)


def test_number_and_date_are_filled_at_issue_and_only_there() -> None:
    facts = samples.reply(account_of_matter="我写了⟦编号⟧和⟦日期⟧")
    draft = compose(LetterKind.REPLY, facts)
    assert not is_numbered(draft)
    issued = with_number(draft, NUMBER, DAY)
    assert is_numbered(issued)
    body = _text(issued)
    assert body.count(NUMBER) == 2
    assert "2026年11月9日" in body
    assert "我写了⟦编号⟧和⟦日期⟧" in body


def test_an_english_letter_is_dated_in_english() -> None:
    issued = with_number(compose(LetterKind.REPLY, samples.reply_en()), "YQ 2026/17", DAY)
    assert "9 November 2026" in issued
    assert "YQ 2026/17" in issued


def test_a_number_with_marks_stays_a_number() -> None:
    issued = with_number(compose(LetterKind.REPLY, samples.reply()), "*a*_b_〔2026〕1号", DAY)
    assert "*a*_b_〔2026〕1号" in _text(issued)


def _render(source: str, facts: LetterFacts) -> str:
    shelf = Shelf.of({template_name(LetterKind.REPLY, facts.language): source})
    return compose(LetterKind.REPLY, facts, shelf)


HOSTILE = "*a* | # [b](c) ⟦编号⟧"
FILTERED = {
    "default": "{{ facts.subject | default('x', true) }}",
    "join": "{{ facts.advice | join(' ') }}",
    "length": "{{ facts.subject | length }}",
}


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_keeps_text_literal(name: str) -> None:
    facts = samples.reply(subject=HOSTILE, advice=(HOSTILE, HOSTILE))
    made = _render("甲" + FILTERED[name], facts)
    (block,) = tree(made)
    assert block.kind == "paragraph"
    assert not any(span.mark for span in block.spans)
    if name != "length":
        assert even(HOSTILE) in even(block.text())
    assert set(environment(shipped()).filters) == set(FILTERED)


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m() %}甲{% endmacro %}{{ m() ~ facts.subject }}",
        "{{ '甲' ~ facts.subject ~ '乙' }}",
        "甲{{ facts.subject + facts.subject }}",
        "{% set x %}甲{{ facts.subject }}{% endset %}{{ x }}",
        "{% macro m(x) %}甲{{ x }}{% endmacro %}{{ m(facts.subject) }}",
        "甲{% for c in facts.advice %}{{ c }}{% endfor %}",
        "甲{{ ['*', facts.subject] | join('_') }}",
    ],
)
def test_no_way_of_writing_a_template_lets_text_out(source: str) -> None:
    (block,) = tree(_render(source, samples.reply(subject=HOSTILE, advice=(HOSTILE,))))
    assert block.kind == "paragraph"
    assert not any(span.mark for span in block.spans)
    assert "#[b](c)" in even(block.text())


@pytest.mark.parametrize(
    "source",
    [
        "{{ facts.subject | safe }}",
        "{{ facts.subject | e }}",
        "{{ facts.subject | upper }}",
        "{{ facts.subject | tojson }}",
        "{{ facts.subject | urlize }}",
        "{{ facts.subject.replace('a', 'b') }}",
        "{{ facts.subject[0] }}",
        "{{ facts.subject[:3] }}",
        "{% set x = facts.subject %}{{ x[1:] }}",
        "{{ facts.__class__ }}",
        "{{ facts.colour }}",
        "{{ colour }}",
        "{{ lipsum() }}",
        "{% if %}",
        "{% include 'nothing.j2' %}",
        "{{ conclusion('poem') }}",
    ],
)
def test_what_a_template_may_not_do_is_refused_by_name(source: str) -> None:
    use("en")
    with pytest.raises(Refusal) as refused:
        _render(source, samples.reply())
    assert refused.value.code == "template"
    assert ".j2" in refused.value.message


def test_a_kind_without_a_template_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        compose(LetterKind.REFERRAL, samples.reply())
    assert refused.value.code == "template"
    assert "referral" in refused.value.message


@given(fen=st.integers(min_value=0, max_value=10**9))
def test_amounts_are_printed_to_the_fen(fen: int) -> None:
    point = samples.POINTS[3]
    facts = samples.reply(points=(samples.changed(point, amount_fen=fen),))
    assert f"{fen // 100}.{fen % 100:02}元" in _text(compose(LetterKind.REPLY, facts))


def test_a_point_without_a_basis_or_remedy_leaves_no_empty_label() -> None:
    point = samples.changed(samples.POINTS[0], basis="", remedy="", explanation="", true_part="")
    made = compose(LetterKind.REPLY, samples.reply(points=(point,)))
    assert "依据" not in made
    assert "处理措施" not in made


def test_few_points_need_no_summary_and_three_have_one() -> None:
    for count in (1, 2, 3, 4):
        points = samples.POINTS[:count]
        made = compose(LetterKind.REPLY, samples.reply(points=points))
        assert ("| 序号 |" in made) == (count >= 3)


@pytest.mark.parametrize(
    ("matter", "count", "title"),
    [
        ("校表是否收费？", 1, "关于校表是否收费的答复"),
        ("校表是否收费？", 2, "关于校表是否收费等两项问题的答复"),
        ("电费" * 40, 1, "关于您反映问题的答复"),
        ("电费" * 40, 3, "关于您反映的三项问题的答复"),
    ],
)
def test_a_title_is_short_and_reads_as_one(matter: str, count: int, title: str) -> None:
    points = tuple(
        samples.changed(samples.POINTS[0], position=number, matter=matter)
        for number in range(1, count + 1)
    )
    made = tree(compose(LetterKind.REPLY, samples.reply(points=points)))
    assert [block.text() for block in made if block.kind == "heading" and block.level == 1] == [
        title
    ]


def test_placeholders_differ_by_language_so_that_the_date_is_written_right() -> None:
    assert len({mark for marks in PLACEHOLDERS.values() for mark in marks}) == 4
