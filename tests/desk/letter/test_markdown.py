"""What people type stays text; the few marks of a letter are read as what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.letter.escape import Escaped, escape_markdown
from desk.letter.markdown import PARTS, part, preview_parser, tokens, tree
from tests.desk.letter.hostile import LINES, NASTY, even, lines

PLACES = {
    "alone": "{}",
    "label": "**反映**：{}",
    "heading": "## 一、{}",
    "item": "- {}",
    "numbered": "1. {}",
    "cell": "| a | b |\n| --- | --- |\n| {} | x |",
    "after digit": "1{}",
    "part": "::: 落款\n{}\n:::",
    "twice": "{0}{0}",
}


def _kinds(markdown: str) -> list[tuple[str, int]]:
    return [
        (token.type, token.nesting)
        for top in tokens(markdown)
        for token in (top, *(top.children or []))
        if token.type not in ("text", "softbreak", "hardbreak", "text_special")
    ]


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
@given(text=lines)
def test_a_line_reads_back_as_itself_everywhere(place: str, text: str) -> None:
    text = text.replace("\t", " ").strip()
    markdown = place.format(escape_markdown(text))
    plain = place.format("甲")
    assert _kinds(markdown) == _kinds(plain)
    wanted = even(place.format(text)) if place in ("{}", "1{}", "{0}{0}") else even(text)
    assert wanted in even("".join(block.text() for block in tree(markdown)))


@pytest.mark.parametrize("text", LINES)
def test_several_lines_stay_one_block(text: str) -> None:
    markdown = f"**核查**：{escape_markdown(text)}"
    assert [block.kind for block in tree(markdown)] == ["paragraph"]
    assert even(tree(markdown)[0].text()) == even(f"核查：{text}")


@given(first=lines, second=lines)
def test_escaped_text_joins_with_anything_and_stays_text(first: str, second: str) -> None:
    joined = Escaped.escape(first) + second
    assert isinstance(joined, Escaped)
    assert even(tree("甲" + joined)[0].text()) == even("甲" + first + second)
    assert Escaped.escape(joined) == joined


@pytest.mark.parametrize(
    "text",
    ["<b>x</b>", "[a](http://b)", "![a](b)", "<http://a.b>", "[a]: http://b", "<!-- x -->"],
)
def test_html_links_and_images_do_not_exist(text: str) -> None:
    (block,) = tree(text)
    assert block.kind == "paragraph"
    assert block.text() == text


def test_a_part_has_its_role_in_both_languages() -> None:
    for name, role in PARTS.items():
        blocks = tree(f"::: {name}\n甲\n:::\n\n乙")
        assert part(blocks, role) is not None
        assert [block.kind for block in blocks] == ["part", "paragraph"]


def test_an_unknown_or_unclosed_part_loses_no_text() -> None:
    assert "nobody" in tree("::: nobody\n甲\n:::")[0].text()
    (left_open,) = tree("::: 落款\n甲\n\n乙")
    assert left_open.text() == "甲\n乙"


def test_the_preview_shows_what_stands_in_a_part_without_its_fences() -> None:
    read = preview_parser().parse("::: 落款\n**甲**\n:::\n\n<b>乙</b>")
    assert [token.type for token in read if token.nesting >= 0] == [
        "paragraph_open",
        "inline",
        "paragraph_open",
        "inline",
    ]
    assert sum(token.nesting for token in read) == 0
    assert [token.content for token in read if token.content] == ["**甲**", "<b>乙</b>"]


def test_pressing_enter_is_a_new_line() -> None:
    assert tree("甲\n乙")[0].text() == "甲\n乙"


def test_the_tree_knows_marks_lists_tables_and_levels() -> None:
    blocks = tree(
        "## 二\n\n**重**点*轻*`码`\n\n3. 甲\n4. 乙\n\n> 引\n\n---\n\n"
        "| a | b |\n| :-: | --- |\n| c | d |"
    )
    assert [b.kind for b in blocks] == ["heading", "paragraph", "list", "quote", "rule", "table"]
    assert blocks[0].level == 2
    assert [(s.mark, s.text) for s in blocks[1].spans] == [
        ("strong", "重"),
        ("", "点"),
        ("em", "轻"),
        ("code", "码"),
    ]
    assert blocks[2].level == 3
    assert [row.level for row in blocks[5].blocks] == [1, 0]
    assert blocks[5].blocks[0].blocks[0].name == "center"


@given(text=st.text(max_size=200))
def test_any_text_at_all_can_be_read(text: str) -> None:
    assert isinstance(tree(text), list)


def test_the_nasty_list_is_worth_its_name() -> None:
    read = [tree(text) for text in NASTY]
    changed = [one for one in read if [b.kind for b in one] != ["paragraph"]]
    assert len(changed) > 8
