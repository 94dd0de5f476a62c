"""What Desk asks of whoever keeps books encrypted; the composition root hands it in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Change(StrEnum):
    """What was done about the encryption of a book, as the journal names it."""

    ENCRYPTED = "encrypted"
    READABLE = "made_readable"
    PASSPHRASE = "passphrase"
    KEY = "new_key"
    RECOVERED = "recovered"
    SHEET = "new_recovery"
    DISCARDED = "originals_discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encrypted:
    """A book that is encrypted now.

    `recovery` is to be written down at once: it is shown once and kept nowhere. `original` is
    the readable book of before, `readable` are other copies of it that lie in its folder.
    """

    recovery: str
    original: Path | None = None
    readable: tuple[Path, ...] = ()


class Vault(Protocol):
    """Passphrases and keys of books. `book` is the file of a book, or of a backup.

    Everything may refuse: "passphrase_wrong", "passphrase_wait", "passphrase_weak",
    "recovery_mistyped", "recovery_wrong", "no_cipher", "not_encrypted", "is_encrypted",
    "book_open". A damaged book or key file is a Fault.
    """

    def is_encrypted(self, book: Path) -> bool:
        """Whether the book is encrypted. To be asked while it is not open."""
        ...

    def is_locked(self, book: Path) -> bool:
        """Whether it is encrypted and was not unlocked in this process."""
        ...

    def unlock(self, book: Path, passphrase: str, now: datetime) -> None:
        """Make the book readable for this process."""
        ...

    def make(self, book: Path, passphrase: str) -> Encrypted:
        """Lay a key where a new book will be made, which is encrypted from its first byte on."""
        ...

    def encrypt(self, book: Path, passphrase: str, now: datetime) -> Encrypted:
        """Put an encrypted book in the place of a readable one, compared row by row."""
        ...

    def decrypt(self, book: Path, passphrase: str, now: datetime) -> Path:
        """Put a readable book in the place of the encrypted one; where its key file lies now."""
        ...

    def change(self, book: Path, passphrase: str, new: str, now: datetime) -> None:
        """Another passphrase for the same key; backups keep the passphrase they were made under."""
        ...

    def renew(self, book: Path, passphrase: str, new: str, now: datetime) -> Encrypted:
        """Encrypt the book anew under another key: whoever had the old one has nothing now."""
        ...

    def recover(self, book: Path, recovery: str, new: str, now: datetime) -> None:
        """Set another passphrase by the recovery key, and unlock the book."""
        ...

    def new_recovery(self, book: Path, passphrase: str, now: datetime) -> Encrypted:
        """Another recovery key for the same key; the old sheet is waste paper."""
        ...

    def originals(self, book: Path) -> tuple[Path, ...]:
        """Readable books that encryption left beside this one."""
        ...

    def discard(self, book: Path) -> tuple[Path, ...]:
        """Destroy them, each once the encrypted book holds what it held; which they were."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the file of a book is kept; `originals` are readable books encryption left beside it."""

    encrypted: bool
    originals: tuple[Path, ...]


class Locks(Protocol):
    """What the screens ask for about one book; refuses like a `Vault`."""

    def unlock(self, passphrase: str, backup: Path | None) -> None:
        """Unlock the book, or a backup of it."""
        ...

    def standing(self) -> Standing:
        """How the book is kept."""
        ...

    def recover(self, recovery: str, new: str) -> None:
        """Set another passphrase by the recovery key, unlock the book and write it down."""
        ...
