"""Letters far longer than anybody writes, and with nothing in them: every page stays right."""

import dataclasses

import pytest

from desk.enums import LetterKind
from desk.letter.facts import LetterFacts, PointFacts, ReplyFacts
from tests.desk.letter import samples, slips
from tests.desk.letter.family import SHORT
from tests.desk.letter.hostile import core
from tests.desk.letter.pages import marks, printed, row, rows, sizes, texts

WORDS = {"zh_CN": "经现场核查，电能表运行正常，读数与系统一致。", "en": "We read the meter again. "}


def long_text(language: str, length: int = 5000) -> str:
    return (WORDS[language] * length)[:length]


def points(facts: LetterFacts, count: int, **fields: object) -> tuple[PointFacts, ...]:
    known = samples.points_of(facts)
    return tuple(
        samples.changed(known[number % len(known)], position=number + 1, **fields)
        for number in range(count)
    )


def within(pdf: bytes, foot: float) -> None:
    """Nothing on any page stands outside its text, but head and foot of the page."""
    for number in range(len(sizes(pdf))):
        for mark in marks(pdf, number):
            assert 10 < mark.left < 200, (number, mark)
            assert mark.bottom < foot, (number, mark)
            # A mark of the text below the last line would stand between text and page number.
            assert not 262.8 < mark.bottom < 266 or mark.size < 9, (number, mark)


@pytest.mark.parametrize("size", ["auto", "standard", "large"])
@pytest.mark.parametrize("facts", [samples.reply(), samples.reply_en()])
def test_a_point_of_5000_characters_and_40_points(facts: ReplyFacts, size: str) -> None:
    long = points(facts, 40, matter=samples.points_of(facts)[0].matter)
    text = long_text(facts.language)
    long = (samples.changed(long[0], finding=text), *long[1:])
    pdf = printed(LetterKind.REPLY, dataclasses.replace(facts, points=long), size=size)
    if facts.language == "zh_CN":
        within(pdf, 292)
    sentence = core(WORDS[facts.language])
    # The head of the next page cuts through a sentence at most once a page.
    told = "".join(texts(pdf)).count(sentence)
    assert told >= len(text) // len(WORDS[facts.language]) - len(sizes(pdf))
    signed = [text for text in texts(pdf) if core("特此答复") in text or "Yourssincerely" in text]
    assert len(signed) == 1
    assert core(facts.unit.name) in signed[0]


@pytest.mark.parametrize("length", [90, 700, 5000])
def test_long_last_words_break_across_pages_and_keep_the_signature(length: int) -> None:
    from desk.letter.layout import Layout
    from desk.letter.press import to_pdf
    from tests.desk.letter.pages import DAY, issued

    facts = samples.reply(points=samples.POINTS[:1])
    text = issued(LetterKind.REPLY, facts).replace(
        "特此答复。", "特此答复。" + long_text("zh_CN", length)
    )
    pdf = to_pdf(text, facts, LetterKind.REPLY, Layout(issued_on=DAY, size="standard"))
    within(pdf, 292)
    (last,) = [
        number
        for number, shown in enumerate(texts(pdf))
        if "2026年11月9日" in shown[-600:]
        and facts.unit.name in shown.replace(facts.unit.name, "", 1)
    ]
    body = [line for line in rows(pdf, last) if 36 < line[0].bottom < 262 and line[0].size > 15]
    assert len(body) >= 3


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (LetterKind.REPLY, samples.reply(reader=samples.reader(salutation="", holder=""))),
        (
            LetterKind.ACKNOWLEDGEMENT,
            samples.acknowledgement(reader=samples.reader(salutation="", holder="", phone="")),
        ),
        (LetterKind.NOTICE, samples.notice(reader=samples.reader(salutation="", holder=""))),
    ],
)
def test_an_empty_name_leaves_no_hole(kind: LetterKind, facts: LetterFacts) -> None:
    pdf = printed(kind, facts)
    assert "尊敬的" in texts(pdf)[0]
    assert "户名" not in texts(pdf)[0]


def test_a_paper_with_5000_characters_in_one_place_stays_on_its_sheets() -> None:
    rows_of = (samples.material(name="材料" * 2500), samples.material())
    notice = samples.notice(materials=rows_of)
    noted = samples.notice(notes=("说明" * 2500,))
    reason = slips.postponement()
    late = dataclasses.replace(reason, reason="缘由" * 2500, remedy="办法" * 2500)
    for kind, facts, word in (
        (LetterKind.NOTICE, notice, "材料"),
        (LetterKind.NOTICE, noted, "说明"),
        (LetterKind.POSTPONEMENT, late, "办法"),
        (LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement(next_step="下步" * 2500), "下步"),
    ):
        pdf = printed(kind, facts)
        # A page may end in the middle of a word.
        copies = 1 if kind is LetterKind.ACKNOWLEDGEMENT else 2
        assert "".join(texts(pdf)).count(word) >= copies * 2500 - 12
        for number, (_wide, high) in enumerate(sizes(pdf)):
            assert max(mark.bottom for mark in marks(pdf, number)) < high - 5, word


LONG_NAME = {
    "zh_CN": "虚构省虚构市经济技术开发区电力工业供应有限责任公司云桥新城区供电分公司",
    "en": "The Fictional Province Electric Power Supply and Distribution Company Limited, "
    "Yunqiao New Town Branch Office",
}


@pytest.mark.parametrize(("kind", "language"), list(SHORT))
def test_a_long_name_of_the_unit_stays_on_the_paper(kind: LetterKind, language: str) -> None:
    facts = SHORT[kind, language]()
    unit = dataclasses.replace(facts.unit, name=LONG_NAME[language], address=facts.unit.address * 2)
    pdf = printed(kind, samples.with_unit(facts, unit))
    # All of the name is read in the signature, not only what is left of it at an edge.
    assert core(unit.name) in "".join(texts(pdf))
    for number, (wide, high) in enumerate(sizes(pdf)):
        for mark in marks(pdf, number):
            assert 10 < mark.left < mark.right < wide - 8, mark
            assert mark.bottom < high - 4, mark


def test_words_stand_above_a_wide_signature_not_in_a_sliver_beside_it() -> None:
    facts = samples.notice_en()
    unit = dataclasses.replace(facts.unit, name=LONG_NAME["en"])
    pdf = printed(LetterKind.NOTICE, samples.with_unit(facts, unit))
    assert row(pdf, 0, "Please go on paying your bills while the meter is tested.")


def test_columns_of_large_print_have_room_for_their_longest_word() -> None:
    facts = samples.reply_en()
    long = samples.changed(facts.points[0], matter=facts.points[0].matter * 8)
    facts = dataclasses.replace(facts, points=(long, *facts.points[1:]))
    pdf = printed(LetterKind.REPLY, facts, size="large")
    (number,) = [n for n, text in enumerate(texts(pdf)) if "ConclusionWhen" in text]
    head = row(pdf, number, "ConclusionWhen")
    at = "".join(mark.char for mark in head).index("When")
    assert head[at].left - head[at - 1].right > 2
