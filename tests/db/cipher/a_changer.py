"""A program that encrypts a book, changes its key and makes it readable again, until killed."""

import random
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from db import open_book
from db.cipher import keyfile, keyring
from db.cipher.vault import BookVault
from desk.refusals import Refusal

WORDS = ("correct horse battery", "一句只有我知道的话")
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def opened_with(path: Path) -> str:
    """What opens the book for a process that knows nothing: "" when it is readable.

    Fails where no passphrase does, or where the book does not agree with its journal.
    """
    keyring.forget()
    vault = BookVault()
    found = ""
    if vault.is_encrypted(path):
        for words in WORDS:
            with suppress(Refusal):
                vault.unlock(path, words, NOW)
                found = words
                break
        assert found, "no passphrase opens the book"
    store = open_book(path)
    try:
        assert store.verify() == []
    finally:
        store.close()
    return found


def main(path: Path, seed: int) -> None:
    """One change after the other; a line before each, so that it is known what was cut off."""
    keyfile.COST = keyfile.Cost(1, 8, 1)
    dice, vault, words = random.Random(seed), BookVault(), opened_with(path)
    for _each in range(10**6):
        new = dice.choice(WORDS)
        act = dice.choice(("renew", "renew", "change", "decrypt")) if words else "encrypt"
        sys.stdout.write(f"{act}\n")
        sys.stdout.flush()
        if act == "encrypt":
            vault.encrypt(path, new, NOW)
        elif act == "decrypt":
            vault.decrypt(path, words, NOW)
        elif act == "renew":
            vault.renew(path, words, new, NOW)
        else:
            vault.change(path, words, new, NOW)
        words = "" if act == "decrypt" else new


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
