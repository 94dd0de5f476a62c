"""Killed while the file of the book is exchanged, the book opens and has lost nothing."""

from pathlib import Path

from tests.db.cipher.cut_off import cut_off


def test_a_book_opens_whenever_the_exchange_was_killed(plain: Path) -> None:
    said = cut_off(plain, 2, 11)
    assert sum(count for what, count in said.items() if what.startswith("killed")) == 2
