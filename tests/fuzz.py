"""Data and texts that are nearly right: what readers of files must refuse in words."""

from typing import Any

from hypothesis import strategies as st

from tests.naughty import NAUGHTY

plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.sampled_from(sorted(NAUGHTY.values())),
    st.text(max_size=30),
)
anything = st.recursive(
    plain,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=8), one, max_size=3),
)
"""Whatever JSON can hold, and a few numbers that it cannot."""
TOML = st.sampled_from(
    (
        *("1", "-1", "1e400", "nan", '""', '"长"', "[]", "{}", "[[]]", "[1, ['a']]", "true"),
        *("2026-02-28", "2026-01-01T00:00:00Z", '["complaint", 1]', "{ a = { b = 1 } }"),
        *("", '"""', "\x00", "=", "[[x]]"),
    )
)
"""What may stand behind a name in a TOML file, or break it."""


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> str:
    """A text of TOML in which some lines are gone, doubled, moved or say something else."""
    lines = text.split("\n")
    for _change in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 4)):
            case 0:
                del lines[at : at + 1]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at] = f"{lines[at].partition('=')[0]}= {draw(TOML)}"
            case 3:
                lines.insert(
                    at, f"{draw(st.sampled_from(['id', 'a', '[x]', '[[limit]]']))} = {draw(TOML)}"
                )
            case _:
                lines[at] = draw(st.text(max_size=20))
        lines = lines or [""]
    return "\n".join(lines)


@st.composite
def spoilt_data(draw: st.DrawFn, data: Any) -> Any:
    """Data of a form in which one value, at any depth, is something else, gone or new."""
    if isinstance(data, dict) and data and draw(st.integers(0, 3)):
        name = draw(st.sampled_from(sorted(data)))
        return {**data, name: draw(spoilt_data(data[name]))}
    if isinstance(data, list) and data and draw(st.booleans()):
        return [draw(spoilt_data(data[0])), *data[1:]]
    if isinstance(data, dict) and draw(st.booleans()):
        return {**data, draw(st.sampled_from(["", "id", "a.b", "position"])): draw(anything)}
    return draw(anything)
