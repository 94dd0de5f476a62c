"""desk backup, backups and restore: made, looked at, put in the place of the book."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from db import open_book
from db.lock import lock_of
from desk import i18n
from desk.journal import GENESIS, digest, entry_hash
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, Prompt, quick_pins


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    i18n.use("en")
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "other")
    prompt.set_up(another=True)
    return prompt


def as_lead(prompt: Prompt, *words: object) -> Any:
    return prompt.ok("--staff", LEAD, *words)


def register(prompt: Prompt) -> str:
    return str(prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"])


def a_backup(prompt: Prompt) -> Path:
    prompt.clock.move(minutes=1)
    return Path(as_lead(prompt, "backup")["file"])


def book_of(prompt: Prompt) -> Path:
    return prompt.home / "desk.db"


def references(prompt: Prompt) -> list[str]:
    with closing(sqlite3.connect(book_of(prompt))) as book:
        return [row[0] for row in book.execute("SELECT reference FROM cases ORDER BY seq")]


def test_a_backup_gets_its_name_by_branch_and_time_and_is_for_its_owner_alone(
    prompt: Prompt,
) -> None:
    register(prompt)
    made = as_lead(prompt, "backup")
    path = Path(made["file"])
    assert path.parent == prompt.home / "backups"
    assert path.name == "HD01-20261123-093000.db"
    assert made["faults"] == 0
    assert made["rows"]["cases"] == 1
    assert path.stat().st_mode & 0o777 == 0o600
    manifest = path.with_name(f"{path.name}.json")
    assert manifest.stat().st_mode & 0o777 == 0o600
    assert made["journal_head"] in manifest.read_text()
    (listed,) = as_lead(prompt, "backups", "list")["backups"]
    assert listed["file"] == str(path)
    assert listed["verified"]
    assert prompt.ok("--staff", LEAD, "verify") == {"wrong": [], "backups": 1}


def test_a_clerk_keeps_no_backups(prompt: Prompt, tmp_path: Path) -> None:
    path = a_backup(prompt)
    for words in (["backup"], ["backups", "list"], ["backups", "check", path], ["restore", path]):
        assert prompt.refused("--staff", CLERK, *words)["code"] == "not_allowed"
    refused = prompt.refused("--staff", CLERK, "backups", "keep", "--days", 3)
    assert refused["code"] == "not_allowed"
    assert len(list((prompt.home / "backups").glob("*.db"))) == 1


def test_the_rule_is_set_and_shown(prompt: Prompt, tmp_path: Path) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    kept = as_lead(prompt, "backups", "keep", "--every", 2, "--days", 3, "--second", second)
    assert (kept["every"], kept["days"], kept["second"]) == (2, 3, str(second))
    assert as_lead(prompt, "backups", "keep")["every"] == 2
    for words, field in (
        (["--days", 5000], "days"),
        (["--hours", 0, "--days", 0, "--months", 0], "hours"),
        (["--second", "stick"], "second"),
        (["--second", tmp_path / "gone"], "second"),
        (["--folder", second], "second"),
    ):
        refused = prompt.refused("--staff", LEAD, "backups", "keep", *words)
        assert refused["field"] == field
    assert as_lead(prompt, "backups", "keep", "--second", "-")["second"] == ""


def test_a_copy_lies_in_the_second_place_and_a_missing_stick_is_said(
    prompt: Prompt, tmp_path: Path
) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    as_lead(prompt, "backups", "keep", "--second", second)
    path = a_backup(prompt)
    assert (second / path.name).read_bytes() == path.read_bytes()
    assert as_lead(prompt, "backups", "check", second / path.name)["wrong"] == []
    second.rename(tmp_path / "pocket")
    prompt.clock.move(minutes=1)
    made = as_lead(prompt, "backup")
    assert "not there" in made["second"]["problem"]
    assert Path(made["file"]).is_file()
    assert not second.exists()
    assert as_lead(prompt, "backups", "list")["standing"]["second"]["problem"]


def test_what_the_rule_no_longer_keeps_is_thrown_away(prompt: Prompt) -> None:
    as_lead(prompt, "backups", "keep", "--hours", 1, "--days", 1, "--months", 0)
    first = a_backup(prompt)
    prompt.clock.move(hours=3)
    second = a_backup(prompt)
    assert not first.exists()
    assert not first.with_name(f"{first.name}.json").exists()
    prompt.clock.move(days=3)
    assert as_lead(prompt, "backups", "keep", "--clear")["dropped"] == []
    assert second.exists(), "the last one always stays"


def test_a_changed_backup_is_found(prompt: Prompt) -> None:
    register(prompt)
    path = a_backup(prompt)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    answer = prompt.run("--staff", LEAD, "--json", "backups", "check", path)
    assert answer.code in (1, 3)


def test_a_restore_says_what_would_be_lost_and_changes_nothing_by_itself(prompt: Prompt) -> None:
    first = register(prompt)
    path = a_backup(prompt)
    second = register(prompt)
    before = book_of(prompt).read_bytes()
    found = as_lead(prompt, "restore", path)
    assert not found["restored"]
    assert found["history"] == "earlier"
    assert found["lost"]["cases"] == [second]
    assert any(second in line for line in found["said"])
    assert references(prompt) == [first, second]
    assert book_of(prompt).read_bytes() == before
    assert not (prompt.home / "restoring").exists()


def test_a_restored_book_works_on_and_gives_no_number_twice(prompt: Prompt) -> None:
    first = register(prompt)
    path = a_backup(prompt)
    second = register(prompt)
    found = as_lead(prompt, "restore", path, "--yes")
    assert found["restored"]
    assert references(prompt) == [first]
    aside = Path(found["kept_aside"])
    with closing(sqlite3.connect(aside)) as old:
        assert old.execute("SELECT count(*) FROM cases").fetchone() == (2,)
    third = register(prompt)
    assert third not in (first, second)
    assert as_lead(prompt, "verify")["wrong"] == []
    assert not (prompt.home / "restoring").exists()


def test_a_backup_of_the_history_that_was_left_is_no_sign_of_tampering(prompt: Prompt) -> None:
    path = a_backup(prompt)
    register(prompt)
    later = a_backup(prompt)
    as_lead(prompt, "restore", path, "--yes")
    register(prompt)
    assert as_lead(prompt, "verify")["wrong"] == []
    answer = prompt.run("--staff", LEAD, "--json", "verify", "--against", later)
    assert answer.code == 1
    assert "restore left behind" in answer.json["wrong"][0]
    assert as_lead(prompt, "restore", later)["history"] == "another"


def test_nobody_restores_while_another_window_has_the_book_open(prompt: Prompt) -> None:
    path = a_backup(prompt)
    register(prompt)
    kept = references(prompt)
    with closing(open_book(book_of(prompt))):
        assert prompt.refused("--staff", LEAD, "restore", path, "--yes")["code"] == "book_open"
    assert references(prompt) == kept
    assert as_lead(prompt, "verify")["wrong"] == []
    assert lock_of(book_of(prompt)).exists()


def test_a_backup_of_another_branch_is_not_taken(prompt: Prompt, other: Prompt) -> None:
    refused = prompt.refused("--staff", LEAD, "restore", a_backup(other))
    assert refused["code"] == "foreign_branch"


def test_a_lost_book_comes_back_by_the_pin_of_the_backup(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = register(prompt)
    path = a_backup(prompt)
    for left in prompt.home.glob("desk.db*"):
        left.unlink()
    assert prompt.refused("--staff", CLERK, "restore", path, "--yes")["code"] == "not_allowed"
    with monkeypatch.context() as patch:
        patch.setenv("DESK_PIN", "739104")
        assert prompt.refused("--staff", LEAD, "restore", path, "--yes")["code"] == "wrong_pin"
    assert not book_of(prompt).exists()
    found = as_lead(prompt, "restore", path, "--yes")
    assert found["history"] == "no_book"
    assert references(prompt) == [first]


def test_a_book_that_cannot_be_read_is_kept_aside(prompt: Prompt) -> None:
    first = register(prompt)
    path = a_backup(prompt)
    book_of(prompt).write_bytes(b"rubbish" * 1000)
    found = as_lead(prompt, "restore", path, "--yes")
    assert found["history"] == "unreadable"
    assert Path(found["kept_aside"]).read_bytes().startswith(b"rubbish")
    assert references(prompt) == [first]
    assert as_lead(prompt, "verify")["wrong"] == []


def spoil(path: Path, how: str) -> None:
    raw = path.read_bytes()
    if how == "cut off":
        path.write_bytes(raw[: len(raw) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "no book":
        path.write_bytes(b"x" * 5000)
    elif how == "a text":
        path.write_text("hello")
    elif how == "another database":
        path.unlink()
        with closing(sqlite3.connect(path)) as fresh:
            fresh.execute("CREATE TABLE t (x)")
    elif how == "newer":
        with closing(sqlite3.connect(path)) as book:
            book.execute("PRAGMA user_version = 99")
    elif how == "one byte":
        changed = bytearray(raw)
        changed[len(raw) // 3] ^= 4
        path.write_bytes(changed)


SPOILT = ("cut off", "empty", "no book", "a text", "another database", "newer", "one byte")


@pytest.mark.parametrize("manifest", [True, False])
def test_a_spoilt_backup_is_told_and_the_book_stays(prompt: Prompt, manifest: bool) -> None:
    first = register(prompt)
    path = a_backup(prompt)
    raw = path.read_bytes()
    register(prompt)
    if not manifest:
        path.with_name(f"{path.name}.json").unlink()
    for how in SPOILT:
        path.write_bytes(raw)
        spoil(path, how)
        answer = prompt.run("--staff", LEAD, "--json", "restore", path)
        # A byte that says nothing may have been hit where no manifest tells it.
        fine = (0, 3) if how == "one byte" and not manifest else (1, 3)
        assert answer.code in fine, (how, answer)
        assert "Traceback" not in answer.err
        assert answer.code == 0 or path.name in answer.err, (how, answer)
        assert not (prompt.home / "restoring").exists()
    assert len(references(prompt)) == 2
    assert references(prompt)[0] == first
    assert as_lead(prompt, "verify")["wrong"] == []


def test_the_end_of_a_shift_is_backed_up(prompt: Prompt) -> None:
    register(prompt)
    prompt.ok("--staff", CLERK, "shift", "close")
    (one,) = as_lead(prompt, "backups", "list")["backups"]
    assert one["verified"]
    as_lead(prompt, "backups", "keep", "--every", 0)
    prompt.clock.move(hours=8)
    prompt.ok("--staff", CLERK, "shift", "close")
    assert len(as_lead(prompt, "backups", "list")["backups"]) == 1
    as_lead(prompt, "backups", "keep", "--every", 4)
    shutil.rmtree(prompt.home / "backups")
    (prompt.home / "backups").write_text("in the way")
    prompt.clock.move(hours=8)
    answer = prompt.run("--staff", CLERK, "shift", "close")
    assert answer.code == 0, "the shift is closed all the same"
    assert "No backup was made" in answer.err


def test_the_head_of_the_shift_sheet_proves_the_history(prompt: Prompt) -> None:
    register(prompt)
    sheet = prompt.ok("--staff", CLERK, "shift", "close")
    head = f"{sheet['journal_seq']} {sheet['journal_hash'][:16]}"
    register(prompt)
    assert as_lead(prompt, "verify", "--against", head)["wrong"] == []
    wrong = f"{sheet['journal_seq']} {'0' * 16}"
    answer = prompt.run("--staff", LEAD, "--json", "verify", "--against", wrong)
    assert answer.code == 1
    assert "rewritten" in answer.json["wrong"][0]
    late = f"{sheet['journal_seq'] + 99}:{'0' * 16}"
    answer = prompt.run("--staff", LEAD, "--json", "verify", "--against", late)
    assert "cut off" in answer.json["wrong"][0]
    assert prompt.refused("--staff", LEAD, "verify", "--against", "12 zz")["field"] == "against"


def test_a_book_copied_while_it_was_open_is_taken_with_what_lies_beside_it(
    prompt: Prompt, tmp_path: Path
) -> None:
    """What somebody without our commands does: the files are dragged onto a stick."""
    with closing(open_book(book_of(prompt))):
        first = register(prompt)
        stick = tmp_path / "stick"
        stick.mkdir()
        for path in prompt.home.glob("desk.db*"):
            shutil.copy(path, stick)
    for left in prompt.home.glob("desk.db*"):
        left.unlink()
    found = as_lead(prompt, "restore", stick / "desk.db", "--yes")
    assert found["restored"]
    assert references(prompt) == [first]


def rewrite_history(path: Path) -> None:
    """What somebody does who knows how the chain is made: change a value and chain all anew."""
    with closing(sqlite3.connect(path, isolation_level=None)) as book:
        triggers = book.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = triggers.fetchall()
        for name, _sql in kept:
            book.execute(f"DROP TRIGGER {name}")
        case_id, salt = book.execute("SELECT id, salt FROM cases").fetchone()
        book.execute("UPDATE cases SET address = '别处'")
        previous = GENESIS
        for row in book.execute("SELECT * FROM journal ORDER BY seq").fetchall():
            seq, at, staff_id, act, about, changes, note, _previous, _hash = row
            told = [
                [part, key, field, digest(salt, "cases", "address", "别处")]
                if (part, key, field) == ("cases", case_id, "address")
                else [part, key, field, value]
                for part, key, field, value in json.loads(changes)
            ]
            body = {"seq": seq, "staff_id": staff_id, "act": act, "case_id": about, "note": note}
            new = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            fresh = entry_hash(
                **body, at=datetime.fromisoformat(at), changes=new, previous=previous
            )
            book.execute(
                "UPDATE journal SET changes = ?, previous = ?, hash = ? WHERE seq = ?",
                (new, previous, fresh, seq),
            )
            previous = fresh
        for _name, sql in kept:
            book.execute(sql)


def test_a_history_that_was_rewritten_from_end_to_end_shows_by_what_was_kept_elsewhere(
    prompt: Prompt, tmp_path: Path
) -> None:
    register(prompt)
    sheet = prompt.ok("--staff", CLERK, "shift", "sheet")
    head = f"{sheet['journal_seq']} {sheet['journal_hash'][:16]}"
    path = a_backup(prompt)
    rewrite_history(book_of(prompt))
    answer = prompt.run("--staff", LEAD, "--json", "verify")
    assert answer.code == 1
    assert any(path.name in line and "rewritten" in line for line in answer.json["wrong"])
    path.rename(tmp_path / "elsewhere.db")
    # Nothing in the book itself gives it away: the chain holds, every value agrees.
    assert as_lead(prompt, "verify")["wrong"] == []
    for told in (head, str(tmp_path / "elsewhere.db")):
        answer = prompt.run("--staff", LEAD, "--json", "verify", "--against", told)
        assert answer.code == 1
        assert "rewritten" in answer.json["wrong"][0]
    assert as_lead(prompt, "restore", tmp_path / "elsewhere.db")["history"] == "another"
