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

_hasher = PasswordHasher()


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


def locked_until(failed_tries: int, now: datetime) -> datetime | None:
    """Until when the next try must wait after so many wrong ones; the wait doubles each time."""
    over = failed_tries - FREE_TRIES
    if over <= 0:
        return None
    return now + min(timedelta(seconds=15 * 2 ** min(over, 10)), LONGEST_WAIT)
