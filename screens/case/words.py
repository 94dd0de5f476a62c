"""What an answer on this topic rests on, and the agreed words: to read, or to put in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import Topic
from desk.i18n import _
from desk.playbook.playbook import Playbook
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.paged import Column, PagedList


@dataclass(frozen=True, slots=True)
class Proposal:
    """One text that may be put into an answer; `what` says what kind of text it is."""

    what: str
    title: str
    text: str


def proposals(playbook: Playbook, topic: Topic, matter: str) -> list[Proposal]:
    """Everything the playbook offers for an answer on this topic, the nearest first."""
    entry = playbook.topics[topic]
    found = [
        Proposal(_("Agreed words"), script.title, script.text)
        for script in playbook.scripts_for(topic, matter)
    ]
    found += [Proposal(_("Rests on"), text, text) for text in entry.rests_on]
    for cause in entry.causes:
        steps = ("; " if playbook.language == "en" else "；").join(cause.steps)
        found.append(Proposal(_("Steps"), cause.label, steps))
    found += [Proposal(_("We must"), text, text) for text in entry.company_duties]
    found += [Proposal(_("Customer"), text, text) for text in entry.customer_duties]
    found += [Proposal(_("Advice"), text, text) for text in entry.advice]
    return found


class Words(DeskDialog[str]):
    """Gives the text to put in; `field` says in words where it will go."""

    def __init__(self, found: Sequence[Proposal], field: str) -> None:
        super().__init__(_("Words to use"))
        self._found = list(found)
        self._field = field
        self._text = Static()
        self._list = PagedList[Proposal](
            [Column(_("Kind"), 12), Column(_("Text"), 20, grows=1)],
            lambda one: ((one.what, "faint"), one.title),
            empty=_("The playbook has nothing on this topic."),
        )
        self.add_class("-tall")

    def body(self) -> Iterable[Widget]:
        words = _("Enter puts the marked text into “{field}”, where you can change it.")
        yield Static(shown(words.format(field=self._field)), classes="dialog-text")
        yield self._list
        box = VerticalScroll(self._text, classes="pick-text")
        box.can_focus = False
        yield box

    def on_mount(self) -> None:
        self._list.show(self._found)
        self._list.focus()

    @on(PagedList.Marked)
    def _marked(self) -> None:
        one = self._list.marked
        self._text.update(shown(one.text if one is not None else ""))

    @on(PagedList.Chosen)
    def accept(self) -> None:
        one = self._list.marked
        self.dismiss(one.text if one is not None else None)
