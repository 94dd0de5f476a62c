"""Markdown of a letter → tokens for the screen, and a small tree for page and text.

CommonMark with tables, without HTML, links made from text, or images. One thing is added: a part
of the page is fenced by `::: name` and `:::` lines, so that letterhead, particulars, signature and
receipt can be laid out by their role and still be edited as text.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

PARTS = {
    "信头": "letterhead",
    "letterhead": "letterhead",
    "编号": "reference",
    "reference": "reference",
    "基本信息": "particulars",
    "particulars": "particulars",
    "落款": "signature",
    "signature": "signature",
    "附件": "enclosures",
    "enclosures": "enclosures",
    "回执": "receipt",
    "receipt": "receipt",
    "查询": "lookup",
    "lookup": "lookup",
    "联系方式": "contact",
    "contact": "contact",
}
"""What a part is called in the text of each language → its role in the layout."""

_FENCE = re.compile(r":::[ \t]*(\S*)[ \t]*$")


def _part_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = state.getLines(start, start + 1, state.blkIndent, False).strip()
    opening = _FENCE.match(line)
    if state.level or not opening or opening[1] not in PARTS:
        return False
    if silent:
        return True
    last = start + 1
    while last < end and state.getLines(last, last + 1, state.blkIndent, False).strip() != ":::":
        last += 1
    token = state.push("part_open", "div", 1)
    token.info = PARTS[opening[1]]
    token.block = True
    token.map = [start, last]
    old = state.lineMax
    state.lineMax = last
    state.md.block.tokenize(state, start + 1, last)
    state.lineMax = old
    state.push("part_close", "div", -1).block = True
    state.line = min(last + 1, end)
    return True


def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.disable(["html_block", "html_inline", "autolink", "link", "image", "reference"])
    made.block.ruler.before(
        "fence", "part", _part_rule, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    return made


@cache
def parser() -> MarkdownIt:
    """The one parser of letters: page, text and checks all read through it."""
    return _parser()


@cache
def preview_parser() -> MarkdownIt:
    """A parser for the preview on screen: what stands in a part is shown, its fences are not."""

    def without_parts(state: StateCore) -> None:
        state.tokens = [one for one in state.tokens if one.type not in ("part_open", "part_close")]

    made = _parser()
    made.core.ruler.push("without_parts", without_parts)
    return made


def tokens(markdown: str) -> list[Token]:
    """markdown-it tokens of a letter, parts marked by part_open and part_close."""
    return parser().parse(markdown)


@dataclass(slots=True)
class Span:
    """Text in a line: `mark` is "", "strong", "em" or "code"; "\\n" alone is a line break."""

    text: str
    mark: str = ""


@dataclass(slots=True)
class Block:
    """One block. `kind`: heading, paragraph, list, item, quote, rule, code, table, row, cell, part.

    `name` is the role of a part or the alignment of a cell, `level` a heading's level, the number
    an ordered list starts with (0: bullets), or 1 for a table's head row.
    """

    kind: str
    name: str = ""
    level: int = 0
    spans: list[Span] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)

    def text(self) -> str:
        """All text inside, blocks and cells separated by line ends."""
        own = "".join(span.text for span in self.spans)
        return "\n".join([own, *(block.text() for block in self.blocks)]).strip("\n")


_OPENS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "part_open": "part",
}
_MARKS = {"strong_open": "strong", "em_open": "em"}


def _spans(children: list[Token]) -> list[Span]:
    spans: list[Span] = []
    marks: list[str] = []
    for token in children:
        if token.type in _MARKS:
            marks.append(_MARKS[token.type])
        elif token.type.endswith("_close"):
            marks.pop()
        elif token.type in ("softbreak", "hardbreak"):
            # Whoever presses Enter in a letter means a new line.
            spans.append(Span("\n"))
        else:
            mark = "code" if token.type == "code_inline" else (marks[-1] if marks else "")
            if spans and spans[-1].mark == mark and spans[-1].text != "\n":
                spans[-1].text += token.content
            elif token.content:
                spans.append(Span(token.content, mark))
    return spans


def _level(token: Token) -> int:
    if token.type == "heading_open":
        return int(token.tag[1:])
    if token.type == "ordered_list_open":
        return int(token.attrs.get("start", 1)) or 1
    return 0


@lru_cache(maxsize=8)
def tree(markdown: str) -> list[Block]:
    """The blocks of a letter, in order; read them only, the same list is given to all who ask."""
    root = Block("root")
    open_blocks = [root]
    in_head = False
    for token in tokens(markdown):
        here = open_blocks[-1]
        if token.type in ("thead_open", "thead_close"):
            in_head = token.type == "thead_open"
        elif token.type in ("tbody_open", "tbody_close"):
            continue
        elif token.type in _OPENS:
            block = Block(_OPENS[token.type], level=_level(token))
            if token.type == "part_open":
                block.name = token.info
            elif token.type in ("th_open", "td_open"):
                block.name = str(token.attrs.get("style", "")).removeprefix("text-align:")
            elif token.type == "tr_open":
                block.level = int(in_head)
            here.blocks.append(block)
            open_blocks.append(block)
        elif token.nesting == -1:
            open_blocks.pop()
        elif token.type == "inline":
            here.spans.extend(_spans(token.children or []))
        elif token.type == "hr":
            here.blocks.append(Block("rule"))
        else:
            here.blocks.append(Block("code", spans=[Span(token.content.rstrip("\n"))]))
    return root.blocks


def part(blocks: list[Block], role: str) -> Block | None:
    """The first part with that role, if the letter has one."""
    return next((b for b in blocks if b.kind == "part" and b.name == role), None)


def as_data(blocks: list[Block]) -> list[dict[str, Any]]:
    """The tree as plain JSON values, the form in which the page layout receives it."""
    return [
        {
            "kind": block.kind,
            "name": block.name,
            "level": block.level,
            "spans": [[span.mark, span.text] for span in block.spans],
            "blocks": as_data(block.blocks),
        }
        for block in blocks
    ]
