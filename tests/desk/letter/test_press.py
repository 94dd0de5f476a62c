"""The page: the same bytes, every answer on it, and set as a letter should be."""

from datetime import date

import pytest

from desk.enums import LetterKind
from desk.i18n import use
from desk.letter.book import compose
from desk.letter.facts import LetterFacts
from desk.letter.finding import place as place_of
from desk.letter.fit import pages
from desk.letter.glyphs import strings
from desk.letter.layout import Layout
from desk.letter.press import page_data, to_pdf
from desk.letter.words import CONCLUSION, day
from desk.refusals import Refusal
from tests.desk.letter import samples, slips
from tests.desk.letter.hostile import NASTY, core, even, filled
from tests.desk.letter.pages import DAY, NUMBER, issued, marks, place, printed, sizes, texts

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
LONG = "经现场核查，电能表运行正常，读数与系统一致。" * 60


@pytest.mark.parametrize(("kind", "facts"), LETTERS)
def test_the_same_letter_is_the_same_bytes(kind: LetterKind, facts: LetterFacts) -> None:
    other = printed(LetterKind.REPLY, samples.reply(lookup_code="OTHER"))
    assert printed(kind, facts) == printed(kind, facts)
    assert printed(kind, facts) != other


@pytest.mark.parametrize(("kind", "facts"), LETTERS)
def test_everything_is_read_back_from_the_page(kind: LetterKind, facts: LetterFacts) -> None:
    pdf = printed(kind, facts)
    body = "".join(texts(pdf))
    for path, text in strings(facts):
        if path != "language" and text:
            assert core(text) in body, path
    assert NUMBER in body
    assert even(day(DAY, facts.language)) in body


@pytest.mark.parametrize("facts", [samples.reply(), samples.reply_en()])
def test_every_point_stands_in_order_with_conclusion_and_date(facts: LetterFacts) -> None:
    body = "".join(texts(printed(LetterKind.REPLY, facts)))
    at = 0
    for point in samples.points_of(facts):
        assert point.conclusion is not None
        wanted = [point.matter, point.finding, CONCLUSION[facts.language][point.conclusion]]
        wanted.append(point.remedy)
        when = point.done_on or point.due_on
        wanted += [day(when, facts.language)] if when else []
        for text in wanted:
            found = body.find(core(text), at)
            assert found >= 0, text
            at = found


@pytest.mark.parametrize("text", [text for text in NASTY if "⟦" not in text])
def test_hostile_text_is_printed_literally(text: str) -> None:
    facts = filled(samples.reply(), text)
    facts = samples.with_unit(facts, samples.UNIT)
    shown = "".join(texts(printed(LetterKind.REPLY, facts)))
    assert core(samples.points_of(facts)[0].matter) in shown


def test_a_reply_is_a4_with_the_official_margins() -> None:
    pdf = printed(LetterKind.REPLY, samples.reply(), size="standard")
    assert set(sizes(pdf)) == {(210, 297)}
    for number in range(1, pages(pdf)):
        # Marks of punctuation may hang into the margin by half their width.
        body = [m for m in marks(pdf, number) if 36 < m.bottom < 263 and m.char.isalnum()]
        assert min(mark.left for mark in body) >= 27.9
        assert max(mark.right for mark in body) <= 210 - 26 + 0.1
        assert min(mark.bottom for mark in body) >= 37


def test_the_standard_page_holds_22_lines_of_28_characters() -> None:
    point = samples.changed(samples.POINTS[0], finding="电" * 2000)
    pdf = printed(LetterKind.REPLY, samples.reply(points=(point,)), size="standard")
    body = [mark for mark in marks(pdf, 1) if 37 < mark.bottom < 263]
    lines: dict[int, int] = {}
    for mark in body:
        if mark.char == "电":
            lines[round(mark.bottom)] = lines.get(round(mark.bottom), 0) + 1
    assert len(lines) == 22
    assert set(lines.values()) == {28}


