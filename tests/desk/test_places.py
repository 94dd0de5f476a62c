"""Where things are kept: as named, else as the environment says, else at home."""

from pathlib import Path

import pytest

from desk.places import HOME, places


def test_a_named_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME, str(tmp_path / "environment"))
    assert places(str(tmp_path / "named")).home == tmp_path / "named"
    assert places().home == tmp_path / "environment"


def test_without_a_name_it_is_the_users_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME)
    assert places().home.is_absolute()
    assert "desk" in places().home.name.lower()


def test_a_relative_folder_does_not_move_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert places("here").home == tmp_path / "here"
    assert places("~/desk").home == Path.home() / "desk"


def test_a_sites_own_pack_is_there_when_its_folder_is(tmp_path: Path) -> None:
    assert places(str(tmp_path)).site is None
    found = places(str(tmp_path))
    found.playbook.mkdir()
    assert found.site == found.playbook
    assert {p.parent for p in (found.book, found.settings, found.letters, found.log)} == {tmp_path}
