"""The page of a letter measured from the PDF itself, in millimetres: GB/T 9704, letter format.

Chinese: 156 by 225 mm of text, 22 lines of 28 characters; the letterhead between its rules, the
number, the signature and the page number in their places. English: a business letter.
"""

from itertools import pairwise

import pytest
from pypdfium2 import raw

from desk.enums import LetterKind
from desk.letter.fit import pages
from desk.letter.stationery import checked_seal
from tests.desk.letter import samples
from tests.desk.letter.pages import (
    MM,
    Box,
    Mark,
    boxes,
    marks,
    place,
    printed,
    row,
    rows,
    texts,
)
from tests.pictures import SEAL, png

LEFT, RIGHT, TOP, FOOT = 28, 184, 37, 262
CHARACTER = 15.75 / MM
PITCH = 28.95 / MM
LONG = samples.reply(points=(samples.changed(samples.POINTS[0], finding="电" * 2000),))
SHORT = samples.reply(points=samples.POINTS[:1])
HALL = samples.unit(name="虚构供电公司")


def letter(facts: object = SHORT, **layout: object) -> bytes:
    return printed(LetterKind.REPLY, facts, **layout)  # type: ignore[arg-type]


def rules(pdf: bytes, number: int) -> list[Box]:
    """The wide red rules of a page: centre lines, from the top."""
    found = [one for one in boxes(pdf, number, raw.FPDF_PAGEOBJ_PATH) if one.right - one.left > 168]
    return sorted(found, key=lambda one: one.top)


def middle(line: list[Mark]) -> float:
    return (line[0].left + line[-1].right) / 2


def test_a_full_page_is_22_lines_of_28_characters() -> None:
    pdf = letter(LONG, size="standard")
    full = [line for line in rows(pdf, 1) if {mark.char for mark in line} == {"电"}]
    assert [len(line) for line in full] == [28] * 22
    assert full[0][0].left == pytest.approx(LEFT, abs=0.05)
    assert full[0][-1].right == pytest.approx(RIGHT, abs=0.3)
    assert full[0][0].bottom - CHARACTER == pytest.approx(TOP, abs=0.1)
    assert FOOT - PITCH < full[-1][0].bottom <= FOOT
    steps = [two[0].bottom - one[0].bottom for one, two in pairwise(full)]
    assert steps == pytest.approx([PITCH] * 21, abs=0.02)
    assert full[0][0].size == pytest.approx(15.75, abs=0.01)


def test_a_paragraph_begins_two_characters_in_and_the_salutation_does_not() -> None:
    pdf = letter(size="standard")
    assert row(pdf, 0, "尊敬的沈先生")[0].left == pytest.approx(LEFT, abs=0.05)
    assert row(pdf, 0, "您好！")[0].left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.05)
    assert row(pdf, 0, "一、您反映")[0].left == pytest.approx(LEFT, abs=0.05)


def test_the_unit_stands_30_mm_below_the_edge_between_rules_of_170_mm() -> None:
    pdf = letter()
    name = rows(pdf, 0)[0]
    assert name[0].bottom - name[0].size / MM == pytest.approx(30, abs=0.2)
    assert middle(name) == pytest.approx(105, abs=0.3)
    thick, thin, low_thin, low_thick = rules(pdf, 0)
    assert thick.right - thick.left == pytest.approx(170, abs=1.5)
    assert (thick.left + thick.right) / 2 == pytest.approx(105, abs=0.1)
    assert name[0].bottom + 4 == pytest.approx(thick.top + 0.5, abs=0.5)
    # A stroke's box grows with its width: the thicker one is the higher box.
    assert thick.bottom - thick.top > thin.bottom - thin.top
    assert thick.top < thin.top
    assert low_thick.bottom - low_thick.top > low_thin.bottom - low_thin.top
    assert low_thin.top < low_thick.top
    assert 297 - low_thick.bottom == pytest.approx(19.2, abs=0.5)
    assert rules(pdf, 1) == []