@pytest.mark.parametrize("repeat", range(1, 14, 2))
def test_no_heading_at_the_foot_and_no_signature_alone(repeat: int) -> None:
    finding = "经核查，十月用电量确有增加，电能表读数与系统一致。" * repeat
    points = tuple(
        samples.changed(point, finding=f"{number}、{finding}")
        for number, point in enumerate(samples.POINTS)
    )
    facts = samples.reply(points=points)
    pdf = printed(LetterKind.REPLY, facts)
    shown = texts(pdf)
    (last,) = [number for number, text in enumerate(shown) if "特此答复" in text]
    heads = [even(f"您反映：{points[0].matter}"), even(f"您提出：{points[1].matter}")]
    heads += [even(f"您询问：{points[2].matter}"), even(f"您反映：{points[3].matter}")]
    for head in heads:
        (number,) = [n for n, text in enumerate(shown) if head in text]
        foot = max(mark.bottom for mark in marks(pdf, number) if mark.bottom < 262)
        assert foot > place(pdf, number, head) + 5
    assert place(pdf, last, "特此答复") < place(pdf, last, "2026年11月9日") < 262


def test_the_receipt_stands_at_the_foot_below_the_signature() -> None:
    for points in (samples.POINTS[:1], samples.POINTS):
        pdf = printed(LetterKind.REPLY, samples.reply(points=points))
        last = pages(pdf) - 1
        receipt = place(pdf, last, "签收回执")
        assert receipt > place(pdf, last, "特此答复") + 15
        foot = max(mark.bottom for mark in marks(pdf, last) if mark.bottom < 262.5)
        assert foot > 250
        assert place(pdf, last, "满意") > receipt


def test_there_is_room_for_the_seal_above_the_unit() -> None:
    pdf = printed(LetterKind.REPLY, samples.reply())
    last = pages(pdf) - 1
    signed = [mark.bottom for mark in marks(pdf, last) if mark.char == "虚" and mark.bottom > 60]
    assert signed[0] - place(pdf, last, "特此答复") > 12


def test_pages_after_the_first_carry_number_and_unit() -> None:
    shown = texts(printed(LetterKind.REPLY, samples.reply()))
    assert len(shown) > 1
    for number, text in enumerate(shown[1:], 2):
        assert f"—{number}—" in text
        assert NUMBER in text
    assert "—1—" not in shown[0]


@pytest.mark.parametrize(
    ("facts", "labels"),
    [
        (samples.notice(), ("客户联", "单位留存联")),
        (samples.notice_en(), ("Customer'scopy", "Officecopy")),
    ],
)
def test_a_notice_is_two_copies_of_one_page(facts: LetterFacts, labels: tuple[str, str]) -> None:
    shown = texts(printed(LetterKind.NOTICE, facts))
    assert len(shown) == 2
    for label, text in zip(labels, shown, strict=True):
        assert label in text
    assert shown[0].replace(labels[0], "", 1) == shown[1].replace(labels[1], "", 1)


@pytest.mark.parametrize("facts", [samples.acknowledgement(), samples.acknowledgement_en()])
def test_an_acknowledgement_is_one_page_of_a5(facts: LetterFacts) -> None:
    assert sizes(printed(LetterKind.ACKNOWLEDGEMENT, facts)) == [(148, 210)]


def test_a_long_acknowledgement_takes_a_larger_sheet_before_a_second_page() -> None:
    facts = samples.acknowledgement(matters=tuple(f"{n}、" + "电费" * 20 for n in range(9)))
    assert sizes(printed(LetterKind.ACKNOWLEDGEMENT, facts)) == [(210, 297)]


def test_a_long_reply_is_set_smaller_and_large_print_larger() -> None:
    point = samples.changed(samples.POINTS[0], finding="经核查，" * 200)
    facts = samples.reply(points=(point, *samples.POINTS[1:]))

    def height(**layout: str) -> float:
        pdf = printed(LetterKind.REPLY, facts, **layout)
        body = [mark for mark in marks(pdf, 1) if mark.char == "，"]
        return body[0].right - body[0].left

    assert height(size="large") > height(size="standard") > height(size="compact")
    assert height() == height(size="compact")


def test_large_print_says_the_same() -> None:
    facts = samples.reply()
    shown = "".join(texts(printed(LetterKind.REPLY, facts, size="large")))
    for point in facts.points:
        assert core(point.matter) in shown


