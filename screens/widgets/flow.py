"""Text that breaks lines as Chinese does: between any two characters, marks never first."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from desk.text import clean
from screens.plain import shown


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph; `lead` stands before its first line, and as much space before the others."""

    text: str
    style: str = ""
    lead: str = ""


class Flow(Widget):
    """Paragraphs in as many lines as they need; every text is shown literally."""

    DEFAULT_CSS = "Flow { height: auto; width: 1fr; }"

    def __init__(
        self,
        paras: Sequence[Para] = (),
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.paras = tuple(paras)

    def say(self, *paras: Para) -> None:
        """Other paragraphs."""
        self.paras = paras
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        # Not on the way to the first screen.
        from desk.letter.plain import wrap

        lines = []
        for para in self.paras:
            for text in clean(para.text).split("\n"):
                rest = " " * len(para.lead)
                drawn = wrap(text, max(width, 8), first=para.lead, rest=rest)
                lines += [shown(line, para.style) for line in drawn]
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))
