"""The head of a column fits above it at 80 columns, in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import cell_len

from desk import i18n

SCREENS = Path(__file__).resolve().parents[2] / "screens"
ROOM = 70
"""Cells of a list in a dialog that fills 80 columns."""


class Head(NamedTuple):
    """The text over a column, and how many cells the column has."""

    place: str
    text: str
    width: int


def number(call: ast.Call, name: str) -> int:
    """A keyword of a call that is a plain number, else 0."""
    for keyword in call.keywords:
        match keyword:
            case ast.keyword(arg=arg, value=ast.Constant(value=int(value))) if arg == name:
                return value
    return 0


def heads_in(path: Path) -> Iterator[Head]:
    """The heads of every list of `Column(_("text"), width, …)` in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        calls = [
            one
            for one in (node.elts if isinstance(node, ast.List) else ())
            if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "Column"
        ]
        known = [
            (one, one.args[1].value)
            for one in calls
            if len(one.args) > 1
            and isinstance(one.args[1], ast.Constant)
            and isinstance(one.args[1].value, int)
            and not number(one, "wide_only")
        ]
        left = max(0, ROOM - sum(width for _one, width in known) - len(known) + 1)
        shares = sum(number(one, "grows") for one, _width in known) or 1
        for one, width in known:
            for text in ast.walk(one.args[0]):
                match text:
                    case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(words))]):
                        grown = width + left * number(one, "grows") // shares
                        yield Head(f"{path.name}:{one.lineno}", words, grown)


HEADS = [head for path in sorted(SCREENS.rglob("*.py")) for head in heads_in(path)]


def test_heads_are_found() -> None:
    assert len(HEADS) > 100


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_head_fits(language: str) -> None:
    i18n.use(language)
    wide = [
        f"{head.place}: “{i18n._(head.text)}” in {head.width}"
        for head in HEADS
        if cell_len(i18n._(head.text)) > head.width
    ]
    i18n.use("zh_CN")
    assert not wide, "\n".join(wide)