def test_the_number_stands_right_below_the_rule_in_angle_brackets() -> None:
    pdf = letter()
    line = row(pdf, 0, "云供客复〔2026〕17号")
    assert line[-1].right == pytest.approx(RIGHT, abs=0.1)
    number = [mark for mark in line if mark.size > 15]
    assert "".join(mark.char for mark in number) == "云供客复〔2026〕17号"
    gap = number[0].bottom - CHARACTER - rules(pdf, 0)[1].bottom
    assert gap == pytest.approx(CHARACTER * 7 / 8, abs=0.5)


def test_the_title_is_22_points_centred_two_lines_below_the_number() -> None:
    pdf = letter()
    line = row(pdf, 0, "关于")
    assert {mark.size for mark in line} == {22}
    assert middle(line) == pytest.approx((LEFT + RIGHT) / 2, abs=0.2)
    above = row(pdf, 0, "17号")[-1].bottom
    assert line[0].bottom - 22 / MM - above == pytest.approx(2 * PITCH, abs=0.2)


def test_a_long_title_breaks_into_lines_of_about_equal_length() -> None:
    one = samples.changed(
        samples.POINTS[0], matter="十月电量比往月多出一倍而家里并没有添置任何电器"
    )
    pdf = letter(samples.reply(points=(one, *samples.POINTS[1:])))
    lines = [line for line in rows(pdf, 0) if line[0].size == 22]
    assert len(lines) == 2
    assert min(len(line) for line in lines) > 10


@pytest.mark.parametrize("unit", [samples.UNIT, HALL])
def test_the_date_stands_centred_below_the_unit(unit: object) -> None:
    pdf = letter(samples.with_unit(SHORT, unit))  # type: ignore[arg-type]
    last = pages(pdf) - 1
    name, date = row(pdf, last, "2026年11月9日"), row(pdf, last, "2026年11月9日")
    at = [line[0].bottom for line in rows(pdf, last)].index(date[0].bottom)
    name = rows(pdf, last)[at - 1]
    assert "".join(mark.char for mark in name) == unit.name  # type: ignore[attr-defined]
    assert middle(name) == pytest.approx(middle(date), abs=0.3)
    assert date[0].bottom - name[0].bottom == pytest.approx(PITCH, abs=0.1)
    if unit is HALL:
        assert date[-1].right == pytest.approx(RIGHT - 4 * CHARACTER, abs=0.3)
    else:
        assert name[-1].right == pytest.approx(RIGHT, abs=0.3)


def test_the_page_number_stands_7_mm_below_the_text_at_the_outer_edge() -> None:
    pdf = letter(samples.reply(), size="standard")
    assert pages(pdf) >= 3
    assert "—1—" not in texts(pdf)[0]
    for number, at in ((1, "—2—"), (2, "—3—")):
        line = row(pdf, number, at)
        assert line[0].size == 14
        assert line[0].bottom - line[0].size / MM / 2 == pytest.approx(FOOT + 7, abs=0.3)
        if number % 2:
            assert line[0].left == pytest.approx(LEFT + CHARACTER, abs=1)
        else:
            assert line[-1].right == pytest.approx(RIGHT - CHARACTER, abs=1)


def test_enclosures_stand_a_line_below_the_text_and_above_the_signature() -> None:
    pdf = letter(
        samples.reply(points=samples.POINTS[:1], attachments=("逐日清单", "检定证书")),
        size="standard",
    )
    (last,) = [number for number, text in enumerate(texts(pdf)) if "附件" in text]
    line = row(pdf, last, "附件：1.逐日清单")
    assert line[0].left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.1)
    above = row(pdf, last, "特此答复")[0].bottom
    assert line[0].bottom - above == pytest.approx(2 * PITCH, abs=0.2)
    second = row(pdf, last, "2.检定证书")
    assert second[0].left == pytest.approx(line[3].left, abs=0.5)
    assert second[0].bottom < place(pdf, last, "2026年11月9日")


