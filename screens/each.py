"""One act on several rows: each is an act of its own, and what is refused stops no other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.i18n import _
from desk.refusals import Fault, Refusal

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor
    from screens.working import WorkScreen


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was marked: the id that the service asks for, and what people call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it for one row; `wrong` and `hint` are empty where it was done."""

    row: Row
    wrong: str = ""
    hint: str = ""


def for_each(
    rows: Sequence[Row], act: "Callable[[Desk, Actor, str], object]"
) -> "Callable[[Desk, Actor], list[Came]]":
    """Work for a screen: the act for one row after the other, in their order.

    A refusal is told of its row. After a fault nothing more is tried: the rest would meet it too.
    """

    def work(desk: "Desk", who: "Actor") -> list[Came]:
        came: list[Came] = []
        for number, row in enumerate(rows):
            try:
                act(desk, who, row.id)
            except Refusal as refusal:
                came.append(Came(row, refusal.message, refusal.hint))
            except Fault as fault:
                came.append(Came(row, fault.message, fault.hint))
                left = _("Not tried any more.")
                return [*came, *(Came(one, left) for one in rows[number + 1 :])]
            else:
                came.append(Came(row))
        return came

    return work


def tell_each(screen: "WorkScreen[Any]", came: Sequence[Came], said: str, hint: str = "") -> None:
    """Say that it was done; where something was refused, list every row with its reason.

    `said` has a place for {n}.
    """
    done = sum(not one.wrong for one in came)
    if done:
        screen.desk_app.tell(said.format(n=done), hint)
    if done < len(came):
        from screens.dialogs.came_of_it import CameOfIt

        screen.app.push_screen(CameOfIt(came))
