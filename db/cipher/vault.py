"""`desk.encryption.Vault` over files: who may open a book, and under which words."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from db.bare import key_file_of, settle_folder
from db.cipher import keyring, secrets, tries
from db.cipher.convert import converted, destroy, in_use, take_place
from db.cipher.driver import KEY_BYTES, connect, module
from db.cipher.heads import Looks, looks
from db.cipher.keyfile import (
    PASSPHRASE,
    RECOVERY,
    Key,
    KeyFile,
    read,
    rewrapped,
    unwrap,
    wrap,
    write,
)
from db.faults import damaged, no_book, reworded, target_exists
from db.lock import Lock, lock_of
from desk.encryption import Encrypted
from desk.i18n import _
from desk.refusals import Refusal

BEFORE = ".before-encryption-"
"""Stands in the name of a readable book that an encrypted one took the place of."""


class BookVault:
    """Keys of books on disk."""

    def is_encrypted(self, book: Path) -> bool:
        return key_file_of(book).exists() and (
            keyring.is_held(book) or looks(book) is not Looks.READABLE
        )

    def is_locked(self, book: Path) -> bool:
        return self.is_encrypted(book) and not keyring.is_held(book)

    def unlock(self, book: Path, passphrase: str, now: datetime) -> None:
        self._unlocked(book, PASSPHRASE, secrets.as_secret(passphrase), now)

    def make(self, book: Path, passphrase: str) -> Encrypted:
        module()
        if book.exists():
            raise target_exists(book)
        secret = secrets.fit(passphrase)
        place = key_file_of(book)
        with reworded(place):
            if place.exists():
                # It may be all that is left of another book.
                place.rename(_free(place.with_name(f"{place.name}.old")))
            recovery, key, _raw = _new(secret)
            write(place, KeyFile((key,)))
        return Encrypted(recovery=recovery)

    def encrypt(self, book: Path, passphrase: str, now: datetime) -> Encrypted:
        module()
        secret = secrets.fit(passphrase)
        if not book.is_file():
            raise no_book(book)
        if self.is_encrypted(book):
            raise Refusal(
                _("The book is encrypted already."),
                _("“desk encryption passphrase” sets another passphrase."),
                code="is_encrypted",
            )
        recovery, key, raw = _new(secret)
        original = _free(book.with_name(f"{book.stem}{BEFORE}{now:%Y%m%d-%H%M%S}{book.suffix}"))
        with _held(book, alone=True), converted(book, None, raw) as made:
            # First the key: a book that is still readable beside a key is known for what it is.
            write(key_file_of(book), KeyFile((key,)))
            try:
                take_place(made, book, original)
            except BaseException:
                key_file_of(book).unlink(missing_ok=True)
                raise
        return Encrypted(recovery=recovery, original=original, readable=_readable(book))

    def decrypt(self, book: Path, passphrase: str, now: datetime) -> Path:
        raw, _key = self._unlocked(book, PASSPHRASE, secrets.as_secret(passphrase), now)
        place = key_file_of(book)
        with _held(book, alone=True), converted(book, raw, None) as made, reworded(place):
            take_place(made, book)
            kept = _free(place.with_name(f"{place.name}.old"))
            place.rename(kept)
            settle_folder(place.parent)
        return kept

    def change(self, book: Path, passphrase: str, new: str, now: datetime) -> None:
        secret = secrets.fit(new)
        with _held(book):
            raw, key = self._unlocked(book, PASSPHRASE, secrets.as_secret(passphrase), now)
            _keep(book, rewrapped(key, raw, PASSPHRASE, secret))

    def renew(self, book: Path, passphrase: str, new: str, now: datetime) -> Encrypted:
        secret = secrets.fit(new)
        old, key = self._unlocked(book, PASSPHRASE, secrets.as_secret(passphrase), now)
        recovery, made_key, raw = _new(secret)
        with _held(book, alone=True), converted(book, old, raw) as made:
            # Both, so that whichever book stands there after a power cut can be opened; the old
            # one under both passphrases, because the person may remember either.
            both = replace(key, wraps=(*key.wraps, wrap(old, key.id, PASSPHRASE, secret)))
            write(key_file_of(book), KeyFile((made_key, both)))
            take_place(made, book)
            _keep(book, made_key)
        return Encrypted(recovery=recovery)

    def recover(self, book: Path, recovery: str, new: str, now: datetime) -> None:
        secret = secrets.fit(new)
        with _held(book):
            raw, key = self._unlocked(book, RECOVERY, secrets.read(recovery), now)
            _keep(book, rewrapped(key, raw, PASSPHRASE, secret))

    def new_recovery(self, book: Path, passphrase: str, now: datetime) -> Encrypted:
        made = secrets.new_recovery()
        with _held(book):
            raw, key = self._unlocked(book, PASSPHRASE, secrets.as_secret(passphrase), now)
            _keep(book, rewrapped(key, raw, RECOVERY, made))
        return Encrypted(recovery=secrets.spelt(made))

    def originals(self, book: Path) -> tuple[Path, ...]:
        return tuple(sorted(book.parent.glob(f"{book.stem}{BEFORE}*{book.suffix}")))

    def discard(self, book: Path) -> tuple[Path, ...]:
        raw = keyring.key_for(book)
        found = self.originals(book)
        with reworded(book), closing(connect(book, raw)) as present:
            for original in found:
                with reworded(original), closing(connect(original, None)) as past:
                    last = past.execute(
                        "SELECT seq, hash FROM journal ORDER BY seq DESC"
                    ).fetchone()
                held = present.execute("SELECT seq, hash FROM journal WHERE seq = ?", last[:1])
                if held.fetchone() != last:
                    raise Refusal(
                        _("{path} holds entries that the book does not.").format(path=original),
                        _("It was left alone: look into it before you destroy it."),
                        code="holds_more",
                    )
        for original in found:
            destroy(original)
        return found

    def _unlocked(self, book: Path, by: str, secret: bytes, now: datetime) -> tuple[bytes, Key]:
        """The key that opens the book, proved by a secret; kept for this process."""
        module()
        place = key_file_of(book)
        if not self.is_encrypted(book):
            raise Refusal(
                _("The book is not encrypted."),
                _("“desk encryption on” encrypts it."),
                code="not_encrypted",
            )
        tries.must_wait(place, now)
        keys = read(place).keys
        found = [(raw, key) for key in keys if (raw := unwrap(key, by, secret))]
        if found:
            tries.was_right(place)
        for raw, key in found:
            keyring.hold(key.id, raw)
        with reworded(book):
            for raw, key in found:
                if not book.exists() or keyring.opens(book, raw):
                    return raw, key
        if len(found) == len(keys):
            raise damaged(book)
        # Of two keys the other one opens it: its secret is another.
        tries.was_wrong(place, now)
        raise _wrong(by)


def settle(book: Path) -> None:
    """Finish what was cut off between the book and its key file; before the book is opened.

    A readable book needs no key: it was to be encrypted or had just been decrypted.
    """
    place = key_file_of(book)
    # A book that was unlocked here may be open here: looking at it would take its locks away.
    if keyring.is_held(book) or looks(book) is not Looks.READABLE:
        return
    # Somebody else may be between the two just now.
    with _held(book, alone=True), suppress(OSError):
        place.rename(_free(place.with_name(f"{place.name}.old")))
        settle_folder(place.parent)


@contextmanager
def _held(book: Path, *, alone: bool = False) -> Iterator[None]:
    """Nobody exchanges the book meanwhile; with `alone` nobody else has it open either."""
    with reworded(book):
        lock = Lock(lock_of(book))
    try:
        if not (lock.alone() if alone else lock.share()):
            raise in_use()
        yield
    finally:
        lock.close()


def _new(secret: bytes) -> tuple[str, Key, bytes]:
    raw, key_id, recovery = os.urandom(KEY_BYTES), os.urandom(8).hex(), secrets.new_recovery()
    wraps = (wrap(raw, key_id, PASSPHRASE, secret), wrap(raw, key_id, RECOVERY, recovery))
    keyring.hold(key_id, raw)
    return secrets.spelt(recovery), Key(id=key_id, wraps=wraps), raw


def _keep(book: Path, key: Key) -> None:
    with reworded(key_file_of(book)):
        write(key_file_of(book), KeyFile((key,)))


def _wrong(by: str) -> Refusal:
    if by == RECOVERY:
        return Refusal(
            _("This recovery key does not belong to this book."),
            _("Look for the newest sheet; it says for which book it was made."),
            field="recovery",
            code="recovery_wrong",
        )
    return Refusal(
        _("The passphrase is wrong."),
        _("The book is not damaged. If the passphrase is lost, the sealed recovery key opens it."),
        field="passphrase",
        code="passphrase_wrong",
    )


def _free(path: Path) -> Path:
    """A name that nothing has: this one, or one with a number."""
    count, free = 1, path
    while free.exists():
        count += 1
        free = path.with_name(f"{path.stem}-{count}{path.suffix}")
    return free


def _readable(book: Path) -> tuple[Path, ...]:
    """Files of SQLite in the folder of the book, and in those below it, that anybody could read."""
    near = (*book.parent.glob(f"*{book.suffix}"), *book.parent.glob(f"*/*{book.suffix}"))
    return tuple(
        path
        for path in sorted(near)
        if path != book and path.is_file() and looks(path) is Looks.READABLE
    )