def test_large_print_is_22_points_and_a_compact_letter_12() -> None:
    assert row(letter(size="large"), 0, "尊敬的沈先生")[0].size == 22
    assert row(letter(size="compact"), 0, "尊敬的沈先生")[0].size == 12


def test_an_english_letter_is_a_business_letter() -> None:
    facts = samples.reply_en(attachments=("Daily usage in October", "Test certificate"))
    pdf = letter(facts)
    first, last = 0, pages(pdf) - 1
    name = [mark for mark in marks(pdf, first) if mark.size == 16]
    assert "".join(mark.char for mark in name).startswith("YunqiaoBranch,")
    assert min(mark.left for mark in name) == pytest.approx(25, abs=0.1)
    assert max(mark.right for mark in name) < 110
    order = ["Our reference", "Case", "Date: 9 November 2026", "Dear Mr Shen", "Our reply"]
    places = [place(pdf, first, words) for words in order]
    assert places == sorted(places)
    for words in order:
        assert row(pdf, first, words)[0].left == pytest.approx(25, abs=0.6)
    ends = ["Yours sincerely", "Yunqiao Branch, Fictional City", "Enclosed", "Receipt"]
    places = [place(pdf, last, words) for words in ends]
    assert places == sorted(places)
    for number in range(pages(pdf)):
        line = row(pdf, number, f"Page {number + 1} of {pages(pdf)}")
        assert middle(line) == pytest.approx(105, abs=0.5)
    assert len(rules(pdf, 0)) == 0


@pytest.mark.parametrize("picture", [SEAL, png(400, 400)])
@pytest.mark.parametrize("unit", [samples.UNIT, HALL])
def test_the_seal_lies_over_unit_and_date_within_a_line_of_the_text(
    unit: object, picture: bytes
) -> None:
    facts = samples.with_unit(SHORT, unit)  # type: ignore[arg-type]
    pdf = letter(facts, seal=checked_seal(picture).svg)
    last = next(number for number, text in enumerate(texts(pdf)) if "特此答复" in text)
    date = row(pdf, last, "2026年11月9日")
    kind = raw.FPDF_PAGEOBJ_PATH if picture is SEAL else raw.FPDF_PAGEOBJ_IMAGE
    drawn = boxes(pdf, last, kind)
    (seal,) = [one for one in drawn if 38 < one.right - one.left < 44 < 3 + one.bottom - one.top]
    assert (seal.left + seal.right) / 2 == pytest.approx(middle(date), abs=0.5)
    # Unit and date stand below the middle of the seal, and inside it.
    assert (seal.top + seal.bottom) / 2 < date[0].bottom - PITCH + 0.5
    assert seal.bottom > date[0].bottom
    gap = seal.top - row(pdf, last, "特此答复")[0].bottom
    assert -1 < gap < PITCH
    receipt = row(pdf, last, "签收回执")[0] if "签收回执" in texts(pdf)[last] else None
    assert receipt is None or seal.bottom < receipt.bottom


def test_an_address_for_the_post_shows_in_the_window_of_an_envelope() -> None:
    lines = ("虚构市云桥区望江路88号", "沈女士（收）")
    for facts in (SHORT, samples.reply_en()):
        plain = letter(facts)
        pdf = letter(facts, address=lines, window="window")
        found = [
            mark for line in lines for mark in row(pdf, 0, line) if mark.char in "虚构望江沈收"
        ]
        shown = [mark for mark in found if mark.left < 110]
        assert len(shown) >= 6
        assert min(mark.left for mark in shown) > 20
        assert min(mark.bottom - 4 for mark in shown) > 45
        assert max(mark.bottom for mark in shown) < 90
        # Nothing else shows in it.
        inside = [m for m in marks(pdf, 0) if 22 < m.left < 105 and 50 < m.bottom < 88]
        assert {m.char for m in inside} <= set("".join(lines))
        apart = letter(facts, address=lines, window="page")
        assert pages(apart) == pages(plain) + 1
        assert texts(apart)[1:] == texts(plain)
