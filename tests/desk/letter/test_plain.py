"""The text form stands alone on any printer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import LetterKind, MaterialState
from desk.letter.book import PLACEHOLDERS, compose
from desk.letter.facts import LetterFacts
from desk.letter.glyphs import strings
from desk.letter.plain import to_text, wrap
from desk.letter.width import wide, width
from tests.desk.letter import samples, slips
from tests.desk.letter.hostile import core, even, filled, lines
from tests.desk.letter.pages import issued

LETTERS: list[tuple[LetterKind, LetterFacts]] = [
    (LetterKind.REPLY, samples.reply()),
    (LetterKind.REPLY, samples.reply_en()),
    (LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement()),
    (LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement_en()),
    (LetterKind.NOTICE, samples.notice()),
    (LetterKind.NOTICE, samples.notice_en()),
    (LetterKind.NOTICE, slips.back()),
    (LetterKind.NOTICE, slips.back_en()),
    (LetterKind.NOTICE, slips.merged()),
    (LetterKind.NOTICE, slips.merged_en()),
    (LetterKind.POSTPONEMENT, slips.postponement()),
    (LetterKind.POSTPONEMENT, slips.postponement_en()),
    (LetterKind.REFERRAL, slips.referral()),
    (LetterKind.REFERRAL, slips.referral_en()),
]


@pytest.mark.parametrize("columns", [32, 80])
@pytest.mark.parametrize(("kind", "facts"), LETTERS)
def test_every_line_fits_and_every_fact_is_told(
    kind: LetterKind, facts: LetterFacts, columns: int
) -> None:
    text = to_text(issued(kind, facts), columns)
    assert max(width(line) for line in text.split("\n")) <= columns
    # A narrow table tells the pieces of a row in lines of their own.
    body = even(text)
    for path, one in strings(facts):
        if path != "language" and one and (columns == 32 or not path.startswith("materials")):
            assert core(one) in body, path


SLIPS = [(kind, facts) for kind, facts in LETTERS if kind is not LetterKind.REPLY]
_ANY = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@pytest.mark.parametrize(("kind", "facts"), SLIPS)
@settings(max_examples=25)
@given(text=_ANY, columns=st.sampled_from([32, 80]))
def test_no_text_at_all_runs_over_the_paper(
    kind: LetterKind, facts: LetterFacts, text: str, columns: int
) -> None:
    told = to_text(issued(kind, filled(facts, text)), columns)
    assert max(width(line) for line in told.split("\n")) <= columns
    # What a slip printer is sent; nothing a person can type falls outside of it.
    assert told.encode("gb18030").decode("gb18030") == told


@pytest.mark.parametrize(("kind", "facts"), SLIPS)
def test_our_own_words_print_on_the_simplest_slip_printer(
    kind: LetterKind, facts: LetterFacts
) -> None:
    told = to_text(compose(kind, filled(facts, "甲")), 32)
    for mark in (mark for marks in PLACEHOLDERS.values() for mark in marks):
        told = told.replace(mark, "")
    assert told.encode("gb2312").decode("gb2312") == told


def _columns(told: str) -> list[str]:
    """The cells of the first table of a wide text, put together again from their lines."""
    rows = told.split("\n")
    at = next(n for n, row in enumerate(rows) if row.startswith("-" * 80) and "  " in rows[n - 1])
    head, cells = rows[at - 1], [""] * 5
    names = head.split()
    starts = [width(head[: head.index(name)]) for name in names]
    for row in rows[at + 1 : rows.index("", at)]:
        column, place = 0, 0
        for char in row:
            while column + 1 < len(starts) and place >= starts[column + 1]:
                column += 1
            cells[column] += char
            place += wide(char)
    return [even(cell) for cell in cells]


def test_every_material_stands_whole_in_the_wide_form() -> None:
    for facts in (samples.notice(), slips.back(), slips.merged()):
        cells = _columns(to_text(issued(LetterKind.NOTICE, facts), 80))
        for one in facts.materials:
            if one.state is not MaterialState.HELD or facts.visit == 1:
                assert core(one.name) in cells[1]
                assert core(one.form) in cells[2]
                assert core(one.issuer) in cells[3]
                assert core(one.reason) in cells[4]


@pytest.mark.parametrize("columns", [32, 80])
@pytest.mark.parametrize(("kind", "facts"), SLIPS)
def test_every_phone_stands_on_every_slip(
    kind: LetterKind, facts: LetterFacts, columns: int
) -> None:
    told = even(to_text(issued(kind, facts), columns))
    for number in (facts.unit.phone, facts.unit.hotline, facts.unit.regulator):
        assert number in told
    assert all(even(phone) in told for phone in getattr(facts, "phones", ()))


def test_a_narrow_table_names_a_thing_first_and_leaves_out_what_is_empty() -> None:
    told = to_text(issued(LetterKind.NOTICE, slips.merged()), 32).split("\n")
    first = told.index("1 用户身份证件（核对后交还）")
    assert told[first + 1 : first + 3] == ["形式和份数 原件1份", "核对情况 □ 待补交"]
    assert "或 购房合同" in told
    assert not [line for line in told if "—" in line]


@given(text=lines, columns=st.sampled_from([32, 80]))
def test_hostile_text_stays_literal_and_inside_the_lines(text: str, columns: int) -> None:
    facts = samples.with_unit(filled(samples.acknowledgement(), text), samples.UNIT)
    told = to_text(issued(LetterKind.ACKNOWLEDGEMENT, facts), columns)
    assert core(facts.reader.holder) in even(told)
    assert max(width(line) for line in told.split("\n")) <= columns


@given(
    text=st.text(alphabet="电费ab1 ，。（）“”、x", max_size=120),
    columns=st.integers(min_value=8, max_value=40),
)
def test_wrapping_loses_nothing_and_never_runs_over(text: str, columns: int) -> None:
    wrapped = wrap(text, columns)
    assert even("".join(wrapped)) == even(text)
    assert all(width(line) <= columns for line in wrapped)


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("一二三四，五", 8, ["一二三", "四，五"]),
        ("一二三（四）", 8, ["一二三", "（四）"]),
        ("meter reading", 10, ["meter", "reading"]),
        ("a" * 12, 8, ["a" * 8, "a" * 4]),
        ("", 8, [""]),
    ],
)
def test_lines_break_where_a_printer_would(text: str, columns: int, expected: list[str]) -> None:
    assert wrap(text, columns) == expected


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    told = to_text(issued(LetterKind.REPLY, samples.reply()), 80).split("\n")
    assert not [line for line in told if line.strip() and line.strip()[0] in "，。；：）、”"]
    assert not [line for line in told if line.rstrip() and line.rstrip()[-1] in "（“《"]


def test_a_wide_table_keeps_its_columns_and_a_narrow_one_tells_row_by_row() -> None:
    markdown = issued(LetterKind.REPLY, samples.reply())
    wide = to_text(markdown, 80).split("\n")
    (head,) = [line for line in wide if line.startswith("序号")]
    assert "事项" in head
    assert "结论" in head
    narrow = to_text(markdown, 32)
    assert "结论 部分属实" in narrow


def test_empty_labels_get_a_line_to_write_on() -> None:
    told = to_text(issued(LetterKind.REPLY, samples.reply()), 80)
    assert "签收人： ____" in told


def test_chinese_paragraphs_are_indented_and_english_ones_are_not() -> None:
    chinese = to_text(issued(LetterKind.REPLY, samples.reply()), 80)
    assert "\n    核查情况" in chinese
    assert "\n尊敬的沈先生" in chinese
    english = to_text(issued(LetterKind.REPLY, samples.reply_en()), 80)
    assert "\nWhat we found" in english


@given(text=st.text(max_size=200))
def test_any_markdown_at_all_can_be_told(text: str) -> None:
    assert to_text(text, 32).endswith("\n")
