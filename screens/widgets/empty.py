"""What stands where nothing is yet: what would be here, and which key makes one."""

from textual.content import Content
from textual.widgets import Static

from screens.plain import shown


class EmptyState(Static):
    """A sentence in the middle of an empty place, and a second one about what to do."""

    def __init__(self, what: str, key: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.say(what, key)

    def say(self, what: str, key: str = "") -> None:
        """Other words."""
        self.update(Content("\n").join([shown(what), shown(key, "$text-muted")]))
