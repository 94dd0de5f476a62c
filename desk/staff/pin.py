"""PINs: what makes a fit one, how it is kept, how long a wrong one makes a person wait."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.i18n import _
from desk.refusals import Refusal

FREE_TRIES = 4
"""Wrong PINs in a row before waiting begins."""
LONGEST_WAIT = timedelta(minutes=15)
SPENT_TRIES = 50
"""Wrong PINs in a row after which a PIN is taken no more. Waiting alone can be got round by
whoever sets the computer's clock ahead; this cannot, and it leaves one chance in 20,000."""
KEPT_BEFORE = 4
"""So many of a person's earlier PINs are not taken again."""

COMMON = frozenset(
    {
        *("112233", "123123", "123321", "147258", "258369", "147369", "159357", "159753"),
        *("168168", "189189", "520520", "521521", "521314", "131452", "135246", "142536"),
        *("147852", "202020", "212121", "225588", "314159", "456789", "520131", "5201314"),
        *("585858", "666888", "696969", "741852", "778899", "789456", "852963", "888666"),
        *("951753", "963852", "987654", "100200", "110120", "110119", "123654", "102030"),
        *("010203", "955980", "095598", "955989", "123789", "321321", "456456", "789789"),
    }
)
"""What people choose first: keys in a row or a column, lucky numbers, our own telephone."""

# The second of the settings that OWASP's Password Storage Cheat Sheet holds to be of equal strength
# (19 MiB, two rounds, one lane): counter computers are small, and Desk stays below 150 MB on them.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_pin(pin: str, number: str, *, phone: str = "", before: Iterable[str] = ()) -> str:
    """The argon2id hash of a fit PIN.

    Refuses a PIN that is not six to twelve digits, that anybody would try first, or whose hash is
    in `before`. `number` and `phone` are those of whoever will use it.
    """
    if not re.fullmatch(r"[0-9]{6,12}", pin):
        raise Refusal(
            _("A PIN has six to twelve digits."),
            _("Choose digits only, at least six."),
            field="pin",
            code="pin_shape",
        )
    if _runs(pin) or pin in COMMON or _belongs_to(pin, number) or _belongs_to(pin, phone):
        raise Refusal(
            _("This PIN is too easy to guess."),
            _("Avoid repeated or running digits, your staff number and your phone."),
            field="pin",
            code="pin_weak",
        )
    if _is_a_day(pin):
        raise Refusal(
            _("This PIN reads like a date."),
            _("Birthdays are tried first: choose digits that are no day, month and year."),
            field="pin",
            code="pin_date",
        )
    if any(pin_fits(one, pin) for one in before):
        raise Refusal(
            _("You had this PIN before."),
            _("Choose one that you have not used lately."),
            field="pin",
            code="pin_again",
        )
    return _hasher.hash(pin)


def _runs(pin: str) -> bool:
    """Whether all steps are alike, as in 135791, or a part of it is only repeated."""
    if len({(int(b) - int(a)) % 10 for a, b in pairwise(pin)}) == 1 or len(set(pin)) < 3:
        return True
    return any(
        len(pin) % length == 0 and pin == pin[:length] * (len(pin) // length)
        for length in range(1, len(pin) // 2 + 1)
    )


def _belongs_to(pin: str, own: str) -> bool:
    """Whether a PIN is made of a number that everybody knows of its owner."""
    digits = re.sub(r"[^0-9]", "", own)
    return len(digits) >= 4 and (digits in pin or pin in digits)


def _is_a_day(pin: str) -> bool:
    """Whether a PIN can be read as somebody's birthday, in any order people write one."""
    year, rest = (pin[:4], pin[4:]) if len(pin) == 8 else ("20" + pin[:2], pin[2:])
    last, first = (pin[4:], pin[:4]) if len(pin) == 8 else ("20" + pin[4:], pin[:4])
    if len(pin) not in (6, 8):
        return False
    if len(pin) == 8 and not ("1900" <= year <= "2099" or "1900" <= last <= "2099"):
        return False
    return (
        _day(year, rest[:2], rest[2:])
        or _day(last, first[:2], first[2:])
        or _day(last, first[2:], first[:2])
        or (len(pin) == 6 and "1900" <= pin[:4] <= "2099" and "01" <= pin[4:] <= "12")
    )


def _day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def pin_fits(pin_hash: str, pin: str) -> bool:
    """Whether a PIN is the one that was hashed."""
    try:
        return _hasher.verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys_hash() -> str:
    """A hash that no PIN fits: an unknown number must take as long as a known one."""
    return _hasher.hash("nobody")


def pin_hash_is_of_now(pin_hash: str) -> bool:
    """Whether a hash was made as it would be made now."""
    try:
        return not _hasher.check_needs_rehash(pin_hash)
    except InvalidHashError:
        return False


def hash_anew(pin: str) -> str:
    """The hash, made as it is now, of a PIN that was fit when it was chosen."""
    return _hasher.hash(pin)


def wait_after(failed_tries: int) -> timedelta:
    """How long the next try must wait after so many wrong ones; doubles each time."""
    over = failed_tries - FREE_TRIES
    if over <= 0:
        return timedelta(0)
    return min(timedelta(seconds=15 * 2 ** min(over, 10)), LONGEST_WAIT)


def locked_until(failed_tries: int, now: datetime) -> datetime | None:
    """Until when the next try must wait after so many wrong ones, None when it need not."""
    return now + wait if (wait := wait_after(failed_tries)) else None
