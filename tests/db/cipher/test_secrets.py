"""Passphrases that are fit, recovery keys as they are typed from paper, waits that grow."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.cipher import tries
from db.cipher.secrets import RECOVERY_BYTES, as_secret, fit, new_recovery, read, spelt
from desk.refusals import Refusal

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize("good", ["correct horse", "供电营业厅好", "a1b2c3d4e5"])
def test_a_fit_passphrase_is_taken_as_it_is(good: str) -> None:
    assert fit(good) == good.encode()


@pytest.mark.parametrize("weak", ["", "short", "1234", "aaaaaaaaaaaaaaaa", "abababababab", "供电"])
def test_a_weak_passphrase_is_refused(weak: str) -> None:
    with pytest.raises(Refusal) as refused:
        fit(weak)
    assert refused.value.code == "passphrase_weak"


def test_the_keyboard_makes_no_difference() -> None:
    assert as_secret("ｐａｓｓ１") == as_secret("pass1")
    assert as_secret("cafe\u0301") == as_secret("caf\u00e9")


@given(st.binary(min_size=RECOVERY_BYTES, max_size=RECOVERY_BYTES))
def test_a_recovery_key_comes_back_however_it_is_typed(recovery: bytes) -> None:
    sheet = spelt(recovery)
    assert len(sheet) == 34
    for typed in (sheet, sheet.lower(), sheet.replace("-", " "), f" {sheet.replace('-', '')}\n"):
        assert read(typed) == recovery
    assert read(sheet.replace("0", "O").replace("1", "l")) == recovery


@given(at=st.integers(0, 27), letter=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_letter_is_a_slip_and_not_another_key(at: int, letter: str) -> None:
    sheet = spelt(bytes(range(RECOVERY_BYTES))).replace("-", "")
    if sheet[at] == letter:
        return
    # Twelve bits of check: one letter has five, and none of them hides behind another.
    with pytest.raises(Refusal) as refused:
        read(sheet[:at] + letter + sheet[at + 1 :])
    assert refused.value.code == "recovery_mistyped"


@pytest.mark.parametrize("typed", ["", "abc", "恢复码", "U" * 28, "0" * 27, "0" * 29])
def test_what_no_sheet_says_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="恢复码不对"):
        read(typed)


def test_two_recovery_keys_are_never_the_same() -> None:
    assert new_recovery() != new_recovery()


def test_waits_begin_after_three_and_grow_to_five_minutes(tmp_path: Path) -> None:
    key, now, waited = tmp_path / "desk.db.key", NOW, []
    for _each in range(12):
        tries.must_wait(key, now)
        tries.was_wrong(key, now)
        wait = tries.wait_after(tries._kept(key)[0])
        if wait:
            with pytest.raises(Refusal) as refused:
                tries.must_wait(key, now)
            assert refused.value.code == "passphrase_wait"
        waited.append(int(wait.total_seconds()))
        now += wait
    assert waited == [0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300]
    tries.was_right(key)
    tries.must_wait(key, now)
    assert list(tmp_path.iterdir()) == []


def test_a_clock_set_back_makes_nobody_wait_for_longer(tmp_path: Path) -> None:
    key = tmp_path / "desk.db.key"
    for _each in range(3):
        tries.was_wrong(key, NOW)
    with pytest.raises(Refusal, match="请再等 6 秒"):
        tries.must_wait(key, NOW - timedelta(days=400))


@pytest.mark.parametrize("content", [b"", b"[]", b'{"count": 9}', b'{"count": "x", "at": 1}'])
def test_a_spoilt_count_counts_for_none(content: bytes, tmp_path: Path) -> None:
    key = tmp_path / "desk.db.key"
    tries.tries_of(key).write_bytes(content)
    tries.must_wait(key, NOW)
