"""The draft in Word: the same words in their order, marked as a draft, never markup."""

import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document

from desk.enums import LetterKind
from desk.letter.book import compose
from desk.letter.docx import to_docx
from desk.letter.facts import InnerKind, PaperFacts, PaperKind
from desk.letter.markdown import tree
from desk.letter.pending import DRAFT, pending
from tests.desk.letter import samples, slips
from tests.desk.letter.family import LONG, SHORT
from tests.desk.letter.hostile import even

FAMILY: dict[tuple[PaperKind, str], PaperFacts] = {
    **{key: make() for key, make in SHORT.items()},
    (InnerKind.CHAIN, "zh_CN"): slips.chain(),
    (InnerKind.CHAIN, "en"): slips.chain_en(),
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs"),
    *("snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr"),
)
"""How the properties of a paragraph must follow each other, else Word calls the file damaged."""


def made(kind: PaperKind, facts: PaperFacts) -> bytes:
    return to_docx(compose(kind, facts), facts, kind)


def opened(content: bytes) -> Any:
    return Document(BytesIO(content))


def body(content: bytes) -> str:
    """All text of the body in its order, without white space."""
    root = opened(content).element.body
    return even("".join(node.text or "" for node in root.iter(f"{W}t")))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize(("kind", "language"), FAMILY)
def test_it_says_what_the_letter_says(kind: PaperKind, language: str) -> None:
    facts = FAMILY[kind, language]
    content = made(kind, facts)
    said = body(content)
    at = 0
    for block in tree(pending(compose(kind, facts), language)):
        for line in block.text().split("\n"):
            word = even(line).strip("：:")
            if word and block.kind != "part":
                at = said.find(word, at)
                assert at >= 0, line
    for name, one in parts(content).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(one)


@pytest.mark.parametrize(("kind", "language"), FAMILY)
def test_every_page_carries_the_mark_of_a_draft(kind: PaperKind, language: str) -> None:
    content = made(kind, FAMILY[kind, language])
    word = DRAFT[language][0]
    header = opened(content).sections[0].header
    assert header.paragraphs[0].text.startswith(word)
    marks = [xml for name, xml in parts(content).items() if "header" in name]
    assert any(f'string="{word}"'.encode() in xml for xml in marks)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_properties_of_paragraphs_stand_in_the_order_of_the_format(language: str) -> None:
    content = made(LetterKind.REPLY, FAMILY[LetterKind.REPLY, language])
    for name in ("word/document.xml", "word/styles.xml"):
        for node in ElementTree.fromstring(parts(content)[name]).iter(f"{W}pPr"):
            found = [child.tag.removeprefix(W) for child in node]
            assert found == sorted(found, key=ORDER.index), found


def test_headings_tables_and_black_letters_are_what_they_are() -> None:
    document = opened(made(LetterKind.REPLY, samples.reply()))
    styles = [one.style.name for one in document.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == len(samples.POINTS) + 1
    assert styles.count("Letterhead") == 1
    summary = next(t for t in document.tables if len(t.columns) == 4)
    assert [cell.text for cell in summary.rows[0].cells] == ["序号", "事项", "结论", "办理时间"]
    assert len(summary.rows) == len(samples.POINTS) + 1
    label = next(p for p in document.paragraphs if p.text.startswith("核查情况"))
    fonts = [run.element.find(f".//{W}rFonts") for run in label.runs]
    assert [f is not None and f.get(f"{W}eastAsia") for f in fonts] == ["黑体", False]


def test_number_and_date_are_pending() -> None:
    said = body(made(LetterKind.REPLY, samples.reply()))
    assert "编号待定" in said
    assert "日期待定" in said
    assert "⟦" not in said


def test_the_same_letter_gives_the_same_document() -> None:
    one, two = (parts(made(LetterKind.REPLY, samples.reply_en())) for _n in range(2))
    assert one == two


def test_nobody_but_the_unit_stands_in_its_properties() -> None:
    known = opened(made(LetterKind.REPLY, samples.reply())).core_properties
    assert known.author == samples.UNIT.name
    assert known.title.startswith("关于")
    assert (known.comments, known.last_modified_by, known.keywords) == ("", "", "")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_long_letter_keeps_every_word(language: str) -> None:
    facts = LONG[LetterKind.REPLY, language]
    said = body(made(LetterKind.REPLY, facts))
    assert all(f"[{number}]" in said for number in range(1, 13))


def test_what_xml_cannot_hold_is_left_out() -> None:
    facts = samples.reply()
    text = compose(LetterKind.REPLY, facts) + "\n甲\ufffe\ud800\x0b乙\n"
    assert "甲乙" in body(to_docx(text, facts, LetterKind.REPLY))
