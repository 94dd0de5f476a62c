"""Receipt slips: the one that came back with its box ticked, and those that are still out."""

from dataclasses import replace
from datetime import date, datetime

from desk.enums import LetterState
from desk.forms import ReceiptForm
from desk.i18n import _
from desk.letter.delivery import WITH_RECEIPT, receipt_overdue
from desk.letter.life import Letter
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.closing import take_down
from desk.services.letter_rows import in_state, kept, letter_act
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean
from desk.views import LetterRow


@service("letter.countersign", May.DELIVER)
def countersign_letter(
    desk: Desk, who: Actor, letter_id: str, form: ReceiptForm | None = None
) -> Letter:
    """Note that the customer's signed receipt came back, with the box ticked on it.

    The box is feedback that the customer volunteered: it stands among the follow-ups, and a
    customer who is dissatisfied opens a new round, also where the case was closed meanwhile.
    """
    form = form or ReceiptForm()
    wants = form.rating is not None or clean(form.words).strip() != ""
    with letter_act(desk, who, "letter.countersign", letter_id, ended=True) as (
        act,
        case,
        now,
    ):
        letter = in_state(act, letter_id, LetterState.DELIVERED)
        signed = _signed(desk, letter, form.signed_on, now)
        act.put(replace(letter, state=LetterState.COUNTERSIGNED, countersigned_at=signed))
        if wants:
            take_down(act, desk, case, who, form, now, round_=letter.round)
        act.commit()
    return kept(desk, letter_id)


def _signed(desk: Desk, letter: Letter, day: date | None, now: datetime) -> datetime:
    """When the slip was signed: the day the customer wrote on it, at its end."""
    if day is None or day == desk.hours.day_of(now):
        return now
    earliest = desk.hours.day_of(letter.delivered_at or now)
    if not earliest <= day < desk.hours.day_of(now):
        raise Refusal(
            _("The day on the receipt must lie between the delivery and today."),
            field="signed_on",
            code="bad_time",
        )
    return desk.hours.instant(day, 24 * 60 - 1)


@service("letter.receipts", May.READ, writes=False)
def receipts_out(
    desk: Desk, who: Actor, *, overdue: bool = False, after: str = "", limit: int = 200
) -> list[LetterRow]:
    """Delivered letters whose signed receipt is not back, oldest first; the overdue ones alone."""
    now = desk.clock.now()
    found: list[LetterRow] = []
    with desk.store.read() as book:
        while len(found) < limit:
            rows = book.letters([LetterState.DELIVERED.value], after=after, limit=200)
            found += [
                row
                for row in rows
                if row.delivery in WITH_RECEIPT and (not overdue or is_overdue(row, now))
            ]
            if len(rows) < 200:
                break
            after = rows[-1].cursor
    return found[:limit]


def is_overdue(row: LetterRow, now: datetime) -> bool:
    """Whether the receipt of a letter should have come back by now."""
    return receipt_overdue(row.state, row.delivery, row.delivered_at, now)
