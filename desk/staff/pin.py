"""PINs: what makes a fit one, how it is kept, how long a wrong one makes a person wait."""

import re
from datetime import datetime, timedelta
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.i18n import _
from desk.refusals import Refusal

FREE_TRIES = 4
"""Wrong PINs in a row before waiting begins."""
LONGEST_WAIT = timedelta(minutes=15)

# The second of the settings that OWASP's Password Storage Cheat Sheet holds to be of equal strength
# (19 MiB, two rounds, one lane): counter computers are small, and Desk stays below 150 MB on them.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_pin(pin: str, number: str) -> str:
    """The argon2id hash of a fit PIN.

    Refuses a PIN that is not six to twelve digits, or that anybody would try first.
    """
    if not re.fullmatch(r"[0-9]{6,12}", pin):
        raise Refusal(
            _("A PIN has six to twelve digits."),
            _("Choose digits only, at least six."),
            field="pin",
            code="pin_shape",
        )
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if steps in ({0}, {1}, {9}) or pin == number:
        raise Refusal(
            _("This PIN is too easy to guess."),
            _("Avoid repeated or running digits and your own staff number."),
            field="pin",
            code="pin_weak",
        )
    return _hasher.hash(pin)


def pin_fits(pin_hash: str, pin: str) -> bool:
    """Whether a PIN is the one that was hashed."""
    try:
        return _hasher.verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def pin_hash_is_of_now(pin_hash: str) -> bool:
    """Whether a hash was made as it would be made now."""
    try:
        return not _hasher.check_needs_rehash(pin_hash)
    except InvalidHashError:
        return False


def hash_anew(pin: str) -> str:
    """The hash, made as it is now, of a PIN that was fit when it was chosen."""
    return _hasher.hash(pin)


def locked_until(failed_tries: int, now: datetime) -> datetime | None:
    """Until when the next try must wait after so many wrong ones; the wait doubles each time."""
    over = failed_tries - FREE_TRIES
    if over <= 0:
        return None
    return now + min(timedelta(seconds=15 * 2 ** min(over, 10)), LONGEST_WAIT)
