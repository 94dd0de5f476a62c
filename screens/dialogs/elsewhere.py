"""Dialogs about what goes beyond the counter: calls made ahead, the same matter elsewhere."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from desk.enums import ExternalSource, ReportTo
from desk.external import ExternalRef
from desk.forms_counter import ExternalForm, ReportForm
from desk.i18n import _, current
from desk.labels import label
from desk.refusals import Refusal
from desk.saying import joined
from desk.services import externals, reports
from desk.services.reports import ToReport
from screens.case.talk import area, moment_from, opened
from screens.dialogs.form import FormDialog, needed
from screens.limits import typed_limit
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class LogReport(FormDialog):
    """A report made ahead by phone; gives the ReportAhead."""

    draft = "report_ahead"

    def __init__(self, reference: str, found: ToReport) -> None:
        says = [line for rule in found.rules for line in rule.what_to_say]
        intro = _("Nobody is left to be told by our rules; other calls may be noted too.")
        if found.receivers:
            names = joined((label(one) for one in found.receivers), current())
            intro = _("Still to be told: {names}.").format(names=names)
            intro = f"{intro}\n{joined(dict.fromkeys(says), current())}"
        super().__init__(_("Reported ahead"), reference, intro=intro)
        first = found.receivers[0] if found.receivers else ReportTo.SUPERIOR
        self._to = Choice([(one, label(one)) for one in ReportTo], first)
        self._person = ClerkInput(limit=60, placeholder=_("who answered"))
        self._number = ClerkInput(limit=60, placeholder=_("the number they gave, if any"))
        self._said = ClerkInput(limit=300)
        self._at = ClerkInput(limit=40, placeholder=_("now; or e.g. today 9:40"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reported to"), self._to, name="receiver")
        yield FieldRow(_("Person"), self._person, name="person")
        yield FieldRow(_("Ticket"), self._number, name="number")
        yield FieldRow(_("They said"), self._said, name="said")
        yield FieldRow(_("When"), self._at, name="at")

    def on_mount(self) -> None:
        super().on_mount()
        self._person.focus()

    def work(self) -> "Callable[[Desk, Actor], object]":
        form = ReportForm(
            receiver=self._to.value or ReportTo.SUPERIOR,
            person=self._person.text,
            number=self._number.text,
            said=self._said.text,
            at=moment_from(self, self._at.text, "at") if self._at.text else None,
        )
        reference = self.subject
        return lambda desk, who: reports.report_ahead(desk, who, reference, form)


class AddElsewhere(FormDialog):
    """The number under which another channel holds the matter; gives the ExternalAdded."""

    draft = "external"

    def __init__(self, reference: str) -> None:
        super().__init__(
            _("The same matter elsewhere"),
            reference,
            intro=_("The earliest due of ours and theirs rules."),
        )
        self._source = Choice(
            [(one, label(one)) for one in ExternalSource], ExternalSource.CITY_12345
        )
        self._number = ClerkInput(limit=60)
        self._received = ClerkInput(limit=40, placeholder=_("when the customer came to us"))
        self._due = ClerkInput(limit=40, placeholder=_("else by the limit of that channel"))
        self._note = ClerkInput(limit=300)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Channel"), self._source, name="source")
        yield FieldRow(_("Its number"), self._number, name="number")
        yield FieldRow(_("They got it"), self._received, name="received_at")
        yield FieldRow(_("Due there"), self._due, name="due_at")
        yield FieldRow(_("Note"), self._note, name="note")

    def on_mount(self) -> None:
        super().on_mount()
        self._number.focus()

    @on(Input.Blurred)
    def _left(self, message: Input.Blurred) -> None:
        """Warn of a number that another case holds before anything is kept."""
        number, source = self._number.text, self._source.value
        if message.input is self._number and number and source is not None:
            self.read(lambda desk, who: externals.known(desk, who, source, number), self._known)

    def _known(self, cases: list[str]) -> None:
        others = [one for one in cases if one != self.subject]
        for row in self.query(FieldRow):
            if row.field == "number" and others:
                row.say(*double_words(others))

    def work(self) -> "Callable[[Desk, Actor], object]":
        def moment(field: ClerkInput, name: str) -> datetime | None:
            return moment_from(self, field.text, name) if field.text else None

        due = None
        if self._due.text:
            due = typed_limit(opened(self), self._due.text, "due_at")
        form = ExternalForm(
            source=self._source.value or ExternalSource.CITY_12345,
            number=needed(self._number.text, "number"),
            received_at=moment(self._received, "received_at"),
            due_at=due,
            note=self._note.text,
        )
        reference = self.subject
        return lambda desk, who: externals.add_external(desk, who, reference, form)


def double_words(cases: Sequence[str]) -> tuple[str, str]:
    """What is said of a number that stands on other cases too."""
    return (
        _("This number stands on {cases} too.").format(cases=joined(cases, current())),
        _("Go on all the same: both are linked, and the shift lead hears of it."),
    )


class ReportBack(FormDialog):
    """What another channel was told; gives the ExternalRef."""

    draft = "report_back"

    def __init__(self, reference: str, waiting: Sequence[ExternalRef]) -> None:
        super().__init__(_("Reported back"), reference)
        self._which = Choice(
            [(one.number, f"{label(one.source)} {one.number}") for one in waiting],
            waiting[0].number,
            folded=False,
        )
        self._words = area(3, limit=1000, placeholder=_("as it stands in their system"))
        self._at = ClerkInput(limit=40, placeholder=_("now; or e.g. today 9:40"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Number"), self._which, name="number")
        yield FieldRow(_("Told them"), self._words, name="words")
        yield FieldRow(_("When"), self._at, name="at")

    def on_mount(self) -> None:
        super().on_mount()
        self._words.focus()

    def work(self) -> "Callable[[Desk, Actor], object]":
        number = self._which.value
        if number is None:
            raise Refusal(_("This must not stay empty."), field="number", code="missing")
        words = needed(self._words.value, "words")
        at = moment_from(self, self._at.text, "at") if self._at.text else None
        reference = self.subject
        return lambda desk, who: externals.report_back(desk, who, reference, number, words, at)
