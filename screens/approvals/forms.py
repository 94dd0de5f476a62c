"""Dialogs about one letter: sending it back, declaring it void, noting its delivery."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.dates import parse_moment
from desk.enums import Delivery
from desk.forms import DeliveryForm
from desk.i18n import N_, _
from desk.labels import label
from desk.refusals import Refusal
from desk.services import delivery, outgoing, returns
from desk.views import LetterRow
from screens.dialogs.form import FormDialog, needed
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

LONGEST_COMMENT = 1_000
LONGEST_NOTE = 300


def name_of(row: LetterRow) -> str:
    """What a letter is called: its number, else its case."""
    return row.number or row.reference


class SendBack(FormDialog):
    """A comment that says what to mend; gives the Letter. `actor` acts in place of the clerk."""

    draft = "return_letter"

    def __init__(self, row: LetterRow, actor: "Actor | None") -> None:
        super().__init__(
            _("Return the letter of {name}").format(name=name_of(row)),
            row.letter_id,
            intro=_("{author} sees your comment on top of the letter.").format(author=row.author),
        )
        self._actor = actor
        self._comment = ClerkTextArea(
            limit=LONGEST_COMMENT, placeholder=_("e.g. point 2: name the day of the new meter")
        )
        self._comment.styles.height = 5

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("What to mend"), self._comment, name="comment")

    def work(self) -> "Callable[[Desk, Actor], object]":
        comment = needed(self._comment.value, "comment")
        letter_id, actor = self.subject, self._actor
        return lambda desk, who: returns.return_letter(desk, actor or who, letter_id, comment)


class DeclareVoid(FormDialog):
    """A reason; gives the Letter."""

    draft = "void_letter"

    def __init__(self, row: LetterRow, actor: "Actor | None") -> None:
        super().__init__(
            _("Declare {name} void").format(name=name_of(row)),
            row.letter_id,
            intro=_(
                "The number stays in the register with your reason. The case gets a new letter."
            ),
        )
        self._actor = actor
        self._reason = ClerkInput(limit=LONGEST_NOTE)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reason"), self._reason, name="reason")

    def work(self) -> "Callable[[Desk, Actor], object]":
        reason = needed(self._reason.text, "reason")
        letter_id, actor = self.subject, self._actor
        return lambda desk, who: outgoing.void_letter(desk, actor or who, letter_id, reason)


_NOTES = {
    Delivery.BY_HAND: N_("May stay empty; for example who came for the customer."),
    Delivery.POST: N_("The postal number, for example EMS 1234567890123."),
    Delivery.REFUSED: N_("Who was the witness: name and staff number."),
    Delivery.NOT_FOUND: N_("Which attempts were made: days, ways, whom you met."),
    Delivery.NOBODY: N_("Why there is nobody to deliver to; a shift lead notes this."),
}


class Deliver(FormDialog):
    """How the letter reached the customer; gives the Letter."""

    draft = "deliver_letter"

    def __init__(self, row: LetterRow) -> None:
        super().__init__(_("Deliver {name}").format(name=name_of(row)), row.letter_id)
        self._how = Choice([(way, label(way)) for way in Delivery], Delivery.BY_HAND, folded=False)
        self._note = ClerkInput(limit=LONGEST_NOTE)
        self._at = ClerkInput(limit=40, placeholder=_("empty: now; else e.g. 14:30"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("How"), self._how, name="delivery")
        yield FieldRow(_("Note"), self._note, name="note")
        yield FieldRow(_("When"), self._at, name="at")

    def typed(self) -> None:
        if self._how.value is not None:
            self._note.placeholder = _(_NOTES[self._how.value])

    def work(self) -> "Callable[[Desk, Actor], object]":
        desk = self.desk_app.desk
        if self._how.value is None:
            raise Refusal(_("Choose how it was delivered."), field="delivery")
        at = None
        if self._at.text and desk is not None:
            at = parse_moment(
                self._at.text,
                now=desk.clock.now(),
                zone=desk.branch.timezone,
                calendar=desk.calendar,
                field="at",
            )
        form = DeliveryForm(delivery=self._how.value, note=self._note.text, at=at)
        letter_id = self.subject
        return lambda desk, who: delivery.deliver_letter(desk, who, letter_id, form)