def test_an_unissued_letter_is_marked_as_a_draft() -> None:
    facts = samples.reply()
    draft = texts(to_pdf(compose(LetterKind.REPLY, facts), facts, LetterKind.REPLY))
    assert all("草稿" in text for text in draft)
    assert "编号待定" in draft[0]
    assert "日期待定" in draft[-1]
    assert not any("草稿" in text for text in texts(printed(LetterKind.REPLY, facts)))


def test_the_archive_copy_declares_its_standard() -> None:
    facts = samples.reply()
    archive = printed(LetterKind.REPLY, facts, archive=True)
    assert b"pdfaid" in archive
    assert archive == printed(LetterKind.REPLY, facts, archive=True)
    assert b"pdfaid" not in printed(LetterKind.REPLY, facts)
    assert texts(archive) == texts(printed(LetterKind.REPLY, facts))


def test_the_day_of_issue_dates_the_file() -> None:
    facts = samples.reply()
    text = issued(LetterKind.REPLY, facts)
    one = to_pdf(text, facts, LetterKind.REPLY, Layout(issued_on=date(2026, 11, 9)))
    two = to_pdf(text, facts, LetterKind.REPLY, Layout(issued_on=date(2026, 11, 10)))
    assert b"D:20261109" in one
    assert one != two


def test_only_our_fonts_are_used_and_embedded() -> None:
    pdf = printed(LetterKind.REPLY, samples.reply())
    assert b"NotoSerifSC" in pdf
    assert b"NotoSansSC" in pdf
    assert b"Libertinus" not in pdf


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        (
            "points.1.finding",
            samples.reply(points=(samples.changed(samples.POINTS[0], finding="藏文 ཀ"),)),
        ),
        ("reader.salutation", samples.reply(reader=samples.reader(salutation="ཀ先生"))),
    ],
)
def test_a_character_without_a_glyph_is_named_with_its_field(
    field: str, facts: LetterFacts
) -> None:
    use("en")
    with pytest.raises(Refusal) as refused:
        to_pdf(compose(LetterKind.REPLY, facts), facts, LetterKind.REPLY)
    assert "ཀ" in refused.value.message
    assert place_of(field) in refused.value.message
    assert refused.value.field == field
    assert refused.value.code == "glyph"


def test_a_very_long_answer_loses_nothing() -> None:
    point = samples.changed(samples.POINTS[0], finding=LONG)
    shown = printed(LetterKind.REPLY, samples.reply(points=(point,)))
    body = "".join(
        mark.char
        for number in range(pages(shown))
        for mark in marks(shown, number)
        if 38 < mark.bottom < 262
    )
    assert body.count("经现场核查") == 60


def test_a_long_unit_name_stays_on_one_line_of_the_letterhead() -> None:
    unit = samples.unit(name="虚构省电力有限公司虚构市供电分公司云桥区望江路供电服务中心营业厅")
    pdf = printed(LetterKind.REPLY, samples.reply(unit=unit))
    first = [mark for mark in marks(pdf, 0) if mark.bottom < 45]
    assert len({round(mark.bottom) for mark in first}) == 1
    assert max(mark.right for mark in first) < 205


def test_the_layout_receives_data_and_nothing_else() -> None:
    facts = samples.reply()
    text = issued(LetterKind.REPLY, facts)
    data = page_data(text, facts, LetterKind.REPLY)
    assert facts.points[0].matter in data
    assert data == page_data(text, facts, LetterKind.REPLY)


def test_a_long_notice_is_set_smaller_before_it_takes_two_pages() -> None:
    def letters(count: int) -> tuple[int, float]:
        rows = tuple(
            samples.material(name=f"第{number}份材料的名称") for number in range(1, count + 1)
        )
        pdf = printed(LetterKind.NOTICE, samples.notice(materials=rows))
        (mark, *_rest) = [mark for mark in marks(pdf, 0) if mark.char == "您"]
        return pages(pdf), round(mark.right - mark.left, 1)

    short, middle, long = letters(2), letters(8), letters(40)
    assert (short[0], middle[0]) == (2, 2)
    assert short[1] > middle[1]
    assert long[0] == 4
    assert long[1] == short[1]
