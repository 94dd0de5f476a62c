"""Several rows of a list picked for one act: by space, or by shift and an arrow."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

R = TypeVar("R")

PICKING = (
    Binding("space", "pick", show=False),
    Binding("shift+down", "pick_on(1)", show=False),
    Binding("shift+up", "pick_on(-1)", show=False),
)


class Picked(Message):
    """Other rows are picked."""

    def __init__(self, source: "Picks[Any]") -> None:
        super().__init__()
        self.source = source


class Picks(Widget, Generic[R]):
    """The part of a list that knows what is picked: rows by their name, which `by` gives.

    Without `by` nothing can be picked, and the keys mean what they mean around the list.
    """

    rows: list[R]
    cursor: Any
    by: Callable[[R], str] | None = None
    picks: frozenset[str] = frozenset()

    @property
    def picked(self) -> list[R]:
        """The rows that are picked, in the order of the list."""
        return [row for row in self.rows if self.is_picked(row)]

    def is_picked(self, row: R) -> bool:
        """Whether this row is picked."""
        return self.by is not None and self.by(row) in self.picks

    def unpick(self) -> None:
        """Pick none."""
        if self.picks:
            self._set(frozenset())

    def keep_picks(self) -> None:
        """Other rows stand here: what is gone is picked no more."""
        if self.by is not None and self.picks:
            self.picks &= {self.by(row) for row in self.rows}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("pick", "pick_on"):
            return self.by is not None and bool(self.rows)
        return super().check_action(action, parameters)

    def action_pick(self) -> None:
        """Pick the row under the mark, or let it go; the mark goes on."""
        if self.by is not None:
            self._set(self.picks ^ {self.by(self.rows[self.cursor])})
            self.cursor += 1

    def action_pick_on(self, step: int) -> None:
        """Pick the row under the mark and the next one."""
        if self.by is not None:
            first = self.by(self.rows[self.cursor])
            self.cursor += step
            self._set(self.picks | {first, self.by(self.rows[self.cursor])})

    def _set(self, picks: frozenset[str]) -> None:
        self.picks = picks
        self.refresh()
        self.post_message(Picked(self))
