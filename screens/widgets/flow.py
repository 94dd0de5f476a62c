"""Text that breaks lines as Chinese does: between any two characters, marks never first."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from desk.text import clean, clean_line
from screens.plain import fit, shown


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph; `lead` stands before its first line, and as much space before the others.

    The first `strong` characters of the text are bold.
    """

    text: str
    style: str = ""
    lead: str = ""
    strong: int = 0


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
        self._most = 0
        self.most_lines = 0
        """How many lines there may be, the last of which then ends in "…"; 0 for all."""

    def say(self, *paras: Para, most: int = 0) -> None:
        """Other paragraphs; with `most` no more than so many, each cut to one line."""
        self.paras, self._most = paras, most
        self.refresh(layout=True)

    @property
    def plain(self) -> str:
        """What is said, paragraph by paragraph, without looks and line breaks."""
        return "\n".join(f"{para.lead}{para.text}" for para in self.paras)

    def _lines(self, width: int) -> list[Content]:
        if self._most:
            return [
                _styled(fit(f"{para.lead}{clean_line(para.text)}", width).rstrip(), para)
                for para in self.paras[: self._most]
            ]
        # Not on the way to the first screen.
        from desk.letter.plain import wrap

        lines = []
        for para in self.paras:
            rest = " " * cell_len(para.lead)
            for text in clean(para.text).split("\n"):
                first, *others = wrap(text, max(width, 8), first=para.lead, rest=rest)
                lines += [_styled(first, para), *(shown(line, para.style) for line in others)]
        return self._cut(lines, max(width, 8))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _cut(self, lines: list[Content], width: int) -> list[Content]:
        if not self.most_lines or len(lines) <= self.most_lines:
            return lines
        kept = lines[: self.most_lines]
        last = kept[-1]
        return [*kept[:-1], last.truncate(width - 1) + Content("…")]


def _styled(line: str, para: Para) -> Content:
    content = shown(line, para.style)
    if not para.strong:
        return content
    return content.stylize("bold $primary", 0, len(para.lead) + para.strong)
