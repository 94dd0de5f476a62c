"""Articles that an answer cites: a field that names them, and a list to pick them from."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.playbook.entries import Article
from screens.base import DeskDialog
from screens.plain import fit, shown
from screens.undo import note
from screens.widgets.paged import Column, PagedList


class Cited(Widget, can_focus=True):
    """The articles cited, one a line; enter asks for the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "ask", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    Cited { height: auto; width: 1fr; padding: 0 1; background: $surface; }
    Cited:focus { background-tint: $primary 8%; }
    """

    class Asked(Message):
        """The person wants the list."""

    class Changed(Message):
        """Other articles are cited."""

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[str] = []
        self._names: dict[str, str] = {}

    def know(self, names: dict[str, str]) -> None:
        """How articles are cited, by id."""
        self._names = names
        self.refresh(layout=True)

    def get_content(self) -> list[str]:
        """Ids of the articles."""
        return list(self._ids)

    def set_content(self, content: str | list[str]) -> None:
        """Show these."""
        self._ids = list(content) if isinstance(content, list) else []
        self.refresh(layout=True)

    def cite(self, ids: Sequence[str]) -> None:
        """Cite these as a person would."""
        if list(ids) != self._ids:
            note(self, partial(self._put_back, self._ids))
            self._put_back(list(ids))

    def _put_back(self, ids: list[str]) -> None:
        self.set_content(ids)
        self.post_message(self.Changed())

    def action_ask(self) -> None:
        self.post_message(self.Asked())

    def on_click(self) -> None:
        self.post_message(self.Asked())

    def on_focus(self) -> None:
        self.refresh(layout=True)

    def on_blur(self) -> None:
        self.refresh(layout=True)

    def _lines(self) -> list[str]:
        lines = [self._names.get(each, each) for each in self._ids]
        if self.has_focus or not lines:
            lines.append(_("Enter: choose from the list"))
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines())

    def render(self) -> Content:
        width = self.content_size.width or 40
        lines = self._lines()
        parts = []
        for number, line in enumerate(lines):
            hint = number >= len(self._ids)
            parts.append(shown(fit(line, width), "$text-muted" if hint else ""))
        return Content("\n").join(parts)


class PickArticles(DeskDialog[list[str]]):
    """Gives the ids of the articles that were ticked; space ticks, the text stands below."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

    def __init__(self, articles: Sequence[Article], cited: Sequence[str]) -> None:
        super().__init__(_("Articles to cite"))
        self._articles = list(articles)
        self._cited = list(cited)
        self._text = Static()
        self._list = PagedList[Article](
            [Column("", 3), Column(_("Article"), 20, grows=1)],
            lambda one: ("[✓]" if one.id in self._cited else "[ ]", one.cited),
            empty=_("The playbook has no article for this topic."),
            empty_key=_("Write the basis in your own words."),
        )
        self.add_class("-tall")

    def body(self) -> Iterable[Widget]:
        yield Static(
            shown(_("Space ticks, Enter or Ctrl+S takes them over.")), classes="dialog-text"
        )
        yield self._list
        box = VerticalScroll(self._text, classes="pick-text")
        box.can_focus = False
        yield box

    def on_mount(self) -> None:
        self._list.show(self._articles)
        self._list.focus()

    @on(PagedList.Marked)
    def _marked(self) -> None:
        one = self._list.marked
        self._text.update(shown(one.text if one is not None else ""))

    def action_tick(self) -> None:
        one = self._list.marked
        if one is None:
            return
        if one.id in self._cited:
            self._cited.remove(one.id)
        else:
            self._cited.append(one.id)
        self._list.refresh()

    @on(PagedList.Chosen)
    def accept(self) -> None:
        one = self._list.marked
        if not self._cited and one is not None:
            # Enter on a line of an unticked list means that line.
            self._cited.append(one.id)
        self.dismiss(self._cited)
