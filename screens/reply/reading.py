"""A letter as it will read, drawn in cells: the same tree as the page, so nothing is hidden.

What people typed stands in the spans of the tree as plain text and leaves as plain `Content`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from desk.letter.book import PLACEHOLDERS
from desk.letter.markdown import Block, Span, tree
from desk.letter.plain import wrap
from desk.text import clean
from screens.plain import fit

_LEAST = 24
"""Cells below which a letter is drawn as if it had so many, and cut."""
_MARKS = {"strong": "bold", "em": "italic", "code": "$text-muted"}
_QUIET = "$text-muted"
_GREETING = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """`content` is the letter; `heads` are its point headings with the line each stands on."""

    content: Content
    heads: tuple[tuple[str, int], ...]

    def line_of(self, text: str) -> int | None:
        """The line of the first heading in which `text` stands, whatever its spaces."""
        wanted = "".join(text.split()).rstrip("。.？?！!；;")
        if not wanted:
            return None
        for head, line in self.heads:
            if wanted in "".join(head.split()):
                return line
        return None


def read_letter(markdown: str, width: int) -> Reading:
    """The letter in lines of `width` cells, no line longer."""
    width = max(width, _LEAST)
    blocks = tree(clean(_gaps(markdown)))
    chinese = any("\u4e00" <= char <= "\u9fff" for char in (blocks[0].text() if blocks else ""))
    lines: list[Content] = []
    heads: list[tuple[str, int]] = []
    greeted, before = 0, ""
    for block in blocks:
        paragraph = block.kind == "paragraph"
        joined = chinese and paragraph and before in ("paragraph", "point")
        if lines and not joined:
            lines.append(Content(""))
        if block.kind == "heading" and block.level > 1:
            heads.append((block.text(), len(lines)))
        lines += _block(block, width, indent=chinese and greeted >= _GREETING)
        greeted += paragraph
        before = "point" if block.kind == "heading" and block.level > 1 else block.kind
    return Reading(Content("\n").join(lines), tuple(heads))


def _gaps(markdown: str) -> str:
    """Number and date in brackets of their own while nothing stands there yet."""
    for marks in PLACEHOLDERS.values():
        for mark in marks:
            markdown = markdown.replace(mark, f"〔{mark.strip('⟦⟧')}〕")
    return markdown


# -- lines ----------------------------------------------------------------------------------


def _flow(
    spans: Sequence[Span], width: int, *, first: str = "", rest: str = "", style: str = ""
) -> list[Content]:
    """Spans in lines; each line break of theirs begins a new one, with `first` before it."""
    rows: list[list[Span]] = [[]]
    for span in spans:
        for number, piece in enumerate(span.text.split("\n")):
            if number:
                rows.append([])
            if piece:
                rows[-1].append(Span(piece, span.mark))
    lines: list[Content] = []
    for row in rows:
        text = "".join(span.text for span in row)
        if text.strip():
            drawn = wrap(text, width, first=first, rest=rest)
            lines += _marked(drawn, row, first, rest, style)
    return lines


def _marked(drawn: list[str], row: list[Span], first: str, rest: str, style: str) -> list[Content]:
    """Wrapped lines with the marks of the spans they were made of."""
    text = "".join(span.text for span in row)
    marks = [span.mark for span in row for _char in span.text]
    at = 0
    lines = []
    for number, line in enumerate(drawn):
        content = Content(line)
        if style:
            content = content.stylize(style)
        lead = len(rest if number else first)
        start, mark = lead, ""
        for place, char in enumerate(line[lead:], lead):
            while at < len(text) and text[at] != char:
                at += 1
            here = marks[at] if at < len(marks) else ""
            at += 1
            if here != mark:
                content = _styled(content, mark, start, place)
                start, mark = place, here
        lines.append(_styled(content, mark, start, len(line)))
    return lines


def _styled(content: Content, mark: str, start: int, end: int) -> Content:
    return content.stylize(_MARKS[mark], start, end) if mark in _MARKS and end > start else content


def _plain(text: str, width: int, *, style: str = "", rest: str = "") -> list[Content]:
    return _flow([Span(text)], width, rest=rest, style=style)


def _placed(lines: list[Content], width: int, *, right: bool = False) -> list[Content]:
    placed = []
    for line in lines:
        space = max(0, width - cell_len(line.plain))
        placed.append(Content.assemble(" " * (space if right else space // 2), line))
    return placed


def _rule(char: str, width: int, style: str = _QUIET) -> Content:
    return Content.styled(char * width, style)


# -- blocks ---------------------------------------------------------------------------------


def _block(block: Block, width: int, *, indent: bool) -> list[Content]:
    match block.kind:
        case "heading" if block.level == 1:
            return _placed(_flow(block.spans, width, style="bold"), width)
        case "heading":
            return _flow(block.spans, width, rest="  ", style="bold $primary")
        case "paragraph":
            return _flow(block.spans, width, first="    " if indent else "")
        case "list":
            return _listed(block, width)
        case "table":
            return _table(block, width)
        case "part":
            return _part(block, width)
        case "rule":
            return [_rule("─", width)]
        case _:
            inner = [line for one in block.blocks for line in _block(one, width, indent=False)]
            return _flow(block.spans, width) + inner


def _spans_of(item: Block) -> list[Span]:
    """The spans of a list item, whether or not its text stands in a paragraph."""
    spans = list(item.spans)
    for block in item.blocks:
        spans += ([Span("\n")] if spans else []) + block.spans
    return spans


def _listed(block: Block, width: int) -> list[Content]:
    lines = []
    for number, item in enumerate(block.blocks):
        mark = f"{block.level + number}. " if block.level else "· "
        lines += _flow(_spans_of(item), width, first=mark, rest=" " * cell_len(mark))
    return lines


def _labelled(block: Block, width: int) -> list[Content]:
    """Particulars and receipts: a label with nothing after it gets a line to write on."""
    lines: list[Content] = []
    for inner in block.blocks:
        if inner.kind != "list":
            lines += _block(inner, width, indent=False)
            continue
        for item in inner.blocks:
            spans = _spans_of(item)
            if "".join(span.text for span in spans).rstrip().endswith(("：", ":")):
                spans.append(Span(" ____________"))
            lines += _flow(spans, width, rest="  ")
    return lines


def _part(block: Block, width: int) -> list[Content]:
    match block.name:
        case "letterhead":
            rows = [line for one in block.blocks for line in _flow(one.spans, width)]
            red = [line.stylize("bold $error") for line in rows]
            return [*_placed(red, width), _rule("═", width, "$error")]
        case "signature":
            rows = [line for one in block.blocks for line in _flow(one.spans, width - 4)]
            return [Content(""), *_placed(rows, width - 4, right=True)]
        case "particulars":
            return [_rule("─", width), *_labelled(block, width), _rule("─", width)]
        case "receipt":
            return [_rule("╌", width), *_labelled(block, width)]
        case _:
            return [line.stylize(_QUIET) for line in _labelled(block, width)]


def _table(block: Block, width: int) -> list[Content]:
    rows = [[cell.text().replace("\n", " ") for cell in row.blocks] for row in block.blocks]
    if not rows or not rows[0]:
        return []
    count = len(rows[0])
    rows = [(row + [""] * count)[:count] for row in rows]
    widths = [max(cell_len(row[n]) for row in rows) for n in range(count)]
    while sum(widths) + 2 * (count - 1) > width and max(widths) > 2:
        widths[widths.index(max(widths))] -= 1
    lines: list[Content] = []
    for number, row in enumerate(rows):
        cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        for at in range(max(len(cell) for cell in cells)):
            texts = [
                fit(cell[at] if at < len(cell) else "", size)
                for cell, size in zip(cells, widths, strict=True)
            ]
            line = Content("  ".join(texts).rstrip())
            lines.append(line.stylize("bold") if number == 0 else line)
        if number == 0:
            lines.append(_rule("─", min(width, sum(widths) + 2 * (count - 1))))
    return lines
