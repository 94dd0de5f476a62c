"""One text that an act needs: a reason, a comment, what the customer said."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.area import ClerkTextArea
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow


class Prompt(DeskDialog[str]):
    """Gives the text, clean; None when the person thought better of it.

    With `lines` over one the field is a text area of that height and ctrl+s accepts.
    """

    def __init__(
        self,
        title: str,
        label: str,
        *,
        text: str = "",
        value: str = "",
        needed: bool = True,
        lines: int = 1,
        limit: int = 500,
    ) -> None:
        super().__init__(title)
        self._label = label
        self._text = text
        self._needed = needed
        if lines > 1:
            area = ClerkTextArea(value, limit=limit)
            area.styles.height = lines
            self._field: ClerkInput | ClerkTextArea = area
        else:
            self._field = ClerkInput(value, limit=limit)

    def body(self) -> Iterable[Widget]:
        if self._text:
            yield Static(shown(self._text), classes="dialog-text")
        yield FieldRow(self._label, self._field, name="text")

    def accept(self) -> None:
        field = self._field
        value = field.text if isinstance(field, ClerkInput) else field.value
        if self._needed and not value:
            self.query_one(FieldRow).say(_("This must not stay empty."))
            field.focus()
            return
        self.dismiss(value)
