"""The list of names in templates/letters/README.md is the list of names there are."""

import dataclasses
import re

import pytest

from desk.enums import LetterKind
from desk.labels import label
from desk.letter import base, beside, book, chain, facts, hall_papers, slips
from desk.letter.chain import InnerKind
from desk.letter.kinds import KINDS
from desk.letter.markdown import PARTS
from desk.letter.sandbox import FILTERS
from desk.letter.shelf import templates_folder

README = (templates_folder() / "README.md").read_text(encoding="utf-8")
SHAPES = {
    name: shape
    for module in (base, facts, beside, slips, chain, hall_papers)
    for name, shape in vars(module).items()
    if dataclasses.is_dataclass(shape)
    and shape.__module__ == module.__name__
    # Its fields are explained where a paper has them.
    and shape is not base.OfCase
}
_ROW = re.compile(r"^\| `(\w+)` \| (.+?) \|", re.MULTILINE)


def section(title: str) -> str:
    """What stands under a heading, up to the next one."""
    found = re.search(rf"^#+ {title}\n(.*?)(?=^#|\Z)", README, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def listed(title: str) -> list[str]:
    """The names that a section's table explains."""
    rows = _ROW.findall(section(title))
    assert all(what.strip() for _name, what in rows)
    return [name for name, _what in rows]


@pytest.mark.parametrize("name", SHAPES)
def test_every_fact_is_explained(name: str) -> None:
    assert listed(name) == [field.name for field in dataclasses.fields(SHAPES[name])]


def test_no_facts_are_explained_that_are_gone() -> None:
    assert set(re.findall(r"^### (\w+)$", README, re.MULTILINE)) == set(SHAPES)


def test_every_word_to_call_is_explained() -> None:
    assert listed("Words to call") == list(book.helpers("en"))
    assert all(f"`{name}`" in section("Words to call") for name in FILTERS)


def test_every_kind_is_listed_with_its_facts_and_copies() -> None:
    assert set(listed("Templates")) == {*LetterKind, *InnerKind}
    for kind, one in KINDS.items():
        row = next(line for line in README.splitlines() if line.startswith(f"| `{kind}` |"))
        assert label(kind, "zh_CN") in row
        assert row.endswith(f"| {one.copies} |")
        assert any(f"`{shape}`" in row for shape in SHAPES)


def test_every_part_of_a_page_is_named() -> None:
    assert all(f"{name}" in README for name in PARTS)
