"""What happens in the hall: the list of it, and a visit of the media."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from desk.enums import HallEventKind
from desk.forms_counter import HallEventForm
from desk.i18n import _
from desk.labels import label
from desk.reporting import HallEvent
from desk.services import hall
from desk.services.hall import HallLine
from desk.staff.permissions import May, may
from screens.base import DeskDialog
from screens.dialogs.form import FormDialog, needed
from screens.dialogs.prompt import Prompt
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class HallEvents(DeskDialog[bool]):
    """Enter says what was done, ctrl+s only marks as seen; who called adds what happened."""

    def __init__(self) -> None:
        super().__init__(_("In the hall"))
        self.add_class("-palette")
        self._list = PagedList[HallLine](
            [
                Column(_("When"), 11),
                Column(_("What"), 14),
                Column(_("Raised by"), 9),
                Column(_("What happened, what was done"), 20, grows=1),
            ],
            self._cells,
            empty=_("Nothing has happened."),
        )

    @property
    def _leads(self) -> bool:
        return may(self.desk_app.who.role, May.ANSWER_HALL)

    def body(self) -> Iterable[Widget]:
        words = _("Enter notes what happened.")
        if self._leads:
            words = _("Enter notes what was done, Ctrl+S only that you have seen it.")
        yield Static(shown(words), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._load()

    def _load(self) -> None:
        self.read(hall.events, self._show)

    def _show(self, lines: list[HallLine]) -> None:
        self._list.show(lines)
        self._list.focus()

    def _cells(self, line: HallLine) -> Sequence[Cell]:
        event, desk = line.event, self.desk_app.desk
        at = event.at if desk is None else desk.hours.local(event.at)
        kind = label(event.kind)
        what: Cell = kind if event.seen_at else (f"! {kind}", "late")
        told = "  ".join(filter(None, (event.who, event.note)))
        if line.seen_by:
            done = event.done or _("seen")
            told = "  ".join(filter(None, (told, f"→ {line.seen_by} {done}")))
        return f"{at:%m-%d %H:%M}", what, line.by, "  ".join(filter(None, (line.reference, told)))

    @on(PagedList.Chosen)
    def _chosen(self) -> None:
        line = self._list.marked
        if line is None:
            return
        title, event_id = label(line.event.kind), line.event.id
        if self._leads:
            prompt = Prompt(title, _("What was done"), value=line.event.done, needed=False)
            self.app.push_screen(prompt, partial(self._see, event_id))
        else:
            prompt = Prompt(title, _("What happened"), value=line.event.note)
            self.app.push_screen(prompt, partial(self._note, event_id))

    def accept(self) -> None:
        line = self._list.marked
        if line is not None and self._leads:
            self._see(line.event.id, "")
        else:
            self.dismiss(True)

    def _see(self, event_id: str, done: str | None) -> None:
        if done is not None:
            self.write(lambda desk, who: hall.see_event(desk, who, event_id, done), self._changed)

    def _note(self, event_id: str, note: str | None) -> None:
        if note is not None:
            self.write(lambda desk, who: hall.note_event(desk, who, event_id, note), self._changed)

    def _changed(self, _event: HallEvent) -> None:
        self._load()

    def action_cancel(self) -> None:
        self.dismiss(True)


class MediaVisit(FormDialog):
    """What to do and to say, then who they are; gives the HallEvent."""

    draft = "media"

    def __init__(self, reference: str, desk: "Desk | None") -> None:
        super().__init__(_("Visit of the media"), reference or "hall")
        self._reference = reference
        self._guide = desk.spoken.hall.get(HallEventKind.MEDIA) if desk is not None else None
        self._medium = ClerkInput(limit=100, placeholder=_("medium, name, phone, press card seen"))
        self._about = ClerkInput(limit=200)

    def rows(self) -> Iterable[Widget]:
        guide = self._guide
        if guide is not None:
            people = "  ".join(
                f"☎ {one.label} {one.number or _('(number: ask the shift lead)')}"
                for one in guide.call
            )
            said = [people, *(f"· {line}" for line in guide.what_to_do)]
            said += [_("Say: “{words}”").format(words=words) for words in guide.say]
            said.append(_("Never: {what}").format(what="；".join(guide.avoid)))
            yield Static(shown("\n".join(said)), classes="dialog-text")
        yield FieldRow(_("Who they are"), self._medium, name="who")
        yield FieldRow(_("About what"), self._about, name="note")

    def on_mount(self) -> None:
        super().on_mount()
        self._medium.focus()

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = HallEventForm(
            kind=HallEventKind.MEDIA,
            who=needed(self._medium.text, "who"),
            note=self._about.text,
            case=self._reference,
        )
        return lambda desk, who: hall.raise_event(desk, who, form)
