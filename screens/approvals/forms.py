"""Dialogs about one letter: sending it back, where it was printed, declaring it void."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.forms import RemarkForm
from desk.i18n import _
from desk.point import IssuePoint
from desk.refusals import Refusal
from desk.services import outgoing, returns
from desk.services.returns import LONGEST_REMARK
from desk.text import clean_line
from desk.views import LetterRow
from screens.dialogs.form import FormDialog, needed
from screens.widgets.area import ClerkTextArea
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

LONGEST_NOTE = 300


def name_of(row: LetterRow) -> str:
    """What a letter is called: its number, else its case."""
    return row.number or row.reference


class SendBack(FormDialog):
    """What to mend: a comment on the whole, a remark on any point or on the wording.

    Gives the Letter. `actor` acts in place of the clerk.
    """

    draft = "return_letter"

    def __init__(self, row: LetterRow, points: Sequence[IssuePoint], actor: "Actor | None") -> None:
        super().__init__(
            _("Return the letter of {name}").format(name=name_of(row)),
            row.letter_id,
            intro=_("{author} sees each remark beside its point.").format(author=row.author),
        )
        self._actor = actor
        self._points = tuple(points)
        self._comment = _area(3, _("e.g. two points need a date; the tone may be warmer"))
        self._remarks = {
            point.position: _area(2, clean_line(point.matter)) for point in self._points
        }
        self._text = _area(2, _("e.g. the second paragraph says it twice"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("On the whole"), self._comment, name="comment")
        for position, area in self._remarks.items():
            label = _("Point {number}").format(number=position)
            yield FieldRow(label, area, name=f"points.{position}")
        yield FieldRow(_("Wording"), self._text, name="text")

    def work(self) -> "Callable[[Desk, Actor], object]":
        remarks = [
            RemarkForm(point=position, text=area.value)
            for position, area in self._remarks.items()
            if area.value
        ]
        if self._text.value:
            remarks.append(RemarkForm(part="text", text=self._text.value))
        comment, letter_id, actor = self._comment.value, self.subject, self._actor
        if not comment and not remarks:
            raise Refusal(
                _("It is missing what should be mended."),
                _("Name the point and what it needs."),
                field="comment",
            )
        return lambda desk, who: returns.return_letter(
            desk, actor or who, letter_id, comment, remarks
        )


class PrintedElsewhere(FormDialog):
    """Where a letter was printed that was never sent to print from here; gives the Letter."""

    draft = "printed_elsewhere"

    def __init__(self, letter_id: str, name: str, actor: "Actor | None") -> None:
        super().__init__(
            _("{name} was not sent to print from here").format(name=name),
            letter_id,
            intro=_("Esc goes back, so that you can print it. If its paper lies there, say how."),
        )
        self._actor = actor
        self._where = ClerkInput(
            limit=LONGEST_NOTE, placeholder=_("e.g. from the PDF, on the printer upstairs")
        )

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Printed where"), self._where, name="elsewhere")

    def work(self) -> "Callable[[Desk, Actor], object]":
        where = needed(self._where.text, "elsewhere")
        letter_id, actor = self.subject, self._actor
        return lambda desk, who: outgoing.confirm_printed(
            desk, actor or who, letter_id, elsewhere=where
        )


def _area(height: int, placeholder: str) -> ClerkTextArea:
    area = ClerkTextArea(limit=LONGEST_REMARK, placeholder=placeholder)
    area.styles.height = height
    return area


class DeclareVoid(FormDialog):
    """A reason; gives the Letter."""

    draft = "void_letter"

    def __init__(self, letter_id: str, name: str, actor: "Actor | None") -> None:
        super().__init__(
            _("Declare {name} void").format(name=name),
            letter_id,
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
