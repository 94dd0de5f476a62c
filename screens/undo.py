"""One key takes back the last edit of a screen: words, a tick, a choice, a link."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

MOST = 200
"""Steps that are kept; who wants to go further back throws the draft away."""
LONGEST_RUN = 16
"""Characters that one key takes back at most."""


class Step(NamedTuple):
    """What can be taken back: `back` does it.

    `control` is the field it happened in, None for an act of a room. `what` names an act; a field
    is called as its row is. Steps with the same `run` in one field, one after the other, are one
    step: whoever types a word takes back the word.
    """

    back: Callable[[], None]
    control: "Widget | None" = None
    what: str = ""
    run: str = ""


class Runs:
    """Cuts what is typed letter by letter into the pieces that one key takes back.

    An input method sends its words like that too: a piece ends with a space or a mark, or when it
    is `LONGEST_RUN` long.
    """

    def __init__(self) -> None:
        self._number = 0
        self._length = 0

    def of(self, char: str) -> str:
        """The run that a typed character belongs to."""
        run = f"typed {self._number}"
        self._length += 1
        if not char.isalnum() or self._length >= LONGEST_RUN:
            self._number, self._length = self._number + 1, 0
        return run


class Edits:
    """The steps of one screen, the last at the end."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._quiet = False

    def note(self, step: Step) -> None:
        """Remember a step, unless it goes on with the last one."""
        if self._quiet:
            return
        last = self._steps[-1] if self._steps else None
        if last is not None and step.run and (last.control, last.run) == (step.control, step.run):
            return
        self._steps = [*self._steps[1 - MOST :], step]

    def forget(self, *controls: "Widget") -> None:
        """These fields show something else now; what was typed before belongs to that."""
        self._steps = [step for step in self._steps if step.control not in controls]

    def take_back(self, *, acts_alone: bool = False) -> Step | None:
        """Take the last step back and give it; None when there is none. Nothing of it is noted."""
        if not self._steps or (acts_alone and self._steps[-1].control is not None):
            return None
        step = self._steps.pop()
        with self.quietly():
            step.back()
        return step

    @contextmanager
    def quietly(self) -> "Iterator[None]":
        """What changes meanwhile is nobody's edit."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before


def note(control: "Widget", back: Callable[[], None], *, run: str = "") -> None:
    """A person changed what stands in a field."""
    edits = getattr(control.screen, "edits", None) if control.is_attached else None
    if isinstance(edits, Edits):
        edits.note(Step(back, control, run=run))
