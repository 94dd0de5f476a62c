"""The key file: the key of a book, wrapped under its passphrase and under its recovery key.

Wrapped by AES-256-GCM under a key that argon2id makes of the secret. All that is written about
a wrap is bound to it, so that nobody makes it weaker unseen. The settings are the second that RFC
9106 recommends, of 64 MiB: counter computers are small. They stand in the file, so that later
versions may ask for more.
"""

import hashlib
import hmac
import json
import os
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from db.bare import put_whole
from desk.i18n import _
from desk.refusals import Fault

FORMAT = 1
PASSPHRASE, RECOVERY = "passphrase", "recovery"
SALT_BYTES, NONCE_BYTES = 16, 12
LARGEST = 64 * 1024
"""Bytes; a key file is a few hundred."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What argon2id is asked for: rounds, KiB of memory, lanes."""

    rounds: int
    memory: int
    lanes: int


COST = Cost(3, 64 * 1024, 4)
_MOST = Cost(20, 2 * 1024 * 1024, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """The key under one secret. Bytes are spelt in base64."""

    by: str
    salt: str
    nonce: str
    box: str
    cost: Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key. `id` says which it is and nothing about it."""

    id: str
    wraps: tuple[Wrap, ...]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """One key; two while a book is encrypted anew."""

    keys: tuple[Key, ...]


def wrap(raw: bytes, key_id: str, by: str, secret: bytes) -> Wrap:
    """The key `raw` under `secret`."""
    salt, nonce, cost = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES), COST
    box = _cipher(secret, salt, cost).encrypt(nonce, raw, _bound(key_id, by, salt, cost))
    return Wrap(by=by, salt=_text(salt), nonce=_text(nonce), box=_text(box), cost=cost)


def unwrap(key: Key, by: str, secret: bytes) -> bytes | None:
    """The key itself; None when the secret is another."""
    from cryptography.exceptions import InvalidTag

    for one in key.wraps:
        if one.by != by:
            continue
        salt = _bytes(one.salt)
        try:
            return bytes(
                _cipher(secret, salt, one.cost).decrypt(
                    _bytes(one.nonce), _bytes(one.box), _bound(key.id, by, salt, one.cost)
                )
            )
        except InvalidTag:
            continue
    return None


def rewrapped(key: Key, raw: bytes, by: str, secret: bytes) -> Key:
    """The same key with another secret in the place of the old one."""
    kept = tuple(one for one in key.wraps if one.by != by)
    return replace(key, wraps=(*kept, wrap(raw, key.id, by, secret)))


def write(path: Path, file: KeyFile) -> None:
    """Put the key file on disk, whole or not at all."""
    content: dict[str, Any] = {"desk_key_file": FORMAT, **asdict(file)}
    text = json.dumps({**content, "sha256": _sum(content)}, indent=1)
    put_whole(path, f"{text}\n".encode())


def merge(path: Path, more: Path) -> None:
    """Put the keys of another key file into this one; a damaged one gives way to the other."""
    theirs = read(more)
    try:
        mine = read(path)
    except Fault:
        mine = KeyFile(())
    known = {key.id for key in theirs.keys}
    write(path, KeyFile((*theirs.keys, *(key for key in mine.keys if key.id not in known))))


def read(path: Path) -> KeyFile:
    """The key file at `path`. Fault: not to be read, damaged, or of a newer Desk."""
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(LARGEST))
        if not hmac.compare_digest(str(content.pop("sha256")), _sum(content)):
            raise damaged(path)
        if content["desk_key_file"] > FORMAT:
            raise Fault(
                _("The key file {path} was written by a newer Desk.").format(path=path),
                _("Start the newer Desk; this one leaves the file as it is."),
            )
        return KeyFile(tuple(map(_key, content["keys"])))
    except OSError as error:
        raise Fault(
            _("The key file {path} cannot be read: {reason}").format(
                path=path, reason=error.strerror or error
            ),
            _("Without it the book cannot be opened: bring it back from the last backup."),
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> Fault:
    """What stands in the key file cannot be what Desk wrote."""
    return Fault(
        _("The key file {path} is damaged.").format(path=path),
        _(
            "The passphrase is not to blame. Take the key file that lies beside the last backup, "
            "copy it to this place and start Desk again."
        ),
    )


def _key(found: dict[str, Any]) -> Key:
    key = Key(id=str(found["id"]), wraps=tuple(map(_wrap, found["wraps"])))
    if not key.wraps:
        raise ValueError(key.id)
    return key


def _wrap(found: dict[str, Any]) -> Wrap:
    cost = Cost(**found["cost"])
    for asked, most in zip(asdict(cost).values(), asdict(_MOST).values(), strict=True):
        # A file that asks for more than a computer has would be a way to stop it.
        if not (isinstance(asked, int) and 1 <= asked <= most):
            raise ValueError(asked)
    one = Wrap(**{**found, "cost": cost})
    if (len(_bytes(one.salt)), len(_bytes(one.nonce))) != (SALT_BYTES, NONCE_BYTES):
        raise ValueError(one.by)
    _bytes(one.box)
    return one


def _cipher(secret: bytes, salt: bytes, cost: Cost) -> Any:
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    made = hash_secret_raw(secret, salt, cost.rounds, cost.memory, cost.lanes, 32, Type.ID)
    return AESGCM(made)


def _bound(key_id: str, by: str, salt: bytes, cost: Cost) -> bytes:
    return json.dumps([FORMAT, key_id, by, _text(salt), asdict(cost)], sort_keys=True).encode()


def _sum(content: dict[str, Any]) -> str:
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
