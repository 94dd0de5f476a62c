"""Text of several lines, with the manners of `screens.widgets.field`."""

import re
from functools import partial

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from desk.text import clean
from screens.undo import Runs, note
from screens.widgets.field import Told, cut_short, too_long, without_clashes

OPEN = re.compile(r"⟦[^⟧\n]*⟧?")
"""A place of a proposal that is still to be filled in."""


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
        self._runs = Runs()

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
                too_long(self.limit)
                if len(insert) == 1
                else cut_short(len(insert) - max(room, 0), self.limit)
            )
            insert = insert[: max(room, 0)]
            if not insert:
                self._tell(told)
                return None
        result = super()._replace_via_keyboard(insert, start, end)
        if told or self._told:
            self._tell(told)
        return result

    def _restart_blink(self) -> None:
        # A mark that comes and goes draws the line twice a second, and the eye with it.
        self._pause_blink(visible=True)

    def _rewrap_and_refresh_virtual_size(self) -> None:
        super()._rewrap_and_refresh_virtual_size()
        # Lines that break elsewhere are as many as before: nobody else would draw them again.
        self.refresh()

    def edit(self, edit: Edit) -> EditResult:
        before, selection = self.text, self.selection
        result = super().edit(edit)
        if self.text != before:
            typed = len(edit.text) == 1 and edit.text != "\n" and selection.is_empty
            rubbed = not edit.text and len(before) - len(self.text) == 1
            run = self._runs.of(edit.text) if typed else "rubbed" if rubbed else ""
            note(self, partial(self._put_back, before, selection), run=run)
        return result

    def _put_back(self, text: str, selection: Selection) -> None:
        self.text = text
        self.selection = selection

    def select_open(self) -> None:
        """Mark the first ⟦slot⟧ of a proposal, so that typing takes its place."""
        slot = OPEN.search(self.text)
        if slot is None:
            return
        before = self.text[: slot.start()]
        row, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        self.selection = Selection((row, column), (row, column + len(slot[0])))

    def _tell(self, text: str) -> None:
        self._told = bool(text)
        self.post_message(Told(self, text))
