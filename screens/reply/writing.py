"""The left side while one writes: the text of the letter, or the result and the advice."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import TextArea

from desk.forms import ResultForm
from desk.i18n import _
from desk.letter.finding import Finding
from desk.text import clean, clean_line
from screens.widgets.area import ClerkTextArea
from screens.widgets.field import Told
from screens.widgets.flow import Flow, Para
from screens.widgets.row import ErrorLine, FieldRow

LONGEST_LETTER = 60_000
LONGEST_RESULT = 5_000
_FOUND_SHOWN = 2


class SomethingTyped(Message):
    """Something was typed on the left side."""


class TextPanel(Vertical):
    """The Markdown of the letter, and the first things the check says of it."""

    DEFAULT_CSS = """
    TextPanel > ClerkTextArea { height: 1fr; padding: 0; }
    TextPanel > #text-found { height: auto; max-height: 5; border-top: solid $border-blurred; }
    """

    class Moved(Message):
        """The cursor went under another heading of the letter."""

        def __init__(self, heading: str) -> None:
            super().__init__()
            self.heading = heading

    def __init__(self) -> None:
        super().__init__(classes="panel", id="text-panel")
        self._heading = ""
        self.area = ClerkTextArea(limit=LONGEST_LETTER, id="text")
        self._error = ErrorLine()
        self._found = Flow(id="text-found")
        self.border_title = _("Text of the letter")

    def compose(self) -> ComposeResult:
        yield self.area
        yield self._error
        yield self._found

    @property
    def markdown(self) -> str:
        """The text as it would be kept."""
        return clean(self.area.text).strip() + "\n"

    def fill(self, markdown: str) -> None:
        """Another text; the cursor stays where it is if it can."""
        at = self.area.cursor_location
        with self.area.prevent(TextArea.Changed):
            self.area.load_text(clean(markdown))
        self.area.move_cursor(self.area.clamp_visitable(at))

    def enter(self) -> None:
        """Bring the cursor here, at first to the greeting: what stands above is the page's."""
        if self.area.cursor_location == (0, 0):
            lines = self.area.text.split("\n")
            title = next((n for n, line in enumerate(lines) if line.startswith("# ")), -1)
            if title >= 0:
                self.area.move_cursor((min(title + 2, len(lines) - 1), 0))
        self.area.focus()

    def find(self, text: str) -> None:
        """Bring the cursor to the first line in which `text` stands."""
        wanted = "".join(text.split()).rstrip("。.？?！!；;")
        for number, line in enumerate(self.area.text.split("\n")):
            if wanted and wanted in "".join(line.replace("\\", "").split()):
                self.area.move_cursor((number, 0), center=True)
                return

    def tell(self, findings: Sequence[Finding]) -> None:
        """What the check says of the text as it stands."""
        paras = []
        for one in findings[:_FOUND_SHOWN]:
            words = _("{where}: {why}").format(where=one.where, why=one.why)
            paras.append(
                Para(words, "$error", "✗ ") if one.blocks else Para(words, "$warning", "! ")
            )
        left = len(findings) - _FOUND_SHOWN
        if left > 0:
            paras.append(Para(_("and {n} more").format(n=left), "$text-muted"))
        self._found.say(*paras)
        self._found.display = bool(paras)

    @on(Told)
    def _told(self, told: Told) -> None:
        told.stop()
        self._error.say(told.text)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(SomethingTyped())

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        above = self.area.text.split("\n")[: event.selection.end[0] + 1]
        heads = (line for line in reversed(above) if line.startswith("## "))
        heading = next(heads, "").lstrip("# ").replace("\\", "")
        if heading != self._heading:
            self._heading = heading
            self.post_message(self.Moved(heading))


class WordsPanel(VerticalScroll, can_focus=False):
    """The result as a whole, and the advice by lines, as the letter will say them."""

    def __init__(self) -> None:
        super().__init__(classes="panel", id="words-panel")
        self.result = ClerkTextArea(limit=LONGEST_RESULT, id="result")
        self.advice = ClerkTextArea(limit=LONGEST_RESULT, id="advice")
        self.border_title = _("Result and advice")

    def compose(self) -> ComposeResult:
        yield FieldRow(
            _("Result as a whole"),
            self.result,
            name="result",
            hint=_("One or two sentences on how the matter ends; may stay empty."),
        )
        yield FieldRow(
            _("Advice"),
            self.advice,
            name="advice",
            hint=_("What helps the customer from now on, one piece of advice a line."),
        )

    @property
    def form(self) -> ResultForm:
        """What stands in the fields."""
        advice = [line for line in map(clean_line, self.advice.text.split("\n")) if line]
        return ResultForm(result=self.result.value, advice=advice)

    def fill(self, result: str, advice: Sequence[str]) -> None:
        """Set both fields."""
        with self.result.prevent(TextArea.Changed), self.advice.prevent(TextArea.Changed):
            self.result.load_text(clean(result))
            self.advice.load_text("\n".join(clean_line(one) for one in advice))

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(SomethingTyped())
