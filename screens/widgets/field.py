"""Text fields for clerks: nothing dangerous gets in, nothing is dropped without a word.

The field of several lines stands in `screens.widgets.area`: it is not on the way to the first
screen.
"""

from functools import partial

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from desk.i18n import _
from desk.text import clean_line
from screens.keys import table
from screens.undo import Runs, note


def without_clashes(bindings: list[BindingType]) -> list[BindingType]:
    """The bindings of a Textual widget less every key that means something everywhere."""
    ours = {name for key in table("everywhere") for name in key.all_keys}
    kept: list[BindingType] = []
    for binding in bindings:
        if isinstance(binding, Binding):
            left = [name for name in binding.key.split(",") if name not in ours]
            if left:
                kept.append(
                    Binding(",".join(left), binding.action, binding.description, show=False)
                )
    return kept


class Told(Message):
    """A field has something to say for itself; "" takes it back. FieldRow shows it."""

    def __init__(self, control: Widget, text: str) -> None:
        super().__init__()
        self.source = control
        self.text = text


def too_long(limit: int) -> str:
    """What a full field says."""
    return _("At most {limit} characters fit here.").format(limit=limit)


def cut_short(dropped: int, limit: int) -> str:
    """What a field says that took in a part of a paste."""
    return _("{limit} characters fit here; the last {dropped} of the paste were left out.").format(
        limit=limit, dropped=dropped
    )


class ClerkInput(Input, inherit_bindings=False):
    """One line of text.

    `limit` is in characters. Pasted lines are folded into one; what does not fit is cut and
    told beside the field. Enter goes on to the next field unless the screen handles
    `Input.Submitted` itself.
    """

    BINDINGS = without_clashes(Input.BINDINGS)
    # Input sets its first value, and so calls `watch_value`, before our own fields are there.
    _told = False
    # A mark that comes and goes draws the line twice a second, and the eye with it.
    cursor_blink = reactive(False, init=False)

    def __init__(
        self,
        value: str = "",
        *,
        limit: int = 200,
        placeholder: str = "",
        password: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            clean_line(value),
            placeholder=placeholder,
            password=password,
            max_length=limit,
            compact=True,
            select_on_focus=False,
            id=id,
            classes=classes,
            disabled=disabled,
        )
        self.limit = limit
        self._runs = Runs()

    @property
    def text(self) -> str:
        """What stands in the field, clean and trimmed."""
        return clean_line(self.value)

    def restricted(self) -> None:
        self._told = True
        self.post_message(Told(self, too_long(self.limit)))

    def watch_value(self) -> None:
        if self._told:
            self._told = False
            self.post_message(Told(self, ""))

    def replace(self, text: str, start: int, end: int) -> None:
        before, at = self.value, self.cursor_position
        super().replace(text, start, end)
        if self.value != before and not self.password:
            typed = len(text) == 1 and start == end
            run = self._runs.of(text) if typed else ""
            note(self, partial(self._put_back, before, at), run=run)

    def _put_back(self, value: str, at: int) -> None:
        self.value = value
        self.cursor_position = at

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        self._take(self.app.clipboard)

    def _take(self, text: str) -> None:
        line = clean_line(text)
        start, end = sorted(self.selection)
        room = self.limit - len(self.value) + (end - start)
        if line[:room]:
            self.replace(line[:room], start, end)
        if len(line) > room:
            dropped = len(line) - max(room, 0)
            # After the change of value, which takes back what was told before.
            self.call_after_refresh(self._tell, cut_short(dropped, self.limit))

    def _tell(self, text: str) -> None:
        self._told = True
        self.post_message(Told(self, text))
