"""Settings come back as they were kept, and a broken file stops nobody."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.i18n import LANGUAGES
from desk.settings import LONGEST_IDLE, Settings, read_settings, write_settings

SETTINGS = st.builds(
    Settings,
    language=st.sampled_from(["", *LANGUAGES]),
    theme=st.text(alphabet=st.characters(exclude_categories=["C", "Z"])).filter(str.isprintable),
    idle_minutes=st.integers(0, LONGEST_IDLE),
    printer_page=st.sampled_from(["", "HALL", "folder"]),
    printer_text80=st.sampled_from(["", "/dev/usb/lp0"]),
    hall_sound=st.booleans(),
    printer_slip32=st.sampled_from(["", "小票"]),
    scanner_folder=st.sampled_from(["", "/mnt/扫描", "\\\\HALL\\scans"]),
)


@given(SETTINGS)
def test_what_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    path = tmp_path_factory.mktemp("home") / "new" / "settings.toml"
    write_settings(path, settings)
    assert read_settings(path) == settings
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings()


@pytest.mark.parametrize("raw", [b"language = ", b"\xff\xff\xff", b"[[[", "语言".encode("gbk")])
def test_a_broken_file_is_told_and_left_aside(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(raw)
    found = read_settings(path)
    assert str(path) in found.problem
    assert (found.language, found.theme, found.idle_minutes) == ("", "", 5)


def test_a_wrong_value_is_left_aside_and_the_others_hold(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'language = "fr"\ntheme = "day"\nidle_minutes = -1\ncolour = 1\n', encoding="utf-8"
    )
    found = read_settings(path)
    assert (found.language, found.theme, found.idle_minutes) == ("", "day", 5)
    for name in ("colour", "idle_minutes", "language"):
        assert name in found.problem
    assert "theme" not in found.problem


def test_an_editor_that_puts_a_mark_before_the_text_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('language = "en"\n', encoding="utf-8-sig")
    assert read_settings(path) == Settings(language="en")
