"""How a draft in Word looks: page, fonts, headings, the mark of a draft."""

from dataclasses import dataclass

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from desk.enums import LetterKind
from desk.letter.facts import InnerKind, PaperKind
from desk.letter.pending import DRAFT

RED = RGBColor(0xC8, 0x10, 0x2E)
GREY = RGBColor(0x6B, 0x6B, 0x6B)
INK = RGBColor(0x1A, 0x1A, 0x1A)
_SLIPS = (
    LetterKind.ACKNOWLEDGEMENT,
    LetterKind.REGISTRATION_RECORD,
    LetterKind.NOTICE,
    LetterKind.POSTPONEMENT,
    LetterKind.REFERRAL,
    LetterKind.FOLLOW_UP_CARD,
    *InnerKind,
)
_NOTE = {
    "zh_CN": "草稿 · 未签发，不作为答复依据",
    "en": "DRAFT · not issued, not an answer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Fonts and sizes of a document; sizes and `pitch`, the distance of lines, in points."""

    language: str
    body: str
    sans: str
    latin: str
    size: float
    pitch: float
    slip: bool

    @property
    def english(self) -> bool:
        """Whether it is set as an English letter."""
        return self.language == "en"


def looks_for(kind: PaperKind, language: str) -> Looks:
    """The looks of a kind of letter: official manner for a letter, smaller for a slip."""
    english, slip = language == "en", kind in _SLIPS
    size = 10.5 if slip else 11.5 if english else 16
    pitch = 15.5 if slip else 17.5 if english else 28.95
    return Looks(
        language=language,
        body="宋体" if slip else "仿宋",
        sans="黑体",
        latin="Times New Roman",
        size=size,
        pitch=pitch,
        slip=slip,
    )


def prepare(document: Word, looks: Looks) -> None:
    """Page and styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom = (25, 20) if looks.slip else (37, 35)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = _style(document, "Normal")
    _font(normal, looks, looks.body, looks.size)
    normal.paragraph_format.space_after = Pt(looks.size * 0.6 if looks.english else 0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    normal.paragraph_format.line_spacing = Pt(looks.pitch)
    title = _style(document, "Title")
    _heading(title, looks, looks.body if not looks.english else looks.sans, looks.size * 1.375)
    title.paragraph_format.alignment = (
        WD_ALIGN_PARAGRAPH.LEFT if looks.english else WD_ALIGN_PARAGRAPH.CENTER
    )
    for level in (1, 2, 3):
        _heading(_style(document, f"Heading {level}"), looks, looks.sans, looks.size)
    head = document.styles.add_style("Letterhead", WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(head, ParagraphStyle)
    head.base_style = normal
    _font(head, looks, looks.body, looks.size * 1.6)
    head.font.color.rgb = RED
    head.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _border(head.element.get_or_add_pPr(), "bottom", "thickThinSmallGap", "C8102E", 24)


def _style(document: Word, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _heading(style: ParagraphStyle, looks: Looks, family: str, size: float) -> None:
    _font(style, looks, family, size)
    style.font.bold = looks.english
    style.font.italic = False
    style.font.color.rgb = INK
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    style.paragraph_format.space_before = Pt(looks.size * 0.6)
    style.paragraph_format.space_after = Pt(looks.size * 0.3)
    style.paragraph_format.keep_with_next = True


def _font(style: ParagraphStyle, looks: Looks, family: str, size: float) -> None:
    style.font.size = Pt(size)
    style.font.name = looks.latin
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), family)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB")
    # Without it the strokes of a Chinese character may be those of another country.
    spoken.set(qn("w:eastAsia"), "zh-CN")
    for old in style.element.get_or_add_rPr().findall(qn("w:lang")):
        style.element.get_or_add_rPr().remove(old)
    style.element.get_or_add_rPr().append(spoken)


def black(run: Run, looks: Looks) -> None:
    """Set a run in black (黑体), an English one in bold."""
    if looks.english:
        run.bold = True
        return
    run.font.name = looks.latin
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), looks.sans)


def centred(paragraph: Paragraph) -> Paragraph:
    """Centre a paragraph."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def right(paragraph: Paragraph) -> Paragraph:
    """Set a paragraph to the right."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def small(paragraph: Paragraph, looks: Looks) -> Paragraph:
    """Set a paragraph smaller, with lines closer."""
    for run in paragraph.runs:
        run.font.size = Pt(max(9, looks.size * 0.72))
    paragraph.paragraph_format.line_spacing = Pt(max(13, looks.pitch * 0.62))
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def indented(
    paragraph: Paragraph, looks: Looks, *, left: int = 0, first: int = 0, end: int = 0
) -> Paragraph:
    """Indent a paragraph by so many characters."""
    form = paragraph.paragraph_format
    if left:
        form.left_indent = Pt(left * looks.size)
    if first:
        form.first_line_indent = Pt(first * looks.size)
    if end:
        form.right_indent = Pt(end * looks.size)
    return paragraph


def roomy(paragraph: Paragraph, looks: Looks) -> Paragraph:
    """Two empty lines above, where a seal or a name goes."""
    paragraph.paragraph_format.space_before = Pt(looks.size * 2)
    return paragraph


def lined(paragraph: Paragraph, side: str, *, dashed: bool = False) -> Paragraph:
    """Draw a line over or under a paragraph; `side` is "top" or "bottom"."""
    properties = paragraph._element.get_or_add_pPr()
    _border(properties, side, "dashed" if dashed else "single", "6B6B6B", 6)
    return paragraph


def _border(properties: CT_PPr, side: str, kind: str, colour: str, eighths: int) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    # The order of elements is part of the format: borders stand before all that follows them.
    properties.insert_element_before(
        borders,
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap"),
        *("w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi"),
        *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
        *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
        *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
    )


def full_width(table: Table, shares: tuple[int, ...] = ()) -> None:
    """Let a table take the width between the margins, its columns in these shares."""
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    wide = Mm(210 - 28 - 26)
    parts = shares or (1,) * len(table.columns)
    for column, share in zip(table.columns, parts, strict=True):
        column.width = Emu(int(wide * share / sum(parts)))


_WATERMARK = """<w:r {spaces} xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict><v:shapetype id="_x0000_t136"
 coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>
<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape
 id="DraftMark" o:spid="_x0000_s2049" type="#_x0000_t136"
 style="position:absolute;margin-left:0;margin-top:0;width:330pt;height:{height}pt;rotation:315;
z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin"
 o:allowincell="f" fillcolor="#c0c0c0" stroked="f"><v:fill
 opacity=".4"/><v:textpath on="t" fitshape="t" style="font-family:&quot;{font}&quot;;font-size:1pt"
 string="{words}"/></v:shape></w:pict></w:r>"""


def draft_mark(document: Word, looks: Looks) -> None:
    """Mark every page as a draft: words in the header, and a watermark behind the text."""
    paragraph = document.sections[0].header.paragraphs[0]
    run = paragraph.add_run(_NOTE[looks.language])
    run.font.size = Pt(9)
    run.font.color.rgb = RED
    right(paragraph)
    mark = _WATERMARK.format(
        spaces=nsdecls("w"),
        height=110 if looks.english else 165,
        font=looks.latin if looks.english else looks.sans,
        words=DRAFT[looks.language][0],
    )
    paragraph._element.append(parse_xml(mark))
