"""desk encryption, init --encrypted, and every other command on a book that is encrypted."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.cipher import keyring
from tests.desk.cli.prompt import CLERK, LEAD, Prompt, quick_pins
from tests.quick_keys import quick_keys

PASSPHRASE, OTHER = "correct horse battery", "一句只有我知道的话"


@pytest.fixture
def hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prompt]:
    """A hall whose book is encrypted from its first byte on, in a new process."""
    quick_pins(monkeypatch)
    quick_keys(monkeypatch)
    monkeypatch.setenv("DESK_PASSPHRASE", PASSPHRASE)
    prompt = Prompt(tmp_path / "desk")
    made = prompt.ok(
        *("init", "--encrypted", "--branch", "HD01", "--name", "临江供电营业厅"),
        *("--unit", "临江供电公司", "--lead", LEAD, "--lead-name", "江予安"),
    )
    monkeypatch.setenv("DESK_RECOVERY_KEY", made["recovery_key"])
    keyring.forget()
    yield prompt
    keyring.forget()


def test_a_book_is_encrypted_from_the_start_and_every_command_works(hidden: Prompt) -> None:
    content = (hidden.home / "desk.db").read_bytes()
    assert b"SQLite" not in content
    assert "江予安".encode() not in content
    assert hidden.ok("--staff", LEAD, "verify")["wrong"] == []
    assert hidden.ok("encryption", "show")["encrypted"] is True
    assert "HD01" in hidden.ok("doctor")["book"]


def test_without_the_passphrase_nothing_opens(
    hidden: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESK_PASSPHRASE")
    assert hidden.refused("--staff", LEAD, "verify")["code"] == "passphrase_missing"
    monkeypatch.setenv("DESK_PASSPHRASE", OTHER)
    for _each in range(3):
        assert hidden.refused("--staff", LEAD, "verify")["code"] == "passphrase_wrong"
    monkeypatch.setenv("DESK_PASSPHRASE", PASSPHRASE)
    assert hidden.refused("--staff", LEAD, "verify")["code"] == "passphrase_wait"


def test_the_passphrase_comes_through_an_open_file(
    hidden: Prompt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text(f"{PASSPHRASE}\n")
    monkeypatch.delenv("DESK_PASSPHRASE")
    monkeypatch.setenv("DESK_PASSPHRASE_FD", str(os.open(tmp_path / "secret", os.O_RDONLY)))
    assert hidden.ok("--staff", LEAD, "verify")["wrong"] == []
    keyring.forget()
    monkeypatch.setattr("desk.cli.secret._read", {})
    assert hidden.refused("--staff", LEAD, "verify")["code"] == "passphrase_missing"


def test_passphrase_and_key_are_changed_and_the_journal_says_so(
    hidden: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_NEW_PASSPHRASE", OTHER)
    assert hidden.ok("--staff", LEAD, "encryption", "passphrase") == {"changed": True}
    keyring.forget()
    assert hidden.refused("--staff", LEAD, "verify")["code"] == "passphrase_wrong"
    monkeypatch.setenv("DESK_PASSPHRASE", OTHER)
    monkeypatch.setenv("DESK_NEW_PASSPHRASE", PASSPHRASE)
    done = hidden.ok("--staff", LEAD, "encryption", "passphrase", "--new-key")
    assert hidden.refused("encryption", "recover")["code"] == "recovery_wrong"
    monkeypatch.setenv("DESK_RECOVERY_KEY", done["recovery_key"])
    assert hidden.ok("encryption", "recover") == {"changed": True}
    monkeypatch.setenv("DESK_PASSPHRASE", PASSPHRASE)
    assert hidden.ok("--staff", LEAD, "encryption", "sheet")["recovery_key"]
    store = hidden.machine.open_store(hidden.home / "desk.db", False)
    with store.read() as book:
        entries = [one for one in book.journal(limit=500) if one.act == "book.encryption"]
    store.close()
    notes = ["passphrase", "new_key", "recovered", "new_recovery"]
    assert [entry.note for entry in entries] == notes
    assert [bool(entry.staff_id) for entry in entries] == [True, True, False, True]


def test_a_book_goes_into_encryption_and_out_of_it(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_keys(monkeypatch)
    monkeypatch.setenv("DESK_NEW_PASSPHRASE", PASSPHRASE)
    assert prompt.refused("--staff", CLERK, "encryption", "on")["code"] == "not_allowed"
    done = prompt.ok("--staff", LEAD, "encryption", "on")
    assert Path(done["original"]).read_bytes().startswith(b"SQLite format 3")
    assert not (prompt.home / "desk.db").read_bytes().startswith(b"SQLite")
    monkeypatch.setenv("DESK_PASSPHRASE", PASSPHRASE)
    keyring.forget()
    assert prompt.ok("--staff", LEAD, "verify")["wrong"] == []
    assert prompt.refused("--staff", LEAD, "encryption", "on")["code"] == "is_encrypted"
    assert prompt.ok("encryption", "show")["readable"] == [done["original"]]
    assert prompt.refused("--staff", CLERK, "encryption", "discard")["code"] == "not_allowed"
    assert prompt.ok("--staff", LEAD, "encryption", "discard")["removed"] == [done["original"]]
    assert not Path(done["original"]).exists()
    assert prompt.ok("--staff", LEAD, "encryption", "off")["encrypted"] is False
    keyring.forget()
    monkeypatch.delenv("DESK_PASSPHRASE")
    assert prompt.ok("--staff", LEAD, "verify")["wrong"] == []
    assert prompt.refused("--staff", LEAD, "encryption", "off")["code"] == "not_encrypted"
    assert prompt.refused("encryption", "recover")["code"] == "not_encrypted"


def test_a_backup_is_encrypted_and_restored(
    hidden: Prompt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path(hidden.ok("--staff", LEAD, "backup")["file"])
    assert not made.read_bytes().startswith(b"SQLite")
    monkeypatch.setenv("DESK_NEW_PASSPHRASE", OTHER)
    hidden.ok("--staff", LEAD, "encryption", "passphrase", "--new-key")
    keyring.forget()
    monkeypatch.setenv("DESK_PASSPHRASE", OTHER)
    refused = hidden.refused("--staff", LEAD, "restore", made)
    assert refused["code"] == "passphrase_wrong"
    monkeypatch.setenv("DESK_BACKUP_PASSPHRASE", PASSPHRASE)
    assert hidden.ok("--staff", LEAD, "restore", made, "--yes")["restored"] is True
    keyring.forget()
    assert hidden.refused("--staff", LEAD, "verify")["code"] == "passphrase_wrong"
    monkeypatch.setenv("DESK_PASSPHRASE", PASSPHRASE)
    assert hidden.ok("--staff", LEAD, "verify")["wrong"] == []

    elsewhere = Prompt(tmp_path / "elsewhere")
    elsewhere.home.mkdir()
    keyring.forget()
    assert elsewhere.ok("--staff", LEAD, "restore", made, "--yes")["restored"] is True
    keyring.forget()
    assert elsewhere.ok("--staff", LEAD, "verify")["wrong"] == []
