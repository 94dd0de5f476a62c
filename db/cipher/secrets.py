"""What a passphrase must be, and how a recovery key is spelt on its sheet."""

import hashlib
import os
import unicodedata

from desk.i18n import _
from desk.refusals import Refusal

FEWEST = 10
"""Characters of a passphrase; a Chinese one counts for two."""
FEWEST_DIFFERENT = 5
RECOVERY_BYTES = 16
GROUP, GROUPS = 4, 7
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: nobody takes one of these for another on paper."""
_SPELLS = str.maketrans("ILO", "110")
_CHECK_BITS = GROUP * GROUPS * 5 - RECOVERY_BYTES * 8


def as_secret(passphrase: str) -> bytes:
    """A passphrase as it is used: the same whichever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def fit(passphrase: str) -> bytes:
    """A passphrase that is to be set, as `as_secret`. Refuses one that is tried out in no time."""
    text = unicodedata.normalize("NFKC", passphrase)
    weight = sum(2 if unicodedata.east_asian_width(each) == "W" else 1 for each in text)
    if weight < FEWEST or len(set(text)) < FEWEST_DIFFERENT:
        raise Refusal(
            _("This passphrase is too easy to try out."),
            _(
                "Take ten characters or more, five of them different; a Chinese character counts "
                "for two. A sentence that only you know is best."
            ),
            field="passphrase",
            code="passphrase_weak",
        )
    return as_secret(passphrase)


def new_recovery() -> bytes:
    """A recovery key that nobody has chosen and nobody can guess."""
    return os.urandom(RECOVERY_BYTES)


def spelt(recovery: bytes) -> str:
    """A recovery key in groups of letters and digits, with a check of what is typed."""
    number = int.from_bytes(recovery, "big") << _CHECK_BITS | _check(recovery)
    letters = "".join(_LETTERS[number >> 5 * at & 31] for at in reversed(range(GROUP * GROUPS)))
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def read(typed: str) -> bytes:
    """The recovery key that was typed from its sheet. Refuses what no sheet says."""
    kept = unicodedata.normalize("NFKC", typed).upper().translate(_SPELLS)
    letters = [each for each in kept if each.isalnum()]
    if len(letters) == GROUP * GROUPS and all(each in _LETTERS for each in letters):
        number = 0
        for each in letters:
            number = number << 5 | _LETTERS.index(each)
        recovery = (number >> _CHECK_BITS).to_bytes(RECOVERY_BYTES, "big")
        if number & (1 << _CHECK_BITS) - 1 == _check(recovery):
            return recovery
    raise Refusal(
        _("This is not a recovery key: something was mistyped."),
        _("It has seven groups of four letters and digits; compare each with the sheet."),
        field="recovery",
        code="recovery_mistyped",
    )


def _check(recovery: bytes) -> int:
    return int.from_bytes(hashlib.sha256(recovery).digest(), "big") >> 256 - _CHECK_BITS
