"""The panel of the tour: what to do now, with the keys and what to type set off from the words."""

from textual.content import Content
from textual.widgets import Static

from desk.i18n import _
from desk.tour import KEY, TYPED, WORDS, Step
from screens.keys import name_of
from screens.plain import shown

COACHED = "-coached"
"""The class of a screen on which the coach stands: what is told in passing stands above it."""


class Coach(Static):
    """Stands above the line of keys; takes no key and no click away from the work."""

    DEFAULT_CSS = """
    Coach {
        height: auto;
        border: round $accent;
        border-title-color: $accent;
        border-title-style: bold;
        background: $surface;
        color: $foreground;
        padding: 0 1;
    }
    Coach.-docked { dock: bottom; margin: 0 0 1 0; }
    .-coached ToastRack { margin-bottom: 7; }
    """
    SCOPED_CSS = False

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, str] | None = None

    def tell(self, step: Step, at: int, of: int) -> None:
        """Show a step, the one at place `at` of `of`."""
        if self._said == (step.id, step.text):
            return
        self._said = (step.id, step.text)
        words = _("Tour {at}/{of} · {title}")
        self.border_title = shown(words.format(at=at + 1, of=of, title=step.title))
        self.update(said(step))


def said(step: Step) -> Content:
    """The words of a step; keys and what is typed stand out by more than their colour."""
    parts: list[Content] = []
    last = ""
    for kind, text in step.pieces:
        if kind == KEY:
            if last == KEY:
                parts.append(Content(" "))
            parts.append(Content.styled(f"[{name_of(text)}]", "bold $accent"))
        elif kind == TYPED:
            parts.append(Content.styled(f"“{text}”" if " " in text else text, "bold underline"))
        else:
            assert kind == WORDS
            parts.append(shown(text))
        last = kind
    return Content("").join(parts)
