"""Dialogs about the end of a case: the call-back, and what still keeps it from closing."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.forms import FollowUpForm
from desk.i18n import _
from desk.refusals import Refusal
from desk.services import closing
from desk.services.closing import SCORES
from desk.services.missing import Missing
from screens.base import DeskDialog
from screens.case.talk import area, yes_no
from screens.dialogs.confirm import Confirm
from screens.dialogs.form import FormDialog
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.paged import Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


def scores() -> dict[str, Choice[int]]:
    """A choice from 1 to 5 for each thing that the customer judges."""
    words = (_("very bad"), _("rather bad"), _("fair"), _("rather good"), _("very good"))
    return {name: Choice(list(enumerate(words, 1)), goes_on=True) for name in SCORES}


def with_scores(choices: dict[str, Choice[int]]) -> Iterable[FieldRow]:
    """The scores as rows."""
    names = {
        "attitude": _("Attitude"),
        "speed": _("Speed"),
        "result": _("Result"),
        "clarity": _("Clarity"),
    }
    for name, choice in choices.items():
        yield FieldRow(names[name], choice, name=name, classes="asked")


class CallBack(FormDialog):
    """One try to call the customer back; gives the FollowUp."""

    draft = "follow_up"

    def __init__(self, reference: str) -> None:
        super().__init__(
            _("Call-back"),
            reference,
            intro=_("Ask whether all is done, what they think of it, and what else they wish."),
        )
        self._reached = yes_no(True)
        self._satisfied = yes_no(goes_on=True)
        self._scores = scores()
        self._words = area(2)

    def on_mount(self) -> None:
        super().on_mount()
        # Who was not reached is the rarer answer: Shift+Tab goes back to it.
        self._satisfied.focus()

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reached"), self._reached, name="reached")
        yield FieldRow(_("Satisfied"), self._satisfied, name="satisfied", classes="asked")
        yield from with_scores(self._scores)
        yield FieldRow(_("Words"), self._words, name="words")

    def typed(self) -> None:
        for row in self.query(".asked"):
            row.display = self._reached.value is not False

    def work(self) -> "Callable[[Desk, Actor], object]":
        reached = self._reached.value is not False
        if reached and self._satisfied.value is None:
            raise Refusal(_("Ask whether the customer is satisfied."), field="satisfied")
        form = FollowUpForm(
            reached=reached,
            satisfied=self._satisfied.value if reached else None,
            words=self._words.value,
            **{name: choice.value if reached else None for name, choice in self._scores.items()},
        )
        reference = self.subject
        return lambda desk, who: closing.record_follow_up(desk, who, reference, form)


def close_all_the_same(missing: Sequence[Missing]) -> Confirm:
    """Asks about what keeps nobody from closing: settle it first, or leave it on record."""
    lines = "\n".join(f"◆ {one.text}" for one in missing)
    return Confirm(
        lines,
        title=_("Give them back first?"),
        yes=_("Close all the same"),
        no=_("Give back first"),
        loses=True,
    )


class StillMissing(DeskDialog[Missing]):
    """What keeps a case from closing; enter gives the line to go to."""

    def __init__(self, reference: str, missing: Sequence[Missing], title: str = "") -> None:
        title = title or _("Not to be closed yet: {reference}").format(reference=reference)
        super().__init__(title)
        self._missing = missing
        self._list = PagedList[Missing](
            [Column("", 2), Column(_("What is left to do"), 20, grows=1)],
            lambda one: (f"{self._missing.index(one) + 1}", one.text),
        )
        self._list.styles.height = len(missing) + 1

    def body(self) -> Iterable[Widget]:
        yield Static(shown(_("Enter goes to where a line is settled.")), classes="dialog-text")
        scroll = VerticalScroll(self._list, classes="dialog-scroll")
        scroll.can_focus = False
        yield scroll

    def on_mount(self) -> None:
        self._list.show(list(self._missing))
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit():
            at = int(event.character) - 1
            if 0 <= at < len(self._missing):
                event.stop()
                self.dismiss(self._missing[at])

    @on(PagedList.Chosen)
    def accept(self) -> None:
        self.dismiss(self._list.marked)
