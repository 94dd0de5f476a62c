"""A site's own fonts come first, fill what ours lack, and are told by name when they are broken."""

import io
import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn as shipped
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader

from desk.enums import LetterKind
from desk.i18n import use
from desk.letter.faces import SANS, SERIF, faces
from desk.letter.glyphs import holes, uncovered
from desk.letter.layout import Layout
from desk.letter.press import to_pdf
from desk.refusals import Fault
from tests.desk.letter import samples
from tests.desk.letter.pages import DAY, issued, printed, texts

TIBETAN = "ཀ"


def font_with(character: str, path: Path) -> None:
    """A font that has one character."""
    made = FontBuilder(1000, isTTF=True)
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 700), (600, 700), (600, 0)):
        pen.lineTo(point)
    pen.closePath()
    made.setupGlyphOrder([".notdef", "one"])
    made.setupCharacterMap({ord(character): "one"})
    made.setupGlyf({".notdef": pen.glyph(), "one": pen.glyph()})
    made.setupHorizontalMetrics({".notdef": (700, 100), "one": (700, 100)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable(
        {"familyName": "Site Tibetan", "styleName": "Regular", "psName": "SiteTibetan-Regular"}
    )
    made.setupOS2()
    made.setupPost()
    made.save(path)


def test_ours_are_used_where_a_site_has_none(tmp_path: Path) -> None:
    ours = faces(None)
    assert ours.body == (SERIF, SANS)
    assert ours.own == ()
    assert faces(tmp_path / "none").body == ours.body


def test_a_font_for_the_body_comes_first_there_alone(tmp_path: Path) -> None:
    (tmp_path / "body").mkdir()
    shutil.copy(shipped.sans_path(), tmp_path / "body" / "own.otf")
    found = faces(tmp_path)
    assert found.body[0] == SANS
    assert found.title[0] == SERIF
    assert found.own == (SANS,)
    facts = samples.acknowledgement()
    pdf = printed(LetterKind.ACKNOWLEDGEMENT, facts, fonts=tmp_path)
    assert b"NotoSerifSC" in printed(LetterKind.ACKNOWLEDGEMENT, facts)
    assert pdf != printed(LetterKind.ACKNOWLEDGEMENT, facts)
    assert texts(pdf) == texts(printed(LetterKind.ACKNOWLEDGEMENT, facts))


def test_a_name_no_font_of_ours_has_is_printed_with_a_font_of_the_site(tmp_path: Path) -> None:
    font_with(TIBETAN, tmp_path / "tibetan.ttf")
    facts = samples.reply(reader=samples.reader(salutation=f"{TIBETAN}先生"))
    markdown = issued(LetterKind.REPLY, facts)
    assert holes(TIBETAN) == [TIBETAN]
    assert holes(TIBETAN, tmp_path) == []
    assert uncovered(markdown, facts, tmp_path) == []
    pdf = to_pdf(markdown, facts, LetterKind.REPLY, Layout(issued_on=DAY, fonts=tmp_path))
    assert b"SiteTibetan" in pdf
    assert f"{TIBETAN}先生" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    use("en")
    (tmp_path / "body").mkdir()
    (tmp_path / "body" / "broken.ttf").write_bytes(b"no font at all")
    with pytest.raises(Fault) as fault:
        faces(tmp_path)
    assert "broken.ttf" in fault.value.message
