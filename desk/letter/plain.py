"""A letter as text: 80 columns for a line printer, 32 for a slip printer, complete by itself."""

from desk.letter.markdown import Block, Span, tree
from desk.letter.width import wide, width

_NOT_FIRST = set("，。、；：？！）》〉」』】〕”’％‰℃…—·,.;:?!)]}%")
_NOT_LAST = set("（《〈「『【〔“‘([{¥￥")
_TABLE_FROM = 60
"""Below this many columns a table is told row by row."""


def _pieces(text: str) -> list[str]:
    """The unbreakable pieces of a line: a word with its spaces, or one wide character.

    Marks that may not begin a line stay with the piece before them, marks that may not end one
    with the piece after.
    """
    pieces: list[str] = []
    for char in text:
        last = pieces[-1] if pieces else ""
        narrow = wide(char) < 2 and char != " "
        if last and (
            char == " "
            or char in _NOT_FIRST
            or wide(char) == 0
            or last[-1] in _NOT_LAST
            or (narrow and wide(last[-1]) < 2 and last[-1] != " ")
        ):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def wrap(text: str, columns: int, *, first: str = "", rest: str = "") -> list[str]:
    """`text` in lines of at most `columns`; the first line begins with `first`, others with `rest`.

    A piece longer than a line is cut.
    """
    lines = [first]
    lead = first
    for piece in _pieces(text):
        if lines[-1] != lead and width(lines[-1]) + width(piece.rstrip()) > columns:
            lines.append(rest)
            lead = rest
        for char in piece:
            if width(lines[-1]) + wide(char) > columns and char != " ":
                lines.append(rest)
                lead = rest
            if char != " " or lines[-1] != lead or not lead.strip():
                lines[-1] += char
    return [line.rstrip() for line in lines]


def _rows(spans: list[Span]) -> list[str]:
    return [row for row in "".join(span.text for span in spans).split("\n") if row.strip()]


def _centred(text: str, columns: int) -> list[str]:
    return [" " * ((columns - width(line)) // 2) + line for line in wrap(text, columns)]


def _right(text: str, columns: int) -> list[str]:
    margin = 4 if columns >= _TABLE_FROM else 0
    room = columns - margin
    return [" " * (room - width(line)) + line for line in wrap(text, room)]


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _table(block: Block, columns: int) -> list[str]:
    rows = [[cell.text().replace("\n", " ") for cell in row.blocks] for row in block.blocks]
    if columns < _TABLE_FROM:
        return _row_by_row(block, rows, columns)
    widths = [max(width(row[n]) for row in rows) for n in range(len(rows[0]))]
    while sum(widths) + 2 * (len(widths) - 1) > columns:
        widths[widths.index(max(widths))] -= 1
    lines = []
    for number, row in enumerate(rows):
        cells = [wrap(cell, columns_) for cell, columns_ in zip(row, widths, strict=True)]
        for at in range(max(len(cell) for cell in cells)):
            parts = [cell[at] if at < len(cell) else "" for cell in cells]
            joined = "  ".join(
                _padded(part, columns_) for part, columns_ in zip(parts, widths, strict=True)
            )
            lines.append(joined.rstrip())
        if number == 0:
            lines.append("-" * columns)
    return lines


def _row_by_row(block: Block, rows: list[list[str]], columns: int) -> list[str]:
    """A table where columns have no room: a number and what it numbers first, then the rest."""
    (heads, *others) = rows
    numbered = bool(block.blocks[0].blocks) and block.blocks[0].blocks[0].name == "center"
    lines: list[str] = []
    for row in others:
        rest = list(zip(heads, row, strict=False))
        if numbered and len(rest) > 1:
            lines += wrap(f"{row[0]} {row[1]}", columns, rest="  ")
            rest = rest[2:]
        for head, cell in rest:
            if cell not in ("", "—"):
                lines += wrap(f"{head} {cell}", columns, rest="  ")
        lines.append("-" * columns)
    return lines[:-1]


def _item(item: Block, columns: int, mark: str) -> list[str]:
    spans = item.spans or [span for block in item.blocks for span in block.spans]
    lines: list[str] = []
    for number, row in enumerate(_rows(spans)):
        lead = mark if number == 0 else " " * width(mark)
        lines += wrap(row, columns, first=lead, rest=" " * width(mark))
    return lines


def _listed(block: Block, columns: int) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(block.blocks):
        mark = f"{block.level + number}. " if block.level else "- "
        lines += _item(item, columns, mark)
    return lines


def _labelled(block: Block, columns: int) -> list[str]:
    """Particulars and receipts: a label with nothing after it gets a line to write on."""
    lines: list[str] = []
    for inner in block.blocks:
        if inner.kind != "list":
            lines += _block(inner, columns, indent=False)
            continue
        for item in inner.blocks:
            spans = item.spans or [span for one in item.blocks for span in one.spans]
            text = "".join(span.text for span in spans).replace("\n", " ")
            empty = text.rstrip().endswith(("：", ":"))
            lines += wrap(f"{text} ____________" if empty else text, columns, rest="  ")
    return lines


def _part(block: Block, columns: int) -> list[str]:
    rows = [row for inner in block.blocks for row in _rows(inner.spans)]
    match block.name:
        case "letterhead":
            return [
                *(line for row in rows for line in _centred(row, columns)),
                "=" * columns,
            ]
        case "signature":
            return ["", *(line for row in rows for line in _right(row, columns))]
        case "particulars":
            return ["-" * columns, *_labelled(block, columns), "-" * columns]
        case "receipt":
            return ["- " * (columns // 2 - 1) + "-", *_labelled(block, columns)]
        case _:
            return [line for row in rows for line in wrap(row, columns, rest="  ")]


def _block(block: Block, columns: int, *, indent: bool) -> list[str]:
    match block.kind:
        case "heading" if block.level == 1:
            return _centred(block.text().replace("\n", " "), columns)
        case "heading":
            return wrap(block.text().replace("\n", " "), columns, rest="  ")
        case "paragraph":
            lead = "    " if indent and columns >= _TABLE_FROM else ""
            return [line for row in _rows(block.spans) for line in wrap(row, columns, first=lead)]
        case "list":
            return _listed(block, columns)
        case "table":
            return _table(block, columns)
        case "part":
            return _part(block, columns)
        case "rule":
            return ["-" * columns]
        case _:
            inner = [line for one in block.blocks for line in _block(one, columns, indent=False)]
            own = [line for row in _rows(block.spans) for line in wrap(row, columns)]
            return own + inner


def to_text(markdown: str, columns: int = 80) -> str:
    """The letter as lines of at most `columns`, ending with a line end.

    Chinese paragraphs are indented by two characters as on the page; on paper narrower than 60
    columns nothing is indented and tables are told row by row.
    """
    blocks = tree(markdown)
    chinese = any("\u4e00" <= char <= "\u9fff" for char in (blocks[0].text() if blocks else ""))
    greeted = False
    before = ""
    out: list[str] = []
    for block in blocks:
        paragraph = block.kind == "paragraph"
        joined = chinese and paragraph and before in ("paragraph", "point")
        if out and not joined:
            out.append("")
        out += _block(block, columns, indent=chinese and greeted)
        greeted = greeted or paragraph
        before = "point" if block.kind == "heading" and block.level > 1 else block.kind
    return "\n".join(out).rstrip() + "\n"
