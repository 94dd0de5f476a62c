"""A letter as a Word document to work on before it is issued, marked as a draft on every page.

It is made of the same tokens as the page. What people typed goes in as text of runs and is never
markup. After the issue there is no such document: a letter in force is not to be worked on.
"""

import re
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from desk.letter.docx_looks import (
    Looks,
    black,
    centred,
    draft_mark,
    full_width,
    indented,
    lined,
    looks_for,
    prepare,
    right,
    roomy,
    small,
)
from desk.letter.facts import PaperFacts, PaperKind
from desk.letter.markdown import Block, Span, tree
from desk.letter.pending import pending
from desk.letter.width import width

_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEAD = re.compile(r"^[：:]?\s*")
_MADE = datetime(2000, 1, 1)
_LONGEST, _AROUND = 44, 4
"""Columns of text that a cell counts for in the width of its column, and what its edges take."""


def to_docx(markdown: str, facts: PaperFacts, kind: PaperKind) -> bytes:
    """The letter as the bytes of a .docx file; the same letter gives the same document."""
    blocks = tree(pending(markdown, facts.language))
    looks = looks_for(kind, facts.language)
    document = Document()
    prepare(document, looks)
    draft_mark(document, looks)
    _properties(document, blocks, facts)
    writer = _Writer(document, looks)
    for block in blocks:
        writer.block(block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _properties(document: Word, blocks: list[Block], facts: PaperFacts) -> None:
    known = document.core_properties
    title = next((b.text() for b in blocks if b.kind == "heading" and b.level == 1), "")
    # A field of the properties holds 255 characters.
    known.title, known.author = _line(title)[:255], _line(facts.unit.name)[:255]
    known.comments = known.subject = known.keywords = ""
    known.last_modified_by = ""
    known.created = known.modified = _MADE


def _text(text: str) -> str:
    return _NO_XML.sub("", text)


def _line(text: str) -> str:
    return _text(text).replace("\n", " ")


def _rows(spans: list[Span]) -> list[list[Span]]:
    """Spans cut at the line ends inside them: each piece is a paragraph of its own."""
    rows: list[list[Span]] = [[]]
    for span in spans:
        for number, piece in enumerate(span.text.split("\n")):
            if number:
                rows.append([])
            if piece:
                rows[-1].append(Span(piece, span.mark))
    return [row for row in rows if row]


class _Writer:
    """Writes blocks one after another into a document."""

    def __init__(self, document: Word, looks: Looks) -> None:
        self._document = document
        self._looks = looks
        self._greeted = False

    def block(self, block: Block) -> None:
        """Write one block and what stands in it."""
        match block.kind:
            case "heading":
                self._heading(block)
            case "paragraph":
                self._paragraphs(block)
            case "list":
                self._list(block)
            case "table":
                self._table(block)
            case "part":
                self._part(block)
            case "rule":
                lined(self._document.add_paragraph(), "bottom")
            case "code":
                for row in _rows(block.spans):
                    self._runs(self._document.add_paragraph(), row)
            case _:
                for row in _rows(block.spans):
                    indented(self._paragraph(row), self._looks, left=2)
                for inner in block.blocks:
                    self.block(inner)

    def _runs(self, paragraph: Paragraph, spans: list[Span], *, strong: bool = False) -> None:
        for span in spans:
            run = paragraph.add_run(_line(span.text))
            if strong or span.mark in ("strong", "code"):
                black(run, self._looks)
            elif span.mark == "em" and self._looks.english:
                run.italic = True

    def _paragraph(self, spans: list[Span]) -> Paragraph:
        paragraph = self._document.add_paragraph()
        self._runs(paragraph, spans)
        return paragraph

    def _heading(self, block: Block) -> None:
        level = min(block.level, 4)
        name = "Title" if level == 1 else f"Heading {level - 1}"
        paragraph = self._document.add_paragraph(style=name)
        for number, row in enumerate(_rows(block.spans)):
            if number:
                paragraph.add_run().add_break()
            for span in row:
                paragraph.add_run(_line(span.text))

    def _paragraphs(self, block: Block) -> None:
        for row in _rows(block.spans):
            paragraph = self._paragraph(row)
            if self._greeted and not self._looks.english:
                indented(paragraph, self._looks, first=2)
        self._greeted = True

    def _keep_last(self) -> None:
        """Keep what was written last on one page with what follows it."""
        written = self._document.paragraphs
        if written:
            written[-1].paragraph_format.keep_with_next = True

    def _list(self, block: Block, depth: int = 0) -> None:
        if depth == 0:
            self._keep_last()
        for number, item in enumerate(block.blocks):
            mark = f"{block.level + number}." if block.level else "•"
            rows = _rows(item.spans)
            for inner in item.blocks:
                if inner.kind == "list":
                    continue
                rows += _rows(inner.spans) or _rows([Span(inner.text())])
            for at, row in enumerate(rows or [[Span("")]]):
                lead = Span(f"{mark}\t" if at == 0 else "\t")
                paragraph = self._document.add_paragraph()
                paragraph.add_run(lead.text)
                self._runs(paragraph, row)
                indented(paragraph, self._looks, left=2 * depth + 2, first=-2)
            for inner in item.blocks:
                if inner.kind == "list":
                    self._list(inner, depth + 1)

    def _table(self, block: Block) -> None:
        columns = max(len(row.blocks) for row in block.blocks)
        table = self._document.add_table(rows=0, cols=columns, style="Table Grid")
        texts = zip(*((cell.text() for cell in row.blocks) for row in block.blocks), strict=False)
        shares = tuple(_AROUND + min(_LONGEST, max(map(width, column))) for column in texts)
        full_width(table, shares if len(shares) == columns else ())
        for row in block.blocks:
            cells = table.add_row().cells
            for cell, source in zip(cells, row.blocks, strict=False):
                self._cell(cell, source.spans, strong=row.level == 1)
                if source.name == "center":
                    centred(cell.paragraphs[0])
                elif source.name == "right":
                    right(cell.paragraphs[0])

    def _cell(self, cell: _Cell, spans: list[Span], *, strong: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        for number, row in enumerate(_rows(spans)):
            if number:
                paragraph = cell.add_paragraph()
            self._runs(paragraph, row, strong=strong)
        for one in cell.paragraphs:
            small(one, self._looks)

    def _part(self, block: Block) -> None:
        rows = [row for inner in block.blocks for row in _rows(inner.spans)]
        match block.name:
            case "letterhead":
                for row in rows:
                    paragraph = self._document.add_paragraph(style="Letterhead")
                    for span in row:
                        paragraph.add_run(_line(span.text))
            case "signature":
                self._keep_last()
                for at, row in enumerate(rows):
                    paragraph = self._paragraph(row)
                    if at == 0:
                        roomy(paragraph, self._looks)
                    if at + 1 < len(rows):
                        paragraph.paragraph_format.keep_with_next = True
                    if not self._looks.english:
                        indented(right(paragraph), self._looks, end=2)
            case "particulars" | "receipt":
                if block.name == "receipt":
                    line = lined(self._document.add_paragraph(), "top", dashed=True)
                    roomy(line, self._looks)
                self._labelled(block)
            case "contact" | "reference":
                for row in rows:
                    paragraph = small(self._paragraph(row), self._looks)
                    if block.name == "contact":
                        centred(paragraph)
            case _:
                for inner in block.blocks:
                    self.block(inner)

    def _labelled(self, block: Block) -> None:
        """Labels and what belongs to them, as a table of two columns."""
        table: Table | None = None
        for inner in block.blocks:
            if inner.kind != "list":
                table = None
                self.block(inner)
                continue
            for item in inner.blocks:
                if table is None:
                    table = self._document.add_table(rows=0, cols=2)
                    full_width(table, (1, 3))
                spans = item.spans or [span for one in item.blocks for span in one.spans]
                label = [span for span in spans if span.mark == "strong"]
                rest = [Span(span.text, span.mark) for span in spans if span.mark != "strong"]
                if label and rest:
                    rest[0] = Span(_LEAD.sub("", rest[0].text), rest[0].mark)
                first, second = table.add_row().cells
                self._cell(first, label, strong=True)
                self._cell(second, [span for span in rest if span.text])
