"""Text fields for clerks: nothing dangerous gets in, nothing is dropped without a word."""

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, TextArea
from textual.widgets.text_area import EditResult, Location

from desk.i18n import _
from desk.text import clean, clean_line
from screens.keys import table


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

    def __init__(self, control: Input | TextArea, text: str) -> None:
        super().__init__()
        self.source = control
        self.text = text


def _too_long(limit: int) -> str:
    return _("At most {limit} characters fit here.").format(limit=limit)


def _cut_short(dropped: int, limit: int) -> str:
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
        self._told = False

    @property
    def text(self) -> str:
        """What stands in the field, clean and trimmed."""
        return clean_line(self.value)

    def restricted(self) -> None:
        self._told = True
        self.post_message(Told(self, _too_long(self.limit)))

    def watch_value(self) -> None:
        if self._told:
            self._told = False
            self.post_message(Told(self, ""))

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
            self.call_after_refresh(self._tell, _cut_short(dropped, self.limit))

    def _tell(self, text: str) -> None:
        self._told = True
        self.post_message(Told(self, text))


class ClerkTextArea(TextArea, inherit_bindings=False):
    """Several lines of text; tab goes on to the next field. `limit` is in characters."""

    BINDINGS = without_clashes(TextArea.BINDINGS)

    def __init__(
        self,
        text: str = "",
        *,
        limit: int = 4000,
        placeholder: str = "",
        read_only: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            clean(text),
            placeholder=placeholder,
            read_only=read_only,
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            id=id,
            classes=classes,
            disabled=disabled,
        )
        self.limit = limit
        self._told = False

    @property
    def value(self) -> str:
        """What stands in the field, clean and without blank ends."""
        return clean(self.text).strip()

    def _replace_via_keyboard(
        self, insert: str, start: Location, end: Location
    ) -> EditResult | None:
        insert = clean(insert)
        first, last = sorted((start, end))
        selected = len(self.document.get_text_range(first, last))
        room = self.limit - len(self.text) + selected
        told = ""
        if len(insert) > room:
            told = (
                _too_long(self.limit)
                if len(insert) == 1
                else _cut_short(len(insert) - max(room, 0), self.limit)
            )
            insert = insert[: max(room, 0)]
            if not insert:
                self._tell(told)
                return None
        result = super()._replace_via_keyboard(insert, start, end)
        if told or self._told:
            self._tell(told)
        return result

    def _tell(self, text: str) -> None:
        self._told = bool(text)
        self.post_message(Told(self, text))
