"""The first book: whole or not at all, whatever comes between."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db import open_book
from desk import i18n
from desk.branch import Branch
from desk.letter.stationery import Stationery
from desk.places import Places
from desk.ports import Store
from desk.refusals import Fault, Refusal
from desk.services.beginning import (
    Begun,
    FirstForm,
    begin,
    branch_of,
    keep_draft,
    kept_draft,
    may_begin,
)
from desk.services.book import open_desk
from desk.services.way_back import is_sealed
from tests.builders import monday

PIN = "258013"
FORM = FirstForm(branch="HD01", name="临江供电营业厅", number="2001", lead_name="方远")
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" cx="4" cy="4"/></svg>'
)


def store(path: Path, create: bool) -> Store:
    return open_book(path, create=create)


def set_up(home: Path, opener: Callable[[Path, bool], Store] = store, seal: bytes = b"") -> Begun:
    i18n.use("en")
    return begin(Places(home), opener, monday(), FORM, PIN, seal=seal)


def test_the_book_stands_alone_in_its_folder_and_a_code_is_sealed(tmp_path: Path) -> None:
    begun = set_up(tmp_path / "a" / "desk")
    assert [one.name for one in (tmp_path / "a" / "desk").iterdir()] == ["desk.db"]
    opened = open_book(begun.book)
    assert is_sealed(open_desk(opened, monday()))
    assert len(begun.sealed_code.split("-")) == 6
    assert opened.verify() == []
    opened.close()


def test_with_the_picture_of_the_seal(tmp_path: Path) -> None:
    begun = set_up(tmp_path, seal=SVG)
    opened = open_book(begun.book)
    (branch,) = opened.read().__enter__().find(Branch)
    opened.close()
    found = Stationery(tmp_path).seal(branch.seal)
    assert found is not None
    assert found.content == SVG


@pytest.mark.parametrize("late", [False, True])
def test_a_fault_half_way_leaves_no_book_and_no_folder(tmp_path: Path, late: bool) -> None:
    def full(path: Path, create: bool) -> Store:
        if late:
            open_book(path, create=create).close()
        raise Fault("The disk is full.")

    with pytest.raises(Fault):
        set_up(tmp_path / "desk", full)
    assert list(tmp_path.iterdir()) == []
    set_up(tmp_path / "desk")


def test_what_a_killed_start_left_is_no_book_and_goes_with_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".first-killed"
    left.mkdir()
    open_book(left / "desk.db", create=True).close()
    assert not Places(tmp_path).book.exists()
    set_up(tmp_path)
    assert not left.exists()


def test_a_book_that_came_meanwhile_is_not_touched(tmp_path: Path) -> None:
    def slow(path: Path, create: bool) -> Store:
        Places(tmp_path).book.write_bytes(b"another")
        return open_book(path, create=create)

    with pytest.raises(Refusal) as refused:
        set_up(tmp_path, slow)
    assert refused.value.code == "file_exists"
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"another"]
    with pytest.raises(Refusal):
        set_up(tmp_path)


def test_a_folder_is_tried_without_leaving_anything(tmp_path: Path) -> None:
    may_begin(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(Refusal):
        may_begin(tmp_path / "file")


def test_hours_are_those_typed_else_the_ordinary_ones() -> None:
    assert branch_of(FORM).hours == ""
    assert '"sun": ["09:00-12:00"]' in branch_of(replace(FORM, weekend="09:00-12:00")).hours
    with pytest.raises(Refusal) as refused:
        branch_of(replace(FORM, weekdays="always"))
    assert refused.value.field == "weekdays"


def test_a_draft_is_kept_taken_away_and_never_in_the_way(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    assert kept_draft(home) == {}
    keep_draft(home, {"name": "临江"})
    assert kept_draft(home) == {"name": "临江"}
    for broken in (b"{", b"[1]", b"\xff"):
        next(iter(home.iterdir())).write_bytes(broken)
        assert kept_draft(home) == {}
    keep_draft(home, {})
    assert list(home.iterdir()) == []
