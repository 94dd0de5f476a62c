"""A path arrives typed, pasted or dragged: quoted, escaped, or as an address."""

import shlex
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk.pasted import path_of
from desk.refusals import Refusal

NAMES = st.text(st.characters(exclude_categories=["C"], exclude_characters="/"), min_size=1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/scan/a.jpg", "/scan/a.jpg"),
        ("  /scan/a b.jpg ", "/scan/a b.jpg"),
        ("'/scan/电表 1.jpg'", "/scan/电表 1.jpg"),
        ('"/scan/电表 1.jpg"', "/scan/电表 1.jpg"),
        (r"/scan/电表\ 1.jpg", "/scan/电表 1.jpg"),
        (r"'/scan/it'\''s.jpg'", "/scan/it's.jpg"),
        ("/scan/it's.jpg", "/scan/it's.jpg"),
        ("file:///scan/%E7%94%B5%E8%A1%A8%201.jpg", "/scan/电表 1.jpg"),
        ("FILE://localhost/scan/a.jpg", "/scan/a.jpg"),
        ("file://hall/scan/a.jpg", "//hall/scan/a.jpg"),
    ],
)
def test_what_is_meant(typed: str, meant: str) -> None:
    assert path_of(typed, windows=False) == Path(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r'"C:\scan\a b.jpg"', r"C:\scan\a b.jpg"),
        (r"C:\scan\a.jpg", r"C:\scan\a.jpg"),
        ("file:///C:/scan/a%20b.jpg", "C:/scan/a b.jpg"),
    ],
)
def test_on_windows_a_backslash_is_part_of_the_path(typed: str, meant: str) -> None:
    assert path_of(typed, windows=True) == Path(meant)


@pytest.mark.parametrize(
    "typed", ["'/scan/a.jpg' '/scan/b.jpg'", "file:///scan/a.jpg file:///scan/b.jpg"]
)
def test_several_at_once_are_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        path_of(typed, windows=False)
    assert (caught.value.field, caught.value.code) == ("path", "several")


def test_home_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/hall")
    assert path_of("~/a.jpg", windows=False) == Path("/home/hall/a.jpg")


def test_a_file_that_is_called_so_wins(tmp_path: Path) -> None:
    odd = tmp_path / "it's Bob's.jpg"
    odd.touch()
    assert path_of(str(odd)) == odd


@example(" ")
@settings(max_examples=60)
@given(NAMES)
def test_whatever_a_shell_would_be_given_is_read_back(name: str) -> None:
    path = f"/scan/of/nobody/{name}"
    assert path_of(shlex.quote(path), windows=False) == Path(path)
    assert path_of(Path(path).as_uri(), windows=False) == Path(path)
