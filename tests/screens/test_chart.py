"""Charts: lines of the right length, nothing lost, the same without colour."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.bar import Pareto, Part, Row, draw_pareto
from screens.widgets.chart import (
    BOTH,
    Columns,
    Series,
    columns_that_fit,
    draw_columns,
    stack_rows,
)

VALUES = st.integers(0, 10**9) | st.integers(0, 9)


def text(row: Row) -> str:
    return "".join(piece for piece, _style in row)


@st.composite
def columns(draw: st.DrawFn) -> Columns:
    amount = draw(st.integers(1, 14))
    some = st.lists(VALUES, min_size=amount, max_size=amount).map(tuple)
    return Columns(
        tuple(f"{n:02}月" for n in range(amount)),
        (
            Series("受理", "●", draw(some), "one"),
            Series("办结", "○", draw(some), "two", dashed=True),
        ),
        stacked=draw(st.booleans()),
        more=(("%", ("98%",) * amount),),
    )


@settings(max_examples=60, deadline=None)
@given(columns(), st.integers(24, 130), st.integers(8, 40))
def test_a_picture_keeps_to_its_room_and_every_figure_stands_whole(
    picture: Columns, width: int, height: int
) -> None:
    rows = draw_columns(picture, width, height)
    assert len(rows) == max(height, 4 + 2 + 1)
    _margin, _each, fits = columns_that_fit(picture, width)
    for row in rows[1:]:
        assert cell_len(text(row)) <= width
    for one in picture.series:
        figures = next(text(row) for row in rows[::-1] if text(row).startswith(one.sign))
        assert figures.split()[1:] == [str(value) for value in one.values[-fits:]]


@settings(max_examples=200)
@given(st.lists(VALUES, min_size=1, max_size=3), st.integers(0, 10**9), st.integers(1, 30))
def test_a_stack_is_never_higher_than_its_room_and_never_loses_a_part(
    values: list[int], more: int, high: int
) -> None:
    highest = sum(values) + more
    found = stack_rows(values, highest, high)
    assert all(n >= 0 for n in found)
    assert sum(found) <= high
    assert (sum(found) > 0) == (sum(values) > 0)
    assert all(value or not n for value, n in zip(values, found, strict=True))
    if sum(found) >= len(values):
        assert all(n or not value for value, n in zip(values, found, strict=True))
    if sum(values) == highest and highest:
        assert sum(found) == high


def test_what_was_late_is_seen_before_all_else() -> None:
    assert stack_rows([999, 1], 1000, 1) == [0, 1]
    assert stack_rows([999, 1], 1000, 10) == [9, 1]


def test_lines_are_told_apart_by_sign_and_dots() -> None:
    picture = Columns(
        ("一", "二", "三"),
        (
            Series("受理", "●", (0, 8, 4)),
            Series("办结", "○", (8, 0, 4), dashed=True),
        ),
    )
    drawn = [text(row) for row in draw_columns(picture, 40, 16)]
    assert drawn[0].split() == ["●", "受理", "○", "办结", BOTH, "受理/办结"]
    area = "\n".join(drawn[1:-3])
    assert area.count("●") == area.count("○") == 2
    assert area.count(BOTH) == 1
    assert drawn[1].startswith("8│")
    assert drawn[-4].startswith("0│")


def test_one_value_alone_and_none_at_all() -> None:
    one = Columns(("26-11",), (Series("受理", "●", (1,)), Series("办结", "○", (0,))))
    area = [text(row) for row in draw_columns(one, 30, 10)]
    assert sum(line.count("●") for line in area[1:-3]) == 1
    nothing = Columns(("26-11",), (Series("受理", "●", (0,)),))
    assert nothing.empty
    assert not one.empty
    assert len(draw_columns(nothing, 30, 10)) == 10


PARTS = st.lists(
    st.tuples(st.sampled_from(["电费计量", "计划/临时停电", "Queueing"]), st.integers(1, 10**9)),
    min_size=1,
    max_size=20,
)


@settings(max_examples=60)
@given(PARTS, st.integers(50, 130), st.integers(1, 25))
def test_pareto_lines_are_as_wide_as_the_room_and_count_everything(
    found: list[tuple[str, int]], width: int, height: int
) -> None:
    whole, reached = sum(n for _name, n in found), 0
    parts = []
    for name, count in found:
        reached += count
        share = reached / whole
        parts.append(Part(name, count, f"{count / whole:.0%}", share, f"{share:.0%}"))
    rows = draw_pareto(Pareto(tuple(parts), "其余 {n} 类"), width, height)
    assert len(rows) == min(height, len(parts))
    assert {cell_len(text(row)) for row in rows} == {width}
    assert sum(int(row[2][0]) for row in rows) == whole
    tracks = [row[4][0].index("●") for row in rows]
    assert tracks == sorted(tracks)
    assert tracks[-1] == len(rows[-1][4][0]) - 2
