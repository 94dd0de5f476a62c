"""The register of letters of a unit and year: every number once, none left out, voids kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desk.i18n import _


class Wrong(StrEnum):
    """What can be wrong with a number of the register."""

    MISSING = "missing"
    """It was taken, and no letter bears it."""
    TWICE = "twice"
    NOT_TAKEN = "not_taken"
    """A letter bears it that the register never gave out."""


@dataclass(frozen=True, slots=True)
class RegisterFault:
    """A number that is not as it should be."""

    serial: int
    wrong: Wrong


def faults_in(serials: Iterable[int], last: int) -> tuple[RegisterFault, ...]:
    """What is wrong with the numbers that letters bear; `last` is the last one given out."""
    count = Counter(serials)
    faults = [RegisterFault(n, Wrong.MISSING) for n in range(1, last + 1) if not count[n]]
    faults += [RegisterFault(n, Wrong.TWICE) for n, times in count.items() if times > 1]
    faults += [RegisterFault(n, Wrong.NOT_TAKEN) for n in count if not 1 <= n <= last]
    return tuple(sorted(faults, key=lambda fault: (fault.serial, fault.wrong)))


def fault_words(fault: RegisterFault) -> str:
    """A fault in a sentence."""
    words = {
        Wrong.MISSING: _("number {serial} was taken, and no letter bears it."),
        Wrong.TWICE: _("number {serial} stands on two letters."),
        Wrong.NOT_TAKEN: _("number {serial} was never taken from the register."),
    }
    return words[fault.wrong].format(serial=fault.serial)
