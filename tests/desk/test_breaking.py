"""Lines of Chinese break between characters, and not where a reader would stumble."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.breaking import CHUNK, PIECE, WORD

MIXED = st.text(st.sampled_from("电费表，。！（《“”》） aB1.-…“用户”①▲\t"), max_size=60)


def pieces(text: str) -> list[str]:
    return re.findall(PIECE, text)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("多收电费。", ["多", "收", "电", "费。"]),
        ("（见《规则》第5条）", ["（见", "《规", "则》", "第", "5", "条）"]),
        ("▲ 超期", ["▲", "超", "期"]),
        ("共12,000.50元，", ["共", "12,000.50", "元，"]),
        (
            "he doesn’t know “this”; well-known",
            ["he", "doesn’t", "know", "“this”", ";", "well-known"],
        ),
        ("“好！！”", ["“好！！”"]),
        ("", []),
    ],
)
def test_pieces(text: str, broken: list[str]) -> None:
    assert pieces(text) == broken


@given(MIXED | st.text(max_size=40))
@example("……。")
def test_nothing_is_lost_and_no_piece_is_empty(text: str) -> None:
    for pattern in (WORD, CHUNK):
        at, found = 0, []
        while match := pattern.match(text, at):
            assert match.end() > at
            at = match.end()
            found.append(match.group())
        # A word takes the space around it; space alone is left.
        assert "".join(found) + text[at:] == text
        assert not text[at:].strip()


@given(MIXED)
def test_no_break_stands_before_what_closes_or_behind_what_opens(text: str) -> None:
    found = [match.span() for match in re.finditer(PIECE, text)]
    for (_start, end), (begin, _end) in pairwise(found):
        if end == begin:
            assert text[begin] not in "，。！）》”…"
            assert text[end - 1] not in "（《“" or text[begin] in "（《“"
