"""A hundred kills while a book is encrypted, made readable, put under another key."""

from collections.abc import Callable
from pathlib import Path

from tests.db.cipher.conftest import fill
from tests.db.cipher.cut_off import cut_off


def test_kills_while_the_file_is_exchanged(tmp_path: Path, say: Callable[[str], None]) -> None:
    fill(tmp_path / "desk.db")
    said = cut_off(tmp_path / "desk.db", 100, 7)
    say("\n".join(f"{count:4} {what}" for what, count in sorted(said.items())))
    assert said["the book was encrypted"]
    assert said["the book was readable"]
