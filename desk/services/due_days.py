"""How much falls due on which day, in one view of the board."""

from desk.due_days import DueCell, counted, strip_of
from desk.services.base import Desk, service
from desk.services.lists import today_ends
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.views import View


@service("list.due_days", May.READ, writes=False)
def due_days(desk: Desk, who: Actor, view: View) -> list[DueCell]:
    """The strip of the next ten working days for one view; nothing of the view is left out.

    What has ended falls due no more: of closed cases every count is 0.
    """
    now = desk.clock.now()
    cells = strip_of(now, desk.calendar, desk.hours)
    if view is View.CLOSED:
        return cells
    with desk.store.read() as book:
        counts = book.due_counts(
            view,
            [cell.span for cell in cells],
            staff_id=who.staff_id,
            now=now,
            today_ends=today_ends(desk),
        )
    return counted(cells, counts)
