"""The key file: only the right secret opens it, and damage is told from a wrong secret."""

import json
import os
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.cipher.keyfile import (
    PASSPHRASE,
    RECOVERY,
    Cost,
    Key,
    KeyFile,
    _sum,
    read,
    rewrapped,
    unwrap,
    wrap,
    write,
)
from desk.refusals import Fault

RAW = bytes(range(32))


def a_key() -> Key:
    wraps = (wrap(RAW, "k1", PASSPHRASE, b"secret"), wrap(RAW, "k1", RECOVERY, b"other"))
    return Key(id="k1", wraps=wraps)


def test_each_secret_opens_its_own_wrap_and_no_other(tmp_path: Path) -> None:
    write(tmp_path / "k", KeyFile((a_key(),)))
    (key,) = read(tmp_path / "k").keys
    assert unwrap(key, PASSPHRASE, b"secret") == RAW
    assert unwrap(key, RECOVERY, b"other") == RAW
    assert unwrap(key, PASSPHRASE, b"other") is None
    assert unwrap(key, RECOVERY, b"secret") is None
    assert RAW not in (tmp_path / "k").read_bytes()
    assert RAW.hex().encode() not in (tmp_path / "k").read_bytes()


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    write(tmp_path / "k", KeyFile((a_key(),)))
    if os.name == "posix":
        assert (tmp_path / "k").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["k"]


def test_the_same_secret_is_never_wrapped_the_same_way() -> None:
    one, other = a_key().wraps[0], a_key().wraps[0]
    assert len({one.salt, other.salt, one.nonce, other.nonce, one.box, other.box}) == 6


def test_a_new_secret_takes_the_place_of_the_old_one() -> None:
    key = rewrapped(a_key(), RAW, PASSPHRASE, b"newer")
    assert unwrap(key, PASSPHRASE, b"secret") is None
    assert unwrap(key, PASSPHRASE, b"newer") == RAW
    assert unwrap(key, RECOVERY, b"other") == RAW


def test_what_is_written_about_a_wrap_is_bound_to_it() -> None:
    key = a_key()
    first, second = key.wraps
    for spoilt in (
        Key(id="k2", wraps=key.wraps),
        Key(id="k1", wraps=(replace(first, cost=Cost(2, 8, 1)), second)),
        Key(id="k1", wraps=(replace(first, salt=second.salt), second)),
    ):
        assert unwrap(spoilt, PASSPHRASE, b"secret") is None
    assert (
        unwrap(Key(id="k1", wraps=(replace(second, by=PASSPHRASE),)), PASSPHRASE, b"other") is None
    )


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_changed_bit_is_called_damage(
    at: int, bit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("bit") / "k"
    write(path, KeyFile((a_key(),)))
    whole = read(path)
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 1 << bit
    path.write_bytes(content)
    found: object = None
    with suppress(Fault):
        found = read(path)
    # Some bits say the same: another kind of space between two words.
    assert found in (None, whole)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 50_000, b'{"sha256": 1}', b"x" * 100_000],
)
def test_what_is_no_key_file_is_called_damage(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(content)
    with pytest.raises(Fault, match="密钥文件"):
        read(tmp_path / "k")


@pytest.mark.parametrize("cost", [[10**6, 8, 1], [1, 2**31, 1], [1, 8, 0], ["1", 8, 1]])
def test_a_file_cannot_ask_for_more_than_a_computer_has(cost: list[int], tmp_path: Path) -> None:
    write(tmp_path / "k", KeyFile((a_key(),)))
    found = json.loads((tmp_path / "k").read_text())
    found.pop("sha256")
    found["keys"][0]["wraps"][0]["cost"] = dict(
        zip(("rounds", "memory", "lanes"), cost, strict=True)
    )
    (tmp_path / "k").write_text(json.dumps({**found, "sha256": _sum(found)}))
    with pytest.raises(Fault, match="已损坏"):
        read(tmp_path / "k")


def test_a_newer_key_file_is_left_to_a_newer_desk(tmp_path: Path) -> None:
    write(tmp_path / "k", KeyFile((a_key(),)))
    found = json.loads((tmp_path / "k").read_text())
    found.pop("sha256")
    found["desk_key_file"] = 2
    (tmp_path / "k").write_text(json.dumps({**found, "sha256": _sum(found)}))
    with pytest.raises(Fault, match="新版"):
        read(tmp_path / "k")


def test_a_key_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="无法读取密钥文件"):
        read(tmp_path / "k")


def test_a_box_that_was_cut_opens_nothing() -> None:
    key = a_key()
    box = b64encode(b64decode(key.wraps[0].box)[:10]).decode()
    spoilt = Key(id="k1", wraps=(replace(key.wraps[0], box=box),))
    assert unwrap(spoilt, PASSPHRASE, b"secret") is None
