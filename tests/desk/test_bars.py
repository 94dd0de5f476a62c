"""Bars take exactly the room they are given, and strips too."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from desk.bars import bar, eighths, level, places

COUNTS = st.integers(0, 10**9)


@given(COUNTS, COUNTS, st.integers(0, 60))
def test_a_bar_is_as_wide_as_asked_and_full_only_at_the_most(
    value: int, most: int, cells: int
) -> None:
    text = bar(value, most, cells)
    assert cell_len(text) == len(text) == cells
    assert (text == "█" * cells) == (cells == 0 or (most > 0 and value >= most))
    assert (text.strip() == "") == (cells == 0 or value == 0 or most == 0)


@given(COUNTS, COUNTS, st.integers(1, 10**9), st.integers(1, 60))
def test_more_is_never_shorter(one: int, other: int, most: int, cells: int) -> None:
    less, more = sorted((one, other))
    assert eighths(less, most, cells) <= eighths(more, most, cells) <= cells * 8


def test_a_standing_bar_shows_the_least_there_is() -> None:
    assert [level(n, 1000) for n in (0, 1, 500, 999, 1000, 2000)] == [" ", "▁", "▄", "▇", "█", "█"]


@given(st.lists(st.integers(1, 12), min_size=1, max_size=20), st.integers(0, 200))
def test_places_fill_the_room_and_never_give_less_than_the_least(
    least: list[int], room: int
) -> None:
    widths = places(least, room, 14)
    assert all(width >= need for width, need in zip(widths, least, strict=True))
    needed = sum(least) + len(least) - 1
    taken = sum(widths) + len(widths) - 1
    assert taken == max(needed, min(room, 14 * len(least) + len(least) - 1))
