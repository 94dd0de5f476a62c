"""The people of a case with what each may be told; who of them asks."""

from collections.abc import Iterable, Sequence

from textual import events, on
from textual.widget import Widget
from textual.widgets import Static

from desk.entitled import Entitled, stranger
from desk.i18n import _
from desk.labels import label
from desk.masks import mask_name
from desk.services.parties import Told
from screens.base import DeskDialog
from screens.dialogs.party_rows import acts_by
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList


class PeopleList(DeskDialog[int]):
    """The list; its last line is somebody else. Gives the number of a line, that one's is 0."""

    def __init__(self, title: str, intro: str, people: Sequence[Told], *, last: str) -> None:
        super().__init__(title)
        self._intro = intro
        self._people: list[Told | None] = [*people, None]
        self._last = last
        self._list = PagedList[Told | None](
            [
                Column("", 2, right=True),
                Column(_("As what"), 10),
                Column(_("Name"), 12),
                Column(_("Acts by"), 12, grows=1),
            ],
            self._cells,
        )
        self._list.styles.height = min(len(self._people) + 1, 12)
        self._may = Static(id="may-be-told")
        self.add_class("-form")

    def body(self) -> Iterable[Widget]:
        yield Static(shown(self._intro), classes="dialog-text")
        yield self._list
        yield self._may

    def on_mount(self) -> None:
        self._list.show(self._people)
        self._list.focus()
        self._tell()

    def _cells(self, told: Told | None) -> Sequence[Cell]:
        if told is None:
            return "0", (self._last, "strong"), "", ""
        one = told.party
        name = mask_name(one.name) or _("anonymous")
        return str(told.position), label(one.role), f"{name} {one.salutation}", acts_by(one)

    @on(PagedList.Marked)
    def _tell(self) -> None:
        told = self._list.marked
        found = told.entitled if told is not None else self.of_last()
        words = ""
        if found is not None:
            words = _("May be told: {what}. {why}").format(what=found.words, why=found.why)
        self._may.update(shown(words))

    def of_last(self) -> Entitled | None:
        """What whoever the last line stands for may be told; None where that says nothing."""
        return None

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit():
            at = int(event.character)
            if at < len(self._people):
                event.stop()
                self.dismiss(at)

    @on(PagedList.Chosen)
    def accept(self) -> None:
        told = self._list.marked
        self.dismiss(told.position if told is not None else 0)


class WhoAsks(PeopleList):
    """Gives who asks how it stands: the number of a party, 0 for nobody of them."""

    def __init__(self, people: Sequence[Told]) -> None:
        super().__init__(
            _("Who asks?"),
            _("Each hears only what is theirs to know."),
            people,
            last=_("Somebody else"),
        )

    def of_last(self) -> Entitled | None:
        return stranger()


class CasePeople(PeopleList):
    """Gives the number of somebody whose paper is at hand, 0 to add somebody."""

    def __init__(self, people: Sequence[Told]) -> None:
        super().__init__(
            _("The people of this case"),
            _("Enter on whoever acts for somebody notes their paper; the last line adds somebody."),
            people,
            last=_("+ add"),
        )
