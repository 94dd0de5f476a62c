"""A strip of days or hours: a word above, a small standing bar with its number below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from desk.bars import level, places
from screens.plain import fit, shown

WIDEST = 9
"""Cells that a place takes at most, however much room there is."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: what stands above and how many there are; `told` says it in a phrase."""

    word: str
    count: int
    kind: str = ""
    """The name of a component class of the strip: "late", "now" or "off"; or none."""
    told: str = ""

    @property
    def number(self) -> str:
        """The number with its sign; nothing has a dot."""
        sign = "!" if self.kind == "late" and self.count else ""
        return f"{sign}{self.count}" if self.count else "·"

    @property
    def least(self) -> int:
        """Cells it needs: the bar stands before its number."""
        return max(cell_len(self.word), cell_len(self.number) + 1)


class DayStrip(Widget, can_focus=True):
    """Shows places in a row; one of them may be chosen.

    Arrows choose while it has the focus, enter and ↓ leave it, esc takes the choice back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("enter,down", "done", show=False),
        Binding("escape", "all", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "strip--late",
        "strip--now",
        "strip--off",
        "strip--chosen",
        "strip--told",
    }
    DEFAULT_CSS = """
    DayStrip { height: auto; padding: 0 1; background: transparent; }
    DayStrip > .strip--late { color: $error; text-style: bold; }
    DayStrip > .strip--now { text-style: bold underline; }
    DayStrip > .strip--off { color: $text-muted; }
    DayStrip > .strip--chosen { background: $primary-muted; color: $foreground; text-style: bold; }
    DayStrip:focus > .strip--chosen { background: $primary; color: $background; }
    DayStrip > .strip--told { color: $primary; text-style: bold; }
    """

    class Picked(Message):
        """Another place was chosen; None: all of them again. `done`: the strip is left."""

        def __init__(self, at: int | None, *, done: bool = False) -> None:
            super().__init__()
            self.at = at
            self.done = done

    def __init__(self, *, hint: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._places: list[Place] = []
        self._chosen: int | None = None
        self._hint = hint
        self._spans: list[tuple[int, int]] = []

    @property
    def chosen(self) -> int | None:
        """The place that is chosen."""
        return self._chosen

    @property
    def places(self) -> list[Place]:
        """What is shown."""
        return list(self._places)

    def show(self, found: Sequence[Place], chosen: int | None = None) -> None:
        """Show other places; nothing is drawn again where nothing is other than before."""
        if list(found) == self._places and chosen == self._chosen:
            return
        taller = (chosen is None) != (self._chosen is None) or not self._places
        self._places, self._chosen = list(found), chosen
        self.refresh(layout=taller)

    def _telling(self) -> str:
        return self._places[self._chosen].told if self._chosen is not None else ""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return (3 if self._telling() else 2) if self._places else 0

    def render(self) -> Content:
        room = self.content_size.width
        widths = places([place.least for place in self._places], room, WIDEST)
        most = max((place.count for place in self._places), default=0)
        above: list[Content] = []
        below: list[Content] = []
        self._spans = []
        x = 0
        for number, (place, width) in enumerate(zip(self._places, widths, strict=True)):
            style: Style | str = self._style(number, place)
            bar = level(place.count, most)
            amount = f"{bar}{place.number}" if place.count else place.number
            above.append(Content.styled(fit(place.word, width), style))
            below.append(Content.styled(fit(amount, width), style))
            self._spans.append((x, x + width))
            x += width + 1
        lines = [Content(" ").join(above), Content(" ").join(below)]
        if told := self._telling():
            loud = self.get_visual_style("strip--told")
            lines.append(
                Content.assemble(Content.styled(f"▸ {told}", loud), shown(f"  {self._hint}"))
            )
        return Content("\n").join(line.truncate(room, ellipsis=True) for line in lines)

    def _style(self, number: int, place: Place) -> Style | str:
        if number == self._chosen:
            return self.get_visual_style("strip--chosen")
        if place.kind == "late" and not place.count:
            return ""
        return self.get_visual_style(f"strip--{place.kind}") if place.kind else ""

    # -- keys and clicks -------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """Choose the place beside the chosen one; the strip ends on both sides.

        Where none is chosen yet it begins with the first that holds anything.
        """
        if not self._places:
            return
        if self._chosen is None:
            at = next((n for n, place in enumerate(self._places) if place.count), 0)
        else:
            at = self._chosen + by
        self._pick(max(0, min(at, len(self._places) - 1)))

    def _pick(self, at: int) -> None:
        if at != self._chosen:
            self.show(self._places, at)
            self.post_message(self.Picked(at))

    def action_done(self) -> None:
        """Leave the strip with what is chosen."""
        self.post_message(self.Picked(self._chosen, done=True))

    def action_all(self) -> None:
        """Choose nothing and leave."""
        self.show(self._places, None)
        self.post_message(self.Picked(None, done=True))

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        for number, (start, end) in enumerate(self._spans):
            if at is not None and at.y < 2 and start <= at.x < end:
                self._pick(number)
