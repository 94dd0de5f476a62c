"""A book of an older version is moved on: backed up first, whole or not at all."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import migrations, open_book
from db.engine import APPLICATION, engine_for
from db.migrations import SCRIPTS, free_name, freeze, migrate
from db.versions import VERSION, expected_schema, schema_of
from tests.builders import MONDAY, a_case
from tests.db.conftest import Hall

ADDS_A_COLUMN = """
revision = "9001"
down_revision = "{before:04d}"

from alembic import op
import sqlalchemy as sa

def upgrade():
    op.add_column("cases", sa.Column("mark", sa.Text, nullable=False, server_default=""))
    {then}
"""


def scripts_with(tmp_path: Path, then: str = "pass") -> Path:
    """The folder of migrations and one more, to a version that is not out yet."""
    folder = tmp_path / "migrations"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    text = ADDS_A_COLUMN.format(before=VERSION, then=then)
    (folder / "versions" / "9001_mark.py").write_text(text)
    return folder


def columns(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as book:
        return [row[1] for row in book.execute("PRAGMA table_info(cases)")]


def version(path: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(path)) as book:
        return (
            book.execute("PRAGMA user_version").fetchone()[0],
            book.execute("SELECT version_num FROM alembic_version").fetchone()[0],
        )


def test_a_new_book_and_a_migrated_one_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as book:
        book.execute(f"PRAGMA application_id = {APPLICATION}")
        book.execute("CREATE TABLE left_over (x)")
    engine = engine_for(path)
    # The very first version has no book before it, so there is nothing to back up.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "back_up", lambda *_paths: None)
        migrate(engine, path)
    engine.dispose()
    with closing(sqlite3.connect(path)) as book:
        book.execute("DROP TABLE left_over")
        assert schema_of(book) == expected_schema()
    assert version(path) == (VERSION, f"{VERSION:04d}")
    with closing(open_book(path)) as store:
        assert store.verify() == []


def test_the_statements_of_the_first_book_are_those_of_its_tables() -> None:
    """While version 1 is not out: `python -m db.migrations.freeze` writes them anew."""
    frozen = (SCRIPTS / "versions" / "0001_first_book.sql").read_text(encoding="utf-8")
    assert freeze.statements() == frozen


def test_a_new_book_carries_the_mark_of_the_last_migration(hall: Hall) -> None:
    assert version(hall.path) == (VERSION, f"{VERSION:04d}")
    assert (SCRIPTS / "versions" / "0001_first_book.py").is_file()
    newest = max(each.name[:4] for each in (SCRIPTS / "versions").glob("[0-9]*.py"))
    assert int(newest) == VERSION


def test_an_older_book_is_moved_after_a_backup(hall: Hall, tmp_path: Path) -> None:
    with hall.store.act("case", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(a_case(hall.clerk.id))
        act.commit()
    made = migrate(hall.store.engine, hall.path, version=9001, scripts=scripts_with(tmp_path))
    assert made is not None
    assert made.counts["cases"] == 1
    assert made.path.name == "desk.before-version-9001.db"
    assert version(hall.path) == (9001, "9001")
    assert version(made.path) == (VERSION, f"{VERSION:04d}")
    assert "mark" in columns(hall.path)
    assert "mark" not in columns(made.path)
    with closing(open_book(made.path)) as backup:
        assert backup.verify() == []


def test_a_book_that_is_there_already_is_left_alone(hall: Hall, tmp_path: Path) -> None:
    assert migrate(hall.store.engine, hall.path, scripts=scripts_with(tmp_path)) is None
    assert list(hall.path.parent.glob("*before*")) == []


def test_a_step_that_fails_leaves_nothing_and_can_be_taken_again(
    hall: Hall, tmp_path: Path
) -> None:
    fails = scripts_with(tmp_path, "op.execute('SELECT nothing FROM nowhere')")
    with pytest.raises(Exception, match="nowhere"):
        migrate(hall.store.engine, hall.path, version=9001, scripts=fails)
    assert version(hall.path) == (VERSION, f"{VERSION:04d}")
    assert "mark" not in columns(hall.path)
    assert hall.store.verify() == []
    made = migrate(hall.store.engine, hall.path, version=9001, scripts=scripts_with(tmp_path))
    assert made is not None
    assert made.path.name == "desk.before-version-9001-2.db"
    assert "mark" in columns(hall.path)


def test_an_older_book_is_moved_when_it_is_opened(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.store.close()
    with closing(sqlite3.connect(hall.path)) as book:
        book.execute(f"PRAGMA user_version = {VERSION - 1}")
    moved: list[Path] = []
    monkeypatch.setattr(migrations, "migrate", lambda _engine, path: moved.append(path))
    open_book(hall.path).close()
    assert moved == [hall.path]


def test_a_backup_takes_a_name_that_is_free(tmp_path: Path) -> None:
    book = tmp_path / "desk.db"
    assert free_name(book, 2).name == "desk.before-version-2.db"
    free_name(book, 2).touch()
    assert free_name(book, 2).name == "desk.before-version-2-2.db"
