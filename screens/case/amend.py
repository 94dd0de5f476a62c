"""Putting one field of a record right: what stood there stays, with the reason."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from desk.forms_counter import AmendForm
from desk.i18n import _
from desk.labels import label
from desk.refusals import Refusal
from desk.services import lists, mistakes
from desk.services.amendable import BY_LEAD, OF_CASE, OF_COMPLAINANT
from desk.views import CaseFile
from screens.case.amended import WORDS, field_name, said_value, stands
from screens.case.find_case import replace_field
from screens.case.mistakes import LeadForm
from screens.case.talk import area
from screens.dialogs.form import needed
from screens.plain import shown
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

LINES = ("remedy_sought", "emotional_need")
"""Fields of several lines."""
FIELDS = (*OF_COMPLAINANT, *OF_CASE)


class Amend(LeadForm):
    """A field, what is right, why it was wrong; gives what came of it."""

    draft = "amend"

    def __init__(self, reference: str, file: CaseFile) -> None:
        super().__init__(
            _("Put a field right"),
            reference,
            intro=_("What was told is not changed here: add a supplement to it."),
        )
        self._file = file
        self._field = Choice([(name, field_name(name)) for name in FIELDS], FIELDS[0])
        self._now = Static(classes="field-hint")
        self._line = ClerkInput(limit=500)
        self._lines = area(3)
        self._word: Choice[str] = Choice([])
        self._reason = ClerkInput(limit=200, placeholder=_("e.g. misheard, typed wrongly"))
        self._shown = ""

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Field"), self._field, name="field")
        yield self._now
        yield FieldRow(_("Right is"), self._line, name="line")
        yield FieldRow(_("Right is"), self._lines, name="lines")
        yield FieldRow(_("Right is"), self._word, name="word")
        yield FieldRow(_("Reason"), self._reason, name="reason")

    @property
    def _chosen(self) -> str:
        return self._field.value or FIELDS[0]

    @property
    def _place(self) -> str:
        """The row in which the value of the chosen field is typed."""
        return "word" if self._chosen in WORDS else "lines" if self._chosen in LINES else "line"

    def typed(self) -> None:
        name = self._chosen
        if name == self._shown:
            return
        self._shown = name
        now = said_value(name, stands(self._file, name)) or "—"
        self._now.update(shown(_("Now: {value}").format(value=now)))
        if name in WORDS:
            options = [(word.value, label(word)) for word in WORDS[name]]
            kept = self._word.value
            self._word.set_options(options, kept if kept in dict(options) else None)
        for row in self.query(FieldRow):
            if row.field in ("line", "lines", "word"):
                row.say("")
                row.display = row.field == self._place

    def lead_for(self) -> str:
        if self._chosen not in BY_LEAD or self.desk_app.who.role in mistakes.LEADING:
            return ""
        words = _("A shift lead puts right: {field} of {reference}.")
        return words.format(field=field_name(self._chosen), reference=self.subject)

    def work(self) -> "Callable[[Desk, Actor], object]":
        values = {
            "line": self._line.text,
            "lines": self._lines.value,
            "word": self._word.value or "",
        }
        value = values[self._place]
        if self._place == "word":
            needed(value, "value")
        form = AmendForm(
            field=self._chosen,
            value=value,
            reason=needed(self._reason.text, "reason"),
            was=stands(self._file, self._chosen),
        )
        reference = self.subject
        return lambda desk, who: mistakes.amend(desk, who, reference, form)

    def refused(self, refusal: Refusal) -> None:
        if refusal.field == "value":
            refusal = replace_field(refusal, self._place)
        if refusal.code != "changed_meanwhile":
            super().refused(refusal)
            return
        reference = self.subject

        def show(file: CaseFile) -> None:
            # What is right stays typed; what it would take the place of is shown anew.
            self._file, self._shown = file, ""
            self.typed()
            super(Amend, self).refused(refusal)

        self.read(lambda desk, who: lists.case_file(desk, who, reference), show)
