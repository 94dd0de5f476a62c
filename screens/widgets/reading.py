"""What stands in a control, as plain data, and back: for drafts and for forms of many fields."""

from typing import Any, Protocol, runtime_checkable

from textual.widget import Widget

from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.ticks import Ticks


@runtime_checkable
class HasContent(Protocol):
    """A control of a room's own that says itself what stands in it."""

    def get_content(self) -> str | list[str]:
        """A text, or a list of ids."""
        ...

    def set_content(self, content: str | list[str]) -> None:
        """Show it, without telling anybody."""
        ...


def content_of(control: Widget) -> str | list[str]:
    """What stands in a control: a text, the value of a choice ("" for none), or a list of ids."""
    if isinstance(control, ClerkInput):
        return control.text
    if isinstance(control, ClerkTextArea):
        return control.value
    if isinstance(control, Choice):
        return "" if control.value is None else str(control.value)
    if isinstance(control, Ticks):
        return control.ticked
    if isinstance(control, HasContent):
        return control.get_content()
    raise TypeError(type(control).__name__)


def fill(control: Widget, content: Any) -> None:
    """Show in a control what `content_of` gave; what it cannot show is left out."""
    if isinstance(control, ClerkInput):
        control.value = str(content)
    elif isinstance(control, ClerkTextArea):
        if control.value != content:
            control.text = str(content)
    elif isinstance(control, Choice):
        control.value = next((v for v, _words in control.options if str(v) == content), None)
    elif isinstance(control, Ticks):
        control.show(control.items, list(content))
    elif isinstance(control, HasContent):
        control.set_content(content)
    else:
        raise TypeError(type(control).__name__)


def words_of(control: Widget, content: Any) -> str:
    """What `content_of` gave, in words for a person."""
    if isinstance(control, Choice):
        return next((words for value, words in control.options if str(value) == content), "")
    return "、".join(content) if isinstance(content, list) else str(content or "")
