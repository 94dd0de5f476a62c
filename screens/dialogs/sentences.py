"""Sentences to read aloud or to put in, the marked one in full; below them a page to read on in."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.playbook.sentences import USE_WORDS, Sentence
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Column, PagedList

MOST_LINES = 5
"""Sentences on sight at once; the page below wants room too."""


class Sentences(DeskDialog[Sentence]):
    """Gives the sentence that was chosen; `hint` says what becomes of it."""

    def __init__(
        self, title: str, found: Sequence[Sentence], hint: str, page: Content | None = None
    ) -> None:
        super().__init__(title)
        self._found = list(found)
        self._hint = hint
        self._page = page
        self.whole = Flow(classes="sentence")
        self._list = PagedList[Sentence](
            [Column("", 10), Column("", 20, grows=1)],
            lambda one: ((_(USE_WORDS[one.use]), "faint"), one.text),
            empty=_("The playbook has no sentence for this."),
        )
        self._list.styles.height = min(len(self._found), MOST_LINES) + 1
        self.add_class("-tall" if page is not None else "-sentences")

    def body(self) -> Iterable[Widget]:
        yield Static(shown(self._hint), classes="dialog-text")
        yield self._list
        yield self.whole
        if self._page is not None:
            yield VerticalScroll(Static(self._page), classes="dialog-scroll")

    def on_mount(self) -> None:
        self._list.show(self._found)
        self._list.focus()

    @on(PagedList.Marked)
    def _marked(self) -> None:
        one = self._list.marked
        self.whole.say(*([Para(f"“{one.text}”", "bold")] if one is not None else []))

    @on(PagedList.Chosen)
    def accept(self) -> None:
        self.dismiss(self._list.marked)
