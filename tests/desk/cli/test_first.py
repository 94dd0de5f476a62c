"""The first start at a computer: a new book, or the one from before out of a backup."""

import io
from pathlib import Path

import pytest

from desk import i18n
from desk.cli.first import first_words
from desk.places import Places


def asked(monkeypatch: pytest.MonkeyPatch, *typed: str) -> list[str]:
    i18n.use("en")
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    return first_words(Places(Path("/data/desk")))


def test_enter_sets_up_a_new_book(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(monkeypatch, "") == ["init"]
    assert "/data/desk" in capsys.readouterr().err


def test_the_end_of_the_input_sets_up_a_new_book(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch) == ["init"]


def test_a_backup_is_gone_on_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "HD01 from the stick.db"
    path.touch()
    expected = ["--staff", "9001", "restore", str(path)]
    assert asked(monkeypatch, str(path), "9001") == expected
    # As a terminal hands over a file that was dragged onto it.
    assert asked(monkeypatch, f"'{path}'", "9001") == expected


def test_two_files_at_once_are_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(monkeypatch, "file:///a file:///b", "") == ["init"]
    assert capsys.readouterr().err.count("A backup to go on with?") == 2
