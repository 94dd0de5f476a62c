"""Commands at a prompt, books that are begun, and books that are moved to a newer version."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from db import open_book
from db.engine import engine_for
from db.migrations import migrate
from desk.clock import SetClock
from desk.places import Places
from tests.builders import monday
from tests.crash.life import STEP, Life, last_moment, quick_pins
from tests.desk.cli.prompt import A_CASE, Prompt
from tests.desk.services.hall import PIN

NEWER = 9001
"""A version that is not out yet."""
ADDS_A_COLUMN = f"""
revision = "{NEWER}"
down_revision = "{{before:04d}}"

from alembic import op
import sqlalchemy as sa

def upgrade():
    for table in ("cases", "customers", "letters"):
        op.add_column(table, sa.Column("mark", sa.Text, nullable=False, server_default=""))
"""


THERE = ("already_set_up", "file_exists")
"""How a book that was set up refuses to be set up again."""


# -- commands -----------------------------------------------------------------------------


def at_the_prompt(life: Life) -> None:
    """One command line after the other, each opening the book anew."""
    os.environ["DESK_PIN"] = PIN
    life.ready()
    clock = SetClock(last_moment(life.home))
    prompt = Prompt(life.home, clock)
    for _time in count():
        clock.at += STEP
        command(life, prompt)


def command(life: Life, prompt: Prompt) -> None:
    """One of the commands that write."""
    which = life.rng.choice(("register", "register", "contact", "backup", "digest"))
    if which == "backup":
        (life.home / "backups").mkdir(exist_ok=True)
        target = life.home / "backups" / f"{life.name('command')}.db"
        prompt.ok("--staff", "9001", "backup", "--output", target)
        life.done("backup", path=str(target))
        return
    reference = prompt.ok("--staff", "1001", "case", "register", data=A_CASE)["reference"]
    life.done("case", reference=reference)
    if which == "contact":
        text = life.name("call")
        form = {"way": "phone", "text": text}
        prompt.ok("--staff", "1001", "case", "contact", reference, data=form)
        life.done("contact", reference=reference, text=text)
    elif which == "digest":
        target = life.home / f"{life.name('digest')}.txt"
        prompt.ok("--staff", "1001", "case", "digest", reference, "--output", target)
        life.done("text", path=str(target))


# -- books that are begun -----------------------------------------------------------------


def begin(home: Path) -> bool:
    """Set up a book by the command; False when it was there already."""
    os.environ["DESK_PIN"] = os.environ["DESK_NEW_PIN"] = PIN
    quick_pins()
    done = Prompt(home, monday()).run(
        *("init", "--branch", "HD01", "--name", "临江供电营业厅", "--unit", "临江供电公司"),
        *("--lead", "3001", "--lead-name", "江予安", "--letter-word", "临供客复", "--json"),
    )
    if done.code and done.json["code"] not in THERE:
        raise AssertionError(f"exit {done.code}: {done.out}{done.err}")
    return not done.code


def opening(life: Life) -> None:
    """New data folders, one after the other."""
    life.ready()
    for _time in count():
        home = life.home / life.name("begun")
        assert begin(home)
        life.done("begun", path=str(home))


def wrong_begun(home: Path, confirmed: set[str]) -> Iterator[str]:
    """Books that were begun: each is set up, or lets itself be set up by the same command."""
    for folder in sorted(home.glob("begun-*")):
        if begin(folder) and str(folder) in confirmed:
            yield f"lost: {folder.name} was set up and has to be set up again"
        with closing(open_book(Places(folder).book)) as store:
            yield from (f"verify: {folder.name}: {one}" for one in store.verify())
        shutil.rmtree(folder)


# -- books that are moved -----------------------------------------------------------------


def scripts_of(home: Path) -> Path:
    """The migrations with one more, beside the book."""
    from db.migrations import SCRIPTS
    from db.versions import VERSION

    folder = home / "migrations"
    if not folder.exists():
        shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        text = ADDS_A_COLUMN.format(before=VERSION)
        (folder / "versions" / f"{NEWER}_mark.py").write_text(text, encoding="utf-8")
    return folder


def move(path: Path, scripts: Path) -> None:
    """Bring a book to the newer version, after a backup."""
    engine = engine_for(path)
    try:
        migrate(engine, path, version=NEWER, scripts=scripts)
    finally:
        engine.dispose()


def moving(life: Life) -> None:
    """Copies of the book, each brought to a newer version."""
    scripts = scripts_of(life.home)
    life.ready()
    for _time in count():
        folder = life.home / life.name("moved")
        folder.mkdir()
        # What is tried is the move: the copy before it is there or not.
        Path(shutil.copy(life.book, folder / "desk.new")).rename(folder / "desk.db")
        move(folder / "desk.db", scripts)
        life.done("moved", path=str(folder))


def wrong_moved(home: Path, confirmed: set[str]) -> Iterator[str]:
    """Books that were moved: old or new, whole either way, and the rest of the way is open."""
    for folder in sorted(home.glob("moved-*")):
        path = folder / "desk.db"
        if not path.exists():
            continue
        version, columns = _state(path)
        if (version == NEWER) != (columns == 3) or columns not in (0, 3):
            yield f"half: {folder.name} has version {version} and {columns} of 3 new columns"
        if str(folder) in confirmed and version != NEWER:
            yield f"lost: {folder.name} was moved and is not"
        move(path, scripts_of(home))
        if _state(path) != (NEWER, 3):
            yield f"stuck: {folder.name} cannot be moved any more"
        shutil.rmtree(folder)


def _state(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as book:
        version = book.execute("PRAGMA user_version").fetchone()[0]
        columns = sum(
            row[1] == "mark"
            for table in ("cases", "customers", "letters")
            for row in book.execute(f"PRAGMA table_info({table})")
        )
    return int(version), columns
