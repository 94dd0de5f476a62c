"""The register of letters, year by year, with the check that no number is missing or double."""

from dataclasses import dataclass

from desk.i18n import _
from desk.letter.register import RegisterFault, faults_in
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.views import RegisterRow

REGISTER = "letter"
FIRST_YEAR, LAST_YEAR = 2000, 9999


def period(desk: Desk, year: int) -> str:
    """What the register of this unit and a year is called."""
    return f"{desk.branch.code}-{year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The letters of a year by number, the last number taken, and what is wrong with them."""

    year: int
    last: int
    rows: tuple[RegisterRow, ...]
    faults: tuple[RegisterFault, ...]


@service("letter.register", May.READ, writes=False)
def letter_register(desk: Desk, who: Actor, year: int = 0) -> Register:
    """The register of a year, by default the present one of the branch's calendar."""
    year = year or desk.hours.day_of(desk.clock.now()).year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(
            _("There is no register of the year {year}.").format(year=year),
            _("Write the year with four digits, for example 2026."),
            field="year",
            code="bad_year",
        )
    with desk.store.read() as book:
        rows = tuple(book.numbered(year))
        last = book.serials(REGISTER, period(desk, year))
    return Register(
        year=year, last=last, rows=rows, faults=faults_in((row.serial for row in rows), last)
    )
