"""Text that tries to be something else, and facts filled with it."""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from desk.letter.facts import PaperFacts
from desk.letter.markdown import Block

T = TypeVar("T")
F = TypeVar("F", bound=PaperFacts)

NASTY = (
    "*强* _弱_ **加粗** `码` ~~删~~",
    "[点我](https://example.com) ![图](x.png) <b>粗</b>",
    "# 标题 ## ",
    "a | b | c",
    "- 列表",
    "+ 列表",
    "1. 列表",
    "1) 列表",
    "12.",
    "> 引文",
    "---",
    "===",
    "***",
    "~~~",
    "```",
    "::: 落款",
    ":::",
    "{{ facts.unit }} {% raw %}",
    "⟦编号⟧ ⟦date⟧",
    "&lt;x&gt; &#42; &amp;",
    "\\ \\* \\\\",
    '#import "@preview/x:0.1.0" $x$ #box[y] @ref <label>',
    "'; DROP TABLE cases; --",
    "[@click=app.quit]x[/foo]",
    "<script>alert(1)</script><!-- x -->",
    "https://example.com/?a=1&b=2",
    "喆犇垚㛃䶮𬱖",
    "e\u0301 ％ ① ②",
    "行一 # 行二 - 行三",
)

LINES = (
    "第一行\n# 第二行",
    "一\n---\n二",
    "甲\n===",
    "a\n- b\n1. c",
    "x\n::: 落款\ny\n:::",
    "a\n|-|\n|b|",
)
"""For fields that may hold several lines."""

_ALPHABET = "\\`*_[]<>&|~#!⟦⟧{}()+-=:.。1 20甲乙丙a'\"$%@^/;,\t"

lines = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=_ALPHABET, min_size=1, max_size=24),
).filter(lambda text: even(text).strip("。．；;，,") != "")


def even(text: str) -> str:
    """`text` without any white space: what must be found again."""
    return "".join(text.split())


def core(text: str) -> str:
    """`text` as it is looked for: a closing mark may be dropped where a sentence goes on."""
    return even(text).rstrip("。．；;，,")


def refill(value: T, make: Callable[[str], str], path: str = "") -> T:
    """The same facts with every text replaced by `make(path)`; languages and enums stay."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes: dict[str, Any] = {}
        for field in dataclasses.fields(value):
            if field.name != "language":
                old = getattr(value, field.name)
                changes[field.name] = refill(old, make, f"{path}.{field.name}".strip("."))
        return dataclasses.replace(value, **changes)
    if isinstance(value, tuple):
        return tuple(  # type: ignore[return-value]
            refill(one, make, f"{path}.{number}") for number, one in enumerate(value, 1)
        )
    if type(value) is str:
        return make(path)  # type: ignore[return-value]
    return value


def filled(facts: F, text: str) -> F:
    """The facts with `text` in every field."""
    return refill(facts, lambda _path: text)


def shape(blocks: list[Block]) -> list[Any]:
    """The structure of a letter without its words."""
    return [
        (
            block.kind,
            block.name,
            block.level,
            [s.mark for s in block.spans if s.mark],
            shape(block.blocks),
        )
        for block in blocks
    ]
