"""Dialogs about what is said with the customer: promises, points that come out later."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.casework import Commitment
from desk.enums import PointKind
from desk.forms import CommitmentForm, PointForm
from desk.i18n import _
from desk.labels import label
from desk.money import parse_yuan
from desk.refusals import Refusal
from desk.services import casework, points
from screens.dialogs.form import FormDialog, needed
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


def area(lines: int, *, limit: int = 2000, placeholder: str = "") -> ClerkTextArea:
    """A text field of some lines."""
    field = ClerkTextArea(limit=limit, placeholder=placeholder)
    field.styles.height = lines
    return field


def yes_no(value: bool | None = None, *, goes_on: bool = False) -> Choice[bool]:
    """Yes or no."""
    return Choice([(True, _("Yes")), (False, _("No"))], value, goes_on=goes_on)


def day_from(dialog: FormDialog, text: str, field: str) -> date:
    """The day a person typed, as the branch's wall shows days."""
    from desk.dates import parse_day

    desk = opened(dialog)
    return parse_day(
        needed(text, field),
        today=desk.hours.day_of(desk.clock.now()),
        calendar=desk.calendar,
        field=field,
    )


def moment_from(dialog: FormDialog, text: str, field: str) -> datetime:
    """The day and time a person typed."""
    from desk.dates import parse_moment

    desk = opened(dialog)
    return parse_moment(
        needed(text, field),
        now=desk.clock.now(),
        zone=desk.branch.timezone,
        calendar=desk.calendar,
        field=field,
    )


def opened(dialog: FormDialog) -> "Desk":
    """The desk, which is open whenever a dialog stands over a room."""
    desk = dialog.desk_app.desk
    if desk is None:
        raise Refusal(_("The book is not open."))
    return desk


class MayNeedAgreement(FormDialog):
    """A form in which something may be promised that somebody above must agree to first."""

    @abstractmethod
    def act(
        self, *, agreed: "Actor | None" = None, ask: bool = False
    ) -> "Callable[[Desk, Actor], object]":
        """What to do with what was typed: agreed to at this counter, or put before others."""

    def work(self) -> "Callable[[Desk, Actor], object]":
        return self.act()

    def refused(self, refusal: Refusal) -> None:
        """Above one's authority a lead agrees here, or it goes on the list of those who may."""
        super().refused(refusal)
        if refusal.code != "needs_agreement":
            return
        from screens.dialogs.confirm import Confirm
        from screens.dialogs.pin import OverTheShoulder

        def agreed(lead: "Actor | None") -> None:
            if lead is None:
                self.app.push_screen(ask, later)
            else:
                self.write(self.act(agreed=lead), self._done)

        def later(yes: bool | None) -> None:
            if yes:
                self.write(self.act(ask=True), self._done)

        ask = Confirm(
            _("Put it on the list of those who may agree? The customer hears nothing until then."),
            yes=_("Put it on the list"),
            no=_("Change the promise"),
        )
        self.app.push_screen(OverTheShoulder(refusal.message), agreed)


class MakePromise(MayNeedAgreement):
    """A promise to the customer; gives the Commitment."""

    draft = "promise"

    def __init__(self, reference: str, owner: str, positions: Sequence[int]) -> None:
        super().__init__(_("Promise to the customer"), reference)
        self._text = ClerkInput(limit=300, placeholder=_("What is done, so that one can see it"))
        self._owner = ClerkInput(owner, limit=60)
        self._due = ClerkInput(limit=20, placeholder=_("e.g. 11-30, tomorrow, +3 working days"))
        self._points = positions
        self._point = ClerkInput(limit=2, placeholder=_("its number; empty for the whole case"))
        self._amount = ClerkInput(limit=20, placeholder=_("in yuan, if money is promised"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Promise"), self._text, name="text", own=True)
        yield FieldRow(_("Done by"), self._owner, name="owner")
        yield FieldRow(_("By when"), self._due, name="due_on")
        yield FieldRow(_("Point"), self._point, name="point")
        yield FieldRow(_("Amount"), self._amount, name="amount_fen")

    def _position(self) -> int | None:
        typed = self._point.text
        if not typed:
            return None
        if not typed.isdigit() or int(typed) not in self._points:
            raise Refusal(
                _("The case has no point “{typed}”.").format(typed=typed),
                _("Leave it empty when the promise is about the whole case."),
                field="point",
            )
        return int(typed)

    def _form(self) -> CommitmentForm:
        amount = self._amount.text
        return CommitmentForm(
            text=needed(self._text.text, "text"),
            owner=needed(self._owner.text, "owner"),
            due_on=day_from(self, self._due.text, "due_on"),
            point=self._position(),
            amount_fen=parse_yuan(amount, field="amount_fen") if amount else None,
        )

    def act(
        self, *, agreed: "Actor | None" = None, ask: bool = False
    ) -> "Callable[[Desk, Actor], object]":
        form, reference = replace(self._form(), ask=ask), self.subject
        return lambda desk, who: casework.promise(desk, who, reference, form, agreed=agreed)


class KeepPromise(FormDialog):
    """A promise was kept; gives the Commitment."""

    draft = "keep_promise"

    def __init__(self, reference: str, promises: Sequence[Commitment], first: str = "") -> None:
        super().__init__(_("A promise was kept"), reference)
        self._which = Choice(
            [(p.id, f"{p.text}（{p.owner}，{p.due_on}）") for p in promises],
            first or promises[0].id,
            folded=False,
        )
        self._evidence = ClerkInput(limit=300, placeholder=_("e.g. receipt number, photo, date"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Promise"), self._which, name="commitment")
        yield FieldRow(_("Seen by"), self._evidence, name="evidence")

    def on_mount(self) -> None:
        super().on_mount()
        if len(self._which.options) == 1:
            self._evidence.focus()

    def work(self) -> "Callable[[Desk, Actor], object]":
        promise, evidence = str(self._which.value), needed(self._evidence.text, "evidence")
        reference = self.subject
        return lambda desk, who: casework.keep_promise(desk, who, reference, promise, evidence)


class AddPoint(FormDialog):
    """A point that came out later; gives the IssuePoint."""

    draft = "add_point"

    def __init__(self, reference: str) -> None:
        super().__init__(
            _("Another point"),
            reference,
            intro=_("In the customer's words, one matter a point; the reply must answer it too."),
        )
        self._kind = Choice([(kind, label(kind)) for kind in PointKind], PointKind.ALLEGATION)
        self._matter = ClerkInput(limit=1000)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Kind"), self._kind, name="kind")
        yield FieldRow(_("Matter"), self._matter, name="matter")

    def on_mount(self) -> None:
        super().on_mount()
        self._matter.focus()

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = PointForm(
            kind=self._kind.value or PointKind.ALLEGATION,
            matter=needed(self._matter.text, "matter"),
        )
        reference = self.subject
        return lambda desk, who: points.add_point(desk, who, reference, form)
